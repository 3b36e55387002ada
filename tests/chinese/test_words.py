"""The words of a stretch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.chinese.words import words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("湖心农场种植茶树", [("湖心", "n"), ("农场", "n"), ("种植", "v"), ("茶树", "n")]),
        ("渔队去年修好渔船", [("渔", "n"), ("队", "n"), ("去年", "t"), ("修好", "v"), ("渔船", "n")]),
        ("全国金奖", [("全国", "n"), ("金奖", "nz")]),
        ("", []),
    ],
)
def test_words_and_their_parts_of_speech(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(text[w.start : w.end], w.tag) for w in words(text, 0, len(text))] == wanted


def test_offsets_are_those_of_the_text() -> None:
    text = "湖边,修好渔船3条"
    assert [text[w.start : w.end] for w in words(text, 3, 7)] == ["修好", "渔船"]


@given(st.text(alphabet="湖心岛渔船修好12,.%a \t\n，。“”😀\u3000", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_the_words_are_all_of_the_stretch(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert "".join(text[w.start : w.end] for w in words(text, start, end)) == text[start:end]
