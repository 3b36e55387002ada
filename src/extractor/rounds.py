"""Two sequences paired round by round: what one round has paired is out of the reach of the rounds after it.

Each round finds the same pairs whichever sequence comes first.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from rapidfuzz.distance import LCSseq

T = TypeVar("T")
Key = Callable[[T], Hashable]
Pairs = Mapping[int, int]
"""Positions in the old sequence to those of their pairs in the new one."""


class Rounds(Generic[T]):
    """What still has no pair, and the pairs so far."""

    def __init__(self, old: Sequence[T], new: Sequence[T]) -> None:
        self._old, self._new = old, new
        self._left_old, self._left_new = dict.fromkeys(range(len(old))), dict.fromkeys(range(len(new)))
        self._pairs: dict[int, int] = {}

    @property
    def pairs(self) -> Pairs:
        """The pairs so far, in the order of the old sequence."""
        return dict(sorted(self._pairs.items()))

    def by_key(self, key: Key[T], *, alone: bool = False) -> None:
        """Pair what has the same key, one after the other; `alone`, only where neither side has it twice.

        Without a key, `None`, nothing is paired.
        """
        olds, news = _by_key(self._left_old, self._old, key), _by_key(self._left_new, self._new, key)
        for value, rows in olds.items():
            others = news.get(value, [])
            if not alone or len(rows) == len(others) == 1:
                for i, j in zip(rows, others, strict=False):
                    self._pair(i, j)

    def by_order(self, *keys: Key[T]) -> None:
        """Pair as many as can be with the same key in the same order; in the gaps between, by the next key."""
        for i, j in list(self._in_order(list(self._left_old), list(self._left_new), keys)):
            self._pair(i, j)

    def by_likeness(self, likeness: Callable[[T, T], float], *, at_least: float) -> None:
        """Pair the most alike first."""
        found = [
            (-score, i + j, abs(i - j), i, j)
            for i in self._left_old
            for j in self._left_new
            if (score := likeness(self._old[i], self._new[j])) >= at_least
        ]
        for *_, i, j in sorted(found):
            if i in self._left_old and j in self._left_new:
                self._pair(i, j)

    def _pair(self, i: int, j: int) -> None:
        self._pairs[i] = j
        del self._left_old[i], self._left_new[j]

    def _in_order(self, olds: list[int], news: list[int], keys: Sequence[Key[T]]) -> Iterator[tuple[int, int]]:
        if not (olds and news and keys):
            return
        key, *others = keys
        one, other = _keys(olds, self._old, key), _keys(news, self._new, key)
        for equal, i, j in _blocks(one, other):
            if equal:
                yield from zip(olds[i], news[j], strict=True)
            else:
                yield from self._in_order(olds[i], news[j], others)


def _by_key(left: Iterable[int], rows: Sequence[T], key: Key[T]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for position in left:
        if (value := key(rows[position])) is not None:
            found.setdefault(value, []).append(position)
    return found


def _keys(left: Sequence[int], rows: Sequence[T], key: Key[T]) -> list[Hashable]:
    return [key(rows[position]) for position in left]


def _blocks(one: Sequence[Hashable], other: Sequence[Hashable]) -> Iterator[tuple[bool, slice, slice]]:
    """What both have in the same order, and what stands in the gaps."""
    if _order(one) > _order(other):
        # There may be several longest common parts, and which one is found depends on what comes first.
        yield from ((equal, i, j) for equal, j, i in _blocks(other, one))
        return
    numbers: dict[Hashable, int] = {}
    rows = [[numbers.setdefault(_unlike_none(key), len(numbers)) for key in keys] for keys in (one, other)]
    start = other_start = 0
    for block in LCSseq.opcodes(*rows).as_matching_blocks():
        yield False, slice(start, block.a), slice(other_start, block.b)
        start, other_start = block.a + block.size, block.b + block.size
        yield True, slice(block.a, start), slice(block.b, other_start)


def _order(keys: Sequence[Hashable]) -> tuple[int, list[str]]:
    return len(keys), list(map(repr, keys))


def _unlike_none(key: Hashable) -> Hashable:
    return object() if key is None else key
