"""Findings: what a careful reader of the announcement would want to check.

Severity `error` is for what the text says against itself, whoever reads it; where a better reading might remove the
finding it is a `warning`, and what is unusual but in order is an `info`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractor.annotations import CategoryMention, FindingMention, Heading, Mark, Page, RoleMention, UnitMention
from extractor.announcement import Facts
from extractor.matching import Grammar
from extractor.mentions import outside
from extractor.names import names

_INNER_CAPITAL = re.compile(r"(?<=[a-z]{4})([A-Z][a-z]+)\b(?=(?P<name>\s(?:of\b|[A-Z]))?)")
_WORD = re.compile(r"\w[\w'-]*")


def find_findings(
    page: Page,
    grammar: Grammar,
    *,
    facts: Facts,
    headings: Sequence[Heading],
    categories: Sequence[CategoryMention],
    units: Sequence[UnitMention],
    roles: Sequence[RoleMention],
) -> list[FindingMention]:
    """All findings, in the order of their places in the text; those about no place come first."""
    found = [
        *_total(facts, categories, units),
        *_counts(categories, units),
        *_summary(page, categories, units),
        *_profiles(categories, units),
        *_variants(page, grammar, units),
        *_fused(page, grammar),
        *_quotes(page),
        *_unexplained(page, roles),
        *_nothing(headings, categories, units),
    ]
    return sorted(found, key=lambda f: (f.spans[0].start if f.spans else -1, f.code))


def _total(
    facts: Facts, categories: Sequence[CategoryMention], units: Sequence[UnitMention]
) -> Iterator[FindingMention]:
    """The stated total against the counts of the categories, which is the text's own affair, and against the units."""
    if facts.declared_total is None:
        return
    value, mark = facts.declared_total
    stated = [c.declared for c in categories if c.declared]
    added = sum(count for count, _ in stated)
    if len(stated) == len(categories) > 1 and added != value:
        message = f"The text declares {value} in all, but its categories add up to {added}."
        yield FindingMention("total-mismatch", "error", message, (mark, *(m for _, m in stated)))
    elif units and len(units) != value:
        message = f"The text declares {value} in all, {len(units)} were found."
        yield FindingMention("total-mismatch", "warning", message, (mark,))


def _counts(categories: Sequence[CategoryMention], units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    for i, c in enumerate(categories):
        found = sum(u.category == i for u in units)
        if c.declared and c.declared[0] != found:
            message = f"The text declares {c.declared[0]} for {c.name!r}, {found} were found."
            yield FindingMention("category-mismatch", "warning", message, (c.declared[1],))


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


def _variants(page: Page, grammar: Grammar, units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    """Units whose names differ in more than case, small words, quotation marks and what is cut off at either end."""
    empty, kinds = grammar.lexicons["empty_word"], names(grammar)
    for u in units:
        forms: dict[tuple[str, ...], Mark] = {}
        for m in u.mentions:
            words = (w.strip("'") for w in _WORD.findall(page.low[m.start : m.end]))
            forms.setdefault(tuple(w for w in words if w not in empty), m)
        longest = max(forms, key=len)
        others = [m for words, m in forms.items() if not _is_within(words, longest)]
        # `Dr. Lim` is how people are named again.
        if others and not any(kinds.kind(page.text[m.start : m.end]) == "person" for m in forms.values()):
            marks = tuple(sorted((forms[longest], *others), key=lambda m: m.start))
            message = "One unit is named in different ways: " + ", ".join(
                repr(" ".join(page.text[m.start : m.end].split())) for m in marks
            )
            yield FindingMention("name-variants", "info", f"{message}.", marks)


def _is_within(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether words stand in this order and next to each other in a longer name."""
    return any(longer[i : i + len(words)] == words for i in range(len(longer) - len(words) + 1))


def _fused(page: Page, grammar: Grammar) -> Iterator[FindingMention]:
    """Words run together where the second begins a name: `TechnologyThe`, `ScienceSchool of`, and no `DataHub`."""
    heads = {term.split()[0] for term in names(grammar).kinds}
    determiners = grammar.lexicons["determiner"]
    for m in _INNER_CAPITAL.finditer(page.text):
        word = m.group().lower()
        if word not in determiners and not (word in heads and m["name"]):
            continue
        start = m.start()
        while start > 0 and page.text[start - 1].isalpha():
            start -= 1
        left = page.text[start : m.start()]
        message = f"{left!r} and {m.group()!r} run together: two names may have lost the sign between them."
        yield FindingMention("fused-names", "warning", message, (Mark(start, m.end()),))


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
