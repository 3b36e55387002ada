"""What the words about a Chinese number say of it beside its measure: kind, award, level, period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations import Mark, NumeralMention, RoleMention
from extractor.chinese.places import Places
from extractor.matching import Grammar

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIGURES = str.maketrans("〇零○一二三四五六七八九", "000123456789")

Award = tuple[Mark, str | None]
"""What was won, and its grade."""

Period = tuple[Mark, int | None, int | None]
"""The words for a time, and its first and last year where they say which."""


class Qualities:
    """Answers for one page."""

    def __init__(self, places: Places, grammar: Grammar, roles: Sequence[RoleMention]) -> None:
        self.places, self.page, self.grammar, self.roles = places, places.page, grammar, roles
        self._behind_time = grammar.fragment("behind_time")

    def kind(self, mark: Mark | None, n: NumeralMention, measure: str) -> str:
        """Of what kind an achievement is: by its form, else by its object."""
        if n.form == "money":
            return "funding"
        return "rank" if measure == "rank" else self._last("kind_noun", mark) or "other"

    def award(self, mark: Mark | None) -> Award | None:
        """The prize that an object names."""
        if mark is None or not any(
            w in self.page.low[mark.start : mark.end] for w in self.grammar.lexicons["prize_noun"]
        ):
            return None
        return mark, self.grade(mark)

    def grade(self, mark: Mark) -> str | None:
        """The grade of a prize."""
        return self._last("grade_word", mark)

    def level(self, mark: Mark | None) -> str | None:
        """Of which level an object is: national, provincial."""
        return self._last("level_word", mark)

    def period(self, n: NumeralMention) -> Period | None:
        """The time that the sentence sets before a number: 2021年, 近三年, 2019年以来."""
        start, end = self.places.sentence(n.start)
        times = self.places.once(("times", start, end), lambda: self._times(start, end))
        before = [m for m in times if m.end <= n.start]
        if not before:
            return None
        mark = max(before, key=lambda m: (m.end, -m.start))
        low = self.page.low[mark.start : mark.end]
        years = [int(y) for y in _YEAR.findall(low.translate(_FIGURES))]
        if not years:
            return mark, None, None
        return mark, years[0], None if len(years) == 1 and low.endswith(("以来", "起", "后")) else years[-1]

    def _times(self, start: int, end: int) -> list[Mark]:
        """The words for times in a stretch: those that the rules know, and the numerals that say when."""
        known = [Mark(*m.span()) for m in self.grammar.fragment("period").find_all(self.page.masked, start, end)]
        said = []
        for i in self.page.numerals_in(start, end):
            n = self.page.numerals[i]
            if self.roles[i].role == "date" and (n.form == "measure" or n.value is None):
                behind = self._behind_time.at(self.page.low, n.outer_end)
                said.append(Mark(n.outer_start, behind.end() if behind else n.outer_end))
        return known + said

    def _last(self, lexicon: str, mark: Mark | None) -> str | None:
        """The value of the entry of a lexicon that ends last in a stretch."""
        if mark is None:
            return None
        low = self.page.low[mark.start : mark.end]
        entries = self.grammar.lexicons[lexicon]
        found = [(low.rfind(w) + len(w), len(w), v) for w, v in entries.items() if w in low]
        return max(found)[2] if found else None
