"""The selected units and their categories on a Chinese page, from lists, statements and the passages about them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractor.annotations import CategoryMention, Heading, Mark, Page, UnitMention
from extractor.chinese.listings import Entry, Listing, find_listings
from extractor.chinese.names import alike, bare, is_person, names
from extractor.chinese.outline import Piece, category_name
from extractor.chinese.profiles import leading_unit, passages
from extractor.chinese.statements import Statement, find_statements
from extractor.matching import MASKS, Grammar, mask

_LEADS = re.compile(
    r"(?P<quoted>《[^》]{2,40}》|\"[^\"]{2,40}\"[\u4e00-\u9fff]{0,14}(?=[:,]))|(?P<plain>[^,。:;!?*\s]{3,44})"
)
_PERSON_LEADS = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})*|[a-z][a-z.'-]*(?:\s[a-z][a-z.'-]*){1,3})(?:\([^()]{1,30}\))?"
    r"(?:,\s*(?:男|女|[\u4e00-\u9fff]{1,4}族|\d{4}年|中共|现任|系|[^,。]{2,20}(?:教授|研究员|主任|医师|工程师|教师|院长|校长|书记|董事长|总经理))|:)"
)
_SAME = 0.6
"""See names.alike: an abbreviation that keeps a fair part of the name, in order, is above it."""
_SAME_CATEGORY = 2  # characters that two forms of a category's name share at their ends
_SUMMARY_REACH = 6  # pieces at the beginning in which the selection is told


@dataclass(slots=True)
class Draft:
    """A unit while its mentions are being collected."""

    name: Mark
    category: int | None
    mentions: list[Mark] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)
    organisations: list[Mark] = field(default_factory=list)
    profile: Mark | None = None


@dataclass(slots=True)
class Category:
    """A category while its names are being collected; `forms` are its names as they are compared."""

    mentions: list[Mark]
    forms: dict[str, None]
    header: Mark | None = None
    block: int | None = None
    declared: tuple[int, Mark] | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Who was selected for what: the headings of the page, its categories and its units."""

    headings: tuple[Heading, ...]
    categories: tuple[CategoryMention, ...]
    units: tuple[UnitMention, ...]


def find_selection(
    page: Page, grammar: Grammar, pieces: Sequence[Piece], *, institution: Mark | None, issuer: Mark | None
) -> Selection:
    """The headings, categories and units of a page."""
    maker = _Maker(page, grammar, pieces, institution, issuer)
    maker.read()
    return maker.made()


