"""The selected units and their categories on a Chinese page, from lists, statements and the passages about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.annotations import CategoryMention, Heading, Mark, Page, UnitMention
from extractor.chinese.counts import category_counts
from extractor.chinese.drafts import Draft, Drafts
from extractor.chinese.leads import leading_name
from extractor.chinese.listings import find_listings
from extractor.chinese.listlines import Listing
from extractor.chinese.names import bare
from extractor.chinese.outline import Piece, category_name
from extractor.chinese.owners import clause_leads
from extractor.chinese.profiles import leading_unit, passages
from extractor.chinese.statements import Statement, find_statements
from extractor.matching import MASKS, Grammar
from extractor.spans import Spans

_SUMMARY_REACH = 6  # pieces at the beginning in which the selection is told
_TOLD_REACH = 4  # pieces at the beginning that say what so many were selected for
_TITLE_REACH = 4  # pieces at the beginning of which one is the title
_SHORTEST_NAME = 3  # characters of a name that is looked for again
_TOLD = (
    rf"(?:\L<selection_verb>|\L<naming_verb>|共有|有)(?:了|的)?(?:{MASKS['cardinal']}+(?:\L<counter>)?(?:的)?)?"
    r"(?P<target>[^,。;!?:]{3,40})"
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Who was selected for what: the headings of the page, its categories and its units.

    `telling` are the blocks whose clauses tell of one unit after another.
    """

    headings: tuple[Heading, ...]
    categories: tuple[CategoryMention, ...]
    units: tuple[UnitMention, ...]
    telling: frozenset[int] = frozenset()


def find_selection(
    page: Page, grammar: Grammar, pieces: Sequence[Piece], *, institution: Mark | None, issuer: Mark | None
) -> Selection:
    """The headings, categories and units of a page."""
    reader = _Reader(page, grammar, pieces, institution=institution, issuer=issuer)
    reader.read()
    return reader.made()


def title_of(pieces: Sequence[Piece]) -> Piece | None:
    """The piece that is the title."""
    return next((p for p in pieces[:_TITLE_REACH] if p.shape in ("short", "prose", "label")), None)


