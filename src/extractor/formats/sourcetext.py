"""The text of a document as the pipeline wants it: paragraphs, items and rows, each a line of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["paragraph", "item", "row"]

_CJK = r"[\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BETWEEN_CJK = re.compile(rf"(?<={_CJK})\s*\n\s*(?={_CJK})")
_LINE_END = re.compile(r"[^\S\n]*\n\s*")
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
"""Characters without width: where a word may break, and marks of bytes. Nobody sees them, and rules would stumble."""
_SEPARATOR = str.maketrans("|", "¦")


@dataclass(frozen=True, slots=True)
class SourceText:
    """What was read from a file: its text, and how its bytes became text.

    `encoding` is the character set, or the name of the format where the format has its own way. `pages` are the offsets
    at which the pages begin, in order; empty where the format has none.
    """

    text: str
    encoding: str
    pages: tuple[int, ...] = ()


class TextWriter:
    """Puts pieces of a document together, a blank line between any two but the items or rows of one list or table.

    The blank line says that a piece is whole: without it, lines of about one length would be taken for a paragraph that
    was wrapped by hand.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last: Kind = "paragraph"

    def paragraph(self, text: str) -> None:
        """A heading, a paragraph or a line that stands alone."""
        self._put(text.strip(), "paragraph")

    def item(self, text: str, marker: str = "-") -> None:
        """A line of a list."""
        if text.strip():
            self._put(f"{marker} {text.strip()}", "item")

    def row(self, cells: list[str]) -> None:
        """A row of a table; one that has words in one cell only is a line in the table, as a heading is."""
        filled = [cell for cell in cells if cell]
        if len(filled) > 1:
            self._put(f"| {' | '.join(cell.translate(_SEPARATOR) for cell in cells)} |", "row")
        elif filled:
            self.paragraph(filled[0])

    def end_list(self) -> None:
        """What follows belongs to another list or table."""
        self._last = "paragraph"

    def finish(self) -> str:
        """The whole text, ending in a line end if there is any."""
        return "".join((*self._parts, "\n")) if self._parts else ""

    def _put(self, text: str, kind: Kind) -> None:
        if not text:
            return
        if self._parts:
            self._parts.append("\n" if kind == self._last != "paragraph" else "\n\n")
        self._parts.append(text)
        self._last = kind


def one_line(text: str) -> str:
    """The words of a stretch in one line, as a browser shows them: one blank for many, none where Han was wrapped."""
    if "\n" in text:
        text = _LINE_END.sub(" ", _BETWEEN_CJK.sub("", text.strip()))
    return _BLANKS.sub(" ", text.translate(_UNSEEN)).strip()
