"""Word documents (.docx): their paragraphs, lists with the numbers that Word shows, and tables."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from extractor.errors import InputError
from extractor.formats.grids import grid
from extractor.formats.sourcetext import SourceText, TextWriter, one_line
from extractor.formats.wordlists import Numbering
from extractor.formats.wordxml import FALLBACK, Parts, W, attribute, child

_LARGEST_PART = 200_000_000
"""Bytes of a part when unpacked: 5 million characters with all their markup. A bomb unpacks to gigabytes."""
_BODY = "word/document.xml"
_OTHERS = (
    ("xl/workbook.xml", "an Excel file"),
    ("ppt/presentation.xml", "a PowerPoint file"),
    ("META-INF/container.xml", "an e-book"),
    ("content.xml", "an OpenDocument file"),
)
_SKIPPED = {FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}footnoteReference", f"{W}pict"}
"""What a reader does not see: deleted words, codes of fields, and a second form of what stands there already."""
_SIGNS = {f"{W}tab": "\t", f"{W}noBreakHyphen": "-", f"{W}cr": "\n", f"{W}br": "\n"}


def read(data: bytes, *, place: str) -> SourceText:
    """The text of a Word document. Raises `InputError` for one that is damaged, too large or something else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive, place)
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, OSError) as error:
        raise InputError(f"{place}: is a damaged or incomplete Word document ({error}); get it again") from None
    writer = TextWriter()
    body = child(parts[_BODY], "body")
    try:
        if body is not None:
            _write(body, writer, Numbering(parts.get("word/numbering.xml"), parts.get("word/styles.xml")))
    except RecursionError:
        raise InputError(f"{place}: has text boxes in text boxes without end; save its text as .txt") from None
    if not (text := writer.finish()):
        raise InputError(f"{place}: is a Word document without words in it; is its text a picture?")
    return SourceText(text, "docx")


def _parts(archive: zipfile.ZipFile, place: str) -> Parts:
    names = set(archive.namelist())
    if _BODY not in names:
        what = next((what for name, what in _OTHERS if name in names), "a ZIP archive")
        raise InputError(f"{place}: is {what} and no Word document; save its text as .docx or .txt")
    return {
        name: _parsed(archive, name, place)
        for name in (_BODY, "word/numbering.xml", "word/styles.xml")
        if name in names
    }


def _parsed(archive: zipfile.ZipFile, name: str, place: str) -> ET.Element:
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise InputError(f"{place}: is encrypted; open it in Word and save it without a password")
    # What the archive says about the size may be a lie, so no more than that is unpacked either.
    with archive.open(info) as part:
        content = part.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise InputError(
            f"{place}: {name} in it unpacks to more than {_LARGEST_PART // 10**6} MB; save its text as .txt"
        )
    if b"<!DOCTYPE" in content[:1000] or b"<!ENTITY" in content:
        raise InputError(
            f"{place}: {name} in it declares entities, which no Word document does; save it anew from Word"
        )
    try:
        return ET.fromstring(content)  # noqa: S314 - without entities and bounded in size
    except (ET.ParseError, LookupError, ValueError) as error:
        raise InputError(f"{place}: is a damaged Word document ({name}: {error}); save it anew from Word") from None


def _write(body: ET.Element, writer: TextWriter, numbering: Numbering) -> None:
    """The paragraphs and tables below an element; content controls and the like are looked into."""
    for element in _find(body, "p", "tbl"):
        if element.tag == f"{W}tbl":
            writer.end_list()
            for row in _rows(element, numbering):
                writer.row(row)
            writer.end_list()
        else:
            _write_paragraph(element, writer, numbering)


def _find(element: ET.Element, *names: str) -> Iterator[ET.Element]:
    """The elements of these names below one, in order, but none that is in another of them or that nobody sees."""
    wanted = {f"{W}{name}" for name in names}
    stack = [iter(element)]
    while stack:
        inner = next(stack[-1], None)
        if inner is None:
            stack.pop()
        elif inner.tag in wanted:
            yield inner
        elif inner.tag not in _SKIPPED:
            stack.append(iter(inner))


def _write_paragraph(paragraph: ET.Element, writer: TextWriter, numbering: Numbering) -> None:
    marker = numbering.marker(paragraph)
    lines = [line for line in map(one_line, _words(paragraph).split("\n")) if line]
    if lines and marker is not None:
        writer.item(lines.pop(0), marker)
    for line in lines:
        writer.paragraph(line)
    for box in _find(paragraph, "txbxContent"):
        _write(box, writer, numbering)


def _words(paragraph: ET.Element) -> str:
    """The words of a paragraph but those of text boxes in it, which stand apart."""
    out: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        inner = next(stack[-1], None)
        if inner is None:
            stack.pop()
        elif inner.tag == f"{W}t":
            out.append(inner.text or "")
        elif inner.tag in _SIGNS:
            if attribute(inner, "type") != "page":
                out.append(_SIGNS[inner.tag])
        elif inner.tag == f"{W}r" and _is_hidden(inner):
            continue
        elif inner.tag not in _SKIPPED and inner.tag != f"{W}txbxContent":
            stack.append(iter(inner))
    return "".join(out)


def _is_hidden(run: ET.Element) -> bool:
    properties = child(run, "rPr")
    vanish = None if properties is None else child(properties, "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false")


def _rows(table: ET.Element, numbering: Numbering) -> list[list[str]]:
    """The rows of a table; a table in a cell is read as words of the cell."""
    rows: list[list[tuple[str, int, int]]] = []
    tall: dict[int, tuple[int, int]] = {}
    for row in _find(table, "tr"):
        line: list[tuple[str, int, int]] = []
        column = 0
        for cell in _find(row, "tc"):
            wide, merged = _spans(cell)
            if merged == "continue" and column in tall:
                i, j = tall[column]
                text, width, height = rows[i][j]
                rows[i][j] = (text, width, height + 1)
            else:
                tall.pop(column, None)
                if merged == "restart":
                    tall[column] = (len(rows), len(line))
                line.append((_cell_text(cell, numbering), wide, 1))
            column += wide
        rows.append(line)
    return grid(rows)


def _spans(cell: ET.Element) -> tuple[int, str | None]:
    properties = child(cell, "tcPr")
    if properties is None:
        return 1, None
    wide, merged = child(properties, "gridSpan"), child(properties, "vMerge")
    width = "1" if wide is None else attribute(wide, "val") or "1"
    how = None if merged is None else attribute(merged, "val") or "continue"
    return int(width[:2]) if width.isdecimal() else 1, how


def _cell_text(cell: ET.Element, numbering: Numbering) -> str:
    lines = []
    for paragraph in _find(cell, "p"):
        words = one_line(_words(paragraph).replace("\n", " "))
        marker = numbering.marker(paragraph)
        if words:
            lines.append(f"{marker} {words}" if marker not in (None, "-") else words)
    return " ".join(lines)
