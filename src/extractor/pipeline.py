"""The pipeline: the one place that knows the order of the stages. It reads like the picture in docs/architecture.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor import __version__, records
from extractor.achievements import find_achievements
from extractor.annotations import CategoryMention, Page, Source, UnitMention
from extractor.announcement import find_facts
from extractor.assembly import assemble
from extractor.categories import find_categories
from extractor.contexts import Places
from extractor.counted import counted_phrases
from extractor.declared import declared_numerals
from extractor.extraction import Extraction
from extractor.inlinelists import split_lists
from extractor.layout import find_blocks, find_quotes, sentences, unwrap
from extractor.lexicons import lexicons
from extractor.matching import Grammar, grammar, mask
from extractor.mentions import link_mentions
from extractor.normalise import lower, normalise
from extractor.numberwords import WORD_LEXICONS
from extractor.numerals import find_numerals
from extractor.outline import split_inline
from extractor.reconcile import find_findings
from extractor.roles import find_roles
from extractor.rules import RuleSet
from extractor.sections import find_sections
from extractor.units import find_units

SCANNED = ("selection_verb", "future", "call_word", "ordinal_lead", "month")
"""Lexicons that are looked for once in the whole text, and not sentence by sentence."""


def run(source: Source, rules: RuleSet) -> Extraction:
    """Read one announcement: pure, the same output for the same source, rules and version."""
    language = grammar(rules, source.language)
    page = make_page(source.text, language)
    counted = list(counted_phrases(page, language))
    headings, categories = find_categories(page, language, counted)
    units, categories, headings = find_units(page, language, headings, categories, counted)
    units = link_mentions(page, language, units)
    sections = find_sections(page, language, headings, categories, units)
    facts = find_facts(page, language, headings=headings, categories=categories, units=units, sections=sections)
    counts = [c.declared[1] for c in categories if c.declared]
    total = [facts.declared_total[1]] if facts.declared_total else []
    declared = declared_numerals(
        page, language, sections,
        marks=counts, total=total, counts_of=_counts(categories, units), by_kind=_kinds(units),
    )  # fmt: skip
    places = Places(page, language, sections, units, declared, institution=facts.institution, issuer=facts.issuer)
    roles = find_roles(places, language)
    achievements, roles = find_achievements(places, language, roles, units)
    findings = find_findings(
        page, language, facts=facts, headings=headings, categories=categories, units=units, roles=roles
    )
    return assemble(
        source, _provenance(rules), facts=facts, sections=sections, categories=categories, units=units,
        achievements=achievements, numerals=page.numerals, roles=roles, findings=findings,
    )  # fmt: skip


def _counts(categories: Sequence[CategoryMention], units: Sequence[UnitMention]) -> dict[str, frozenset[int]]:
    """By category, the numbers that count its units: the declared one and how many were found."""
    found = Counter(u.category for u in units)
    return {
        c.name: frozenset((found[i], c.declared[0]) if c.declared else (found[i],)) for i, c in enumerate(categories)
    }


def _kinds(units: Sequence[UnitMention]) -> dict[str | None, frozenset[int]]:
    """How many units there are of each kind."""
    return {kind: frozenset({count}) for kind, count in Counter(u.kind for u in units).items() if kind != "other"}


def make_page(text: str, language: Grammar) -> Page:
    """A text as the stages want to read it."""
    plain = normalise(text)
    blocks = find_blocks(plain)
    # A line end inside a paragraph is a blank: no pattern has to know where somebody wrapped the text.
    plain = unwrap(plain, blocks)
    low = lower(plain)
    hits = lexicons(language, (*WORD_LEXICONS, *SCANNED)).find(plain)
    numerals = find_numerals(low, [h for h in hits if h.label in WORD_LEXICONS], language)
    leads = sorted({h.start for h in hits if h.label == "ordinal_lead"})
    blocks = split_lists(plain, split_inline(plain, low, blocks, leads, language))
    spans = tuple(s for b in blocks for s in sentences(plain, b.start, b.end))
    starts = {name: tuple(h.start for h in hits if h.label == name) for name in SCANNED}
    return Page(
        text=plain, low=low, masked=mask(low, numerals), blocks=tuple(blocks), sentences=spans,
        quotes=tuple(find_quotes(plain)), numerals=tuple(numerals), hits=starts,
    )  # fmt: skip


def _provenance(rules: RuleSet) -> records.Provenance:
    packs = tuple(records.RulesVersion(name=p.name, version=p.version, sha256=p.sha256) for p in rules.packs)
    return records.Provenance(version=__version__, rules=packs)
