"""The figures of the inspection report: what a reader takes in at one glance, and what its pictures are drawn from."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from extractor import wording
from extractor.extraction import Extraction
from extractor.records import INSTITUTION, Category, Section, Severity

State = Literal["good", "bad", "plain"]
"""Whether a figure is as it should be; `plain` where there is nothing to hold it against."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the large figures on top of a document, with the words that explain it."""

    label: str
    value: str
    words: str
    state: State


@dataclass(frozen=True, slots=True)
class CategoryFigure:
    """How many units a category got, against how many the text announces for it."""

    id: str
    name: str
    found: int
    declared: int | None
    achievements: int
    words: str
    state: State


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A unit, or the institution itself, with its number of achievements in each column."""

    id: str
    name: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Owners by kinds of achievement, or by what sort of number it is; columns and rows without any are left out."""

    by: Literal["kind", "measure"]
    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class RoleShare:
    """How many of all numbers play one part."""

    role: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class SectionShare:
    """A section with its name for the margin, what it is about, and its extent."""

    kind: str
    name: str
    about: str | None
    unit: str | None
    category: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """What the pictures show."""

    heat: tuple[HeatMap, ...]
    roles: tuple[RoleShare, ...]
    sections: tuple[SectionShare, ...]


def figures(extraction: Extraction) -> tuple[Figure, ...]:
    """Units against the announced total, achievements, numbers explained, and findings by severity."""
    return _units(extraction), _achievements(extraction), _numbers(extraction), _findings(extraction)


def category_figures(extraction: Extraction) -> tuple[CategoryFigure, ...]:
    """Each category's units, found against announced, in the order of the categories."""
    by_unit = Counter(row.owner for row in extraction.achievements)
    by_category: Counter[str | None] = Counter()
    for unit in extraction.units:
        by_category[unit.category] += by_unit[unit.id]
    return tuple(
        _category_figure(f"c{number:02}", row, by_category[row.id])
        for number, row in enumerate(extraction.categories, 1)
    )


def pictures(extraction: Extraction) -> Pictures:
    """The numbers behind the heat maps, the bar of roles and the strip of sections."""
    kinds = {row.kind: wording.label(row.kind) for row in extraction.achievements}
    measures: dict[str, str] = {
        slug: words.removeprefix("a ").removeprefix("an ") for slug, words in wording.MEASURES.items()
    }
    heat = (
        _heat_map(extraction, "kind", "Kinds of achievement", kinds),
        _heat_map(extraction, "measure", "Sorts of number", measures),
    )
    roles = Counter(row.role for row in extraction.numerals)
    shares = tuple(RoleShare(role, name, roles[role]) for role, name in wording.ROLES.items() if roles[role])
    return Pictures(heat, shares, tuple(_section_shares(extraction)))


def severities(extraction: Extraction) -> dict[Severity, int]:
    """How many findings there are of each severity, the worst first, none included."""
    found = Counter(row.severity for row in extraction.findings)
    return {severity: found[severity] for severity in wording.SEVERITIES}


def finding_words(extraction: Extraction) -> str:
    """The findings by severity: `2 warnings, 10 notes`, or `none`."""
    counts = severities(extraction).items()
    return ", ".join(wording.counted(n, wording.SEVERITIES[severity]) for severity, n in counts if n) or "none"


def explained(extraction: Extraction) -> int:
    """How many of the numbers in the text have an explanation."""
    return sum(row.role != "unexplained" for row in extraction.numerals)


def _units(extraction: Extraction) -> Figure:
    found, total = len(extraction.units), extraction.announcement.declared_total
    if total is None:
        return Figure("Units selected", f"{found:,}", "the text does not say how many there are", "plain")
    words, state = _against(found, total.value)
    return Figure("Units selected", f"{found:,} of {total.value:,}", words, state)


def _against(found: int, declared: int) -> tuple[str, State]:
    if found == declared:
        return f"the text announces {declared:,}: as many as found", "good"
    gap = wording.counted(abs(declared - found), "unit")
    return f"the text announces {declared:,}: {gap} too {'few' if found < declared else 'many'} found", "bad"


def _category_figure(identity: str, row: Category, achievements: int) -> CategoryFigure:
    if row.declared is None:
        words = "the text gives no number for it"
        return CategoryFigure(identity, row.name, row.found, None, achievements, words, "plain")
    words, state = _against(row.found, row.declared.value)
    return CategoryFigure(identity, row.name, row.found, row.declared.value, achievements, words, state)


def _achievements(extraction: Extraction) -> Figure:
    owners = Counter(row.owner for row in extraction.achievements)
    own = owners.pop(INSTITUTION, 0)
    total = len(extraction.achievements)
    if not total:
        return Figure("Achievements", "0", "the text states none", "plain")
    words = [f"{total - own:,} by {wording.counted(len(owners), 'unit')}"] if owners else []
    words += [f"{own:,} by the institution itself"] if own else []
    return Figure("Achievements", f"{total:,}", ", ".join(words), "plain")


def _numbers(extraction: Extraction) -> Figure:
    known, seen = explained(extraction), len(extraction.numerals)
    if known == seen:
        words = "every number in the text is accounted for" if seen else "there are no numbers in the text"
        return Figure("Numbers explained", f"{known:,} of {seen:,}", words, "good")
    left = wording.counted(seen - known, "number")
    return Figure("Numbers explained", f"{known:,} of {seen:,}", f"{left} could not be explained", "bad")


def _findings(extraction: Extraction) -> Figure:
    counts = severities(extraction)
    if not any(counts.values()):
        return Figure("To check", "nothing", "no finding asks for a second look", "good")
    parts = [wording.counted(n, wording.SEVERITIES[severity]) for severity, n in counts.items() if n]
    serious = counts["error"] + counts["warning"]
    return Figure("To check", parts[0], f"and {' and '.join(parts[1:])}" if parts[1:] else "no more than that",
                  "bad" if serious else "plain")  # fmt: skip


def _heat_map(extraction: Extraction, by: Literal["kind", "measure"], title: str, words: Mapping[str, str]) -> HeatMap:
    cells = Counter((row.owner, getattr(row, by)) for row in extraction.achievements)
    totals = Counter(getattr(row, by) for row in extraction.achievements)
    # The fullest column first; what is only `other` says least and stands last.
    columns = sorted(totals, key=lambda slug: (slug == "other", -totals[slug], slug))
    owners = wording.owners(extraction)
    order = [*(unit.id for unit in extraction.units), INSTITUTION]
    rows = [(owner, tuple(cells[owner, slug] for slug in columns)) for owner in order]
    return HeatMap(
        by, title, tuple((slug, words[slug]) for slug in columns),
        tuple(HeatRow(owner, owners[owner], counts, sum(counts)) for owner, counts in rows if any(counts)),
    )  # fmt: skip


def _section_shares(extraction: Extraction) -> Iterator[SectionShare]:
    units = {row.id: row.name for row in extraction.units}
    categories = {row.id: (f"c{number:02}", row.name) for number, row in enumerate(extraction.categories, 1)}
    for row in extraction.sections:
        category, name = categories[row.category] if row.category is not None else (None, None)
        about = units[row.unit] if row.unit is not None else name
        yield _section_share(row, about, category)


def _section_share(row: Section, about: str | None, category: str | None) -> SectionShare:
    return SectionShare(row.kind, wording.SECTIONS[row.kind], about, row.unit, category, row.start, row.end)
