"""What a sentence about the selection counts, quotes or selects into."""

from collections.abc import Callable

import pytest

from extractor.annotations import Page
from extractor.counted import counted_phrases
from extractor.matching import Grammar


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        (
            "In all, 12 model teams of the university were selected this year.",
            [("model teams of the university", "12")],
        ),
        ('The Oak Team and the Elm Team were selected as "Model Team" this year.', [("Model Team", None)]),
        ("The Oak Team and the Elm Team have been selected as Model Teams.", [("Model Teams", None)]),
        ("In all, more than 12 model teams were selected this year by us.", []),
        ("In all, 12 model teams of the university were there this year.", []),
    ],
)
def test_noun_phrases_that_may_name_a_category(
    paged: Callable[[str], Page], english: Grammar, text: str, phrases: list[tuple[str, str | None]]
) -> None:
    page = paged(text)
    found = {
        (text[c.phrase.start : c.phrase.end].removesuffix(" of the university"),
         None if c.numeral is None else text[page.numerals[c.numeral].start : page.numerals[c.numeral].end])
        for c in counted_phrases(page, english)
    }  # fmt: skip
    assert found == {(phrase.removesuffix(" of the university"), number) for phrase, number in phrases}
