"""What came of one document of many."""

import pickle
from typing import Any

import pytest

from extractor.extraction import Extraction
from extractor.outcomes import Counts, Failure, Outcome, counts_of, failure_of, packed
from extractor.records import Finding, Numeral


def test_the_counts_of_a_record(parts: dict[str, Any]) -> None:
    numerals = (parts["numerals"][0].model_copy(update={"role": "unexplained"}), *parts["numerals"][1:])
    findings = tuple(
        Finding(code="c", severity=severity, message=message, spans=())  # type: ignore[arg-type]
        for severity, message in [("info", "a"), ("error", "b"), ("warning", "c"), ("error", "d")]
    )
    extraction = Extraction(**{**parts, "numerals": numerals, "findings": findings})
    start = numerals[0].span.start
    assert isinstance(numerals[0], Numeral)
    assert counts_of(extraction) == Counts(2, 4, 6, 5, 2, 1, 1, "b", f"'Two' at character {start}")


def test_counts_of_what_is_in_order_name_nothing(parts: dict[str, Any]) -> None:
    counts = counts_of(Extraction(**{**parts, "findings": ()}))
    assert (counts.first_error, counts.first_unexplained, counts.explained) == (None, None, 6)


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        ("a/b.txt: is empty; give an announcement with text in it", "is empty"),
        ("a/b.txt: byte 1,234 is not utf-8 (invalid start byte); mend the file", "byte … is not utf-8"),
        ("a/b.txt: is torn (no end (at 7) found)", "is torn"),
        ("a/b.txt: may not be read", "may not be read"),
        ("a/b.txt, page 3: is torn; print it again", "is torn"),
    ],
)
def test_a_cause_is_what_is_wrong_without_place_and_figures(message: str, cause: str) -> None:
    assert failure_of(message, name="a/b.txt") == Failure(cause, message)


def test_an_outcome_travels_between_processes_with_its_record() -> None:
    outcome = Outcome("a", "b", packed('{"a": "雷达"}\n'), "0" * 64, Counts(1, 2, 3, 4, 5, 6, 7, "e", "x"))
    other = pickle.loads(pickle.dumps(outcome))  # noqa: S301 - just made
    assert other == outcome
    assert other.record.decode() == '{"a": "雷达"}\n'
