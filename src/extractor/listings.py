"""Listings: the units that a category lists, as items, between semicolons, by the body that has them or in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.annotations import Block, Heading, Mark, Page
from extractor.drafts import Drafts, closing_of_lists, trimmed
from extractor.enumerations import rejoined
from extractor.names import lead, split_list
from extractor.phrases import phrases
from extractor.tables import find_rows
from extractor.words import words_in

# The figures below were chosen on the corpus.
_LONGEST_ITEM = 240  # characters of a name with its host and what a list says of it in passing
_SENTENCE = 30  # characters; what is shorter, verb or not, is a name
_SHORT = 200  # characters; a longer paragraph lists units only if there are enough of them
_FEWEST = 3  # pieces between semicolons that make a list; two may be a name and what is said of it
_VERBLESS = 0.7  # of the pieces of a list; a title may have a verb in it
_TWO = 2  # parts of the very kind of the category: a comma that parts them stands for a semicolon
_OWN_HEAD = 2  # words that a part shares with its category if it has the head noun itself: `industrial college`
# What a list says of a unit behind its name: `Tick Laboratory, which …`, `Law Course, with 12 …`; no part of a name.
_CLAUSE = re.compile(r",\s+(?=(?:which|who|whose|where|with|of which|taught|run|led|founded|now|already|\d+)\b)")
_COUNT_PREFIX = re.compile(r"^(?P<host>[^:;]{3,80}?)\s*\((?P<count>\d+)\)\s*:\s*")
_AND = re.compile(r"\s+and\s+(?=[A-Z])")
_DASH = re.compile(r"\s[\u2013\u2014-]\s")
_COMMAS = ",\u3001"


def ends_lists(drafts: Drafts, block: Block) -> bool:
    """Whether what follows is about no unit of the list: contacts, plans, or a sentence set like an item."""
    page = drafts.page
    if closing_of_lists(drafts.grammar).match(page.low, block.body):
        return True
    if block.shape != "item" or page.text[block.body] == '"':
        return False
    return is_sentence(drafts, block) and page.text[block.end - 1] == "."


def is_sentence(drafts: Drafts, block: Block) -> bool:
    """Whether an item begins with a sentence and not with a name."""
    name, _ = lead(drafts.page.text, block.body, block.end)
    return not verbless(drafts, Mark(block.body, block.end)) and name.end - name.start > _SENTENCE


def read_item(drafts: Drafts, block: Block, category: int) -> None:
    """An item of a list: one unit, several between semicolons, or those of several bodies."""
    page = drafts.page
    if read_counted_groups(drafts, block, category):
        return
    pieces = list(split_list(page.text, block.body, block.end, ";"))
    if (
        len(pieces) >= _FEWEST
        and not _says_more(page, *lead(page.text, block.body, block.end), block.end)
        and _names_only(drafts, pieces)
    ):
        for piece in pieces:
            _listed(drafts, piece, category, ("item", block.start))
        return
    _listed(drafts, Mark(block.body, block.end), category, ("items", category))


def read_counted_groups(drafts: Drafts, block: Block, category: int) -> bool:
    """`University A (3): X, Y, Z; University B (2): …`: names under the body that has them. Whether a block is such."""
    text = drafts.page.text
    groups: list[tuple[Mark, Mark]] = []
    for piece in split_list(text, block.body, block.end, ";"):
        m = _COUNT_PREFIX.match(text[piece.start : piece.end])
        if m is None:
            return False
        groups.append((Mark(piece.start, piece.start + m.end("host")), Mark(piece.start + m.end(), piece.end)))
    for host, members in groups:
        for name in split_list(text, members.start, members.end, _COMMAS):
            drafts.add(trimmed(text, name), category, listed=("groups", block.start)).organisations.append(host)
    return True


def read_enumeration(drafts: Drafts, block: Block, category: int) -> bool:
    """`A, B; C, D; E`: names and no clauses. What has a verb in its first piece is none. Whether a block is such."""
    text = drafts.page.text
    first = next(split_list(text, block.body, block.end, ";"), None)
    if first is None or first.end - first.start > _LONGEST_ITEM or text[block.body] == "(":
        return False
    if not verbless(drafts, first) or _is_labelled(text, block):
        return False
    pieces = [p for s in split_list(text, block.body, block.end, ";") for p in _units_of(drafts, s, category)]
    alone = len(pieces) == 1 or not text.count(". ", block.body, block.end)
    signs = ";" in text[block.body : block.end] or "\u3001" in text[block.body : block.end]
    if len(pieces) < _FEWEST and block.end - block.body >= _SHORT:
        return False
    if not (signs or alone) or not _names_only(drafts, pieces):
        return False
    if any(c.isdigit() for c in text[pieces[0].start : pieces[0].end]):
        return False
    for piece in pieces:
        _listed(drafts, piece, category, ("enumeration", block.start))
    return True


def _is_labelled(text: str, block: Block) -> bool:
    """`Ada Moss (single sculls) – champion; unbeaten; …`: of all pieces only the first has a name before a dash."""
    first, *others = split_list(text, block.body, block.end, ";")
    dashed = [_DASH.search(text, piece.start, piece.end) is not None for piece in (first, *others)]
    return dashed[0] and len(others) > 0 and not any(dashed[1:])


def read_tables(drafts: Drafts, headings: Mapping[int, Heading]) -> None:
    """The units that rows of tables name, under the category of a column or of the heading above.

    `headings` are by their block.
    """
    category_of: dict[int, int | None] = {}
    current: int | None = None
    for i in range(len(drafts.page.blocks)):
        if (heading := headings.get(i)) is not None:
            current = heading.category
        category_of[i] = current
    for row in find_rows(drafts.page, drafts.grammar):
        if row.is_total:
            continue
        category = _column_category(drafts, row.category) if row.category else category_of[row.block]
        known = drafts.find(row.name, None)
        if category is not None and (known is None or known.category == category):
            drafts.add(trimmed(drafts.page.text, row.name), category, listed=("rows", category))


def mention_rows(drafts: Drafts) -> None:
    """Note that rows of tables name units, once all units are known."""
    for row in find_rows(drafts.page, drafts.grammar):
        known = None if row.is_total else drafts.find(row.name, None)
        if known is not None:
            drafts.mention(known, row.name)


def _column_category(drafts: Drafts, cell: Mark) -> int:
    words = drafts.kinds.words(drafts.surface(cell))
    same = (i for i, c in enumerate(drafts.categories) if drafts.kinds.words(c.name) == words)
    known = next(same, None)
    return drafts.add_category(cell) if known is None else known


def _listed(drafts: Drafts, piece: Mark, category: int, listed: tuple[str, int]) -> None:
    """One line or piece of a list: its name, its host in brackets, and a weak profile where it says more."""
    text = drafts.page.text
    name, rest = lead(text, piece.start, piece.end)
    if m := _CLAUSE.search(text, name.start, name.end):
        name, rest = Mark(name.start, m.start()), m.end()
    name = trimmed(text, name)
    if name.start >= name.end or not any(c.isalpha() for c in text[name.start : name.end]):
        return
    name, host = drafts.apart(name)
    profile = Mark(piece.start, piece.end) if _says_more(drafts.page, name, rest, piece.end) else None
    draft = drafts.add(name, category, profile=profile, weak=True, listed=listed)
    drafts.note_host(draft, name, piece.end)
    if host is not None:
        draft.organisations.append(host)


def _says_more(page: Page, name: Mark, rest: int, end: int) -> bool:
    """Whether a list line says more than the name and, in brackets, who has the unit."""
    text = page.text[rest:end]
    bracketed = page.text[name.end : rest].strip().startswith("(")
    if bracketed and not any(c.isdigit() for c in text.split(")")[0]):
        text = re.sub(r"^[^)]*\)", "", text)
    return bool(re.search(r"\w", text.strip(" .;,")))


def _names_only(drafts: Drafts, pieces: Sequence[Mark]) -> bool:
    """Whether most pieces of an enumeration have no verb: a list of names and not of clauses."""
    return sum(verbless(drafts, p) for p in pieces) >= _VERBLESS * len(pieces)


def verbless(drafts: Drafts, piece: Mark) -> bool:
    """Whether the name that a piece leads with has no verb in lower case."""
    page, grammar_of = drafts.page, phrases(drafts.grammar)
    name, _ = lead(page.text, piece.start, piece.end)
    return not any(
        grammar_of.is_verb(w.text) and w.text not in grammar_of.particles and not page.text[w.start].isupper()
        for w in words_in(page.masked, name.start, name.end)
    )


def _units_of(drafts: Drafts, piece: Mark, category: int) -> Iterator[Mark]:
    """Part one piece of a semicolon list where a comma stands for a lost semicolon, or `and` joins two units."""
    text, head = drafts.page.text, drafts.category_kind[category]
    parts = rejoined(text, list(split_list(text, piece.start, piece.end, _COMMAS)))
    kinds = [drafts.kinds.kind(text[p.start : p.end]) for p in parts]
    if head is None or kinds.count(head) < _TWO or text[piece.start] == '"':
        whole = [piece]
    else:
        whole = []
        for part, kind in zip(parts, kinds, strict=True):
            if (kind == head and _is_specific(drafts, part, category)) or not whole:
                whole.append(part)
            else:
                whole[-1] = Mark(whole[-1].start, part.end)
    for w in whole:
        yield from _joined_by_and(drafts, w, head)


def _is_specific(drafts: Drafts, part: Mark, category: int) -> bool:
    """Whether a part has the very head noun of the category (`industrial college`), not just any of its kind."""
    surface = drafts.surface(part)
    shared = drafts.kinds.words(drafts.categories[category].name) & drafts.kinds.words(surface)
    return len(shared) >= _OWN_HEAD or drafts.kinds.kind(surface) != "college"


def _joined_by_and(drafts: Drafts, piece: Mark, head: str | None) -> Iterator[Mark]:
    """The two units of `A and B` where both are of the kind `head`, else the piece."""
    m = _AND.search(drafts.page.text[piece.start : piece.end])
    if m and head:
        left = Mark(piece.start, piece.start + m.start())
        right = Mark(piece.start + m.end(), piece.end)
        one, other = drafts.surface(left), drafts.surface(right)
        if drafts.kinds.kind(one) == head == drafts.kinds.kind(other) and drafts.kinds.has_head(one):
            yield left
            yield right
            return
    yield piece
