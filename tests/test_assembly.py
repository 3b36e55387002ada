"""The stages' values as records: ids, spans and references."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from extractor import extract
from extractor.annotations import (
    AchievementMention,
    CategoryMention,
    Facts,
    FindingMention,
    Mark,
    NumeralMention,
    RoleMention,
    SectionMention,
    Source,
    UnitMention,
)
from extractor.assembly import assemble
from extractor.extraction import Extraction
from extractor.records import Provenance
from extractor.transcript import Transcript

TEXT = "Oak  won 3 of 12\ncups; Elm won."


def mark(words: str) -> Mark:
    return Mark(TEXT.index(words), TEXT.index(words) + len(words))


def count(words: str, value: int) -> NumeralMention:
    at = mark(words)
    return NumeralMention(at.start, at.end, at.start, at.end, "cardinal", value)


def achievement(numeral: int | None, **fields: Any) -> AchievementMention:
    plain = {
        "owner": 0, "kind": "award", "measure": "count", "value": 3, "upper": None, "comparator": "=", "unit": None,
        "object": mark("12\ncups"), "clause": mark("Oak  won 3 of 12\ncups"), "span": mark("3 of 12\ncups"),
        "rule": "r", "implied": numeral is None,
    }  # fmt: skip
    return AchievementMention(numeral=numeral, **{**plain, **fields})


@pytest.fixture
def make() -> Callable[..., Extraction]:
    """`make(**parts)`: the document, with these parts in the place of good ones."""
    parts: dict[str, Any] = {
        "facts": Facts(mark("Oak"), None, None, (dt.date(2024, 5, 2), mark("12")), (2, mark("cups"))),
        "sections": [SectionMention("profile", 0, len(TEXT), 0, (0,))],
        "categories": [CategoryMention("Good\nOnes", None, (mark("Oak"),), (2, mark("3")))],
        "units": [
            UnitMention("Oak", 0, "team", (mark("Oak"),), (mark("Oak  won"),), mark("Oak  won 3 of 12\ncups")),
            UnitMention("Elm", 0, "team", (mark("Elm"),)),
        ],
        "achievements": [
            achievement(0, part_of=1, award=(mark("12\ncups"), "gold"), period=(mark("Oak  won"), 2021, None)),
            achievement(1, value=12, owner=None),
            achievement(None, value=1),
        ],
        "numerals": [count("3", 3), count("12", 12)],
        "roles": [RoleMention("achievement", ""), RoleMention("achievement", "")],
        "findings": [FindingMention("no-header", "info", "none", (mark("Elm"),))],
    }

    def build(**others: Any) -> Extraction:
        source = Source("a.txt", "0" * 64, "utf-8", "en", TEXT)
        return assemble(source, Transcript(TEXT), Provenance(version="1", rules=()), **{**parts, **others})

    return build


def test_indexes_become_ids_and_marks_become_spans_of_the_source(make: Callable[..., Extraction]) -> None:
    found = make()
    assert [(u.id, u.category) for u in found.units] == [("u01", "good-ones"), ("u02", "good-ones")]
    assert [(c.id, c.name, c.found) for c in found.categories] == [("good-ones", "Good Ones", 2)]
    assert [(a.id, a.owner, a.part_of) for a in found.achievements] == [
        ("a001", "u01", "a002"), ("a002", "institution", None), ("a003", "u01", None),
    ]  # fmt: skip
    assert [(n.span.text, n.achievement) for n in found.numerals] == [("3", "a001"), ("12", "a002")]
    assert found.sections[0].unit == "u01"
    assert found.announcement.published is not None
    assert found.announcement.published.date == dt.date(2024, 5, 2)


def test_words_that_are_no_span_are_written_with_single_blanks(make: Callable[..., Extraction]) -> None:
    found = make()
    first = found.achievements[0]
    assert first.object == "12 cups"
    assert first.award is not None
    assert (first.award.title, first.award.grade) == ("12 cups", "gold")
    assert first.period is not None
    assert (first.period.text, first.period.span.text) == ("Oak won", "Oak  won")
    assert found.units[0].organisations[0].name == "Oak won"


def test_categories_of_one_name_get_ids_of_their_own(make: Callable[..., Extraction]) -> None:
    rows = [CategoryMention(name, None, ()) for name in ("Good Ones", "Good ones!", "Good Ones 2", "模范", "榜样")]
    found = make(categories=rows)
    assert [c.id for c in found.categories] == ["good-ones", "good-ones-2", "good-ones-2-2", "category", "category-2"]


def test_a_section_about_several_units_names_none(make: Callable[..., Extraction]) -> None:
    assert make(sections=[SectionMention("profile", 0, len(TEXT), 0, (0, 1))]).sections[0].unit is None


def test_a_hundred_units_have_ids_of_equal_length(make: Callable[..., Extraction]) -> None:
    units = [UnitMention("Oak", None, "team", (mark("Oak"),)) for _ in range(100)]
    found = make(
        units=units,
        sections=[SectionMention("other", 0, len(TEXT))],
        achievements=[],
        roles=[RoleMention("date", "r")] * 2,
    )
    assert (found.units[0].id, found.units[-1].id, found.categories[0].found) == ("u001", "u100", 0)


@pytest.mark.parametrize(
    "parts",
    [
        {"sections": []},
        {"achievements": [achievement(0, value=3, upper=2)]},
        {"roles": [RoleMention("achievement", ""), RoleMention("date", "")]},
    ],
    ids=["nothing covers the text", "a range goes down", "roles and achievements disagree"],
)
def test_stages_that_disagree_are_found_out(make: Callable[..., Extraction], parts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make(**parts)


def test_a_name_keeps_the_quotation_marks_that_it_has_in_the_text() -> None:
    text = "Elm University\n\nModel Courses\n\n- Law and 'Plus'\n- Art “and” Craft\n- Music\n"
    assert [unit.name for unit in extract(text).units] == ["Law and 'Plus'", "Art “and” Craft", "Music"]
