"""The pieces of PDF pages as lines of running text and rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

CJK = "\u2e80"
"""The first of the characters that lines are broken at without a blank."""
_MOST_LINES_OF_A_CELL = 12
"""What is longer and has a neighbour to its right is a column of the page, and read to its end first."""
_TOUCHING = 1.0  # points by which neighbours may overlap
_ALIGNED = 2.0  # points by which the words of a column may miss its edge


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together on a page (the first is 0), and the box around them, in points from the lower left.

    `size` is that of its letters, `first_word` the width of the part at its beginning behind which a line may break;
    `words` are the offsets at which the others begin, and how far right.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    first_word: float
    words: tuple[tuple[int, float], ...]
    page_width: float
    page_height: float


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, each cell the words under one column, empty where there are none."""

    page: int
    cells: tuple[str, ...]


Cell = list[Piece]
Row = list[Cell]


def lines_of(pieces: Iterable[Piece]) -> list[Piece | TableRow]:
    """The lines of all pages in order, those of a table put together as rows."""
    out: list[Piece | TableRow] = []
    rows = [row for _, own in groupby(pieces, key=lambda piece: piece.page) for row in _rows(list(own))]
    for is_table, group in groupby(_marked(rows), key=lambda marked: marked[0]):
        members = [row for _, row in group]
        if is_table:
            out += _table(members)
        else:
            out += [piece for row in members for cell in row for piece in cell]
    return out


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    """What stands side by side, from the order of drawing: a step to the right that does not go down is to a cell."""
    rows: list[Row] = []
    for piece in pieces:
        if not rows:
            rows.append([[piece]])
            continue
        row = rows[-1]
        last = row[-1][-1]
        if piece.left >= last.right - _TOUCHING and piece.top > last.bottom:
            _take_back(rows, piece)
            rows[-1].append([piece])
        elif len(row) > 1 and _goes_on(row, piece):
            row[-1].append(piece)
        else:
            rows.append([[piece]])
    return rows


def _take_back(rows: list[Row], piece: Piece) -> None:
    """Make one cell of the lines before the last that stand beside the new piece, too: the first cell had several."""
    first = rows[-1]
    if len(first) > 1:
        return
    while len(rows) > 1 and len(first[0]) < _MOST_LINES_OF_A_CELL:
        above = rows[-2]
        line = above[0][0]
        beside = len(above) == 1 and line.bottom < piece.top and line.right <= piece.left + _TOUCHING
        if not beside or line.bottom < first[0][0].bottom:
            return
        first[0] = above[0] + first[0]
        rows[-2:] = [first]


def _goes_on(row: Row, piece: Piece) -> bool:
    """Whether a piece is the next line of the last cell of a row."""
    cell, before = row[-1], row[-2]
    near = cell[-1].bottom - piece.top < cell[-1].size
    return near and piece.left > max(p.right for p in before) - _TOUCHING and piece.left < max(p.right for p in cell)


def _marked(rows: Sequence[Row]) -> list[tuple[bool, Row]]:
    """Each row and whether it is of a table: of several cells, none of them long, with such a row next to it."""
    fit = [len(row) > 1 and all(len(cell) <= _MOST_LINES_OF_A_CELL for cell in row) for row in rows]
    beside = [any(fit[max(0, i - 1) : i] + fit[i + 1 : i + 2]) for i in range(len(rows))]
    return [(own and near, row) for own, near, row in zip(fit, beside, rows, strict=True)]


def _table(rows: Sequence[Row]) -> list[TableRow]:
    """The rows with their cells under the columns of the row that has most."""
    columns = [_extent(cell) for cell in max(rows, key=len)]
    out = []
    for row in (_split(row, columns) for row in rows):
        cells = [""] * len(columns)
        at = 0
        for i, cell in enumerate(row):
            left, right = _extent(cell)
            # As far right as there is room for the cells that are still to come.
            last = len(columns) - (len(row) - i)
            at = max(range(at, last + 1), key=lambda c: min(right, columns[c][1]) - max(left, columns[c][0]))
            cells[at] = _words(cell)
            at += 1
        out.append(TableRow(row[0][0].page, tuple(cells)))
    return out


def _split(row: Row, columns: Sequence[tuple[float, float]]) -> Row:
    """The row, a cell parted where a word of it begins just where a column does: there was little room between them."""
    if len(row) == len(columns):
        return row
    out: Row = []
    for cell in row:
        place = None
        if len(cell) == 1:
            lefts = [left for left, _ in columns if left > cell[0].left + _TOUCHING]
            place = next((w for w in cell[0].words if any(abs(w[1] - left) < _ALIGNED for left in lefts)), None)
        if place is None:
            out.append(cell)
            continue
        piece, (offset, left) = cell[0], place
        after = tuple((at - offset, x) for at, x in piece.words if at > offset)
        out.append([replace(piece, text=piece.text[:offset].rstrip(), right=left - _TOUCHING, words=())])
        out.append([replace(piece, text=piece.text[offset:], left=left, words=after)])
    return out


def _extent(cell: Cell) -> tuple[float, float]:
    return min(piece.left for piece in cell), max(piece.right for piece in cell)


def _words(cell: Cell) -> str:
    text = cell[0].text
    for piece in cell[1:]:
        gap = "" if text[-1] >= CJK or piece.text[0] >= CJK else " "
        text = f"{text}{gap}{piece.text}"
    return text
