"""How a number was read: the chain of stages and rules from its form to its owner."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, cast

from extractor import wording
from extractor.annotations import NumeralMention
from extractor.decisions import Alternative, alternatives_of, decisions
from extractor.hindsight import Hindsight
from extractor.languages import language
from extractor.normalise import normalise
from extractor.patternparts import Part, joined, parts_of
from extractor.records import Achievement, Comparator, Role
from extractor.replay import Replay
from extractor.rules import Rule
from extractor.steps import Step, named, place_of_lexicon, quoted, section_of

_FORMS: Final = {
    "cardinal": "a cardinal number", "ordinal": "an ordinal number", "percent": "a percentage",
    "points": "percentage points", "fraction": "a fraction", "money": "a sum of money",
    "measure": "a number with a unit of measurement", "multiple": "how often", "change": "a change",
    "code": "digits that identify or name",
}  # fmt: skip


def number_chain(replay: Replay, index: int) -> Step:
    """The chain of a number: what it is, where it stands, its role, and the achievement that it became."""
    n, row = replay.page.numerals[index], replay.extraction.numerals[index]
    under = [Step(f"section: {section_of(replay.extraction, n.start)}"), role(replay, index)]
    achievement = next((a for a in replay.extraction.achievements if a.id == row.achievement), None)
    if achievement is not None:
        under += achievement_steps(replay, achievement, index)
    return Step(_headed(replay, n.start, n.end, _what(replay, n)), tuple(under))


def _hindsight(replay: Replay) -> Hindsight:
    return language(replay.grammar).hindsight


def _headed(replay: Replay, start: int, end: int, what: str) -> str:
    return f"{quoted(replay.page, start, end)}, line {replay.line_of(start)}: {what}"


def _what(replay: Replay, n: NumeralMention) -> str:
    """The form of a number, its bound, value and unit, and the words that these were read from."""
    said = [_FORMS[n.form]]
    if n.value is not None:
        upper = "" if n.upper is None else f" to {wording.number(n.upper)}"
        unit = "" if n.unit is None else f" {wording.label(n.unit)}"
        said.append(
            f"{wording.BOUNDS[cast('Comparator', n.comparator)]} {wording.number(n.value)}{upper}{unit}".lstrip()
        )
    if (n.outer_start, n.outer_end) != (n.start, n.end):
        said.append(f"read from {quoted(replay.page, n.outer_start, n.outer_end)}")
    return ", ".join(said)


def role(replay: Replay, index: int) -> Step:
    """Which part a number plays and which rule says so."""
    n, played = replay.page.numerals[index], replay.roles[index]
    rules = replay.grammar.rules.of("roles", replay.grammar.language)
    rule = next((r for r in rules if r.id == played.rule), None)
    if rule is None:
        return Step(f"role: none of the {len(rules)} rules of roles takes it, so somebody may have achieved it")
    part = wording.ROLES[cast("Role", played.role)]
    return Step(f"role: {part}, by {named(rule)}", how(replay, n, rule))


def how(replay: Replay, n: NumeralMention, rule: Rule) -> tuple[Step, ...]:
    """Why a rule took a number: what it says, what its pattern matched, which conditions hold."""
    steps = [Step(wording.one_line(rule.why))]
    for alternative in alternatives_of(rule):
        extent = _matched(replay, n, alternative) if n.form in alternative.forms else None
        if extent is not None:
            steps.append(Step(f"pattern {alternative.source} matched {quoted(replay.page, *extent)}"))
            break
    if rule.where:
        steps.append(Step(f"where: {', '.join(rule.where)}"))
    return tuple(steps)


def _matched(replay: Replay, n: NumeralMention, alternative: Alternative) -> tuple[int, int] | None:
    """From where to where an alternative matched around a number, looks ahead and back included; None if it did not."""
    before, after = parts_of(alternative.before), parts_of(alternative.after)
    first = [Part("(?P<first>)", before[0].within)] if before else []
    last = [Part("(?P<last>)", next((p.within for p in reversed(after) if not p.forbids), ()))] if after else []
    seen = replace(alternative, before=joined([*first, *before]), after=joined([*after, *last]))
    m = replay.grammar.pattern(seen.pattern(n.form), name=alternative.source).match(replay.page.masked, n.outer_start)
    if m is None:
        return None
    return m.start("first") if before else n.outer_start, m.end("last") if after else n.outer_end


def achievement_steps(replay: Replay, a: Achievement, index: int | None) -> list[Step]:
    """The chain of an achievement from its rule on; `index` is that of its number, None where none is written."""
    rules = {rule.id: rule for rule in replay.grammar.rules.rules}
    rule = rules.get(a.rule)
    n = replay.page.numerals[index] if index is not None else None
    by_column = a.rule == language(replay.grammar).table_rule
    read = "the heading of its column" if by_column else a.rule if rule is None else named(rule)
    return [
        Step(
            f"achievement {a.id}: {wording.MEASURES[a.measure]}, by {read}", how(replay, n, rule) if n and rule else ()
        ),
        _object(replay, a, index, rule),
        Step(f"kind: {_kind(replay, a, n)}"),
        Step(f"owner: {_owner(replay, a)}"),
        *_part_of(replay, a, n),
    ]


def _object(replay: Replay, a: Achievement, index: int | None, rule: Rule | None) -> Step:
    if a.object is None:
        return Step("object: none was found")
    ways = list(rule.gives.get("object", ())) if rule else []
    if index is None or not ways:
        return Step(f"object: “{wording.one_line(a.object)}”")
    owner = next((u.name for u in replay.extraction.units if u.id == a.owner), None)
    found = _hindsight(replay).object_finder(replay.places, replay.roles, index, owner)
    for i, way in enumerate(ways):
        mark = found(way)
        if mark is not None and normalise(replay.page.surface(mark)) == normalise(" ".join(a.object.split())):
            before = f", where {', '.join(ways[:i])} found nothing" if i else ""
            return Step(f"object: “{wording.one_line(a.object)}”, found by {way}{before}")
    return Step(f"object: “{wording.one_line(a.object)}”, one that was named before")


def _kind(replay: Replay, a: Achievement, n: NumeralMention | None) -> str:
    by = _hindsight(replay).kind_by(replay.grammar, a, n)
    if isinstance(by, str):
        return f"{wording.label(a.kind)}, {by}"
    if by is None:
        return wording.label(a.kind) + (", for no word of its object is in {kind_noun}" if a.kind == "other" else "")
    place = place_of_lexicon(replay.grammar.rules, replay.grammar.language, by.lexicon)
    return f"{wording.label(a.kind)}, by the entry “{by.term}” of {{{by.lexicon}}}, {place}"


def _owner(replay: Replay, a: Achievement) -> str:
    who = wording.one_line(wording.owners(replay.extraction)[a.owner])
    at = a.span.start
    section = next((s for s in replay.extraction.sections if s.start <= at < s.end), None)
    unit = next((u for u in replay.extraction.units if u.id == a.owner), None)
    if replay.places.in_row(at):
        return f"{who}, {'whose row it stands in' if unit else 'for its row names no unit'}"
    if unit is None:
        return f"{who}, for it stands in no unit's profile and no unit is the subject of its sentence"
    if section is not None and section.unit == a.owner:
        return f"{who}, whose {'profile' if section.kind == 'profile' else 'line'} it stands in"
    if unit.profile and unit.profile.start <= at < unit.profile.end:
        return f"{who}, whose profile it stands in together with others', by what the sentence names"
    return f"{who}, which the sentence begins with"


def _part_of(replay: Replay, a: Achievement, n: NumeralMention | None) -> list[Step]:
    whole = next((b for b in replay.extraction.achievements if b.id == a.part_of), None)
    if whole is None or n is None:
        return []
    what = f"part of {whole.id}, {wording.one_line(wording.reading(whole))}"
    rule = decisions(replay.grammar, "relations").decide(replay.page.masked, n, replay.places.conditions(n))
    if rule is None:
        return [Step(f"{what}: it goes on with its list, or the numbers of the sentence add up to it")]
    return [Step(f"{what}, by {named(rule)}", how(replay, n, rule))]


def implied_chain(replay: Replay, a: Achievement) -> Step:
    """The chain of an achievement whose number is not written."""
    head = _headed(replay, a.span.start, a.span.end, "a number that is not written")
    where = section_of(replay.extraction, a.span.start)
    return Step(head, (Step(f"section: {where}"), *achievement_steps(replay, a, None)))
