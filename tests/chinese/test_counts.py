"""How many units of each category the text says there are."""

from collections.abc import Callable

import pytest

from extractor.annotations import Mark, Page
from extractor.chinese.counts import category_counts
from extractor.chinese.drafts import Category, Draft
from extractor.chinese.outline import Piece


@pytest.mark.parametrize(
    ("text", "found", "wanted"),
    [
        # behind the name, and before it
        ("海棠县有美丽茶厂3家、百年老店2家。", (3, 2), {0: 3, 1: 2}),
        ("海棠县3家美丽茶厂、2家百年老店上榜。", (3, 2), {0: 3, 1: 2}),
        ("海棠县3家获评“美丽茶厂”。", (3, 2), {0: 3}),
        # one that disagrees is the call's, unless most of the others agree
        ("全国有美丽茶厂60家。", (3, 2), {}),
        ("海棠县有美丽茶厂60家、百年老店2家。", (3, 2), {1: 2}),
        # no counts
        ("海棠县有美丽茶厂，客人3人。", (3, 2), {}),
        ("海棠县有美丽茶厂3年。", (3, 2), {}),
        ("海棠县有美丽茶厂3家以上。", (3, 2), {}),
        ("第3家美丽茶厂开门。", (3, 2), {}),
    ],
)
def test_the_texts_own_counts(
    pieced: Callable[[str], tuple[Page, list[Piece]]], text: str, found: tuple[int, int], wanted: dict[int, int]
) -> None:
    page, pieces = pieced(text)
    categories = [Category([], {"美丽茶厂": None}), Category([], {"百年老店": None})]
    end = len(text)
    units = [Draft(Mark(end, end), i, [Mark(end, end)]) for i in (0, 1) for _ in range(found[i])]
    counts = category_counts(page, pieces, categories, units)
    assert {i: count for i, (count, _) in counts.items()} == wanted
    assert all(page.text[m.start : m.end] == str(count) for count, m in counts.values())


def test_a_heading_that_counts_is_surer_than_the_text(pieced: Callable[[str], tuple[Page, list[Piece]]]) -> None:
    page, pieces = pieced("海棠县有美丽茶厂3家。")
    heading = (5, Mark(0, 1))
    categories = [Category([], {"美丽茶厂": None}, declared=heading)]
    assert category_counts(page, pieces, categories, [Draft(Mark(9, 9), 0, [Mark(9, 9)])]) == {0: heading}


@pytest.mark.parametrize(("text", "wanted"), [("线上金课3门、金课5门。", {0: 5, 1: 3}), ("线上金课3门。", {1: 3})])
def test_a_count_behind_a_longer_name_says_nothing_of_the_shorter(
    pieced: Callable[[str], tuple[Page, list[Piece]]], text: str, wanted: dict[int, int]
) -> None:
    page, pieces = pieced(text)
    categories = [Category([], {"金课": None}), Category([], {"线上金课": None})]
    units = [Draft(Mark(0, 0), i, [Mark(len(text), len(text))]) for i in (0, 0, 0, 0, 0, 1, 1, 1)]
    assert {i: c for i, (c, _) in category_counts(page, pieces, categories, units).items()} == wanted
