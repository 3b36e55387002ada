"""Ctrl-C as a wish."""

import os
import signal
from collections.abc import Iterator

import pytest

from extractor.interruptions import Interruption


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_is_a_wish_and_what_was_before_comes_back(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with Interruption() as interruption:
        os.kill(os.getpid(), number)
        assert interruption.wished
        assert signal.getsignal(number) is before
    assert signal.getsignal(number) is before


@pytest.fixture
def usual_handler() -> Iterator[None]:
    """What Python does on Ctrl-C, which it leaves out where the shell that started it ignores the signal."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("usual_handler")
def test_the_second_has_its_usual_effect() -> None:
    with Interruption():
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
