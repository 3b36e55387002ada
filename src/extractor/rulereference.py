"""The reference of all rules as Markdown: what each is for, what it says, and its examples."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import yaml

from extractor import steering
from extractor.rules import Rule, RuleExample, RuleSet

_INTRODUCTION = """\
# The rules

Every rule of the built-in pack in the order in which it is asked; within a stage the first that holds decides. Records
name the rule that made them by its id. `extract rules show ID` prints one, [writing-rules.md](writing-rules.md) says
how they are written. This page is made by `extract rules list --format md` and kept current by a test.
"""


def markdown(rule_set: RuleSet) -> str:
    """The page: a chapter for each stage, a section for each rule."""
    parts = [_INTRODUCTION]
    for stage, rules in groupby(sorted(rule_set.rules, key=lambda rule: rule.stage), key=lambda rule: rule.stage):
        parts += [f"## {stage.capitalize()}\n", *map(_section, rules)]
    return steering.in_lines("\n".join(parts))


def _section(rule: Rule) -> str:
    return "\n".join(_lines(rule))


def _lines(rule: Rule) -> Iterator[str]:
    yield f"### `{rule.id}`\n"
    yield f"{_escaped(' '.join(rule.why.split()))}\n"
    yield f"```text\n{' '.join(rule.match.split())}\n```\n"
    if rule.where:
        yield f"Where: {', '.join(f'`{condition}`' for condition in rule.where)}.\n"
    yield f"Gives `{_flow(dict(rule.gives))}`; in `{_place(rule.file)}`.\n"
    yield from (f"- {_example(example)}" for example in rule.examples)
    yield ""


def _example(example: RuleExample) -> str:
    given = f" (given {', '.join(example.given)})" if example.given else ""
    gives = ", ".join(f"`{_flow(row)}`" for row in example.gives) or "nothing"
    return f"“{_escaped(example.text)}”{given}: {gives}"


def _flow(content: object) -> str:
    """A mapping in one line, as it stands in a rule file."""
    dumped = yaml.safe_dump(content, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10_000)
    return dumped.strip().removeprefix("{").removesuffix("}")


def _place(file: Path) -> str:
    """The file from the folder of its pack on: the reference is the same wherever the pack lies."""
    return "/".join(file.parts[-2:])


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>|" else c for c in text)
