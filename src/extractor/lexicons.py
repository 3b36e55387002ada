"""Lexicons in a text, by spaCy's tokenizer and PhraseMatcher."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from extractor.annotations import Mark
from extractor.matching import Grammar

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, and without stubs


@lru_cache(maxsize=4)
def tokenizer(language: str) -> Tokenizer:
    """The tokenizer of spaCy for a language, taught what raw announcements do: lost spaces and names run together.

    Made by itself and not with a blank pipeline, whose configuration costs as much again as importing spaCy's core.
    """
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, get_lang_class
    from spacy.vocab import create_vocab

    defaults = get_lang_class(language).Defaults
    infixes = [*(defaults.infixes or ()), r"[.,;:!?()\[\]\"\u3001]", r"(?<=[a-z])(?=[A-Z])", r"(?<=[^\W\d_])(?=\d)"]
    return Tokenizer(
        create_vocab(language, defaults),
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
    )


class Lexicons:
    """Finds the entries of lexicons in a text, by spaCy's PhraseMatcher over lower-case tokens."""

    def __init__(self, grammar: Grammar, names: Sequence[str]) -> None:
        from spacy.matcher import PhraseMatcher

        self._tokenizer = tokenizer(grammar.language)
        self._matcher: PhraseMatcher = PhraseMatcher(self._tokenizer.vocab, attr="LOWER")
        for name in names:
            self._matcher.add(name, [self._tokenizer(term) for term in grammar.lexicons[name]])
        self._strings = self._tokenizer.vocab.strings

    def find(self, text: str) -> list[Mark]:
        """Every entry in the text, in order, overlaps included; the label is the lexicon's name."""
        doc: Any = self._tokenizer(text)
        marks = [
            Mark(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), self._strings[key])
            for key, start, end in self._matcher(doc)
        ]
        return sorted(marks, key=lambda m: (m.start, -m.end))


@lru_cache(maxsize=16)
def lexicons(grammar: Grammar, names: tuple[str, ...]) -> Lexicons:
    """The finder for the lexicons `names`; built once per grammar."""
    return Lexicons(grammar, names)
