"""What Chinese leaves out of a text before it reads: line ends where it was wrapped, and blanks that part no words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from extractor.chinese.page import MARKER
from extractor.layout import Line, table_rows
from extractor.normalise import normalise
from extractor.spans import trim
from extractor.transcript import Omission, Transcript, apart, hidden, transcript_of

_HAN = "\u3007\u3400-\u9fff"
_BLANK = "[ \u00a0]"
_BETWEEN = re.compile(rf"(?<=[{_HAN}]){_BLANK}(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]){_BLANK}(?=[{_HAN}])")
_JOINED = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{_HAN}])")
_NUMBERED = re.compile(rf"(?m)^\s*(?:\d{{1,3}}|[A-Za-z]){_BLANK}")
_BEHIND_A_SIGN = re.compile(rf"(?<=[,.;，。；]){_BLANK}(?=[{_HAN}“‘《「『（])")
_SIGN = re.compile(rf"[,.;，。；](?=[{_HAN}“‘《「『（])")
_SENTENCE_END = re.compile(r"[.。!?:;…][\"')\]》」』]*$")
_FIRST = re.compile(r"[(\[《「『“‘\"]*(?:[A-Za-z0-9.,%:/+-]+|.)")
"""What stands at the beginning of a line because it may not be parted: an opening sign, a word of another script."""
_INSIDE = re.compile(r"[，。；、：（）,;:()]")
"""What running text has and a list of names has not."""
_ROLL = re.compile(rf"[{_HAN}][ \u3000]+[{_HAN}]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_NARROWEST, _WIDEST = 18, 60
"""Characters: no text is wrapped narrower by hand or by a mail program, and none that is wider is wrapped."""
_HANGING = 3
"""Characters by which signs that may not begin a line reach over the width."""
_FEWEST_WRAPPED = 3
_MOSTLY = 0.6
"""Of the lines as long as the longest, those that go on in the next one; the others end a paragraph by chance."""


def transcribe(text: str) -> Transcript:
    """The transcript of a Chinese text.

    Blanks are left out where a text has them everywhere: where few characters are parted from figures, each such blank
    may part names or fields.
    """
    plain = normalise(text)
    lines = [Line(*trim(plain, m.start(), m.end())) for m in re.finditer(r"[^\n]+", plain)]
    lines = [line for line in lines if line.start < line.end]
    rows = table_rows(plain, lines)
    prose = [line for i, line in enumerate(lines) if i not in rows]
    accents = list(apart(text))
    omissions = [*hidden(text), *(omission for omission, _ in accents), *_wraps(plain, prose)]
    if len(between := _blanks(_BETWEEN, plain, prose)) > len(_blanks(_JOINED, plain, prose)):
        numbered = {m.end() for m in _NUMBERED.finditer(plain)}
        omissions += [omission for omission in between if omission.end not in numbered]
    if len(behind := _blanks(_BEHIND_A_SIGN, plain, prose)) > len(_blanks(_SIGN, plain, prose)):
        omissions += behind
    return transcript_of(text, omissions, {omission.start - 1: letter for omission, letter in accents})


def _blanks(pattern: re.Pattern[str], plain: str, lines: Sequence[Line]) -> list[Omission]:
    return [Omission(*m.span()) for line in lines for m in pattern.finditer(plain, line.start, line.end)]


def _wraps(plain: str, lines: Sequence[Line]) -> Iterator[Omission]:
    """The line ends inside of paragraphs; between words of other scripts one stays, as their blank."""
    full = max((_full(plain, lines, measure) for measure in (len, _columns)), key=len)
    if not full:
        return
    # Where a short line that ends a sentence is followed at once, a full one may end a paragraph, too.
    parted = not any(
        _SENTENCE_END.search(plain[a.start : a.end]) and i not in full and plain.count("\n", a.end, b.start) == 1
        for i, (a, b) in enumerate(pairwise(lines))
    )
    for i in full:
        line, after = lines[i], lines[i + 1]
        if not parted and _SENTENCE_END.search(plain[line.start : line.end]):
            continue
        latin = _LATIN.match(plain, line.end - 1) and _LATIN.match(plain, after.start)
        yield Omission(line.end + bool(latin), after.start)


def _full(plain: str, lines: Sequence[Line], measure: Callable[[str], int]) -> list[int]:
    """The lines in which the beginning of the next one had no place; none if the text was not wrapped.

    The width is the length that most lines of running text have that are followed at once by one without a mark.
    """
    lengths = [measure(plain[line.start : line.end]) for line in lines]
    followed = [
        plain.count("\n", a.end, b.start) == 1
        and not MARKER.match(plain, b.start, b.end)
        and not (_ROLL.search(plain, a.start, a.end) and _ROLL.search(plain, b.start, b.end))
        for a, b in pairwise(lines)
    ]
    running = [bool(_INSIDE.search(plain, a.start, b.end)) for a, b in pairwise(lines)]
    one = measure("一")
    counts = Counter(
        length
        for length, goes_on, runs in zip(lengths, followed, running, strict=False)
        if goes_on and runs and _NARROWEST * one <= length <= _WIDEST * one
    )
    width = max(counts, key=lambda length: (counts[length], length), default=0)
    if max(lengths, default=0) > width + _HANGING * one:
        return []
    full, ended = [], 0
    for i, (line, after) in enumerate(pairwise(lines)):
        first = _FIRST.match(plain, after.start)
        if first is None or not width - measure(first.group()) < lengths[i] <= width + _HANGING * one:
            continue
        if followed[i]:
            full.append(i)
        else:
            ended += not _SENTENCE_END.search(plain[line.start : line.end])
    wrapped = sum(running[i] for i in full)
    return full if wrapped >= _FEWEST_WRAPPED and len(full) >= _MOSTLY * (len(full) + ended) else []


def _columns(text: str) -> int:
    """How many columns a terminal needs: two for a Chinese character, one for a Latin letter."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
