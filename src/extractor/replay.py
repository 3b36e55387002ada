"""A reading taken up again: the page of an extraction and what holds at every place in it, for whoever asks why.

The pipeline hands on records and forgets the rest. From the records and the rules all of it can be worked out anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.annotations import Mark, Page, RoleMention, SectionMention, UnitMention
from extractor.extraction import Extraction
from extractor.languages import language
from extractor.matching import Grammar, grammar
from extractor.pageindex import PageIndex
from extractor.records import Profile, Span
from extractor.roles import find_roles
from extractor.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Replay:
    """An extraction with what its stages had before them."""

    extraction: Extraction
    grammar: Grammar
    places: PageIndex
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
    compiled = grammar(rules, extraction.source.language)
    stages = language(compiled)
    page = stages.make_page(extraction.source.text or "", compiled)
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
    declared = frozenset(n.span.start for n in extraction.numerals if n.role == "declared")
    places = stages.make_places(
        page, compiled, sections, units, declared,
        institution=_mark(announcement.institution) if announcement.institution else None,
        issuer=_mark(announcement.issuer) if announcement.issuer else None,
    )  # fmt: skip
    return Replay(extraction, compiled, places, tuple(find_roles(places, compiled)))


def _mark(span: Span) -> Mark:
    return Mark(span.start, span.end)


def _profile(profile: Profile | None) -> Mark | None:
    return Mark(profile.start, profile.end) if profile else None


def _about(units: list[UnitMention], start: int, end: int) -> tuple[int, ...]:
    """The units whose profile a section is."""
    return tuple(i for i, u in enumerate(units) if u.profile and u.profile.start < end and start < u.profile.end)
