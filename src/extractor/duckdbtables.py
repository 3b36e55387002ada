"""Records as a DuckDB database. Needs the extra `duckdb`."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from extractor import replacing
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
        temporary = stack.enter_context(replacing.file_beside(path, parents=True))
        self._error = duckdb.Error
        with self._as_system_error():
            self._database = duckdb.connect(str(temporary), config={"memory_limit": _MEMORY, "threads": 1})
        stack.callback(self._database.close)
        stack.push(self._finish)
        for table in TABLES:
            self._insert(
                table.name, pa.Table.from_batches([], schema_of(table)), "CREATE TABLE {} AS SELECT * FROM rows"
            )
            for column in table.columns:
                if column.required:
                    self._do(f'ALTER TABLE {table.name} ALTER "{column.name}" SET NOT NULL')

    def write(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Rows of some tables, after those that came before."""
        for table in TABLES:
            if some := rows.get(table.name):
                self._insert(table.name, batch_of(table, some), "INSERT INTO {} SELECT * FROM rows")

    def _insert(self, name: str, rows: object, statement: str) -> None:
        with self._as_system_error():
            self._database.register("rows", rows)
            self._database.execute(statement.format(name))
            self._database.unregister("rows")

    def _do(self, statement: str) -> None:
        with self._as_system_error():
            self._database.execute(statement)

    @contextmanager
    def _as_system_error(self) -> Iterator[None]:
        """What DuckDB finds wrong as `OSError`: the disk is full, or may not be written."""
        try:
            yield
        except self._error as error:
            raise OSError(str(error)) from error

    def _finish(self, failed: type[BaseException] | None, *_: object) -> None:
        # Closing would write what is still in its log, and say nothing if that failed.
        if failed is None:
            self._do("CHECKPOINT")