class _Maker:
    """Collects the units and categories of one page."""

    def __init__(
        self, page: Page, grammar: Grammar, pieces: Sequence[Piece], institution: Mark | None, issuer: Mark | None
    ) -> None:
        self.page, self.grammar, self.pieces = page, grammar, pieces
        self.institution, self.issuer = institution, issuer
        self.kinds = names(grammar)
        self.units: list[Draft] = []
        self.categories: list[Category] = []
        self.unit_headings: set[int] = set()
        self._told_counts: dict[int, tuple[int, Mark]] | None = None
        self._cardinals = mask(page.low, [n for n in page.numerals if n.form == "cardinal"])
        self.title = next((p for p in pieces[:4] if p.shape in ("short", "prose", "label")), None)

    def low(self, mark: Mark) -> str:
        """The words of a mark as they are compared."""
        return self.page.low[mark.start : mark.end]

    def read(self) -> None:
        """Read lists, statements, and the passages under headings, in the order of how sure they are."""
        first = (self.title.block + 1) if self.title else 0
        index = next((k for k, p in enumerate(self.pieces) if p.block >= first), len(self.pieces))
        listings = find_listings(self.page, self.grammar, self.pieces, index)
        statements = list(self._statements(listings))
        clean = [x for x in listings if not x.interleaved]
        for statement in statements:
            if statement.target and not self._is_listed_elsewhere(statement, listings):
                self._state(statement)
        for listing in clean:
            self._list(listing)
        for listing in (x for x in listings if x.interleaved):
            self._list(listing)
        for statement in statements:
            if not statement.target or self._is_listed_elsewhere(statement, listings):
                self._mention(statement)
        self._under_headings()
        self._profiles()
        self._category_of_all()

    def _statements(self, listings: Sequence[Listing]) -> Iterable[Statement]:
        """The statements of the opening, before the first list."""
        stop = min((e.block for x in listings for e in x.entries), default=len(self.page.blocks))
        zone = [p for p in self.pieces if p.shape in ("prose", "short", "label") and p.block < stop][:_SUMMARY_REACH]
        for piece in zone:
            block = self.page.blocks[piece.block]
            yield from find_statements(self.page, self.grammar, block.body, block.end)

    def _is_listed_elsewhere(self, statement: Statement, listings: Sequence[Listing]) -> bool:
        """Whether a statement says of one thing what a list says of many: one name, and lists without it."""
        return (
            len(statement.listed) == 1
            and bool(listings)
            and not self._quoted(statement.listed[0])
            and self.kinds.kind(self.low(statement.listed[0])) in ("university", None)
        )

    def _quoted(self, mark: Mark) -> bool:
        return self.page.low[mark.start - 1 : mark.start] in ('"', "《")

    # Categories.

    def category(self, forms: Sequence[Mark], *, header: Mark | None = None, block: int | None = None) -> int | None:
        """The index of the category that these forms name, made if there is none; None where they name none."""
        if not forms:
            return None
        texts = [bare(self.low(f)) for f in forms]
        for i, c in enumerate(self.categories):
            both_head = header is not None and c.header is not None
            if any(t == f or (not both_head and _one_ends_the_other(t, f)) for t in texts for f in c.forms):
                c.mentions += [f for f in forms if f not in c.mentions]
                c.forms.update(dict.fromkeys(texts))
                if c.header is None and header is not None:
                    c.header, c.block = header, block
                return i
        self.categories.append(Category(list(forms), dict.fromkeys(texts), header, block))
        return len(self.categories) - 1

    def _known_category(self, forms: Sequence[Mark]) -> int | None:
        texts = [bare(self.low(f)) for f in forms]
        for i, c in enumerate(self.categories):
            if any(t == f or _one_ends_the_other(t, f) for t in texts for f in c.forms):
                return i
        return None

    # Units.

    def find(self, low: str, category: int | None) -> Draft | None:
        """The unit that a name means, in this category if one is given."""
        best, score = None, _SAME
        for d in self.units:
            if category is not None and d.category is not None and d.category != category:
                continue
            here = max(alike(low, form) for form in d.forms)
            if here > score:
                best, score = d, here
        return best

    def add(self, entry: Entry, category: int | None, *, same_list: bool = False) -> Draft:
        """The unit that an entry names, made if it is new."""
        low = self.low(entry.name)
        draft = self._exact(low, category) if same_list else self.find(low, category)
        if draft is None:
            draft = Draft(entry.name, category)
            self.units.append(draft)
        if draft.category is None:
            draft.category = category
        self.mention(draft, entry.name)
        if entry.host is not None and entry.host not in draft.organisations:
            draft.organisations.append(entry.host)
        return draft

    def _exact(self, low: str, category: int | None) -> Draft | None:
        return next((d for d in self.units if d.category == category and bare(low) in map(bare, d.forms)), None)

    def mention(self, draft: Draft, mark: Mark) -> None:
        """Note one more place that names a unit."""
        if mark not in draft.mentions:
            draft.mentions.append(mark)
        draft.forms.setdefault(self.low(mark))

    def _state(self, statement: Statement) -> None:
        category = self.category(statement.target)
        for name in statement.listed:
            self.add(Entry(name, -1), category)

    def _mention(self, statement: Statement) -> None:
        """A statement without a target mentions units; it adds them only where nothing else has named any."""
        known = [self.find(self.low(n), None) for n in statement.listed]
        if any(known) or self.units:
            for name, draft in zip(statement.listed, known, strict=True):
                if draft is not None:
                    self.mention(draft, name)
                elif sum(d is not None for d in known) * 2 >= len(known) and not statement.weak:
                    self.add(Entry(name, -1), None)
            return
        if statement.weak and self.kinds.kind(self.low(statement.listed[0])) == "university":
            return
        for name in statement.listed:
            self.add(Entry(name, -1), None)

    def _list(self, listing: Listing) -> None:
        """The units of a list; where most of its names are known, it repeats them and makes no category."""
        bodies = {self.low(b) for b in (self.institution, self.issuer) if b is not None}
        listing.entries = [e for e in listing.entries if self.low(e.name) not in bodies]
        if not listing.entries:
            return
        known = [self.find(self.low(e.name), None) for e in listing.entries]
        repeats = sum(d is not None for d in known) * 2 > len(known)
        forms = listing.forms
        header = self.page.blocks[listing.header] if listing.header is not None else None
        named = self._known_category(forms) if forms else None
        loose = all(d is None or d.category is None for d in known)
        if repeats and named is None and loose and forms and not listing.interleaved:
            category = self.category(forms, header=None, block=listing.header)
            for entry, draft in zip(listing.entries, known, strict=True):
                if draft is not None:
                    draft.category = category
                    self.mention(draft, entry.name)
            return
        if repeats and (named is None or listing.interleaved):
            for entry, draft in zip(listing.entries, known, strict=True):
                if draft is not None:
                    self.mention(draft, entry.name)
            return
        sure = listing.count is not None and listing.count[0] == len(listing.entries)
        if listing.interleaved and self.units and named is None and not sure:
            return
        head = Mark(header.body, header.body_end) if header is not None else None
        category = self.category(forms, header=head, block=listing.header)
        if category is not None and listing.count and self.categories[category].declared is None:
            self.categories[category].declared = listing.count
        seen: set[str] = set()
        for entry in listing.entries:
            low = bare(self.low(entry.name))
            draft = self.add(entry, category, same_list=not repeats or low in seen)
            seen.add(low)
            if listing.interleaved:
                self.unit_headings.add(entry.block)
            del draft

    def _under_headings(self) -> None:
        """Units that only the passages under a category's heading name, each at its beginning."""
        current: int | None = None
        for k, piece in enumerate(self.pieces):
            if piece.shape in ("short", "label"):
                forms = category_name(self.page, self.grammar, piece.head)
                known = self._known_category(forms) if forms and piece.shape == "short" else None
                if known is None and piece is not self.title and self._heads_profiles(k):
                    known = self.category(forms)
                if piece is self.title:
                    continue
                heads_prose = k + 1 < len(self.pieces) and self.pieces[k + 1].shape == "prose"
                if known is not None and piece.shape == "short":
                    current = known if heads_prose else None
                    category = self.categories[known]
                    if category.header is None:
                        block = self.page.blocks[piece.block]
                        category.header, category.block = Mark(block.body, block.body_end), piece.block
                    category.declared = category.declared or piece.count
                    category.mentions += [f for f in forms if f not in category.mentions]
                elif self.find(self.low(piece.head), None) is None:
                    current = None
            elif piece.shape == "prose" and current is not None:
                self._first_named(piece, current)

    def _heads_profiles(self, k: int) -> bool:
        """Whether two paragraphs or more behind a heading begin with names of one kind."""
        piece = self.pieces[k]
        if piece.shape != "short" or k + 1 >= len(self.pieces) or self.pieces[k + 1].shape != "prose":
            return False
        stretch = []
        for p in self.pieces[k + 1 :]:
            if p.shape != "prose":
                break
            stretch.append(self._leading_name(p, None))
        many = sum(name is not None for name in stretch)
        if piece.count is not None:
            return many == piece.count[0] or (many > 1 and 2 * many > len(stretch))
        return piece.colon and many > 0

    def _first_named(self, piece: Piece, category: int) -> None:
        block = self.page.blocks[piece.block]
        if leading_unit(self.page, block.body, block.end, self._forms()) is not None:
            return
        kinds = {self.kinds.kind(self.low(d.name)) for d in self.units if d.category == category}
        name = self._leading_name(piece, kinds or None)
        if name is not None:
            self.add(Entry(name, piece.block), category)

    def _leading_name(self, piece: Piece, wanted: set[str | None] | None) -> Mark | None:
        """The name that a paragraph begins with: up to the last word that ends one of the wanted kind."""
        start, low = self.page.blocks[piece.block].body, self.page.low
        while low[start] in "*_ ":
            start += 1
        if m := _PERSON_LEADS.match(low, start):
            return Mark(*m.span("name"))
        m = _LEADS.match(low, start)
        if m is None:
            return None
        if m["quoted"]:
            inside = m["quoted"][0] == "《"
            return Mark(start + inside, m.end("quoted") - inside)
        label = low[m.end() : m.end() + 1] in (":", "*") or (
            low[m.end()] == "。" and self.kinds.is_strong(low[start : m.end()])
        )
        ends = [
            h.end()
            for h in self.kinds.head.finditer(low, start, m.end())
            if wanted is None or self.kinds.kind(low[start : h.end()]) in wanted
        ]
        if label:
            return Mark(start, m.end())
        own = self.low(self.institution) if self.institution else None
        ends = [e for e in ends if e - start > 3 and low[start:e] != own]
        return Mark(start, ends[0] if wanted else ends[-1]) if ends else None

    def _forms(self) -> list[tuple[str, int]]:
        return [(form, i) for i, d in enumerate(self.units) for form in d.forms]

    def _profiles(self) -> None:
        """Bind passages to units."""
        headers = {c.block for c in self.categories if c.block is not None}
        own = self.low(self.institution) if self.institution else ""
        for unit, name, passage, is_heading in passages(
            self.page, self.grammar, self.pieces, self._forms(), headers, own
        ):
            draft = self.units[unit]
            if draft.profile is None:
                draft.profile = passage
            if name is not None:
                self.mention(draft, name)
            if is_heading:
                self.unit_headings.add(is_heading)

    def _category_of_all(self) -> None:
        """Units without a category get the one that the title or the opening says that so many were selected for."""
        loose = [d for d in self.units if d.category is None]
        if not loose or len(loose) < len(self.units):
            return
        forms = self._told()
        if forms:
            index = self.category(forms)
            for d in loose:
                d.category = index

    def _told(self) -> tuple[Mark, ...]:
        """What the title or the opening says that so many were selected for: `新增14门国家级一流本科课程`."""
        counted = self.grammar.pattern(
            rf"(?:\L<selection_verb>|\L<naming_verb>|共有|有)(?:了|的)?(?:{MASKS['cardinal']}+(?:\L<counter>)?(?:的)?)?(?P<target>[^,。;!?:]{{3,40}})",
            name="what so many were selected for",
        )
        for piece in [p for p in self.pieces if p.shape in ("prose", "short", "label")][:4]:
            block = self.page.blocks[piece.block]
            for m in counted.find_all(self.page.masked, block.body, block.end):
                forms = category_name(self.page, self.grammar, Mark(*m.span("target")))
                if forms and (
                    len(forms) > 1
                    or self.kinds.kind_under(self.low(forms[0]))
                    or self.kinds.head_of(self.low(forms[0]))
                ):
                    return forms
        return ()

    # The result.

    def made(self) -> Selection:
        """Headings, categories in order of first mention, units in category order and then text order."""
        used = {d.category for d in self.units}
        order = sorted(
            (i for i in range(len(self.categories)) if i in used),
            key=lambda i: min(m.start for m in self.categories[i].mentions),
        )
        index = {old: new for new, old in enumerate(order)}
        categories = tuple(self._category(self.categories[i], i) for i in order)
        drafts = sorted(
            self.units,
            key=lambda d: (
                index.get(d.category, len(order)) if d.category is not None else len(order),
                min(m.start for m in d.mentions),
            ),
        )
        return Selection(self._headings(index), categories, tuple(self._unit(d, index) for d in drafts))

    def _category(self, c: Category, i: int) -> CategoryMention:
        declared = c.declared or self._counts().get(i)
        mentions = tuple(sorted(dict.fromkeys(c.mentions), key=lambda m: m.start))
        name = min(c.mentions, key=lambda m: (m not in c.mentions[:1], m.start))
        return CategoryMention(self.page.surface(name), c.header, mentions, declared)

    def _counts(self) -> dict[int, tuple[int, Mark]]:
        """The text's own count of each category: `新认定企业4家`, `4家新认定企业`.

        A count that disagrees with what was found is the call's, unless most of the others agree.
        """
        if self._told_counts is None:
            found = Counter(d.category for d in self.units)
            stated = {i: counted for i, c in enumerate(self.categories) if (counted := self._counted(c))}
            agree = sum(count == found[i] for i, (count, _) in stated.items())
            most = 2 * agree > len(stated)
            self._told_counts = {i: s for i, s in stated.items() if most or s[0] == found[i]}
        return self._told_counts

    def _counted(self, c: Category) -> tuple[int, Mark] | None:
        end = min((m.start for d in self.units for m in d.mentions), default=len(self.page.low))
        zone = max(end, self.page.blocks[self.pieces[min(3, len(self.pieces) - 1)].block].end)
        number = f"{MASKS['cardinal']}+"
        for form in sorted(c.forms, key=len, reverse=True):
            plain = re.escape(form)
            pattern = rf"{plain}[\"》]?(?:培育|创建|建设|单位|立项|点|项目)*(?P<n>{number})(?!年|月)|(?P<b>{number})[\u4e00-\u9fff]{{0,2}}\"?{plain}"
            for m in re.finditer(pattern, self._cardinals[:zone]):
                at = m.start("n") if m["n"] else m.start("b")
                n = next((self.page.numerals[k] for k in self.page.numerals_in(at, m.end())), None)
                longer = any(
                    f != form and f.endswith(form) and self.page.low[: m.start() + len(form)].endswith(f)
                    for other in self.categories
                    for f in other.forms
                )
                if n is not None and isinstance(n.value, int) and n.comparator == "=" and not (longer and m["n"]):
                    return n.value, Mark(n.start, n.end)
        return None

    def _unit(self, d: Draft, index: dict[int, int]) -> UnitMention:
        mentions = tuple(sorted({m for m in (*d.mentions, *self._again(d))}, key=lambda m: m.start))
        best = max(d.mentions, key=lambda m: (not m.start, -d.mentions.index(m)))
        name = self.page.surface(best)
        category = index.get(d.category) if d.category is not None else None
        return UnitMention(name, category, self._kind(d), mentions, tuple(d.organisations), d.profile)

    def _again(self, d: Draft) -> list[Mark]:
        """Further places that name the unit in full."""
        taken = [(m.start, m.end) for m in d.mentions]
        out = []
        for form in d.forms:
            if len(form) < 3:
                continue
            for m in re.finditer(re.escape(form), self.page.low):
                if not any(s < m.end() and m.start() < e for s, e in taken):
                    out.append(Mark(*m.span()))
                    taken.append(m.span())
        return out

    def _kind(self, d: Draft) -> str:
        category = self.categories[d.category] if d.category is not None else None
        asked = next((k for f in (category.forms if category else ()) if (k := self.kinds.kind_under(f))), None)
        low = self.low(d.name)
        titled = self._quoted(d.name) or low[0] in '"《'
        own = self.kinds.kind(low)
        honours = any(
            f.endswith(("奖", "者", "人", "星", "称号", "奖章")) for f in (category.forms if category else ())
        )
        if is_person(low) and (asked == "person" or (asked is None and own is None and honours)):
            return "person"
        if titled or (own is None or own == "other") or asked in ("course", "programme", "journal"):
            return (
                asked
                if asked and asked != "person"
                else own or ("person" if is_person(low) and asked == "person" else "other")
            )
        return own

    def _headings(self, index: dict[int, int]) -> tuple[Heading, ...]:
        out = []
        by_block = {c.block: i for i, c in enumerate(self.categories) if c.block is not None and i in index}
        for piece in self.pieces:
            if self.title is not None and piece.block == self.title.block:
                out.append(Heading(piece.block, self._whole(piece), None, "title"))
            elif piece.block in by_block:
                out.append(Heading(piece.block, piece.head, piece.count, "category", index[by_block[piece.block]]))
            elif piece.block in self.unit_headings:
                out.append(Heading(piece.block, piece.head, None, "unit"))
        return tuple(out)

    def _whole(self, piece: Piece) -> Mark:
        block = self.page.blocks[piece.block]
        return Mark(block.body, block.body_end)


def _one_ends_the_other(one: str, other: str) -> bool:
    """Whether one name of a category is the other's end: 示范项目 for 党建引领实践创新示范项目."""
    short, long = sorted((one, other), key=len)
    return len(short) > _SAME_CATEGORY and long.endswith(short)
