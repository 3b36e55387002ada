"""Numbers that begin with a digit: what is a quantity, what a code, and what is written onto either."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from extractor.annotations import Page
from extractor.digits import read_digits
from extractor.matching import Grammar
from extractor.numeralgrammar import Reading, numeral_grammar

Row = tuple[str, str, object, str | None, str]
"""A number as written, its form, value and unit, and its outer span as written."""


def rows(page: Page) -> list[Row]:
    return [
        (page.text[n.start : n.end], n.form, n.value, n.unit, page.text[n.outer_start : n.outer_end])
        for n in page.numerals
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("12th of them", ("12th", "ordinal", 12, None, "12th")),
        ("3.5 hundred million people", ("3.5 hundred million", "cardinal", 350_000_000, None, "3.5 hundred million")),
        ("5 ten thousand people", ("5 ten thousand", "cardinal", 50_000, None, "5 ten thousand")),
        ("5-million people", ("5-million", "cardinal", 5_000_000, None, "5-million")),
        ("12.5 thousand people", ("12.5 thousand", "cardinal", 12_500, None, "12.5 thousand")),
        ("1 362 mills", ("1 362", "cardinal", 1362, None, "1 362")),
        ("3 million% of it", ("3 million%", "percent", 3_000_000, "percent", "3 million%")),
        # a suffix multiplies by itself, or behind a currency
        ("5k people", ("5k", "cardinal", 5000, None, "5k")),
        ("5bn people", ("5bn", "cardinal", 5 * 10**9, None, "5bn")),
        ("5 bn people", ("5 bn", "cardinal", 5 * 10**9, None, "5 bn")),
        ("$5 m", ("5 m", "money", 5_000_000, "USD", "$5 m")),
        ("$5b in all", ("5b", "money", 5 * 10**9, "USD", "$5b")),
        ("$5 k in all", ("5 k", "money", 5000, "USD", "$5 k")),
        ("5 m people", ("5", "cardinal", 5, None, "5")),
        ("more than 5 m people", ("5", "cardinal", 5, None, "more than 5")),
        ("5m high", ("5", "measure", 5, "metre", "5m high")),
        # parts of a whole
        ("3/4 of them", ("3/4", "fraction", 75, "percent", "3/4")),
        ("0/3 of them", ("0/3", "fraction", 0, "percent", "0/3")),
        ("4 out of 5 farms", ("4 out of 5", "fraction", 80, "percent", "4 out of 5")),
        ("3 in every 10 farms", ("3 in every 10", "fraction", 30, "percent", "3 in every 10")),
        ("9 out of every 10 farms", ("9 out of every 10", "fraction", 90, "percent", "9 out of every 10")),
        ("3 quarters of it", ("3 quarters", "fraction", 75, "percent", "3 quarters")),
        ("2 fifths of it", ("2 fifths", "fraction", 40, "percent", "2 fifths")),
        # and what is none
        ("24/7 care", ("24/7", "code", None, "slogan", "24/7")),
        ("4/4 of them", ("4/4", "code", None, "slogan", "4/4")),
        ("3/0 of them", ("3/0", "code", None, "slogan", "3/0")),
        ("5 k people", ("5", "cardinal", 5, None, "5")),
        ("0/1 of them", ("0/1", "fraction", 0, "percent", "0/1")),
        ("1 quarter of it", ("1 quarter", "fraction", 25, "percent", "1 quarter")),
        ("5b people", ("5", "cardinal", 5, None, "5")),
        ("0/0 of them", ("0/0", "code", None, "slogan", "0/0")),
        ("3 thirds of it", ("3", "cardinal", 3, None, "3")),
        ("0 thirds of it", ("0", "cardinal", 0, None, "0")),
        ("5 thirds of it", ("5", "cardinal", 5, None, "5")),
    ],
)
def test_what_is_written_onto_digits_belongs_to_their_number(paged: Callable[[str], Page], text: str, row: Row) -> None:
    assert rows(paged(text)) == [row]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("4.8 out of 5 stars", [("4.8", 4.8), ("5", 5)]),
        ("4.5 out of 10 farms", [("4.5", 4.5), ("10", 10)]),
        ("5 out of 5 farms", [("5", 5), ("5", 5)]),
        ("6 out of 5 farms", [("6", 6), ("5", 5)]),
        ("10 in every 10 farms", [("10", 10), ("10", 10)]),
    ],
)
def test_what_can_be_no_part_of_a_whole_leaves_two_numbers(
    paged: Callable[[str], Page], text: str, wanted: list[tuple[str, float]]
) -> None:
    assert [row[:3] for row in rows(paged(text))] == [(number, "cardinal", value) for number, value in wanted]


@pytest.mark.parametrize(
    ("text", "code", "unit"),
    [
        ("Q1 report", "1", "alnum"),
        ("the QS5 list", "5", "alnum"),
        ("the won13 list", "13", "alnum"),
        ("the xy12.5-6b unit", "12.5-6b", "alnum"),
        ("the T-3.5a unit", "3.5a", "alnum"),
        ("the B-12/13 unit", "12/13", "alnum"),
        ("112thru", "112thru", "alnum"),
        ("12kmx", "12kmx", "alnum"),
        ("5g", "5g", "alnum"),
        ("5d", "5d", "alnum"),
        ("12b4", "12b4", "alnum"),
        ("it won 5-3 there", "5-3", "score"),
        ("it drew 5-5 there", "5-5", "score"),
        ("٣ mills", "٣", "alnum"),
        ("at 10:45 there", "10:45 ", "time"),
        ("in 2019/2021 there", "2019/2021", "date"),
        ("1+4+n", "1+4+n", "slogan"),
        ("3.5:1 there", "3.5:1", "ratio"),
    ],
)
def test_digits_that_are_no_quantity_are_a_code(paged: Callable[[str], Page], text: str, code: str, unit: str) -> None:
    assert rows(paged(text)) == [(code, "code", None, unit, code)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("RMB13 each", ("13", "money", 13, "CNY", "RMB13")),
        ("US$13 each", ("13", "money", 13, "USD", "US$13")),
        ("they wonn13 prizes", ("13", "cardinal", 13, None, "13")),
        ("of the-13 prizes", ("13", "code", None, "alnum", "13")),
        ("of 3 -13 prizes", ("3 -13", "cardinal", 3, None, "3 -13")),
        ("(-13 prizes)", ("13", "cardinal", 13, None, "13")),
        ("é13 prizes", ("13", "cardinal", 13, None, "13")),
        ("-13 prizes", ("13", "cardinal", 13, None, "13")),
        ("3-5 mills", ("3-5", "cardinal", 3, None, "3-5")),
        ("5.6MW", ("5.6", "measure", 5.6, "megawatt", "5.6MW")),
        ("12km", ("12", "measure", 12, "kilometre", "12km")),
        ("12yuan", ("12", "money", 12, "CNY", "12yuan")),
        ("13awards", ("13", "cardinal", 13, None, "13")),
    ],
)
def test_a_unit_a_currency_or_a_word_that_lost_its_blank_makes_no_code(
    paged: Callable[[str], Page], text: str, row: Row
) -> None:
    assert rows(paged(text)) == [row]


@pytest.mark.parametrize(
    ("text", "start", "wanted"),
    [
        ("q1", 1, Reading(1, 2, "code", None, unit="alnum")),
        ("-1", 1, Reading(1, 2, "cardinal", Decimal(1))),
        ("a-1", 2, Reading(2, 3, "code", None, unit="alnum")),
        ("a1.2.3b x", 1, Reading(1, 7, "code", None, unit="alnum")),
        ("٣٤", 0, Reading(0, 1, "code", None, unit="alnum")),
        ("a٣", 1, Reading(1, 2, "code", None, unit="alnum")),
    ],
)
def test_the_number_at_a_place(english: Grammar, text: str, start: int, wanted: Reading) -> None:
    assert read_digits(text, start, numeral_grammar(english)) == wanted
