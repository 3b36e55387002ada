"""The examples of the rules, run: what a rule gives for a text against what it is said to give, both ways."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from extractor.annotations import (
    AchievementMention,
    Mark,
    NumeralMention,
    Page,
    RoleMention,
    SectionMention,
    UnitMention,
)
from extractor.decisions import Decisions
from extractor.errors import SearchTimeout
from extractor.languages import condition_names, language
from extractor.matching import Grammar
from extractor.pageindex import PageIndex
from extractor.roles import find_roles
from extractor.rules import Rule, RuleExample

Record = Mapping[str, Any]

KEYS: Final = {
    "roles": ("number",),
    "achievements": ("value", "upper", "measure", "comparator", "object", "unit", "implied"),
    "implied": ("value", "upper", "measure", "comparator", "object", "unit", "implied"),
    "relations": ("value", "part_of"),
}
"""The stages that have rules, and what an example of each may say of a record."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A record that a rule gave, and the index of the numeral that it gave it for: None where none is written."""

    numeral: int | None
    record: Record


@dataclass(frozen=True)
class Case:
    """One example of one rule. Its text is read as the profile of a unit that has no name."""

    rule: Rule
    example: RuleExample
    number: int
    grammar: Grammar

    @property
    def id(self) -> str:
        """The rule and the place of the example in it, from 1."""
        return f"{self.rule.id}-{self.number}"

    def run(self) -> list[str]:
        """What is wrong with the example; nothing if the rule gives what it says, no more and no less."""
        start = f"example {self.example.text!r}"
        if isinstance(self.outcome, SearchTimeout):
            return [f"{start}: {self.outcome}"]
        wanted, came = self.example.gives, [answer.record for answer in self.outcome]
        missing, surplus = _unmatched(wanted, came)
        if not missing and not surplus:
            return []
        kind = ("wrong" if missing else "surplus") if surplus else ("partial" if came else "empty")
        said = frozenset(key for record in wanted for key in record)
        difference = f"{_shown(wanted, said)} was wanted, {_shown(came, said) if came else 'nothing'} came"
        return [f"{start} is {kind}: {difference}{self._takers()}; mend the rule, or the example if that is what errs"]

    @cached_property
    def outcome(self) -> list[Answer] | SearchTimeout:
        """What the rule gives for the text, or the search that took too long."""
        try:
            page = self._places.page
        except SearchTimeout as error:
            return error
        try:
            return self._answers()
        except SearchTimeout as error:
            return self._named(error, page)

    def reaches(self, alternative: str) -> bool:
        """Whether this part of the rule's pattern holds at a numeral for which the rule gave a record."""
        if isinstance(self.outcome, SearchTimeout):
            return False
        given = {answer.numeral for answer in self.outcome}
        numerals = self._places.page.numerals
        return any(self._holds(n, alternative) for i, n in enumerate(numerals) if given & {i, None})

    def _answers(self) -> list[Answer]:
        numerals = self._places.page.numerals
        if self.rule.stage == "roles":
            taken = [i for i, n in enumerate(numerals) if self._holds(n, self.rule.match)]
            return [Answer(i, {"number": self._text(numerals[i])}) for i in taken]
        found, _ = self._reading
        if self.rule.stage == "relations":
            return [
                Answer(a.numeral, {"value": a.value, "part_of": found[a.part_of].value})
                for a in found
                if a.part_of is not None and a.numeral is not None and self._holds(numerals[a.numeral], self.rule.match)
            ]
        return [Answer(a.numeral, self._record(a)) for a in found if a.rule == self.rule.id]

    @cached_property
    def _places(self) -> PageIndex:
        end = len(self.example.text)
        # Roles are asked outside every unit, for the reading of units has not been there.
        units = [] if self.rule.stage == "roles" else [UnitMention("", None, "other", (), profile=Mark(0, end))]
        section = SectionMention("profile", 0, end, units=tuple(range(len(units))))
        stages = language(self.grammar)
        page = stages.make_page(self.example.text, self.grammar)
        places = stages.make_places(page, self.grammar, [section], units, frozenset(), institution=None)
        places.has_institution = True  # there is one, the text only does not name it
        return places

    @cached_property
    def _reading(self) -> tuple[list[AchievementMention], list[RoleMention]]:
        roles = find_roles(self._places, self.grammar)
        stages = language(self.grammar)
        return stages.find_achievements(self._places, self.grammar, roles, self._places.units)

    def _holds(self, numeral: NumeralMention, pattern: str) -> bool:
        """Whether the rule, alone and with this pattern, holds at a numeral."""
        computed = self._places.conditions(numeral)
        conditions = {name: computed[name] for name in conditions_of(self.rule.where)}
        conditions |= {
            name: condition == name for condition in self.example.given for name in conditions_of([condition])
        }
        alone = Decisions(self.grammar, [replace(self.rule, match=pattern)])
        return alone.decide(self._places.page.masked, numeral, conditions) is not None

    def _text(self, stretch: NumeralMention | Mark) -> str:
        return self.example.text[stretch.start : stretch.end]

    def _record(self, a: AchievementMention) -> Record:
        return {
            "value": a.value, "upper": a.upper, "measure": a.measure, "comparator": a.comparator,
            "object": None if a.object is None else self._text(a.object), "unit": a.unit, "implied": a.implied,
        }  # fmt: skip

    def _takers(self) -> str:
        """Which rule took each number in a whole reading: where it is another, that is the first thing to know."""
        if self.rule.stage == "roles":
            return ""
        found, roles = self._reading
        readers = {a.numeral: a.rule for a in found}
        takers = [
            f"{self._text(n)!r} by {readers.get(i) or role.rule or 'no rule'}"
            for i, (n, role) in enumerate(zip(self._places.page.numerals, roles, strict=True))
        ]
        return f" (taken: {', '.join(takers)})" if takers else " (no number is seen in it)"

    def _named(self, error: SearchTimeout, page: Page) -> SearchTimeout:
        """The same, with the id of the rule: rules are searched for together, so each is asked alone to find it."""
        others = [rule for stage in KEYS for rule in self.grammar.rules.of(stage, self.grammar.language)]
        for rule in [self.rule, *others]:
            alone = Decisions(self.grammar, [rule])
            try:
                for numeral in page.numerals:
                    alone.decide(page.masked, numeral, dict.fromkeys(condition_names(), False))
            except SearchTimeout:
                name = f"{rule.id} ({rule.file}:{rule.line})"
                return SearchTimeout(name, place=error.place, seconds=error.seconds)
        return error


def conditions_of(where: Sequence[str]) -> list[str]:
    """The names of the conditions in `[marker, not counted]`."""
    return [condition.removeprefix("not ") for condition in where]


def _unmatched(wanted: Sequence[Record], came: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """What was wanted and did not come, and what came and was not wanted; the most exact wishes choose first."""
    missing, left = [], list(came)
    for record in sorted(wanted, key=len, reverse=True):
        match = next((other for other in left if _agrees(record, other)), None)
        if match is None:
            missing.append(record)
        else:
            left.remove(match)
    return missing, left


def _agrees(wanted: Record, came: Record) -> bool:
    """Only what the example writes is compared; the number of a role is compared as it stands in the text."""
    return all(key in came and came[key] == (str(value) if key == "number" else value) for key, value in wanted.items())


def _shown(records: Sequence[Record], said: frozenset[str]) -> str:
    """Records as an example writes them, without what goes without saying unless the example has said it."""
    rows = [
        {
            key: value
            for key, value in record.items()
            if key in said or not (value is None or value is False or value == "=")
        }
        for record in records
    ]
    texts = [
        ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False, default=str)}" for key, value in row.items())
        for row in rows
    ]
    return "[" + ", ".join(f"{{{text}}}" for text in texts) + "]"
