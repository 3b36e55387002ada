"""Findings: what a careful reader of the announcement would want to check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.announcement import Facts
from extractor.annotations import CategoryMention, FindingMention, Heading, Mark, Page, RoleMention, UnitMention
from extractor.matching import Grammar
from extractor.names import names

_FUSED = re.compile(r"(?<=[a-z])(?:The|Party|School|College|Department|Institute|Faculty|Teachers|Centre|Center)\b")


def find_findings(
    page: Page,
    grammar: Grammar,
    facts: Facts,
    headings: Sequence[Heading],
    categories: Sequence[CategoryMention],
    units: Sequence[UnitMention],
    roles: Sequence[RoleMention],
) -> list[FindingMention]:
    """All findings, in the order of their places in the text."""
    found = [
        *_totals(facts, units),
        *_categories(categories, units),
        *_summary(page, categories, units),
        *_variants(page, grammar, units),
        *_fused(page),
        *_quotes(page),
        *_unexplained(page, roles),
        *_nothing(headings, categories, units),
    ]
    return sorted(found, key=lambda f: (f.spans[0].start if f.spans else -1, f.code))


def _totals(facts: Facts, units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    if facts.declared_total and units and facts.declared_total[0] != len(units):
        value, mark = facts.declared_total
        # A list that breaks off or names only some is common; that the text is wrong is not certain.
        yield FindingMention("total-mismatch", "warning", f"The text declares {value} in all, {len(units)} were found.", (mark,))


def _categories(categories: Sequence[CategoryMention], units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    for i, c in enumerate(categories):
        found = sum(u.category == i for u in units)
        if c.declared and c.declared[0] != found:
            yield FindingMention(
                "category-mismatch", "warning", f"The text declares {c.declared[0]} for {c.name!r}, {found} were found.", (c.declared[1],)
            )


def _summary(page: Page, categories: Sequence[CategoryMention], units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    for i in range(len(categories)):
        members = [u for u in units if u.category == i]
        listed = [u for u in members if any(not _inside(m, u.profile) for m in u.mentions)]
        profiled = [u for u in members if u.profile]
        if listed and profiled:
            for u in profiled:
                if u not in listed:
                    yield FindingMention("unit-not-in-summary", "warning", f"{u.name!r} has a profile, but the summary does not name it.", (u.mentions[0],))
        if profiled and any(_own_profile(u) for u in profiled):
            for u in members:
                if u.profile is None:
                    yield FindingMention("unit-without-profile", "info", f"{u.name!r} is named, others here have a profile, it has none.", (u.mentions[0],))


def _inside(mark: Mark, profile: Mark | None) -> bool:
    return profile is not None and profile.start <= mark.start < profile.end


def _own_profile(unit: UnitMention) -> bool:
    return unit.profile is not None and len(unit.mentions) > 1


def _variants(page: Page, grammar: Grammar, units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    kinds = names(grammar)
    for u in units:
        forms = {frozenset(kinds.words(page.text[m.start : m.end])) for m in u.mentions}
        surfaces = {" ".join(page.text[m.start : m.end].lower().split()) for m in u.mentions}
        if len(surfaces) > 1 and (len(forms) > 1 or len({s.strip('"') for s in surfaces}) > 1):
            yield FindingMention("name-variants", "info", f"{u.name!r} is named in {len(surfaces)} ways.", u.mentions)


def _fused(page: Page) -> Iterator[FindingMention]:
    for m in _FUSED.finditer(page.text):
        start = m.start()
        while start > 0 and page.text[start - 1].isalpha():
            start -= 1
        left = page.text[start : m.start()]
        message = f"{left!r} and {m.group()!r} run together: two names may have lost the sign between them."
        yield FindingMention("fused-names", "warning", message, (Mark(start, m.end()),))


def _quotes(page: Page) -> Iterator[FindingMention]:
    for b in page.blocks:
        if page.text.count('"', b.start, b.end) % 2:
            last = page.text.rfind('"', b.start, b.end)
            yield FindingMention("unbalanced-quote", "info", "This paragraph has an odd number of quotation marks.", (Mark(last, last + 1),))


def _unexplained(page: Page, roles: Sequence[RoleMention]) -> Iterator[FindingMention]:
    for n, role in zip(page.numerals, roles, strict=True):
        if role.role == "unexplained":
            yield FindingMention("unexplained-numeral", "warning", f"No rule explains the number {page.text[n.start : n.end]!r}.", (Mark(n.start, n.end),))


def _nothing(headings: Sequence[Heading], categories: Sequence[CategoryMention], units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    if not units:
        yield FindingMention("no-category", "warning", "No selected unit was found in this text.")
    elif not categories:
        yield FindingMention("no-category", "info", "The units stand under no category.")
    if not any(h.role == "category" for h in headings):
        yield FindingMention("no-header", "info", "No heading of a category was found.")
