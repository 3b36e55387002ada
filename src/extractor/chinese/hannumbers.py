"""What a number in Chinese characters is worth: 一千三百六十二, 两万三千, 二〇二四, 三百余万, 七八十."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

Worth = tuple[Decimal, Decimal | None]
"""A value, and where two neighbouring digits say `seven or eight`, the upper end."""

_TEN, _MYRIAD = Decimal(10), Decimal(10_000)


def worth(text: str, digits: Mapping[str, Decimal], scales: Mapping[str, Decimal]) -> Worth | None:
    """The value of a run of Chinese numerals, with 点 for the decimal point; None where it is no number."""
    whole, point, decimals = text.partition("点")
    if point:
        base = _whole(whole, digits, scales)
        figures = "".join(str(digits[c]) for c in decimals if c in digits)
        rest = decimals.lstrip("".join(digits))
        if base is None or not figures or any(c not in scales for c in rest):
            return None
        value = base + Decimal(f"0.{figures}")
        for scale in rest:
            value *= scales[scale]
        return value, None
    if all(c in digits for c in text):
        return _positional(text, digits)
    if either := _either(text, digits, scales):
        return either
    value_of_whole = _whole(text, digits, scales)
    return None if value_of_whole is None else (value_of_whole, None)


def _positional(text: str, digits: Mapping[str, Decimal]) -> Worth | None:
    """二〇二四; two neighbours, 七八, are a range."""
    values = [digits[c] for c in text]
    if len(values) == 2 and values[1] == values[0] + 1 and values[0] > 0:
        return values[0], values[1]
    if len(values) > 2 and any(v + 1 == w for v, w in zip(values, values[1:], strict=False)) and len(values) < 4:
        return None
    return Decimal("".join(str(v) for v in values)), None


def _either(text: str, digits: Mapping[str, Decimal], scales: Mapping[str, Decimal]) -> Worth | None:
    """十五六, 二三十, 三四百万: one digit of the number is either of two neighbours."""
    for i in range(len(text) - 1):
        one, other = digits.get(text[i]), digits.get(text[i + 1])
        if one is None or other is None or other != one + 1 or one == 0:
            continue
        low = _whole(text[: i + 1] + text[i + 2 :], digits, scales)
        high = _whole(text[:i] + text[i + 1 :], digits, scales)
        return None if low is None or high is None else (low, high)
    return None


def _whole(text: str, digits: Mapping[str, Decimal], scales: Mapping[str, Decimal]) -> Decimal | None:
    """A number by scales; in 一百二 and 两万三 the last digit has the scale below that before it."""
    total = section = Decimal(0)
    digit: Decimal | None = None
    last = Decimal(1)
    zero = False
    for c in text:
        if c in digits:
            if digit is not None and digit != 0:
                return None
            digit, zero = digits[c], zero or digits[c] == 0
            continue
        scale = scales.get(c)
        if scale is None:
            return None
        if scale < _MYRIAD:
            if digit is None and scale != _TEN and section == 0 and total == 0:
                digit = Decimal(1)  # 百, 千 by itself
            section += (Decimal(1) if digit is None or digit == 0 else digit) * scale
        else:
            section += digit or 0
            if section == 0 and total == 0:
                section = Decimal(1)  # 万, 亿 by itself
            if total and (scale > total or section == 0):  # 一万亿, 三千万亿
                total, section = (total + section) * scale, Decimal(0)
            else:
                total, section = total + section * scale, Decimal(0)
        digit, last, zero = None, scale, False
    if digit is not None:
        colloquial = last > _TEN and not zero and digit != 0
        section += digit * (last / 10 if colloquial else 1)
    return total + section
