"""Records as a folder of CSV files, one a table, safe to open in a spreadsheet.

UTF-8 with a byte order mark, by which spreadsheets know it; a null is an empty cell.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from extractor import writing
from extractor.recordrows import Row
from extractor.recordtables import TABLES, Table

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""How a cell begins that a spreadsheet would run, by OWASP's list for CSV injection, with their full-width forms."""


class CsvTables:
    """Takes rows and writes them to `FOLDER/TABLE.csv`; the files of a folder are replaced when all are written."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """The files take their places when `stack` is closed, and none does if it is closed by an error."""
        folder.mkdir(parents=True, exist_ok=True)
        self._writers: dict[str, Any] = {}
        paths = {table.name: stack.enter_context(writing.beside(folder / f"{table.name}.csv")) for table in TABLES}
        for table in TABLES:
            file: TextIO = stack.enter_context(paths[table.name].open("w", encoding="utf-8-sig", newline=""))
            self._writers[table.name] = csv.writer(file)
            self._writers[table.name].writerow(table.names)
        self._texts = {table.name: _places_of_text(table) for table in TABLES}

    def write(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Rows of some tables, after those that came before."""
        for name, some in rows.items():
            self._writers[name].writerows(_cells(row, self._texts[name]) for row in some)


def defused(text: str) -> str:
    """A text as a cell that no spreadsheet runs: with `'` before it if it begins like a formula.

    It is taken back by leaving out one `'` of a cell that begins like a formula behind it.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _places_of_text(table: Table) -> frozenset[int]:
    # What is no text cannot be a formula: -12 is a number.
    return frozenset(i for i, column in enumerate(table.columns) if column.type == "text")


def _cells(row: Row, texts: frozenset[int]) -> list[Any]:
    return [defused(cell) if i in texts and cell is not None else cell for i, cell in enumerate(row)]
