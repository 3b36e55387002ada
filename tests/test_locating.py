"""The stretch that somebody asks about."""

import pytest

from extractor import extract
from extractor.errors import InputError
from extractor.locating import located

TEXT = """Lindal names its centres

Two centres were selected as "Craft Anchors" this spring.

Craft Anchors (2)

1. Lantern Centre of Oslo
2. Elm Centre

The Lantern
Centre of Oslo has bound 12 atlases and 1,312 books.
"""
EXTRACTION = extract(TEXT)


@pytest.mark.parametrize(
    ("text", "at", "found", "others"),
    [
        ("Lantern Centre of Oslo", None, "Lantern Centre of Oslo", 1),
        ("Lantern Centre of Oslo", 140, "Lantern\nCentre of Oslo", 1),
        ("lantern centre", None, "Lantern Centre", 1),
        ("12", None, "12", 0),
        ("12 books", None, "12 books", 0),
        ("“Craft Anchors”", None, '"Craft Anchors"', 0),
        (None, TEXT.index("12 atlases"), "12", 0),
        (None, TEXT.index("Centre\n"), "Elm Centre", 0),
        (None, TEXT.index("spring"), "spring.", 0),
    ],
)
def test_the_words_or_what_stands_at_the_offset(text: str | None, at: int | None, found: str, others: int) -> None:
    (start, end), more = located(EXTRACTION, text, at)
    assert (TEXT[start:end], more) == (found, others)


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("Elm Center", None, "<text>: the text has no 'Elm Center'; near to it are “Elm Centre” (line 8)"),
        ("Lantern Center of Oslo", None,
         ("<text>: the text has no 'Lantern Center of Oslo'; "
          "near to it are “Lantern Centre of Oslo” (line 7), “The Lantern Centre of” (line 10)")),
        ("xyzzy \x1b", None, "<text>: the text has no 'xyzzy \ufffd'; give words as they stand in it"),
        (" ", None, "what is to be explained? Give some words of the text, or an offset with --at"),
        (None, len(TEXT), f"no character {len(TEXT)}: <text> has {len(TEXT)}, counted from 0"),
        (None, -1, f"no character -1: <text> has {len(TEXT)}, counted from 0"),
    ],
)  # fmt: skip
def test_where_there_is_no_such_stretch_the_message_says_what_to_do(
    text: str | None, at: int | None, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        located(EXTRACTION, text, at)
    assert str(caught.value) == message
