"""Years against the period that they should lie in: `from 2018 to 2021 12 prizes, 5 of them in 2022`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.annotations import FindingMention, Mark
from extractor.audit.breakdowns import Breakdown
from extractor.audit.sheet import Figure, Sheet

Period = tuple[tuple[int, Mark], tuple[int, Mark]]
"""The first and the last year of a stretch of time, with their places."""


def reversed_periods(sheet: Sheet) -> Iterator[FindingMention]:
    """Periods that end before they begin."""
    for (first, begins), (last, ends) in _periods(sheet, 0, len(sheet.page.text)):
        if last < first:
            message = f"A period ends before it begins: {last} < {first}."
            yield FindingMention("year-outside-period", "error", message, (begins, ends))


def years(sheet: Sheet, found: Sequence[Breakdown]) -> Iterator[FindingMention]:
    """Years of parts that do not lie in the period of their whole."""
    told: set[Mark] = set()
    for breakdown in found:
        if breakdown.way == "summed":
            continue
        start = sheet.places.sentence(breakdown.whole.start)[0]
        periods = list(_periods(sheet, start, breakdown.parts[0].start))
        if len(periods) != 1:
            continue
        (first, begins), (last, ends) = periods[0]
        before = breakdown.whole
        for part in breakdown.parts:
            for year, mark in _years_of(sheet, before, part, breakdown.end):
                if first <= last and not first <= year <= last and mark not in told:
                    told.add(mark)
                    proof = f"{year} < {first}" if year < first else f"{year} > {last}"
                    message = f"A year lies outside its period, {first} to {last}: {proof}."
                    yield FindingMention("year-outside-period", "error", message, (begins, ends, mark))
            before = part


def _periods(sheet: Sheet, start: int, end: int) -> Iterator[Period]:
    """The stretches of years in a part of the text: `from 2018 to 2021`, `2018-2021`."""
    for m in sheet.grammar.fragment("year_range").find_all(sheet.page.masked, start, end):
        two = [*sheet.years_in(m.start("first"), m.end("first")), *sheet.years_in(m.start("last"), m.end("last"))]
        if len(two) == 2:  # noqa: PLR2004
            yield two[0], two[1]
    for i in sheet.page.numerals_in(start, end):
        n = sheet.page.numerals[i]
        two = list(sheet.years_in(n.start, n.end)) if n.form == "code" else []
        if len(two) == 2:  # noqa: PLR2004
            yield two[0], two[1]


def _years_of(sheet: Sheet, before: Figure, part: Figure, end: int) -> Iterator[tuple[int, Mark]]:
    """The year that stands right beside a part and dates it: `5 in 2022`, 2022年5项."""
    for year, mark in sheet.years_in(before.end, part.start):
        if sheet.fills("year_then_part", mark.end, part.start) is not None:
            yield year, mark
    for year, mark in sheet.years_in(part.end, end):
        if sheet.fills("part_then_year", part.end, mark.start) is not None:
            yield year, mark
