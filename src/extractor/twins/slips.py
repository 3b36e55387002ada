"""What differs between a number and the one in its place in the translation, and what slip that looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log10
from typing import Literal

from extractor.records import Grade, Severity
from extractor.twins.bounds import COMPATIBLE, Bound
from extractor.twins.figures import Figure

Code = Literal[
    "value-scale", "digits-transposed", "value-differs", "declared-differs", "date-differs", "point-percent",
    "bound-lost", "bound-added", "bound-changed", "upper-lost", "upper-added", "measure-changed", "direction-changed",
    "grade-changed", "number-lost", "number-added", "unit-lost", "unit-added", "owner-changed", "term-varies",
]  # fmt: skip

SEVERITIES: Mapping[Code, Severity] = {
    "value-scale": "error", "digits-transposed": "error", "value-differs": "error", "declared-differs": "error",
    "date-differs": "error", "point-percent": "error", "bound-lost": "warning", "bound-added": "warning",
    "bound-changed": "error", "upper-lost": "error", "upper-added": "error", "measure-changed": "error",
    "direction-changed": "error", "grade-changed": "error", "number-lost": "error", "number-added": "warning",
    "unit-lost": "error", "unit-added": "error", "owner-changed": "error", "term-varies": "info",
}  # fmt: skip

BOUNDS: Mapping[Bound, str] = {
    "over": "“more than”", "least": "“at least”", "near": "“nearly”", "about": "“about”", "under": "“less than”",
}  # fmt: skip

_SIDES = ("Chinese", "English")
_EXACT = 1e-9
_SHORTEST = 2
"""Digits that a number has at least from which one can have been lost."""
_LARGEST_SCALE = 8
"""10 to this power is 亿 taken for nothing; what differs by more has another cause."""
_ROUNDED = 0.05
"""Per cent by which a share in words may differ from the same share in digits: a third and 33.3%."""
_IN_ANY_CLAUSE = 10
"""Below this a number in characters (一年以上) is found beside any number in digits, and its bound proves nothing."""
_AREAS = (1 / 15, 0.1647)
"""Hectares and acres in one mu."""
_RANK_ZH = re.compile("第$")
_RANK_EN = re.compile(r"\b(?:no\.?|number|rank\w*|plac\w+|top|position\w*)\b", re.IGNORECASE)
_FALL_ZH, _RISE_ZH = re.compile("[降减缩少下]"), re.compile("[增升涨提长多]|扩大")
_FALL_EN = re.compile(
    r"\b(?:f[ae]ll\w*|down|cut\w*|drop\w*|de(?:crease|cline)\w*|reduc\w+|lower\w*|shr[aiu]nk\w*)\b", re.IGNORECASE
)
_RISE_EN = re.compile(
    r"\b(?:up|r[io]se\w*|rising|gr[eo]w\w*|increas\w*|climb\w*|gain\w*|improv\w*|rais\w+|higher)\b", re.IGNORECASE
)
_GRADES: Mapping[Grade, tuple[str, str]] = {
    "special": ("特等", "special|grand|top"), "first": ("一等", "first"), "second": ("二等", "second"),
    "third": ("三等", "third"), "gold": ("金", "gold"), "silver": ("银", "silver"), "bronze": ("铜", "bronze"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """What differs; of the pairs that could be one number, those with a known slip (`likeness` 2 or 3) come first."""

    code: Code
    message: str
    likeness: int = 3


def agree(one: Figure, other: Figure) -> bool:
    """Whether two numbers that are written differently say the same."""
    if one.day and other.day:
        return any(a is not None and a == b for a, b in zip(one.day, other.day, strict=True)) and all(
            a == b or None in {a, b} for a, b in zip(one.day, other.day, strict=True)
        )
    if one.value is None or other.value is None:
        return False
    if one.place.after.startswith("倍"):
        return other.value in {one.value, one.value + 1, one.value * 100, (one.value + 1) * 100}
    if one.place.after.startswith("亩"):
        return any(abs(one.value * area - other.value) <= 0.02 * other.value for area in _AREAS)
    in_words = not all(re.search(r"\d", row.span.text) for row in (one, other))
    return in_words and abs(one.value - other.value) < _ROUNDED


def unequal(one: Figure, other: Figure) -> Slip | None:
    """The slip that turns the Chinese number into the English one; nothing if they have nothing in common."""
    said = f"{one.span.text} is {other.span.text} in English"
    if one.day and other.day and "date" in {one.sort, other.sort}:
        return Slip("date-differs", f"the date {said}", 2)
    if one.value is None or other.value is None or (one.sort == "date") is not (other.sort == "date"):
        return None
    slip = _known(one.value, other.value, said) if one.hard and other.hard else None
    if slip is None:
        if not _same_sort(one, other):
            return None
        slip = Slip("value-differs", said, 1)
    if "declared" in {one.role, other.role}:
        return Slip("declared-differs", f"the announced number {said}", slip.likeness)
    return slip


def of_equals(one: Figure, other: Figure) -> Iterator[Slip]:
    """What differs though the value does not: bounds, the upper end, points and per cent, measure, direction, grade."""
    yield from _of_shares(one, other)
    yield from _of_bounds(one, other)
    yield from _of_uppers(one, other)
    yield from _of_measures(one, other)
    yield from _of_grades(one, other)


def _known(one: float, other: float, said: str) -> Slip | None:
    if one and other:
        power = log10(other / one)
        if power and abs(power - round(power)) < _EXACT and abs(power) <= _LARGEST_SCALE:
            factor = f"{10 ** abs(round(power)):,} times too {'large' if power > 0 else 'small'}"
            return Slip(
                "value-scale", f"{said}: {factor}, likely a slip of the scale (万 is 10,000, 亿 is 100 million)"
            )
    digits, others = _digits(one), _digits(other)
    if len(digits) == len(others) > 1:
        places = [i for i, (a, b) in enumerate(zip(digits, others, strict=True)) if a != b]
        if sorted(digits) == sorted(others):
            return Slip("digits-transposed", f"{said}: the same digits in another order")
        if len(places) == 1:
            return Slip("value-differs", f"{said}: one digit differs", 2)
    shorter, longer = sorted((digits, others), key=len)
    if len(longer) == len(shorter) + 1 > _SHORTEST and tuple(shorter) in set(combinations(longer, len(shorter))):
        return Slip("value-differs", f"{said}: a digit is {'lost' if longer == digits else 'added'}", 2)
    return None


def _digits(value: float) -> str:
    return f"{value:.6f}".rstrip("0").replace(".", "").lstrip("0") if value % 1 else f"{value:.0f}".rstrip("0")


def _same_sort(one: Figure, other: Figure) -> bool:
    if one.sort != other.sort:
        return False
    a, b = one.achievement, other.achievement
    return (one.hard and other.hard) or (a is not None and b is not None and a.measure == b.measure)


def _of_shares(one: Figure, other: Figure) -> Iterator[Slip]:
    if one.point and not other.point and other.sort == "share" and "point" not in other.place.after:
        yield Slip("point-percent", f"{one.span.text} percentage points are per cent in English: {other.span.text}")
    elif other.point and not one.point and one.sort == "share" and "点" not in one.place.after:
        yield Slip("point-percent", f"{one.span.text} is in percentage points in English: {other.span.text}")


def _of_bounds(one: Figure, other: Figure) -> Iterator[Slip]:
    if not one.hard and (one.value or 0) < _IN_ANY_CLAUSE:
        return
    if one.bound and other.bound:
        if other.bound not in COMPATIBLE[one.bound]:
            said = f"{BOUNDS[one.bound]} at {one.span.text} is {BOUNDS[other.bound]} in English"
            yield Slip("bound-changed", said)
    elif one.bound and not other.bounded:
        yield Slip("bound-lost", f"{BOUNDS[one.bound]} at {one.span.text} is lost: {other.span.text} in English")
    elif other.bound and not one.bounded:
        yield Slip("bound-added", f"{BOUNDS[other.bound]} at {other.span.text} is not in Chinese: {one.span.text}")


def _of_uppers(one: Figure, other: Figure) -> Iterator[Slip]:
    if one.upper is not None and other.upper is not None and one.upper != other.upper:
        yield Slip("value-differs", f"the upper end of {one.span.text} is another in {other.span.text}")
    elif one.upper is not None and _is_alone(other):
        yield Slip("upper-lost", f"the upper end of {one.span.text} is lost: {other.span.text} in English")
    elif other.upper is not None and _is_alone(one):
        yield Slip("upper-added", f"{other.span.text} has an upper end that {one.span.text} has not")


def _is_alone(figure: Figure) -> bool:
    """Whether no second number stands in it or at once behind it, which could be the upper end."""
    return (
        figure.upper is None
        and len(re.findall(r"\d+", re.sub(r"[,.](?=\d)", "", figure.place.text))) == 1
        and not (re.match(r"\W*(?:to|and|or|至|到|或)?\W{0,2}[\d零一二三四五六七八九十]", figure.place.after))
    )


def _of_measures(one: Figure, other: Figure) -> Iterator[Slip]:
    a, b = one.achievement, other.achievement
    if a is None or b is None:
        return
    shares = {"percent", "percentage-point"}
    if a.unit and b.unit and a.unit != b.unit and not {a.unit, b.unit} & shares:
        yield Slip("measure-changed", f"{one.span.text} is in {a.unit}, and in English in {b.unit}")
    ranked = _RANK_EN.search(f"{other.place.before} {other.place.after}") or re.search(
        r"(?:st|nd|rd|th)$", other.span.text
    )
    if (
        a.measure == "rank"
        and b.measure == "count"
        and _RANK_ZH.search(one.place.before + one.span.text[:1])
        and not ranked
    ):
        yield Slip("measure-changed", f"{one.span.text} is a rank, and a count in English")
    if a.measure == b.measure == "change" and a.value * b.value < 0:
        falls = _FALL_ZH.search(one.place.before), _FALL_EN.search(f"{other.place.before}{other.place.after}")
        rises = _RISE_ZH.search(one.place.before), _RISE_EN.search(f"{other.place.before}{other.place.after}")
        if [bool(row) for row in falls] != [bool(row) for row in rises] and bool(falls[0]) is not bool(falls[1]):
            way = "a fall" if a.value < 0 else "a rise"
            yield Slip("direction-changed", f"{one.span.text} is {way}, and in English the opposite")


def _of_grades(one: Figure, other: Figure) -> Iterator[Slip]:
    awards = [row.achievement.award for row in (one, other) if row.achievement]
    grades = [award.grade for award in awards if award is not None and award.grade is not None]
    if len(grades) != len(_SIDES) or not set(grades) <= _GRADES.keys() or grades[0] == grades[1]:
        return
    grade, stated = grades
    chinese, english = f"{one.place.before}{one.place.after}", f"{other.place.before}{other.place.after}"
    if not re.search(_GRADES[grade][1], english, re.IGNORECASE) and not re.search(_GRADES[stated][0], chinese):
        yield Slip("grade-changed", f"the {grade} prize at {one.span.text} is the {stated} prize in English")
