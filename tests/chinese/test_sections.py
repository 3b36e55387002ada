"""What each block of a page is for."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.annotations import Page
from extractor.chinese import read_structure
from extractor.chinese.outline import Piece
from extractor.chinese.page import make_page
from extractor.chinese.sections import find_sections
from extractor.chinese.selection import Selection
from extractor.matching import Grammar

Selected = Callable[[str], tuple[Page, list[Piece], Selection]]
PROFILE = "青瓦村在湖边，有渔船12条，人家都会打鱼。"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            f"青瓦村、白鹭村入选“最美渔村”。\n\n{PROFILE}\n\n下一步，两村还要种茶。\n\n来源：晚报",
            [("summary", "青瓦村、"), ("profile", "青瓦村在"), ("outlook", "下一步，"), ("other", "来源：晚")],
        ),
        (
            "一、最美渔村\n1.青瓦村\n2.白鹭村\n二、最美茶村\n1.石桥村\n\n2021年3月4日",
            [("header", "一、最美"), ("list", "1.青瓦"), ("list", "2.白鹭"), ("header", "二、最美"), ("list", "1.石桥"),
             ("other", "2021")],
        ),
        ("最美渔村：青瓦村、白鹭村", [("list", "最美渔村")]),
        ("村名\t县\n青瓦村\t海棠县\n白鹭村\t湖心县",
         [("list", "村名\t县"), ("list", "青瓦村\t"), ("list", "白鹭村\t")]),
        ("湖边的人家打鱼过日子。\n\n湖上的船多。", [("background", "湖边的人")]),  # neighbours of one kind are one
        ("最美渔村（3个）\n青瓦村\n白鹭村\n石桥村\n\n2021年3月4日\n\n青瓦村、白鹭村和石桥村都是最美渔村，大家都说好。",
         [("header", "最美渔村"), ("list", "青瓦村"), ("list", "白鹭村"), ("list", "石桥村"), ("other", "2021"),
          ("background", "青瓦村、")]),  # behind the list nothing is the summary
    ],
)  # fmt: skip
def test_what_each_block_is_for(selected: Selected, chinese: Grammar, body: str, wanted: list[tuple[str, str]]) -> None:
    text = f"湖边的消息\n\n{body}"
    page, pieces, selection = selected(text)
    found = find_sections(page, chinese, pieces, selection)
    begins = [(s.kind, text[s.start : s.end][:4]) for s in found]
    assert begins == [("title", "湖边的消"), *wanted]


def test_sections_of_units_and_categories(selected: Selected, chinese: Grammar) -> None:
    page, pieces, selection = selected(
        f"湖边的消息\n\n一、最美渔村\n青瓦村\n白鹭村\n二、最美茶村\n石桥村\n\n2021年3月4日\n\n{PROFILE}\n"
    )
    found = find_sections(page, chinese, pieces, selection)
    assert [(s.kind, s.category, s.units) for s in found] == [
        ("title", None, ()), ("header", 0, ()), ("list", 0, (0,)), ("list", 0, (1,)), ("header", 1, ()),
        ("list", 1, (2,)), ("other", None, ()), ("profile", 1, (0,)),
    ]  # fmt: skip


LINES = ["湖边的消息", "一、最美渔村（2个）", "1.青瓦村", "（二）白鹭村", PROFILE, "青瓦村入选“最美渔村”。",
         "来源：晚报", "",
         "|村名|县|", "|---|---|", "|青瓦村|海棠县|", "村名\t县", "下一步，种茶。",
         "【最美茶村】石桥村、白鹭村", "   ", "2021年3月4日", "。", "一、",
         "|", "“", "李小满，男，渔民。"]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=9))
@settings(max_examples=60)
def test_sections_cover_every_character_that_is_not_blank_in_order_and_once(chinese: Grammar, lines: list[str]) -> None:
    text = "\n".join(["湖边的消息", *lines])
    at = 0
    for s in read_structure(make_page(text, chinese), chinese).sections:
        assert at <= s.start < s.end
        assert not text[at : s.start].strip()
        at = s.end
    assert not text[at:].strip()


def test_a_line_about_the_text_is_no_profile(selected: Selected, chinese: Grammar) -> None:
    page, pieces, selection = selected("湖边的消息\n\n最美渔村（2个）\n青瓦村\n白鹭村\n\n来源：晚报")
    assert [s.kind for s in find_sections(page, chinese, pieces, selection)][-2:] == ["list", "other"]


@pytest.mark.parametrize(("text", "kinds"), [("", []), ("\n \n", []), ("|---|---|\n|---|---|\n", ["other"])])
def test_a_page_without_blocks(chinese: Grammar, text: str, kinds: list[str]) -> None:
    assert [s.kind for s in read_structure(make_page(text, chinese), chinese).sections] == kinds


def test_the_ruled_line_of_a_table_that_a_text_begins_with(chinese: Grammar) -> None:
    sections = read_structure(make_page("|---|---|\n|村名|县|\n|青瓦村|海棠县|", chinese), chinese).sections
    assert sections[0].start == 0
