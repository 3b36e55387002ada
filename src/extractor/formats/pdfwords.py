"""The words on one page of a PDF with the boxes that they stand in, put together as pieces of lines."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extractor.formats.pdflines import CJK, Piece

_COLUMN_GAP = 1.2  # sizes of a letter; a blank in justified text is hardly wider than one
_NARROW_COLUMN_GAP = 0.55  # likewise, where another blank of the line is much narrower
_MUCH_WIDER = 1.8  # times the narrowest blank of a line
_EVEN = 1.1  # times the narrowest blank; a justified line has all of one width
_FEWEST_BLANKS = 3  # of one width, which tell a justified line
_NARROWER = 0.85  # times the narrowest blank between words: a gap beside a Han letter that only fills the line
_NARROWEST = 0.25  # sizes of a letter, in a line without such blanks; fonts have a blank a little wider than that
_STEEP = 0.1  # radians; a slanted line is a watermark or a stamp
_LINE_ENDS = (0x0A, 0x0D)
_HYPHENS = (0x02, 0xFFFE)
"""How the library gives a hyphen at the end of a line, behind which it gives no line end."""
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\ufb00-\ufb06]")
"""Radicals in the place of the letters that look like them, as some fonts have it, and ligatures."""


@dataclass(frozen=True, slots=True)
class _Word:
    """The characters from `start` to `end`, where they stand, and the blank before them: how wide, whether drawn."""

    start: int
    end: int
    left: float
    right: float
    gap: float
    is_drawn: bool


class PageWords:
    """Asks the library for the characters of one page: `text` is its text page, `raw` the library's functions."""

    def __init__(self, text: Any, raw: Any, *, number: int, width: float, height: float) -> None:
        self._text, self._raw = text, raw
        self._number, self._width, self._height = number, width, height
        self._codes = [raw.FPDFText_GetUnicode(text, i) for i in range(text.count_chars())]

    def pieces(self) -> Iterator[Piece]:
        """The stretches that no column gap and no line end parts, in the order in which they were drawn."""
        for start, end in self._lines():
            words = list(self._words(start, end))
            if words and not self._is_slanted(words[0].start):
                size = self._size(words[0].start)
                begin = 0
                for i in [*self._columns(words, size), len(words)]:
                    yield self._piece(words[begin:i], size)
                    begin = i

    def _lines(self) -> Iterator[tuple[int, int]]:
        start = 0
        for i, code in enumerate(self._codes):
            if code in _LINE_ENDS:
                yield start, i
                start = i + 1
            elif code in _HYPHENS and (i + 1 == len(self._codes) or self._box(i + 1)[0] < self._box(i)[0]):
                yield start, i + 1
                start = i + 1
        yield start, len(self._codes)

    def _words(self, start: int, end: int) -> Iterator[_Word]:
        right, blanks = 0.0, start
        i = start
        while i < end:
            if chr(self._codes[i]).isspace():
                i += 1
                continue
            begin = i
            while i < end and not chr(self._codes[i]).isspace():
                i += 1
            left, drawn = self._box(begin)[0], any(self._is_drawn(blank) for blank in range(blanks, begin))
            yield _Word(begin, i, left, self._box(i - 1)[2], left - right, drawn)
            right, blanks = self._box(i - 1)[2], i

    def _columns(self, words: Sequence[_Word], size: float) -> list[int]:
        """Which words of a line begin another column."""
        gaps = [word.gap for word in words[1:]]
        spaces = [gap for gap, is_han in zip(gaps, self._beside_han(words), strict=True) if not is_han]
        if len(spaces) >= _FEWEST_BLANKS and max(gaps) <= _EVEN * min(spaces):
            return []
        least = _COLUMN_GAP * size
        if len(gaps) > 1:
            least = min(least, max(_NARROW_COLUMN_GAP * size, _MUCH_WIDER * min(gaps)))
        return [i for i, gap in enumerate(gaps, 1) if gap > least]

    def _beside_han(self, words: Sequence[_Word]) -> list[bool]:
        """Of each blank between two words, whether a Han letter or sign is next to it."""
        return [
            chr(self._codes[one.end - 1]) >= CJK or chr(self._codes[other.start]) >= CJK
            for one, other in pairwise(words)
        ]

    def _piece(self, words: Sequence[_Word], size: float) -> Piece:
        letters = [self._letters(word) for word in words]
        han = self._beside_han(words)
        spaces = [word.gap for word, is_han in zip(words[1:], han, strict=True) if not is_han]
        narrowest = _NARROWER * min(spaces) if spaces else _NARROWEST * size
        text = letters[0]
        places = []
        for before, word, sign, is_han in zip(words, words[1:], letters[1:], han, strict=False):
            text += "" if is_han and not word.is_drawn and word.gap < narrowest else " "
            places.append((len(text), before.right, word.left))
            text += sign
        first, last = words[0], words[-1]
        boxes = self._box(first.start), self._box(last.end - 1)
        break_at = next((i for i in range(first.start, first.end) if chr(self._codes[i]) >= CJK), first.end - 1)
        return Piece(
            text=text, page=self._number, left=first.left, right=last.right,
            bottom=min(box[1] for box in boxes), top=max(box[3] for box in boxes), size=size,
            first_word=self._box(break_at)[2] - first.left, words=tuple(places),
            page_width=self._width, page_height=self._height,
        )  # fmt: skip

    def _letters(self, word: _Word) -> str:
        codes = self._codes[word.start : word.end]
        signs = "".join("-" if code in _HYPHENS else chr(code) for code in codes)
        # Letters beyond the 16 bits of UTF-16 come as two halves.
        whole = signs.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return _COMPATIBLE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), whole)

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

    def _is_drawn(self, i: int) -> bool:
        """Whether a character is in the file and was not put in by the library, because it saw a gap."""
        generated: int = self._raw.FPDFText_IsGenerated(self._text, i)
        return generated != 1

    def _is_slanted(self, i: int) -> bool:
        angle: float = self._raw.FPDFText_GetCharAngle(self._text, i)
        return min(angle, abs(2 * math.pi - angle)) > _STEEP
