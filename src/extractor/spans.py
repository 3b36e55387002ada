"""All arithmetic on offsets: half-open stretches `(start, end)` of one text, in code points."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

Extent = tuple[int, int]
"""A start and an end, `0 <= start <= end`; the end is the first offset that is no longer inside."""


UNSEEN: Final = "\u200b\u2060\ufeff\u00ad"
"""Characters that no reader sees: of no width, or a hyphen where no line ends."""
_SEEN = re.compile(rf"[^\s{UNSEEN}]")


def overlaps(one: Extent, other: Extent) -> bool:
    """Whether two stretches share a character."""
    return max(one[0], other[0]) < min(one[1], other[1])


def share(one: Extent, other: Extent) -> float:
    """How much of the stretch that two span together both of them cover: 1 for the same, 0 for strangers."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(common, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


def contains(outer: Extent, inner: Extent) -> bool:
    """Whether no character of `inner` lies outside `outer`."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def trim(text: str, start: int, end: int) -> Extent:
    """The stretch without the whitespace at its ends; empty at `start` if nothing else is in it."""
    inside = text[start:end]
    stripped = inside.lstrip()
    if not stripped:
        return start, start
    start += len(inside) - len(stripped)
    return start, start + len(stripped.rstrip())


def has_words(text: str) -> bool:
    """Whether anything of a text can be seen: more than whitespace and characters of no width."""
    return _SEEN.search(text) is not None


def gaps(extents: Iterable[Extent], length: int) -> Iterator[Extent]:
    """The stretches of `0..length` that no extent touches, in order; the extents may overlap but are sorted."""
    at = 0
    for start, end in extents:
        if at < start:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length


def occurrences(text: str, part: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where `part`, which is not empty, begins in `text` from `start` on; what overlaps the one before is left out."""
    at = text.find(part, start, end)
    while at >= 0:
        yield at
        at = text.find(part, at + len(part), end)


def line_of(text: str, offset: int) -> int:
    """The number of the line that `offset` lies in, from 1, as an editor counts lines."""
    newlines = text.count("\n", 0, offset)
    # A lone carriage return ends a line too; one before a newline does not, even if only the newline is at `offset`.
    returns = text.count("\r", 0, offset) - text.count("\r\n", 0, offset + 1)
    return 1 + newlines + returns


class Spans:
    """A set of stretches that can be asked whether one of them holds another, in logarithmic time.

    Of stretches that overlap, the one that ends last among those that begin before is asked.
    """

    def __init__(self, extents: Iterable[Extent]) -> None:
        ordered = sorted(set(extents))
        self._starts = [start for start, _ in ordered]
        self._ends: list[int] = []
        for _, end in ordered:
            self._ends.append(max(end, self._ends[-1]) if self._ends else end)

    def hold(self, start: int, end: int) -> bool:
        """Whether `start` to `end` lies in one of the stretches."""
        i = bisect_right(self._starts, start) - 1
        return i >= 0 and end <= self._ends[i]


class Numbered:
    """Stretches that belong to numbered things, which can be asked whose lie in another stretch."""

    def __init__(self, extents: Iterable[tuple[int, int, int]]) -> None:
        ordered = sorted(extents)
        self._starts = [start for start, *_ in ordered]
        self._ends = [end for _, end, _ in ordered]
        self._numbers = [number for *_, number in ordered]
        self._furthest = list(accumulate(self._ends, max))

    def beginning_in(self, start: int, end: int) -> tuple[int, ...]:
        """The numbers of those that begin in a stretch, in order, each once."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(sorted(set(self._numbers[first:last])))

    def meeting(self, start: int, end: int) -> tuple[int, ...]:
        """The numbers of those that share a character with a stretch, in order, each once."""
        found = set()
        for k in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._furthest[k] <= start:
                break
            if overlaps((self._starts[k], self._ends[k]), (start, end)):
                found.add(self._numbers[k])
        return tuple(sorted(found))
