"""What a number that somebody achieved is: its measure, value, owner, period, award and level."""

from collections.abc import Callable
from typing import Protocol

import pytest

from extractor.annotations import AchievementMention, Mark, Page, RoleMention, SectionMention, UnitMention
from extractor.chinese.achievements import find_achievements
from extractor.chinese.places import Places
from extractor.matching import Grammar
from extractor.roles import find_roles


class Profile(Protocol):
    """A text that was read as a profile."""

    @property
    def page(self) -> Page:
        """The text."""

    @property
    def achievements(self) -> list[AchievementMention]:
        """What was achieved, in text order."""

    @property
    def roles(self) -> list[RoleMention]:
        """The parts of all numerals."""

    def words(self, mark: Mark | None) -> str | None:
        """What a mark covers."""


Read = Callable[[str], Profile]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("现有渔船12条。", [("count", 12, None, "=", None, "other")]),
        ("演出60余场。", [("count", 60, None, ">", None, "other")]),
        ("每年演出30至40场。", [("count", 30, 40, "=", None, "other")]),
        ("发表论文6篇。", [("count", 6, None, "=", None, "publication")]),
        ("获省级金奖2项。", [("count", 2, None, "=", None, "award")]),
        ("营业收入超过380万元。", [("amount", 3_800_000, None, ">", "CNY", "funding")]),
        ("产茶5吨。", [("amount", 5, None, "=", "tonne", "other")]),
        ("平均年龄35岁。", [("amount", 35, None, "=", "year", "other")]),
        ("影响因子5.6。", [("amount", 5.6, None, "=", None, "other")]),
        ("女队员占38%。", [("share", 38, None, "=", "percent", "other")]),
        ("近八成留在海岛。", [("share", 80, None, "~", "percent", "other")]),
        ("捕鱼量增长12%。", [("change", 12, None, "=", "percent", "other")]),
        ("能耗下降15%。", [("change", -15, None, "=", "percent", "other")]),
        ("合格率提高3.2个百分点。", [("change", 3.2, None, "=", "percentage-point", "other")]),
        ("捕鱼量翻了一番。", [("change", 100, None, "=", "percent", "other")]),
        ("捕鱼量增长2倍。", [("change", 200, None, "=", "percent", "other")]),
        ("捕鱼量是去年的2倍。", [("times", 2, None, "=", None, "other")]),
        ("修船时间缩短12天。", [("change", -12, None, "=", "day", "other")]),
        ("捕鱼量位居全省第三。", [("rank", 3, None, "=", None, "rank")]),
        ("渔歌专辑进入全国前1%。", [("rank", 1, None, "<=", "percent", "rank")]),
        ("跻身全国前10名。", [("rank", 10, None, "<=", None, "rank")]),
        ("闯入全国八强。", [("rank", 8, None, "<=", None, "rank")]),
        ("为全国500强企业供货。", []),
        ("减少事故12起。", [("change", -12, None, "=", None, "other")]),
        (
            "渔船、渔网分别减少30%和45%。",
            [("change", -30, None, "=", "percent", "other"), ("change", -45, None, "=", "percent", "other")],
        ),
        ("渔机连续稳定运行6200小时。", [("duration", 6200, None, "=", "hour", "other")]),
        ("收入约占总收入的1/6。", [("share", 16.666666666666668, None, "~", "percent", "other")]),
        ("突破8项渔船技术。", [("count", 8, None, "=", None, "other")]),
        ("能耗减半。", [("change", -50, None, "=", "percent", "other")]),
        ("3次获评优秀渔队。", [("times", 3, None, "=", None, "other")]),
        ("连续三届获评优秀渔队。", [("times", 3, None, "=", None, "other")]),
        ("连续四年获评优秀渔队。", [("duration", 4, None, "=", "year", "other")]),
        ("从教31年。", [("duration", 31, None, "=", "year", "other")]),
        ("两获优秀渔队。", [("times", 2, None, "=", None, "other")]),
        ("渔民满意度连续五年居前，零距离服务。", [("duration", 5, None, "=", "year", "other")]),
        # nobody's
        ("3年存活率高。", []),
        ("2021年5月开海。", []),
        ("推行“三个一”练歌法。", []),
        ("力争明年演出60场。", []),
        ("这是一流的渔队。", []),
    ],
)
def test_measure_value_and_kind(
    read_profile: Read, text: str, wanted: list[tuple[str, float, float | None, str, str | None, str]]
) -> None:
    found = read_profile(text).achievements
    assert [(a.measure, a.value, a.upper, a.comparator, a.unit, a.kind) for a in found] == wanted


def test_a_count_by_which_something_fell(read_profile: Read) -> None:
    [found] = read_profile("渔船数量比去年减少12条。").achievements
    assert (found.measure, found.value) == ("change", -12)


@pytest.mark.parametrize(
    ("text", "award", "level", "implied"),
    [
        ("获国家级金奖2项。", ("国家级金奖", "gold"), "national", False),
        ("获市级银奖5项。", ("市级银奖", "silver"), "municipal", False),
        ("获渔歌节一等奖3项。", ("渔歌节一等奖", "first"), None, False),
        ("获渔歌节二等奖。", ("渔歌节二等奖", "second"), None, True),  # one, though no number says so
        ("获渔歌节奖杯3个。", ("渔歌节奖杯", None), None, False),
        ("发表国际论文3篇。", None, "international", False),
        ("发表论文3篇。", None, None, False),
    ],
)
def test_award_and_level(
    read_profile: Read, text: str, award: tuple[str, str | None] | None, level: str | None, *, implied: bool
) -> None:
    found = read_profile(text)
    [made] = found.achievements
    assert (made.award and (found.words(made.award[0]), made.award[1])) == award
    assert (made.level, made.implied, made.numeral is None) == (level, implied, implied)


