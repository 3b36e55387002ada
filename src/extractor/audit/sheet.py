"""A page as a book-keeper sees it: its numbers that say how much, sentence by sentence, and the words between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import regex

from extractor.annotations import AchievementMention, Mark, NumeralMention, RoleMention, Structure
from extractor.audit.ranges import Range, stated
from extractor.matching import Grammar, Pattern, with_masks
from extractor.pageindex import PageIndex
from extractor.spans import Extent

_TELLING: Final = frozenset(("achievement", "declared", "quantity", "unexplained"))
"""The roles of numbers that say how much; all others are dates, names, grades and the like."""
_MEASURES: Final[Mapping[str, str]] = {
    "cardinal": "count", "ordinal": "rank", "percent": "share", "fraction": "share", "points": "change",
    "change": "change", "money": "amount", "measure": "amount", "multiple": "times",
}  # fmt: skip
"""What a number measures of which there is no record, by its form."""
_SIGN: Final = 8  # characters in which `number ` stands before a place
_MOST: Final = 200
"""Numbers that a sentence can have: what has more is a table without signs, and comparing all of them takes long."""
_BRACKETED = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that says how much. `index` is that of its numeral, `value` is never negative; a fall is `falls`."""

    index: int
    numeral: NumeralMention
    role: str
    measure: str
    unit: str | None
    value: float
    falls: bool
    range: Range
    achievement: AchievementMention | None

    @property
    def mark(self) -> Mark:
        """The bare number."""
        return Mark(self.numeral.start, self.numeral.end)

    @property
    def start(self) -> int:
        """Where it begins with its bound and currency."""
        return self.numeral.outer_start

    @property
    def end(self) -> int:
        """Where it ends with its bound, currency and unit."""
        return self.numeral.outer_end

    def is_like(self, other: Figure) -> bool:
        """Whether two can be held against each other: one measure, one unit."""
        return (self.measure, self.unit) == (other.measure, other.unit)


class Sheet:
    """The numbers of one page with their sentences; built once a document, asked by position."""

    def __init__(
        self,
        places: PageIndex,
        structure: Structure,
        achievements: Sequence[AchievementMention],
        roles: Sequence[RoleMention],
    ) -> None:
        self.places, self.page, self.structure = places, places.page, structure
        self.grammar: Grammar = places.grammar
        self.achievements = achievements
        self._roles = roles
        self._read = {a.numeral: a for a in achievements if a.numeral is not None}

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All numbers that say how much, in order."""
        found = (self._figure(i) for i in range(len(self.page.numerals)))
        return tuple(figure for figure in found if figure is not None)

    @cached_property
    def prose(self) -> tuple[tuple[Extent, tuple[Figure, ...]], ...]:
        """The sentences that hold two numbers or more, with their figures; the rows of tables have none."""
        return tuple(
            (extent, self.figures_in(*extent))
            for extent in self.page.sentences
            if 1 < len(numbers := self.page.numerals_in(*extent)) <= _MOST
            and not self.places.in_row(self.page.numerals[numbers[0]].start)
        )

    @cached_property
    def sentences(self) -> tuple[tuple[Extent, tuple[Figure, ...]], ...]:
        """Those of them that hold two figures or more."""
        return tuple((extent, figures) for extent, figures in self.prose if len(figures) > 1)

    def figure_at(self, at: int) -> Figure | None:
        """The figure that a place of the masked text lies in."""
        i = bisect_right(self.figures, at, key=lambda f: f.start) - 1
        return self.figures[i] if i >= 0 and at < self.figures[i].end else None

    def state_at(self, at: int) -> Figure | None:
        """The same, or a number that says a state of something although its role is another.

        That is a place written like the number of a document, `No. 53`, and a measured time, `from 12 days`.
        """
        figure = self.figure_at(at)
        if figure is not None:
            return figure
        i = bisect_right(self.page.numerals, at, key=lambda n: n.outer_start) - 1
        n = self.page.numerals[i]
        sign = self.grammar.fragment("rank_sign").search(self.page.low, max(0, n.start - _SIGN), n.start)
        if n.outer_end <= at or n.value is None or not (n.form == "measure" or (n.form == "cardinal" and sign)):
            return None
        return self._of(i, measure="rank" if sign else "amount")

    def between(self, one: Figure, other: Figure) -> str:
        """The masked words from the end of one figure to the beginning of another that stands behind it."""
        return self.page.masked[one.end : other.start]

    def fills(self, fragment: str, start: int, end: int) -> regex.Match[str] | None:
        """The match of a fragment with all of a stretch of the masked text, from end to end."""
        return _whole(self.grammar, fragment).match(self.page.masked, start, end) if start <= end else None

    def joint(self, fragment: str, one: Figure, other: Figure) -> regex.Match[str] | None:
        """The match of a fragment with all between two figures but what stands in brackets there.

        None if the other figure itself stands in brackets that open in between.
        """
        text = _BRACKETED.sub("", self.between(one, other))
        return None if "(" in text or ")" in text else _whole(self.grammar, fragment).match(text)

    def figures_in(self, start: int, end: int) -> tuple[Figure, ...]:
        """The figures that begin in a stretch."""
        low = bisect_left(self.figures, start, key=lambda f: f.start)
        return self.figures[low : bisect_left(self.figures, end, key=lambda f: f.start)]

    def named_before(self, at: int) -> int | None:
        """The unit, by index, that the sentence of a place names last before it."""
        i = bisect_left(self._named, (at, 0)) - 1
        return self._named[i][1] if i >= 0 and self._named[i][0] >= self.places.sentence(at)[0] else None

    @cached_property
    def _named(self) -> list[tuple[int, int]]:
        return sorted((mark.start, i) for i, unit in enumerate(self.structure.units) for mark in unit.mentions)

    def years_in(self, start: int, end: int) -> Iterator[tuple[int, Mark]]:
        """The years that stand in a stretch and are dates, with their places."""
        for i in self.page.numerals_in(start, end):
            n = self.page.numerals[i]
            if self._roles[i].role == "date":
                for m in _YEAR.finditer(self.page.text, n.start, min(n.end, end)):
                    yield int(m.group()), Mark(*m.span())

    def _figure(self, i: int) -> Figure | None:
        n, row = self.page.numerals[i], self._read.get(i)
        if self._roles[i].role not in _TELLING or n.value is None or n.form == "code":
            return None
        return self._of(i, measure=row.measure if row is not None else _MEASURES[n.form])

    def _of(self, i: int, *, measure: str) -> Figure:
        """A numeral as a figure, by its record where it has one."""
        n, row = self.page.numerals[i], self._read.get(i)
        value = row.value if row is not None else n.value or 0
        upper = row.upper if row is not None else n.upper
        return Figure(
            index=i, numeral=n, role=self._roles[i].role, measure=measure,
            unit=row.unit if row is not None else n.unit, value=abs(value), falls=value < 0,
            range=stated(
                self.page.text[n.start : n.end], n, abs(value), upper=None if upper is None else abs(upper),
                comparator=row.comparator if row is not None else n.comparator,
            ),
            achievement=row,
        )  # fmt: skip


@lru_cache(maxsize=64)
def _whole(grammar: Grammar, fragment: str) -> Pattern:
    """A fragment that has to reach the end of where it is looked for."""
    return grammar.pattern(with_masks(grammar.expand(f"{{{fragment}}}$", where=fragment)), name=fragment)
