"""Decision lists: the rules of a stage, asked in order about one numeral, the first that holds decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import perf_counter
from typing import Final

from extractor.annotations import NumeralMention
from extractor.errors import RulesError, SearchTimeout
from extractor.matching import MARKER, MASKS, Grammar, Pattern, with_masks
from extractor.rules import Rule

# Conditions that read the words behind a numeral: asked when the pattern has matched, the others before it.
COSTLY: Final = frozenset(("counted", "counted_plural", "five_year_plan"))


@dataclass(frozen=True, slots=True)
class Alternative:
    """One alternative of a rule's pattern: what stands before and behind the number that it speaks of, and its forms.

    All of it is as it stands in the rule file, with the names of fragments and lexicons.
    """

    source: str
    before: str
    forms: tuple[str, ...]
    after: str

    def pattern(self, form: str) -> str:
        """The pattern that matches at a number of one form, which it consumes, and nothing else."""
        before, after = with_masks(self.before), with_masks(self.after)
        return (f"(?<={before})" if before else "") + f"{MASKS[form]}++" + (f"(?={after})" if after else "")


class Decisions:
    """An ordered list of rules about one numeral: the first whose pattern and conditions hold decides.

    The pattern of a rule names the numeral that it speaks of by a marker: `for <cardinal> consecutive years`. All
    rules for one form are compiled into one alternation, so that asking costs one search, however many rules there are.
    """

    def __init__(self, grammar: Grammar, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self._by_form: dict[str, list[tuple[int, str]]] = {form: [] for form in MASKS}
        self._compiled: dict[str, list[_Step]] = {}
        where = [[(w.removeprefix("not "), not w.startswith("not ")) for w in rule.where] for rule in rules]
        self._cheap = [[w for w in ws if w[0] not in COSTLY] for ws in where]
        self._costly = [[w for w in ws if w[0] in COSTLY] for ws in where]
        self._grammar = grammar
        for index, rule in enumerate(rules):
            for alternative in alternatives_of(rule):
                for form in alternative.forms:
                    self._by_form[form].append((index, alternative.pattern(form)))

    def decide(self, masked: str, numeral: NumeralMention, holds: Mapping[str, bool]) -> Rule | None:
        """The first rule that matches at the numeral and whose `where` conditions all hold (`not x`: x does not)."""
        for step in self._steps(numeral.form):
            alone = step.rules[0] if len(step.rules) == 1 else None
            if alone is not None and not self._holds(self._cheap[alone], holds):
                continue
            try:
                m = step.pattern.match(masked, numeral.outer_start) if step.pattern is not None else None
            except SearchTimeout as error:
                rule = self._slowest(step, masked, numeral.outer_start)
                name = f"{rule.id} ({rule.file}:{rule.line})"
                raise SearchTimeout(name, place=error.place, seconds=error.seconds) from None
            if m is None and step.pattern is not None:
                continue
            if alone is None and m is not None:
                return self.rules[step.rules[int(str(m.lastgroup)[1:])]]
            if alone is not None and self._holds(self._costly[alone], holds):
                return self.rules[alone]
        return None

    def _slowest(self, step: _Step, masked: str, start: int) -> Rule:
        """The rule that takes the time of a step: they are searched for together, so each is asked alone to find it."""
        took: dict[int, float] = {}
        for index, source in zip(step.rules, step.sources, strict=True):
            begun = perf_counter()
            try:
                self._grammar.pattern(source, name=self.rules[index].id).match(masked, start)
            except SearchTimeout:
                return self.rules[index]
            took[index] = perf_counter() - begun
        return self.rules[max(took, key=took.__getitem__)]

    @staticmethod
    def _holds(where: Sequence[tuple[str, bool]], holds: Mapping[str, bool]) -> bool:
        for name, wanted in where:  # noqa: SIM110 - asked for every rule and number, and a generator takes twice the time
            if holds[name] is not wanted:
                return False
        return True

    def _steps(self, form: str) -> list[_Step]:
        """The rules for a form, in order: those with conditions one by one, those between them as one alternation."""
        if form not in self._compiled:
            steps: list[_Step] = []
            bare = f"{MASKS[form]}++"
            for index, source in self._by_form[form]:
                if self.rules[index].where or source == bare:
                    steps.append(_Step([index], [] if source == bare else [source]))
                elif steps and steps[-1].is_open:
                    steps[-1].rules.append(index)
                    steps[-1].sources.append(source)
                else:
                    steps.append(_Step([index], [source], is_open=True))
            for step in steps:
                if step.sources:
                    parts = "|".join(f"(?P<r{i}>{source})" for i, source in enumerate(step.sources))
                    step.pattern = self._grammar.pattern(parts, name=f"rules for <{form}>")
            self._compiled[form] = steps
        return self._compiled[form]


@dataclass(slots=True)
class _Step:
    """Rules that are asked together. One with conditions stands alone: they are asked first, and mostly settle it."""

    rules: list[int]
    sources: list[str]
    pattern: Pattern | None = None
    is_open: bool = False


def alternatives_of(rule: Rule) -> list[Alternative]:
    """The alternatives of a rule; raises `RulesError` where one has no marker for its number, or a strange one."""
    return [_alternative(source, f"{rule.file}:{rule.line}") for source in alternatives(rule.match)]


def _alternative(source: str, place: str) -> Alternative:
    marker = _subject_marker(source)
    if marker is None:
        raise RulesError([f"{place}: {source!r} needs a marker such as <cardinal> or <any> for its numeral"])
    forms = tuple(MASKS) if marker.group(1) == "any" else tuple(marker.group(1).split("|"))
    if unknown := [f for f in forms if f not in MASKS]:
        raise RulesError([f"{place}: <{unknown[0]}> is no form of numeral; there are {', '.join(MASKS)} and any"])
    return Alternative(source, source[: marker.start()], forms, source[marker.end() :])


def alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between the `|` that stand in no group, class or marker."""
    out, at, depth = [], 0, 0
    for i, c in _outside_classes(pattern):
        depth += (c == "(") - (c == ")")
        if c == "|" and depth == 0 and not _in_marker(pattern, i):
            out.append(pattern[at:i])
            at = i + 1
    return [*out, pattern[at:]]


def _outside_classes(pattern: str) -> Iterator[tuple[int, str]]:
    """The characters of a pattern that are no escapes and stand in no character class."""
    i, inside = 0, False
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            i += 2
            continue
        if c == "[" and not inside:
            inside = True
        elif c == "]" and inside:
            inside = False
        elif not inside:
            yield i, c
        i += 1


def _in_marker(pattern: str, i: int) -> bool:
    return any(m.start() < i < m.end() for m in MARKER.finditer(pattern))


def _subject_marker(alternative: str) -> re.Match[str] | None:
    """The marker of the numeral that a rule speaks of: the first that stands in no group."""
    depth, depths = 0, {}
    for i, c in _outside_classes(alternative):
        depth += (c == "(") - (c == ")")
        depths[i] = depth
    return next((m for m in MARKER.finditer(alternative) if depths.get(m.start()) == 0), None)


@lru_cache(maxsize=32)
def decisions(grammar: Grammar, stage: str) -> Decisions:
    """The rules of a stage as one decision list, made once per grammar."""
    return Decisions(grammar, grammar.rules.of(stage, grammar.language))
