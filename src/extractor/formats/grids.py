"""Tables whose cells span columns and rows, as a plain grid."""

from __future__ import annotations

WIDEST_SPAN = 50
"""Columns or rows that one cell is taken to span; no table that is read by people has wider ones."""


def grid(rows: list[list[tuple[str, int, int]]]) -> list[list[str]]:
    """The cells of a table, each with the columns and rows that it spans, under their columns.

    A cell that spans columns stands in the first. The words of one that spans rows stand in each of them, since they
    are true of all; a figure stands in the first only, for else it would be counted again.
    """
    out: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    for row in rows:
        line: list[str] = []
        cells = iter(row)
        while True:
            if (spanned := below.get(len(line))) is not None:
                left, text = spanned
                below.pop(len(line))
                if left > 1:
                    below[len(line)] = (left - 1, text)
                line.append(text)
                continue
            if (cell := next(cells, None)) is None:
                if any(column > len(line) for column in below):
                    line.append("")
                    continue
                break
            text, wide, high = cell
            for i in range(wide):
                if high > 1:
                    again = text if i == 0 and not any(c.isdecimal() for c in text) else ""
                    below[len(line)] = (high - 1, again)
                line.append(text if i == 0 else "")
        out.append(line)
    return out
