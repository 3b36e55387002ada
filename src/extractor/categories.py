"""Categories: the headings under which units were selected, and what the summary calls and counts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.annotations import CategoryMention, Heading, Mark, Page
from extractor.counted import Counted, is_category
from extractor.headings import find_headings
from extractor.matching import Grammar
from extractor.names import Names, names


def find_categories(
    page: Page, grammar: Grammar, counted: Sequence[Counted]
) -> tuple[list[Heading], list[CategoryMention]]:
    """The headings of a page in order, and the categories in the order in which headings first name them."""
    kinds = names(grammar)
    headings = find_headings(page, grammar, counted)
    categories: list[CategoryMention] = []
    out: list[Heading] = []
    for h in headings:
        if h.role == "category":
            index = _same_category(page, h.name, categories, kinds)
            if index is None:
                index = len(categories)
                categories.append(CategoryMention(kinds.bare(page.surface(h.name)), h.name, (h.name,), h.count))
            out.append(replace(h, category=index))
        else:
            out.append(h)
    return out, categories


def _same_category(page: Page, name: Mark, categories: list[CategoryMention], kinds: Names) -> int | None:
    words = kinds.words(page.surface(name))
    return next((i for i, c in enumerate(categories) if kinds.words(c.name) == words), None)


def with_mentions(
    page: Page,
    grammar: Grammar,
    categories: Sequence[CategoryMention],
    counted: Sequence[Counted],
    found: Mapping[int | None, int],
) -> list[CategoryMention]:
    """The categories with what the summary calls them, and how many units it counts for each.

    `found` says how many units each has: a phrase that has only the kind in common with a category (`four villages`,
    `Food Heritage Villages`) speaks of it if it counts as many.
    """
    kinds = names(grammar)
    return [
        _counted_by_kind(page, _with_mentions(page, c, categories, counted, kinds), found[i], counted, kinds)
        for i, c in enumerate(categories)
    ]


def _counted_by_kind(
    page: Page, category: CategoryMention, found: int, counted: Sequence[Counted], kinds: Names
) -> CategoryMention:
    if category.declared is not None:
        return category
    for c in counted:
        if (
            c.numeral is not None
            and page.numerals[c.numeral].value == found
            and kinds.words(page.surface(c.phrase)) <= kinds.words(category.name)
        ):
            n = page.numerals[c.numeral]
            mentions = tuple(sorted({*category.mentions, Mark(c.phrase.start, c.phrase.end)}, key=lambda m: m.start))
            return replace(category, mentions=mentions, declared=(found, Mark(n.start, n.end)))
    return category


def _with_mentions(
    page: Page,
    category: CategoryMention,
    categories: Sequence[CategoryMention],
    counted: Sequence[Counted],
    kinds: Names,
) -> CategoryMention:
    """Add what the summary calls this category, where it is closer to it than to any other, and how many it counts."""
    mentions = list(category.mentions)
    declared = category.declared
    for c in counted:
        surface = page.surface(c.phrase)
        score = kinds.alike(surface, category.name) if kinds.distinguishes(surface, category.name) else 0.0
        if score == 0 or any(kinds.alike(surface, other.name) > score for other in categories):
            continue
        if not is_category(kinds, category.name, surface):
            continue
        if not any(m.start < c.phrase.end and c.phrase.start < m.end for m in mentions):
            mentions.append(Mark(c.phrase.start, c.phrase.end))
            if declared is None and c.numeral is not None:
                n = page.numerals[c.numeral]
                declared = (int(n.value or 0), Mark(n.start, n.end))
    return replace(category, mentions=tuple(sorted(mentions, key=lambda m: m.start)), declared=declared)
