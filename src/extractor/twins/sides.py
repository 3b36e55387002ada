"""One of the two texts with its numbers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from extractor.errors import InputError
from extractor.extraction import Extraction
from extractor.reading import printable
from extractor.twins.figures import Figure, figures

_CALLED = {"zh": "Chinese", "en": "English"}


@dataclass(frozen=True, slots=True)
class Side:
    """A reading, its text and all of its numbers."""

    extraction: Extraction
    text: str
    figures: tuple[Figure, ...]

    def without(self, figures: Collection[int]) -> str:
        """The text with blanks in the place of some of its numbers: what has a pair hides no other number."""
        pieces, at = [], 0
        for n in sorted(figures):
            start, end = self.figures[n].extent
            pieces += [self.text[at:start], " " * (end - start)]
            at = end
        return "".join((*pieces, self.text[at:]))


def sides(chinese: Extraction, english: Extraction) -> tuple[Side, Side]:
    """Both texts with their numbers; `InputError` if one is in the wrong language, or came without its text."""
    languages = chinese.source.language, english.source.language
    names = printable(chinese.source.path), printable(english.source.path)
    if languages == ("en", "zh"):
        raise InputError(f"{names[0]} is English and {names[1]} is Chinese; name the Chinese one first")
    if languages != ("zh", "en"):
        one = _CALLED[languages[0]]
        raise InputError(
            f"{names[0]} and {names[1]} are both {one}; name a Chinese text and its English translation, in this order"
        )
    return _side(chinese), _side(english)


def _side(extraction: Extraction) -> Side:
    text = extraction.source.text
    if text is None:
        raise InputError(
            f"{printable(extraction.source.path)}: the record carries no text (it was written with --no-text); "
            f"name the {_CALLED[extraction.source.language]} announcement itself"
        )
    return Side(extraction, text, figures(extraction, text))
