"""The door to what people have: every announcement in a file, whatever its format, as a `Document`.

A file of a text format is one document; a table (`.jsonl`, `.parquet`, `.csv`) has one in each row. Extras are imported
by the format that needs them, so that a plain text costs none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor import reading
from extractor.annotations import Source
from extractor.errors import InputError
from extractor.reading import LanguageChoice

TABLES = (".jsonl", ".ndjson", ".parquet", ".csv", ".tsv")
"""What the name of a table ends in."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How documents are to be read: what a command line says about them all.

    `text_column` and `id_column` name the columns of a table; without the latter a row is known by its number, from 1.
    """

    encoding: str | None = None
    language: LanguageChoice = "auto"
    text_column: str = "text"
    id_column: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One announcement, taken out of its file and ready for the pipeline; it can be pickled.

    `source.text` is the text that spans refer to, and `source.path` names the document: the path of its file, behind it
    `#` and the identifier if it is a row. `pages` are the offsets at which the pages begin, empty where the format
    has none; `identifier` is that of the row, None for a file.
    """

    source: Source
    format: str
    identifier: str | None = None
    pages: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What the document is called, each differently."""
        return self.source.path

    @property
    def text(self) -> str:
        """The text that spans refer to."""
        return self.source.text

    def page_of(self, offset: int) -> int | None:
        """The number of the page, from 1, on which the character at `offset` stands; None without pages."""
        return sum(start <= offset for start in self.pages) or None


@dataclass(frozen=True, slots=True)
class Unread:
    """A document of a table that could not be read; the others of the table are not touched by that."""

    name: str
    identifier: str | None
    error: InputError


def is_table(path: str | Path) -> bool:
    """Whether a file has a document in each of its rows; told by its name, without a look at it."""
    return Path(path).suffix.lower() in TABLES


def read(path: str | Path, choices: Choices = Choices()) -> Document:
    """The one document of a file, or of standard input if the path is `-`.

    Raises `InputError` for what cannot be read, and for a table.
    """
    return Document(reading.read(path, encoding=choices.encoding, language=choices.language), "text")


def read_each(path: str | Path, choices: Choices = Choices()) -> Iterator[Document | Unread]:
    """All documents of a file in order, as they are asked for: one, or those of the rows of a table.

    Raises `InputError` where the file as a whole cannot be read.
    """
    yield read(path, choices)
