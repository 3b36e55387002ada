"""Which blocks stand over others, and what a heading says."""

from collections.abc import Callable

import pytest

from extractor.annotations import Page
from extractor.matching import Grammar
from extractor.outline import heading_name, headlines

PROSE = (
    "Oak Village and Elm Village are the green ones of the county, as the committee said when it met on Monday. " * 2
)


def over(page: Page, grammar: Grammar) -> list[tuple[str, int | None]]:
    """The headings of a page, as they are named, with the counts that they give."""
    out = []
    for i in headlines(page.text, page.blocks):
        name, count = heading_name(page, page.blocks[i], grammar)
        out.append((page.text[name.start : name.end], count[0] if count else None))
    return out


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Green Villages", ("Green Villages", None)),
        ("Green Villages:", ("Green Villages", None)),
        ("GREEN VILLAGES (3)", ("GREEN VILLAGES", 3)),
        ("Green Villages (twenty-three)", ("Green Villages", 23)),
        ("Green Villages (three rivers)", ("Green Villages (three rivers)", None)),
        ("Green Villages [3 units]:", ("Green Villages", 3)),
        ("## Green Villages — 3", ("Green Villages", 3)),
        ("**Green Villages**", ("Green Villages", None)),
        ('"Green Villages" cultivation and creation units:', ("Green Villages", None)),
        ("II. Green Villages", ("Green Villages", None)),
    ],
)
def test_a_heading_says_its_name_without_trimmings(
    paged: Callable[[str], Page], english: Grammar, line: str, heading: tuple[str, int | None]
) -> None:
    assert over(paged(f"{line}\n\n{PROSE}\n"), english) == [heading]


@pytest.mark.parametrize(
    "line",
    [
        "Oak Village has 12 farms.",
        "Contact: Ms Lee",
        "Oak; Elm; Ash",
        "the committee of the county said on Monday that it would meet again on Tuesday and on Wednesday",
    ],
)
def test_a_sentence_a_label_and_an_enumeration_are_no_headings(
    paged: Callable[[str], Page], english: Grammar, line: str
) -> None:
    assert over(paged(f"{line}\n\n{PROSE}\n"), english) == []


def test_an_ordinal_opens_a_heading_inside_a_paragraph(paged: Callable[[str], Page], english: Grammar) -> None:
    page = paged('First, the Beacon Prizes. "Tax Law" has 12 students. Second, the Torch Prizes. "Old Stones" grew.')
    assert [name for name, _ in over(page, english)] == ["the Beacon Prizes", "the Torch Prizes"]


def test_names_may_follow_their_heading_in_its_line(paged: Callable[[str], Page], english: Grammar) -> None:
    page = paged(
        "Green Villages (3): Oak; Elm; Pine\nSafe Villages: Ash; Fir; Yew\nOpen: daily; free; indoors at 9\n\nEnd.\n"
    )
    assert over(page, english) == [("Green Villages", 3), ("Safe Villages", None)]


@pytest.mark.xfail(reason="two names behind a counted heading are taken for a heading of what follows")
def test_two_names_are_enough_behind_a_count(paged: Callable[[str], Page], english: Grammar) -> None:
    assert over(paged("Green Villages (2): Oak; Elm\n\nEnd.\n"), english) == [("Green Villages", 2)]


def test_items_of_a_plain_list_are_no_headings(paged: Callable[[str], Page], english: Grammar) -> None:
    assert over(paged("1. Oak Village\n2. Elm Village\n3. Ash Village\n\nEnd of it.\n"), english) == []


def test_items_with_text_under_each_are_headings(paged: Callable[[str], Page], english: Grammar) -> None:
    page = paged(f"1. Oak Village\n\n{PROSE}\n\n2. Elm Village\n\n{PROSE}\n")
    assert [name for name, _ in over(page, english)] == ["Oak Village", "Elm Village"]
