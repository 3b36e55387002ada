"""Whole small announcements, each in a layout of its own, read to the end."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor
from extractor.extraction import Extraction, placed_spans


@dataclass(frozen=True)
class Layout:
    """An announcement and what it says.

    `header` has title, institution, issuer, date and declared total; a category is its name, its heading, what the
    text counts and what was found; a unit its name, the number of its category, its kind and its bodies; an
    achievement the number of its owner (None: the institution), value, measure and object.
    """

    text: str
    header: tuple[str, str | None, str | None, str | None, int | None]
    categories: list[tuple[str, str | None, int | None, int]]
    units: list[tuple[str, int, str, list[str]]]
    achievements: list[tuple[int | None, float, str, str | None]]
    sections: str


LAYOUTS = {
    "headings with 一、 in the notice of an office": Layout(
        """\
云泽市渔业局关于公布2021年度示范渔队的通知

各县（区）渔业局：

现公布示范渔队名单。

一、远海渔队（2支）
1.红船渔队
2.白帆渔队
二、近海渔队（1支）
1.青石渔队

云泽市渔业局
2021年3月4日
""",
        ("云泽市渔业局关于公布2021年度示范渔队的通知", None, "云泽市渔业局", "2021-03-04", None),
        [("远海渔队", "远海渔队（2支）", 2, 2), ("近海渔队", "近海渔队（1支）", 1, 1)],
        [("红船渔队", 0, "team", []), ("白帆渔队", 0, "team", []), ("青石渔队", 1, "team", [])],
        [],
        "title other background header list list header list other",
    ),
    "headings with （一） over plain lines": Layout(
        """\
海棠县3个村入选省级最美村庄

近日，省农业厅公布最美村庄名单，海棠县3个村榜上有名。

（一）最美渔村
青瓦村
白鹭村
（二）最美茶村
石桥村

2022年6月1日
""",
        ("海棠县3个村入选省级最美村庄", "海棠县", "省农业厅", "2022-06-01", 3),
        [("最美渔村", "最美渔村", None, 2), ("最美茶村", "最美茶村", None, 1)],
        [("青瓦村", 0, "village", []), ("白鹭村", 0, "village", []), ("石桥村", 1, "village", [])],
        [],
        "title background header list list header list other",
    ),
    "headings with 甲、 over enumerations": Layout(
        """\
海棠大学优秀团队名单

甲、优秀科研团队
深海养殖团队、海岛气象团队
乙、优秀教学团队
渔歌教学团队
""",
        ("海棠大学优秀团队名单", "海棠大学", None, None, None),
        [("优秀科研团队", "优秀科研团队", None, 2), ("优秀教学团队", "优秀教学团队", None, 1)],
        [("深海养殖团队", 0, "team", []), ("海岛气象团队", 0, "team", []), ("渔歌教学团队", 1, "team", [])],
        [],
        "title header list header list",
    ),
    "headings with ### over the passages about units": Layout(
        """\
海棠大学2门课程入选省级金牌课程

近日，省教育厅公布名单，《渔歌赏析》、《茶艺入门》入选省级金牌课程。

### 渔歌赏析

该课程由文学院开设，选课学生超过3000人，发表论文12篇。

### 茶艺入门

该课程由农学院开设，建有线上资源46个，学生满意度达96%。
""",
        ("海棠大学2门课程入选省级金牌课程", "海棠大学", "省教育厅", None, 2),
        [("省级金牌课程", None, 2, 2)],
        [("渔歌赏析", 0, "course", []), ("茶艺入门", 0, "course", [])],
        [(0, 3000, "count", "学生"), (0, 12, "count", "论文"), (1, 46, "count", "线上资源"),
         (1, 96, "share", "学生满意度")],
        "title summary profile profile",
    ),
    "labels in 【】 with counts": Layout(
        """\
云泽渔业集团公布先进名单

【先进班组】（2个）：织网班组、修船班组
【先进车间】（1个）：冷藏车间

