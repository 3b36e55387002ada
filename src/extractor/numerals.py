"""Numerals: every number of a text with its exact value, bound, currency or unit, and the characters it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile
from math import prod

from extractor.annotations import Mark, NumeralMention
from extractor.digits import read_digits
from extractor.limits import left
from extractor.matching import Grammar
from extractor.numberwords import read_words
from extractor.numeralgrammar import NumeralGrammar, Reading, numeral_grammar

_DIGITS = re.compile(r"[0-9]+|\d")  # a digit of another script is a number by itself
_ARTICLE = re.compile(r"(?<!\w)(?:half |a quarter of )?an? $")
_BETWEEN = re.compile(r"\bbetween\s(?:[a-z]*[$€£¥]?\s?)$")
_FROM = re.compile(r"\bfrom\s(?:[a-z]*[$€£¥]?\s?)$")
_BY = re.compile(r"\bby\s$")
_IN = re.compile(r"\bin\s$")
_FIGURE = re.compile(r"[\d.]")
_WORD = re.compile(r"[a-z]+")

_ARTICLE_REACH = 16  # characters; the longest article is `a quarter of a `
_UNIT_REACH = 24  # characters behind a number in which its unit of measure begins
_LEAD_REACH = 12  # characters; `between` or `from` with a currency sign
_VERB_REACH = 16  # characters; the longest verb that `over` belongs to (`presided over`)


def find_numerals(text: str, words: Sequence[Mark], grammar: Grammar) -> list[NumeralMention]:
    """Every number in `text` (normalised, lower case), in order, without overlap; every digit lies in exactly one.

    `words` are the number words in it, as the lexicons find them.
    """
    g = numeral_grammar(grammar)
    readings: list[Reading] = []
    at = 0
    for start in _candidates(text, words):
        if start < at:
            continue
        left()
        reading = read_digits(text, start, g) if text[start].isdigit() else read_words(text, start, g)
        if reading is None:
            continue
        if joined := _joined(text, readings, reading, g):
            readings[-1] = joined
        else:
            readings.append(reading)
        at = readings[-1].end
    return _finished(text, readings, g)


def _candidates(text: str, words: Sequence[Mark]) -> list[int]:
    """Where a number may begin: at a digit that follows no digit, or at a number word or its article."""
    starts = {m.start() for m in _DIGITS.finditer(text)}
    for mark in words:
        starts.add(mark.start)
        article = _ARTICLE.search(text[max(0, mark.start - _ARTICLE_REACH) : mark.start])
        if article:
            starts.add(mark.start - len(article.group()))
    return sorted(starts)


def _joined(text: str, before: list[Reading], new: Reading, g: NumeralGrammar) -> Reading | None:
    """`60 to 70`, `93% and 96%` after between: two numbers that are the ends of one range."""
    if not before:
        return None
    old = before[-1]
    low, high = old.value, new.value
    if low is None or high is None or old.upper is not None:
        return None
    separator = _separator(text, old, new, g)
    if separator is None or not _are_ends(text, old, new, separator, g):
        return None
    if old.form == new.form == "cardinal" and low < high:
        low = _scaled_like(low, high, text[new.start : new.end], g)
    elif old.form == "cardinal" and new.form == "change":  # `two- to threefold`
        low = (low - 1) * 100
    if low > high or (
        _is_year(text, old) and (_is_year(text, new) or _IN.search(text[max(0, old.start - _LEAD_REACH) : old.start]))
    ):
        return None  # `from RMB 1.2 million in 2019 to RMB 3 million`
    return Reading(old.start, new.end, new.form, low, high, old.comparator, new.unit)


def _separator(text: str, old: Reading, new: Reading, g: NumeralGrammar) -> str | None:
    """What stands between two numbers, if nothing but the sign or word of a range does (and the first one's unit)."""
    m = g.range.at(text, old.end)
    if (m is None or m.end() != new.start) and (
        unit := g.unit.at(text, old.end)
    ):  # the hyphen of `3-tonne` is no range
        m = g.range.at(text, unit.end())
        # `rose 3.7 points to 91 percent`: a range has one unit.
        if unit.group().strip(" -").removesuffix("s") not in text[new.start : new.end + _UNIT_REACH]:
            return None
    return m["sep"].strip() if m is not None and m.end() == new.start else None


def _are_ends(text: str, old: Reading, new: Reading, separator: str, g: NumeralGrammar) -> bool:
    """Whether the words before two numbers and their forms let them be the ends of one range."""
    lead = text[max(0, old.start - _LEAD_REACH) : old.start]
    between = _BETWEEN.search(lead) is not None
    if (separator == "and") != between or (new.form == "ordinal" and not between) or _FROM.search(lead):
        return False
    if _BY.search(lead):
        # `rose by 16 to 74`, `fell by 17 minutes to 42 minutes`; `by 9 to 12 %` is a range.
        whole = new.form == "cardinal" and g.unit.at(text, new.end) is None
        if whole or g.unit.at(text, old.end) is not None:
            return False
    if old.form == new.form or {old.form, new.form} <= {"percent", "fraction"}:
        return True
    one_sign = new.form in ("percent", "points") or text.endswith("fold", new.start, new.end)
    return old.form == "cardinal" and one_sign


def _scaled_like(low: Decimal, high: Decimal, written: str, g: NumeralGrammar) -> Decimal:
    """The low end in the scale of the high one, which is `written` so: `60 to 70 million`, `two to three hundred`."""
    figures = "".join(_FIGURE.findall(written))
    words = takewhile(g.scales.__contains__, reversed(_WORD.findall(written)))
    scale = high / Decimal(figures) if figures else prod(g.scales[word] for word in words)
    return low * scale if low * scale < high else low


def _is_year(text: str, reading: Reading) -> bool:
    return len(text[reading.start : reading.end]) == 4 and 1000 <= (reading.value or 0) <= 2100


def _finished(text: str, readings: list[Reading], g: NumeralGrammar) -> list[NumeralMention]:
    """Give each number its comparator, currency and unit, and the outer span that takes them in."""
    out: list[NumeralMention] = []
    at = 0
    for i, r in enumerate(readings):
        outer_start, outer_end = r.start, r.end
        if r.form != "code":
            limit = readings[i + 1].start if i + 1 < len(readings) else len(text)
            outer_end = min(_right(text, r, g), limit)
            outer_start = _left(text, r, g, at)
        at = outer_end
        out.append(
            NumeralMention(
                r.start, r.end, outer_start, outer_end, r.form, _plain(r.value), _plain(r.upper), r.comparator, r.unit
            )
        )
    return out


def _right(text: str, r: Reading, g: NumeralGrammar) -> int:
    """The end of the number's unit and of a bound written behind it; gives the number both."""
    end = r.end
    if r.form == "points" and (m := g.after.at(text, end)):
        end = m.end()
    if (m := g.after.at(text, end)) and m["plus"]:
        end, r.comparator = m.end(), ">="
    if r.form == "cardinal" and (m := g.unit.at(text, end)):
        end = m.end()
        if m["currency"] is not None:
            r.form, r.unit = "money", g.lexicons["currency_after"][m.group().strip(" -\n\t")]
        else:
            r.form, r.unit = "measure", g.lexicons["measure_unit"][m["measure"]]
    if m := g.bound_after.at(text, end):
        end = m.end()
        r.comparator = g.lexicons["bound_after"][m["bound"]]
    return end


def _left(text: str, r: Reading, g: NumeralGrammar, at: int) -> int:
    """The start of the currency and of a bound written before the number; gives the number both.

    What begins before `at` belongs to the number before.
    """
    m = g.before.at(text, r.start)
    start = r.start
    if m is None:
        return start
    if r.form == "cardinal" and m.start("currency") >= at:  # -1 where there is none
        r.form, r.unit = "money", g.lexicons["currency_before"][m["currency"].strip()]
        start = m.start("currency")
    bound = m.start("bound")
    if bound >= at:
        if m["bound"] == "over" and g.phrasal.search(text, max(0, bound - _VERB_REACH), bound):
            return start  # `presided over 40 projects`: no bound
        start = bound
        if r.comparator == "=":
            r.comparator = g.lexicons["bound_before"][m["bound"]]
    return start


def _plain(value: Decimal | None) -> int | float | None:
    """An int where the number is whole, else a float: `1362`, `38.6`."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
