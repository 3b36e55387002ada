"""The selected units and their categories."""

from collections.abc import Callable

import pytest

from extractor.annotations import Mark, Page
from extractor.chinese.outline import Piece
from extractor.chinese.selection import Selection
from extractor.chinese.units import find_selection, title_of
from extractor.matching import Grammar

Selected = Callable[[str], tuple[Page, list[Piece], Selection]]
Told = list[tuple[str | None, list[tuple[str, str]]]]
PROSE = "在湖边，有渔船12条，人家都会打鱼。"


def by_category(selection: Selection) -> Told:
    """The categories in order, each with its units and their kinds; at the end the units that stand under none."""
    out: Told = [
        (c.name, [(u.name, u.kind) for u in selection.units if u.category == i])
        for i, c in enumerate(selection.categories)
    ]
    loose = [(u.name, u.kind) for u in selection.units if u.category is None]
    return [*out, (None, loose)] if loose else out


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        # a statement, a list, and both
        ("海棠茶厂、青瓦茶厂入选“美丽茶厂”。",
         [("美丽茶厂", [("海棠茶厂", "enterprise"), ("青瓦茶厂", "enterprise")])]),
        ("一、美丽茶厂\n1.海棠茶厂\n二、老茶厂\n1.白鹭茶厂\n2.青瓦茶厂",
         [("美丽茶厂", [("海棠茶厂", "enterprise")]),
          ("老茶厂", [("白鹭茶厂", "enterprise"), ("青瓦茶厂", "enterprise")])]),
        ("海棠茶厂、青瓦茶厂入选“美丽茶厂”。\n\n入选名单\n海棠茶厂\n青瓦茶厂",
         [("美丽茶厂", [("海棠茶厂", "enterprise"), ("青瓦茶厂", "enterprise")])]),
        # names without a category, and what the opening says they were selected for
        ("青瓦村、白鹭村榜上有名。", [(None, [("青瓦村", "village"), ("白鹭村", "village")])]),
        ("全县新增2个省级渔村，青瓦村、白鹭村榜上有名。",
         [("省级渔村", [("青瓦村", "village"), ("白鹭村", "village")])]),
        # a known heading over passages, each of which begins with a name
        (f"青瓦窑村入选最美渔村。\n\n最美渔村（2个）\n\n青瓦窑村{PROSE}\n\n白鹭洲村{PROSE}",
         [("最美渔村", [("青瓦窑村", "village"), ("白鹭洲村", "village")])]),
        (f"最美渔村（2个）\n\n青瓦村：{PROSE}\n\n白鹭村：{PROSE}",
         [("最美渔村", [("青瓦村", "village"), ("白鹭村", "village")])]),
        # none
        ("湖边的人家打鱼过日子。", []),
        (f"最美渔村\n\n人家{PROSE}\n\n大家{PROSE}", []),
    ],
)  # fmt: skip
def test_who_was_selected_for_what(selected: Selected, body: str, wanted: Told) -> None:
    assert by_category(selected(f"湖边的消息\n\n{body}\n")[2]) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("一、金奖\n李小满、赵一鸣\n二、银奖\n周大川、钱秋生",
         [("金奖", [("李小满", "person"), ("赵一鸣", "person")]),
          ("银奖", [("周大川", "person"), ("钱秋生", "person")])]),
        (f"青瓦村入选最美渔村。\n\n最美渔村（2个）\n\n青瓦村{PROSE}\n\n白鹭村{PROSE}",
         [("最美渔村", [("青瓦村", "village"), ("白鹭村", "village")])]),
        pytest.param(f"全县新增2个省级渔村。\n\n（一）青瓦村\n\n村子{PROSE}\n\n（二）白鹭村\n\n村子{PROSE}",
                     [("省级渔村", [("青瓦村", "village"), ("白鹭村", "village")])],
                     marks=pytest.mark.xfail(reason="names that only stand over passages are not read")),
    ],
)  # fmt: skip
def test_short_names(selected: Selected, body: str, wanted: Told) -> None:
    assert by_category(selected(f"湖边的消息\n\n{body}\n")[2]) == wanted


