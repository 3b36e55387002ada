"""The selected units and their categories on a Chinese page, from lists, statements and the passages about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.annotations import Mark, Page
from extractor.chinese.categorynames import IS_GRADE
from extractor.chinese.drafts import Draft, Drafts
from extractor.chinese.headed import Headed, told_category
from extractor.chinese.knownleads import leading_unit
from extractor.chinese.listings import find_listings
from extractor.chinese.listlines import Listing
from extractor.chinese.names import bare
from extractor.chinese.outline import Piece, whole
from extractor.chinese.owners import clause_leads
from extractor.chinese.profiles import passages
from extractor.chinese.selection import Selected, Selection
from extractor.chinese.statements import Statement, find_statements
from extractor.matching import Grammar
from extractor.spans import Spans

_SUMMARY_REACH = 6  # pieces at the beginning in which the selection is told
_TITLE_REACH = 4  # pieces at the beginning of which one is the title
_SHORTEST_NAME = 3  # characters of a name that is looked for again


def find_selection(
    page: Page, grammar: Grammar, pieces: Sequence[Piece], *, institution: Mark | None, issuer: Mark | None
) -> Selection:
    """The headings, categories and units of a page."""
    reader = _Reader(page, grammar, pieces, institution=institution, issuer=issuer)
    reader.read()
    return Selected(
        page, pieces, reader.drafts, title=reader.title, headed=reader.headed.categories, units=reader.unit_headings
    ).made(frozenset(reader.telling))


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
        self.issuer = page.low[issuer.start : issuer.end] if issuer is not None else ""
        self.bodies = {self.drafts.low(b) for b in (institution, issuer) if b is not None}
        self.title = title_of(pieces)
        if self.title is not None:
            self.drafts.said_kind = self.drafts.kinds.kind_under(self.drafts.low(self.title.head))
        self.headed = Headed(self.drafts, grammar, pieces, title=self.title, own=self.own)
        self.unit_headings: set[int] = set()
        self.told: set[int] = set()
        self.stated: list[Mark] = []
        self.telling: set[int] = set()

    def read(self) -> None:
        """Read statements, lists, and the passages under headings."""
        first = self.pieces.index(self.title) + 1 if self.title is not None else 0
        if self._heads_list(first):
            first -= 1
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
        self.headed.read()
        self._bind_passages()
        self._note_leads()
        self._categorise()

    def _heads_list(self, first: int) -> bool:
        """Whether the title is the heading of the list at once behind it: `最美渔村名单` over its items."""
        if self.title is None or first >= len(self.pieces):
            return False
        block = self.page.blocks[self.pieces[first].block]
        tails = tuple(self.grammar.lexicons["category_tail"])
        return block.shape in ("item", "row") and self.drafts.low(self.title.head).endswith(tails)

    def _statements(self, listings: Sequence[Listing]) -> Iterable[Statement]:
        """The statements of the opening, before the first list."""
        stop = min((e.block for x in listings for e in x.entries), default=len(self.page.blocks))
        opening = [p for p in self.pieces if p.shape in ("prose", "short", "label") and p.block < stop]
        named: set[str] = set()
        drafts_low = self.drafts.low
        for piece in opening[:_SUMMARY_REACH]:
            block = self.page.blocks[piece.block]
            told = leading_unit(self.page, block.body, block.end, list(zip(named, range(len(named)), strict=True)))
            for statement in find_statements(self.page, self.grammar, block.body, block.end):
                if told is not None or any(drafts_low(f) in named for f in statement.target):
                    continue  # 甲:… behind 甲入选 says something of a unit
                named |= {drafts_low(n) for n in statement.listed}
                self.stated.append(statement.clause)
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
        category = self.drafts.category(statement.target, exact=statement.count is not None)
        if category is not None and statement.count is not None:
            self.drafts.categories[category].declared = statement.count
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
        by_grade = any(IS_GRADE.fullmatch(drafts.low(f)) for f in listing.forms)
        sure = by_grade or (listing.count is not None and listing.count[0] == len(entries))
        if listing.interleaved and drafts.units and named is None and not sure:
            return
        is_title = self.title is not None and listing.header == self.title.block
        named_by = listing.header if not is_title or self._is_within(listing) else None
        header = whole(self.page, named_by) if named_by is not None else None
        category = drafts.category(listing.forms, header=header, block=named_by)
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

    def _is_within(self, listing: Listing) -> bool:
        """Whether the heading of a list has the name of its category, which may stand in a column."""
        block = self.page.blocks[listing.header or 0]
        return any(block.start <= f.start < block.end for f in listing.forms)

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

    def _bind_passages(self) -> None:
        """Give each unit the passage about it."""
        headers = {c.block for c in self.drafts.categories if c.block is not None} | self.headed.categories.keys()
        headers |= self.told
        for passage in passages(
            self.page, self.grammar, self.pieces, self.drafts.forms(), headers=headers, own=self.own, issuer=self.issuer
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
        stated = Spans((c.start, c.end) for c in self.stated)
        blocks = self.page.blocks
        free = [p for p in self.pieces if not inside.hold(blocks[p.block].body, blocks[p.block].end)]
        led: dict[int, set[int]] = {}
        for block, unit, name in clause_leads(self.page, self.grammar, free, drafts.forms(), self.own):
            if not stated.hold(name.start, name.end):
                drafts.mention(drafts.units[unit], name)
                led.setdefault(block, set()).add(unit)
        self.telling |= {block for block, units in led.items() if block not in self.told or len(units) > 1}

    def _categorise(self) -> None:
        """Where no unit has a category, all have the one that the title or the opening tells."""
        if not self.drafts.units or any(d.category is not None for d in self.drafts.units):
            return
        index = self.drafts.category(told_category(self.drafts, self.grammar, self.pieces))
        for d in self.drafts.units:
            d.category = index
