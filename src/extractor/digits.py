"""A number that begins with a digit: a code, or a quantity with its scale, fraction or ordinal ending."""

from __future__ import annotations

import re
from decimal import Decimal

import regex

from extractor.numeralgrammar import CODE_KINDS, LONGEST, NumeralGrammar, Reading, with_sign

_SPACES = re.compile(r"[\s-]+")
_REST_OF_NAME = re.compile(r"\d+(?:[.\-/]\d+)*[a-z]*")
_DECIMAL_COMMA = re.compile(r"^(\d{1,3}),(\d{1,2})$")
_LONGEST_PREFIX = 3  # letters before digits in a name (`QS5`); more are a word whose space was lost: `won13`
_LONGEST_ENDING = 4  # letters behind digits in a name (`12thru`); more are a word likewise: `13awards`


def read_digits(text: str, start: int, g: NumeralGrammar) -> Reading:
    """The number at the digit at `start`; a code where the digits are no quantity."""
    attached = _attached(text, start, g)
    if attached is not None:
        return attached
    number = g.number.at(text, start)
    if number is None:  # a digit of another script
        return Reading(start, start + 1, "code", None, unit="alnum")
    if number.end() - start > LONGEST:
        return Reading(start, number.end("digits"), "code", None, unit="alnum")
    code = g.code.at(text, start)
    if code and code.end() > number.end() and not _is_quantity(code, number, g):
        return Reading(start, code.end(), "code", None, unit=next(k for k in CODE_KINDS if code[k]))
    return _quantity(text, number, g)


def _attached(text: str, start: int, g: NumeralGrammar) -> Reading | None:
    """Digits glued to letters before them: names (`Q1`, `COVID-19`), unless after a currency or a lost space."""
    at = start
    while at > 0 and text[at - 1].isalpha() and text[at - 1].isascii():
        at -= 1
    letters = text[at:start]
    if not letters:
        hyphened = start >= 2 and text[start - 1] == "-" and text[start - 2].isalpha()
        if not hyphened:
            return None
    elif letters in g.lexicons["currency_before"]:
        if len(letters) > 1 or _is_amount(text, start, g):
            return None
    elif len(letters) > _LONGEST_PREFIX:
        return None
    m = _REST_OF_NAME.match(text, start)
    return Reading(start, m.end() if m else start + 1, "code", None, unit="alnum")


def _is_amount(text: str, start: int, g: NumeralGrammar) -> bool:
    """Whether digits behind a letter are written as no name is: `R4.6 million`, `R950 000`, and no `R1`, `M25`."""
    number = g.number.at(text, start)
    if number is None:
        return False
    return number["scale"] is not None or number["suffix"] is not None or any(c in number["digits"] for c in ", ")


def _is_quantity(code: regex.Match[str], number: regex.Match[str], g: NumeralGrammar) -> bool:
    """Whether what looks like a code is a number with its unit (5.6mw, 12km) or a range, and no name (5g, 3d)."""
    if code["score"]:
        return int(code["won"]) < int(code["lost"])  # 3-5 may be a range, 5-3 is a score
    if code["alnum"] is None:
        return False
    rest = code.group()[number.end("digits") - code.start() :]
    if rest in ("g", "d", "b", "m"):
        return False
    return (
        number.end() > number.end("digits")
        or rest in g.lexicons["measure_unit"]
        or len(rest) > _LONGEST_ENDING
        or rest in g.lexicons["currency_after"]
    )


def _quantity(text: str, number: regex.Match[str], g: NumeralGrammar) -> Reading:
    """The value of digits with what is written onto them: `2nd`, `3/4`, `1.2 million`, `5k`, `2-fold`."""
    start, end = number.span()
    value = Decimal(_DECIMAL_COMMA.sub(r"\1.\2", number["digits"]).replace(",", "").replace(" ", ""))
    if number["ordinal"]:
        return Reading(start, end, "ordinal", value)
    if number["fold"]:
        return Reading(start, end, "change", (value - 1) * 100, unit="percent")
    if number["over"] or number["every"] or number["outof"] or number["part"]:
        return _fraction(text, number, value, g)
    if number["scale"]:
        for word in _SPACES.split(number["scale"].strip(" -\n\t")):
            value *= g.scales.get(word) or g.small[word]
    elif number["suffix"]:
        if _is_scale(text, number, g):
            value *= g.suffixes[number["suffix"].strip()]
        else:
            end = number.end("digits")
    return with_sign(text, Reading(start, end, "cardinal", value), g)


def _fraction(text: str, number: regex.Match[str], value: Decimal, g: NumeralGrammar) -> Reading:
    """`3/4`, `9 in every 10` and `2 thirds` as a percentage; `24/7` is a slogan and `3 thirds` three things."""
    start, end = number.span()
    if number["over"]:
        whole = Decimal(number["over"])
        if whole == 0 or value >= whole:
            return Reading(start, end, "code", None, unit="slogan")
    elif number["every"] or number["outof"]:
        whole = Decimal(number["every"] or number["outof"])
        if number["outof"] and value % 1:  # `4.8 out of 5` is a score
            return with_sign(text, Reading(start, number.end("digits"), "cardinal", value), g)
        if value >= whole:
            return with_sign(text, Reading(start, number.end("digits"), "cardinal", value), g)
    else:
        whole = g.part(number["part"])
        if not 0 < value < whole:
            return with_sign(text, Reading(start, number.end("digits"), "cardinal", value), g)
    return Reading(start, end, "fraction", value / whole * 100, unit="percent")


def _is_scale(text: str, number: regex.Match[str], g: NumeralGrammar) -> bool:
    """Whether a suffix multiplies: `5bn`, `5k`, and `$5m`; without a currency, `5 m` is a length."""
    if number["suffix"] == "k" or number["suffix"].strip() not in ("m", "b", "k"):
        return True
    before = g.before.at(text, number.start())
    return before is not None and bool(before["currency"])