def test_mentions_profiles_headings_and_counts(selected: Selected) -> None:
    page, _, found = selected(
        f"湖边的消息\n\n最美渔村（2个）\n青瓦村（湖心镇）\n白鹭村\n\n来源：晚报\n\n青瓦村{PROSE}\n"
    )

    def words(start: int, end: int) -> str:
        return page.text[start:end]

    [category] = found.categories
    assert category.header is not None
    assert category.declared is not None
    assert words(category.header.start, category.header.end) == "最美渔村(2个)"
    assert (category.declared[0], words(category.declared[1].start, category.declared[1].end)) == (2, "2")
    first, second = found.units
    assert [words(m.start, m.end) for m in first.mentions] == ["青瓦村", "青瓦村"]
    assert [words(m.start, m.end) for m in first.organisations] == ["湖心镇"]
    assert first.profile is not None
    assert words(first.profile.start, first.profile.end) == page.text[page.blocks[-1].start : page.blocks[-1].end]
    assert [words(m.start, m.end) for m in second.mentions] == ["白鹭村"]
    assert [(words(h.name.start, h.name.end), h.role) for h in found.headings][:2] == [
        ("湖边的消息", "title"), ("最美渔村", "category"),
    ]  # fmt: skip


def test_a_paragraph_behind_a_list_is_not_about_its_last_name(selected: Selected) -> None:
    found = selected("湖边的消息\n\n最美渔村（2个）\n青瓦村\n白鹭村\n\n湖边的人家都会打鱼，大家都说日子好。\n")[2]
    assert [u.profile for u in found.units] == [None, None]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("海棠县上榜\n\n海棠县青瓦村入选最美渔村。", [("海棠县青瓦村", ["海棠县青瓦村"])]),
        ("好消息\n\n海棠县青瓦村入选最美渔村。海棠县渔村多。", [("海棠县青瓦村", ["海棠县青瓦村"])]),
    ],
)
def test_the_institution_is_no_name_of_its_unit(
    request: pytest.FixtureRequest, pieced: Callable[[str], tuple[Page, list[Piece]]], chinese: Grammar, text: str,
    units: list[tuple[str, list[str]]],
) -> None:  # fmt: skip
    if text.startswith("海棠县上榜"):
        request.applymarker(pytest.mark.xfail(reason="海棠县上榜 is taken to mention 海棠县青瓦村"))
    page, pieces = pieced(text)
    institution = Mark(text.index("海棠县"), text.index("海棠县") + 3)
    found = find_selection(page, chinese, pieces, institution=institution, issuer=None)
    assert [(u.name, [text[m.start : m.end] for m in u.mentions]) for u in found.units] == units


def test_a_heading_over_two_paragraphs_is_no_category(selected: Selected) -> None:
    found = selected(
        "湖边的消息\n\n《渔歌赏析》、《茶艺入门》入选金牌课程。\n\n### 茶艺入门\n\n该课程由农学院开设，学生都说好。\n\n"
        "海棠大学有课程1200门，学生都说好。\n"
    )[2]
    assert by_category(found) == [("金牌课程", [("渔歌赏析", "course"), ("茶艺入门", "course")])]


def test_a_list_at_once_under_the_title(selected: Selected) -> None:
    found = selected("最美渔村名单\n\n1.青瓦村\n2.白鹭村\n")[2]
    assert by_category(found) == [("最美渔村", [("青瓦村", "village"), ("白鹭村", "village")])]


@pytest.mark.parametrize(
    ("text", "title"),
    [("湖边的消息\n\n青瓦村有船。", "湖边的消息"), ("来源：晚报\n\n湖边的消息", "湖边的消息"), ("来源：晚报", None)],
)
def test_the_title_is_the_first_line_that_is_not_about_the_text(
    pieced: Callable[[str], tuple[Page, list[Piece]]], text: str, title: str | None
) -> None:
    page, pieces = pieced(text)
    found = title_of(pieces)
    assert (page.text[found.head.start : found.head.end] if found else None) == title
