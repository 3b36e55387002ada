"""What English leaves out of a text before it reads: second blanks, and hyphens that broke a word at a line end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.layout import find_blocks
from extractor.normalise import normalise
from extractor.transcript import Omission, Transcript, apart, hidden, transcript_of

_BLANK = "[ \u00a0\u2000-\u200a\u202f\u3000]"
_SECOND_BLANK = re.compile(rf"(?<=\S){_BLANK}(?={_BLANK}\S)")
_BROKEN = re.compile(r"(?P<left>[A-Za-z]*[a-z]{2})(?P<break>-(?:[ \t]*\r?\n[ \t]*| ))(?P<right>[a-z]{2,})")
_WORD = re.compile(r"[a-z]+")
_MAY_CHANGE = re.compile(rf"{_BLANK}{_BLANK}|-\s|[^\x00-\x7f]")
"""What any text that is not its own transcript has, to be searched for first."""


def transcribe(text: str) -> Transcript:
    """The transcript of an English text.

    Three blanks or more stay, for they make columns, and so does a hyphen at which a compound was broken.
    """
    if not _MAY_CHANGE.search(text):
        return Transcript(text)
    accents, broken = list(apart(text)), list(_broken(text))
    omissions = [*hidden(text), *(omission for omission, _ in accents), *broken]
    omissions += [Omission(*m.span()) for m in _SECOND_BLANK.finditer(text)]
    replaced = {omission.start - 1: letter for omission, letter in accents}
    if any("\n" in text[row.start : row.end] for row in broken):
        replaced |= _line_ends_in_paragraphs(text)
    return transcript_of(text, omissions, replaced)


def _line_ends_in_paragraphs(text: str) -> dict[int, str]:
    """A blank for each: without the broken words nobody could tell how wide the text was wrapped."""
    plain = normalise(text)
    return {m.start(): " " for b in find_blocks(plain) for m in re.compile(r"\n").finditer(plain, b.start, b.end)}


def _broken(text: str) -> Iterator[Omission]:
    """What breaks words; of a compound that is wrapped at its hyphen, the line end."""
    found = list(_BROKEN.finditer(text))
    if not found:
        return
    low = text.lower()
    pieces = [low[end : m.start()] for end, m in zip([0, *(m.end() for m in found)], found, strict=False)]
    words = set(_WORD.findall(" ".join((*pieces, low[found[-1].end() :]))))
    for m in found:
        left, right = m["left"].lower(), m["right"]
        wrapped = "\n" in m.group("break")
        if left + right in words or not {left, right} & words:
            yield Omission(*m.span("break"))
        elif wrapped and ({left, right} <= words or f"{left}-{right}" in low):
            yield Omission(m.start("break") + 1, m.end("break"))
        elif wrapped:
            yield Omission(*m.span("break"))
