"""A reading that exists is consistent; what is not says where, all of it at once."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from extractor import textreport
from extractor.extraction import Extraction, json_schema, placed_spans
from extractor.records import Declared, Section, Source, Span

SCHEMA = Path(__file__).parents[1] / "docs" / "schema.json"

Parts = dict[str, Any]


def changed(rows: tuple[BaseModel, ...], index: int, **fields: object) -> tuple[BaseModel, ...]:
    """The rows with fields of one of them replaced."""
    row = type(rows[index]).model_validate({**dict(rows[index]), **fields})
    return (*rows[:index], row, *rows[index + 1 :])


def refusal(parts: Parts) -> str:
    with pytest.raises(ValidationError) as caught:
        Extraction(**parts)
    return "\n".join(row["msg"] for row in caught.value.errors())


def test_a_reading_comes_back_from_its_json_unchanged(extraction: Extraction) -> None:
    assert Extraction.model_validate_json(extraction.model_dump_json()) == extraction


def test_integers_stay_integers_and_fractions_fractions(parts: Parts) -> None:
    rows = changed(parts["achievements"], 3, value=100 / 3, upper=34)
    dumped = json.loads(Extraction(**{**parts, "achievements": rows}).model_dump_json())
    assert [repr(row["value"]) for row in dumped["achievements"]] == ["3", "12", "4", "33.333333333333336"]
    assert repr(dumped["achievements"][3]["upper"]) == "34"


def test_records_are_frozen(extraction: Extraction) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        extraction.units[0].name = "Other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("model", "fields", "problem"),
    [
        (Span, {"start": 0, "end": 1, "text": "a", "page": 1}, "Extra inputs are not permitted"),
        (Span, {"start": -1, "end": 1, "text": "a"}, "greater than or equal to 0"),
        (Span, {"start": 0, "end": 0, "text": ""}, "at least 1 character"),
        (Span, {"start": "0", "end": 1, "text": "a"}, "valid integer"),
        (Section, {"kind": "footer", "start": 0, "end": 1, "category": None, "unit": None}, "Input should be 'title'"),
        (Section, {"kind": "title", "start": 0, "end": 1, "category": None}, "Field required"),
    ],
)
def test_a_part_takes_nothing_but_its_own(model: type[BaseModel], fields: dict[str, object], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        model.model_validate(fields)


def test_no_value_is_infinite_or_no_number(parts: Parts) -> None:
    for value in (float("inf"), float("nan"), True, "3"):
        with pytest.raises(ValidationError):
            changed(parts["achievements"], 0, value=value)


def spoil(part: str, index: int, **fields: object) -> Callable[[Parts], Parts]:
    return lambda parts: {**parts, part: changed(parts[part], index, **fields)}


def drop(part: str, index: int) -> Callable[[Parts], Parts]:
    return lambda parts: {**parts, part: (*parts[part][:index], *parts[part][index + 1 :])}


def swap(part: str) -> Callable[[Parts], Parts]:
    return lambda parts: {**parts, part: (parts[part][1], parts[part][0], *parts[part][2:])}


@pytest.mark.parametrize(
    ("spoilt", "problem"),
    [
        (
            spoil("categories", 0, found=3),
            "categories[0].found: 3, but another number of units has category 'model-teams'",
        ),
        (spoil("units", 0, category="stars"), "units: no category is called 'stars'"),
        (spoil("units", 1, id="u01"), "units: 'u01' occurs 2 times"),
        (spoil("units", 1, id="institution"), "units[1].id: 'institution' is kept for what no unit owns"),
        (spoil("units", 1, profile={"start": 5, "end": 5}), "units[1].profile: 5..5 does not lie in the text"),
        (spoil("sections", 3, unit="u09"), "sections[3].unit: no unit is called 'u09'"),
        (spoil("sections", 1, category="stars"), "sections[1].category: no category is called 'stars'"),
        (spoil("sections", 1, start=0), "sections[1]: begins at 0, before the one in front of it ends"),
        (spoil("sections", 3, end=9999), "sections[3]: 201..9999 does not lie in the text of 231 characters"),
        (spoil("sections", 1, start=44), "sections: none covers 38..44, 'Two o'"),
        (drop("sections", 0), "sections: none covers 0..39, 'Good news from Springfield University'"),
        (spoil("achievements", 0, owner="u09"), "achievements[0].owner: no unit is called 'u09'"),
        (spoil("achievements", 3, upper=30), "achievements[3].upper: 30 is less than the value, 31"),
        (spoil("achievements", 2, part_of="a9"), "achievements[2].part_of: no achievement is called 'a9'"),
        (spoil("achievements", 2, part_of="a003"), "achievements[2].part_of: 'a003' is part of itself"),
        (spoil("achievements", 1, part_of="a003"), "achievements[1].part_of: 'a002' is part of itself"),
        (spoil("achievements", 1, id="a001"), "achievements: 'a001' occurs 2 times"),
        (spoil("achievements", 0, implied=True), "achievements[0].implied: True, which the numeral must agree with"),
        (spoil("achievements", 0, numeral=None), "achievements[0].implied: False, which the numeral must agree with"),
        (drop("numerals", 1), "achievements[0].numeral: not the one of the numerals that became 'a001'"),
        (drop("achievements", 3), "numerals[5].achievement: no achievement is called 'a004'"),
        (spoil("numerals", 0, role="achievement"), "numerals[0].achievement: None does not agree with the role"),
        (spoil("numerals", 1, role="date"), "numerals[1].achievement: 'a001' does not agree with the role 'date'"),
        (spoil("numerals", 3, achievement="a001"), "numerals: achievement: 'a001' occurs 2 times"),
        (swap("numerals"), "numerals[1].span: begins at 39, before the one in front of it ends"),
    ],
)
def test_what_does_not_agree_is_refused_with_its_place(
    parts: Parts, spoilt: Callable[[Parts], Parts], problem: str
) -> None:
    Extraction(**parts)
    assert problem in refusal(spoilt(parts))


@pytest.mark.parametrize(
    ("span", "problem"),
    [
        (Span(start=39, end=42, text="Ten"), "the text has 'Two' where the span says 'Ten'"),
        (Span(start=230, end=233, text="Two"), "230..233 does not lie in the text of 231 characters"),
        (Span(start=42, end=39, text="Two"), "42..39 does not lie in the text of 231 characters"),
    ],
)
def test_a_span_lies_in_the_text_and_equals_it(parts: Parts, span: Span, problem: str) -> None:
    declared = Declared(value=2, span=span)
    announcement = parts["announcement"].model_copy(update={"declared_total": declared})
    assert f"announcement.declared_total.span: {problem}" in refusal({**parts, "announcement": announcement})


def test_without_the_text_a_span_is_still_as_long_as_its_text(parts: Parts) -> None:
    silent = Source.model_validate({**dict(parts["source"]), "text": None})
    Extraction(**{**parts, "source": silent})
    wrong = changed(parts["numerals"], 0, span=Span(start=39, end=42, text="Twelve"))
    assert "numerals[0].span: 39..42 is not as long as its text 'Twelve'" in refusal(
        {**parts, "source": silent, "numerals": wrong}
    )


def test_the_number_of_characters_is_that_of_the_text(parts: Parts) -> None:
    source = parts["source"].model_copy(update={"characters": 230})
    assert "source.characters: 230, but the text has 231" in refusal({**parts, "source": source})


@pytest.mark.parametrize("pages", [(1, 20), (0, 30, 20), (0, 232)])
def test_pages_begin_in_the_text_and_in_order(parts: Parts, pages: tuple[int, ...]) -> None:
    Extraction(**{**parts, "source": parts["source"].model_copy(update={"pages": (0, 0, 231)})})
    source = parts["source"].model_copy(update={"pages": pages})
    assert f"source.pages: {pages} are no beginnings" in refusal({**parts, "source": source})


def test_all_problems_are_said_at_once(parts: Parts) -> None:
    message = refusal(spoil("units", 1, id="u01")(spoil("achievements", 0, owner="u09")(parts)))
    assert "units: 'u01' occurs 2 times" in message
    assert "achievements[0].owner: no unit is called 'u09'" in message


def test_every_span_of_the_document_is_placed(extraction: Extraction) -> None:
    """As many as a blind walk over the JSON finds."""
    in_json = len(re.findall(r'"start":\d+,"end":\d+,"text"', extraction.model_dump_json()))
    places = [place for place, _ in placed_spans(extraction)]
    assert len(places) == len(set(places)) == in_json


def test_a_notebook_shows_the_reading_as_its_report(extraction: Extraction) -> None:
    shown = extraction._repr_html_()
    assert shown == textreport.html(extraction)
    assert "Radar Team" in shown


def test_the_records_load_nothing_that_only_shows_them() -> None:
    program = "import sys, extractor.extraction; print('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == b"False\n"


def test_the_published_schema_is_current() -> None:
    """Renew it with `extract schema > docs/schema.json`."""
    assert json.loads(SCHEMA.read_text("utf-8")) == json_schema()
