"""Stated categories: what a clause says that units were selected as, and whether it is a name, a kind or an award."""

from __future__ import annotations

import re

from extractor.annotations import Mark, Page
from extractor.matching import ANY_MASK, Grammar
from extractor.names import names
from extractor.outline import award_noun, strip_tail
from extractor.phrases import phrases

_ARTICLE_BEFORE = 5  # characters before a category in which its article stands
_OWNER = re.compile(r"(?:[A-Z][\w-]*\s){1,2}?[A-Z][\w-]*'s\s(?=[A-Z])|[A-Z][\w-]*'s\s(?=[A-Z])")
_DETERMINERS = re.compile(rf"(?:(?:the|an?|{ANY_MASK}+)\s)+")


def target(page: Page, grammar: Grammar, start: int, end: int, *, lower: bool) -> Mark | None:
    """The category behind `were selected into`: a quotation with the nouns behind it, or a noun phrase with capitals.

    In lower case it may be units in the plural (`national first-class courses`) and, if `lower` allows it, an award.
    """
    phrase = phrases(grammar).after(page.masked, start, end, singular=True)
    if phrase is None:
        return None
    quoted = page.text[phrase.start] == '"'
    close = page.text.find('"', phrase.start + 1, end) if quoted else -1
    if quoted and close > phrase.end:
        phrase = Mark(phrase.start, close + 1)
    found = capitalised(page, grammar, phrase.start, phrase.end)
    if found is not None:
        return found
    award = lower and award_noun(grammar).search(page.low, phrase.start, phrase.end) is not None
    of_many = names(grammar).plural_kind(page.text[phrase.start : phrase.end]) is not None
    return phrase if award or of_many else None


def capitalised(page: Page, grammar: Grammar, start: int, end: int) -> Mark | None:
    """The category's name in a stretch, without determiners and owner; None where too few words have capitals."""
    quoted = page.text[start] == '"'
    start, end = strip_tail(page.text, page.low, start, end, grammar)
    if m := _DETERMINERS.match(page.masked[start:end]):
        start += m.end()
    if m := _OWNER.match(page.text[start:end]):
        start += m.end()
    if "," in page.text[start:end]:
        end = start + page.text[start:end].index(",")
    words = page.text[start:end].split()
    capital = sum(w[0].isupper() or w[0] == '"' for w in words)
    return Mark(start, end) if words and (quoted or capital >= len(words) / 2) else None


def is_common(page: Page, grammar: Grammar, category: Mark) -> bool:
    """Whether a category has no name, only a kind: neither capitals or quotation marks nor an award."""
    named = capitalised(page, grammar, category.start, category.end) is not None
    quoted = page.text[max(0, category.start - 1)] == '"'
    return not named and not quoted and not award_noun(grammar).search(page.low, category.start, category.end)


def lists_units(page: Page, grammar: Grammar, category: Mark) -> bool:
    """Whether `the Journals of the Year are …` speaks of a category.

    It does behind an article, if it is a plural kind of unit or an award.
    """
    surface = page.text[category.start : category.end]
    before = page.low[max(0, category.start - _ARTICLE_BEFORE) : category.start]
    return re.search(r"\b(?:the|our)\s$", before) is not None and (
        names(grammar).plural_kind(surface) is not None
        or award_noun(grammar).search(page.low, category.start, category.end) is not None
    )
