"""What Chinese numerals are written with: patterns, the values of their characters, and a number being read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.annotations import Form
from extractor.chinese.hannumbers import MYRIAD, HanNumbers
from extractor.matching import Grammar, Pattern

FIGURES = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"

# Runs have an upper length: from every character of a longer one the same characters would be read again.
_HAN = r"(?:{h}(?:{h}|{inner}(?=[{scale}])|几(?=[{great}])){0,40})"
_POINT = r"(?:点[{digit}]{1,12}(?:[{great}]{1,2}(?![{h}])|(?![{scale}])))"
# Behind figures a scale: 3万, 5千万, 2兆元; 百 and 千 alone behind one digit (3千, but not 2024百强).
_SCALE = r"""(?:[十百千]?[万亿]{1,3}|{trillion}[万亿]?|千(?=元)|(?<=(?<![\d,.])\d(?:\.\d{1,2})?[ ]?)
    (?!\L<numeral_word>)(?:百|千(?!\L<thousand_unit>)))"""
_NUMBER = r"""
    (?P<digits>{figures})
        (?P<mixed>[ ]?(?P<inner>\L<bound_inner>|\+)?[ ]?(?P<scale>{scaled})
          (?P<more>{figures}(?P<late>\L<bound_inner>)?[ ]?(?:[十百千]?[万亿]|百|千(?!\L<thousand_unit>))){0,3}
          (?P<rest>\d,\d{3}(?![\d,])|\d{1,3},\d{3}(?!,?\d)|\d{4}(?![\d年级届.-])|\d(?!\d|[.,]\d|[/:%‰-]|\s?(?:\L<counter>|\L<measure_unit>|[{h}])))?)?
  | (?P<han>{han}{point}?)(?P<few>几(?![何乎]))?
"""
_VAGUE = r"(?P<vague>\L<vague_word>)(?<!\L<not_bound>)(?P<vaguescale>[{scale}]{1,4})"
_AMOUNT = r"(?:{figures}|{han}{point}?)"
_SHARE = r"""
    \L<part_word>(?P<parts>{amount})(?:(?:[至到~]|[-–—]{1,2})(?P<upto>{amount})(?!分之))?
  | (?P<whole>{figures}|{han})分之(?P<part>{amount})
  | (?<=\L<share_before>)(?P<part>\d{1,3})/(?P<whole>\d{1,4})(?![\d/.%])
  | (?P<part>\d{1,3})/(?P<whole>\d{1,4})(?=\s?(?:的|\L<bound_after>))
  | (?P<whole>[十百])\L<counter>?中,?(?:就|便|即|约|至少)?有(?P<part>{han})\L<counter>
  | 每(?P<whole>\d{1,6}|{han})\L<counter>?[^,.;。、\d]{0,8}?(?:中|里|,)?(?:就|便|即|约|至少)?有
    (?P<part>\d{1,6}|{han})\L<counter>
"""
_WORD = r"""
    (?P<half>\L<half_word>)|(?<=\L<bound_before>)(?P<half>半)(?=\L<half_noun>)
  | (?P<growth>\L<growth_word>)(?!\L<levied>)
  | (?P<countless>\L<countless_word>)
  | (?P<place>\L<place_word>)
"""
_SUFFIX = r"""
    (?P<percent>\s?(?:%|pct\b))
  | (?P<permille>\s?‰)
  | (?!\L<not_tenth>)(?P<tenth>成)
      (?:(?P<half>半)(?!\L<not_half>)|(?P<hundredth>[\d{digit}])(?![\d%{h}]|[.,]\d|\s?{counted}|\L<numeral_word>)(?<!一)|(?P<hundredth>一)(?=[\s,.;:。、!?)的以左至到~-]|$))?
  | (?P<fold>倍)
  | (?P<points>\s?\L<points_unit>)
