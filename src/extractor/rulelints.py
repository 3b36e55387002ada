"""What is wrong between rules that are each well formed: what is doubled, what no number reaches, what is alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extractor.decisions import Alternative, alternatives, alternatives_of
from extractor.errors import RulesError, SearchTimeout
from extractor.examples import KEYS, Case
from extractor.matching import Grammar
from extractor.patterngroups import compiles, groups
from extractor.ruleproblems import Problem
from extractor.rules import Rule

Line = Callable[[Rule, str], int]
"""Where a key of a rule stands in its file."""


def lint_rules(
    grammar: Grammar, sound: Sequence[Case], judged: Callable[[Path], bool], line: Line
) -> Iterator[Problem]:
    """What is wrong between the rules of one language; `sound` are the examples of those that are well formed."""
    ids = {case.rule.id for case in sound}
    for stage in KEYS:
        rules = [rule for rule in grammar.rules.of(stage, grammar.language) if rule.id in ids]
        for place, rule in enumerate(rules):
            if judged(rule.file):
                yield from _doubled(rule, line)
                yield from _contradictions(rule, line)
                yield from _shadowed(rule, rules[:place], grammar, line)
    yield from _alike([case for case in sound if case.rule.stage == "roles"], judged, line)


def _doubled(rule: Rule, line: Line) -> Iterator[Problem]:
    for group in (rule.match, *groups(rule.match)):
        for part, times in Counter(alternatives(group)).items():
            if times > 1:
                message = f"match: the alternative `{part.strip()}` stands there {times} times; take the others out"
                yield Problem(rule.file, line(rule, "match"), message, code="doubled")


def _contradictions(rule: Rule, line: Line) -> Iterator[Problem]:
    for name, times in Counter(rule.where).items():
        if f"not {name}" in rule.where:
            message = f"where: {name!r} and 'not {name}' never hold together; take one of them out"
            yield Problem(rule.file, line(rule, "where"), message, code="contradiction")
        elif times > 1:
            message = f"where: {name!r} stands there {times} times; take the others out"
            yield Problem(rule.file, line(rule, "where"), message, code="doubled")


def _shadowed(rule: Rule, before: Sequence[Rule], grammar: Grammar, line: Line) -> Iterator[Problem]:
    """Alternatives whose every number an alternative of a rule that is asked before takes."""
    earlier = [
        (other, _expanded(one, grammar))
        for other in before
        if set(other.where) <= set(rule.where)
        for one in _alternatives(other)
    ]
    for alternative in (_expanded(one, grammar) for one in _alternatives(rule)):
        takers = [other for other, one in earlier if _covers(one, alternative)]
        if takers:
            whole = "the rule" if len(alternatives(rule.match)) == 1 else f"the alternative `{alternative.source}`"
            message = (
                f"match: {whole} is shadowed: {takers[0].id} ({takers[0].file}:{takers[0].line}), which is asked "
                "before, takes every number that it matches; put it before that rule, or take it out"
            )
            yield Problem(rule.file, line(rule, "match"), message, code="shadowed")


def _alternatives(rule: Rule) -> Sequence[Alternative]:
    try:
        return alternatives_of(rule)
    except RulesError:
        return ()


def _expanded(one: Alternative, grammar: Grammar) -> Alternative:
    return replace(one, before=grammar.expand(one.before), after=grammar.expand(one.after))


def _covers(one: Alternative, other: Alternative) -> bool:
    """Whether an alternative surely takes all that another takes: it asks for the same, or for a part of it."""
    ahead = other.after.removeprefix(one.after) if other.after.startswith(one.after) else None
    back = other.before.removesuffix(one.before) if other.before.endswith(one.before) else None
    return (
        set(other.forms) <= set(one.forms)
        and ahead is not None
        and back is not None
        and ahead[:1] not in ("?", "*", "+", "{")
        and back[-1:] != "\\"
        and compiles(ahead)
        and compiles(back)
    )


def _alike(cases: Sequence[Case], judged: Callable[[Path], bool], line: Line) -> Iterator[Problem]:
    """Rules all of whose examples another one satisfies, that says the same: nothing shows what they are for."""
    by_rule: dict[str, list[Case]] = {}
    for case in cases:
        by_rule.setdefault(case.rule.id, []).append(case)
    for own in by_rule.values():
        rule = own[0].rule
        if not judged(rule.file) or not any(case.example.gives for case in own):
            continue
        others = (theirs[0].rule for theirs in by_rule.values() if theirs is not own)
        alike = (other for other in others if other.gives == rule.gives and all(_satisfies(other, one) for one in own))
        if other := next(alike, None):
            message = (
                f"{other.id} ({other.file}:{other.line}) would satisfy every example equally; "
                "add an example that only this rule satisfies, or take the rule out"
            )
            yield Problem(rule.file, line(rule, "examples"), message, "warning", "alike")


def _satisfies(other: Rule, case: Case) -> bool:
    outcome = replace(case, rule=other).outcome
    return not isinstance(outcome, SearchTimeout) and outcome == case.outcome
