"""An explanation as lines and as a tree."""

import io
from dataclasses import replace

from rich.console import Console

from extractor.explaining import Explanation
from extractor.explanationreport import lines, tree
from extractor.steps import Step

EXPLANATION = Explanation(
    text="14 [b]Map[/b]\n\x1b[31m", start=230, end=249, line=7, others=2, section="about a unit",
    read=(Step("“14”: a cardinal number", (Step("role: :smile: none", (Step("why\x07"),)),)),),
    expected="reference",
    unread=(Step("en.roles.street: expected {street}"),),
)  # fmt: skip
LINES = [
    "“14 [b]Map[/b] \ufffd[31m”, line 7, character 230: about a unit; 2 other places with these words, --at chooses",
    "  “14”: a cardinal number",
    "    role: :smile: none",
    "      why\ufffd",
    "  why not reference",
    "    en.roles.street: expected {street}",
]


def test_every_step_has_its_line_and_steers_no_terminal() -> None:
    assert lines(EXPLANATION) == LINES


def test_what_nobody_expected_is_just_not_read() -> None:
    bare = replace(EXPLANATION, text="14", others=1, read=(), expected=None)
    assert lines(bare) == [
        "“14”, line 7, character 230: about a unit; 1 other place with these words, --at chooses",
        "  why it was not read",
        "    en.roles.street: expected {street}",
    ]


def test_what_was_read_needs_no_reason() -> None:
    assert lines(replace(EXPLANATION, others=0, unread=()))[4:] == []


def test_the_tree_has_the_same_steps_with_nothing_taken_for_markup() -> None:
    console = Console(file=io.StringIO(), width=200, color_system=None)
    console.print(tree(EXPLANATION))
    drawn = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert [line.lstrip(" │├└─") for line in drawn] == [line.lstrip() for line in LINES]
