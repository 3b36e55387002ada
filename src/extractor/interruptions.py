"""Ctrl-C as a wish that is granted at the next good moment, so that what is being written stays whole."""

import signal
from types import FrameType
from typing import Any, Self

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """While it is entered, the first Ctrl-C (or SIGTERM) only makes `wished` true; a second has its usual effect."""

    def __init__(self) -> None:
        self.wished = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._wish) for number in _SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _wish(self, _number: int, _frame: FrameType | None) -> None:
        self.wished = True
        for number, handler in self._before.items():
            signal.signal(number, handler)
