"""Two wordings of one value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.changedwords import Pieces, cut, pieces


def marked(row: Pieces) -> str:
    return "".join(piece.text if piece.shared else f"[{piece.text}]" for piece in row)


@pytest.mark.parametrize(
    ("old", "new", "marked_old", "marked_new"),
    [
        ("won 1,482 prizes", "won 1,527 prizes", "won [1,482] prizes", "won [1,527] prizes"),
        ("won 12 prizes", "won 12 first prizes", "won 12 prizes", "won 12 [first ]prizes"),
        ("the School of Law", "the College Law", "the [School of] Law", "the [College] Law"),
        ("发表论文12篇", "发表论文15篇", "发表论文[12]篇", "发表论文[15]篇"),
        ("exactly", "about", "[exactly]", "[about]"),
        ("3", "3", "3", "3"),
        ("", "3", "", "[3]"),
    ],
)
def test_what_one_has_alone_is_told_from_what_both_have(old: str, new: str, marked_old: str, marked_new: str) -> None:
    assert tuple(map(marked, pieces(old, new))) == (marked_old, marked_new)


def test_much_that_both_have_is_left_out_before_between_and_behind_changes() -> None:
    both = "same " * 20
    old, new = pieces(f"{both}12 {both}3 {both}", f"{both}15 {both}4 {both}")
    assert marked(old) == f"…{'same ' * 8}[12]{' same' * 8}…{'same ' * 8}[3]{' same' * 8}…"
    assert marked(new) == marked(old).replace("12", "15").replace("3", "4")


def test_where_words_were_put_in_is_shown_on_either_side() -> None:
    both = "same " * 20
    old, new = pieces(f"{both}{both}", f"{both}new {both}")
    assert (marked(old), marked(new)) == (f"…{'same ' * 8}{'same ' * 8}…", f"…{'same ' * 8}[new ]{'same ' * 8}…")


def test_a_table_is_shown_by_its_beginning() -> None:
    old = "| 1 " * 600
    assert marked(pieces(old, f"{old}| 2 ")[0]) == f"[{cut(old)}]"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a few words", "a few …"),
        ("a few", "a few"),
        ("abcdefghijk", "abcdefgh …"),
        ("一二三四五六七八九", "一二三四五六七八 …"),
    ],
)
def test_a_text_is_cut_behind_a_word(text: str, shown: str) -> None:
    assert cut(text, 8) == shown


@given(st.text("ab 1,_。文", max_size=30), st.text("ab 1,_。文", max_size=30))
def test_short_values_are_shown_whole(old: str, new: str) -> None:
    one, other = pieces(old, new)
    assert ("".join(row.text for row in one), "".join(row.text for row in other)) == (old, new)
    assert old == new or not all(row.shared for row in (*one, *other))
