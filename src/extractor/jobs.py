"""The documents that a run has to read, one after the other: a file each, or a row of a table each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor import documents
from extractor.documents import Choices, Document, Unread
from extractor.errors import InputError
from extractor.inputs import Input
from extractor.reading import STANDARD_INPUT

_NOT_IN_A_NAME = re.compile(r"[%/\\\0]|^\.")


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be read; `document` is there if it had to be taken out of a table already, `error` if in vain.

    `name` tells it from all others of the run, `place` is where its record goes in a folder of records. `stamp` is
    equal as long as the document has not changed: of a file its size and time, of a row the digest of its text. It is
    empty where nobody knows.
    """

    name: str
    place: str
    stamp: str = ""
    document: Document | None = None
    error: str | None = None


def jobs_of(inputs: Iterable[Input], choices: Choices) -> Iterator[Job]:
    """All documents of the inputs in order, as they are asked for; a table that breaks off ends with its error."""
    for entry in inputs:
        if entry.path != STANDARD_INPUT and not documents.is_table(entry.path):
            yield Job(entry.path, entry.place, _stamp(entry.path))
            continue
        try:
            for row in documents.read_each(entry.path, choices):
                yield _of_row(row, entry)
        except InputError as error:
            yield Job(entry.path, entry.place, error=str(error))


def _of_row(row: Document | Unread, entry: Input) -> Job:
    place = entry.place
    if row.identifier is not None:
        place = f"{place}/{_as_name(row.identifier)}"
    if isinstance(row, Unread):
        return Job(row.name, place, error=str(row.error))
    return Job(row.name, place, row.source.sha256, row)


def _as_name(identifier: str) -> str:
    """An identifier as the name of a file: no two share one, and none leads out of the folder."""
    return _NOT_IN_A_NAME.sub(lambda found: f"%{ord(found[0]):02X}", identifier) or "%"


def _stamp(path: str) -> str:
    try:
        state = Path(path).stat()
    except (OSError, ValueError):
        return ""  # Reading it says what is wrong.
    return f"{state.st_size} {state.st_mtime_ns}"
