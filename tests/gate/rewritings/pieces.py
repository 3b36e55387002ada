"""A text rewritten piece by piece, each piece with the stretch of the source that it stands for.

What is read in the rewritten text can be said in the words of the source, so that two readings are compared exactly
and not by likeness.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Literal

from extractor.spans import Extent

Language = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` of the rewriting, for `start` to `end` of the source; empty in the source if it was put in."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """An announcement to be rewritten.

    `amounts` has where its numbers stand that say how many or how much, by its gold reading: a number in a name, an
    idiom or a code is none of them, for written otherwise it would not mean the same.
    """

    name: str
    language: Language
    text: str
    amounts: tuple[Extent, ...] = ()


@dataclass(frozen=True)
class Twin:
    """A rewritten text: `pieces` in its own order, which together say all of the source."""

    source: str
    pieces: tuple[Piece, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = accumulate((len(piece.text) for piece in self.pieces), initial=0)
        object.__setattr__(self, "_starts", tuple(starts))

    @cached_property
    def text(self) -> str:
        """The rewritten text."""
        return "".join(piece.text for piece in self.pieces)

    def back(self, start: int, end: int) -> str:
        """What the source says for `start` to `end` of the rewritten text; a rewritten piece is taken whole."""
        out: list[str] = []
        i = bisect_right(self._starts, start) - 1
        while i < len(self.pieces) and self._starts[i] < end:
            piece, at = self.pieces[i], self._starts[i]
            words = self.source[piece.start : piece.end]
            if words == piece.text:
                words = words[max(0, start - at) : end - at]
            out.append(words)
            i += 1
        return "".join(out)


Edit = tuple[int, int, str]
"""Start and end in the source, and what stands there in the rewriting."""


def edited(source: str, edits: Iterable[Edit]) -> Twin:
    """The source with the edits made; raises `ValueError` if two of them overlap."""
    pieces: list[Piece] = []
    at = 0
    for start, end, text in sorted(edits):
        if start < at:
            raise ValueError(f"the edit at {start} overlaps the one before it, which ends at {at}")
        if at < start:
            pieces.append(Piece(at, start, source[at:start]))
        pieces.append(Piece(start, end, text))
        at = end
    pieces.append(Piece(at, len(source), source[at:]))
    return Twin(source, tuple(pieces))


def replaced(source: str, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Twin:
    """The source with every match replaced by what `by` says."""
    return edited(source, ((m.start(), m.end(), by(m)) for m in pattern.finditer(source)))


def translated(source: str, table: dict[str, str]) -> Twin:
    """The source with single characters replaced."""
    return edited(source, ((i, i + 1, table[c]) for i, c in enumerate(source) if c in table))
