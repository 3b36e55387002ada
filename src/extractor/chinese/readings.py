"""A Chinese number while it is found out what it means, and what the heading of its column says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.annotations import Mark, NumeralMention, Page
from extractor.matching import Grammar

TABLE_RULE = "zh.achievements.table-cell"
_MEASURE_OF_FORM = {
    "percent": "share", "fraction": "share", "ordinal": "rank", "money": "amount", "measure": "amount",
    "points": "change",
}  # fmt: skip
_SCALES = {"万": 10_000, "亿": 100_000_000}
_BRACKET = re.compile(r"\s?\([^()]*\)$")


@dataclass(slots=True)
class Reading:
    """What the numeral `index` means by `rule`; the fields of the record that is made of it."""

    index: int
    rule: str
    measure: str
    value: float
    upper: float | None
    comparator: str
    unit: str | None
    object: Mark | None


def figure(page: Page, grammar: Grammar, index: int, heading: Mark | None) -> Reading | None:
    """A figure in a table under the heading of its column; None where it has no value."""
    n = page.numerals[index]
    if n.value is None:
        return None
    measure = _MEASURE_OF_FORM.get(n.form, "count")
    reading = Reading(index, TABLE_RULE, measure, n.value, n.upper, n.comparator, n.unit, heading)
    if heading is not None:
        _head(reading, n, grammar, page.low[heading.start : heading.end], heading.start)
    return reading


def _head(reading: Reading, n: NumeralMention, grammar: Grammar, heading: str, start: int) -> None:
    """What a heading says of its figures: rank, share, amount or change, and in which scale."""
    if reading.measure == "count":
        is_of = (m for m in ("rank", "share", "amount") if grammar.fragment(f"{m}_column").search(heading))
        reading.measure = next(is_of, "count")
    if n.form == "cardinal" and (m := grammar.fragment("scaled_column").search(heading)):
        scaled = Decimal(str(reading.value)) * _SCALES[m["scaled"]]
        reading.value = int(scaled) if scaled == int(scaled) else float(scaled)
        if m["currency"]:
            reading.measure, reading.unit = "amount", "CNY"
    if n.form in ("percent", "points") and (m := grammar.fragment("change_column").search(heading)):
        reading.measure = "change"
        reading.value = -reading.value if m["fall"] else reading.value
    if reading.measure == "share" and reading.unit is None:
        reading.unit = "percent"
    if (bracket := _BRACKET.search(heading)) and bracket.start():
        reading.object = Mark(start, start + bracket.start())
