"""A text as the stages read it: lines and items, sentences, quotations, three versions of one length."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.annotations import Page
from extractor.chinese.page import OVER_MARKS, make_page, sentences
from extractor.matching import Grammar
from extractor.normalise import normalise

Paged = Callable[[str], Page]
_LAYOUTS = st.text(alphabet="一二（）、.1①甲【】#*|\t\n 《》“”。，：；渔村茶馆年2021%万元第", max_size=80)


@given(st.one_of(_LAYOUTS, st.text(st.characters(codec="utf-8"), max_size=60)))
@settings(max_examples=60)
def test_all_versions_of_a_page_have_the_length_of_the_source(chinese: Grammar, text: str) -> None:
    page = make_page(text, chinese)
    assert len(page.text) == len(page.low) == len(page.masked) == len(text)


@given(_LAYOUTS)
@settings(max_examples=60)
def test_blocks_stand_in_order_and_leave_out_nothing_but_blanks_and_lines(chinese: Grammar, text: str) -> None:
    page = make_page(text, chinese)
    at = 0
    for b in page.blocks:
        assert at <= b.start <= b.body <= b.body_end <= b.end
        assert set(page.text[at : b.start]) <= set(" \t\n|-:")  # the ruled line of a table is in no block
        at = b.end
    assert set(page.text[at:]) <= set(" \t\n|-:")


@pytest.mark.parametrize(
    ("line", "shape", "marker", "body"),
    [
        ("一、渔村", "line", "一、", "渔村"),
        ("一 渔村", "line", "一、", "渔村"),
        ("（二）渔村", "line", "(一)", "渔村"),
        ("甲、渔村", "line", "甲、", "渔村"),
        ("第一类 渔村", "line", "第一", "渔村"),
        ("### 渔村", "line", "hash3", "渔村"),
        ("【渔村】", "line", "bold", "渔村"),
        ("**渔村**", "line", "bold", "渔村"),
        ("——渔村——", "line", "bold", "渔村"),
        ("1.渔村", "item", "1.", "渔村"),
        ("12、渔村", "item", "1.", "渔村"),
        ("3 《渔村》", "item", "1.", "《渔村》"),
        ("（3）渔村", "item", "(1)", "渔村"),
        ("③渔村", "item", "①", "渔村"),
        ("★渔村", "item", "bullet★", "渔村"),
        ("- 渔村", "item", "dash-", "渔村"),
        # no marks
        ("3台织网机", "line", "", "3台织网机"),
        ("2021年捕鱼", "line", "", "2021年捕鱼"),
        ("十里渔村", "line", "", "十里渔村"),
        ("第一渔村开海", "line", "", "第一渔村开海"),
        ("【渔村】与【茶村】", "line", "", "[渔村]与[茶村]"),
        ("#渔村", "line", "", "#渔村"),
        ("一、", "line", "", "一、"),
    ],
)
def test_a_line_and_its_mark(paged: Paged, line: str, shape: str, marker: str, body: str) -> None:
    page = paged(line)
    assert [(b.shape, b.marker, page.text[b.body : b.body_end]) for b in page.blocks] == [(shape, marker, body)]


def test_marks_of_headings_are_those_that_stand_over_lists() -> None:
    assert frozenset(("一、", "甲、", "(一)", "第一")) == OVER_MARKS


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("姓名\t单位\n李小满\t湖心小学\n", [["姓名", "单位"], ["李小满", "湖心小学"]]),
        ("| 村名 | 县 |\n| --- | --- |\n| 青瓦村 | 云县 |", [["村名", "县"], ["青瓦村", "云县"]]),
        ("青瓦村|云县", []),
        ("青瓦村，云县\n白鹭村，湖县", []),
    ],
)
def test_tables_have_rows_of_cells(paged: Paged, text: str, rows: list[list[str]]) -> None:
    page = paged(text)
    found = [[page.text[c.start : c.end] for c in b.cells] for b in page.blocks if b.shape == "row"]
    assert found == rows


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("捕鱼八吨。开海了！好吗？好", ["捕鱼八吨。", "开海了!", "好吗?", "好"]),
        ("他说：“好。”她走了。", ['他说:"好。"', "她走了。"]),
        ("开海……收网", ["开海……", "收网"]),
        ("开海\n收网", ["开海", "收网"]),
        ("捕鱼3.5吨。好", ["捕鱼3.5吨。", "好"]),  # a decimal point ends nothing
        ("用v1.2版海图，开海", ["用v1.2版海图,开海"]),
        ("开海；收网，晒网", ["开海;收网,晒网"]),
    ],
)
def test_sentences_end_at_full_stops_with_the_quotation_mark_behind(paged: Paged, text: str, wanted: list[str]) -> None:
    page = paged(text)
    assert [page.text[s:e] for s, e in page.sentences] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“渔村‘船’歌”", [("渔村'船'歌", "double"), ("船", "single")]),
        ("《渔歌（上）》和「水」", [("渔歌(上)", "title"), ("水", "double")]),
        ("『船』", [("船", "single")]),
        ('"渔村"与海', [("渔村", "double")]),
        ("“渔歌《海》”", [("渔歌《海》", "double"), ("海", "title")]),
        # none
        ("“渔村没有完", []),
        ("“渔村\n茶村”", []),
        ("“”《》", []),
        ("“" + "渔" * 401 + "”", []),
    ],
)
def test_quotations_and_titles_without_their_signs(paged: Paged, text: str, wanted: list[tuple[str, str]]) -> None:
    page = paged(text)
    assert [(page.text[q.start : q.end], q.label) for q in page.quotes] == wanted


_WRAPPED = (
    "渔村里的小船在清晨的薄雾中慢慢驶出港湾去\n打鱼的人们站在船头向岸上的家人挥手告别说\n"
    "再见这是海棠湾一天里最安静也最美好的时候\n了。"
)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (_WRAPPED, 1),
        (_WRAPPED.replace("挥手告别说", "挥手告别。"), 2),  # a full stop ends a line for good
        ("海棠茶馆\n青瓦茶馆\n白鹭茶馆\n湖心茶馆", 4),  # lines of equal length that are too short for a wrapped text
    ],
)
def test_lines_wrapped_by_hand_are_one_block(paged: Paged, text: str, blocks: int) -> None:
    assert len(paged(text).blocks) == blocks


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("渔船12条。3艘", "渔船12条。3艘"),  # 。 behind a digit is no decimal point
        ("1，200，3", "1，200，3"),  # and ， between two no separator of thousands
        ("船，网", "船,网"),
        ("１２条，３艘", "12条,3艘"),
    ],
)
def test_signs_between_digits_keep_their_width(paged: Paged, text: str, wanted: str) -> None:
    assert paged(text).text == wanted


def test_the_text_keeps_the_characters_of_the_source_and_low_has_simple_ones(paged: Paged) -> None:
    page = paged("漁村 ABC（館）")
    assert (page.text, page.low) == ("漁村 ABC(館)", "渔村 abc(馆)")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("共3项. 其中2项.", ["共3项.", "其中2项."]),
        ("占31%. 其中“甲”. 乙", ["占31%.", "其中“甲”.", "乙"]),
        ("共有12. 其中3. 5是半数", ["共有12.", "其中3. 5是半数"]),
        ("1. 甲项目", ["1. 甲项目"]),
    ],
)
def test_a_narrow_full_stop_ends_a_sentence_before_a_blank_but_behind_the_number_of_an_item(
    text: str, said: list[str]
) -> None:
    assert [text[start:end] for start, end in sentences(normalise(text), 0, len(text))] == said
