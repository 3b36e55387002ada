"""Announcements as Arrow record batches: what any engine that knows Arrow maps over. Needs the extra `parquet`.

A batch that was read has a row for each announcement: `name`, `record` (the whole record as JSON), `cause` and
`message` where it could not be read, and for each table of `recordtables.OF_RECORDS` a list of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from extractor import reading
from extractor.arrowtables import arrow, batch_of, schema_of
from extractor.documents import Choices, Document
from extractor.errors import InputError
from extractor.jobs import Job
from extractor.outcomes import Outcome
from extractor.reading import LanguageChoice
from extractor.recipes import Recipe, reader
from extractor.recordrows import Row, parsed, rows_of
from extractor.recordtables import OF_RECORDS, Table
from extractor.rules import RuleSet, load_rules

if TYPE_CHECKING:
    import pyarrow as pa

_OWN = ("name", "record", "cause", "message")


@cache
def batch_schema() -> pa.Schema:
    """The schema of what `extract_batch` gives."""
    pa = arrow()
    lists = [pa.field(table.name, pa.list_(pa.struct(schema_of(table)))) for table in OF_RECORDS]
    return pa.schema([pa.field(name, pa.string(), nullable=name != "name") for name in _OWN] + lists)


def extract_batch(
    batch: pa.RecordBatch,
    *,
    text_column: str = "text",
    name_column: str | None = "name",
    language: LanguageChoice = "auto",
    rules: RuleSet | None = None,
    time_limit: float | None = None,
    max_size: int = reading.LONGEST,
) -> pa.RecordBatch:
    """Read each row as one announcement, in order: by `batch_schema`, with as many rows as `batch`.

    The names in `name_column` make the keys of the tables, so they should differ; with None a text is known by the
    SHA-256 of its UTF-8 bytes. `time_limit` and `max_size` are as for
    `extractor.extract`. A row that cannot be read has `cause` and `message` and stops no other. Raises `InputError` if
    the batch has no such columns, and `RulesError` for broken rules.
    """
    rules = rules or load_rules()
    choices = Choices(language=language, max_size=max_size, time_limit=time_limit)
    read = reader(Recipe((), rules.digest, choices), rules)
    texts = _column(batch, text_column)
    names = [None] * len(texts) if name_column is None else _column(batch, name_column)
    return batch_from([read(_job(name, text, choices)) for name, text in zip(names, texts, strict=True)])


def batch_from(outcomes: Sequence[Outcome]) -> pa.RecordBatch:
    """What came of documents as a batch."""
    pa = arrow()
    lines = [None if outcome.failure else outcome.record.decode("utf-8").rstrip("\n") for outcome in outcomes]
    own: list[list[Any]] = [
        [outcome.name for outcome in outcomes],
        lines,
        [outcome.failure and outcome.failure.cause for outcome in outcomes],
        [outcome.failure and outcome.failure.message for outcome in outcomes],
    ]
    rows = [{} if line is None else rows_of(parsed(line)) for line in lines]
    lists = [_lists(table, [some.get(table.name, []) for some in rows]) for table in OF_RECORDS]
    return pa.RecordBatch.from_arrays([pa.array(column, pa.string()) for column in own] + lists, schema=batch_schema())


def table_from(table: Table, batch: pa.Table) -> pa.Table:
    """One of all tables, out of what `extract_batch` gave."""
    pa = arrow()
    if table in OF_RECORDS:
        flat = [chunk.flatten() for chunk in batch.column(table.name).chunks]
        parts = [pa.RecordBatch.from_arrays(chunk.flatten(), schema=schema_of(table)) for chunk in flat]
        return pa.Table.from_batches(parts, schema_of(table))
    chosen = batch.select(columns_for(table))
    return chosen.filter(chosen.column(1).is_valid()).rename_columns(table.names).cast(schema_of(table))


def columns_for(table: Table) -> list[str]:
    """The columns of a batch that `table_from` needs for a table."""
    if table in OF_RECORDS:
        return [table.name]
    return ["name", "record"] if table.name == "records" else ["name", "cause", "message"]


def _lists(table: Table, rows: Sequence[Sequence[Row]]) -> Any:
    pa = arrow()
    flat = [row for some in rows for row in some]
    offsets = pa.array([0, *accumulate(map(len, rows))], pa.int32())
    columns = batch_of(table, flat).columns
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(columns, fields=list(schema_of(table))))


def _column(batch: pa.RecordBatch, name: str) -> list[Any]:
    if name not in batch.schema.names:
        remedy = "say which it is with text_column and name_column (None for no names)"
        raise InputError(f"the batch has no column {name!r}, but {', '.join(batch.schema.names)}; {remedy}")
    cells: list[Any] = batch.column(name).to_pylist()
    return cells


def _job(name: Any, text: Any, choices: Choices) -> Job:
    try:
        written = text if isinstance(text, str) else ""
        source = reading.from_text(written, language=choices.language, longest=choices.max_size)
    except InputError as error:
        shown = reading.UNNAMED if name is None else str(name)
        return Job(shown, shown, error=str(error).replace(reading.UNNAMED, shown, 1))
    called = source.sha256 if name is None else str(name)
    return Job(called, called, source.sha256, Document(replace(source, path=called), "text"))
