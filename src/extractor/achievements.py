"""Achievements: each number that somebody achieved, bound to what it measures, its object, owner and period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import regex

from extractor.annotations import AchievementMention, Mark, NumeralMention, RoleMention, UnitMention
from extractor.contexts import Places
from extractor.matching import Grammar
from extractor.objects import Objects, Place
from extractor.owners import Owners
from extractor.roles import ACHIEVEMENT
from extractor.rules import Rule
from extractor.tables import Row, find_rows

_CLAUSE_SIGNS = ",;:()\u3001"
_WORD = re.compile(r"[a-z][\w'-]*")
_PRIZES = frozenset(("prize", "prizes", "award", "awards", "medal", "medals"))
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LARGE = 10_000  # a bare number this large behind a sum of money is one too
TABLE_RULE = "en.achievements.table-cell"


def find_achievements(
    places: Places, grammar: Grammar, roles: Sequence[RoleMention], units: Sequence[UnitMention]
) -> tuple[list[AchievementMention], list[RoleMention]]:
    """The achievements in text order, and the roles again: a candidate that no rule reads is `unexplained`."""
    page = places.page
    rows = find_rows(page, grammar)
    owners = Owners(places, units, rows)
    decisions = grammar.decisions("achievements")
    objects = _objects(grammar)
    out: list[AchievementMention] = []
    final = list(roles)
    for i, (n, role) in enumerate(zip(page.numerals, roles, strict=True)):
        if role.role == "grade" and (rule := grammar.decisions("implied").decide(page.masked, n, places.conditions(n))):
            out.append(_implied(places, owners, objects, i, rule))
        if role.role != ACHIEVEMENT:
            continue
        owner = owners.owner(i)
        row = owners.row(n)
        if row is not None:
            made = _cell(places, grammar, i, n, owner, row)
        elif (rule := decisions.decide(page.masked, n, places.conditions(n))) is not None:
            made = _read(places, grammar, objects, i, owner, units, rule, _earlier(places, out, n, owner))
        else:
            made = None
        if made is None:
            final[i] = RoleMention("unexplained", "")
        else:
            out.append(made)
    return _with_parts(places, grammar, out, rows), final


def _earlier(
    places: Places, found: Sequence[AchievementMention], n: NumeralMention, owner: int | None
) -> list[AchievementMention]:
    """What was read before it in the same sentence, what is of the same owner last."""
    start = places.sentence(n.start)[0]
    first = len(found)
    while first > 0 and found[first - 1].span.start >= start:
        first -= 1
    return sorted(found[first:], key=lambda a: a.owner == owner)


@lru_cache(maxsize=8)
def _objects(grammar: Grammar) -> Objects:
    return Objects(grammar)


def _place(places: Places, n: NumeralMention, owner: UnitMention | None, previous: Mark | None) -> Place:
    start, end = places.sentence(n.start)
    section = places.section(n.start)
    if section is not None:
        start, end = max(start, section.start), min(end, section.end)
    words = frozenset(re.findall(r"[a-z][\w'-]*", owner.name.lower())) if owner else places.institution_words
    return Place(places.page, n, start, end, words, previous)


def _read(
    places: Places,
    grammar: Grammar,
    objects: Objects,
    index: int,
    owner: int | None,
    units: Sequence[UnitMention],
    rule: Rule,
    earlier: Sequence[AchievementMention],
) -> AchievementMention | None:
    page = places.page
    n = page.numerals[index]
    gives = rule.gives
    if n.value is None:
        return None
    place = _place(places, n, units[owner] if owner is not None else None, earlier[-1].object if earlier else None)
    found = objects.find(list(gives["object"]), place)
    measure = gives["measure"]
    value, upper = n.value, n.upper
    sign = gives.get("sign", 1)
    if factor := gives.get("factor"):
        value = value * factor
    if measure == "change" and sign == -1 and value > 0:
        value, upper = (-value, None) if upper is None else (-upper, -value)
    if measure == "count" and found is None and not _stands_for_things(places, n):
        return None
    if measure == "count" and isinstance(value, float) and not value.is_integer() and objects.following(place) is None:
        measure = "amount"  # things are counted in whole numbers; a rate or factor is not
    money = next((a for a in reversed(earlier) if a.measure == "amount" and a.unit is not None), None)
    if (
        measure == "count"
        and money
        and n.value >= _LARGE
        and objects.following(place) is None
        and not re.match(r"\s+of\b", page.low[n.outer_end :][:6])
    ):
        measure, found, n = "amount", money.object, replace(n, unit=money.unit)  # `and exceeded one billion`
    comparator = gives.get("comparator", n.comparator) if n.comparator == "=" else n.comparator
    unit = n.unit if n.unit is not None else gives.get("unit")
    return _mention(places, grammar, index, owner, measure, value, upper, comparator, unit, found, rule.id)


def _stands_for_things(places: Places, n: NumeralMention) -> bool:
    """A count without its noun is still one where the noun was said before: `of which 12 are online`, `up from seven`."""
    page = places.page
    start, end = places.sentence(n.start)
    return (
        re.search(
            r"(?:\bof which|\bof them|\bof whom|\bamong them|\bincluding|\bfrom|\bto|\bagainst|\band|\bor|,|\(|:|\bonly|\bby|\bat|\bjust|\bof|\bwith)\s*$",
            page.low[start : n.outer_start],
        )
        is not None
        or re.match(r"\s*(?:of|were|are|have|had|from|in|with|more|to|abroad)\b", page.low[n.outer_end : end])
        is not None
    )


def _mention(
    places: Places, grammar: Grammar, index: int, owner: int | None, measure: str, value: float, upper: float | None, comparator: str,
    unit: str | None, found: Mark | None, rule: str,
) -> AchievementMention:  # fmt: skip
    page = places.page
    n = page.numerals[index]
    clause = _clause(places, n)
    span = Mark(min(n.start, found.start), max(n.end, found.end)) if found else Mark(n.start, n.end)
    surface = page.low[span.start : span.end]
    return AchievementMention(
        numeral=index, owner=owner, kind=_kind(grammar, surface, measure, n), measure=measure, value=value, upper=upper, comparator=comparator,
        unit=unit, object=found, clause=Mark(min(clause.start, n.start), max(clause.end, n.end)), span=span, rule=rule,
        award=_award(grammar, page.low, found), level=_level(grammar, page.low, found), period=_period(places, grammar, n),
    )  # fmt: skip


def _cell(
    places: Places, grammar: Grammar, index: int, n: NumeralMention, owner: int | None, row: Row
) -> AchievementMention | None:
    """A figure in a table: the column's heading says what it is."""
    if n.value is None:
        return None
    heading = next((h for c, h in row.cells if c.start <= n.start < c.end), None)
    title = places.page.low[heading.start : heading.end] if heading else ""
    measure = {
        "percent": "share",
        "fraction": "share",
        "ordinal": "rank",
        "money": "amount",
        "measure": "amount",
        "points": "change",
    }.get(n.form, "count")
    if measure == "count" and grammar.pattern(
        r"(?<!\w)(?:\L<measure_unit>|\L<currency_before>|\L<currency_after>|score|points|area|weight|budget|income|revenue|funding|age)(?!\w)|[$€£¥]",
        name="measured column",
    ).search(title):
        measure = "amount"
    if measure == "count" and re.search(r"\brank|\bplace\b|\bposition", title):
        measure = "rank"
    return _mention(places, grammar, index, owner, measure, n.value, n.upper, n.comparator, n.unit, heading, TABLE_RULE)


