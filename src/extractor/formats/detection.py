"""Which format a file has: by its first bytes, which do not lie, and only then by its name."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Literal

from extractor.errors import InputError

Format = Literal["text", "html", "docx", "pdf"]
"""The formats of a file that is one document."""
TableFormat = Literal["jsonl", "csv", "parquet"]
"""The formats of a file with a document in each of its rows."""

ENDINGS: dict[str, Format] = {
    ".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
"""What the name of a document ends in where a folder is searched; a file that is named may be called anything."""
TABLE_ENDINGS: dict[str, TableFormat] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
}  # fmt: skip

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"{\\rtf", "an RTF file"),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PDF_BEGINS_WITHIN = 1024  # bytes: readers allow as much in front of it
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOOKED_AT = 8192  # bytes
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def format_of(data: bytes, name: str, *, place: str) -> Format:
    """The format of a document. Raises `InputError` for what is known to be something else.

    `name` is what the file is called; `place` is what messages call it.
    """
    by_name = ENDINGS.get(PurePath(name).suffix.lower(), "text")
    if b"%PDF-" in data[:_PDF_BEGINS_WITHIN]:
        return "pdf"
    if data.startswith(_ZIP):
        return "docx"  # its reader says what other things in a ZIP archive are
    if data.startswith(_OLE):
        raise InputError(f"{place}: {_about_ole(data)}")
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise InputError(f"{place}: is {what}, not a document; save its text as a .txt file first")
    if _is_page(data):
        return "html"
    if not data.strip():
        return "text"  # whose reader says that it is empty
    if by_name in ("docx", "pdf"):
        what = {"docx": "a Word document (.docx)", "pdf": "a PDF"}[by_name]
        raise InputError(f"{place}: is called {what}, but does not begin like one: it is damaged or something else")
    return by_name


def _is_page(data: bytes) -> bool:
    for mark in _MARKS:
        if data.startswith(mark):
            # Of UTF-16 only the letters are looked at, which is enough to know a tag by.
            data = data[len(mark) : _LOOKED_AT].replace(b"\0", b"")
    return _PAGE.match(data) is not None


def _about_ole(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "is encrypted; open it in Word and save it without a password"
    return "is an old Office file (.doc, .xls, .ppt); save it as .docx, or its text as .txt"
