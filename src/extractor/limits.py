"""How long the reading of one announcement may take: the one thing that a stage learns from outside of its arguments.

Whoever reads an announcement does so `within` some seconds. Every search of a pattern, and what loops over names and
numbers without one, looks at the clock now and then, so the end comes soon after them, on any system and in any thread.
What is read in time is not touched by it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

from extractor.errors import TimeLimitError

_LEAST = 30.0
"""Seconds that any announcement may take: its rules may have to be compiled first, on a machine that is busy."""
_CHARACTERS_A_SECOND = 2_000
"""What is granted beyond that: a hundredth of the pace at which the announcement in `seeds/` is read."""

_END: ContextVar[float] = ContextVar("end", default=float("inf"))
"""The time of `monotonic` at which the reading under way has to be done."""


def seconds_for(characters: int) -> float:
    """How many seconds a text may take where nobody says."""
    return _LEAST + characters / _CHARACTERS_A_SECOND


@contextmanager
def within(seconds: float, *, place: str) -> Iterator[None]:
    """What is done in here raises `TimeLimitError`, with `place` as the announcement, soon after so many seconds."""
    token = _END.set(monotonic() + seconds)
    try:
        yield
    except TimeLimitError:
        raise TimeLimitError(
            f"{place}: was not read in {seconds:,.3g} s; give it more time with --time-limit, or part it"
        ) from None
    finally:
        _END.reset(token)


def left(most: float = float("inf")) -> float:
    """The seconds that are left, or `most` if there are more. Raises `TimeLimitError` if there are none."""
    seconds = _END.get() - monotonic()
    if seconds <= 0:
        raise TimeLimitError("the time is up")
    return min(most, seconds)
