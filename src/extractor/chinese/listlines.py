"""The names in one line of a Chinese list, with what the line says of each: its body, its other names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.annotations import Mark, Page
from extractor.chinese.names import names, trimmed
from extractor.chinese.outline import Piece, holds_quantity
from extractor.matching import Grammar

_HAN = r"[\u4e00-\u9fff]"
_FIELD_END = re.compile(rf"\s|[:|,。;—]|--|-(?=\s)|\((?![^()]*\){_HAN})")
_QUOTED_FIELD = re.compile(rf"《[^》]+》|\"[^\"]+\"(?:{_HAN}{{1,40}}(?=[\s(:]|$)|{_HAN}{{1,14}})?")
_IN_QUOTES = re.compile(r"\"[^\"\n]*\"")
_BEHIND = re.compile(r"[\s(|]")
# A name in Latin letters has blanks: it ends at a bracket, a sign, or where the line goes on in Chinese.
_LATIN_FIELD = re.compile(rf"[a-z][\w.&,'-]*(?:\s[\w.&,'-]+)+(?=\s*(?:[(《:|—]|$)|\s{_HAN})", re.ASCII)
_ALSO = re.compile(
    rf"\s*[(|:—]+\s*(?P<one>《[^》]{{2,40}}》|[a-z][a-z .'-]+(?=$|[)|])|{_HAN}{{1,8}}·[\u4e00-\u9fff·]{{1,10}})"
    r"(?:[,、]?\s*(?:简称|英文缩写|缩写)[:为]?(?P<two>[\w-]{2,20}))?"
)
_HOST = re.compile(r"[(\s:—|]+(?P<host>[^()\s:,、|;]{2,30})\)?")
_PERSON = rf"(?P<name>{_HAN}{{2,4}}|{_HAN}\s{_HAN})"
_PERSON_AND_HOST = re.compile(rf"{_PERSON}(?:\([男女][^()]*\))?[\s,:(]+(?P<host>[^\s,:()]{{3,40}})")
_HOST_AND_PERSON = re.compile(rf"(?P<host>[^\s,:()]{{3,30}})\s+{_PERSON}$")
_BEHIND_BODY = re.compile(r"\s+(?P<name>[^\s(][^(]*?)\s*(?:\(.*)?$")
_LABELLING = re.compile(r"(?P<label>[^:;。\s]{2,40}):")
_ANNEX = re.compile(r"附(?:件|录|表)\s?[\d一二三四五六七八九十]")
_SENTENCE = re.compile(r"[?!]|——$")
_TITLE, _TITLE_SIGN = re.compile("《([^《》]*)》"), re.compile("[《》]")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
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


class Line:
    """Reads the lines of lists on one page."""

    def __init__(self, page: Page, grammar: Grammar) -> None:
        self.page, self.kinds = page, names(grammar)
        self._bodies = tuple(grammar.lexicons["labelling_body"])
        self._hosts = tuple(grammar.lexicons["organisation_head"])
        self._titles = frozenset(_TITLE.findall(page.low))

    def _low(self, mark: Mark) -> str:
        return self.page.low[mark.start : mark.end].strip()

    def is_body(self, label: str) -> bool:
        """Whether a label names a body whose units stand behind it: `甲大学：材料学、土木工程`."""
        return label.endswith(self._bodies)

    def are_names(self, entries: Sequence[Entry]) -> bool:
        """Whether most entries of a list are names by themselves, so that it needs no heading that says so."""
        sure = sum(map(self._is_sure, (e.name for e in entries)))
        persons = len(entries) > 1 and all(self.kinds.is_person(self._low(e.name)) for e in entries)
        return 2 * sure > len(entries) or persons

    def _is_sure(self, name: Mark) -> bool:
        return self.kinds.is_strong(self._low(name)) or self.page.low[name.start - 1] in '《"'

    def names_of(self, piece: Piece) -> list[Entry]:
        """The names in a line: all of an enumeration, else the first field."""
        block = self.page.blocks[piece.block]
        if piece.label:
            return [Entry(piece.head, piece.block)]
        if _SENTENCE.search(self.page.low, block.body, block.body_end) or _ANNEX.match(
            self.page.low, block.body, block.body_end
        ):
            return []
        labelled = piece.shape == "label"
        if labelled and not self.is_body(self._low(piece.head)):
            return self._first_field(piece.block, block.body, block.body_end)
        if self._enumerates(piece) or labelled:
            return [Entry(n, piece.block, self._labelling(block.body, n.start)) for n in piece.listed]
        return self._first_field(piece.block, block.body, block.body_end)

    def by_kind(self, entries: list[Entry], kind: str | None) -> list[Entry]:
        """The entries of a list of a kind, names behind their bodies taken for those: 甲中学 "追风"航模社.

        That is where all names are of another kind, the same body comes twice, and something stands behind each.
        """
        kinds = {self.kinds.kind(self._low(e.name)) for e in entries}
        bodies = {self._low(e.name) for e in entries}
        behind = [_BEHIND_BODY.match(self.page.low, e.name.end, self.page.blocks[e.block].body_end) for e in entries]
        if len(bodies) == len(entries) or kind in kinds or None in kinds or not all(behind):
            return entries
        return [Entry(Mark(*m.span("name")), e.block, e.name) for e, m in zip(entries, behind, strict=True) if m]

    def _labelling(self, start: int, at: int) -> Mark | None:
        """The label before a name in a line: `河南省:甲园;湖北省:乙园`."""
        found = list(_LABELLING.finditer(self.page.low, start, at))
        return Mark(*found[-1].span("label")) if found else None

    def add_hosts(self, entries: list[Entry], piece: Piece) -> None:
        """Note that the bodies in a field behind the last entry have it: 完成单位:甲大学."""
        hosts = [n for n in piece.listed if self._low(n).endswith(self._hosts)]
        if entries and hosts and entries[-1].host is None:
            entries[-1] = replace(entries[-1], host=hosts[0])

    def _enumerates(self, piece: Piece) -> bool:
        """Whether a line is several names, most of them such by themselves, or all of persons."""
        block = self.page.blocks[piece.block]
        low = self.page.low[block.body : block.body_end]
        persons = all(self.kinds.is_person(self._low(n)) for n in piece.listed)
        if len(piece.listed) <= 1 or not ("、" in low or ";" in low or persons):
            return False
        if any(holds_quantity(self.page, n) or not self.kinds.is_weak(self._low(n)) for n in piece.listed):
            return False
        return persons or 2 * sum(map(self._is_sure, piece.listed)) >= len(piece.listed)

    def _first_field(self, block: int, start: int, end: int) -> list[Entry]:
        """The name that a line with several fields begins with, or that of a person behind his body."""
        low = self.page.low
        m = _PERSON_AND_HOST.match(low, start, end)
        if m is not None and self.kinds.is_person(m["name"]) and any(head in m["host"] for head in self._hosts):
            return [Entry(Mark(*m.span("name")), block, Mark(*m.span("host")))]
        if (m := _HOST_AND_PERSON.match(low, start, end)) and self.kinds.head_of(m["host"]):
            return [Entry(Mark(*m.span("name")), block, Mark(*m.span("host")))]
        found = _QUOTED_FIELD.match(low, start, end) or _LATIN_FIELD.match(low, start, end)
        stop = found.end() if found else self._field_end(start, end)
        name = trimmed(low, Mark(start, stop))
        is_title = low.startswith("《", start) if found else self._is_titled(start, stop)  # which may have a colon
        if name.end - name.start < _SHORTEST or not (is_title or self.kinds.is_weak(self._low(name))):
            return []
        if not (is_title or self._is_sure(name)) and holds_quantity(self.page, name):
            return []
        return [Entry(name, block, self._host(stop, end), self._also(stop, end))]

    def _field_end(self, start: int, end: int) -> int:
        """Where the first field of a line ends: at a sign outside quotations, which a title elsewhere shows its own."""
        low = self.page.low
        behind = _BEHIND.search(low, start, end)
        whole = behind.start() if behind else end
        if self._is_titled(start, whole):
            return whole
        quotes = [m.span() for m in _IN_QUOTES.finditer(low, start, end)]
        cuts = (m.start() for m in _FIELD_END.finditer(low, start, end))
        return next((at for at in cuts if not any(s <= at < e for s, e in quotes)), end)

    def _is_titled(self, start: int, end: int) -> bool:
        """Whether the page has a stretch as a title somewhere, in its signs."""
        words = self.page.low[start:end]
        return words in self._titles if _TITLE_SIGN.search(words) is None else f"《{words}》" in self.page.low

    def _also(self, at: int, end: int) -> tuple[Mark, ...]:
        """Further names behind a name: its translation in brackets, what it is short for."""
        m = _ALSO.match(self.page.low, at, end)
        spans = [m.span(group) for group in ("one", "two") if m[group]] if m else []
        return tuple(trimmed(self.page.low, Mark(*span)) for span in spans)

    def _host(self, at: int, end: int) -> Mark | None:
        """The body behind a name, in brackets or in a field of its own."""
        found = (m for m in _HOST.finditer(self.page.low, at, end) if m["host"].endswith(self._hosts))
        m = next(found, None)
        return Mark(*m.span("host")) if m else None
