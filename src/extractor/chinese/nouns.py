"""The edges of Chinese nouns around a number: no blanks mark them, so verbs, signs and other numbers do."""

from __future__ import annotations

import re

import regex

from extractor.annotations import Mark, NumeralMention
from extractor.chinese.names import split_outside
from extractor.chinese.stretches import CLAUSE_SIGNS, Place
from extractor.chinese.verbs import SHORTEST, Verbs
from extractor.matching import ANY_MASK, Grammar
from extractor.spans import Extent, trim

_LATIN_UNIT = re.compile(r"\s?[a-zμ]{1,3}[²³]?[/·][a-zμ²³/·()]+")
_NUMBER = re.compile(ANY_MASK)
_BRACKET = re.compile(r"\([^()]{1,8}\)")
_FROM = re.compile(r"(?:由|从)(?![事业而此])[^,;。由从]{1,10}$")  # 由三年前的27%提升至…


class Nouns:
    """Finds nouns beside a number."""

    def __init__(self, grammar: Grammar) -> None:
        self.lexicons = grammar.lexicons
        self.counter = grammar.pattern(r"(?:\L<counter>)", name="classifier")
        self.verbs = Verbs(grammar)
        self.verb = self.verbs.known
        self._counted_noun = grammar.pattern(r"(?:\L<counter_noun>)", name="counted noun")
        self._opening_verb = grammar.pattern(r"(?:\L<noun_or_verb>)", name="verb that may be a part of a noun")
        self._stop = grammar.pattern(r"(?:\L<object_stop>)", name="end of an object")
        self._share = grammar.pattern(r"(?:占|的比例|的比重|比例|比重)", name="holder of a share")
        self._bound = grammar.pattern(r"(?:\L<bound_after>)", name="bound")
        self._lead, self._tails = grammar.fragment("lead"), grammar.fragment("tails")
        self._subject_lead = grammar.pattern(r"(?:\L<subject_lead>)", name="subject that leads to a noun")
        self._clause_adverb = grammar.pattern(r"(?:\L<clause_adverb>)", name="adverb behind a subject")
        self._behind_time = grammar.fragment("behind_time")
        self._joint = grammar.pattern("(?:以及|和|与|及|、)", name="joint of a list")
        self._adverb = grammar.pattern(
            r"(?<=[\u4e00-\u9fff\"》]{2})(?:\L<inner_adverb>|\L<extreme>)(?![的被])", name="adverb before a number"
        )
        self._moved_to = grammar.fragment("moved_to")
        self._moved_at_end = grammar.pattern(r"(?:{moved_words})$", name="moved to")

    def behind(self, numeral: NumeralMention, low: str) -> int:
        """Where the classifier of a number, and a bound behind it, end."""
        at = numeral.outer_end
        if latin := _LATIN_UNIT.match(low, at):
            return latin.end()
        if m := self.counter.at(low, at):
            at = m.end()
        if m := self._bound.at(low, at):
            at = m.end()
        return at

    def before(self, p: Place, start: int, end: int) -> Mark | None:
        """The noun that a stretch before a number ends with: behind the last verb, without what leads to it."""
        low = p.low
        behind_number = start > 0 and re.match(ANY_MASK, p.edges[start - 1]) is not None
        if behind_number and (m := self.counter.at(low, start) or self._behind_time.at(low, start)) and m.end() < end:
            start = m.end()
        if m := self._moved_at_end.search(low, start, end):
            end = m.start()
        if source := _FROM.search(low, start, end):
            end = source.start()
        end = self._before_tails(p, start, end)
        if end == start:
            return None
        end = self._before_bare_verb(p, start, end)
        start = self.without_leads(p, start, end)
        if (m := self._opening_verb.match(low, start, end)) and self._opens(p, m, end):
            start = m.end()
        start = self.without_leads(p, self.verbs.last(low, start, end, p.words(start, end)), end, subject=False)
        if m := self._adverb.search(low, start, end):
            if m.group() in self.lexicons["extreme"] and end - m.end() >= SHORTEST:
                return Mark(m.end(), end)
            start, end = self._beside(p, m, start, end)
        start, end = trim(low, self._behind_clause(p, start, end), end)
        is_noun = end - start >= SHORTEST and not self._names_nothing(low[start:end], "object_verb")
        return Mark(start, end) if is_noun else None

    def _before_tails(self, p: Place, start: int, end: int) -> int:
        """Where a stretch ends before 分别, 达到, 为 and the like, which begin where a word does: not 余 in 结余为."""
        begins = {start, *(w.start for w in p.words(start, end))}
        if p.low[start:end].endswith('"') and p.low.count('"', start, end) % 2 == 0:
            return end
        m = self._tails.search(p.low, start, end)
        while m is not None and m.start() not in begins and not p.low[m.start()].isascii():
            m = self._tails.search(p.low, m.start() + 1, end)
        return end if m is None else m.start()

    def _before_bare_verb(self, p: Place, start: int, end: int) -> int:
        """Where a noun ends before a verb that the number follows at once: 绘本印行八千册."""
        inside = [w for w in p.words(start, end) if w.end <= end][-SHORTEST:]
        if len(inside) < SHORTEST or inside[-1].end != end or not inside[0].tag.startswith("n"):
            return end
        verb = p.low[inside[-1].start : end]
        acts = verb in self.lexicons["object_verb"] and verb not in self.lexicons["dimension_word"]
        return inside[-1].start if acts else end

    def _opens(self, p: Place, verb: regex.Match[str], end: int) -> bool:
        """Whether a verb that is as often a part of a noun is one at the beginning: 种植茶树, but 注册用户."""
        word = next(iter(p.words(verb.start(), verb.start() + 1)), None)
        whole = word is not None and (word.end == verb.end() or word.tag == "l")
        attributive = verb.group() in self.lexicons["attributive_verb"]
        return whole and not attributive and self.verbs.cuts(p.low, verb.start(), verb.end(), end)

    def _beside(self, p: Place, adverb: regex.Match[str], start: int, end: int) -> Extent:
        """What stands behind an adverb (慕课累计选课), or before it if that is a verb with an object (画册日均售出)."""
        word = p.low[adverb.end() : end]
        if word in self.lexicons["object_verb"]:
            return start, adverb.start()
        return (adverb.end(), end) if end - adverb.end() >= SHORTEST else (start, end)

    def _behind_clause(self, p: Place, start: int, end: int) -> int:
        """Where a noun begins behind a clause that tells which is meant: 帮扶的渔村, but 入读大学的人数."""
        at = p.low.rfind("的", start, end) + 1
        if at <= start or end - at < SHORTEST or self.verbs.is_property(p.low, at, end):
            return start
        acts = any(w.tag in ("v", "p", "d") for w in p.words(start, at - 1))
        return at if acts else start

    def _names_nothing(self, word: str, *lexicons: str) -> bool:
        """Whether a word that is left where a noun should be is none, or says of which whole something is said."""
        return any(word in self.lexicons[name] for name in ("noun_tail", "scope_word", *lexicons))

    def without_leads(self, p: Place, start: int, end: int, *, subject: bool = True) -> int:
        """Where a noun begins behind 其中, 累计, 近年来 and the like, and behind a bare 学校 that has something.

        What leads ends where a word does: 全 leads to no 国 in 全国.
        """
        low, edges = p.low, {end, *(w.start for w in p.words(start, end))}
        leads = (self._lead, self._subject_lead) if subject else (self._lead,)
        while m := next((m for lead in leads if (m := lead.match(low, start, end))), None):
            of_year = low[start - 1 : start].isdecimal() or (
                m.group() == "年" and self.verbs.is_property(low, m.end(), end)
            )
            if m.end() not in edges and not of_year:  # 2024年, and 年 before 产值, though 年产 is a word
                break
            if end - m.end() < SHORTEST and m.group() in self.lexicons["subject_lead"]:
                break
            start = m.end()
        return start

    def following(self, p: Place) -> Mark | None:
        """The noun behind a number and its classifier, up to a verb, 的 or a sign."""
        at = self.behind(p.numeral, p.low)
        if p.low.startswith("的", at):
            at += 1
        found = self._from(p, at, p.stretch_end(at))
        if found is None and (m := self._counted_noun.at(p.low, p.numeral.outer_end)):
            return Mark(*m.span())
        return found

    def _from(self, p: Place, at: int, end: int) -> Mark | None:
        """The noun at a place, None where a verb is, or the next of a list (20篇和专著3部)."""
        low = p.low
        if self._moved_to.match(low, at, end) or self._joint.match(low, at, end):
            return None
        if (stop := self._stop_in(p, at, end)) is not None:
            end = stop
        verb = self.verb.search(low, at, end)
        if verb is not None and verb.start() == at and verb.end() - at >= SHORTEST:
            return None
        if verb is not None and verb.start() > at and end - verb.end() >= SHORTEST:
            end = verb.start()
        if (of := low.find("的", at + 1, end)) > 0:
            end = of
        end = self._before_act(p, at, end)
        start, end = trim(low, at, end)
        if end - start == 1 and (m2 := _BRACKET.match(low, end)):  # 62个县(市、区)
            end = m2.end()
        long_enough = end - start >= SHORTEST or low[start:end] in self.lexicons["counter_noun"]
        return Mark(start, end) if long_enough and end > start and not self._share.at(low, start) else None

    def _stop_in(self, p: Place, start: int, end: int) -> int | None:
        """Where a word stands at which a noun ends; 服务 ends none in 志愿服务队."""
        for m in self._stop.find_all(p.low, start, end):
            nominal = m.group() in self.lexicons["noun_or_verb"]
            if not nominal or not self.verbs.names_a_sort(p.low, m.end(), end):
                return m.start()
        return None

    def _before_act(self, p: Place, start: int, end: int) -> int:
        """Where a noun ends before what those whom it names do: 3名渔民听歌."""
        inside = [w for w in p.words(start, end) if w.end <= end]
        acts = (w.start for i, w in enumerate(inside) if i and self.verbs.tells(p.low, inside, i))
        return next(acts, end)

    def subject(self, p: Place, start: int, end: int) -> Mark | None:
        """The noun that a stretch begins with, up to its verb or a number."""
        low = p.low
        for clause in split_outside(low, start, end, CLAUSE_SIGNS):
            first = clause.start + SHORTEST
            verb = self.verb.search(low, first, clause.end) or self.verb.search(low, clause.start, clause.end)
            limit = verb.start() if verb and verb.start() >= first else clause.end
            limit = next((m.start() for m in _NUMBER.finditer(p.edges, clause.start, limit)), limit)
            adverb = self._clause_adverb.search(low, first, limit)
            limit = self._before_tails(p, clause.start, adverb.start() if adverb else limit)
            begin = self.without_leads(p, clause.start, limit)
            if limit - begin >= SHORTEST and not self._names_nothing(low[begin:limit]):
                return Mark(begin, limit)
        return None


def within(low: str, mark: Mark | None) -> Mark | None:
    """专任教师中党员: those who are counted among others."""
    if mark is None:
        return None
    at = low.rfind("中", mark.start + 1, mark.end - 1)
    return Mark(at + 1, mark.end) if at > 0 and mark.end - at > SHORTEST else mark
