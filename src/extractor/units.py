"""Units: who was selected, by the lists and profiles under each category and by the statements of the summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractor.annotations import Block, CategoryMention, Heading, Mark, Page, UnitMention
from extractor.categories import with_mentions
from extractor.counted import Counted
from extractor.drafts import Draft, Drafts
from extractor.forms import is_labelled
from extractor.listings import (
    ends_lists,
    is_sentence,
    mention_rows,
    read_counted_groups,
    read_enumeration,
    read_item,
    read_tables,
    verbless,
)
from extractor.matching import Grammar
from extractor.names import lead
from extractor.passages import (
    name_sole_category,
    read_further_statement,
    read_headed_profiles,
    read_profiles,
    read_profiles_elsewhere,
    read_statements,
)
from extractor.phrases import phrases
from extractor.profiles import leading_names

# The figures below were chosen on the corpus.
_OPENING = 1500  # characters in which a text says what kind of thing was selected
_COUNTED_WITHIN = 60  # characters behind a number in which the noun phrase that it counts ends
_HEAD_OF_PROFILE = 60  # characters of a profile in which the full name of its unit begins
_AS_ASKED = frozenset(("course", "programme", "project", "journal"))
"""Kinds that a category gives to its units whatever their names say: a course may be named after a college."""


def find_units(
    page: Page,
    grammar: Grammar,
    headings: Sequence[Heading],
    categories: Sequence[CategoryMention],
    counted: Sequence[Counted],
) -> tuple[list[UnitMention], list[CategoryMention], list[Heading]]:
    """The units in category order, then text order.

    With them the categories and headings again: the summary may have added a category, and a heading over no unit is
    none of a category.
    """
    drafts = Drafts(page, grammar, with_mentions(page, grammar, categories, counted, Counter()))
    _collect(drafts, headings)
    numbers = drafts.prune_categories()
    stated = _stated_kind(drafts)
    units = [_finished(drafts, d, stated) for d in drafts.units]
    units.sort(
        key=lambda u: (u.category if u.category is not None else len(categories), min(m.start for m in u.mentions))
    )
    final = with_mentions(page, grammar, drafts.categories, counted, Counter(d.category for d in drafts.units))
    return units, final, [_renumbered(h, numbers) for h in headings]


def _collect(drafts: Drafts, headings: Sequence[Heading]) -> None:
    """Fill the drafts: first from what stands under the categories, then from all that stands elsewhere."""
    by_block = {h.block: h for h in headings}
    walk = _Walk(drafts)
    read_tables(drafts, by_block)
    for i, block in enumerate(drafts.page.blocks):
        if (heading := by_block.get(i)) is not None:
            walk.pass_heading(heading)
        elif block.shape != "row":
            walk.read(block)
    mention_rows(drafts)
    read_statements(drafts, walk.elsewhere, headed=any(h.role == "category" for h in headings))
    name_sole_category(drafts)
    read_headed_profiles(drafts, by_block)
    read_profiles_elsewhere(drafts, walk.elsewhere)


@dataclass(slots=True)
class _Walk:
    """Reads the blocks of a page one after another.

    `category` and `unit` are those whose heading stands over the next block, `elsewhere` the blocks under none;
    `labelled` says that the unit has a record of labelled lines.
    """

    drafts: Drafts
    category: int | None = None
    unit: Draft | None = None
    unit_start: int = 0
    labelled: bool = False
    elsewhere: list[Block] = field(default_factory=list)

    def pass_heading(self, heading: Heading) -> None:
        """Go on under another heading."""
        self.unit, self.labelled = None, heading.labelled
        if heading.role == "category":
            self.category = heading.category
        elif heading.role == "unit":
            unit = _unit_of(self.drafts, heading, self.category)
            self.unit = None if heading.listed else unit
            self.unit_start = self.drafts.page.blocks[heading.block].body
        elif heading.role == "general":
            self.category = None

    def read(self, block: Block) -> None:
        """Read what a line or an item says of units, in the light of the headings over it."""
        if self.labelled and self.unit and is_labelled(self.drafts.page, block):
            self.unit.profile = Mark(self.unit_start, block.end)
        elif self.category is not None and block.shape == "item" and self._is_profile(block, self.category):
            self.unit = None
        elif self.category is not None and ends_lists(self.drafts, block):
            self._leave(block)
        elif (
            self.unit
            and not self._opens_another(block)
            and _is_about(self.drafts, block)
            and not read_further_statement(self.drafts, block, self.category)
        ):
            self.unit.profile = Mark(self.unit_start, block.end)
        elif self.category is None:
            self.elsewhere.append(block)
        else:
            self.unit = None
            if block.shape == "item":
                read_item(self.drafts, block, self.category)
            elif not _read_paragraph(self.drafts, block, self.category):
                self._leave(block)

    def _is_profile(self, block: Block, category: int) -> bool:
        """Read an item that is a sentence about a unit of what the category asks for; False where it is none."""
        drafts, asked = self.drafts, self.drafts.category_kind[category]
        if not is_sentence(drafts, block):
            return False
        marks = leading_names(drafts.page, drafts.grammar, block.body, block.end)
        if asked in (None, "other"):
            # Of so many as the text counts, one more is told of in a sentence.
            waits = drafts.categories[category].declared is not None and not drafts.is_full(category)
            if waits and marks:
                drafts.add(marks[0], category, profile=Mark(block.body, block.end), listed=("profiles", category))
            return waits and len(marks) > 0
        if not any(
            drafts.kinds.kind(name) == asked and drafts.kinds.telling(name) for name in map(drafts.surface, marks)
        ):
            return False
        return read_profiles(drafts, block, category)

    def _opens_another(self, block: Block) -> bool:
        """Whether a paragraph under the heading of a unit begins with another, of which the text has counted more."""
        drafts, category = self.drafts, self.category
        if category is None or block.shape != "line":
            return False
        if drafts.categories[category].declared is None or drafts.is_full(category):
            return False
        marks = leading_names(drafts.page, drafts.grammar, block.body, block.end)
        asked = drafts.category_kind[category]
        surfaces = [drafts.surface(m) for m in marks if drafts.find(m, None) is None]
        return any(drafts.kinds.kind(name) == asked is not None and drafts.kinds.telling(name) for name in surfaces)

    def _leave(self, block: Block) -> None:
        """Take a block as the first that is about no unit of the category."""
        self.category, self.unit = None, None
        self.elsewhere.append(block)


def _is_about(drafts: Drafts, block: Block) -> bool:
    """Whether a block under the heading of a unit tells of it: a paragraph, or an item that is no name but a fact."""
    page = drafts.page
    opening = page.text[block.body : block.body + 1]
    if block.shape == "line" or opening.islower() or len(page.numerals_in(block.body, block.end)) > 0:
        return True
    return not verbless(drafts, Mark(block.body, block.end))


def _read_paragraph(drafts: Drafts, block: Block, category: int) -> bool:
    """A paragraph under a category: an enumeration, a statement or profiles; False where it is none of them."""
    return (
        read_counted_groups(drafts, block, category)
        or read_enumeration(drafts, block, category)
        or read_further_statement(drafts, block, category)
        or read_profiles(drafts, block, category)
    )


def _unit_of(drafts: Drafts, heading: Heading, category: int | None) -> Draft | None:
    """The unit that a heading names, made if it is new; None where it names none, as mostly outside the categories."""
    text = drafts.page.text
    name, _ = lead(text, heading.name.start, heading.name.end)
    if text.startswith('"', name.start, name.end):
        name = Mark(name.start + 1, name.end)
    if name.start == name.end:  # a heading in brackets: `(8 courses)`
        return None
    name, host = drafts.apart(name)
    existing = drafts.find(name, category) or drafts.find(name, None)
    if category is None and existing is None and not (heading.listed or heading.labelled):
        return None
    block = drafts.page.blocks[heading.block]
    where = category if existing is None else existing.category
    draft = drafts.add(name, where, listed=("headings", -1 if where is None else where))
    if host is not None:
        draft.organisations.append(host)
    if len(drafts.page.numerals_in(name.end, block.end)):
        draft.profile = Mark(block.body, block.end)
    return draft


def _renumbered(heading: Heading, numbers: Mapping[int, int]) -> Heading:
    if heading.category is None:
        return heading
    category = numbers.get(heading.category)
    return replace(heading, category=category, role="general" if category is None else heading.role)


def _stated_kind(drafts: Drafts) -> str | None:
    """The kind of thing that the title and the first sentence count: `Eleven projects were among the winners`."""
    page, grammar_of, total = drafts.page, phrases(drafts.grammar), len(drafts.units)
    for n in page.numerals:
        if n.start > _OPENING:
            return None
        if n.value != total:
            continue
        phrase = grammar_of.after(page.masked, n.outer_end, n.outer_end + _COUNTED_WITHIN)
        if phrase and (kind := drafts.kinds.plural_kind(drafts.surface(phrase))):
            return kind
    return None


def _finished(drafts: Drafts, draft: Draft, stated: str | None) -> UnitMention:
    name = drafts.surface(_fullest(drafts, draft))
    kind = drafts.kinds.kind(name)
    asked = drafts.category_kind[draft.category] if draft.category is not None else None
    if asked in _AS_ASKED or kind is None:
        person = "person" if kind is None and _is_person(drafts, draft) else None
        kind = person or asked or kind or stated or "other"
    mentions = tuple(sorted(set(draft.mentions), key=lambda m: m.start))
    return UnitMention(name, draft.category, kind, mentions, tuple(draft.organisations), draft.profile)


def _is_person(drafts: Drafts, draft: Draft) -> bool:
    """Whether the profile of a unit whose name says nothing of its kind speaks of `he` or `she`."""
    if draft.profile is None:
        return False
    pattern = drafts.grammar.fragment("person_pronoun")
    return pattern.search(drafts.page.low, draft.profile.start, draft.profile.end) is not None


def _fullest(drafts: Drafts, draft: Draft) -> Mark:
    """The mention that gives a unit its name: the one at the head of its profile, unless it is only a short form."""
    words = {m: len(drafts.surface(m).split()) for m in draft.mentions}
    longest = max(words.values())

    def heads_profile(m: Mark) -> bool:
        return draft.profile is not None and 0 <= m.start - draft.profile.start < _HEAD_OF_PROFILE

    whole = [m for m in draft.mentions if 2 * words[m] >= longest]
    return max(whole, key=lambda m: (heads_profile(m), m.end - m.start))
