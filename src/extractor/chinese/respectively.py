"""分别: which of several nouns, or of several numbers before, a number belongs to by its place in the row."""

from __future__ import annotations

import re

from extractor.annotations import Mark
from extractor.chinese.names import split_outside
from extractor.chinese.nouns import Nouns
from extractor.chinese.stretches import CLAUSE_SIGNS, Place

_WORDS = ("分别", "依次")
_JOINTS = ("、", "和", "及", "以及", ",", "与")
_LISTED = re.compile("、|和|及|以及|与")


def noun_in_row(nouns: Nouns, p: Place) -> Mark | None:
    """软件著作权、发明专利分别为5项和2项: the noun in the place that the number has among its neighbours."""
    at = _said(p)
    if at is None:
        return None
    low = p.low
    position = len(p.page.numerals_in(at, p.numeral.outer_start))
    begin = max((m.end() for m in CLAUSE_SIGNS.finditer(low, p.start, at)), default=p.start)
    listed = [m for m in split_outside(low, begin, at, _LISTED) if m.end > m.start]
    if len(listed) < 1 + 1 or position >= len(listed):
        return None
    found = listed[position]
    start = found.start
    if position == 0:
        start = nouns.without_leads(p, nouns.verbs.last(low, start, found.end, p.words(start, found.end)), found.end)
    return Mark(start, found.end) if found.end > start else None


def object_in_row(p: Place) -> Mark | None:
    """接待游客13万人次、收入5860万元,同比分别增长35%和41%: the object in the same place among those before."""
    at = _said(p)
    if at is None:
        return None
    position = len(p.page.numerals_in(at, p.numeral.outer_start))
    many = position + 1
    for k in p.page.numerals_in(p.numeral.end, p.end):
        if p.low[p.page.numerals[k - 1].outer_end : p.page.numerals[k].outer_start] not in _JOINTS:
            break
        many += 1
    earlier = p.previous[: len(p.previous) - position]
    return earlier[len(earlier) - many + position] if len(earlier) >= many else None


def _said(p: Place) -> int | None:
    """Where 分别 stands before a number in its clause."""
    at = max(p.low.rfind(word, p.start, p.numeral.outer_start) for word in _WORDS)
    return None if at < 0 or CLAUSE_SIGNS.search(p.low, at, p.numeral.outer_start) else at
