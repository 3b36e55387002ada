"""How a unit or a category was read: where its names come from, what it stands under, and which entry says its kind."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor import wording
from extractor.annotations import Block, Heading, Mark
from extractor.hindsight import Hindsight, Selected
from extractor.languages import language
from extractor.records import Category, Span, Unit
from extractor.replay import Replay
from extractor.rules import RuleSet
from extractor.steps import Step, place_of_lexicon, quoted, section_of

_SIGNS = {
    "kind_plural": "asks for a kind of unit", "category_kind": "asks for a kind of unit", "award_noun": "is an award",
    "category_tail": "ends as names of categories do",
}  # fmt: skip
"""What an entry in the name of a category says of it, by the lexicon that it is in."""
_HEAD_OF_PROFILE = 60  # characters in which the name stands that a profile opens with, as in `units`


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of a page and their headings, to say in which a place lies."""

    replay: Replay
    headings: tuple[Heading, ...]

    def block(self, at: int) -> tuple[int, Block] | None:
        """The block that a place lies in, with its index."""
        blocks = self.replay.page.blocks
        i = bisect_right(blocks, at, key=lambda b: b.start) - 1
        return (i, blocks[i]) if i >= 0 and at < blocks[i].end else None

    def heading(self, block: int) -> Heading | None:
        """The heading that a block is."""
        return next((h for h in self.headings if h.block == block), None)

    def over(self, block: int) -> Heading | None:
        """The last heading of a category, or of another part, before a block."""
        before = [h for h in self.headings if h.block < block and h.role in ("category", "general")]
        return before[-1] if before else None

    def selected(self, block: Block) -> Sequence[Selected]:
        """The statements of selection in a block."""
        return self.answers.selected(self.replay.page, self.replay.grammar, block)

    @property
    def answers(self) -> Hindsight:
        """What the language of the text answers."""
        return hindsight(self.replay)


def hindsight(replay: Replay) -> Hindsight:
    """What the language of a text answers."""
    return language(replay.grammar).hindsight


def outline(replay: Replay) -> Outline:
    """The outline of a page."""
    return Outline(replay, tuple(language(replay.grammar).find_headings(replay.page, replay.grammar)))


def unit_chain(replay: Replay, unit: Unit) -> Step:
    """The chain of a unit: its category, every place that names it, its kind, its profile."""
    shape = outline(replay)
    rows = replay.extraction
    category = next((c.name for c in rows.categories if c.id == unit.category), None)
    under = [
        Step(f"category: {wording.one_line(category) if category else 'none'}"),
        *(Step(f"named in line {replay.line_of(m.start)}: {source_of(shape, unit, m)}") for m in unit.mentions),
        *(Step(f"part of {wording.one_line(o.name)}, line {replay.line_of(o.span.start)}") for o in unit.organisations),
        Step(f"kind: {_kind(replay, unit, category)}"),
    ]
    if unit.profile is not None:
        first, last = (f"line {replay.line_of(at)}" for at in (unit.profile.start, unit.profile.end - 1))
        under.append(Step(f"profile: {first}{'' if first == last else f' to {last}'}"))
    owned = sum(a.owner == unit.id for a in rows.achievements)
    under.append(Step(f"achievements: {owned}"))
    return Step(f"unit {unit.id}: {wording.one_line(unit.name)}", tuple(under))


def source_of(shape: Outline, unit: Unit, mention: Span) -> str:
    """What a place that names a unit is: a heading, a line of a list or table, a statement, or running text."""
    text = quoted(shape.replay.page, mention.start, mention.end)
    found = shape.block(mention.start)
    if found is None:
        return text
    i, block = found
    page, name = shape.replay.page, Mark(mention.start, mention.end)
    line_of_names = shape.answers.set_as(page, shape.replay.grammar, i, shape.heading(i), name)
    return f"{text}, {line_of_names or _in_prose(shape, block, unit, mention)}"


def _in_prose(shape: Outline, block: Block, unit: Unit, mention: Span) -> str:
    """What a sentence does that names a unit."""
    if any(n.start < mention.end and mention.start < n.end for s in shape.selected(block) for n in s.names):
        return "in a sentence that says who was selected"
    if unit.profile is not None and 0 <= mention.start - unit.profile.start < _HEAD_OF_PROFILE:
        return "at the head of its profile"
    return f"in running text ({section_of(shape.replay.extraction, mention.start)})"


def _kind(replay: Replay, unit: Unit, category: str | None) -> str:
    answers, label = hindsight(replay), wording.label(unit.kind)
    own, asking = answers.kind(replay.grammar, unit.name), answers.asking
    if own == unit.kind and (term := entry_in(replay, unit.name, "kind_head", unit.kind)):
        return f"{label}, by the entry “{term}” of {_lexicon(replay, 'kind_head')}"
    if (
        category
        and answers.kind_under(replay.grammar, category) == unit.kind
        and (term := entry_in(replay, category, asking, unit.kind))
    ):
        return f"{label}, which its category asks for by the entry “{term}” of {_lexicon(replay, asking)}"
    if own == unit.kind:
        return f"{label}, by the form of its name"
    if unit.kind == "other":
        return f"{label}, for its name has no entry of {_lexicon(replay, 'kind_head')}, and nothing else says it"
    return f"{label}, as the text around it says"


def entry_in(replay: Replay, name: str, lexicon: str, value: str | None = None) -> str | None:
    """The entry of a lexicon that tells in a name, of those that have a value."""
    return hindsight(replay).entry_in(replay.grammar, name, lexicon, value)


def _lexicon(replay: Replay, name: str) -> str:
    return lexicon(replay.grammar.rules, replay.grammar.language, name)


def lexicon(rules: RuleSet, language_name: str, name: str) -> str:
    """A lexicon by its name and place."""
    return f"{{{name}}}, {place_of_lexicon(rules, language_name, name)}"


def category_chain(replay: Replay, category: Category) -> Step:
    """The chain of a category: its heading, what else names it, how many it has, and what makes it one."""
    under = []
    if category.header is not None:
        under.append(Step(f"heading in line {replay.line_of(category.header.start)}: {_header(replay, category)}"))
    else:
        under.append(Step("no heading names it, but a statement of who was selected or a column of a table"))
    others = (m for m in category.mentions if m != category.header)
    under += [Step(f"named in line {replay.line_of(m.start)}: {quoted(replay.page, m.start, m.end)}") for m in others]
    said = (
        "the text gives no number"
        if category.declared is None
        else (f"the text says {category.declared.value} in line {replay.line_of(category.declared.span.start)}")
    )
    under.append(Step(f"units: {category.found}; {said}"))
    return Step(f"category {category.id}: {wording.one_line(category.name)}", tuple(under))


def _header(replay: Replay, category: Category) -> str:
    header = category.header
    if header is None:
        return ""
    by = [quoted(replay.page, header.start, header.end)]
    if sign := hindsight(replay).category_sign(replay.grammar, header.text):
        by.append(f"{_SIGNS[sign.lexicon]} by the entry “{sign.term}” of {_lexicon(replay, sign.lexicon)}")
    return ", ".join(by)
