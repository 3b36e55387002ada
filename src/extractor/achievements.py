"""Achievements: each number that somebody achieved, bound to what it measures, its object, owner and period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.annotations import AchievementMention, Mark, NumeralMention, RoleMention, UnitMention
from extractor.contexts import Places
from extractor.decisions import decisions
from extractor.matching import Grammar
from extractor.neighbours import Place
from extractor.objects import Objects
from extractor.owners import Owners
from extractor.parts import with_parts
from extractor.roles import ACHIEVEMENT
from extractor.rules import Rule
from extractor.tables import Row

_CLAUSE_SIGN = re.compile(r"[;()\u3001]|(?<!\d)[,:]|[,:](?!\d)")  # the comma of `1,900` parts nothing
_WORD = re.compile(r"[a-z][\w'-]*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LARGE = 10_000  # a bare number this large behind a sum of money is one too; no count in the corpus stands so
_MEASURE_OF_FORM = {
    "percent": "share", "fraction": "share", "ordinal": "rank", "money": "amount", "measure": "amount",
    "points": "change",
}  # fmt: skip
_TIMED = frozenset(("duration", "amount", "change"))
TABLE_RULE = "en.achievements.table-cell"


def find_achievements(
    places: Places, grammar: Grammar, roles: Sequence[RoleMention], units: Sequence[UnitMention]
) -> tuple[list[AchievementMention], list[RoleMention]]:
    """The achievements in text order, and the roles again: a candidate that no rule reads is `unexplained`."""
    page = places.page
    owners = Owners(places, units, places.rows)
    reader = _Reader(places, grammar, units)
    implied, read = decisions(grammar, "implied"), decisions(grammar, "achievements")
    out: list[AchievementMention] = []
    final = list(roles)
    for i, (n, role) in enumerate(zip(page.numerals, roles, strict=True)):
        if role.role == "grade" and (rule := implied.decide(page.masked, n, places.conditions(n))):
            out.append(reader.implied(i, owners.owner(i), rule))
        if role.role != ACHIEVEMENT:
            continue
        owner, row, made = owners.owner(i), owners.row(n), None
        if row is not None:
            made = reader.cell(i, owner, row)
        elif (rule := read.decide(page.masked, n, places.conditions(n))) is not None:
            made = reader.read(i, owner, rule, _earlier(places, out, n, owner))
        if made is None:
            final[i] = RoleMention("unexplained", "")
        else:
            out.append(made)
    return with_parts(places, grammar, out), final


def _earlier(
    places: Places, found: Sequence[AchievementMention], n: NumeralMention, owner: int | None
) -> list[AchievementMention]:
    """What was read before it in the same sentence, near enough to say something of it, of the same owner last."""
    start, _ = places.around(n)
    first = len(found)
    while first > 0 and found[first - 1].span.start >= start:
        first -= 1
    return sorted(found[first:], key=lambda a: a.owner == owner)


@lru_cache(maxsize=8)
def _objects(grammar: Grammar) -> Objects:
    return Objects(grammar)


@dataclass(slots=True)
class _Reading:
    """What a number means, while it is being found out."""

    index: int
    numeral: NumeralMention
    owner: int | None
    rule: str
    measure: str
    value: float
    upper: float | None
    comparator: str
    unit: str | None
    object: Mark | None


class _Reader:
    """Makes achievements of the numbers of one page."""

    def __init__(self, places: Places, grammar: Grammar, units: Sequence[UnitMention]) -> None:
        self.places, self.page, self.grammar, self.units = places, places.page, grammar, units
        self.objects = _objects(grammar)

    def read(
        self, index: int, owner: int | None, rule: Rule, earlier: Sequence[AchievementMention]
    ) -> AchievementMention | None:
        """By a rule; None where a count finds nothing that it could count."""
        n = self.page.numerals[index]
        if n.value is None:
            return None
        gives = rule.gives
        place = self._place(n, owner, earlier[-1].object if earlier else None)
        reading = _Reading(
            index, n, owner, rule.id, gives["measure"], n.value * gives.get("factor", 1), n.upper,
            gives.get("comparator", n.comparator) if n.comparator == "=" else n.comparator,
            n.unit if n.unit is not None else gives.get("unit"), self.objects.find(list(gives["object"]), place),
        )  # fmt: skip
        if reading.unit is None and reading.measure in _TIMED:
            reading.unit = self._time_unit(n)
        if reading.measure == "change" and gives.get("sign", 1) == -1 and reading.value > 0:
            low, high = -reading.value, reading.upper
            reading.value, reading.upper = (low, None) if high is None else (-high, low)
        if reading.measure == "count" and not self._counts(reading, place, earlier):
            return None
        return self._mention(reading)

    def _time_unit(self, n: NumeralMention) -> str | None:
        """What a stretch of time is counted in: `14 consecutive seasons` in seasons."""
        m = self.grammar.fragment("time_unit_behind").match(self.page.low, n.outer_end)
        return None if m is None else m["unit"]

    def _place(self, n: NumeralMention, owner: int | None, previous: Mark | None) -> Place:
        start, end = self.places.around(n)
        section = self.places.section(n.start)
        if section is not None:
            start, end = max(start, section.start), min(end, section.end)
        name = self.units[owner].name.lower() if owner is not None else None
        words = self.places.institution_words if name is None else frozenset(_WORD.findall(name))
        return Place(self.page, n, start, end, words, previous)

    def _counts(self, reading: _Reading, place: Place, earlier: Sequence[AchievementMention]) -> bool:
        """Whether what a rule takes for a count is a number of things; it is made an amount where it is one."""
        n = reading.numeral
        if reading.object is None and not self._stands_for_things(n):
            return False
        noun = self.objects.near.following(place)
        if noun is None and reading.value % 1:
            reading.measure = "amount"  # things are counted in whole numbers; a rate or factor is not
        money = next((a for a in reversed(earlier) if a.measure == "amount" and a.unit is not None), None)
        bare = noun is None and not self.grammar.fragment("of_behind").match(self.page.low, n.outer_end)
        if reading.measure == "count" and money and reading.value >= _LARGE and bare:
            # `reached 900 million yuan and exceeded one billion`
            reading.measure, reading.object, reading.unit = "amount", money.object, money.unit
        return True

    def _stands_for_things(self, n: NumeralMention) -> bool:
        """A count without its noun is still one where the noun was said before: `of which 12 are online`."""
        start, end = self.places.around(n)
        before, behind = self.grammar.fragment("elliptic_before"), self.grammar.fragment("elliptic_behind")
        return (
            before.search(self.page.low, start, n.outer_start) is not None
            or behind.match(self.page.low, n.outer_end, end) is not None
        )

    def cell(self, index: int, owner: int | None, row: Row) -> AchievementMention | None:
        """A figure in a table: the column's heading says what it is."""
        n = self.page.numerals[index]
        if n.value is None:
            return None
        heading = next((h for c, h in row.cells if c.start <= n.start < c.end), None)
        measure, unit = _MEASURE_OF_FORM.get(n.form, "count"), n.unit
        if measure == "count" and heading is not None:
            measure = next((m for m in ("rank", "share", "amount") if self._is_column_of(m, heading)), measure)
            unit = "percent" if measure == "share" else unit
            heading = self._without_brackets(heading)
        return self._mention(
            _Reading(index, n, owner, TABLE_RULE, measure, n.value, n.upper, n.comparator, unit, heading)
        )

    def _is_column_of(self, measure: str, heading: Mark) -> bool:
        return self.grammar.fragment(f"{measure}_column").search(self.page.low, heading.start, heading.end) is not None

    def _without_brackets(self, heading: Mark) -> Mark:
        """A column's heading without what it says in brackets of the unit of measure: `Employees (%)`."""
        bracket = self.grammar.fragment("bracket_behind").search(self.page.low, heading.start, heading.end)
        return Mark(heading.start, bracket.start()) if bracket and bracket.start() > heading.start else heading

    def implied(self, index: int, owner: int | None, rule: Rule) -> AchievementMention:
        """`won the first prize of …`: one prize, though no number says so."""
        n = self.page.numerals[index]
        end = self.places.sentence(n.start)[1]
        found = self.objects.near.phrases.after(self.page.masked, n.outer_start, end, singular=True)
        span = found or Mark(n.start, n.end)
        clause = self._clause(n)
        return AchievementMention(
            numeral=None, owner=owner, kind="award", measure="count", value=1, upper=None, comparator="=", unit=None,
            object=span, clause=Mark(min(clause.start, span.start), max(clause.end, span.end)), span=span,
            rule=rule.id, implied=True,
        )  # fmt: skip

    def _mention(self, reading: _Reading) -> AchievementMention:
        n, found = reading.numeral, reading.object
        span = Mark(min(n.start, found.start), max(n.end, found.end)) if found else Mark(n.start, n.end)
        return AchievementMention(
            numeral=reading.index, owner=reading.owner, kind=self._kind(span, reading), measure=reading.measure,
            value=reading.value, upper=reading.upper, comparator=reading.comparator, unit=reading.unit, object=found,
            clause=self._clause(n), span=span, rule=reading.rule, award=self._award(found), level=self._level(found),
            period=self._period(n),
        )  # fmt: skip

    def _clause(self, n: NumeralMention) -> Mark:
        """The stretch between the commas and semicolons around a number."""
        text = self.page.text
        start, end = self.places.sentence(n.start)
        signs = self.places.once(
            ("clause signs", start), lambda: [m.start() for m in _CLAUSE_SIGN.finditer(text, start, end)]
        )
        before, behind = bisect_left(signs, n.outer_start), bisect_left(signs, n.outer_end)
        left = signs[before - 1] + 1 if before else start
        right = signs[behind] if behind < len(signs) else end
        while left < n.start and text[left].isspace():
            left += 1
        while right > n.end and text[right - 1].isspace():
            right -= 1
        return Mark(min(left, n.start), max(right, n.end))

    def _words(self, mark: Mark) -> list[str]:
        return _WORD.findall(self.page.low[mark.start : mark.end])

    def _kind(self, span: Mark, reading: _Reading) -> str:
        if reading.numeral.form == "money":
            return "funding"
        if reading.measure == "rank":
            return "rank"
        nouns = self.grammar.lexicons["kind_noun"]
        # Between a cell and the heading of its column stand other rows, which say nothing of it.
        telling = reading.object if reading.rule == TABLE_RULE else span
        words = self._words(telling) if telling else []
        return next((nouns[w] for w in reversed(words) if w in nouns), "other")

    def _award(self, found: Mark | None) -> tuple[Mark, str | None] | None:
        """The prize that an object names, and its grade."""
        words = self._words(found) if found else []
        if found is None or not any(w in self.grammar.lexicons["prize_noun"] for w in words):
            return None
        grades = self.grammar.lexicons["grade_word"]
        return found, next((grades[w] for w in words if w in grades), None)

    def _level(self, found: Mark | None) -> str | None:
        """At which level, by the words of the object."""
        levels = self.grammar.lexicons["level_word"]
        return next((levels[w] for w in self._words(found) if w in levels), None) if found else None

    def _period(self, n: NumeralMention) -> tuple[Mark, int | None, int | None] | None:
        """The time that the sentence sets: `In 2021`, `in the past three years`, `since 2019`."""
        found = [m for m in self._periods(*self.places.sentence(n.start)) if not (m.start() <= n.start < m.end())]
        if not found:
            return None
        m = max((f for f in found if f.start() < n.start), key=lambda f: f.start(), default=found[0])
        mark, years = Mark(m.start(), m.end()), [int(y) for y in _YEAR.findall(m.group())]
        if not years:
            return mark, None, None
        open_end = len(years) == 1 and self.grammar.fragment("since").match(m.group()) is not None
        return mark, years[0], None if open_end else years[-1]

    def _periods(self, start: int, end: int) -> list[regex.Match[str]]:
        """What a sentence says of time, looked for once a sentence."""
        pattern = self.grammar.fragment("period")
        return self.places.once(("period", start, end), lambda: pattern.find_all(self.page.low, start, end))
