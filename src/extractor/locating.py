"""Which stretch of an announcement somebody asks about: the words that they give, or the place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from extractor import spans
from extractor.errors import InputError
from extractor.extraction import Extraction
from extractor.normalise import normalise
from extractor.reading import printable
from extractor.spans import Extent
from extractor.wording import one_line

_NEAR = 3  # stretches that a message offers
_ALIKE = 70  # of 100, see rapidfuzz; below it two stretches share their short words
_ALIKE_IN_HAN = 60  # the same, where each character is a word: of three, one may be another
_HAN = r"\u3400-\u9fff"
_WORD = re.compile(rf"[{_HAN}]|[^\s{_HAN}]+")  # no blank stands between the words of Chinese: each character is one
_RUN = re.compile(rf"[{_HAN}]+|[^\s{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])(?=[{_HAN}])")
_GOES_ON_BEFORE = re.compile(rf"[^\W{_HAN}][.,]?$")
_GOES_ON_BEHIND = re.compile(rf"[^\W{_HAN}]")


def located(extraction: Extraction, text: str | None, at: int | None) -> tuple[Extent, int]:
    """The stretch that is asked about, and how many others have the same words.

    `at` chooses the stretch that holds this offset or is nearest to it. Without words it is the smallest record at
    the offset, or the word there. Raises `InputError` where there is no such stretch.
    """
    source = extraction.source.text or ""
    if at is not None and not 0 <= at < len(source):
        raise InputError(f"no character {at}: {_named(extraction)} has {len(source)}, counted from 0")
    if text is None or not text.split():
        if at is None:
            raise InputError("what is to be explained? Give some words of the text, or an offset with --at")
        return _at(extraction, source, at), 0
    found = _occurrences(source, text)
    if not found:
        near = ", ".join(f"“{one_line(words)}” (line {number})" for words, number in _near(source, text))
        remedy = f"near to it are {near}" if near else "give words as they stand in it"
        raise InputError(f"{_named(extraction)}: the text has no {one_line(text)!r}; {remedy}")
    chosen = found[0] if at is None else min(found, key=lambda extent: _distance(extent, at))
    return chosen, len(found) - 1


def _named(extraction: Extraction) -> str:
    return one_line(printable(extraction.source.path))


def _occurrences(source: str, text: str) -> list[Extent]:
    """Where the words stand, however they are wrapped and whatever their quotation marks; else in any case."""
    words = r"\s+".join(_pattern(word) for word in normalise(text).split())
    plain = normalise(source)
    for flags in (0, re.IGNORECASE):
        if found := [m.span() for m in re.finditer(words, plain, flags)]:
            # `12` is asked for as a number: where it stands by itself, the 12 of 1,312 is not meant.
            return [extent for extent in found if _is_whole(plain, *extent)] or found
    return []


def _pattern(word: str) -> str:
    """Matches a word; one of Chinese may be wrapped anywhere."""
    return r"\s*".join(re.escape(part) for part in _BETWEEN_HAN.split(word))


def _is_whole(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - 2) : start], text[end : end + 1]
    if _IS_HAN.match(text, start):
        before = ""  # no Chinese word goes on behind a letter or figure, and behind a character anything may begin
    return _GOES_ON_BEFORE.search(before) is None and _GOES_ON_BEHIND.match(behind) is None


def _distance(extent: Extent, at: int) -> int:
    return 0 if extent[0] <= at < extent[1] else min(abs(extent[0] - at), abs(extent[1] - at))


def _near(source: str, text: str) -> Iterator[tuple[str, int]]:
    """The stretches of as many words that are most alike, each with its line; of those that overlap the best alone."""
    starts = [m.span() for m in _WORD.finditer(source)]
    length = len(_WORD.findall(text))
    runs = {" ".join(source[s:e].lower().split()): (s, e) for s, e in reversed(_runs(starts, length))}
    found: list[Extent] = []
    least = _ALIKE_IN_HAN if _BETWEEN_HAN.search(text) else _ALIKE
    for words, _, _ in process.extract(text.lower(), list(runs), scorer=fuzz.ratio, limit=None, score_cutoff=least):
        extent = runs[words]
        if len(found) < _NEAR and not any(spans.overlaps(extent, other) for other in found):
            found.append(extent)
            yield source[slice(*extent)], spans.line_of(source, extent[0])


def _runs(words: list[Extent], length: int) -> list[Extent]:
    return [(words[i][0], words[i + length - 1][1]) for i in range(len(words) - length + 1)]


def _at(extraction: Extraction, source: str, at: int) -> Extent:
    """The smallest number or name at an offset, else the word there, or the run of Chinese characters."""
    records = [n.span for n in extraction.numerals]
    records += [m for unit in extraction.units for m in unit.mentions]
    records += [m for category in extraction.categories for m in category.mentions]
    here = [(s.start, s.end) for s in records if s.start <= at < s.end]
    words = [m.span() for m in _RUN.finditer(source, source.rfind("\n", 0, at) + 1) if m.start() <= at < m.end()]
    return min(here or words[:1] or [(at, at + 1)], key=lambda extent: extent[1] - extent[0])