"""
_UNIT = r"""(?:\s?(?!\L<not_unit>)(?:(?P<currency>\L<currency_after>)
    |(?P<measure>\L<measure_unit>)(?![a-z])(?:(?P<half>半)(?!\L<not_half>))?))"""
_COUNTED = r"(?:\L<bound_inner>)?(?!\L<not_unit>)(?:\L<counter>|\L<measure_unit>|\L<currency_after>)"
_BEHIND = (
    r"(?!\L<not_bound_after>)(?:(?P<bound>\L<bound_behind_share>)(?![\u4e00-\u9fff])"
    r"|(?<=\L<currency_after>)(?P<bound>\L<bound_behind_money>)|(?P<bound>\L<bound_after>))"
)
_BEHIND_NOUN = r"(?:\L<counter>|\L<counter_noun>|级)(?!\L<not_bound_after>)(?P<bound>\L<bound_after>)"
_INNER = r"\s?(?!\L<not_inner>)(?P<inner>\+|\L<bound_inner>)"
_BEFORE = (
    r"(?<=(?P<bound>\L<bound_before>)\s?(?:了|为|到|至)?(?:(?P<currency>\L<currency_before>)\s?)?"
    r"|(?P<currency>(?<![a-z])\L<currency_before>)\s?)"
)
_UNBOUND = r"(?<=\L<not_bound>)"
_RANGE = r"\s?(?:[-–—~]{1,2}|至|到)\s?"


@dataclass(slots=True)
class Reading:
    """A number while it is being read: `start` and `end` of its characters without what is written around them."""

    start: int
    end: int
    form: Form
    value: Decimal | None
    upper: Decimal | None = None
    comparator: str = "="
    unit: str | None = None
    han: bool = False
    inner: bool = False
    """Whether a bound stands within it: 300余万, 数十."""
    factor: Decimal = Decimal(1)
    """What its sign has multiplied it by: 成 by ten."""
    outer_start: int = -1
    outer_end: int = -1


class NumeralGrammar:
    """The compiled patterns and the values of digits and scales."""

    def __init__(self, grammar: Grammar) -> None:
        lexicons = self.lexicons = grammar.lexicons
        plain = {c: Decimal(v) for c, v in lexicons["han_digit"].items()}
        odd = {c: Decimal(v) for c, v in lexicons["han_digit_beside_scale"].items()}
        zeros = {c: Decimal(v) for c, v in lexicons["han_zero_beside_digit"].items()}
        scales = {c: Decimal(v) for c, v in lexicons["han_scale"].items()}
        trillions = {c: Decimal(v) for c, v in lexicons["han_scale_before_money"].items()}
        self.numbers = HanNumbers({**plain, **odd, **zeros}, {**scales, **trillions})
        digit, scale = "".join([*plain, *zeros]), "".join(scales)
        great = "".join(c for c, v in scales.items() if v >= MYRIAD)
        formal = "".join(c for c in scales if c not in "十百千")
        trillion = rf"[{''.join(trillions)}](?=\s?(?:\d|[{digit}{scale}]|\L<currency_after>|\L<bound_inner>))"
        han_set = "".join([*plain, *scales])
        # Atomic: a character that is a digit in two ways would be tried in both, at every place of a run.
        h = (
            rf"(?>[{han_set}]|[{''.join(odd)}](?=[{formal}])|(?<=[{formal}]|[{formal}{great}]零)[{''.join(odd)}]"
            rf"|[{''.join(zeros)}](?=[{digit}])|(?<=[{digit}])[{''.join(zeros)}]|(?<=[{han_set}]){trillion})"
        )
        parts = {
            "digit": digit, "great": great, "scale": scale, "h": han_set, "trillion": trillion, "figures": FIGURES,
            "counted": _COUNTED, "inner": r"\L<bound_inner>",
        }  # fmt: skip
        parts["han"] = _filled(_HAN.replace("{h}", h), parts)
        parts["point"] = _filled(_POINT, parts)
        parts["amount"] = _filled(_AMOUNT, parts)
        parts["scaled"] = _filled(_SCALE, parts)

        def compiled(source: str) -> Pattern:
            return grammar.pattern("(?x)" + _filled(source, parts))

        self.number, self.vague, self.share = compiled(_NUMBER), compiled(_VAGUE), compiled(_SHARE)
        self.word, self.suffix, self.unit = compiled(_WORD), compiled(_SUFFIX), compiled(_UNIT)
        self.counted, self.behind, self.behind_noun = compiled(_COUNTED), compiled(_BEHIND), compiled(_BEHIND_NOUN)
        self.inner, self.before, self.unbound, self.range = (compiled(p) for p in (_INNER, _BEFORE, _UNBOUND, _RANGE))
        self.idiom = compiled(r"\L<numeral_word>")
        self.idiom_end = compiled(r"(?<=\L<numeral_word_end>)")
        self.bare_before = compiled(r"(?<=(?:\L<bare_before>|\L<bound_before>)(?:了|到)?)")
        self.rank_before = compiled(r"(?<=(?<!\L<not_rank>)\L<rank_before>)")
        self.range_lead = compiled(r"(?<=\L<range_lead>)")
        self.turned = compiled(r"(?<=翻(?:了|上)?(?:\L<bound_before>)?)")
        self.graded = compiled(r"(?:[、和及与或][{digit}]){0,3}\L<grade_noun>")
        self.often = compiled(r"(?<![{h}])[二两三四五六七八九](?=\L<done_verb>)")
        self.hurdle = compiled(r"\s?(?:\L<counter>)[^,.;。]{0,16}?\L<hurdle_noun>")
        firsts = {w[0] for name in _BY_WORD for w in lexicons[name]}
        self.thousand = compiled(r"\L<thousand_unit>")
        self.over = compiled(r"(?:多|余)(?!\L<not_inner>|\L<counter>)")
        self._candidate = re.compile(rf"[\d第每半{han_set}{''.join(sorted(firsts | {*odd, *zeros}))}]")

    def next(self, text: str, at: int) -> int | None:
        """Where the next number may begin."""
        m = self._candidate.search(text, at)
        return None if m is None else m.start()


_BY_WORD = ("half_word", "growth_word", "countless_word", "place_word", "vague_word", "part_word")
"""The lexicons whose words may begin a number."""


def _filled(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with its `{parts}`."""
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern


@lru_cache(maxsize=8)
def numeral_grammar(grammar: Grammar) -> NumeralGrammar:
    """The numeral grammar of `grammar`."""
    return NumeralGrammar(grammar)
