"""The differences in the forms that they are handed on in: text for a terminal, Markdown, JSON and a page of HTML."""

import base64
import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractor.changedwords import Pieces
from extractor.differences import Changes, Document, FieldChange
from extractor.markdownreport import escaped
from extractor.wordeddifferences import SIGNS, DifferencesInWords, DocumentInWords, Entry, Field, Kind

_COLUMNS_IN_A_FILE = 100
"""Columns of the text where it goes to no terminal that says how wide it is."""
_PAGES = Path(__file__).parent / "pages"
_STYLES = ("tokens.css", "diff.css")
_WIDEST = max(map(len, SIGNS))
_COLOURS: Mapping[Kind, str] = {"gained": "green", "lost": "red", "changed": "yellow"}


def written(differences: DifferencesInWords, form: Literal["text", "md", "html"]) -> str:
    """The differences in one of the forms, ready to be printed."""
    if form == "md":
        return markdown(differences)
    if form == "html":
        return html(differences)
    console = Console(width=None if sys.stdout.isatty() else _COLUMNS_IN_A_FILE)
    with console.capture() as captured:
        console.print(text(differences))
    # Rows of a grid are filled up with spaces, which are of no use in a file.
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def text(differences: DifferencesInWords) -> RenderableType:
    """Each document that differs, a line for each record and one for each of its fields, and the closing line."""
    documents = [part for document in differences.documents for part in _document(document)]
    return Group(*documents, Text(differences.closing, style="bold"))


def markdown(differences: DifferencesInWords) -> str:
    """The same as Markdown; nothing that an announcement says is read as Markdown, as HTML or as a link."""
    return "".join(f"{line}\n" for line in _lines(differences))


def html(differences: DifferencesInWords) -> str:
    """The same as one page that needs nothing but a browser, and runs no script."""
    # Imported here, for the other forms have no use for it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    style = "\n".join((_PAGES / name).read_text("utf-8") for name in _STYLES)
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    pages = Environment(
        loader=FileSystemLoader(_PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return pages.get_template("diff.html.j2").render(
        differences=differences,
        signs=SIGNS,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        # Safe as it stands, for it is a file of this package.
        style=Markup(style),  # noqa: S704
    )


def as_json(documents: Sequence[Document]) -> dict[str, Any]:
    """What differs with the records in full, as they stand in the files."""
    return {"differs": any(documents), "documents": [_plain_document(document) for document in documents]}


def _document(document: DocumentInWords) -> Iterator[RenderableType]:
    yield Text(document.name, style="bold")
    if document.kind != "changed":
        yield _entry(Entry(document.kind, document.extent))
    yield from (Padding(Text(fact, style="dim"), (0, 0, 0, 2)) for fact in document.facts)
    for chapter in document.chapters:
        yield Text(chapter.title, style="bold cyan")
        yield from (_entry(entry) for entry in chapter.entries)
    yield Text()


def _entry(entry: Entry) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(f"{SIGNS[entry.kind]} {entry.kind:{_WIDEST}}", style=_COLOURS[entry.kind]), _said(entry))
    for field in entry.fields:
        grid.add_row("", _field(field))
    return Padding(grid, (0, 0, 0, 2))


def _said(entry: Entry) -> Text:
    return Text.assemble(entry.words, *((f"  {quote}", "dim") for quote in [entry.quote] if quote))


def _field(field: Field) -> Text:
    line = Text.assemble((f"{field.name}: ", "dim"))
    line.append_text(_pieces(field.old, "red")).append(" → ", style="dim")
    return line.append_text(_pieces(field.new, "green"))


def _pieces(pieces: Pieces, style: str) -> Text:
    return Text.assemble(*((piece.text, "" if piece.shared else style) for piece in pieces))


def _lines(differences: DifferencesInWords) -> Iterator[str]:
    for document in differences.documents:
        yield from (f"## {escaped(document.name)}", "")
        if document.kind != "changed":
            yield from (f"- **{document.kind}** {document.extent}", "")
        if document.facts:
            yield from (*(f"- {escaped(fact)}" for fact in document.facts), "")
        for chapter in document.chapters:
            yield from (f"### {chapter.title}", "")
            for entry in chapter.entries:
                yield f"- **{entry.kind}** {escaped(' · '.join(filter(None, (entry.words, entry.quote))))}"
                yield from (f"  - {field.name}: {_joined(field.old)} → {_joined(field.new)}" for field in entry.fields)
            yield ""
    yield f"**{differences.closing}**"


def _joined(pieces: Pieces) -> str:
    return escaped("".join(piece.text for piece in pieces))


def _plain_document(document: Document) -> dict[str, Any]:
    found = document.differences
    if found is None:
        return {"name": document.name, "differs": True, "only_in": "old" if document.new is None else "new"}
    return {
        "name": document.name,
        "differs": bool(found),
        "same_text": found.same_text,
        "made_by": _plain_fields(found.head),
        "parts": {part: _plain(changes) for part, changes in found.parts.items() if changes},
    }


def _plain(changes: Changes) -> dict[str, Any]:
    return {
        "gained": [row.model_dump(mode="json") for row in changes.gained],
        "lost": [row.model_dump(mode="json") for row in changes.lost],
        "changed": [
            {
                "old": row.old.model_dump(mode="json"),
                "new": row.new.model_dump(mode="json"),
                "fields": _plain_fields(row.fields),
            }
            for row in changes.changed
        ],
    }


def _plain_fields(fields: Iterable[FieldChange]) -> list[dict[str, Any]]:
    return [{"path": list(field.path), "old": field.old, "new": field.new} for field in fields]
