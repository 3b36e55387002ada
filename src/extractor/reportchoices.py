"""What a reader of the inspection report can choose from: the filters, and the select boxes of the correcting form."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from extractor import wording
from extractor.extraction import Extraction
from extractor.records import Comparator

Word = TypeVar("Word", bound=str)
Choice = tuple[str, str]
"""A value of the record with its words."""

COMPARATORS: Mapping[Comparator, str] = {**wording.BOUNDS, "=": "exactly"}
"""The bounds where one has to be chosen, so that an exact number has a word as well."""

KINDS = ("award", "commendation", "competition", "course", "funding", "honour", "membership", "patent", "platform",
         "project", "publication", "rank", "talent", "other")  # fmt: skip
"""The kinds of achievement that the record contract names; a rule pack may add some."""

UNIT_KINDS = ("centre", "college", "course", "department", "enterprise", "hospital", "journal", "laboratory", "museum",
              "party-branch", "party-committee", "person", "programme", "project", "school", "studio", "team",
              "university", "village", "other")  # fmt: skip
"""The kinds of unit that the record contract names; a rule pack may add some."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Every value that a correction may give to a field."""

    owners: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    roles: tuple[Choice, ...]
    measures: tuple[Choice, ...]
    comparators: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    unit_kinds: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """The values that occur, each with its words and how many rows have it."""

    kind: tuple[tuple[str, str, int], ...]
    unit: tuple[tuple[str, str, int], ...]
    level: tuple[tuple[str, str, int], ...]
    bound: tuple[tuple[str, str, int], ...]
    role: tuple[tuple[str, str, int], ...]


def choices(extraction: Extraction) -> Choices:
    """What a correction of this document can choose from."""
    return Choices(
        owners=tuple(wording.owners(extraction).items()),
        categories=tuple((row.id, row.name) for row in extraction.categories),
        roles=tuple(wording.ROLES.items()),
        measures=tuple(wording.MEASURES.items()),
        comparators=tuple(COMPARATORS.items()),
        kinds=_kinds(KINDS, (row.kind for row in extraction.achievements)),
        unit_kinds=_kinds(UNIT_KINDS, (row.kind for row in extraction.units)),
    )


def filters(extraction: Extraction) -> Filters:
    """What the rows of this document can be filtered by."""
    rows = extraction.achievements
    kinds = {row.kind: wording.label(row.kind) for row in rows}
    return Filters(
        kind=_occurring(dict(sorted(kinds.items())), (row.kind for row in rows)),
        unit=_occurring(wording.owners(extraction), (row.owner for row in rows)),
        level=_occurring(wording.LEVELS, (row.level for row in rows)),
        bound=_occurring(COMPARATORS, (row.comparator for row in rows)),
        role=_occurring(wording.ROLES, (row.role for row in extraction.numerals)),
    )


def _kinds(known: tuple[str, ...], present: Iterable[str]) -> tuple[Choice, ...]:
    return tuple((slug, wording.label(slug)) for slug in dict.fromkeys((*known, *present)))


def _occurring(words: Mapping[Word, str], values: Iterable[str | None]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(values)
    return tuple((value, name, counts[value]) for value, name in words.items() if counts[value])
