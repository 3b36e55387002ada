"""Each number of a Chinese text that somebody achieved, bound to what it measures, its object, owner and period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.annotations import AchievementMention, Mark, NumeralMention, RoleMention, UnitMention
from extractor.chinese.numberplaces import cell_of, edges, owner_of, place_of, row_of, stretch_of
from extractor.chinese.objects import Objects
from extractor.chinese.places import Places
from extractor.chinese.qualities import Qualities
from extractor.chinese.readings import TABLE_RULE, Reading, figure
from extractor.chinese.stretches import Place
from extractor.decisions import decisions
from extractor.matching import Grammar
from extractor.parts import with_parts
from extractor.rules import Rule
from extractor.tables import Row

__all__ = ["ACHIEVEMENT", "TABLE_RULE", "find_achievements", "objects"]

ACHIEVEMENT = "achievement"
_FEWEST_WORDS = 2  # characters beside a figure and its classifier in a cell
_SIGN = re.compile(r"[,;。!?()]")


def find_achievements(
    places: Places, grammar: Grammar, roles: Sequence[RoleMention], _: Sequence[UnitMention]
) -> tuple[list[AchievementMention], list[RoleMention]]:
    """The achievements in text order, and the roles again: a candidate that no rule reads is `unexplained`."""
    reader = _Reader(places, grammar, roles)
    implied, read = decisions(grammar, "implied"), decisions(grammar, "achievements")
    out: list[AchievementMention] = []
    final = list(roles)
    for i, (n, role) in enumerate(zip(places.page.numerals, roles, strict=True)):
        if role.role == "grade" and (rule := implied.decide(places.page.masked, n, places.conditions(n))):
            out.append(reader.implied(i, rule))
        if role.role != ACHIEVEMENT:
            continue
        made = None
        row = row_of(places, n)
        if row is not None and not reader.says_more(n, row):
            cell = cell_of(row, n)
            made = reader.cell(i, None if cell is None else cell[1])
        elif n.value is not None and (rule := read.decide(places.page.masked, n, places.conditions(n))) is not None:
            made = reader.read(i, rule, out)
        if made is None:
            final[i] = RoleMention("unexplained", "")
        else:
            out.append(made)
    return with_parts(places, grammar, out), final


@lru_cache(maxsize=8)
def objects(grammar: Grammar) -> Objects:
    """The ways of finding objects, made once per grammar."""
    return Objects(grammar)


class _Reader:
    """Makes achievements of the numbers of one page."""

    def __init__(self, places: Places, grammar: Grammar, roles: Sequence[RoleMention]) -> None:
        self.places, self.page, self.grammar = places, places.page, grammar
        self.objects = objects(grammar)
        self.qualities = Qualities(places, grammar, roles)
        self._edges = edges(places.page, roles)

    def read(self, index: int, rule: Rule, found: Sequence[AchievementMention]) -> AchievementMention:
        """By a rule."""
        n, gives = self.page.numerals[index], rule.gives
        value, upper = (n.value or 0) * gives.get("factor", 1), n.upper
        if gives.get("sign", 1) == -1 and value > 0:
            value, upper = (-value, None) if upper is None else (-upper, -value)
        measure: str = gives["measure"]
        mark = self.objects.find(list(gives["object"]), self._place(n, found))
        if measure == "count" and value % 1 and mark is None:
            measure = "amount"  # things are counted in whole numbers
        return self._mention(
            Reading(
                index, rule.id, measure, value, upper,
                gives.get("comparator", n.comparator) if n.comparator == "=" else n.comparator,
                gives.get("unit", n.unit) if n.unit is None or "factor" in gives else n.unit, mark,
            )
        )  # fmt: skip

    def _place(self, n: NumeralMention, found: Sequence[AchievementMention]) -> Place:
        start, _ = stretch_of(self.places, n)
        previous: list[Mark] = []
        for a in reversed(found):
            if a.numeral is not None and self.page.numerals[a.numeral].start < start:
                break
            if a.numeral is not None and a.object is not None:
                previous.append(a.object)
        return place_of(self.places, self._edges, n, previous[::-1])

    def says_more(self, n: NumeralMention, row: Row) -> bool:
        """Whether the cell of a figure says in words what it is, so that it is read like a clause."""
        cell = cell_of(row, n)
        if cell is None:
            return True
        low = self.page.low
        rest = low[cell[0].start : n.outer_start] + low[self.objects.nouns.behind(n, low) : cell[0].end]
        return len(rest.strip()) >= _FEWEST_WORDS

    def cell(self, index: int, heading: Mark | None) -> AchievementMention | None:
        """A figure in a table."""
        reading = figure(self.page, self.grammar, index, heading)
        return None if reading is None else self._mention(reading)

    def implied(self, index: int, rule: Rule) -> AchievementMention:
        """获…一等奖: one prize, though no number says so."""
        n = self.page.numerals[index]
        end = n.end + len("等奖")
        start = self.objects.before(self._place(n, ()))
        mark = Mark(start.start if start is not None else n.start, end)
        clause = self._clause(n)
        return AchievementMention(
            numeral=None, owner=owner_of(self.places, n), kind="award", measure="count", value=1, upper=None,
            comparator="=", unit=None, object=mark, span=mark, rule=rule.id, implied=True,
            clause=Mark(min(clause.start, mark.start), max(clause.end, mark.end)),
            award=(mark, self.qualities.grade(mark)),
        )  # fmt: skip

    def _mention(self, reading: Reading) -> AchievementMention:
        n, mark, told = self.page.numerals[reading.index], reading.object, self.qualities
        span = Mark(min(n.start, mark.start), max(n.end, mark.end)) if mark else Mark(n.start, n.end)
        return AchievementMention(
            numeral=reading.index, owner=owner_of(self.places, n), kind=told.kind(mark, n, reading.measure),
            measure=reading.measure, value=reading.value, upper=reading.upper, comparator=reading.comparator,
            unit=reading.unit, object=mark, clause=self._clause(n), span=span, rule=reading.rule,
            award=told.award(mark), level=told.level(mark), period=told.period(n),
        )  # fmt: skip

    def _clause(self, n: NumeralMention) -> Mark:
        low = self.page.low
        start, end = self.places.around(n)
        left = max((m.end() for m in _SIGN.finditer(low, start, n.outer_start)), default=start)
        right = next((m.start() for m in _SIGN.finditer(low, n.outer_end, end)), end)
        while left < n.start and low[left].isspace():
            left += 1
        while right > n.end and low[right - 1].isspace():
            right -= 1
        return Mark(min(left, n.start), max(right, n.end))
