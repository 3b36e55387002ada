"""Records and their fields in words."""

from collections.abc import Callable
from typing import Any

import pytest

from extractor import extract
from extractor.extraction import Extraction
from extractor.records import Span
from extractor.recordwords import Words, field_name


@pytest.mark.parametrize(
    ("part", "path", "name"),
    [
        ("achievements", ("value",), "value"),
        ("achievements", ("unit",), "unit of measure"),
        ("sections", ("unit",), "unit"),
        ("achievements", ("award", "grade"), "grade of the award"),
        ("units", ("organisations", 1, "name"), "belongs to"),
        ("categories", ("mentions", 3), "named in the text"),
        ("announcement", ("declared_total", "value"), "announced number of winners"),
        ("numerals", ("role",), "its part in the text"),
    ],
)
def test_fields_are_called_by_what_they_mean(part: str, path: tuple[str | int, ...], name: str) -> None:
    assert field_name(part, path) == name


def test_every_field_has_a_name_in_words(extraction: Extraction) -> None:
    for part in ("categories", "units", "achievements", "numerals", "findings", "sections"):
        for name in type(getattr(extraction, part)[0]).model_fields:
            assert "_" not in field_name(part, (name,))


def test_each_record_is_a_line(extraction: Extraction) -> None:
    words = Words(extraction)
    assert words.line(extraction.achievements[1]) == "more than 12 papers · Radar Team"
    assert words.line(extraction.units[0]) == "Radar Team · team · model teams"
    assert words.line(extraction.units[0].model_copy(update={"category": None})) == "Radar Team · team"
    assert words.line(extraction.categories[0]) == "model teams"
    assert (
        words.line(extraction.numerals[3])
        == "“12” in “…and published more than 12 papers, including 4 books.…” · achievement"
    )
    assert words.line(extraction.findings[0]) == "no header"
    assert words.line(extraction.sections[0]) == "title · “Good news from Springfield University”"
    assert words.line(extraction.announcement) == "what it says about itself"


def test_around_a_number_chinese_is_cut_at_any_character() -> None:
    text = "湖" * 20 + "榆木村2023年有 竹编工坊12间，灯塔村有" + "湖" * 30
    found = Words(reading := extract(text, language="zh")).line(reading.numerals[1])
    assert "“12” in “…" + "湖" * 16 + "榆木村2023年有 竹编工坊12间，灯塔村有" in found


def test_without_the_text_there_is_no_context(extraction: Extraction) -> None:
    words = Words(extraction.model_copy(update={"source": extraction.source.model_copy(update={"text": None})}))
    assert words.line(extraction.numerals[3]) == "“12” · achievement"
    assert words.line(extraction.sections[0]) == "title"


def test_an_achievement_is_quoted_and_nothing_else(extraction: Extraction) -> None:
    words = Words(extraction)
    assert words.quote(extraction.achievements[2]) == "“including 4 books”"
    assert words.quote(extraction.units[0]) == ""


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("achievements.owner", "u02", "Chess Team"),
        ("achievements.owner", "institution", "Springfield University"),
        ("achievements.part_of", "a002", "more than 12 papers"),
        ("achievements.part_of", None, "nothing"),
        ("numerals.achievement", "a004", "31% · women"),
        ("units.category", "model-teams", "model teams"),
        ("sections.unit", "u01", "Radar Team"),
        ("achievements.comparator", "=", "exactly"),
        ("achievements.comparator", ">=", "at least"),
        ("achievements.measure", "share", "a share"),
        ("achievements.level", "provincial-ministerial", "provincial or ministerial"),
        ("numerals.role", "unexplained", "not explained"),
        ("findings.severity", "info", "note"),
        ("sections.kind", "profile", "about a unit"),
        ("units.kind", "party-branch", "party branch"),
        ("achievements.unit", "square-metre", "square metre"),
        ("achievements.object", "X-ray  images\x1b[1m", "X-ray images\ufffd[1m"),
        ("achievements.value", 1362, "1,362"),
        ("achievements.period.start_year", 2021, "2021"),
        ("achievements.implied", True, "yes"),
        ("achievements.implied", False, "no"),
        ("achievements.award", {"title": "Silver\nLens", "grade": "first"}, "Silver Lens, first"),
        ("achievements.award", {"title": None, "grade": "first"}, "first"),
        ("achievements.award", {"title": None, "grade": None}, "nothing"),
        ("announcement.declared_total", {"value": 1200, "span": {}}, "1,200"),
        ("announcement.published", {"date": "2024-05-01", "span": {}}, "2024-05-01"),
        ("units.organisations", {"name": "School of Physics", "span": {}}, "School of Physics"),
        ("achievements.period", {"text": "in 2021", "start_year": 2021, "end_year": 2021, "span": {}}, "in 2021"),
        ("units.profile", {"start": 1200, "end": 1300}, "characters 1,200 to 1,300"),
    ],
)
def test_values_are_said_in_words(extraction: Extraction, field: str, value: Any, said: str) -> None:
    part, *path = field.split(".")
    assert Words(extraction).value(part, tuple(path), value, placed=False) == said


def test_a_quote_has_its_place_where_that_is_asked_for(extraction: Extraction, spot: Callable[..., Span]) -> None:
    quote, words = spot("model teams").model_dump(), Words(extraction)
    assert words.value("categories", ("mentions", 0), quote, placed=False) == "“model teams”"
    assert words.value("categories", ("mentions", 0), quote, placed=True) == "“model teams” at character 74"
