"""The words around a number that bound it or say what sort of share it is, in either language.

Each question has a strict answer, which a finding may rest on, and a generous one, which is enough to let a number
pass: a bound is lost only if one text surely has it and nothing in the other could be it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from extractor.records import Comparator, Language

Bound = Literal["over", "least", "near", "about", "under"]
"""The ways of not being exact: above, from there on, just below, around, below."""

COMPATIBLE: Mapping[Bound, frozenset[Bound]] = {
    "over": frozenset({"over", "least", "about"}),
    "least": frozenset({"over", "least", "about"}),
    "near": frozenset({"near", "about", "under"}),
    "about": frozenset({"over", "least", "near", "about", "under"}),
    "under": frozenset({"near", "about", "under"}),
}
"""What may stand in a translation for each: 余 is `more than` and also `some`, but 近 is never `more than`."""

OF_COMPARATORS: Mapping[Comparator, Bound | None] = {
    "=": None, ">": "over", ">=": "least", "<": "under", "<=": "under", "~": "about",
}  # fmt: skip

_BEFORE_ZH: Mapping[Bound, str] = {
    "over": "逾|超过?|突破|多于|大于|高于|不止|超出", "least": "不少于|至少|不低于|不小于", "near": "将近|接近|近",
    "about": "大约|约[为占有计]?", "under": "不足|不到|低于|少于|不超过|至多|最多|最高达?",
}  # fmt: skip
_AFTER_ZH: Mapping[Bound, str] = {"least": "及?以上", "about": "左右|上下", "under": "及?以下|以内"}
_BEFORE_EN: Mapping[Bound, str] = {
    "over": r"more than|over|above|exceed\w*|surpass\w*|topp\w+|upwards? of|in excess of|greater than|beyond|past"
    r"|pass\w+|cross(?:ed|es|ing)|br(?:oken?|eaks?|eaking)(?: through)?",
    "least": r"at least|no(?:t)? (?:fewer|less) than|a minimum of|as many as|as much as",
    "near": r"nearly|almost|close to|just under|approaching",
    "about": r"about|around|approximately|roughly|some|an estimated|circa",
    "under": r"(?:less|fewer) than|under|below|up to|at most|no more than|not more than|within",
}
_AFTER_EN: Mapping[Bound, str] = {
    "over": r"\+", "least": r"(?:or|and) (?:more|above|higher|over)(?! than)|upwards", "about": r"or so|plus|odd",
    "under": r"or (?:less|fewer|below|under)",
}  # fmt: skip
_BETWEEN_EN = r"\s*(?:(?:the|a|an|RMB|CNY|US\$|\$|¥|mark of)\s*)*$"
_ANY: Mapping[Language, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "zh": (
        re.compile("[逾超破近约过数]|至少|不[少足到低超止小]|最[高多低少]|[高低大小多少]于|上(?=$|[百千万亿])"),
        re.compile("[余多许]|以上|以下|以内|之内|左右|上下|不等"),
    ),
    "en": (
        re.compile("|".join((*_BEFORE_EN.values(), "hundreds", "thousands", "dozens", "well")), re.IGNORECASE),
        re.compile("|".join((*_AFTER_EN.values(), "hundreds", "thousands", "dozens", "upwards?")), re.IGNORECASE),
    ),
}
"""What could be a bound before a number, and behind it."""
_IN_SENTENCE = re.compile(r"[。；;!?！？\n]|\.\s")
_NUMBER = re.compile(r"\d")
_REACH: Mapping[Language, tuple[int, int]] = {"zh": (9, 10), "en": (45, 30)}
"""Characters before and after a number in which a bound of it can stand."""
_SPAN_OF_TIME = re.compile(r"^(?:年|个?月|天|日|届|周|\s*(?:years?|months?|days?|weeks?|decades?)\b)")
_THROUGH_TIME = re.compile(r"\b(?:over|within|past)\s*$", re.IGNORECASE)
_POINT = re.compile(r"^\s*(?:个?百分点|-?percentage[ -]points?|-?points?\b|pp\b)", re.IGNORECASE)
_PER_CENT_AFTER, _PER_CENT_IN = (
    re.compile(r"^\s*(?:[%％‰]|per ?cent|pct)", re.IGNORECASE),
    re.compile("[%％‰成]|分之|per ?cent", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Around:
    """A number in its sentence: what stands before it, itself, and what stands behind it."""

    before: str
    text: str
    after: str


def around(text: str, start: int, end: int, language: Language) -> Around:
    """What stands around a number, as far as its bound can, and not beyond its sentence or another number."""
    reach_before, reach_after = _REACH[language]
    before, after = text[max(start - reach_before, 0) : start], text[end : end + reach_after]
    sentences = [found.end() for found in _IN_SENTENCE.finditer(before)]
    if sentences:
        before = before[sentences[-1] :]
    return Around(
        _NUMBER.split(before)[-1], text[start:end], _NUMBER.split(_IN_SENTENCE.split(after, maxsplit=1)[0])[0]
    )


def strict(place: Around, language: Language, comparator: Comparator | None) -> Bound | None:
    """The bound that a number surely has: right beside it, or read by the rules and seen near it."""
    found = _beside_zh(place) if language == "zh" else _beside_en(place)
    if found is None and comparator is not None and OF_COMPARATORS[comparator] and may_have_one(place, language):
        return OF_COMPARATORS[comparator]
    return found


def may_have_one(place: Around, language: Language) -> bool:
    """Whether something near the number could be a bound of it."""
    before, after = _ANY[language]
    return bool(before.search(place.before) or after.search(f"{place.text}{place.after}"))


def share_of(place: Around) -> Literal["percent", "point"] | None:
    """Whether the number is a share, a difference of two shares, or neither, by what stands behind or in it."""
    if _POINT.match(place.after):
        return "point"
    return "percent" if _PER_CENT_AFTER.match(place.after) or _PER_CENT_IN.search(place.text) else None


def _beside_zh(place: Around) -> Bound | None:
    if re.search("[余多](?=[百千万亿]|$)", place.text) or re.match("[余多][^\u3000-\u303f，；]", place.after):
        return "over"
    if _SPAN_OF_TIME.match(place.after) and place.before.endswith("近"):
        return None  # 近五年 is "the past five years".
    for bound, words in _BEFORE_ZH.items():
        if re.search(f"(?:{words})$", place.before):
            return bound
    for bound, words in _AFTER_ZH.items():
        # 14项省级以上奖项 bounds the level of the prizes and not their number.
        if re.match(rf"[^\W\d]{{0,4}}?(?<![级省市县厅部国])(?:{words})", place.after):
            return bound
    return None


def _beside_en(place: Around) -> Bound | None:
    if _SPAN_OF_TIME.match(place.after) and _THROUGH_TIME.search(place.before):
        return None  # `Over five years it published …` is 五年来.
    # The longer words first: `no more than` ends in `more than`.
    for bound in ("least", "near", "under", "about", "over"):
        if re.search(rf"\b(?:{_BEFORE_EN[bound]}){_BETWEEN_EN}", place.before, re.IGNORECASE):
            return bound
    for bound, words in _AFTER_EN.items():
        if re.match(rf"\s*(?:[\w-]+\s){{0,2}}?(?:{words})(?!\w)", place.after, re.IGNORECASE):
            return bound
    return None
