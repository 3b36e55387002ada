"""One character for one character."""

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise import lower, normalise


@given(st.text())
def test_no_text_changes_its_length_and_a_plain_one_nothing(text: str) -> None:
    plain = normalise(text)
    assert len(plain) == len(text)
    assert normalise(plain) == plain
    assert all(plain[i] == c for i, c in enumerate(text) if c.isascii() and c not in "\r`")


@given(st.text())
def test_lower_case_keeps_the_length_and_lowers_what_has_one_lower_letter(text: str) -> None:
    low = lower(text)
    assert len(low) == len(text)
    assert all(low[i] == c.lower() for i, c in enumerate(text) if len(c.lower()) == 1 and c != "\u03a3")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("“１２％”，《ＡＢｃ》。", '"12%",《ABc》.'),
        ("the branch’s ‘one-stop’", "the branch's 'one-stop'"),
        ("（3）；：！？", "(3);:!?"),
        ("RMB\u00a018\u2009000\u3000￥5", "RMB 18 000 ¥5"),
        ("5‑2−1－1～3", "5-2-1-1~3"),
        ("one\r\ntwo\rthree", "one \ntwo\nthree"),
        ("A – B — C", "A – B — C"),
        ("党委、支部", "党委、支部"),
    ],
)
def test_signs_that_mean_the_same_become_the_same(written: str, plain: str) -> None:
    assert normalise(written) == plain


def test_full_width_digits_and_letters_become_ascii() -> None:
    assert normalise("".join(map(chr, range(0xFF10, 0xFF1A)))) == "0123456789"
    letters = "".join(map(chr, range(0xFF21, 0xFF3B))) + "".join(map(chr, range(0xFF41, 0xFF5B)))
    assert normalise(letters) == unicodedata.normalize("NFKC", letters)


def test_digits_that_python_and_regex_do_not_both_know_are_of_no_kind() -> None:
    newer = [chr(c) for c in range(0x110000) if chr(c).isdecimal() is not (regex.match(r"\d", chr(c)) is not None)]
    assert normalise("".join(newer) + "\u0663\U0001d7d9") == "\ufffd" * len(newer) + "\u0663\U0001d7d9"


def test_a_letter_whose_lower_case_is_two_characters_stays() -> None:
    assert lower("İSTANBUL 3") == "İstanbul 3"
