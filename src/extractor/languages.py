"""What the pipeline asks of a language: the same questions of each, answered by its own stages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Protocol

from extractor.annotations import (
    AchievementMention,
    FindingMention,
    Heading,
    Mark,
    Page,
    RoleMention,
    SectionMention,
    Structure,
    UnitMention,
)
from extractor.hindsight import Hindsight
from extractor.matching import Grammar
from extractor.pageindex import PageIndex
from extractor.spans import Extent
from extractor.transcript import Transcript

Achievements = tuple[list[AchievementMention], list[RoleMention]]


class PlacesMaker(Protocol):
    """Makes the index of a page."""

    def __call__(
        self,
        page: Page,
        grammar: Grammar,
        sections: Sequence[SectionMention],
        units: Sequence[UnitMention],
        declared: frozenset[int],
        *,
        institution: Mark | None,
        issuer: Mark | None = None,
    ) -> PageIndex:
        """The index; `declared` has the starts of the numerals that count selected units."""


@dataclass(frozen=True, slots=True)
class Language:
    """The stages of one language, the first of which says what they read of a text.

    `conditions` are those that its rules may name in `where`, `object_ways` the ways of finding an object that they may
    name in `gives`. `table_rule` is the id that a figure in a table has for its rule. An explanation asks for
    `find_headings` and for all that `hindsight` answers, and who quotes a text without its rules for `find_sentences`.
    """

    transcribe: Callable[[str], Transcript]
    make_page: Callable[[str, Grammar], Page]
    read_structure: Callable[[Page, Grammar], Structure]
    make_places: PlacesMaker
    find_achievements: Callable[[PageIndex, Grammar, Sequence[RoleMention], Sequence[UnitMention]], Achievements]
    find_name_findings: Callable[[Page, Grammar, Sequence[UnitMention]], Iterable[FindingMention]]
    conditions: Collection[str]
    object_ways: Callable[[Grammar], Collection[str]]
    table_rule: str
    find_headings: Callable[[Page, Grammar], Sequence[Heading]]
    find_sentences: Callable[[str], Sequence[Extent]]
    hindsight: Hindsight


def language(grammar: Grammar) -> Language:
    """The stages for the language of a grammar; rules for all languages are tried in English."""
    return language_named(grammar.language)


@cache
def language_named(name: str) -> Language:
    """The stages for a language by the name that records have for it."""
    # Imported when a document asks: each language has a hundred patterns that take their time to be compiled.
    stages: ModuleType
    if name == "zh":
        from extractor import chinese as stages
    else:
        from extractor import english as stages
    return Language(
        stages.transcribe, stages.make_page, stages.read_structure, stages.Places, stages.find_achievements,
        stages.find_name_findings, stages.CONDITIONS, stages.object_ways, stages.TABLE_RULE, stages.find_headings,
        stages.find_sentences, stages.HINDSIGHT,
    )  # fmt: skip


def condition_names() -> Collection[str]:
    """Every condition that a rule of any language may name."""
    return sorted({name for each in ("en", "zh") for name in language_named(each).conditions})