def _implied(places: Places, owners: Owners, objects: Objects, index: int, rule: Rule) -> AchievementMention:
    """`won the first prize of …`: one prize, though no number says so."""
    n = places.page.numerals[index]
    start, end = places.sentence(n.start)
    found = objects.phrases.after(places.page.masked, n.outer_start, end, singular=True) or Mark(n.start, n.end)
    clause = _clause(places, n)
    clause = Mark(min(clause.start, found.start), max(clause.end, found.end))
    return AchievementMention(
        numeral=None, owner=owners.owner(index), kind="award", measure="count", value=1, upper=None, comparator="=", unit=None, object=found,
        clause=clause, span=found, rule=rule.id, implied=True,
    )  # fmt: skip


def _clause(places: Places, n: NumeralMention) -> Mark:
    """The stretch between the commas and semicolons around a number."""
    text = places.page.text
    start, end = places.sentence(n.start)
    left = max((text.rfind(c, start, n.outer_start) for c in _CLAUSE_SIGNS), default=-1)
    rights = [i for c in _CLAUSE_SIGNS if (i := text.find(c, n.outer_end, end)) >= 0]
    left = left + 1 if left >= start else start
    while left < n.start and text[left].isspace():
        left += 1
    right = min(rights, default=end)
    while right > n.end and text[right - 1].isspace():
        right -= 1
    return Mark(min(left, n.start), max(right, n.end))


