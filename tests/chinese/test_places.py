"""What the page says about a place in it, and the conditions that rules ask for."""

from collections.abc import Callable, Sequence

import pytest

from extractor.annotations import Mark, Page, SectionMention, UnitMention
from extractor.chinese.places import CONDITIONS, Places
from extractor.matching import Grammar

Made = Callable[..., Places]


@pytest.fixture
def made(paged: Callable[[str], Page], chinese: Grammar) -> Made:
    """`made(text, ...)`: the places of a text of one section, by the words of its institution, issuer and units."""

    def make(
        text: str, *, kind: str = "background", units: Sequence[str] = (), institution: str | None = None,
        issuer: str | None = None, declared: frozenset[int] = frozenset(),
    ) -> Places:  # fmt: skip
        page = paged(text)

        def mark(words: str) -> Mark:
            at = text.index(words)
            return Mark(at, at + len(words))

        return Places(
            page, chinese, [SectionMention(kind, 0, len(text))],
            [UnitMention(u, None, "other", (mark(u),)) for u in units], declared,
            institution=mark(institution) if institution else None, issuer=mark(issuer) if issuer else None,
        )  # fmt: skip

    return make


def holds(places: Places, condition: str) -> list[bool]:
    """A condition at every numeral of the page, in order."""
    return [places.conditions(n)[condition] for n in places.page.numerals]


@pytest.mark.parametrize(
    ("condition", "text", "wanted"),
    [
        ("marker", "3.渔船12条", [True, False]),
        ("code_date", "2021年3月4日有渔船12条", [True, False]),
        ("code_phone", "海渔〔2021〕15号有渔船12条", [True, False]),
        ("code_ratio", "师生比1:12，渔船12条", [True, False]),
        ("code_name", "推行“1+3+n”工作法，渔船12条", [True, False]),
        ("word", "一流渔船12条", [True, False]),
        ("quoted", "“12条渔船”有渔网3张", [True, False]),
        ("quoted", "《12条渔船》有渔网3张", [True, False]),
        ("quoted", "他说：“渔船12条。”渔网3张", [False, False]),  # speech is no name
        ("in_row", "渔队\t渔船\n磨坊渔队\t12", [True]),
        ("in_row", "渔船12条", [False]),
        ("personal_cell", "姓名\t渔船\n杨九成\t12", [True, False]),
        ("in_profile", "渔船12条", [False]),
        ("contact", "渔船12条", [False]),
        ("round_the_clock", "渔站24小时开门，开会3小时", [True, False]),
        ("recent", "近三年捕鱼，捕鱼三年", [True, False]),
        ("time_measure", "捕鱼三年，渔船12条，走路3小时", [True, False, True]),
        ("long_time", "捕鱼三年，走路3小时", [True, False]),
        ("is_one", "一条渔船，两条渔网", [True, False]),
        ("in_characters", "三条渔船，3张渔网", [True, False]),
        ("age", "平均35岁，捕鱼35年", [True, False]),
        ("numbers", "第三渔队，渔船3条", [True, False]),
        ("bounded", "渔船超过12条，渔网3张", [True, False]),
        ("planned", "渔船12条，力争明年渔网3张", [False, True]),
        ("planned", "力争增收；渔网3张", [False]),  # the plan has ended
        ("declared", "渔船12条", [False]),
        ("nobodys", "渔船12条", [True]),
        ("of_issuer", "渔船12条", [False]),
        ("call_sentence", "渔船12条", [False]),
        ("call_sentence", "全国共评选渔队12支，渔船新", [True]),
    ],
)
def test_a_condition(made: Made, condition: str, text: str, wanted: list[bool]) -> None:
    assert holds(made(text), condition) == wanted


@pytest.mark.parametrize(
    ("condition", "kind", "text", "wanted"),
    [
        ("in_profile", "profile", "渔船12条", [True]),
        ("in_profile", "list", "渔船12条", [True]),
        ("contact", "other", "浏览次数：12", [True]),
        ("planned", "outlook", "渔船12条", [True]),
        ("nobodys", "profile", "渔船12条", [False]),
        ("call_sentence", "profile", "全国共评选渔队12支", [False]),
        ("call_sentence", "summary", "渔队12支", [True]),  # it speaks of no institution
        ("call_sentence", "summary", "我县渔队12支", [False]),
        ("call_sentence", "summary", "2021年开海", [False]),
    ],
)
def test_a_condition_that_depends_on_the_section(
    made: Made, condition: str, kind: str, text: str, wanted: list[bool]
) -> None:
    assert holds(made(text, kind=kind), condition) == wanted


def test_names_of_units_the_institution_the_issuer_and_what_was_declared(made: Made) -> None:
    places = made(
        "云泽协会有会员12人。百年渔队有渔船3条。", units=["百年渔队"], institution="百年渔队", issuer="云泽协会",
        declared=frozenset([6]),
    )  # fmt: skip
    numbers = [places.page.text[n.start : n.end] for n in places.page.numerals]
    assert numbers == ["12", "百", "3"]
    assert holds(places, "in_name") == [False, True, False]
    assert holds(places, "of_issuer") == [True, False, False]
    assert holds(places, "nobodys") == [False, False, False]
    assert holds(places, "declared") == [places.page.numerals[0].start == 6, False, False]


@pytest.mark.parametrize(
    ("text", "institution", "own"),
    [
        ("海棠县渔船多。", "海棠县", True),
        ("今年，全县渔船多。", "海棠县", True),
        ("今年，全校渔船多。", "海棠县", False),  # a school's
        ("今年，全校渔船多。", "海棠大学", True),
        ("学校渔船多。", None, True),
        ("湖心县渔船多。", "海棠县", False),
        ("在学校旁有渔船。", None, False),
    ],
)
def test_whether_a_sentence_speaks_of_the_institution(
    made: Made, text: str, institution: str | None, *, own: bool
) -> None:
    whole = f"{text}{institution or ''}"
    places = made(whole, institution=institution)
    assert places.own(0, len(text)) is own


def test_sections_and_sentences_by_place(paged: Callable[[str], Page], chinese: Grammar) -> None:
    page = paged("渔船多。渔网新。\n\n茶好。")
    sections = [SectionMention("background", 0, 8), SectionMention("outlook", 10, 13)]
    places = Places(page, chinese, sections, [], frozenset(), institution=None)
    assert [places.section(at) for at in (0, 7, 8, 10, 12)] == [
        sections[0],
        sections[0],
        None,
        sections[1],
        sections[1],
    ]
    assert [places.sentence(at) for at in (0, 4, 10)] == [(0, 4), (4, 8), (10, 13)]


def test_work_is_done_once(made: Made) -> None:
    places, done = made("渔船12条"), []

    def work() -> int:
        done.append(1)
        return 7

    assert [places.once(("渔船",), work) for _ in range(2)] == [7, 7]
    assert done == [1]


def test_all_conditions_can_be_asked_for_at_every_numeral(made: Made) -> None:
    places = made("2021年，第三渔队有渔船12条，占31%。")
    for n in places.page.numerals:
        here = places.conditions(n)
        assert list(here) == list(CONDITIONS)
        assert len(here) == len(CONDITIONS)
        assert {here[name] for name in here} <= {True, False}
