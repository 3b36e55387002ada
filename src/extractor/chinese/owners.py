"""Whose a number is on a Chinese page: the unit of its passage or row, or the one that its clause began to tell of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from extractor.annotations import Mark, Page, SectionMention, UnitMention
from extractor.chinese.names import names
from extractor.chinese.outline import Piece
from extractor.matching import Grammar

_CLAUSE = re.compile(r"[,;:。!?]")
_CLOSED = re.compile(r"[;。!?]")
_BEFORE_VERB = 4  # characters between a name and the verb of a selection: 则, 双双, 成功
_AND = ("、", "和", "及", "与", "以及")
_LEADING = '"《其中,而 　'
_TELLING_NAME = 3  # characters of a name that a clause begins with
_LONGEST_SHORT_NAME = 14  # characters that a short name may have
_SHORTEST_PART, _SHORTEST_END = 4, 3
"""Characters of a part of one unit's name that stands for it: of any part, and of its end."""
_FURTHER = 3  # characters behind a part of a name in which the name of another body may end
_PLACES = "省市县区镇乡州村"


class Owners:
    """Whose the numbers of one page are; `own` are the words for the institution: its name, 学校, 全县.

    `selecting` are the verbs that say what somebody was selected for.
    """

    def __init__(
        self, page: Page, units: Sequence[UnitMention], own: Collection[str], selecting: Collection[str]
    ) -> None:
        self.page, self._own = page, tuple(own)
        self._selecting = re.compile(rf".{{0,{_BEFORE_VERB}}}?(?:{'|'.join(map(re.escape, selecting))})")
        self._by_name = {m.start: i for i, u in enumerate(units) for m in u.mentions}
        places = sorted((at, order, i) for order, (at, i) in enumerate(self._by_name.items()))
        self._places, self._named = [at for at, *_ in places], [(order, i) for _, order, i in places]
        surfaces = {(page.low[m.start : m.end], i) for i, u in enumerate(units) for m in u.mentions}
        self._surfaces = sorted(surfaces, key=lambda s: -len(s[0]))
        self._telling = tuple(s for s, _ in self._surfaces if len(s) >= _TELLING_NAME)
        self._clauses: dict[int, _Clauses] = {}
        self._told = dict(self._sentences())

    def in_block(self, block: int) -> int | None:
        """The first unit that a block names: that of a row of a table."""
        named = self._named_in(self.page.blocks[block].start, self.page.blocks[block].end)
        return min(named, default=(0, None))[1]

    def _named_in(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The units that a stretch names, each behind the place of its name among all that the page has."""
        first, last = (bisect_left(self._places, at) for at in (start, end))
        return (self._named[k] for k in range(first, last))

    def in_passage(self, section: SectionMention, at: int) -> int:
        """The unit of a passage; of a passage on several, the one named last before a place."""
        if len(section.units) == 1:
            return section.units[0]
        low = self.page.low
        found = [(low.rfind(s, section.start, at), i) for s, i in self._surfaces if i in section.units]
        last = max(found, default=(-1, 0))
        return last[1] if last[0] >= 0 else section.units[0]

    def in_sentence(self, start: int, at: int) -> int | None:
        """The unit that the sentence at `start` tells of where it has come to `at`, None for the institution.

        That is the unit which the last clause begins with that begins with one or with the institution, else, in a
        paragraph that tells of one unit after another, the unit of the sentence before.
        """
        unit, is_said = self._in_clause(start, at)
        return unit if is_said else self._told.get(start)

    def tells(self, start: int) -> bool:
        """Whether the sentence at `start` is one of a unit in a paragraph that tells of several, one after another."""
        return self._told.get(start) is not None

    def _sentences(self) -> Iterator[tuple[int, int | None]]:
        """The sentences of paragraphs that tell of one unit after another, with the unit of each."""
        for block in self.page.blocks:
            units: list[tuple[int, int | None]] = []
            current: int | None = None
            for start, end in self.page.sentences_in(block.start, block.end):
                opening = _CLAUSE.search(self.page.low, start, end)
                unit, is_said = self._in_clause(start, min(opening.end() + 1, end) if opening else end)
                current = unit if is_said else current
                units.append((start, current))
            if len({unit for _, unit in units} - {None}) > 1:
                yield from units

    def _in_clause(self, start: int, at: int) -> tuple[int | None, bool]:
        """The unit that the last clause that says so begins with, and whether any does."""
        low = self.page.low
        clauses = self._clauses.setdefault(start, _Clauses(start, [start]))
        if at > clauses.read_to:
            clauses.begins += (m.end() for m in _CLAUSE.finditer(low, clauses.read_to, at))
            clauses.read_to = at
        begun = bisect_right(clauses.begins, at)
        for begin in clauses.begins[len(clauses.first_words) : begun]:
            here = self._behind_leading(begin)
            found = self._begun(start, here)
            clauses.told.append(found if found[1] or not clauses.told else clauses.told[-1])
            clauses.first_words.append(here)
        behind = bisect_left(clauses.first_words, at, 0, begun)
        if behind < begun:  # what leads the last clause reaches as far as the place itself
            found = self._begun(start, at)
            if found[1]:
                return found
        return clauses.told[behind - 1] if behind else (None, False)

    def _behind_leading(self, at: int) -> int:
        while at < len(self.page.low) and self.page.low[at] in _LEADING:
            at += 1
        return at

    def _begun(self, start: int, at: int) -> tuple[int | None, bool]:
        """With which unit a clause of the sentence at `start` begins, and whether it begins with any, or with ours."""
        if at in self._by_name:
            others = any(i != self._by_name[at] for _, i in self._named_in(start, at))
            return None if self._is_listed(at, others=others) else self._by_name[at], True
        low = self.page.low
        if low.startswith(self._own, at):
            return None, True
        if low.startswith(self._telling, at):
            return next(i for s, i in self._surfaces if len(s) >= _TELLING_NAME and low.startswith(s, at)), True
        return None, False

    def _is_listed(self, at: int, *, others: bool) -> bool:
        """Whether the name at a place is one of several that a sentence says were selected: 甲、乙入选丙,丁入选戊."""
        end = max(at + len(s) for s, _ in self._surfaces if self.page.low.startswith(s, at))
        selected = others and self._selecting.match(self.page.low, end) is not None
        return selected or self.page.low.startswith(_AND, end)


@dataclass(slots=True)
class _Clauses:
    """Where the clauses of a sentence begin, as far as it has been read.

    `first_words` has where each begins behind what leads it, `told` the unit of which the clauses up to there tell.
    """

    read_to: int
    begins: list[int]
    first_words: list[int] = field(default_factory=list)
    told: list[tuple[int | None, bool]] = field(default_factory=list)


def clause_leads(
    page: Page, grammar: Grammar, pieces: Sequence[Piece], forms: Sequence[tuple[str, int]], own: str
) -> Iterator[tuple[int, int, Mark]]:
    """The units that clauses of prose begin with by a part of their names: the piece's block, the unit, the name.

    冀润轴承 begins a clause about 石家庄冀润轴承科技有限公司, if it is a part of no other unit's name.
    """
    heads = sorted({*grammar.lexicons["institution_head"], *grammar.lexicons["issuer_head"]}, key=len, reverse=True)
    ending = re.compile("|".join(map(re.escape, heads)))
    for piece in pieces:
        if piece.shape != "prose":
            continue
        block = page.blocks[piece.block]
        for clause in (block.body, *(m.end() for m in _CLOSED.finditer(page.low, block.body, block.end))):
            start = clause
            while start < block.end and page.low[start] in _LEADING:
                start += 1
            found = _by_part(page.low, start, min(block.end, start + _LONGEST_SHORT_NAME), forms, own)
            if found is not None and not _is_longer(page.low, found[1], forms, ending, grammar):
                yield piece.block, *found


def _by_part(low: str, start: int, end: int, forms: Sequence[tuple[str, int]], own: str) -> tuple[int, Mark] | None:
    """The unit of which a part of the name, and of no other unit's, begins at `start`; and that part."""
    best: dict[int, int] = {}
    for form, i in forms:
        length = 0
        while start + length < end and low[start : start + length + 1] in form:
            length += 1
        best[i] = max(best.get(i, 0), length)
    ranked = sorted(best.items(), key=lambda x: -x[1])
    if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    unit, length = ranked[0]
    part = low[start : start + length]
    whole = [f for f, i in forms if i == unit and part in f]
    at_end = any(f.endswith(part) for f in whole)
    if (own and own.startswith(part)) or (part.endswith(tuple(_PLACES)) and not at_end) or not whole:
        return None
    if length < (_SHORTEST_END if at_end else _SHORTEST_PART):
        return None
    at_start = all(f.startswith(part) for f in whole)
    if at_start and not at_end and 2 * length < min(map(len, whole)):
        return None  # only its place
    return unit, Mark(start, start + length)


def _is_longer(
    low: str, name: Mark, forms: Sequence[tuple[str, int]], ending: re.Pattern[str], grammar: Grammar
) -> bool:
    """Whether the part of a name goes on to the end of another body's name."""
    for k in range(_FURTHER + 1):
        at = name.end + k
        m = ending.match(low, at) or names(grammar).head.match(low, at)
        if m is not None and not any(low[name.start : m.end()] in form for form, _ in forms):
            return True
    return False
