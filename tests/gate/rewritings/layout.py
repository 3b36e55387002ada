"""The same text laid out otherwise: line ends, wraps, blanks and blank lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import cycle, pairwise

from extractor.spans import Extent
from rewritings.pieces import Document, Edit, Twin, edited, replaced, translated

_WIDE_BLANKS = "\u2002\u2003\u2009\u202f\u3000"
_TABLE_SIGN = re.compile(r"\t|\S\s{3,}\S|\|")
_SENTENCE_END = re.compile(r"[.!?;。！？；…][\"'”’」』)）]*$")
_NEVER_FIRST = frozenset("，。、；：！？）》」』”’…％%)],.;:!?·—～℃")
_NEVER_LAST = frozenset("（《「『“‘([〔【$￥¥")
_UNBROKEN = re.compile(r"[A-Za-z0-9０-９.．,，%％:/+-]+(?<![，,])|\s+|.")
_BREAKABLE = re.compile(r"[a-z]{8,}(?![a-z-])")
_MARKED = re.compile(r"\s*(?:[-*•●▪]\s|[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.)、）．](?!\d)|[①-⑳]|#)")
_SHORTEST_PROSE = {"en": 90, "zh": 40}
"""Characters: a shorter line may be a heading or a name."""
_SHORTEST_PART = 3
"""Letters that a hyphen at the end of a line leaves at least on either side."""


def crlf(document: Document) -> Twin:
    """Line ends as Windows writes them."""
    return replaced(document.text, re.compile(r"\r?\n"), lambda _: "\r\n")


def cr(document: Document) -> Twin:
    """Line ends as old Macs wrote them, and some forms on the web still do."""
    return replaced(document.text, re.compile(r"\r?\n"), lambda _: "\r")


def no_break_blanks(document: Document) -> Twin:
    """Every blank one that keeps its words together."""
    return translated(document.text, {" ": "\u00a0"})


def wide_blanks(document: Document) -> Twin:
    """Blanks of other widths in turn, as typesetting leaves them."""
    widths = cycle(_WIDE_BLANKS)
    return replaced(document.text, re.compile(r"(?<=\S) (?=\S)"), lambda _: next(widths))


def invisible_characters(document: Document) -> Twin:
    """Characters of no width, as copying from web pages leaves them: where a line begins, and behind a full stop."""
    return replaced(document.text, re.compile(r"(?m)^(?=[^\W\d_])|(?<=[。.])(?=\s|$)"), lambda _: "\u200b")


def doubled_blanks(document: Document) -> Twin:
    """Two blanks for one between words; not in a table, where they would make cells."""
    blank = re.compile(r"(?<=\S) (?=\S)")
    lines = [line for line in lines_of(document.text) if not is_table(document.text[slice(*line)])]
    return edited(
        document.text,
        [(m.start(), m.end(), "  ") for start, end in lines for m in blank.finditer(document.text, start, end)],
    )


def parted_scripts(document: Document) -> Twin:
    """A blank between Chinese characters and figures or Latin letters, as many style guides want it."""
    han, other = "[\u4e00-\u9fff]", "[A-Za-z0-9]"
    return replaced(document.text, re.compile(f"(?<={han})(?={other})|(?<={other})(?={han})"), lambda _: " ")


def joined_scripts(document: Document) -> Twin:
    """No blank between Chinese characters and figures or Latin letters."""
    han, other = "[\u4e00-\u9fff]", "[A-Za-z0-9]"
    between = re.compile(f"(?<={han}) (?={other})|(?<={other}) (?={han})")
    # A blank behind the number that opens a line parts it from what it numbers.
    numbered = re.compile(r"(?m)^\s*\d+ ")
    opened = {m.end() - 1 for m in numbered.finditer(document.text)}
    return replaced(document.text, between, lambda m: " " if m.start() in opened else "")


def indented(document: Document) -> Twin:
    """Paragraphs that begin with two blanks, and lines that end with one."""
    indent = "　　" if document.language == "zh" else "  "
    edits: list[Edit] = []
    for start, end in lines_of(document.text):
        if is_prose(document, start, end) and not document.text[start].isspace():
            edits.append((start, start, indent))
        if start < end:
            edits.append((end, end, " "))
    return edited(document.text, edits)


def more_blank_lines(document: Document) -> Twin:
    """Two blank lines for one."""
    return replaced(document.text, re.compile(r"\n[ \t]*\n"), lambda m: m.group() + "\n")


def parted_paragraphs(document: Document) -> Twin:
    """A blank line before and behind each paragraph that has none."""
    lines = [line for line in lines_of(document.text) if is_prose(document, *line)]
    return edited(document.text, _surrounding(document, lines))


def fewer_blank_lines(document: Document) -> Twin | None:
    """No blank lines; none if the text was wrapped, for then they alone part the paragraphs.

    Two tables stay parted.
    """
    if is_wrapped(document):
        return None
    text = document.text

    def closed(m: re.Match[str]) -> str:
        before = text[text.rfind("\n", 0, m.start()) + 1 : m.start()]
        after = text[m.end() :].partition("\n")[0]
        return m.group() if is_table(before) and is_table(after) else "\n"

    return replaced(text, re.compile(r"(?<=\S)[ \t]*(?:\n[ \t]*){2,}(?=\S)"), closed)


def wrapped(width: int, *, broken: bool = False) -> Callable[[Document], Twin | None]:
    """Longer lines but rows of tables wrapped at `width` characters, and parted from their neighbours by blank lines.

    `broken` breaks words with a hyphen. There is no such twin of a text that was wrapped already.
    """

    def rewriting(document: Document) -> Twin | None:
        if is_wrapped(document):
            return None
        lines = [
            (start, end)
            for start, end in lines_of(document.text)
            if end - start > width and not is_table(document.text[start:end])
        ]
        edits = _surrounding(document, lines)
        breaks = _chinese_breaks if document.language == "zh" else _english_breaks
        for start, end in lines:
            edits += breaks(document.text, start, end, width, broken=broken)
        return edited(document.text, edits)

    return rewriting


def lines_of(text: str) -> list[Extent]:
    """The lines of a text without their ends."""
    return [m.span() for m in re.finditer(r"[^\r\n]*", text) if m.start() < m.end()]


def is_table(line: str) -> bool:
    """Whether a line looks like the row of a table."""
    return _TABLE_SIGN.search(line.strip()) is not None


def is_prose(document: Document, start: int, end: int) -> bool:
    """Whether a line is a paragraph of sentences: long enough, no row, ended with a sign."""
    line = document.text[start:end].rstrip()
    return len(line) >= _SHORTEST_PROSE[document.language] and not is_table(line) and bool(_SENTENCE_END.search(line))


def is_marked(line: str) -> bool:
    """Whether a line begins like an item of a list."""
    return _MARKED.match(line) is not None


def is_wrapped(document: Document) -> bool:
    """Whether lines of the text go on in the next: three that break off without a sign at about the same width."""
    text = document.text
    widths = []
    for (start, end), (after, after_end) in pairwise(lines_of(text)):
        following = text[after:after_end].lstrip()
        if text.count("\n", end, after) > 1 or _SENTENCE_END.search(text[start:end].rstrip()) or is_marked(following):
            continue
        goes_on = document.language == "zh" or following[:1].islower()
        if goes_on and not is_table(text[start:end]):
            widths.append(end - start)
    narrowest = 18 if document.language == "zh" else 40
    return sum(width >= max(narrowest, max(widths) - 12) for width in widths) > 2 if widths else False


def _surrounding(document: Document, lines: list[Extent]) -> list[Edit]:
    """Blank lines around paragraphs that stand on neighbouring lines; the mark of an item parts it well enough."""
    text = document.text
    edits: set[Edit] = set()
    for start, end in lines:
        before, after = text[:start].rstrip("\r\n"), text[end:].lstrip("\r\n")
        if before and text.count("\n", len(before), start) == 1 and not is_marked(text[start:end]):
            edits.add((start, start, "\n"))
        behind = len(text) - len(after)
        if after and text.count("\n", end, behind) == 1 and not is_marked(after):
            edits.add((behind, behind, "\n"))
    return sorted(edits)


def _english_breaks(text: str, start: int, end: int, width: int, *, broken: bool) -> Iterator[Edit]:
    line = start
    for m in re.finditer(r"\S+", text[start:end]):
        word, word_end = start + m.start(), start + m.end()
        if word_end - line <= width or word == start or text[word - 1] not in " \u00a0":
            continue
        long = _BREAKABLE.search(text, word, word_end) if broken else None
        cut = min(line + width - 1, long.end() - _SHORTEST_PART) if long else 0
        if long and cut >= long.start() + _SHORTEST_PART:
            yield cut, cut, "-\n"
            line = cut
        else:
            yield word - 1, word, "\n"
            line = word


def _chinese_breaks(text: str, start: int, end: int, width: int, *, broken: bool) -> Iterator[Edit]:
    del broken  # Chinese words are broken without a sign
    tokens = [m.span() for m in _UNBROKEN.finditer(text, start, end)]
    line = start
    for (before, _), (at, at_end) in pairwise(tokens):
        fits = at_end - line <= width
        if fits or text[at] in _NEVER_FIRST or text[at].isspace() or text[before] in _NEVER_LAST:
            continue
        yield at, at, "\n"
        line = at
