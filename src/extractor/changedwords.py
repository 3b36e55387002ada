"""Two wordings of one value, cut into what both have and what only one of them has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]|_")
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
        return (Piece(cut(old), shared=False),), (Piece(cut(new), shared=False),)
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    blocks = LCSseq.opcodes(one, other).as_matching_blocks()
    return (
        tuple(_pieces(one, [range(row.a, row.a + row.size) for row in blocks])),
        tuple(_pieces(other, [range(row.b, row.b + row.size) for row in blocks])),
    )


def cut(text: str, longest: int = _OWN_SHOWN) -> str:
    """The beginning of a long text."""
    return text if len(text) <= longest else f"{text[:longest].rstrip()} …"


def _pieces(tokens: Sequence[str], shared: Iterable[range]) -> Iterator[Piece]:
    both = {position for positions in shared for position in positions}
    # A space between two changed words is no island.
    both -= {i for i in both if tokens[i].isspace() and {i - 1, i + 1}.isdisjoint(both)}
    runs = [
        ("".join(tokens[i] for i in run), is_shared)
        for is_shared, run in groupby(range(len(tokens)), both.__contains__)
    ]
    for number, (text, is_shared) in enumerate(runs):
        if is_shared:
            yield Piece(_around(text, after=number > 0, before=number < len(runs) - 1), shared=True)
        else:
            yield Piece(cut(text), shared=False)


def _around(text: str, *, after: bool, before: bool) -> str:
    """What both have, as far as it is near a change: `after` one, `before` one, or both."""
    if len(text) <= _SHARED_SHOWN * (after + before):
        return text
    near = text[:_SHARED_SHOWN] if after else "", text[-_SHARED_SHOWN:] if before else ""
    return "…".join(near)
