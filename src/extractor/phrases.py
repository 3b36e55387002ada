"""The phrase grammar of a language: its noun phrases, and the subject of what is said at a place.

All functions take lower-case text under the numeral mask.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from extractor.annotations import Mark
from extractor.matching import Grammar
from extractor.nounphrases import NounPhrases
from extractor.words import Word, is_count, is_number, words_in

_RELATIVES = frozenset(("which", "who", "that", "whose"))
_CLAUSE_STARTS = frozenset(("and", "while", "but", "that", "where", "as"))
# What may stand between the beginning of a clause and its subject.
_BEFORE_SUBJECT = frozenset((
    "and", "but", "while", "whose", "the", "a", "an", "its", "their", "his", "her", "our", "meanwhile", "also", "at",
    "present", "currently", "now", "so", "far", "then", "yet", "more", "than", "about", "over",
))  # fmt: skip
_BEFORE_VERB = frozenset(("also", "now", "both", "each", "then", "already", "still"))
# Words that end other phrases and yet may stand inside one without a verb: `water use per tonne down 6.4 percent`.
_INSIDE = frozenset(("with", "for", "in", "per", "and"))
_MOST_CHUNKS = 40  # stretches between commas over which a subject is looked for; the corpus has it within a dozen
_SHORT_LEAD = 2  # words of `in 2023` and `of which`
_LONG_LEAD = 3  # words of `under her guidance`


class Phrases(NounPhrases):
    """The phrase grammar of one language."""

    def subject(self, text: str, start: int, end: int) -> Mark | None:
        """The subject of what is said at `end`, looking left to `start`, over commas and insertions."""
        chunk_end = end
        for chunk_start in islice(_chunk_starts(text, start, end), _MOST_CHUNKS):
            opening = (
                chunk_start == start
                or text[chunk_start - 1] == ";"
                or text[chunk_start:chunk_end].lstrip()[:4] in ("and ", "but ", "whil", "wher")
            )
            found = self._subject_of(text, chunk_start, chunk_end, adjacent=chunk_end == end, opening=opening)
            if found:
                return found
            if text[chunk_start - 1 : chunk_start] == ";":
                return None  # what a semicolon closes has a subject of its own
            chunk_end = chunk_start
        return None

    def _subject_of(self, text: str, start: int, end: int, *, adjacent: bool, opening: bool) -> Mark | None:
        """The subject of one stretch between commas; `adjacent` to the number, `opening` a clause."""
        words = list(words_in(text, start, end))
        if adjacent and words[:-2] and words[-2].text in ("that", "which", "who") and self.is_verb(words[-1].text):
            return self.before(text, words[-2].start, start)  # `a round that raised`
        if opening and words and words[0].text in ("and", "while", "but", "whereas"):
            return self._nominal(words[1:], adjacent=adjacent, alone=True)
        for i in range(len(words) - 1, 0, -1):  # a later clause in the same chunk has a subject of its own
            if words[i].text in _CLAUSE_STARTS and (found := self._nominal(words[i + 1 :], adjacent=False)):
                return found
        return self._nominal(words, adjacent=adjacent, alone=opening)

    def _nominal(self, words: list[Word], *, adjacent: bool, alone: bool = False) -> Mark | None:
        """The noun phrase before the first predicate.

        Without one, it is the phrase itself if it is `adjacent` to the number or stands `alone` before an insertion
        (`R&D spending, at 6.4 percent of revenue, …`).
        """
        first = self._behind_lead(words)
        if first >= len(words) or not self._can_begin(words[first].text):
            return None
        i = first
        while i < len(words) and not is_count(words[i].text):
            if i > first:
                if words[i].text in _RELATIVES:
                    return None
                if self._predicates(words, i, adjacent=adjacent):
                    return _up_to_verb(words, first, i)
            i += 1
        if adjacent or (alone and i == len(words) and not is_number(words[0].text)):
            return self._verbless(words, first, i)
        return None

    def _behind_lead(self, words: list[Word]) -> int:
        """The index behind what may stand before a subject: a time, a circumstance, articles, adverbs, numbers."""
        i = 0
        if len(words) > _SHORT_LEAD:
            front, second = words[0].text, words[1].text
            if front in ("in", "by", "since", "during") and is_number(second):
                i = _SHORT_LEAD  # `In 2023 its income reached`
            elif len(words) > _LONG_LEAD + 1 and front in self.end and second in self.determiner:
                i = _LONG_LEAD  # `Under her guidance placements rose`
            elif front == "of" and second in ("which", "whom", "them"):
                i = _SHORT_LEAD
        while i < len(words) and (words[i].text in _BEFORE_SUBJECT or is_number(words[i].text)):
            i += 1
        return i

    def _can_begin(self, word: str) -> bool:
        """Whether a subject can begin with a word: no preposition, no comparative, and no verb but in a plain form."""
        if word in self.end or word in self.comparative:
            return False
        return not self.is_verb(word) or self.is_modifier(word) or word in self.plain

    def _predicates(self, words: list[Word], i: int, *, adjacent: bool) -> bool:
        """Whether word `i`, behind a noun, is the verb of the clause."""
        word = words[i].text
        if self.is_verb(word):
            return not (self.is_modifier(word) and self._opens(words, i) and self._goes_on(words, i))
        before = words[i - 1].text
        if word not in self.noun_verbs or not words[i].joined or before in self.end or before == "of":
            return False
        if i + 1 >= len(words):
            return adjacent and word.endswith("s") and not self.is_plural(before)
        following = words[i + 1].text
        taken = (
            following in self.determiner or is_number(following) or following in ("in", "among", "at", "to", "on", "by")
        )
        of = next((k for k in range(1, i) if words[k].text == "of"), i)
        return taken and self.is_plural(words[of - 1].text) != word.endswith("s")

    def _verbless(self, words: list[Word], first: int, end: int) -> Mark | None:
        """A noun phrase before a sign or number (`failure rate down from …`), up to its first preposition."""
        front = words[first].text
        if (self.is_verb(front) or front.endswith("ing")) and not self._goes_on(words, first):
            return None
        stop = first
        while stop < end and (words[stop].text not in self.end or words[stop].text in _INSIDE):
            stop += 1
        # `The bridge cost 3 million`: a past tense that looks like a noun.
        while stop > first and (words[stop - 1].text in self.end or words[stop - 1].text == "cost"):
            stop -= 1
        return Mark(words[first].start, words[stop - 1].end) if stop > first else None


def _chunk_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where the stretches between commas and brackets begin, from the last to the first."""
    at = end
    while at > start:
        cut = max(text.rfind(c, start, at - 1) for c in ",;:()\u2013\u2014")
        at = cut + 1 if cut >= start else start
        yield at


def _up_to_verb(words: list[Word], first: int, verb: int) -> Mark:
    """The phrase from word `first` to the verb, without the adverbs before the verb."""
    last = verb - 1
    while last > first and (words[last].text.endswith("ly") or words[last].text in _BEFORE_VERB):
        last -= 1
    return Mark(words[first].start, words[last].end)


@lru_cache(maxsize=8)
def phrases(grammar: Grammar) -> Phrases:
    """The phrase grammar of the language of `grammar`."""
    return Phrases(grammar)
