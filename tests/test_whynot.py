"""Near misses: one condition of a built-in rule is dropped, and the first that is said to fail is that one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from extractor import rulecheck
from extractor.annotations import NumeralMention, Page
from extractor.decisions import Decisions, alternatives_of
from extractor.examples import Case, conditions_of
from extractor.hindsight import Entry
from extractor.languages import language
from extractor.matching import Grammar, grammar
from extractor.patternparts import Part, joined, parts_of
from extractor.rules import Rule, RuleExample, load_rules
from extractor.whynot import Failure, NearMiss, miss, nearest

DROPPED = [
    ("en.roles.street", "write to 14 Orchard", "14", (), "{street}"),
    ("en.roles.street", "write to 14 orchard lane", "14", (), "title_follows"),
    ("en.roles.past-years", "Over the last four the orchard recovered", "four", (),
     "(?:{time_unit}|editions|classes|cohorts)"),
    ("en.roles.past-years", "Over the four seasons the orchard recovered", "four", (), "{past_word}"),
    ("en.roles.ago", "The pit closed three decades", "three", (),
     "(?:ago|later|earlier|before|after|on|old enough)"),
    ("en.roles.grade", "took two third for cheese", "third", (), "{grade_noun}"),
    ("en.roles.reference", "see 88.", "88", (), "{reference_word}"),
    ("en.roles.field-of-rivals", "came second in a regatta in which 41 crews", "41", (),
     "(?:took part|competed|entered|participated|were entered|applied)"),
    ("en.roles.valid", "The mooring licence is valid for five", "five", (), "{time_unit}"),
    ("en.roles.average-of-others", "against a regional of 1.8 tonnes", "1.8", (),
     "(?:average|mean|median|norm|target)"),
    ("en.roles.year", "Since 3987 the ferry has run daily", "3987", (), "yearlike"),
    ("en.roles.class-number", "passed the grade 12 examinations", "12", (), "after_capital"),
    ("en.roles.rank", "ranked 4th among hill farms", "4th", ("date_sentence",), "not date_sentence"),
    ("en.achievements.nth-time", "The choir was voted best ensemble for the 3rd", "3rd", (), "times?"),
    ("en.achievements.money-spent", "The parish EUR 2.4 million into bell restoration", "2.4 million", (),
     "{spend_verb}"),
]  # fmt: skip
"""Positive examples without a word of the pattern, or with one condition contradicted; the numeral, the condition."""


def grammar_of(rule: Rule) -> Grammar:
    """The grammar of a rule's language."""
    return grammar(load_rules(), rule.id.partition(".")[0])


def numbers(rule: Rule, text: str, given: Sequence[str] = ()) -> Iterator[tuple[Page, NumeralMention, dict[str, bool]]]:
    """The numbers of a text that is read like an example of a rule, and what holds of each."""
    case = Case(rule, RuleExample(text=text, given=list(given), gives=[]), 1, grammar_of(rule))
    page = case._places.page
    for n in page.numerals:
        stated = {name: c == name for c in given for name in conditions_of([c])}
        yield page, n, {**case._places.conditions(n), **stated}


def asked(rule: Rule, text: str, numeral: str, given: Sequence[str] = ()) -> NearMiss:
    """What the rule lacks at the first number that is written so."""
    page, n, holds = next(f for f in numbers(rule, text, given) if text[f[1].start : f[1].end] == numeral)
    return miss(grammar_of(rule), page.masked, n, holds, rule)


def misses(rule: Rule, text: str, numeral: str, given: Sequence[str] = ()) -> list[NearMiss]:
    """The nearest of all rules that give the same role."""
    own = grammar_of(rule)
    page, n, holds = next(f for f in numbers(rule, text, given) if text[f[1].start : f[1].end] == numeral)
    rivals = [r for r in own.rules.of("roles", own.language) if r.gives == rule.gives]
    return nearest(own, page.masked, n, holds, rivals)


def rule_of(rule_id: str) -> Rule:
    return next(rule for rule in load_rules().rules if rule.id == rule_id)


def test_of_15_dropped_conditions_at_least_13_are_named_first() -> None:
    named = [
        asked(rule_of(rule_id), text, numeral, given).failures[0].wanted == condition
        for rule_id, text, numeral, given, condition in DROPPED
    ]
    assert len(named) == 15
    assert sum(named) >= 13, [row for row, right in zip(DROPPED, named, strict=True) if not right]


