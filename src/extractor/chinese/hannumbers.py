"""What a number in Chinese characters is worth: 一千三百六十二, 两万三千, 二〇二四, 七八十, 三点五亿."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

Worth = tuple[Decimal, Decimal | None]
"""A value, and where two digits say `seven or eight`, the upper end."""

_POINT = "点"
MYRIAD = Decimal(10_000)
"""万, the first of the scales that a whole number may stand before."""
_TEN = Decimal(10)
_A_FEW = (Decimal(3), Decimal(5))
_SHORTEST_ROW = 3  # digits without a scale; fewer, as in 三八 and 五一, are a name


class HanNumbers:
    """Reads runs of Chinese numerals; `digits` and `scales` say what each character is worth."""

    def __init__(self, digits: Mapping[str, Decimal], scales: Mapping[str, Decimal]) -> None:
        self.digits, self.scales = digits, scales
        self.signs = frozenset([*digits, *scales, _POINT])
        self.great = sorted((c for c, v in scales.items() if v >= MYRIAD), key=lambda c: -scales[c])

    def worth(self, run: str) -> Worth | None:
        """The value of a run, None where it is no number."""
        if any(c not in self.signs for c in run):
            return None
        if _POINT in run:
            return _alone(self._with_point(run))
        if all(c in self.digits for c in run):
            return self._row(run)
        return self._either(run) or _alone(self._whole(run))

    def product(self, scales: str) -> Decimal:
        """What several scales in a row multiply by: 百万 -> 1000000."""
        value = Decimal(1)
        for c in scales:
            value *= self.scales[c]
        return value

    def _with_point(self, run: str) -> Decimal | None:
        """三点五, 零点零八, 十二点六亿: digits behind the point, then the scale of all."""
        whole, _, behind = run.partition(_POINT)
        scale = behind.lstrip("".join(self.digits))
        figures = behind[: len(behind) - len(scale)]
        base = self._whole(whole)
        if base is None or not figures or any(c not in self.great for c in scale):
            return None
        return (base + Decimal("0." + self._figures(figures))) * self.product(scale)

    def _figures(self, run: str) -> str:
        return "".join(str(self.digits[c]) for c in run)

    def _row(self, run: str) -> Worth | None:
        """Digits without a scale: 五, 二〇二四; two neighbours, 七八, are a range, and 一二三 is counting aloud."""
        values = [self.digits[c] for c in run]
        if len(run) == 1:
            return values[0], None
        if len(run) == len(("low", "high")) and _are_neighbours(*values):
            return values[0], values[1]
        counts_aloud = all(b == a + 1 for a, b in pairwise(values))
        if values[0] == 0 or counts_aloud or (len(run) < _SHORTEST_ROW and values[-1] != 0):
            return None
        return Decimal(self._figures(run)), None

    def _either(self, run: str) -> Worth | None:
        """十五六, 二三十, 三五百万: one digit of the number is either of two."""
        for i, (a, b) in enumerate(pairwise(run)):
            one, other = self.digits.get(a), self.digits.get(b)
            if one is None or other is None or not _are_neighbours(one, other):
                continue
            low, high = self._whole(run[: i + 1] + run[i + 2 :]), self._whole(run[:i] + run[i + 1 :])
            return None if low is None or high is None else (low, high)
        return None

    def _whole(self, run: str) -> Decimal | None:
        """A number by its greatest scale: what stands before it times the scale, and what stands behind it."""
        great = next((c for c in self.great if c in run), None)
        if great is None:
            return self._section(run)
        before, _, behind = run.rpartition(great)
        times, rest = self._whole(before) if before else Decimal(1), self._rest(behind, self.scales[great])
        return None if times is None or rest is None else times * self.scales[great] + rest

    def _section(self, run: str) -> Decimal | None:
        """A number below 万: scales in falling order, each with its digit; the first may lack it (百, 十五)."""
        if not run:
            return None
        value, above, digit, zero = Decimal(0), MYRIAD, None, False
        for i, c in enumerate(run):
            scale = self.scales.get(c)
            if scale is None:
                if digit is not None:
                    return None
                digit, zero = (None, True) if self.digits[c] == 0 else (self.digits[c], zero)
                continue
            if scale >= above or (digit is None and scale != _TEN and i > 0):
                return None
            value, above, digit, zero = value + (digit or 1) * scale, scale, None, False
        if digit is None:
            return value
        return value + digit * (above / 10 if _TEN < above < MYRIAD and not zero else 1)

    def _rest(self, run: str, above: Decimal) -> Decimal | None:
        """What stands behind a great scale; a single digit has the scale below: 两万三 is 23000."""
        if not run:
            return Decimal(0)
        if len(run) == 1 and run in self.digits:
            return self.digits[run] * above / 10
        value = self._whole(run)
        return value if value is not None and value < above else None


def _alone(value: Decimal | None) -> Worth | None:
    return None if value is None else (value, None)


def _are_neighbours(one: Decimal, other: Decimal) -> bool:
    """两三, 七八, and 三五, which is said for `a few`."""
    return one > 0 and (other == one + 1 or (one, other) == _A_FEW)
