"""Records in a normal form: told in the words of the source that a twin was made from, so that equal means equal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from extractor.extraction import Extraction
from extractor.normalise import normalise
from extractor.records import INSTITUTION, Achievement, Category, Span, Unit
from rewritings import Twin

Sort = Literal["header", "category", "unit", "achievement"]


@dataclass(frozen=True, slots=True)
class Record:
    """One record: what it is, the rule that made it, and its fields. The rule is no part of what it says."""

    sort: Sort
    fields: tuple[tuple[str, object], ...]
    rule: str = field(default="", compare=False)

    @property
    def maker(self) -> str:
        """The rule of an achievement, and of others what they are."""
        return self.rule or self.sort

    def differing(self, other: Record) -> tuple[str, ...]:
        """The names of the fields in which two records of one sort differ."""
        return tuple(name for (name, one), (_, two) in zip(self.fields, other.fields, strict=True) if one != two)


def records_of(found: Extraction, twin: Twin) -> Iterator[Record]:
    """All that the reading of a twin says, but for places, numbers that nobody achieved, and findings."""
    return _Teller(found, twin).records()


class _Teller:
    """Tells the records of one reading in the words of the source."""

    def __init__(self, found: Extraction, twin: Twin) -> None:
        self.found, self.twin = found, twin
        self.text = normalise(twin.text)  # names are told with plain signs, at the same offsets
        self.categories = {row.id: self.category_name(row) for row in found.categories}
        self.units = {row.id: self.unit_name(row) for row in found.units}
        self.achievements = {row.id: row for row in found.achievements}

    def records(self) -> Iterator[Record]:
        header = self.found.announcement
        for name in ("title", "institution", "issuer"):
            span: Span | None = getattr(header, name)
            if span is not None:
                yield Record("header", ((name, self.words(span)),))
        if header.published is not None:
            yield Record("header", (("published", header.published.date),))
        if header.declared_total is not None:
            yield Record("header", (("declared_total", header.declared_total.value),))
        yield from map(self.category, self.found.categories)
        yield from map(self.unit, self.found.units)
        yield from map(self.achievement, self.found.achievements)

    def category(self, row: Category) -> Record:
        declared = row.declared.value if row.declared else None
        name = self.categories[row.id]
        return Record("category", (("name", name), ("declared", declared), ("found", row.found)))

    def unit(self, row: Unit) -> Record:
        category = None if row.category is None else self.categories[row.category]
        return Record(
            "unit",
            (
                ("name", self.units[row.id]), ("category", category), ("kind", row.kind),
                ("organisations", tuple(self.words(o.span) for o in row.organisations)),
                ("profile", row.profile is not None),
            ),
        )  # fmt: skip

    def achievement(self, row: Achievement) -> Record:
        parent = self.achievements.get(row.part_of or "")
        return Record(
            "achievement",
            (
                ("number", self.words(row.numeral) if row.numeral else None), ("value", _number(row.value)),
                ("upper", _number(row.upper)), ("comparator", row.comparator), ("unit", row.unit),
                ("measure", row.measure), ("object", self.located(row.object, row.span, row.clause)),
                ("owner", row.owner if row.owner == INSTITUTION else self.units[row.owner]), ("kind", row.kind),
                ("award", row.award and (self.located(row.award.title, row.clause), row.award.grade)),
                ("level", row.level),
                ("period", row.period and (self.words(row.period.span), row.period.start_year, row.period.end_year)),
                ("part_of", parent and (_number(parent.value), self.words(parent.numeral) if parent.numeral else None)),
                ("implied", row.implied),
            ),
            rule=row.rule,
        )  # fmt: skip

    def words(self, span: Span) -> str:
        """What the source says there, blanks aside."""
        return _plain(self.twin.back(span.start, span.end))

    def category_name(self, row: Category) -> str:
        return self.located(row.name, *row.mentions) or ""

    def unit_name(self, row: Unit) -> str:
        return self.located(row.name, *row.mentions) or ""

    def located(self, words: str | None, *spans: Span) -> str | None:
        """What the source says where `words` stand in one of the spans, their line ends aside; else they themselves."""
        if words is None:
            return None
        pattern = re.compile(r"\s*".join(map(re.escape, normalise(words).replace(" ", ""))))
        for span in spans:
            if m := pattern.search(self.text, span.start, span.end):
                return _plain(self.twin.back(*m.span()))
        return _plain(words)


def _plain(words: str) -> str:
    return re.sub(r"[\s\u200b]+", "", words).casefold()


def _number(value: float | None) -> float | None:
    # Two ways to write a number may differ in the last binary digit of what they are worth.
    return None if value is None else float(f"{value:.12g}")
