"""Announcements in English: its stages in the order in which they read a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from extractor.achievements import TABLE_RULE, find_achievements
from extractor.annotations import CategoryMention, Heading, Page, Structure, UnitMention
from extractor.announcement import find_facts
from extractor.categories import find_categories
from extractor.conditions import CONDITIONS
from extractor.contexts import Places
from extractor.counted import counted_phrases
from extractor.declared import declared_numerals
from extractor.englishhindsight import HINDSIGHT
from extractor.englishtranscript import transcribe
from extractor.inlinelists import split_lists
from extractor.layout import find_blocks, find_quotes, sentences, unwrap
from extractor.lexicons import lexicons
from extractor.matching import Grammar, mask
from extractor.mentions import link_mentions
from extractor.namefindings import find_name_findings
from extractor.normalise import even_quotes, lower, normalise
from extractor.numberwords import WORD_LEXICONS
from extractor.numerals import find_numerals
from extractor.objects import Objects
from extractor.outline import split_inline
from extractor.sections import find_sections
from extractor.spans import Extent
from extractor.units import find_units

__all__ = [
    "CONDITIONS", "HINDSIGHT", "TABLE_RULE", "Places", "find_achievements", "find_headings", "find_name_findings",
    "find_sentences", "make_page", "object_ways", "read_structure", "transcribe",
]  # fmt: skip

SCANNED = ("selection_verb", "future", "call_word", "ordinal_lead", "month")
"""Lexicons that are looked for once in the whole text, and not sentence by sentence."""


def make_page(text: str, grammar: Grammar) -> Page:
    """A text as the stages want to read it."""
    plain = normalise(text)
    blocks = find_blocks(plain)
    # A line end inside a paragraph is a blank: no pattern has to know where somebody wrapped the text.
    plain = even_quotes(unwrap(plain, blocks))
    low = lower(plain)
    hits = lexicons(grammar, (*WORD_LEXICONS, *SCANNED)).find(plain, low)
    numerals = find_numerals(low, [h for h in hits if h.label in WORD_LEXICONS], grammar)
    leads = sorted({h.start for h in hits if h.label == "ordinal_lead"})
    blocks = split_lists(plain, split_inline(plain, low, blocks, leads, grammar))
    spans = tuple(s for b in blocks for s in sentences(plain, b.start, b.end))
    starts = {name: tuple(h.start for h in hits if h.label == name) for name in SCANNED}
    return Page(
        text=plain, low=low, masked=mask(low, numerals), blocks=tuple(blocks), sentences=spans,
        quotes=tuple(find_quotes(plain)), numerals=tuple(numerals), hits=starts,
    )  # fmt: skip


def read_structure(page: Page, grammar: Grammar) -> Structure:
    """Who was selected for what, and what each passage is for."""
    counted = list(counted_phrases(page, grammar))
    headings, categories = find_categories(page, grammar, counted)
    units, categories, headings = find_units(page, grammar, headings, categories, counted)
    units = link_mentions(page, grammar, units)
    sections = find_sections(page, grammar, headings, categories, units)
    facts = find_facts(page, grammar, headings=headings, categories=categories, units=units, sections=sections)
    declared = declared_numerals(
        page, grammar, sections,
        marks=[c.declared[1] for c in categories if c.declared],
        total=[facts.declared_total[1]] if facts.declared_total else [],
        counts_of=_counts(categories, units), by_kind=_kinds(units),
    )  # fmt: skip
    return Structure(facts, tuple(headings), tuple(categories), tuple(units), tuple(sections), declared)


def find_headings(page: Page, grammar: Grammar) -> list[Heading]:
    """Which blocks are headings, before units and their passages make more of them."""
    return find_categories(page, grammar, list(counted_phrases(page, grammar)))[0]


def find_sentences(text: str) -> list[Extent]:
    """The sentences of a text, block by block."""
    plain = normalise(text)
    blocks = find_blocks(plain)
    plain = unwrap(plain, blocks)
    return [extent for block in blocks for extent in sentences(plain, block.start, block.end)]


def object_ways(grammar: Grammar) -> Collection[str]:
    """The ways of finding an object, by the names that rules use for them."""
    return Objects(grammar).ways


def _counts(categories: Sequence[CategoryMention], units: Sequence[UnitMention]) -> dict[str, frozenset[int]]:
    """By category, the numbers that count its units: the declared one and how many were found."""
    found = Counter(u.category for u in units)
    return {
        c.name: frozenset((found[i], c.declared[0]) if c.declared else (found[i],)) for i, c in enumerate(categories)
    }


def _kinds(units: Sequence[UnitMention]) -> dict[str | None, frozenset[int]]:
    """How many units there are of each kind."""
    return {kind: frozenset({count}) for kind, count in Counter(u.kind for u in units).items() if kind != "other"}
