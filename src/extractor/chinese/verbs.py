"""Which verb a Chinese stretch has last before a noun: those of the lexicons, and others that their place gives away.

A lexicon never has all verbs. One that only the dictionary of words knows is taken for a verb where its place says so:
behind an adverb, a time, a pronoun or a name of those who act, at the head of its clause, or with an ending that only
verbs have.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.chinese.words import Word
from extractor.matching import Grammar

SHORTEST = 2
"""Characters of a noun; of one character are only 市, 县 and other nouns that a number counts without a classifier."""
ASPECT = "了过着出到"
_VERBAL = frozenset(("v", "vd", "vg", "vi", "vq"))
_LEADS_TO_VERB = frozenset(("d", "ad", "p", "r", "t", "ul", "uz", "ug"))
_NAMES = frozenset(("ns", "nt", "nrt"))
_ENDINGS = "起完掉好到来"
_BARE_PROPERTY = 3  # characters of a property that a verb before it names: 抽检合格率, 转让金额


class Verbs:
    """Finds the verb behind which a noun begins."""

    def __init__(self, grammar: Grammar) -> None:
        self.lexicons = grammar.lexicons
        self.known = grammar.pattern(r"(?:\L<object_verb>|{short_verb})", name="verb before an object")
        self._property = grammar.pattern(r"(?:\L<property_noun>)$", name="property")
        self._compound = grammar.pattern(r"(?:\L<compound_noun>)$", name="noun with its verb")
        self._persons = grammar.pattern(r"(?:\L<acting_noun>)$", name="persons")
        self._acting = grammar.pattern(
            r"(?:\L<organisation_head>|\L<kind_head>|\L<acting_noun>)$", name="those who act"
        )  # fmt: skip

    def last(self, low: str, start: int, end: int, words: Sequence[Word]) -> int:
        """Behind the last verb of a stretch that leaves a noun behind it, its start where it has none."""
        known = (v for v in self.known.find_all(low, start, end) if not _is_inside_noun(v.start(), v.end(), words))
        found = [v.end() for v in known if self.cuts(low, v.start(), v.end(), end)]
        at = found[-1] if found else start
        inside = [w for w in words if start <= w.start and w.end <= end]
        for i, w in enumerate(inside):
            ends = low[w.end - 1] in _ENDINGS and end - w.end >= SHORTEST  # 换来满意度
            if w.end > at and self._is_verb(low, inside, i) and (ends or self.cuts(low, w.start, w.end, end)):
                at = w.end
        while start < at < end and low[at] in ASPECT:
            at += 1
        return at

    def cuts(self, low: str, start: int, at: int, end: int) -> bool:
        """Whether what a verb leaves behind it is a noun by itself, and not with the verb the name of a property."""
        if end - at < SHORTEST:
            return False
        if low[start:at] in self.lexicons["achieving_verb"] or end - at > _BARE_PROPERTY:
            return True
        return not self.is_property(low, at, end)

    def is_property(self, low: str, start: int, end: int) -> bool:
        """Whether a noun says which property of something is meant: 率, 面积, 人数."""
        return self._property.search(low, start, end) is not None

    def tells(self, low: str, inside: Sequence[Word], i: int) -> bool:
        """Whether a word of a stretch behind a number says what those do who are counted, and ends their noun."""
        w = inside[i]
        word = low[w.start : w.end]
        if w.tag not in ("v", "d", "p") or len(word) < SHORTEST:
            return False
        if any(word in self.lexicons[name] for name in ("noun_or_verb", "attributive_verb")):
            return False
        if word in self.lexicons["object_verb"] and self._acting.search(low, inside[i - 1].start, inside[i - 1].end):
            return True
        return self._persons.search(low, inside[i - 1].start, inside[i - 1].end) is not None

    def _is_verb(self, low: str, inside: Sequence[Word], i: int) -> bool:
        """Whether a word that no lexicon of verbs has acts as one where it stands."""
        w = inside[i]
        word = low[w.start : w.end]
        both = word in self.lexicons["noun_or_verb"]
        if (w.tag not in _VERBAL and not both) or word in self.lexicons["attributive_verb"]:
            return False
        before = inside[i - 1] if i else None
        if len(word) < SHORTEST:
            if _is_pair(inside, i):
                return i == 1 or (inside[i - 2].tag != "d" and self._acts(low, inside[i - 2]))  # 急难愁盼
            plain = word in self.lexicons["plain_verb"] and not self.is_property(low, w.end, inside[-1].end)
            return plain and self._acts(low, before)
        if both:
            is_sort = i + SHORTEST == len(inside) and self.names_a_sort(low, w.end, inside[-1].end)
            return self._acts(low, before) and not is_sort
        if before is None:
            return not self.is_property(low, w.end, inside[-1].end)  # 急救响应时间
        return word[-1] in _ENDINGS or self._acts(low, before)

    def _acts(self, low: str, before: Word | None) -> bool:
        """Whether the word before a verb says that somebody acts."""
        if before is None:
            return False
        said = before.tag in _LEADS_TO_VERB or before.tag in _NAMES
        return said or self._acting.search(low, before.start, before.end) is not None

    def names_a_sort(self, low: str, start: int, end: int) -> bool:
        """Whether what is behind a verb makes one noun with it: 服务中心, 种植基地."""
        return self._compound.search(low, start, end) is not None


def _is_pair(inside: Sequence[Word], i: int) -> bool:
    """Whether two verbs of one character are one verb: 带出."""
    return i > 0 and all(w.end - w.start == 1 and w.tag == "v" for w in inside[i - 1 : i + 1])


def _is_inside_noun(start: int, end: int, words: Sequence[Word]) -> bool:
    """Whether the characters of a verb are a part of a noun: of a word (渔获), or with one more character (救援队).

    Of 现有企业, which is a word too, they are none: the verb and the noun have two characters each.
    """
    for w in words:
        if w.start <= start and end <= w.end and w.tag == "n" and w.end - w.start > end - start:
            return w.start < start or end - start < SHORTEST or w.end - end < SHORTEST
        if w.start == end and end - start > 1:
            return w.end - w.start == 1 and w.tag in ("n", "ng")
    return False
