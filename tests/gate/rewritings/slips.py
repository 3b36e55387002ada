"""The same text with the slips of scanning and typing that a reader does not stumble over.

None touches a number, or makes one: a slip inside of it would change what is said.
"""

from __future__ import annotations

import random
import re

from rewritings.layout import is_table, lines_of
from rewritings.pieces import Document, Edit, Twin, edited

_INNER_L = re.compile(r"(?<=[a-z])l(?=[a-z])")
_INNER_O = re.compile(r"(?<=[a-z])o(?=[a-z])")
_FIRST_O = re.compile(r"\bO(?=[a-z]{2})")
_LONG_WORD = re.compile(r"(?<![\w-])[a-z]{9,}(?![\w-])")
_STOP = re.compile(r"(?<=[a-z)\"”])\. (?=[A-Z\"“][a-z])")
_ABBREVIATED = re.compile(r"\b(?:[A-Za-z]|Co|Ltd|Inc|No|Nos|Dr|Mr|Mrs|Ms|Prof|St|vs|etc|approx|Dept|Vol|Fig)$")
_COMMA = re.compile(r"(?<=[a-z]), (?=[a-z])")


def l_as_one(document: Document) -> Twin:
    """In every fifteenth word that could have it a 1 for an l, as scanning reads it."""
    return _some(document, _INNER_L, "1", of=15)


def o_as_zero(document: Document) -> Twin:
    """In every fifteenth word that could have it a 0 for an o or O, as scanning reads it."""
    return edited(document.text, [*_chosen(document, _INNER_O, "0", of=15), *_chosen(document, _FIRST_O, "0", of=3)])


def left_hyphens(document: Document) -> Twin:
    """In every tenth long word a hyphen and a blank, left from a line end."""
    rng = random.Random(f"left hyphens {document.name}")
    words = list(_LONG_WORD.finditer(document.text))
    cuts = [rng.randrange(m.start() + 3, m.end() - 2) for m in _sample(rng, words, of=10)]
    return edited(document.text, [(cut, cut, "- ") for cut in cuts])


def unspaced_stops(document: Document) -> Twin:
    """No blank behind a full stop, in every second sentence."""
    return edited(document.text, [(start, end, ".") for start, end in _stops(document)[::2]])


def unspaced_commas(document: Document) -> Twin:
    """No blank behind a comma between words."""
    return edited(document.text, [(m.start(), m.end(), ",") for m in _COMMA.finditer(document.text)])


def chinese_stops(document: Document) -> Twin:
    """The Chinese full stop without a blank, as in texts that were translated by machine."""
    return edited(document.text, [(start, end, "。") for start, end in _stops(document)])


def stray_stops(document: Document) -> Twin:
    """A second full stop of the other sort behind every third."""
    if document.language == "zh":
        stops = [m.end() for m in re.finditer(r"(?<=[^\W\d_])。", document.text)]
        return edited(document.text, [(end, end, "。") for end in stops[::3]])
    return edited(document.text, [(start + 1, start + 1, "。") for start, _ in _stops(document)[::3]])


def half_width_commas(document: Document) -> Twin:
    """Every second comma between Chinese characters as wide as a Latin letter."""
    commas = list(re.finditer("(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", document.text))
    return edited(document.text, [(m.start(), m.end(), ",") for m in commas[::2]])


def stray_blanks(document: Document) -> Twin:
    """A blank behind every comma and full stop of a Chinese text."""
    signs = re.finditer(r"[，。；](?=[^\s”’」』）])", document.text)
    return edited(document.text, [(m.end(), m.end(), " ") for m in signs])


def _stops(document: Document) -> list[tuple[int, int]]:
    """Full stops with their blanks between sentences of one line, but for abbreviations and rows of tables."""
    text = document.text
    return [
        m.span()
        for start, end in lines_of(text)
        if not is_table(text[start:end])
        for m in _STOP.finditer(text, start, end)
        if not _ABBREVIATED.search(text, max(start, m.start() - 8), m.start())
    ]


def _some(document: Document, pattern: re.Pattern[str], new: str, *, of: int) -> Twin:
    return edited(document.text, _chosen(document, pattern, new, of=of))


def _chosen(document: Document, pattern: re.Pattern[str], new: str, *, of: int) -> list[Edit]:
    rng = random.Random(f"{new} {document.name}")
    return [(m.start(), m.end(), new) for m in _sample(rng, list(pattern.finditer(document.text)), of=of)]


def _sample(rng: random.Random, found: list[re.Match[str]], *, of: int) -> list[re.Match[str]]:
    return [m for m in found if rng.randrange(of) == 0]
