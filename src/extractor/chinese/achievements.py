"""Each number of a Chinese text that somebody achieved, bound to what it measures, its object, owner and period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.annotations import AchievementMention, Mark, NumeralMention, RoleMention, UnitMention
from extractor.chinese.nouns import Place
from extractor.chinese.objects import Objects
from extractor.chinese.places import Places
from extractor.decisions import decisions
from extractor.matching import Grammar, mask
from extractor.parts import with_parts
from extractor.rules import Rule
from extractor.tables import Row

ACHIEVEMENT = "achievement"
TABLE_RULE = "zh.achievements.table-cell"
_MEASURE_OF_FORM = {
    "percent": "share", "fraction": "share", "ordinal": "rank", "money": "amount", "measure": "amount",
    "points": "change",
}  # fmt: skip
_PARTS_OF_NOUNS = frozenset(("name", "grade", "ordinal"))
_AGE_LIMIT = "zh.roles.age-limit"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FEWEST_WORDS = 2  # characters beside a figure and its classifier in a cell
_SCALES = {"万": 10_000, "亿": 100_000_000}
_BRACKET = re.compile(r"\s?\([^()]*\)$")
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
        row = reader.row(n)
        if row is not None and not reader.says_more(n, row):
            made = reader.cell(i, row)
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


def _parts_words(role: RoleMention, n: NumeralMention, low: str) -> bool:
    """Whether a numeral stands between words; those of 一等奖, 一流, 45岁以下教师 and 三年前 are a part of them."""
    if role.role in _PARTS_OF_NOUNS or role.rule == _AGE_LIMIT or low.startswith(("前", "之前", "以前"), n.outer_end):
        return False
    return n.form != "code" or n.unit == "date"


@dataclass(slots=True)
class _Reading:
    """What a number means, while it is being found out."""

    index: int
    rule: str
    measure: str
    value: float
    upper: float | None
    comparator: str
    unit: str | None
    object: Mark | None


class _Reader:
    """Makes achievements of the numbers of one page."""

    def __init__(self, places: Places, grammar: Grammar, roles: Sequence[RoleMention]) -> None:
        self.places, self.page, self.grammar = places, places.page, grammar
        self.objects = objects(grammar)
        low = self.page.low
        parting = [n for n, role in zip(self.page.numerals, roles, strict=True) if _parts_words(role, n, low)]
        self._edges = mask(self.page.low, parting)
        self._rows = [(self.page.blocks[r.block].start, self.page.blocks[r.block].end, r) for r in places.rows]

    def row(self, n: NumeralMention) -> Row | None:
        """The row of a table that a numeral stands in."""
        return next((r for s, e, r in self._rows if s <= n.start < e), None)

    def owner(self, n: NumeralMention) -> int | None:
        """Whose the numeral is: the index of a unit, or None for the institution."""
        if (row := self.row(n)) is not None:
            return self.places.owners.in_block(row.block)
        section = self.places.section(n.start)
        if section is not None and section.kind in ("profile", "list") and section.units:
            return self.places.owners.in_passage(section, n.start)
        return self.places.owners.in_sentence(self.places.sentence(n.start)[0], n.start)

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
            _Reading(
                index, rule.id, measure, value, upper,
                gives.get("comparator", n.comparator) if n.comparator == "=" else n.comparator,
                gives.get("unit", n.unit) if n.unit is None or "factor" in gives else n.unit, mark,
            )
        )  # fmt: skip

    def _place(self, n: NumeralMention, found: Sequence[AchievementMention]) -> Place:
        start, end = self.places.sentence(n.start)
        section = self.places.section(n.start)
        if section is not None:
            start, end = max(start, section.start), min(end, section.end)
        if (row := self.row(n)) is not None:
            cell = next((c for c, _ in row.cells if c.start <= n.start < c.end), Mark(start, end))
            start, end = cell.start, cell.end
        previous = [a.object for a in found if a.numeral is not None and self.page.numerals[a.numeral].start >= start]
        return Place(self.page, self._edges, n, start, end, [p for p in previous if p is not None])

    def says_more(self, n: NumeralMention, row: Row) -> bool:
        """Whether the cell of a figure says in words what it is, so that it is read like a clause."""
        cell = next((c for c, _ in row.cells if c.start <= n.start < c.end), None)
        if cell is None:
            return True
        rest = (
            self.page.low[cell.start : n.outer_start]
            + self.page.low[self.objects.nouns.behind(n, self.page.low) : cell.end]
        )
        return len(rest.strip()) >= _FEWEST_WORDS

    def cell(self, index: int, row: Row) -> AchievementMention | None:
        """A figure in a table: the column's heading says what it is."""
        n = self.page.numerals[index]
        if n.value is None:
            return None
        heading = next((h for c, h in row.cells if c.start <= n.start < c.end), None)
        reading = _Reading(
            index, TABLE_RULE, _MEASURE_OF_FORM.get(n.form, "count"), n.value, n.upper, n.comparator, n.unit, heading
        )
        if heading is not None:
            self._head(reading, n, heading)
        return self._mention(reading)

    def _head(self, reading: _Reading, n: NumeralMention, heading: Mark) -> None:
        """What the heading of a column says of its figures: rank, share, amount or change, and in which scale."""
        low = self.page.low[heading.start : heading.end]
        if reading.measure == "count":
            reading.measure = next((m for m in ("rank", "share", "amount") if self._is_column(m, low)), "count")
        if n.form == "cardinal" and (m := self.grammar.fragment("scaled_column").search(low)):
            scaled = Decimal(str(reading.value)) * _SCALES[m["scaled"]]
            reading.value = int(scaled) if scaled == int(scaled) else float(scaled)
            if m["currency"]:
                reading.measure, reading.unit = "amount", "CNY"
        if n.form in ("percent", "points") and (m := self.grammar.fragment("change_column").search(low)):
            reading.measure = "change"
            reading.value = -reading.value if m["fall"] else reading.value
        if reading.measure == "share" and reading.unit is None:
            reading.unit = "percent"
        if (bracket := _BRACKET.search(low)) and bracket.start():
            reading.object = Mark(heading.start, heading.start + bracket.start())

    def _is_column(self, measure: str, low: str) -> bool:
        return self.grammar.fragment(f"{measure}_column").search(low) is not None

    def implied(self, index: int, rule: Rule) -> AchievementMention:
        """获…一等奖: one prize, though no number says so."""
        n = self.page.numerals[index]
        end = n.end + len("等奖")
        start = self.objects.before(self._place(n, ()))
        mark = Mark(start.start if start is not None else n.start, end)
        clause = self._clause(n)
        return AchievementMention(
            numeral=None, owner=self.owner(n), kind="award", measure="count", value=1, upper=None, comparator="=",
            unit=None, object=mark, clause=Mark(min(clause.start, mark.start), max(clause.end, mark.end)), span=mark,
            rule=rule.id, implied=True, award=(mark, self._grade(mark)),
        )  # fmt: skip

    def _mention(self, reading: _Reading) -> AchievementMention:
        n, mark = self.page.numerals[reading.index], reading.object
        span = Mark(min(n.start, mark.start), max(n.end, mark.end)) if mark else Mark(n.start, n.end)
        return AchievementMention(
            numeral=reading.index, owner=self.owner(n), kind=self._kind(mark, n, reading.measure),
            measure=reading.measure, value=reading.value, upper=reading.upper, comparator=reading.comparator,
            unit=reading.unit, object=mark, clause=self._clause(n), span=span, rule=reading.rule,
            award=self._award(mark), level=self._level(mark), period=self._period(n),
        )  # fmt: skip

    def _clause(self, n: NumeralMention) -> Mark:
        low = self.page.low
        start, end = self.places.sentence(n.start)
        left = max((m.end() for m in _SIGN.finditer(low, start, n.outer_start)), default=start)
        right = next((m.start() for m in _SIGN.finditer(low, n.outer_end, end)), end)
        while left < n.start and low[left].isspace():
            left += 1
        while right > n.end and low[right - 1].isspace():
            right -= 1
        return Mark(min(left, n.start), max(right, n.end))

    def _last(self, lexicon: str, mark: Mark | None) -> str | None:
        """The value of the entry of a lexicon that ends last in a stretch."""
        if mark is None:
            return None
        low = self.page.low[mark.start : mark.end]
        entries = self.grammar.lexicons[lexicon]
        found = [(low.rfind(w) + len(w), len(w), v) for w, v in entries.items() if w in low]
        return max(found)[2] if found else None

    def _kind(self, mark: Mark | None, n: NumeralMention, measure: str) -> str:
        if n.form == "money":
            return "funding"
        return "rank" if measure == "rank" else self._last("kind_noun", mark) or "other"

    def _award(self, mark: Mark | None) -> tuple[Mark, str | None] | None:
        if mark is None or not any(
            w in self.page.low[mark.start : mark.end] for w in self.grammar.lexicons["prize_noun"]
        ):
            return None
        return mark, self._grade(mark)

    def _grade(self, mark: Mark) -> str | None:
        return self._last("grade_word", mark)

    def _level(self, mark: Mark | None) -> str | None:
        return self._last("level_word", mark)

    def _period(self, n: NumeralMention) -> tuple[Mark, int | None, int | None] | None:
        """The time that the sentence sets before a number: 2021年, 近三年, 2019年以来."""
        start, end = self.places.sentence(n.start)
        pattern = self.grammar.fragment("period")
        found = self.places.once(("period", start, end), lambda: pattern.find_all(self.page.masked, start, end))
        before = [m for m in found if m.end() <= n.start]
        if not before:
            return None
        mark = Mark(before[-1].start(), before[-1].end())
        low = self.page.low[mark.start : mark.end]
        years = [int(y) for y in _YEAR.findall(low)]
        if not years:
            return mark, None, None
        return mark, years[0], None if len(years) == 1 and low.endswith(("以来", "起", "后")) else years[-1]
