"""The tables of one Chinese page, asked by position: rows, cells of words, cells of persons' names."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from extractor.annotations import Block, Mark, Page
from extractor.chinese.names import names
from extractor.matching import Grammar
from extractor.spans import Spans
from extractor.tables import Row, find_rows


class Cells:
    """What the tables of a page say about a place; `rows` are their rows of data, in order."""

    def __init__(self, page: Page, grammar: Grammar) -> None:
        self._page, self._names = page, names(grammar)
        self.rows: Final[list[Row]] = find_rows(page, grammar)
        self._lines = [b for b in page.blocks if b.shape == "row"]  # with those of headings and totals
        self._spans = Spans((b.start, b.end) for b in self._lines)
        self._numbers = Spans((r.number.start, r.number.end) for r in self.rows if r.number)
        self._starts = [page.blocks[r.block].start for r in self.rows]
        self._columns: dict[Mark, bool] = {}

    def row(self, at: int) -> Row | None:
        """The row that a place lies in."""
        k = bisect_right(self._starts, at) - 1
        return self.rows[k] if k >= 0 and at < self._page.blocks[self.rows[k].block].end else None

    def in_row(self, at: int) -> bool:
        """Whether a place lies in a table."""
        return self._spans.hold(at, at + 1)

    def numbers_row(self, at: int) -> bool:
        """Whether a place lies in the number that counts a row."""
        return self._numbers.hold(at, at + 1)

    def is_person(self, at: int) -> bool:
        """Whether a place lies in a cell that has the shape of a person's name."""
        k = bisect_right(self._lines, at, key=_start) - 1
        cells = self._lines[k].cells if k >= 0 and at < self._lines[k].end else ()
        cell = next((c for c in cells if c.start <= at < c.end), None)
        return cell is not None and self._names.is_person(self._page.low[cell.start : cell.end])

    def is_words(self, at: int) -> bool:
        """Whether a place lies in a column that has words in most of its cells: 110千伏变压器套管 among 医用敷料."""
        row = self.row(at)
        heading = next((h for c, h in row.cells if c.start <= at < c.end), None) if row is not None else None
        if heading is None:
            return False
        if heading not in self._columns:
            column = [c for r in self.rows for c, h in r.cells if h == heading]
            self._columns[heading] = sum(not self._has_number(c) for c in column) * 2 > len(column)
        return self._columns[heading]

    def _has_number(self, cell: Mark) -> bool:
        return any(self._page.numerals[i].form != "code" for i in self._page.numerals_in(cell.start, cell.end))


def _start(block: Block) -> int:
    return block.start
