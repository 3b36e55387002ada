"""Why a number was not read as somebody expected: who took it, which rules come nearest, and what each lacks."""

from __future__ import annotations

from extractor.annotations import NumeralMention
from extractor.decisions import alternatives_of, decisions
from extractor.languages import language
from extractor.nearmisses import nearest_steps, step_of_rule
from extractor.numberchains import how, role
from extractor.replay import Replay
from extractor.roles import ACHIEVEMENT
from extractor.rules import Rule
from extractor.steps import Step, named
from extractor.whynot import NEAR


def unread(replay: Replay, index: int) -> list[Step]:
    """Why nothing reads a number as an achievement: which rule of roles took it, or what those of achievements lack."""
    n, played, grammar = replay.page.numerals[index], replay.roles[index], replay.grammar
    read = decisions(grammar, "achievements").decide(replay.page.masked, n, replay.places.conditions(n))
    if played.role != ACHIEVEMENT:
        steps = [role(replay, index), *_claims(replay, n)]
        if read is None:
            return steps
        return [*steps, Step(f"achievements: did not see it; {named(read)} would have read it", how(replay, n, read))]
    if read is not None:
        ways = ", ".join(read.gives.get("object", ()))
        said = f"achievements: {named(read)} holds, but nothing to count was found by {ways}"
        return [Step(said, how(replay, n, read))]
    rules = grammar.rules.of("achievements", grammar.language)
    return [Step("achievements: no rule holds; the nearest are", nearest_steps(replay, n, rules))]


def _claims(replay: Replay, n: NumeralMention) -> list[Step]:
    """The rules of roles for numbers of this form that leave them to achievements, where some come near."""
    rules = [
        rule
        for rule in replay.grammar.rules.of("roles", replay.grammar.language)
        if rule.gives["role"] == ACHIEVEMENT and any(n.form in a.forms for a in alternatives_of(rule))
    ]
    near = nearest_steps(replay, n, rules, within=NEAR)
    return [Step("roles: the nearest rules that leave it to achievements are", near)] if near else []


def not_of_role(replay: Replay, index: int, wanted: str) -> list[Step]:
    """Why a number does not play another part: the rules that give it, and what each lacks."""
    if wanted == ACHIEVEMENT:
        return unread(replay, index)
    grammar, n = replay.grammar, replay.page.numerals[index]
    steps = [role(replay, index)]
    rules = [r for r in grammar.rules.of("roles", grammar.language) if r.gives["role"] == wanted]
    if not rules:
        return [*steps, Step(f"no rule gives the role {wanted}")]
    return [*steps, Step(f"the nearest rules that give {wanted} are", nearest_steps(replay, n, rules))]


def not_by_rule(replay: Replay, index: int, rule: Rule) -> list[Step]:
    """Why one rule did not take a number."""
    row = replay.extraction.numerals[index]
    by = next((a.rule for a in replay.extraction.achievements if a.id == row.achievement), "")
    deciding = by if rule.stage == "achievements" else replay.roles[index].rule
    n = replay.page.numerals[index]
    step = step_of_rule(replay, n, rule)
    taken = next((r for r in replay.grammar.rules.rules if r.id == deciding), None)
    return [step, *([Step(f"{named(taken)} decided", how(replay, n, taken))] if taken else [])]


def was_by(replay: Replay, index: int, rule: Rule) -> bool:
    """Whether a rule had its part in the reading of a number."""
    row = replay.extraction.numerals[index]
    by = {a.rule for a in replay.extraction.achievements if a.id == row.achievement}
    return rule.id in by | {replay.roles[index].rule}


def unseen_number(replay: Replay) -> Step:
    """That no number is seen in a stretch, and by what numbers are seen."""
    return Step(f"numbers: none is seen here; a number has {language(replay.grammar).hindsight.numbers}")
