"""Numerals: every number of a text with its exact value, bound, currency or unit, and the characters it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from extractor.annotations import Form, Mark, NumeralMention
from extractor.matching import Grammar

WORD_LEXICONS = (
    "number_word",
    "scale_word",
    "ordinal_word",
    "fraction_word",
    "multiple_word",
    "growth_word",
    "place_word",
)

_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"[\s-]+")

# Digits that are written as a code: dates, telephone numbers, slogans such as 5-2-1-1 or 1+4+N, versions, addresses.
_CODE = r"""
    (?P<date>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?!\d)
        |(?:1[5-9]|20)\d\d\s?[-\u2013\u2014/~]\s?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d,%.]?\d|[-/\w]))
  | (?P<time>[012]?\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?!\d)\s?(?:[ap]\.?m\b\.?)?)
  | (?P<ratio>\d+(?:\.\d+)?\s?:\s?\d+(?:\.\d+)?(?![\d]))
  | (?P<phone>\(?0\d{1,4}\)?(?:[-\u2013 ]\d{3,4}){2,3}(?!\d)|0\d{2,3}[-\u2013]\d{6,8}(?!\d)|0\d{6,}(?!\d)|1[3-9]\d{9}(?!\d)
        |\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{4}(?!\d)|\d{4}[- ]\d{4}[- ]\d{4}(?!\d))
  | (?P<slogan>\d+(?:-\d+){2,}|\d+(?:\+\w+)+|\d+(?:\.\d+){2,}|0\d+(?![.,]?\d))
  | (?P<score>(?P<won>\d{1,2})[-\u2013](?P<lost>\d{1,2})(?!\d|[-\u2013\s](?:page|year|month|day|hour|minute|metre|meter|week|seat)))
  | (?P<alnum>\d+(?:/\d+)?[a-z]\w*)
"""
_CODE_KINDS = ("date", "time", "ratio", "phone", "slogan", "score", "alnum")
_NUMBER = r"""
    (?P<digits>{digits})
    (?:(?P<ordinal>(?:st|nd|rd|th)\b)
      |/(?P<over>\d{1,3})(?![\d/])
      |(?P<scale>(?:[\s-]?(?:ten[\s-])?\L<scale_word>\b)+)
      |(?P<suffix>\s?\L<scale_suffix>\b)
      |(?P<fold>[-\s]?fold\b)
      |\s(?:out\sof|in)\severy\s(?P<every>\d+)
      |(?P<part>[\s-](?:\L<fraction_word>|\L<ordinal_word>s)\b)
    )?
"""
_WORDS = r"""
    (?:(?P<half>(?:half|a\squarter\sof)\s(?:a|an)\s)?(?:(?P<article>an?)\s(?=\L<scale_word>\b))?
      (?P<words>(?:\L<number_word>|\L<scale_word>)\b
        (?:(?:[\s-]|(?<=hundred|thousand|million)\sand\s)(?:\L<number_word>|\L<scale_word>)\b)*))
    (?:(?P<point>\spoint(?:\s\L<number_word>\b)+(?:[\s-]\L<scale_word>\b)*)
      |(?P<andhalf>\sand\sa\shalf(?P<halfscale>\s\L<scale_word>)?\b)
      |(?P<in>\s(?:in|out\sof)\s(?:every\s)?(?P<whole>\L<number_word>|\d{1,3})\b(?!\s(?:years|days|months|weeks|minutes|seconds|countries|categories|cities|provinces|schools|states)|[,.]\d|\d))
      |(?P<thing>\s[a-z]+)(?P<inthing>\sin\s(?:every\s)?(?P<parts>\L<number_word>)\b(?=[.,;:)]|\s(?:is|are|was|were|has|have|of|now|comes?|goes?)\b))
      |(?P<part>[\s-](?:\L<fraction_word>|\L<ordinal_word>s?)\b(?![\s-]\L<prize>))
      |(?P<fold>[-\s]?fold\b)
    )?
