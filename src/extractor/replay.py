"""A reading taken up again: the page of an extraction and what holds at every place in it, for whoever asks why.

The pipeline hands on records and forgets the rest. From the records and the rules all of it can be worked out anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractor import spans
from extractor.annotations import Mark, Page, RoleMention, SectionMention, UnitMention
from extractor.extraction import Extraction
from extractor.languages import language
from extractor.matching import Grammar, grammar
from extractor.pageindex import PageIndex
from extractor.records import Profile, Span
from extractor.roles import find_roles
from extractor.rules import RuleSet
from extractor.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Replay:
    """An extraction with what its stages had before them.

    The stages read the transcript of the text: all offsets here are those of the transcript, also those of
    `extraction`. Where nothing was left out of the text, they are those of the source.
    """

    extraction: Extraction
    source: str
    transcript: Transcript
    grammar: Grammar
    places: PageIndex
    roles: tuple[RoleMention, ...]

    @property
    def page(self) -> Page:
        """The text as the stages read it."""
        return self.places.page

    def line_of(self, at: int) -> int:
        """The line of a place, as an editor counts in the source."""
        return spans.line_of(self.source, self.transcript.outward(at, at)[0])

    def numerals_in(self, start: int, end: int) -> list[int]:
        """The indexes of the numbers that share a character with a stretch."""
        return [i for i, n in enumerate(self.page.numerals) if n.outer_start < end and start < n.outer_end]


def replay(extraction: Extraction, rules: RuleSet) -> Replay:
    """Take up a reading again; the rules have to be those that it was made with, and its text has to be there."""
    compiled = grammar(rules, extraction.source.language)
    stages = language(compiled)
    source = extraction.source.text or ""
    transcript = stages.transcribe(source)
    page = stages.make_page(transcript.text, compiled)
    extraction = _retold(extraction, transcript)
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
    return Replay(extraction, source, transcript, compiled, places, tuple(find_roles(places, compiled)))


def _retold(extraction: Extraction, transcript: Transcript) -> Extraction:
    """The same reading, as one of the transcript."""
    if not transcript.omissions:
        return extraction
    content = _inward(extraction.model_dump(), transcript)
    content["source"] |= {"text": transcript.text, "characters": len(transcript.text)}
    return Extraction.model_validate(content)


def _inward(content: Any, transcript: Transcript) -> Any:
    """A part of a record with its stretches in the transcript."""
    if isinstance(content, list | tuple):
        return tuple(_inward(part, transcript) for part in content)
    if not isinstance(content, dict):
        return content
    told = {key: _inward(part, transcript) for key, part in content.items()}
    if {"start", "end"} <= content.keys():
        start, end = transcript.inward(content["start"]), transcript.inward(content["end"])
        told |= {"start": start, "end": end} | ({"text": transcript.text[start:end]} if "text" in content else {})
    return told


def _mark(span: Span) -> Mark:
    return Mark(span.start, span.end)


def _profile(profile: Profile | None) -> Mark | None:
    return Mark(profile.start, profile.end) if profile else None


def _about(units: list[UnitMention], start: int, end: int) -> tuple[int, ...]:
    """The units whose profile a section is."""
    return tuple(i for i, u in enumerate(units) if u.profile and u.profile.start < end and start < u.profile.end)
