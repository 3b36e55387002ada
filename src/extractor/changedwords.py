"""Two wordings of one value, cut into what both have and what only one of them has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]|_")
_CUT_WORD = re.compile(r"(?<=\s)[^\s\u3400-\u9fff]{1,20}$")  # a Chinese text may be cut at any character
_LONGEST = 2_000
"""Characters of a value that is compared word by word; a longer one is a whole table, and its beginning is shown."""
_ALIKE = 50
"""Per cent: of what is less alike, the words that both have are there by chance."""
_OWN_SHOWN = 240
_SHARED_SHOWN = 40
"""Characters of what both have that are shown on either side of a change, so that its place is found in the text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a value, and whether the other value has it too."""

    text: str
    shared: bool


Pieces = tuple[Piece, ...]


def pieces(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both values word by word; an ellipsis stands where much is left out."""
    if max(len(old), len(new)) > _LONGEST or fuzz.ratio(old, new) < _ALIKE:
        return _seen([Piece(cut(old), shared=False)]), _seen([Piece(cut(new), shared=False)])
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    rows: tuple[list[Piece], list[Piece]] = ([], [])
    after = False
    for (i, j, size), (next_i, next_j, _) in pairwise(_common(one, other)):
        gaps = "".join(one[i + size : next_i]), "".join(other[j + size : next_j])
        shared = _around("".join(one[i : i + size]), after=after, before=any(gaps))
        for row, gap in zip(rows, gaps, strict=True):
            row += [Piece(shared, shared=True), Piece(cut(gap), shared=False)]
        after = any(gaps)
    return _seen(rows[0]), _seen(rows[1])


def cut(text: str, longest: int = _OWN_SHOWN) -> str:
    """The beginning of a long text, with whole words if they are no longer than words are."""
    return text if len(text) <= longest else f"{_CUT_WORD.sub('', text[:longest]).rstrip()} …"


def _common(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Where a common part begins in each, and its length; an empty one at the beginning and at the end."""
    yield 0, 0, 0
    for row in LCSseq.opcodes(one, other).as_matching_blocks():
        # A space between two changed words is no island.
        if row.size and not "".join(one[row.a : row.a + row.size]).isspace():
            yield row.a, row.b, row.size
    yield len(one), len(other), 0


def _seen(row: Iterable[Piece]) -> Pieces:
    return tuple(piece for piece in row if piece.text)


def _around(text: str, *, after: bool, before: bool) -> str:
    """What both have, as far as it is near a change: `after` one, `before` one, or both."""
    if not (after or before):
        return cut(text)
    if len(text) <= _SHARED_SHOWN * (after + before):
        return text
    near = text[:_SHARED_SHOWN] if after else "", text[-_SHARED_SHOWN:] if before else ""
    return "…".join(near)