class _Reader:
    """Collects the units and categories of one page, the surest source first."""

    def __init__(
        self, page: Page, grammar: Grammar, pieces: Sequence[Piece], *, institution: Mark | None, issuer: Mark | None
    ) -> None:
        self.page, self.grammar, self.pieces = page, grammar, pieces
        self.own = page.low[institution.start : institution.end] if institution is not None else ""
        self.drafts = Drafts(page, grammar, self.own)
        self.bodies = {self.drafts.low(b) for b in (institution, issuer) if b is not None}
        self.title = title_of(pieces)
        self.unit_headings: set[int] = set()
        self.category_headings: dict[int, int] = {}
        self.told: set[int] = set()
        self.telling: set[int] = set()

    def read(self) -> None:
        """Read statements, lists, and the passages under headings."""
        first = self.pieces.index(self.title) + 1 if self.title is not None else 0
        listings = find_listings(self.page, self.grammar, self.pieces, first)
        statements = list(self._statements(listings))
        for statement in statements:
            if self._tells(statement, listings):
                self._state(statement)
        for listing in sorted(listings, key=lambda x: x.interleaved):
            self._list(listing)
        for statement in statements:
            if not self._tells(statement, listings):
                self._mention(statement)
        self._under_headings()
        self._bind_passages()
        self._note_leads()
        self._categorise()

    def _statements(self, listings: Sequence[Listing]) -> Iterable[Statement]:
        """The statements of the opening, before the first list."""
        stop = min((e.block for x in listings for e in x.entries), default=len(self.page.blocks))
        opening = [p for p in self.pieces if p.shape in ("prose", "short", "label") and p.block < stop]
        named: set[str] = set()
        drafts_low = self.drafts.low
        for piece in opening[:_SUMMARY_REACH]:
            block = self.page.blocks[piece.block]
            for statement in find_statements(self.page, self.grammar, block.body, block.end):
                if any(drafts_low(f) in named for f in statement.target):
                    continue  # 甲:… behind 甲入选 says something of a unit
                named |= {drafts_low(n) for n in statement.listed}
                if statement.target:
                    self.told.add(piece.block)
                yield statement

    def _tells(self, statement: Statement, listings: Sequence[Listing]) -> bool:
        """Whether a statement says what its units were selected for, and not what the institution of a list got."""
        if not statement.target:
            return False
        only = statement.listed[0]
        of_institution = len(statement.listed) == 1 and bool(listings) and not self.drafts.quoted(only)
        return not (of_institution and self.drafts.kinds.kind(self.drafts.low(only)) in ("university", None))

    def _state(self, statement: Statement) -> None:
        category = self.drafts.category(statement.target)
        for name in statement.listed:
            self.drafts.add(name, category)

    def _mention(self, statement: Statement) -> None:
        """A statement without a target mentions units; it adds them only where nothing else has named any."""
        drafts = self.drafts
        known = [drafts.find(drafts.low(n), None) for n in statement.listed]
        if not drafts.units:
            if not (statement.weak and drafts.kinds.kind(drafts.low(statement.listed[0])) == "university"):
                for name in statement.listed:
                    drafts.add(name, None)
            return
        most = sum(d is not None for d in known) * 2 >= len(known)
        for name, draft in zip(statement.listed, known, strict=True):
            if draft is not None:
                drafts.mention(draft, name)
            elif most and not statement.weak:
                drafts.add(name, None)

    def _list(self, listing: Listing) -> None:
        """The units of a list; where most of its names are known, it repeats them and makes no category."""
        drafts = self.drafts
        entries = [e for e in listing.entries if drafts.low(e.name) not in self.bodies]
        known = [drafts.find(drafts.low(e.name), None) for e in entries]
        repeats = sum(d is not None for d in known) * 2 > len(known)
        named = drafts.known_category(listing.forms) if listing.forms else None
        if listing.forms and any(
            drafts.exact(drafts.low(f), d.category) is d for f in listing.forms for d in drafts.units
        ):
            return  # what is said of a unit
        if not entries or (repeats and self._repeated(listing, known, [e.name for e in entries], named=named)):
            return
        sure = listing.count is not None and listing.count[0] == len(entries)
        if listing.interleaved and drafts.units and named is None and not sure:
            return
        header = self._whole(listing.header) if listing.header is not None else None
        category = drafts.category(listing.forms, header=header, block=listing.header)
        if category is not None and drafts.categories[category].declared is None:
            drafts.categories[category].declared = listing.count
        seen: set[str] = set()
        for entry in entries:
            low = bare(drafts.low(entry.name))
            draft = drafts.add(entry.name, category, host=entry.host, same_list=not repeats or low in seen)
            for other in entry.also:
                drafts.mention(draft, other)
            seen.add(low)
            if listing.interleaved:
                self.unit_headings.add(entry.block)

    def _repeated(
        self, listing: Listing, known: Sequence[Draft | None], names: Sequence[Mark], *, named: int | None
    ) -> bool:
        """Note the names of a list that says again who was selected; whether there is no more to it."""
        if named is not None and not listing.interleaved:
            return False
        loose = all(d is None or d.category is None for d in known)
        category = None
        if named is None and loose and listing.forms and not listing.interleaved:
            category = self.drafts.category(listing.forms, block=listing.header)
        for name, draft in zip(names, known, strict=True):
            if draft is not None:
                draft.category = category if draft.category is None else draft.category
                self.drafts.mention(draft, name)
        return True

    def _under_headings(self) -> None:
        """Units that only the passages under a category's heading name, each at its beginning."""
        for k, piece in enumerate(self.pieces):
            if piece.shape not in ("short", "label") or piece is self.title:
                continue
            stretch = self._stretch(k)
            headed = self._headed(piece, stretch)
            if headed is not None:
                for told in stretch:
                    self._first_named(told, headed)

    def _stretch(self, k: int) -> list[Piece]:
        """The pieces behind a heading that may each tell of one unit.

        They are paragraphs; where these are items, one with no more than its name may be among them.
        """
        out: list[Piece] = []
        marker = self.page.blocks[self.pieces[k + 1].block].marker if self._is_prose(k + 1) else ""
        for piece in self.pieces[k + 1 :]:
            block = self.page.blocks[piece.block]
            if piece.shape != "prose" and not (out and marker and block.marker == marker and block.shape == "item"):
                break
            out.append(piece)
        return out

    def _headed(self, piece: Piece, stretch: Sequence[Piece]) -> int | None:
        """The category that a piece is the heading of."""
        drafts = self.drafts
        forms = category_name(self.page, self.grammar, piece.head) if piece.shape == "short" else ()
        known = drafts.known_category(forms) if forms else None
        if known is None and not self._heads_profiles(piece, stretch):
            return None
        found = drafts.category(forms) if known is None else known
        if found is not None:
            self.category_headings[piece.block] = found
            category = drafts.categories[found]
            if category.header is None:
                category.header, category.block = self._whole(piece.block), piece.block
            category.declared = category.declared or piece.count
            category.mentions += [f for f in forms if f not in category.mentions]
        return found

    def _is_prose(self, k: int) -> bool:
        return k < len(self.pieces) and self.pieces[k].shape == "prose"

    def _heads_profiles(self, piece: Piece, stretch: Sequence[Piece]) -> bool:
        """Whether the paragraphs behind a heading begin with names.

        That is most of them where the heading counts them, one where it ends in a colon, and two or more, all by names
        that are surely such, where only its mark makes it a heading.
        """
        block = self.page.blocks[piece.block]
        if piece.shape != "short" or not (piece.count or piece.colon or (block.marker and block.shape == "line")):
            return False
        led = [self._led(p) for p in stretch]
        many = sum(name is not None for name in led)
        if piece.count is not None:
            return many > 0 and (many == piece.count[0] or (many > 1 and 2 * many > len(led)))
        if piece.colon:
            return many > 0
        low = [self.drafts.low(name) for name in led if name is not None]
        kinds = self.drafts.kinds
        return many > 1 and many == len(led) and all(kinds.is_strong(n) or kinds.is_person(n) for n in low)

    def _led(self, piece: Piece, wanted: set[str | None] | None = None) -> Mark | None:
        block = self.page.blocks[piece.block]
        return leading_name(self.page, self.drafts.kinds, block, wanted=wanted, own=self.own)

    def _first_named(self, piece: Piece, category: int) -> None:
        block, drafts = self.page.blocks[piece.block], self.drafts
        if leading_unit(self.page, block.body, block.end, drafts.forms()) is not None:
            return
        kinds = {drafts.kinds.kind(drafts.low(d.name)) for d in drafts.units if d.category == category}
        name = self._led(piece, kinds or None)
        if name is not None:
            drafts.add(name, category)

    def _bind_passages(self) -> None:
        """Give each unit the passage about it."""
        headers = {c.block for c in self.drafts.categories if c.block is not None} | self.category_headings.keys()
        headers |= self.told
        for passage in passages(
            self.page, self.grammar, self.pieces, self.drafts.forms(), headers=headers, own=self.own
        ):
            draft = self.drafts.units[passage.unit]
            extent = draft.profile
            if extent is None or extent.end - extent.start < passage.extent.end - passage.extent.start:
                draft.profile = passage.extent
            self.drafts.mention(draft, passage.name)
            if passage.heading is not None:
                self.unit_headings.add(passage.heading)

    def _note_leads(self) -> None:
        """Note the short names of units that clauses outside the passages begin with."""
        drafts = self.drafts
        inside = Spans((d.profile.start, d.profile.end) for d in drafts.units if d.profile is not None)
        free = [
            p
            for p in self.pieces
            if p.block not in self.told
            and not inside.hold(self.page.blocks[p.block].body, self.page.blocks[p.block].end)
        ]
        for block, unit, name in clause_leads(self.page, self.grammar, free, drafts.forms(), self.own):
            drafts.mention(drafts.units[unit], name)
            self.telling.add(block)

    def _categorise(self) -> None:
        """Where no unit has a category, all have the one that the title or the opening tells."""
        if not self.drafts.units or any(d.category is not None for d in self.drafts.units):
            return
        index = self.drafts.category(self._told())
        for d in self.drafts.units:
            d.category = index

    def _told(self) -> tuple[Mark, ...]:
        """What the title or the opening says that so many were selected for: `新增14门国家级一流本科课程`."""
        counted = self.grammar.pattern(_TOLD, name="what so many were selected for")
        kinds = self.drafts.kinds
        for piece in [p for p in self.pieces if p.shape in ("prose", "short", "label")][:_TOLD_REACH]:
            block = self.page.blocks[piece.block]
            for m in counted.find_all(self.page.masked, block.body, block.end):
                forms = category_name(self.page, self.grammar, Mark(*m.span("target")))
                low = self.drafts.low(forms[0]) if forms else ""
                if len(forms) > 1 or (forms and (kinds.kind_under(low) or kinds.head_of(low))):
                    return forms
        return ()

    def made(self) -> Selection:
        """Headings, categories in order of first mention, units in category order and then text order."""
        drafts = self.drafts
        used = {d.category for d in drafts.units}
        order = sorted(
            (i for i in range(len(drafts.categories)) if i in used),
            key=lambda i: min(m.start for m in drafts.categories[i].mentions),
        )
        index = {old: new for new, old in enumerate(order)}
        counts = category_counts(self.page, self.pieces, drafts.categories, drafts.units)
        categories = tuple(self._category(i, counts.get(i)) for i in order)
        last = len(order)
        units = sorted(
            drafts.units,
            key=lambda d: (last if d.category is None else index[d.category], min(m.start for m in d.mentions)),
        )
        return Selection(
            tuple(self._headings(index)),
            categories,
            tuple(self._unit(d, index) for d in units),
            frozenset(self.telling),
        )

    def _category(self, i: int, declared: tuple[int, Mark] | None) -> CategoryMention:
        c = self.drafts.categories[i]
        mentions = tuple(sorted(dict.fromkeys(c.mentions), key=lambda m: m.start))
        return CategoryMention(self.page.surface(c.mentions[0]), c.header, mentions, declared)

    def _unit(self, d: Draft, index: dict[int, int]) -> UnitMention:
        mentions = tuple(sorted({*d.mentions, *self._again(d)}, key=lambda m: m.start))
        category = None if d.category is None else index[d.category]
        name = self.page.surface(d.mentions[0])
        return UnitMention(name, category, self.drafts.kind(d), mentions, tuple(d.organisations), d.profile)

    def _again(self, d: Draft) -> list[Mark]:
        """Further places that name the unit in full."""
        taken = [(m.start, m.end) for m in d.mentions]
        out = []
        for form in (f for f in d.forms if len(f) >= _SHORTEST_NAME):
            for m in re.finditer(re.escape(form), self.page.low):
                if not any(s < m.end() and m.start() < e for s, e in taken):
                    out.append(Mark(*m.span()))
                    taken.append(m.span())
        return out

    def _headings(self, index: dict[int, int]) -> Iterable[Heading]:
        """The title, the headings of categories and those of units."""
        by_block = {c.block: i for i, c in enumerate(self.drafts.categories) if c.block is not None}
        by_block |= self.category_headings
        for piece in self.pieces:
            if piece is self.title:
                yield Heading(piece.block, self._whole(piece.block), None, "title")
            elif by_block.get(piece.block) in index:
                yield Heading(piece.block, piece.head, piece.count, "category", index[by_block[piece.block]])
            elif piece.block in self.unit_headings:
                yield Heading(piece.block, piece.head, None, "unit")

    def _whole(self, block: int) -> Mark:
        return Mark(self.page.blocks[block].body, self.page.blocks[block].body_end)
