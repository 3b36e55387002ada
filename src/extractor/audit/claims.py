"""What the text says of how many units there are of each category: in headings, and in sentences before the lists."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from extractor.annotations import Mark
from extractor.audit.sheet import Figure, Sheet

_LISTS = frozenset(("header", "list"))
_PLURAL = 2  # letters of the ending of a plural: model branch(es)


@dataclass(frozen=True, slots=True)
class Claim:
    """How many the text says there are, and where."""

    value: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that counts units of categories, by their indexes."""

    start: int
    end: int
    claims: dict[int, Claim] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claims:
    """All counts of categories: those of headings, and those of sentences before the lists."""

    headings: Mapping[int, Claim]
    statements: tuple[Statement, ...]
    first_list: int


def find_claims(sheet: Sheet) -> Claims:
    """The counts of the categories of a page."""
    structure = sheet.structure
    headings = {
        h.category: Claim(*h.count)
        for h in structure.headings
        if h.role == "category" and h.category is not None and h.count is not None
    }
    kinds = {s.kind for s in structure.sections}
    lists = kinds & _LISTS or {"profile"}  # the opening may be the passage of a unit that it tells of
    first = next((s.start for s in structure.sections if s.kind in lists), len(sheet.page.text))
    heads = {claim.mark.start for claim in headings.values()}
    statements: dict[int, Statement] = {}
    beside = list(_counted(sheet, first))
    longest = {f.index: n.end - n.start for n, _, f in sorted(beside, key=lambda row: row[0].end - row[0].start)}
    for name, category, figure in beside:
        # `Four educators receive Merit Awards` counts the awards, also where educators is a word for others.
        if figure.numeral.start not in heads and name.end - name.start == longest[figure.index]:
            start, end = sheet.places.sentence(figure.numeral.start)
            statement = statements.setdefault(start, Statement(start, end))
            statement.claims.setdefault(category, Claim(int(figure.value), figure.mark))
    return Claims(headings, tuple(statements[start] for start in sorted(statements)), first)


def is_exact(figure: Figure) -> bool:
    """Whether a number counts things one by one, without a bound."""
    n = figure.numeral
    return n.form == "cardinal" and n.comparator == "=" and n.upper is None and isinstance(n.value, int)


def _counted(sheet: Sheet, end: int) -> Iterator[tuple[Mark, int, Figure]]:
    """The numbers right beside the name of a category, with name and category, in the text before the lists."""
    figures = [f for f in sheet.figures_in(0, end) if is_exact(f)]
    starts, ends = [f.start for f in figures], [f.end for f in figures]
    for category, name in _names(sheet, end):
        i = bisect_left(starts, name.end)
        if i < len(figures) and sheet.fills("name_then_count", name.end, starts[i]) is not None:
            yield name, category, figures[i]
            continue
        i = bisect_left(ends, name.start + 1) - 1
        if i >= 0 and sheet.fills("count_then_name", ends[i], name.start) is not None:
            yield name, category, figures[i]


def _names(sheet: Sheet, end: int) -> Iterator[tuple[int, Mark]]:
    """Where the names of categories stand before `end`, the longer ones over shorter ones in them."""
    low = sheet.page.low
    found: list[tuple[int, Mark]] = []
    for i, category in enumerate(sheet.structure.categories):
        forms = {low[m.start : m.end] for m in category.mentions} | {category.name.lower()}
        for form in forms:
            at = low.find(form, 0, end) if form else -1
            while at >= 0:
                stop = at + len(form)
                while (
                    stop < at + len(form) + _PLURAL
                    and low[stop : stop + 1].isascii()
                    and low[stop : stop + 1].isalpha()
                ):
                    stop += 1
                found.append((i, Mark(at, stop)))
                at = low.find(form, at + 1, end)
    found.sort(key=lambda row: (row[1].start, -row[1].end))
    last = -1
    for i, mark in found:
        if mark.end > last:
            last = mark.end
            yield i, mark
