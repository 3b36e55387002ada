"""One screen that says what a run found, for a person at a terminal."""

from collections import Counter
from collections.abc import Iterator, Mapping

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from extractor import spans
from extractor.extraction import Extraction
from extractor.records import INSTITUTION, Finding, Severity

ROWS_ON_A_SCREEN = 18
"""Units are listed one by one up to here; with more of them, categories alone still fit a screen of 24 lines."""

_COLOURS: Mapping[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}


def summary(extraction: Extraction, *, findings: bool = False) -> RenderableType:
    """Categories with their units and achievements, totals, findings and numbers; each finding if asked for."""
    parts: list[RenderableType] = [_heading(extraction), _totals(extraction)]
    if extraction.units or extraction.achievements:
        parts.insert(1, _table(extraction))
    if findings:
        parts += [_finding_line(extraction, row) for row in extraction.findings]
    return Group(*parts)


def show(extraction: Extraction, console: Console, *, findings: bool = False) -> None:
    """Print the summary, without guessing at emphasis or markup in what the announcement says."""
    console.print(summary(extraction, findings=findings), highlight=False, markup=False)


def _heading(extraction: Extraction) -> Text:
    announcement = extraction.announcement
    named = announcement.institution or announcement.title
    parts = [extraction.source.path, extraction.source.language]
    return Text(" · ".join([*parts, named.text] if named else parts), style="bold", no_wrap=True, overflow="ellipsis")


def _table(extraction: Extraction) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, header_style="dim", expand=True)
    table.add_column("category and unit", no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column("units", justify="right", no_wrap=True, min_width=7)
    table.add_column("achievements", justify="right", no_wrap=True, min_width=12)
    owned = Counter(row.owner for row in extraction.achievements)
    one_by_one = len(extraction.units) + len(extraction.categories) <= ROWS_ON_A_SCREEN
    for name, identity, declared in _categories(extraction):
        units = [unit for unit in extraction.units if unit.category == identity]
        count = str(len(units)) if declared is None else f"{len(units)} of {declared}"
        table.add_row(Text(name, style="bold"), count, str(sum(owned[unit.id] for unit in units)))
        if one_by_one:
            for unit in units:
                table.add_row(Text(f"  {unit.name}"), "", str(owned[unit.id]))
    if owned[INSTITUTION]:
        table.add_row(Text("the institution itself", style="bold"), "", str(owned[INSTITUTION]))
    return table


def _categories(extraction: Extraction) -> Iterator[tuple[str, str | None, int | None]]:
    """Name, id and declared count of each category, and of none if units have none."""
    for row in extraction.categories:
        yield row.name, row.id, row.declared.value if row.declared else None
    if any(unit.category is None for unit in extraction.units):
        yield "no category", None, None


def _totals(extraction: Extraction) -> Text:
    total = extraction.announcement.declared_total
    declared = f", the text declares {total.value}" if total else ""
    severities = Counter(row.severity for row in extraction.findings)
    counted = [f"{severities[name]} {name}{_plural(severities[name], name)}" for name in _COLOURS if severities[name]]
    explained = sum(row.role != "unexplained" for row in extraction.numerals)
    return Text(
        f"{len(extraction.units)} units found{declared}\nfindings: {', '.join(counted) or 'none'}\n"
        f"{explained} of {len(extraction.numerals)} numbers explained"
    )


def _plural(number: int, severity: Severity) -> str:
    return "s" if number > 1 and severity != "info" else ""


def _finding_line(extraction: Extraction, finding: Finding) -> Text:
    text, path = extraction.source.text, extraction.source.path
    place = path
    if finding.spans and text is not None:
        place = f"{path}:{spans.line_of(text, finding.spans[0].start)}"
    return Text.assemble(
        f"{place}: ", (finding.severity, _COLOURS[finding.severity]), f" {finding.code}: {finding.message}"
    )
