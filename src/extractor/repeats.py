"""Passages that stand in a text twice, word for word: every figure in them is there twice, and may be counted so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.annotations import FindingMention, Mark, Page

_SHORTEST = 60
"""Bytes in UTF-8, a line of English or half a line of Chinese: `Patents: 12` may well be true of two units."""


def find_repeats(page: Page) -> Iterator[FindingMention]:
    """A finding for each run of blocks with a number in it that stood in the text before, with both places."""
    blocks = page.blocks
    words = [page.low[block.start : block.end] for block in blocks]
    first: dict[str, int] = {}
    i = 0
    while i < len(blocks):
        before = first.setdefault(words[i], i)
        run = _run(words, before, i) if before < i else 0
        if run and (2 * run == len(blocks) or len("".join(words[i : i + run]).encode()) >= _SHORTEST):
            here, there = (Mark(blocks[k].start, blocks[k + run - 1].end) for k in (i, before))
            if page.numerals_in(here.start, here.end):
                message = "This passage stands in the text twice, word for word, and so do its numbers."
                yield FindingMention("repeated-passage", "warning", message, (there, here))
        i += max(run, 1)


def _run(words: Sequence[str], before: int, at: int) -> int:
    """How many blocks from `at` on are the same as those from `before` on, up to `at`."""
    length = 0
    while before + length < at and at + length < len(words) and words[before + length] == words[at + length]:
        length += 1
    return length