@pytest.mark.parametrize(
    ("rule_id", "text", "numeral", "given"), [row[:4] for row in DROPPED if row[0].startswith("en.roles.")]
)
def test_a_rule_that_lacks_one_condition_is_among_the_nearest(
    rule_id: str, text: str, numeral: str, given: tuple[str, ...]
) -> None:
    assert rule_id in [near.rule.id for near in misses(rule_of(rule_id), text, numeral, given)]


def without_a_part(case: Case) -> Iterator[tuple[str, str, Part]]:
    """An example without the words that a part of its pattern matched, the number as written, and the part."""
    page, text = case._places.page, case.example.text
    for answer in case._answers():
        n = page.numerals[answer.numeral or 0]
        for alternative in alternatives_of(case.rule):
            if n.form not in alternative.forms:
                continue
            for side in ("before", "after"):
                parts = parts_of(getattr(alternative, side))
                for k, part in enumerate(parts):
                    hit = [*parts[:k], replace(part, source=f"(?P<hit>{part.source})"), *parts[k + 1 :]]
                    before = joined(hit) if side == "before" else alternative.before
                    after = joined(hit) if side == "after" else alternative.after
                    pattern = replace(alternative, before=before, after=after).pattern(n.form)
                    m = case.grammar.pattern(pattern).match(page.masked, n.outer_start) if part.telling else None
                    if m is not None and m.end("hit") > m.start("hit") >= 0:
                        joint = language(case.grammar).hindsight.script.joint
                        rest = joint.join((text[: m.start("hit")], text[m.end("hit") :]))
                        yield joint.join(rest.split()) if joint else rest, text[n.start : n.end], part


def test_whatever_word_is_missing_it_is_mostly_the_one_that_is_named() -> None:
    """Every word of every pattern of roles, dropped from an example. The others serve two alternatives equally."""
    right, near, tried = 0, 0, 0
    for case in rulecheck.cases(load_rules()):
        if case.rule.stage != "roles" or not case.example.gives:
            continue
        for text, numeral, part in without_a_part(case):
            for page, n, holds in numbers(case.rule, text, case.example.given):
                alone = Decisions(case.grammar, [case.rule])
                if text[n.start : n.end] == numeral and alone.decide(page.masked, n, holds) is None:
                    found = miss(case.grammar, page.masked, n, holds, case.rule)
                    tried += 1
                    right += found.failures[0].wanted == part.source
                    near += case.rule.id in {m.rule.id for m in misses(case.rule, text, numeral, case.example.given)}
    assert tried > 100
    assert right / tried > 0.8
    assert near / tried > 0.9


def test_what_stands_in_the_place_of_a_missing_entry_is_found_and_the_entry_named() -> None:
    [first, *_] = misses(rule_of("en.roles.street"), "write to 14 Orchard Studio in Lindal", "14")
    assert (first.entry, first.failures) == (
        Entry("street", "studio"),
        (Failure("behind", "{street}", (20, 26)),),
    )


def test_no_entry_is_named_where_something_else_fails_too() -> None:
    found = asked(rule_of("en.roles.street"), "write to 14 orchard studio in Lindal", "14")
    assert (found.entry, [f.wanted for f in found.failures]) == (None, ["{street}", "title_follows"])


def test_small_words_are_no_entries() -> None:
    assert asked(rule_of("en.roles.reference"), "write to 14", "14").entry is None
    assert asked(rule_of("en.roles.reference"), "write cellar 14", "14").entry == Entry("reference_word", "cellar")


def test_a_number_of_another_form_is_said_to_be_one() -> None:
    [first, *_] = misses(rule_of("en.roles.ordinal"), "three ovens", "three")
    assert (first.rule.id, first.failures) == ("en.roles.ordinal", (Failure("form", "<ordinal>"),))


def test_nothing_fails_of_a_rule_that_holds() -> None:
    rule = rule_of("en.roles.ordinal")
    page, n, holds = next(numbers(rule, "the third batch of loaves"))
    found = miss(grammar(load_rules(), "en"), page.masked, n, holds, rule)
    assert (found.failures, found.failed, found.distance) == ((), 0, 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [("in the 40", None), ("in the 40, more or less", (9, 10)), ("in the 40 brown crates stood", (16, 28))],
)
def test_what_is_found_is_what_stands_right_there(text: str, found: tuple[int, int] | None) -> None:
    rule = rule_of("en.roles.field-of-rivals")
    page, n, holds = next(numbers(rule, text))
    [failure] = miss(grammar(load_rules(), "en"), page.masked, n, holds, rule).failures
    assert failure.found == found
