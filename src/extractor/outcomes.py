"""What came of one document of many: its record as it will be written, or why there is none."""

import re
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from extractor.extraction import Extraction

_PARENTHESIS = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)")
_FIGURE = re.compile(r"(?<![\w-])\d[\d,.]*(?<!,)")
_QUICKEST = 1
"""The level of compression: a record becomes a fifth of its size in half the time that writing it as JSON takes."""


class Counts(NamedTuple):
    """What the closing words of a run need to know of one record, so that nobody has to parse it again."""

    units: int
    achievements: int
    numerals: int
    explained: int
    errors: int
    warnings: int
    notes: int
    first_error: str | None
    """The message of its first finding of severity `error`."""
    first_unexplained: str | None
    """Its first number that no rule explains, with its place: `'12' at character 7`."""


class Failure(NamedTuple):
    """Why a document could not be read; `cause` is in the same words for all documents with which it was the same."""

    cause: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document: either `failure`, or `packed`, `sha256` and `counts`. It can be pickled.

    `packed` is the record, compressed; `sha256` the digest of what was read.
    """

    name: str
    place: str
    packed: bytes = b""
    sha256: str = ""
    counts: Counts | None = None
    failure: Failure | None = None

    @property
    def record(self) -> bytes:
        """The record as it is written, in UTF-8 and with the newline at its end; only of what was read."""
        return zlib.decompress(self.packed)


def packed(record: str) -> bytes:
    """A record as an `Outcome` carries it."""
    return zlib.compress(record.encode("utf-8"), _QUICKEST)


def counts_of(extraction: Extraction) -> Counts:
    """The counts of one record."""
    severities = Counter(row.severity for row in extraction.findings)
    unread = [row.span for row in extraction.numerals if row.role == "unexplained"]
    return Counts(
        units=len(extraction.units),
        achievements=len(extraction.achievements),
        numerals=len(extraction.numerals),
        explained=len(extraction.numerals) - len(unread),
        errors=severities["error"],
        warnings=severities["warning"],
        notes=severities["info"],
        first_error=next((row.message for row in extraction.findings if row.severity == "error"), None),
        first_unexplained=f"{unread[0].text!r} at character {unread[0].start}" if unread else None,
    )


def failure_of(message: str, *, name: str) -> Failure:
    """The failure that a message tells of, as `place: what is wrong; what to do about it`.

    Its cause is what is wrong, without the place, without what stands in parentheses and with … for each figure.
    """
    # The place may go on behind the name: with a line, a page or a character.
    problem = message.removeprefix(name).partition(": ")[2] if message.startswith(name) else message
    problem = problem.split(";", 1)[0]
    return Failure(_FIGURE.sub("…", _PARENTHESIS.sub("", problem)), message)
