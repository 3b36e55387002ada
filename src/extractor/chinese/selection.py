"""What was found of a selection on a Chinese page, put in order: headings, categories, units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from extractor.annotations import CategoryMention, Heading, Mark, Page, UnitMention
from extractor.chinese.counts import category_counts
from extractor.chinese.drafts import Draft, Drafts
from extractor.chinese.outline import Piece, whole
from extractor.spans import Numbered, occurrences

_SHORTEST_NAME = 3  # characters of a name that is looked for again


@dataclass(frozen=True, slots=True)
class Selection:
    """Who was selected for what: the headings of the page, its categories and its units.

    `telling` are the blocks whose clauses tell of one unit after another.
    """

    headings: tuple[Heading, ...]
    categories: tuple[CategoryMention, ...]
    units: tuple[UnitMention, ...]
    telling: frozenset[int] = frozenset()


class Selected:
    """The drafts of a page and its headings: `headed` those of categories by their blocks, `units` those of units."""

    def __init__(
        self,
        page: Page,
        pieces: Sequence[Piece],
        drafts: Drafts,
        *,
        title: Piece | None,
        headed: Mapping[int, int],
        units: AbstractSet[int],
    ) -> None:
        self.page, self.pieces, self.drafts = page, pieces, drafts
        self.title, self.headed, self.unit_headings = title, headed, units

    def made(self, telling: frozenset[int]) -> Selection:
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
            telling,
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
        out: list[Mark] = []
        for form in (f for f in d.forms if len(f) >= _SHORTEST_NAME):
            taken = Numbered((m.start, m.end, 0) for m in (*d.mentions, *out))
            places = ((start, start + len(form)) for start in occurrences(self.page.low, form))
            out += [Mark(*place) for place in places if not taken.meeting(*place)]
        return out

    def _headings(self, index: dict[int, int]) -> Iterable[Heading]:
        """The title, the headings of categories and those of units."""
        by_block = {c.block: i for i, c in enumerate(self.drafts.categories) if c.block is not None}
        by_block |= self.headed
        for piece in self.pieces:
            if piece is self.title:
                yield Heading(piece.block, whole(self.page, piece.block), None, "title")
            elif by_block.get(piece.block) in index:
                yield Heading(piece.block, piece.head, piece.count, "category", index[by_block[piece.block]])
            elif piece.block in self.unit_headings:
                yield Heading(piece.block, piece.head, None, "unit")
