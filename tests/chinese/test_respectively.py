"""分别: a number belongs to the noun, or to the number before, in its place of the row."""

from collections.abc import Callable, Sequence

import pytest

from extractor.annotations import Mark, Page
from extractor.chinese.nouns import Nouns
from extractor.chinese.respectively import noun_in_row, object_in_row
from extractor.chinese.stretches import Place
from extractor.matching import Grammar


def places(page: Page, previous: Sequence[Mark] = ()) -> list[Place]:
    """Every numeral of a page, in the sentence that is all of it."""
    return [Place(page, page.masked, n, 0, len(page.low), previous) for n in page.numerals]


def words(page: Page, mark: Mark | None) -> str | None:
    return page.text[mark.start : mark.end] if mark else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("画册、唱片分别为5册和3张", ["画册", "唱片"]),
        ("发行画册、唱片和渔歌集依次为5册、3张、2本", ["画册", "唱片", "渔歌集"]),
        ("《水、乡》、唱片分别为5册和3张", ["《水、乡》", "唱片"]),
        # no row
        ("画册、唱片为5册和3张", [None, None]),
        ("画册分别为5册和3张", [None, None]),
        ("画册、唱片分别卖出，收入5元", [None]),
        ("画册、唱片分别为5册、3张和2本", ["画册", "唱片", None]),  # more numbers than nouns
    ],
)
def test_the_noun_in_the_same_place(
    paged: Callable[[str], Page], chinese: Grammar, text: str, wanted: list[str | None]
) -> None:
    page = paged(text)
    nouns = Nouns(chinese)
    assert [words(page, noun_in_row(nouns, p)) for p in places(page)] == wanted


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("同比分别增长3%和4%", "游客", "收入"),
        ("同比分别增长3%、4%", "游客", "收入"),
        ("同比增长3%和4%", None, None),
        ("分别增长，多了3%和4%", None, None),
    ],
)
def test_the_object_in_the_same_place(
    paged: Callable[[str], Page], text: str, first: str | None, second: str | None
) -> None:
    page = paged(f"游客、收入，{text}")
    told = [Mark(0, 2), Mark(3, 5)]
    one, two = page.numerals
    read = [
        object_in_row(Place(page, page.masked, one, 0, len(page.low), told)),
        object_in_row(Place(page, page.masked, two, 0, len(page.low), [*told, Mark(0, 2)])),
    ]
    assert [words(page, m) for m in read] == [first, second]


def test_a_row_longer_than_the_objects_before_has_none(paged: Callable[[str], Page]) -> None:
    page = paged("收入，分别增长3%和4%")
    assert [object_in_row(p) for p in places(page, [Mark(0, 2)])] == [None, None]
