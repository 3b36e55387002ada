"""What changed between two extractions: the records gained and lost, and those that say something else, by field.

A record that only moved, because text before it grew or its id shifted, is the same record, and a reference to it
the same reference.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from extractor import pairing
from extractor.extraction import Extraction
from extractor.pairing import Ids, Pairing
from extractor.records import Achievement, Numeral, Record
from extractor.rounds import Pairs

Part = Literal["announcement", "categories", "units", "achievements", "numerals", "findings", "sections"]
Path = tuple[str | int, ...]
"""The way from a record to a part of it: `("mentions", 2)`."""

_SPAN = frozenset({"start", "end", "text"})
_PLACES = frozenset({"start", "end"})
_TOLD: Mapping[str | int, str] = {"numeral": "span", "value": "value"}
"""Fields of an achievement that say what a field of its numeral says."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What both have at one place of a record, as it is in JSON; `None` also where one has no such item."""

    path: Path
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that both have, and where it differs."""

    old: Record
    new: Record
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs in one part of a document; `changed` is in the order of the new one."""

    gained: tuple[Record, ...]
    lost: tuple[Record, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.changed)


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two extractions; `head` is what made them and from which file, which is no difference."""

    same_text: bool
    head: tuple[FieldChange, ...]
    parts: Mapping[Part, Changes]

    def __bool__(self) -> bool:
        return not self.same_text or any(self.parts.values())


@dataclass(frozen=True, slots=True)
class Document:
    """One document of two folders; what only one of them has is no match for anything, so `differences` is `None`."""

    name: str
    old: Extraction | None
    new: Extraction | None
    differences: Differences | None

    def __bool__(self) -> bool:
        return self.differences is None or bool(self.differences)


def compare_all(old: Mapping[str, Extraction], new: Mapping[str, Extraction]) -> tuple[Document, ...]:
    """Each document of either, matched and sorted by name."""
    return tuple(_document(name, old.get(name), new.get(name)) for name in sorted({*old, *new}))


def compare(old: Extraction, new: Extraction) -> Differences:
    """What the new extraction says that the old one did not, and the other way round."""
    found, placed = pairing.pair(old, new), pairing.same_text(old, new)
    achievements = _changes(
        old.achievements,
        new.achievements,
        found.achievements,
        {"owner": found.unit_ids, "part_of": found.achievement_ids},
        placed=placed,
        # From number to object, which in a table is up to the heading: whatever is edited between changes the text.
        told=lambda _: () if placed else ("span",),
    )
    parts: dict[Part, Changes] = {
        "announcement": _changes((old.announcement,), (new.announcement,), {0: 0}, {}, placed=placed),
        "categories": _changes(old.categories, new.categories, found.categories, {}, placed=placed),
        "units": _changes(old.units, new.units, found.units, {"category": found.category_ids}, placed=placed),
        "achievements": achievements,
        "numerals": _numerals(old, new, found, achievements, placed=placed),
        "findings": _changes(old.findings, new.findings, found.findings, {}, placed=placed),
        "sections": _changes(
            old.sections,
            new.sections,
            found.sections,
            {"category": found.category_ids, "unit": found.unit_ids},
            placed=placed,
        ),
    }
    return Differences(same_text=placed, head=_fields(_head(old), _head(new), placed=True), parts=parts)


def _document(name: str, old: Extraction | None, new: Extraction | None) -> Document:
    return Document(name, old, new, compare(old, new) if old is not None and new is not None else None)


def _head(extraction: Extraction) -> dict[str, Any]:
    source = extraction.source.model_dump(include={"path", "sha256", "encoding", "language"})
    return {**source, **extraction.provenance.model_dump()}


def _numerals(old: Extraction, new: Extraction, found: Pairing, achievements: Changes, *, placed: bool) -> Changes:
    """Numbers, without saying again what is said of the achievements that they became."""
    told = {
        row.old.id: [_TOLD[field.path[0]] for field in row.fields if field.path[0] in _TOLD]
        for row in achievements.changed
        if isinstance(row.old, Achievement)
    }
    numerals = _changes(
        old.numerals,
        new.numerals,
        found.numerals,
        {"achievement": found.achievement_ids},
        placed=placed,
        told=lambda row: told.get(row.achievement or "", ()),
    )
    return replace(
        numerals,
        gained=_not_of(achievements.gained, numerals.gained),
        lost=_not_of(achievements.lost, numerals.lost),
    )


def _not_of(achievements: Iterable[Record], numerals: Iterable[Record]) -> tuple[Record, ...]:
    ids = {row.id for row in achievements if isinstance(row, Achievement)}
    return tuple(row for row in numerals if not isinstance(row, Numeral) or row.achievement not in ids)


def _changes(
    old: Sequence[R],
    new: Sequence[R],
    pairs: Pairs,
    references: Mapping[str, Ids],
    *,
    placed: bool,
    told: Callable[[R], Collection[str]] = lambda _: (),
) -> Changes:
    """The changes of one part; `told` are the fields of an old record that say nothing of their own."""
    paired = set(pairs.values())
    return Changes(
        gained=tuple(row for j, row in enumerate(new) if j not in paired),
        lost=tuple(row for i, row in enumerate(old) if i not in pairs),
        changed=tuple(
            Changed(old[i], new[j], fields)
            for i, j in sorted(pairs.items(), key=lambda pair: pair[1])
            if (fields := _record_fields(old[i], new[j], references, told(old[i]), placed=placed))
        ),
    )


def _record_fields(
    old: Record, new: Record, references: Mapping[str, Ids], told: Collection[str], *, placed: bool
) -> tuple[FieldChange, ...]:
    one, other = old.model_dump(mode="json"), new.model_dump(mode="json")
    referred = [
        FieldChange((name,), one[name], other[name])
        for name, ids in references.items()
        if ids[one[name]] != other[name]
    ]
    left_out = {"id", *references, *told, *(() if placed else _PLACES)}
    own = _fields(_without(one, left_out), _without(other, left_out), placed=placed)
    order = list(one)
    return tuple(sorted((*referred, *own), key=lambda change: order.index(str(change.path[0]))))


def _without(record: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}


def _fields(old: Mapping[str, Any], new: Mapping[str, Any], *, placed: bool) -> tuple[FieldChange, ...]:
    one, other = _comparable(old, placed=placed), _comparable(new, placed=placed)
    if one == other:
        return ()
    # Imported here, for it takes its time, and most pairs are equal.
    from deepdiff import DeepDiff
    from deepdiff.helper import NotPresent

    found = DeepDiff(one, other, view="tree", ignore_order_func=_in_any_order)
    changes = [
        FieldChange(
            tuple(row.path(output_format="list")),
            None if isinstance(row.t1, NotPresent) else _at(old, row.path(output_format="list")),
            None if isinstance(row.t2, NotPresent) else _at(new, row.path(output_format="list", use_t2=True)),
        )
        for rows in found.values()
        for row in rows
        # 3 and 3.0 are one number.
        if row.t1 != row.t2
    ]
    return tuple(sorted(changes, key=_place_and_side))


def _place_and_side(change: FieldChange) -> tuple[list[tuple[bool, str | int]], bool]:
    return [(isinstance(step, str), step) for step in change.path], change.old is None


def _in_any_order(level: Any) -> bool:
    # Mentions are told apart by what they are; the bodies that contain a unit run from the inner to the outer.
    return bool(level.path(output_format="list")[:1] != ["organisations"])


def _comparable(value: Any, *, placed: bool) -> Any:
    """The value with each span as one thing: in one text where it is and what it says, else what it says."""
    if isinstance(value, Mapping):
        if value.keys() == _SPAN:
            return f"{value['start']}:{value['end']}:{value['text']}" if placed else value["text"]
        if value.keys() == _PLACES:
            return f"{value['start']}:{value['end']}" if placed else ""
        return {name: _comparable(part, placed=placed) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_comparable(part, placed=placed) for part in value]
    return value


def _at(value: Any, path: Iterable[str | int]) -> Any:
    for step in path:
        value = value[step]
    return value
