"""What a careful reader would want to check about names."""

from collections.abc import Callable

import pytest

from extractor.annotations import Mark, Page, UnitMention
from extractor.chinese.namefindings import find_name_findings
from extractor.matching import Grammar


@pytest.mark.parametrize(
    ("text", "units", "wanted"),
    [
        (
            "化学工程学院，化工学院", [["化学工程学院", "化工学院"]],
            [("name-variants", "info", "One unit is named in different ways: '化学工程学院', '化工学院'.",
              ["化学工程学院", "化工学院"])],
        ),
        (
            "海棠茶厂青瓦茶厂", [["海棠茶厂"], ["青瓦茶厂"]],
            [("fused-names", "warning",
              "'海棠茶厂' and '青瓦茶厂' run together: two names may have lost the sign between them.",
              ["海棠茶厂青瓦茶厂"])],
        ),
        ("湖心岛“渔歌”合唱队，渔歌合唱队", [["湖心岛“渔歌”合唱队", "渔歌合唱队"]], []),  # signs and what is cut off
        ("海棠茶厂、青瓦茶厂", [["海棠茶厂"], ["青瓦茶厂"]], []),
        ("海棠茶厂", [["海棠茶厂"]], []),
        ("海棠茶厂", [], []),
    ],
)  # fmt: skip
def test_findings_about_names(
    paged: Callable[[str], Page], chinese: Grammar, text: str, units: list[list[str]],
    wanted: list[tuple[str, str, str, list[str]]],
) -> None:  # fmt: skip
    page = paged(text)
    made = [
        UnitMention(forms[0], None, "other", tuple(Mark(text.rindex(f), text.rindex(f) + len(f)) for f in forms))
        for forms in units
    ]
    assert [
        (f.code, f.severity, f.message, [text[m.start : m.end] for m in f.spans])
        for f in find_name_findings(page, chinese, made)
    ] == wanted
