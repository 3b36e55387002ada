"""Where a Chinese name ends, what it is the name of, and which two mean the same."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.annotations import Mark, Page
from extractor.chinese.names import alike, bare, enumerate_names, names, split_outside, trimmed
from extractor.chinese.page import make_page
from extractor.matching import Grammar


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("湖心岛党支部", "party-branch"),
        ("海棠镇党委", "party-committee"),
        ("海棠大学", "university"),
        ("渔业学院", "college"),
        ("海洋教研室", "department"),
        ("深海生物实验室", "laboratory"),
        ("渔具研发中心", "centre"),
        ("灯塔志愿服务队", "team"),
        ("李小满名师工作室", "studio"),
        ("海棠茶厂(湖心分号)", "enterprise"),
        ("湖心医院", "hospital"),
        ("湖心岛小学", "school"),
        ("青瓦村", "village"),
        ("渔业博物馆", "museum"),
        ("渔业学报", "journal"),
        ("海棠社区", "other"),
        ("渔歌", None),
        ("李小满", None),
    ],
)
def test_the_last_word_says_what_a_unit_is(chinese: Grammar, name: str, kind: str | None) -> None:
    assert names(chinese).kind(name) == kind


@pytest.mark.parametrize("name", ["海棠茶馆", "湖心宾馆", "老街饭馆", "海棠体育馆"])
def test_a_house_is_not_always_a_museum(chinese: Grammar, name: str) -> None:
    assert names(chinese).kind(name) != "museum"


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("全市最美护士", "person"),
        ("省级示范村", "village"),
        ("海岛金牌课程", "course"),
        ("研究生名师工作室", "studio"),  # the last word decides
        ("绿色企业和专业", "programme"),
        ("最美图书角", None),
    ],
)
def test_the_name_of_a_category_asks_for_a_kind(chinese: Grammar, category: str, kind: str | None) -> None:
    assert names(chinese).kind_under(category) == kind


@pytest.mark.parametrize(
    ("name", "is_person"),
    [
        ("李小满", True),
        ("王 磊", True),
        ("欧阳海燕", True),
        ("anna meyer", True),
        ("阿依古丽·买买提", True),
        ("李小满(湖心小学)", True),
        ("青瓦村", False),
        ("anna", False),
        ("song of the sea", False),
        ("李", False),
        ("李小满和周大川", False),
    ],
)
def test_the_shape_of_a_persons_name(chinese: Grammar, name: str, *, is_person: bool) -> None:
    assert names(chinese).is_person(name) is is_person


@pytest.mark.parametrize(
    ("name", "strong", "weak"),
    [
        ("渔业团队", True, True),
        ('"渔歌"', True, True),
        ("《渔歌》", True, True),
        ('"渔歌"合唱队', True, True),
        ('"如下"茶厂', True, True),
        ("渔歌", False, True),
        ("团队", False, True),  # a head alone names nobody
        ("云泽六馆", False, True),  # it counts them
        ("坚持打鱼团队", False, False),
        ("近日渔业团队", False, False),
        ("3个渔业团队", False, False),
        ("船", False, False),
        ("渔" * 33, False, False),
        ("渔" * 33 + "团队", True, True),
        ("渔" * 60 + "团队", False, False),
    ],
)
def test_what_is_a_name_by_itself_and_what_may_be_one(chinese: Grammar, name: str, *, strong: bool, weak: bool) -> None:
    assert (names(chinese).is_strong(name), names(chinese).is_weak(name)) == (strong, weak)


def test_so_many_of_something_are_no_name(chinese: Grammar) -> None:
    assert not names(chinese).is_strong("三家面包店")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("海棠茶厂、青瓦茶厂和白鹭茶厂", ["海棠茶厂", "青瓦茶厂", "白鹭茶厂"]),
        ("其中包括青瓦窑村、《渔歌》、“月光”合唱队等", ["青瓦窑村", "渔歌", '"月光"合唱队']),
        ("灯塔队；海燕队；以及白帆队", ["灯塔队", "海燕队", "白帆队"]),
        ("灯塔队 海燕队", ["灯塔队", "海燕队"]),
        ("李小满（湖心小学）、赵一鸣和周大川", ["李小满", "赵一鸣", "周大川"]),
        ("高级药剂师石仲谦、教授周大川", ["石仲谦", "周大川"]),
        ("Anna Meyer、Tom Lee", ["Anna Meyer", "Tom Lee"]),
        ("“海棠，青瓦”茶厂；白鹭茶厂", ['"海棠,青瓦"茶厂', "白鹭茶厂"]),
        ("海棠面包厂（含青瓦、白鹭）；湖心茶厂", ["海棠面包厂(含青瓦、白鹭)", "湖心茶厂"]),
        ("湖心岛党支部白鹭洲畔党支部", ["湖心岛党支部", "白鹭洲畔党支部"]),  # the sign between them is lost
        # one name
        ("和平里社区", ["和平里社区"]),
        ("渔具研发与推广中心", ["渔具研发与推广中心"]),
        ("湖心岛的党支部", ["湖心岛的党支部"]),
        # none
        ("山、水", []),
        ("等", []),
    ],
)
def test_an_enumeration_of_names(paged: Callable[[str], Page], chinese: Grammar, text: str, wanted: list[str]) -> None:
    page = paged(text)
    assert [page.text[m.start : m.end] for m in enumerate_names(page, chinese, 0, len(text))] == wanted


def test_titles_need_no_sign_between_them(paged: Callable[[str], Page], chinese: Grammar) -> None:
    page = paged("《渔歌》《船歌》")
    assert [page.text[m.start : m.end] for m in enumerate_names(page, chinese, 0, 8)] == ["渔歌", "船歌"]


def test_a_short_name_keeps_its_bracket(paged: Callable[[str], Page], chinese: Grammar) -> None:
    text = "海棠茶厂（湖心分号）、青瓦茶厂"
    found = enumerate_names(paged(text), chinese, 0, len(text))
    assert [text[m.start : m.end] for m in found] == ["海棠茶厂（湖心分号）", "青瓦茶厂"]


@pytest.mark.parametrize(
    ("low", "wanted"),
    [
        ("、其中海棠茶厂等", "海棠茶厂"),
        ('"海棠"', "海棠"),
        ("《海棠》", "海棠"),
        (" 海棠, ", "海棠"),
        ('"海棠"和"青瓦"', '"海棠"和"青瓦"'),
        ("《海棠》《青瓦》", "《海棠》《青瓦》"),
        ("海棠茶厂", "海棠茶厂"),
    ],
)
def test_a_name_without_the_signs_around_it(low: str, wanted: str) -> None:
    found = trimmed(low, Mark(0, len(low)))
    assert low[found.start : found.end] == wanted


@pytest.mark.parametrize(
    ("low", "wanted"),
    [
        ('海棠,"青,瓦",湖(心,岛)', ["海棠", '"青,瓦"', "湖(心,岛)"]),
        ("《海,棠》", ["《海,棠》"]),
        ('"海,棠', ['"海', "棠"]),  # a quotation that does not end protects nothing
        ("", [""]),
    ],
)
def test_splitting_outside_quotations_and_brackets(low: str, wanted: list[str]) -> None:
    assert [low[m.start : m.end] for m in split_outside(low, 0, len(low), re.compile(","))] == wanted


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ('"渔歌"合唱队', "渔歌合唱队", 1),
        ("湖心小学", "东湖心小学", 0.96),
        ("青瓦窑", "青瓦窑村", 0.95),
        ("化工学院", "化学工程学院", 5 / 6),  # an abbreviation keeps some characters in their order
        ("青瓦窑村", "红瓦窑村", 0),
        ("学院", "化学院系", 0),  # two characters tell nothing in the middle
        ("山", "山村", 0),
        ("工化学院", "化学工程学院", 0),
    ],
)
def test_how_surely_two_names_mean_the_same(one: str, other: str, likeness: float) -> None:
    assert alike(one, other) == pytest.approx(likeness)


_NAMES = st.text(alphabet="海棠青瓦湖心岛渔业学院队“”（）、 ", max_size=9)


@given(_NAMES, _NAMES)
def test_likeness_goes_both_ways_and_is_1_for_equal_names(one: str, other: str) -> None:
    assert 0 <= alike(one, other) == alike(other, one) <= 1
    assert alike(one, one) == (1 if len(bare(one)) > 1 else 0)


@given(st.lists(st.sampled_from(["海棠茶厂", "青瓦窑村", "白帆渔业队", "《渔歌》", "湖心岛党支部"]), max_size=6))
def test_names_that_signs_part_come_back_as_they_are(chinese: Grammar, listed: list[str]) -> None:
    page = make_page("、".join(listed), chinese)
    found = enumerate_names(page, chinese, 0, len(page.text))
    assert [page.text[m.start : m.end] for m in found] == [n.strip("《》") for n in listed]
