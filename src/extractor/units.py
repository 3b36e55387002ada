"""Units: who was selected, by the lists and profiles under each category and by the statements of the summary."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractor.annotations import Block, CategoryMention, Heading, Mark, Page, UnitMention
from extractor.categories import Counted, with_mentions
from extractor.matching import Grammar
from extractor.names import Names, lead, names, split_list
from extractor.phrases import phrases
from extractor.profiles import headed_phrase, leading_names, segments
from extractor.statements import Statement, find_introductions, find_statements
from extractor.tables import find_rows
from extractor.words import words_in

_LONGEST_ITEM = 240  # characters of a name with its host and what a list says of it in passing
_ALSO = re.compile(r"\b(?:also|others?|joining)\b")
_SENTENCE = 30  # characters; what is shorter, verb or not, is a name
_WITHIN = 60  # characters of a sentence in which its subject begins
_WORN = frozenset(
    (
        "The",
        "Party",
        "School",
        "College",
        "University",
        "Institute",
        "Department",
        "Centre",
        "Center",
        "Committee",
        "Branch",
        "Faculty",
        "Academy",
    )
)
_SHORT_NAME = 3  # words; a longer part of a name is compared as a name
_SHORT = 200  # characters; a longer paragraph lists units only if there are three of them
_OPENING = 1500  # characters in which a text says what kind of thing was selected
_SAME_NAME = 0.7  # see Names.alike; below it two names share a head noun and little else
_BODY = re.compile(
    r"\s(?:of|at) the ((?:School|College|Faculty|Department|Institute)\b(?:(?:\s(?:of|and|for|the|&))*\s[A-Z][\w'-]*)*)"
)
_HOST = re.compile(r"\s*\(([^()]*)\)")
_COUNT_PREFIX = re.compile(r"^(?P<host>[^:;]{3,80}?)\s*\((?P<count>\d+)\)\s*:\s*")


@dataclass(slots=True)
class _Draft:
    """A unit while its mentions are being collected."""

    name: Mark
    category: int | None
    mentions: list[Mark] = field(default_factory=list)
    organisations: list[Mark] = field(default_factory=list)
    profile: Mark | None = None
    weak_profile: bool = False
    forms: dict[str, None] = field(default_factory=dict)
    surnames: frozenset[str] = frozenset()
    name_words: tuple[str, ...] = ()


class _Collector:
    """Walks the page once; holds nothing but what it has found so far."""

    def __init__(
        self, page: Page, grammar: Grammar, headings: Sequence[Heading], categories: Sequence[CategoryMention]
    ) -> None:
        self.page, self.grammar = page, grammar
        self.kinds: Names = names(grammar)
        self.headings = {h.block: h for h in headings}
        self.categories = list(categories)
        self.drafts: list[_Draft] = []
        self.renumbered: dict[int, int] = {}
        self._award = grammar.pattern(r"(?<!\w)\L<award_noun>(?!\w)", name="award_noun")
        self._closing = grammar.pattern(
            r"[(\s]*(?:\L<outlook_opening>(?:\s?[,:.]|\s(?:the|we|step)\b)|(?:\L<contact_word>|annex|appendix|notes?|requirements|each|companies|applications|nominations|anyone|in all|in total|totals?|altogether|congratulations)\b|it is (?:understood|reported|learned|learnt)\b|the \w+ as a whole\b)",
            name="closing of a list",
        )
        self.category_kind = [self.kinds.plural_kind(c.name) or self.kinds.kind(c.name) for c in categories]

    def surface(self, mark: Mark) -> str:
        return " ".join(self.page.text[mark.start : mark.end].split())

    def add(self, name: Mark, category: int | None, *, profile: Mark | None = None, weak: bool = False) -> _Draft:
        draft = self.find(name, category)
        if draft is None:
            draft = _Draft(name, category)
            surface = self.surface(name)
            if self.kinds.kind(surface) == "person":
                draft.surnames = frozenset(
                    w.rstrip(",") for w in re.split(r"\s(?:of|at|from)\s", surface)[0].split()[2:]
                )
            draft.name_words = tuple(surface.split())
            self.drafts.append(draft)
        self.mention(draft, name)
        if profile is not None and (draft.profile is None or (draft.weak_profile and not weak)):
            draft.profile, draft.weak_profile = profile, weak
        return draft

    def mention(self, draft: _Draft, name: Mark) -> None:
        """Note one more place that names a unit."""
        if not draft.mentions or name != draft.mentions[-1]:
            draft.mentions.append(name)
        draft.forms.setdefault(self.surface(name))

    def find(self, name: Mark, category: int | None) -> _Draft | None:
        """The unit of this category (of any, if None) that a name means: the most alike, if one is alike enough."""
        surface = self.surface(name)
        if surname := _surname(surface):
            same = [d for d in self.drafts if surname in self.surface(d.name).split()]
            return same[0] if len(same) == 1 else None
        if " " not in surface:  # a surname by itself
            same = [d for d in self.drafts if surface in d.surnames]
            if len(same) == 1:
                return same[0]
        if (short := self._by_short_name(surface)) is not None:
            return short
        best, best_score = None, _SAME_NAME
        for d in self.drafts:
            if category is not None and d.category is not None and d.category != category:
                continue
            score = max(self.kinds.alike(surface, form) for form in d.forms)
            if score > best_score:
                best, best_score = d, score
        return best

    def _by_short_name(self, surface: str) -> _Draft | None:
        """The unit whose name has these words in a row and alone among all units: `Hengrun`, `Saint Bakhita`."""
        words = surface.split()
        if (
            surface.isupper()
            or len(words) > _SHORT_NAME
            or not all(w[0].isupper() for w in words)
            or not self.kinds.telling(surface)
            or not self.kinds.telling(words[0])
        ):
            return None
        found = [d for d in self.drafts if any(f" {surface} " in f" {_bare(form)} " for form in d.forms)]
        return found[0] if len(found) == 1 and len(found[0].name_words) > len(words) else None

    def collect(self) -> None:
        category: int | None = None
        unit: _Draft | None = None
        general: list[Block] = []
        for i, block in enumerate(self.page.blocks):
            heading = self.headings.get(i)
            if heading is not None:
                unit = None
                if heading.role == "category":
                    category = heading.category
                elif heading.role == "unit":
                    unit = self._unit_heading(heading, category)
                elif heading.role == "general":
                    category = None
                continue
            if block.shape == "row":
                continue
            if category is not None and self._ends_lists(block, category):
                category, unit = None, None
                general.append(block)
            elif unit is not None and block.shape == "line" and not self._statement_here(block, category):
                unit.profile = Mark(unit.profile.start if unit.profile else block.start, block.end)
            elif category is not None and block.shape == "item":
                unit = None
                self._item(block, category)
            elif category is not None and block.shape == "line":
                unit = None
                if not self._paragraph(block, category):
                    category = None
                    general.append(block)
            elif block.shape == "line" or block.shape == "item":
                general.append(block)
        self._table_rows()
        self._statements(general)
        self._headed_profiles()
        self._profiles_elsewhere(general)

    def prune(self) -> None:
        """Drop what no unit stands under: a heading that was none of a category."""
        used = {d.category for d in self.drafts}
        kept = [i for i, c in enumerate(self.categories) if i in used or c.declared is not None]
        renumbered = {old: new for new, old in enumerate(kept)}
        self.categories = [self.categories[i] for i in kept]
        self.category_kind = [self.category_kind[i] for i in kept]
        for d in self.drafts:
            d.category = None if d.category is None else renumbered[d.category]
        self.renumbered = renumbered

    def _ends_lists(self, block: Block, category: int) -> bool:
        """Whether what follows is about no unit of the list: contacts, plans, or a sentence set like an item."""
        low = self.page.low
        if self._closing.match(low, block.body):
            return True
        if block.shape != "item" or self.page.text[block.body] == '"':
            return False
        name, _ = lead(self.page.text, block.body, block.end)
        return (
            not self._verbless(Mark(block.body, block.end))
            and name.end - name.start > _SENTENCE
            and self.page.text[block.end - 1] == "."
        )

    def _statement_here(self, block: Block, category: int | None) -> bool:
        """`Also on the list are …`: under a category, in a paragraph of its own."""
        if category is None or not _ALSO.search(self.page.low, block.body, min(block.end, block.body + 60)):
            return False
        for statement in find_statements(self.page, self.grammar, (block,)):
            if statement.category is None:
                self._from_statement(statement, category)
                self._own_words(statement, category)
                return True
        return False

    def _own_words(self, statement: Statement, category: int) -> None:
        """In a list that runs on in a sentence, what stands between a name and the next is said of the first."""
        starts = [*(n.start for n in statement.names), statement.clause.end]
        for mark, end in zip(statement.names, starts[1:], strict=True):
            draft = self.find(self._trimmed(mark), category) or self.find(
                lead(self.page.text, mark.start, mark.end)[0], category
            )
            if (
                draft
                and any(self.page.numerals_in(mark.end, end))
                and (draft.profile is None or draft.profile.end <= self.page.blocks[-1].end)
            ):
                draft.profile, draft.weak_profile = Mark(mark.start, end), True

    def _unit_heading(self, heading: Heading, category: int | None) -> _Draft | None:
        name, _ = lead(self.page.text, heading.name.start, heading.name.end)
        if self.page.text[name.start] == '"':
            name = Mark(name.start + 1, name.end)
        existing = self.find(name, category) or self.find(name, None)
        if category is None and existing is None:
            return None
        block = self.page.blocks[heading.block]
        draft = self.add(name, category if existing is None else existing.category)
        draft.profile = Mark(block.body, block.end)
        return draft

    def _item(self, block: Block, category: int) -> None:
        text = self.page.text
        if self._counted_group(block.body, block.end, category):
            return
        pieces = list(split_list(text, block.body, block.end, ";"))
        if (
            len(pieces) > 2
            and not _says_more(self.page, *lead(text, block.body, block.end), block.end)
            and self._names_only(pieces)
        ):
            for piece in pieces:
                self._listed(piece, category)
            return
        self._listed(Mark(block.body, block.end), category, weak=True)

    def _listed(self, piece: Mark, category: int, *, weak: bool = True) -> _Draft | None:
        """One line or piece of a list: its name, its host in brackets, and a profile where it says more."""
        text = self.page.text
        name, rest = lead(text, piece.start, piece.end)
        name = self._trimmed(name)
        if name.start >= name.end or not any(c.isalpha() for c in text[name.start : name.end]):
            return None
        more = _says_more(self.page, name, rest, piece.end)
        draft = self.add(name, category, profile=Mark(piece.start, piece.end) if more else None, weak=weak)
        self._host(draft, name, piece.end)
        return draft

    def _trimmed(self, name: Mark) -> Mark:
        text = self.page.text
        start, end = name.start, name.end
        if m := re.match(r"(?i)(?:and\s+|the\s+)+", text[start:end]):
            start += m.end()
        while (
            end > start and text[end - 1] in '.,;:"*_ ' and not re.search(r"(?i)\b(?:ltd|inc|co)\.$", text[start:end])
        ):
            end -= 1
        return Mark(start, end)

    def _host(self, draft: _Draft, name: Mark, end: int) -> None:
        text = self.page.text
        at = name.end + (text[name.end : name.end + 1] == '"')
        if (m := _HOST.match(text, at, end)) and self.kinds.has_head(m.group(1)):
            draft.organisations.append(Mark(m.start(1), m.end(1)))
        if m := _BODY.match(text, at, end):
            draft.organisations.append(Mark(m.start(1), m.end(1)))

    def _counted_group(self, start: int, end: int, category: int) -> bool:
        """`University A (3): X, Y, Z; University B (2): …`: names under the body that has them."""
        text = self.page.text
        pieces = list(split_list(text, start, end, ";"))
        if not all(_COUNT_PREFIX.match(text[p.start : p.end]) for p in pieces):
            return False
        for piece in pieces:
            m = _COUNT_PREFIX.match(text[piece.start : piece.end])
            host = Mark(piece.start, piece.start + m.end("host"))
            for name in split_list(text, piece.start + m.end(), piece.end, ",\u3001"):
                draft = self.add(self._trimmed(name), category)
                draft.organisations.append(host)
        return True

    def _names_only(self, pieces: Sequence[Mark]) -> bool:
        """Whether most pieces of an enumeration have no verb: a list of names and not of clauses."""
        verbless = sum(self._verbless(p) for p in pieces)
        return verbless >= 0.7 * len(pieces)

    def _verbless(self, piece: Mark) -> bool:
        grammar_of = phrases(self.grammar)
        name, _ = lead(self.page.text, piece.start, piece.end)
        return not any(
            grammar_of.is_verb(w.text) and w.text not in grammar_of.particles and not self.page.text[w.start].isupper()
            for w in words_in(self.page.masked, name.start, name.end)
        )

    def _paragraph(self, block: Block, category: int) -> bool:
        """A paragraph under a category: an enumeration, a statement or profiles; False where it is none of them."""
        page, text = self.page, self.page.text
        if self._counted_group(block.body, block.end, category):
            return True
        if self._enumeration(block, category):
            return True
        if self._statement_here(block, category):
            return True
        kind = self.category_kind[category] or self._sibling_kind(category)
        if kind is None and (first := leading_names(page, self.grammar, block.body, block.end)):
            kind = self.kinds.kind(self.surface(first[0]))
        cut = segments(page, self.grammar, block.body, block.end, kind)
        if len(cut) == 1:
            cut = self._cut_at_known(cut[0], category)
        found = False
        for start, end in cut:
            marks = leading_names(page, self.grammar, start, end)
            if not marks and kind and (late := headed_phrase(page, self.grammar, start, end, kind)):
                marks = (late,)
            marks = tuple(m for m in marks if self._plausible(m, category, kind))
            for mark in marks:
                draft = self.add(self._trimmed(mark), category, profile=Mark(start, end))
                self._host(draft, mark, end)
                found = True
            if not marks and found and self.drafts[-1].profile:
                last = self.drafts[-1]
                last.profile = Mark(last.profile.start, end)
        if (
            not found
            and self.drafts
            and self.drafts[-1].category == category
            and self.drafts[-1].profile
            and self.drafts[-1].profile.end <= block.start
        ):
            opening = page.text[block.body]
            if opening == '"' or re.match(r"(?:it|its|he|his|she|her|they|the|in|this)\b", page.low[block.body :][:6]):
                last = self.drafts[-1]
                last.profile = Mark(last.profile.start, block.end)
                return True
        return found

    def _cut_at_known(self, whole: tuple[int, int], category: int) -> list[tuple[int, int]]:
        """Cut a paragraph where a sentence begins with another unit that the list has named."""
        cuts = [whole[0]]
        current: _Draft | None = None
        telling = {
            w for d in self.drafts if d.category == category for form in d.forms for w in form.split() if w[0].isupper()
        } - _WORN
        for start, end in self.page.sentences_in(*whole):
            opening = self.page.text[start : start + _WITHIN]
            if not any(w in opening for w in telling):
                continue
            named = leading_names(self.page, self.grammar, start, end)
            draft = self.find(named[0], category) if len(named) == 1 else None
            if draft is not None and draft is not current:
                if start > whole[0]:
                    cuts.append(start)
                current = draft
        return list(zip(cuts, [*cuts[1:], whole[1]], strict=True)) if len(cuts) > 1 else [whole]

    def _enumeration(self, block: Block, category: int) -> bool:
        """`A, B; C, D; E`: names and no clauses. What has a verb in its first piece is none."""
        text = self.page.text
        first = next(split_list(text, block.body, block.end, ";"), None)
        if (
            first is None
            or first.end - first.start > _LONGEST_ITEM
            or text[block.body] == "("
            or not self._verbless(first)
        ):
            return False
        pieces = [p for s in split_list(text, block.body, block.end, ";") for p in self._units_of(s, category)]
        alone = len(pieces) == 1 or not text.count(". ", block.body, block.end)
        signs = ";" in text[block.body : block.end] or "\u3001" in text[block.body : block.end]
        if (
            (len(pieces) <= 2 and block.end - block.body >= _SHORT)
            or not (signs or alone)
            or not self._names_only(pieces)
        ):
            return False
        if any(c.isdigit() for c in text[pieces[0].start : pieces[0].end]):
            return False
        for piece in pieces:
            self._listed(piece, category)
        return True

    def _sibling_kind(self, category: int) -> str | None:
        kinds = [k for d in self.drafts if d.category == category and (k := self.kinds.kind(self.surface(d.name)))]
        return max(set(kinds), key=kinds.count) if kinds else None

    def _plausible(self, name: Mark, category: int, kind: str | None) -> bool:
        """A leading name opens a profile if it is of the right kind, or if names of another sort are expected here."""
        found = self.kinds.kind(self.surface(name))
        if (
            kind is None
            or found == kind
            or kind in ("course", "programme", "project", "enterprise", "person", "journal")
        ):
            return True
        return (
            found is not None
            or not any(d.category == category for d in self.drafts)
            or self.find(name, category) is not None
        )

    def _units_of(self, piece: Mark, category: int) -> Iterator[Mark]:
        """Part one piece of a semicolon list where a comma stands for a lost semicolon, or `and` joins two units."""
        text = self.page.text
        head = self.category_kind[category]
        parts = list(split_list(text, piece.start, piece.end, ",\u3001"))
        kinds = [self.kinds.kind(text[p.start : p.end]) for p in parts]
        if head is None or kinds.count(head) < 2 or text[piece.start] == '"':
            whole = [piece]
        else:
            whole = []
            for part, kind in zip(parts, kinds, strict=True):
                if (kind == head and self._specific(part, category)) or not whole:
                    whole.append(part)
                else:
                    whole[-1] = Mark(whole[-1].start, part.end)
        for w in whole:
            yield from self._joined_by_and(w, category)

    def _specific(self, part: Mark, category: int) -> bool:
        """Whether a part has the very head noun of the category (`industrial college`), not just any of its kind."""
        words = self.kinds.words(self.categories[category].name)
        return (
            len(words & self.kinds.words(self.surface(part))) >= 2 or self.kinds.kind(self.surface(part)) != "college"
        )

    def _joined_by_and(self, piece: Mark, category: int) -> Iterator[Mark]:
        text, head = self.page.text, self.category_kind[category]
        m = re.search(r"\s+and\s+(?=[A-Z])", text[piece.start : piece.end])
        if m and head:
            left = Mark(piece.start, piece.start + m.start())
            right = Mark(piece.start + m.end(), piece.end)
            if self.kinds.kind(self.surface(left)) == head == self.kinds.kind(
                self.surface(right)
            ) and self.kinds.has_head(self.surface(left)):
                yield left
                yield right
                return
        yield piece

    def _headed_profiles(self) -> None:
        """What stands under a heading that is the name of a known unit is its profile, wherever the heading stands."""
        blocks = self.page.blocks
        places = sorted(self.headings)
        for i, place in enumerate(places):
            heading = self.headings[place]
            if heading.role in ("title", "category"):
                continue
            name, _ = lead(self.page.text, heading.name.start, heading.name.end)
            draft = self.find(name, None)
            following = places[i + 1] if i + 1 < len(places) else len(blocks)
            if draft is None or following == place + 1 or (draft.profile and not draft.weak_profile):
                continue
            last = place + 1
            while (
                last < following
                and blocks[last].shape != "row"
                and not self._closing.match(self.page.low, blocks[last].body)
            ):
                last += 1
            if last > place + 1:
                draft.profile, draft.weak_profile = Mark(blocks[place].body, blocks[last - 1].end), False
                self.mention(draft, name)

    def _table_rows(self) -> None:
        category_of: dict[int, int | None] = {}
        current: int | None = None
        for i in range(len(self.page.blocks)):
            if (heading := self.headings.get(i)) is not None:
                current = heading.category
            category_of[i] = current
        for row in find_rows(self.page, self.grammar):
            if row.is_total:
                continue
            category = self._column_category(row.category) if row.category else category_of[row.block]
            known = self.find(row.name, None)
            if category is not None and (known is None or known.category == category):
                self.add(self._trimmed(row.name), category)
            elif known is not None:
                self.mention(known, row.name)

    def _column_category(self, cell: Mark) -> int:
        surface = self.surface(cell)
        for i, c in enumerate(self.categories):
            if self.kinds.words(c.name) == self.kinds.words(surface):
                return i
        self.categories.append(CategoryMention(surface, None, (cell,)))
        self.category_kind.append(self.kinds.plural_kind(surface))
        return len(self.categories) - 1

    def _statements(self, blocks: Sequence[Block]) -> None:
        found = [
            *find_statements(self.page, self.grammar, tuple(blocks)),
            *find_introductions(self.page, self.grammar, tuple(blocks)),
        ]
        for statement in [*(s for s in found if not s.weak), *(s for s in found if s.weak)]:
            category = self._category_of(statement)
            if category is not None:
                self._from_statement(statement, category)
                if statement.lists_last:
                    self._own_words(statement, category)

    def _category_of(self, statement: Statement) -> int | None:
        if statement.category is None:
            return None
        surface = self.surface(statement.category)
        scores = [self.kinds.alike(surface, c.name) for c in self.categories]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        if best is not None and scores[best] >= _SAME_NAME:
            return best
        if statement.weak or any(h.role == "category" for h in self.headings.values()):
            return None
        if (
            len(statement.names) == 1
            and not self._award.search(surface.lower())
            and self.kinds.plural_kind(surface) is None
        ):
            return None
        self.categories.append(CategoryMention(surface, None, (statement.category,)))
        self.category_kind.append(self.kinds.plural_kind(surface))
        return len(self.categories) - 1

    def _from_statement(self, statement: Statement, category: int) -> None:
        profiled = [d for d in self.drafts if d.category == category and d.profile]
        for mark in statement.names:
            name, rest = lead(self.page.text, mark.start, mark.end)
            whole = name if self.page.text[mark.start] == '"' or rest < mark.end else mark
            if self._is_container(whole, category, bool(profiled)):
                continue
            draft = self.add(self._trimmed(whole), category)
            if rest < mark.end and any(c.isdigit() for c in self.page.text[rest : mark.end]):
                draft.profile = draft.profile or Mark(mark.start, mark.end)

    def _is_container(self, name: Mark, category: int, profiled: bool) -> bool:
        """A piece that names the body of a unit and no unit: another kind than the units that have profiles here."""
        if not profiled or self.find(name, category) is not None:
            return False
        kind = self.kinds.kind(self.surface(name))
        return kind != self._sibling_kind(category)

    def _profiles_elsewhere(self, blocks: Sequence[Block]) -> None:
        """Passages outside the lists that begin with the name of a unit that is known by now."""
        first = sorted(((d, d.mentions[0]) for d in self.drafts), key=lambda f: f[1].start)
        for block in blocks:
            if self._closing.match(self.page.low, block.body):
                continue
            openings = sorted(self._openings(block, first), key=lambda o: o[0])
            for k, (start, draft, mark) in enumerate(openings):
                following = [s for s, *_ in openings[k + 1 :] if s > start]
                if draft.profile and not draft.weak_profile:
                    continue
                draft.profile, draft.weak_profile = Mark(start, following[0] if following else block.end), False
                self.mention(draft, mark)

    def _openings(self, block: Block, first: Sequence[tuple[_Draft, Mark]]) -> Iterator[tuple[int, _Draft, Mark]]:
        """Where in a paragraph a sentence begins to speak of a known unit."""
        opened: list[_Draft] = []
        starts = [m.start for _, m in first]
        for i, (start, end) in enumerate(self.page.sentences_in(block.body, block.end)):
            named = leading_names(self.page, self.grammar, start, end if i else block.end) or _first_word(
                self.page, start
            )
            found = [(d, m) for m in named if (d := self._known(m)) is not None]
            stated = [first[k] for k in range(bisect_left(starts, start), bisect_left(starts, end))]
            # A sentence that only says that several were selected is about none of them.
            found = [] if len(stated) > 1 else found or stated
            for draft, mark in found:
                if draft not in opened:
                    opened.append(draft)
                    yield (start if i or mark.start - start < 40 else mark.start), draft, mark

    def _known(self, mark: Mark) -> _Draft | None:
        """The unit that a leading name means; a place behind a comma may go with it."""
        surface = self.surface(mark)
        found = self.find(mark, None)
        if found is None and "," in surface:
            comma = self.page.text.index(",", mark.start)
            found = self.find(Mark(mark.start, comma), None)
        if found is None or (
            _surname(surface) is None
            and surface not in found.surnames
            and self._by_short_name(surface) is None
            and len(self.kinds.words(surface)) == 1
            and len(self.kinds.words(self.surface(found.name))) > 2
        ):
            return None
        return found


_TITLED = re.compile(r"(?:Dr|Prof|Professor|Mr|Ms|Mrs|Miss|Sir|Dame|Coach)\.?\s+([A-Z][\w'-]+)(?:'s)?$")


def _first_word(page: Page, start: int) -> tuple[Mark, ...]:
    """A capitalised word that opens a sentence: it may be the surname of a person that was named in full."""
    m = re.compile(r"[A-Z][\w-]+(?=[\s,'])").match(page.text, start)
    return (Mark(m.start(), m.end()),) if m else ()


def _surname(surface: str) -> str | None:
    """`Dr. Lim` -> `Lim`: a title and one name mean the person who was named in full."""
    m = _TITLED.match(surface)
    return m.group(1) if m else None


def _bare(form: str) -> str:
    return re.sub(r"[,;:()\"]", " ", form).replace("  ", " ")


def _says_more(page: Page, name: Mark, rest: int, end: int) -> bool:
    """Whether a list line says more than the name and, in brackets, who has the unit."""
    text = page.text[rest:end]
    if page.text[name.end : rest].strip().startswith("("):
        text = re.sub(r"^[^)]*\)", "", text) if not any(c.isdigit() for c in text.split(")")[0]) else text
    return bool(re.search(r"\w", text.strip(" .;,")))


def find_units(
    page: Page,
    grammar: Grammar,
    headings: Sequence[Heading],
    categories: Sequence[CategoryMention],
    counted: list[Counted],
) -> tuple[list[UnitMention], list[CategoryMention], list[Heading]]:
    """The units in category order, then text order.

    With them the categories and headings again: the summary may have added a category, and a heading over no unit is
    none of a category.
    """
    collector = _Collector(page, grammar, headings, categories)
    collector.collect()
    collector.prune()
    asked = _asked_for(page, collector)
    units = [_finished(collector, d, asked) for d in collector.drafts]
    units.sort(
        key=lambda u: (u.category if u.category is not None else len(categories), min(m.start for m in u.mentions))
    )
    final = with_mentions(page, grammar, collector.categories, counted, Counter(d.category for d in collector.drafts))
    return units, final, [_renumbered(h, collector.renumbered) for h in headings]


def _renumbered(heading: Heading, numbers: Mapping[int, int]) -> Heading:
    if heading.category is None:
        return heading
    category = numbers.get(heading.category)
    return replace(heading, category=category, role="general" if category is None else heading.role)


def _asked_for(page: Page, collector: _Collector) -> str | None:
    """The kind of thing that the title and the first sentence count: `Eleven projects were among the winners`."""
    total = len(collector.drafts)
    for n in page.numerals:
        if n.start > _OPENING:
            return None
        if n.value == total and (
            phrase := phrases(collector.grammar).after(page.masked, n.outer_end, n.outer_end + 60)
        ):
            if kind := collector.kinds.plural_kind(collector.surface(phrase)):
                return kind
    return None


def _finished(collector: _Collector, draft: _Draft, counted: str | None) -> UnitMention:
    named = draft.mentions
    longest = max(len(collector.surface(m).split()) for m in named)
    # The form at the head of the profile is the fullest, unless it is only a short form.
    whole = [m for m in named if 2 * len(collector.surface(m).split()) >= longest]
    best = max(
        whole,
        key=lambda m: (
            draft.profile is not None and draft.profile.start <= m.start < draft.profile.start + 60,
            m.end - m.start,
        ),
    )
    surface = collector.surface(best)
    kind = collector.kinds.kind(surface)
    asked = collector.category_kind[draft.category] if draft.category is not None else None
    if asked in ("course", "programme", "project", "journal") or kind is None:
        kind = asked or kind or counted or "other"
    return UnitMention(
        surface, draft.category, kind, tuple(sorted(set(named), key=lambda m: m.start)), tuple(draft.organisations), draft.profile
    )  # fmt: skip
