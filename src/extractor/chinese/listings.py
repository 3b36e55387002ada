"""Lists on a Chinese page: headings with names under them, labels with names behind them, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.annotations import Mark, Page
from extractor.chinese.names import names, trimmed
from extractor.chinese.outline import ANNEXED, Piece, category_name, holds_quantity
from extractor.chinese.page import OVER_MARKS
from extractor.matching import Grammar
from extractor.spans import trim

_FIELD_END = re.compile(r"\s|[:|,。;—]|--|-(?=\s)|\((?![^()]*\)[\u4e00-\u9fff])")
_QUOTED_FIELD = re.compile(r"《[^》]+》|\"[^\"]+\"(?:[\u4e00-\u9fff]{1,14})?")
# A name in Latin letters has blanks: it ends at a bracket, a sign, or where the line goes on in Chinese.
_LATIN_FIELD = re.compile(r"[a-z][\w.&,'-]*(?:\s[\w.&,'-]+)+(?=\s*(?:[(《:|—]|$)|\s[\u4e00-\u9fff])", re.ASCII)
_ALSO = re.compile(r"\s*[(|:—]+\s*(?P<one>《[^》]{2,40}》|[a-z][a-z .'-]+(?=$|[)|])|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,10})(?:[,、]?\s*(?:简称|英文缩写|缩写)[:为]?(?P<two>[\w-]{2,20}))?")
_HOST = re.compile(r"[(\s:—|]+(?P<host>[^()\s:,、|;]{2,30})\)?")
_PERSON_ROW = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])[\s,:(]+(?P<host>[^\s,:()]{3,40})"
)
_HOST_PERSON = re.compile(
    r"(?P<host>[^\s,:()]{3,30})\s+(?P<name>[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])$"
)


@dataclass(slots=True)
class Entry:
    """One name in a list, the block that it stands in, the body that has it, and other names that the line gives."""

    name: Mark
    block: int
    host: Mark | None = None
    also: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Listing:
    """Names under one heading or label; `forms` are the forms of the category's name, none where the heading has none.

    `interleaved` says that passages about the units stand between the names.
    """

    header: int | None
    forms: tuple[Mark, ...]
    count: tuple[int, Mark] | None
    entries: list[Entry] = field(default_factory=list)
    interleaved: bool = False


def find_listings(page: Page, grammar: Grammar, pieces: Sequence[Piece], first: int) -> list[Listing]:
    """The lists of a page behind the piece `first`, in order."""
    reader = _Reader(page, grammar, pieces)
    i = first
    while i < len(pieces):
        i = reader.take(i)
    return [listing for listing in reader.found if listing.entries]


def _heading_is(text: str, word: str) -> bool:
    """Whether the heading of a column is a word, what it says in brackets aside; 农场名称 is a 名称."""
    bare = re.sub(r"\([^()]*\)|\s", "", text)
    return bare == word or (word == "名称" and bare.endswith(word))


class _Reader:
    """Goes over the pieces once; `found` are the lists so far."""

    def __init__(self, page: Page, grammar: Grammar, pieces: Sequence[Piece]) -> None:
        self.page, self.grammar, self.pieces = page, grammar, pieces
        self.kinds = names(grammar)
        self.found: list[Listing] = []

    def take(self, i: int) -> int:
        """Read what begins at piece `i`; where the next begins."""
        piece = self.pieces[i]
        if piece.shape == "label" and self._is_category(piece.head):
            self._label(piece)
            return i + 1
        if piece.shape == "row":
            return self._rows(i, None, (), None)
        if piece.shape in ("short", "label", "prose") and self._heads_a_list(i):
            return self._under(i)
        return i + 1

    def _marker(self, i: int) -> str:
        return self.page.blocks[self.pieces[i].block].marker

    def _low(self, mark: Mark) -> str:
        return self.page.low[mark.start : mark.end]

    def _is_category(self, head: Mark) -> bool:
        """Whether a label can be what units were selected for, and no label of something else."""
        low = self._low(head).strip()
        lexicons = self.grammar.lexicons
        if low in lexicons["no_category"] or low in lexicons["meta_label"] or len(low) < 3:
            return False
        if any(low.endswith(word) for word in lexicons["no_category"] if len(word) > 2):
            return False
        return not self._is_body(low) and not any(
            low.startswith(word) for word in lexicons["no_category"] if len(word) > 3
        )

    def _is_body(self, low: str) -> bool:
        """Whether a label names a body whose units stand behind it: `甲大学：材料学、土木工程`."""
        return any(
            low.endswith(head) for head in ("大学", "学院", "市", "县", "公司", "医院", "集团", "街道", "局", "厅")
        )

    def _label(self, piece: Piece) -> None:
        forms = category_name(self.page, self.grammar, piece.head)
        entries = [Entry(n, piece.block) for n in piece.listed]
        self.found.append(Listing(piece.block, forms, piece.count, entries))

    def _heads_a_list(self, i: int) -> bool:
        """Whether the pieces behind `i` are the list that it heads."""
        piece = self.pieces[i]
        if i + 1 >= len(self.pieces):
            return False
        after = self.pieces[i + 1]
        if self._is_item(i) and self._marker(i + 1) in OVER_MARKS:
            return False  # the last item before the next heading
        if piece.shape == "prose":  # `名单如下:` at the end of a paragraph
            ends = self.grammar.fragment("list_follows").search(self.page.low, piece.head.start, piece.head.end)
            tail = self.page.low[piece.head.start : piece.head.end].rstrip()[-1:]
            return (
                bool(ends or tail == ":")
                and after.shape == "short"
                and not after.count
                and bool(self._names_of(after))
                and not self._heads_a_list(i + 1)
            )
        if piece.shape == "label":
            return False
        if after.shape == "row":
            return True
        if after.shape == "label" and self._is_body(self._low(after.head).strip()):
            return True
        if after.shape != "short" or after.count or (after.colon and not after.listed):
            return False
        listed = self._names_of(after)
        if not listed:
            return False
        same = self._marker(i) == self._marker(i + 1)
        if len(listed) > 1:
            return True
        signal = piece.count is not None or piece.colon or self._has_sign(piece)
        if same:
            return self._marker(i) == "" and signal and not self._follows_prose(i + 1)
        return signal or self._is_item(i + 1) or self._marker(i) != ""

    def _follows_prose(self, i: int) -> bool:
        return i + 1 < len(self.pieces) and self.pieces[i + 1].shape == "prose"

    def _is_item(self, i: int) -> bool:
        return self.page.blocks[self.pieces[i].block].shape == "item"

    def _has_sign(self, piece: Piece) -> bool:
        """Whether a heading says by its words that it is one of a category."""
        low = self._low(piece.head)
        has_tail = any(low.endswith(tail) for tail in self.grammar.lexicons["category_tail"])
        return has_tail or self.page.blocks[piece.block].marker == "bold"

    def _names_of(self, piece: Piece) -> list[Entry]:
        """The names in one line of a list: the first field of a line with several, or all of an enumeration."""
        block = self.page.blocks[piece.block]
        start, end = block.body, block.body_end
        low = self.page.low[start:end]
        if piece.shape == "label" and not self._is_body(self._low(piece.head).strip()):
            return self._first_field(piece, start, end)
        if "、" in low or ";" in low:
            listed = list(piece.listed) if piece.shape != "label" else list(piece.listed)
            surfaces = [self._low(n) for n in listed]
            strong = sum(map(self.kinds.is_strong, surfaces)) + sum(self.page.low[n.start - 1] in '《"' for n in listed)
            persons = sum(map(self.kinds.is_person, surfaces))
            if (
                len(listed) > 1
                and not any(holds_quantity(self.page, n) for n in listed)
                and all(map(self.kinds.is_weak, surfaces))
                and (2 * strong >= len(listed) or persons == len(listed))
            ):
                host = piece.head if piece.shape == "label" else None
                return [Entry(n, piece.block, host) for n in listed]
        if piece.shape == "label":
            return [Entry(n, piece.block, piece.head) for n in piece.listed]
        return self._first_field(piece, start, end)

    def _first_field(self, piece: Piece, start: int, end: int) -> list[Entry]:
        low = self.page.low
        if m := _PERSON_ROW.match(low, start, end):
            body = m["host"]
            if any(body.endswith(h) or h in body for h in self.grammar.lexicons["organisation_head"]):
                return [Entry(Mark(*m.span("name")), piece.block, Mark(*m.span("host")))]
        if (m := _HOST_PERSON.match(low, start, end)) and self.kinds.head_of(m["host"]):
            return [Entry(Mark(*m.span("name")), piece.block, Mark(*m.span("host")))]
        m = _QUOTED_FIELD.match(low, start, end) or _LATIN_FIELD.match(low, start, end)
        stop = m.end() if m else None
        if stop is None:
            cut = _FIELD_END.search(low, start, end)
            stop = cut.start() if cut else end
        name = trimmed(low, Mark(start, stop))
        if name.end - name.start < 2 or not self.kinds.is_weak(self._low(name)):
            return []
        return [Entry(name, piece.block, self._host(stop, end), self._also(stop, end))]

    def _also(self, at: int, end: int) -> tuple[Mark, ...]:
        """Further names behind a name: its translation in brackets, what it is short for."""
        m = _ALSO.match(self.page.low, at, end)
        spans = [m.span(group) for group in ("one", "two") if m[group]] if m else []
        return tuple(trimmed(self.page.low, Mark(*span)) for span in spans)

    def _host(self, at: int, end: int) -> Mark | None:
        """The body behind a name, in brackets or in a field of its own."""
        for m in _HOST.finditer(self.page.low, at, end):
            if any(m["host"].endswith(h) for h in self.grammar.lexicons["organisation_head"]):
                return Mark(*m.span("host"))
        return None

    def _under(self, i: int) -> int:
        """The list under the heading `i`."""
        piece = self.pieces[i]
        forms = (
            category_name(self.page, self.grammar, piece.head)
            if piece.shape == "short" and self._is_category(piece.head) and not ANNEXED.match(self._low(piece.head))
            else ()
        )
        if self.pieces[i + 1].shape == "row":
            return self._rows(i + 1, piece.block, forms, piece.count)
        listing = Listing(piece.block if piece.shape == "short" else None, forms, piece.count)
        style = self._marker(i + 1)
        j = i + 1
        while j < len(self.pieces):
            p = self.pieces[j]
            if p.shape == "prose" and style and j > i + 1 and self._goes_on_behind(j, style):
                listing.interleaved = True
                j += 1
                continue
            if p.shape not in ("short", "label") or (p.shape == "short" and (p.count or (p.colon and not p.listed))):
                break
            if self._marker(j) != style or (
                j > i + 1
                and not style
                and self._heads_a_list(j)
                and (self._has_more_sign(j) or self._marker(j + 1) != style)
            ):
                break
            if p.shape == "label" and self._is_category(p.head) and not self._is_item(j):
                break
            entries = self._names_of(p)
            if not entries:
                break
            listing.entries += entries
            j += 1
        if forms or self._are_names(listing.entries):
            self.found.append(listing)
        return max(j, i + 1)

    def _are_names(self, entries: Sequence[Entry]) -> bool:
        """Whether most entries of a list are names by themselves, so that it needs no heading that says so."""
        low = [self._low(e.name) for e in entries]
        sure = sum(self.kinds.is_strong(s) or self.page.low[e.name.start - 1] in '《"' for s, e in zip(low, entries, strict=True))
        return 2 * sure > len(entries) or (len(entries) > 1 and all(map(self.kinds.is_person, low)))

    def _has_more_sign(self, j: int) -> bool:
        return self.pieces[j].colon or self.pieces[j].count is not None or self._has_sign(self.pieces[j])

    def _goes_on_behind(self, j: int, style: str) -> bool:
        """Whether behind the prose at `j` the list goes on with another item of its style, before any other heading."""
        for k in range(j + 1, min(j + 5, len(self.pieces))):
            if self.pieces[k].shape != "prose":
                return self.pieces[k].shape in ("short", "label") and self._marker(k) == style
        return True

    def _rows(self, i: int, header: int | None, forms: tuple[Mark, ...], count: tuple[int, Mark] | None) -> int:
        """A table: the column of names, and where it has one, the column of categories."""
        j = i
        while j < len(self.pieces) and self.pieces[j].shape == "row":
            j += 1
        rows = [self.page.blocks[p.block].cells for p in self.pieces[i:j]]
        columns = self._columns(rows[0]) if rows else {}
        if "name" not in columns:
            return j
        by_category: dict[str, Listing] = {}
        for offset, cells in enumerate(rows[1:], 1):
            if len(cells) <= columns["name"]:
                continue
            name = trimmed(self.page.low, cells[columns["name"]])
            low = self._low(name)
            if len(low) < 2 or low in self.grammar.lexicons["total_word"] or not self.kinds.is_weak(low.replace(":", "")):
                continue
            if low[0] not in '"《' and re.search(r"\d{3,}", low):
                continue
            own, key = forms, ""
            if "category" in columns and len(cells) > columns["category"]:
                cell = cells[columns["category"]]
                key, own = self._low(cell), category_name(self.page, self.grammar, cell) or forms
            listing = by_category.setdefault(key, Listing(header, own, count if not key else None))
            host = cells[columns["host"]] if "host" in columns and len(cells) > columns["host"] else None
            host = host if host is not None and host.end > host.start else None
            listing.entries.append(Entry(name, self.pieces[i + offset].block, host))
        self.found += by_category.values()
        return j

    def _columns(self, headings: Sequence[Mark]) -> dict[str, int]:
        """Which column holds what, by the headings."""
        low = [self._low(Mark(*trim(self.page.low, h.start, h.end))) for h in headings]
        out: dict[str, int] = {}
        for kind in ("name", "category", "organisation"):
            for word in self.grammar.lexicons[f"{kind}_column"]:
                at = next((k for k, text in enumerate(low) if _heading_is(text, word)), None)
                if at is not None and at not in out.values():
                    out["host" if kind == "organisation" else kind] = at
                    break
        return out
