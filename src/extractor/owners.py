"""Owners: whose figure a number is, by the passage that it stands in and by what it says of two units at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractor.annotations import NumeralMention, Page, SectionMention, UnitMention
from extractor.contexts import Places
from extractor.spans import occurrences
from extractor.tables import Row

_LEAD = re.compile(r"(?:the|at the|at)?\s*", re.IGNORECASE)
_NOUN = re.compile(r"\s*the (?P<noun>[a-z][\w-]+)\b")
_SIDE = re.compile(r"\bthe (former|latter)\b")
_RESPECTIVELY = re.compile(r"\brespectively\b")
_JOINED = re.compile(r"\s*(?:[\w%-]+\s*){0,2}(?:,\s*)?(?:and|,)\s*(?:[A-Z$€£]{0,3}\s?)?$")
"""What stands between two numbers of a pair: `22 and 15 experiments`, `22 trials and 15 experiments`."""


class Owners:
    """Answers whose a numeral is: the index of a unit, or None for the institution."""

    def __init__(self, places: Places, units: Sequence[UnitMention], rows: Sequence[Row]) -> None:
        self.places, self.units = places, units
        self._rows = {r.block: r for r in reversed(rows)}
        self._by_name = {m.start: i for i, u in enumerate(units) for m in u.mentions}
        self._mentions = sorted(self._by_name.items())
        self._blocks = [b.start for b in places.page.blocks]
        self._surfaces = _surfaces(places.page, units)

    def row(self, numeral: NumeralMention) -> Row | None:
        """The table row that a numeral stands in."""
        block = bisect_right(self._blocks, numeral.start) - 1
        inside = block >= 0 and numeral.start < self.places.page.blocks[block].end
        return self._rows.get(block) if inside else None

    def owner(self, index: int) -> int | None:
        """Whose the numeral with this index is."""
        n = self.places.page.numerals[index]
        if (row := self.row(n)) is not None:
            return self._by_name.get(row.name.start)
        section = self.places.section(n.start)
        if section is not None and section.kind in ("profile", "list") and section.units:
            return section.units[0] if len(section.units) == 1 else self._shared(section, index)
        named = self._named_in_sentence(n)
        return named if named is not None else self._by_noun(n)

    def _named_in_sentence(self, n: NumeralMention) -> int | None:
        """The unit that the sentence names as its subject."""
        start, _ = self.places.sentence(n.start)
        lead = _LEAD.match(self.places.page.text, start)
        at = lead.end() if lead else start
        return next((i for surface, i in self._surfaces if self.places.page.text.startswith(surface, at)), None)

    def _by_noun(self, n: NumeralMention) -> int | None:
        """`The laboratory has published …`: of the units that the paragraph has named, the only one that is such."""
        start, _ = self.places.sentence(n.start)
        opening = _NOUN.match(self.places.page.low, start)
        if opening is None or opening["noun"] in self.places.institution_words:
            return None
        block = self._blocks[max(0, bisect_right(self._blocks, start) - 1)] if self._blocks else start
        first, last = (bisect_left(self._mentions, (at, -1)) for at in (block, start))
        named = {i for _, i in self._mentions[first:last]}
        such = [i for i in named if opening["noun"] in self.units[i].name.lower().split()]
        return such[0] if len(such) == 1 else None

    def _shared(self, section: SectionMention, index: int) -> int:
        """One passage about several units: former and latter, `respectively`, else the unit that was named last."""
        page, units = self.places.page, section.units
        n = page.numerals[index]
        start, end = self.places.sentence(n.start)
        start, end = max(start, section.start), min(end, section.end)
        semicolon = page.text.rfind(";", start, n.start)
        near = page.low[max(start, semicolon) : n.start]
        sides = _SIDE.findall(near)
        if sides:
            return units[0] if sides[-1] == "former" else units[-1]
        if start == section.start or _RESPECTIVELY.search(page.low, start, end):
            pair = _pair_position(page, index, start, end)
            if pair is not None:
                return units[min(pair, len(units) - 1)]
        named = [(m.start, i) for i in units for m in self.units[i].mentions if section.start <= m.start < n.start]
        mentions = sorted(named + self._again(section, n.start))
        return mentions[-1][1] if mentions else units[0]

    def _again(self, section: SectionMention, end: int) -> list[tuple[int, int]]:
        """Where the section says a name of one of its units once more, and which."""
        text = self.places.page.text
        return [
            (at, i)
            for surface, i in self._surfaces
            if i in section.units
            for at in occurrences(text, surface, section.start, end)
        ]


def _pair_position(page: Page, index: int, start: int, end: int) -> int | None:
    """The position of a numeral among those that are joined to it by `and`: `22 and 15 experiments`."""
    before = page.numerals[index - 1] if index else None
    after = page.numerals[index + 1] if index + 1 < len(page.numerals) else None
    n = page.numerals[index]
    if before is not None and before.start >= start and _are_joined(page, before, n):
        return 1
    return 0 if after is not None and after.start < end and _are_joined(page, n, after) else None


def _are_joined(page: Page, one: NumeralMention, other: NumeralMention) -> bool:
    return _JOINED.fullmatch(page.low, one.outer_end, other.outer_start) is not None


def _surfaces(page: Page, units: Sequence[UnitMention]) -> list[tuple[str, int]]:
    """Every form of every unit's name, the longest first."""
    out = {(page.text[m.start : m.end], i) for i, u in enumerate(units) for m in u.mentions}
    return sorted(out, key=lambda x: (-len(x[0]), x[1]))
