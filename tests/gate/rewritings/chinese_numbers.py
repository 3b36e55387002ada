"""Numbers of a Chinese text written otherwise: in digits or characters, with or without separators, 万 and 亿."""

from __future__ import annotations

import re
from collections.abc import Callable

from rewritings.pieces import Document, Edit, Twin, edited

_FIGURES = "零一二三四五六七八九"
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_TRADITIONAL = str.maketrans("万亿两", "萬億兩")
_PLACES = ("", "十", "百", "千")
_SCALES = {"万": 10**4, "亿": 10**8}
_WHOLE = re.compile(r"\d{1,3}(?:[,，]\d{3})+|\d+")
_SCALED = re.compile(r"(\d+(?:\.\d+)?)([万亿])")
_ANY = re.compile(r"(\d+)(?:\.(\d+))?([余多]?)([万亿]?)")
_PERCENT = re.compile(r"(\d+)(?:\.(\d+))?[%％]")
_PERCENT_WORD = re.compile(r"百分之([一二三四五六七八九十百零]+)(?:点([一二三四五六七八九零]+))?")
_CHARACTERS = re.compile("[一二三四五六七八九十百千零两]+")
_CLASSIFIER = re.compile("[个項项名位家篇部门件次支座条间处所场册款套人年届期批类级支只台辆栋户村]")
_YEARS = range(1900, 2101)


