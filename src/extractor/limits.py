"""How long the reading of one announcement may take: the one thing that a stage learns from outside of its arguments.

Whoever reads an announcement does so `within` some seconds. Every search of a pattern, and what loops over names and
numbers without one, looks at the clock now and then, so the end comes soon after them, on any system and in any thread.
What is read in time is not touched by it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic, thread_time

from extractor.errors import TimeLimitError

_LEAST = 30.0
"""Seconds that any announcement may take: its rules may have to be compiled first, on a machine that is slow."""
_CHARACTERS_A_SECOND = 2_000
"""What is granted beyond that: a hundredth of the pace at which the announcement in `seeds/` is read."""


class _Time:
    """The time of the reading under way: `seconds` of work from `begun` on, and when they can be over at the earliest.

    Work is what this thread has used of the processor: a machine that pauses or does other things fails no text. Its
    clock is dear, so it is asked only when that much time has passed on the clock of the wall.
    """

    __slots__ = ("begun", "end", "seconds")

    def __init__(self, seconds: float) -> None:
        self.seconds, self.begun, self.end = seconds, thread_time(), monotonic() + seconds

    def left(self) -> float:
        """The seconds until it has to be looked at again, 0 or less if the time is up."""
        seconds = self.end - monotonic()
        if seconds <= 0:
            seconds = self.seconds - (thread_time() - self.begun)
            self.end = monotonic() + seconds
        return seconds


_TIME: ContextVar[_Time | None] = ContextVar("time", default=None)


def seconds_for(characters: int) -> float:
    """How many seconds a text may take where nobody says."""
    return _LEAST + characters / _CHARACTERS_A_SECOND


@contextmanager
def within(seconds: float, *, place: str) -> Iterator[None]:
    """What is done here raises `TimeLimitError` with the announcement, `place`, soon after so many seconds of work."""
    token = _TIME.set(_Time(seconds))
    try:
        yield
    except TimeLimitError:
        raise TimeLimitError(
            f"{place}: was not read in {seconds:,.3g} s; give it more time with --time-limit, or part it"
        ) from None
    finally:
        _TIME.reset(token)


def left(most: float = float("inf")) -> float:
    """The seconds that are left, or `most` if there are more. Raises `TimeLimitError` if there are none."""
    time = _TIME.get()
    if time is None:
        return most
    if (seconds := time.left()) <= 0:
        raise TimeLimitError("the time is up")
    return min(most, seconds)
