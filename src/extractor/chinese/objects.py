"""What a Chinese number counts, measures or ranks, by the ways that the rules name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractor.annotations import Mark
from extractor.chinese.nouns import Nouns, within
from extractor.chinese.respectively import noun_in_row, object_in_row
from extractor.chinese.stretches import CLAUSE_SIGNS, Place
from extractor.chinese.verbs import SHORTEST
from extractor.matching import ANY_MASK, Grammar
from extractor.spans import trim

_LABELLED = re.compile(r"[^\u4e00-\u9fff]*(?P<label>[\u4e00-\u9fff]{2,6}):(?:\s|累计|共计?|约|近|达|合计|总计)*")
_AFTER_VERB = "了过着为"
_PERSONS = ("人", "名", "位")


class Objects:
    """The ways of finding an object, by the names that rules use for them."""

    def __init__(self, grammar: Grammar) -> None:
        self.nouns = Nouns(grammar)
        self._dimensions = grammar.lexicons["dimension_word"]
        self._holding = grammar.pattern(
            r"占(?!有|地|领|比|据)|不到|不足|不及|(?<!不)低于|(?<!不)高于", name="holds a share"
        )
        self._moved_to, self._stands = grammar.fragment("moved_to"), grammar.fragment("stands")
        self._standing, self._lasting = grammar.fragment("standing"), grammar.fragment("lasting")
        self._contest, self._passive = grammar.fragment("contest"), grammar.fragment("passive")
        self._is_a_part = grammar.fragment("is_a_part")
        self._from_year = re.compile(rf"[由从](?:{ANY_MASK})+年?(?:底|末|初|度|时)?的?$")
        self._age = grammar.fragment("age_lead")
        self._comparison, self._rate = grammar.fragment("comparison"), grammar.fragment("rate_of_change")
        self.ways: dict[str, Callable[[Place], Mark | None]] = {
            "counted": self.counted, "before": self.before, "following": self.nouns.following, "holder": self.holder,
            "changed": self.changed, "ranked": self.ranked, "done": self.done, "respective": self.respective,
            "acted": self.acted, "previous": self.previous, "subject": self.subject, "measured": self.measured,
        }  # fmt: skip

    def find(self, ways: Sequence[str], place: Place) -> Mark | None:
        """The object by the first of `ways` that finds one; a second state has that of the first (由1支增至9支)."""
        found = self._moved(place) or self._labelled(place)
        return found or next((mark for way in ways if (mark := self.ways[way](place)) is not None), None)

    def _labelled(self, p: Place) -> Mark | None:
        """The label that a line has before a number with nothing behind it: 论文:214篇."""
        m = _LABELLED.fullmatch(p.low, p.start, p.numeral.outer_start)
        return Mark(*m.span("label")) if m is not None and self.nouns.following(p) is None else None

    def _moved(self, p: Place) -> Mark | None:
        """What the number before is about, where only 增至, 发展到 or the like stands between the two."""
        before = p.page.numerals_in(p.start, p.numeral.start)
        if not before or not p.previous:
            return None
        start = self.nouns.behind(p.page.numerals[before[-1]], p.low)
        m = self._moved_to.match(p.low, start, p.numeral.outer_start)
        return p.previous[-1] if m is not None and m.end() == p.numeral.outer_start else None

    def before(self, p: Place) -> Mark | None:
        """The noun right before a number: behind the last verb of its clause, before 由2018年的."""
        whole = p.clause_start(CLAUSE_SIGNS)
        if m := self._from_year.search(p.edges, whole, p.numeral.outer_start):
            start = p.last_sign(whole, m.start())
            return self.nouns.before(p, start, m.start()) if m.start() > start else None
        if not p.low[whole : p.numeral.outer_start].strip() and p.low[whole - 1 : whole] == ":" and whole > p.start + 1:
            label = p.last_sign(p.start, whole - 1)  # 成员:15人
            return self.nouns.before(p, label, whole - 1) if label < whole - 1 else None
        return self.nouns.before(p, p.clause_start(), p.numeral.outer_start)

    def counted(self, p: Place) -> Mark | None:
        """The noun behind the classifier (37个党组织), else the one before the number (高水平论文1268篇).

        Behind a bare verb (发行12万册) it is what the clause before speaks of.
        """
        if (found := self.respective(p)) is not None:
            return found
        following, before = self.nouns.following(p), self._without_age(p, self.before(p))
        if following is not None and before is not None and self._counts_visits(p):
            return before
        clause = p.clause_start(CLAUSE_SIGNS)
        persons = p.low.startswith(_PERSONS, p.numeral.outer_end)  # 帮助2300人就业: those of whom was spoken before
        if following is None and before is None and not persons and self._is_bare_verb(p, clause):
            return self.nouns.subject(p, p.start, clause)
        return following or before

    def _without_age(self, p: Place, found: Mark | None) -> Mark | None:
        m = None if found is None else self._age.match(p.low, found.start, found.end)
        return found if found is None or m is None else Mark(m.end(), found.end)

    def _counts_visits(self, p: Place) -> bool:
        """Whether the classifier counts visits, 人次 and the like: what is counted stands before."""
        m = self.nouns.counter.at(p.low, p.numeral.outer_end)
        return m is not None and m.group() != "次" and m.group().endswith("次")

    def _is_bare_verb(self, p: Place, start: int) -> bool:
        word = p.low[start : p.numeral.outer_start].removeprefix("累计").removeprefix("已")
        return word in self.nouns.lexicons["object_verb"]

    def measured(self, p: Place) -> Mark | None:
        """What has an amount: the noun before it (营业收入5亿元), else the one behind (总长46公里的绿道, 5亿元资金)."""
        if (found := self.respective(p)) is not None:
            return found
        found = self.before(p)
        if found is not None and p.low[found.start : found.end] in self.nouns.lexicons["general_noun"]:
            return self.previous(p) or self.nouns.subject(p, p.start, found.start) or found
        behind = self.nouns.behind(p.numeral, p.low)
        only_dimension = found is None or p.low[found.start : found.end] in self._dimensions
        if only_dimension and p.low.startswith("的", behind) and (thing := self.nouns.following(p)) is not None:
            return thing
        if found is None and p.clause_start() == p.clause_start(CLAUSE_SIGNS):
            found = self.nouns.following(p)
        told = found or self.subject(p) or self._said_before(p, p.clause_start(CLAUSE_SIGNS))
        return told or self.nouns.following(p)

    def holder(self, p: Place) -> Mark | None:
        """What has a share: before 占, or the noun right before the number (就业率95%)."""
        if (found := self.respective(p)) is not None:
            return found
        start = p.clause_start(CLAUSE_SIGNS)
        holding = self._holding.find_all(p.low, start, p.numeral.outer_start)
        if holding:
            at = holding[-1].start()
            found = self.nouns.before(p, p.last_sign(start, at), at) if at > start else None
            return within(p.low, found) or self._said_before(p, start)
        if p.low.startswith("的", self.nouns.behind(p.numeral, p.low)):
            return self.nouns.following(p)
        if part := self._is_a_part.search(p.low, start, p.numeral.outer_start):
            found = (
                self.nouns.before(p, p.last_sign(start, part.start()), part.start()) if part.start() > start else None
            )
            return found or self._said_before(p, start)
        before = self.before(p)
        if before is not None and p.low[before.start : before.end] in self.nouns.lexicons["subject_lead"]:
            before = None  # 学校八成学生
        if before is not None and before.end - before.start > SHORTEST and p.low[before.end - 1] == "中":
            return Mark(before.start, before.end - 1)  # 学员中九成五
        return before or self._among(p, start) or self.nouns.following(p) or self._said_before(p, start)

    def _among(self, p: Place, start: int) -> Mark | None:
        """毕业生中,近八成…: those among whom so many are, where the clause before ends with them."""
        if p.low[p.start : start].rstrip(",").endswith("中"):
            end = p.low.rindex("中", p.start, start)
            return self.nouns.before(p, p.last_sign(p.start, end), end)
        return None

    def _said_before(self, p: Place, start: int) -> Mark | None:
        """What the clause before begins with if no number is in it, else the object of the number before."""
        before = p.clause_before(start)
        if before is not None and not p.page.numerals_in(before.start, before.end):
            told = self.nouns.subject(p, before.start, before.end)
            if told is not None and told.end < before.end:
                return told
        return self.previous(p) or self.nouns.subject(p, p.start, start)

    def subject(self, p: Place) -> Mark | None:
        """What the clause begins with, up to its verb."""
        return self.nouns.subject(p, p.clause_start(CLAUSE_SIGNS), p.numeral.outer_start)

    def previous(self, p: Place) -> Mark | None:
        """The object of the number before, in the same sentence."""
        return p.previous[-1] if p.previous else None

    def changed(self, p: Place) -> Mark | None:
        """What rose or fell: the noun before the comparison, else what the number before is about."""
        if (found := object_in_row(p) or self.respective(p)) is not None:
            return found
        start, end = p.clause_start(CLAUSE_SIGNS), p.numeral.outer_start
        if m := self._rate.search(p.low, start, end):
            found = self.before(p)
            return found if found is not None and found.start < m.start() else self._said_before(p, start)
        if (part := self._is_a_part.search(p.low, start, end)) and part.start() > start:
            end = part.start()  # 寿命达同类产品的1.8倍
        elif m := self._comparison.search(p.low, start, end):
            if m.start() == start and m.group() in self.nouns.lexicons["achieving_verb"] and m.end() < end:
                return self.before(p) or self._said_before(p, start)  # 提高合格率3个百分点
            end = m.start()
        found = self.nouns.before(p, start, end) if end > start else None
        return found or self._said_before(p, start)

    def ranked(self, p: Place) -> Mark | None:
        """What holds a place: the noun before 位居, 排名 and the like, else what the number before is about."""
        start, end = p.clause_start(CLAUSE_SIGNS), p.numeral.outer_start
        if m := self._standing.search(p.low, start, end):
            end = m.start()
        start = p.last_sign(start, end)
        found = self.nouns.before(p, start, end) if end > start else None
        word = "" if found is None else p.low[found.start : found.end]
        if found is None or word.endswith("中") or word in self.nouns.lexicons["subject_lead"]:  # 在17家网点中跃居第二
            return self._contest_of(p) or self.previous(p) or self.nouns.subject(p, p.start, start)
        return found

    def _contest_of(self, p: Place) -> Mark | None:
        """In which contest or judgement of the sentence somebody has the place."""
        found = self._contest.find_all(p.low, p.start, p.numeral.outer_start)
        return Mark(*found[-1].span("contest")) if found else None

    def done(self, p: Place) -> Mark | None:
        """What was done so often or so long: the object of the verb behind, or of the verb before."""
        at = self.nouns.behind(p.numeral, p.low)
        at += at == p.numeral.end and p.low[at : at + 1] in self.nouns.lexicons["done_verb"]  # 三登舞台
        end = p.stretch_end(at)
        if self._stands.match(p.low, at, end):
            return self.before(p) or self.subject(p)
        start = p.clause_start()
        if passive := self._passive.search(p.low, start, p.numeral.outer_start):
            found = self.nouns.before(p, start, passive.start()) if passive.start() > start else None
            return found or self._said_before(p, start)
        verb = self.nouns.verb.match(p.low, at, end)
        if verb is not None and verb.end() < end:
            at = verb.end()
            while at < end and p.low[at] in _AFTER_VERB:
                at += 1
        elif end - at >= SHORTEST and not p.low.startswith("的", at):
            inner = self.nouns.verb.search(p.low, at, end)
            at = inner.end() if inner is not None and end - inner.end() >= SHORTEST else at
        else:
            return self._without_last_verb(p) or self.before(p) or self._named_before(p)
        if end - at >= SHORTEST:
            return Mark(*trim(p.low, at, end))
        return self._without_last_verb(p) or self.before(p) or self._named_before(p)

    def _named_before(self, p: Place) -> Mark | None:
        """发起"青年论坛",已举办7届: the noun that the clause before ends with."""
        before = p.clause_before(p.clause_start(CLAUSE_SIGNS))
        return None if before is None else self.nouns.before(p, p.last_sign(before.start, before.end), before.end)

    def _without_last_verb(self, p: Place) -> Mark | None:
        """歌会已连续举办二十一届: the noun before a verb that the number follows at once."""
        start, end = p.clause_start(), p.numeral.outer_start
        verbs = [v.start() for v in self.nouns.verb.find_all(p.low, start, end) if v.end() == end]
        found = self.nouns.before(p, start, verbs[-1]) if verbs and verbs[-1] > start else None
        if found is not None and any(
            w.end == found.end == verbs[-1] and w.tag == "v" for w in p.words(found.start, found.end)
        ):
            return Mark(found.start, end)  # 出海救援73次
        return found

    def acted(self, p: Place) -> Mark | None:
        """What has been done for so long: the words right before (从教31年, 坚持公益授课12年)."""
        start, end = p.clause_start(), p.numeral.outer_start
        found = [m.end() for m in self._lasting.find_all(p.low, start, end)]
        if found and end - found[-1] >= SHORTEST:
            start = found[-1]
        start, end = trim(p.low, self.nouns.without_leads(p, start, end), end)
        if p.low[start:end] in self.nouns.lexicons["object_verb"]:
            return self._without_last_verb(p) or Mark(start, end)
        return Mark(start, end) if end - start >= SHORTEST else None

    def respective(self, p: Place) -> Mark | None:
        """By its place in a row that 分别 speaks of."""
        return noun_in_row(self.nouns, p)
