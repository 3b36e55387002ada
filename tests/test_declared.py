"""By which numerals a text declares how many units were selected."""

import pytest

import extractor

LISTS = "\n\nModel Teams ({0})\n\n- Radar Team\n- Chess Team\n\nRising Teams\n\n- Sailing Team\n"


def declared(summary: str) -> list[str]:
    found = extractor.extract("Lake University teams\n\n" + summary + LISTS.format(2), language="en")
    return [n.span.text for n in found.numerals if n.role == "declared"]


@pytest.mark.parametrize(
    ("summary", "numbers"),
    [
        ("Three teams of Lake University were selected.", ["Three", "2"]),
        (
            "Three teams of Lake University were selected: two model teams and one rising team.",
            ["Three", "two", "one", "2"],
        ),
        ("The teams of Lake University were selected.", ["2"]),
        ("From 40 teams that applied, some of Lake University were selected.", ["2"]),
        ("The teams of Lake University, which has 12 halls, were selected.", ["2"]),
    ],
)
def test_totals_and_counts_of_categories(summary: str, numbers: list[str]) -> None:
    assert declared(summary) == numbers
