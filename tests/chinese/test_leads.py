"""The name that a passage begins with."""

from collections.abc import Callable

import pytest

from extractor.annotations import Page
from extractor.chinese.leads import leading_name
from extractor.chinese.names import names
from extractor.matching import Grammar


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a person
        ("李小满，男，渔民。", "李小满"),
        ("李小满：渔民", "李小满"),
        ("李小满（湖心小学），1975年生。", "李小满"),
        ("阿依古丽·买买提，维吾尔族，渔民。", "阿依古丽·买买提"),
        ("Anna Meyer，现任教授。", "Anna Meyer"),
        # a dash, a title, a label
        ("海棠茶厂——老街的老字号", "海棠茶厂"),
        ("《渔歌》讲水乡", "渔歌"),
        ("“渔歌”合唱队：唱歌", '"渔歌"合唱队'),
        ("海棠茶坊：在老街", "海棠茶坊"),
        ("**海棠茶坊**在老街", "海棠茶坊"),
        ("海棠茶厂。老街的茶", "海棠茶厂"),
        # an item
        ("1.海棠茶坊 在老街", "海棠茶坊"),
        ("1.李小满（湖心小学）", "李小满"),
        # the words up to the head of a name
        ("海棠县湖心茶厂卖茶", "海棠县湖心茶厂"),
        # none
        ("李小满说，茶好喝。", None),
        ("海棠茶坊 在老街", None),
        ("3家茶厂卖茶。", None),
        ("老街上卖茶的人", None),
        ("茶厂卖茶。", None),
    ],
)
def test_the_name_at_the_beginning(paged: Callable[[str], Page], chinese: Grammar, text: str, name: str | None) -> None:
    page = paged(text)
    found = leading_name(page, names(chinese), page.blocks[0])
    assert (page.text[found.start : found.end] if found else None) == name


@pytest.mark.parametrize(
    ("wanted", "own", "name"),
    [
        (None, None, "海棠县青瓦村湖心茶厂"),
        ({"village"}, None, "海棠县青瓦村"),
        ({"enterprise", "village"}, None, "海棠县青瓦村"),  # the first of these kinds
        ({"laboratory"}, None, None),
        (None, "海棠县青瓦村湖心茶厂", "海棠县青瓦村"),  # the institution is no unit
    ],
)
def test_the_kinds_that_are_wanted_and_the_institution(
    paged: Callable[[str], Page], chinese: Grammar, wanted: set[str | None] | None, own: str | None, name: str | None
) -> None:
    page = paged("海棠县青瓦村湖心茶厂卖茶。")
    found = leading_name(page, names(chinese), page.blocks[0], wanted=wanted, own=own)
    assert (page.text[found.start : found.end] if found else None) == name


def test_a_name_ends_before_a_preposition(paged: Callable[[str], Page], chinese: Grammar) -> None:
    page = paged("海棠茶厂在老街卖茶。")
    found = leading_name(page, names(chinese), page.blocks[0])
    assert found is not None
    assert page.text[found.start : found.end] == "海棠茶厂"
