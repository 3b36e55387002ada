"""Wholes that a sentence breaks down: the number of the whole, and the list of its parts behind or before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from extractor.audit.sheet import Figure, Sheet

Way = Literal["open", "exact", "listed", "brackets", "summed"]
"""How parts follow: `including`, `made up of`, a colon or dash, in brackets; or they come first and are summed up."""

_WAYS: Final[tuple[Way, ...]] = ("open", "exact", "listed", "brackets")
_WHOLE: Final = (",", ";")
"""Signs that part longer members of a list; where shorter ones are parted by 、, they end it."""
_SHORT: Final = "、"
_CLAUSE_ENDS: Final = ".;:,()。\n"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and its parts, in the order of the text.

    `segments` has, for each part, all that is said of it; `is_closed` tells that the list ends where the parts end, so
    that nothing else belongs to the whole.
    """

    whole: Figure
    parts: tuple[Figure, ...]
    segments: tuple[str, ...]
    way: Way
    is_closed: bool
    end: int


def breakdowns(sheet: Sheet) -> Iterator[Breakdown]:
    """All wholes of a page that are broken down, in order."""
    for (_, end), figures in sheet.sentences:
        for i in range(len(figures) - 1):
            found = _parts_behind(sheet, figures, i, end)
            if found is not None:
                yield found
        yield from _summed_up(sheet, figures)


def _parts_behind(sheet: Sheet, figures: Sequence[Figure], i: int, end: int) -> Breakdown | None:
    """The list that begins right behind a whole."""
    whole, first = figures[i], figures[i + 1]
    if not whole.is_like(first):
        return None
    opener = sheet.fills("opens_parts", whole.end, first.start)
    if opener is None:
        return None
    way = next(way for way in _WAYS if opener[way] is not None)
    parts, cuts, end_of_list = _list_from(sheet, figures, i + 1, end, way=way)
    closing = sheet.grammar.fragment("closes_parts").match(sheet.page.masked, parts[-1].end, end)
    cuts = [opener.end(way), *cuts, end_of_list]
    segments = tuple(sheet.page.low[a:b] for a, b in pairwise(cuts))
    return Breakdown(whole, tuple(parts), segments, way, closing is not None, end_of_list)


def _list_from(
    sheet: Sheet, figures: Sequence[Figure], first: int, end: int, *, way: Way
) -> tuple[list[Figure], list[int], int]:
    """The parts from the first on, where each but the first begins, and where the list ends."""
    parts, cuts = [figures[first]], []
    signs: set[str] = set()
    for figure in figures[first + 1 :]:
        between = sheet.between(parts[-1], figure)
        if between.count("(") > between.count(")"):
            continue  # it stands in brackets behind a part, and is a part of that
        m = sheet.joint("next_part", parts[-1], figure)
        if m is None or not parts[-1].is_like(figure) or (m["semicolon"] and way != "listed"):
            break
        sign = m["sep"].strip()
        if sign in _WHOLE and signs - set(_WHOLE) and sign not in signs:
            break
        signs.add(sign)
        # What stands behind the sign is as long in the text as in the match, which leaves brackets out before it.
        cuts.append(figure.start - (m.end() - m.end("sep")))
        parts.append(figure)
    stop = min(
        (at for sign in _CLAUSE_ENDS if (at := sheet.page.masked.find(sign, parts[-1].end, end)) >= 0), default=end
    )
    return parts, cuts, stop


def _summed_up(sheet: Sheet, figures: Sequence[Figure]) -> Iterator[Breakdown]:
    """Lists that end with what they come to."""
    masked = sheet.page.masked
    behind, said = sheet.grammar.fragment("summed_up"), sheet.grammar.fragment("total_before")
    for i in range(2, len(figures)):
        whole, last = figures[i], figures[i - 1]
        if not whole.is_like(last) or sheet.fills("sums_up", last.end, whole.start) is None:
            continue
        # The words may be part of the number, as its bound is: `for a total of 11`.
        if not said.search(sheet.page.low, last.end, whole.numeral.start) and not behind.match(masked, whole.end):
            continue
        parts, cuts = _list_to(sheet, figures, i - 1)
        if len(parts) > 1:
            clause = max(masked.rfind(sign, 0, parts[0].start) for sign in _CLAUSE_ENDS) + 1
            cuts = [clause, *cuts, whole.start]
            segments = tuple(sheet.page.low[a:b] for a, b in pairwise(cuts))
            yield Breakdown(whole, tuple(parts), segments, "summed", is_closed=True, end=whole.end)


def _list_to(sheet: Sheet, figures: Sequence[Figure], last: int) -> tuple[list[Figure], list[int]]:
    """The parts up to the last one, as far back as they go on, and where each but the first begins."""
    parts = [figures[last]]
    cuts: list[int] = []
    signs: set[str] = set()
    for figure in reversed(figures[:last]):
        m = sheet.joint("next_part", figure, parts[0]) if figure.is_like(parts[0]) else None
        if m is None or (m["sep"].strip() in _WHOLE and _SHORT in signs):
            break
        signs.add(m["sep"].strip())
        cuts.insert(0, parts[0].start - (m.end() - m.end("sep")))
        parts.insert(0, figure)
    return parts, cuts
