"""Where what a run makes goes, document by document: a stream whose end puts the result in its place."""

import os
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from extractor import recordrows, replacing, writing
from extractor.csvtables import CsvTables
from extractor.errors import OutputError
from extractor.outcomes import Outcome
from extractor.reading import printable
from extractor.recordfiles import LINES
from extractor.recordrows import Row
from extractor.sqlitetables import SqliteTables

_ROWS_AT_ONCE = 10_000
"""Rows that wait for one another: enough for a row group that compresses well, few enough that memory is not theirs."""


class Sink(Protocol):
    """Takes what comes of each document, in order."""

    def __call__(self, outcome: Outcome) -> None:
        """Take one."""


class Tables(Protocol):
    """Takes rows of tables."""

    def write(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Take some rows of some tables."""


def _parquet(path: Path, stack: ExitStack) -> Tables:
    from extractor.parquettables import ParquetTables

    return ParquetTables(path, stack)


def _duckdb(path: Path, stack: ExitStack) -> Tables:
    from extractor.duckdbtables import DuckdbTables

    return DuckdbTables(path, stack)


TABLES: Mapping[str, Callable[[Path, ExitStack], Tables]] = {
    ".csv": CsvTables, ".parquet": _parquet, ".sqlite": SqliteTables, ".duckdb": _duckdb,
}  # fmt: skip
"""What the name of an output ends in that has the records as tables; the first two are folders."""
FILES = frozenset({LINES, *TABLES})
"""What it ends in for anything but a folder of records."""


def has_tables(output: Path | None) -> bool:
    """Whether the records go into tables."""
    return output is not None and output.suffix.lower() in TABLES


def see_that_it_can_hold_many(output: Path) -> None:
    """Raise `OutputError` unless many records can go to `output`: before the work, not after it."""
    ending = output.suffix.lower()
    if ending in {".csv", ".parquet"} and output.is_file():
        raise OutputError(f"{output}: is a file, and would be a folder of tables; move it, or choose another name")
    if ending in FILES or output.is_dir() or not (ending or output.exists()):
        return
    remedy = f"name a folder (one .json each) or a file that ends in {LINES}, {', '.join(TABLES)}"
    raise OutputError(f"{output}: cannot hold more than one announcement; {remedy}")


@contextmanager
def opened(output: Path | None, places: Callable[[str], str]) -> Iterator[Sink]:
    """The sink for an output: lines on standard output, a file of lines, tables, or a folder of records.

    What stood in its place before is replaced at the end, if no error ends it. `places` says where in a folder the
    record goes that has that place. Raises `OutputError` if it cannot be written.
    """
    way = _way(output, places)
    try:
        with way as sink:
            yield sink
    except BrokenPipeError:
        raise
    except (OSError, sqlite3.Error) as error:
        remedy = "make room or name another place (what was there still is)"
        problem = getattr(error, "strerror", None) or error
        raise OutputError(f"{output}: cannot be written: {problem}; {remedy}") from error


def _way(output: Path | None, places: Callable[[str], str]) -> AbstractContextManager[Sink]:
    if output is None:
        return _on_standard_output()
    if has_tables(output):
        return _into_tables(output)
    return _into_lines(output) if output.suffix.lower() == LINES else _into_folder(output, places)


@contextmanager
def _on_standard_output() -> Iterator[Sink]:
    def take(outcome: Outcome) -> None:
        if outcome.failure is None:
            sys.stdout.buffer.write(outcome.record)
            sys.stdout.buffer.flush()

    yield take


@contextmanager
def _into_lines(output: Path) -> Iterator[Sink]:
    with replacing.file_beside(output, parents=True) as temporary, temporary.open("wb") as file:

        def take(outcome: Outcome) -> None:
            if outcome.failure is None:
                file.write(outcome.record)

        yield take


@contextmanager
def _into_folder(output: Path, places: Callable[[str], str]) -> Iterator[Sink]:
    def take(outcome: Outcome) -> None:
        if outcome.failure is None:
            place = places(outcome.place)
            path = output / place
            # A link that somebody has left in the folder may lead to any file, an input too.
            if os.path.realpath(path) != os.path.join(os.path.realpath(output), place):  # noqa: PTH118
                raise OutputError(f"{printable(str(path))}: a link stands there, which is not followed; take it away")
            path.parent.mkdir(parents=True, exist_ok=True)
            writing.replace_bytes(path, outcome.record)

    yield take


@contextmanager
def _into_tables(output: Path) -> Iterator[Sink]:
    waiting: dict[str, list[Row]] = defaultdict(list)
    with ExitStack() as stack:
        made = TABLES[output.suffix.lower()](output, stack)

        def take(outcome: Outcome) -> None:
            for name, rows in rows_of(outcome).items():
                waiting[name] += rows
            if sum(map(len, waiting.values())) >= _ROWS_AT_ONCE:
                made.write(waiting)
                waiting.clear()

        yield take
        made.write(waiting)


def rows_of(outcome: Outcome) -> dict[str, list[Row]]:
    """The rows of all tables for one document."""
    if outcome.failure is not None:
        return {"failures": [(outcome.name, *outcome.failure)]}
    line = outcome.record.decode("utf-8")
    rows = recordrows.rows_of(recordrows.parsed(line))
    return {**rows, "records": [(rows["documents"][0][0], line.rstrip("\n"))]}
