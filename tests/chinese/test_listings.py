"""Lists on a page: what heads one, where it ends."""

from collections.abc import Callable

import pytest

from extractor.annotations import Page
from extractor.chinese.listings import find_listings
from extractor.chinese.outline import Piece
from extractor.matching import Grammar

Pieced = Callable[[str], tuple[Page, list[Piece]]]
Lists = list[tuple[str | None, int | None, list[str]]]
PROSE = "人家靠打鱼和种茶过日子，去年又添了新船，大家都说日子好。"


def lists(read: Pieced, grammar: Grammar, body: str) -> Lists:
    """What each list is of, its count, and its names; the title of the page is no list."""
    page, pieces = read(f"海棠的茶\n\n{body}\n")
    return [
        (page.text[x.forms[0].start : x.forms[0].end] if x.forms else None, x.count and x.count[0],
         [page.text[e.name.start : e.name.end] for e in x.entries])
        for x in find_listings(page, grammar, pieces, 1)
    ]  # fmt: skip


HAITANG, BAILU = ["海棠茶厂", "青瓦茶厂"], ["白鹭茶厂"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        # headings
        ("美丽茶厂（2家）\n海棠茶厂\n青瓦茶厂\n老茶厂（1家）\n白鹭茶厂",
         [("美丽茶厂", 2, HAITANG), ("老茶厂", 1, BAILU)]),
        ("一、美丽茶厂\n1.海棠茶厂\n2.青瓦茶厂\n二、老茶厂\n1.白鹭茶厂",
         [("美丽茶厂", None, HAITANG), ("老茶厂", None, BAILU)]),
        ("（一）美丽茶厂\n海棠茶厂\n青瓦茶厂\n（二）老茶厂\n白鹭茶厂",
         [("美丽茶厂", None, HAITANG), ("老茶厂", None, BAILU)]),
        ("甲、美丽茶厂\n海棠茶厂\n青瓦茶厂", [("美丽茶厂", None, HAITANG)]),
        ("### 美丽茶厂\n- 海棠茶厂\n- 青瓦茶厂", [("美丽茶厂", None, HAITANG)]),
        ("【美丽茶厂】\n海棠茶厂\n青瓦茶厂", [("美丽茶厂", None, HAITANG)]),
        ("美丽茶厂名单\n海棠茶厂\n青瓦茶厂", [("美丽茶厂", None, HAITANG)]),
        ("美丽茶厂\n海棠茶厂、青瓦茶厂", [("美丽茶厂", None, HAITANG)]),
        ("最美渔民\n李小满、赵一鸣、周大川", [("最美渔民", None, ["李小满", "赵一鸣", "周大川"])]),
        ("美丽村名单\n\n海棠县：青瓦村、白鹭村\n湖心县：石桥村", [("美丽村", None, ["青瓦村", "白鹭村", "石桥村"])]),
        # labels
        ("美丽茶厂：海棠茶厂、青瓦茶厂\n老茶厂：白鹭茶厂", [("美丽茶厂", None, HAITANG), ("老茶厂", None, BAILU)]),
        ("【美丽茶厂】（2家）海棠茶厂、青瓦茶厂", [("美丽茶厂", 2, HAITANG)]),
        # a paragraph or a line that only announces them
        ("近日名单公布，具体名单如下：\n\n1.海棠茶厂\n2.青瓦茶厂", [(None, None, HAITANG)]),
        ("名单如下：\n海棠茶厂\n青瓦茶厂", [(None, None, HAITANG)]),
        # passages between the names
        (f"美丽茶厂名单\n\n1.海棠茶厂\n\n{PROSE}\n\n2.青瓦茶厂\n\n{PROSE}", [("美丽茶厂", None, HAITANG)]),
        # passages behind all names, of which the heading counts another number
        (f"美丽茶厂（3家）\n1.海棠茶厂\n2.青瓦茶厂\n\n{PROSE}\n\n{PROSE}", [("美丽茶厂", 3, HAITANG)]),
        # none
        ("负责人：李小满、赵一鸣", []),
        ("海棠县：青瓦村、白鹭村", []),  # a body is no category
        ("茶好喝\n大家都说好", []),
        ("海棠茶厂\n青瓦茶厂", []),  # neither stands over the other
        (f"美丽茶厂\n\n{PROSE}", []),
    ],
)  # fmt: skip
def test_the_lists_of_a_page(pieced: Pieced, chinese: Grammar, body: str, wanted: Lists) -> None:
    assert lists(pieced, chinese, body) == wanted


@pytest.mark.parametrize(("between", "interleaved"), [(f"\n{PROSE}\n", True), ("", False)])
def test_whether_passages_stand_between_the_names(
    pieced: Pieced, chinese: Grammar, between: str, *, interleaved: bool
) -> None:
    page, pieces = pieced(f"海棠的茶\n\n美丽茶厂名单\n\n1.海棠茶厂\n{between}\n2.青瓦茶厂\n{between}\n")
    assert [x.interleaved for x in find_listings(page, chinese, pieces, 1)] == [interleaved]


def test_passages_behind_all_names_stand_between_none(pieced: Pieced, chinese: Grammar) -> None:
    page, pieces = pieced(f"海棠的茶\n\n美丽茶厂名单\n\n1.海棠茶厂\n2.青瓦茶厂\n\n{PROSE}\n\n{PROSE}\n")
    assert [x.interleaved for x in find_listings(page, chinese, pieces, 1)] == [False]


@pytest.mark.xfail(reason="a colon in a bracket makes a label of the name before it, and that the heading of a list")
def test_a_colon_in_a_bracket_makes_no_label(pieced: Pieced, chinese: Grammar) -> None:
    body = "美丽茶厂名单\n青瓦茶厂\n海棠茶厂（简称：海厂）"
    assert lists(pieced, chinese, body) == [("美丽茶厂", None, ["青瓦茶厂", "海棠茶厂"])]


def test_what_announces_a_list_is_no_category(pieced: Pieced, chinese: Grammar) -> None:
    body = "现将“美丽茶厂”名单公布如下：\n海棠茶厂、青瓦茶厂"
    assert lists(pieced, chinese, body) == [("美丽茶厂", None, HAITANG)]
