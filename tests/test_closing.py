"""What a run came to."""

import pytest

from extractor.closing import Closing
from extractor.outcomes import Counts, Failure, Outcome

FOUND = (
    "2 announcements: 3 units, 11 achievements, 99,998 of 100,000 numbers explained (99.99%), "
    "findings: 2 errors, 2 warnings, 1 note"
)


@pytest.fixture
def closing() -> Closing:
    closing = Closing()
    closing.add(Outcome("a", "a", counts=Counts(1, 5, 97_000, 96_999, 1, 2, 0, "torn", "'12' at character 7")))
    closing.add(Outcome("b", "b", failure=Failure("is empty", "b: is empty; give it text")))
    closing.add(Outcome("c", "c", counts=Counts(2, 6, 3000, 2999, 1, 0, 1, "worn", "'13' at character 8")))
    closing.add(Outcome("d", "d", failure=Failure("is a PDF", "d: is a PDF")))
    closing.add(Outcome("e", "e", failure=Failure("is empty", "e: is empty; give it text")))
    return closing


def test_the_sums_failures_by_cause_and_the_rate(closing: Closing) -> None:
    assert list(closing.lines(seconds=2.0, kept=1)) == [
        FOUND,
        "3 could not be read:",
        "      2  is empty",
        "      1  is a PDF",
        "4 documents in 2.0 s, 2.0 documents/s; 1 were taken over, unchanged since they were read",
    ]


def test_the_first_of_what_is_wanting_is_remembered(closing: Closing) -> None:
    assert (closing.first_error, closing.first_unexplained) == ("torn", "'12' at character 7 of a")


def test_a_run_that_found_nothing() -> None:
    closing = Closing()
    closing.count(Counts(0, 0, 0, 0, 0, 0, 0, None, None), name="a")
    assert list(closing.lines(seconds=0.5)) == [
        "1 announcement: 0 units, 0 achievements, 0 of 0 numbers explained, findings: none",
        "1 document in 0.5 s, 2.0 documents/s",
    ]


def test_many_causes_are_cut_short() -> None:
    closing = Closing()
    for number in range(10):
        closing.add(Outcome("a", "a", failure=Failure(f"cause {chr(97 + number)}", "m")))
    assert list(closing.lines(seconds=1.0))[-3:-1] == ["      1  cause h", "         and 2 causes more"]
