"""Units and categories while their names are collected."""

from collections.abc import Callable, Sequence

import pytest

from extractor.annotations import Mark, Page
from extractor.chinese.drafts import Drafts
from extractor.matching import Grammar


def marks(page: Page, words: Sequence[str]) -> list[Mark]:
    """Where each word stands first."""
    return [Mark(page.text.index(w), page.text.index(w) + len(w)) for w in words]


def drafts(paged: Callable[[str], Page], grammar: Grammar, words: Sequence[str]) -> tuple[Drafts, list[Mark]]:
    """Nothing collected yet, and the words as a page has them, a line each."""
    page = paged("\n".join(words))
    return Drafts(page, grammar), marks(page, words)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("化学工程学院", "化工学院", True),
        ("湖心岛“渔歌”合唱队", "渔歌合唱队", True),
        ("海棠茶厂", "青瓦茶厂", False),
        ("青瓦村", "青瓦窑村", False),
    ],
)
def test_one_unit_has_names_that_are_alike(
    paged: Callable[[str], Page], chinese: Grammar, one: str, other: str, *, same: bool
) -> None:
    collected, [first, second] = drafts(paged, chinese, [one.replace("“", '"').replace("”", '"'), other])
    assert (collected.add(first, None) is collected.add(second, None)) is same
    assert len(collected.units) == (1 if same else 2)


def test_in_one_list_names_that_are_alike_are_two_units(paged: Callable[[str], Page], chinese: Grammar) -> None:
    collected, [first, second] = drafts(paged, chinese, ["湖心岛渔歌合唱队", "渔歌合唱队。"])
    collected.add(first, 0, same_list=True)
    collected.add(Mark(second.start, second.end - 1), 0, same_list=True)
    assert [collected.low(d.name) for d in collected.units] == ["湖心岛渔歌合唱队", "渔歌合唱队"]


@pytest.mark.parametrize(("known", "other", "same"), [(0, 0, True), (None, 0, True), (0, None, True), (0, 1, False)])
def test_a_unit_stays_in_its_category(
    paged: Callable[[str], Page], chinese: Grammar, known: int | None, other: int | None, *, same: bool
) -> None:
    collected, [first, second] = drafts(paged, chinese, ["湖心岛渔歌合唱队", "渔歌合唱队。"])
    one = collected.add(first, known)
    two = collected.add(Mark(second.start, second.end - 1), other)
    assert (one is two) is same
    assert two.category == (other if known is None or not same else known)


def test_what_a_unit_is_told_is_noted_once(paged: Callable[[str], Page], chinese: Grammar) -> None:
    collected, [name, host] = drafts(paged, chinese, ["渔歌合唱队", "湖心镇"])
    for _ in range(2):
        unit = collected.add(name, None, host=host)
    assert (unit.mentions, unit.organisations, list(unit.forms)) == ([name], [host], ["渔歌合唱队"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("省级示范茶厂", "示范茶厂", True),  # short for it
        ("a类示范支行", "a类", True),
        ("“示范茶厂”", "示范茶厂", True),
        ("省级示范茶厂", "市级示范茶厂", False),
        ("省级茶厂", "茶厂", False),  # two characters are short for nothing
    ],
)
def test_one_category_has_names_of_which_one_is_short_for_the_other(
    paged: Callable[[str], Page], chinese: Grammar, one: str, other: str, *, same: bool
) -> None:
    collected, [first, second] = drafts(paged, chinese, [one.replace("“", '"').replace("”", '"'), f"{other}。"])
    indexes = [collected.category([first]), collected.category([Mark(second.start, second.end - 1)])]
    assert (indexes[0] == indexes[1]) is same


def test_two_headings_are_two_categories_unless_they_say_the_same(
    paged: Callable[[str], Page], chinese: Grammar
) -> None:
    collected, [first, second] = drafts(paged, chinese, ["省级示范茶厂", "\n示范茶厂"])
    second = Mark(second.start + 1, second.end)
    assert collected.category([first], header=first, block=0) == 0
    assert collected.category([second], header=second, block=1) == 1
    assert collected.category([first], header=first, block=2) == 0
    assert collected.category([]) is None


@pytest.mark.parametrize(
    ("category", "name", "kind"),
    [
        ("美丽村庄", "青瓦村", "village"),
        ("美丽茶厂", "海棠茶厂", "enterprise"),
        ("金牌课程", "渔业工程", "course"),  # the category says it and the name does not deny it
        ("优秀团队", "渔歌", "team"),
        ("最美教师", "李小满", "person"),
        ("渔歌奖", "李小满", "person"),
        ("优秀团队", "李小满", "team"),
        ("优秀学校", "湖心书院", "school"),
        ("美丽水乡", "渔歌", "other"),
    ],
)
def test_the_kind_of_a_unit(
    paged: Callable[[str], Page], chinese: Grammar, category: str, name: str, kind: str
) -> None:
    collected, [heading, unit] = drafts(paged, chinese, [category, name])
    made = collected.add(unit, collected.category([heading]))
    assert collected.kind(made) == kind


def test_a_project_with_an_english_title_is_no_person(paged: Callable[[str], Page], chinese: Grammar) -> None:
    collected, [heading, unit] = drafts(paged, chinese, ["友谊项目", "Song of the Sea"])
    assert collected.kind(collected.add(unit, collected.category([heading]))) == "project"


def test_the_name_of_a_category_is_that_of_no_unit(paged: Callable[[str], Page], chinese: Grammar) -> None:
    collected, [heading, unit] = drafts(paged, chinese, ["海洋实验室", "深海海洋实验室"])
    collected.add(unit, collected.category([heading]))
    assert collected.find("海洋实验室", None) is None
    assert collected.find("深海实验室", None) is collected.units[0]
