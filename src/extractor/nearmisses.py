"""Near misses in words: what a rule wanted at a number, what it found there, and which entry it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.annotations import NumeralMention
from extractor.decisions import decisions
from extractor.patternparts import Part, choices
from extractor.replay import Replay
from extractor.rules import Rule
from extractor.steps import Step, named, place_of_lexicon, quoted
from extractor.whynot import Failure, NearMiss, miss, nearest

_CHOICES = 6  # of a group that are named; more say no more
_CODE = re.compile(r"[{<]|(?<!\\)[\[(]|\\\w")
_ESCAPED = re.compile(r"\\(\W)")
_SIDES = {"before": "before the number", "behind": "after the number"}


def nearest_steps(
    replay: Replay, numeral: NumeralMention, rules: Sequence[Rule], *, within: float = 1
) -> tuple[Step, ...]:
    """The rules that come nearest to taking a number, of those that come `within` a distance, and what each lacks."""
    found = nearest(replay.grammar, replay.page.masked, numeral, replay.places.conditions(numeral), rules)
    return tuple(_step(replay, numeral, near) for near in found if near.distance <= within)


def step_of_rule(replay: Replay, numeral: NumeralMention, rule: Rule) -> Step:
    """What one rule lacks at a number."""
    holds = replay.places.conditions(numeral)
    return _step(replay, numeral, miss(replay.grammar, replay.page.masked, numeral, holds, rule))


def _step(replay: Replay, numeral: NumeralMention, near: NearMiss) -> Step:
    """A near miss as a step: the first condition that fails, the entry that it lacks, and what fails besides."""
    reasons = [*(said(replay, failure) for failure in near.failures), *_asked_before(replay, numeral, near.rule)]
    under = [Step(f"in the pattern {near.alternative}")]
    if near.entry is not None:
        place = place_of_lexicon(replay.grammar.rules, replay.grammar.language, near.entry.lexicon)
        under.append(Step(f"{place}: the entry “{near.entry.term}” in {{{near.entry.lexicon}}} would make it match"))
    under += [Step(f"besides: {reason}") for reason in reasons[1:]]
    return Step(f"{named(near.rule)}: {reasons[0] if reasons else 'holds here'}", tuple(under))


def _asked_before(replay: Replay, numeral: NumeralMention, rule: Rule) -> Iterator[str]:
    """The rule that decides before this one is asked."""
    asked = decisions(replay.grammar, rule.stage)
    decides = asked.decide(replay.page.masked, numeral, replay.places.conditions(numeral))
    ids = [r.id for r in asked.rules]
    if decides is not None and rule.id in ids and ids.index(decides.id) < ids.index(rule.id):
        yield f"{named(decides)} is asked before it and holds"


def said(replay: Replay, failure: Failure) -> str:
    """The first condition that fails, in the words of the rule file."""
    if failure.sort == "where":
        name = failure.wanted.removeprefix("not ")
        return f"where: {name} {'holds here' if name != failure.wanted else 'does not hold here'}{_asked(failure)}"
    if failure.sort == "form":
        return f"expected {failure.wanted}, found another form of number"
    here = "nothing" if failure.found is None else quoted(replay.page, *failure.found)
    if Part(failure.wanted).forbids:
        return f"{failure.wanted} does not hold {_SIDES[failure.sort]}, found {here}"
    return f"expected {wanted(failure.wanted)} {_SIDES[failure.sort]}, found {here}"


def _asked(failure: Failure) -> str:
    return f" (the rule asks for {failure.wanted})" if failure.wanted.startswith("not ") else ""


def wanted(source: str) -> str:
    """A part of a pattern as it is read: a blank, words, `{street}`, one of several."""
    if source == " ":
        return "a blank"
    several = choices(source)
    if len(several) == 1:
        bare = _ESCAPED.sub(r"\1", source)
        return source if _CODE.search(source) else f"“{bare}”"
    more = len(several) - _CHOICES
    return f"one of {', '.join(several[:_CHOICES])}" + (f" and {more} more" if more > 0 else "")
