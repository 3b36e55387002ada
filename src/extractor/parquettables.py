"""Records as a folder of Parquet files, one a table. Needs the extra `parquet`."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from extractor import writing
from extractor.arrowtables import arrow, batch_of, schema_of
from extractor.recordrows import Row
from extractor.recordtables import TABLES


class ParquetTables:
    """Takes rows and writes them to `FOLDER/TABLE.parquet`; each call that has rows makes a row group of each table."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """The files take their places when `stack` is closed, and none does if it is closed by an error."""
        arrow()
        from pyarrow import parquet

        folder.mkdir(parents=True, exist_ok=True)
        paths = {table.name: stack.enter_context(writing.beside(folder / f"{table.name}.parquet")) for table in TABLES}
        self._writers = {
            table.name: stack.enter_context(
                parquet.ParquetWriter(paths[table.name], schema_of(table), compression="zstd")
            )
            for table in TABLES
        }

    def write(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Rows of some tables, after those that came before."""
        for table in TABLES:
            if some := rows.get(table.name):
                self._writers[table.name].write_batch(batch_of(table, some))
