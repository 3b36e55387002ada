"""The numerals by which a text declares how many units were selected: in all, of a category, of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extractor.annotations import Mark, NumeralMention, Page, SectionMention
from extractor.matching import Grammar
from extractor.names import Names, names
from extractor.phrases import Phrases, phrases

_IN_BRACKETS = re.compile(r"\s?\)")
_TOTAL_WORDS = 4  # `the 12 new centres`; a longer phrase behind the number of the total counts something of its own
_SAME = 0.7  # likeness; a name that holds all words of the other and at most as many again is above it


def declared_numerals(
    page: Page,
    grammar: Grammar,
    sections: Sequence[SectionMention],
    *,
    marks: Iterable[Mark],
    total: Iterable[Mark],
    counts_of: Mapping[str, frozenset[int]],
    by_kind: Mapping[str | None, frozenset[int]],
) -> frozenset[int]:
    """Where the text counts selected units: the starts of the numerals.

    That is at `marks` and `total`, and in a title, summary or heading wherever a category is counted by one of the
    numbers in `counts_of`: what the text declares for it and what was found. `by_kind` has how many units of a kind
    there are (`three programmes` of a title).
    """
    total_starts = {m.start for m in total}
    out = {m.start for m in marks} | total_starts
    counts = _Counts(
        page,
        phrases(grammar),
        names(grammar),
        totals=frozenset(n.value for n in page.numerals if n.start in total_starts),
        of_category=counts_of,
        of_kind=by_kind,
    )
    first_list = next((s.start for s in sections if s.kind in ("header", "list", "profile")), 0)
    for section in sections:
        # The opening paragraphs count what was selected, whatever else they tell.
        if section.kind in ("title", "summary", "header") or section.end <= first_list:
            numerals = (page.numerals[i] for i in page.numerals_in(section.start, section.end))
            out |= {n.start for n in numerals if counts.declare(n, section)}
    return frozenset(out)


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many units there are in all, of each category and of each kind."""

    page: Page
    phrases: Phrases
    names: Names
    totals: frozenset[int | float | None]
    of_category: Mapping[str, frozenset[int]]
    of_kind: Mapping[str | None, frozenset[int]]

    def declare(self, n: NumeralMention, section: SectionMention) -> bool:
        """Whether a numeral of a title, summary or heading says one of these counts."""
        if n.form != "cardinal" or n.comparator != "=":
            return False
        page = self.page
        phrase = self.phrases.after(page.masked, n.outer_end, section.end, singular=n.value == 1)
        if phrase is None:  # `Class A (12)`
            return section.kind == "header" and bool(_IN_BRACKETS.match(page.text[n.outer_end : n.outer_end + 2]))
        surface = page.text[phrase.start : phrase.end]
        return (
            (n.value in self.totals and len(surface.split(" of ")[0].split()) <= _TOTAL_WORDS)
            or n.value in self.of_kind.get(self.names.plural_kind(surface), ())
            or any(n.value in counts and self._names(surface, name) for name, counts in self.of_category.items())
        )

    def _names(self, phrase: str, category: str) -> bool:
        return self.names.alike(phrase, category) > _SAME and self.names.distinguishes(phrase, category)
