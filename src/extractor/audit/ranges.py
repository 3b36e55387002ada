"""What a printed number can stand for: by its digits, its scale and the words that bound it.

A sum or a share that a text prints is held against these ranges and never against the bare values, so that rounding and
`about` are no contradiction.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from extractor.annotations import NumeralMention

_DIGITS = re.compile(r"\d[\d, \u00a0\u2009]*(?:\.(?P<decimals>\d+))?")
_ABOUT: Final = 0.1
"""How far `about`, `nearly` and 近 reach: a tenth to either side, so that `about 50%` still is 46%."""
_LOOSE: Final = 0.15
"""The same for shares in words, `a third`, `half`: who counts in parts of ten or less does not count closely."""
_DOUBLED: Final = 0.25
"""The same for `doubled` and 翻番, which are said of 1.8 times as of 2.4 times."""
_EXACT: Final = 10_000
"""Words for numbers below this count one by one; from here on their zeros are round."""
_CLOSE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Range:
    """All values from `low` to `high`, both included."""

    low: float
    high: float

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Range) -> Range:
        return Range(self.low - other.high, self.high - other.low)

    def __truediv__(self, other: Range) -> Range:
        """Of ranges of quantities, which are not negative; without upper end where the divisor may be nothing."""
        low = self.low / other.high if 0 < other.high < math.inf else 0.0
        return Range(low, self.high / other.low if other.low > 0 else math.inf)

    def times(self, factor: float) -> Range:
        """Each value multiplied; the ends change places where the factor is negative."""
        ends = sorted((self.low * factor, self.high * factor))
        return Range(ends[0], ends[1])

    def meets(self, other: Range) -> bool:
        """Whether one value lies in both."""
        return not (self.below(other) or other.below(self))

    def below(self, other: Range) -> bool:
        """Whether every value is smaller than every value of the other."""
        return other.low - self.high > _CLOSE * max(abs(other.low), 1.0)


def total(ranges: list[Range]) -> Range:
    """The sum of ranges."""
    return sum(ranges, Range(0, 0))


def stated(text: str, numeral: NumeralMention, value: float, *, comparator: str, upper: float | None) -> Range:
    """What a number stands for. `text` is the number as it is printed; `value` what it is worth in its record.

    The value is positive; a fall of 12% is asked for as 12.
    """
    low, high = _as_printed(text, numeral, value), _as_printed(text, numeral, value if upper is None else upper)
    match comparator:
        case ">" | ">=":
            return Range(low.low, math.inf)
        case "<" | "<=":
            return Range(0.0, high.high)
        case "~":
            return Range(low.low * (1 - _ABOUT), high.high * (1 + _ABOUT))
        case _:
            return Range(low.low, high.high)


def _as_printed(text: str, numeral: NumeralMention, value: float) -> Range:
    """Half a step of the last printed digit below, by rounding, and a whole one above, by cutting off."""
    m = _DIGITS.search(text)
    if numeral.form == "fraction" or (numeral.form in {"percent", "multiple"} and m is None):
        return Range(value * (1 - _LOOSE), value * (1 + _LOOSE))
    if m is None:
        if numeral.form == "change":
            # Of what it grew to: `doubled`, 100 percent, is 2 times as much.
            return Range(max((value + 100) * (1 - _DOUBLED) - 100, 0), (value + 100) * (1 + _DOUBLED) - 100)
        step = _last_place(value) if value >= _EXACT else 0.0
    else:
        step = _step(m, value, counts=numeral.form in {"cardinal", "ordinal"})
    return Range(value - step / 2, value + step)


def _step(digits: re.Match[str], value: float, *, counts: bool) -> float:
    """What one more in the last printed digit is worth; nothing for a count that is printed in full."""
    printed = float(re.sub(r"[^\d.]", "", digits.group()))
    decimals = len(digits["decimals"] or "")
    scale = value / printed if printed else 1.0
    if counts and not decimals and math.isclose(scale, 1):
        return 0.0
    return abs(scale) * 10.0**-decimals


def _last_place(value: float) -> float:
    """The place of the last digit of a whole number that is not nought: ten thousand of 230,000."""
    digits = str(round(value))
    return 10.0 ** (len(digits) - len(digits.rstrip("0")))
