"""The table of the conditions that a rule can ask for in its `where`, each a question about one numeral."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from extractor.annotations import NumeralMention
from extractor.matching import Grammar, Pattern
from extractor.surroundings import Surroundings

Condition = Callable[[Surroundings, NumeralMention], bool]

_SMALL = 10  # people write numbers up to ten in words, so that larger ones in words are figures
# Characters around a numeral within which the name of a month can date it: `September the 12th`, `12th of September`.
_REACH_BACK, _REACH_AHEAD = 20, 16

# The patterns search slices around the numeral, no longer than they can reach: conditions are asked of every numeral.
_CONTACT: Final = r"(?<!\w)(?:\L<contact_word>|\L<dateline_word>)(?!\w)"
_MONTH_AFTER = re.compile(r"(?:st|nd|rd|th)?,?\s+(?:of\s+)?([a-z]+)")
_MAY_AFTER = re.compile(r"\s+May\b")
_MONTH_BEFORE = re.compile(r"([a-z]+)\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?$")
_OWN = re.compile(r"\bits\b|\bour\b")
_RANKED = re.compile(r"\b(?:rank(?:s|ed|ing)?|placed?|came|finish(?:ed|es)|standing|stands)\b[^.;,]{0,24}$")
_PLAN_FROM = re.compile(r"[\w-]{0,12}[\s-]*(?:\w+)?-?year plan")
_PLAN_BEHIND = re.compile(r"\s?\w*-year plan")
_LOWER_BEFORE = re.compile(r"(?:^|[\s(])[a-z]+,?\s$")
_CAPITAL_AFTER = re.compile(r"\s[A-Z]")
_CAPITAL_BEFORE = re.compile(r"[A-Z]\w*\s$")
_STREAK = re.compile(r"\b(?:for|in|the|its|their|a|and)\s$")
_PERIOD_AFTER = re.compile(r"(?:st|nd|rd|th)?\s(?:of\s)?(?:half|quarter|century|day|week|month)\b")
_PLACE_AFTER = re.compile(r"\s(?:place|position|spot|rank)\b")
_SCORE_BEFORE = re.compile(r"\b(?:scor|rating|rated|factor|index|gpa|marks?)\w*\b[^.;]{0,40}$")


def _code(*kinds: str) -> Condition:
    return lambda p, n: n.form == "code" and n.unit in kinds


def _in_section(*kinds: str) -> Condition:
    def holds(places: Surroundings, n: NumeralMention) -> bool:
        section = places.section(n.start)
        return section is not None and section.kind in kinds

    return holds


def _contact(places: Surroundings, n: NumeralMention) -> bool:
    """Whether it stands in a line of contact details or a dateline, outside of what is said."""
    section = places.section(n.start)
    if section is None or section.kind != "other":
        return False
    block = next((b for b in places.page.blocks if b.start <= n.start < b.end), section)
    return _contact_pattern(places.grammar).search(places.page.low, block.start, block.end) is not None


@lru_cache(maxsize=16)
def _contact_pattern(grammar: Grammar) -> Pattern:
    return grammar.pattern(_CONTACT, name="contact")


def _yearlike(places: Surroundings, n: NumeralMention) -> bool:
    """Whether it is written like a year; one long past is none where it counts things."""
    digits = places.page.text[n.start : n.end]
    if n.form != "cardinal" or n.comparator != "=" or len(digits) != 4 or not digits.isdigit():
        return False
    if not isinstance(n.value, int):
        return False
    return 1900 <= n.value <= 2100 or (1000 <= n.value < 1900 and not places.counts_things(n))


def _month_near(places: Surroundings, n: NumeralMention) -> bool:
    """Whether it is a day or year beside the name of a month."""
    if places.page.hit("month", n.start - _REACH_BACK, n.end + _REACH_AHEAD) is None:
        return False
    if n.form not in ("cardinal", "ordinal") or not isinstance(n.value, int):
        return False
    is_day = n.value <= 31
    if not is_day and not _yearlike(places, n):
        return False
    return (is_day and _month_follows(places, n.end)) or _month_precedes(places, n.start)


def _month_follows(places: Surroundings, end: int) -> bool:
    after = _MONTH_AFTER.match(places.page.low[end : end + _REACH_AHEAD])
    if after and after.group(1) != "may" and after.group(1) in places.grammar.lexicons["month"]:
        return True
    return _MAY_AFTER.match(places.page.text[end : end + len(" May") + 1]) is not None  # and not `12 may`


def _month_precedes(places: Surroundings, start: int) -> bool:
    at = max(0, start - _REACH_BACK)
    before = _MONTH_BEFORE.search(places.page.low[at:start])
    if before is None or before.group(1) not in places.grammar.lexicons["month"]:
        return False
    return before.group(1) not in ("may", "march") or places.page.text[at + before.start(1)].isupper()


def _five_year_plan(places: Surroundings, n: NumeralMention) -> bool:
    low = places.page.low
    return (
        _PLAN_FROM.match(low[n.start : n.start + 30]) is not None
        or _PLAN_BEHIND.match(low[n.end : n.end + 18]) is not None
    )


def _after_one(places: Surroundings, n: NumeralMention) -> bool:
    """Whether the numeral before it is a one: `one of only eleven`."""
    index = places.page.numerals_in(0, n.start).stop
    before = places.page.numerals[index - 1] if index else None
    return before is not None and before.value == 1 and before.form == "cardinal"


def _after_capital(places: Surroundings, n: NumeralMention) -> bool:
    return _CAPITAL_BEFORE.search(places.page.text[max(0, n.start - 12) : n.start]) is not None


def _title_follows(places: Surroundings, n: NumeralMention) -> bool:
    return _CAPITAL_AFTER.match(places.page.text[n.end : n.end + 2]) is not None


def _small_word(places: Surroundings, n: NumeralMention) -> bool:
    return places.page.text[n.start].isalpha() and isinstance(n.value, int) and n.value <= _SMALL


def _capital_word(places: Surroundings, n: NumeralMention) -> bool:
    """Whether a number in words has a capital that no sentence or heading gave it, and so has the word behind it."""
    text = places.page.text
    if not text[n.start].isupper() or not _CAPITAL_AFTER.match(text[n.end : n.end + 2]):
        return False
    return _LOWER_BEFORE.search(text[max(0, n.start - 12) : n.start]) is not None


def _ranked(places: Surroundings, n: NumeralMention) -> bool:
    start, _ = places.around(n)
    return _RANKED.search(places.page.low[start : n.start]) is not None


def _streak(places: Surroundings, n: NumeralMention) -> bool:
    return _STREAK.search(places.page.low[max(0, n.start - 8) : n.start]) is not None


def _date_sentence(places: Surroundings, n: NumeralMention) -> bool:
    """Whether a part of the calendar follows: `the second half of`, `the 21st century`."""
    return _PERIOD_AFTER.match(places.page.low[n.end : n.end + 12]) is not None


def _place_word(places: Surroundings, n: NumeralMention) -> bool:
    low = places.page.low
    return (
        low[n.start : n.end] in places.grammar.lexicons["place_word"]
        or _PLACE_AFTER.match(low[n.end : n.end + 10]) is not None
    )


def _bounded(places: Surroundings, n: NumeralMention) -> bool:
    """Whether a bound or an age makes it a limit: `under 35`, `aged 35`."""
    before = places.page.low[max(0, n.start - 9) : n.start].strip()
    return n.comparator != "=" or before.endswith(("aged", "ages", "age of", "ages of"))


def _decimal(places: Surroundings, n: NumeralMention) -> bool:
    """Whether it can be a score: no whole number, or behind a word that says so."""
    if isinstance(n.value, float):
        return True
    return _SCORE_BEFORE.search(places.page.low[max(0, n.start - 60) : n.start]) is not None


def _planned(places: Surroundings, n: NumeralMention) -> bool:
    section = places.section(n.start)
    start, end = places.sentence(n.start)
    if section is not None and section.kind == "outlook":
        says_so = places.page.hit("future", start, end) is not None
        if says_so or not places.own(start, end):
            return True  # among plans, what is said of the institution as it is stays a fact
    ahead = places.page.hit("future", start, n.start)
    # A plan that a semicolon has closed says nothing of what follows.
    return ahead is not None and ";" not in places.page.text[ahead : n.start]


def _call_sentence(places: Surroundings, n: NumeralMention) -> bool:
    """Whether it belongs to the call or the selection and not to what anybody achieved."""
    section = places.section(n.start)
    if section is None or section.kind not in ("title", "summary", "other", "background"):
        return False
    if section.kind == "background":
        return not places.has_institution
    start, end = places.sentence(n.start)
    if places.page.hit("call_word", start, end) is not None:
        return n.form not in ("percent", "fraction") or not _OWN.search(places.page.low[start:end])
    if n.form != "cardinal":
        return False
    # In a summary a count is that of the call or the selection, unless the sentence is about the institution itself.
    return any(start <= d < end for d in places.declared) or not places.own(start, end)


def _nobodys(places: Surroundings, n: NumeralMention) -> bool:
    """Whether nobody whom the text names could have achieved it."""
    section = places.section(n.start)
    return not places.has_institution and (
        section is None or section.kind in ("title", "summary", "background", "outlook", "header", "other")
    )


def _of_issuer(places: Surroundings, n: NumeralMention) -> bool:
    """Whether the sentence is about the issuer, outside the profiles of units."""
    section = places.section(n.start)
    return (section is None or section.kind != "profile") and places.of_issuer(n.start)


CONDITIONS: dict[str, Condition] = {
    "marker": lambda p, n: p.in_marker(n.start),
    "code_date": _code("date"),
    "code_phone": _code("phone"),
    "code_ratio": _code("ratio", "score", "time"),
    "contact": _contact,
    "yearlike": _yearlike,
    "month_near": _month_near,
    "quoted": lambda p, n: p.in_quotes(n.start, n.end),
    "in_name": lambda p, n: p.in_name(n.start, n.end),
    "in_row": lambda p, n: p.in_row(n.start),
    "in_speech": lambda p, n: p.in_speech(n.start, n.end),
    "in_profile": _in_section("profile", "list"),
    "counted": lambda p, n: p.counts_things(n),
    "counted_plural": lambda p, n: p.counts_things(n),
    "five_year_plan": _five_year_plan,
    "hyphened": lambda p, n: p.page.text[n.end : n.outer_end].startswith("-"),
    "time_measure": lambda p, n: n.unit in ("hour", "minute", "second", "day"),
    "is_one": lambda p, n: n.value == 1 and n.form == "cardinal",
    "once": lambda p, n: n.value == 1,
    "after_one": _after_one,
    "capital_word": _capital_word,
    "is_zero_word": lambda p, n: n.value == 0 and p.page.text[n.start].isalpha(),
    "small_word": _small_word,
    "after_capital": _after_capital,
    "title_follows": _title_follows,
    "ranked": _ranked,
    "streak": _streak,
    "date_sentence": _date_sentence,
    "place_word": _place_word,
    "bounded": _bounded,
    "decimal": _decimal,
    "planned": _planned,
    "declared": lambda p, n: n.start in p.declared,
    "call_sentence": _call_sentence,
    "nobodys": _nobodys,
    "of_issuer": _of_issuer,
}
"""Every condition that `where` may name."""
