"""The names that a sentence about a selection lists: 甲、乙和丙, behind what opens it and before 等3家企业."""

from __future__ import annotations

import re

from extractor.annotations import Mark, Page
from extractor.chinese.names import SO_MANY, enumerate_names, names, split_outside, trimmed
from extractor.matching import MASKS, Grammar

_COUNTS = frozenset(MASKS[form] for form in ("cardinal", "measure", "money", "percent"))
_ISSUED = "(?:公布|发布|印发|下发|揭晓|通报|公示|发文|发出|公告)"
_OPENING = re.compile(
    rf"^(?:[^,:。、]{{0,48}}:|[^,:。]{{0,16}}(?:中|内|是|为|有|的)?,|[^,:。、]{{0,30}}{_ISSUED}[^,:。]{{0,60}},|经[^,:。]{{2,60}},)+"
)
_PUT_FORWARD = re.compile(r"[^,。;、]{0,16}?(?:推荐|申报|报送|选送|所属|下属|旗下|所辖|培育|选派|推选)的")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}(?:市|县|区|省|镇|州|校|院)的")
_COMMAS, _AND = re.compile("[、,]"), re.compile("以及|及|和|与")
_PLAIN = re.compile(r"[\u4e00-\u9fffa-z\d·]+")
_LONGEST_PLAIN = 12  # characters of a name that no head ends


def names_in(page: Page, grammar: Grammar, start: int, end: int, *, kind: str | None = None) -> tuple[Mark, ...]:
    """The names in a stretch, behind what opens the sentence; none unless all of them are names by themselves.

    Persons have to be several, unless what they were selected for, of the `kind` given, is said of persons.
    """
    low, kinds = page.low, names(grammar)
    while m := _OPENING.match(low[start:end]):
        # `近日,` or `其中,` opens; a name before a comma is one of the names
        opening = low[start : start + m.end() - 1]
        last = re.split(r"[,:]", opening)[-1]
        if kinds.is_strong(last) and "、" not in low[start : start + m.end()] and low[start + m.end() - 1] == ",":
            break
        start += m.end()
    if m := _PUT_FORWARD.match(low, start, end):
        start = m.end()
    counted = SO_MANY.search(low[start:end])
    if counted and counted.start() > 1:
        end = start + counted.start()
    listed = [n for n in enumerate_names(page, grammar, start, end) if n.end > n.start]
    if counted and len(listed) != _said(page, end, end + len(counted.group())):
        return ()
    if any(page.numerals_in(n.start, n.start + 1) for n in listed if page.masked[n.start] in _COUNTS):
        return ()
    listed = [_without_body(page, grammar, n, persons=kind == "person") for n in listed]
    surfaces = [low[n.start : n.end] for n in listed]
    quoted = [low[n.start - 1 : n.start] in ('"', "《") for n in listed]
    if not listed:
        return ()
    may_be = kind == "person" or (kind in (None, "project") and len(listed) > 1)
    persons = may_be and all(map(kinds.is_person, surfaces))
    verbs = tuple(grammar.lexicons["naming_verb"])
    if counted and all(kinds.is_weak(s) and not s.startswith(verbs) for s in surfaces):
        return tuple(listed)  # as many as it says there are
    if persons or all(q or kinds.is_strong(s) for s, q in zip(surfaces, quoted, strict=True)):
        return tuple(listed)
    return ()


def _without_body(page: Page, grammar: Grammar, name: Mark, *, persons: bool) -> Mark:
    """A title or a person without the body before it: 海棠大学《渔歌》, 海棠社区的李小满; `persons` are asked for."""
    low, kinds = page.low, names(grammar)
    m = grammar.fragment("body_before").match(low, name.start, name.end)
    if m is None or kinds.is_person(low[name.start : name.end]):
        return name
    rest = Mark(m.end(), name.end)
    if low[rest.start] in '"《':
        return trimmed(low, rest) if low[rest.end - 1] in '"》' else name
    told = persons or low[rest.start - 1] == "的" or low[rest.start].isascii()
    return rest if told and kinds.is_person(low[rest.start : rest.end]) else name


def plain_names(page: Page, grammar: Grammar, start: int, end: int) -> tuple[Mark, ...]:
    """Several names that no head ends, where a quoted title says that they were given something: 海晏玻璃、汐岸纺织."""
    if m := _PLACE.match(page.low, start, end):
        start = m.end()
    listed = parted(page.low, start, end)
    kinds = names(grammar)
    low = [page.low[n.start : n.end] for n in listed]
    plain = all(kinds.is_weak(s) and len(s) <= _LONGEST_PLAIN and _PLAIN.fullmatch(s) for s in low)
    return tuple(listed) if plain and len(listed) > 1 else ()


def parted(low: str, start: int, end: int) -> list[Mark]:
    """The pieces of a stretch between signs and words for `and`, whatever they are."""
    return [
        trimmed(low, half)
        for piece in split_outside(low, start, end, _COMMAS)
        for half in split_outside(low, piece.start, piece.end, _AND)
    ]


def _said(page: Page, start: int, end: int) -> int | float | None:
    """The number in a stretch."""
    return next((page.numerals[k].value for k in page.numerals_in(start, end)), None)
