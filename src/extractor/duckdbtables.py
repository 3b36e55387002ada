"""Records as a DuckDB database. Needs the extra `duckdb`."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from extractor import writing
from extractor.arrowtables import arrow, batch_of, missing, schema_of
from extractor.recordrows import Row
from extractor.recordtables import TABLES

_MEMORY = "512MB"
"""What DuckDB may keep: by itself it takes most of the machine, which the processes that read documents need."""


class DuckdbTables:
    """Takes rows and writes them to one database file, which takes its place when all is written."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        """The file takes its place when `stack` is closed, and does not if it is closed by an error."""
        pa = arrow()
        try:
            import duckdb
        except ImportError:
            raise missing("duckdb", "duckdb") from None
        temporary = stack.enter_context(writing.beside(path))
        temporary.with_name(f"{temporary.name}.wal").unlink(missing_ok=True)
        self._error = duckdb.Error
        self._database = duckdb.connect(str(temporary), config={"memory_limit": _MEMORY, "threads": 1})
        stack.callback(self._database.close)
        for table in TABLES:
            self._insert(
                table.name, pa.Table.from_batches([], schema_of(table)), "CREATE TABLE {} AS SELECT * FROM rows"
            )
            for column in table.columns:
                if column.required:
                    self._database.execute(f'ALTER TABLE {table.name} ALTER "{column.name}" SET NOT NULL')

    def write(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Rows of some tables, after those that came before."""
        for table in TABLES:
            if some := rows.get(table.name):
                self._insert(table.name, batch_of(table, some), "INSERT INTO {} SELECT * FROM rows")

    def _insert(self, name: str, rows: object, statement: str) -> None:
        try:
            self._database.register("rows", rows)
            self._database.execute(statement.format(name))
            self._database.unregister("rows")
        except self._error as error:
            raise OSError(str(error)) from error
