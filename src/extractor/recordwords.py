"""One record in a line, and the fields of records by words: what they are called and what they hold."""

import re
from collections.abc import Mapping
from typing import Any

from extractor import wording
from extractor.changedwords import cut
from extractor.extraction import Extraction
from extractor.records import Achievement, Category, Finding, Numeral, Record, Section, Unit
from extractor.wording import one_line

Path = tuple[str | int, ...]
NOTHING = "nothing"

_NAMES: Mapping[str, str] = {
    "announcement.title": "title", "announcement.institution": "institution", "announcement.issuer": "issued by",
    "announcement.published": "published", "announcement.published.date": "day of publication",
    "announcement.published.span": "day of publication as written",
    "announcement.declared_total": "announced number of winners",
    "announcement.declared_total.value": "announced number of winners",
    "announcement.declared_total.span": "announced number as written",
    "categories.declared": "announced number of winners", "categories.declared.value": "announced number of winners",
    "categories.declared.span": "announced number as written", "categories.found": "units found",
    "categories.header": "heading", "categories.mentions": "named in the text",
    "units.organisations": "belongs to", "units.organisations.name": "belongs to",
    "units.organisations.span": "the body that it belongs to, as written",
    "units.mentions": "named in the text", "units.profile": "passage about it",
    "achievements.owner": "achieved by", "achievements.measure": "sort of number", "achievements.upper": "up to",
    "achievements.comparator": "bound", "achievements.unit": "unit of measure", "achievements.object": "what it counts",
    "achievements.award.title": "award", "achievements.award.grade": "grade of the award",
    "achievements.period.text": "period", "achievements.period.start_year": "first year",
    "achievements.period.end_year": "last year", "achievements.period.span": "period as written",
    "achievements.part_of": "part of", "achievements.implied": "number not written",
    "achievements.numeral": "number as written", "achievements.span": "number and what it counts",
    "achievements.clause": "read from",
    "numerals.span": "number as written", "numerals.role": "its part in the text",
    "findings.spans": "place",
    "sections.start": "begins at character", "sections.end": "ends before character", "sections.kind": "what it holds",
}  # fmt: skip
"""What the fields are called that are not called by their own name."""

_WORDS: Mapping[str, Mapping[Any, str]] = {
    "achievements.comparator": {**wording.BOUNDS, "=": "exactly"},
    "achievements.measure": wording.MEASURES,
    "achievements.level": wording.LEVELS,
    "numerals.role": wording.ROLES,
    "findings.severity": wording.SEVERITIES,
    "sections.kind": wording.SECTIONS,
}
"""Fields whose values have words of their own."""

_SLUGS = frozenset({"units.kind", "achievements.kind", "achievements.unit"})
_YEARS = frozenset({"achievements.period.start_year", "achievements.period.end_year"})
_CLAUSE_SHOWN = 120
_BEGINNING_SHOWN = 60
_CONTEXT = 30
_OF_A_WORD = r"[^\s\u3400-\u9fff]"  # a Chinese text may be cut at any character
_CUT_AT_THE_START, _CUT_AT_THE_END = re.compile(rf"^(?:{_OF_A_WORD}*\s)?"), re.compile(rf"(?:\s{_OF_A_WORD}*)?\Z")


def field_name(part: str, path: Path) -> str:
    """What the field at `path` of a record is called: `grade of the award`."""
    field = _field(part, path)
    return _NAMES.get(field) or wording.label(field.rpartition(".")[2].replace("_", "-"))


class Words:
    """What the records of one extraction, which refer to one another, are called."""

    def __init__(self, extraction: Extraction) -> None:
        self._text = extraction.source.text
        owners = wording.owners(extraction)
        categories = {row.id: row.name for row in extraction.categories}
        achievements = {row.id: wording.reading(row) for row in extraction.achievements}
        self._referred: Mapping[str, Mapping[str, str]] = {
            "units.category": categories, "achievements.owner": owners, "achievements.part_of": achievements,
            "numerals.achievement": achievements, "sections.category": categories, "sections.unit": owners,
        }  # fmt: skip

    def line(self, record: Record) -> str:
        """The record in a line, by which a reader finds it."""
        match record:
            case Achievement():
                words = f"{wording.reading(record)} · {self._referred['achievements.owner'][record.owner]}"
            case Unit(category=None):
                words = f"{record.name} · {wording.label(record.kind)}"
            case Unit():
                category = self._referred["units.category"][record.category or ""]
                words = f"{record.name} · {wording.label(record.kind)} · {category}"
            case Category():
                words = record.name
            case Numeral():
                words = f"{self._in_context(record)} · {wording.ROLES[record.role]}"
            case Finding():
                words = record.message
            case Section():
                words = f"{wording.SECTIONS[record.kind]}{self._beginning(record)}"
            case _:
                words = "what it says about itself"
        return one_line(words)

    def quote(self, record: Record) -> str:
        """What an achievement was read from; nothing for other records."""
        return _quoted(cut(one_line(record.clause.text), _CLAUSE_SHOWN)) if isinstance(record, Achievement) else ""

    def value(self, part: str, path: Path, value: Any, *, placed: bool) -> str:
        """A value that a field holds; a quoted one with its place where `placed`."""
        field = _field(part, path)
        if value is None:
            return NOTHING
        if field in self._referred:
            return one_line(self._referred[field][value])
        if field in _WORDS:
            return _WORDS[field][value]
        if isinstance(value, Mapping):
            return _composed(value, placed=placed)
        return _simple(field, value)

    def _in_context(self, record: Numeral) -> str:
        span, text = record.span, self._text
        if text is None:
            return _quoted(span.text)
        start, end = max(span.start - _CONTEXT, 0), span.end + _CONTEXT
        before, after = text[start : span.start], text[span.end : end]
        if start > 0:
            before = _CUT_AT_THE_START.sub("…", before, count=1)
        if end < len(text):
            after = _CUT_AT_THE_END.sub("…", after, count=1)
        return f"{_quoted(span.text)} in {_quoted((before + span.text + after).strip())}"

    def _beginning(self, record: Section) -> str:
        text = self._text
        return "" if text is None else f" · {_quoted(cut(text[record.start : record.end].strip(), _BEGINNING_SHOWN))}"


def _field(part: str, path: Path) -> str:
    return ".".join([part, *(step for step in path if isinstance(step, str))])


def _quoted(text: str) -> str:
    return f"“{text}”"


def _composed(value: Mapping[str, Any], *, placed: bool) -> str:
    """A value that has parts, by the parts that say most."""
    if value.keys() == {"start", "end", "text"}:
        quote = _quoted(one_line(value["text"]))
        return f"{quote} at character {value['start']:,}" if placed else quote
    if value.keys() == {"start", "end"}:
        return f"characters {value['start']:,} to {value['end']:,}"
    if value.keys() == {"title", "grade"}:
        return one_line(", ".join(filter(None, value.values()))) or NOTHING
    said = next(value[name] for name in ("name", "date", "value", "text") if name in value)
    return wording.number(said) if isinstance(said, int) else one_line(said)


def _simple(field: str, value: str | float) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return one_line(wording.label(value) if field in _SLUGS else value)
    return str(value) if field in _YEARS else wording.number(value)
