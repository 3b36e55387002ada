"""Categories and units that only the passages under a heading name, and what the opening says of the selection."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.annotations import Block, Mark
from extractor.chinese.categorynames import category_name, counted_names, names_no_category
from extractor.chinese.drafts import Drafts
from extractor.chinese.knownleads import leading_unit
from extractor.chinese.leads import leading_name
from extractor.chinese.names import bare
from extractor.chinese.outline import Piece, whole
from extractor.matching import MASKS, Grammar

_TOLD_REACH = 4  # pieces at the beginning that say what so many were selected for
_OPENING = 8  # pieces at the beginning in which the categories may be counted
_FEWEST_COMMON = 4  # characters at their ends that a heading and what the opening counts have in common
_TOLD = (
    rf"(?:\L<selection_verb>|\L<naming_verb>|共有|有)(?:了|的)?(?:{MASKS['cardinal']}+(?:\L<counter>)?(?:的)?)?"
    r"(?P<target>[^,。;!?:]{3,40})"
)


class Headed:
    """Reads the passages under headings into the drafts; `categories` are the headings found, by their blocks."""

    def __init__(
        self, drafts: Drafts, grammar: Grammar, pieces: Sequence[Piece], *, title: Piece | None, own: str
    ) -> None:
        page = drafts.page
        self.page, self.drafts, self.grammar, self.pieces = page, drafts, grammar, pieces
        self.title, self.own = title, own
        self.categories: dict[int, int] = {}
        opening = [page.blocks[p.block] for p in pieces[:_OPENING] if p.shape == "prose"]
        self._opening = [page.low[b.body : b.end] for b in opening[:_TOLD_REACH]]
        self._counted = counted_names(self.page, grammar, pieces[:_OPENING])

    def read(self) -> None:
        """Units that only the passages under a category's heading name, each at its beginning."""
        self._read_repeated()
        for k, piece in enumerate(self.pieces):
            if piece.shape not in ("short", "label") or piece is self.title:
                continue
            stretch = self._stretch(k)
            headed = self._headed(piece, stretch)
            if headed is not None:
                for told in stretch:
                    self._first_named(told, headed)

    def _read_repeated(self) -> None:
        """Units whose names stand over passages that begin with them: two or more make a list."""
        found = [k for k in range(1, len(self.pieces) - 1) if self._is_repeated(k)]
        if len(found) > 1:
            for k in found:
                self.drafts.add(self.pieces[k].head, None)

    def _is_repeated(self, k: int) -> bool:
        piece = self.pieces[k]
        low = self.drafts.low(piece.head)
        if piece.shape != "short" or piece.count or piece is self.title or not self._is_prose(k + 1):
            return False
        return self.drafts.kinds.is_weak(low) and self.page.low.startswith(low, self.page.blocks[piece.block + 1].body)

    def _stretch(self, k: int) -> list[Piece]:
        """The pieces behind a heading that may each tell of one unit.

        They are paragraphs; where these are items, one with no more than its name may be among them.
        """
        out: list[Piece] = []
        marker = self.page.blocks[self.pieces[k + 1].block].marker if self._is_prose(k + 1) else ""
        for piece in self.pieces[k + 1 :]:
            block = self.page.blocks[piece.block]
            is_item = bool(out) and marker != "" and block.marker == marker and block.shape == "item"
            if (piece.shape != "prose" and not is_item) or (out and self._is_of_institution(block)):
                break
            out.append(piece)
        return out

    def _is_of_institution(self, block: Block) -> bool:
        """Whether a paragraph begins with a word for the institution or with its plans, so that it tells of no unit."""
        words = (*self.grammar.lexicons["own_word"], *self.grammar.lexicons["outlook_opening"])
        led = leading_name(self.page, self.drafts.kinds, block, own=self.own)
        own = self.own != "" and self.page.low.startswith(self.own, block.body) and led is None
        return own or self.page.low.startswith(words, block.body)

    def _headed(self, piece: Piece, stretch: Sequence[Piece]) -> int | None:
        """The category that a piece is the heading of."""
        drafts = self.drafts
        forms = self._forms(piece) if piece.shape == "short" else ()
        if any(drafts.exact(drafts.low(f), d.category) is d for f in forms for d in drafts.units):
            return None  # a unit's own heading
        known = drafts.known_category(forms) if forms else None
        if known is None and not self._heads_profiles(piece, stretch):
            return None
        found = drafts.category(forms) if known is None else known
        if found is not None:
            self.categories[piece.block] = found
            category = drafts.categories[found]
            if category.header is None:
                category.header, category.block = whole(self.page, piece.block), piece.block
            category.declared = category.declared or piece.count
            category.mentions += forms
        return found

    def _is_prose(self, k: int) -> bool:
        return k < len(self.pieces) and self.pieces[k].shape == "prose"

    def _heads_profiles(self, piece: Piece, stretch: Sequence[Piece]) -> bool:
        """Whether the paragraphs behind a heading begin with names.

        That is most of them where the heading counts them, one where it ends in a colon or the opening counts what it
        says, and two or more, all by names that are surely such, where only its mark makes it a heading, or where they
        are of the kind that it says.
        """
        block = self.page.blocks[piece.block]
        low = self.drafts.low(piece.head).strip()
        if piece.shape != "short" or not stretch or names_no_category(self.grammar, low):
            return False
        led = [self._led(p) for p in stretch]
        if self._is_counted(piece) and all(name is not None for name in led):
            return True
        marked = block.marker and block.shape == "line"
        if not (piece.count or piece.colon or marked or self._of_its_kind(piece, led)):
            return False
        many = sum(name is not None for name in led)
        if piece.count is not None:
            return many > 0 and (many == piece.count[0] or (many > 1 and 2 * many > len(led)))
        if piece.colon:
            return many > 0
        surfaces = [self.drafts.low(name) for name in led if name is not None]
        kinds = self.drafts.kinds
        return many > 1 and many == len(led) and all(kinds.is_strong(n) or kinds.is_person(n) for n in surfaces)

    def _forms(self, piece: Piece) -> tuple[Mark, ...]:
        """The forms of a category's name in a heading; a quotation in it that the opening has too is the best."""
        forms = category_name(self.page, self.grammar, piece.head)
        quotes = (Mark(q.start - 1, q.end + 1) for q in self.page.quotes_in(piece.head.start, piece.head.end))
        told = next((q for q in quotes if any(self.drafts.low(q) in words for words in self._opening)), None)
        return forms if told is None else tuple(dict.fromkeys((told, *forms)))

    def _is_counted(self, piece: Piece) -> bool:
        """Whether the opening says a heading's words, or counts what ends as they do (`标杆院系2个` 全省标杆院系)."""
        low = bare(self.drafts.low(piece.head))
        if any(_common_end(low, bare(name)) >= _FEWEST_COMMON for name in self._counted):
            return True
        forms = self._forms(piece)
        return bool(forms) and any(self.drafts.low(forms[0]) in words for words in self._opening if len(words) > 1)

    def _of_its_kind(self, piece: Piece, led: Sequence[Mark | None]) -> bool:
        """Whether all names are of the kind that the heading says."""
        kinds = self.drafts.kinds
        said = kinds.kind(self.drafts.low(piece.head)) or kinds.kind_under(self.drafts.low(piece.head))
        return said is not None and all(name is not None and kinds.kind(self.drafts.low(name)) == said for name in led)

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


def _common_end(one: str, other: str) -> int:
    """How many characters two names have in common at their ends."""
    length = 0
    while length < min(len(one), len(other)) and one[-length - 1] == other[-length - 1]:
        length += 1
    return length


def told_category(drafts: Drafts, grammar: Grammar, pieces: Sequence[Piece]) -> tuple[Mark, ...]:
    """What the title or the opening says that so many were selected for: `新增14门国家级一流本科课程`."""
    page, kinds = drafts.page, drafts.kinds
    counted = grammar.pattern(_TOLD, name="what so many were selected for")
    for piece in [p for p in pieces if p.shape in ("prose", "short", "label")][:_TOLD_REACH]:
        block = page.blocks[piece.block]
        for m in counted.find_all(page.masked, block.body, block.end):
            forms = category_name(page, grammar, Mark(*m.span("target")))
            low = drafts.low(forms[0]) if forms else ""
            if len(forms) > 1 or (forms and (kinds.kind_under(low) or kinds.head_of(low))):
                return forms
    return ()
