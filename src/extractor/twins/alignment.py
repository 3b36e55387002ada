"""Which number of one text is which of the other, by value and order: the surest first.

A value that both texts have once is an anchor; between two anchors values that are rare there are anchors in their
turn. What stands in another order, as in `3 of 18` for 18项中的3项, is found when the anchors are known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from extractor.twins.figures import Figure

Pair = tuple[int, int]
_SMALL = 10
"""Numbers below this stand everywhere, so the sign of a share has to tell them apart."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two anchors: positions of numbers without a pair, in each text, in order."""

    chinese: tuple[int, ...]
    english: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs by position: `ordered` keep the order of both texts, `crossing` do not."""

    ordered: tuple[Pair, ...]
    crossing: tuple[Pair, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs in the order of the Chinese text."""
        return tuple(sorted((*self.ordered, *self.crossing)))


def align(chinese: Sequence[Figure], english: Sequence[Figure]) -> Alignment:
    """Pair the numbers that say the same."""
    one, other = [_key(row) for row in chinese], [_key(row) for row in english]
    ordered = list(_between(one, other, (0, len(one)), (0, len(other))))
    crossing = list(_crossing(one, other, ordered))
    return Alignment(tuple(ordered), tuple(crossing))


def gaps(alignment: Alignment, chinese: int, english: int) -> Iterator[Gap]:
    """The stretches between the anchors in which either text has numbers without a pair; given are the lengths."""
    paired, other = {i for i, _ in alignment.pairs}, {j for _, j in alignment.pairs}
    ends = [(-1, -1), *alignment.ordered, (chinese, english)]
    for (i, j), (next_i, next_j) in pairwise(ends):
        gap = Gap(
            tuple(n for n in range(i + 1, next_i) if n not in paired),
            tuple(n for n in range(j + 1, next_j) if n not in other),
        )
        if gap.chinese or gap.english:
            yield gap


def longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The most pairs, sorted by the first of each, whose seconds rise."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for at, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(ends[place - 1] if place else None)
        if place == len(tails):
            tails.append(j)
            ends.append(at)
        else:
            tails[place], ends[place] = j, at
    found: list[Pair] = []
    step = ends[-1] if ends else None
    while step is not None:
        found.append(pairs[step])
        step = before[step]
    return found[::-1]


def _key(row: Figure) -> Hashable:
    # A year alone is a number too: one text may have it in a reference, which the other reads as a date.
    if row.value is None:
        return row.day
    # There is always a 1 somewhere; that of 1‰ is found among them by its sign.
    return row.value, row.sort == "share" and row.value < _SMALL and row.hard


def _between(
    one: Sequence[Hashable], other: Sequence[Hashable], first: tuple[int, int], second: tuple[int, int]
) -> Iterator[Pair]:
    """Anchors of two stretches and of all that lies between them; where nothing is unique, the longest common part."""
    anchors = longest_rising(_unique_in_both(one, other, range(*first), range(*second)))
    if not anchors:
        yield from _common(one, other, first, second)
        return
    start, other_start = first[0], second[0]
    for i, j in anchors:
        yield from _between(one, other, (start, i), (other_start, j))
        yield i, j
        start, other_start = i + 1, j + 1
    yield from _between(one, other, (start, first[1]), (other_start, second[1]))


def _unique_in_both(one: Sequence[Hashable], other: Sequence[Hashable], first: range, second: range) -> list[Pair]:
    places = _places(one, first), _places(other, second)
    return [
        (rows[0], places[1][key][0])
        for key, rows in places[0].items()
        if len(rows) == 1 and len(places[1].get(key, ())) == 1
    ]


def _common(
    one: Sequence[Hashable], other: Sequence[Hashable], first: tuple[int, int], second: tuple[int, int]
) -> Iterator[Pair]:
    numbers: dict[Hashable, int] = {}
    rows = [
        [numbers.setdefault(key, len(numbers)) for key in keys] for keys in (one[slice(*first)], other[slice(*second)])
    ]
    for block in LCSseq.opcodes(*rows).as_matching_blocks():
        yield from ((first[0] + block.a + n, second[0] + block.b + n) for n in range(block.size))


def _crossing(one: Sequence[Hashable], other: Sequence[Hashable], ordered: Sequence[Pair]) -> Iterator[Pair]:
    """Pairs out of order: of equal numbers those whose places are nearest to each other, measured by the anchors."""
    paired, paired_other = {i for i, _ in ordered}, {j for _, j in ordered}
    left = [i for i in range(len(one)) if i not in paired]
    places = _places(other, [j for j in range(len(other)) if j not in paired_other])
    firsts = [i for i, _ in ordered]

    def expected(i: int) -> float:
        at = bisect_left(firsts, i)
        return ordered[at][1] - 0.5 if at < len(ordered) else float(len(other))

    found = sorted((abs(expected(i) - j), i, j) for i in left for j in places.get(one[i], ()))
    taken, taken_other = set[int](), set[int]()
    for _, i, j in found:
        if i not in taken and j not in taken_other:
            taken.add(i)
            taken_other.add(j)
            yield i, j


def _places(keys: Sequence[Hashable], positions: Sequence[int]) -> Mapping[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for position in positions:
        found.setdefault(keys[position], []).append(position)
    return found
