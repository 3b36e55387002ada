"""What a Chinese number counts, measures or ranks: the noun before it, behind its classifier, or said earlier."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.annotations import Mark, NumeralMention, Page
from extractor.chinese.names import split_outside
from extractor.matching import ANY_MASK, Grammar
from extractor.spans import trim

_SIGNS = re.compile(rf"[,;:。!?、()|\[\]—]|{ANY_MASK}")
_CLAUSE_SIGNS = re.compile(r"[,;:。!?()|\[\]—]")
_LISTED = re.compile(r"、|和|及|以及|与")
_SHORTEST = 2
_BRACKET = re.compile(r"\([^()]{1,8}\)")
_LEADING = re.compile(
    r"^(?:[一二两三四五六七八九十\d]{1,3}(?:年|届|次)|最新|其中|包括|含|以及|及|和|与|并|还|又|且|也|均|共|已|的|了|有|等|各|每|全|连续|先后|首次|近年来|目前|现|\d{4}年(?:底|末|初|度|上半年)?|年|去年|今年|上年|当年|如今|截至目前|其|累计|总计|合计|共计|先后|分别|同时|仅|达|为|约|其|对|在|从|由|把|将|用|以|使|让|比|较)+"
)
_TRAILING = re.compile(
    r"(?:分别|累计|共计|总计|合计|达到|达|为|是|约|共|有|已|各|均|仅|就|了|的|高|至|到|数达|数为|首次|首度|已经|超过|突破|上升到|提高到|提升到|提升至|提高至|上升至|增至|增长到|增长至|增加到|增加至|降至|降到|下降到|下降至|降低到|降低至|发展到|扩大到|扩大至|延长到|延长至|缩短到|缩短至|缩短为|跃升至|攀升至|升至|占比|占|接近|稳定在|保持在|维持在|控制在|由|从|年均|同比|环比|增长|下降|提高|提升|降低|增加|减少|上升|增|降|升|翻|翻了|平均|位居|位列|排名|名列|居|列|在|跃居|跻身|比|较|、|,|\"|超|逾|不足|不到|近|余|总|以|等|又|也|还|高达|多达|从最初的?|由最初的?|从最初|起初的?|获得|获|取得)+$"
)


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
    previous: Sequence[Mark | None]


class Objects:
    """The ways of finding an object, by the names that rules use for them."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.counter = grammar.pattern(r"(?:\L<counter>)", name="classifier")
        self.noun = grammar.pattern(r"(?:\L<counter_noun>)", name="counted noun")
        self.verb = grammar.pattern(r"(?:\L<object_verb>)", name="verb before an object")
        self.opening_verb = grammar.pattern(r"(?:\L<noun_or_verb>)", name="verb that may be a part of a noun")
        self.holding = grammar.pattern(r"占(?!有|地|领|比|据)", name="holds a share")
        self.stands = grammar.fragment("stands")
        self.moved_to = grammar.fragment("moved_to")
        self.moved_at_end = grammar.pattern(r"(?:{moved_words})$", name="moved to")
        self.lasting = grammar.fragment("lasting")
        self.stop = grammar.pattern(r"(?:\L<object_stop>)", name="end of an object")
        self.share = grammar.pattern(r"(?:占|的比例|的比重|比例|比重)", name="holder of a share")
        self.bound = grammar.pattern(r"(?:\L<bound_after>)", name="bound")
        self.ways: dict[str, Callable[[Place], Mark | None]] = {
            "counted": self.counted, "before": self.before, "following": self.following, "holder": self.holder,
            "changed": self.changed, "ranked": self.ranked, "done": self.done, "respective": self.respective,
            "acted": self.acted, "previous": self.previous, "subject": self.subject, "measured": self.measured,
        }  # fmt: skip

    def find(self, ways: Sequence[str], place: Place) -> Mark | None:
        """The object by the first of `ways` that finds one; of the second of two states, that of the first (由1支增至9支)."""
        if p_moved := self._moved(place):
            return p_moved
        return next((mark for way in ways if (mark := self.ways[way](place)) is not None), None)

    def _moved(self, p: Place) -> Mark | None:
        """What the number before is about, where only 增至, 发展到 or the like stands between the two."""
        before = p.page.numerals_in(p.start, p.numeral.start)
        if not before or not p.previous:
            return None
        start = self.behind(p.page.numerals[before[-1]], p.page.low)
        m = self.moved_to.match(p.page.low, start, p.numeral.outer_start)
        return p.previous[-1] if m is not None and m.end() == p.numeral.outer_start else None

    # Around the number.

    def behind_counter(self, p: Place) -> int:
        """Where the classifier of a number, and a bound behind it, end."""
        return self.behind(p.numeral, p.page.low)

    def behind(self, numeral: NumeralMention, low: str) -> int:
        """The same, of any number."""
        at = numeral.outer_end
        if m := self.counter.at(low, at):
            at = m.end()
        if m := self.bound.at(low, at):
            at = m.end()
        return at

    def counted(self, p: Place) -> Mark | None:
        """The noun behind the classifier (37个党组织), else the one before the number (高水平论文1268篇).

        Behind a bare verb (发行12万册) it is what the clause before speaks of.
        """
        if (found := self.respective(p)) is not None:
            return found
        following = self.following(p)
        before = self.before(p)
        if following is not None and before is not None and self._counts_visits(p):
            return before
        if following is None and before is None and self._behind_bare_verb(p):
            return self._subject_of(p, p.start, self._clause_start(p, _CLAUSE_SIGNS))
        return following or before

    def _counts_visits(self, p: Place) -> bool:
        """Whether the classifier counts visits, 人次 and the like: what is counted stands before."""
        m = self.counter.at(p.page.low, p.numeral.outer_end)
        return m is not None and m.group().endswith("次") and len(m.group()) > 1

    def _behind_bare_verb(self, p: Place) -> bool:
        start = self._clause_start(p, _CLAUSE_SIGNS)
        word = p.page.low[start : p.numeral.outer_start].removeprefix("累计").removeprefix("已")
        return word in self.grammar.lexicons["object_verb"]

    def following(self, p: Place) -> Mark | None:
        """The noun behind a number and its classifier, up to a verb, 的 or a sign."""
        low = p.page.low
        at = self.behind_counter(p)
        if low.startswith("的", at):
            at += 1
        end = self._stop(p, at, p.end)
        found = self._noun(p, at, end)
        if found is None and (m := self.noun.at(low, p.numeral.outer_end)):
            return Mark(*m.span())
        return found

    def _noun(self, p: Place, at: int, end: int) -> Mark | None:
        low = p.page.low
        if self.moved_to.match(low, at, end):
            return None
        stop = self.stop.search(low, at, end)
        if stop is not None:
            end = stop.start()
        verb = self.verb.search(low, at, end)
        if verb is not None and verb.start() == at and verb.end() - at > 1:
            return None
        if verb is not None and verb.start() > at and end - verb.end() >= _SHORTEST:
            end = verb.start()
        of = low.find("的", at + 1, end)
        if of > 0:
            end = of
        start, end = trim(low, at, end)
        if end - start == 1 and low[end : end + 1] == "(" and (m := _BRACKET.match(low, end)):
            end = m.end()
        long_enough = end - start >= _SHORTEST or low[start:end] in self.grammar.lexicons["counter_noun"]
        return Mark(start, end) if long_enough and end > start and not self.share.at(low, start) else None

    def _stop(self, p: Place, at: int, end: int) -> int:
        """Where the stretch of words behind a place ends: at a sign that stands in no quotation, or at a number."""
        closed = [(q.start - 1, q.end + 1) for q in p.page.quotes if at <= q.start - 1 and q.end < end]
        for m in _SIGNS.finditer(p.edges, at, end):
            if not any(s <= m.start() < e for s, e in closed):
                return m.start()
        return end

    def _clause_start(self, p: Place, signs: re.Pattern[str] = _SIGNS) -> int:
        """Where the clause of a number begins: behind a sign that stands in no quotation, or behind another number."""
        closed = [
            (q.start - 1, q.end + 1) for q in p.page.quotes if p.start <= q.start and q.end <= p.numeral.outer_start
        ]
        found = [
            m.end()
            for m in signs.finditer(p.edges, p.start, p.numeral.outer_start)
            if not any(s <= m.start() < e for s, e in closed)
        ]
        return found[-1] if found else p.start

    def before(self, p: Place) -> Mark | None:
        """The noun right before a number: behind the last verb of its clause."""
        return self._before(p, self._clause_start(p), p.numeral.outer_start)

    def _before(self, p: Place, start: int, end: int) -> Mark | None:
        low = p.page.low
        behind_number = start > 0 and re.match(ANY_MASK, p.edges[start - 1]) is not None
        if behind_number and (m := self.counter.at(low, start)) and m.end() < end:
            start = m.end()
        if m := self.moved_at_end.search(low, start, end):
            end = m.start()
        if (m2 := _TRAILING.search(low[start:end])) and m2.start() > 0:
            end = start + m2.start()
        elif m2 and m2.start() == 0:
            return None
        if m3 := _LEADING.match(low[start:end]):
            start += m3.end()
        if (opening := self.opening_verb.match(low, start, end)) and opening.end() < end - 1:
            start = opening.end()
        verbs = [v.end() for v in self.verb.find_all(low, start, end) if v.end() < end - 1]
        if verbs:
            start = verbs[-1]
        while start < end and low[start] in "了过着出到":
            start += 1
        if m3 := _LEADING.match(low[start:end]):
            start += m3.end()
        start, end = trim(low, start, end)
        is_verb = low[start:end] in self.grammar.lexicons["object_verb"]
        return Mark(start, end) if end - start >= _SHORTEST and not is_verb else None

    # By the sense.

    def holder(self, p: Place) -> Mark | None:
        """What has a share: before 占, or the noun right before the number (就业率95%)."""
        start = self._clause_start(p, _CLAUSE_SIGNS)
        low = p.page.low
        if (found := self.respective(p)) is not None:
            return found
        holding = self.holding.find_all(low, start, p.numeral.outer_start)
        if holding:
            at = holding[-1].start()
            found = self._before(p, self._last_sign(p, start, at), at) if at > start else None
            return self._within(low, found) or self.subject_before(p, start)
        if low.startswith("的", self._after(p)):
            return self.following(p)
        return self.before(p) or self.following(p) or self.subject_before(p, start)

    @staticmethod
    def _within(low: str, mark: Mark | None) -> Mark | None:
        """专任教师中党员: those who are counted among others."""
        if mark is None:
            return None
        at = low.rfind("中", mark.start + 1, mark.end - 1)
        return Mark(at + 1, mark.end) if at > 0 and mark.end - at > _SHORTEST else mark

    def _after(self, p: Place) -> int:
        return self.behind_counter(p)

    def _last_sign(self, p: Place, start: int, end: int) -> int:
        found = [m.end() for m in _SIGNS.finditer(p.edges, start, end)]
        return found[-1] if found else start

    def subject_before(self, p: Place, start: int) -> Mark | None:
        """The object of the number before, else the noun that the clause before begins with."""
        if p.previous:
            return p.previous[-1]
        return self._subject_of(p, p.start, start)

    def _subject_of(self, p: Place, start: int, end: int) -> Mark | None:
        low = p.page.low
        for clause in split_outside(low, start, end, _CLAUSE_SIGNS):
            stop = self.verb.search(low, clause.start, clause.end)
            limit = stop.start() if stop and stop.start() > clause.start else clause.end
            if m := _LEADING.match(low[clause.start : limit]):
                clause = Mark(clause.start + m.end(), clause.end)
            if limit - clause.start >= _SHORTEST:
                return Mark(clause.start, limit)
        return None

    def subject(self, p: Place) -> Mark | None:
        """What the clause begins with, up to its verb."""
        start = self._clause_start(p, _CLAUSE_SIGNS)
        return self._subject_of(p, start, p.numeral.outer_start)

    def changed(self, p: Place) -> Mark | None:
        """What rose or fell: the noun before the comparison, else what the number before is about."""
        if (found := self._respectively_previous(p)) is not None:
            return found
        start = self._clause_start(p, _CLAUSE_SIGNS)
        low = p.page.low
        end = p.numeral.outer_start
        if self.grammar.fragment("rate_of_change").search(low, start, end):
            return self.before(p)
        m = self.grammar.fragment("comparison").search(low, start, end)
        if m is not None:
            end = m.start()
        found = self._before(p, start, end) if end > start else None
        return found if found is not None else self.subject_before(p, start)

    def ranked(self, p: Place) -> Mark | None:
        """What holds a place: the noun before 位居, 排名 and the like, else what the number before is about."""
        start = self._clause_start(p, _CLAUSE_SIGNS)
        low = p.page.low
        m = self.grammar.fragment("standing").search(low, start, p.numeral.outer_start)
        end = m.start() if m is not None else p.numeral.outer_start
        found = self._before(p, start, end) if end > start else None
        if found is not None:
            return found
        return p.previous[-1] if p.previous else None

    def done(self, p: Place) -> Mark | None:
        """What was done so often or so long: the object of the verb behind, or of the verb before."""
        low = p.page.low
        at = self.behind_counter(p)
        end = self._stop(p, at, p.end)
        if self.stands.match(low, at, end):
            return self.subject(p)
        verb = self.verb.match(low, at, end)
        if verb is not None and verb.end() < end:
            at = verb.end()
            while at < end and low[at] in "了过着为":
                at += 1
            if end - at >= _SHORTEST:
                return Mark(*trim(low, at, end))
        if end - at >= _SHORTEST and not low.startswith("的", at):
            inner = self.verb.search(low, at, end)
            begin = inner.end() if inner is not None and end - inner.end() >= _SHORTEST else at
            return Mark(*trim(low, begin, end))
        return self._without_last_verb(p) or self.before(p)

    def acted(self, p: Place) -> Mark | None:
        """What has been done for so long: the words right before (从教31年, 坚持公益授课12年)."""
        low = p.page.low
        start, end = self._clause_start(p), p.numeral.outer_start
        found = self.lasting.find_all(low, start, end)
        if found and end - found[-1].end() >= _SHORTEST:
            start = found[-1].end()
        if m := _LEADING.match(low[start:end]):
            start += m.end()
        start, end = trim(low, start, end)
        return Mark(start, end) if end - start >= _SHORTEST else None

    def _without_last_verb(self, p: Place) -> Mark | None:
        """歌会已连续举办二十一届: the noun before a verb that the number follows at once."""
        start, low = self._clause_start(p), p.page.low
        verbs = [v for v in self.verb.find_all(low, start, p.numeral.outer_start) if v.end() == p.numeral.outer_start]
        return self._before(p, start, verbs[-1].start()) if verbs and verbs[-1].start() > start else None

    def measured(self, p: Place) -> Mark | None:
        """What has an amount: the noun before it (营业收入5亿元), else the one behind (5亿元资金, 投入的…)."""
        if (found := self.respective(p)) is not None:
            return found
        found = self.before(p)
        dimension = found is None or p.page.low[found.start : found.end] in self.grammar.lexicons["dimension_word"]
        if (
            dimension
            and p.page.low.startswith("的", self.behind_counter(p))
            and (behind := self.following(p)) is not None
        ):
            return behind
        if found is None and self._clause_start(p) == self._clause_start(p, _CLAUSE_SIGNS):
            found = self.following(p)
        return found or self.subject(p) or self.previous(p) or self.following(p)

    def previous(self, p: Place) -> Mark | None:
        """The object of the number before, in the same sentence."""
        return p.previous[-1] if p.previous else None

    def respective(self, p: Place) -> Mark | None:
        """软件著作权、发明专利分别为5项和2项: the noun in the place that the number has among its neighbours."""
        low = p.page.low
        at = low.rfind("分别", p.start, p.numeral.outer_start)
        if at < 0 or _CLAUSE_SIGNS.search(low, at, p.numeral.outer_start):
            return None
        position = len([m for m in re.finditer(f"{ANY_MASK}+", p.edges[at : p.numeral.outer_start])])
        begin = max((m.end() for m in _CLAUSE_SIGNS.finditer(low, p.start, at)), default=p.start)
        nouns = [m for m in split_outside(low, begin, at, _LISTED) if m.end - m.start >= 1]
        if len(nouns) < 2:
            return None
        first = nouns[0]
        verbs = [v for v in self.verb.find_all(low, first.start, first.end) if v.end() < first.end - 1]
        if verbs:
            nouns[0] = Mark(verbs[-1].end(), first.end)
        m = _LEADING.match(low[nouns[0].start : nouns[0].end])
        if m:
            nouns[0] = Mark(nouns[0].start + m.end(), nouns[0].end)
        return nouns[position] if position < len(nouns) and nouns[position].end > nouns[position].start else None

    def _respectively_previous(self, p: Place) -> Mark | None:
        """接待游客13万人次、收入5860万元，同比分别增长35%和41%: the object in the same place among those before."""
        low = p.page.low
        at = low.rfind("分别", p.start, p.numeral.outer_start)
        if at < 0 or _CLAUSE_SIGNS.search(low, at, p.numeral.outer_start):
            return None
        before = [k for k in p.page.numerals_in(at, p.numeral.outer_start)]
        behind = [m for m in re.finditer(rf"{ANY_MASK}+(?:、|和|及)", p.edges[p.numeral.outer_start : p.end])]
        del behind
        position = len(before)
        many = position + 1
        for k in p.page.numerals_in(p.numeral.end, p.end):
            gap = low[p.page.numerals[k - 1].outer_end : p.page.numerals[k].outer_start]
            if gap not in ("、", "和", "及", "以及", ",", "与"):
                break
            many += 1
        earlier = [o for o in p.previous][: len(p.previous) - position] if position else list(p.previous)
        if len(earlier) < many:
            return None
        return earlier[len(earlier) - many + position]
