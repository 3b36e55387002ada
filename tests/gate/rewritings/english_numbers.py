"""Numbers of an English text written otherwise: in digits or words, with or without separators and scales."""

from __future__ import annotations

import re
from collections.abc import Callable

from rewritings.layout import is_table
from rewritings.pieces import Document, Edit, Twin, edited

_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_SCALED = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?) (thousand|million|billion|trillion)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?%")
_PERCENT_WORD = re.compile(r"(\d+(?:\.\d+)?) per ?cent")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_CURRENCY_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:RMB|CNY|USD|EUR|GBP|Rs\.?|No\.|Nos\.|[A-Z]{2,3}\$?))\s?$")
_MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_MONTH_NEAR = re.compile(rf"\b{_MONTHS}\.?\s$", re.IGNORECASE), re.compile(rf"\s{_MONTHS}\b", re.IGNORECASE)
_WHOLE_WORD = re.compile(r"\s?[a-z]{3}|[-‑][a-z]{3}|[.,;:)]|\s[A-Z][a-z]|\s(?:of|in|to|by|at|on|as|is)\b")
_YEARS = range(1900, 2101)
_SPELT_BELOW = 100


def in_words(value: int) -> str:
    """A whole number below 10**15 in words: 1362 -> one thousand three hundred and sixty-two."""
    for name, scale in reversed(_SCALES.items()):
        if value >= scale:
            rest = value % scale
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(value // scale)} {name}" + (joint + in_words(rest) if rest else "")
    if value >= 100:
        rest = value % 100
        return f"{_SMALL[value // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if value < len(_SMALL):
        return _SMALL[value]
    return _TENS[value // 10] + (f"-{_SMALL[value % 10]}" if value % 10 else "")


def ordinal_in_words(value: int) -> str:
    """A whole number as an ordinal in words: 53 -> fifty-third."""
    head, joint, last = re.fullmatch(r"(.*?)([ -]?)([a-z]+)", in_words(value)).groups()  # type: ignore[union-attr]
    ordinal = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return f"{head}{joint}{ordinal}"


_CARDINALS = {in_words(n): n for n in range(2, 1000)}
_WORD_ORDINALS = {ordinal_in_words(n): n for n in range(2, 100)}


def small_as_words(document: Document) -> Twin:
    """Whole numbers below a hundred in words, where no unit sign, currency, month or table asks for digits."""
    return _rewritten(document, lambda d, s, e: _spelt(d, s, e, range(2, _SPELT_BELOW)))


def large_as_words(document: Document) -> Twin:
    """Whole numbers from a hundred to a million in words, but for those that could be years."""
    return _rewritten(document, lambda d, s, e: _spelt(d, s, e, range(_SPELT_BELOW, 10**6)))


def words_as_digits(document: Document) -> Twin:
    """Whole numbers in digits instead of words."""

    def change(document: Document, start: int, end: int) -> str | None:
        value = _CARDINALS.get(document.text[start:end].lower().replace("\n", " "))
        return None if value is None else str(value)

    return _rewritten(document, change)


def ordinals_as_words(document: Document) -> Twin:
    """Ordinals in words instead of digits."""

    def change(document: Document, start: int, end: int) -> str | None:
        m = _ORDINAL.fullmatch(document.text, start, end)
        return ordinal_in_words(int(m[1])) if m and int(m[1]) < _SPELT_BELOW else None

    return _rewritten(document, change)


def ordinals_as_digits(document: Document) -> Twin:
    """Ordinals in digits instead of words."""

    def change(document: Document, start: int, end: int) -> str | None:
        value = _WORD_ORDINALS.get(document.text[start:end].lower())
        if value is None:
            return None
        return f"{value}{'th' if value in range(11, 14) else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"

    return _rewritten(document, change)


def without_separators(document: Document) -> Twin:
    """Whole numbers without their commas, but for those that could be years."""

    def change(document: Document, start: int, end: int) -> str | None:
        value = _plain(document.text, start, end)
        return None if value is None or value in _YEARS else str(value)

    return _rewritten(document, change)


def with_commas(document: Document) -> Twin:
    """Whole numbers from a thousand on with commas."""
    return _separated(document, ",")


def with_thin_blanks(document: Document) -> Twin:
    """Whole numbers from ten thousand on with the narrow blanks of the International System."""
    return _separated(document, "\u202f", least=10_000)


def scales_as_digits(document: Document) -> Twin:
    """All digits of numbers with a scale: 1.2 million -> 1,200,000."""

    def change(document: Document, start: int, end: int) -> str | None:
        m = _SCALED.fullmatch(document.text, start, end)
        value = _times(m[1], _SCALES[m[2]]) if m else None
        return None if value is None else f"{value:,}"

    return _rewritten(document, change)


def round_as_scales(document: Document) -> Twin:
    """Round numbers with a scale: 3,000,000 -> 3 million; 450,000 stays."""

    def change(document: Document, start: int, end: int) -> str | None:
        value = _plain(document.text, start, end)
        for name, scale in _SCALES.items():
            if name != "thousand" and value and value < 1000 * scale and not value % (scale // 10) and value >= scale:
                return f"{value / scale:g} {name}"
        return None

    return _rewritten(document, change)


def percent_as_word(document: Document) -> Twin:
    """The word for the sign: 31% -> 31 percent."""
    return _percent(document, _PERCENT, lambda number: f"{number} percent")


def percent_as_two_words(document: Document) -> Twin:
    """The words of British English for the sign: 31% -> 31 per cent."""
    return _percent(document, _PERCENT, lambda number: f"{number} per cent")


def percent_in_words(document: Document) -> Twin:
    """The whole share in words: 31% -> thirty-one percent."""

    def spelt(number: str) -> str:
        return f"{in_words(int(number)) if number.isdigit() else number} percent"

    return _percent(document, _PERCENT, spelt)


def percent_as_sign(document: Document) -> Twin:
    """The sign for the word: 31 per cent -> 31%."""
    return _percent(document, _PERCENT_WORD, lambda number: f"{number}%")


def _percent(document: Document, pattern: re.Pattern[str], form: Callable[[str], str]) -> Twin:
    def change(document: Document, start: int, end: int) -> str | None:
        m = pattern.fullmatch(document.text, start, end)
        return form(m[1]) if m and not _in_a_range(document.text, start, end) else None

    return _rewritten(document, change)


def _separated(document: Document, sign: str, *, least: int = 1000) -> Twin:
    def change(document: Document, start: int, end: int) -> str | None:
        value = _plain(document.text, start, end)
        if value is None or value < least or value in _YEARS:
            return None
        return f"{value:,}".replace(",", sign)

    return _rewritten(document, change)


def _spelt(document: Document, start: int, end: int, values: range) -> str | None:
    text = document.text
    value = _plain(text, start, end)
    if value is None or value not in values or value in _YEARS or _in_a_range(text, start, end):
        return None
    if _CURRENCY_BEFORE.search(text, max(0, start - 6), start) or not _WHOLE_WORD.match(text, end):
        return None
    if _MONTH_NEAR[0].search(text, max(0, start - 12), start) or _MONTH_NEAR[1].match(text, end):
        return None
    line_start = text.rfind("\n", 0, start) + 1
    if is_table(text[line_start:].partition("\n")[0]):
        return None
    before = text[line_start:start].rstrip(" \"'“‘")
    words = in_words(value)
    return words if before and before[-1] not in ".!?。" else words[0].upper() + words[1:]


def _plain(text: str, start: int, end: int) -> int | None:
    """The value of a whole number in digits that stands by itself."""
    m = _PLAIN.fullmatch(text, start, end)
    if not m or re.match(r"[\w%‰°.]\w|[%‰°]", text[end : end + 2]) or re.search(r"[\w.,][.,]?$", text[:start][-2:]):
        return None
    return int(m.group().replace(",", ""))


def _in_a_range(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"\d\s?%?\s?(?:[-–—~]|to)\s?$", text[max(0, start - 6) : start])) or bool(
        re.match(r"\s?(?:[-–—~]|to)\s?\d", text[end : end + 5])
    )


def _times(number: str, scale: int) -> int | None:
    whole, _, part = number.replace(",", "").partition(".")
    if len(part) > len(str(scale)) - 1:  # no whole number
        return None
    return int(whole + part) * scale // int("1" + "0" * len(part))


def _rewritten(document: Document, change: Callable[[Document, int, int], str | None]) -> Twin:
    edits: list[Edit] = []
    for start, end in document.amounts:
        if (new := change(document, start, end)) is not None:
            edits.append((start, end, new))
    return edited(document.text, edits)
