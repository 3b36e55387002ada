"""Words and their classes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.matching import MASKS
from extractor.words import is_number, words_in

NUMBER = MASKS["cardinal"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two well-known teams", [("two", True), ("well-known", True), ("teams", True)]),
        ("teams, boats", [("teams", True), ("boats", False)]),
        ("the team's r&d", [("the", True), ("team's", True), ("r&d", True)]),
        (f"{NUMBER * 3} teams", [(NUMBER * 3, True), ("teams", True)]),
        ("teams (boats)", [("teams", True), ("boats", False)]),
        ("", []),
    ],
)
def test_words_and_whether_nothing_parts_them(text: str, words: list[tuple[str, bool]]) -> None:
    assert [(w.text, w.joined) for w in words_in(text, 0, len(text))] == words


@given(st.text(alphabet=f"ab-'&. ,\n{NUMBER}", max_size=40))
def test_words_stand_where_they_say(text: str) -> None:
    at = 0
    for word in words_in(text, 0, len(text)):
        assert at <= word.start < word.end
        assert text[word.start : word.end] == word.text
        at = word.end


def test_a_number_with_letters_behind_it_is_an_adjective() -> None:
    assert is_number(NUMBER * 2)
    assert not is_number(f"{NUMBER}-youth")
    assert not is_number("teams")
