"""Parts: which number is a part of which, by the words between them, by the list they stand in, or by their sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.annotations import AchievementMention
from extractor.decisions import decisions
from extractor.matching import Grammar
from extractor.pageindex import PageIndex
from extractor.spans import Extent

_UNDIVIDED = frozenset(("rank", "duration", "change"))
_LISTED = frozenset(("count", "amount", "times"))


def with_parts(places: PageIndex, grammar: Grammar, found: Sequence[AchievementMention]) -> list[AchievementMention]:
    """The achievements again, each with the index of the one that it is a part of, where a rule or the sums say so."""
    parts = _Parts(places, grammar, list(found))
    for i in range(len(found)):
        parent = parts.parent(i)
        if parent is not None and not parts.is_within(parent, i):
            parts.found[i] = replace(parts.found[i], part_of=parent)
    return parts.found


class _Parts:
    """The relations between the achievements of one page, which all methods name by their index."""

    def __init__(self, places: PageIndex, grammar: Grammar, found: list[AchievementMention]) -> None:
        self.places, self.page, self.grammar, self.found = places, places.page, grammar, found
        self.decisions = decisions(grammar, "relations")
        self._sums: dict[tuple[Extent, int | None], list[tuple[int, int]]] = {}
        self.by_numeral = {a.numeral: i for i, a in enumerate(found) if a.numeral is not None}

    def is_within(self, j: int, i: int) -> bool:
        """Whether `j` is `i` or a part of it, as in `24 of 18 6`: then `i` is no part of `j`."""
        at: int | None = j
        while at is not None and at != i:
            at = self.found[at].part_of
        return at == i

    def parent(self, i: int) -> int | None:
        """The number that `i` is a part of."""
        a = self.found[i]
        if a.numeral is None or a.measure in _UNDIVIDED:
            return None
        n = self.page.numerals[a.numeral]
        rule = self.decisions.decide(self.page.masked, n, self.places.conditions(n))
        if rule is None:
            sibling = self._sibling_parent(i)
            return sibling if sibling is not None else self._summand_of(i)
        way = rule.gives["part_of"]
        if way == "following":
            return self._following(a.numeral)
        return self._in_previous_sentence(i) if way == "previous_sentence" else self._previous(i, i)

    def _following(self, numeral: int) -> int | None:
        """The count right behind: `12 of its 40 boats`."""
        i = self.by_numeral.get(numeral + 1)
        return i if i is not None and self.found[i].measure == "count" else None

    def _in_previous_sentence(self, i: int) -> int | None:
        """The first number of the sentence before that is of the same kind, else what is divided there."""
        a = self.found[i]
        start = self.places.sentence(a.span.start)[0]
        before = self._sentence_before(start)
        first = next((j for j in range(i) if self.found[j].span.start >= start), i)
        for j in range(first):
            b = self.found[j]
            if b.span.start >= before and (b.measure, b.unit) == (a.measure, a.unit):
                return j
        return self._previous(i, first)

    def _sentence_before(self, start: int) -> int:
        """Where the sentence before the one that begins at `start` begins."""
        return self.places.sentence(max(0, start - 2))[0]

    def _previous(self, i: int, end: int) -> int | None:
        """The number that is divided: the nearest of the same family and owner in this sentence or the last."""
        floor = self._sentence_before(self.places.sentence(self.found[i].span.start)[0])
        for j in range(end - 1, -1, -1):
            if self.found[j].numeral is None:
                continue
            if self.found[j].span.start < floor:
                return None
            if self._divides(i, j):
                return j
        return None

    def _divides(self, i: int, j: int) -> bool:
        """Whether `i` can be a part of `j`: of one owner and family, and not larger."""
        a, b = self.found[i], self.found[j]
        if b.owner != a.owner or b.measure == "share" or self._in_a_place(j, i):
            return False
        if a.measure != b.measure:
            return (a.measure, b.measure) == ("share", "count")
        return b.value >= a.value and (a.measure != "amount" or a.unit == b.unit)

    def _in_a_place(self, j: int, i: int) -> bool:
        """`follows 1,315 families in three counties, 88% of whom`: the counties are not what is divided."""
        b = self.found[j]
        if b.numeral is None or self.found[i].measure != "share":
            return False
        n = self.page.numerals[b.numeral]
        start = self.places.around(n)[0]
        if not self.grammar.fragment("where_before").search(self.page.low, start, n.outer_start):
            return False
        return any(c.span.start >= start and c.measure == b.measure for c in self.found[:j])

    def _sibling_parent(self, i: int) -> int | None:
        """In `46 projects, including 2 key projects and 31 general projects` the second part goes on with the list."""
        a, b = self.found[i], self.found[i - 1]
        if (
            i == 0
            or a.measure not in _LISTED
            or b.part_of is None
            or (b.measure, b.unit, b.owner) != (a.measure, a.unit, a.owner)
        ):
            return None
        parent = self.found[b.part_of]
        if parent.span.start > a.span.start or not self._goes_on(b, a):
            return None
        total = sum(c.value for c in self.found[:i] if c.part_of == b.part_of) + a.value
        return b.part_of if total <= parent.value else None

    def _goes_on(self, b: AchievementMention, a: AchievementMention) -> bool:
        """Whether only a comma or `and` stands between two, and no verb makes the second the subject of a clause."""
        if a.numeral is None or b.numeral is None:
            return False
        start = self.page.numerals[a.numeral].outer_start
        joint = self.grammar.fragment("sibling_joint").match(self.page.low, b.span.end, start)
        if joint is None or joint.end() != start:
            return False
        return self.grammar.fragment("predicate_behind").match(self.page.low, a.span.end) is None

    def _summand_of(self, i: int) -> int | None:
        """In `27 medals: 9 gold, 11 silver and 7 bronze` the counts add up to the one before them: its parts."""
        a = self.found[i]
        if a.measure != "count" or a.implied:
            return None
        key = (self.places.sentence(a.span.start), a.owner)
        if key not in self._sums:
            self._sums[key] = list(self._sums_among(self._counts_beside(i)))
        return next((whole for whole, last in self._sums[key] if whole < i <= last), None)

    def _sums_among(self, counts: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Each count to which two or more of those right behind it add up, with the last of them."""
        for position, whole in enumerate(counts):
            total: float = 0
            last = None
            for k in range(position + 1, len(counts)):
                total += self.found[counts[k]].value
                if total > self.found[whole].value:
                    break
                if total == self.found[whole].value and k > position + 1:
                    last = counts[k]
            if last is not None:
                yield whole, last

    def _counts_beside(self, i: int) -> list[int]:
        """The counts of the same owner in the same sentence, itself among them."""
        start, end = self.places.sentence(self.found[i].span.start)
        low, high = i, i + 1
        while low > 0 and self.found[low - 1].span.start >= start:
            low -= 1
        while high < len(self.found) and self.found[high].span.start < end:
            high += 1
        owner = self.found[i].owner
        return [
            j
            for j in range(low, high)
            if self.found[j].measure == "count" and not self.found[j].implied and self.found[j].owner == owner
        ]
