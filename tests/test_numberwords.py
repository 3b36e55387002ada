"""Numbers in words: what belongs to the number, what it is worth, and where two numbers stand side by side."""

from collections.abc import Callable

import pytest

from extractor.annotations import Page

Row = tuple[str, str, object, str | None]
"""A number as written, its form, value and unit."""

WHOLE: list[tuple[str, int]] = [
    ("a quarter of a million", 250_000),
    ("half a dozen", 6),
    ("hundred million", 100_000_000),
    ("one million million", 10**12),
    ("two thousand thousand", 2_000_000),
    ("two hundred thousand million", 2 * 10**11),
    ("two thousand three hundred thousand million", 2_300_000_000_000),
    ("one hundred and one thousand", 101_000),
    ("one hundred dozen", 1200),
    ("two point five million", 2_500_000),
    ("three point one four hundred million", 314_000_000),
    ("three and a half billion", 3_500_000_000),
]
FORMS: list[tuple[str, Row]] = [
    ("twelve point five stars", ("twelve point five", "cardinal", 12.5, None)),
    ("three point one four stars", ("three point one four", "cardinal", 3.14, None)),
    ("a threefold rise", ("threefold", "change", 200, "percent")),
    ("a rise of two-fold", ("two-fold", "change", 100, "percent")),
    ("one in 10 trainees", ("one in 10", "fraction", 10, "percent")),
    ("nine out of 10 trainees", ("nine out of 10", "fraction", 90, "percent")),
    ("one child in two is here", ("one child in two", "fraction", 50, "percent")),
    ("one child in four is here", ("one child in four", "fraction", 25, "percent")),
    ("one half of them", ("one half", "fraction", 50, "percent")),
    ("two halves of it", ("two halves", "fraction", 100, "percent")),
    ("three eighths of it", ("three eighths", "fraction", 37.5, "percent")),
    ("an eighth of the seats", ("an eighth", "fraction", 12.5, "percent")),
    ("in tenth place", ("tenth", "ordinal", 10, None)),
    ("the twenty first mills", ("twenty first", "ordinal", 21, None)),
    ("its sixty-third season", ("sixty-third", "ordinal", 63, None)),
    ("in the ninety-ninth minute", ("ninety-ninth", "ordinal", 99, None)),
    ("it took twenty-first place", ("twenty-first", "ordinal", 21, None)),
    ("the twenty-first prize", ("twenty-first", "ordinal", 21, None)),
    ("a total of twelve per cent", ("twelve per cent", "percent", 12, "percent")),
]
SEPARATE: list[tuple[str, list[Row]]] = [
    ("ten in ten trainees", [("ten", "cardinal", 10, None), ("ten", "cardinal", 10, None)]),
    ("nine out of 9 trainees", [("nine", "cardinal", 9, None), ("9", "cardinal", 9, None)]),
    ("ten in nine trainees", [("ten", "cardinal", 10, None), ("nine", "cardinal", 9, None)]),
    ("one child in one is here", [("one", "cardinal", 1, None), ("one", "cardinal", 1, None)]),
    ("two teachers in three are here", [("two", "cardinal", 2, None), ("three", "cardinal", 3, None)]),
    ("two first prizes", [("two", "cardinal", 2, None), ("first", "ordinal", 1, None)]),
    ("twenty first prizes", [("twenty", "cardinal", 20, None), ("first", "ordinal", 1, None)]),
    ("thirty second prizes", [("thirty", "cardinal", 30, None), ("second", "ordinal", 2, None)]),
    ("three third prizes", [("three", "cardinal", 3, None), ("third", "ordinal", 3, None)]),
    ("nineteen third graders", [("nineteen", "cardinal", 19, None), ("third", "ordinal", 3, None)]),
    ("one second of it", [("one", "cardinal", 1, None), ("second", "ordinal", 2, None)]),
    ("a one-second delay", [("one", "cardinal", 1, None), ("second", "ordinal", 2, None)]),
    ("five fifth graders", [("five", "cardinal", 5, None), ("fifth", "ordinal", 5, None)]),
]


def rows(page: Page) -> list[Row]:
    return [(page.text[n.start : n.end], n.form, n.value, n.unit) for n in page.numerals]


@pytest.mark.parametrize(("words", "value"), WHOLE)
def test_scales_and_decimals_multiply_what_stands_before_them(
    paged: Callable[[str], Page], words: str, value: int
) -> None:
    assert rows(paged(f"It sold {words} mills.")) == [(words, "cardinal", value, None)]


@pytest.mark.parametrize(("text", "row"), FORMS)
def test_what_is_written_onto_words_belongs_to_their_number(paged: Callable[[str], Page], text: str, row: Row) -> None:
    assert rows(paged(text)) == [row]


@pytest.mark.parametrize(("text", "wanted"), SEPARATE)
def test_what_can_be_no_part_of_a_whole_leaves_two_numbers(
    paged: Callable[[str], Page], text: str, wanted: list[Row]
) -> None:
    assert rows(paged(text)) == wanted


@pytest.mark.parametrize(
    "words", ["one two three", "twenty ten", "ten five", "thirty twelve", "five two", "two hundred hundred and ten two"]
)
def test_number_words_that_make_no_number_are_a_slogan(paged: Callable[[str], Page], words: str) -> None:
    assert rows(paged(f"It chose {words} for a name.")) == [(words, "code", None, "slogan")]


def test_a_number_in_words_is_read_wherever_it_stands(paged: Callable[[str], Page]) -> None:
    page = paged("It sold its own seeds. " * 20 + "It sold twenty-one seeds.")
    assert rows(page) == [("twenty-one", "cardinal", 21, None)]


@pytest.mark.parametrize(
    ("first", "row"), [("thirteen", ("cardinal", 13 * 10**174, None)), ("seventeen", ("code", None, "slogan"))]
)
def test_words_of_240_characters_may_be_a_number_and_longer_ones_are_none(
    paged: Callable[[str], Page], first: str, row: tuple[str, object, str | None]
) -> None:
    written = first + " million" * 29
    assert rows(paged(f"It sold {written} seeds.")) == [(written, *row)]
