"""Noun phrases and subjects without a model: closed word classes, number agreement and inflection.

English marks the end of a counted noun phrase well: a count above one asks for a plural noun, and what follows the
first plural is a verb, a preposition or a second plural. All functions take lower-case text under the numeral mask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractor.annotations import Mark
from extractor.matching import MASKS, Grammar

_MASK = "\ue000-\ue009"
_WORD = re.compile(
    rf"[^\W_{_MASK}][^\W{_MASK}'&/.-]*(?:['&/.-]+[^\W{_MASK}]+)*'?|[{_MASK}]+(?:-[a-z{_MASK}][\w{_MASK}-]*)?"
)
_GAP = re.compile(r'[ \t]*\n?[ \t]*"?[ \t]*')
_PLAIN_GAPS = ("", " ")
_NUMBERS = frozenset(MASKS.values())
_LONGEST = 9  # words; longer stretches without an end are no noun phrase but a missed boundary
_LONGEST_OF = 8


class Word(NamedTuple):
    """A word and where it stands; `joined` says that only blanks or a quotation mark part it from the one before."""

    start: int
    end: int
    text: str
    joined: bool


class Phrases:
    """The phrase grammar of one language."""

    def __init__(self, grammar: Grammar) -> None:
        lexicon = grammar.lexicons
        nouns = set(lexicon["noun_verb"])
        self.finite = set(lexicon["irregular_verb"])
        self.irregular = set(lexicon["irregular_verb"])
        self.participle: set[str] = set()
        for base in lexicon["verb"]:
            past = _past(base)
            self.participle.add(past)
            self.finite.add(past)
            if base not in nouns:
                self.finite |= {base, _third_person(base)}
        self.noun_verbs = nouns | {_third_person(n) for n in nouns}
        self.end = set(lexicon["phrase_end"])
        self.determiner = set(lexicon["determiner"])
        self.plurals = set(lexicon["irregular_plural"])
        self.singulars = set(lexicon["singular_in_s"])
        self.noun_ing = set(lexicon["noun_ing"])
        self.particles = set(lexicon["name_particle"])
        self.granted = set(lexicon["granted_noun"])
        self.noun_ed = set(lexicon["noun_ed"])
        self.comparative = set(lexicon["comparative"])
        self.plain = set(lexicon["verb"]) - set(lexicon["irregular_verb"])

    def is_plural(self, word: str) -> bool:
        """Whether a noun looks plural."""
        word = word.removesuffix("'").rsplit("-", 1)[-1] if word not in self.plurals else word
        if word in self.plurals:
            return True
        return (
            len(word) > 3
            and word.endswith("s")
            and not word.endswith(("ss", "us", "is", "'s"))
            and word not in self.singulars
        )

    def is_verb(self, word: str) -> bool:
        """Whether a word is a finite verb or a past participle."""
        return word in self.finite or (word.endswith("ed") and len(word) > 4 and word not in self.noun_ed)

    def is_modifier(self, word: str) -> bool:
        """Whether a verb form can stand before a noun: `granted patents`, `working days`."""
        return word in self.participle or word.endswith(("ed", "ing"))

    def after(self, text: str, start: int, limit: int, *, singular: bool = False, of: bool = True) -> Mark | None:
        """The noun phrase that begins at `start`, None where none does.

        `singular` reads on to the phrase's end, where otherwise the first plural noun is the head. `of` takes in a
        complement: `sets of instruments`.
        """
        words = _run(text, start, min(limit, start + 160))
        if not words or text[start : words[0].start].strip(' \n\t"') not in ("", "'"):
            return None
        i = self._head(words, 0, singular=singular)
        if i == 0:
            return None
        last = i - 1
        if not singular:
            last = self._coordinated(words, last)
        if of:
            last = self._complement(words, last)
        return _with_quotes(text, words[0].start, words[last].end)

    def _head(self, words: list[Word], start: int, *, singular: bool) -> int:
        """The index behind the head noun of the phrase that begins at word `start`; `start` where there is none."""
        i, head = start, False
        while i < len(words) and i - start < _LONGEST:
            word = words[i]
            if i > start and not word.joined:
                break
            if word.text[0] in _NUMBERS:
                if (word.text[0] != MASKS["ordinal"] and "-" not in word.text) or head:
                    break
            elif word.text == "other" and i == start:
                pass
            elif word.text in self.end or word.text in self.determiner or word.text == "of":
                break
            elif (
                i == start
                and word.text.endswith("s")
                and not word.text.endswith("ss")
                and word.text not in self.irregular
            ):
                head = head or (
                    self.is_plural(word.text) and not singular
                )  # behind a number an -s is a plural, whatever the verb
            elif word.text in ("and", "or", "&"):
                if head or i == start or i + 1 >= len(words) or self._ends(words[i + 1]):
                    break
            elif (
                (self.is_verb(word.text) and not (self.is_modifier(word.text) and not head and self._goes_on(words, i)))
                or (head and not self.is_plural(word.text))
                or (
                    word.text.endswith("ing")
                    and i > start
                    and word.text not in self.noun_ing
                    and not self._goes_on(words, i)
                )
                or (word.text in ("last", "next") and i > start)
                or (word.text == "per" and not (i + 1 < len(words) and words[i + 1].text == "capita"))
            ):
                break
            elif self.is_plural(word.text) and not singular:
                head = True
            i += 1
        while i > start and words[i - 1].text in ("and", "or", "&"):
            i -= 1
        if i > start and words[i - 1].text[0] in _NUMBERS and not (i == start + 1 and words[start].text.endswith("s")):
            return start
        return i

    def _ends(self, word: Word) -> bool:
        return (
            not word.joined
            or word.text in self.end
            or word.text in self.determiner
            or _is_number(word.text)
            or self.is_verb(word.text)
        )

    def _goes_on(self, words: list[Word], i: int) -> bool:
        """Whether a noun can follow word `i` in the same phrase."""
        if i + 1 >= len(words) or not words[i + 1].joined or words[i + 1].text == "of":
            return False
        if words[i + 1].text in ("and", "&", "or"):
            return i + 2 < len(words) and not self._ends(words[i + 2])
        return not self._ends(words[i + 1])

    def _coordinated(self, words: list[Word], last: int) -> int:
        """Extend `teachers` to `teachers and students`: a second plural that no number counts."""
        i = last + 1
        if (
            i < len(words)
            and words[i].joined
            and words[i].text in ("and", "&", "or")
            and i + 1 < len(words)
            and words[i + 1].joined
        ):
            end = self._head(words, i + 1, singular=False)
            if end > i + 1 and self.is_plural(words[end - 1].text) and not self.is_verb(words[i + 1].text):
                return end - 1
        return last

    def _complement(self, words: list[Word], last: int) -> int:
        """Extend over `of the …` and `at the … level`."""
        i = last + 1
        if i + 1 < len(words) and words[i].joined and words[i].text == "of":
            if words[i + 1].text in self.determiner and words[last].text not in self.granted:
                return last  # `47 shopkeepers of the street`: where they are; but `2 prizes of the ministry`
            j = i + 1
            while (
                j < len(words)
                and words[j].text in self.determiner
                and words[j].text not in ("these", "those", "this", "that")
            ):
                j += 1
            if j < len(words) and words[j].joined and words[j].text not in self.end:
                end = self._head(words, j, singular=True)
                if end > j:
                    return self._complement(words, end - 1) if end - j < _LONGEST_OF else end - 1
        if i + 1 < len(words) and words[i].joined and words[i].text == "at" and words[i + 1].text in ("the", "a", "an"):
            for j in range(i + 1, min(i + 8, len(words))):
                if words[j].text in ("level", "levels"):
                    return j
        return last

    def before(self, text: str, end: int, limit: int) -> Mark | None:
        """The noun phrase that ends at `end`."""
        words = list(words_in(text, max(limit, end - 160), end))
        if not words or text[words[-1].end : end].strip(' \n\t"'):
            return None
        if (
            text[:end].rstrip().endswith('"')
            and (opening := text.rfind('"', limit, text[:end].rstrip().__len__() - 1)) > 0
        ):
            # A quoted name with the words that go before it.
            front = self.before(text, opening, limit)
            return Mark(front.start if front else opening, text[:end].rstrip().__len__())
        i = len(words)
        while i > 0 and len(words) - i < _LONGEST:
            word = words[i - 1]
            if i < len(words) and not words[i].joined:
                break
            if _is_number(word.text) and word.text[0] != MASKS["ordinal"]:
                break
            if word.text in self.end or (
                word.text in self.determiner and not (i > 1 and words[i - 2].text == "of" and i < len(words))
            ):
                break
            if self.is_verb(word.text) and not (
                self.is_modifier(word.text) and i < len(words) and self._opens(words, i - 1)
            ):
                break
            i -= 1
        while i < len(words) and (words[i].text in ("of", "and", "or") or self.is_participle_after_aux(words, i)):
            i += 1
        return Mark(words[i].start, words[-1].end) if i < len(words) else None

    def _predicates(self, words: list[Word], i: int, *, adjacent: bool) -> bool:
        """Whether word `i`, behind a noun, is the verb of the clause."""
        word = words[i].text
        if self.is_verb(word):
            return not (self.is_modifier(word) and self._opens(words, i) and self._goes_on(words, i))
        if (
            word not in self.noun_verbs
            or not words[i].joined
            or words[i - 1].text in self.end
            or words[i - 1].text == "of"
        ):
            return False
        following = words[i + 1].text if i + 1 < len(words) else ""
        if not following:
            return adjacent and word.endswith("s") and not self.is_plural(words[i - 1].text)
        taken = (
            following in self.determiner
            or _is_number(following)
            or following in ("in", "among", "at", "to", "on", "by")
        )
        of = next((k for k in range(1, i) if words[k].text == "of"), i)
        return taken and self.is_plural(words[of - 1].text) != word.endswith("s")

    def _opens(self, words: list[Word], i: int) -> bool:
        """Whether nothing but an article, preposition, number or adverb stands before word `i`: a participle there is an adjective."""
        if i == 0 or not words[i].joined:
            return True
        before = words[i - 1].text
        return (
            before in self.determiner
            or before in self.end
            or before in ("of", "and")
            or before.endswith("ly")
            or before[0] in _NUMBERS
        )

    def is_participle_after_aux(self, words: list[Word], i: int) -> bool:
        """`has published papers`: the participle belongs to the verb before it."""
        return i > 0 and words[i].text in self.participle and words[i - 1].text in self.finite and words[i].joined

    def subject(self, text: str, start: int, end: int) -> Mark | None:
        """The subject of what is said at `end`, looking left to `start`, over commas and insertions."""
        chunk_end = end
        for chunk_start in self._chunk_starts(text, start, end):
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

    @staticmethod
    def _chunk_starts(text: str, start: int, end: int) -> Iterator[int]:
        at = end
        while at > start:
            cut = max(text.rfind(c, start, at - 1) for c in ",;:()\u2013\u2014")
            at = cut + 1 if cut >= start else start
            yield at

    def _subject_of(self, text: str, start: int, end: int, *, adjacent: bool, opening: bool) -> Mark | None:
        words = list(words_in(text, start, end))
        if adjacent and len(words) > 2 and words[-2].text in ("that", "which", "who") and self.is_verb(words[-1].text):
            return self.before(text, words[-2].start, start)  # `a round that raised`
        if opening and words and words[0].text in ("and", "while", "but", "whereas"):
            return self._nominal(words[1:], adjacent=adjacent, alone=True)
        for i in range(len(words) - 1, 0, -1):  # a later clause in the same chunk has a subject of its own
            if words[i].text in ("and", "while", "but", "that", "where", "as") and (
                found := self._nominal(words[i + 1 :], adjacent=False)
            ):
                return found
        return self._nominal(words, adjacent=adjacent, alone=opening)

    def _nominal(self, words: list[Word], *, adjacent: bool, alone: bool = False) -> Mark | None:
        """The noun phrase before the first predicate; without one, the phrase itself if it is `adjacent` to the number
        or stands `alone` before an insertion (`R&D spending, at 6.4 percent of revenue, …`).
        """
        i = 0
        if alone and words and _is_number(words[0].text):
            alone = False
        if len(words) > 2 and words[0].text in ("in", "by", "since", "during") and _is_number(words[1].text):
            i = 2  # `In 2023 its income reached`
        elif len(words) > 4 and words[0].text in self.end and words[1].text in self.determiner:
            i = 3  # `Under her guidance placements rose`
        elif len(words) > 2 and words[0].text == "of" and words[1].text in ("which", "whom", "them"):
            i = 2
        while i < len(words) and (
            words[i].text
            in (
                "and",
                "but",
                "while",
                "whose",
                "the",
                "a",
                "an",
                "its",
                "their",
                "his",
                "her",
                "our",
                "meanwhile",
                "also",
                "at",
                "present",
                "currently",
                "now",
                "so",
                "far",
                "then",
                "yet",
                "more",
                "than",
                "about",
                "over",
            )
            or _is_number(words[i].text)
        ):
            i += 1
        if i >= len(words) or words[i].text in self.end or words[i].text in self.comparative:
            return None
        if self.is_verb(words[i].text) and not self.is_modifier(words[i].text) and words[i].text not in self.plain:
            return None
        first = i
        while i < len(words):
            word = words[i].text
            if i > first and word in ("which", "who", "that", "whose"):
                return None
            if _is_number(word) and word[0] != MASKS["ordinal"]:
                break
            if i > first and self._predicates(words, i, adjacent=adjacent):
                last = i - 1
                while last > first and (
                    words[last].text.endswith("ly")
                    or words[last].text in ("also", "now", "both", "each", "then", "already", "still")
                ):
                    last -= 1
                return Mark(words[first].start, words[last].end)
            i += 1
        if not (adjacent or (alone and i == len(words))):
            return None
        if (self.is_verb(words[first].text) or words[first].text.endswith("ing")) and not self._goes_on(words, first):
            return None
        # No verb: a noun phrase before a sign or number (`failure rate down from …`), up to its first preposition.
        stop = next(
            (
                k
                for k in range(first, i)
                if words[k].text in self.end and words[k].text not in ("with", "for", "in", "per", "and")
            ),
            i,
        )
        while stop > first and (words[stop - 1].text in self.end or words[stop - 1].text == "cost"):
            stop -= 1
        return Mark(words[first].start, words[stop - 1].end) if stop > first else None


def _is_number(word: str) -> bool:
    """Whether a word is a numeral by itself; `four-youth` and `first-class` are adjectives."""
    return word[0] in _NUMBERS and "-" not in word


def _with_quotes(text: str, start: int, end: int) -> Mark:
    """Take in the quotation mark that a phrase was cut off from: `"double creation" units`."""
    if text.count('"', start, end) % 2:
        if text[start - 1 : start] == '"':
            start -= 1
        elif text[end : end + 1] == '"':
            end += 1
    return Mark(start, end)


def _run(text: str, start: int, end: int) -> list[Word]:
    """The words from `start` on that nothing but blanks part, and the one behind them."""
    words: list[Word] = []
    for word in words_in(text, start, end):
        words.append(word)
        if not word.joined and len(words) > 1:
            break
    return words


def words_in(text: str, start: int, end: int) -> Iterator[Word]:
    """The words of a stretch, in order."""
    at = start
    for m in _WORD.finditer(text, start, end):
        first, last = m.span()
        gap = text[at:first]
        yield Word(first, last, m.group(), gap in _PLAIN_GAPS or _GAP.fullmatch(gap) is not None)
        at = last


def _third_person(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", base) or base in (
        "permit",
        "commit",
        "transfer",
        "enrol",
        "enroll",
        "patrol",
        "control",
        "admit",
    ):
        return base + base[-1] + "ed" if not base.endswith("ll") else base + "ed"
    return base + "ed"


@lru_cache(maxsize=8)
def phrases(grammar: Grammar) -> Phrases:
    """The phrase grammar of the language of `grammar`."""
    return Phrases(grammar)
