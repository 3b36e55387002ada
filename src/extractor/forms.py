"""Forms: records of labelled lines, `Name: Ada Moss`, `Field: Law`, one for each unit, and which line names it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractor.annotations import Block, Mark, Page
from extractor.layout import LABELLED
from extractor.matching import Grammar
from extractor.names import names
from extractor.spans import trim

_MOST_WORDS = 16  # of a name, as in headings
_FEWEST = 2  # records; one alone may be the label of anything
_GAP = re.compile(r"\n\s*\n")
_NAME = re.compile(r"[\"(]?(?:[A-Z]|\d+\D)")


def form_names(page: Page, grammar: Grammar) -> dict[int, Mark]:
    """By block, the names with which the records of a form begin; empty where there are no two such records.

    A record has two lines or more, of which only the first has that label. The label says that a name stands there, or
    what kind of unit is named, and what it says must look like a name each time.
    """
    records: dict[str, list[tuple[int, Mark]]] = defaultdict(list)
    others: set[str] = set()
    for label, block, value, opens in _lines(page):
        if opens:
            records[label].append((block, value))
        else:
            others.add(label)
    out: dict[int, Mark] = {}
    for label, found in records.items():
        values = {page.surface(value) for _, value in found}
        alike = label not in others and len(values) == len(found) >= _FEWEST and _names_a_unit(label, grammar)
        if alike and all(_is_name(page, value) and _goes_on(page, block) for block, value in found):
            out.update(found)
    return out


def is_labelled(page: Page, block: Block) -> bool:
    """Whether a block is a label with what it says."""
    return block.shape != "row" and LABELLED.match(page.text, block.body, block.end) is not None


def _names_a_unit(label: str, grammar: Grammar) -> bool:
    return label.rsplit(maxsplit=1)[-1] in grammar.lexicons["unit_label"] or names(grammar).has_head(label)


def _lines(page: Page) -> Iterator[tuple[str, int, Mark, bool]]:
    """The labelled lines: label, block, value, and whether the line is the first of its record."""
    before: Block | None = None  # the line of the same record before this one
    first = ""
    for i, block in enumerate(page.blocks):
        m = LABELLED.match(page.text, block.body, block.end) if block.shape != "row" else None
        if m is None:
            before = None
            continue
        label = m["label"].strip().lower()
        apart = before is None or _GAP.search(page.text, before.end, block.start) is not None
        opens = apart or label == first
        if opens:
            first = label
        yield label, i, Mark(*trim(page.text, m.start("value"), block.end)), opens
        before = block


def _is_name(page: Page, value: Mark) -> bool:
    text = page.text[value.start : value.end]
    return _NAME.match(text) is not None and len(text.split()) <= _MOST_WORDS and not text.endswith((".", ":"))


def _goes_on(page: Page, i: int) -> bool:
    """Whether another labelled line stands right under the one that names a unit."""
    block, after = page.blocks[i], page.blocks[i + 1] if i + 1 < len(page.blocks) else None
    return after is not None and _GAP.search(page.text, block.end, after.start) is None and is_labelled(page, after)
