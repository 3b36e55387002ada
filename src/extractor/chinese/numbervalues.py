"""Cardinals and ordinals: figures with scales, Chinese numerals, vague ones (数十), and what is written onto them."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.chinese.numbercodes import too_long
from extractor.chinese.numeralgrammar import NumeralGrammar, Reading

_TEN = Decimal(10)
_SELF_EVIDENT = 4  # characters; with two scales nothing but a number has so many


def read_number(text: str, m: regex.Match[str], g: NumeralGrammar) -> Reading:
    """A number with what is written onto it; Chinese numerals that count nothing are a code of the unit `word`."""
    r = _figures(m, g) if m["digits"] else _characters(text, m, g)
    if r.form == "code":
        return r
    if g.turned.at(text, r.start) and text.startswith("番", r.end) and r.value is not None and r.value < _TEN:
        r.form, r.value, r.end, r.unit = "change", (2**r.value - 1) * 100, r.end + 1, "percent"
        return r
    if r.han and g.graded.at(text, r.end):
        r.form = "ordinal"
        return r
    if _take_suffix(text, r, g):
        return r
    if r.han and not counts(text, r, g):
        return _word(r.start, r.end)
    return r


def read_ordinal(text: str, start: int, g: NumeralGrammar) -> Reading | None:
    """第 and its number."""
    m = g.number.at(text, start + 1)
    if m is None:
        return None
    r = _figures(m, g) if m["digits"] else _characters(text, m, g)
    if r.form == "code":
        return None if r.unit == "word" else r
    return Reading(start, r.end, "ordinal", r.value, r.upper, r.comparator, han=r.han)


def read_vague(text: str, start: int, g: NumeralGrammar) -> Reading | None:
    """数十, 几百: more than the scale; 上千: at least so many, and 上 stands before the number."""
    m = g.vague.at(text, start)
    if m is None or g.idiom.at(text, m.start("vaguescale")):
        return None
    comparator = g.lexicons["vague_word"][m["vague"]]
    begins = m.start("vaguescale") if comparator == ">=" else start
    value = g.numbers.product(m["vaguescale"])
    return Reading(begins, m.end(), "cardinal", value, comparator=comparator, han=True, inner=True, outer_start=start)


def counts(text: str, r: Reading, g: NumeralGrammar) -> bool:
    """Whether a number in Chinese characters counts or measures: by what stands behind it, or by a bound."""
    if g.rank_before.at(text, r.start):
        return True
    if g.often.at(text, r.start) and r.end == r.start + 1:
        return True
    behind = g.counted.at(text, r.end)
    word = g.idiom.at(text, r.start)
    if g.idiom_end.at(text, r.end) or (word is not None and (behind is None or behind.end() <= word.end())):
        return False
    run = text[r.start : r.end]
    bounded = g.bare_before.at(text, r.start) is not None and g.unbound.at(text, r.start) is None
    over = g.inner.at(text, r.end)
    inner = r.inner or (over is not None and (over["inner"] == "余" or behind is not None))
    if all(c in g.numbers.scales and c != "十" for c in run):  # 百, 千万: as a rule a part of a word
        return inner or bounded or (behind is not None and g.behind.at(text, behind.end()) is not None)
    if behind is not None or bounded or inner or g.behind.at(text, r.end):
        return True
    return _is_self_evident(run, g) or _begins_range(text, r, g)


def _is_self_evident(run: str, g: NumeralGrammar) -> bool:
    """一千三百六十二, 三点五 and 三千亿 can be nothing but a number."""
    if "点" in run or (run[0] in g.numbers.digits and run[-1] in g.numbers.great):
        return True
    return len(run) >= _SELF_EVIDENT and len([c for c in run if c in g.numbers.scales]) > 1


def _begins_range(text: str, r: Reading, g: NumeralGrammar) -> bool:
    """三至五年, 两到三成: the number behind the sign of a range has what both count."""
    m = g.range.at(text, r.end)
    other = g.number.at(text, m.end()) if m else None
    if other is None:
        return False
    return bool(g.counted.at(text, other.end()) or g.suffix.at(text, other.end()))


def _word(start: int, end: int) -> Reading:
    return Reading(start, end, "code", None, unit="word", han=True)


def _figures(m: regex.Match[str], g: NumeralGrammar) -> Reading:
    """Figures with their scales: 3.5万, 1亿3000万, 38万6,000."""
    if too_long(m["digits"]):
        return Reading(m.start(), m.end("digits"), "code", None, unit="reference")
    value = Decimal(m["digits"].replace(",", ""))
    if m["scale"] is None:
        return Reading(m.start(), m.end("digits"), "cardinal", value)
    value *= g.numbers.product(m["scale"])
    last = g.numbers.scales[m["scale"][-1]]
    for piece in m.captures("more"):
        figures = piece.rstrip("".join(g.numbers.scales) + "余多来 ")
        scales = "".join(c for c in piece[len(figures) :] if c in g.numbers.scales)
        value += Decimal(figures.replace(",", "")) * g.numbers.product(scales)
        last = g.numbers.scales[scales[-1]]
    if m["rest"]:
        rest = Decimal(m["rest"].replace(",", ""))
        value += rest * last / 10 if len(m["rest"]) == 1 else rest
    inner = m["inner"] or m["late"]
    comparator = ">=" if inner == "+" else g.lexicons["bound_inner"].get(inner, "=")
    return Reading(m.start(), m.end("mixed"), "cardinal", value, comparator=comparator, inner=bool(inner))


def _characters(text: str, m: regex.Match[str], g: NumeralGrammar) -> Reading:
    """A run of Chinese numerals, with a bound or 几 within it or behind it: 三百余万, 十几."""
    run, start, end = m["han"], m.start(), m.end("han")
    if run[-1] in "千仟" and len(run) > 1 and g.thousand.at(text, end) and _is_unit(run[:-1], g):
        run, end = run[:-1], end - 1
    inner = next((c for c in run if c not in g.numbers.signs), None)
    found = g.numbers.worth("".join(c for c in run if c in g.numbers.signs))
    if found is None:
        return _word(start, end)
    r = Reading(start, end, "cardinal", *found, g.lexicons["bound_inner"].get(inner, ">") if inner else "=", han=True)
    r.inner = inner is not None
    if m["few"] and end == m.end("han"):
        r.comparator, r.end, r.inner = ">", m.end("few"), True
    return r


def _is_unit(run: str, g: NumeralGrammar) -> bool:
    """Whether 千 behind a run begins a unit: of 一千瓦 and 二十千瓦 it does, and 一万五千米 is 15000米."""
    return len(run) == 1 or g.numbers.worth(run + "千") is None


def _take_suffix(text: str, r: Reading, g: NumeralGrammar) -> bool:
    """Percent, 成, 倍 or 个百分点 behind a number; 倍 and 个百分点 stay outside its characters, and 余 before them."""
    m = g.suffix.at(text, r.end)
    if m is None and not r.inner and (over := g.inner.at(text, r.end)) is not None:
        m = g.suffix.at(text, over.end())
        if m is None or not (m["fold"] or m["points"]):
            return False
        r.comparator, r.inner = g.lexicons["bound_inner"].get(over["inner"], ">="), True
    if m is None or (m["tenth"] and not 0 < (r.value or 0) <= _TEN):
        return False
    _apply(r, m, g)
    return True


def _apply(r: Reading, m: regex.Match[str], g: NumeralGrammar) -> None:
    if m["points"]:
        r.form, r.unit, r.outer_end = "points", g.lexicons["points_unit"][m["points"].strip()], m.end()
        return
    if m["fold"]:
        r.form, r.outer_end = "multiple", m.end()
        return
    r.form, r.unit, r.end = "fraction" if m["tenth"] else "percent", "percent", m.end()
    if m["tenth"] or m["permille"]:
        r.factor = _TEN if m["tenth"] else 1 / _TEN
    r.value = (r.value or Decimal(0)) * r.factor
    r.upper = None if r.upper is None else r.upper * r.factor
    if m["half"]:
        r.value += 5
    elif m["hundredth"]:
        c = m["hundredth"]
        r.value += Decimal(c) if c.isdecimal() else g.numbers.digits[c]