def _kind(grammar: Grammar, surface: str, measure: str, n: NumeralMention) -> str:
    if n.form == "money":
        return "funding"
    if measure == "rank":
        return "rank"
    kinds = [k for w in _WORD.findall(surface) if (k := grammar.lexicons["kind_noun"].get(w))]
    return kinds[-1] if kinds else "other"


def _award(grammar: Grammar, low: str, found: Mark | None) -> tuple[Mark, str | None] | None:
    """The prize that an object names, and its grade."""
    if found is None:
        return None
    words = _WORD.findall(low[found.start : found.end])
    if not any(w in _PRIZES for w in words):
        return None
    return found, next((g for w in words if (g := grammar.lexicons["grade_word"].get(w))), None)


def _level(grammar: Grammar, low: str, found: Mark | None) -> str | None:
    """At which level, by the words of the object."""
    if found is None:
        return None
    return next(
        (
            level
            for w in _WORD.findall(low[found.start : found.end])
            if (level := grammar.lexicons["level_word"].get(w))
        ),
        None,
    )


def _period(places: Places, grammar: Grammar, n: NumeralMention) -> tuple[Mark, int | None, int | None] | None:
    """The time that the sentence sets: `In 2021`, `in the past three years`, `since 2019`."""
    start, end = places.sentence(n.start)
    found = [m for m in _periods(places, grammar, start, end) if not (m.start() <= n.start < m.end())]
    if not found:
        return None
    m = max((f for f in found if f.start() < n.start), key=lambda f: f.start(), default=found[0])
    years = [int(y) for y in _YEAR.findall(m.group())]
    if not years:
        return Mark(m.start(), m.end()), None, None
    return Mark(m.start(), m.end()), years[0], None if m.group().startswith("since") and len(years) == 1 else years[-1]


def _periods(places: Places, grammar: Grammar, start: int, end: int) -> list[regex.Match[str]]:
    """What a sentence says of time, looked for once a sentence."""
    pattern = grammar.pattern(
        r"(?<!\w)(?:between|from)\s(?:\d{4})\s(?:and|to)\s\d{4}|(?:since|in|by|until|during|over|for|within)\s(?:the\s)?(?:\L<past_word>\s)(?:[a-z\d-]+\s)?(?:\L<time_unit>)(?!\w)|(?:since|in|during|from)\s(?:19|20)\d\d(?!\d)|last\s(?:year|month|week)(?!\w)|this\syear(?!\w)",
        name="period",
    )
    return places.once(("period", start, end), lambda: pattern.find_all(places.page.low, start, end))


_FAMILY = {
    "count": "count",
    "share": "count",
    "amount": "amount",
    "times": "times",
    "change": "change",
    "rank": "rank",
    "duration": "duration",
}


def _with_parts(
    places: Places, grammar: Grammar, found: list[AchievementMention], rows: Sequence[Row]
) -> list[AchievementMention]:
    """Say of each number which other one it is a part of."""
    decisions = grammar.decisions("relations")
    page = places.page
    by_numeral = {a.numeral: i for i, a in enumerate(found) if a.numeral is not None}
    out = list(found)
    for i, a in enumerate(found):
        if a.numeral is None or (a.measure in ("rank", "duration", "change") and a.measure != "times"):
            continue
        n = page.numerals[a.numeral]
        rule = decisions.decide(page.masked, n, places.conditions(n))
        parent: int | None = None
        if rule is not None:
            parent = _by_rule(places, rule, by_numeral, out, i)
        else:
            parent = _sibling_parent(places, out, i) or _summand_of(places, out, i)
        if parent is not None and parent != i:
            out[i] = replace(a, part_of=parent)
    return out


