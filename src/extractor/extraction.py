"""The whole reading of one announcement: the document that leaves the program.

An `Extraction` that exists is consistent in itself: its ids are unique, its references resolve, its spans lie in
the text and equal it. What is wrong is said with its place, all of it at once.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Literal

from pydantic import model_validator

from extractor import spans
from extractor.records import (
    INSTITUTION,
    Achievement,
    Announcement,
    Category,
    Finding,
    Numeral,
    Provenance,
    Record,
    Section,
    Source,
    Span,
    Unit,
)

Place = tuple[str | int, ...]
"""The way to a record from the document: `("units", 3, "mentions", 0)`."""


class Extraction(Record):
    """The reading of one announcement."""

    schema_version: Literal["1"] = "1"
    source: Source
    provenance: Provenance
    announcement: Announcement
    sections: tuple[Section, ...]
    categories: tuple[Category, ...]
    units: tuple[Unit, ...]
    achievements: tuple[Achievement, ...]
    numerals: tuple[Numeral, ...]
    findings: tuple[Finding, ...]

    @model_validator(mode="after")
    def _consistent(self) -> "Extraction":
        # One pass over the whole document: a Python validator a field would cost more than the reading itself.
        if problems := [problem for check in CHECKS for problem in check(self)]:
            raise ValueError("; ".join(problems))
        return self

    def _repr_html_(self) -> str:
        """How a notebook shows the reading: as the report for terminals, which needs no JavaScript and no trust."""
        # The report stands on the records, not the records on it: only who looks at one in a notebook loads rich.
        from extractor import textreport

        return textreport.html(self)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the output, as `extract schema` prints it."""
    return Extraction.model_json_schema(mode="serialization")


def placed_spans(extraction: Extraction) -> Iterator[tuple[Place, Span]]:
    """Every span of the document with its place, in the order of the document."""
    yield from _spans_of_announcement(extraction.announcement)
    for i, category in enumerate(extraction.categories):
        yield from _spans_of_category(("categories", i), category)
    for i, unit in enumerate(extraction.units):
        for j, organisation in enumerate(unit.organisations):
            yield ("units", i, "organisations", j, "span"), organisation.span
        for j, span in enumerate(unit.mentions):
            yield ("units", i, "mentions", j), span
    for i, achievement in enumerate(extraction.achievements):
        yield from _spans_of_achievement(("achievements", i), achievement)
    for i, numeral in enumerate(extraction.numerals):
        yield ("numerals", i, "span"), numeral.span
    for i, finding in enumerate(extraction.findings):
        for j, span in enumerate(finding.spans):
            yield ("findings", i, "spans", j), span


def _spans_of_announcement(announcement: Announcement) -> Iterator[tuple[Place, Span]]:
    for name in ("title", "institution", "issuer"):
        if (span := getattr(announcement, name)) is not None:
            yield ("announcement", name), span
    for name in ("published", "declared_total"):
        if (stated := getattr(announcement, name)) is not None:
            yield ("announcement", name, "span"), stated.span


def _spans_of_category(place: Place, category: Category) -> Iterator[tuple[Place, Span]]:
    if category.header is not None:
        yield (*place, "header"), category.header
    for j, span in enumerate(category.mentions):
        yield (*place, "mentions", j), span
    if category.declared is not None:
        yield (*place, "declared", "span"), category.declared.span


def _spans_of_achievement(place: Place, achievement: Achievement) -> Iterator[tuple[Place, Span]]:
    if achievement.period is not None:
        yield (*place, "period", "span"), achievement.period.span
    if achievement.numeral is not None:
        yield (*place, "numeral"), achievement.numeral
    yield (*place, "span"), achievement.span
    yield (*place, "clause"), achievement.clause


def _at(place: Place) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).removeprefix(".")


def _wrong_spans(extraction: Extraction) -> Iterator[str]:
    text, length = extraction.source.text, extraction.source.characters
    if text is not None and len(text) != length:
        yield f"source.characters: {length}, but the text has {len(text)}"
    pages = extraction.source.pages
    if pages and (pages[0] != 0 or pages[-1] > length or any(one > other for one, other in pairwise(pages))):
        yield f"source.pages: {pages} are no beginnings of pages in a text of {length} characters, in order from 0"
    for place, span in placed_spans(extraction):
        if not span.start < span.end <= length:
            yield f"{_at(place)}: {span.start}..{span.end} does not lie in the text of {length} characters"
        elif text is None:
            if span.end - span.start != len(span.text):
                yield f"{_at(place)}: {span.start}..{span.end} is not as long as its text {span.text!r}"
        elif text[span.start : span.end] != span.text:
            yield f"{_at(place)}: the text has {text[span.start : span.end]!r} where the span says {span.text!r}"


