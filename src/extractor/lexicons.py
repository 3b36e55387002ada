"""Lexicons in a text: where their entries stand, as whole words in any case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.annotations import Mark
from extractor.matching import Grammar

# A run of letters; where a lower-case letter meets a capital one, a blank has been lost: `TechnologyThe`.
_WORD = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")
_CONTRACTED = re.compile(r"'t\b")  # `won't` is none of `won`


class Lexicons:
    """Finds the entries of lexicons in a text: one look at each word, however many entries there are."""

    def __init__(self, grammar: Grammar, names: Sequence[str]) -> None:
        self._by_word: dict[str, list[tuple[int, str, str]]] = {}
        for name in names:
            for term in grammar.lexicons[name]:
                if m := _WORD.search(term):
                    self._by_word.setdefault(m.group(), []).append((m.start(), term, name))

    def find(self, text: str, low: str) -> list[Mark]:
        """Every entry with a letter in a text, which `low` has in lower case, in order, overlaps included.

        The label is the name of the lexicon.
        """
        marks = []
        entries_of = self._by_word.get
        for m in _WORD.finditer(text):
            if entries := entries_of(m.group().lower()):
                for offset, term, name in entries:
                    start = m.start() - offset
                    end = start + len(term)
                    if low.startswith(term, start) and _begins(text, start) and _ends(text, end):
                        marks.append(Mark(start, end, name))
        marks.sort(key=lambda mark: (mark.start, -mark.end))
        return marks


def _begins(text: str, start: int) -> bool:
    return start <= 0 or not _are_one_word(text, start)


def _ends(text: str, end: int) -> bool:
    """Whether a word ends at `end`; a digit behind a letter begins another: `yuan31`."""
    if end == len(text):
        return True
    return (text[end].isdigit() or not _are_one_word(text, end)) and not _CONTRACTED.match(text, end)


def _are_one_word(text: str, at: int) -> bool:
    """Whether the characters before and behind a place belong to one word."""
    before, behind = text[at - 1], text[at]
    if not ((before.isalnum() or before == "_") and (behind.isalnum() or behind == "_")):
        return False
    return not (before.islower() and behind.isupper())


@lru_cache(maxsize=16)
def lexicons(grammar: Grammar, names: tuple[str, ...]) -> Lexicons:
    """The finder for the lexicons `names`; built once per grammar."""
    return Lexicons(grammar, names)
