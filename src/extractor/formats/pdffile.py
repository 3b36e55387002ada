"""PDF files: what stands on their pages, piece by piece, without what is printed around it."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from typing import Any

from extractor.errors import InputError
from extractor.formats import extras
from extractor.formats.pdflines import Piece, lines_of
from extractor.formats.pdfmargins import without_margins
from extractor.formats.pdfparagraphs import written
from extractor.formats.pdfwords import PageWords
from extractor.formats.sourcetext import SourceText

_MOST_PAGES = 2_000
"""A thick book; one announcement with its lists has a hundred at the most, and reading so many takes a minute."""
_MOST_CHARACTERS_OF_A_PAGE = 200_000
"""A page of a newspaper has twenty thousand; more are drawn over each other or too small to be read."""
_LARGEST_STREAM = 200_000_000
"""Bytes of a page's drawing or of a picture: a colour scan of a page at 600 dots an inch has half as many."""
_UNPACKED_AT_ONCE = 1 << 20
_STREAM = re.compile(rb"\bstream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
"""The beginning of a stream that may be packed with zlib."""
_UNREADABLE = 0.2  # of the letters; a font that does not say what its signs are leaves nearly all of them so


def read(data: bytes, *, place: str) -> SourceText:
    """The text of a PDF and where its pages begin. Raises `InputError` for one that is locked, damaged or a scan."""
    _see_that_it_is_no_bomb(data, place)
    library = extras.need("pypdfium2", extra=extras.DOCUMENTS, place=place, what="a PDF")
    try:
        with library.PdfDocument(data) as document:
            if (count := len(document)) > _MOST_PAGES:
                raise InputError(
                    f"{place}: has {count:,} pages, and one announcement may have {_MOST_PAGES:,}; split it"
                )
            pages = [_pieces(document[i], i, library.raw, place) for i in range(count)]
    except library.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(f"{place}: is locked with a password; save it without one") from None
        raise InputError(f"{place}: is a damaged or incomplete PDF ({error}); get it again") from None
    _see_that_it_can_be_read(pages, place)
    text, starts = written(lines_of(without_margins(pages)), len(pages))
    return SourceText(text, "pdf", starts)


def _see_that_it_is_no_bomb(data: bytes, place: str) -> None:
    """Refuse a stream that unpacks to more than any page or picture, before the library unpacks it all at once."""
    for begin in _STREAM.finditer(data):
        unpacker, size, packed = zlib.decompressobj(), 0, data[begin.end() : begin.end() + _UNPACKED_AT_ONCE]
        at = begin.end() + len(packed)
        try:
            while packed and not unpacker.eof:
                size += len(unpacker.decompress(packed, _UNPACKED_AT_ONCE))
                if size > _LARGEST_STREAM:
                    megabytes = _LARGEST_STREAM // 10**6
                    raise InputError(
                        f"{place}: a page or picture in it unpacks to more than {megabytes} MB; print it anew"
                    )
                packed = unpacker.unconsumed_tail or data[at : at + _UNPACKED_AT_ONCE]
                at += 0 if unpacker.unconsumed_tail else len(packed)
        except zlib.error:
            continue  # it is packed in another way, or damaged, which the library will say


def _pieces(page: Any, number: int, raw: Any, place: str) -> list[Piece]:
    text = page.get_textpage()
    try:
        if (count := text.count_chars()) > _MOST_CHARACTERS_OF_A_PAGE:
            raise InputError(f"{place}: page {number + 1} has {count:,} characters; nobody can read so many")
        return list(PageWords(text, raw, number=number, width=page.get_width(), height=page.get_height()).pieces())
    finally:
        text.close()
        page.close()


def _see_that_it_can_be_read(pages: Sequence[Sequence[Piece]], place: str) -> None:
    letters = "".join(piece.text for pieces in pages for piece in pieces)
    if not letters.strip():
        remedy = "have its text recognised (OCR), or save it as .txt"
        raise InputError(f"{place}: has {len(pages)} pages without text in them, as a scan has; {remedy}")
    unknown = sum(unicodedata.category(sign) in ("Co", "Cn", "Cc") or sign == "\ufffd" for sign in letters)
    if unknown > _UNREADABLE * len(letters):
        raise InputError(f"{place}: its fonts do not say which letters they show; have its text recognised (OCR)")
