"""Records in words."""

from typing import Any

import pytest

from extractor import wording
from extractor.extraction import Extraction
from extractor.records import Achievement, Award, Number, Period, Span


def achievement(**changes: Any) -> Achievement:
    span = Span(start=0, end=1, text="x")
    fields: dict[str, Any] = {
        "id": "a001", "owner": "u01", "kind": "other", "measure": "count", "value": 1, "upper": None, "comparator": "=",
        "unit": None, "object": None, "award": None, "level": None, "period": None, "part_of": None, "implied": False,
        "numeral": span, "span": span, "clause": span, "rule": "en.x.y",
    }  # fmt: skip
    return Achievement(**{**fields, **changes})


@pytest.mark.parametrize(
    ("value", "words"),
    [(3, "3"), (1362, "1,362"), (-12, "-12"), (300_000_000, "300,000,000"), (3.5, "3.5"), (1.05, "1.05"),
     (100 / 3, "33.33"), (200 / 3, "66.67"), (1234.25, "1,234.25"), (1e22, "10,000,000,000,000,000,000,000")],
)  # fmt: skip
def test_numbers(value: Number, words: str) -> None:
    assert wording.number(value) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": 1362, "object": "papers"}, "1,362 papers"),
        ({"value": 1362, "comparator": ">", "object": "papers"}, "more than 1,362 papers"),
        ({"value": 23}, "23"),
        ({"value": 20, "upper": 30, "object": "labs"}, "20 to 30 labs"),
        ({"value": 31, "measure": "share", "unit": "percent", "object": "teachers"}, "31% · teachers"),
        ({"value": 53, "measure": "rank", "object": "ranking"}, "53rd · ranking"),
        ({"value": 112, "measure": "rank"}, "112th"),
        ({"value": 10, "measure": "rank", "comparator": "<="}, "top 10"),
        ({"value": 1, "measure": "rank", "comparator": "<=", "unit": "percent"}, "top 1%"),
        ({"value": 300_000_000, "measure": "amount", "unit": "CNY", "comparator": ">="}, "at least 300,000,000 CNY"),
        ({"value": 1, "measure": "amount", "unit": "square-metre"}, "1 square metre"),
        ({"value": 2, "measure": "amount", "unit": "square-metre"}, "2 square metres"),
        ({"value": 14, "measure": "amount", "unit": "mu", "comparator": "~"}, "about 14 mu"),
        ({"value": 12.5, "measure": "change", "unit": "percent"}, "+12.5%"),
        ({"value": -12, "measure": "change", "unit": "percent"}, "−12%"),
        ({"value": 3, "upper": 4, "measure": "change", "unit": "percentage-point"}, "+3 to +4 percentage points"),
        ({"value": 1, "measure": "times"}, "1 time"),
        ({"value": 1907, "measure": "times", "object": "paper"}, "1,907 times · paper"),
    ],
)
def test_achievements(fields: dict[str, Any], words: str) -> None:
    assert wording.reading(achievement(**fields)) == words


@pytest.mark.parametrize(
    ("title", "grade", "words"),
    [("first prize of it", "first", "first prize of it"), ("Teaching Award", "gold", "Teaching Award (gold)"),
     (None, "silver", "grade: silver"), ("Teaching Award", None, "Teaching Award"), (None, None, None)],
)  # fmt: skip
def test_awards(title: str | None, grade: Any, words: str | None) -> None:
    assert wording.award(achievement(award=Award(title=title, grade=grade))) == words


def test_no_award_is_no_words() -> None:
    assert wording.award(achievement()) is None


@pytest.mark.parametrize(
    ("text", "years", "words"),
    [("In 2021", (2021, 2021), "In 2021"), ("last year", (2023, 2023), "last year (2023)"),
     ("from 2019 to 2021", (2019, 2021), "from 2019 to 2021"), ("recently", (None, None), "recently"),
     ("in the past three years", (2020, 2022), "in the past three years (2020–2022)")],
)  # fmt: skip
def test_periods(text: str, years: tuple[int | None, int | None], words: str) -> None:
    span = Span(start=0, end=len(text), text=text)
    stated = Period(text=text, start_year=years[0], end_year=years[1], span=span)
    assert wording.period(stated) == words


def test_owners(extraction: Extraction) -> None:
    assert wording.owners(extraction) == {
        "institution": "Springfield University", "u01": "Radar Team", "u02": "Chess Team",
    }  # fmt: skip


def test_counted() -> None:
    assert [wording.counted(n, "unit") for n in (0, 1, 1200)] == ["0 units", "1 unit", "1,200 units"]
    assert wording.counted(2, "category", "categories") == "2 categories"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" Radar\r\n  Team\u2028of\u00a0physics\t", "Radar Team of physics"),
        ("red \x1b[31mTeam\x07", "red \ufffd[31mTeam\ufffd"),
        ("\x9b31m\x00\x7f", "\ufffd31m\ufffd\ufffd"),
        ("\u202egnihtoN\u2066 \u200f", "\ufffdgnihtoN\ufffd \ufffd"),
        ("می\u200cخواهم 北京 👩\u200d🔬", "می\u200cخواهم 北京 👩\u200d🔬"),
    ],
)
def test_one_line_steers_nothing_and_keeps_what_is_read(text: str, line: str) -> None:
    assert wording.one_line(text) == line
