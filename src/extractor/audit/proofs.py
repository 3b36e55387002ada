"""The proof of a finding as one line that a reader can do again: `2 + 8 + 3 = 13`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_PLACES = 6  # of a decimal; no announcement prints more, and what has more is a fraction that binary cannot hold


def number(value: float) -> str:
    """A number with its thousands parted by commas, a fraction without end to two places: `4,120`, `33.33`."""
    exact = Decimal(repr(value))
    if value == round(value):
        return f"{int(value):,}"
    return f"{exact.normalize():,f}" if value == round(value, _PLACES) else f"{exact:,.2f}"


def rounded(value: float) -> str:
    """A computed share or factor, to one place: `46.2`."""
    return number(round(value, 1))


def added(values: Sequence[float]) -> str:
    """A sum written out: `2 + 8 + 3 = 13`."""
    # Decimals, for 0.1 + 0.2 is not 0.3 in binary.
    whole = sum(Decimal(repr(value)) for value in values)
    return f"{' + '.join(number(value) for value in values)} = {number(float(whole))}"
