"""The differences in words, before they have a form: what was gained, lost and changed in which document.

Each piece of text in it is one line that steers no terminal; what a form reads as its own markup, that form has to
escape.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from extractor.changedwords import Pieces, pieces
from extractor.differences import Changes, Differences, Document, FieldChange, Part
from extractor.extraction import Extraction
from extractor.pairing import same_text
from extractor.recordwords import Words, field_name
from extractor.wording import counted, one_line

Kind = Literal["gained", "lost", "changed"]

PARTS: Mapping[Part, str] = {
    "announcement": "The announcement", "categories": "Categories", "units": "Units", "achievements": "Achievements",
    "numerals": "Numbers", "findings": "Findings", "sections": "Sections of the text",
}  # fmt: skip

SIGNS: Mapping[Kind, str] = {"gained": "+", "lost": "-", "changed": "~"}

_ONLY_THE_TEXT = "no record differs, but the source text does"
_FACTS = ("read from", "encoding", "language", "version", "rules")
_DIGITS_OF_A_DIGEST = 8


@dataclass(frozen=True, slots=True)
class Field:
    """A field by what it is called, and the value that each record has there."""

    name: str
    old: Pieces
    new: Pieces


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that was gained, lost or changed, the clause that one without a pair was read from, and its fields."""

    kind: Kind
    words: str
    quote: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """The entries of one part of a document."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class DocumentInWords:
    """A document that differs: how much, what made its two extractions, and the records that do."""

    name: str
    kind: Kind
    extent: str
    facts: tuple[str, ...]
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class DifferencesInWords:
    """The documents that differ, and what all of them come to."""

    documents: tuple[DocumentInWords, ...]
    closing: str


def in_words(documents: Sequence[Document]) -> DifferencesInWords:
    """What differs, document by document, in the order that they have."""
    return DifferencesInWords(tuple(_document(row) for row in documents if row), _closing(documents))


def _document(document: Document) -> DocumentInWords:
    name, old, new, found = one_line(document.name), document.old, document.new, document.differences
    if old is not None and new is not None and found is not None:
        extent = _extent(found.parts.values()) or _ONLY_THE_TEXT
        return DocumentInWords(name, "changed", extent, tuple(_facts(old, new)), tuple(_chapters(old, new, found)))
    return DocumentInWords(name, _kind(document), " ".join(_holding(only) for only in (old, new) if only), (), ())


def _kind(document: Document) -> Kind:
    if document.old is None:
        return "gained"
    return "lost" if document.new is None else "changed"


def _holding(extraction: Extraction) -> str:
    units, achievements = len(extraction.units), len(extraction.achievements)
    return f"{counted(units, 'unit')}, {counted(achievements, 'achievement')}"


def _extent(parts: Iterable[Changes]) -> str:
    """How many records were gained, lost and changed: `2 gained, 1 lost, 3 changed`; nothing if none was."""
    counts: Counter[Kind] = Counter()
    for changes in parts:
        counts.update(gained=len(changes.gained), lost=len(changes.lost), changed=len(changes.changed))
    return ", ".join(f"{counts[kind]:,} {kind}" for kind in SIGNS) if counts.total() else ""


def _facts(old: Extraction, new: Extraction) -> Iterator[str]:
    """What made the two extractions, where it is not the same."""
    if not same_text(old, new):
        yield "the source text differs"
    elif old.source.sha256 != new.source.sha256:
        yield "the source files differ, their text does not"
    for name, one, other in zip(_FACTS, _made_by(old), _made_by(new), strict=True):
        if one != other:
            yield one_line(f"{name}: {one} → {other}")


def _made_by(extraction: Extraction) -> tuple[str, ...]:
    source, provenance = extraction.source, extraction.provenance
    rules = [f"{row.name} {row.version} ({row.sha256[:_DIGITS_OF_A_DIGEST]})" for row in provenance.rules]
    return source.path, source.encoding, source.language, provenance.version, ", ".join(rules) or "none"


def _chapters(old: Extraction, new: Extraction, differences: Differences) -> Iterator[Chapter]:
    words = Words(old), Words(new)
    for part, changes in differences.parts.items():
        if changes:
            yield Chapter(PARTS[part], tuple(_entries(part, changes, *words)))


def _entries(part: Part, changes: Changes, old: Words, new: Words) -> Iterator[Entry]:
    yield from (Entry("gained", new.line(row), new.quote(row)) for row in changes.gained)
    yield from (Entry("lost", old.line(row), old.quote(row)) for row in changes.lost)
    for row in changes.changed:
        fields = tuple(_field(part, change, old, new) for change in row.fields)
        yield Entry("changed", new.line(row.new), fields=fields)


def _field(part: Part, change: FieldChange, old: Words, new: Words) -> Field:
    # Of two quotes that read the same, and of one that stands alone, it is the place that tells something.
    placed = change.old is None or change.new is None or _quote(change.old) == _quote(change.new)
    one = old.value(part, change.path, change.old, placed=placed)
    other = new.value(part, change.path, change.new, placed=placed)
    return Field(field_name(part, change.path), *pieces(one, other))


def _quote(value: Any) -> str | None:
    return value.get("text") if isinstance(value, Mapping) else None


def _closing(documents: Sequence[Document]) -> str:
    compared = [row.differences for row in documents if row.differences is not None]
    differing = sum(map(bool, compared))
    many = len(documents) > 1
    said = []
    if differing:
        extent = _extent(changes for row in compared for changes in row.parts.values()) or _ONLY_THE_TEXT
        said.append(f"{extent} in {differing:,} of {counted(len(compared), 'document')}" if many else extent)
    alone = Counter(_kind(row) for row in documents if row.differences is None)
    said += [f"{counted(alone[kind], 'document')} {kind}" for kind in SIGNS if alone[kind]]
    return "; ".join(said) or (f"no difference in {counted(len(documents), 'document')}" if many else "no difference")
