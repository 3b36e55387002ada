"""Lists inside a sentence: `three centres, namely: (a) the Tick Laboratory, which …; (b) …; and (c) …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.annotations import Block
from extractor.spans import trim

_FEWEST = 2  # marks in a row; one alone is a reference
_MARK = re.compile(r"(?<=[:;,]\s)(?:(?:and|or)\s)?(?P<mark>\((?P<sign>[a-z]|\d{1,2}|[ivx]{1,4})\))\s+(?=\S)")
_STOP = re.compile(r"[.\u3002](?=\s+[A-Z\"])")
_SEQUENCES = ("abcdefghijklmnopqrstuvwxyz", tuple(map(str, range(1, 40))), ("i", "ii", "iii", "iv", "v", "vi", "vii"))


def split_lists(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those with a list inside cut into what introduces it, its items, and what follows its sentence.

    The first mark must follow a colon, and the marks must run on without a gap.
    """
    out: list[Block] = []
    for block in blocks:
        marks = _marks(text, block) if block.shape == "line" else []
        out += _cut(text, block, marks) if len(marks) >= _FEWEST else [block]
    return out


def _marks(text: str, block: Block) -> list[re.Match[str]]:
    found = list(_MARK.finditer(text, block.body, block.end))
    if not found or text[block.body : found[0].start()].rstrip()[-1:] != ":":
        return []
    for sequence in _SEQUENCES:
        length = next((k for k, (m, sign) in enumerate(zip(found, sequence, strict=False)) if m["sign"] != sign), None)
        run = found[: len(found) if length is None else length]
        if len(run) >= _FEWEST:
            return run
    return []


def _cut(text: str, block: Block, marks: Sequence[re.Match[str]]) -> Iterator[Block]:
    s, e = trim(text, block.start, marks[0].start())
    yield Block(s, e, max(s, block.body), e, "line", block.marker)
    stop = _STOP.search(text, marks[-1].end(), block.end)
    end = stop.end() if stop else block.end
    for m, following in zip(marks, (*(n.start() for n in marks[1:]), end), strict=True):
        s, e = trim(text, m.start("mark"), following)
        while e > m.end() and text[e - 1] in ";,. ":
            e -= 1
        yield Block(s, e, m.end(), e, "item", "(a)")
    s, e = trim(text, end, block.end)
    if s < e:
        yield Block(s, e, s, e, "line", "")
