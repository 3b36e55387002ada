"""The same text with other signs: quotation marks, widths of characters, dashes, accents, script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import cycle

from opencc import OpenCC

from rewritings.layout import lines_of
from rewritings.pieces import Document, Edit, Twin, edited, replaced, translated

_FULL_DIGITS = {chr(48 + n): chr(0xFF10 + n) for n in range(10)}
_HALF = {"，": ",", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")", "％": "%"}
_FULL = {half: full for full, half in _HALF.items()}
_RANGE = re.compile(r"(?<![\w.,/–—-])(?<!\d\s)([1-9]\d*)[%％]?(－|～|~|—|–|-)([1-9]\d*)(?![\d.,/–—-]*\d|[A-Za-z])")
_APOSTROPHE = re.compile(r"(?<=\w)'")
_FARTHEST = 3
"""Times the lower end: numbers that are farther apart are no range but a code or a telephone number."""
_LABELLED = re.compile(r"[A-Z#:：]\s?$")


def straight_quotes(document: Document) -> Twin:
    """Quotation marks as a keyboard has them."""
    return translated(document.text, {"“": '"', "”": '"', "‘": "'", "’": "'"})


def curly_quotes(document: Document) -> Twin | None:
    """Quotation marks as typesetting has them; none if a mark is missing somewhere, for nobody knows which."""
    edits: list[Edit] = []
    for start, end in lines_of(document.text):
        marks = [i for i in range(start, end) if document.text[i] == '"']
        if len(marks) % 2:
            return None
        edits += [(i, i + 1, sign) for i, sign in zip(marks, cycle("“”"))]
        edits += [(m.start(), m.end(), "’") for m in _APOSTROPHE.finditer(document.text, start, end)]
    return edited(document.text, edits)


def corner_quotes(document: Document) -> Twin:
    """Quotation marks as corner brackets."""
    return _quotes(document, "「", "」", "『", "』")


def low_quotes(document: Document) -> Twin:
    """Quotation marks as some languages of Europe have them, the first one low."""
    return _quotes(document, "„", "“", "‚", "‘")


def single_quotes(document: Document) -> Twin:
    """Single quotation marks for double ones, where no apostrophe stands inside."""
    pair = re.compile(r"[\"“]([^\"“”'‘’\n]+)[\"”]")
    return edited(
        document.text,
        [
            edit
            for m in pair.finditer(document.text)
            for edit in ((m.start(), m.start() + 1, "‘"), (m.end() - 1, m.end(), "’"))
        ],
    )


def _quotes(document: Document, first: str, last: str, inner_first: str, inner_last: str) -> Twin:
    """Other marks for the pairs that a line has; inner ones only where they are told from apostrophes."""
    table = {"“": first, "”": last}
    if document.language == "zh":
        table |= {"‘": inner_first, "’": inner_last}
    edits = [(i, i + 1, table[c]) for i, c in enumerate(document.text) if c in table]
    for start, end in lines_of(document.text):
        marks = [i for i in range(start, end) if document.text[i] == '"']
        if not len(marks) % 2:
            edits += [(i, i + 1, sign) for i, sign in zip(marks, cycle((first, last)))]
    return edited(document.text, edits)


def full_width_digits(document: Document) -> Twin:
    """Digits as wide as Chinese characters."""
    return translated(document.text, _FULL_DIGITS)


def full_width_letters(document: Document) -> Twin:
    """Latin letters as wide as Chinese characters."""
    return replaced(document.text, re.compile("[A-Za-z]"), lambda m: chr(ord(m.group()) + 0xFEE0))


def full_width_signs(document: Document) -> Twin:
    """Signs as wide as Chinese characters: in Chinese all but those inside of numbers, in English behind a word."""
    if document.language == "zh":
        return replaced(document.text, re.compile(r"(?<!\d)[,;:!?]|[,;:!?](?!\d)|[()%]"), lambda m: _FULL[m.group()])
    return replaced(document.text, re.compile(r"[,;:!?](?=\s)|[()%]"), lambda m: _FULL[m.group()])


def half_width_signs(document: Document) -> Twin:
    """Signs as wide as Latin letters; a blank keeps two numbers apart, and a full stop from what follows it."""
    text = document.text

    def narrow(m: re.Match[str]) -> str:
        sign = "." if m.group() == "。" else _HALF[m.group()]
        before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        parted = before.isdigit() and after.isdigit() and sign in ",.:"
        return (
            f"{sign} "
            if parted or (sign == "." and after and not after.isspace() and after not in "”’」』）")
            else sign
        )

    return replaced(text, re.compile("[，；：！？（）％。]"), narrow)


def spaced_hyphens(document: Document) -> Twin:
    """Hyphens between blanks for dashes, as a typewriter has them."""
    return replaced(document.text, re.compile(r"(?<=[^\s|]) ?[–—]{1,2} ?(?=[^\s\d|])"), lambda _: " - ")


def em_dashes(document: Document) -> Twin:
    """Dashes without blanks for hyphens and dashes between blanks, where the sentence goes on behind them."""
    return replaced(document.text, re.compile(r"(?<=[a-z,”\"]) (?:-|–|--) (?=[a-z])"), lambda _: "—")


def other_hyphens(document: Document) -> Twin:
    """Hyphens that do not break, between letters."""
    return replaced(document.text, re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z])"), lambda _: "\u2011")


def en_dash_ranges(document: Document) -> Twin:
    """Ranges of numbers with the dash of typesetting; not codes and telephone numbers."""
    return _ranges(document, "–")


def hyphen_ranges(document: Document) -> Twin:
    """Ranges of numbers with a hyphen; not codes and telephone numbers."""
    return _ranges(document, "-")


def wave_ranges(document: Document) -> Twin:
    """Ranges of numbers with a wave; not codes and telephone numbers."""
    return _ranges(document, "～")


def _ranges(document: Document, sign: str) -> Twin:
    edits: list[Edit] = []
    for m in _RANGE.finditer(document.text):
        grows = int(m[1]) < int(m[3]) <= _FARTHEST * int(m[1])
        if grows and not _LABELLED.search(document.text, max(0, m.start() - 2), m.start()):
            edits.append((*m.span(2), sign))
    return edited(document.text, edits)


def short_dashes(document: Document) -> Twin:
    """One dash for the two that Chinese has."""
    return replaced(document.text, re.compile("——"), lambda _: "—")


def decomposed(document: Document) -> Twin:
    """Letters and accents apart (NFD)."""
    return _by_character(document, lambda c: unicodedata.normalize("NFD", c))


def composed(document: Document) -> Twin:
    """Letters with their accents (NFC)."""
    return replaced(document.text, re.compile(r"\w[\u0300-\u036f]+"), lambda m: unicodedata.normalize("NFC", m.group()))


def without_accents(document: Document) -> Twin:
    """Letters without their accents, as slips and old systems have them."""

    def bare(c: str) -> str:
        parts = unicodedata.normalize("NFD", c)
        return parts[0] if len(parts) > 1 and parts[0].isascii() and parts[0].isalpha() else c

    return _by_character(document, bare)


def traditional(document: Document) -> Twin:
    """Traditional characters for simplified ones, with the words of the same region."""
    return _converted(document, "s2t")


def taiwanese(document: Document) -> Twin:
    """Traditional characters in the forms of Taiwan."""
    return _converted(document, "s2tw")


def simplified(document: Document) -> Twin:
    """Simplified characters for traditional ones."""
    return _converted(document, "t2s")


def _converted(document: Document, way: str) -> Twin:
    edits: list[Edit] = []
    for start, end in lines_of(document.text):
        line = document.text[start:end]
        other = _converter(way).convert(line)
        if len(other) != len(line):
            other = "".join(_converter(way).convert(c) for c in line)
        edits += [(start + i, start + i + 1, c) for i, c in enumerate(other) if c != line[i]]
    return edited(document.text, edits)


@lru_cache
def _converter(way: str) -> OpenCC:
    return OpenCC(way)


def _by_character(document: Document, change: Callable[[str], str]) -> Twin:
    text = document.text
    return edited(text, [(i, i + 1, change(c)) for i, c in enumerate(text) if not c.isascii() and change(c) != c])
