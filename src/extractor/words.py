"""Words without a model: where they stand, and which can be a verb, a plural or the end of a noun phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.matching import MASKS, Grammar

_MASK = "\ue000-\ue009"
_WORD = re.compile(
    rf"[^\W_{_MASK}][^\W{_MASK}'&/.-]*(?:['&/.-]+[^\W{_MASK}]+)*'?|[{_MASK}]+(?:-[a-z{_MASK}][\w{_MASK}-]*)?"
)
_GAP = re.compile(r'[ \t]*\n?[ \t]*"?[ \t]*')
_PLAIN_GAPS = ("", " ")
_SHORT_STEM = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")
# Longer verbs that double their last consonant too, as they are stressed there: `permitted`.
_STRESSED_ENDS = frozenset(("permit", "commit", "transfer", "enrol", "patrol", "control", "admit"))
_SHORTEST_PLURAL = 4  # letters; `gas` and `was` are none
_SHORTEST_PAST = 5  # letters; `red` and `need` are none

NUMBERS = frozenset(MASKS.values())
ORDINAL = MASKS["ordinal"]
COORDINATORS = frozenset(("and", "or", "&"))


class Word(NamedTuple):
    """A word and where it stands; `joined` says that only blanks or a quotation mark part it from the one before."""

    start: int
    end: int
    text: str
    joined: bool


def words_in(text: str, start: int, end: int) -> Iterator[Word]:
    """The words of a stretch of lower-case text under the numeral mask, in order."""
    at = start
    for m in _WORD.finditer(text, start, end):
        first, last = m.span()
        gap = text[at:first]
        yield Word(first, last, m.group(), gap in _PLAIN_GAPS or _GAP.fullmatch(gap) is not None)
        at = last


def is_number(word: str) -> bool:
    """Whether a word is a numeral by itself; `four-youth` and `first-class` are adjectives."""
    return word[0] in NUMBERS and "-" not in word


def is_count(word: str) -> bool:
    """Whether a word is a numeral by itself that a noun phrase cannot contain; an ordinal it can."""
    return word[0] in NUMBERS and word[0] != ORDINAL and "-" not in word


class WordClasses:
    """The closed word classes of one language, and the inflected forms of its verbs."""

    def __init__(self, grammar: Grammar) -> None:
        lexicon = grammar.lexicons
        nouns = set(lexicon["noun_verb"])
        self.irregular = set(lexicon["irregular_verb"])
        self.finite = set(self.irregular)
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
        self.plain = set(lexicon["verb"]) - self.irregular

    def is_plural(self, word: str) -> bool:
        """Whether a noun looks plural."""
        if word in self.plurals:
            return True
        word = word.removesuffix("'").rsplit("-", 1)[-1]
        return word in self.plurals or (
            len(word) >= _SHORTEST_PLURAL
            and word.endswith("s")
            and not word.endswith(("ss", "us", "is", "'s"))
            and word not in self.singulars
        )

    def is_verb(self, word: str) -> bool:
        """Whether a word is a finite verb or a past participle."""
        return word in self.finite or (word.endswith("ed") and len(word) >= _SHORTEST_PAST and word not in self.noun_ed)

    def is_modifier(self, word: str) -> bool:
        """Whether a verb form can stand before a noun: `granted patents`, `working days`."""
        return word in self.participle or word.endswith(("ed", "ing"))


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
    if _SHORT_STEM.fullmatch(base) or base in _STRESSED_ENDS:
        return base + base[-1] + "ed"
    return base + "ed"
