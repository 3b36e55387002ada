"""Which record of one extraction is which record of another: of the same text, or of a newer version of it.

Ids are positions and say nothing. In the same text a record is where it was; where the texts differ, names, words
and order tell. The surest signs come first.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from rapidfuzz import fuzz, utils

from extractor import spans
from extractor.extraction import Extraction
from extractor.records import INSTITUTION, Achievement, Category, Numeral, Section, Span, Unit
from extractor.rounds import Pairs, Rounds
from extractor.spans import Extent

ALIKE_NAMES = 80
"""Of 2,409 pairs of different units of one announcement in the fixtures, two are more alike."""
ALIKE_READINGS = 75
"""Of 8,898 pairs of achievements of one owner in the fixtures, one in a hundred is more alike."""
_OVERLAPPING = 1e-9
_ALL = 100

T = TypeVar("T")
Ids = Mapping[str | None, Hashable]
"""What the new records call what the old ones refer to; what stands for no record is called the same by both."""
Referring = tuple[T, Hashable]
"""A record with what it refers to, as the new records call it."""


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of each part, and how to read the references of the old records."""

    categories: Pairs
    units: Pairs
    sections: Pairs
    achievements: Pairs
    numerals: Pairs
    findings: Pairs
    category_ids: Ids
    unit_ids: Ids
    achievement_ids: Ids


def same_text(old: Extraction, new: Extraction) -> bool:
    """Whether both were read from one text, even if its file was encoded in another way."""
    text = old.source.text
    return old.source.sha256 == new.source.sha256 or (text is not None and text == new.source.text)


def pair(old: Extraction, new: Extraction) -> Pairing:
    """The records of both that are one and the same."""
    placed = same_text(old, new)
    categories = _categories(old, new, placed=placed)
    units = _units(old, new, placed=placed)
    unit_ids = _ids(old.units, new.units, units)
    achievements = _achievements(old, new, unit_ids, placed=placed)
    achievement_ids = _ids(old.achievements, new.achievements, achievements)
    return Pairing(
        categories=categories,
        units=units,
        sections=_sections(old, new, unit_ids, placed=placed),
        achievements=achievements,
        numerals=_numerals(old, new, achievement_ids, placed=placed),
        findings=_findings(old, new, placed=placed),
        category_ids=_ids(old.categories, new.categories, categories),
        unit_ids=unit_ids,
        achievement_ids=achievement_ids,
    )


def _ids(old: Sequence[_Identified], new: Sequence[_Identified], pairs: Pairs) -> Ids:
    # A tuple, which no id is: what a lost record is called can be what no new record is called.
    lost: dict[str | None, Hashable] = {row.id: ("lost", row.id) for row in old}
    return lost | {None: None, INSTITUTION: INSTITUTION} | {old[i].id: new[j].id for i, j in pairs.items()}


def _categories(old: Extraction, new: Extraction, *, placed: bool) -> Pairs:
    rounds = Rounds(old.categories, new.categories)
    rounds.by_key(lambda row: _plain(row.name))
    if placed:
        rounds.by_likeness(lambda a, b: _shared(_places(a), _places(b)), at_least=_OVERLAPPING)
    rounds.by_likeness(lambda a, b: _alike(a.name, b.name), at_least=ALIKE_NAMES)
    return rounds.pairs


def _units(old: Extraction, new: Extraction, *, placed: bool) -> Pairs:
    rounds = Rounds(old.units, new.units)
    if placed:
        # Names alone would pair the first of two branches of one name with the second, if the first is found no more.
        rounds.by_key(lambda row: (_plain(row.name), tuple(map(_extent, row.mentions))))
    rounds.by_key(lambda row: (_plain(row.name), row.kind, tuple(_plain(body.name) for body in row.organisations)))
    rounds.by_key(lambda row: (_plain(row.name), row.kind))
    rounds.by_key(lambda row: _plain(row.name))
    if placed:
        rounds.by_likeness(lambda a, b: _shared(a.mentions, b.mentions), at_least=_OVERLAPPING)
    else:
        rounds.by_likeness(_alike_units, at_least=ALIKE_NAMES)
    return rounds.pairs


def _achievements(old: Extraction, new: Extraction, unit_ids: Ids, *, placed: bool) -> Pairs:
    rounds = Rounds(
        _referring(old.achievements, lambda row: unit_ids[row.owner]),
        _referring(new.achievements, lambda row: row.owner),
    )
    if placed:
        rounds.by_key(lambda row: row[0].numeral and _extent(row[0].numeral))
        rounds.by_key(lambda row: (_extent(row[0].span), row[0].object, row[0].value) if row[0].implied else None)
        rounds.by_likeness(_overlapping_numbers, at_least=_OVERLAPPING)
        return rounds.pairs
    rounds.by_order(_said)
    rounds.by_key(_said)
    rounds.by_key(lambda row: (row[1], _written(row[0]), row[0].value, row[0].object, row[0].measure))
    rounds.by_key(lambda row: _said((row[0], None)))
    rounds.by_key(lambda row: (row[1], row[0].object, row[0].measure, row[0].kind), alone=True)
    rounds.by_likeness(_alike_readings, at_least=ALIKE_READINGS)
    return rounds.pairs


