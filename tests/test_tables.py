"""Rows of tables under their headings."""

from collections.abc import Callable

import pytest

from extractor.annotations import Mark, Page
from extractor.matching import Grammar
from extractor.tables import find_rows

TABLE = """\
Village     Area      Share
Oak         1,200     31%
Elm         300       8%
Total       1,500     39%
"""


def rows(page: Page, grammar: Grammar) -> list[tuple[str, list[tuple[str, str | None]], str | None, bool]]:
    """Name, cells with their headings, category and whether it is a total."""

    def words(mark: Mark | None) -> str | None:
        return None if mark is None else page.text[mark.start : mark.end]

    return [
        (words(r.name) or "", [(words(c) or "", words(h)) for c, h in r.cells], words(r.category), r.is_total)
        for r in find_rows(page, grammar)
    ]


def test_each_cell_has_the_heading_of_its_column(paged: Callable[[str], Page], english: Grammar) -> None:
    assert rows(paged(TABLE), english) == [
        ("Oak", [("1,200", "Area"), ("31%", "Share")], None, False),
        ("Elm", [("300", "Area"), ("8%", "Share")], None, False),
        ("Total", [("1,500", "Area"), ("39%", "Share")], None, True),
    ]


def test_a_table_without_headings_begins_with_its_first_row(paged: Callable[[str], Page], english: Grammar) -> None:
    assert rows(paged("Oak | 1,200\nElm | 300\n"), english) == [
        ("Oak", [("1,200", None)], None, False), ("Elm", [("300", None)], None, False),
    ]  # fmt: skip


def test_a_column_may_say_the_category(paged: Callable[[str], Page], english: Grammar) -> None:
    table = "No. | Name | Category | Area\n1 | Oak | Green Village | 1,200\n2 | Elm | Safe Village | 300\n"
    assert rows(paged(table), english) == [
        ("Oak", [("1,200", "Area")], "Green Village", False), ("Elm", [("300", "Area")], "Safe Village", False),
    ]  # fmt: skip


def test_the_column_of_the_category_may_be_the_first(paged: Callable[[str], Page], english: Grammar) -> None:
    table = "Category | Name | Area\nGreen Village | Oak | 1,200\nSafe Village | Elm | 300\n"
    assert rows(paged(table), english) == [
        ("Oak", [("1,200", "Area")], "Green Village", False), ("Elm", [("300", "Area")], "Safe Village", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [(("1", "2"), ["1", "2"]), (("7.", "8."), ["7.", "8."]), (("12", "3"), [None, None]), (("1", ""), [None, None])],
)
def test_cells_that_count_the_rows_are_no_figures(
    paged: Callable[[str], Page], english: Grammar, cells: tuple[str, str], numbers: list[str | None]
) -> None:
    page = paged(f"No. | Name | Area\n{cells[0]} | Oak | 1,200\n{cells[1]} | Elm | 300\n")
    found = find_rows(page, english)
    assert [r.number and page.text[r.number.start : r.number.end] for r in found] == numbers


def test_two_tables_have_headings_of_their_own(paged: Callable[[str], Page], english: Grammar) -> None:
    found = rows(paged("Village | Area\nOak | 12\n\nAs follows.\n\nTeam | Boats\nRed | 3\n"), english)
    assert [cells for _, cells, _, _ in found] == [[("12", "Area")], [("3", "Boats")]]


def test_prose_is_no_table(paged: Callable[[str], Page], english: Grammar) -> None:
    assert rows(paged("Oak Village has 12 farms.\nElm Village has 3 farms.\n"), english) == []