修船班组现有船工46名，节约资金300万元。
""",
        ("云泽渔业集团公布先进名单", None, "云泽渔业集团", None, None),
        [("先进班组", "【先进班组】（2个）：织网班组、修船班组", 2, 2),
         ("先进车间", "【先进车间】（1个）：冷藏车间", 1, 1)],
        [("织网班组", 0, "team", []), ("修船班组", 0, "team", []), ("冷藏车间", 1, "other", [])],
        [(1, 46, "count", "船工"), (1, 3_000_000, "amount", "资金")],
        "title list list profile",
    ),
    "labels with names behind them": Layout(
        """\
海棠县表彰一批先进

先进农场：青瓦农场、白鹭农场
先进渔队：红船渔队

青瓦农场现有茶树3000棵，茶叶产量同比增长12%。
""",
        ("海棠县表彰一批先进", "海棠县", None, None, None),
        [("先进农场", "先进农场：青瓦农场、白鹭农场", None, 2), ("先进渔队", "先进渔队：红船渔队", None, 1)],
        [("青瓦农场", 0, "enterprise", []), ("白鹭农场", 0, "enterprise", []), ("红船渔队", 1, "team", [])],
        [(0, 3000, "count", "茶树"), (0, 12, "change", "茶叶产量")],
        "title list list profile",
    ),
    "a table by tabs with the categories in a column": Layout(
        """\
海棠县最美村庄名单

村名\t所属地区\t类别
青瓦村\t红旗镇\t最美渔村
白鹭村\t湖心镇\t最美茶村
石桥村\t湖心镇\t最美茶村

2022年6月1日
""",
        ("海棠县最美村庄名单", "海棠县", None, "2022-06-01", None),
        [("最美渔村", None, None, 1), ("最美茶村", None, None, 2)],
        [("青瓦村", 0, "village", ["红旗镇"]), ("白鹭村", 1, "village", ["湖心镇"]),
         ("石桥村", 1, "village", ["湖心镇"])],
        [],
        "title list list list list other",
    ),
    "a table by | with figures": Layout(
        """\
云泽医院3个专科获批省级重点专科

| 专科名称 | 负责人 | 年手术量 |
| --- | --- | --- |
| 海岛急救专科 | 李小满 | 1200 |
| 渔民康复专科 | 赵一鸣 | 800 |
| 潜水医学专科 | 周大川 | 560 |

云泽医院现有床位1500张。
""",
        ("云泽医院3个专科获批省级重点专科", "云泽医院", None, None, 3),
        [("省级重点专科", None, None, 3)],
        [("海岛急救专科", 0, "department", []), ("渔民康复专科", 0, "department", []),
         ("潜水医学专科", 0, "department", [])],
        [(0, 1200, "count", "年手术量"), (1, 800, "count", "年手术量"), (2, 560, "count", "年手术量"),
         (None, 1500, "count", "床位")],
        "title list list list list background",
    ),
    "an enumeration of persons and passages about them": Layout(
        """\
海棠县4人获评最美护士

近日，云泽市卫健委发布最美护士名单，李小满、赵一鸣、周大川和孙海燕获评最美护士。

李小满，女，1975年生，从事护理工作31年。

赵一鸣，男，带教学生46名。
""",
        ("海棠县4人获评最美护士", "海棠县", "云泽市卫健委", None, 4),
        [("最美护士", None, 4, 4)],
        [("李小满", 0, "person", []), ("赵一鸣", 0, "person", []), ("周大川", 0, "person", []),
         ("孙海燕", 0, "person", [])],
        [(0, 31, "duration", "从事护理工作"), (1, 46, "count", "学生")],
        "title summary profile profile",
    ),
    "a statement with several targets": Layout(
        """\
云泽县4家农场获省级称号

近日，省农业厅公布名单，青瓦农场、白鹭农场和石桥农场、湖心农场分别被命名为“绿色农场”（2家）和“智慧农场”（2家）。

