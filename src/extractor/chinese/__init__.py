"""Announcements in Chinese: its stages in the order in which they read a page, behind the same function types."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from extractor.annotations import Heading, Mark, Page, Structure
from extractor.chinese.achievements import TABLE_RULE, find_achievements, objects
from extractor.chinese.bodies import find_institution, find_issuer, leading_bodies
from extractor.chinese.facts import declared_numerals, find_facts
from extractor.chinese.hindsight import HINDSIGHT
from extractor.chinese.namefindings import find_name_findings
from extractor.chinese.outline import outline
from extractor.chinese.page import find_blocks, make_page, sentences
from extractor.chinese.places import CONDITIONS, Places
from extractor.chinese.refinements import refined
from extractor.chinese.sections import find_sections
from extractor.chinese.selection import Selection
from extractor.chinese.transcript import transcribe
from extractor.chinese.units import find_selection
from extractor.matching import Grammar
from extractor.normalise import normalise
from extractor.spans import Extent

__all__ = [
    "CONDITIONS", "HINDSIGHT", "TABLE_RULE", "Places", "find_achievements", "find_headings", "find_name_findings",
    "find_sentences", "make_page", "object_ways", "read_structure", "transcribe",
]  # fmt: skip


_OPENING = 8  # pieces at the beginning that name the institution before the units are known


def read_structure(page: Page, grammar: Grammar) -> Structure:
    """Who was selected for what, and what each passage is for."""
    pieces = refined(page, outline(page, grammar))
    issuer = find_issuer(page, grammar, pieces)
    listed = {page.low[n.start : n.end] for p in pieces if len(p.listed) > 1 for n in p.listed}
    opening = page.blocks[pieces[:_OPENING][-1].block].end if pieces else 0
    leading = cache(lambda: tuple(leading_bodies(page, grammar, pieces, issuer)))
    early = find_institution(page, grammar, pieces, units=listed, issuer=issuer, end=opening, leading=leading)
    selection = find_selection(page, grammar, pieces, institution=early, issuer=issuer)
    first = min((m.start for u in selection.units for m in u.mentions), default=len(page.low))
    institution = find_institution(
        page, grammar, pieces, units=_named(page, selection), issuer=issuer, end=first, leading=leading
    )
    if _name(page, institution) != _name(page, early):  # what the passages end with, and what no unit is
        selection = find_selection(page, grammar, pieces, institution=institution, issuer=issuer)
    sections = find_sections(page, grammar, pieces, selection)
    facts = find_facts(page, selection, sections, institution=institution, issuer=issuer)
    declared = declared_numerals(page, grammar, selection, sections, facts)
    return Structure(facts, selection.headings, selection.categories, selection.units, tuple(sections), declared)


def _named(page: Page, selection: Selection) -> set[str]:
    """The names of units and categories."""
    mentions = [m for u in selection.units for m in u.mentions] + [m for c in selection.categories for m in c.mentions]
    return {page.low[m.start : m.end] for m in mentions}


def _name(page: Page, body: Mark | None) -> str:
    return "" if body is None else page.low[body.start : body.end]


def find_headings(page: Page, grammar: Grammar) -> tuple[Heading, ...]:
    """Which blocks are headings."""
    return read_structure(page, grammar).headings


def find_sentences(text: str) -> list[Extent]:
    """The sentences of a text, block by block."""
    plain = "".join(c if c == "。" else other for c, other in zip(text, normalise(text), strict=True))
    return [extent for block in find_blocks(plain) for extent in sentences(plain, block.start, block.end)]


def object_ways(grammar: Grammar) -> Collection[str]:
    """The ways of finding an object, by the names that rules use for them."""
    return objects(grammar).ways