def in_characters(value: int) -> str:
    """A whole number below 10**12 in characters: 1362 -> 一千三百六十二, 10500 -> 一万零五百."""
    for name, scale in reversed(_SCALES.items()):
        if value >= scale:
            rest = value % scale
            gap = "零" if rest and rest < scale // 10 else ""
            return in_characters(value // scale) + name + (gap + _below(rest, inner=True) if rest else "")
    return _below(value, inner=False)


def _below(value: int, *, inner: bool) -> str:
    """A number below ten thousand, or the rest behind a scale, where ten is 一十."""
    if value >= min(_SCALES.values()):
        return in_characters(value)
    out, gap = "", False
    for place, digit in zip(reversed(range(len(str(value)))), map(int, str(value)), strict=True):
        if digit:
            out += ("零" if gap else "") + _FIGURES[digit] + _PLACES[place]
        gap = not digit and bool(out)
    if not inner and out.startswith("一十"):
        return out[1:]
    return out or _FIGURES[0]


_VALUES = {in_characters(n): n for n in range(1, 10_000)}


def as_characters(document: Document) -> Twin:
    """Whole numbers in characters: 12 项 -> 十二项, 1.2 万 -> 一点二万; before a classifier 2 is 两."""

    def change(text: str, start: int, end: int) -> str | None:
        m = _ANY.fullmatch(text, start, end)
        if not m or not _stands_alone(text, start, end) or (not m[4] and int(m[1]) in _YEARS):
            return None
        if m.group() == "2" and _CLASSIFIER.match(text, end) and not text[:start].rstrip().endswith("第"):
            return "两"
        return in_characters(int(m[1])) + (f"点{_spelt(m[2])}" if m[2] else "") + m[3] + m[4]

    return _rewritten(document, change)


def as_formal_characters(document: Document) -> Twin:
    """Amounts of money in the characters that forms and contracts have: 300万元 -> 叁佰万元."""

    def change(text: str, start: int, end: int) -> str | None:
        m = _ANY.fullmatch(text, start, end)
        if not m or m[2] or not _stands_alone(text, start, end) or not text.startswith("元", end):
            return None
        words = in_characters(int(m[1]))
        return (("一" if words.startswith("十") else "") + words).translate(_FORMAL) + m[3] + m[4]

    return _rewritten(document, change)


def as_digits(document: Document) -> Twin:
    """Whole numbers in digits: 十二项 -> 12项, 两次 -> 2次."""

    def change(text: str, start: int, end: int) -> str | None:
        words = text[start:end]
        if not _CHARACTERS.fullmatch(words) or words in ("一", "几"):
            return None
        # A number that goes on, as in 数十 or 二十余, or that is one of two, as in 三五, is none of these.
        if re.search(r"[数上百千几好]$", text[:start]) or re.match(r"[余多来几成分倍万亿百千十旬]", text[end:]):
            return None
        value = 2 if words == "两" else _VALUES.get(words)
        return None if value is None else str(value)

    return _rewritten(document, change)


def without_scales(document: Document) -> Twin:
    """All digits of numbers with 万 or 亿: 1.2亿 -> 120000000."""

    def change(text: str, start: int, end: int) -> str | None:
        m = _SCALED.fullmatch(text, start, end)
        if not m:
            return None
        whole, _, part = m[1].partition(".")
        return str(int(whole + part) * _SCALES[m[2]] // 10 ** len(part))

    return _rewritten(document, change)


def with_scales(document: Document) -> Twin:
    """万 for four digits where it leaves at most two behind the point: 12500 -> 1.25万."""

    def change(text: str, start: int, end: int) -> str | None:
        value = _whole(text, start, end)
        if value is None or value < _SCALES["万"]:
            return None
        scale = "亿" if value >= _SCALES["亿"] else "万"
        return None if value % (_SCALES[scale] // 100) else f"{value / _SCALES[scale]:g}{scale}"

    return _rewritten(document, change)


def with_commas(document: Document) -> Twin:
    """Whole numbers from a thousand on with commas, but for those that could be years."""

    def change(text: str, start: int, end: int) -> str | None:
        value = _whole(text, start, end)
        return None if value is None or value < 1000 or value in _YEARS else f"{value:,}"

    return _rewritten(document, change)


def without_commas(document: Document) -> Twin:
    """Whole numbers without their commas."""

    def change(text: str, start: int, end: int) -> str | None:
        value = _whole(text, start, end)
        return None if value is None else str(value)

    return _rewritten(document, change)


def percent_as_characters(document: Document) -> Twin:
    """Shares in characters: 31.5% -> 百分之三十一点五."""

    def change(text: str, start: int, end: int) -> str | None:
        m = _PERCENT.fullmatch(text, start, end)
        if not m or not _stands_alone(text, start, end):
            return None
        if m[1] == "100":
            return "百分之百"
        return f"百分之{in_characters(int(m[1]))}" + (f"点{_spelt(m[2])}" if m[2] else "")

    return _rewritten(document, change)


def percent_as_sign(document: Document) -> Twin:
    """Shares with the sign: 百分之三十一点五 -> 31.5%."""

    def change(text: str, start: int, end: int) -> str | None:
        m = _PERCENT_WORD.fullmatch(text, start, end)
        if not m or m[1] not in _VALUES:
            return None
        part = "".join(str(_FIGURES.index(c)) for c in m[2] or "")
        return f"{_VALUES[m[1]]}{'.' if part else ''}{part}%"

    return _rewritten(document, change)


def years_as_characters(document: Document) -> Twin:
    """Years in characters: 2023年 -> 二〇二三年."""
    years = re.finditer(r"(?<![\d.])(?:19|20)\d{2}(?=年)", document.text)
    return edited(document.text, [(m.start(), m.end(), _spelt(m.group()).replace("零", "〇")) for m in years])


def _spelt(digits: str) -> str:
    return "".join(_FIGURES[int(digit)] for digit in digits)


def _whole(text: str, start: int, end: int) -> int | None:
    """The value of a whole number in digits that stands by itself."""
    if not _WHOLE.fullmatch(text, start, end) or not _stands_alone(text, start, end) or text[end : end + 1] in "万亿":
        return None
    return int(re.sub(r"[,，]", "", text[start:end]))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a number is no part of a code, a range, a number with a unit sign, or a cell of a table."""
    line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
    return not (
        re.search(r"[A-Za-z\d.,:：/~～—–-]\s?$", text[:start][-2:])
        or re.match(r"\s?[A-Za-z.:：/~～—–-]\s?[\dA-Za-z]|\s?[A-Za-z℃°㎡]", text[end : end + 3])
        or re.search(r"\t|\s{3,}|\|", line)
    )


def _rewritten(document: Document, change: Callable[[str, int, int], str | None]) -> Twin:
    edits: list[Edit] = []
    script = _TRADITIONAL if any(c in document.text for c in "萬個與") else {}
    for start, end in document.amounts:
        if (new := change(document.text, start, end)) is not None:
            edits.append((start, end, new.translate(script)))
    return edited(document.text, edits)
