"""How a unit or a category was read: where its names come from, what it stands under, and which entry says its kind."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from extractor import wording
from extractor.annotations import Block, Heading
from extractor.categories import find_categories
from extractor.counted import counted_phrases
from extractor.names import names
from extractor.outline import award_noun
from extractor.records import Category, Span, Unit
from extractor.replay import Replay
from extractor.rules import RuleSet
from extractor.statements import Statement, find_statements
from extractor.steps import Step, line, place_of_lexicon, quoted, section_of

_WORD = re.compile(r"[^\s,;:()\"]+")
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

    def statements(self, block: Block) -> list[Statement]:
        """The statements of selection in a block."""
        return list(find_statements(self.replay.page, self.replay.grammar, (block,)))


def outline(replay: Replay) -> Outline:
    """The outline of a page."""
    page, grammar = replay.page, replay.grammar
    return Outline(replay, tuple(find_categories(page, grammar, list(counted_phrases(page, grammar)))[0]))


def unit_chain(replay: Replay, unit: Unit) -> Step:
    """The chain of a unit: its category, every place that names it, its kind, its profile."""
    shape, text = outline(replay), replay.page.text
    rows = replay.extraction
    category = next((c.name for c in rows.categories if c.id == unit.category), None)
    under = [
        Step(f"category: {wording.one_line(category) if category else 'none'}"),
        *(Step(f"named in {line(text, m.start)}: {source_of(shape, unit, m)}") for m in unit.mentions),
        *(Step(f"part of {wording.one_line(o.name)}, {line(text, o.span.start)}") for o in unit.organisations),
        Step(f"kind: {_kind(replay, unit, category)}"),
    ]
    if unit.profile is not None:
        first, last = line(text, unit.profile.start), line(text, unit.profile.end - 1)
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
    heading = shape.heading(i)
    if heading is not None and heading.role != "title":
        return f"{text}, {'a line of a list that was counted' if heading.listed else 'a heading'}"
    return f"{text}, {_set_as(block) or _in_prose(shape, block, unit, mention)}"


def _set_as(block: Block) -> str:
    """What a block is that is no paragraph."""
    return {"row": "in a row of a table", "item": "in an item of a list"}.get(block.shape, "")


def _in_prose(shape: Outline, block: Block, unit: Unit, mention: Span) -> str:
    """What a sentence does that names a unit."""
    if any(n.start < mention.end and mention.start < n.end for s in shape.statements(block) for n in s.names):
        return "in a sentence that says who was selected"
    if unit.profile is not None and 0 <= mention.start - unit.profile.start < _HEAD_OF_PROFILE:
        return "at the head of its profile"
    return f"in running text ({section_of(shape.replay.extraction, mention.start)})"


def _kind(replay: Replay, unit: Unit, category: str | None) -> str:
    kinds = names(replay.grammar)
    own, label = kinds.kind(unit.name), wording.label(unit.kind)
    if own == unit.kind and (term := entry_in(replay, unit.name, "kind_head", unit.kind)):
        return f"{label}, by the entry “{term}” of {_lexicon(replay, 'kind_head')}"
    if (
        category
        and kinds.plural_kind(category) == unit.kind
        and (term := entry_in(replay, category, "kind_plural", unit.kind))
    ):
        return f"{label}, which its category asks for by the entry “{term}” of {_lexicon(replay, 'kind_plural')}"
    if own == unit.kind:
        return f"{label}, by the form of its name"
    if unit.kind == "other":
        return f"{label}, for its name has no entry of {_lexicon(replay, 'kind_head')}, and nothing else says it"
    return f"{label}, as the text around it says"


def entry_in(replay: Replay, name: str, lexicon: str, value: str | None = None) -> str | None:
    """The longest entry of a lexicon among the words of a name, of those that have a value."""
    terms = replay.grammar.lexicons[lexicon]
    words = [w.rstrip(".'") for w in _WORD.findall(name.lower())]
    runs = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    found = [run for run in runs if run in terms and value in (None, terms[run])]
    return max(found, key=len, default=None)


def _lexicon(replay: Replay, name: str) -> str:
    return lexicon(replay.grammar.rules, replay.grammar.language, name)


def lexicon(rules: RuleSet, language: str, name: str) -> str:
    """A lexicon by its name and place."""
    return f"{{{name}}}, {place_of_lexicon(rules, language, name)}"


def category_chain(replay: Replay, category: Category) -> Step:
    """The chain of a category: its heading, what else names it, how many it has, and what makes it one."""
    text = replay.page.text
    under = []
    if category.header is not None:
        under.append(Step(f"heading in {line(text, category.header.start)}: {_header(replay, category)}"))
    else:
        under.append(Step("no heading names it, but a statement of who was selected or a column of a table"))
    others = (m for m in category.mentions if m != category.header)
    under += [Step(f"named in {line(text, m.start)}: {quoted(replay.page, m.start, m.end)}") for m in others]
    said = (
        "the text gives no number"
        if category.declared is None
        else (f"the text says {category.declared.value} in {line(text, category.declared.span.start)}")
    )
    under.append(Step(f"units: {category.found}; {said}"))
    return Step(f"category {category.id}: {wording.one_line(category.name)}", tuple(under))


def _header(replay: Replay, category: Category) -> str:
    header = category.header
    if header is None:
        return ""
    by = [quoted(replay.page, header.start, header.end)]
    if term := entry_in(replay, header.text, "kind_plural"):
        by.append(f"asks for a kind of unit by the entry “{term}” of {_lexicon(replay, 'kind_plural')}")
    elif m := award_noun(replay.grammar).search(header.text.lower()):
        by.append(f"is an award by the entry “{m.group()}” of {_lexicon(replay, 'award_noun')}")
    return ", ".join(by)
