"""The rows of the inspection report: each unit, achievement, number, finding and rule of a document in words."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from extractor import spans, wording
from extractor.extraction import Extraction
from extractor.records import Achievement, Numeral, Unit
from extractor.rules import Rule, RuleSet

FINDINGS: Mapping[str, str] = {
    "total-mismatch": "The total does not agree",
    "category-mismatch": "The number of a category does not agree",
    "unit-not-in-summary": "A unit that the list leaves out",
    "unit-without-profile": "A unit that is nowhere described",
    "name-variants": "One unit, several names",
    "fused-names": "Two names run together",
    "unbalanced-quote": "A quotation mark without its twin",
    "repeated-passage": "A passage that stands there twice",
    "unexplained-numeral": "A number that is not explained",
    "no-header": "A category without a heading",
    "no-category": "Units without a category",
}
"""What each sort of finding is called; a sort that is not here is called by its code."""


MEASURING = frozenset({"achievement", "declared", "quantity"})
"""The roles of numbers that say how much or how many."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit: its kind, the bodies that it belongs to, its other names in the text, how many achievements it has."""

    id: str
    kind: str
    organisations: str | None
    also: tuple[str, ...]
    achievements: str


@dataclass(frozen=True, slots=True)
class AchievementRow:
    """An achievement; what the text does not state is null. `reading` is the value with what it counts."""

    id: str
    reading: str
    value: str
    kind: str
    measure: str
    level: str | None
    period: str | None
    award: str | None
    line: int


@dataclass(frozen=True, slots=True)
class NumeralRow:
    """A number of the text: its line, its reading and the part that it plays."""

    id: str
    role: str
    reading: str | None
    line: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with the words for its sort, and the line of its first place."""

    id: str
    severity: str
    title: str
    message: str
    line: int | None


@dataclass(frozen=True, slots=True)
class RuleRow:
    """Why a rule is there and where it stands; both null if the rules at hand have none of that name."""

    id: str
    why: str | None
    place: str | None


class Lines:
    """The lines of a text, asked thousands of times; they are those of `spans.line_of`."""

    def __init__(self, text: str) -> None:
        ends = (i + 1 for i, c in enumerate(text) if c == "\n" or (c == "\r" and text[i + 1 : i + 2] != "\n"))
        self._starts = [0, *ends]

    def at(self, span: spans.Extent | None) -> int:
        """The number of the line in which a span begins, from 1."""
        return bisect_right(self._starts, span[0]) if span else 1


def unit_rows(extraction: Extraction) -> tuple[UnitRow, ...]:
    """The units, in order."""
    owned = Counter(row.owner for row in extraction.achievements)
    return tuple(_unit_row(row, owned[row.id]) for row in extraction.units)


def achievement_rows(extraction: Extraction, lines: Lines) -> tuple[AchievementRow, ...]:
    """The achievements, in order."""
    return tuple(_achievement_row(row, lines) for row in extraction.achievements)


def numeral_rows(extraction: Extraction, lines: Lines) -> tuple[NumeralRow, ...]:
    """The numbers, in order; the first one is `n001`."""
    return tuple(_numeral_row(number, row, lines) for number, row in enumerate(extraction.numerals, 1))


def finding_rows(extraction: Extraction, lines: Lines) -> tuple[FindingRow, ...]:
    """The findings, the worst first and otherwise in order; `f01` is the first of the record, wherever it stands."""
    order = list(wording.SEVERITIES)
    rows = sorted(enumerate(extraction.findings, 1), key=lambda numbered: order.index(numbered[1].severity))
    return tuple(
        FindingRow(
            id=f"f{number:02}", severity=row.severity, title=FINDINGS.get(row.code, wording.label(row.code)),
            message=row.message, line=lines.at((row.spans[0].start, row.spans[0].end)) if row.spans else None,
        )
        for number, row in rows
    )  # fmt: skip


def rule_rows(extraction: Extraction, rules: RuleSet) -> tuple[RuleRow, ...]:
    """The rules that made the achievements, each once, by name."""
    known = {rule.id: rule for rule in rules.rules}
    return tuple(_rule_row(name, known.get(name)) for name in sorted({row.rule for row in extraction.achievements}))


def _unit_row(row: Unit, achievements: int) -> UnitRow:
    surfaces = dict.fromkeys(span.text.strip() for span in row.mentions)
    return UnitRow(
        id=row.id,
        kind=wording.label(row.kind),
        organisations=", ".join(body.name for body in row.organisations) or None,
        also=tuple(surface for surface in surfaces if surface.casefold() != row.name.casefold()),
        achievements=wording.counted(achievements, "achievement"),
    )


def _achievement_row(row: Achievement, lines: Lines) -> AchievementRow:
    return AchievementRow(
        id=row.id,
        reading=wording.reading(row),
        value=wording.value(row),
        kind=wording.label(row.kind),
        measure=wording.MEASURES[row.measure],
        level=wording.LEVELS[row.level] if row.level else None,
        period=wording.period(row.period) if row.period else None,
        award=wording.award(row),
        line=lines.at((row.span.start, row.span.end)),
    )


def _numeral_row(number: int, row: Numeral, lines: Lines) -> NumeralRow:
    # Only what counts or measures has thousands: nobody writes the year 2,024 or the standard 14,511.
    reading = None if row.value is None else wording.number(row.value)
    if reading is not None and row.role not in MEASURING:
        reading = reading.replace(",", "")
    return NumeralRow(f"n{number:03}", wording.ROLES[row.role], reading, lines.at((row.span.start, row.span.end)))


def _rule_row(name: str, rule: Rule | None) -> RuleRow:
    if rule is None:
        return RuleRow(name, None, None)
    # The folder of the machine that made the report is nobody's business and would differ from machine to machine.
    return RuleRow(name, rule.why, f"{'/'.join(rule.file.parts[-3:])}:{rule.line}")
