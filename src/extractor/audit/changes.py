"""Changes against their ends: how much something grew, and whether a place that `rose` did."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import regex

from extractor.annotations import FindingMention
from extractor.audit import kinship, proofs
from extractor.audit.ranges import Range, stated
from extractor.audit.sheet import Figure, Sheet

Direction = Literal["rise", "fall", "better", "worse"]

_WAYS: Final = ("ends_there", "ends_back", "ends_compared", "ends_later")
_REACH: Final = 64  # characters before the first end in which the verb stands that says which way it went
_DIRECTIONS: Final[tuple[Direction, ...]] = ("rise", "fall", "better", "worse")
_PERCENT: Final = 100
_CLAUSE_ENDS: Final = ".;:。"
_TO: Final = len(" to ")
_PRINTED: Final = regex.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was `before` and is `after`. `by` is the change that is stated beside, if any."""

    before: Figure
    after: Figure
    direction: Direction | None
    by: Figure | None
    is_rank: bool


def changes(sheet: Sheet) -> Iterator[FindingMention]:
    """Changes whose direction or size does not agree with their ends; one finding for a pair of ends."""
    for extent, figures in sheet.prose:
        told: set[tuple[int, int]] = set()
        for change in _changes(sheet, extent, figures):
            ends = (change.before.index, change.after.index)
            finding = None if ends in told else _wrong_direction(change) or _wrong_size(change)
            if finding is not None:
                told.add(ends)
                yield finding


def _changes(sheet: Sheet, extent: tuple[int, int], figures: Sequence[Figure]) -> Iterator[Change]:
    masked = sheet.page.masked
    taken: set[int] = set()
    for way in _WAYS:
        if not _can_hold(sheet, way, extent):
            continue
        for m in sheet.grammar.fragment(way).find_all(masked, *extent):
            before, after = sheet.state_at(m.start("from")), sheet.state_at(m.start("to"))
            if before is None or after is None:
                continue
            if way != "ends_there" and taken & {before.index, after.index}:
                continue  # `to 312 a year and from 7 to 5`
            before = _scaled(sheet, before, after)
            if not _comparable(before, after) or (way != "ends_there" and before.measure != after.measure):
                continue
            if way == "ends_compared" and _stands_aside(sheet, figures, after):
                continue
            inside = [f for f in sheet.figures_in(m.start(), m.end()) if f.index not in (before.index, after.index)]
            named = sheet.figure_at(m.start("by")) if m.groupdict().get("by") else None
            if any(f is not named for f in inside):
                continue  # something else is counted between the ends
            taken |= {before.index, after.index} if way == "ends_there" else set()
            by = named or _stated_change(sheet, figures, m, extent, of=(before, after))
            yield Change(
                before, after, _direction(sheet, m, extent[0], way), by, _is_rank(sheet, before, after, m.start())
            )


def _can_hold(sheet: Sheet, way: str, extent: tuple[int, int]) -> bool:
    """Whether a sentence has what a way of telling ends cannot do without: most have not, and looking costs little.

    The pattern of `ends_compared` tries every place behind every number; without this, reading English took 7% longer.
    """
    if way == "ends_later":
        forms = [sheet.page.numerals[i].form for i in sheet.page.numerals_in(*extent)]
        return forms.count("ordinal") > 1
    return way != "ends_compared" or sheet.grammar.fragment("compared_word").search(sheet.page.low, *extent) is not None


def _scaled(sheet: Sheet, before: Figure, after: Figure) -> Figure:
    """The first end with the scale and unit that it shares with the second: `from 1.2 to 3 billion yuan`."""
    one, other = before.numeral, after.numeral
    if one.form != "cardinal" or other.form == "cardinal" or other.outer_start - one.outer_end > _TO:
        return before
    text = sheet.page.text
    printed = _PRINTED.search(text, other.start, other.end)
    bare = float(printed.group().replace(",", "")) if printed is not None else 0.0
    scale = after.value / bare if bare and _PRINTED.fullmatch(text, one.start, one.end) else 1.0
    numeral, value = replace(one, form=other.form, unit=other.unit), before.value * scale
    range_ = stated(text[one.start : one.end], numeral, value, comparator=one.comparator, upper=None)
    return replace(before, numeral=numeral, measure=after.measure, unit=after.unit, value=value, range=range_)


def _comparable(before: Figure, after: Figure) -> bool:
    """Whether two numbers can be two states of one thing."""
    return before.numeral.form == after.numeral.form and before.numeral.unit == after.numeral.unit


def _stands_aside(sheet: Sheet, figures: Sequence[Figure], after: Figure) -> bool:
    """Whether a number only says where another one before it holds: `5,000 users in 29 countries, up from 300`."""
    before = sheet.grammar.fragment("aside").search(sheet.page.low, max(0, after.start - _NEAR), after.start)
    return before is not None and any(f.end <= after.start and _comparable(f, after) for f in figures)


def _is_rank(sheet: Sheet, before: Figure, after: Figure, start: int) -> bool:
    """Whether the ends are places in a ranking, where the smaller number is the better one."""
    if "rank" in (before.measure, after.measure) or before.numeral.form == "ordinal":
        return True
    said = sheet.grammar.fragment("rank_word")
    return before.measure == "count" and bool(said.search(sheet.page.low, max(0, start - _REACH), start))


