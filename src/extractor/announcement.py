"""What an announcement says of itself: title, institution, issuer, date, and how many units it declares."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from extractor.annotations import CategoryMention, Facts, Heading, Mark, Page, SectionMention, UnitMention
from extractor.bodies import find_institution, find_issuer
from extractor.matching import Grammar
from extractor.names import names
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


class _Count(NamedTuple):
    """A whole number and where it stands, with its unit and bound up to `outer_end`."""

    value: int
    start: int
    end: int
    outer_end: int


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
        for n in _counts_in(page, section.start, section.end, taken):
            counts_things = len(categories) > 1 or n.value == len(units)
            if n.value in sums and (counts_things or phrases(grammar).after(page.masked, n.outer_end, section.end)):
                return n.value, Mark(n.start, n.end)
    return _miscounted(page, grammar, categories, units, sections) if units else None


def _miscounted(
    page: Page,
    grammar: Grammar,
    categories: Sequence[CategoryMention],
    units: Sequence[UnitMention],
    sections: Sequence[SectionMention],
) -> tuple[int, Mark] | None:
    """A stated total that agrees with nothing: `all 13 were selected`, or a count of just the kind of thing selected.

    It counts no single category and stands before the lists, in a sentence about the selection and not about applying.
    """
    all_selected = grammar.pattern(_ALL_SELECTED, name="all were selected")
    found = Counter(u.category for u in units)
    of_categories = {*found.values(), *(c.declared[0] for c in categories if c.declared)}
    kind, alike = Counter(u.kind for u in units).most_common(1)[0]
    for section in takewhile(lambda s: s.kind not in ("header", "list", "profile"), sections):
        for start, end in page.sentences_in(section.start, section.end):
            if page.hit("selection_verb", start, end) is None or page.hit("call_word", start, end) is not None:
                continue
            for n in _counts_in(page, start, end, set()):
                if all_selected.match(page.masked, n.outer_end, end):
                    return n.value, Mark(n.start, n.end)
                counted = phrases(grammar).after(page.masked, n.outer_end, end)
                of_kind = counted and names(grammar).plural_kind(page.low[counted.start : counted.end]) == kind
                if of_kind and alike == len(units) > 1 and n.value not in of_categories:
                    return n.value, Mark(n.start, n.end)
    return None


_ALL_SELECTED = r"[^.;,]{0,80}?\s(?:were|was|have|has)\s(?:been\s)?all\s(?:been\s)?\L<selection_verb>(?!\w)"


def _in_order(sections: Sequence[SectionMention]) -> Iterator[SectionMention]:
    """Where a total is looked for: title and summary first."""
    yield from (s for s in sections if s.kind in ("title", "summary"))
    yield from (s for s in sections if s.kind in ("background", "outlook", "other"))


def _counts_in(page: Page, start: int, end: int, taken: set[int]) -> Iterator[_Count]:
    """The whole numbers above one that stand in a stretch without a bound, but for those that begin at `taken`."""
    for i in page.numerals_in(start, end):
        n = page.numerals[i]
        is_exact = n.form == "cardinal" and n.comparator == "=" and n.upper is None
        if is_exact and isinstance(n.value, int) and n.value > 1 and n.start not in taken:
            yield _Count(n.value, n.start, n.end, n.outer_end)
