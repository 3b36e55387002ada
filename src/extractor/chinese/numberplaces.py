"""Where a number stands: the stretch in which its object is looked for, what parts the words there, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.annotations import Mark, NumeralMention, Page, RoleMention
from extractor.chinese.places import Places
from extractor.chinese.stretches import Place
from extractor.matching import mask
from extractor.tables import Row

_PARTS_OF_NOUNS = frozenset(("name", "grade", "ordinal"))
_AGE_LIMIT = "zh.roles.age-limit"


def edges(page: Page, roles: Sequence[RoleMention]) -> str:
    """The text with all numbers masked that part words."""
    numbers = [n for n, role in zip(page.numerals, roles, strict=True) if parts_words(role, n, page.low)]
    return mask(page.low, numbers)


def parts_words(role: RoleMention, n: NumeralMention, low: str) -> bool:
    """Whether a numeral stands between words; those of 一等奖, 一流, 45岁以下教师 and 三年前 are a part of them."""
    if role.role in _PARTS_OF_NOUNS or role.rule == _AGE_LIMIT or low.startswith(("前", "之前", "以前"), n.outer_end):
        return False
    return n.form != "code" or n.unit == "date"


def row_of(places: Places, n: NumeralMention) -> Row | None:
    """The row of a table that a numeral stands in."""
    return places.cells.row(n.start)


def cell_of(row: Row, n: NumeralMention) -> tuple[Mark, Mark | None] | None:
    """The cell that a numeral stands in, and the heading of its column."""
    return next(((c, h) for c, h in row.cells if c.start <= n.start < c.end), None)


def place_of(places: Places, edges_: str, n: NumeralMention, previous: Sequence[Mark]) -> Place:
    """A numeral in its cell, else in its sentence as far as its section reaches.

    `previous` are the objects of the numbers read before it in the sentence, in order.
    """
    start, end = stretch_of(places, n)
    return Place(places.page, edges_, n, start, end, previous)


def stretch_of(places: Places, n: NumeralMention) -> tuple[int, int]:
    """Where the words are that speak of a numeral."""
    row = row_of(places, n)
    cell = None if row is None else cell_of(row, n)
    if cell is not None:
        return cell[0].start, cell[0].end
    start, end = places.around(n)
    section = places.section(n.start)
    return (start, end) if section is None else (max(start, section.start), min(end, section.end))


def owner_of(places: Places, n: NumeralMention) -> int | None:
    """Whose a numeral is: the index of a unit, or None for the institution."""
    if (row := row_of(places, n)) is not None:
        return places.owners.in_block(row.block)
    section = places.section(n.start)
    if section is not None and section.kind in ("profile", "list") and section.units:
        return places.owners.in_passage(section, n.start)
    return places.owners.in_sentence(places.sentence(n.start)[0], n.start)
