"""The lines of PDF pages joined into paragraphs, the hyphens at their ends undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractor.formats.pdflines import CJK, Piece, TableRow

_MARKER = re.compile(
    r"(?:[•●▪◦‣·■□►▶○★☆◆◇➢\uf000-\uf0ff]"
    r"|[*\u2013\u2014-]\s"
    r"|[(\uff08]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[ivx]{1,4}|[a-zA-Z])(?:[)\uff09、\uff0e](?![:：;；,，。])|\.\s)"
    r"|第[一二三四五六七八九十]{1,3}[章节条、]|[①-⑳])"
)
_HYPHENS = "-\u2010\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+)[-\u2010]\Z")
_SOFT_HYPHEN = "\u00ad"
_SENTENCE_END = re.compile(r"[.!?:;。！？：；][\"'”’)）]*$")
_SAME_SIZE = 0.08  # of the size of letters; what is stretched comes out a little different
_LARGER = 1.1  # times the size of most letters: a heading
_TIGHTEST = 0.9  # sizes of a letter; what is nearer is raised or lowered, and no line of its own
_RARE = 0.1  # of the steps from line to line
_INDENT = 0.8  # sizes of a letter
_LOOSE = 0.35  # sizes of a letter beyond the usual step from line to line: a gap between paragraphs
_TIGHT_FIT = 0.3  # sizes of a letter by which justified lines miss the margin
_CENTRED = 8.0  # points by which a centred line misses the middle
_WIDE = 0.6  # of the width of the page; a column of narrower lines is a list, or one of several
_FAR_RIGHT = 0.25  # of the lines that begin in the right half of the pages: they have two columns


def written(lines: Sequence[Piece | TableRow], pages: int) -> tuple[str, tuple[int, ...]]:
    """The text, a blank line between two paragraphs, and the offset at which each page begins."""
    flow = [line for line in lines if isinstance(line, Piece)]
    shape = _Shape(flow)
    words = _Words(flow)
    out: list[str] = []
    length = 0
    starts: dict[int, int] = {}
    before: Piece | TableRow | None = None
    for line in lines:
        if isinstance(line, TableRow):
            gap = "\n" if isinstance(before, TableRow) else "\n\n"
            text = f"| {' | '.join(cell.replace('|', '¦') for cell in line.cells)} |"
        else:
            gap, text = "\n\n", line.text
            if isinstance(before, Piece) and shape.goes_on(before, line):
                gap = "" if out[-1][-1] >= CJK or text[0] >= CJK else " "
                if out[-1][-1] in _HYPHENS and len(out[-1]) > 1:
                    gap = ""
                    joined = words.joined(out[-1], text)
                    length -= len(out[-1]) - len(joined)
                    out[-1] = joined
        if out:
            out.append(gap)
            length += len(gap)
        starts.setdefault(line.page, length)
        out.append(text)
        length += len(text)
        before = line
    text = "".join((*out, "\n")) if out else ""
    return text, _all_starts(starts, pages, len(text))


def _all_starts(starts: dict[int, int], pages: int, length: int) -> tuple[int, ...]:
    """The beginning of every page; one without text begins where the next one does."""
    out = [length] * pages
    for page in reversed(range(pages)):
        out[page] = starts.get(page, out[page + 1] if page + 1 < pages else length)
    return (0, *out[1:]) if out else ()


class _Shape:
    """How the text of a document stands on its pages, which tells a line that goes on from one that ends."""

    def __init__(self, flow: Sequence[Piece]) -> None:
        self._two_columns = sum(p.left > p.page_width / 2 for p in flow) > _FAR_RIGHT * len(flow)
        self._right: dict[bool, float] = {}
        self._left: dict[bool, float] = {}
        for piece in flow:
            side = self._side(piece)
            self._right[side] = max(self._right.get(side, 0.0), piece.right)
            self._left[side] = min(self._left.get(side, piece.left), piece.left)
        sizes = Counter[float]()
        for piece in flow:
            sizes[round(piece.size, 1)] += len(piece.text)
        self._size = sizes.most_common(1)[0][0] if sizes else 0.0
        self._step = self._usual_step(flow)

    def _usual_step(self, flow: Sequence[Piece]) -> float:
        """How far it is from one line of a paragraph to the next: the least step that is not rare, 0 without any."""
        steps = Counter[float]()
        for line, after in pairwise(flow):
            step = line.bottom - after.bottom
            of_text = abs(line.size - self._size) + abs(after.size - self._size) < _SAME_SIZE * self._size
            if line.page == after.page and of_text and step > _TIGHTEST * self._size:
                steps[round(2 * step) / 2] += 1
        return min((step for step, times in steps.items() if times >= _RARE * steps.total()), default=0.0)

    def goes_on(self, line: Piece, after: Piece) -> bool:
        """Whether `after` is the next line of the paragraph of `line`."""
        size = line.size
        if abs(size - after.size) > _SAME_SIZE * size or _MARKER.match(after.text) or not self._is_next(line, after):
            return False
        is_full = self._is_full(line, after)
        if self._is_centred(after) and (is_full or self._is_centred(line)):
            return size > _LARGER * self._size
        is_item = _MARKER.match(line.text) is not None
        if not is_full or (after.left > line.left + _INDENT * size and not is_item):
            return False
        if not _SENTENCE_END.search(line.text):
            return True
        # A full line that ends a sentence: two lines set in alike begin two paragraphs, and so may two on two pages.
        # Two parts of one paragraph do less harm than two paragraphs in one.
        is_set_in = after.left > self._left[self._side(after)] + _INDENT * size
        is_parted = line.page != after.page and after.left >= line.left
        return is_item or not (is_set_in or is_parted)

    def _side(self, piece: Piece) -> bool:
        return self._two_columns and piece.left > piece.page_width / 2

    def _is_next(self, line: Piece, after: Piece) -> bool:
        """Whether nothing parts the two lines but the step from line to line, or the end of a page or column."""
        if line.page == after.page and self._side(line) == self._side(after):
            step = line.bottom - after.bottom
            return 0 < step <= max(self._step, line.size) + _LOOSE * line.size
        return after.page - line.page <= 1

    def _is_full(self, line: Piece, after: Piece) -> bool:
        """Whether the first word of `after` would not have fitted into the line."""
        right = self._right[self._side(line)]
        if not self._two_columns and right - self._left[self._side(line)] < _WIDE * line.page_width:
            return False
        blank = 0 if line.text[-1] >= CJK else _TIGHT_FIT * line.size
        return line.right + blank + after.first_word > right - _TIGHT_FIT * line.size

    def _is_centred(self, piece: Piece) -> bool:
        middle = (piece.left + piece.right) / 2
        inset = piece.left > self._left[self._side(piece)] + piece.size
        return inset and abs(middle - piece.page_width / 2) < _CENTRED


class _Words:
    """The words of a document, which tell a hyphen of the word from one of the line's end."""

    def __init__(self, flow: Sequence[Piece]) -> None:
        self._known: set[str] = set()
        parted = False
        for piece in flow:
            words = _WORD.findall(piece.text.lower())
            # What a line end parted is no word.
            start, parted = int(parted), piece.text[-1] in _HYPHENS
            self._known.update(words[start : len(words) - parted])

    def joined(self, line: str, after: str) -> str:
        """The line without the hyphen at its end where the word has none: `labora-` before `tory`.

        The document decides: it has the word elsewhere in one form, or both parts as words. Else the hyphen goes.
        """
        head, tail = _LAST_WORD.search(line), _WORD.match(after)
        if line[-1] == _SOFT_HYPHEN:
            return line[:-1]
        if head is None or tail is None or not tail[0][0].islower():
            return line
        first, second = head[1].lower(), tail[0].lower()
        if first + second in self._known:
            return line[:-1]
        is_compound = f"{first}-{second}" in self._known or {first, second} <= self._known
        return line if is_compound else line[:-1]
