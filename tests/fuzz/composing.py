"""Texts to read with every care: announcements composed of real constructions, and Unicode of all planes.

Both are functions of a `random.Random`, and that serves two masters. `make fuzz` gives them a seeded generator, for
volume. Hypothesis gives them one of its own (`st.randoms`), so that the tests of the suite shrink what they find by the
choices that made it. One grammar, `grammar.yaml`, and one way of drawing, whoever draws.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Final

import yaml
from hypothesis import strategies as st

from extractor.rules import load_rules

LANGUAGES: Final = ("en", "zh")
LONGEST: Final = 400
"""Characters of a composed text; the volume of a run is worth more than the length of its texts."""

_SYMBOL = re.compile(r"\{(\w+)\}")
_DEEPEST: Final = 12  # symbols within symbols; below that the shortest way is taken
_ONES: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fifteen", "nineteen", "twenty", "thirty", "fifty", "ninety",
)  # fmt: skip
_SCALES: Final = ("hundred", "thousand", "million", "billion", "dozen", "and", "-", "score")
_HAN: Final = "一二三四五六七八九十百千万亿两零〇半几数廿壹贰拾佰萬"
_SEPARATORS: Final = (",", " ", "\u00a0", "\u202f", ".", "'", "，", "")
_ZEROS: Final = (0xFF10, 0xFF10, 0x660, 0x966, 0x1D7CE)  # full width, and digits of other scripts
_SLIPS: Final = (
    "\"'()[]{}<>|\\/*_#-–—.,;:!?%&+=~^$¥€@"
    "“”‘’（）【】《》〈〉、。，；：！？…·•　\t\r\n\f\v\x1b\u200b\u200d\u202e\u2066\ufeff\u0301\u20e3½²①Ⅳ٣३İıßΣ𝟙"
)

_PLANES: Final = (
    (0x20, 0x7E), (0x30, 0x39), (0xA0, 0x24F), (0x250, 0x36F), (0x370, 0x5FF), (0x600, 0x6FF), (0x900, 0xDFF),
    (0x1100, 0x11FF), (0x2000, 0x206F), (0x2070, 0x21FF), (0x2460, 0x24FF), (0x3000, 0x30FF), (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3), (0xE000, 0xF8FF), (0xF900, 0xFAFF), (0xFE00, 0xFFFD), (0x10000, 0x1FFFF), (0x20000, 0x3FFFF),
    (0xE0000, 0xE01EF), (0x40000, 0x10FFFF), (0x1, 0x1F), (0x7F, 0x9F),
)  # fmt: skip
"""Ranges of Unicode, each as likely as any other: controls, combining marks, bidi and all planes. No surrogates."""


def composed(draw: Random) -> str:
    """An announcement in English or Chinese, with slips now and then; at most `LONGEST` characters and a slip."""
    language = draw.choice(LANGUAGES)
    text = written("document", language, draw)
    if len(text) > LONGEST:
        start = draw.randrange(len(text) - LONGEST)
        text = text[start : start + LONGEST]
    for _ in range(draw.choice((0, 0, 1, 3))):
        text = _slipped(text, draw)
    return text


def raw(draw: Random) -> str:
    """Any characters but surrogates and NUL, in runs from few ranges, so that marks meet what they combine with."""
    ranges = [draw.choice(_PLANES) for _ in range(draw.randint(1, 4))]
    text = ""
    for _ in range(draw.randint(1, 30)):
        low, high = draw.choice(ranges)
        run = "".join(chr(draw.randint(low, high)) for _ in range(draw.randint(1, 8)))
        text += (
            run
            if draw.random() < _RUNS_ALONE
            else draw.choice((" ", "\n", "12", ", ", "。", "3%", "第", "Team ")) + run
        )
    return text


_RUNS_ALONE: Final = 0.7  # the others stand behind something that a rule asks for
KINDS: Final = {"composed": composed, "raw": raw}


def texts(kind: str) -> st.SearchStrategy[str]:
    """The texts of a kind as a Hypothesis strategy, which shrinks them."""
    return st.randoms(use_true_random=False).map(KINDS[kind])


def nth(kind: str, number: int, *, seed: int) -> str:
    """The text of that number in a run with a seed: the same wherever it is asked for."""
    # A string as the seed is hashed by SHA-512, so that neighbours have nothing in common.
    return KINDS[kind](Random(f"{seed}/{kind}/{number}"))


def symbols(language: str) -> Sequence[str]:
    """The symbols of the grammar of a language."""
    return [*_grammar()[language]]


def written(symbol: str, language: str, draw: Random, depth: int = 0) -> str:
    """A symbol of the grammar, written in one of its ways; `depth` is how many symbols it stands in."""
    if symbol in _DRAWN:
        return _DRAWN[symbol](language, draw)
    ways = _grammar()[language][symbol]
    way = min(ways, key=len) if depth > _DEEPEST else draw.choice(ways)
    return _SYMBOL.sub(lambda m: written(m.group(1), language, draw, depth + 1), way)


def _digits(_language: str, draw: Random) -> str:
    """A whole number as digits, from one to many, at times with separators, a leading zero or in other digits."""
    number = str(draw.randrange(10 ** draw.choice((1, 1, 2, 2, 3, 4, 5, 7, 10, 22))))
    way = draw.random()
    if way < 0.15:
        separator = draw.choice(_SEPARATORS)
        return f"{int(number):,}".replace(",", separator)
    if way < 0.2:
        zero = draw.choice(_ZEROS)
        return number.translate({48 + i: zero + i for i in range(10)})
    return f"0{number}" if way < 0.22 else number


def _words(_language: str, draw: Random) -> str:
    """A number in words, or what looks like one."""
    words = [draw.choice(_ONES)]
    for _ in range(draw.choice((0, 0, 1, 2, 4))):
        words.append(draw.choice(_SCALES if draw.random() < 0.6 else _ONES))  # noqa: PERF401 - drawn in turn
    return " ".join(words).replace(" - ", "-")


def _han(_language: str, draw: Random) -> str:
    """A number in Chinese characters, or what looks like one."""
    return "".join(draw.choice(_HAN) for _ in range(draw.choice((1, 1, 2, 3, 5))))


def _example(language: str, draw: Random) -> str:
    """The example of a rule: all ways of saying things that any rule knows come up in time."""
    return draw.choice(_examples()[language])


_DRAWN: Final = {
    "digits": _digits,
    "words": _words,
    "Words": lambda language, draw: _words(language, draw).capitalize(),
    "han": _han,
    "example": _example,
}


def _slipped(text: str, draw: Random) -> str:
    """The text with one thing wrong: a stretch lost, doubled, moved or in capitals, or a strange sign."""
    if not text:
        return text
    start = draw.randrange(len(text))
    end = min(len(text), start + draw.choice((1, 1, 2, 5, 30)))
    match draw.randrange(6):
        case 0:
            return text[:start] + text[end:]
        case 1:
            return text[:end] + text[start:]
        case 2:
            return text[end:] + text[:start]
        case 3:
            return text[:start] + text[start:end].upper() + text[end:]
        case _:
            return text[:start] + draw.choice(_SLIPS) + text[start:]


@lru_cache
def _grammar() -> Mapping[str, Mapping[str, Sequence[str]]]:
    content: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(
        Path(__file__).with_name("grammar.yaml").read_text("utf-8")
    )
    return content


@lru_cache
def _examples() -> Mapping[str, Sequence[str]]:
    rules = load_rules().rules
    return {
        language: [example.text for rule in rules if rule.language in (language, "common") for example in rule.examples]
        for language in LANGUAGES
    }
