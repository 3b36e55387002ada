"""One screen that says what a run found, for a person at a terminal; `textreport` is the long form of it."""

from collections import Counter

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from extractor import wordedreport
from extractor.extraction import Extraction
from extractor.textreport import COLOURS
from extractor.wordedreport import Chapter, Remark, Report
from extractor.wording import counted, one_line

ROWS_ON_A_SCREEN = 18
"""Units are listed one by one up to here; with more of them, categories alone still fit a screen of 24 lines."""


def summary(extraction: Extraction, *, findings: bool = False) -> RenderableType:
    """Categories with their units and achievements, totals, findings and numbers; each finding if asked for."""
    report = wordedreport.report(extraction)
    parts: list[RenderableType] = [_heading(extraction), _totals(extraction)]
    if extraction.units or extraction.achievements:
        parts.insert(1, _table(report))
    if findings:
        parts += [_finding_line(extraction.source.path, row) for row in report.remarks]
    return Group(*parts)


def show(extraction: Extraction, console: Console, *, findings: bool = False) -> None:
    """Print the summary, without guessing at emphasis or markup in what the announcement says."""
    console.print(summary(extraction, findings=findings), highlight=False, markup=False)


def _heading(extraction: Extraction) -> Text:
    announcement = extraction.announcement
    named = announcement.institution or announcement.title
    parts = [extraction.source.path, extraction.source.language, *([named.text] if named else [])]
    return Text(" · ".join(map(one_line, parts)), style="bold", no_wrap=True, overflow="ellipsis")


def _table(report: Report) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="dim", expand=True)
    table.add_column("category and unit", no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column("units", justify="right", no_wrap=True, min_width=7)
    table.add_column("achievements", justify="right", no_wrap=True, min_width=12)
    one_by_one = sum(1 + len(chapter.units) for chapter in report.chapters) <= ROWS_ON_A_SCREEN
    for chapter in report.chapters:
        achievements = sum(len(unit.achievements) for unit in chapter.units)
        table.add_row(Text(chapter.name, style="bold"), _count(chapter), str(achievements))
        if one_by_one:
            for unit in chapter.units:
                table.add_row(Text(f"  {unit.name}"), "", str(len(unit.achievements)))
    if report.own:
        table.add_row(Text(wordedreport.OWN, style="bold"), "", str(len(report.own)))
    return table


def _count(chapter: Chapter) -> str:
    found = len(chapter.units)
    return str(found) if chapter.declared is None else f"{found} of {chapter.declared}"


def _totals(extraction: Extraction) -> Text:
    total = extraction.announcement.declared_total
    declared = f", the text declares {total.value}" if total else ""
    severities = Counter(row.severity for row in extraction.findings)
    findings = [
        counted(severities[name], name, "info" if name == "info" else None) for name in COLOURS if severities[name]
    ]
    explained = sum(row.role != "unexplained" for row in extraction.numerals)
    return Text(
        f"{len(extraction.units)} units found{declared}\nfindings: {', '.join(findings) or 'none'}\n"
        f"{explained} of {len(extraction.numerals)} numbers explained"
    )


def _finding_line(path: str, finding: Remark) -> Text:
    place = one_line(path) if finding.line is None else f"{one_line(path)}:{finding.line}"
    return Text.assemble(
        f"{place}: ", (finding.severity, COLOURS[finding.severity]), f" {finding.code}: {finding.message}"
    )
