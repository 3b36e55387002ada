"""Where the records of a run go, and in which form."""

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from rich.console import Console

from extractor import inputs, writing
from extractor.errors import OutputError
from extractor.extraction import Extraction
from extractor.recordfiles import LINES
from extractor.runs import Reading

Form = Literal["json", "text", "md"]
_WIDTH_IN_A_FILE = 100
"""Columns of a readable report in a file, where no terminal says how wide it is."""


def default_form(output: Path | None) -> Form:
    """JSON, but for a person at a terminal, who gets the readable report."""
    return "text" if output is None and sys.stdout.isatty() else "json"


def see_that_it_can_hold_many(output: Path) -> None:
    """Raise `OutputError` unless `output` is a `.jsonl` file or a folder: before the work, not after it."""
    if output.suffix != LINES and not output.is_dir() and (output.suffix or output.exists()):
        remedy = f"name a folder (one .json each) or a file that ends in {LINES}"
        raise OutputError(f"{output}: cannot hold more than one announcement; {remedy}")


def write_records(readings: Sequence[Reading], output: Path | None, *, one: bool, text: bool) -> None:
    """JSON of one announcement; of several a line each, or a file each if the output is a folder.

    `text=False` leaves the source text out of the records.
    """
    if not one and output is not None and output.suffix != LINES:
        _put_into_folder(readings, output, text=text)
        return
    indent = 2 if one and (output is None or output.suffix != LINES) else None
    put("".join(writing.to_json(reading.extraction, text=text, indent=indent) for reading in readings), output)


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


def _put_into_folder(readings: Sequence[Reading], folder: Path, *, text: bool) -> None:
    places = inputs.places_of_output([reading.input for reading in readings])
    for reading, place in zip(readings, places, strict=True):
        path = folder / place
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{path.parent}: no folder can be made there: {error.strerror}") from error
        writing.replace(path, writing.to_json(reading.extraction, text=text))
