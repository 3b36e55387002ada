"""Findings about names in Chinese: one unit under several names, and names that lost the sign between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.annotations import FindingMention, Mark, Page, UnitMention
from extractor.chinese.names import bare
from extractor.matching import Grammar


def find_name_findings(page: Page, grammar: Grammar, units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    """What a careful reader would want to check about the names."""
    del grammar
    yield from _variants(page, units)
    yield from _fused(page, units)


def _variants(page: Page, units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    """Units whose names differ in more than signs and what is cut off at either end."""
    for u in units:
        forms: dict[str, Mark] = {}
        for m in u.mentions:
            forms.setdefault(bare(page.low[m.start : m.end]), m)
        longest = max(forms, key=len)
        others = [m for form, m in forms.items() if form not in longest]
        if others:
            marks = tuple(sorted((forms[longest], *others), key=lambda m: m.start))
            said = ", ".join(repr(page.surface(m)) for m in marks)
            yield FindingMention("name-variants", "info", f"One unit is named in different ways: {said}.", marks)


def _fused(page: Page, units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    """Two names with no sign between them."""
    mentions = sorted({(m.start, m.end) for u in units for m in u.mentions})
    ends = {end: start for start, end in mentions}
    for start, end in mentions:
        if start in ends:
            left, right = page.text[ends[start] : start], page.text[start:end]
            message = f"{left!r} and {right!r} run together: two names may have lost the sign between them."
            yield FindingMention("fused-names", "warning", message, (Mark(ends[start], end),))
