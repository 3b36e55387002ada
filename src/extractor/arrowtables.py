"""The tables as Arrow has them: one schema for Parquet, DuckDB and record batches. Needs the extra `parquet`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from extractor.errors import ExtractorError
from extractor.recordrows import Row
from extractor.recordtables import Table

if TYPE_CHECKING:
    import pyarrow as pa


def arrow() -> Any:
    """The package pyarrow. Raises `ExtractorError` where it is not installed."""
    try:
        import pyarrow as pa
    except ImportError:
        raise missing("pyarrow", "parquet") from None
    return pa


def missing(package: str, extra: str) -> ExtractorError:
    """The error for a package that is not installed, with the command that installs it."""
    return ExtractorError(f"{package}: is not installed; pip install 'announcement-extractor[{extra}]'")


@cache
def schema_of(table: Table) -> pa.Schema:
    """The Arrow schema of a table; what a column means is in its metadata."""
    pa = arrow()
    types = {
        "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
    }  # fmt: skip
    return pa.schema(
        [
            pa.field(column.name, types[column.type], nullable=not column.required, metadata={"means": column.means})
            for column in table.columns
        ]
    )


def batch_of(table: Table, rows: Sequence[Row]) -> pa.RecordBatch:
    """Rows of a table as one record batch."""
    pa = arrow()
    return pa.RecordBatch.from_arrays(_columns(table, rows), schema=schema_of(table))


def _columns(table: Table, rows: Sequence[Row]) -> list[Any]:
    pa = arrow()
    schema = schema_of(table)
    by_column: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * len(schema)
    return [
        pa.array([_date(cell) for cell in cells] if column.type == "date" else cells, type=field.type)
        for column, field, cells in zip(table.columns, schema, by_column, strict=True)
    ]


def _date(cell: str | None) -> dt.date | None:
    return None if cell is None else dt.date.fromisoformat(cell)
