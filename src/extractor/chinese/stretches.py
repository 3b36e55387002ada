"""A numeral in its sentence, and how far the words reach that stand with it on either side."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.annotations import Mark, NumeralMention, Page
from extractor.chinese.words import Word, words
from extractor.matching import ANY_MASK

CLAUSE_SIGNS = re.compile(r"[,;:。!?()|\[\]—]")
_SIGNS = re.compile(rf"[,;:。!?、()|\[\]*—]|{ANY_MASK}")


@dataclass(frozen=True, slots=True)
class Place:
    """A numeral in its sentence.

    `edges` is the text with all numbers masked that count or measure; the numerals in 一等奖 and 一流 are a part of a
    noun. `previous` are the objects of the numbers read before it in the sentence, in order.
    """

    page: Page
    edges: str
    numeral: NumeralMention
    start: int
    end: int
    previous: Sequence[Mark]

    @property
    def low(self) -> str:
        """The text in simplified characters and lower case."""
        return self.page.low

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        """The words of the sentence that begin in a stretch."""
        all_ = words(self.low, self.start, self.end)
        return all_[bisect_left(all_, start, key=_begin) : bisect_left(all_, end, key=_begin)]

    def clause_start(self, signs: re.Pattern[str] = _SIGNS) -> int:
        """Where the clause of a number begins: behind a sign that stands in no quotation, or behind another number."""
        stop = self.numeral.outer_start
        closed = [(q.start - 1, q.end + 1) for q in self.page.quotes_in(self.start, stop) if q.end <= stop]
        found = [m.end() for m in signs.finditer(self.edges, self.start, stop)]
        return next((at for at in reversed(found) if not any(s < at < e for s, e in closed)), self.start)

    def last_sign(self, start: int, end: int) -> int:
        """Behind the last sign or number of a stretch, its start where it has none."""
        return max((m.end() for m in _SIGNS.finditer(self.edges, start, end)), default=start)

    def stretch_end(self, at: int) -> int:
        """Where the words behind a place end: at a sign that stands in no quotation, or at a number."""
        closed = [(q.start - 1, q.end + 1) for q in self.page.quotes_in(at, self.end) if q.end < self.end]
        signs = (m.start() for m in _SIGNS.finditer(self.edges, at, self.end))
        return next((s for s in signs if not any(a <= s < e for a, e in closed)), self.end)

    def clause_before(self, start: int) -> Mark | None:
        """The clause that ends where one of the sentence begins."""
        if start <= self.start:
            return None
        begin = max((m.end() for m in CLAUSE_SIGNS.finditer(self.low, self.start, start - 1)), default=self.start)
        return Mark(begin, start - 1) if start - 1 > begin else None


def _begin(word: Word) -> int:
    return word.start
