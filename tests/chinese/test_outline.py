"""What each block can be, what a heading says, and the name of a category in it."""

from collections.abc import Callable

import pytest

from extractor.annotations import Mark, Page
from extractor.chinese.categorynames import category_name
from extractor.chinese.outline import Piece, heading, holds_quantity, is_meta
from extractor.matching import Grammar

Pieced = Callable[[str], tuple[Page, list[Piece]]]
PROSE = "青瓦村和白鹭村坐落在海棠县的东边，人家靠打鱼和种茶过日子，去年又添了新船。"


@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("来源：海棠晚报", "meta"),
        ("发布时间：2021-03-04 作者：李小满", "meta"),
        ("2021年3月4日", "meta"),
        ("二〇二一年三月四日", "meta"),
        ("海棠县人民政府文件", "meta"),
        ("海渔〔2021〕15号", "meta"),
        ("各乡镇人民政府、县直各单位：", "meta"),
        ("附件1", "meta"),
        ("（供稿：李小满）", "meta"),
        ("（记者 李小满）", "meta"),
        ("联系电话：0571-88888888", "meta"),
        (PROSE, "prose"),
        ("渔船出海。", "prose"),
        ("青瓦村添了新船，现有渔船12条，渔民打鱼过日子，茶农种茶养家，大家都说日子好", "prose"),
        ("村名\t县\n青瓦村\t海棠县", "row"),
        ("茶厂：海棠茶厂、青瓦茶厂", "label"),
        ("【茶厂】海棠茶厂、青瓦茶厂", "label"),
        ("渔民：李小满、赵一鸣", "label"),
        # neither
        ("海棠茶厂", "short"),
        ("附件精神", "short"),
        ("作者李小满", "short"),
        ("2021年3月4日开海", "short"),
        ("青瓦村，有渔船12条", "short"),  # too short to be running text
        ("附记：渔船12条、茶园3亩", "short"),  # what is counted is no name
        ("茶：海棠、青瓦", "short"),  # one character is no label
        ("李小满、赵一鸣、周大川", "short"),
    ],
)
def test_what_a_line_can_be(pieced: Pieced, line: str, shape: str) -> None:
    _, pieces = pieced(line)
    assert {p.shape for p in pieces} == {shape}


@pytest.mark.parametrize(
    ("line", "head", "count", "colon"),
    [
        ("美丽茶厂名单（3家）", "美丽茶厂名单", 3, False),
        ("美丽茶厂（共3家）：", "美丽茶厂", 3, True),
        ("美丽茶厂 3家", "美丽茶厂", 3, False),
        ("美丽茶厂：三家", "美丽茶厂", 3, False),
        ("美丽茶厂（3）", "美丽茶厂", 3, False),
        ("美丽茶厂：", "美丽茶厂", None, True),
        ("美丽茶厂", "美丽茶厂", None, False),
        ("美丽茶厂（湖心分号）", "美丽茶厂(湖心分号)", None, False),
        ("3家美丽茶厂", "3家美丽茶厂", None, False),
        ("美丽茶厂（2021年）", "美丽茶厂(2021年)", None, False),
    ],
)
def test_a_heading_without_count_and_colon(
    pieced: Pieced, line: str, head: str, count: int | None, *, colon: bool
) -> None:
    page, _ = pieced(line)
    found, counted, ends = heading(page, Mark(0, len(line)))
    assert (page.text[found.start : found.end], counted and counted[0], ends) == (head, count, colon)


@pytest.mark.parametrize(
    ("line", "head", "count", "listed"),
    [
        ("茶厂（2家）：海棠茶厂、青瓦茶厂", "茶厂", 2, ["海棠茶厂", "青瓦茶厂"]),
        ("【茶厂】（2家）海棠茶厂、青瓦茶厂", "茶厂", 2, ["海棠茶厂", "青瓦茶厂"]),
        ("金牌课程：《渔歌》、《船歌》。", "金牌课程", None, ["渔歌", "船歌"]),
        ("茶厂：海棠茶厂", "茶厂", None, ["海棠茶厂"]),
    ],
)
def test_a_label_has_the_names_behind_it(
    pieced: Pieced, line: str, head: str, count: int | None, listed: list[str]
) -> None:
    page, [piece] = pieced(line)
    names = [page.text[m.start : m.end] for m in piece.listed]
    assert piece.shape == "label"
    assert (page.text[piece.head.start : piece.head.end], piece.count and piece.count[0], names) == (
        head, count, listed,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("2021年度“美丽茶厂”名单", ["美丽茶厂", '"美丽茶厂"']),
        ("第三批省级美丽茶厂培育名单", ["省级美丽茶厂"]),
        ("附件1：美丽茶厂公示名单", ["美丽茶厂"]),
        ("首批美丽茶厂", ["美丽茶厂"]),
        ("的“美丽茶厂”称号", ["美丽茶厂", '"美丽茶厂"']),
        ("全县“美丽茶厂”", ["美丽茶厂", '全县"美丽茶厂"']),  # with its level or without
        ("全县最好喝的“美丽茶厂”", ['全县最好喝的"美丽茶厂"']),  # more than the quotation is the name
        ("美丽茶厂", ["美丽茶厂"]),
        ("2021年", []),
        ("", []),
    ],
)
def test_the_name_of_a_category_without_batch_and_tail(
    pieced: Pieced, chinese: Grammar, text: str, forms: list[str]
) -> None:
    page, _ = pieced(text)
    found = category_name(page, chinese, Mark(0, len(text)))
    assert [page.text[m.start : m.end] for m in found] == forms


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("渔船12条", True),
        ("收入5万元", True),
        ("“百船千网”工程12条", True),
        ("“12条渔船”合唱队", False),
        ("第三渔队", False),
        ("2021年", False),
        ("渔船队", False),
    ],
)
def test_a_name_holds_no_quantity_outside_quotations(pieced: Pieced, text: str, *, holds: bool) -> None:
    page, _ = pieced(text)
    assert holds_quantity(page, Mark(0, len(text))) is holds


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("编辑：李小满", True),
        ("2021.03.04", True),
        ("（来源：晚报）", True),
        ("来源不明的鱼", False),
        ("来源：鱼。好吃", False),
    ],
)
def test_a_line_about_the_text(pieced: Pieced, chinese: Grammar, text: str, *, about: bool) -> None:
    page, _ = pieced(text)
    assert is_meta(page, chinese, 0, len(text)) is about