青瓦农场现有茶园800亩，年产值300万元。
""",
        ("云泽县4家农场获省级称号", "云泽县", "省农业厅", None, 4),
        [("绿色农场", None, None, 2), ("智慧农场", None, None, 2)],
        [("青瓦农场", 0, "enterprise", []), ("白鹭农场", 0, "enterprise", []), ("石桥农场", 1, "enterprise", []),
         ("湖心农场", 1, "enterprise", [])],
        [(0, 800, "amount", "茶园"), (0, 3_000_000, "amount", "产值")],
        "title summary profile",
    ),
    "traditional characters": Layout(
        """\
雲澤縣兩家博物館獲評優秀博物館

近日，省文化局公布名單，漁業博物館、茶葉博物館獲評「優秀博物館」。

漁業博物館館藏漁具1,200件，年接待遊客3萬人次。

茶葉博物館成立於1998年，舉辦展覽46場。
""",
        ("雲澤縣兩家博物館獲評優秀博物館", "雲澤縣", "省文化局", None, 2),
        [("優秀博物館", None, 2, 2)],
        [("漁業博物館", 0, "museum", []), ("茶葉博物館", 0, "museum", [])],
        [(0, 1200, "count", "漁具"), (0, 30_000, "count", "遊客"), (1, 46, "count", "展覽")],
        "title summary profile profile",
    ),
    "the notice of an issuer that is nobody's institution": Layout(
        """\
云泽省茶叶协会关于公布第三批茶香名店的通知

各会员单位：

经评审，名单公布如下：

茶香名店（3家）：海棠茶庄、青瓦茶庄、白鹭茶庄

云泽省茶叶协会
二〇二一年三月四日
""",
        ("云泽省茶叶协会关于公布第三批茶香名店的通知", None, "云泽省茶叶协会", "2021-03-04", 3),
        [("茶香名店", "茶香名店（3家）：海棠茶庄、青瓦茶庄、白鹭茶庄", 3, 3)],
        [("海棠茶庄", 0, "enterprise", []), ("青瓦茶庄", 0, "enterprise", []), ("白鹭茶庄", 0, "enterprise", [])],
        [],
        "title other list other",
    ),
    "the notice of a company that commends its own parts": Layout(
        """\
云泽渔业集团关于表彰优秀船队的决定

集团决定，授予红船船队、蓝帆船队“优秀船队”称号。

红船船队现有渔船12条，女船工占31%。

云泽渔业集团
2022年1月5日
""",
        ("云泽渔业集团关于表彰优秀船队的决定", "云泽渔业集团", "云泽渔业集团", "2022-01-05", None),
        [("优秀船队", None, None, 2)],
        [("红船船队", 0, "team", []), ("蓝帆船队", 0, "team", [])],
        [(0, 12, "count", "渔船"), (0, 31, "share", "女船工")],
        "title summary profile other",
    ),
    "English names": Layout(
        """\
云泽市3人获奖

国际友谊奖名单
1. Anna Meyer（海棠大学）
2. Tom Lee（湖心医院）
3. Maria Rossi（云泽公司）

