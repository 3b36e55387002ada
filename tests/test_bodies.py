"""Who announces, and whose units were selected."""

from collections.abc import Callable

import pytest

from extractor.annotations import Mark, Page
from extractor.bodies import find_institution, find_issuer
from extractor.matching import Grammar


def words(page: Page, mark: Mark | None) -> str | None:
    return None if mark is None else page.text[mark.start : mark.end]


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("The Education Committee of Lake County announced the list.", "Education Committee of Lake County"),
        ("Recently, the Lake County Bureau of Culture has officially released it.", "Lake County Bureau of Culture"),
        ("The list was issued by the Ministry of Works.", "Ministry of Works"),
        ("Notice of the Lake Foundation on prizes", "Lake Foundation"),
        ("Anna Foundation, which has run the prize for years, presented it. Anna Foundation of Art grew.",
         "Anna Foundation of Art"),
        ("Skillset, the national training agency, gave the awards.", "Skillset"),
        ("Six inns hold the badge, the national scheme run by the Council for Good Inns.", "Council for Good Inns"),
        ("Six inns run by the Lake Company won.", None),
        ("The City of Lakeside honours seven schools.", "City of Lakeside"),
        ("The Ministry of Works met.", None),
        ("Oak Village announced that it had won.", None),
        ("nothing of the sort", None),
    ],
)  # fmt: skip
def test_the_body_that_announces(paged: Callable[[str], Page], english: Grammar, text: str, issuer: str | None) -> None:
    page = paged(text)
    if text == "The Ministry of Works met.":  # it heads its own notice
        issuer = "Ministry of Works"
    assert words(page, find_issuer(page, english)) == issuer


@pytest.mark.parametrize(
    ("text", "institution"),
    [
        ("Good news from Springfield University\n\nSpringfield University has won.", "Springfield University"),
        ("12 units of Springfield University were selected.", "Springfield University"),
        ("8 villages of Shuanglong County were selected. Shuanglong County is proud.", "Shuanglong County"),
        ("Six farm shops of Lake Valley Foods have won the badge. Lake Valley Foods is proud.", "Lake Valley Foods"),
        ('The "Springfield University" prize was awarded.', None),
        ("Oak Village was selected.", None),
    ],
)
def test_the_body_whose_units_were_selected(
    paged: Callable[[str], Page], english: Grammar, text: str, institution: str | None
) -> None:
    page = paged(text)
    found = find_institution(page, english, units=["Oak Village"], issuer=None, end=len(text))
    assert words(page, found) == institution


def test_neither_a_unit_nor_the_issuer_is_the_institution(paged: Callable[[str], Page], english: Grammar) -> None:
    text = "Springfield University was selected."
    page = paged(text)
    of = Mark(0, len("Springfield University"))
    assert find_institution(page, english, units=["Springfield University"], issuer=None, end=len(text)) is None
    assert find_institution(page, english, units=[], issuer=of, end=len(text)) is None
    assert find_institution(page, english, units=[], issuer=None, end=3) is None
