"""Ctrl-C as a wish."""

import os
import signal

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


def test_the_second_has_its_usual_effect() -> None:
    with Interruption():
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
