"""Findings: what a careful reader of the announcement would want to check.

Severity `error` is for what the text says against itself, whoever reads it; where a better reading might remove the
finding it is a `warning`, and what is unusual but in order is an `info`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractor.annotations import (
    AchievementMention,
    CategoryMention,
    FindingMention,
    Heading,
    Mark,
    Page,
    RoleMention,
    Structure,
    UnitMention,
)
from extractor.audit import audit
from extractor.mentions import outside
from extractor.pageindex import PageIndex
from extractor.repeats import find_repeats


def find_findings(
    places: PageIndex,
    structure: Structure,
    *,
    achievements: Sequence[AchievementMention],
    roles: Sequence[RoleMention],
    of_names: Iterable[FindingMention],
) -> list[FindingMention]:
    """All findings, in the order of their places in the text; those about no place come first.

    `of_names` are those about names, which each language sees with its own eyes.
    """
    page, categories, units = places.page, structure.categories, structure.units
    found = [
        *audit(places, structure, achievements=achievements, roles=roles),
        *_summary(page, categories, units),
        *_profiles(categories, units),
        *of_names,
        *_quotes(page),
        *find_repeats(page),
        *_unexplained(page, roles),
        *_nothing(structure.headings, categories, units),
    ]
    return sorted(found, key=lambda f: (f.spans[0].start if f.spans else -1, f.code))


def _summary(
    page: Page, categories: Sequence[CategoryMention], units: Sequence[UnitMention]
) -> Iterator[FindingMention]:
    """Units that only their profile names, where one paragraph names most others of their category."""
    starts = [block.start for block in page.blocks]
    for i, category in enumerate(categories):
        members = [u for u in units if u.category == i]
        named = Counter(p for u in members for p in {bisect_right(starts, m.start) for m in outside(u)})
        summary, listed = max(named.items(), key=lambda n: n[1], default=(0, 0))
        if listed == 1 or 2 * listed < len(members):  # one name is no list
            continue
        for u in members:
            if not outside(u) and u.profile and bisect_right(starts, u.profile.start) != summary:
                message = f"{u.name!r} has a profile, but the summary of {category.name!r} does not name it."
                yield FindingMention("unit-not-in-summary", "warning", message, (u.mentions[0],))


def _profiles(categories: Sequence[CategoryMention], units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    """Units without a profile where most others of their category have one that is about them alone."""
    sharing = Counter(u.profile for u in units if u.profile)
    for i in range(len(categories)):
        members = [u for u in units if u.category == i]
        own = sum(_is_own(u, sharing) for u in members)
        for u in members:
            if u.profile is None and 2 * own > len(members):
                message = f"{u.name!r} is named and has no profile, most others here have one."
                yield FindingMention("unit-without-profile", "info", message, (u.mentions[0],))


def _is_own(unit: UnitMention, sharing: Mapping[Mark, int]) -> bool:
    return unit.profile is not None and sharing[unit.profile] == 1 and bool(outside(unit))


def _quotes(page: Page) -> Iterator[FindingMention]:
    """Paragraphs with an odd number of quotation marks, unless the quotation goes on in the next paragraph."""
    for i, block in enumerate(page.blocks):
        if page.text.count('"', block.start, block.end) % 2 == 0:
            continue
        last = page.text.rfind('"', block.start, block.end)
        following = page.blocks[i + 1].body if i + 1 < len(page.blocks) else len(page.text)
        if page.text.startswith('"', following):
            continue
        message = "This quotation mark has no partner in its paragraph."
        yield FindingMention("unbalanced-quote", "info", message, (Mark(last, last + 1),))


def _unexplained(page: Page, roles: Sequence[RoleMention]) -> Iterator[FindingMention]:
    for n, role in zip(page.numerals, roles, strict=True):
        if role.role == "unexplained":
            message = f"No rule explains the number {page.text[n.start : n.end]!r}."
            yield FindingMention("unexplained-numeral", "warning", message, (Mark(n.start, n.end),))


def _nothing(
    headings: Sequence[Heading], categories: Sequence[CategoryMention], units: Sequence[UnitMention]
) -> Iterator[FindingMention]:
    if not units:
        yield FindingMention("no-category", "warning", "No selected unit was found in this text.")
    elif not categories:
        yield FindingMention("no-category", "info", "The units stand under no category.")
    if not any(h.role == "category" for h in headings):
        yield FindingMention("no-header", "info", "No heading of a category was found.")