def _sections(old: Extraction, new: Extraction, unit_ids: Ids, *, placed: bool) -> Pairs:
    if placed:
        by_place = Rounds(old.sections, new.sections)
        by_place.by_key(lambda row: (row.start, row.end))
        by_place.by_likeness(lambda a, b: spans.share((a.start, a.end), (b.start, b.end)), at_least=_OVERLAPPING)
        return by_place.pairs
    rounds = Rounds(
        [(row, unit_ids[row.unit], _text_of(row, old)) for row in old.sections],
        [(row, row.unit, _text_of(row, new)) for row in new.sections],
    )
    rounds.by_order(lambda row: row[2], lambda row: (row[0].kind, row[1]))
    rounds.by_key(lambda row: row[2])
    return rounds.pairs


def _numerals(old: Extraction, new: Extraction, achievement_ids: Ids, *, placed: bool) -> Pairs:
    if placed:
        by_place = Rounds(old.numerals, new.numerals)
        by_place.by_key(lambda row: _extent(row.span))
        by_place.by_likeness(lambda a, b: spans.share(_extent(a.span), _extent(b.span)), at_least=_OVERLAPPING)
        return by_place.pairs
    rounds = Rounds(
        _referring(old.numerals, lambda row: achievement_ids[row.achievement]),
        _referring(new.numerals, lambda row: row.achievement),
    )
    rounds.by_key(lambda row: row[1])
    # A number that was edited is the one between the same neighbours, unless another reads its record by now.
    rounds.by_order(_text_and_role, lambda row: row[0].span.text, lambda row: row[0].role if row[1] is None else None)
    rounds.by_key(_text_and_role)
    return rounds.pairs


def _findings(old: Extraction, new: Extraction, *, placed: bool) -> Pairs:
    rounds = Rounds(old.findings, new.findings)
    if placed:
        rounds.by_key(lambda row: (row.code, tuple(map(_extent, row.spans))))
    rounds.by_key(lambda row: (row.code, row.message, tuple(span.text for span in row.spans)))
    rounds.by_key(lambda row: (row.code, row.message))
    rounds.by_key(lambda row: row.code, alone=True)
    return rounds.pairs


def _referring(rows: Sequence[T], reference: Callable[[T], Hashable]) -> list[Referring[T]]:
    return [(row, reference(row)) for row in rows]


def _said(row: Referring[Achievement]) -> Hashable:
    achievement, owner = row
    return owner, achievement.clause.text, _written(achievement), achievement.value, achievement.object


def _written(row: Achievement) -> str | None:
    return row.numeral.text if row.numeral else None


def _text_and_role(row: Referring[Numeral]) -> Hashable:
    return row[0].span.text, row[0].role


def _text_of(row: Section, extraction: Extraction) -> str | None:
    text = extraction.source.text
    return None if text is None else text[row.start : row.end]


def _plain(name: str) -> str:
    # A name without a letter or digit would be none at all.
    return utils.default_process(name) or name


def _alike(one: str, other: str) -> float:
    return fuzz.token_sort_ratio(_plain(one), _plain(other))


def _alike_units(one: Unit, other: Unit) -> float:
    """How alike the names are; one that says where the same kind of unit belongs is no other for it."""
    likeness = _alike(one.name, other.name)
    contained = one.kind == other.kind and fuzz.token_set_ratio(_plain(one.name), _plain(other.name)) == _ALL
    return max(likeness, ALIKE_NAMES) if contained else likeness


def _alike_readings(one: Referring[Achievement], other: Referring[Achievement]) -> float:
    (a, owner), (b, other_owner) = one, other
    if owner != other_owner or a.measure != b.measure:
        return 0
    return (fuzz.ratio(a.clause.text, b.clause.text) + fuzz.ratio(a.object or "", b.object or "")) / 2


def _overlapping_numbers(one: Referring[Achievement], other: Referring[Achievement]) -> float:
    # The stretch of a number in a table reaches up to the heading of its column, so that of others tells nothing.
    (a, _), (b, _) = one, other
    if a.numeral and b.numeral:
        return spans.share(_extent(a.numeral), _extent(b.numeral))
    return spans.share(_extent(a.span), _extent(b.span)) if a.implied and b.implied else 0


def _places(category: Category) -> list[Span]:
    return [*category.mentions, *([category.header] if category.header else [])]


def _shared(some: Iterable[Span], others: Sequence[Span]) -> float:
    """How much the two that overlap most have of each other."""
    return max((spans.share(_extent(a), _extent(b)) for a in some for b in others), default=0)


def _extent(span: Span) -> Extent:
    return span.start, span.end
