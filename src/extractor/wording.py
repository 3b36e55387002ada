"""What the records say in words that a reader understands who has never seen a field name.

Every report, on a page, at a terminal or in an e-mail, takes its words from here.
"""

from collections.abc import Mapping
from decimal import Decimal

import regex

from extractor.extraction import Extraction
from extractor.records import (
    INSTITUTION,
    Achievement,
    Comparator,
    Level,
    Measure,
    Number,
    Period,
    Role,
    SectionKind,
    Severity,
)

BOUNDS: Mapping[Comparator, str] = {
    "=": "", ">": "more than", ">=": "at least", "<": "less than", "<=": "at most", "~": "about",
}  # fmt: skip
"""How each comparator is said before a number; an exact number has nothing before it."""

MEASURES: Mapping[Measure, str] = {
    "count": "a count", "share": "a share", "rank": "a rank", "amount": "an amount", "duration": "a stretch of time",
    "times": "how often", "change": "a rise or fall",
}  # fmt: skip

ROLES: Mapping[Role, str] = {
    "unexplained": "not explained",
    "achievement": "achievement",
    "declared": "announced number of winners",
    "quantity": "quantity that nobody achieved",
    "date": "date or year",
    "grade": "grade of a prize",
    "ordinal": "ordinal in a name",
    "name": "part of a name or slogan",
    "enumeration": "list number",
    "pronoun": "“one of …”",
    "reference": "document, page or telephone number",
}
"""What part a number plays, in the order in which a reader wants to see them: what is not explained comes first."""

SECTIONS: Mapping[SectionKind, str] = {
    "title": "title", "summary": "who was selected", "background": "background", "outlook": "outlook",
    "header": "category heading", "list": "list of names", "profile": "about a unit", "other": "other text",
}  # fmt: skip

SEVERITIES: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
"""The severities of findings, the worst first."""

LEVELS: Mapping[Level, str] = {
    "international": "international", "national": "national", "provincial-ministerial": "provincial or ministerial",
    "municipal": "municipal", "university": "university",
}  # fmt: skip

_UNPRINTABLE = regex.compile(r"[\p{Cc}\p{Bidi_Control}]")
"""What steers a terminal (escape sequences, bells), and what makes text read in another order than it is stored."""

_PLACES_OF_A_DECIMAL = 6
"""No announcement states more; what has more is a fraction such as a third, which binary cannot hold."""
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)
_WITHOUT_PLURAL = frozenset({"mu", "degree celsius"})


def number(value: Number) -> str:
    """A number with its thousands parted by commas, a fraction without end to two places: `300,000,000`, `3.5`."""
    exact = Decimal(repr(value))
    return f"{exact:,f}" if value == round(value, _PLACES_OF_A_DECIMAL) else f"{exact:,.2f}"


def value(achievement: Achievement) -> str:
    """The number with its bound, its range and its unit of measure: `more than 300,000,000 CNY`, `top 10`, `+31%`."""
    row = achievement
    if row.measure == "rank" and row.comparator == "<=":
        return f"top {_with_unit(number(row.value), row.unit)}"
    figures = _figures(row)
    if row.measure == "times" and row.unit is None:
        figures += " time" if figures == "1" else " times"
    return f"{BOUNDS[row.comparator]} {figures}".strip()


def reading(achievement: Achievement) -> str:
    """The value together with what is counted, measured or ranked: `more than 1,362 high-level papers`."""
    row = achievement
    if row.object is None:
        return value(row)
    joint = " " if row.measure == "count" else " · "
    return f"{value(row)}{joint}{row.object}"


def period(stated: Period) -> str:
    """A period as the text has it, with its years behind it unless it names them itself."""
    years = [str(year) for year in (stated.start_year, stated.end_year) if year is not None]
    unsaid = [year for year in dict.fromkeys(years) if year not in stated.text]
    return f"{stated.text} ({'–'.join(dict.fromkeys(years))})" if unsaid else stated.text


def award(achievement: Achievement) -> str | None:
    """The distinction and its grade, or `None` where there is none: `National Teaching Award (first)`."""
    if achievement.award is None:
        return None
    title, grade = achievement.award.title, achievement.award.grade
    if grade is None or (title and grade in title.lower()):
        return title
    return f"{title} ({grade})" if title else f"grade: {grade}"


def one_line(text: str) -> str:
    """A text as one line that steers nothing: white space is spaces, each control or turn of direction a `�`.

    What an announcement says is shown at terminals and in messages, where nobody expects it to act.
    """
    return _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))


def label(slug: str) -> str:
    """A kind as words: `party-branch` is `party branch`."""
    return slug.replace("-", " ")


def owners(extraction: Extraction) -> dict[str, str]:
    """What each owner of an achievement is called: the name of the unit, or of the institution itself."""
    institution = extraction.announcement.institution
    names = {unit.id: unit.name for unit in extraction.units}
    return {INSTITUTION: institution.text if institution else "the institution itself", **names}


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun: `1 unit`, `12 units`, `2 categories`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def _figures(row: Achievement) -> str:
    if row.measure == "rank" and row.unit is None and isinstance(row.value, int) and row.upper is None:
        return _ordinal(row.value)
    low, high = number(row.value), None if row.upper is None else number(row.upper)
    if row.measure == "change" and row.value > 0:
        low, high = f"+{low}", high and f"+{high}"
    figures = low if high is None else f"{low} to {high}"
    return _with_unit(figures.replace("-", "\u2212"), row.unit)


def _ordinal(place: int) -> str:
    last = 0 if place % 100 in _TEENS else place % 10
    return f"{number(place)}{_ENDINGS.get(last, 'th')}"


def _with_unit(figures: str, unit: str | None) -> str:
    if unit is None:
        return figures
    if unit == "percent":
        return f"{figures}%"
    name = label(unit)
    # A currency code and a single unit stand as they are; all other units have a regular plural or none.
    plural = name if name.isupper() or figures in {"1", "+1", "\u22121"} or name in _WITHOUT_PLURAL else f"{name}s"
    return f"{figures} {plural}"
