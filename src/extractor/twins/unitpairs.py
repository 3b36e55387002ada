"""Which unit of one text is which of the other: by the numbers that speak of them, order, kinds and Latin names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extractor.extraction import Extraction
from extractor.records import Span, Unit
from extractor.twins.alignment import Pair
from extractor.twins.corridors import Anchor
from extractor.twins.figures import Figure

_LATIN = re.compile(r"[A-Za-z]{2,}|\d+")
_A_VOTE, _A_NAME, _A_KIND, _A_PLACE = 2.0, 3.0, 0.5, 0.1
"""What a shared number, a name in Latin letters, the same kind and the mere order weigh."""
_LEADING = 12
"""Characters before the name that leads a passage: `The “`, a list number."""
_OWN_NUMBERS = 2
"""With so many numbers of its own in each text, and none of them shared, two units are not one."""


@dataclass(frozen=True, slots=True)
class UnitPairs:
    """The pairs by position in each record, the unit in whose passage each number stands, and the shared numbers."""

    pairs: Mapping[int, int]
    homes: tuple[tuple[int | None, ...], tuple[int | None, ...]]
    votes: Mapping[Pair, int]

    @property
    def inverse(self) -> Mapping[int, int]:
        """The pairs from the English unit to the Chinese one."""
        return {j: i for i, j in self.pairs.items()}


def pair_units(
    chinese: Extraction, english: Extraction, figures: tuple[Sequence[Figure], Sequence[Figure]], pairs: Sequence[Pair]
) -> UnitPairs:
    """Pair units so that as many numbers as can be have theirs in both texts."""
    homes = (
        tuple(_home(row, chinese.units) for row in figures[0]),
        tuple(_home(row, english.units) for row in figures[1]),
    )
    votes = Counter((u, v) for i, j in pairs if (u := homes[0][i]) is not None and (v := homes[1][j]) is not None)
    own = (_numbers(homes[0], figures[0]), _numbers(homes[1], figures[1]))

    def weight(u: int, v: int) -> float:
        one, other = chinese.units[u], english.units[v]
        if not votes[u, v] and min(own[0][u], own[1][v]) >= _OWN_NUMBERS:
            return 0.0
        named = {*_LATIN.findall(one.name)} & {*_LATIN.findall(other.name)}
        kind = _A_KIND if one.kind == other.kind else _A_PLACE if "other" in {one.kind, other.kind} else 0
        return _A_VOTE * votes[u, v] + (_A_NAME if named else 0) + kind

    found = _in_order(_by_place(chinese.units), _by_place(english.units), weight)
    left, left_other = {*range(len(chinese.units))} - {*found}, {*range(len(english.units))} - {*found.values()}
    for (u, v), count in votes.most_common():
        if count >= _OWN_NUMBERS and u in left and v in left_other:
            found[u] = v
            left.discard(u)
            left_other.discard(v)
    return UnitPairs(found, homes, votes)


def anchors(chinese: Extraction, english: Extraction, units: UnitPairs) -> list[Anchor]:
    """The mentions of paired units that stand for each other: those in passages, and those in lists if equally many."""
    found: list[Anchor] = []
    for u, v in units.pairs.items():
        listed_here, listed_there = listed(chinese.units[u]), listed(english.units[v])
        if len(listed_here) == len(listed_there):
            found += [(_extent(a), _extent(b)) for a, b in zip(listed_here, listed_there, strict=True)]
        inside, inside_other = passages(chinese.units[u]), passages(english.units[v])
        if inside and inside_other:
            found.append((_extent(inside[0]), _extent(inside_other[0])))
    return found


def listed(unit: Unit) -> list[Span]:
    """Where a unit is named outside its own passage."""
    profile, leading = unit.profile, passages(unit)
    if profile is None or not leading:
        return list(unit.mentions)
    return [span for span in unit.mentions if not (profile.start - 1 <= span.start and span.end <= profile.end)]


def passages(unit: Unit) -> list[Span]:
    """The name that leads the passage of a unit; none where it begins otherwise, as a list of all units does."""
    profile = unit.profile
    return [span for span in unit.mentions if profile and -1 <= span.start - profile.start <= _LEADING]


def _home(figure: Figure, units: Sequence[Unit]) -> int | None:
    """The unit in whose passage a number stands; of several that share it, the one that owns it, else none."""
    start, end = figure.extent
    around = [n for n, row in enumerate(units) if row.profile and row.profile.start <= start and end <= row.profile.end]
    if len(around) == 1:
        return around[0]
    owner = figure.achievement.owner if figure.achievement else None
    return next((n for n in around if units[n].id == owner), None)


def _numbers(homes: Sequence[int | None], figures: Sequence[Figure]) -> Counter[int | None]:
    return Counter(home for home, figure in zip(homes, figures, strict=True) if figure.hard)


def _by_place(units: Sequence[Unit]) -> list[int]:
    """The units in the order of their passages, in which their numbers stand, and else of their names in lists."""

    def place(n: int) -> int:
        spans = passages(units[n]) or units[n].mentions
        return min((span.start for span in spans), default=0)

    return sorted(range(len(units)), key=place)


def _in_order(one: Sequence[int], other: Sequence[int], weight: Callable[[int, int], float]) -> dict[int, int]:
    """The pairs that keep the order and weigh most together."""
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    weights = [[weight(u, v) for v in other] for u in one]
    for a in reversed(range(len(one))):
        for b in reversed(range(len(other))):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], weights[a][b] + best[a + 1][b + 1])
    found: dict[int, int] = {}
    a = b = 0
    while a < len(one) and b < len(other):
        if weights[a][b] and best[a][b] == weights[a][b] + best[a + 1][b + 1]:
            found[one[a]] = other[b]
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return found


def _extent(span: Span) -> tuple[int, int]:
    return span.start, span.end
