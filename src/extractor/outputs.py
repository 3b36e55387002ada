"""Where what was read of an announcement goes, and in which form."""

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from rich.console import Console

from extractor import writing
from extractor.extraction import Extraction
from extractor.recordfiles import LINES

Form = Literal["json", "text", "md"]
_WIDTH_IN_A_FILE = 100
"""Columns of a readable report in a file, where no terminal says how wide it is."""


def default_form(output: Path | None) -> Form:
    """JSON, but for a person at a terminal, who gets the readable report."""
    return "text" if output is None and sys.stdout.isatty() else "json"


def write_record(extraction: Extraction, output: Path | None, *, text: bool) -> None:
    """The JSON of one announcement; in a file of lines as a line. `text=False` leaves the source text out."""
    indent = None if output is not None and output.suffix == LINES else 2
    put(writing.to_json(extraction, text=text, indent=indent), output)


def write_reports(extractions: Sequence[Extraction], output: Path | None, form: Literal["text", "md"]) -> None:
    """The readable report of each, for a terminal or as Markdown."""
    # Imported here: records are mostly wanted by themselves, and would otherwise start later.
    from extractor import markdownreport, textreport

    if form == "md":
        put("\n".join(map(markdownreport.markdown, extractions)), output)
        return
    console = Console() if output is None else Console(file=io.StringIO(), width=_WIDTH_IN_A_FILE)
    with console.capture() as captured:
        for extraction in extractions:
            textreport.show(extraction, console)
    put(captured.get(), output)


def put(content: str, output: Path | None) -> None:
    """Into the file, or on standard output where none is named."""
    if output is None:
        writing.to_standard_output(content)
    else:
        writing.replace(output, content)
