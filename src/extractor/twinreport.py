"""A text held against its translation, in the forms that are handed on: text for a terminal, Markdown and JSON."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractor import wording
from extractor.markdownreport import escaped
from extractor.records import Severity, Span
from extractor.twins.holding import Held
from extractor.twins.words import Entry, HeldInWords, Place

_COLUMNS_IN_A_FILE = 100
"""Columns of the text where it goes to no terminal that says how wide it is."""
_COLOURS: Mapping[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}


def written(held: HeldInWords, form: Literal["text", "md"]) -> str:
    """What differs in one of the forms, ready to be printed."""
    if form == "md":
        return "".join(f"{line}\n" for line in _markdown(held))
    console = Console(width=None if sys.stdout.isatty() else _COLUMNS_IN_A_FILE)
    with console.capture() as captured:
        console.print(text(held), highlight=False, markup=False)
    # Rows of a grid are filled up with spaces, which are of no use in a file.
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def text(held: HeldInWords) -> RenderableType:
    """A summary on top, each difference with its places in both texts, and the closing line."""
    facts = Table.grid(padding=(0, 2, 0, 0))
    for name, said in held.facts:
        facts.add_row(Text(name, style="dim"), Text(said))
    entries = [part for entry in held.entries for part in _entry(entry)]
    names = Text(f"{held.chinese} → {held.english}", style="bold")
    return Group(names, facts, Text(), *entries, Text(held.closing, style="bold"))


def as_json(held: Held, words: HeldInWords) -> dict[str, Any]:
    """What differs and what was aligned, with spans as in the records; units by their ids, numbers by their order."""
    one, other = held.chinese.extraction, held.english.extraction
    return {
        "differs": bool(held.differences),
        "summary": words.closing,
        "chinese": _source(one.source.path, one.source.sha256),
        "english": _source(other.source.path, other.source.sha256),
        "findings": [
            {
                "code": row.code,
                "severity": row.severity,
                "message": row.message,
                "chinese": [_span(span) for span in row.chinese],
                "english": [_span(span) for span in row.english],
            }
            for row in held.differences
        ],
        "units": [[one.units[u].id, other.units[v].id] for u, v in sorted(held.units.pairs.items())],
        "numbers": [
            [_span(held.chinese.figures[i].span), _span(held.english.figures[j].span)] for i, j in held.numbers
        ],
    }


def _source(path: str, sha256: str) -> dict[str, str]:
    return {"path": path, "sha256": sha256}


def _span(span: Span) -> dict[str, Any]:
    return span.model_dump(mode="json")


def _entry(entry: Entry) -> Iterator[RenderableType]:
    severity = (wording.SEVERITIES[entry.severity], _COLOURS[entry.severity])
    yield Text.assemble(severity, " ", (entry.title, "bold"), f"  {entry.message}")
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, justify="right")
    grid.add_column(overflow="fold")
    for name, places in _sides(entry):
        for place in places:
            quote = Text.assemble(f"…{place.before}", (place.text, "bold"), f"{place.after}…")
            grid.add_row(Text(name, style="dim"), Text(f"line {place.line}", style="dim"), quote)
        if not places:
            grid.add_row(Text(name, style="dim"), "", Text("nothing", style="dim"))
    yield Padding(grid, (0, 0, 1, 2))


def _sides(entry: Entry) -> tuple[tuple[str, Sequence[Place]], ...]:
    return ("Chinese", entry.chinese), ("English", entry.english)


def _markdown(held: HeldInWords) -> Iterator[str]:
    yield from (f"# {escaped(held.chinese)} held against {escaped(held.english)}", "")
    yield from (f"- {name}: {said}" for name, said in held.facts)
    yield ""
    for entry in held.entries:
        yield f"- **{wording.SEVERITIES[entry.severity]}** {entry.title}: {escaped(entry.message)}"
        for name, places in _sides(entry):
            for place in places:
                quote = f"…{escaped(place.before)}**{escaped(place.text)}**{escaped(place.after)}…"
                yield f"  - {name}, line {place.line}: {quote}"
    if held.entries:
        yield ""
    yield f"**{held.closing}**"
