"""Units that stand in the lists of two categories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from extractor.annotations import FindingMention, Mark, UnitMention
from extractor.audit.sheet import Sheet


def memberships(sheet: Sheet) -> Iterator[FindingMention]:
    """Units that are listed or described under more than one category."""
    first: dict[str, tuple[UnitMention, Mark]] = {}
    for unit in sheet.structure.units:
        listed = [(category, mark) for mark in unit.mentions if (category := _listed_under(sheet, mark)) is not None]
        name = " ".join(unit.name.lower().split())
        known = first.get(name)
        if known is not None and None not in (unit.category, known[0].category) and unit.category != known[0].category:
            yield _twice(sheet, unit, known[0].category, known[1], unit.category, unit.mentions[0])
            continue
        own = next((mark for category, mark in listed if category == unit.category), unit.mentions[0])
        first.setdefault(name, (unit, own))
        other = next(((category, mark) for category, mark in listed if category != unit.category), None)
        if other is not None and unit.category is not None:
            yield _twice(sheet, unit, unit.category, own, *other)


def _listed_under(sheet: Sheet, mark: Mark) -> int | None:
    """The category under whose heading a name leads a line or a passage, with nothing but its list in between."""
    i = next((i for i, b in enumerate(sheet.page.blocks) if b.start <= mark.start < b.end), None)
    if i is None:
        return None
    block = sheet.page.blocks[i]
    if block.shape == "row":
        if not any((cell.start, cell.end) == (mark.start, mark.end) for cell in block.cells):
            return None
        if (category := _category_of_row(sheet, block.start)) is not None:
            return category
    heading = next((h for h in reversed(sheet.structure.headings) if h.block < i and h.role != "unit"), None)
    if heading is None or heading.role != "category" or heading.category is None:
        return None
    start = sheet.page.blocks[heading.block].start
    between = [s for s in sheet.structure.sections if start <= s.start <= mark.start]
    if any(s.kind not in _LISTS or s.category != heading.category for s in between):
        return None
    leads = block.shape == "row" or not any(c.isalpha() for c in sheet.page.text[block.body : mark.start][_ARTICLE:])
    return heading.category if leads else None


_LISTS: Final = frozenset(("header", "list", "profile"))
_ARTICLE: Final = len("The ")


def _category_of_row(sheet: Sheet, start: int) -> int | None:
    """The category that the cell for it names in a row of a table."""
    row = next((r for r in sheet.places.rows if sheet.page.blocks[r.block].start == start), None)
    if row is None or row.category is None:
        return None
    said = sheet.page.low[row.category.start : row.category.end]
    named = (i for i, c in enumerate(sheet.structure.categories) if c.name.lower() == said)
    return next(named, None)


def _twice(
    sheet: Sheet, unit: UnitMention, one: int | None, mark: Mark, other: int | None, again: Mark
) -> FindingMention:
    names = [sheet.structure.categories[i].name for i in (one, other) if i is not None]
    message = f"One unit stands under two categories: {unit.name!r} in {' and in '.join(map(repr, names))}."
    return FindingMention("unit-in-two-categories", "warning", message, (mark, again))