"""
_ALONE = r"""
    (?P<growth>\L<growth_word>\b)
  | (?P<multiple>\L<multiple_word>\b)
  | (?P<place>\L<place_word>\b)
  | (?P<article>an?)\s(?P<part>\L<fraction_word>|\L<ordinal_word>)\b(?=\s(?:of|the)\b|\s(?:more|less|fewer|higher|lower)\b|[.,;:)]|\s*$)
  | (?:(?P<tens>\L<number_word>)[\s-])?(?P<ordinal>\L<ordinal_word>)\b
  | (?P<half>half)\b
"""
_AFTER = r"""
    (?P<percent>[\s-]?(?:%|percent\b|per\scent\b|pct\b))
  | [\s-]?(?P<points>\L<points_unit>)\b
  | \s?(?P<plus>\+)(?!\d)
  | (?P<million>-\L<currency_after>\b)
"""
_UNIT = r"(?:[\s-]?(?:\L<currency_after>\b(?P<currency>)|(?P<measure>\L<measure_unit>)(?![\w²³])))"
_RANGE = r"(?P<sep>\s?[-\u2013\u2014~]\s?|-?\s(?:to|till|until)\s|\sand\s)(?:\L<currency_before>\s?)?"
_BEFORE = r"(?<=(?:(?<![\w'])(?P<bound>\L<bound_before>)\s+(?:the\s|a\stotal\sof\s)?)?(?P<currency>(?<![a-z])\L<currency_before>\s?)?)"
_BOUND_AFTER = r"[\s-]?(?P<bound>\L<bound_after>)\b"


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


class _NumeralGrammar:
    """The compiled patterns and word values of one language."""

    def __init__(self, grammar: Grammar) -> None:
        def compiled(source: str) -> regex.Pattern[str]:
            return grammar.pattern("(?x)" + source.replace("{digits}", grammar.expand("{digits}").replace(" ", "[ ]")))

        self.code, self.number, self.words = compiled(_CODE), compiled(_NUMBER), compiled(_WORDS)
        self.alone, self.after = compiled(_ALONE), compiled(_AFTER)
        self.unit, self.range, self.bound_after = (grammar.pattern(p) for p in (_UNIT, _RANGE, _BOUND_AFTER))
        self.before = grammar.pattern(_BEFORE)
        self.phrasal = grammar.pattern(r"\L<over_verb>\s$", name="over_verb")
        self.lexicons = grammar.lexicons
        self.small = self._values("number_word")
        self.scales = self._values("scale_word")
        self.ordinals = self._values("ordinal_word")
        self.fractions = self._values("fraction_word")
        self.suffixes = self._values("scale_suffix")

    def _values(self, name: str) -> Mapping[str, Decimal]:
        return {term: Decimal(value) for term, value in self.lexicons[name].items()}

    def of_words(self, text: str) -> Decimal | None:
        """The value of number words, None where they are no number (`one two three`)."""
        total, group = Decimal(0), None
        last_scale = None
        for word in re.split(r"[\s-]+", text.strip()):
            if word == "and":
                continue
            if word in self.scales:
                scale = self.scales[word]
                if scale <= 100 and group is not None:
                    group *= scale
                elif group is None and total:
                    total *= scale
                else:
                    if last_scale is not None and scale >= last_scale and total:
                        total, group = (total + (group or 0)) * scale, None
                    else:
                        total, group = total + (group if group is not None else 1) * scale, None
                    last_scale = scale
                continue
            value = self.small[word]
            if group is None:
                group = value
            elif (group % 100 == 0 and value < 100) or (group % 10 == 0 and group % 100 >= 20 and value < 10):
                group += value
            else:
                return None
        return total + (group or 0)

    def part(self, word: str) -> Decimal:
        """`thirds` -> 3."""
        word = word.strip(" -\n\t")
        return self.fractions.get(word) or self.ordinals.get(word) or self.ordinals[word.removesuffix("s")]


@lru_cache(maxsize=8)
def _numeral_grammar(grammar: Grammar) -> _NumeralGrammar:
    return _NumeralGrammar(grammar)


def find_numerals(text: str, words: Sequence[Mark], grammar: Grammar) -> list[NumeralMention]:
    """Every number in `text` (normalised, lower case), in order, without overlap; every digit lies in exactly one.

    `words` are the number words in it, as the lexicons find them.
    """
    g = _numeral_grammar(grammar)
    readings: list[_Reading] = []
    at = 0
    for start in _candidates(text, words):
        if start < at:
            continue
        reading = _read(text, start, g)
        if reading is None:
            continue
        if joined := _joined(text, readings, reading, g):
            readings[-1] = joined
        else:
            readings.append(reading)
        at = readings[-1].end
    return _finished(text, readings, g)


def _candidates(text: str, words: Sequence[Mark]) -> Iterator[int]:
    """Where a number may begin: at a digit that follows no digit, or at a number word or its article."""
    starts = [m.start() for m in _DIGITS.finditer(text)]
    for mark in words:
        before = text[max(0, mark.start - 16) : mark.start]
        article = re.search(r"(?<!\w)(?:half |a quarter of )?an? $", before)
        starts.append(mark.start - len(article.group()) if article else mark.start)
        if article:
            starts.append(mark.start)
    return iter(sorted(set(starts)))


def _read(text: str, start: int, g: _NumeralGrammar) -> _Reading | None:
    if text[start].isdigit():
        return _read_digits(text, start, g)
    if m := g.words.at(text, start):
        return _of_words(m, g)
    if m := g.alone.at(text, start):
        return _of_word(m, g)
    return None


def _read_digits(text: str, start: int, g: _NumeralGrammar) -> _Reading:
    attached = _attached(text, start, g)
    if attached is not None:
        return attached
    number = g.number.at(text, start)
    if number is None:  # a digit of another script
        return _Reading(start, start + 1, "code", None, unit="alnum")
    code = g.code.at(text, start)
    if code and code.end() > number.end() and not _is_quantity(code, number, text, g):
        return _Reading(start, code.end(), "code", None, unit=next(k for k in _CODE_KINDS if code[k]))
    value = Decimal(number["digits"].replace(",", "").replace(" ", ""))
    form: Form = "cardinal"
    if number["ordinal"]:
        form = "ordinal"
    elif number["part"]:
        part = g.part(number["part"])
        if 0 < value < part:
            return _Reading(start, number.end(), "fraction", value / part * 100, unit="percent")
        return _suffixed(text, start, number["digits"], value, g)
    elif number["every"]:
        return _Reading(start, number.end(), "fraction", value / Decimal(number["every"]) * 100, unit="percent")
    elif number["over"]:
        if int(number["over"]) == 0 or value >= int(number["over"]):
            return _Reading(start, number.end(), "code", None, unit="slogan")
        return _Reading(start, number.end(), "fraction", value / int(number["over"]) * 100, unit="percent")
    elif number["scale"]:
        for word in _SPACES.split(number["scale"].strip(" -\n")):
            value *= g.scales.get(word) or g.small[word]
    elif number["suffix"]:
        suffix = number["suffix"].strip()
        money = g.before.at(text, start)
        if (
            suffix in ("m", "b", "k")
            and not (money and money["currency"])
            and (suffix != "k" or number["suffix"] != "k")
        ):
            return _suffixed(text, start, number["digits"], value, g)
        value *= g.suffixes[suffix]
    elif number["fold"]:
        form, value = "change", (value - 1) * 100
    return _suffixed(text, start, text[start : number.end()], value, g, form)


def _is_quantity(code: regex.Match[str], number: regex.Match[str], text: str, g: _NumeralGrammar) -> bool:
    """Whether digits with letters behind them are a number with its unit (5.6mw, 12km) and no name (5g, 3d)."""
    if code["score"]:
        return int(code["won"]) < int(code["lost"])
    if code["alnum"] is None:
        return False
    rest = code.group()[number.end("digits") - code.start() :]
    if rest in ("g", "d", "b", "m"):
        return False
    return (
        number.end() > number.end("digits")
        or rest in g.lexicons["measure_unit"]
        or len(rest) > 4
        or rest in g.lexicons["currency_after"]
    )


def _attached(text: str, start: int, g: _NumeralGrammar) -> _Reading | None:
    """Digits glued to letters before them: `Q1`, `COVID-19` are names; after a currency or a lost space they are not."""
    at = start
    while at > 0 and text[at - 1].isalpha() and text[at - 1].isascii():
        at -= 1
    letters = text[at:start]
    hyphened = at == start and start >= 2 and text[start - 1] == "-" and text[start - 2].isalpha()
    if not letters and not hyphened:
        return None
    if letters and (letters in g.lexicons["currency_before"] or len(letters) > 3):
        return None
    m = re.compile(r"\d+(?:[.\-/]\d+)*[a-z]*").match(text, start)
    return _Reading(start, m.end() if m else start + 1, "code", None, unit="alnum")


def _suffixed(
    text: str, start: int, core: str, value: Decimal, g: _NumeralGrammar, form: Form = "cardinal"
) -> _Reading:
    return _with_sign(text, _Reading(start, start + len(core), form, value), g)


def _with_sign(text: str, reading: _Reading, g: _NumeralGrammar) -> _Reading:
    """Take in what is written onto the number: percent, percentage points, a plus."""
    m = g.after.at(text, reading.end)
    if m is None or reading.form not in ("cardinal", "fraction"):
        return reading
    if m["points"]:
        reading.form, reading.unit = "points", g.lexicons["points_unit"][m["points"]]
    elif m["percent"]:
        reading.form, reading.end, reading.unit = "percent", m.end(), "percent"
    elif m["plus"]:
        reading.comparator = ">="
    return reading


def _of_words(m: regex.Match[str], g: _NumeralGrammar) -> _Reading | None:
    value = g.of_words(m["words"])
    if value is None:
        return _Reading(m.start(), m.end("words"), "code", None, unit="slogan")
    end = m.end()
    if m["half"]:
        value /= 2 if m["half"].startswith("half") else 4
    if m["point"]:
        words = m["point"].split()[1:]
        digits = "".join(str(g.small[w]) for w in words if w in g.small)
        value += Decimal("0." + digits)
        for w in words:
            value *= g.scales.get(w, 1)
    elif m["andhalf"]:
        value += Decimal("0.5")
        value *= g.scales[m["halfscale"].strip()] if m["halfscale"] else 1
    elif m["in"]:
        whole = g.small.get(m["whole"]) or Decimal(m["whole"])
        if whole <= value:
            end = m.end("words")
        else:
            return _Reading(m.start(), end, "fraction", value / whole * 100, unit="percent")
    elif m["inthing"]:
        if value != 1 or g.small[m["parts"]] < 2:
            return _with_sign(m.string, _Reading(m.start(), m.end("words"), "cardinal", value), g)
        return _Reading(m.start(), end, "fraction", value / g.small[m["parts"]] * 100, unit="percent")
    elif m["part"]:
        word = m["part"].strip(" -\n")
        plural = word.endswith("s") or word == "halves"
        if value >= 20 and not plural:  # twenty-first
            return _Reading(m.start(), end, "ordinal", value + g.part(word))
        if plural == (value != 1) and word not in ("first", "firsts", "second", "seconds"):
            return _Reading(m.start(), end, "fraction", value / g.part(word) * 100, unit="percent")
        end = m.end("words")
    elif m["fold"]:
        return _Reading(m.start(), end, "change", (value - 1) * 100, unit="percent")
    return _with_sign(m.string, _Reading(m.start(), end, "cardinal", value), g)


def _of_word(m: regex.Match[str], g: _NumeralGrammar) -> _Reading:
    start, end = m.span()
    if m["growth"]:
        return _Reading(start, end, "change", Decimal(g.lexicons["growth_word"][m["growth"]]), unit="percent")
    if m["multiple"]:
        return _Reading(start, end, "multiple", Decimal(g.lexicons["multiple_word"][m["multiple"]]))
    if m["place"]:
        return _Reading(start, end, "ordinal", Decimal(g.lexicons["place_word"][m["place"]]))
    if m["part"]:
        return _Reading(start, end, "fraction", 100 / g.part(m["part"]), unit="percent")
    if m["half"]:
        return _Reading(start, end, "fraction", Decimal(50), unit="percent")
    value = g.ordinals[m["ordinal"]]
    if m["tens"]:
        tens = g.small[m["tens"]]
        value = value + tens if tens >= 20 and value < 10 else value
    return _Reading(start, end, "ordinal", value)


def _joined(text: str, before: list[_Reading], new: _Reading, g: _NumeralGrammar) -> _Reading | None:
    """`60 to 70`, `93% and 96%` after between: two numbers that are the ends of one range."""
    if not before or new.value is None or before[-1].value is None:
        return None
    old = before[-1]
    m = g.range.at(text, old.end)
    if m is None and (unit := g.unit.at(text, old.end)):
        m = g.range.at(text, unit.end())
    if m is None or m.end() != new.start or old.upper is not None:
        return None
    lead = text[max(0, old.start - 12) : old.start]
    between = re.search(r"\bbetween\s(?:[a-z]*[$€£¥]?\s?)$", lead) is not None
    if (m["sep"].strip() == "and") != between or re.search(r"\bfrom\s(?:[a-z]*[$€£¥]?\s?)$", lead):
        return None
    if new.form == "cardinal" and re.search(r"\bby\s$", lead) and g.unit.at(text, new.end) is None:
        return None  # `rose by 16 to 74`
    alike = {old.form, new.form} <= {"percent", "fraction"} or old.form == new.form
    if not alike and not (old.form == "cardinal" and new.form in ("percent", "points", "measure")):
        return None
    low = old.value
    if (
        old.form == "cardinal" == new.form
        and low < 1000 <= new.value
        and re.search(r"[a-z]", text[new.start : new.end])
    ):
        scaled = low * (
            new.value / Decimal(re.match(r"[\d.,]+|", text[new.start : new.end]).group().replace(",", "") or 1)
        )
        low = scaled if scaled < new.value else low
    if (new.form == "ordinal" and not between) or low > new.value:
        return None
    if all(len(text[r.start : r.end]) == 4 and 1000 <= (r.value or 0) <= 2100 for r in (old, new)):
        return None  # two years
    return _Reading(old.start, new.end, new.form, low, new.value, old.comparator, new.unit)


def _finished(text: str, readings: list[_Reading], g: _NumeralGrammar) -> list[NumeralMention]:
    """Give each number its comparator, currency and unit, and the outer span that takes them in."""
    out: list[NumeralMention] = []
    at = 0
    for i, r in enumerate(readings):
        limit = readings[i + 1].start if i + 1 < len(readings) else len(text)
        outer_start, outer_end = r.start, r.end
        if r.form != "code":
            outer_end = min(_right(text, r, g), limit)
            m = g.before.at(text, r.start)
            if m and m["currency"] and r.form == "cardinal":
                r.form, r.unit = "money", g.lexicons["currency_before"][m["currency"].strip()]
                outer_start = m.start("currency")
            if m and m["bound"]:
                if m["bound"] == "over" and g.phrasal.search(text, max(0, m.start("bound") - 16), m.start("bound")):
                    out.append(_mention(r, r.start, outer_end))
                    at = outer_end
                    continue
                outer_start = m.start("bound")
                if r.comparator == "=":
                    r.comparator = g.lexicons["bound_before"][" ".join(m["bound"].split())]
            if outer_start < at:
                outer_start = r.start
        at = outer_end
        out.append(_mention(r, outer_start, outer_end))
    return out


def _mention(r: _Reading, outer_start: int, outer_end: int) -> NumeralMention:
    return NumeralMention(
        r.start, r.end, outer_start, outer_end, r.form, _plain(r.value), _plain(r.upper), r.comparator, r.unit
    )


def _right(text: str, r: _Reading, g: _NumeralGrammar) -> int:
    """The end of the number's unit and of a bound written behind it."""
    end = r.end
    if r.form == "points":
        end = g.after.at(text, end).end()
    if text[end : end + 1] == "+":
        end += 1
    if r.form == "cardinal" and (m := g.unit.at(text, end)):
        end = m.end()
        if m["currency"] is not None:
            r.form, r.unit = "money", g.lexicons["currency_after"][m.group().strip(" -\n")]
        else:
            r.form, r.unit = "measure", g.lexicons["measure_unit"][m["measure"]]
    if m := g.bound_after.at(text, end):
        end = m.end()
        r.comparator = g.lexicons["bound_after"][m["bound"]]
    return end


def _plain(value: Decimal | None) -> int | float | None:
    """An int where the number is whole, else a float: `1362`, `38.6`."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
