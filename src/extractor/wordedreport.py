"""The report in words, before it has a form: who was selected and what they achieved, findings, and all numbers.

The forms (`textreport`, `markdownreport`) and the summary only lay it out. Each piece of text in it is one line that
steers no terminal; what a form reads as its own markup, that form has to escape.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor import wording
from extractor.extraction import Extraction
from extractor.records import INSTITUTION, Achievement, Finding, Severity, Unit
from extractor.wording import counted, one_line

DEEPEST = 4
"""Parts of parts are indented up to here and no further: no announcement goes deeper, and a page has no room for it."""
OWN = "the institution itself"
"""What stands over the achievements that no unit has."""
EXAMPLES = 6
"""How many of the numbers of one role are shown as they are written."""

_NAMELESS = "without a name"
_UNSEEN = regex.compile(r"[\s\p{Default_Ignorable_Code_Point}]*")
"""What leaves no mark on a screen: word joiners, zero-width spaces, a mark of byte order in the middle of a text."""
_LANGUAGES = {"en": "English", "zh": "Chinese"}
_SEVERITIES = tuple(wording.SEVERITIES)
_NEWLINE = re.compile(r"\r\n?|\n")

LineOf = Callable[[int], int | None]
"""The number of the line that an offset lies in; of a reading without its text no lines are known."""


@dataclass(frozen=True, slots=True)
class Line:
    """One achievement; `depth` is 0, or one more than that of the line further up that it is a part of."""

    depth: int
    reading: str
    details: tuple[str, ...]
    line: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit and what it achieved."""

    name: str
    details: tuple[str, ...]
    line: int | None
    achievements: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One category and its units; `declared` is how many units the text says it has."""

    name: str
    declared: int | None
    units: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding."""

    code: str
    severity: Severity
    message: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """How many numbers play one part in the text, and the first of them as they are written, each once."""

    part: str
    count: int
    examples: tuple[str, ...]
    explained: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The whole reading; `facts` are its key figures with what they are called, `own` is what no unit achieved."""

    title: str
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    own: tuple[Line, ...]
    remarks: tuple[Remark, ...]
    figures: tuple[Figure, ...]


def report(extraction: Extraction) -> Report:
    """The reading in words, in the order of the records."""
    line_of = _line_of(extraction.source.text)
    rows: dict[str, list[Achievement]] = {}
    for row in extraction.achievements:
        rows.setdefault(row.owner, []).append(row)
    lines = {owner: tuple(_lines(owned, line_of)) for owner, owned in rows.items()}
    named = extraction.announcement.title or extraction.announcement.institution
    return Report(
        title=one_line(named.text if named else extraction.source.path),
        facts=tuple(_facts(extraction)),
        chapters=tuple(_chapters(extraction, lines, line_of)),
        own=lines.get(INSTITUTION, ()),
        remarks=tuple(_remark(row, line_of) for row in extraction.findings),
        figures=tuple(_figures(extraction)),
    )


def selected(chapter: Chapter) -> str:
    """How many units a category has, of how many the text says it has: `3 units`, `8 of 9 units`."""
    if chapter.declared is None:
        return counted(len(chapter.units), "unit")
    return f"{len(chapter.units):,} of {counted(chapter.declared, 'unit')}"


def where(line: int | None, *, known: int | None = None) -> str:
    """A place in the text as a reader is told it; nothing where there is none, or where it is `known` already.

    Most achievements stand in one paragraph with their unit: to say its line each time would be noise.
    """
    return "" if line is None or line == known else f"line {line}"


def worst_first(remarks: Iterable[Remark]) -> list[Remark]:
    """The findings by severity, those of one severity in the order of the records."""
    return sorted(remarks, key=lambda row: _SEVERITIES.index(row.severity))


def _facts(extraction: Extraction) -> Iterator[tuple[str, str]]:
    announcement, source = extraction.announcement, extraction.source
    if announcement.institution is not None:
        yield "Institution", one_line(announcement.institution.text)
    if announcement.issuer is not None:
        yield "Issued by", one_line(announcement.issuer.text)
    if announcement.published is not None:
        yield "Published", announcement.published.date.isoformat()
    yield "Read from", f"{one_line(source.path)}, {_LANGUAGES[source.language]}"
    yield "Units", _units(extraction)
    yield "Achievements", f"{len(extraction.achievements):,}"
    explained = sum(row.role != "unexplained" for row in extraction.numerals)
    yield "Numbers", f"{explained:,} of {len(extraction.numerals):,} explained"
    severities = Counter(row.severity for row in extraction.findings)
    found = [counted(severities[name], word) for name, word in wording.SEVERITIES.items() if severities[name]]
    yield "Findings", ", ".join(found) or "none"


def _units(extraction: Extraction) -> str:
    found, declared = len(extraction.units), extraction.announcement.declared_total
    if declared is None:
        return f"{found:,}; the text does not say how many there are"
    if declared.value == found:
        return f"{found:,}, as many as the text says"
    return f"{found:,}, but the text says {declared.value:,}"


def _chapters(extraction: Extraction, lines: dict[str, tuple[Line, ...]], line_of: LineOf) -> Iterator[Chapter]:
    institution = extraction.announcement.institution
    entries: dict[str | None, list[Entry]] = {}
    for unit in extraction.units:
        place = unit.profile or next(iter(unit.mentions), None)
        entry = Entry(
            name=_name(unit.name),
            details=tuple(_unit_details(unit, institution.text if institution else "")),
            line=line_of(place.start) if place else None,
            achievements=lines.get(unit.id, ()),
        )
        entries.setdefault(unit.category, []).append(entry)
    for row in extraction.categories:
        declared = row.declared.value if row.declared else None
        yield Chapter(_name(row.name), declared, tuple(entries.get(row.id, ())))
    if None in entries:
        yield Chapter("no category", None, tuple(entries[None]))


def _name(text: str) -> str:
    """A name on one line; that there is none is said also where there is one that nobody sees."""
    name = one_line(text)
    return _NAMELESS if _UNSEEN.fullmatch(name) else name


def _unit_details(unit: Unit, institution: str) -> Iterator[str]:
    if unit.kind != "other":
        yield one_line(wording.label(unit.kind))
    for organisation in unit.organisations:
        # Many a name says where the unit belongs, and that it is a part of the institution goes without saying.
        if organisation.name != institution and not _says(unit.name, organisation.name):
            yield one_line(organisation.name)


def _lines(rows: Sequence[Achievement], line_of: LineOf) -> Iterator[Line]:
    """The achievements of one owner, each followed by its parts; a part of what another owns stands by itself."""
    own = {row.id for row in rows}
    parts: dict[str | None, list[Achievement]] = {}
    for row in rows:
        parts.setdefault(row.part_of if row.part_of in own else None, []).append(row)
    # A stack, for a file made by hand may have parts of parts by the thousand.
    waiting = [(row, 0) for row in reversed(parts.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        details = tuple(map(one_line, _details(row)))
        yield Line(
            min(depth, DEEPEST), one_line(wording.reading(row)), details, line_of(_written(row)), one_line(row.rule)
        )
        waiting.extend((part, depth + 1) for part in reversed(parts.get(row.id, [])))


def _written(row: Achievement) -> int:
    # In a table the object is the heading of the column, so that the span begins there, far from the number.
    return (row.numeral or row.span).start


def _details(row: Achievement) -> Iterator[str]:
    """What the reading itself does not say: the period, the award, the level, and whether a number is written."""
    reading = wording.reading(row)
    if row.period is not None:
        yield wording.period(row.period)
    award = wording.award(row)
    if row.award is not None and award is not None:
        said = (row.award.title, row.award.grade)
        if not all(_says(reading, word) for word in said if word is not None):
            yield award
    if row.level is not None and not _says(reading, wording.LEVELS[row.level]):
        yield f"{wording.LEVELS[row.level]} level"
    if row.implied:
        yield "number not written"


def _says(words: str, part: str) -> bool:
    return part.casefold() in words.casefold()


def _remark(finding: Finding, line_of: LineOf) -> Remark:
    line = line_of(finding.spans[0].start) if finding.spans else None
    return Remark(one_line(finding.code), finding.severity, one_line(finding.message), line)


def _figures(extraction: Extraction) -> Iterator[Figure]:
    written: dict[str, list[str]] = {}
    for row in extraction.numerals:
        written.setdefault(row.role, []).append(one_line(row.span.text))
    for role, part in wording.ROLES.items():
        if numbers := written.get(role):
            yield Figure(part, len(numbers), tuple(dict.fromkeys(numbers))[:EXAMPLES], explained=role != "unexplained")


def _line_of(text: str | None) -> LineOf:
    # `spans.line_of` counts from the top each time, which for thousands of places in a long text takes seconds.
    if text is None:
        return lambda _: None
    starts = [newline.end() for newline in _NEWLINE.finditer(text)]
    return lambda offset: 1 + bisect_right(starts, offset)