def test_the_level_of_a_national_prize(read_profile: Read) -> None:
    assert [a.level for a in read_profile("获得全国金奖2项。").achievements] == ["national"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2019年以来，演出46场。", ("2019年以来", 2019, None)),
        ("2018年至2020年，演出46场。", ("2018年至2020年", 2018, 2020)),
        ("2020年，演出46场。", ("2020年", 2020, 2020)),
        ("去年演出46场。", ("去年", None, None)),
        ("演出46场。", None),
        ("2020年开海。演出46场。", None),  # in the sentence before
        ("演出46场，2020年开海。", None),  # behind the number
        ("近三年演出46场。", ("近三年", None, None)),
        ("2021年5月演出46场。", ("2021年5月", 2021, 2021)),
        ("五年来演出46场。", ("五年来", None, None)),
    ],
)  # fmt: skip
def test_the_period_that_a_sentence_sets(
    read_profile: Read, text: str, period: tuple[str, int | None, int | None] | None
) -> None:
    found = read_profile(text)
    [made] = found.achievements
    assert (made.period and (found.words(made.period[0]), *made.period[1:])) == period


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("现有渔民18人，其中教师7人。", [None, 0]),
        ("现有渔民18人（教师7人）。", [None, 0]),
        ("现有渔民18人、教师7人。", [None, None]),
    ],
)
def test_what_a_number_is_a_part_of(read_profile: Read, text: str, parts: list[int | None]) -> None:
    assert [a.part_of for a in read_profile(text).achievements] == parts


@pytest.mark.parametrize(
    ("text", "clause", "span"),
    [
        ("湖边，现有渔船12条，渔网新。", "现有渔船12条", "渔船12"),
        ("湖边有37个渔站。", "湖边有37个渔站", "37个渔站"),
        ("跻身全国前10名。", "跻身全国前10名", "10"),
    ],
)
def test_clause_and_span(read_profile: Read, text: str, clause: str, span: str) -> None:
    found = read_profile(text)
    [made] = found.achievements
    assert (found.words(made.clause), found.words(made.span)) == (clause, span)


TABLE = "渔队\t演出场次\t收入（万元）\t同比降幅\t排名\t占比\t荣誉\n磨坊渔队\t46\t380\t12%\t3\t40\t金奖2项\n"


def test_a_figure_in_a_table_is_what_the_heading_of_its_column_says(read_profile: Read) -> None:
    found = read_profile(TABLE)
    assert [(a.measure, a.value, a.unit, found.words(a.object), a.rule) for a in found.achievements] == [
        ("count", 46, None, "演出场次", "zh.achievements.table-cell"),
        ("amount", 3_800_000, "CNY", "收入", "zh.achievements.table-cell"),
        ("change", -12, "percent", "同比降幅", "zh.achievements.table-cell"),
        ("rank", 3, None, "排名", "zh.achievements.table-cell"),
        ("share", 40, "percent", "占比", "zh.achievements.table-cell"),
        ("count", 2, None, "金奖", "zh.achievements.count"),  # a cell in words is read like a clause
    ]


@pytest.mark.parametrize(
    ("text", "kind", "units", "owners"),
    [
        ("渔船12条。", "profile", (1,), [1]),
        ("渔船12条。", "background", (), [None]),  # the institution's
        ("白帆队有渔船12条。", "background", (), [1]),  # its name begins the sentence
        ("其中，红船队渔船12条。", "background", (), [0]),
        ("湖上的白帆队有渔船12条。", "background", (), [None]),
        ("白帆队渔船12条，红船队渔船3条。", "profile", (0, 1), [1, 0]),  # of several: the last that was named
        ("渔船12条，红船队渔船3条。白帆队新。", "profile", (1, 0), [1, 0]),
    ],
)
def test_whose_a_number_is(
    paged: Callable[[str], Page], chinese: Grammar, text: str, kind: str, units: tuple[int, ...],
    *, owners: list[int | None],
) -> None:  # fmt: skip
    page = paged(text)
    made = []
    for name in ("红船队", "白帆队"):
        at = text.find(name)
        end = len(text)
        made.append(UnitMention(name, None, "team", (Mark(at, at + 3) if at >= 0 else Mark(end, end),)))
    places = Places(page, chinese, [SectionMention(kind, 0, len(text), units=units)], made, frozenset(),
                    institution=None)  # fmt: skip
    places.has_institution = True
    found, _ = find_achievements(places, chinese, find_roles(places, chinese), made)
    assert [a.owner for a in found] == owners


def test_every_numeral_keeps_its_part(read_profile: Read) -> None:
    found = read_profile("2020年，获渔歌节一等奖3项，推行“三个一”练歌法，力争演出60场。")
    numbers = [found.page.text[n.start : n.end] for n in found.page.numerals]
    assert list(zip(numbers, [r.role for r in found.roles], strict=True)) == [
        ("2020", "date"), ("一", "grade"), ("3", "achievement"), ("三", "name"), ("一", "name"), ("60", "quantity"),
    ]  # fmt: skip