def _by_rule(
    places: Places, rule: Rule, by_numeral: dict[int | None, int], found: Sequence[AchievementMention], i: int
) -> int | None:
    way = rule.gives["part_of"]
    if way == "following":
        return _following(by_numeral, found, i)
    if way == "previous_sentence":
        start = places.sentence(found[i].span.start)[0]
        first = next((j for j in range(i + 1) if found[j].span.start >= start), i)
        before = places.sentence(max(0, start - 2))[0]
        whole = next(
            (
                j
                for j in range(first)
                if found[j].span.start >= before
                and found[j].measure == found[i].measure
                and found[j].unit == found[i].unit
            ),
            None,
        )
        return whole if whole is not None else _previous(places, found, i, first)
    return _previous(places, found, i, i)


def _following(by_numeral: dict[int | None, int], found: Sequence[AchievementMention], i: int) -> int | None:
    index = found[i].numeral
    nxt = by_numeral.get(index + 1) if index is not None else None
    return nxt if nxt is not None and found[nxt].measure == "count" else None


def _previous(places: Places, found: Sequence[AchievementMention], i: int, end: int) -> int | None:
    """The number that is divided: the nearest before it of the same family and owner, in this sentence or the last."""
    a = found[i]
    start, _ = places.sentence(a.span.start)
    floor = places.sentence(max(0, start - 2))[0]
    for j in range(end - 1, -1, -1):
        b = found[j]
        if b.numeral is None:
            continue
        if b.span.start < floor:
            return None
        if (
            b.owner == a.owner
            and not _in_a_place(places, found, j, i)
            and _FAMILY[b.measure] == _FAMILY[a.measure]
            and b.measure != "share"
            and (a.measure != "amount" or a.unit == b.unit)
        ):
            if a.measure == b.measure and b.value < a.value:
                continue
            return j
    return None


def _in_a_place(places: Places, found: Sequence[AchievementMention], j: int, i: int) -> bool:
    """`follows 1,315 families in three counties, 88% of whom`: where something is, is not divided, if another count comes before."""
    b = found[j]
    if b.numeral is None or found[i].measure != "share":
        return False
    n = places.page.numerals[b.numeral]
    start, _ = places.sentence(n.start)
    preposition = re.search(r"\b(?:in|at|across|from|over|throughout)\s+$", places.page.low[start : n.outer_start])
    return preposition is not None and any(c.span.start >= start and c.measure == b.measure for c in found[:j])


def _sibling_parent(places: Places, found: Sequence[AchievementMention], i: int) -> int | None:
    """In `46 projects, including 2 key projects and 31 general projects` the second part goes on with the list."""
    a = found[i]
    if i == 0 or a.measure not in ("count", "amount", "times"):
        return None
    b = found[i - 1]
    if b.part_of is None or b.measure != a.measure or b.owner != a.owner or b.numeral is None or a.numeral is None:
        return None
    parent = found[b.part_of]
    if parent.span.start > a.span.start:
        return None
    text = places.page.low[b.span.end : places.page.numerals[a.numeral].outer_start]
    if not re.fullmatch(r'"?\s*(?:,|\u3001|and|,\s*and|as well as|,\s*as well as)\s*', text) or _has_predicate(
        places, a
    ):
        return None
    total = sum(c.value for c in found[:i] if c.part_of == b.part_of) + a.value
    return b.part_of if total <= parent.value else None


def _has_predicate(places: Places, a: AchievementMention) -> bool:
    """Whether a verb follows the counted phrase: it is then the subject of a clause of its own."""
    return (
        re.match(
            r"\s+(?:was|were|is|are|has|have|had|won|received|became|took|[a-z]+ed)\b(?! (?:in|by|from|abroad|with)\b)",
            places.page.low[a.span.end : a.span.end + 24],
        )
        is not None
    )


def _summand_of(places: Places, found: Sequence[AchievementMention], i: int) -> int | None:
    """In `27 medals: 9 gold, 11 silver and 7 bronze` the counts add up to the one before them: they are its parts."""
    a = found[i]
    if a.measure != "count" or i == 0:
        return None
    start, end = places.sentence(a.span.start)
    low, high = i, i + 1
    while low > 0 and found[low - 1].span.start >= start:
        low -= 1
    while high < len(found) and found[high].span.start < end:
        high += 1
    counts = [j for j in range(low, high) if found[j].measure == "count" and found[j].owner == a.owner]
    at = counts.index(i)
    for position, whole in enumerate(counts[:at]):
        total: float = 0
        for k in range(position + 1, len(counts)):
            total += found[counts[k]].value
            if total == found[whole].value and k > position + 1 and k >= at:
                return whole
            if total > found[whole].value:
                break
    return None