2022年6月1日
""",
        ("云泽市3人获奖", "云泽市", None, "2022-06-01", 3),
        [("国际友谊奖", "国际友谊奖名单", None, 3)],
        [("Anna Meyer", 0, "person", ["海棠大学"]), ("Tom Lee", 0, "person", ["湖心医院"]),
         ("Maria Rossi", 0, "person", ["云泽公司"])],
        [],
        "title header list list list other",
    ),
}  # fmt: skip


def header(found: Extraction) -> dict[str, Any]:
    a = found.announcement
    spans = {name: getattr(a, name) for name in ("title", "institution", "issuer")}
    return {
        **{name: span and span.text for name, span in spans.items()},
        "published": a.published and a.published.date.isoformat(),
        "declared_total": a.declared_total and a.declared_total.value,
    }


@pytest.fixture(scope="module")
def readings() -> dict[str, Extraction]:
    return {name: extractor.extract(layout.text, language="zh") for name, layout in LAYOUTS.items()}


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_it_says_of_itself(readings: dict[str, Extraction], name: str) -> None:
    fields = ("title", "institution", "issuer", "published", "declared_total")
    assert header(readings[name]) == dict(zip(fields, LAYOUTS[name].header, strict=True))


@pytest.mark.parametrize("name", LAYOUTS)
def test_who_was_selected_for_what(readings: dict[str, Extraction], name: str) -> None:
    found, layout = readings[name], LAYOUTS[name]
    ids = [c.id for c in found.categories]
    assert [
        (c.name, c.header and c.header.text, c.declared and c.declared.value, c.found) for c in found.categories
    ] == layout.categories
    assert [
        (u.name, ids.index(u.category) if u.category else None, u.kind, [o.name for o in u.organisations])
        for u in found.units
    ] == layout.units


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_they_achieved(readings: dict[str, Extraction], name: str) -> None:
    found = readings[name]
    owners = {u.id: i for i, u in enumerate(found.units)}
    assert [
        (owners.get(a.owner), a.value, a.measure, a.object) for a in found.achievements
    ] == LAYOUTS[name].achievements  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_each_passage_is_for(readings: dict[str, Extraction], name: str) -> None:
    assert " ".join(s.kind for s in readings[name].sections) == LAYOUTS[name].sections


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_span_is_its_text_and_every_number_is_accounted_for(readings: dict[str, Extraction], name: str) -> None:
    found, text = readings[name], LAYOUTS[name].text
    for place, span in placed_spans(found):
        assert text[span.start : span.end] == span.text, place
    assert {n.role for n in found.numerals} <= {
        "achievement", "date", "declared", "enumeration", "name", "ordinal", "quantity", "reference",
    }  # fmt: skip


def dumped(found: Extraction) -> dict[str, Any]:
    return found.model_dump(mode="json")


PARAGRAPHS = [paragraph for layout in LAYOUTS.values() for paragraph in layout.text.split("\n\n")]


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=6))
@settings(max_examples=40)
def test_any_paragraphs_in_any_order_are_read_twice_the_same_with_true_spans_and_sections(
    paragraphs: list[str],
) -> None:
    text = "\n\n".join(paragraphs)
    found = extractor.extract(text, language="zh")
    assert dumped(found) == dumped(extractor.extract(text, language="zh"))
    for place, span in placed_spans(found):
        assert text[span.start : span.end] == span.text, place
    at = 0
    for section in found.sections:
        assert at <= section.start < section.end
        assert not text[at : section.start].strip()
        at = section.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("湖边的渔船\n\n湖边的人家打鱼过日子，大家都说好。\n", []),
        ("海棠县渔船多\n\n海棠县有渔船1200条，人都会打鱼。\n", []),
        ("海棠县2个村上榜\n\n青瓦村、白鹭村入选“最美渔村”。\n", ["青瓦村", "白鹭村"]),
    ],
)
def test_a_text_that_selects_nobody_says_so(text: str, names: list[str]) -> None:
    found = extractor.extract(text, language="zh")
    assert [u.name for u in found.units] == names
    assert ("no-category" in [f.code for f in found.findings]) is (names == [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "海棠县3个村上榜\n\n（一）最美渔村\n青瓦村\n（二）最美茶村\n白鹭村\n石桥村\n\n海棠县现有渔船1200条。\n",
            [("institution", 1200)],
        ),
        ("海棠县2个村上榜\n\n青瓦村、白鹭村入选“最美渔村”。\n\n海棠县现有渔船1200条。\n", [("institution", 1200)]),
    ],
)
def test_what_the_institution_has_is_no_units(text: str, wanted: list[tuple[str, float]]) -> None:
    found = extractor.extract(text, language="zh")
    assert [(a.owner, a.value) for a in found.achievements] == wanted


def test_a_text_of_lines_alone_is_read() -> None:
    assert extractor.extract("|---|---|\n|---|---|\n", language="zh").units == ()
