"""Which passages are about which unit."""

from collections.abc import Callable

import pytest

from extractor.annotations import Page
from extractor.chinese.knownleads import leading_unit
from extractor.chinese.outline import Piece
from extractor.chinese.profiles import passages
from extractor.matching import Grammar

FORMS = [("海棠茶厂", 0), ("青瓦茶厂", 1), ("湖心岛渔歌合唱队", 2)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("海棠茶厂在老街。", (0, "海棠茶厂")),
        ("《海棠茶厂》在老街。", (0, "海棠茶厂")),
        ("◆青瓦茶厂：卖茶。", (1, "青瓦茶厂")),
        ("**青瓦茶厂**：卖茶。", (1, "青瓦茶厂")),
        ("“渔歌合唱队”：唱歌。", (2, "渔歌合唱队")),  # a part that is one unit's alone
        ("渔歌合唱队唱歌。", (2, "渔歌合唱队")),
        ("湖心岛合唱队 唱歌", (2, "湖心岛合唱队")),  # an abbreviation
        ("白鹭茶厂卖茶。", None),
        ("老街上的海棠花开了。", None),
        ("在湖心，渔歌声声。", None),
        ("", None),
    ],
)
def test_the_unit_that_a_passage_begins_with(
    paged: Callable[[str], Page], text: str, wanted: tuple[int, str] | None
) -> None:
    page = paged(text)
    found = leading_unit(page, 0, len(text), FORMS)
    assert (found and (found[0], page.text[found[1].start : found[1].end])) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("茶厂在老街卖茶。", None,
                     marks=pytest.mark.xfail(reason="the head that two units have in common is taken for the first")),
        ("老街上有海棠茶厂，客人多。", (0, "海棠茶厂")),
        ("走进《海棠茶厂》，客人多。", (0, "海棠茶厂")),
        ("海棠市有茶厂百家，客人多。", None),
    ],
)  # fmt: skip
def test_beginnings_with_a_name_behind_other_words(
    paged: Callable[[str], Page], text: str, wanted: tuple[int, str] | None
) -> None:
    test_the_unit_that_a_passage_begins_with(paged, text, wanted)


ITS, OURS = "该厂有新茶12种，客人都说好。", "云泽市有茶厂百家，客人都说好。"


@pytest.mark.parametrize(
    ("paragraphs", "wanted"),
    [
        # by its name at the beginning, and on while the paragraphs say `it`
        (["海棠茶厂在老街，客人多。", ITS, "青瓦茶厂在新街，客人少。"], [(0, 1, 2), (1, 3, 3)]),
        (["海棠茶厂在老街，客人多。", OURS], [(0, 1, 1)]),
        (["海棠茶厂在老街，客人多。", "下一步，该厂卖面包。"], [(0, 1, 1)]),
        (["海棠茶厂在老街，客人多。", "老街的客人来自各地。"], [(0, 1, 1)]),
        # by a heading, and on to the next
        (["海棠茶厂", "在老街卖新茶，客人多。", "客人来自各地，都说好。", "青瓦茶厂", "在新街卖茶，客人少。"],
         [(0, 1, 3), (1, 4, 5)]),
        (["海棠茶厂", "在老街卖新茶，客人多。", OURS], [(0, 1, 2)]),
        (["海棠茶厂", "地址：老街", "在老街卖新茶，客人多。"], [(0, 1, 3)]),
        # by a name within
        (["说起老街，人人都知道的就是海棠茶厂，这里的新茶又香又好喝，客人来自各地。"], [(0, 1, 1)]),
        # none
        (["老街上客人多，茶好喝。"], []),
        (["海棠茶厂、青瓦茶厂、湖心岛渔歌合唱队都上榜，客人多。"], []),  # it tells who was selected
        (["海棠茶厂", "青瓦茶厂"], []),
    ],
)  # fmt: skip
def test_the_passages_about_units(
    pieced: Callable[[str], tuple[Page, list[Piece]]], chinese: Grammar, paragraphs: list[str],
    wanted: list[tuple[int, int, int]],
) -> None:  # fmt: skip
    page, pieces = pieced("\n\n".join(["老街的茶", *paragraphs]))
    starts = {b.start: i for i, b in enumerate(page.blocks)}
    ends = {b.end: i for i, b in enumerate(page.blocks)}
    found = passages(page, chinese, pieces, FORMS, headers=(), own="云泽市", issuer="")
    assert [(p.unit, starts[p.extent.start], ends[p.extent.end]) for p in found] == wanted


def test_the_heading_of_a_category_begins_no_passage(
    pieced: Callable[[str], tuple[Page, list[Piece]]], chinese: Grammar
) -> None:
    page, pieces = pieced("老街的茶\n\n海棠茶厂\n\n在老街卖新茶，客人多。")
    assert list(passages(page, chinese, pieces, FORMS, headers=(1,), own="", issuer="")) == []
