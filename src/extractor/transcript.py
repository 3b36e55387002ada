"""A text as the stages read it: what is none of its words left out, with the way back to the source.

One announcement is wrapped, another has two blanks for one, a third characters that nobody sees. A transcript leaves
such things out and nothing else, so that the way back is arithmetic: no stretch is ever searched for.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from extractor.spans import UNSEEN, Extent

_HIDDEN = re.compile(rf"[{UNSEEN}]+")
_IN_A_WORD = re.compile(r"[A-Za-z0-9]")
_ACCENTED = re.compile("[^\\W\\d_][\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Omission:
    """A stretch of the source that is left out; if `closing`, it belongs to the character before it, as an accent."""

    start: int
    end: int
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Transcript:
    """`text` with what was left out of it, in order.

    `_places` has, for each omission, the offset in `text` that it lies before, `_shifts` how many characters have been
    left out up to there, itself included.
    """

    text: str
    omissions: tuple[Omission, ...] = ()
    _places: tuple[int, ...] = ()
    _shifts: tuple[int, ...] = ()

    def outward(self, start: int, end: int) -> Extent:
        """The stretch of the source for a stretch of the text: from its first character to its last."""
        if not self.omissions:
            return start, end
        if start >= end:
            at = self._source(start)
            return at, at
        behind = self._source(end - 1) + 1
        i = bisect_left(self.omissions, behind, key=lambda omission: omission.start)
        if i < len(self.omissions) and self.omissions[i].closing and self.omissions[i].start == behind:
            behind = self.omissions[i].end
        return self._source(start), behind

    def inward(self, offset: int) -> int:
        """The offset in the text for one in the source; one inside of an omission is where the text goes on."""
        i = bisect_right(self.omissions, offset, key=lambda omission: omission.start) - 1
        if i < 0:
            return offset
        return self._places[i] if offset < self.omissions[i].end else offset - self._shifts[i]

    def _source(self, offset: int) -> int:
        i = bisect_right(self._places, offset) - 1
        return offset + self._shifts[i] if i >= 0 else offset


def transcript_of(source: str, omissions: Iterable[Omission], replaced: Mapping[int, str] | None = None) -> Transcript:
    """The source without the omissions, some characters `replaced`; of omissions that overlap the first holds."""
    kept: list[Omission] = []
    for omission in sorted(omissions, key=lambda row: (row.start, -row.end)):
        if not kept or omission.start >= kept[-1].end:
            kept.append(omission)
    if not kept and not replaced:
        return Transcript(source)
    characters = source
    if replaced:
        changed = list(source)
        for offset, character in replaced.items():
            changed[offset] = character
        characters = "".join(changed)
    pieces: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    at = length = 0
    for omission in kept:
        pieces.append(characters[at : omission.start])
        length += omission.start - at
        at = omission.end
        places.append(length)
        shifts.append(at - length)
    pieces.append(characters[at:])
    return Transcript("".join(pieces), tuple(kept), tuple(places), tuple(shifts))


def hidden(source: str) -> Iterator[Omission]:
    """What nobody sees; a break of no width between Latin letters or digits parts words, and stays as their blank."""
    for m in _HIDDEN.finditer(source):
        around = source[m.start() - 1 : m.start()], source[m.end() : m.end() + 1]
        if "\u200b" not in m.group() or not all(map(_IN_A_WORD.match, around)):
            yield Omission(*m.span())


def apart(source: str) -> Iterator[tuple[Omission, str]]:
    """Accents that stand behind their letters, each with the letter that has it, where there is one such."""
    for m in _ACCENTED.finditer(source):
        whole = unicodedata.normalize("NFC", m.group())
        if len(whole) == 1:
            yield Omission(m.start() + 1, m.end(), closing=True), whole
