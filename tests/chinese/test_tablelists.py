"""Tables that list units."""

from collections.abc import Callable

import pytest

from extractor.annotations import Mark, Page
from extractor.chinese.listlines import Listing
from extractor.chinese.tablelists import table_listings
from extractor.matching import Grammar

Lists = list[tuple[str | None, list[tuple[str, str | None]]]]


def lists(page: Page, grammar: Grammar) -> Lists:
    """What each list of a table is of, and its names with their bodies."""
    rows = [i for i, b in enumerate(page.blocks) if b.shape == "row"]
    return [
        (page.text[x.forms[0].start : x.forms[0].end] if x.forms else None,
         [(page.text[e.name.start : e.name.end], page.text[e.host.start : e.host.end] if e.host else None)
          for e in x.entries])
        for x in table_listings(page, grammar, rows, Listing(None, (), None))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("序号\t村名\n1\t青瓦村\n2\t白鹭村\n", [(None, [("青瓦村", None), ("白鹭村", None)])]),
        (
            "类别\t单位名称\t所在地\n渔村\t青瓦村\t海棠县\n茶村\t白鹭村\t湖心县\n渔村\t石桥村\t湖心县\n",
            [("渔村", [("青瓦村", "海棠县"), ("石桥村", "湖心县")]), ("茶村", [("白鹭村", "湖心县")])],
        ),
        ("| 品种名称 | 产地 |\n| --- | --- |\n| 海棠红茶 | 海棠县 |\n", [(None, [("海棠红茶", None)])]),
        ("姓名（按笔画）\t工作单位\n李小满\t湖心小学\n", [(None, [("李小满", "湖心小学")])]),
        ("课程\t学校\n《茶：从叶到杯》\t海棠大学\n", [(None, [("茶:从叶到杯", "海棠大学")])]),
        # a total, a figure and an empty cell are no names
        ("村名\t户数\n青瓦村\t120\n合计\t120\n\t3\n12345\t9\n", [(None, [("青瓦村", None)])]),
        # no column of names
        ("序号\t数量\n1\t12\n", []),
        ("月份\t气温\n一月\t12\n", []),
    ],
)
def test_the_units_of_a_table(paged: Callable[[str], Page], chinese: Grammar, text: str, wanted: Lists) -> None:
    assert lists(paged(text), chinese) == wanted


def test_what_has_no_category_is_of_the_heading_over_the_table(paged: Callable[[str], Page], chinese: Grammar) -> None:
    page = paged("美丽村（1个）\n村名\t县\n青瓦村\t海棠县\n")
    head, number = page.blocks[0], page.numerals[0]
    under = Listing(0, (Mark(head.body, head.body + 3),), (1, Mark(number.start, number.end)))
    [found] = table_listings(page, chinese, [1, 2], under)
    assert (found.header, found.forms, found.count) == (under.header, under.forms, under.count)
