"""Numbers that are said in words of their own: 百分之三, 三分之一, 每三辆就有一辆, 半数, 翻番, 首位, 数以千计."""

from __future__ import annotations

from decimal import Decimal

from extractor.chinese.numeralgrammar import NumeralGrammar, Reading

_HUNDRED = Decimal(100)


def read_share(text: str, start: int, g: NumeralGrammar) -> Reading | None:
    """A part of a whole, in percent."""
    m = g.share.at(text, start)
    if m is None:
        return None
    if m["parts"]:
        whole = Decimal(g.lexicons["part_word"][m.group()[: m.start("parts") - start]])
        low, high = value_of(m["parts"], g), value_of(m["upto"], g) if m["upto"] else None
        if low is None:
            return None
        if high is not None and high <= low:  # no range, but a number and what stands behind it: 百分之十—〇
            return Reading(start, m.end("parts"), "percent", low * _HUNDRED / whole, unit="percent", han=True)
        upper = None if high is None else high * _HUNDRED / whole
        return Reading(start, m.end(), "percent", low * _HUNDRED / whole, upper, unit="percent", han=True)
    part, total = value_of(m["part"], g), value_of(m["whole"], g)
    if part is None or not total or part >= total:
        return None
    return Reading(start, m.end(), "fraction", part / total * _HUNDRED, unit="percent", han=True)


def read_word(text: str, start: int, g: NumeralGrammar) -> Reading | None:
    """A number that a word means."""
    m = g.word.at(text, start)
    if m is None:
        return None
    end = m.end()
    if m["half"]:
        comparator = g.lexicons["half_word"].get(m["half"], "=")
        return Reading(start, end, "fraction", _HUNDRED / 2, comparator=comparator, unit="percent", han=True)
    if m["growth"]:
        return Reading(start, end, "change", Decimal(g.lexicons["growth_word"][m["growth"]]), unit="percent", han=True)
    if m["countless"]:
        value = Decimal(g.lexicons["countless_word"][m["countless"]])
        return Reading(start, end, "cardinal", value, comparator=">", han=True, inner=True)
    return Reading(start, end, "ordinal", Decimal(g.lexicons["place_word"][m["place"]]), han=True)


def value_of(text: str, g: NumeralGrammar) -> Decimal | None:
    """The exact value of figures or of a run of characters, None where it has none or two."""
    if text[0].isdecimal():
        return Decimal(text.replace(",", ""))
    found = g.numbers.worth(text)
    return None if found is None or found[1] is not None else found[0]
