"""Chinese numerals: every number of a text with its exact value, bound, currency or unit, and its characters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from extractor.annotations import Form, NumeralMention
from extractor.chinese.hannumbers import worth
from extractor.matching import Grammar, Pattern

# Digits that are written as a code: dates, times, document and telephone numbers, slogans such as 1+3+N, versions.
_CODE = r"""
    (?P<date>(?:1[5-9]|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?
        |(?:1[5-9]|20)\d\d\s?年\s?\d{1,2}\s?月份?|\d{1,2}\s?月\s?\d{1,2}\s?日|\d{1,2}\s?月份
        |(?:1[5-9]|20)\d\d\s?[-–—/~至到]{1,2}\s?(?:(?:1[5-9]|20)\d\d)(?!\d)(?=\s?学?年|\s?[)\]])|\d{2}年代|(?:1[5-9]|20)\d\d\.\d{1,2}(?![\d%])
        |(?:1[5-9]|20)\d\d(?=\s?(?:学?年度?|届)(?!间|的时间))
        |[〇零一二三四五六七八九]{4}(?=年)年?(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?
        |[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)|\d{1,2}(?=\s?月(?:[,.;至到—]|\s|$|上|中|下|起|底|初|以))
        |[一二三四五六七八九十]{1,2}(?=月(?:[,.;至到—]|份|上|中|下|起|底|初|以))
        |(?:九五|十[一二三四五六]?五)(?=["'规期以时末收开])|[二三四五六七八九]十年代)
  | (?P<plan>十[一二三四五六]五(?=[\"'规期以时末收开建发]|计划))
  | (?P<time>[012]?\d:[0-5]\d(?::[0-5]\d)?(?!\d)|\d{1,2}[时点]\d{0,2}分?(?=[至开举在到整,]))
  | (?P<reference>\d{4}\s?\]\s?第?\d+\s?号|\d{4}[)]\s?第?\d+\s?号|(?<=第)\d+号)
  | (?P<phone>\(?0\d{2,3}\)?[-–— ]\d{7,8}(?!\d)(?:[-转]\d+)?|0\d{9,11}(?!\d)|1[3-9]\d{9}(?!\d)|[48]00-?\d{3}-?\d{4}(?!\d)
        |\+\d{2,3}[- ]?\d{6,}|(?<=(?:电话|热线|传真|手机)[::]?\s?)\d[\d-]{4,}|(?<=邮编[::]?\s?)\d{6}(?!\d)
        |(?<=[\d、,/;]\s?)\d{8}(?!\d)(?=\s?[、,;/)(.。\n]|\s?$)|\d{3,4}-\d{4}(?:\s?\d{4})?(?!\d)|\(\d{2,3}\)\d{4}-?\d{4}|[2-9]\d{3} \d{4}(?!\d))
  | (?P<slogan>\d+(?:-\d+){2,}|\d+(?:\+(?:\d+(?:\.\d+)?|[a-z]+))+|[a-z]+(?:\+\d+)+|\d+(?:\.\d+){2,}|\d+·\d+|0\d+(?![.,]?\d)|\d+/\d+(?=[\"'班学]))
  | (?P<ratio>\d+(?:\.\d+)?\s?:\s?\d+(?:\.\d+)?(?!\d)|\d+比\d+)
  | (?P<alnum>\d+(?:/\d+)?[a-z][\w+-]*)
"""
_CODE_KINDS = ("date", "plan", "time", "reference", "phone", "slogan", "ratio", "alnum")
_FIGURES = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_UNIT_OF_THOUSAND = "瓦克米伏帕卡焦赫字兆比"
_NUMBER = rf"""
    (?P<digits>{_FIGURES})
        (?P<mixed>(?:\s?(?P<inner>[余多来]|\+)?\s?(?P<scale>(?:[十百万亿兆]|千(?![{_UNIT_OF_THOUSAND}]))+)(?P<more>{_FIGURES}\s?(?:[万百]|千(?![{_UNIT_OF_THOUSAND}])))*)?)
  | (?P<vague>[数几]|上(?=[百千万亿])|好几)(?P<vaguescale>[十百千万亿]+)
  | (?P<han>{{H}}(?:(?:{{H}}|[余多](?=[万亿千百]{{H}}*))*)(?:点[零〇一二三四五六七八九]+[万亿]*)?)(?P<few>几(?![何乎]))?
"""
_FRACTION = rf"""
    (?:百分之|百分点)(?P<hundredth>{_FIGURES}|{{H}}+(?:点[零〇一二三四五六七八九]+)?)
  | 千分之(?P<thousandth>{_FIGURES}|{{H}}+(?:点[零〇一二三四五六七八九]+)?)
  | 万分之(?P<myriadth>{_FIGURES}|{{H}}+)
  | (?P<whole>{_FIGURES}|{{H}}+)分之(?P<part>{_FIGURES}|{{H}}+)
  | 每(?P<each>\d+|{{H}}+)(?:\L<counter>)?[^,.;、\d]{{{{0,8}}}}?(?:中|里|,)?(?:就|便|即|约|至少)?有(?P<of>\d+|{{H}}+)(?:\L<counter>)
  | (?P<half>半数|一半|过半数|过半|对半)
  | (?P<place>\L<place_word>)
"""
_SUFFIX = r"""
    (?P<percent>\s?(?:%|pct\b))
  | (?P<permille>\s?‰)
  | (?P<tenth>成)(?P<half>半)?(?![立为果功员熟效长绩本品都渝交才千套型分份群就渝林家人药活像])
  | (?P<fold>倍)
  | (?P<points>\s?\L<points_unit>)
"""
_NO_TENTH = frozenset("立为果功员熟效长绩本品都渝交才千套型分份群就林家药活像")
_RANGE = r"\s?(?P<sep>[-–—~]{1,2}|至|到)\s?"
_WORDS_OF_BOUNDS = r"(?P<bound>\L<bound_before>)\s?(?:了|为|到|至)?(?:\L<currency_before>)?\s?$"
_INNER = r"\s?(?P<inner>\+|余|多(?![媒样元方层功个维]))"
_UNIT = r"(?:\s?(?:\L<currency_after>(?P<currency>)(?![素件器旦])|(?P<measure>\L<measure_unit>)(?![a-z])))"
_BEHIND = r"(?:\L<counter>|\L<counter_noun>|\L<measure_unit>|\L<currency_after>|级)?(?P<bound>\L<bound_after>)"
_COUNTED = r"(?:[余多来])?(?:\L<counter>|\L<measure_unit>|\L<currency_after>|级以上)"
_LONG_BOUND = 14  # characters before a number in which its bound and currency stand

_TEN = Decimal(10)


@dataclass(slots=True)
class _Reading:
    """A number while it is being read."""

    start: int
    end: int
    form: Form
    value: Decimal | None
    upper: Decimal | None = None
    comparator: str = "="
    unit: str | None = None
    han: bool = False


class NumeralGrammar:
    """The compiled patterns and the values of digits and scales."""

    def __init__(self, grammar: Grammar) -> None:
        self.lexicons = grammar.lexicons
        self.digits = {c: Decimal(v) for c, v in self.lexicons["han_digit"].items()}
        self.scales = {c: Decimal(v) for c, v in self.lexicons["han_scale"].items()}
        han = f"[{''.join([*self.digits, *self.scales])}]"

        def compiled(source: str) -> Pattern:
            return grammar.pattern("(?x)" + source)

        self.code = compiled(_CODE)
        self.number = compiled(_NUMBER.replace("{H}", han))
        self.fraction = compiled(_FRACTION.replace("{{{{", "{").replace("}}}}", "}").replace("{{H}}", han).replace("{H}", han))
        self.suffix = compiled(_SUFFIX)
        self.range, self.inner, self.unit, self.behind, self.counted = (
            grammar.pattern(p) for p in (_RANGE, _INNER, _UNIT, _BEHIND, _COUNTED)
        )
        self.before = grammar.pattern(_WORDS_OF_BOUNDS)
        self.currency = grammar.pattern(r"(?P<currency>\L<currency_before>)\s?$")
        starts = sorted({w[0] for w in self.lexicons["place_word"]})
        self.candidate = re.compile(rf"\d|{han}|[第每半数几{''.join(starts)}]|过半|对半|上[百千万亿]|百分之|千分之|万分之|好几")


@lru_cache(maxsize=8)
def numeral_grammar(grammar: Grammar) -> NumeralGrammar:
    """The numeral grammar of `grammar`."""
    return NumeralGrammar(grammar)


def find_numerals(text: str, grammar: Grammar) -> list[NumeralMention]:
    """Every number in `text` (normalised, lower case, simplified), in order, without overlap.

    Every digit lies in exactly one; Chinese numerals that count nothing (一流, 四川) are codes of the unit `word`.
    """
    g = numeral_grammar(grammar)
    readings: list[_Reading] = []
    at = 0
    while (m := g.candidate.search(text, at)) is not None:
        reading = _read(text, m.start(), g)
        if reading is None:
            at = m.start() + 1
            continue
        if (joined := _joined(text, readings, reading, g)) is not None:
            readings[-1] = joined
        else:
            readings.append(reading)
        at = reading.end
    return _finished(text, readings, g)


def _read(text: str, at: int, g: NumeralGrammar) -> _Reading | None:
    """The number at a place, None where there is none."""
    if text[at] == "第":
        return _ordinal(text, at, g)
    glued = _glued(text, at) if text[at].isdigit() else None
    if glued is not None:
        return glued
    code = g.code.at(text, at)
    number = g.number.at(text, at)
    fraction = g.fraction.at(text, at)
    if fraction is not None and (read := _fraction(fraction, g)) is not None:
        return read
    if code is not None and not _is_quantity(text, code, number, g):
        kind = next(k for k in _CODE_KINDS if code[k])
        return _Reading(at, code.end(), "code", _year_of(code.group()), unit="date" if kind == "plan" else kind)
    if number is None:
        if not text[at].isdigit():
            return None
        return _Reading(at, at + 1, "code", None, unit="alnum")
    return _number(text, number, g)


def _year_of(text: str) -> Decimal | None:
    return Decimal(text) if len(text) == 4 and text.isdigit() else None


def _glued(text: str, start: int) -> _Reading | None:
    """Digits behind Latin letters are a name: C919, COVID-19, Q1; behind a currency they are none."""
    at = start
    while at > 0 and text[at - 1].isascii() and text[at - 1].isalpha():
        at -= 1
    hyphened = at == start and start > 1 and text[start - 1] == "-" and text[start - 2].isascii() and text[start - 2].isalpha()
    letters = text[at:start]
    if not hyphened and (not letters or letters in ("rmb", "cny", "usd", "us", "eur", "hkd", "ntd")):
        return None
    end = start
    while end < len(text) and (text[end].isdigit() or (text[end] in ".-/" and text[end + 1 : end + 2].isdigit())):
        end += 1
    while end < len(text) and text[end].isascii() and text[end].isalpha():
        end += 1
    return _Reading(start, end, "code", None, unit="alnum")


def _is_quantity(text: str, code: regex.Match[str], number: regex.Match[str] | None, g: NumeralGrammar) -> bool:
    """Whether what looks like a code is a number with its unit: 50km, 100MW; 5G and 4A are names."""
    if number is None or number["digits"] is None:
        return False
    if code["alnum"] is not None:
        rest = code.group()[number.end("digits") - code.start() :]
        return rest in g.lexicons["measure_unit"] and rest not in ("g", "m")
    return number.end() > code.end() and code["phone"] is None and code["reference"] is None


def _fraction(m: regex.Match[str], g: NumeralGrammar) -> _Reading | None:
    start, end = m.span()
    if m["place"]:
        return _Reading(start, end, "ordinal", Decimal(g.lexicons["place_word"][m["place"]]), han=True)
    if m["half"]:
        comparator = ">" if m["half"].startswith("过") else "="
        return _Reading(start, end, "fraction", Decimal(50), comparator=comparator, unit="percent", han=True)
    for name, factor in (("hundredth", 1), ("thousandth", 10), ("myriadth", 100)):
        if m[name]:
            value = _value(m[name], g)
            return None if value is None else _Reading(start, end, "percent", value / factor, unit="percent", han=True)
    whole, part = (m["whole"], m["part"]) if m["whole"] else (m["each"], m["of"])
    low, high = _value(part, g), _value(whole, g)
    if low is None or not high or low >= high:
        return None
    return _Reading(start, end, "fraction", low / high * 100, unit="percent", han=True)


def _value(text: str, g: NumeralGrammar) -> Decimal | None:
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    found = worth(text, g.digits, g.scales)
    return None if found is None or found[1] is not None else found[0]


def _ordinal(text: str, at: int, g: NumeralGrammar) -> _Reading | None:
    m = g.number.at(text, at + 1)
    if m is None or m["vague"]:
        return None
    if m["digits"] and (code := g.code.at(text, at + 1)) and code["reference"]:
        return _Reading(at + 1, code.end(), "code", None, unit="reference")
    value, _, end = _plain_value(text, m, g)
    return None if value is None else _Reading(at, end, "ordinal", value, han=m["han"] is not None)


def _number(text: str, m: regex.Match[str], g: NumeralGrammar) -> _Reading | None:
    """A number with what is written onto it: percent, 成, 倍, 番, 等奖."""
    start = m.start()
    if m["vague"]:
        return _vague(text, m, g)
    value, upper, end = _plain_value(text, m, g)
    if value is None:
        return _Reading(start, m.end("han"), "code", None, unit="word") if m["han"] else None
    inner = m["inner"] if m["digits"] else next((c for c in "余多" if c in m["han"]), None)
    comparator = {"余": ">", "多": ">", "来": "~", "+": ">="}.get(inner or "", "=")
    r = _Reading(start, end, "cardinal", value, upper, comparator, han=m["han"] is not None)
    if m["few"]:
        r.comparator, r.end = ">", m.end("few")
    if text.startswith("等", end) and text[end + 1 : end + 2] in ("奖", "功"):
        r.form = "ordinal"
        return r
    if text.startswith("番", end) and re.search(r"翻(?:了|上)?$", text[max(0, start - 3) : start]):
        r.form, r.value, r.end, r.unit = "change", (2**value - 1) * 100, end + 1, "percent"
        return r
    suffix = g.suffix.at(text, r.end)
    if suffix is not None:
        return _with_suffix(r, suffix, g)
    if r.han and not _counts(text, r, g):
        return _Reading(start, end, "code", None, unit="word")
    return r


def _with_suffix(r: _Reading, m: regex.Match[str], g: NumeralGrammar) -> _Reading:
    if m["points"]:
        r.form, r.unit = "points", g.lexicons["points_unit"][m["points"].strip()]
        return r
    if m["fold"]:
        r.form = "multiple"
        return r
    value, upper = r.value or Decimal(0), r.upper
    factor = Decimal(1)
    if m["permille"]:
        factor = Decimal("0.1")
    elif m["tenth"]:
        factor = _TEN
    r.value, r.upper = value * factor, None if upper is None else upper * factor
    if m["tenth"] and m["half"]:
        r.value += 5
    r.form = "fraction" if m["tenth"] else "percent"
    r.end, r.unit = m.end(), "percent"
    return r


def _vague(text: str, m: regex.Match[str], g: NumeralGrammar) -> _Reading | None:
    """数十, 几百, 上千: at least, or more than, the scale."""
    value = worth(m["vaguescale"], g.digits, g.scales)
    if value is None:
        return None
    r = _Reading(m.start(), m.end(), "cardinal", value[0], comparator=">=" if m["vague"] == "上" else ">", han=True)
    if m["vague"] == "上":
        r.start = m.start("vaguescale")
    return r if _counts(text, r, g) else None


def _plain_value(text: str, m: regex.Match[str], g: NumeralGrammar) -> tuple[Decimal | None, Decimal | None, int]:
    """Value, upper end and end of a number without what is written onto it."""
    if m["han"]:
        run = m["han"]
        end = m.end("han")
        found = worth("".join(c for c in run if c not in "余多"), g.digits, g.scales)
        return (None, None, end) if found is None else (*found, end)
    value = Decimal(m["digits"].replace(",", ""))
    if m["scale"] is None:
        return value, None, m.end("digits")
    for c in m["scale"]:
        value *= g.scales[c]
    for piece in m.captures("more"):
        figures = piece.rstrip("十百千万亿兆 ")
        part = Decimal(figures.replace(",", ""))
        for c in piece[len(figures) :].strip():
            part *= g.scales[c]
        value += part
    return value, None, m.end("mixed")


def _counts(text: str, r: _Reading, g: NumeralGrammar) -> bool:
    """Whether a number in Chinese characters counts or measures: by what stands behind it, or by a bound."""
    run = text[r.start : r.end]
    bare = all(c in g.scales and c != "十" for c in run)  # 百, 千万
    behind = g.counted.at(text, r.end) is not None
    inner = text[r.end : r.end + 1] in ("余", "多")
    before = g.before.search(text, max(0, r.start - _LONG_BOUND), r.start)
    bounded = before is not None and _is_bound(text, before)
    if bare and r.comparator == "=":
        return inner or (bounded and (behind or len(run) == 1 or True) and before is not None and before["bound"] != "上") or (
            bounded and behind
        )
    return behind or bounded or (inner and g.counted.at(text, r.end + 1) is not None)


def _is_bound(text: str, m: regex.Match[str]) -> bool:
    """Whether a bound is one, and no part of another word: 通过, 附近, 以上."""
    before = text[max(0, m.start() - 1) : m.start()]
    bound = m["bound"]
    if bound == "过":
        return before not in tuple("通经不越度超胜走")
    if bound == "上":
        return before not in tuple("以之网线会")
    if bound == "近":
        return before not in tuple("附接临最亲邻")
    if bound in ("约", "超"):
        return before not in tuple("节预公条合签履大高")
    return True


def _joined(text: str, before: Sequence[_Reading], new: _Reading, g: NumeralGrammar) -> _Reading | None:
    """8至10, 15%—20%, 3000到5000亿: two numbers that are the ends of one range."""
    if not before:
        return None
    old = before[-1]
    if old.value is None or new.value is None or old.upper is not None or "code" in (old.form, new.form):
        return None
    m = g.range.at(text, old.end)
    if m is None and (unit := g.unit.at(text, old.end)) is not None:
        m = g.range.at(text, unit.end())
    if m is None or m.end() != new.start or old.form not in (new.form, "cardinal"):
        return None
    if text[max(0, old.start - 1) : old.start] in tuple("从由自") or new.form == "ordinal":
        return None
    low, high = old.value, new.value
    written = re.search(r"[万亿千百]+$", text[new.start : new.end])
    if written and not re.search(r"[万亿千百]", text[old.start : old.end]):
        for c in written.group():
            low *= g.scales[c]
    if low >= high:
        return None
    return _Reading(old.start, new.end, new.form, low, high, old.comparator, new.unit, new.han)


def _finished(text: str, readings: list[_Reading], g: NumeralGrammar) -> list[NumeralMention]:
    out: list[NumeralMention] = []
    at = 0
    for i, r in enumerate(readings):
        start, end = r.start, r.end
        if r.form != "code":
            limit = readings[i + 1].start if i + 1 < len(readings) else len(text)
            end = min(_right(text, r, g), limit)
            start = _left(text, r, g)
            start = r.start if start < at else start
        at = end
        out.append(
            NumeralMention(r.start, r.end, start, end, r.form, _number_of(r.value), _number_of(r.upper), r.comparator, r.unit)
        )
    return out


def _right(text: str, r: _Reading, g: NumeralGrammar) -> int:
    """The end of the number's unit and of a bound behind it; gives the number both.

    A bound behind a classifier (30人以上) is the number's, but the classifier stays outside: it says what is counted.
    """
    end = r.end
    if r.form == "points" and (m := g.suffix.at(text, end)):
        end = m.end()
    if r.form == "multiple":
        end += 1
    if (m := g.inner.at(text, end)) and r.form in ("cardinal", "multiple") and not text.startswith("余", end - 1):
        r.comparator = ">=" if m["inner"] == "+" else ">"
        end = m.end()
    if r.form == "cardinal" and (m := g.unit.at(text, end)):
        if m["currency"] is not None:
            r.form, r.unit = "money", g.lexicons["currency_after"][m.group().strip()]
            end = m.end()
        elif not text.startswith("来", end):
            r.form, r.unit = "measure", g.lexicons["measure_unit"][m["measure"]]
            end = m.end()
    if (m := g.behind.at(text, end)) and r.comparator == "=" and r.form != "ordinal":
        r.comparator = g.lexicons["bound_after"][m["bound"]]
        if m.start("bound") == end:
            end = m.end()
    return end


def _left(text: str, r: _Reading, g: NumeralGrammar) -> int:
    """The start of the currency and of a bound before the number; gives the number both."""
    start = r.start
    if r.form == "cardinal" and (m := g.currency.search(text, max(0, start - _LONG_BOUND), start)):
        r.form, r.unit = "money", g.lexicons["currency_before"][m["currency"]]
        start = m.start()
    m = g.before.search(text, max(0, r.start - _LONG_BOUND), r.start)
    if m is not None and r.form != "ordinal" and _is_bound(text, m):
        start = min(start, m.start())
        if r.comparator == "=" or (r.comparator == ">" and m["bound"] in ("超", "超过", "逾", "突破")):
            r.comparator = g.lexicons["bound_before"][m["bound"]]
    return start


def _number_of(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def values_of(lexicon: Mapping[str, str]) -> Mapping[str, Decimal]:
    """The values of a lexicon of numerals."""
    return {term: Decimal(value) for term, value in lexicon.items()}
