"""What English leaves out of a text before it reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor.englishtranscript import transcribe


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("It won  two\u00a0\u00a0prizes.  Then", "It won two\u00a0prizes. Then"),
        ("Name\t\tPrizes   Papers", "Name\t\tPrizes   Papers"),
        ("a new tech-\nnology of note", "a new technology of note"),
        ("a new tech-\r\n  nology of note", "a new technology of note"),
        ("many labora- tories", "many laboratories"),
        ("one laboratory: a labora- tory", "one laboratory: a laboratory"),
        ("a first-\nclass course in the first class", "a first-class course in the first class"),
        ("short- and long-term, as the short and the long", "short- and long-term, as the short and the long"),
        ("the branch- founded by the branch itself", "the branch- founded by the branch itself"),
        ("Zu\u0308ge", "Züge"),
        ("Nothing to leave out - at all.\n\nNor here.", "Nothing to leave out - at all.\n\nNor here."),
    ],
)
def test_what_is_none_of_the_words_is_left_out(source: str, read: str) -> None:
    assert transcribe(source).text == read


def test_the_lines_of_a_paragraph_with_a_broken_word_are_one() -> None:
    lines = [
        "The school has built a laboratory for all who want to learn, with tech-",
        "nology of its own that is open on all days of the week to teachers, to",
    ]
    lines += ["pupils and to their parents, and that has won the prize of the province", "in two years."]
    assert transcribe("\n".join(lines)).text == " ".join(lines).replace("- ", "")


@given(st.lists(st.sampled_from(["won ", " ", "tech-\n", "nology", "\n", "12 papers", "\u200b", ". "]), max_size=20))
def test_the_records_of_any_text_are_spans_of_its_source(pieces: list[str]) -> None:
    text = "The school won 3 prizes. " + "".join(pieces)
    found = extractor.extract(text, language="en")
    assert all(text[n.span.start : n.span.end] == n.span.text for n in found.numerals)
    assert [n.value for n in found.numerals] == [3, *[12] * pieces.count("12 papers")]


def test_an_object_is_told_as_it_is_read_and_its_span_as_it_stands() -> None:
    text = "Riverside School was selected.\n\nRiverside School has  42  research labora-\ntories of its own."
    (row,) = extractor.extract(text, language="en").achievements
    assert (row.value, row.object) == (42, "research laboratories")
    assert row.span.text == "42  research labora-\ntories"
    assert text[row.span.start : row.span.end] == row.span.text
