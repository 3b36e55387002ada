"""The door to what people have: every announcement in a file, whatever its format, as a `Document`.

A file of a document format is one document; a table (`.jsonl`, `.parquet`, `.csv`) has one in each row. What a format
needs is imported when a file has it, so that a plain text costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from extractor import reading
from extractor.errors import InputError
from extractor.formats import detection
from extractor.formats.detection import Format, TableFormat
from extractor.formats.sourcetext import SourceText

if TYPE_CHECKING:
    from extractor.annotations import Source
    from extractor.reading import LanguageChoice

ENDINGS = tuple(detection.ENDINGS)
"""What the name of a file that is one document ends in."""
TABLES = tuple(detection.TABLE_ENDINGS)
"""What the name of a table ends in."""
TEXT_COLUMN = "text"
"""The column of a table that holds the texts where no other is named."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How documents are to be read: what a command line says about them all.

    `text_column` and `id_column` name the columns of a table; without the latter a row is known by its number, from 1.
    `max_size` is how many characters one may have, `time_limit` how many seconds its reading may take, None for as many
    as its length is granted.
    """

    encoding: str | None = None
    language: LanguageChoice = "auto"
    text_column: str = TEXT_COLUMN
    id_column: str | None = None
    max_size: int = reading.LONGEST
    time_limit: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One announcement, taken out of its file and ready for the pipeline; it can be pickled.

    `source.text` is the text that spans refer to, and `source.path` names the document: the path of its file, behind it
    `#` and the identifier if it is a row; `identifier` is that of the row, None for a file.
    """

    source: Source
    format: Format | TableFormat
    identifier: str | None = None

    @property
    def name(self) -> str:
        """What the document is called, each differently."""
        return self.source.path

    @property
    def text(self) -> str:
        """The text that spans refer to."""
        return self.source.text

    @property
    def pages(self) -> tuple[int, ...]:
        """The offsets at which the pages begin, empty where the format has none."""
        return self.source.pages

    def page_of(self, offset: int) -> int | None:
        """The number of the page, from 1, on which the character at `offset` stands; None without pages."""
        return bisect_right(self.pages, offset) or None


@dataclass(frozen=True, slots=True)
class Unread:
    """A document of a table that could not be read; the others of the table are not touched by that."""

    name: str
    identifier: str | None
    error: InputError


def is_table(path: str | Path) -> bool:
    """Whether a file has a document in each of its rows; told by its name, without a look at it."""
    return PurePath(path).suffix.lower() in detection.TABLE_ENDINGS


def read(path: str | Path, choices: Choices = Choices()) -> Document:
    """The one document of a file, of standard input if the path is `-`, or of a row that is named `FILE#IDENTIFIER`.

    Raises `InputError` for what cannot be read, and for a whole table.
    """
    name = str(path)
    file, sign, identifier = _in_table(name)
    if sign and not Path(name).exists():
        return _row(file, identifier, choices)
    if is_table(name):
        raise InputError(f"{reading.place_of(name)}: is a table with many documents; name one row as {name}#ROW")
    data = reading.bytes_of(name)
    place = reading.place_of(name)
    kind = detection.format_of(data, name, place=place)
    found = _text_of(data, kind, place=place, choices=choices)
    reading.see_that_it_is_text(found.text, place=place, longest=choices.max_size)
    source = reading.source_of(
        name, data, found.text, encoding=found.encoding, language=choices.language, pages=found.pages
    )
    return Document(source, kind)


def read_each(path: str | Path, choices: Choices = Choices()) -> Iterator[Document | Unread]:
    """All documents of a file in order, as they are asked for: one, or those of the rows of a table.

    Raises `InputError` where the file as a whole cannot be read.
    """
    if is_table(path):
        yield from _rows(str(path), choices)
    else:
        yield read(path, choices)


def _text_of(data: bytes, kind: Format, *, place: str, choices: Choices) -> SourceText:
    if kind == "html":
        from extractor.formats import htmlpage

        return htmlpage.read(data, place=place, encoding=choices.encoding)
    if kind == "docx":
        from extractor.formats import wordfile

        return wordfile.read(data, place=place)
    if kind == "pdf":
        from extractor.formats import pdffile

        return pdffile.read(data, place=place)
    return SourceText(*reading.decode(data, place=place, encoding=choices.encoding, longest=choices.max_size))


def _in_table(name: str) -> tuple[str, str, str]:
    """The table, `#` and the identifier that a row is named by; the last two empty for the name of anything else."""
    for sign in re.finditer("#", name):
        if is_table(name[: sign.start()]):
            return name[: sign.start()], "#", name[sign.end() :]
    return name, "", ""


def _row(file: str, identifier: str, choices: Choices) -> Document:
    """The first row of that identifier."""
    for row in _rows(file, choices):
        if row.identifier == identifier:
            if isinstance(row, Unread):
                raise row.error
            return row
    column = "number" if choices.id_column is None else choices.id_column
    raise InputError(f"{reading.place_of(file)}: no row has the {column} {reading.printable(identifier)!r}")


def _rows(file: str, choices: Choices) -> Iterator[Document | Unread]:
    from extractor.formats import tablerows

    kind = detection.TABLE_ENDINGS[PurePath(file).suffix.lower()]
    rows = tablerows.rows_of(
        file, kind, text_column=choices.text_column, id_column=choices.id_column, encoding=choices.encoding
    )
    for row in rows:
        name = f"{file}#{row.identifier}"
        try:
            if isinstance(row.text, InputError):
                raise row.text
            data = reading.see_that_it_is_text(row.text, place=reading.printable(name), longest=choices.max_size)
        except InputError as error:
            yield Unread(name, row.identifier, error)
            continue
        source = reading.source_of(name, data, row.text, encoding=row.encoding, language=choices.language)
        yield Document(source, kind, identifier=row.identifier)
