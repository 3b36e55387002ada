"""What numerals are written with: the patterns of one language, the values of its words, and a number being read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.annotations import Form
from extractor.matching import Grammar, Pattern

# Digits that are written as a code: dates, telephone numbers, slogans such as 5-2-1-1 or 1+4+N, versions, addresses.
_CODE = r"""
    (?P<date>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?!\d)
        |(?:1[5-9]|20)\d\d\s?[-\u2013\u2014/~]\s?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d,%.]?\d|[-/\w]))
  | (?P<time>[012]?\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?!\d)\s?(?:[ap]\.?m\b\.?)?)
  | (?P<ratio>\d+(?:\.\d+)?\s?:\s?\d+(?:\.\d+)?(?![\d]))
  | (?P<phone>\(?0\d{1,4}\)?(?:[-\u2013 ]\d{3,4}){2,3}(?!\d)|0\d{2,3}[-\u2013]\d{6,8}(?!\d)
        |0\d{6,}(?!\d)|1[3-9]\d{9}(?!\d)
        |\d{3}-\d{3}-\d{4}(?!\d)|\d{3}-\d{4}(?!\d)|\d{4}[- ]\d{4}[- ]\d{4}(?!\d))
  | (?P<slogan>\d+(?:-\d+){2,}|\d+(?:\+\w+)+|\d+(?:\.\d+){2,}|0\d+(?![.,]?\d))
  | (?P<score>(?P<won>\d{1,2})[-\u2013](?P<lost>\d{1,2})
        (?!\d|[-\u2013\s](?:page|year|month|day|hour|minute|metre|meter|week|seat)))
  | (?P<alnum>\d+(?:/\d+)?[a-z]\w*)
"""
LONGEST = 240
"""Characters of a number: in words, those below a trillion have up to 130. The value of so many fits a float."""
CODE_KINDS = ("date", "time", "ratio", "phone", "slogan", "score", "alnum")
_NUMBER = r"""
    (?P<digits>{digits})
    (?:(?P<ordinal>(?:st|nd|rd|th)\b)
      |/(?P<over>\d{1,3})(?![\d/])
      |(?P<scale>(?:[\s-]?(?:ten[\s-])?\L<scale_word>\b)+)
      |(?P<suffix>\s?\L<scale_suffix>\b)
      |(?P<fold>[-\s]?fold\b)
      |\s(?:(?:out\sof|in)\severy\s(?P<every>\d+)|out\sof\s(?P<outof>\d+)(?=\s(?!for|on|in|and|at|by|from|points|stars|with)[a-z]+s\b))
      |(?P<part>[\s-](?:\L<fraction_word>|\L<ordinal_word>s)\b)
    )?
"""
_WORDS = r"""
    (?:(?P<half>(?:half|a\squarter\sof)\s(?:a|an)\s)?(?:an?\s(?=\L<scale_word>\b))?
      (?P<words>(?:\L<number_word>|\L<scale_word>)\b
        (?:(?:[\s-]|(?<=\L<scale_word>)\sand\s)(?:\L<number_word>|\L<scale_word>)\b)*))
    (?:(?P<point>\spoint(?:\s\L<number_word>\b)+(?:[\s-]\L<scale_word>\b)*)
      |(?P<andhalf>\sand\sa\shalf(?P<halfscale>\s\L<scale_word>)?\b)
      |(?P<in>\s(?:in|out\sof)\s(?:every\s)?(?P<whole>\L<number_word>|\d{1,3})\b
        (?!\s(?:years|days|months|weeks|minutes|seconds
            |countries|categories|cities|provinces|schools|states)|[,.]\d|\d))
      |\s[a-z]+(?P<inthing>\sin\s(?:every\s)?(?P<parts>\L<number_word>)\b
        (?=[.,;:)]|\s(?:is|are|was|were|has|have|of|now|comes?|goes?)\b))
      |(?P<part>[\s-](?:\L<fraction_word>|\L<ordinal_word>s?)\b(?:(?<=-[a-z]+)|(?![\s-]\L<prize>)))
      |(?P<fold>[-\s]?fold\b)
    )?
"""
_ALONE = r"""
    (?P<growth>\L<growth_word>\b)
  | (?P<multiple>\L<multiple_word>\b)
  | (?P<place>\L<place_word>\b)
  | (?:(?<=\bby\s)an?\s(?P<part>\L<fraction_word>|\L<ordinal_word>)\b
        (?=\s(?:in|on|over|since|during|within|from|to|and|compared|against|year|this|last)\b))
  | an?\s(?P<part>\L<fraction_word>|\L<ordinal_word>)\b
        (?=\s(?:of|the)\b|\s(?:more|less|fewer|higher|lower)\b|[.,;:)]|\s*$)
  | (?P<ordinal>\L<ordinal_word>)\b
  | (?P<half>half)\b
"""
_AFTER = r"""
    (?P<percent>[\s-]?(?:%|percent\b|per\scent\b|pct\b))
  | [\s-]?(?P<points>\L<points_unit>)\b
  | \s?(?P<plus>\+)(?!\s?\d)
"""
# The group `currency` is empty: it says which of the two alternatives matched.
_UNIT = r"(?:[\s-]?(?:\L<currency_after>\b(?P<currency>)|(?P<measure>\L<measure_unit>)(?![\w²³])))"
_RANGE = r"(?P<sep>-?\s(?:to|till|until)\s|\s?[-\u2013\u2014~]\s?|\sand\s)(?:\L<currency_before>\s?)?"
_BEFORE = (
    r"(?<=(?:(?<![\w'])(?P<bound>\L<bound_before>)\s+(?:the\s|a\stotal\sof\s)?)?"
    r"(?P<currency>(?<![a-z])\L<currency_before>\s?)?)"
)
_BOUND_AFTER = r"[\s-]?(?P<bound>\L<bound_after>)\b"


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


class NumeralGrammar:
    """The compiled patterns and word values of one language."""

    def __init__(self, grammar: Grammar) -> None:
        def compiled(source: str) -> Pattern:
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

    def part(self, word: str) -> Decimal:
        """`thirds` -> 3."""
        word = word.strip(" -\n\t")
        return self.fractions.get(word) or self.ordinals.get(word) or self.ordinals[word.removesuffix("s")]


@lru_cache(maxsize=8)
def numeral_grammar(grammar: Grammar) -> NumeralGrammar:
    """The numeral grammar of the language of `grammar`."""
    return NumeralGrammar(grammar)


def with_sign(text: str, reading: Reading, g: NumeralGrammar) -> Reading:
    """Take in what is written onto a cardinal or fraction: percent, percentage points, a plus."""
    m = g.after.at(text, reading.end)
    if m is None:
        return reading
    if m["points"]:
        reading.form, reading.unit = "points", g.lexicons["points_unit"][m["points"]]
    elif m["percent"]:
        reading.form, reading.end, reading.unit = "percent", m.end(), "percent"
    else:
        reading.comparator = ">="
    return reading
