"""Why a stretch of an announcement was read as it was, or was not: the stages and rules that had to do with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from extractor import spans
from extractor.annotations import Source
from extractor.errors import InputError
from extractor.examples import KEYS
from extractor.locating import located
from extractor.numberchains import implied_chain, number_chain
from extractor.pipeline import run
from extractor.records import Span
from extractor.replay import Replay, replay
from extractor.rules import Rule, RuleSet
from extractor.spans import Extent, contains, overlaps
from extractor.steps import Step, quoted, section_of
from extractor.unitchains import category_chain, unit_chain
from extractor.unreadnumbers import not_by_rule, not_of_role, unread, unseen_number, was_by
from extractor.unreadunits import not_a_category, not_a_unit

Kind = Literal[
    "unit", "category", "numeral", "achievement", "declared", "date", "grade", "ordinal", "name", "enumeration",
    "pronoun", "reference", "quantity",
]  # fmt: skip
"""What a stretch may be expected to be; all behind `numeral` are roles of numbers."""
KINDS: Final = get_args(Kind)

_FACTS: Final = (
    "the body whose units were selected", "the body that issued the announcement", "the day of publication",
    "how many units were selected in all",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the stages made of a stretch.

    `read` has a chain for each record that the stretch belongs to, `unread` what was expected and did not come, step by
    step; `others` says how many more stretches have the same words.
    """

    text: str
    start: int
    end: int
    line: int
    others: int
    section: str
    read: tuple[Step, ...]
    expected: str | None
    unread: tuple[Step, ...]


def explain(
    source: Source, rules: RuleSet, *, text: str | None = None, at: int | None = None, expect: str | None = None
) -> Explanation:
    """Explain the first stretch with the words of `text`, or what stands at the offset `at`.

    `expect` is a `Kind` or the id of a rule: only this is explained, and where it is not so, why not. Raises
    `InputError` where the text has no such words, or there is no such kind or rule.
    """
    rule = _rule(rules, expect)
    extraction = run(source, rules)
    extent, others = located(extraction, text, at)
    again = replay(extraction, rules)
    inside = again.transcript.inward(extent[0]), again.transcript.inward(extent[1])
    read = _read(again, inside, expect, rule)
    transcribed = replace(source, text=again.transcript.text)
    return Explanation(
        source.text[slice(*extent)], *extent, line=spans.line_of(source.text, extent[0]), others=others,
        section=section_of(extraction, extent[0]), read=tuple(read), expected=expect,
        unread=tuple(_unread(transcribed, again, inside, expect, rule, found=bool(read))),
    )  # fmt: skip


def _rule(rules: RuleSet, expect: str | None) -> Rule | None:
    """The rule that is expected; None where a kind is, or nothing."""
    if expect is None or expect in KINDS:
        return None
    by_id = {rule.id: rule for rule in rules.rules if rule.stage in KEYS}
    if expect not in by_id:
        near = difflib.get_close_matches(expect, [*KINDS, *by_id], n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(KINDS)}, and the ids of rules"
        raise InputError(f"nothing is called {expect}; {hint}")
    return by_id[expect]


def _read(again: Replay, extent: Extent, expect: str | None, rule: Rule | None) -> list[Step]:
    """The chains of what the stretch was read as; of what is expected only."""
    rows = again.extraction
    numbers = again.numerals_in(*extent)
    if rule is not None:
        return [number_chain(again, i) for i in numbers if was_by(again, i, rule)]
    steps: list[Step] = list(_facts(again, extent)) if expect is None else []
    if expect in (None, "unit"):
        steps += [unit_chain(again, u) for u in rows.units if _meets(u.mentions, extent)]
    if expect in (None, "category"):
        steps += [category_chain(again, c) for c in rows.categories if _meets(c.mentions, extent)]
    if expect not in ("unit", "category"):
        roles = [rows.numerals[i].role for i in numbers]
        steps += [
            number_chain(again, i) for i, role in zip(numbers, roles, strict=True) if expect in (None, "numeral", role)
        ]
    if expect in (None, "achievement"):
        implied = [a for a in rows.achievements if a.implied and overlaps((a.span.start, a.span.end), extent)]
        steps += [implied_chain(again, a) for a in implied]
    return steps or _around(again, extent, expect)


def _facts(again: Replay, extent: Extent) -> Iterator[Step]:
    """What the announcement says of itself in the stretch; what it says in its title may be anything."""
    announcement = again.extraction.announcement
    stated = (announcement.published, announcement.declared_total)
    spans_of = (announcement.institution, announcement.issuer, *(fact.span if fact else None for fact in stated))
    for span, what in zip(spans_of, _FACTS, strict=True):
        if span is not None and overlaps((span.start, span.end), extent):
            yield Step(f"{quoted(again.page, span.start, span.end)}: {what}")


def _around(again: Replay, extent: Extent, expect: str | None) -> list[Step]:
    """The chains of the numbers whose object the stretch lies in."""
    if expect not in (None, "achievement") or again.numerals_in(*extent):
        return []
    ids = {a.id for a in again.extraction.achievements if contains((a.span.start, a.span.end), extent)}
    return [number_chain(again, i) for i, n in enumerate(again.extraction.numerals) if n.achievement in ids]


def _meets(mentions: Sequence[Span], extent: Extent) -> bool:
    return any(overlaps((m.start, m.end), extent) for m in mentions)


def _unread(
    source: Source, again: Replay, extent: Extent, expect: str | None, rule: Rule | None, *, found: bool
) -> list[Step]:
    """Why the stretch is not what was expected, or is nothing at all."""
    numbers = again.numerals_in(*extent)
    if found and expect is not None:
        return []
    if rule is not None:
        return [step for i in numbers for step in not_by_rule(again, i, rule)] or [unseen_number(again)]
    if expect is None:
        bare = [i for i in numbers if again.extraction.numerals[i].role == "unexplained"]
        steps = [step for i in bare for step in unread(again, i)]
        return steps if found else not_a_unit(source, again, extent)
    if expect == "unit":
        return not_a_unit(source, again, extent)
    if expect == "category":
        return not_a_category(source, again, extent)
    return [step for i in numbers for step in not_of_role(again, i, expect)] or [unseen_number(again)]
