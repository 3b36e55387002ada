"""The pieces of PDF pages as lines of running text and rows of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

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
    `words` are the offsets at which the others begin, and the edges of the blank before each.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    first_word: float
    words: tuple[tuple[int, float, float], ...]
    page_width: float
    page_height: float


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table, each cell the words under one column, empty where there are none."""

    page: int
    cells: tuple[str, ...]


Cell = list[Piece]
Row = list[Cell]
Extent = tuple[float, float]
"""From where to where something stands on a line, in points."""


def lines_of(pieces: Iterable[Piece]) -> list[Piece | TableRow]:
    """The lines of all pages in order, those of a table put together as rows."""
    out: list[Piece | TableRow] = []
    rows = [row for _, own in groupby(pieces, key=lambda piece: piece.page) for row in _rows(list(own))]
    for is_table, group in groupby(_marked(rows), key=lambda marked: marked[0]):
        members = [row for _, row in group]
        if is_table:
            out += _table(members)
        else:
            out += [piece for row in members for piece in _line(row)]
    return out


def _line(row: Row) -> list[Piece]:
    """What a row is that stands in no table: one line with room in it, or columns of the page, one after the other."""
    pieces = [piece for cell in row for piece in cell]
    first, last = pieces[0], pieces[-1]
    if any(len(cell) > 1 for cell in row) or abs(first.bottom - last.bottom) > _TOUCHING:
        return pieces
    return [replace(first, text=" ".join(piece.text for piece in pieces), right=last.right, words=())]


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
    """Each row and whether it is of a table: of several cells, none of them long, that others near it stand under."""
    out: list[tuple[bool, Row]] = []
    for fit, group in groupby(rows, key=_may_be_of_a_table):
        near = list(group)
        out += [(fit and any(row is not other and _are_aligned(row, other) for other in near), row) for row in near]
    return out


def _may_be_of_a_table(row: Row) -> bool:
    return len(row) > 1 and all(len(cell) <= _MOST_LINES_OF_A_CELL for cell in row)


def _are_aligned(one: Row, other: Row) -> bool:
    """Whether a cell behind the first begins, ends or has its middle just where one of the other row does."""
    edges = [_extent(cell) for cell in other[1:]]
    return any(
        min(abs(left - start), abs(right - end), abs(left + right - start - end) / 2) < _ALIGNED
        for left, right in map(_extent, one[1:])
        for start, end in edges
    )


def _table(rows: Sequence[Row]) -> list[TableRow]:
    """The rows with their cells under the columns of the rows that have most."""
    most = max(map(len, rows))
    columns = [
        _extent([p for cell in cells for p in cell]) for cells in zip(*(r for r in rows if len(r) == most), strict=True)
    ]
    out = []
    for row in (row if len(row) == most else _parted(row, columns) for row in rows):
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


def _parted(row: Row, columns: Sequence[Extent]) -> Row:
    """The row, a cell that lies over several columns parted between its words: there was little room between them."""
    out: Row = []
    for cell in row:
        left, right = _extent(cell)
        over = [column for column in columns if min(right, column[1]) - max(left, column[0]) > _ALIGNED]
        cells: dict[int, Cell] = {}
        for part in (part for piece in cell for part in _parts(piece, over)):
            cells.setdefault(_column_of(part, over), []).append(part)
        out += [cells[i] for i in sorted(cells)]
    return out if len(out) <= len(columns) else row


def _column_of(piece: Piece, columns: Sequence[Extent]) -> int:
    """The column that a piece shares most with; the first where there is none to share with."""
    shared = [min(piece.right, end) - max(piece.left, start) for start, end in columns]
    return shared.index(max(shared)) if shared else 0


def _parts(piece: Piece, columns: Sequence[Extent]) -> Iterator[Piece]:
    """The piece, parted where one of the columns begins, or at the blank that is next to the edge of two."""
    for (_, end), (start, _) in pairwise(columns):
        edge = (end + start) / 2
        aligned = [word for word in piece.words if abs(word[2] - start) < _ALIGNED]
        near = [word for word in piece.words if abs((word[1] + word[2]) / 2 - edge) < piece.size]
        if place := min(aligned or near, key=lambda word: abs((word[1] + word[2]) / 2 - edge), default=None):
            offset, right, left = place
            after = tuple((at - offset, x, y) for at, x, y in piece.words if at > offset)
            yield replace(piece, text=piece.text[:offset].rstrip(), right=right, words=())
            piece = replace(piece, text=piece.text[offset:], left=left, words=after)
    yield piece


def _extent(cell: Cell) -> Extent:
    return min(piece.left for piece in cell), max(piece.right for piece in cell)


def _words(cell: Cell) -> str:
    text = cell[0].text
    for piece in cell[1:]:
        gap = "" if text[-1] >= CJK or piece.text[0] >= CJK else " "
        text = f"{text}{gap}{piece.text}"
    return text
