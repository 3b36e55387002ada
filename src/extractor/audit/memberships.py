"""Units that stand in the lists of two categories."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extractor.annotations import FindingMention, Mark, UnitMention
from extractor.audit.sheet import Sheet

_LISTS: Final = frozenset(("list", "profile"))
_ARTICLE: Final = len("The ")


@dataclass(frozen=True, slots=True)
class Listing:
    """A place where a line lists a unit under the heading of a category, both by index."""

    unit: int
    category: int
    mark: Mark


def find_listings(sheet: Sheet) -> tuple[Listing, ...]:
    """All such places, unit by unit, each in the order of the text."""
    blocks, units = sheet.page.blocks, sheet.structure.units
    starts = [b.start for b in blocks]
    under = _categories_of_blocks(sheet)
    names = sorted((m.start, m.end, _plain(u)) for u in units for m in u.mentions)
    found = []
    for i, unit in enumerate(units):
        for mark in sorted(unit.mentions, key=lambda m: m.start):
            at = bisect_right(starts, mark.start) - 1
            category = under[at] if at >= 0 else None
            if category is not None and _leads(sheet, at, mark) and not _is_body(names, unit, mark):
                found.append(Listing(i, category, mark))
    return tuple(found)


def memberships(sheet: Sheet, listings: tuple[Listing, ...]) -> Iterator[FindingMention]:
    """Units that are listed under more than one category; each is told once."""
    first: dict[str, Listing] = {}
    told: set[str] = set()
    for listing in listings:
        unit = sheet.structure.units[listing.unit]
        known = first.setdefault(_plain(unit), listing)
        if known.category != listing.category and _plain(unit) not in told:
            told.add(_plain(unit))
            names = [repr(sheet.structure.categories[i].name) for i in (known.category, listing.category)]
            message = f"One unit stands under two categories: {unit.name!r} in {' and in '.join(names)}."
            yield FindingMention("unit-in-two-categories", "warning", message, (known.mark, listing.mark))


def echoes(sheet: Sheet, listings: tuple[Listing, ...]) -> frozenset[int]:
    """The units, by index, that no list has and that have the name of one in the list of another category.

    A passage behind the last list may be about a unit of any category.
    """
    units = sheet.structure.units
    listed = {listing.unit for listing in listings}
    categories = {_plain(units[listing.unit]): listing.category for listing in listings}
    return frozenset(
        i for i, u in enumerate(units) if i not in listed and categories.get(_plain(u), u.category) != u.category
    )


def _plain(unit: UnitMention) -> str:
    return " ".join(unit.name.lower().split())


def _categories_of_blocks(sheet: Sheet) -> list[int | None]:
    """By block, the category whose list goes on there: nothing but lines of its sort stands since its heading."""
    headings = {h.block: h for h in sheet.structure.headings if h.role != "unit"}
    rows = {r.block: r.category for r in sheet.places.rows}
    named = {c.name.lower(): i for i, c in enumerate(sheet.structure.categories)}
    out: list[int | None] = []
    category: int | None = None
    kinds: set[str] = set()
    shapes: set[str] = set()
    for i, block in enumerate(sheet.page.blocks):
        if i in headings:
            category = headings[i].category if headings[i].role == "category" else None
            kinds, shapes = set(), set()
            out.append(None)
            continue
        section = sheet.places.section(block.start)
        kinds.add(section.kind if section is not None else "")
        shapes.add(block.shape)
        # Passages behind a list are about units of any category; under a heading without a list they are about its own.
        of_one_sort = len(kinds) == 1 or (len(shapes) == 1 and block.shape != "line")
        cell = rows.get(i)
        own = named.get(sheet.page.low[cell.start : cell.end]) if cell is not None else None
        out.append(own if own is not None else category if of_one_sort and kinds <= _LISTS else None)
    return out


def _leads(sheet: Sheet, at: int, mark: Mark) -> bool:
    """Whether a name fills a cell, or nothing but an article stands before it in its line."""
    block = sheet.page.blocks[at]
    if block.shape == "row":
        return mark in block.cells
    return not any(c.isalpha() for c in sheet.page.text[block.body : mark.start][_ARTICLE:])


def _is_body(names: list[tuple[int, int, str]], unit: UnitMention, mark: Mark) -> bool:
    """Whether a name is the body of another unit: of one whose name begins in it, or right behind it."""
    i = bisect_left(names, (mark.start, 0, ""))
    while i < len(names) and names[i][0] <= mark.end + 1:
        if names[i][2] != _plain(unit):
            return True
        i += 1
    return False
