"""Tables of a Chinese page that list units: the column of names, and where there are such, of categories and bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations import Mark, Page
from extractor.chinese.categorynames import category_name
from extractor.chinese.listlines import Entry, Listing
from extractor.chinese.names import names, trimmed
from extractor.matching import Grammar

_COLUMNS = ("name", "category", "organisation")
_ANY_NAME = "名称"  # 农场名称, 品种名称: whatever it is that has a name
_FIGURES = re.compile(r"\d{3,}")
_SHORTEST = 2


def table_listings(page: Page, grammar: Grammar, blocks: Sequence[int], under: Listing) -> list[Listing]:
    """The units of one table, a list for each category; `under` has the heading over it and is for those without."""
    columns = _columns(page, grammar, page.blocks[blocks[0]].cells)
    if "name" not in columns:
        return []
    found: dict[str, Listing] = {}
    for block in blocks[1:]:
        cells = page.blocks[block].cells
        name = _cell(cells, columns["name"])
        name = None if name is None else trimmed(page.low, name)
        if name is None or not _is_name(page, grammar, name):
            continue
        category = _cell(cells, columns.get("category"))
        key = "" if category is None else page.low[category.start : category.end]
        forms = category_name(page, grammar, category) if category is not None else ()
        listing = found.setdefault(key, Listing(under.header, forms or under.forms, None if key else under.count))
        listing.entries.append(Entry(name, block, _cell(cells, columns.get("organisation"))))
    return list(found.values())


def _cell(cells: Sequence[Mark], column: int | None) -> Mark | None:
    """The cell of a column, None where the row has none or it is empty."""
    if column is None or column >= len(cells) or cells[column].end <= cells[column].start:
        return None
    return cells[column]


def _is_name(page: Page, grammar: Grammar, name: Mark) -> bool:
    """Whether a cell names a unit: no figure, and no total."""
    low = page.low[name.start : name.end]
    if len(low) < _SHORTEST or low in grammar.lexicons["total_word"] or (low[0] not in '"《' and _FIGURES.search(low)):
        return False
    return names(grammar).is_weak(low.replace(":", ""))  # a title may have a colon, and a cell has no label


def _columns(page: Page, grammar: Grammar, headings: Sequence[Mark]) -> dict[str, int]:
    """Which column holds what, by the headings; the first word of a lexicon that a heading is decides."""
    low = [re.sub(r"\([^()]*\)|\s", "", page.low[h.start : h.end]) for h in headings]
    out: dict[str, int] = {}
    for kind in _COLUMNS:
        for word in grammar.lexicons[f"{kind}_column"]:
            at = next((k for k, text in enumerate(low) if _is(text, word) and k not in out.values()), None)
            if at is not None:
                out[kind] = at
                break
    return out


def _is(heading: str, word: str) -> bool:
    return heading == word or (word == _ANY_NAME and heading.endswith(word))
