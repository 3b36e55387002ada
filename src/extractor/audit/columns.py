"""Tables: whether the figures of a column come to what its row of totals says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.annotations import FindingMention, Mark
from extractor.audit import proofs, ranges
from extractor.audit.sheet import Figure, Sheet
from extractor.tables import Row


def columns(sheet: Sheet) -> Iterator[FindingMention]:
    """Columns whose total is not the sum of their cells."""
    for table in _tables(sheet.places.rows):
        cells: dict[Mark, list[tuple[Row, Figure | None]]] = defaultdict(list)
        for row in table:
            for cell, heading in row.cells:
                if heading is not None:
                    cells[heading].append((row, _only_figure(sheet, cell)))
        for column in cells.values():
            yield from _column(column)


def _tables(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each table: those that share the headings of their columns."""
    table: list[Row] = []
    for row in rows:
        if table and {h for _, h in row.cells} != {h for _, h in table[0].cells}:
            yield table
            table = []
        table.append(row)
    if table:
        yield table


def _only_figure(sheet: Sheet, cell: Mark) -> Figure | None:
    """The number that a cell holds and nothing else with it that says how much."""
    found = sheet.figures_in(cell.start, cell.end)
    return found[0] if len(found) == 1 else None


def _column(column: Sequence[tuple[Row, Figure | None]]) -> Iterator[FindingMention]:
    """The sums up to each row of totals: of the rows since the last one, of all rows, or of the totals before it."""
    since: list[Figure] = []
    every: list[Figure] = []
    totals: list[Figure] = []
    for row, figure in column:
        if not row.is_total:
            if figure is None:
                return  # a cell of words, or without a number: who knows what it adds
            since.append(figure)
            every.append(figure)
            continue
        if figure is None:
            since = []
            continue
        sums = [parts for parts in (since, every, totals) if len(parts) > 1]
        largest = max((part.value for part in every), default=0.0)
        # A total that is smaller than one of its cells is an average, of scores or ages.
        if sums and figure.value >= largest and all(part.is_like(figure) for part in every):
            if figure.measure in {"count", "amount"} and not any(ranges.total([part.range for part in parts]).meets(figure.range) for parts in sums):
                proof = f"{proofs.added([part.value for part in sums[0]])}, not {proofs.number(figure.value)}"
                message = f"The cells of a column do not add up to its total: {proof}."
                marks = (figure.mark, *(part.mark for part in sums[0]))
                yield FindingMention("parts-mismatch", "error", message, marks)
        totals.append(figure)
        since = []
