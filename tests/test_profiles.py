"""Which unit a passage begins to speak of."""

from collections.abc import Callable

import pytest

from extractor.annotations import Page
from extractor.matching import Grammar
from extractor.profiles import leading_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Oak Team has 12 boats.", ["Oak Team"]),
        ("Oak Team: 12 boats", ["Oak Team"]),
        ("The Oak Team and the Elm Team have 12 boats.", ["Oak Team", "Elm Team"]),
        ('"Tax Law" has 12 students.', ["Tax Law"]),
        ("At the School of Physics, much was done.", ["School of Physics"]),
        ("The university's Radar Team has won.", ["Radar Team"]),
        ("In 2021 it won.", []),
        ("It won 12 prizes.", []),
    ],
)
def test_the_names_that_lead_a_passage(
    paged: Callable[[str], Page], english: Grammar, text: str, names: list[str]
) -> None:
    assert [text[m.start : m.end] for m in leading_names(paged(text), english, 0, len(text))] == names
