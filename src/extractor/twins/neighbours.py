"""Numbers that stand in each other's place but are not equal: between the same neighbours, or nearly so."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from extractor.twins import slips
from extractor.twins.alignment import Alignment, Gap, Pair, gaps
from extractor.twins.losses import is_restated
from extractor.twins.sides import Side
from extractor.twins.slips import Slip

_NEAR = 4
"""Numbers by which a known slip may be out of place: a clause with its numbers is often turned round."""
_NEAR_YEARS = 2
"""Likewise for years, any two of which look like a slip."""
_AGREED, _RESTATED = -4, 0
"""Ranks of pairs that differ in form only: the first to be paired, or the last."""

Candidate = tuple[int, float, int, int, Slip | None]
"""Rank, distance, the two positions and the slip; none where the numbers agree."""


def in_place(one: Side, other: Side, aligned: Alignment) -> Mapping[Pair, Slip | None]:
    """The pairs with the slip that each looks like; none where both say the same in other forms."""
    found: dict[Pair, Slip | None] = {}
    for gap in gaps(aligned, len(one.figures), len(other.figures)):
        found |= _taken(_in_gap(one, other, gap))
    paired = [*aligned.pairs, *found]
    left = [n for n in range(len(one.figures)) if n not in {i for i, _ in paired}]
    left_other = [n for n in range(len(other.figures)) if n not in {j for _, j in paired}]
    return found | _taken(_nearby(one, other, aligned, left, left_other))


def _taken(candidates: Iterator[Candidate]) -> dict[Pair, Slip | None]:
    taken, taken_other = set[int](), set[int]()
    found: dict[Pair, Slip | None] = {}
    for _, _, i, j, slip in sorted(candidates, key=lambda row: row[:4]):
        if i not in taken and j not in taken_other:
            taken.add(i)
            taken_other.add(j)
            found[i, j] = slip
    return found


def _in_gap(one: Side, other: Side, gap: Gap) -> Iterator[Candidate]:
    sorts = _sorts(one, gap.chinese), _sorts(other, gap.english)
    for a, i in enumerate(gap.chinese):
        for b, j in enumerate(gap.english):
            figure, its = one.figures[i], other.figures[j]
            if slips.agree(figure, its):
                yield (_RESTATED if is_restated(its) else _AGREED), abs(a - b), i, j, None
            elif (slip := slips.unequal(figure, its)) is not None and not is_restated(its):
                # Of two different numbers nothing but the place says that they are one, so all of the sort must fit.
                fits = sorts[0][figure.sort] == sorts[1][its.sort] and _rank(one, gap.chinese, i) == _rank(
                    other, gap.english, j
                )
                if slip.likeness > 1 or fits:
                    yield -slip.likeness, abs(a - b), i, j, slip


def _nearby(
    one: Side, other: Side, aligned: Alignment, left: Collection[int], left_other: Collection[int]
) -> Iterator[Candidate]:
    """Known slips in a clause that was turned round, so that its numbers stand on the other side of an anchor."""
    firsts = [i for i, _ in aligned.ordered]
    for i in left:
        at = bisect_left(firsts, i)
        place = aligned.ordered[at][1] - 0.5 if at < len(firsts) else float(len(other.figures))
        for j in left_other:
            figure, its = one.figures[i], other.figures[j]
            near = _NEAR if figure.sort != "date" else _NEAR_YEARS if figure.value and its.value else 0
            if abs(place - j) <= near and figure.hard and its.hard and figure.sort == its.sort:
                slip = slips.unequal(figure, its)
                if slip is not None and slip.likeness > 1:
                    yield -slip.likeness, abs(place - j), i, j, slip


def _sorts(side: Side, gap: Sequence[int]) -> Counter[str]:
    return Counter(side.figures[n].sort for n in gap)


def _rank(side: Side, gap: Sequence[int], number: int) -> int:
    return [n for n in gap if side.figures[n].sort == side.figures[number].sort].index(number)
