"""The report as GitHub-flavoured Markdown, for an e-mail, a pull request or a wiki."""

import re
from collections.abc import Iterable, Iterator

from extractor import wordedreport, wording
from extractor.extraction import Extraction
from extractor.wordedreport import Line, Report, where

# What GitHub looks for in the words that are left when Markdown has done its work: @names, #numbers, :emoji: and
# addresses for e-mail. No backslash helps there, and an announcement could call people to a discussion; a word joiner
# (U+2060), which nobody sees, parts the sign from what it acts on.
_SIGNS = re.compile(r"[@#](?=\S)|:(?=[\w+-]+:)")
# What means something inside a line: emphasis, code, links, HTML, tables, formulas, an ampersand before the name of an
# entity, number signs at the end of a heading. A backslash takes the meaning away and is not shown. A low line inside a
# word means nothing, so that names of files stay readable in an e-mail.
_MARKUP = re.compile(r"[\\`*~\[<|$]|(?<![^\W_])_|_(?![^\W_])|&(?=\w+;)|#(?=#*$)")
# Addresses of pages become links without any brackets, by the way that they begin.
_ADDRESSES = re.compile(r"(?<=https):(?=//)|(?<=http):(?=//)|(?<=ftp):(?=//)|(?<=www)\.", re.IGNORECASE)
# What makes a line a heading, a quotation, a list, a rule or an underlining, if it stands at the beginning.
_BLOCKS = re.compile(r"^(?=>|(?:[#=-]+|\+)(?:\s|$))|^\d+(?=[.)](?:\s|$))")


def markdown(extraction: Extraction) -> str:
    """The report as Markdown; nothing that the announcement says is read as Markdown, as HTML or as a link."""
    return "".join(f"{line}\n" for line in _lines(wordedreport.report(extraction)))


def escaped(text: str) -> str:
    """Text of one line as Markdown that shows it as it stands, wherever in a line, a heading or a table it is put."""
    text = _SIGNS.sub("\\g<0>\u2060", text)
    text = _MARKUP.sub(r"\\\g<0>", text)
    text = _ADDRESSES.sub(r"\\\g<0>", text)
    return _BLOCKS.sub(r"\g<0>\\", text)


def _lines(report: Report) -> Iterator[str]:
    yield from (f"# {escaped(report.title)}", "")
    yield from (f"- {name}: {escaped(said)}" for name, said in report.facts)
    for chapter in report.chapters:
        yield from ("", f"## {escaped(chapter.name)} ({wordedreport.selected(chapter)})", "")
        for unit in chapter.units:
            yield _item(0, f"**{escaped(unit.name)}**", *map(escaped, unit.details), where(unit.line))
            yield from _achievements(unit.achievements, 1, unit.line)
    if report.own:
        yield from ("", f"## {wordedreport.OWN.capitalize()}", "")
        yield from _achievements(report.own, 0, None)
    if report.remarks:
        yield from ("", "## Findings", "")
        for row in wordedreport.worst_first(report.remarks):
            yield _item(0, f"**{wording.SEVERITIES[row.severity]}** {escaped(row.message)}", where(row.line))
    if report.figures:
        yield from ("", "## Numbers", "", "| Part | Count | For example |", "| --- | ---: | --- |")
        for figure in report.figures:
            part = figure.part if figure.explained else f"**{figure.part}**"
            yield f"| {part} | {figure.count:,} | {' · '.join(map(escaped, figure.examples))} |"


def _achievements(lines: Iterable[Line], depth: int, known: int | None) -> Iterator[str]:
    for line in lines:
        said = (line.reading, *line.details)
        yield _item(depth + line.depth, *map(escaped, said), where(line.line, known=known))


def _item(depth: int, *parts: str) -> str:
    return f"{'  ' * depth}- {' · '.join(filter(None, parts))}"
