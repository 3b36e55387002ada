"""What is printed around the text of PDF pages: running heads, page numbers, the address of a printed web page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.formats.pdflines import Piece

_DEEPEST = 3  # lines of a running head or foot
_EDGE = 0.08  # of the height of a page: text mostly begins an inch from the edge, and heads stand half as far
_LEVEL = 3.0  # points by which the pieces of one line may differ in height
_SAME_HEIGHT = 4.0  # points by which a running head may move from page to page
_PAGE_NUMBER = re.compile(
    r"\W*(?:page\s*)?(?:第\s*)?\d{1,4}\s*页?(?:\s*(?:/|of|,|，|共)?\s*(?:共\s*)?\d{1,4}\s*页?)?\W*", re.IGNORECASE
)

Line = list[Piece]


def without_margins(pages: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The pieces in their order, but for lines at the edge of a page that other pages have too, or that number it."""
    lines = [_lines(pieces) for pieces in pages]
    times = Counter(key for own in lines for key in {_key(line) for line in (*own[:_DEEPEST], *own[-_DEEPEST:])})
    out: list[Piece] = []
    for pieces, own in zip(pages, lines, strict=True):
        margins = {id(piece) for edge in (own, own[::-1]) for line in _margin(edge, times) for piece in line}
        out += [piece for piece in pieces if id(piece) not in margins]
    return out


def _margin(lines: Sequence[Line], times: Counter[tuple[str, int]]) -> list[Line]:
    """The lines from the edge of a page inwards as long as each is one of a margin."""
    out = []
    for line in lines[:_DEEPEST]:
        if not _is_at_edge(line[0]):
            break
        if times[_key(line)] < 2 and not _PAGE_NUMBER.fullmatch(_words(line)):  # noqa: PLR2004 - on another page, too
            break
        out.append(line)
    return out


def _is_at_edge(piece: Piece) -> bool:
    return not _EDGE * piece.page_height < piece.bottom < (1 - _EDGE) * piece.page_height


def _lines(pieces: Sequence[Piece]) -> list[Line]:
    """The pieces of a page line by line, from its top to its bottom."""
    out: list[Line] = []
    for piece in sorted(pieces, key=lambda piece: -piece.bottom):
        if out and out[-1][0].bottom - piece.bottom < _LEVEL:
            out[-1].append(piece)
        else:
            out.append([piece])
    return out


def _words(line: Line) -> str:
    return " ".join(piece.text for piece in sorted(line, key=lambda piece: piece.left))


def _key(line: Line) -> tuple[str, int]:
    """The words of a line, any number being like another, and its height."""
    return re.sub(r"\d+", "0", _words(line)), round(line[0].bottom / _SAME_HEIGHT)
