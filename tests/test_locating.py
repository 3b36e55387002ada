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


CHINESE = """临湖县公布手工艺示范村名单

手工艺示范村（2个）
1.榆木村
2.灯塔村

榆木村现有竹编工坊312间，学徒12名，藏有《湖上竹编
图谱》。"""
IN_CHINESE = extract(CHINESE)


@pytest.mark.parametrize(
    ("text", "at", "found", "others"),
    [
        ("榆木村", None, "榆木村", 1),
        ("12", None, "12", 0),
        ("12名", None, "12名", 0),
        ("竹编图谱", None, "竹编\n图谱", 0),
        ("村(2个)", None, "村（2个）", 0),
        (None, CHINESE.index("312间") + 1, "312", 0),
        (None, CHINESE.index("名单"), "临湖县公布手工艺示范村名单", 0),
    ],
)
def test_in_chinese_any_characters_may_be_asked_for(text: str | None, at: int | None, found: str, others: int) -> None:
    (start, end), more = located(IN_CHINESE, text, at)
    assert (CHINESE[start:end], more) == (found, others)


def test_in_chinese_as_many_characters_that_are_like_them_are_offered() -> None:
    with pytest.raises(InputError, match=r"the text has no '榆木邨'; near to it are “榆木村” \(line 4\)"):
        located(IN_CHINESE, "榆木邨", None)


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
