"""Roll calls: one sentence that goes through several categories, `as X, A and B; as Y, C; and as Z, D`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.annotations import Block, Mark, Page
from extractor.enumerations import enumerate_names
from extractor.matching import Grammar
from extractor.statements import Statement, is_name

_FEWEST = 2  # categories; one alone is an apposition: `as head of the centre, Dr Lindqvist`
_CALL = re.compile(
    r"(?:(?<=[,;:]\s)|(?<=\band\s)|(?<=\bwhile\s))(?:as|in|for|under|among)\s(?:the\s|our\s)?(?:category\s(?:of\s)?)?"
    r"(?P<category>[A-Z\"][^,;:.]{2,80}?)(?:,|:|\s[\u2013\u2014-])\s(?=[\"A-Z]|the\s[A-Z])"
)
_JOINT = re.compile(r"[\s,;]+(?:and\s|while\s)?$")


def find_roll_calls(page: Page, grammar: Grammar, blocks: Sequence[Block]) -> Iterator[Statement]:
    """The statements in sentences about the selection that name two categories or more, each with its units."""
    for block in blocks:
        if block.shape == "row":
            continue
        for start, end in page.sentences_in(block.body, block.end):
            if page.hit("selection_verb", start, end) is not None:
                yield from _statements(page, grammar, start, end)


def _statements(page: Page, grammar: Grammar, start: int, end: int) -> Iterator[Statement]:
    calls = list(_CALL.finditer(page.text, start, end))
    if len(calls) < _FEWEST:
        return
    ends = [following.start() for _, following in pairwise(calls)]
    for call, stop in zip(calls, [*ends, end], strict=True):
        joint = _JOINT.search(page.text, call.end(), stop)
        listed = tuple(enumerate_names(page, grammar, call.end(), joint.start() if joint else stop))
        if listed and all(is_name(page.text[n.start : n.end]) for n in listed):
            category = Mark(*call.span("category"))
            yield Statement(category, listed, Mark(call.start(), stop), lists_last=True)
