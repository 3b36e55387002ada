"""Records as a SQLite database: tables with foreign keys, and a full-text index on the clauses of achievements."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from extractor import writing
from extractor.recordrows import Row
from extractor.recordtables import TABLES, Table

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
_FULL_TEXT = """
CREATE VIRTUAL TABLE achievements_fts USING fts5(clause, object, content="achievements", tokenize="trigram");
"""
"""Trigrams and not words: Chinese writes none, and any three letters or characters are found wherever they stand."""


class SqliteTables:
    """Takes rows and writes them to one database file, which takes its place when all is written."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        """The file takes its place when `stack` is closed, and does not if it is closed by an error."""
        temporary = stack.enter_context(writing.beside(path))
        self._database = sqlite3.connect(temporary, isolation_level=None)
        stack.callback(self._database.close)
        stack.push(self._finish)
        # Until it takes its place nobody reads it, and after a crash it is written anew.
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("BEGIN")
        for table in TABLES:
            self._database.execute(_definition(table))
        self._inserts = {
            table.name: f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608 - ours
            for table in TABLES
        }

    def write(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Rows of some tables, after those that came before."""
        for name, some in rows.items():
            self._database.executemany(self._inserts[name], some)

    def _finish(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed is not None:
            return
        for table in TABLES:
            for column in table.columns:
                if column.refers is not None:
                    index = f"{table.name}_{column.name}"
                    self._database.execute(f"CREATE INDEX {index} ON {table.name} ({column.name})")
        self._database.execute(_FULL_TEXT)
        self._database.execute("INSERT INTO achievements_fts (achievements_fts) VALUES ('rebuild')")
        self._database.execute("COMMIT")


def _definition(table: Table) -> str:
    """The statement that makes a table, with what each column means as a comment."""
    lines = []
    for number, column in enumerate(table.columns):
        parts = [f'"{column.name}"', _TYPES[column.type]]
        if number == 0:
            parts.append("PRIMARY KEY")
        if column.required:
            parts.append("NOT NULL")
        if column.refers is not None:
            parts.append(f"REFERENCES {column.refers} (id)")
        comma = "," if number < len(table.columns) - 1 else ""
        lines.append(f"    {' '.join(parts)}{comma} -- {column.means}")
    return f"CREATE TABLE {table.name} (\n" + "\n".join(lines) + "\n)"
