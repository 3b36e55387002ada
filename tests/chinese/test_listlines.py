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
        ("海棠面包厂　在老街", [("海棠面包厂", None, [])]),
        ("《渔歌》 海棠大学", [("渔歌", "海棠大学", [])]),
        ("“渔歌”合唱队", [('"渔歌"合唱队', None, [])]),
        ("《茶经》（Tea Classic）", [("茶经", None, ["Tea Classic"])]),
        ("Green Tea House（绿茶馆）", [("Green Tea House", None, [])]),
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


@pytest.mark.xfail(reason="云 is a family name, so that 云县 behind a blank passes for a person of the body before")
def test_a_county_is_no_person(pieced: Pieced, chinese: Grammar) -> None:
    page, [piece] = pieced("海棠茶厂 云县")
    assert said(page, Line(page, chinese).names_of(piece)) == [("海棠茶厂", "云县", [])]


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