def _wrong_sections(extraction: Extraction) -> Iterator[str]:
    text, length = extraction.source.text, extraction.source.characters
    extents = [(section.start, section.end) for section in extraction.sections]
    yield from _wrong_order("sections[{}]", extents, length)
    if text is not None:
        for start, end in spans.gaps(extents, length):
            if spans.has_words(left_out := text[start:end]):
                yield f"sections: none covers {start}..{end}, {left_out.strip()[:40]!r}"
    categories, units = {row.id for row in extraction.categories}, {row.id for row in extraction.units}
    for i, section in enumerate(extraction.sections):
        if section.category is not None and section.category not in categories:
            yield f"sections[{i}].category: no category is called {section.category!r}"
        if section.unit is not None and section.unit not in units:
            yield f"sections[{i}].unit: no unit is called {section.unit!r}"


def _wrong_units(extraction: Extraction) -> Iterator[str]:
    yield from _wrong_ids("categories", [row.id for row in extraction.categories])
    yield from _wrong_ids("units", [row.id for row in extraction.units])
    found = Counter(unit.category for unit in extraction.units)
    for i, category in enumerate(extraction.categories):
        if category.found != found.pop(category.id, 0):
            yield f"categories[{i}].found: {category.found}, but another number of units has category {category.id!r}"
    found.pop(None, None)
    yield from (f"units: no category is called {name!r}" for name in found)
    for i, unit in enumerate(extraction.units):
        if unit.id == INSTITUTION:
            yield f"units[{i}].id: {INSTITUTION!r} is kept for what no unit owns"
        if unit.profile is not None and not unit.profile.start < unit.profile.end <= extraction.source.characters:
            yield f"units[{i}].profile: {unit.profile.start}..{unit.profile.end} does not lie in the text"


def _wrong_achievements(extraction: Extraction) -> Iterator[str]:
    rows = {row.id: row for row in extraction.achievements}
    owners = {INSTITUTION, *(unit.id for unit in extraction.units)}
    became = {row.achievement: row.span for row in extraction.numerals if row.achievement is not None}
    yield from _wrong_ids("achievements", [row.id for row in extraction.achievements])
    for i, row in enumerate(extraction.achievements):
        if row.owner not in owners:
            yield f"achievements[{i}].owner: no unit is called {row.owner!r}"
        if row.upper is not None and row.upper < row.value:
            yield f"achievements[{i}].upper: {row.upper} is less than the value, {row.value}"
        if row.part_of is not None and row.part_of not in rows:
            yield f"achievements[{i}].part_of: no achievement is called {row.part_of!r}"
        elif _is_part_of_itself(row, rows):
            yield f"achievements[{i}].part_of: {row.id!r} is part of itself"
        if row.implied is not (row.numeral is None):
            yield f"achievements[{i}].implied: {row.implied}, which the numeral must agree with: null only if implied"
        if row.numeral != became.get(row.id):
            yield f"achievements[{i}].numeral: not the one of the numerals that became {row.id!r}"


def _wrong_numerals(extraction: Extraction) -> Iterator[str]:
    extents = [(row.span.start, row.span.end) for row in extraction.numerals]
    yield from _wrong_order("numerals[{}].span", extents, extraction.source.characters)
    achievements = {row.id for row in extraction.achievements}
    for i, row in enumerate(extraction.numerals):
        if (row.role == "achievement") is not (row.achievement is not None):
            yield f"numerals[{i}].achievement: {row.achievement!r} does not agree with the role {row.role!r}"
        elif row.achievement is not None and row.achievement not in achievements:
            yield f"numerals[{i}].achievement: no achievement is called {row.achievement!r}"
    yield from _wrong_ids("numerals: achievement", [row.achievement for row in extraction.numerals if row.achievement])


CHECKS: tuple[Callable[[Extraction], Iterator[str]], ...] = (
    _wrong_spans,
    _wrong_sections,
    _wrong_units,
    _wrong_achievements,
    _wrong_numerals,
)


def _wrong_ids(place: str, ids: Sequence[str]) -> Iterator[str]:
    if len(set(ids)) < len(ids):
        yield from (f"{place}: {name!r} occurs {n} times" for name, n in Counter(ids).items() if n > 1)


def _wrong_order(place: str, extents: Sequence[spans.Extent], length: int) -> Iterator[str]:
    at = 0
    for i, (start, end) in enumerate(extents):
        if start < at:
            yield f"{place.format(i)}: begins at {start}, before the one in front of it ends"
        elif not start < end <= length:
            yield f"{place.format(i)}: {start}..{end} does not lie in the text of {length} characters"
        at = max(at, end)


def _is_part_of_itself(row: Achievement, rows: dict[str, Achievement]) -> bool:
    seen = {row.id}
    parent = row.part_of
    while parent is not None and parent in rows:
        if parent in seen:
            return parent == row.id
        seen.add(parent)
        parent = rows[parent].part_of
    return False
