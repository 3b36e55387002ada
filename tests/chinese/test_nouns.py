"""Where the noun beside a number begins and ends."""

from collections.abc import Callable

import pytest

from extractor.annotations import Mark, Page
from extractor.chinese.nouns import Nouns
from extractor.chinese.stretches import CLAUSE_SIGNS, Place
from extractor.matching import Grammar


@pytest.fixture(scope="module")
def nouns(chinese: Grammar) -> Nouns:
    return Nouns(chinese)


def place(page: Page, index: int = -1) -> Place:
    """One numeral of a page, the last unless another is asked for, in the sentence that is all of it."""
    return Place(page, page.masked, page.numerals[index], 0, len(page.low), ())


def words(page: Page, mark: Mark | None) -> str | None:
    return page.text[mark.start : mark.end] if mark else None


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("建成渔站12座", "渔站"),
        ("现有渔船12条", "渔船"),
        ("近年来累计发行画册5000册", "画册"),  # without what leads to it
        ("观众达1.2万人次", "观众"),  # without what leads from it
        ("渔网由20张增至80张", "渔网"),
        ("种植茶树3000棵", "茶树"),  # a verb at the beginning that is a part of nouns elsewhere
        ("茶树种植户3000户", "茶树种植户"),
        ("全国渔歌节金奖2项", "全国渔歌节金奖"),  # what leads to a noun ends where a word does
        ("有机茶园9000亩", "有机茶园"),
        ("现有队员18人", "队员"),
        ("公司职工300人", "职工"),
        ("画册日均售出300册", "画册"),  # before an adverb and a verb that has an object
        ("渔歌课累计选课300人", "选课"),  # behind an adverb
        ("渔医单日最多敷贴300贴", "敷贴"),
        ("岛上能出海的渔船12条", "渔船"),  # behind a clause that tells which
        ("到岛上就业的人数300人", "到岛上就业的人数"),
        ("年产值300万元", "产值"),
        ("全县12条", None),
        ("发表了“渔歌”论文6篇", '"渔歌"论文'),
        ("发行5000册", None),
        ("12条", None),
        ("共有12条", None),
    ],
)
def test_the_noun_before_a_number(paged: Callable[[str], Page], nouns: Nouns, text: str, noun: str | None) -> None:
    page = paged(text)
    here = place(page, 0)
    start = here.clause_start()
    assert words(page, nouns.before(here, start, here.numeral.outer_start)) == noun


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("共有37个渔站", "渔站"),
        ("12个县（市、区）的渔站", "县(市、区)"),
        ("60余条渔船出海", "渔船出海"),
        ("3名渔民听歌", "渔民"),  # up to what they do
        ("12支志愿服务队", "志愿服务队"),  # 服务 is no verb in a name for them
        ("20篇和专著3部", None),  # the next of a list
        ("3名队员获得奖牌", "队员"),  # up to a verb
        ("3名队员的船", "队员"),  # up to 的
        ("5000册以上画册", "画册"),
        ("46公里的渔道", "渔道"),
        ("12个县", "县"),
        ("12条", None),
        ("12条，渔网", None),
        ("20%由12%降至", None),
        ("12次获得奖牌", None),
    ],
)
def test_the_noun_behind_a_number(paged: Callable[[str], Page], nouns: Nouns, text: str, noun: str | None) -> None:
    page = paged(text)
    assert words(page, nouns.following(place(page, 0))) == noun


@pytest.mark.parametrize(
    ("text", "rest"),
    [("12条渔船", "渔船"), ("12条以上渔船", "渔船"), ("12渔船", "渔船"), ("5万元资金", "资金"), ("3名队员", "队员")],
)
def test_where_the_classifier_ends(paged: Callable[[str], Page], nouns: Nouns, text: str, rest: str) -> None:
    page = paged(text)
    assert page.text[nouns.behind(page.numerals[0], page.low) :] == rest


@pytest.mark.parametrize(
    ("text", "clause", "wide"),
    [
        ("湖边，渔船、渔网3张", "渔网", "渔船、渔网"),
        ("渔船2条渔网3张", "条渔网", "渔船2条渔网"),  # behind another number
        ("湖边“渔船、渔网”3张", "湖边“渔船、渔网”", "湖边“渔船、渔网”"),  # signs in a quotation part nothing
        ("渔网3张", "渔网", "渔网"),
    ],
)
def test_where_the_clause_of_a_number_begins(paged: Callable[[str], Page], text: str, clause: str, wide: str) -> None:
    page = paged(text)
    here = place(page)
    end = here.numeral.outer_start
    assert text[here.clause_start() : end] == clause
    assert text[here.clause_start(CLAUSE_SIGNS) : end] == wide


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("渔歌集发行，5册", "渔歌集"),
        ("近年来渔歌集发行，5册", "渔歌集"),
        ("发行，渔歌集，5册", "发行"),
        ("，5册", None),
    ],
)
def test_what_a_stretch_begins_with(paged: Callable[[str], Page], nouns: Nouns, text: str, noun: str | None) -> None:
    page = paged(text)
    here = place(page)
    assert words(page, nouns.subject(here, 0, here.clause_start(CLAUSE_SIGNS))) == noun
