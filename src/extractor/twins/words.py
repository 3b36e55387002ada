"""What differs between a text and its translation in words and places, before it has a form.

Each piece of text in it is one line that steers no terminal; what a form reads as its own markup, that form has to
escape.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from extractor import spans
from extractor.records import Severity, Span
from extractor.twins.findings import Difference
from extractor.twins.holding import Held
from extractor.twins.sides import Side
from extractor.twins.slips import Code
from extractor.wording import SEVERITIES, counted, one_line

TITLES: Mapping[Code, str] = {
    "value-scale": "Another order of magnitude", "digits-transposed": "Digits in another order",
    "value-differs": "Another number", "declared-differs": "Another announced number", "date-differs": "Another date",
    "point-percent": "Percentage points and per cent", "bound-lost": "A bound is lost",
    "bound-added": "A bound is added", "bound-changed": "Another bound", "upper-lost": "The upper end is lost",
    "upper-added": "An upper end is added", "measure-changed": "Another measure",
    "direction-changed": "A rise for a fall", "grade-changed": "Another grade", "number-lost": "A number is lost",
    "number-added": "A number is added", "unit-lost": "A unit is lost", "unit-added": "A unit is added",
    "owner-changed": "A figure of another unit", "term-varies": "One term, several renderings",
}  # fmt: skip
"""What each sort of difference is called."""

_CONTEXT = {"zh": 14, "en": 36}
"""Characters of the text on either side of a place."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a text by its characters and its line, with a few words around it."""

    start: int
    end: int
    line: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A difference with its places in both texts."""

    code: Code
    severity: Severity
    title: str
    message: str
    chinese: tuple[Place, ...]
    english: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class HeldInWords:
    """Two texts by name, how much of one was found in the other, what differs, and what that comes to."""

    chinese: str
    english: str
    facts: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    closing: str


def in_words(held: Held) -> HeldInWords:
    """Everything that a reader is told."""
    return HeldInWords(
        chinese=_name(held.chinese),
        english=_name(held.english),
        facts=_facts(held),
        entries=tuple(_entry(held, row) for row in held.differences),
        closing=_closing(held.differences),
    )


def _name(side: Side) -> str:
    path = side.extraction.source.path
    return one_line(PurePath(path).name or path)


def _facts(held: Held) -> tuple[tuple[str, str], ...]:
    """How many numbers, units and categories each text has, and how many of them were found to be the same."""
    one, other = held.chinese, held.english
    rows = (
        ("numbers", len(one.figures), len(other.figures), len(held.numbers)),
        ("units", len(one.extraction.units), len(other.extraction.units), len(held.units.pairs)),
    )
    said = [(name, f"{a:,} in Chinese, {b:,} in English, {same:,} aligned") for name, a, b, same in rows]
    categories = len(one.extraction.categories), len(other.extraction.categories)
    return (*said, ("categories", f"{categories[0]:,} in Chinese, {categories[1]:,} in English"))


def _entry(held: Held, row: Difference) -> Entry:
    return Entry(
        code=row.code,
        severity=row.severity,
        title=TITLES[row.code],
        message=one_line(row.message),
        chinese=_places(held.chinese, row.chinese),
        english=_places(held.english, row.english),
    )


def _places(side: Side, rows: Sequence[Span]) -> tuple[Place, ...]:
    text, reach = side.text, _CONTEXT[side.extraction.source.language]
    return tuple(
        Place(
            start=span.start,
            end=span.end,
            line=spans.line_of(text, span.start),
            before=_inside(text[max(span.start - reach, 0) : span.start].split("\n")[-1]),
            text=one_line(span.text),
            after=_inside(text[span.end : span.end + reach].split("\n", maxsplit=1)[0]),
        )
        for span in rows
    )


def _inside(text: str) -> str:
    """Words around a place as one line, with the blank that parts them from it."""
    said = one_line(text)
    return f"{' ' * text[:1].isspace()}{said}{' ' * text[-1:].isspace()}" if said else ""


def _closing(differences: Sequence[Difference]) -> str:
    if not differences:
        return "nothing differs"
    severities = Counter(row.severity for row in differences)
    by_severity = [counted(severities[name], word) for name, word in SEVERITIES.items() if severities[name]]
    return f"{counted(len(differences), 'difference')}: {', '.join(by_severity)}"
