"""Two sequences paired round by round."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rounds import Rounds

Words = list[str]
Round = Callable[[Rounds[str]], None]

ROUNDS: list[Round] = [
    lambda rounds: rounds.by_key(lambda word: word),
    lambda rounds: rounds.by_key(lambda word: word[:1] or None, alone=True),
    lambda rounds: rounds.by_order(lambda word: word),
    lambda rounds: rounds.by_order(lambda word: word, lambda word: word[:1] or None),
    lambda rounds: rounds.by_likeness(lambda a, b: len({*a} & {*b}), at_least=1),
]


def paired(round_: Round, old: Words, new: Words) -> list[tuple[int, int]]:
    rounds = Rounds(old, new)
    round_(rounds)
    return list(rounds.pairs.items())


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["a", "b"], ["b", "a"], [(0, 1), (1, 0)]),
        (["a", "a", "b"], ["a"], [(0, 0)]),
        (["a", "c"], ["b"], []),
        ([], ["a"], []),
    ],
)
def test_the_same_key_wherever_it_stands(old: Words, new: Words, pairs: list[tuple[int, int]]) -> None:
    assert paired(lambda rounds: rounds.by_key(lambda word: word), old, new) == pairs


def test_nothing_has_the_key_none() -> None:
    assert paired(lambda rounds: rounds.by_key(lambda _: None), ["a"], ["a"]) == []
    assert paired(lambda rounds: rounds.by_order(lambda _: None), ["a"], ["a"]) == []


def test_a_key_that_one_side_has_twice_does_not_stand_alone() -> None:
    assert paired(
        lambda rounds: rounds.by_key(lambda word: word[0], alone=True), ["a1", "b1", "c1"], ["a2", "a3", "b2"]
    ) == [(1, 2)]


def test_of_equal_ones_the_neighbours_tell_which_is_which() -> None:
    old, new = ["a", "x", "b", "x"], ["b", "x"]
    assert paired(lambda rounds: rounds.by_order(lambda word: word), old, new) == [(2, 0), (3, 1)]
    assert paired(lambda rounds: rounds.by_key(lambda word: word), old, new) == [(1, 1), (2, 0)]


def test_the_next_key_counts_in_the_gaps_alone() -> None:
    old, new = ["a", "p1", "b", "q1"], ["a", "q2", "b", "q3"]
    assert paired(lambda rounds: rounds.by_order(lambda word: word, lambda word: word[0]), old, new) == [
        (0, 0), (2, 2), (3, 3)
    ]  # fmt: skip


def test_the_most_alike_come_first_and_what_is_too_unlike_stays_alone() -> None:
    assert paired(
        lambda rounds: rounds.by_likeness(lambda a, b: len({*a} & {*b}), at_least=2), ["abc", "ab", "z"], ["abcd", "az"]
    ) == [(0, 0)]


def test_a_round_does_not_touch_what_an_earlier_one_has_paired() -> None:
    rounds = Rounds(["a", "b"], ["b", "a"])
    rounds.by_key(lambda word: word)
    rounds.by_order(lambda _: "all alike")
    assert rounds.pairs == {0: 1, 1: 0}


@given(st.lists(st.text("abc", max_size=2), max_size=8), st.lists(st.text("abc", max_size=2), max_size=8))
def test_each_round_finds_the_same_pairs_in_either_direction(old: Words, new: Words) -> None:
    for round_ in ROUNDS:
        there, back = paired(round_, old, new), paired(round_, new, old)
        assert sorted((j, i) for i, j in back) == there
