"""The names in one line of a list, with what the line says of each."""

from collections.abc import Callable

import pytest

from extractor.annotations import Page
from extractor.chinese.listlines import Entry, Line
from extractor.chinese.outline import Piece
from extractor.matching import Grammar

Pieced = Callable[[str], tuple[Page, list[Piece]]]
Said = list[tuple[str, str | None, list[str]]]


def said(page: Page, entries: list[Entry]) -> Said:
    """Names, hosts and other names."""

    def words(start: int, end: int) -> str:
        return page.text[start:end]

    return [
        (words(e.name.start, e.name.end), words(e.host.start, e.host.end) if e.host else None,
         [words(m.start, m.end) for m in e.also])
        for e in entries
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        # one name, and what stands behind it
        ("海棠茶厂", [("海棠茶厂", None, [])]),
        ("1.海棠面包厂（湖心镇）", [("海棠面包厂", "湖心镇", [])]),
        ("海棠面包厂　湖心镇石桥村", [("海棠面包厂", "湖心镇石桥村", [])]),
        ("《渔歌》 海棠大学", [("渔歌", "海棠大学", [])]),
        ("“渔歌”合唱队", [('"渔歌"合唱队', None, [])]),
        ("《茶经》（Tea Classic）", [("茶经", None, ["Tea Classic"])]),
        ("Green Tea House 海棠县", [("Green Tea House", "海棠县", [])]),
        # a person and his body, either way
        ("李小满 湖心小学", [("李小满", "湖心小学", [])]),
        ("李小满（湖心小学）", [("李小满", "湖心小学", [])]),
        ("湖心小学 李小满", [("李小满", "湖心小学", [])]),
        # several
        ("海棠茶厂、青瓦茶厂", [("海棠茶厂", None, []), ("青瓦茶厂", None, [])]),
        ("李小满、赵一鸣", [("李小满", None, []), ("赵一鸣", None, [])]),
        ("海棠县：青瓦村、白鹭村", [("青瓦村", "海棠县", []), ("白鹭村", "海棠县", [])]),
        # none
        ("茶", []),
        ("为了渔民", []),
        ("3个渔队", []),
    ],
)
def test_the_names_of_a_line(pieced: Pieced, chinese: Grammar, line: str, wanted: Said) -> None:
    page, [piece] = pieced(line)
    assert said(page, Line(page, chinese).names_of(piece)) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        pytest.param("海棠面包厂 湖心镇", [("海棠面包厂", "湖心镇", [])],
                     marks=pytest.mark.xfail(reason="two to four characters behind a unit are a person in any case")),
        pytest.param("Green Tea House（绿茶馆）", [("Green Tea House", None, ["绿茶馆"])],
                     marks=pytest.mark.xfail(reason="a translation in brackets that ends like a body is one")),
    ],
)  # fmt: skip
def test_lines_that_are_not_read_yet(pieced: Pieced, chinese: Grammar, line: str, wanted: Said) -> None:
    page, [piece] = pieced(line)
    assert said(page, Line(page, chinese).names_of(piece)) == wanted


@pytest.mark.parametrize(
    ("label", "is_body"), [("海棠大学", True), ("湖心镇渔业局", True), ("美丽茶厂", False), ("课程", False)]
)
def test_a_label_that_is_a_body(pieced: Pieced, chinese: Grammar, label: str, *, is_body: bool) -> None:
    page, _ = pieced(label)
    assert Line(page, chinese).is_body(label) is is_body


@pytest.mark.parametrize(
    ("line", "sure"),
    [("海棠茶厂、青瓦茶厂", True), ("李小满、赵一鸣", True), ("《渔歌》", True), ("渔歌", False), ("李小满", False)],
)
def test_names_that_need_no_heading(pieced: Pieced, chinese: Grammar, line: str, *, sure: bool) -> None:
    page, [piece] = pieced(line)
    lines = Line(page, chinese)
    assert lines.are_names(lines.names_of(piece)) is sure
