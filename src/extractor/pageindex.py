"""What the stages behind the structure may ask about a place in a page, in whatever language it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from extractor.annotations import NumeralMention, Page, SectionMention, UnitMention
from extractor.matching import Grammar
from extractor.spans import Extent
from extractor.tables import Row


class PageIndex(Protocol):
    """A page with its sections and units, asked by position; built once a document."""

    page: Page
    grammar: Grammar
    sections: Sequence[SectionMention]
    units: Sequence[UnitMention]
    declared: frozenset[int]
    has_institution: bool
    institution_words: frozenset[str]
    rows: list[Row]

    def section(self, at: int) -> SectionMention | None:
        """The section that a place lies in."""

    def sentence(self, at: int) -> Extent:
        """The sentence that a place lies in."""

    def around(self, n: NumeralMention) -> Extent:
        """The sentence of a numeral, as far as its words can say what the numeral means."""

    def in_row(self, at: int) -> bool:
        """Whether a place lies in a table."""

    def conditions(self, numeral: NumeralMention) -> Mapping[str, bool]:
        """What holds of one numeral, worked out only when a rule asks."""
