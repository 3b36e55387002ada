"""PDF files: what stands on their pages, piece by piece, without what is printed around it."""

from __future__ import annotations

import math
import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from extractor.errors import InputError
from extractor.formats import extras
from extractor.formats.pdflines import Piece, lines_of
from extractor.formats.pdfmargins import without_margins
from extractor.formats.pdfparagraphs import written
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
_COLUMN_GAP = 1.2  # sizes of a letter; a blank in justified text is hardly wider than one
_STEEP = 0.1  # radians; a slanted line is a watermark or a stamp
_UNREADABLE = 0.2  # of the letters; a font that does not say what its signs are leaves nearly all of them so
_LINE_ENDS = "\r\n"
_BREAKS = {0x02: "-", 0xFFFE: "-"}
"""How the library gives a hyphen at the end of a line, behind which it gives no line end."""
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\ufb00-\ufb06]")
"""Radicals in the place of the letters that look like them, as some fonts have it, and ligatures."""


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
    """The stretches of a page that no column gap and no line end parts, in the order in which they were drawn."""
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count > _MOST_CHARACTERS_OF_A_PAGE:
            raise InputError(f"{place}: page {number + 1} has {count:,} characters; nobody can read so many")
        reader = _PageReader(text, raw, number, page.get_width(), page.get_height())
        return list(reader.pieces(count))
    finally:
        text.close()
        page.close()


class _PageReader:
    """Asks the library for the characters of one page and where they stand."""

    def __init__(self, text: Any, raw: Any, number: int, width: float, height: float) -> None:
        self._text, self._raw, self._number = text, raw, number
        self._width, self._height = width, height

    def pieces(self, count: int) -> Iterator[Piece]:
        codes = [self._raw.FPDFText_GetUnicode(self._text, i) for i in range(count)]
        start = 0
        for i, code in enumerate(codes):
            sign = chr(code)
            if code in _BREAKS and self._ends_line(i, count):
                yield from self._piece(codes, start, i + 1)
                start = i + 1
            elif sign in _LINE_ENDS or (sign.isspace() and self._is_gap(codes, i)):
                yield from self._piece(codes, start, i)
                start = i + 1
        yield from self._piece(codes, start, count)

    def _ends_line(self, i: int, count: int) -> bool:
        return i + 1 == count or self._box(i + 1)[0] < self._box(i)[0]

    def _is_gap(self, codes: Sequence[int], i: int) -> bool:
        if i + 1 >= len(codes) or i == 0 or chr(codes[i - 1]).isspace() or chr(codes[i + 1]).isspace():
            return False
        before, after = self._box(i - 1), self._box(i + 1)
        return after[0] - before[2] > _COLUMN_GAP * max(self._size(i - 1), self._size(i + 1))

    def _piece(self, codes: Sequence[int], start: int, end: int) -> Iterator[Piece]:
        while start < end and chr(codes[start]).isspace():
            start += 1
        while start < end and chr(codes[end - 1]).isspace():
            end -= 1
        if start == end or self._is_slanted(start):
            return
        signs = [_BREAKS.get(code) or _COMPATIBLE.sub(_compatible, chr(code)) for code in codes[start:end]]
        offsets = [0, *accumulate(map(len, signs))]
        first, last = self._box(start), self._box(end - 1)
        word_end = next((i for i in range(start, end) if _ends_word(codes, i)), end - 1)
        yield Piece(
            text=_whole_letters("".join(signs)),
            page=self._number, left=first[0], right=last[2], bottom=min(first[1], last[1]), top=max(first[3], last[3]),
            size=self._size(start), first_word=self._box(word_end)[2] - first[0],
            words=tuple(
                (offsets[i - start], self._box(i)[0]) for i in range(start + 1, end) if chr(codes[i - 1]).isspace()
            ),
            page_width=self._width, page_height=self._height,
        )  # fmt: skip

    def _box(self, i: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a character with the room that its font gives it, in points."""
        rect = self._raw.FS_RECTF()
        self._raw.FPDFText_GetLooseCharBox(self._text, i, rect)
        return rect.left, rect.bottom, rect.right, rect.top

    def _size(self, i: int) -> float:
        """How large a letter is on the page: the size of its font, which a drawing may be stretched from."""
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFText_GetMatrix(self._text, i, matrix)
        size: float = self._raw.FPDFText_GetFontSize(self._text, i)
        return size * math.hypot(matrix.c, matrix.d)

    def _is_slanted(self, i: int) -> bool:
        angle: float = self._raw.FPDFText_GetCharAngle(self._text, i)
        return min(angle, abs(2 * math.pi - angle)) > _STEEP


def _compatible(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _whole_letters(text: str) -> str:
    """The text with letters that came as two halves of UTF-16 put together; a half alone is an unknown sign."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _ends_word(codes: Sequence[int], i: int) -> bool:
    """Whether a line may break after a character: before a blank, and after any Han letter."""
    return chr(codes[i]) > "\u2e80" or i + 1 == len(codes) or chr(codes[i + 1]).isspace()


def _see_that_it_can_be_read(pages: Sequence[Sequence[Piece]], place: str) -> None:
    letters = "".join(piece.text for pieces in pages for piece in pieces)
    if not letters.strip():
        remedy = "have its text recognised (OCR), or save it as .txt"
        raise InputError(f"{place}: has {len(pages)} pages without text in them, as a scan has; {remedy}")
    unknown = sum(unicodedata.category(sign) in ("Co", "Cn", "Cc") or sign == "\ufffd" for sign in letters)
    if unknown > _UNREADABLE * len(letters):
        raise InputError(f"{place}: its fonts do not say which letters they show; have its text recognised (OCR)")
