"""Lists on a Chinese page: headings with names under them, labels with names behind them, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations import Mark, Page
from extractor.chinese.categorynames import ANNEXED, IS_GRADE, category_name, counted_names, names_no_category
from extractor.chinese.listlines import Entry, Line, Listing
from extractor.chinese.names import names
from extractor.chinese.outline import Piece, holds_quantity
from extractor.chinese.page import OVER_MARKS
from extractor.chinese.tablelists import table_listings
from extractor.matching import Grammar

_SHORTEST_LABEL = 3  # characters of a label that can be the name of a category
_OPENING = 6  # pieces behind the title in which the categories may be counted
_JOINED = re.compile("[,、]")
_LONGEST_END = 4  # characters behind 名单如下 that end a sentence
_FURTHEST = 5  # paragraphs between two items of one list


def find_listings(page: Page, grammar: Grammar, pieces: Sequence[Piece], first: int) -> list[Listing]:
    """The lists of a page behind the piece `first`, in order."""
    reader = _Reader(page, grammar, pieces, first + _OPENING)
    i = first
    while i < len(pieces):
        i = reader.take(i)
    return [listing for listing in reader.found if listing.entries]


class _Reader:
    """Goes over the pieces once; `found` are the lists so far."""

    def __init__(self, page: Page, grammar: Grammar, pieces: Sequence[Piece], first: int) -> None:
        self.page, self.grammar, self.pieces = page, grammar, pieces
        self.kinds = names(grammar)
        self.lines = Line(page, grammar)
        self.found: list[Listing] = []
        self._tails = tuple(grammar.lexicons["category_tail"])
        self._titled = sum(map(self._is_titled, range(len(pieces))))
        self._counted = counted_names(page, grammar, pieces[:first])

    def take(self, i: int) -> int:
        """Read what begins at piece `i`; where the next begins."""
        piece = self.pieces[i]
        if piece.shape == "label" and self._is_category(piece.head):
            forms = category_name(self.page, self.grammar, piece.head)
            entries = [Entry(n, piece.block) for n in piece.listed]
            self.found.append(Listing(piece.block, forms, piece.count, entries))
            return i + 1
        if piece.shape == "row":
            return self._rows(i, Listing(None, (), None))
        return self._under(i) if self._heads_a_list(i) else i + 1

    def _marker(self, i: int) -> str:
        return self.pieces[i].label or self.page.blocks[self.pieces[i].block].marker

    def _is_item(self, i: int) -> bool:
        return self.page.blocks[self.pieces[i].block].shape == "item"

    def _low(self, mark: Mark) -> str:
        return self.page.low[mark.start : mark.end].strip()

    def _is_category(self, head: Mark, *, counts: bool = False) -> bool:
        """Whether a label can be what units were selected for, and no label of something else.

        `counts` says that it counts what stands under it: 示范县(8个) is no county.
        """
        low = self._low(head)
        if (len(low) < _SHORTEST_LABEL and not IS_GRADE.fullmatch(low)) or low in self.grammar.lexicons["meta_label"]:
            return False
        return not (names_no_category(self.grammar, low) or (self.lines.is_body(low) and not counts))

    def _heads_a_list(self, i: int) -> bool:
        """Whether the pieces behind `i` are the list that it heads."""
        if i + 1 >= len(self.pieces) or (self._is_item(i) and self._marker(i + 1) in OVER_MARKS):
            return False  # the last item before the next heading
        piece, after = self.pieces[i], self.pieces[i + 1]
        is_name = piece.count is None and any(e.host for e in self.lines.names_of(piece))
        if self._heads_plain(i + 1) or is_name:
            return False  # before the next heading, or a name with its body
        if piece.shape == "prose":
            return self._announces(piece) and self._lists_names(i + 1) and not self._heads_a_list(i + 1)
        is_clause = _JOINED.search(self._low(piece.head)) is not None and holds_quantity(self.page, piece.head)
        if piece.shape != "short" or is_clause:
            return False
        if after.shape == "row" or (after.shape == "label" and self.lines.is_body(self._low(after.head))):
            return True
        return self._lists_names(i + 1) and self._is_over(i)

    def _heads_plain(self, i: int) -> bool:
        """Whether a marked line stands over lines without marks: ◇劳动模范 over 甲,某厂工人."""
        if not self._is_item(i) or i + 1 >= len(self.pieces) or self._marker(i + 1) != "":
            return False
        is_bullet = self._marker(i).startswith("bullet") or (self._marker(i) == "pict" and self._has_sign(i))
        if not is_bullet:
            return False
        return self.pieces[i + 1].shape == "short" and self._lists_names(i + 1)

    def _announces(self, piece: Piece) -> bool:
        """`名单如下:` at the end of a paragraph."""
        low = self._low(piece.head)
        m = self.grammar.fragment("list_follows").search(low)
        return low.endswith(":") or (m is not None and len(low) - m.end() <= _LONGEST_END)

    def _lists_names(self, i: int) -> bool:
        """Whether a short line names units, and does not head something itself."""
        piece = self.pieces[i]
        is_line = piece.shape == "short" and not piece.count and not (piece.colon and not piece.listed)
        is_line = is_line and not IS_GRADE.fullmatch(self._low(piece.head))
        return is_line and bool(self.lines.names_of(piece))

    def _is_over(self, i: int) -> bool:
        """Whether a short line stands over the line of names behind it: by what it says, or by their marks."""
        if len(self.lines.names_of(self.pieces[i + 1])) > 1:
            return True
        if self._marker(i) == "pict":
            return self._has_sign(i)
        if self._marker(i) != self._marker(i + 1):
            return self._has_sign(i) or self._is_item(i + 1) or self._marker(i) != ""
        if self._stands_out(i):
            return True
        profile = i + 2 < len(self.pieces) and self.pieces[i + 2].shape == "prose"
        return self._marker(i) == "" and self._has_sign(i) and not profile

    def _has_sign(self, i: int) -> bool:
        """Whether a line says that it is a heading: by a count, a colon, a word such as 名单, or bold letters."""
        piece = self.pieces[i]
        tail = self._low(piece.head).endswith(self._tails)
        said = piece.count is not None or piece.colon or tail or self._marker(i) == "bold"
        low = self._low(piece.head)
        return said or low in self._counted or IS_GRADE.fullmatch(low) is not None

    def _stands_out(self, i: int) -> bool:
        """Whether a line is no title while those behind it are: 线上一流课程 over 《普通昆虫学》."""
        return self._titled > 1 and not self._is_titled(i) and self._is_titled(i + 1)

    def _is_titled(self, i: int) -> bool:
        """Whether a piece is a short line that begins with a title."""
        piece = self.pieces[i] if i < len(self.pieces) else None
        return piece is not None and piece.shape == "short" and self._low(piece.head).startswith("《")

    def _under(self, i: int) -> int:
        """Read the list under the heading `i`; where the next begins."""
        piece = self.pieces[i]
        named = self._over(i) if IS_GRADE.fullmatch(self._low(piece.head)) else piece
        counts = named.count is not None
        is_named = named.shape == "short" and self._is_category(named.head, counts=counts)
        is_named = is_named and not self._is_annex(i, named)
        forms = self._forms(named.head) if is_named else ()
        listing = Listing(named.block if named.shape == "short" else None, forms, named.count)
        if self.pieces[i + 1].shape == "row":
            return self._rows(i + 1, listing)
        j = i + 1
        while j < len(self.pieces):
            if self.pieces[j].shape == "field":
                self.lines.add_hosts(listing.entries, self.pieces[j])
            elif self._is_passage(i, j, listing):
                listing.interleaved = True
            elif self._ends(i, j) or self._is_full(listing, j) or not (entries := self.lines.names_of(self.pieces[j])):
                break
            else:
                listing.entries += entries
            j += 1
        listing.entries = self.lines.by_kind(listing.entries, self.kinds.kind_under(self._low(named.head)))
        if forms or self.lines.are_names(listing.entries):
            self.found.append(listing)
        return j

    def _is_full(self, listing: Listing, j: int) -> bool:
        """Whether a list has as many names as its heading says, and the piece `j` is no further name.

        It may be one too many, which is for the reader to know; but not one over a passage.
        """
        if listing.count is None or len(listing.entries) < listing.count[0]:
            return False
        is_heading = j + 1 < len(self.pieces) and self.pieces[j + 1].shape == "prose"
        return is_heading or not self.lines.are_names(self.lines.names_of(self.pieces[j]))

    def _is_annex(self, i: int, piece: Piece) -> bool:
        """Whether a heading is one of the annexes that a notice lists, and not over what the annex has."""
        over_names = piece.count is not None or self.pieces[i + 1].shape in ("label", "row")
        return not over_names and ANNEXED.match(self._low(piece.head)) is not None

    def _forms(self, head: Mark) -> tuple[Mark, ...]:
        """The forms of a category's name in a heading; of a sentence that announces the list, what it quotes."""
        if self.grammar.fragment("list_follows").search(self._low(head)) is None:
            return category_name(self.page, self.grammar, head)
        quoted = self.page.quotes_in(head.start, head.end)
        return tuple(Mark(q.start, q.end) for q in quoted[:1])

    def _over(self, i: int) -> Piece:
        """The heading that a grade stands under: 自然科学奖 over 二等奖.

        The grade itself where there is none, where that is only 获奖名单, or where the grade alone counts its names.
        """
        style = self._marker(i)
        for k in range(i - 1, -1, -1):
            piece = self.pieces[k]
            if piece.shape not in ("short", "field", "label"):
                break
            is_heading = self._marker(k) in OVER_MARKS and self._marker(k) != style
            if is_heading and piece.shape == "short" and not IS_GRADE.fullmatch(self._low(piece.head)):
                counts = piece.count is not None or self.pieces[i].count is None
                forms = category_name(self.page, self.grammar, piece.head) if counts else ()
                return piece if any(f.end - f.start >= _SHORTEST_LABEL for f in forms) else self.pieces[i]
        return self.pieces[i]

    def _is_passage(self, i: int, j: int, listing: Listing) -> bool:
        """Whether the piece `j` is what is said of one unit of the list under `i`.

        The list goes on behind it, or `j` is the last passage where there is one behind each name.
        """
        many = len(listing.entries)
        style = self._marker(i + 1)
        if self.pieces[j].shape != "prose" or j == i + 1:
            return False
        if not style:  # 甲馆, what is said of it, 乙馆, what is said of it: under a heading that counts them
            count = self.pieces[i].count
            more = count is not None and many < count[0] and j + 2 < len(self.pieces)
            return more and self._lists_names(j + 1) and self.pieces[j + 2].shape == "prose"
        for k in range(j + 1, min(j + _FURTHEST, len(self.pieces))):
            if self.pieces[k].shape != "prose":
                return self.pieces[k].shape in ("short", "label") and self._marker(k) == style
        return listing.interleaved or many == 1

    def _ends(self, i: int, j: int) -> bool:
        """Whether the list under `i` is at its end before the piece `j`."""
        piece, style = self.pieces[j], self._marker(i + 1)
        if piece.shape == "label":
            return self._marker(j) != style or (self._is_category(piece.head) and not self._is_item(j))
        if piece.shape != "short" or piece.count or (piece.colon and not piece.listed) or self._marker(j) != style:
            return True
        heads = j > i + 1 and not style and self._heads_a_list(j)
        return heads and (self._has_sign(j) or self._stands_out(j) or self._marker(j + 1) != style)

    def _rows(self, i: int, under: Listing) -> int:
        """Read the table that begins at piece `i`; where the next begins."""
        j = i
        while j < len(self.pieces) and self.pieces[j].shape == "row":
            j += 1
        self.found += table_listings(self.page, self.grammar, [p.block for p in self.pieces[i:j]], under)
        return j
