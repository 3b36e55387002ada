"""Who was selected for what, in one clause."""

from collections.abc import Callable

import pytest

from extractor.annotations import Page
from extractor.matching import Grammar
from extractor.statements import find_statements


@pytest.mark.parametrize(
    ("text", "category", "names"),
    [
        ('The Oak Team and the Elm Team were selected as "Model Team".', "Model Team", ["Oak Team", "Elm Team"]),
        ('The Committee named the Oak Team as "Model Team".', "Model Team", ["Oak Team"]),
        ("The Model Team Award went to the Oak Team, the Elm Team and the Ash Team.", "Model Team Award",
         ["Oak Team", "Elm Team", "Ash Team"]),
        ("Also on the list are the Oak Team and the Elm Team.", None, ["Oak Team", "Elm Team"]),
        ('Wuxi Bearing Co., Ltd. and Lanbo Co., Ltd. were selected as "Green Factory".', "Green Factory",
         ["Wuxi Bearing Co., Ltd.", "Lanbo Co., Ltd."]),
    ],
)  # fmt: skip
def test_a_statement_of_selection(
    paged: Callable[[str], Page], english: Grammar, text: str, category: str | None, names: list[str]
) -> None:
    page = paged(text)
    [found] = find_statements(page, english, page.blocks)
    assert (text[found.category.start : found.category.end] if found.category else None) == category
    assert [text[n.start : n.end] for n in found.names] == names
    assert not found.weak


def test_to_receive_something_is_a_weak_statement(paged: Callable[[str], Page], english: Grammar) -> None:
    page = paged("The Oak Team received a Gold Medal.")
    assert [found.weak for found in find_statements(page, english, page.blocks)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The Oak Team has 12 boats.",
        "It was selected in 2021.",
        "the teams were selected as the best of all",
        "Oak | Elm",
    ],
)
def test_what_selects_nobody(paged: Callable[[str], Page], english: Grammar, text: str) -> None:
    page = paged(text)
    assert [found for found in find_statements(page, english, page.blocks) if found.names] == []


@pytest.mark.xfail(reason="of two clauses with quoted categories of one letter only the second is read")
def test_clauses_between_semicolons(paged: Callable[[str], Page], english: Grammar) -> None:
    page = paged('The Oak Team was selected as "A"; the Elm Team was selected as "B".')
    assert len(list(find_statements(page, english, page.blocks))) == 2


def test_a_counted_noun_is_no_name(paged: Callable[[str], Page], english: Grammar) -> None:
    page = paged('Seven houses were selected as "Good House".')
    assert [found for found in find_statements(page, english, page.blocks) if found.names] == []
