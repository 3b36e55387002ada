"""The edges of Chinese nouns around a number: no blanks mark them, so verbs, signs and other numbers do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.annotations import Mark, NumeralMention, Page
from extractor.chinese.names import split_outside
from extractor.matching import ANY_MASK, Grammar
from extractor.spans import trim

SHORTEST = 2
"""Characters of a noun; of one character are only 市, 县 and other nouns that a number counts without a classifier."""
CLAUSE_SIGNS = re.compile(r"[,;:。!?()|\[\]—]")
_SIGNS = re.compile(rf"[,;:。!?、()|\[\]*—]|{ANY_MASK}")
_BRACKET = re.compile(r"\([^()]{1,8}\)")
_FROM = re.compile(r"(?:由|从)(?![事业而此])[^,;。由从]{1,10}$")  # 由三年前的27%提升至…
_ASPECT = "了过着出到"


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


class Nouns:
    """Finds nouns beside a number."""

    def __init__(self, grammar: Grammar) -> None:
        self.lexicons = grammar.lexicons
        self.counter = grammar.pattern(r"(?:\L<counter>)", name="classifier")
        self.verb = grammar.pattern(r"(?:\L<object_verb>|{short_verb})", name="verb before an object")
        self._counted_noun = grammar.pattern(r"(?:\L<counter_noun>)", name="counted noun")
        self._opening_verb = grammar.pattern(r"(?:\L<noun_or_verb>)", name="verb that may be a part of a noun")
        self._stop = grammar.pattern(r"(?:\L<object_stop>)", name="end of an object")
        self._share = grammar.pattern(r"(?:占|的比例|的比重|比例|比重)", name="holder of a share")
        self._bound = grammar.pattern(r"(?:\L<bound_after>)", name="bound")
        self._leads, self._tails = grammar.fragment("leads"), grammar.fragment("tails")
        self._moved_to = grammar.fragment("moved_to")
        self._moved_at_end = grammar.pattern(r"(?:{moved_words})$", name="moved to")

    def behind(self, numeral: NumeralMention, low: str) -> int:
        """Where the classifier of a number, and a bound behind it, end."""
        at = numeral.outer_end
        if m := self.counter.at(low, at):
            at = m.end()
        if m := self._bound.at(low, at):
            at = m.end()
        return at

    def clause_start(self, p: Place, signs: re.Pattern[str] = _SIGNS) -> int:
        """Where the clause of a number begins: behind a sign that stands in no quotation, or behind another number."""
        stop = p.numeral.outer_start
        closed = [(q.start - 1, q.end + 1) for q in p.page.quotes_in(p.start, stop) if q.end <= stop]
        found = [m.end() for m in signs.finditer(p.edges, p.start, stop)]
        return next((at for at in reversed(found) if not any(s < at < e for s, e in closed)), p.start)

    def last_sign(self, p: Place, start: int, end: int) -> int:
        """Behind the last sign or number of a stretch, its start where it has none."""
        return max((m.end() for m in _SIGNS.finditer(p.edges, start, end)), default=start)

    def stretch_end(self, p: Place, at: int) -> int:
        """Where the words behind a place end: at a sign that stands in no quotation, or at a number."""
        closed = [(q.start - 1, q.end + 1) for q in p.page.quotes_in(at, p.end) if q.end < p.end]
        signs = (m.start() for m in _SIGNS.finditer(p.edges, at, p.end))
        return next((s for s in signs if not any(a <= s < e for a, e in closed)), p.end)

    def before(self, p: Place, start: int, end: int) -> Mark | None:
        """The noun that a stretch before a number ends with: behind the last verb, without what leads to it."""
        low = p.low
        behind_number = start > 0 and re.match(ANY_MASK, p.edges[start - 1]) is not None
        if behind_number and (m := self.counter.at(low, start)) and m.end() < end:
            start = m.end()
        if m := self._moved_at_end.search(low, start, end):
            end = m.start()
        if source := _FROM.search(low, start, end):
            end = source.start()
        if m := self._tails.search(low, start, end):
            if m.start() == start:
                return None
            end = m.start()
        start = self.without_leads(low, start, end)
        if (m := self._opening_verb.match(low, start, end)) and m.end() < end - 1:
            start = m.end()
        at = self.behind_verbs(low, start, end)
        while start < at < end and low[at] in _ASPECT:
            at += 1
        start = at
        start, end = trim(low, self.without_leads(low, start, end), end)
        is_verb = low[start:end] in self.lexicons["object_verb"]
        return Mark(start, end) if end - start >= SHORTEST and not is_verb else None

    def without_leads(self, low: str, start: int, end: int) -> int:
        """Where a noun begins behind 其中, 累计, 近年来 and the like."""
        m = self._leads.match(low, start, end)
        return start if m is None else m.end()

    def behind_verbs(self, low: str, start: int, end: int) -> int:
        """Behind the last verb of a stretch that leaves a noun behind it, its start where it has none."""
        found = [v.end() for v in self.verb.find_all(low, start, end) if end - v.end() >= SHORTEST]
        return found[-1] if found else start

    def following(self, p: Place) -> Mark | None:
        """The noun behind a number and its classifier, up to a verb, 的 or a sign."""
        at = self.behind(p.numeral, p.low)
        if p.low.startswith("的", at):
            at += 1
        found = self._from(p, at, self.stretch_end(p, at))
        if found is None and (m := self._counted_noun.at(p.low, p.numeral.outer_end)):
            return Mark(*m.span())
        return found

    def _from(self, p: Place, at: int, end: int) -> Mark | None:
        """The noun at a place, None where a verb is."""
        low = p.low
        if self._moved_to.match(low, at, end):
            return None
        if m := self._stop.search(low, at, end):
            end = m.start()
        verb = self.verb.search(low, at, end)
        if verb is not None and verb.start() == at and verb.end() - at >= SHORTEST:
            return None
        if verb is not None and verb.start() > at and end - verb.end() >= SHORTEST:
            end = verb.start()
        if (of := low.find("的", at + 1, end)) > 0:
            end = of
        start, end = trim(low, at, end)
        if end - start == 1 and (m2 := _BRACKET.match(low, end)):  # 62个县(市、区)
            end = m2.end()
        long_enough = end - start >= SHORTEST or low[start:end] in self.lexicons["counter_noun"]
        return Mark(start, end) if long_enough and end > start and not self._share.at(low, start) else None

    def subject(self, p: Place, start: int, end: int) -> Mark | None:
        """The noun that a stretch begins with, up to its verb."""
        low = p.low
        for clause in split_outside(low, start, end, CLAUSE_SIGNS):
            verb = self.verb.search(low, clause.start, clause.end)
            limit = verb.start() if verb and verb.start() > clause.start else clause.end
            begin = self.without_leads(low, clause.start, limit)
            if limit - begin >= SHORTEST:
                return Mark(begin, limit)
        return None
