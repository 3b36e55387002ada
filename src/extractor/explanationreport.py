"""An explanation as a tree for a terminal, or as plain lines."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text
from rich.tree import Tree

from extractor.explaining import Explanation
from extractor.steps import Step
from extractor.wording import counted, one_line

_INDENT = "  "


def lines(explanation: Explanation) -> list[str]:
    """Every step in a line of its own, those under it indented."""
    return [one_line(_head(explanation)), *(line for step in _steps(explanation) for line in _lines(step, 1))]


def tree(explanation: Explanation) -> Tree:
    """The same as a tree that rich draws, without a guess at markup or emphasis in what the announcement says."""
    root = Tree(Text(one_line(_head(explanation)), style="bold"), guide_style="dim")
    for step in _steps(explanation):
        _grow(root, step)
    return root


def _head(explanation: Explanation) -> str:
    others = ""
    if explanation.others:
        others = f"; {counted(explanation.others, 'other place')} with these words, --at chooses"
    place = f"line {explanation.line}, character {explanation.start}"
    return f"“{explanation.text}”, {place}: {explanation.section}{others}"


def _steps(explanation: Explanation) -> Iterator[Step]:
    yield from explanation.read
    if explanation.unread:
        expected = explanation.expected
        what = "why it was not read" if expected is None else f"why not {expected}"
        yield Step(what, explanation.unread)


def _lines(step: Step, depth: int) -> Iterator[str]:
    yield _INDENT * depth + one_line(step.said)
    for under in step.under:
        yield from _lines(under, depth + 1)


def _grow(tree: Tree, step: Step) -> None:
    branch = tree.add(Text(one_line(step.said)))
    for under in step.under:
        _grow(branch, under)
