"""Tables with a document in each row, read as a stream: JSON lines, CSV and Parquet."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from extractor.errors import InputError
from extractor.formats import extras
from extractor.formats.detection import TableFormat
from extractor.reading import place_of, printable

_LONGEST_LINE = 50_000_000
"""Bytes of a row: ten times the longest announcement, so that one line without end does not fill the memory."""
_CHUNK = 1 << 20
_ROWS_AT_ONCE = 64
_DELIMITERS = ",;\t|"
_COLUMNS_SHOWN = 12

Raw = Iterator[tuple[int, Mapping[str, object] | InputError]]
"""The rows of a table with their numbers, from 1; an error where a row cannot be read but the next ones may be."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document of a table: its identifier, its text or why it has none, and the character set of the file."""

    identifier: str
    text: str | InputError
    encoding: str


def rows_of(
    file: str, kind: TableFormat, *, text_column: str, id_column: str | None, encoding: str | None
) -> Iterator[Row]:
    """The documents of a table in order. Without `id_column` a row is known by its number, in JSON lines by its line.

    Raises `InputError` for a file that is missing, no table or without these columns. A row without a text, or with the
    identifier of an earlier row, has the error as its text.
    """
    place = place_of(file)
    wanted = [text_column] if id_column is None else [text_column, id_column]
    seen: set[int] = set()
    with _opened(file) as opened:
        if kind == "parquet":
            chosen, raw = "utf-8", _parquet(opened, wanted, place)
        else:
            chosen = _encoding_of(opened, place, encoding)
            raw = _json_lines(opened, chosen, place) if kind == "jsonl" else _csv(opened, chosen, file)
        has_columns = False
        for number, row in raw:
            if isinstance(row, InputError):
                yield Row(str(number), row, chosen)
                continue
            if not has_columns:
                _see_that_it_has(wanted, row, place)
                has_columns = True
            identifier, text = _read_row(row, number, text_column, id_column, place)
            # Of each identifier the hash is kept, so that a million of them are no burden.
            if hash(identifier) in seen and isinstance(text, str):
                text = InputError(f"{place}: row {number}: an earlier row has the identifier {identifier!r}, too")
            seen.add(hash(identifier))
            yield Row(identifier, text, chosen)


def _read_row(
    row: Mapping[str, object], number: int, text_column: str, id_column: str | None, place: str
) -> tuple[str, str | InputError]:
    identifier: object = number
    if id_column is not None:
        identifier = row.get(id_column)
        if isinstance(identifier, bool) or not isinstance(identifier, str | int) or not str(identifier).strip():
            problem = f"{place}: row {number}: has no text or whole number in the column {id_column!r}"
            return str(number), InputError(f"{problem} to be known by")
    text = row.get(text_column)
    if not isinstance(text, str):
        return str(identifier), InputError(f"{place}: row {number}: has no text in the column {text_column!r}")
    return str(identifier), text


def _see_that_it_has(wanted: list[str], row: Mapping[str, object], place: str) -> None:
    names = list(filter(None, row))  # cells beyond the last column of a CSV file have no name
    options = ("--text-column", "--id-column")
    for name, option in zip(wanted, options, strict=False):
        if name not in names:
            shown = printable(", ".join(names[:_COLUMNS_SHOWN]) + (", …" if len(names) > _COLUMNS_SHOWN else ""))
            raise InputError(
                f"{place}: has no column {printable(name)!r}; its columns are {shown}: name one with {option}"
            )


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    place = place_of(file)
    try:
        with Path(file).open("rb") as opened:
            yield opened
    except FileNotFoundError:
        raise InputError(f"{place}: there is no such file; see that the path is right from {Path.cwd()}") from None
    except IsADirectoryError:
        raise InputError(f"{place}: is a folder and no table") from None
    except PermissionError:
        raise InputError(f"{place}: may not be read; give yourself permission to (chmod +r)") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{place}: cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _encoding_of(opened: IO[bytes], place: str, encoding: str | None) -> str:
    """The character set of a table: the one that is named, else UTF-8, else GB18030, whichever all of it is in."""
    names = ("utf-8-sig", "gb18030") if encoding is None else (encoding,)
    empty = True
    for name in names:
        try:
            decoder = codecs.getincrementaldecoder(name)()
            while chunk := opened.read(_CHUNK):
                empty = empty and not chunk.strip()
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        except (LookupError, ValueError):
            raise InputError(f"{place}: there is no text encoding called {printable(name)!r}; try utf-8") from None
        finally:
            opened.seek(0)
        if empty:
            raise InputError(f"{place}: is empty; give a table with rows in it")
        return name
    raise InputError(f"{place}: is neither UTF-8 nor GB18030; name its encoding with --encoding")


def _json_lines(opened: IO[bytes], encoding: str, place: str) -> Raw:
    with TextIOWrapper(opened, encoding=encoding, newline="\n") as lines:
        number = 0
        while line := lines.readline(_LONGEST_LINE + 1):
            number += 1
            if len(line) > _LONGEST_LINE:
                raise InputError(f"{place}:{number}: has more than {_LONGEST_LINE:,} characters; is it JSON lines?")
            if line.strip():
                yield number, _json_row(line, f"{place}:{number}")


def _json_row(line: str, place: str) -> dict[str, Any] | InputError:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return InputError(f"{place}: is not JSON (column {error.colno}: {error.msg})")
    except (ValueError, RecursionError):
        return InputError(f"{place}: holds numbers or lists that no row has")
    return row if isinstance(row, dict) else InputError(f"{place}: is JSON, but no object with columns")


def _csv(opened: IO[bytes], encoding: str, file: str) -> Raw:
    place = place_of(file)
    # For the whole process, as the module has it; its own limit is shorter than many an announcement.
    csv.field_size_limit(_LONGEST_LINE)
    with TextIOWrapper(opened, encoding=encoding, newline="") as lines:
        header = lines.readline(_LONGEST_LINE)
        counts = {sign: header.count(sign) for sign in _DELIMITERS}
        delimiter = "\t" if Path(file).suffix.lower() == ".tsv" else max(_DELIMITERS, key=counts.__getitem__)
        lines.seek(0)
        rows = csv.DictReader(lines, delimiter=delimiter, strict=True)
        number = 0
        while True:
            number += 1
            try:
                row = next(rows, None)
            except csv.Error as error:
                raise InputError(f"{place}:{rows.line_num}: is no CSV ({error}); mend the line") from None
            if row is None:
                return
            yield number, row


def _parquet(opened: IO[bytes], wanted: list[str], place: str) -> Raw:
    parquet = extras.need("pyarrow.parquet", extra=extras.PARQUET, place=place, what="a Parquet file")
    arrow = extras.need("pyarrow", extra=extras.PARQUET, place=place, what="a Parquet file")
    try:
        file = parquet.ParquetFile(opened)
        columns = file.schema_arrow.names
        _see_that_it_has(wanted, dict.fromkeys(columns), place)
        batches = file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=list(dict.fromkeys(wanted)))
        number = 0
        for batch in batches:
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (arrow.ArrowException, OSError) as error:
        reason = str(error).split("\n", 1)[0]
        raise InputError(f"{place}: is no Parquet file that can be read, or a damaged one ({reason})") from None
