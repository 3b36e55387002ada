"""Who was selected for what, in one clause."""

from collections.abc import Callable

import pytest

from extractor.annotations import Mark, Page
from extractor.chinese.statements import find_statements
from extractor.matching import Grammar

Told = list[tuple[str | None, list[str]]]


def told(page: Page, grammar: Grammar) -> list[tuple[str | None, list[str], bool]]:
    """The best form of what units were selected for, and the units, of every statement; whether it is weak."""

    def words(m: Mark) -> str:
        return page.text[m.start : m.end]

    return [
        (words(s.target[0]) if s.target else None, [words(n) for n in s.listed], s.weak)
        for s in find_statements(page, grammar, 0, len(page.text))
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # the names, the verb, and what for
        ("海棠茶厂、青瓦茶厂入选“美丽茶厂”。", [("美丽茶厂", ["海棠茶厂", "青瓦茶厂"])]),
        ("近日，海棠茶厂入选省级美丽茶厂名单。", [("省级美丽茶厂", ["海棠茶厂"])]),
        ("其中，海棠茶厂、青瓦茶厂双双获评美丽茶厂称号。", [("美丽茶厂", ["海棠茶厂", "青瓦茶厂"])]),
        ("《渔歌》、《船歌》入选金牌课程。", [("金牌课程", ["渔歌", "船歌"])]),
        ("李小满、赵一鸣获评最美渔民。", [("最美渔民", ["李小满", "赵一鸣"])]),
        ("李小满获评最美护士。", [("最美护士", ["李小满"])]),  # what for says that one is a person
        ("海晏玻璃、汐岸纺织被授予“老字号”称号。", [("老字号", ["海晏玻璃", "汐岸纺织"])]),
        ("海棠茶厂、青瓦茶厂等2家企业入选美丽茶厂。", [("美丽茶厂", ["海棠茶厂", "青瓦茶厂"])]),
        ("海棠茶厂、青瓦茶厂等2家茶厂入选美丽茶厂。", [("美丽茶厂", ["海棠茶厂", "青瓦茶厂"])]),
        # a body before the names
        ("海棠大学《渔歌》、《船歌》入选金牌课程。", [("金牌课程", ["渔歌", "船歌"])]),
        ("海棠社区的李小满、赵一鸣和周大川获评最美渔民。", [("最美渔民", ["李小满", "赵一鸣", "周大川"])]),
        ("海棠大学Anna Meyer、Tom Lee获得国际友谊奖。", [("国际友谊奖", ["Anna Meyer", "Tom Lee"])]),
        # one after the other
        ("海棠茶厂入选“美丽茶厂”，青瓦茶厂入选“老茶厂”。", [("美丽茶厂", ["海棠茶厂"]), ("老茶厂", ["青瓦茶厂"])]),
        ("海棠茶厂入选“美丽茶厂”；青瓦茶厂入选“老茶厂”。", [("美丽茶厂", ["海棠茶厂"]), ("老茶厂", ["青瓦茶厂"])]),
        # so many for each
        (
            "海棠茶厂和青瓦茶厂、白鹭茶厂分别被命名为“美丽茶厂”（2个）和“老茶厂”（1个）。",
            [("美丽茶厂", ["海棠茶厂", "青瓦茶厂"]), ("老茶厂", ["白鹭茶厂"])],
        ),
        # the verb, the names, and what for
        ("县里认定海棠茶厂、青瓦茶厂为美丽茶厂。", [("美丽茶厂", ["海棠茶厂", "青瓦茶厂"])]),
        ("授予海棠茶厂、青瓦茶厂“美丽茶厂”荣誉称号。", [("美丽茶厂", ["海棠茶厂", "青瓦茶厂"])]),
        # a label
        ("美丽茶厂（2个）：海棠茶厂、青瓦茶厂；老茶厂：白鹭茶厂。",
         [("美丽茶厂", ["海棠茶厂", "青瓦茶厂"]), ("老茶厂", ["白鹭茶厂"])]),
        # nothing that they were selected for
        ("海棠茶厂、青瓦茶厂榜上有名。", [(None, ["海棠茶厂", "青瓦茶厂"])]),
    ],
)  # fmt: skip
def test_a_statement_of_selection(paged: Callable[[str], Page], chinese: Grammar, text: str, wanted: Told) -> None:
    assert told(paged(text), chinese) == [(target, names, False) for target, names in wanted]


@pytest.mark.parametrize(
    "text",
    [
        "海棠茶厂有茶12种。",
        "获得3项奖。",
        "海棠茶厂获得2枚奖牌。",
        "李小满获评美丽茶厂。",  # a tea house is no person
        "海棠茶厂等3家企业入选美丽茶厂。",  # one name is not three
        "四家茶厂入选美丽茶厂。",
        "海棠和青瓦入选美丽茶厂。",  # nothing shows that these are names
        "地址：海棠茶厂、青瓦茶厂。",
        "海棠茶厂入选了。",
    ],
)
def test_what_selects_nobody(paged: Callable[[str], Page], chinese: Grammar, text: str) -> None:
    assert told(paged(text), chinese) == []


def test_one_name_on_a_list_is_a_weak_statement(paged: Callable[[str], Page], chinese: Grammar) -> None:
    assert told(paged("海棠茶厂榜上有名。"), chinese) == [(None, ["海棠茶厂"], True)]


def test_a_short_form_in_brackets_is_a_form_of_the_name(paged: Callable[[str], Page], chinese: Grammar) -> None:
    page = paged("海棠茶厂获评省级美丽茶厂（简称“美厂”）。")
    [found] = find_statements(page, chinese, 0, len(page.text))
    assert [page.text[m.start : m.end] for m in found.target] == ["省级美丽茶厂", "美厂"]
