"""The report for a terminal and for a notebook: key figures, the tree of units, findings, and all numbers by part."""

import io
from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console, RenderableType
from rich.style import Style
from rich.table import Column, Table
from rich.text import Text
from rich.tree import Tree

from extractor import wordedreport, wording
from extractor.extraction import Extraction
from extractor.records import Severity
from extractor.wordedreport import Chapter, Line, Report, where

COLOURS: Mapping[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}
"""The severities of findings, each also said by a word."""

_HEADING = "bold cyan"
_NOTE = Style(dim=True, bold=False, color="default")
_GAP = (0, 2, 0, 0)
_COLUMNS_IN_A_NOTEBOOK = 100
_IN_A_NOTEBOOK = (
    '<pre style="white-space: pre; overflow-x: auto; line-height: normal; font-family: monospace">{code}</pre>'
)


def show(extraction: Extraction, console: Console, *, verbose: bool = False) -> None:
    """Print the report; `verbose` adds the rule that read each achievement and the code of each finding."""
    # What the announcement says comes as `Text`, in which rich looks for no emphasis, markup or emoji.
    for part in _parts(wordedreport.report(extraction), verbose=verbose):
        console.print(part)


def html(extraction: Extraction) -> str:
    """The report as a notebook shows it: one `<pre>`, in which everything from the announcement is escaped."""
    console = Console(
        file=io.StringIO(), record=True, width=_COLUMNS_IN_A_NOTEBOOK, force_jupyter=False, legacy_windows=False
    )
    show(extraction, console)
    return console.export_html(code_format=_IN_A_NOTEBOOK, inline_styles=True)


def _parts(report: Report, *, verbose: bool) -> Iterator[RenderableType]:
    yield from (Text(report.title, style="bold"), "", _facts(report))
    for chapter in report.chapters:
        yield from ("", _chapter(chapter, verbose=verbose))
    if report.own:
        tree = Tree(Text(wordedreport.OWN.capitalize(), style=_HEADING), guide_style="dim")
        _grow(tree, report.own, None, verbose=verbose)
        yield from ("", tree)
    if report.remarks:
        yield from ("", Text("Findings", style=_HEADING), _remarks(report, verbose=verbose))
    if report.figures:
        yield from ("", Text("Numbers", style=_HEADING), _figures(report))


def _facts(report: Report) -> Table:
    grid = Table.grid(Column(), Column(overflow="fold"), padding=_GAP)
    for name, said in report.facts:
        grid.add_row(Text(name, style="dim"), Text(said))
    return grid


def _chapter(chapter: Chapter, *, verbose: bool) -> Tree:
    tree = Tree(_label(Text(chapter.name, style=_HEADING), (), wordedreport.selected(chapter)), guide_style="dim")
    for unit in chapter.units:
        label = _label(Text(unit.name, style="bold"), unit.details, where(unit.line))
        _grow(tree.add(label), unit.achievements, unit.line, verbose=verbose)
    return tree


def _grow(tree: Tree, lines: Iterable[Line], known: int | None, *, verbose: bool) -> None:
    """Hang each achievement under the one that it is a part of, the others under the tree itself."""
    branches = [tree]
    for line in lines:
        notes = (where(line.line), line.rule) if verbose else (where(line.line, known=known),)
        del branches[line.depth + 1 :]
        branches.append(branches[-1].add(_label(Text(line.reading), line.details, *notes)))


def _label(text: Text, details: Iterable[str], *notes: str) -> Text:
    for detail in details:
        text.append(f" · {detail}", style="not bold")
    for note in filter(None, notes):
        text.append(f"  {note}", style=_NOTE)
    return text


def _remarks(report: Report, *, verbose: bool) -> Table:
    grid = Table.grid(Column(), Column(overflow="fold"), padding=_GAP)
    for row in wordedreport.worst_first(report.remarks):
        word = Text(wording.SEVERITIES[row.severity], style=COLOURS[row.severity])
        grid.add_row(word, _label(Text(row.message), (), where(row.line), row.code if verbose else ""))
    return grid


def _figures(report: Report) -> Table:
    grid = Table.grid(
        Column(no_wrap=True), Column(no_wrap=True, justify="right"), Column(overflow="fold"), padding=_GAP
    )
    for row in report.figures:
        style = "" if row.explained else COLOURS["error"]
        examples = Text(" · ".join(row.examples), style="dim")
        grid.add_row(Text(row.part, style=style), Text(f"{row.count:,}", style=style), examples)
    return grid
