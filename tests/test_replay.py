"""A reading that is taken up again is the same reading."""

from pathlib import Path

import pytest

from extractor import extract
from extractor.explaining import explain
from extractor.reading import from_text
from extractor.replay import replay
from extractor.rules import load_rules

TEXTS = sorted((Path(__file__).parent / "fixtures" / "blind_a").glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_number_has_the_role_that_it_had(path: Path) -> None:
    extraction = extract(path.read_text("utf-8"))
    again = replay(extraction, load_rules())
    assert [(n.start, n.end) for n in again.page.numerals] == [(n.span.start, n.span.end) for n in extraction.numerals]
    roles = zip(again.roles, extraction.numerals, strict=True)
    assert [n.span for role, n in roles if n.role not in (role.role, "unexplained")] == []


def test_the_numbers_of_a_stretch_are_those_that_share_a_character_with_it() -> None:
    text = "It has bound more than 412 books and 30 atlases."
    again = replay(extract(text), load_rules())
    assert [again.numerals_in(*extent) for extent in ((0, 10), (0, 15), (13, 14), (0, len(text)))] == [
        [], [0], [0], [0, 1],
    ]  # fmt: skip


LEFT_OUT = "Riverside  School was selected.\n\nRiverside School has won  more than 412  medals  and 30  cups."


def test_a_reading_of_which_something_was_left_out_is_taken_up_in_what_was_read() -> None:
    extraction = extract(LEFT_OUT)
    again = replay(extraction, load_rules())
    told = again.extraction
    assert again.page.text == told.source.text == LEFT_OUT.replace("  ", " ")
    assert [n.span.text for n in told.numerals] == ["412", "30"]
    assert [a.span.text for a in told.achievements] == ["412 medals", "30 cups"]
    assert [again.transcript.outward(n.start, n.end) for n in again.page.numerals] == [
        (n.span.start, n.span.end) for n in extraction.numerals
    ]
    assert again.line_of(told.numerals[1].span.start) == 3


def test_an_explanation_speaks_of_the_source() -> None:
    explanation = explain(from_text(LEFT_OUT), load_rules(), text="412")
    assert (explanation.text, explanation.start, explanation.line) == ("412", LEFT_OUT.index("412"), 3)
    assert any("medals" in step.said for step in explanation.read[0].under)
