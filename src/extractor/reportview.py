"""What the inspection report shows, complete and in words, before any template or script sees it.

The page's scripts draw what stands here. They slice the text and count what is on the screen, but put nothing into
words that the records say.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from extractor import wording
from extractor.chinese.script import is_traditional
from extractor.errors import InputError
from extractor.extraction import Extraction
from extractor.records import Language
from extractor.reportchoices import Choices, Filters, choices, filters
from extractor.reportfigures import (
    CategoryFigure,
    Figure,
    Pictures,
    category_figures,
    explained,
    figures,
    finding_words,
    pictures,
)
from extractor.reportrows import (
    AchievementRow,
    FindingRow,
    Lines,
    NumeralRow,
    RuleRow,
    UnitRow,
    achievement_rows,
    finding_rows,
    numeral_rows,
    rule_rows,
    unit_rows,
)
from extractor.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Fact:
    """What the announcement says about itself; `words` is null where it does not say it."""

    id: str
    label: str
    words: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A document's row in the overview of several."""

    title: str
    institution: str
    found: int
    declared: int | None
    achievements: int
    explained: int
    numbers: int
    findings: str
    severity: str | None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document of the report: its words, its figures, and the record itself with its text.

    `language` is that of the text as pages name it: `en`, `zh-Hans`, `zh-Hant`.
    """

    key: str
    name: str
    language: str
    text_sha256: str
    summary: Summary
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    categories: tuple[CategoryFigure, ...]
    units: tuple[UnitRow, ...]
    achievements: tuple[AchievementRow, ...]
    numerals: tuple[NumeralRow, ...]
    findings: tuple[FindingRow, ...]
    rules: tuple[RuleRow, ...]
    pictures: Pictures
    filters: Filters
    choices: Choices
    record: Mapping[str, Any]


def document_view(extraction: Extraction, rules: RuleSet, *, key: str = "1") -> DocumentView:
    """Everything that the report shows of one document; `key` tells it from the others of its report.

    Raises `InputError` if the extraction came without its text.
    """
    text = extraction.source.text
    if text is None:
        raise InputError(
            f"{extraction.source.path}: the record carries no text to show (it was written with --no-text); "
            "name the announcement with --source"
        )
    lines = Lines(text)
    return DocumentView(
        key=key,
        name=_file_name(extraction),
        language=_language(extraction.source.language, text),
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        summary=_summary(extraction),
        facts=_facts(extraction),
        figures=figures(extraction),
        categories=category_figures(extraction),
        units=unit_rows(extraction),
        achievements=achievement_rows(extraction, lines),
        numerals=numeral_rows(extraction, lines),
        findings=finding_rows(extraction, lines),
        rules=rule_rows(extraction, rules),
        pictures=pictures(extraction),
        filters=filters(extraction),
        choices=choices(extraction),
        record=extraction.model_dump(mode="json"),
    )


def _file_name(extraction: Extraction) -> str:
    return PurePath(extraction.source.path).name or extraction.source.path


def _language(language: Language, text: str) -> str:
    """A language with its script, by which a browser chooses the form of its characters."""
    return language if language == "en" else f"zh-{'Hant' if is_traditional(text) else 'Hans'}"


def _facts(extraction: Extraction) -> tuple[Fact, ...]:
    row = extraction.announcement
    day = row.published and row.published.date
    return (
        Fact("title", "Title", row.title.text if row.title else None),
        Fact("institution", "Institution", row.institution.text if row.institution else None),
        Fact("issuer", "Announced by", row.issuer.text if row.issuer else None),
        Fact("published", "Published", f"{day.day} {day:%B %Y}" if day else None),
    )


def _summary(extraction: Extraction) -> Summary:
    row = extraction.announcement
    present = {finding.severity for finding in extraction.findings}
    return Summary(
        title=row.title.text if row.title else _file_name(extraction),
        institution=row.institution.text if row.institution else "",
        found=len(extraction.units),
        declared=row.declared_total.value if row.declared_total else None,
        achievements=len(extraction.achievements),
        explained=explained(extraction),
        numbers=len(extraction.numerals),
        findings=finding_words(extraction),
        severity=next((severity for severity in wording.SEVERITIES if severity in present), None),
    )
