"""Where in one text the counterpart of a stretch of the other must lie: between the places that are sure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence

from extractor import spans
from extractor.extraction import Extraction
from extractor.records import Language, Unit
from extractor.spans import Extent
from extractor.twins.alignment import longest_rising

Anchor = tuple[Extent, Extent]
"""A stretch of the Chinese text and its counterpart in the English one."""

_WORDS_ZH = re.compile("[\u3400-\u9fff]{2,}|[A-Za-z]{2,}")
_NAME_EN = re.compile(r"(?<![.!?:;]\s)(?<!^)(?<!\n)\b(?!(?:I|II|III|IV|V|VI|VII|VIII|IX|X)\b)[A-Z][\w'’-]+|[\"“‘]\w")
"""A capital letter inside a sentence, or a quotation: what an English name has that is more than one word."""
_EMPTY_ZH = re.compile(
    "入选为?|获评|被评为|被认定为|认定为|获批|荣获|列入|名单|单位|培育|创建|建设|其中|分别|以及|及其?|[和与等为共的一二三四五六七八九十个项]"
)
_SENTENCES = (re.compile(r"[。；;!?！？\n]"), re.compile(r"[.;!?](?=\s|$)|\n"))
"""What ends a sentence, or a part of one, in Chinese and in English."""
_REST_OF_A_NAME = re.compile(r"[”\"’']?(?:\s+(?:(?:of|for|in|on|the)\s+)*[A-Z][\w'’-]*)*")
"""What may follow the part of an English name that was read: `“Hear” Reading Project for the Visually Impaired`."""


class Corridors:
    """The sure places, in order in both texts."""

    def __init__(self, anchors: Iterable[Anchor], *, chinese: int, english: int) -> None:
        rows = sorted(set(anchors))
        starts = sorted({other for _, other in rows})
        kept = longest_rising([(i, bisect_left(starts, other)) for i, (_, other) in enumerate(rows)])
        self._anchors = [rows[i] for i, _ in kept]
        self._lengths = chinese, english

    def in_english(self, extent: Extent) -> Extent:
        """Where the counterpart of a stretch of the Chinese text must lie."""
        return self._between(extent, 0, 1)

    def in_chinese(self, extent: Extent) -> Extent:
        """Where the counterpart of a stretch of the English text must lie."""
        return self._between(extent, 1, 0)

    def of_name(self, extent: Extent, texts: tuple[str, str], language: Language) -> Extent:
        """Where a name must stand in the other text, whose `language` is given; `texts` are this one and that one.

        What is in one sentence with its neighbour is so in the translation.
        """
        side, other = (0, 1) if language == "en" else (1, 0)
        start, end = self._between(extent, side, other)
        before, after = self._around(extent, side)
        here, there = _SENTENCES[side], _SENTENCES[other]
        if before is not None and not here.search(texts[0], before, extent[0]):
            ending = there.search(texts[1], start, end)
            end = ending.end() if ending else end
        if after is not None and not here.search(texts[0], extent[1], after):
            *_, start = [start, *(found.end() for found in there.finditer(texts[1], start, end) if found.end() < end)]
        return start, end

    def _around(self, extent: Extent, side: int) -> tuple[int | None, int | None]:
        """Where the sure place before a stretch ends, and the one behind it begins."""
        sure = [row[side] for row in self._anchors]
        last = bisect_right([end for _, end in sure], extent[0]) - 1
        first = bisect_left([start for start, _ in sure], extent[1])
        return sure[last][1] if last >= 0 else None, sure[first][0] if first < len(sure) else None

    def _between(self, extent: Extent, side: int, other: int) -> Extent:
        sure = [row[side] for row in self._anchors]
        last = bisect_right([end for _, end in sure], extent[0]) - 1
        first = bisect_left([start for start, _ in sure], extent[1])
        start = self._anchors[last][other][1] if last >= 0 else 0
        end = self._anchors[first][other][0] if first < len(sure) else self._lengths[other]
        return min(start, end), end


def known(extraction: Extraction, text: str, units: Collection[Unit]) -> list[Extent]:
    """What a text is known to say, so that nothing unread hides in it: names, and the names and lines of `units`."""
    row = extraction.announcement
    named = [row.title, row.institution, row.issuer]
    named += [span for category in extraction.categories for span in (*category.mentions, category.header)]
    named += [span for unit in units for span in unit.mentions]
    named += [body.span for unit in extraction.units for body in unit.organisations]
    found = [(span.start, _name_end(text, span.end)) for span in named if span is not None]
    for unit in units:
        if unit.profile is not None:
            end = text.find("\n", unit.profile.start)
            found.append((unit.profile.start, len(text) if end < 0 else end))
    return sorted(found)


def _name_end(text: str, at: int) -> int:
    rest = _REST_OF_A_NAME.match(text, at)
    return rest.end() if rest else at


def holds_more(text: str, extent: Extent, known_extents: Sequence[Extent], language: Language) -> bool:
    """Whether a stretch says something beyond what is known, in which a name may hide that no rule read."""
    start, end = extent
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in known_extents if a < end and start < b]
    left = "\N{BULLET}".join(text[start + a : start + b] for a, b in spans.gaps(inside, end - start))
    if language == "zh":
        return bool(_WORDS_ZH.search(_EMPTY_ZH.sub(" ", left)))
    return _NAME_EN.search(left.strip()) is not None
