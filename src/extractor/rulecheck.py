"""The rules put to the test: every one well formed, every part of it reached, every example exactly as it says."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Final, get_args

from extractor.annotations import Form, NumeralMention
from extractor.decisions import Decisions, alternatives
from extractor.errors import RulesError, SearchTimeout
from extractor.examples import KEYS, Case, conditions_of
from extractor.languages import language
from extractor.matching import Grammar
from extractor.rulegives import REQUIRED, allowed
from extractor.ruleproblems import Problem
from extractor.rules import Rule, RuleExample, RuleSet

__all__ = ["Case", "Problem", "cases", "check", "checked"]

COMMON_IS_TRIED_IN: Final = "en"
"""The language in which the examples of rules for all languages are written."""

_NAME: Final = re.compile(r"\{([a-z_]+)\}")
_LIST: Final = re.compile(r"\\L<(\w+)>")


def check(rules: RuleSet) -> list[Problem]:
    """Everything that is wrong with the rules, in their order.

    A rule that is not well formed is left out of the reading of the other rules' examples.
    """
    return checked(rules)[0]


def cases(rules: RuleSet) -> list[Case]:
    """Every example of every rule that is well formed; `check` reports the other rules."""
    return _Bench(rules).sound_cases()


def checked(rules: RuleSet) -> tuple[list[Problem], list[Case]]:
    """Both: what is wrong with the rules, and the examples of those that are well formed."""
    bench = _Bench(rules)
    found = [Problem(rule.file, rule.line, message) for rule in rules.rules for message in bench.complaints(rule)]
    return found, bench.sound_cases()


class _Bench:
    """The faults of each rule, and the grammars of the rules that have none."""

    def __init__(self, rules: RuleSet) -> None:
        languages = {_language(rule) for rule in rules.rules}
        # Not `matching.grammar`, which would give all rule sets of the same packs the same grammar.
        whole = {language: Grammar(rules, language) for language in languages}
        self._rules = rules.rules
        self.faults = {rule.id: list(_faults(rule, whole[_language(rule)])) for rule in rules.rules}
        sound = replace(rules, rules=tuple(rule for rule in rules.rules if not self.faults[rule.id]))
        self._grammars = {language: Grammar(sound, language) for language in languages}

    def cases(self, rule: Rule) -> list[Case]:
        grammar = self._grammars[_language(rule)]
        return [Case(rule, example, number, grammar) for number, example in enumerate(rule.examples, 1)]

    def sound_cases(self) -> list[Case]:
        return [case for rule in self._rules if not self.faults[rule.id] for case in self.cases(rule)]

    def complaints(self, rule: Rule) -> Iterator[str]:
        yield from self.faults[rule.id]
        yield from _untested(rule)
        unclear = [list(_unclear(rule, example)) for example in rule.examples]
        for complaints in unclear:
            yield from complaints
        if not self.faults[rule.id]:
            ready = [case for case, complaints in zip(self.cases(rule), unclear, strict=True) if not complaints]
            for case in ready:
                yield from case.run()
            yield from _dead(rule, ready)


def _language(rule: Rule) -> str:
    return COMMON_IS_TRIED_IN if rule.language == "common" else rule.language


def _faults(rule: Rule, grammar: Grammar) -> Iterator[str]:
    """What keeps a rule from being asked at all."""
    if rule.stage not in KEYS:
        yield f"the stage {rule.stage} asks no rules, only lexicons; rules belong to {_listed(KEYS)}"
        return
    yield from _faults_of_pattern(rule, grammar)
    conditions = language(grammar).conditions
    for name in conditions_of(rule.where):
        if name not in conditions:
            yield f"where: there is no condition {name!r}; {_nearest(name, conditions)}"
    yield from _faults_of_gives(rule, grammar)


def _faults_of_pattern(rule: Rule, grammar: Grammar) -> Iterator[str]:
    lexicons = grammar.lexicons.keys()
    known = ((_NAME, grammar.fragments.keys() | lexicons), (_LIST, lexicons))
    strange = [(name, names) for form, names in known for name in form.findall(rule.match) if name not in names]
    for name, names in strange:
        yield f"match: there is no fragment or lexicon {name!r}; {_nearest(name, names)}"
    if strange:
        return
    refused = _refusal(rule, lambda: grammar.pattern(rule.match, name=f"{rule.file}:{rule.line}"))
    if refused:
        yield refused
        return
    for alternative in alternatives(rule.match):
        part = replace(rule, match=alternative)
        if refused := _refusal(rule, partial(_compile, part, grammar)):
            yield refused


def _refusal(rule: Rule, make: Callable[[], object]) -> str:
    try:
        make()
    except RulesError as error:
        message = str(error).removeprefix(f"{rule.file}:{rule.line}: ").removeprefix("rules for ")
        return f"match: {message}; mend the pattern, `extract rules show {rule.id}` prints it as it was read"
    except KeyError as error:
        return f"match: a fragment in it asks for the lexicon {error}, which there is not; mend the fragment"
    return ""


def _compile(rule: Rule, grammar: Grammar) -> None:
    """Patterns are compiled when they are first asked, form by form."""
    alone = Decisions(grammar, [rule])
    nowhere = NumeralMention(0, 0, 0, 0, "cardinal", None)
    all_hold = {w.removeprefix("not "): not w.startswith("not ") for w in rule.where}
    for form in get_args(Form):
        alone.decide("", replace(nowhere, form=form), all_hold)


def _faults_of_gives(rule: Rule, grammar: Grammar) -> Iterator[str]:
    for key in REQUIRED[rule.stage]:
        if key not in rule.gives:
            yield f"gives: {key} is missing; rules of the stage {rule.stage} say {_listed(REQUIRED[rule.stage])}"
    legal = allowed(rule.stage, grammar)
    for key, value in rule.gives.items():
        if key not in legal:
            yield f"gives: unknown key {key!r}; rules of the stage {rule.stage} may say {_listed(legal)}"
        elif key == "unit":
            if not isinstance(value, str) or not value:
                yield f"gives: unit is a word such as year, not {value!r}"
        elif key == "object" and (not isinstance(value, list) or not value):
            yield f"gives: object is a list of ways to look for it, such as [following, subject], not {value!r}"
        else:
            for one in value if key == "object" else [value]:
                if one not in legal[key]:
                    yield f"gives: {key} cannot be {one!r}; {_nearest(str(one), legal[key])}"


def _untested(rule: Rule) -> Iterator[str]:
    if not any(example.gives for example in rule.examples):
        yield "no example shows what the rule gives; add a text with its records"
    if all(example.gives for example in rule.examples):
        yield "no near miss; add a text that resembles the rule's and for which it gives nothing, with gives: []"


def _unclear(rule: Rule, example: RuleExample) -> Iterator[str]:
    """What an example says that can be neither set nor compared."""
    if rule.stage not in KEYS:
        return
    start, keys = f"example {example.text!r}", KEYS[rule.stage]
    for record in example.gives:
        for key in record:
            if key not in keys:
                yield f"{start}: unknown key {key!r} in gives; here an example may say {_listed(keys)}"
        if not record:
            yield f"{start}: an empty record says nothing; say at least one of {_listed(keys)}"
    for name in conditions_of(example.given):
        if rule.stage != "roles":
            yield f"{start}: given is for rules of roles, here the whole text is read; leave it out"
        elif name not in conditions_of(rule.where):
            yield f"{start}: given {name!r} changes nothing, the rule's where does not ask for it; leave it out"


def _dead(rule: Rule, ready: list[Case]) -> Iterator[str]:
    parts = alternatives(rule.match)
    positive = [case for case in ready if case.example.gives]
    if len(parts) == 1 or not positive or any(isinstance(case.outcome, SearchTimeout) for case in positive):
        return
    for part in parts:
        try:
            if not any(case.reaches(part) for case in positive):
                yield f"dead alternative: no example reaches `{part}`; add one that does, or take it out"
        except SearchTimeout as error:
            yield f"alternative `{part}` ran for more than {error.seconds:g} s on an example; make it less ambiguous"


def _nearest(name: str, names: Collection[Any]) -> str:
    near = difflib.get_close_matches(name, [str(other) for other in names], n=1)
    return f"did you mean {near[0]}?" if near else f"there are {_listed(names)}"


def _listed(names: Collection[Any]) -> str:
    return ", ".join(sorted(map(str, names)))
