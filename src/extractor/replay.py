"""A reading taken up again: the page of an extraction and what holds at every place in it, for whoever asks why.

The pipeline hands on records and forgets the rest. From the records and the rules all of it can be worked out anew.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from extractor.annotations import Mark, Page, RoleMention, SectionMention, UnitMention
from extractor.contexts import Places
from extractor.declared import declared_numerals
from extractor.extraction import Extraction
from extractor.matching import Grammar, grammar
from extractor.pipeline import make_page
from extractor.records import Profile, Span
from extractor.roles import find_roles
from extractor.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Replay:
    """An extraction with what its stages had before them."""

    extraction: Extraction
    grammar: Grammar
    places: Places
    roles: tuple[RoleMention, ...]

    @property
    def page(self) -> Page:
        """The text as the stages read it."""
        return self.places.page

    def numerals_in(self, start: int, end: int) -> list[int]:
        """The indexes of the numbers that share a character with a stretch."""
        return [i for i, n in enumerate(self.page.numerals) if n.outer_start < end and start < n.outer_end]


def replay(extraction: Extraction, rules: RuleSet) -> Replay:
    """Take up a reading again; the rules have to be those that it was made with, and its text has to be there."""
    language = grammar(rules, extraction.source.language)
    page = make_page(extraction.source.text or "", language)
    announcement = extraction.announcement
    units = [
        UnitMention(
            u.name, None, u.kind, tuple(map(_mark, u.mentions)), tuple(_mark(o.span) for o in u.organisations),
            _profile(u.profile),
        )
        for u in extraction.units
    ]  # fmt: skip
    sections = [
        SectionMention(s.kind, s.start, s.end, units=_about(units, s.start, s.end)) for s in extraction.sections
    ]
    places = Places(
        page, language, sections, units, _declared(extraction, page, language, sections),
        institution=_mark(announcement.institution) if announcement.institution else None,
        issuer=_mark(announcement.issuer) if announcement.issuer else None,
    )  # fmt: skip
    return Replay(extraction, language, places, tuple(find_roles(places, language)))


def _declared(extraction: Extraction, page: Page, language: Grammar, sections: list[SectionMention]) -> frozenset[int]:
    """The numerals that count selected units."""
    declared, total = [c.declared for c in extraction.categories], extraction.announcement.declared_total
    return declared_numerals(
        page, language, sections,
        marks=[_mark(d.span) for d in declared if d], total=[_mark(total.span)] if total else [],
        counts_of={
            c.name: frozenset((c.found, c.declared.value) if c.declared else (c.found,)) for c in extraction.categories
        },
        by_kind={
            k: frozenset({n}) for k, n in Counter(u.kind for u in extraction.units).items() if k != "other"
        },
    )  # fmt: skip


def _mark(span: Span) -> Mark:
    return Mark(span.start, span.end)


def _profile(profile: Profile | None) -> Mark | None:
    return Mark(profile.start, profile.end) if profile else None


def _about(units: list[UnitMention], start: int, end: int) -> tuple[int, ...]:
    """The units whose profile a section is."""
    return tuple(i for i, u in enumerate(units) if u.profile and u.profile.start < end and start < u.profile.end)
