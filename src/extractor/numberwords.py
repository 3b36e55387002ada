"""A number written in words: `three hundred and five`, `two thirds`, `one in ten`, `doubled`, `twenty-first`."""

from __future__ import annotations

import re
from decimal import Decimal

import regex

from extractor.numeralgrammar import LONGEST, NumeralGrammar, Reading, with_sign

WORD_LEXICONS = (
    "number_word",
    "scale_word",
    "ordinal_word",
    "fraction_word",
    "multiple_word",
    "growth_word",
    "place_word",
)
"""The lexicons whose words may begin a number."""

_SPACES = re.compile(r"[\s-]+")
_PLACES = ("first", "firsts", "second", "seconds")  # ordinals that name no part: there are no `two seconds` of a whole


def read_words(text: str, start: int, g: NumeralGrammar) -> Reading | None:
    """The number in words at `start`, None where there is none."""
    if m := g.words.at(text, start):
        return _of_words(m, g)
    if m := g.alone.at(text, start):
        return _of_word(m, g)
    return None


def _of_words(m: regex.Match[str], g: NumeralGrammar) -> Reading:
    value = _value(m["words"], g) if m.end() - m.start() <= LONGEST else None
    if value is None:
        return Reading(m.start(), m.end("words"), "code", None, unit="slogan")
    if m["half"]:
        value /= 2 if m["half"].startswith("half") else 4
    if m["in"] or m["inthing"]:
        return _one_in(m, value, g)
    if m["part"]:
        return _part(m, value, g)
    if m["fold"]:
        return Reading(m.start(), m.end(), "change", (value - 1) * 100, unit="percent")
    if m["point"]:
        value = _with_decimals(value, m["point"].split()[1:], g)
    elif m["andhalf"]:
        value = (value + Decimal("0.5")) * (g.scales[m["halfscale"].strip()] if m["halfscale"] else 1)
    return with_sign(m.string, Reading(m.start(), m.end(), "cardinal", value), g)


def _value(text: str, g: NumeralGrammar) -> Decimal | None:
    """The value of number words, None where they are no number (`one two three`).

    `group` is what stands before the next scale, `total` what the scales so far have closed.
    """
    total = Decimal(0)
    group: Decimal | None = None
    last_scale: Decimal | None = None
    for word in _SPACES.split(text.strip()):
        if word == "and":
            continue
        if (scale := g.scales.get(word)) is not None:
            if scale <= 100 and group is not None:
                group *= scale
            elif group is None and total:  # `hundred million`
                total *= scale
            elif last_scale is not None and scale >= last_scale and total:  # `two hundred thousand million`
                total, group, last_scale = (total + (group or 0)) * scale, None, scale
            else:
                total, group, last_scale = total + (group if group is not None else 1) * scale, None, scale
        elif group is None:
            group = g.small[word]
        elif _joins(group, g.small[word]):
            group += g.small[word]
        else:
            return None
    return total + (group or 0)


def _joins(group: Decimal, value: Decimal) -> bool:
    """Whether a word adds to those before it: `hundred` and `five`, `twenty` and `five`, but not `five` and `two`."""
    return (group % 100 == 0 and value < 100) or (group % 10 == 0 and group % 100 >= 20 and value < 10)


def _with_decimals(value: Decimal, words: list[str], g: NumeralGrammar) -> Decimal:
    """`three point one four million`: the value of the words before and behind the point."""
    value += Decimal("0." + "".join(str(g.small[w]) for w in words if w in g.small))
    for word in words:
        value *= g.scales.get(word, 1)
    return value


def _one_in(m: regex.Match[str], value: Decimal, g: NumeralGrammar) -> Reading:
    """`nine out of ten`, `one child in three` as a percentage, where the words can be a part of a whole."""
    if m["in"]:
        whole = g.small[m["whole"]] if m["whole"] in g.small else Decimal(m["whole"])
        is_part = value < whole
    else:
        whole = g.small[m["parts"]]
        is_part = value == 1 and whole >= 2
    if not is_part:
        return with_sign(m.string, Reading(m.start(), m.end("words"), "cardinal", value), g)
    return Reading(m.start(), m.end(), "fraction", value / whole * 100, unit="percent")


def _part(m: regex.Match[str], value: Decimal, g: NumeralGrammar) -> Reading:
    """`two thirds` is a fraction, `twenty-first` a place, and in `two first prizes` the two stands by itself."""
    word = m["part"].strip(" -\n\t")
    plural = word.endswith("s")
    if value >= 20 and not plural:
        return Reading(m.start(), m.end(), "ordinal", value + g.part(word))
    if plural == (value != 1) and word not in _PLACES:
        return Reading(m.start(), m.end(), "fraction", value / g.part(word) * 100, unit="percent")
    return with_sign(m.string, Reading(m.start(), m.end("words"), "cardinal", value), g)


def _of_word(m: regex.Match[str], g: NumeralGrammar) -> Reading:
    """The number that one word says: `doubled`, `twice`, `runner-up`, `a third`, `half`, `fifth`."""
    start, end = m.span()
    if m["growth"]:
        return Reading(start, end, "change", Decimal(g.lexicons["growth_word"][m["growth"]]), unit="percent")
    if m["multiple"]:
        return Reading(start, end, "multiple", Decimal(g.lexicons["multiple_word"][m["multiple"]]))
    if m["place"]:
        return Reading(start, end, "ordinal", Decimal(g.lexicons["place_word"][m["place"]]))
    if m["part"]:
        return Reading(start, end, "fraction", 100 / g.part(m["part"]), unit="percent")
    if m["half"]:
        return Reading(start, end, "fraction", Decimal(50), unit="percent")
    return Reading(start, end, "ordinal", g.ordinals[m["ordinal"]])