def _direction(sheet: Sheet, m: regex.Match[str], start: int, way: str) -> Direction | None:
    """Which way it went: by the words between the ends, else by the last ones before them."""
    first, last = sorted((m.span("from"), m.span("to")))
    inside = "direction_between" if way in ("ends_there", "ends_back") else "direction"
    between = sheet.grammar.fragment(inside).find_all(sheet.page.masked, first[1], last[0])
    if between:
        return _named(between[-1])
    floor = max(start, m.start() - _REACH, *(sheet.page.masked.rfind(sign, start, m.start()) for sign in _CLAUSE_ENDS))
    before = sheet.grammar.fragment("direction").find_all(sheet.page.masked, floor, m.start())
    return _named(before[-1]) if before else None


def _named(m: regex.Match[str]) -> Direction | None:
    return next((name for name in _DIRECTIONS if m[name] is not None), None)


def _stated_change(
    sheet: Sheet, figures: Sequence[Figure], m: regex.Match[str], extent: tuple[int, int], *, of: tuple[Figure, Figure]
) -> Figure | None:
    """The change that is stated right behind the ends, or right before them, of this and no other stretch of time."""
    behind = next((f for f in figures if f.start >= m.end()), None)
    ahead = next((f for f in reversed(figures) if f.end <= m.start()), None)
    joints = ((behind, m.end(), behind.start if behind else 0), (ahead, ahead.end if ahead else 0, m.start()))
    for figure, start, end in joints:
        if figure is None or not _is_change_of(sheet, figure, of):
            continue
        other = sheet.grammar.fragment("other_change")
        clause = sheet.page.low[max(extent[0], figure.start - _NEAR) : min(extent[1], figure.end + _NEAR)]
        if sheet.fills("then_change", start, end) is not None and not other.search(clause):
            return figure
    return None


def _is_change_of(sheet: Sheet, figure: Figure, of: tuple[Figure, Figure]) -> bool:
    """Whether a number says by how much something changed, and not another thing than the one with these ends."""
    if figure.measure != "change":
        before = sheet.page.low[max(0, figure.start - _NEAR) : figure.start]
        noun = figure.achievement.object if figure.achievement is not None else None
        alike = of[1].numeral.form == "ordinal" or kinship.counter(sheet, figure) == kinship.counter(sheet, of[1])
        by_so_much = (figure.measure == "count" and alike) or (figure.measure == "share" and noun is None)
        return by_so_much and bool(sheet.grammar.fragment("rose_by").search(before))
    own = figure.achievement.object if figure.achievement is not None else None
    others = [end.achievement.object for end in of if end.achievement is not None]
    # Each side may have the other's words in its noun, as far as the noun of the other begins where it does.
    return own is None or any(other is None or other.start == own.start for other in others)


_NEAR: Final = 24  # characters beside a change in which `a year` or 同比 stands that makes it another one


def _wrong_direction(change: Change) -> FindingMention | None:
    before, after, direction = change.before, change.after, change.direction
    if direction is None or (direction in {"better", "worse"} and not change.is_rank):
        return None
    up = direction in {"rise", "better"}
    larger, smaller = before.range.below(after.range), after.range.below(before.range)
    if not (smaller if up is not change.is_rank else larger):
        return None
    sign = ">" if after.value > before.value else "<"
    proof = f"{proofs.number(after.value)} {sign} {proofs.number(before.value)}"
    said = "risen" if up else "fallen"
    what = "A place in a ranking" if change.is_rank else "A number"
    message = f"{what} is said to have {said}, but did not: {proof}."
    return FindingMention("wrong-direction", "error", message, (before.mark, after.mark))


def _wrong_size(change: Change) -> FindingMention | None:
    by, before, after = change.by, change.before, change.after
    if by is None or before.value == 0:
        return None
    growth = _growth(before.range, after.range)
    difference = _size(after.range - before.range)
    match by.unit:
        case "percent":
            readings = [growth]
            if by.numeral.form in {"multiple", "change"}:
                readings.append(Range(growth.low + _PERCENT, growth.high + _PERCENT))  # grew 2.5 times, to so many
            if before.unit == "percent":
                readings.append(difference)  # points, which many call per cent
            proof = _ratio(before.value, after.value, by.value)
        case "percentage-point":
            if before.unit != "percent":
                return None
            readings, proof = [difference], _difference(before.value, after.value, by.value)
        case unit if unit == before.unit:
            readings, proof = [difference], _difference(before.value, after.value, by.value)
        case _:
            return None
    if any(reading.meets(by.range) for reading in readings):
        return None
    message = f"A change does not agree with its two ends: {proof}."
    return FindingMention("growth-mismatch", "error", message, (before.mark, after.mark, by.mark))


def _growth(before: Range, after: Range) -> Range:
    """By how many percent it changed, without the sign."""
    ratio = after / before
    return _size(Range((ratio.low - 1) * _PERCENT, (ratio.high - 1) * _PERCENT))


def _size(signed: Range) -> Range:
    """The range of the absolute values."""
    if signed.low >= 0:
        return signed
    return Range(-signed.high, -signed.low) if signed.high <= 0 else Range(0, max(-signed.low, signed.high))


def _ratio(before: float, after: float, stated: float) -> str:
    change = _PERCENT * (after / before - 1)
    sign = "+" if change >= 0 else "\u2212"
    quotient = f"{proofs.number(after)} / {proofs.number(before)} = {proofs.number(round(after / before, 2))}"
    computed = proofs.rounded(abs(change)) if math.isfinite(change) else "?"
    return f"{quotient}, which is {sign}{computed}%, not {proofs.number(stated)}%"


def _difference(before: float, after: float, stated: float) -> str:
    larger, smaller = max(before, after), min(before, after)
    subtraction = f"{proofs.number(larger)} \u2212 {proofs.number(smaller)}"
    return f"{subtraction} = {proofs.number(round(larger - smaller, 6))}, not {proofs.number(stated)}"
