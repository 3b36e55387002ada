"""All numbers of an announcement in one form for both languages, whatever part its own rules say that they play."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractor import spans
from extractor.extraction import Extraction
from extractor.normalise import normalise
from extractor.records import Achievement, Language, Numeral, Role, Span
from extractor.spans import Extent
from extractor.twins import bounds
from extractor.twins.bounds import Bound

Sort = Literal["number", "share", "date", "reference"]
Day = tuple[int | None, int | None, int | None]
"""Year, month and day, as far as they are stated."""

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "may" else name for name in MONTHS)
_TH = "(?:st|nd|rd|th)?"
_DATES = {
    "zh": re.compile(
        r"(?P<y>\d{4})年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?)?|(?P<m2>\d{1,2})月(?P<d2>\d{1,2})[日号]"
        r"|(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})(?!\d)"
    ),
    "en": re.compile(
        rf"\b(?:(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}}){_TH}(?!\d)(?:,? (?P<y>\d{{4}})\b)?"
        rf"|(?P<d2>\d{{1,2}}){_TH}(?: of)? (?P<m2>{_MONTH})\b\.?(?:,? (?P<y2>\d{{4}})\b)?"
        rf"|(?P<m4>{_MONTH})\.?,?(?: of)? (?P<y4>\d{{4}})\b"
        r"|(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})(?!\d))",
        re.IGNORECASE,
    ),
}
_RUN = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th)$", re.IGNORECASE)
_ERA = re.compile(r"^\s*(?:世纪|年代|s\b|个?五年)")
"""What follows the years of a decade, a century and a plan, which the languages count in different ways."""
_DECADE = re.compile(r"\d{4}s$")
_YEARS = range(1000, 3000)
_WRITTEN_OUT = re.compile("分之|成$|[二三四五六七八九]十|十[一二三四五六七八九]")
"""Numbers in Chinese characters that are numbers in any translation: shares, and those above ten that are not round."""
_PER_THOUSAND = re.compile(r"^\s*(?:‰|per (?:mille|thousand))")
_UNHELD: frozenset[Role] = frozenset({"enumeration", "pronoun"})
"""Numbers of lists are 一、 in one text and I. in the other; `one of` has no number in Chinese."""
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its place. `value` is without its sign and null in a full date; `hard` are those with digits.

    `bound` is one that it surely has, `bounded` says whether anything near it could be one; `point` is a difference of
    shares and not a share.
    """

    span: Span
    sort: Sort
    value: float | None
    upper: float | None
    day: Day | None
    role: Role
    hard: bool
    bound: Bound | None
    bounded: bool
    point: bool
    place: bounds.Around
    achievement: Achievement | None

    @property
    def extent(self) -> Extent:
        """Where it stands."""
        return self.span.start, self.span.end


def figures(extraction: Extraction, text: str) -> tuple[Figure, ...]:
    """The numbers in the order of the text; a date is one figure, a reference as many as it has runs of digits."""
    plain = normalise(text)
    days = list(_days(plain, extraction.source.language))
    starts = [start for (start, _), _ in days]
    achievements = {row.id: row for row in extraction.achievements}
    found: dict[Extent, Figure] = {}
    for row in extraction.numerals:
        if row.role in _UNHELD:
            continue
        at = bisect_right(starts, row.span.start) - 1
        if at >= 0 and spans.overlaps(days[at][0], (row.span.start, row.span.end)):
            extent, day = days[at]
            found.setdefault(extent, _date(text, extent, day, row))
        else:
            for figure in _read(extraction.source.language, text, plain, row, achievements.get(row.achievement or "")):
                found.setdefault(figure.extent, figure)
    return tuple(found.values())


def _days(plain: str, language: str) -> Iterator[tuple[Extent, Day]]:
    for match in _DATES[language].finditer(plain):
        parts = {name[0]: value for name, value in match.groupdict().items() if value}
        month = parts.get("m")
        number = int(month) if month and month.isdigit() else month and _month(month)
        year, day = parts.get("y"), parts.get("d")
        if not _ERA.match(plain[match.end() :]):
            yield match.span(), (int(year) if year else None, number or None, int(day) if day else None)


def _month(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _date(text: str, extent: Extent, day: Day, row: Numeral) -> Figure:
    start, end = extent
    value = float(day[0]) if day[0] is not None and day[1:] == (None, None) else None
    span, place = Span(start=start, end=end, text=text[start:end]), bounds.Around("", text[start:end], "")
    return Figure(span, "date", value, None, day, row.role, True, None, True, False, place, None)  # noqa: FBT003


def _read(language: Language, text: str, plain: str, row: Numeral, achievement: Achievement | None) -> Iterator[Figure]:
    extent = row.span.start, row.span.end
    if _DECADE.match(plain[slice(*extent)]):
        return
    has_digits = any(c.isdigit() and c.isascii() for c in plain[slice(*extent)])
    if row.role in {"reference", "name"} or row.value is None:
        for run in _RUN.finditer(plain[slice(*extent)]):
            place = extent[0] + run.start(), extent[0] + run.end()
            yield _figure(language, text, place, row, value=float(run[0].replace(",", "")), hard=True)
        if has_digits or row.value is None:
            return
    if row.role == "date" and (_ERA.match(plain[extent[1] :]) or _ORDINAL.match(plain[slice(*extent)])):
        return
    value = float(row.value)
    if row.value and "‰" not in row.span.text and _PER_THOUSAND.match(plain[extent[1] :]):
        value /= 10
    hard = has_digits or (row.role == "achievement" and _WRITTEN_OUT.search(row.span.text) is not None)
    yield _figure(language, text, extent, row, value=value, hard=hard, achievement=achievement)


def _figure(
    language: Language, text: str, extent: Extent, row: Numeral, *, value: float, hard: bool,
    achievement: Achievement | None = None,
) -> Figure:  # fmt: skip
    place = bounds.around(text, *extent, language)
    share = bounds.share_of(place)
    dated = row.role == "date"
    sort: Sort = "reference" if row.role in {"reference", "name"} else "share" if share else "number"
    day = (int(value), None, None) if dated and value in _YEARS else None
    bare = dated or sort == "reference"
    return Figure(
        span=Span(start=extent[0], end=extent[1], text=text[slice(*extent)]),
        sort="date" if dated else sort,
        value=round(abs(value), _DECIMALS),
        upper=round(abs(achievement.upper), _DECIMALS) if achievement and achievement.upper is not None else None,
        day=day,
        role=row.role,
        hard=hard,
        bound=None if bare else bounds.strict(place, language, achievement.comparator if achievement else None),
        bounded=bare or bounds.may_have_one(place, language),
        point=share == "point",
        place=place,
        achievement=achievement,
    )
