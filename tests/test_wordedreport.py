"""The reading in words, before it has a form."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import spans, wordedreport
from extractor.extraction import Extraction
from extractor.records import Award, Declared, Finding, Numeral, Organisation, Period, Published, Span
from extractor.wordedreport import DEEPEST, EXAMPLES, Chapter, Entry, Figure, Line, Remark, Report

Parts = dict[str, Any]
Spot = Callable[..., Span]
RULE = "en.achievements.test"


def changed(rows: tuple[Any, ...], index: int, **fields: object) -> tuple[Any, ...]:
    """The rows with fields of one of them replaced."""
    return (*rows[:index], rows[index].model_copy(update=fields), *rows[index + 1 :])


def report(parts: Parts, **changes: object) -> Report:
    return wordedreport.report(Extraction(**{**parts, **changes}))


SPAN = Span(start=0, end=1, text="x")


def silent(parts: Parts) -> Parts:
    """The reading as it is written with `--no-text`."""
    return {**parts, "source": parts["source"].model_copy(update={"text": None})}


def quoted(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)


def achievements(parts: Parts, index: int, **fields: object) -> tuple[Line, ...]:
    """The lines of the first unit, one of its achievements being changed."""
    return report(parts, achievements=changed(parts["achievements"], index, **fields)).chapters[0].units[0].achievements


def test_the_whole_reading_in_words(extraction: Extraction) -> None:
    radar = (
        Line(0, "3 first prizes", ("won 3 first prizes",), 4, RULE),
        Line(0, "more than 12 papers", (), 4, RULE),
        Line(1, "4 books", (), 4, RULE),
    )
    assert wordedreport.report(extraction) == Report(
        title="Good news from Springfield University",
        facts=(
            ("Institution", "Springfield University"),
            ("Read from", "news.txt, English"),
            ("Units", "2, as many as the text says"),
            ("Achievements", "4"),
            ("Numbers", "6 of 6 explained"),
            ("Findings", "1 note"),
        ),
        chapters=(
            Chapter(
                "model teams",
                None,
                (
                    Entry("Radar Team", ("team", "School of Physics"), 4, radar),
                    Entry("Chess Team", ("team",), 5, (Line(0, "31% · women", (), 5, RULE),)),
                ),
            ),
        ),
        own=(),
        remarks=(Remark("no-header", "info", "no header", 3),),
        figures=(
            Figure("achievement", 4, ("3", "12", "4", "31%"), explained=True),
            Figure("announced number of winners", 1, ("Two",), explained=True),
            Figure("grade of a prize", 1, ("first",), explained=True),
        ),
    )


def test_what_the_text_says_about_itself(parts: Parts, spot: Spot) -> None:
    announcement = parts["announcement"].model_copy(
        update={
            "title": None,
            "issuer": spot("model teams"),
            "published": Published(date=dt.date(2024, 9, 3), span=spot("Two")),
            "declared_total": Declared(value=3, span=spot("Two")),
        }
    )
    numerals = changed(parts["numerals"], 2, role="unexplained")
    rows = [Finding(code="c", severity=name, message="m", spans=()) for name in ("info", "error", "error")]
    found = report(parts, announcement=announcement, numerals=numerals, findings=tuple(rows))
    assert found.title == "Springfield University"
    assert found.facts == (
        ("Institution", "Springfield University"),
        ("Issued by", "model teams"),
        ("Published", "2024-09-03"),
        ("Read from", "news.txt, English"),
        ("Units", "2, but the text says 3"),
        ("Achievements", "4"),
        ("Numbers", "5 of 6 explained"),
        ("Findings", "2 errors, 1 note"),
    )
    assert found.figures[0] == Figure("not explained", 1, ("first",), explained=False)


def test_what_the_text_does_not_say_about_itself(parts: Parts) -> None:
    nothing = dict.fromkeys(("title", "institution", "issuer", "published", "declared_total"))
    found = report(parts, announcement=parts["announcement"].model_copy(update=nothing), findings=())
    assert found.title == "news.txt"
    assert found.facts == (
        ("Read from", "news.txt, English"),
        ("Units", "2; the text does not say how many there are"),
        ("Achievements", "4"),
        ("Numbers", "6 of 6 explained"),
        ("Findings", "none"),
    )


def test_a_category_says_how_many_units_it_has(parts: Parts, spot: Spot) -> None:
    chapter = report(parts).chapters[0]
    assert wordedreport.selected(chapter) == "2 units"
    declared = changed(parts["categories"], 0, declared=Declared(value=1, span=spot("Two")))
    assert wordedreport.selected(report(parts, categories=declared).chapters[0]) == "2 of 1 unit"


def test_units_without_category_and_what_no_unit_achieved_are_not_lost(parts: Parts) -> None:
    categories = changed(parts["categories"], 0, found=1)
    units = changed(parts["units"], 1, category=None)
    rows = changed(parts["achievements"], 1, owner="institution")
    found = report(parts, categories=categories, units=units, achievements=rows)
    assert [(row.name, [unit.name for unit in row.units]) for row in found.chapters] == [
        ("model teams", ["Radar Team"]),
        ("no category", ["Chess Team"]),
    ]
    assert found.own == (Line(0, "more than 12 papers", (), 4, RULE),)


def test_a_part_of_what_another_owns_stands_by_itself(parts: Parts) -> None:
    rows = changed(parts["achievements"], 1, owner="u02")
    radar, chess = report(parts, achievements=rows).chapters[0].units
    assert [(row.depth, row.reading) for row in radar.achievements] == [(0, "3 first prizes"), (0, "4 books")]
    assert [(row.depth, row.reading) for row in chess.achievements] == [(0, "more than 12 papers"), (0, "31% · women")]


def test_a_part_follows_its_whole_even_if_it_stands_before_it(parts: Parts) -> None:
    rows = changed(changed(parts["achievements"], 0, part_of="a003"), 2, part_of=None)
    lines = report(parts, achievements=rows).chapters[0].units[0].achievements
    assert [(row.depth, row.reading) for row in lines] == [
        (0, "more than 12 papers"), (0, "4 books"), (1, "3 first prizes"),
    ]  # fmt: skip


def test_parts_of_parts_by_the_thousand_are_indented_no_deeper_than_a_page_is_wide(parts: Parts) -> None:
    first = parts["achievements"][1]
    chain = [
        first.model_copy(
            update={"id": f"x{i}", "part_of": f"x{i - 1}" if i else "a002", "implied": True, "numeral": None}
        )
        for i in range(1200)
    ]
    found = report(parts, achievements=(*parts["achievements"], *chain)).chapters[0].units[0].achievements
    assert [row.depth for row in found][:7] == [0, 0, 1, 1, 2, 3, 4]
    assert [row.depth for row in found][7:] == [DEEPEST] * 1196


@pytest.mark.parametrize(
    ("fields", "details"),
    [
        ({}, ()),
        ({"level": "national"}, ("national level",)),
        ({"level": "national", "object": "National prizes"}, ()),
        ({"level": "provincial-ministerial"}, ("provincial or ministerial level",)),
        ({"award": Award(title=None, grade="first")}, ("grade: first",)),
        ({"award": Award(title=None, grade="first"), "object": "First Prizes"}, ()),
        ({"award": Award(title="Star", grade="gold"), "object": "Star medals"}, ("Star (gold)",)),
        ({"award": Award(title="Star", grade="gold"), "object": "gold Star medals"}, ()),
        ({"award": Award(title=None, grade=None)}, ()),
    ],
)
def test_a_detail_is_what_the_reading_does_not_say(
    parts: Parts, fields: dict[str, object], details: tuple[str, ...]
) -> None:
    assert achievements(parts, 1, **fields)[1].details == details


def test_details_come_in_one_order(parts: Parts, spot: Spot) -> None:
    numeral = Numeral(span=spot("12"), value=12, role="quantity", achievement=None)
    rows = changed(
        parts["achievements"], 1, implied=True, numeral=None, level="university", award=Award(title="Star", grade=None),
        period=Period(text="last year", start_year=2023, end_year=2023, span=spot("12")),
    )  # fmt: skip
    numerals = (*parts["numerals"][:3], numeral, *parts["numerals"][4:])
    found = report(parts, achievements=rows, numerals=numerals).chapters[0].units[0].achievements[1]
    assert found.details == ("last year (2023)", "Star", "university level", "number not written")


def test_a_unit_says_what_it_is_and_where_it_belongs_unless_that_is_said(parts: Parts, spot: Spot) -> None:
    bodies = tuple(
        Organisation(name=name, span=spot("School of Physics"))
        for name in ("School of Physics", "radar", "Springfield University")
    )
    units = changed(parts["units"], 0, kind="party-branch", organisations=bodies)
    assert report(parts, units=units).chapters[0].units[0].details == ("party branch", "School of Physics")
    assert report(parts, units=changed(parts["units"], 1, kind="other")).chapters[0].units[1].details == ()


def test_a_unit_stands_where_it_is_described_else_where_it_is_named(parts: Parts, spot: Spot) -> None:
    second = spot("model teams")
    named = changed(parts["units"], 0, profile=None, mentions=(second,))
    assert report(parts, units=named).chapters[0].units[0].line == 3
    nowhere = changed(parts["units"], 0, profile=None, mentions=())
    assert report(parts, units=nowhere).chapters[0].units[0].line is None


def test_an_achievement_stands_where_its_number_is_written(parts: Parts, spot: Spot) -> None:
    """In a table the heading of the column is the object, and the span begins there."""
    far = parts["source"].text
    heading = Span(start=0, end=len(far), text=far)
    assert achievements(parts, 1, span=heading)[1].line == 4
    implied = changed(parts["achievements"], 3, span=spot("Two"), implied=True, numeral=None)
    numerals = changed(parts["numerals"], 5, role="quantity", achievement=None)
    assert report(parts, achievements=implied, numerals=numerals).chapters[0].units[1].achievements[0].line == 3


def test_without_the_text_no_place_is_known(parts: Parts) -> None:
    found = report(silent(parts))
    units = found.chapters[0].units
    assert [row.line for row in found.remarks] == [None]
    assert [(unit.line, [row.line for row in unit.achievements]) for unit in units] == [
        (None, [None, None, None]),
        (None, [None]),
    ]


def test_a_place_is_told_unless_it_is_known() -> None:
    assert [wordedreport.where(4), wordedreport.where(4, known=3)] == ["line 4", "line 4"]
    assert [wordedreport.where(None), wordedreport.where(None, known=3), wordedreport.where(4, known=4)] == [""] * 3


@given(st.text("a\r\n\u2028", max_size=30), st.data())
def test_lines_are_counted_as_everywhere(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert wordedreport._line_of(text)(offset) == spans.line_of(text, offset)


def test_findings_stay_in_order_and_can_be_had_worst_first(parts: Parts) -> None:
    severities = ("info", "error", "warning", "error")
    rows = [Finding(code=f"c{i}", severity=name, message="m", spans=()) for i, name in enumerate(severities)]  # type: ignore[arg-type]
    remarks = report(parts, findings=tuple(rows)).remarks
    assert [row.code for row in remarks] == ["c0", "c1", "c2", "c3"]
    assert [row.code for row in wordedreport.worst_first(remarks)] == ["c1", "c3", "c2", "c0"]


def test_of_many_numbers_the_first_are_shown_each_once(parts: Parts) -> None:
    written = ["7", "7", *"1234568"]
    rows = [
        Numeral(span=Span(start=i, end=i + 1, text=word), value=None, role="date", achievement=None)
        for i, word in enumerate(written)
    ]
    silenced = silent(parts)
    implied = tuple(row.model_copy(update={"implied": True, "numeral": None}) for row in parts["achievements"])
    found = report(silenced, achievements=implied, numerals=tuple(rows)).figures
    assert found == (Figure("date or year", 9, tuple("712345"), explained=True),)
    assert len(found[0].examples) == EXAMPLES


@pytest.mark.parametrize("name", ["", " \n", "\u2060", "\u200b \ufeff", "\u00ad"])
def test_a_name_that_nobody_sees_is_none(name: str, parts: Parts) -> None:
    found = report(
        parts, categories=changed(parts["categories"], 0, name=name), units=changed(parts["units"], 0, name=name)
    )
    chapter = found.chapters[0]
    assert [chapter.name, *(unit.name for unit in chapter.units)] == ["without a name", "without a name", "Chess Team"]


@pytest.mark.parametrize("name", ["\u2060A", "\u202e", "中\u200b文", "\u0301"])
def test_a_name_of_which_something_is_seen_is_kept(name: str, parts: Parts) -> None:
    [chapter] = report(parts, units=changed(parts["units"], 0, name=name)).chapters
    assert chapter.units[0].name == name.replace("\u202e", "\ufffd")


def test_each_text_is_one_line_that_steers_no_terminal(parts: Parts) -> None:
    bad, good = " a\n\x1b[31m\u202eb ", "a \ufffd[31m\ufffdb"
    unit = changed(parts["units"], 0, name=bad, kind=bad, organisations=(Organisation(name=f"z{bad}", span=SPAN),))
    unit = changed(unit, 1, name=" \n")
    found = report(
        silent(parts),
        source=silent(parts)["source"].model_copy(update={"path": bad}),
        announcement=parts["announcement"].model_copy(update={"title": quoted(bad), "issuer": quoted(bad)}),
        categories=changed(parts["categories"], 0, name=bad),
        units=unit,
        achievements=changed(
            parts["achievements"], 0, object=bad, unit=bad, rule=bad, award=Award(title=f"y{bad}", grade=None)
        ),
        findings=(Finding(code=bad, severity="info", message=bad, spans=()),),
    )
    entry, nameless = found.chapters[0].units
    assert [found.title, *(said for _, said in found.facts[1:3])] == [good, good, f"{good}, English"]
    assert [found.chapters[0].name, entry.name, entry.details, nameless.name] == [
        good, good, (good, f"z {good}"), "without a name",
    ]  # fmt: skip
    assert entry.achievements[0] == Line(0, f"3 {good} s {good}", ("won 3 first prizes", f"y {good}"), None, good)
    assert found.remarks == (Remark(good, "info", good, None),)
