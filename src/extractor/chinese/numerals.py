"""Chinese numerals: every number of a text with its exact value, bound, currency or unit, and its characters."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractor.annotations import NumeralMention
from extractor.chinese.numbercodes import code_grammar, read_code, read_glued
from extractor.chinese.numbershares import read_share, read_word
from extractor.chinese.numbervalues import read_number, read_ordinal, read_vague
from extractor.chinese.numeralgrammar import NumeralGrammar, Reading, numeral_grammar
from extractor.limits import left
from extractor.matching import Grammar


def find_numerals(text: str, grammar: Grammar) -> list[NumeralMention]:
    """Every number in `text` (normalised, lower case, simplified), in order, without overlap.

    Every digit lies in exactly one; Chinese numerals that count nothing (一流, 四川) are codes of the unit `word`.
    """
    g = numeral_grammar(grammar)
    found: list[Reading] = []
    at = 0
    while (start := g.next(text, at)) is not None:
        left()
        r = _read(text, start, grammar, g)
        if r is None:
            at = start + 1
            continue
        _take_in(text, r, found[-1].outer_end if found else 0, g)
        at = r.outer_end
        if found and (joined := _joined(text, found[-1], r, g)) is not None:
            found[-1] = joined
        else:
            found.append(r)
    return [_mention(r) for r in found]


def _read(text: str, start: int, grammar: Grammar, g: NumeralGrammar) -> Reading | None:
    """The number that begins at a place, None where none does."""
    codes = code_grammar(grammar)
    if text[start] == "第":
        return read_ordinal(text, start, g)
    is_digit = text[start].isdecimal()
    if is_digit and (glued := read_glued(text, start, codes)) is not None:
        return glued
    if (share := read_share(text, start, g)) is not None:
        return share
    number = g.number.at(text, start)
    if number is not None and (code := read_code(text, start, number, codes)) is not None:
        return code
    if not is_digit and (said := read_word(text, start, g) or read_vague(text, start, g)) is not None:
        return said
    return None if number is None else read_number(text, number, g)


def _take_in(text: str, r: Reading, at: int, g: NumeralGrammar) -> None:
    """Give a number its bound, currency and unit, and the outer span that takes them in, from `at` on."""
    r.outer_start = max(at, r.start if r.outer_start < 0 else r.outer_start)
    r.outer_end = max(r.end, r.outer_end)
    if r.form in ("code", "ordinal"):
        return
    bound_before = _take_before(text, r, at, g)
    _take_inner(text, r, g)
    if r.form in ("cardinal", "money"):
        _take_unit(text, r, g)
    _take_bound_behind(text, r, g)
    if bound_before is not None and not r.inner:
        r.comparator = bound_before


def _take_before(text: str, r: Reading, at: int, g: NumeralGrammar) -> str | None:
    """The currency and the bound before a number; gives it the currency and returns what the bound means."""
    m = g.before.at(text, r.start)
    if m is None:
        return None
    bound = None
    first = r.start
    if m["currency"]:
        if r.form == "cardinal":
            r.form, r.unit = "money", g.lexicons["currency_before"][m["currency"]]
        first = m.start("currency")
    if m["bound"] and g.unbound.at(text, m.end("bound")) is None:
        if m["bound"] in g.lexicons["bound_or_verb"] and g.hurdle.at(text, r.end) is not None:
            return None  # 突破8项技术
        bound, first = g.lexicons["bound_before"][m["bound"]], m.start("bound")
    if first < at:
        return None
    r.outer_start = min(r.outer_start, first)
    return bound


def _take_inner(text: str, r: Reading, g: NumeralGrammar) -> None:
    """余, 多 or 来 right behind a number."""
    m = g.inner.at(text, r.outer_end)
    if m is None or r.inner or (m["inner"] == "来" and not _is_about(text, r, g)):
        return
    r.comparator = ">=" if m["inner"] == "+" else g.lexicons["bound_inner"][m["inner"]]
    r.outer_end, r.inner = m.end(), True


def _is_about(text: str, r: Reading, g: NumeralGrammar) -> bool:
    """十来个: 来 between a round number and what it counts."""
    return r.value is not None and r.value % 10 == 0 and g.counted.at(text, r.end + 1) is not None


def _take_unit(text: str, r: Reading, g: NumeralGrammar) -> None:
    """The currency or measure behind a number, with a half (一年半) or a bound (3年多) behind that."""
    m = g.unit.at(text, r.outer_end)
    if m is None or (r.form == "money" and m["currency"] is None):
        return
    r.outer_end = m.end()
    if m["currency"] is not None:
        r.form, r.unit = "money", r.unit or g.lexicons["currency_after"][m["currency"]]  # 新台币4,200万元
    else:
        r.form, r.unit = "measure", g.lexicons["measure_unit"][m["measure"]]
        half = m.end("half") if m["half"] else m.start("measure") + m["measure"].find("半") + 1
        if half > m.start("measure"):
            r.end, r.value = half, (r.value or Decimal(0)) + Decimal("0.5")
        if "多" in m["measure"]:
            r.comparator, r.inner = ">", True
        if m["measure"][-1].isdecimal():
            r.end = m.end()
    if (over := g.over.at(text, r.outer_end)) and not r.inner:
        r.comparator, r.outer_end, r.inner = ">", over.end(), True


def _take_bound_behind(text: str, r: Reading, g: NumeralGrammar) -> None:
    """A bound behind the number or its unit; of one behind a classifier (30人以上) the classifier stays outside."""
    m = g.behind.at(text, r.outer_end)
    if m is not None and m["bound"] in g.lexicons["bound_behind_share"] and r.form not in ("fraction", "percent"):
        return  # 八强
    if m is not None:
        r.outer_end = m.end()
    elif (m := g.behind_noun.at(text, r.outer_end)) is None:
        return
    if r.comparator == "=":
        meant = (g.lexicons[name] for name in ("bound_after", "bound_behind_money", "bound_behind_share"))
        r.comparator = next(bounds[m["bound"]] for bounds in meant if m["bound"] in bounds)


def _joined(text: str, old: Reading, new: Reading, g: NumeralGrammar) -> Reading | None:
    """8至10, 15%—20%, 3万元至5万元, 3000到5000亿: two numbers that are the ends of one range."""
    low, high = old.value, new.value
    if low is None or high is None or old.upper is not None or new.upper is not None or not _are_alike(old, new):
        return None
    m = g.range.at(text, old.outer_end)
    if m is None or m.end() != new.outer_start or g.range_lead.at(text, old.outer_start):
        return None
    if old.form != new.form:
        low *= new.factor
    low = _scaled_like(text, low, old, new, g)
    if low >= high:
        return None
    comparator = old.comparator if old.comparator != "=" else new.comparator
    form = "ordinal" if old.form == "ordinal" else new.form
    return replace(
        new, start=old.start, form=form, value=low, upper=high, comparator=comparator, outer_start=old.outer_start
    )


def _are_alike(old: Reading, new: Reading) -> bool:
    """Whether two numbers count alike, or one has no unit or 第 of its own: 3至5倍, 第1至3名."""
    if {"code", "change"} & {old.form, new.form} or (new.form == "ordinal" and old.form != "ordinal"):
        return False
    if old.form == "ordinal":
        return new.form in ("ordinal", "cardinal")
    return old.form == "cardinal" or (old.form == new.form and old.unit == new.unit)


def _scaled_like(text: str, low: Decimal, old: Reading, new: Reading, g: NumeralGrammar) -> Decimal:
    """The low end in the scale that only the high end has: 3到5千万, 三百到五百万."""
    written, had = text[new.start : new.end], text[old.start : old.end]
    scales = written[len(written.rstrip("".join(g.numbers.scales))) :]
    for i, scale in enumerate(scales):
        times = g.numbers.product(scales[i:])
        if scale not in had and low * times < (new.value or low):
            return low * times
    return low


def _mention(r: Reading) -> NumeralMention:
    return NumeralMention(
        r.start, r.end, r.outer_start, r.outer_end, r.form, _plain(r.value), _plain(r.upper), r.comparator, r.unit
    )


def _plain(value: Decimal | None) -> int | float | None:
    """An int where the number is whole, else a float: 1362, 38.6."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
