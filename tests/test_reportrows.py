"""Units, achievements, numbers, findings and rules in words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import reportrows, spans
from extractor.extraction import Extraction
from extractor.records import Finding, Numeral
from extractor.reportrows import AchievementRow, FindingRow, Lines, NumeralRow, RuleRow, UnitRow
from extractor.rules import load_rules


@pytest.fixture
def lines(extraction: Extraction) -> Lines:
    assert extraction.source.text is not None
    return Lines(extraction.source.text)


def test_units(extraction: Extraction) -> None:
    assert reportrows.unit_rows(extraction) == (
        UnitRow("u01", "team", "School of Physics", (), "3 achievements"),
        UnitRow("u02", "team", None, (), "1 achievement"),
    )


def test_other_names_of_a_unit_each_once(parts: dict[str, Any], spot: Any) -> None:
    radar, chess = parts["units"]
    names = (radar.mentions[0], spot("School of Physics"), spot("School of Physics"))
    renamed = Extraction(**{**parts, "units": (radar.model_copy(update={"mentions": names}), chess)})
    assert reportrows.unit_rows(renamed)[0].also == ("School of Physics",)


def test_achievements(extraction: Extraction, lines: Lines) -> None:
    rows = reportrows.achievement_rows(extraction, lines)
    assert rows[0] == AchievementRow(
        "a001", "3 first prizes", "3", "other", "a count", None, "won 3 first prizes", "grade: first", 4
    )
    assert [(row.reading, row.value, row.line) for row in rows[1:]] == [
        ("more than 12 papers", "more than 12", 4), ("4 books", "4", 4), ("31% · women", "31%", 5),
    ]  # fmt: skip


def test_numbers(extraction: Extraction, lines: Lines) -> None:
    assert reportrows.numeral_rows(extraction, lines)[:3] == (
        NumeralRow("n001", "announced number of winners", "2", 3),
        NumeralRow("n002", "achievement", "3", 4),
        NumeralRow("n003", "grade of a prize", "1", 4),
    )


@pytest.mark.parametrize(
    ("value", "role", "reading"),
    [
        (2024, "date", "2024"),
        (2024, "quantity", "2,024"),
        (14511, "reference", "14511"),
        (None, "name", None),
        (0.5, "quantity", "0.5"),
    ],
)
def test_only_what_measures_has_its_thousands_parted(
    parts: dict[str, Any], lines: Lines, value: Any, role: Any, reading: str | None
) -> None:
    row = Numeral(span=parts["numerals"][0].span, value=value, role=role, achievement=None)
    numerals = (row, *parts["numerals"][1:])
    assert reportrows.numeral_rows(Extraction(**{**parts, "numerals": numerals}), lines)[0].reading == reading


def test_the_worst_findings_come_first_and_keep_their_ids(parts: dict[str, Any], lines: Lines, spot: Any) -> None:
    place = spot("Radar Team")
    rows = (
        Finding(code="no-header", severity="info", message="a", spans=()),
        Finding(code="total-mismatch", severity="error", message="b", spans=(place,)),
        Finding(code="some-new-code", severity="warning", message="c", spans=()),
        Finding(code="category-mismatch", severity="error", message="d", spans=()),
    )
    assert reportrows.finding_rows(Extraction(**{**parts, "findings": rows}), lines) == (
        FindingRow("f02", "error", "The total does not agree", "b", 4),
        FindingRow("f04", "error", "The number of a category does not agree", "d", None),
        FindingRow("f03", "warning", "some new code", "c", None),
        FindingRow("f01", "info", "A category without a heading", "a", None),
    )


def test_rules_say_why_and_where(parts: dict[str, Any]) -> None:
    rules = load_rules()
    rule = next(row for row in rules.rules if row.id == "en.achievements.count")
    first, *others = parts["achievements"]
    known = Extraction(**{**parts, "achievements": (first.model_copy(update={"rule": rule.id}), *others)})
    assert reportrows.rule_rows(known, rules) == (
        RuleRow(rule.id, rule.why, f"rules/en/achievements.yaml:{rule.line}"),
        RuleRow("en.achievements.test", None, None),
    )


@given(st.text(alphabet="a\r\n😀", max_size=30))
def test_lines_are_those_of_an_editor(text: str) -> None:
    lines = Lines(text)
    for start in range(len(text) + 1):
        if text[start - 1 : start + 1] != "\r\n":  # nothing begins between the two
            assert lines.at((start, start + 1)) == spans.line_of(text, start)
