"""Tables: rows of cells under a header row, in pipes, tabs or aligned columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.annotations import Mark, Page
from extractor.matching import Grammar

_FIGURE = re.compile(r"[\d.,%+\s$€£¥-]*\d[\d.,%+\s]*(?:st|nd|rd|th)?")
_FEWEST_NUMBERED = 2  # rows; one number may be anything
_PARTED = 2  # blocks from one row to the next with one heading between
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its first cell with letters names it, the others stand under the headings of their columns.

    `number` is a cell before the name that only counts the rows, `cells` are all others with their headings.
    """

    block: int
    number: Mark | None
    name: Mark
    cells: tuple[tuple[Mark, Mark | None], ...]
    category: Mark | None
    is_total: bool


def find_rows(page: Page, grammar: Grammar) -> list[Row]:
    """The data rows of all tables of a page, in order."""
    out: list[Row] = []
    header: tuple[Mark, ...] = ()
    last = -1
    for group in _groups(page):
        own = _header(page, group)
        if own or group[0] - last > _PARTED:
            header = own
        out += _rows(page, grammar, group[1:] if own else group, header)
        last = group[-1]
    return out


def _header(page: Page, group: Sequence[int]) -> tuple[Mark, ...]:
    """The first row, if it has no figure: the headings of the columns."""
    first = page.blocks[group[0]].cells
    return first if not any(_is_figure(page.text[c.start : c.end]) for c in first) else ()


def _groups(page: Page) -> Iterator[list[int]]:
    group: list[int] = []
    for i, block in enumerate(page.blocks):
        if block.shape == "row":
            if block.cells:
                group.append(i)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _rows(page: Page, grammar: Grammar, group: Sequence[int], header: tuple[Mark, ...]) -> Iterator[Row]:
    """The data rows of a table, or of a part of one that goes on under a heading without a header of its own."""
    width = max((len(page.blocks[i].cells) for i in group), default=0)
    kind_words = grammar.lexicons["category_column"]
    total_words = grammar.lexicons["total_word"]
    numbered = _numbered(page, group)
    for i in group:
        cells = page.blocks[i].cells
        shift = len(cells) - len(header) if len(header) < width == len(cells) else 0  # no heading over the names
        headings = [header[j - shift] if 0 <= j - shift < len(header) else None for j in range(len(cells))]
        pairs = list(zip(cells, headings, strict=True))
        lettered = [k for k, c in enumerate(cells) if _has_words(page, c)]
        if not lettered:
            continue
        kinds = [
            k for k, (c, h) in enumerate(pairs) if h and page.low[h.start : h.end] in kind_words and c.start < c.end
        ]
        named = next((k for k in lettered if k not in kinds), lettered[0])
        category = cells[kinds[0]] if kinds and named not in kinds else None  # a row about a category as a whole
        name, number = cells[named], cells[0] if named > 0 and i in numbered else None
        others = tuple((c, h) for k, (c, h) in enumerate(pairs) if k != named and c not in (category, number))
        yield Row(i, number, name, others, category, page.low[name.start : name.end].rstrip(":") in total_words)


def _numbered(page: Page, group: Sequence[int]) -> set[int]:
    """The rows of a table whose first cells count them: whole numbers, each one more than the number before it."""
    firsts = {i: page.text[c[0].start : c[0].end].rstrip(".)") for i in group if (c := page.blocks[i].cells)}
    numbers = {i: int(first) for i, first in firsts.items() if first.isdecimal()}
    counts_up = all(after == before + 1 for before, after in pairwise(numbers.values()))
    return set(numbers) if counts_up and len(numbers) >= _FEWEST_NUMBERED else set()


def _has_words(page: Page, cell: Mark) -> bool:
    """Whether a cell says more than a number with its currency or unit: `PHP 500,000`."""
    at = cell.start
    for i in page.numerals_in(cell.start, cell.end):
        n = page.numerals[i]
        if _LETTER.search(page.text, at, n.outer_start):
            return True
        at = min(n.outer_end, cell.end)
    rest = page.text[at : cell.end].split()
    only_unit = at > cell.start and len(rest) == 1 and rest[0].islower()  # `3 years`
    return not only_unit and _LETTER.search(page.text, at, cell.end) is not None


def _is_figure(cell: str) -> bool:
    return _FIGURE.fullmatch(cell) is not None
