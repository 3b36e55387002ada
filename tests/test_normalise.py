"""One character for one character."""

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise import even_quotes, lower, normalise


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


@pytest.mark.parametrize(
    ("written", "even"),
    [
        ("won 'Model Branch' in May", 'won "Model Branch" in May'),
        ("('Key Lab'), 'Seed'; 'Star'.", '("Key Lab"), "Seed"; "Star".'),
        ("won 'Model Teachers' Branch', and", 'won "Model Teachers\' Branch", and'),
        ("'Green Farms' title of the growers' club", '"Green Farms" title of the growers\' club'),
        ("the children's 'Best' team's 'Rest'", 'the children\'s "Best" team\'s "Rest"'),
        ("'We won 12 prizes,' said Ann.", '"We won 12 prizes," said Ann.'),
    ],
)
def test_single_quotes_that_enclose_become_double_ones(written: str, even: str) -> None:
    assert even_quotes(written) == even


@pytest.mark.parametrize(
    "written",
    [
        "the teachers' branch and the pupils' council",
        "in the '90s and '80s",
        "5' by 6' of the '10s'",
        "\"the 'inner' name\"",
        "'We won. It was good.",
        "the schools' 'first",
        "'one\nline' ends",
    ],
)
def test_an_apostrophe_stays_one(written: str) -> None:
    assert even_quotes(written) == written


@given(st.text(alphabet="a's \".,\nB1"))
def test_quotes_only_become_double_in_pairs_and_nothing_else_changes(text: str) -> None:
    even = even_quotes(text)
    changed = [i for i, c in enumerate(text) if even[i] != c]
    assert len(even) == len(text)
    assert all((text[i], even[i]) == ("'", '"') for i in changed)
    assert len(changed) % 2 == 0
