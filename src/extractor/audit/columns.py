"""Tables: whether the figures of a column come to what its row of totals says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from extractor.annotations import FindingMention, Mark
from extractor.audit import proofs, ranges
from extractor.audit.sheet import Figure, Sheet
from extractor.tables import Row


def columns(sheet: Sheet) -> Iterator[FindingMention]:
    """Columns whose total is not the sum of their cells."""
    for table in _tables(sheet):
        cells: dict[str, list[Cell]] = defaultdict(list)
        for row in table:
            for cell, heading in row.cells:
                if heading is not None:
                    cells[_words(sheet, heading)].append(_cell(sheet, row, cell))
        for column in cells.values():
            yield from _column(column)


def _words(sheet: Sheet, mark: Mark) -> str:
    return sheet.page.low[mark.start : mark.end].strip()


def _tables(sheet: Sheet) -> Iterator[list[Row]]:
    """The rows of each table; what goes on under a heading with the same columns is one table with it."""
    table: list[Row] = []
    for row in sheet.places.rows:
        if table and not _go_on(_headings(sheet, table[0]), _headings(sheet, row)):
            yield table
            table = []
        table.append(row)
    if table:
        yield table


def _go_on(before: set[str], here: set[str]) -> bool:
    """Whether rows have the same columns; in a row of totals the name may stand in another one."""
    return before <= here or here <= before


def _headings(sheet: Sheet, row: Row) -> set[str]:
    return {_words(sheet, heading) for _, heading in row.cells if heading is not None}


Cell = tuple[Literal["figure", "nothing", "words"], Figure | None, bool]
"""What a cell holds, its one number, and whether it stands in a row of totals."""


def _cell(sheet: Sheet, row: Row, cell: Mark) -> Cell:
    found = sheet.figures_in(cell.start, cell.end)
    if len(found) == 1:
        return "figure", found[0], row.is_total
    return "words" if any(c.isalnum() for c in _words(sheet, cell)) else "nothing", None, row.is_total


def _column(column: Sequence[Cell]) -> Iterator[FindingMention]:
    """The sums up to each row of totals: of the rows since the last one, of all rows, or of the totals before it."""
    since: list[Figure] = []
    every: list[Figure] = []
    totals: list[Figure] = []
    for sort, figure, is_total in column:
        if sort == "words" and not is_total:
            return  # who knows what it adds
        if figure is None:
            continue
        if not is_total:
            since.append(figure)
            every.append(figure)
            continue
        if _is_sum(figure, every):
            sums = [parts for parts in (since, every, totals) if len(parts) > 1]
            if sums and not any(ranges.total([part.range for part in parts]).meets(figure.range) for parts in sums):
                proof = f"{proofs.added([part.value for part in sums[0]])}, not {proofs.number(figure.value)}"
                message = f"The cells of a column do not add up to its total: {proof}."
                marks = (figure.mark, *(part.mark for part in sums[0]))
                yield FindingMention("parts-mismatch", "error", message, marks)
        totals.append(figure)
        since = []


def _is_sum(total: Figure, cells: Sequence[Figure]) -> bool:
    """Whether the number in the row of totals should be a sum: one below its largest cell is an average."""
    if total.measure not in {"count", "amount"} or total.value < max((cell.value for cell in cells), default=0):
        return False
    return all(cell.is_like(total) for cell in cells)
