from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from extractor.examples import Case
from extractor.matching import Grammar
from extractor.rulelints import lint_rules
from extractor.rules import Rule, RuleExample, load_rules

Lint = Callable[..., list[str]]


def rule(name: str, match: str, *where: str, **more: Any) -> Rule:
    examples = more.pop("examples", [])
    return Rule(
        id=f"test.roles.{name}", why="planted by a test", stage="roles", language="en", match=match, where=where,
        gives=MappingProxyType(more or {"role": "reference"}), examples=tuple(examples),
        file=Path("roles.yaml"), line=1,
    )  # fmt: skip


def example(text: str, *numbers: str) -> RuleExample:
    return RuleExample(text=text, gives=[{"number": number} for number in numbers])


def lint(*rules: Rule) -> list[str]:
    """What is wrong between the rules; each has an example, if only one that says nothing."""
    rules = tuple(replace(one, examples=one.examples or (example("nothing"),)) for one in rules)
    grammar = Grammar(replace(load_rules(), rules=rules), "en")
    cases = [Case(one, row, n, grammar) for one in rules for n, row in enumerate(one.examples, 1)]
    found = lint_rules(
        grammar, cases, lambda file: file.name == "roles.yaml", lambda rule, key: len(rule.id) + len(key)
    )
    return [f"{problem.severity} {problem.code}: {problem.message}" for problem in found]


FIRST = rule("first", "room <cardinal|ordinal>")


@pytest.mark.parametrize(
    "second",
    [
        rule("second", "room <cardinal>"),
        rule("second", "room <cardinal>", "ranked"),
        rule("second", "the room <ordinal> upstairs"),
        rule("second", "room <cardinal>(?= upstairs)"),
        rule("second", r"\broom <cardinal>"),
    ],
)
def test_a_rule_whose_every_number_another_takes_first(second: Rule) -> None:
    assert lint(FIRST, second) == [
        (
            "error shadowed: match: the rule is shadowed: test.roles.first (roles.yaml:1), which is asked before, "
            "takes every number that it matches; put it before that rule, or take it out"
        )
    ]


@pytest.mark.parametrize(
    "second",
    [
        rule("second", "room <any>"),
        rule("second", "<cardinal>"),
        rule("second", "rooms <cardinal>"),
        rule("second", "roo?m <cardinal>"),
        rule("second", "hall <cardinal>(?! room <cardinal>)"),
        rule("second", "(?:hall|room )<cardinal>"),
    ],
)
def test_a_rule_that_takes_some_number_of_its_own(second: Rule) -> None:
    assert lint(FIRST, second) == []
    assert lint(rule("first", "room <cardinal>", "ranked"), rule("second", "room <cardinal>")) == []


def test_the_order_decides_which_is_shadowed() -> None:
    wide, narrow = rule("wide", "<cardinal>"), rule("narrow", "<cardinal>(?= rooms)")
    assert lint(narrow, wide) == []
    assert "the rule is shadowed: test.roles.wide" in lint(wide, narrow)[0]


@pytest.mark.parametrize(("after", "dead"), [("+", False), ("?", False), ("{2}", False), ("s", True)])
def test_more_of_a_pattern_is_less_of_a_text_unless_it_says_how_often(after: str, dead: bool) -> None:  # noqa: FBT001
    found = lint(rule("first", "<cardinal> a"), rule("second", f"<cardinal> a{after}"))
    assert any("shadowed" in problem for problem in found) is dead


def test_one_alternative_of_several_is_named() -> None:
    [problem] = lint(FIRST, rule("second", "flat <cardinal>|room <cardinal>"))
    assert "the alternative `room <cardinal>` is shadowed" in problem


def test_an_alternative_that_stands_twice() -> None:
    assert lint(rule("twice", "(?:flat|room|flat) <cardinal>")) == [
        "error doubled: match: the alternative `flat` stands there 2 times; take the others out"
    ]
    assert lint(rule("once", "(?:flat|flats|(?:flat|x)) <cardinal>")) == []


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        (
            ("ranked", "not ranked"),
            "error contradiction: where: 'ranked' and 'not ranked' never hold together; take one of them out",
        ),
        (("ranked", "ranked"), "error doubled: where: 'ranked' stands there 2 times; take the others out"),
    ],
)  # fmt: skip
def test_conditions_that_make_no_sense(where: tuple[str, ...], problem: str) -> None:
    assert lint(rule("odd", "room <cardinal>", *where)) == [problem]
    assert lint(rule("good", "room <cardinal>", "ranked", "not quoted")) == []


ROOMS = [example("room 12", "12"), example("12 rooms")]


def test_a_rule_all_of_whose_examples_another_satisfies() -> None:
    alike = rule("alike", "(?:room|hall) <cardinal>", examples=ROOMS)
    own = rule("own", "room <cardinal>(?!,)", examples=[*ROOMS, example("room 12, hall 13")])
    assert lint(rule("rooms", "rooms? <cardinal>", examples=[*ROOMS, example("rooms 7", "7")]), alike, own) == [
        (
            "warning alike: test.roles.rooms (roles.yaml:1) would satisfy every example equally; "
            "add an example that only this rule satisfies, or take the rule out"
        )
    ]


def test_a_rule_that_says_something_else_or_takes_something_else_is_not_alike() -> None:
    rooms = rule("rooms", "rooms? <cardinal>", examples=ROOMS)
    assert lint(rooms, rule("other", "roo+m <cardinal>", examples=ROOMS, role="name")) == []
    assert lint(rooms, rule("halls", "hall <cardinal>", examples=[example("hall 1", "1")])) == []
