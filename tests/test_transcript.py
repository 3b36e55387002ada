"""What is left out of a text, and the way back to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.transcript import Omission, Transcript, apart, hidden, transcript_of

STRETCHES = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), max_size=5)


def without(text: str, *stretches: tuple[int, int]) -> Transcript:
    return transcript_of(text, [Omission(*stretch) for stretch in stretches])


@given(st.text(alphabet="abc ", min_size=30, max_size=30), STRETCHES)
def test_every_character_of_a_transcript_is_the_one_at_its_place_in_the_source(
    source: str, stretches: list[tuple[int, int]]
) -> None:
    made = without(source, *((start, start + length) for start, length in stretches))
    places = [made.outward(i, i + 1) for i in range(len(made.text))]
    assert [source[start:end] for start, end in places] == list(made.text)
    assert [start for start, _ in places] == sorted({start for start, _ in places})
    assert [made.inward(start) for start, _ in places] == list(range(len(made.text)))
    left_out = {i for omission in made.omissions for i in range(omission.start, omission.end)}
    assert {start for start, _ in places} == set(range(len(source))) - left_out


@given(st.text(alphabet="abc ", min_size=30, max_size=30), STRETCHES, st.data())
def test_a_stretch_begins_and_ends_with_its_own_characters(
    source: str, stretches: list[tuple[int, int]], data: st.DataObject
) -> None:
    made = without(source, *((start, start + length) for start, length in stretches))
    start = data.draw(st.integers(0, len(made.text) - 1))
    end = data.draw(st.integers(start + 1, len(made.text)))
    outer = made.outward(start, end)
    assert (source[outer[0]], source[outer[1] - 1]) == (made.text[start], made.text[end - 1])
    assert (made.inward(outer[0]), made.inward(outer[1] - 1)) == (start, end - 1)


def test_a_text_of_which_nothing_is_left_out_is_its_own_transcript() -> None:
    assert without("abc") == Transcript("abc")
    assert Transcript("abc").outward(1, 2) == (1, 2)
    assert Transcript("abc").inward(2) == 2


def test_of_omissions_that_overlap_the_first_holds() -> None:
    assert without("abcdef", (1, 3), (2, 5)).text == "adef"


def test_an_offset_inside_of_an_omission_is_where_the_text_goes_on() -> None:
    assert [without("abcdef", (1, 4)).inward(i) for i in range(7)] == [0, 1, 1, 1, 1, 2, 3]


def test_an_empty_stretch_stays_empty() -> None:
    assert without("abcdef", (1, 4)).outward(1, 1) == (4, 4)


def test_an_accent_belongs_to_its_letter_and_the_letter_has_it() -> None:
    source = "Zu\u0308ge, q\u0308"
    accents = list(apart(source))
    made = transcript_of(source, [row for row, _ in accents], {row.start - 1: letter for row, letter in accents})
    assert made.text == "Züge, q\u0308"
    assert (made.outward(0, 2), made.outward(1, 3)) == ((0, 3), (1, 4))


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("\u200bIt won.\u200b", "It won."),
        ("二〇\u200b二三", "二〇二三"),
        ("one\u200btwo", "one\u200btwo"),
        ("sub\u00adject, in\u2060to", "subject, into"),
    ],
)
def test_what_nobody_sees_is_left_out_where_it_parts_no_words(source: str, seen: str) -> None:
    assert transcript_of(source, hidden(source)).text == seen
