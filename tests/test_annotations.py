"""Asking a page what lies in a stretch of it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.annotations import Mark, NumeralMention, Page


def page(*sentences: tuple[int, int], numerals: tuple[int, ...] = (), hits: tuple[int, ...] = ()) -> Page:
    """A page of which only these places matter; a numeral is one character."""
    mentions = tuple(NumeralMention(n, n + 1, n, n + 1, "cardinal", 1) for n in numerals)
    quotes = tuple(Mark(n, n + 3, "double") for n in numerals)
    return Page("x" * 100, "x" * 100, "x" * 100, (), sentences, quotes, mentions, {"verb": hits})


@pytest.mark.parametrize(
    ("stretch", "found"),
    [
        ((0, 100), [(0, 10), (12, 30), (30, 40)]),
        ((5, 20), [(5, 10), (12, 20)]),
        ((13, 14), [(13, 14)]),
        ((10, 12), []),
        ((40, 100), []),
    ],
)
def test_sentences_are_cut_to_the_stretch(stretch: tuple[int, int], found: list[tuple[int, int]]) -> None:
    assert list(page((0, 10), (12, 30), (30, 40)).sentences_in(*stretch)) == found


PLACES = st.lists(st.integers(0, 99), unique=True).map(lambda places: tuple(sorted(places)))


@given(PLACES, st.integers(0, 100), st.integers(0, 100))
def test_what_begins_in_a_stretch_is_found_and_nothing_else(places: tuple[int, ...], start: int, end: int) -> None:
    here = page(numerals=places, hits=places)
    inside = [p for p in places if start <= p < end]
    assert [here.numerals[i].start for i in here.numerals_in(start, end)] == inside
    assert [quote.start for quote in here.quotes_in(start, end)] == inside
    assert list(here.hits_in("verb", start, end)) == inside
    assert here.hit("verb", start, end) == (inside[0] if inside else None)
    assert here.hit("none", start, end) is None


def test_values_of_stages_cannot_be_changed(paged: Callable[[str], Page]) -> None:
    with pytest.raises(AttributeError):
        paged("12 papers").text = ""  # type: ignore[misc]
