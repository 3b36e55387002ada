"""What an announcement says of itself: title, institution, issuer, date, and how many units it declares."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.annotations import CategoryMention, Heading, Mark, NumeralMention, Page, SectionMention, UnitMention
from extractor.bodies import find_institution, find_issuer
from extractor.matching import Grammar
from extractor.phrases import phrases

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DATES = tuple(
    re.compile(form.replace("MONTH", f"(?P<name>{'|'.join(_MONTHS)})"))
    for form in (
        r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
        r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+MONTH\s+(?P<y>(?:19|20)\d\d)",
        r"MONTH\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)",
    )
)
_HEAD = 700  # characters at the beginning in which an announcement is dated
_FOOT = 200  # characters at its end


@dataclass(frozen=True, slots=True)
class Facts:
    """The header fields of an announcement; None where the text does not state one."""

    title: Mark | None
    institution: Mark | None
    issuer: Mark | None
    published: tuple[dt.date, Mark] | None
    declared_total: tuple[int, Mark] | None


def find_facts(
    page: Page,
    grammar: Grammar,
    *,
    headings: Sequence[Heading],
    categories: Sequence[CategoryMention],
    units: Sequence[UnitMention],
    sections: Sequence[SectionMention],
) -> Facts:
    """The header fields."""
    first_list = next((page.blocks[h.block].start for h in headings if h.role == "category"), len(page.text))
    issuer = find_issuer(page, grammar)
    return Facts(
        title=next((h.name for h in headings if h.role == "title"), None),
        institution=find_institution(page, grammar, units=[u.name for u in units], issuer=issuer, end=first_list),
        issuer=issuer,
        published=_published(page),
        declared_total=_declared(page, grammar, categories, units, sections),
    )


def _published(page: Page) -> tuple[dt.date, Mark] | None:
    """The first full date in the head of the text, else in its last lines."""
    length = len(page.low)
    for start, end in ((0, min(_HEAD, length)), (max(0, length - _FOOT), length)):
        found = (m for form in _DATES for m in form.finditer(page.low, start, end))
        for m in sorted(found, key=lambda m: m.start()):
            named = m.groupdict().get("name")
            month = _MONTHS.index(named) + 1 if named else int(m["m"])
            try:
                return dt.date(int(m["y"]), month, int(m["d"])), Mark(m.start(), m.end())
            except ValueError:
                continue  # 31 February is no date
    return None


def _declared(
    page: Page,
    grammar: Grammar,
    categories: Sequence[CategoryMention],
    units: Sequence[UnitMention],
    sections: Sequence[SectionMention],
) -> tuple[int, Mark] | None:
    """The stated total: in the title or a summary, the count that the category counts add up to, or of selected things.

    Where no number is either, one that is said to be all that were selected: the text may miscount.
    """
    stated = [c.declared[0] for c in categories if c.declared]
    sums = {len(units)} | ({sum(stated)} if len(stated) == len(categories) > 0 else set())
    taken = {c.declared[1].start for c in categories if c.declared} if len(categories) > 1 else set()
    for section in _in_order(sections):
        for n in _counts_in(page, section, taken):
            counts_things = len(categories) > 1 or n.value == len(units)
            if n.value in sums and (counts_things or phrases(grammar).after(page.masked, n.outer_end, section.end)):
                return int(n.value), Mark(n.start, n.end)
    all_selected = grammar.pattern(_ALL_SELECTED, name="all were selected")
    for section in sections:
        for n in _counts_in(page, section, taken) if section.kind in ("title", "summary") else ():
            if units and n.value is not None and all_selected.match(page.masked, n.outer_end, section.end):
                return int(n.value), Mark(n.start, n.end)
    return None


_ALL_SELECTED = r"[^.;,]{0,80}?\s(?:were|was|have|has)\s(?:been\s)?all\s(?:been\s)?\L<selection_verb>(?!\w)"


def _in_order(sections: Sequence[SectionMention]) -> Iterator[SectionMention]:
    """Where a total is looked for: title and summary first."""
    yield from (s for s in sections if s.kind in ("title", "summary"))
    yield from (s for s in sections if s.kind in ("background", "outlook", "other"))


def _counts_in(page: Page, section: SectionMention, taken: set[int]) -> Iterator[NumeralMention]:
    """The whole numbers above one that stand in a section without a bound and count no category."""
    for i in page.numerals_in(section.start, section.end):
        n = page.numerals[i]
        is_count = n.form == "cardinal" and n.comparator == "=" and n.upper is None and isinstance(n.value, int)
        if is_count and n.value != 1 and n.start not in taken:
            yield n
