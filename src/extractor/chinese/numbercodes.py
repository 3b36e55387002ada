"""Digits and characters that are written as a code: dates, times, telephone and document numbers, slogans, versions."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import regex

from extractor.chinese.numeralgrammar import Reading
from extractor.matching import Grammar

_YEAR = r"(?:1[5-9]|20)\d\d"
_HAN = "[一二三四五六七八九十]"
_HAN_YEAR = "[〇○零一二三四五六七八九]{4}"
_TO = r"\s?(?:[-–—/~]{1,2}|至|到)\s?"

# One alternative a line, the commoner ones first; the first that matches decides.
_CODE = rf"""
    (?P<date>{_YEAR}\s?[-–—/.年]\s?\d{{1,2}}\s?[-–—/.月]\s?\d{{1,2}}(?!\d)日?(?:\s+\d{{1,2}}:\d\d(?::\d\d)?)?
        |(?<=\L<era_before>)(?:\d{{1,3}}|{_HAN}{{1,3}})(?=\s?学?年)(?:年\s?\d{{1,2}}月(?:\s?\d{{1,2}}日)?)?
        |\d{{2,4}}\s?年\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日|份)?
        |\d{{1,2}}\s?月\s?\d{{1,2}}(?:{_TO}\d{{1,2}})?\s?日|(?:\d{{1,2}}{_TO})?\d{{1,2}}\s?月份
        |\d{{1,2}}{_TO}\d{{1,2}}月(?!度)
        |{_YEAR}{_TO}{_YEAR}(?!\d)(?=\s?学?年|\s?[)\]])|(?:\d{{2}})?\d0年代(?!表)|\d{{2,3}}(?=学?年度)
        |{_YEAR}\.\d{{1,2}}(?![\d%])
        |{_YEAR}(?=\s?(?:学?年度?|级|届)(?!间|的时间|(?:以上|的)*(?:历史|制)))
        |{_HAN_YEAR}(?:{_TO}(?:{_HAN_YEAR}|[〇○零一二三四五六七八九]{{2}}))?(?=年)年?(?:{_HAN}{{1,2}}月(?:{_HAN}{{1,3}}日)?)?
        |{_HAN}{{1,2}}月(?:{_HAN}{{1,3}}日)|\d{{1,2}}(?=\s?月(?:[,.。;、至到—()]|\s|$|上|中|下|起|底|初|以|\d))
        |{_HAN}{{1,2}}(?=月(?:[,.。;、至到—()]|$|份|上|中|下|起|底|初|以))
        |(?<!\L<bare_before>)(?<![日天续期时近约共第每满过]|\d)\d{{1,2}}日(?=[,.。;、至到—()上下起在晚凌举印发前\s]|$)
        |(?<=\d月\d{{1,2}}日(?:至|到|[-–—~]))\d{{1,2}}日
        |(?<=\L<weekday_before>)[一二三四五六日](?!\s?\L<counter>|{_HAN})
        |\L<holiday>(?=["']?\L<holiday_noun>)
        |{_HAN}{{1,3}}(?=世纪)|[二三四五六七八九]十年代|\d{{1,2}}(?=世纪))
  | (?P<plan>十[一二三四五六]五(?=["']|\L<plan_behind>|(?!\L<counter>|[十百千万亿]))|[七八九]五(?=["']?\L<plan_behind>))
  | (?P<time>\d{{1,3}}分\d{{1,2}}秒(?:\d{{1,3}}(?!\d))?|\d{{1,2}}秒\d{{2}}(?!\d)
        |[012]?\d:[0-5]\d(?::[0-5]\d)?(?!\d)|\d{{1,2}}[时点]\d{{1,2}}分(?!钟)
        |\d{{1,2}}[时点]\d{{0,2}}分?(?=[至开举在到整,])
        |(?<=\L<clock_before>)\d{{1,2}}(?:[时点](?!间|位|名)(?:\d{{1,2}}分?|半)?))
  | (?P<reference>\d{{4}}\s?[\])]\s?第?\d+\s?号|(?<=第)\d+号
        |(?<=\L<identity_before>[::]?\s?)\d(?:[\da-z./-]*[\da-z])?|97[89](?:-?\d){{9}}-?[\dx](?![\d.])|\d{{17}}x|\d{{15,}})
  | (?P<phone>0\d{{2,3}}[-–— ]\d{{7,8}}(?!\d)(?:[-转]\d+)?|0\d{{1,3}}\)\s?\d{{3,4}}[- ]?\d{{4}}(?!\d)
        |0\d{{9,11}}(?!\d)|1[3-9]\d{{9}}(?!\d)
        |[48]00-?\d{{3}}-?\d{{4}}(?!\d)
        |(?<=\+)\d{{2,3}}(?:[- ]?\d{{2,}})+|(?<=\L<phone_before>[::]?\s?)\d[\d-]{{4,}}
        |(?:1\d\d|1\d{{4}}|9[56]\d{{3}})(?=["']?[^,.;。、\d的]{{0,8}}?\L<hotline_noun>)
        |(?<=[\d、,/;]\s?)\d{{8}}(?!\d)(?=\s?[、,;/)(.。\n]|\s?$)|\d{{3,4}}-\d{{4}}(?:\s?\d{{4}})?(?!\d)
        |(?<=\()\d{{2,3}}\)\s?\d{{4}}[- ]?\d{{4}}(?!\d)|[2-9]\d{{3}}[ ]\d{{4}}(?!\d))
  | (?P<slogan>\d+(?:-\d+){{2,}}|\d+(?:\+(?:\d+(?:\.\d+)?|[a-z]+))+|\d+(?:\.\d+){{2,}}|\d+·\d+|0\d+(?![.,]?\d)
        |\d+/\d+(?=["'班学])
        |\d+\s?[×xX*]\s?\d+(?!\d|\s?[万亿])(?:米|m(?![a-z0-9]))?
        |\d+\.\d+(?=["']?(?:版|时代))|\d\.0(?!\d|\s?[%‰万亿]|\s?\L<counter>|\s?\L<measure_unit>|\s?\L<currency_after>|倍|个)
        |(?:211|985)(?=["']?(?:\L<numbered_noun>|\L<numbered_school>|/))
        |\d{{2,4}}(?=["']?\L<numbered_noun>(?!师))|\d{{1,2}}(?=年级))
  | (?P<ratio>\d+(?:\.\d+)?\s?:\s?\d+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?比\d+(?:\.\d+)?|\d+(?:/\d+)+)
  | (?P<alnum>\d+(?:/\d+)?[a-z][a-z0-9_+-]*)
"""
_KINDS = ("date", "plan", "time", "reference", "phone", "slogan", "ratio", "alnum")
_LONGEST = 24  # digits; whatever has more is no number that somebody wrote to be read
_PLAIN = re.compile(rf"\d{{1,{_LONGEST}}}(?:-\d{{1,{_LONGEST}}})?")
_GREAT = ("万", "亿")
_LETTERS = re.compile(r"[a-z]")
_GLUED = re.compile(r"\d+(?:[./-]\d+)*[a-z]*")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d(?![\d,.])(?![至到])(?=[\u4e00-\u9fff])")


class CodeGrammar:
    """The compiled patterns of codes."""

    def __init__(self, grammar: Grammar) -> None:
        self.code = grammar.pattern("(?x)" + _CODE)
        self.currencies = frozenset(w for w in grammar.lexicons["currency_before"] if w.isascii())
        self.units = frozenset(w for w in grammar.lexicons["measure_unit"] if w not in ("g", "m"))
        self.counted = grammar.pattern(
            r"\s?(?:\L<bound_inner>|.{0,2}?\L<bound_after>|\L<counter_noun>|\L<counter>|\L<measure_unit>|\L<currency_after>)"
        )


@lru_cache(maxsize=8)
def code_grammar(grammar: Grammar) -> CodeGrammar:
    """The patterns of codes of `grammar`."""
    return CodeGrammar(grammar)


def read_glued(text: str, start: int, g: CodeGrammar) -> Reading | None:
    """Digits behind Latin letters are a name: C919, COVID-19, n+1; behind a currency they are none."""
    at = start - (start > 1 and text[start - 1] in "-+" and _LETTERS.match(text[start - 2]) is not None)
    first = at
    while first > 0 and at - first <= _LONGEST and _LETTERS.match(text, first - 1):
        first -= 1
    if first == at or (at == start and text[first:at] in g.currencies):
        return None
    m = _GLUED.match(text, start)
    return None if m is None else Reading(start, m.end(), "code", None, unit="alnum")


def read_code(text: str, start: int, number: regex.Match[str] | None, g: CodeGrammar) -> Reading | None:
    """The code at a place, None where what stands there is a number: 50km, 2015.5亩."""
    m = g.code.at(text, start)
    if m is not None and not _is_quantity(text, m, number, g):
        kind = next(k for k in _KINDS if m[k])
        value = _year(m.group()) if kind == "date" else None
        return Reading(start, m.end(), "code", value, unit="date" if kind == "plan" else kind)
    if _YEAR_ALONE.match(text, start) and (number is None or not number["scale"]) and not g.counted.at(text, start + 4):
        return Reading(start, start + 4, "code", Decimal(text[start : start + 4]), unit="date")
    return None


def _is_quantity(text: str, code: regex.Match[str], number: regex.Match[str] | None, g: CodeGrammar) -> bool:
    """Whether what looks like a code is a number with its scale or unit: 50km, 100MW; 5G and 4A are names."""
    if number is None or number["digits"] is None:
        return False
    if code["alnum"] is not None:
        return text[number.end("digits") : code.end()] in g.units
    if code["phone"] is not None or code["reference"] is not None:
        plain = _PLAIN.fullmatch(code.group()) is not None
        return plain and (text.startswith(_GREAT, code.end()) or g.counted.at(text, code.end()) is not None)
    return number.end() > code.end() or (
        number.end() == code.end() and "." in code.group() and g.counted.at(text, code.end()) is not None
    )


def _year(code: str) -> Decimal | None:
    return Decimal(code) if len(code) == len("2024") and code.isascii() and code.isdigit() else None


def too_long(digits: str) -> bool:
    """Whether figures have more digits than anybody writes to be read."""
    return len(digits) > _LONGEST
