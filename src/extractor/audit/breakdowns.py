"""Wholes that a sentence breaks down: the number of the whole, and the list of its parts behind or before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from extractor.audit.sheet import Figure, Sheet

Way = Literal["open", "exact", "listed", "brackets", "summed"]
"""How parts follow: `including`, `made up of`, a colon or dash, in brackets; or they come first and are summed up."""

_WAYS: Final[tuple[Way, ...]] = ("open", "exact", "listed", "brackets")
_WHOLE: Final = (",", ";")
"""Signs that part longer members of a list; where shorter ones are parted by 、, they end it."""
_LEAD: Final = 12  # characters before the first part of a list that is summed up behind it


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
    opener = sheet.grammar.fragment("opens_parts").match(sheet.page.masked, whole.end, first.start)
    if opener is None or opener.end() != first.start:
        return None
    way = next(way for way in _WAYS if opener[way] is not None)
    parts, cuts, end_of_list = _list_from(sheet, figures, i + 1, end, way=way)
    closing = sheet.grammar.fragment("closes_parts").match(sheet.page.masked, parts[-1].end, end)
    cuts = [opener.end(way), *cuts, end_of_list]
    segments = tuple(sheet.page.low[a:b] for a, b in zip(cuts, cuts[1:], strict=False))
    return Breakdown(whole, tuple(parts), segments, way, closing is not None, end_of_list)


def _list_from(
    sheet: Sheet, figures: Sequence[Figure], first: int, end: int, *, way: Way
) -> tuple[list[Figure], list[int], int]:
    """The parts from the first on, where each but the first begins, and where the list ends."""
    parts, cuts = [figures[first]], []
    signs: set[str] = set()
    joint = sheet.grammar.fragment("next_part")
    for figure in figures[first + 1 :]:
        between = sheet.joint(parts[-1], figure)
        if between is None:
            if way == "brackets" and ")" in sheet.between(parts[-1], figure):
                break
            continue  # it stands in brackets behind a part, and is a part of that
        m = joint.match(between)
        if m is None or m.end() != len(between) or not parts[-1].is_like(figure):
            break
        sign = m["sep"].strip()
        if sign in _WHOLE and signs - set(_WHOLE) and sign not in signs:
            break
        signs.add(sign)
        # Brackets have been left out before the sign, if any: it is looked for from behind.
        cuts.append(sheet.page.masked.rindex(m["sep"], parts[-1].end, figure.start) + len(m["sep"]))
        parts.append(figure)
    stop = min((at for sign in ".;:,()。" if (at := sheet.page.masked.find(sign, parts[-1].end, end)) >= 0), default=end)
    return parts, cuts, stop


def _summed_up(sheet: Sheet, figures: Sequence[Figure]) -> Iterator[Breakdown]:
    """Lists that end with what they come to."""
    before, behind = sheet.grammar.fragment("sums_up"), sheet.grammar.fragment("summed_up")
    said = sheet.grammar.fragment("total_before")
    for i in range(2, len(figures)):
        whole, last = figures[i], figures[i - 1]
        m = before.match(sheet.page.masked, last.end, whole.start)
        if m is None or m.end() != whole.start or not whole.is_like(last):
            continue
        if not (
            said.search(sheet.page.masked, last.end, whole.start) or behind.match(sheet.page.masked, whole.end)
        ):
            continue
        parts = _list_to(sheet, figures, i - 1)
        if len(parts) > 1:
            cuts = [max(0, parts[0].start - _LEAD), *(p.end for p in parts[:-1]), whole.start]
            segments = tuple(sheet.page.low[a:b] for a, b in zip(cuts, cuts[1:], strict=False))
            yield Breakdown(whole, tuple(parts), segments, "summed", True, whole.end)


def _list_to(sheet: Sheet, figures: Sequence[Figure], last: int) -> list[Figure]:
    """The parts up to the last one, as far back as they go on."""
    parts = [figures[last]]
    joint = sheet.grammar.fragment("next_part")
    for figure in reversed(figures[:last]):
        between = sheet.joint(figure, parts[0])
        m = joint.match(between) if between is not None else None
        if between is None or m is None or m.end() != len(between) or not figure.is_like(parts[0]):
            break
        parts.insert(0, figure)
    return parts
