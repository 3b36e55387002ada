"""Mentions: where a summary names the units that profiles describe, in whatever form their names have there.

A translated announcement calls one unit `Party Committee of the School of Materials` in its summary and `Party
Committee of the College of Materials` over its profile, loses commas and runs names together. What is known by then is
which units there are, so the names are not looked for: each unit looks for the pieces of the summary that have its
telling words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.annotations import Mark, Page, UnitMention
from extractor.matching import Grammar
from extractor.names import Names, names
from extractor.spans import Extent, overlaps, trim

_ENOUGH = 0.6  # alike: of two names with three telling words each, all but one agree
_LONGEST_RUN = 6  # pieces that one name was cut into
_MOST_PIECES = 400  # of a sentence; one that has more is no summary
_CUT = re.compile(r"[;()\u3001]|,(?!\s?(?:Ltd|Inc|LLC|Corp)\b)|\band\s(?=the\s|[A-Z\"])|(?<=[a-z])(?=[A-Z][a-z])")
_AUXILIARY = re.compile(r"(?i)[\s\"](?:was|were|is|are|has|have|had|been|all|also|\s)+$")
_OUTSIDE = " \"'.:"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A run of pieces that may name a unit."""

    score: float
    unit: int
    first: int
    last: int


def link_mentions(page: Page, grammar: Grammar, units: Sequence[UnitMention]) -> list[UnitMention]:
    """The units with the places where a sentence about the selection names those that only their profiles named."""
    kinds = names(grammar)
    open_units = [i for i, u in enumerate(units) if not outside(u)]
    profiles = sorted({(u.profile.start, u.profile.end) for u in units if u.profile})
    named = sorted(m.start for u in units for m in outside(u))
    found: dict[int, Mark] = {}
    if open_units:
        for start, end in page.sentences:
            if page.hit("selection_verb", start, end) is None or _meets(profiles, start, end):
                continue
            already = named[bisect_left(named, start) : bisect_left(named, end)]
            pieces = [p for p in _pieces(page, start, end) if not any(p.start <= m < p.end for m in already)]
            if not 1 < len(pieces) < _MOST_PIECES:
                continue
            waiting = [i for i in open_units if i not in found]
            here = _assigned(page, kinds, pieces, units, waiting)
            if len(here) + len(already) > 1:  # one alone may be a chance likeness
                found |= here
    return [
        replace(u, mentions=tuple(sorted((*u.mentions, found[i]), key=lambda m: m.start))) if i in found else u
        for i, u in enumerate(units)
    ]


def _meets(profiles: Sequence[Extent], start: int, end: int) -> bool:
    """Whether a stretch shares a character with one of the profiles, which are in order."""
    i = bisect_left(profiles, (end, end))
    return i > 0 and overlaps(profiles[i - 1], (start, end))


def outside(unit: UnitMention) -> tuple[Mark, ...]:
    """Where the text names a unit anywhere but in its own profile."""
    profile = unit.profile
    return tuple(m for m in unit.mentions if profile is None or not profile.start <= m.start < profile.end)


def _pieces(page: Page, start: int, end: int) -> Iterator[Mark]:
    """What stands between commas, lost spaces and verbs of selection, from the first to the last."""
    cuts = {(m.start(), m.end()) for m in _CUT.finditer(page.text, start, end)}
    cuts |= {(hit, hit) for hit in page.hits_in("selection_verb", start, end)}
    at = start
    for cut_start, cut_end in [*sorted(cuts), (end, end)]:
        s, e = trim(page.text, at, cut_start)
        if m := _AUXILIARY.search(page.text, s, e):
            e = m.start()
        if s < e:
            yield Mark(s, e)
        at = max(at, cut_end)


def _assigned(
    page: Page, kinds: Names, pieces: Sequence[Mark], units: Sequence[UnitMention], waiting: Sequence[int]
) -> dict[int, Mark]:
    """For each unit the run of pieces that is most like its name, the surest first, no piece twice."""
    taken: set[int] = set()
    out: dict[int, Mark] = {}
    for c in sorted(_candidates(page, kinds, pieces, units, waiting), key=lambda c: (-c.score, c.unit, c.first)):
        run = set(range(c.first, c.last + 1))
        if c.unit not in out and not run & taken:
            taken |= run
            out[c.unit] = _bare(page.text, pieces[c.first].start, pieces[c.last].end)
    return out


def _candidates(
    page: Page, kinds: Names, pieces: Sequence[Mark], units: Sequence[UnitMention], waiting: Sequence[int]
) -> Iterator[_Candidate]:
    telling_of = [kinds.telling(page.text[p.start : p.end]) for p in pieces]
    words_of = [kinds.words(page.text[p.start : p.end]) for p in pieces]
    by_word: dict[str, set[int]] = {}
    for i in waiting:
        for word in kinds.telling(units[i].name):
            by_word.setdefault(word, set()).add(i)
    for first in range(len(pieces)):
        telling: frozenset[str] = frozenset()
        words: frozenset[str] = frozenset()
        for last in range(first, min(first + _LONGEST_RUN, len(pieces))):
            telling |= telling_of[last]
            words |= words_of[last]
            for i in {i for word in telling for i in by_word.get(word, ())}:
                likeness = _likeness(telling, kinds.telling(units[i].name))
                if likeness >= _ENOUGH:
                    yield _Candidate(likeness + _likeness(words, kinds.words(units[i].name)), i, first, last)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How far two sets of words agree, 0 to 1: the mean of what is shared of the smaller and of both."""
    shared = len(one & other)
    return shared / min(len(one), len(other)) * 0.5 + shared / len(one | other) * 0.5 if shared else 0.0


def _bare(text: str, start: int, end: int) -> Mark:
    """A stretch without the signs around it and its article."""
    while start < end and text[start] in _OUTSIDE:
        start += 1
    while end > start and text[end - 1] in _OUTSIDE:
        end -= 1
    if text[start : start + 4].lower() == "the ":
        start += 4
    return Mark(start, end)
