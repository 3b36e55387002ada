"""The blocks of a web page, as a browser breaks it into lines: paragraphs, items of lists, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from extractor.formats.grids import WIDEST_SPAN, grid
from extractor.formats.sourcetext import TextWriter, one_line

Element = Any
"""An element of lxml, which has no types of its own."""

UNSEEN = frozenset((
    "area", "audio", "base", "button", "canvas", "datalist", "dialog", "embed", "head", "iframe", "img", "input",
    "link", "map", "math", "meta", "meter", "noscript", "object", "option", "param", "progress", "script", "select",
    "source", "style", "svg", "template", "textarea", "track", "video",
))  # fmt: skip
"""Elements that show no text of the page, or only what somebody may type or choose."""
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OWN_MARKER = re.compile(
    r"\s*(?:[•●▪◦·■□►▶○★☆◆◇*\u2013\u2014-]|[(\uff08]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[.)\uff09、\uff0e])"
)
_MOST_LINES_OF_A_CELL = 12
"""A cell with more holds a part of the page and no entry of a table: pages were once laid out in tables."""
Shape = Literal["paragraph", "item", "row"]


@dataclass(slots=True)
class HtmlBlock:
    """A piece of the page in one line. `element` holds it; `cells` are those of a row; `marker` begins an item.

    `group` is the list or table that it is of, `linked` how many of its characters are in links.
    """

    element: Element
    text: str
    linked: int = 0
    shape: Shape = "paragraph"
    cells: tuple[str, ...] = ()
    marker: str = "-"
    group: Element = None


def blocks_of(root: Element) -> list[HtmlBlock]:
    """The blocks below an element in the order of the page."""
    from lxml import etree

    reader = _Reader(root)
    # A walk of events and no recursion: pages can be nested deeper than Python may call.
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if not reader.enter(element):
                walk.skip_subtree()
            continue
        if event == "end":
            reader.leave(element)
        if element is not root:
            reader.add(element.tail)
    reader.end_line()
    return _with_items(reader.blocks)


class _Reader:
    """Breaks what it is shown of a page into lines."""

    def __init__(self, root: Element) -> None:
        self.blocks: list[HtmlBlock] = []
        self._words: list[str] = []
        self._linked: list[str] = []
        self._holders = [root]
        self._link: Element = None

    def enter(self, element: Element) -> bool:
        """Take what an element begins with; False if nothing in it is to be looked at."""
        if element.tag in UNSEEN:
            return False
        if element.tag in _BLOCKS:
            self.end_line()
            if element.tag == "table" and (rows := _data_rows(element)):
                self.blocks += rows
                return False
            if element.tag != "br":
                self._holders.append(element)
        elif element.tag == "a" and self._link is None:
            self._link = element
        self.add(element.text)
        return True

    def leave(self, element: Element) -> None:
        """End what began with an element."""
        if self._holders[-1] is element and element.tag in _BLOCKS:
            self.end_line()
            self._holders.pop()
        elif self._link is element:
            self._link = None

    def add(self, words: str | None) -> None:
        """Take words into the line."""
        if words:
            self._words.append(words)
            if self._link is not None:
                self._linked.append(words)

    def end_line(self) -> None:
        """Make a block of the words since the last one, if there are any."""
        if text := one_line("".join(self._words)):
            linked = min(len(text), len(one_line("".join(self._linked))))
            self.blocks.append(HtmlBlock(self._holders[-1], text, linked))
        self._words.clear()
        self._linked.clear()


def write(blocks: Iterable[HtmlBlock], writer: TextWriter) -> None:
    """The blocks as text."""
    group = None
    for block in blocks:
        if block.group is not group:
            writer.end_list()
            group = block.group
        if block.shape == "row":
            writer.row(list(block.cells))
        elif block.shape == "item":
            writer.item(block.text, block.marker)
        else:
            writer.paragraph(block.text)


def _with_items(blocks: list[HtmlBlock]) -> list[HtmlBlock]:
    """The blocks, those that alone fill an item of a list made items; one that has a mark of its own keeps that."""
    alone: dict[Element, int] = {}
    items = [next(_items_around(block.element), None) for block in blocks]
    for item in items:
        if item is not None:
            alone[item] = alone.get(item, 0) + 1
    numbers: dict[Element, dict[Element, int]] = {}
    for block, item in zip(blocks, items, strict=True):
        if item is None or block.shape == "row":
            continue
        above = item.getparent()
        if above is None or alone[item] > 1 or any(inner is not item for inner in item.iter("li")):
            continue
        block.group = above
        if not _OWN_MARKER.match(block.text):
            block.shape = "item"
            if above.tag == "ol":
                if above not in numbers:
                    numbers[above] = _numbers(above)
                block.marker = f"{numbers[above][item]}."
    return blocks


def _items_around(element: Element) -> Iterator[Element]:
    while element is not None:
        if element.tag == "li":
            yield element
        element = element.getparent()


def _numbers(above: Element) -> dict[Element, int]:
    """What the items of a numbered list are numbered with: one more than the item before, or what the page says."""
    number = _count(above.get("start"), otherwise=1) - 1
    out: dict[Element, int] = {}
    for item in above.iterchildren("li"):
        number = out[item] = _count(item.get("value"), otherwise=number + 1)
    return out


def _count(written: str | None, *, otherwise: int) -> int:
    """A number that an attribute states, cut to what no page needs more than."""
    written = (written or "").strip()
    return int(written[:6]) if written.isdecimal() and written.isascii() else otherwise


def _data_rows(table: Element) -> list[HtmlBlock]:
    """The rows of a table of entries; none of one that lays out the page, whose cells are read one after the other."""
    if any(inner is not table for inner in table.iter("table")):
        return []
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if len([row for row in rows if row]) < 2:  # noqa: PLR2004 - one row is no table
        return []
    lines = {cell: blocks_of(cell) for row in rows for cell in row}
    has_heading = next(table.iter(*_HEADINGS), None) is not None
    if has_heading or any(len(found) > _MOST_LINES_OF_A_CELL for found in lines.values()):
        return []
    texts = {cell: " ".join(block.text for block in found) for cell, found in lines.items()}
    linked_of_rows = [sum(block.linked for cell in row for block in lines[cell]) for row in rows]
    caption = [HtmlBlock(table, one_line(t)) for c in table.iter("caption") if (t := "".join(c.itertext())).strip()]
    cells = grid([[(texts[c], _span(c, "colspan"), _span(c, "rowspan")) for c in row] for row in rows])
    if not any(len(list(filter(None, row))) > 1 for row in cells):
        return []
    return caption + [
        HtmlBlock(table, " ".join(filter(None, row)), linked, "row", tuple(row), group=table)
        for row, linked in zip(cells, linked_of_rows, strict=True)
        if any(row)
    ]


def _span(cell: Element, name: str) -> int:
    return max(1, min(_count(cell.get(name), otherwise=1), WIDEST_SPAN))
