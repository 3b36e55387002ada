"""What one text has and the other has not: numbers and units, unless something else in the other could be them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from extractor.normalise import normalise
from extractor.records import Language, Span, Unit
from extractor.spans import Extent
from extractor.twins.corridors import Corridors, holds_more
from extractor.twins.figures import MONTHS, Figure

_IN_WORDS: Mapping[float, str] = {
    2: "both|twice|pair|couple|doubl|second|halv|twin", 3: "thrice|tripl|third", 4: "quadrupl|fourth|quarter",
    5: "fifth|half", 7: "week|daily|day", 10: "decade|tenth|ten", 12: "dozen|year", 20: "score|two decades",
    24: "clock|day|hour", 25: "quarter", 30: "month", 33.333333: "third", 50: "half", 52: "year", 60: "minute",
    66.666667: "third", 75: "quarter", 100: "all|every|full|entire|complete|centur|hundred|doubl|percent",
    365: "day|year",
}  # fmt: skip
"""Words in which a number can hide that the other text has in digits."""
_HAN_DIGITS: Mapping[float, str] = {
    1: "一", 2: "二两双", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九", 10: "十", 100: "百",
    1000: "千", 10000: "万", 50: "半", 12: "年", 60: "时", 24: "天日",
}  # fmt: skip
_RESTATED = re.compile(
    r"\(\W*(?:(?:about|around|approximately|roughly|some|nearly|or)\s)?\W*(?:US\$|\$|€|£|USD|EUR)?\s*$"
)
_FOREIGN = re.compile(
    r"^\s*(?:million|billion)?\s*(?:hectares?|acres?|dollars?|euros?|pounds?|sq(?:uare)?|kilo\w+|tonnes?|miles?|ha\b)"
)
"""A figure in brackets behind another, in a measure that Chinese does not use, is the same figure once more."""
_ORDINARY = 1
"""One of a thing is said by an article as well as by a number, in either language."""
_LONG = 3
"""A run of so many digits is found wherever it stands, also where it is written in other groups."""


def is_hidden(figure: Figure, text: str, extent: Extent, language: Language) -> bool:
    """Whether the other text, in `language`, may say the number within `extent` in a way that no rule reads."""
    where = normalise(text[slice(*extent)])
    if figure.day is not None and figure.day[1] is not None:
        return _is_hidden_date(figure, where, language)
    value = figure.value
    if value is None or value == _ORDINARY or not figure.hard:
        return True
    digits = f"{value:.0f}" if not value % 1 else f"{value}"
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", where)
    if re.search(rf"(?<![\d.]){re.escape(digits)}(?![\d.])", plain):
        return True
    if len(digits) >= _LONG and figure.sort == "reference" and digits in re.sub(r"\D", "", where):
        return True
    if language == "zh":
        return any(c in where for c in _HAN_DIGITS.get(value, "")) or is_restated(figure)
    words = _IN_WORDS.get(value)
    return words is not None and re.search(rf"\b(?:{words})", where, re.IGNORECASE) is not None


def is_restated(figure: Figure) -> bool:
    """Whether an English figure says the one before it once more in another measure: `5,200 mu (347 hectares)`."""
    before, after = figure.place.before, figure.place.after
    return _RESTATED.search(before) is not None and ("$" in before[-4:] or _FOREIGN.match(after) is not None)


def stands_elsewhere(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether a year or an announced number that is not said again has been said: a translation may say it once."""
    if figure.role == "declared":
        return any(row.value == figure.value for row in others)
    return figure.day is not None and any(row.day is not None and _within(figure, row) for row in others)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The other text, in which names of this one are looked for: this text and that, what that one is known to say."""

    texts: tuple[str, str]
    known: Sequence[Extent]
    corridors: Corridors
    language: Language

    def lacks(self, span: Span) -> bool:
        """Whether nothing where the name must stand can be it."""
        place = self.corridors.of_name((span.start, span.end), self.texts, self.language)
        return not holds_more(self.texts[1], place, self.known, self.language)


def lost_units(
    units: Sequence[Unit], paired: Collection[int], figures: Mapping[int, tuple[int, int]], elsewhere: Elsewhere
) -> list[int]:
    """The units without a pair that the other text surely has not.

    `figures` says of each how many of the numbers in its passage have a pair, and how many have none.
    """
    sure = {units[n].category for n in paired} - {None}
    found = []
    for n, unit in enumerate(units):
        matched, alone = figures.get(n, (0, 0))
        # What is described nowhere and has no companions may be a misreading rather than a unit.
        doubtful = unit.profile is None and unit.category not in sure
        if n in paired or doubtful or not unit.mentions or (matched and matched >= alone):
            continue
        if all(elsewhere.lacks(span) for span in unit.mentions):
            found.append(n)
    return found


def _is_hidden_date(figure: Figure, where: str, language: Language) -> bool:
    _, month, day = figure.day or (None, None, None)
    if month is None:
        return False
    named = MONTHS[month - 1][:3] if language == "en" else f"{month}月"
    return named in where.lower() and (day is None or str(day) in where)


def _within(one: Figure, other: Figure) -> bool:
    return all(a is None or a == b for a, b in zip(one.day or (), other.day or (), strict=True))
