"""How well an extraction agrees with a gold reading: what was read, what was missed and what was made up."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from extractor import documents, goldfile, pipeline, reading, spans
from extractor.errors import InputError, searching
from extractor.extraction import Extraction, placed_spans
from extractor.goldfile import Gold, GoldAchievement, GoldUnit, locate
from extractor.likeness import likeness, same_object, same_value
from extractor.records import INSTITUTION, Achievement, Category, Unit
from extractor.rules import RuleSet
from extractor.tally import Tally

NAMES_AGREE = 88
"""The likeness from which two names count as one: the other words of a name may differ by about a word in eight."""
OWN_NAME_AGREES = 70
"""A unit that matches by one of its mentions must still have a name of its own that is recognisably the same."""
CATEGORIES_AGREE = 85

_DIGITS = re.compile(
    r"[0-9]+(?:(?:,[0-9]{2,3})*,[0-9]{3}(?![0-9]))?(?:\.[0-9]+)?|[０-９]+(?:，[０-９]{3}(?![０-９]))*(?:．[０-９]+)?"
)


def evaluate_file(path: Path, rules: RuleSet) -> Tally:
    """Read the announcement beside the gold file at `path` and hold the reading against it."""
    announcement = goldfile.announcement_of(path)
    gold = goldfile.load(path)
    source = documents.read(announcement).source
    if problems := goldfile.unsound(gold, source.text):
        raise InputError("\n".join(f"{path}: {problem}" for problem in problems))
    with searching(reading.printable(source.path)):
        extraction = pipeline.run(source, rules)
    return evaluate(gold, extraction, source.text)


def evaluate(gold: Gold, extraction: Extraction, text: str) -> Tally:
    """Hold `extraction` against the gold reading of `text`."""
    tally = Tally()
    _judge_text(extraction, text, tally)
    _judge_header(gold, extraction, tally)
    categories = _judge_categories(gold, extraction, tally)
    units = _judge_units(gold, extraction, text, categories, tally)
    _judge_achievements(gold, extraction, text, units, tally)
    _judge_traps(gold, extraction, text, tally)
    return tally


def _judge_text(extraction: Extraction, text: str, tally: Tally) -> None:
    for _, span in placed_spans(extraction):
        tally.add("grounded", hit=text[span.start : span.end] == span.text)
    numerals = [(row.span.start, row.span.end) for row in extraction.numerals]
    for match in _DIGITS.finditer(text):
        tally.add("digits", hit=sum(spans.overlaps(extent, match.span()) for extent in numerals) == 1)


def _judge_header(gold: Gold, extraction: Extraction, tally: Tally) -> None:
    announcement = extraction.announcement
    for name, wanted, span in (
        ("institution", gold.institution, announcement.institution),
        ("issuer", gold.issuer, announcement.issuer),
    ):
        got = span.text if span else None
        agrees = got is None if wanted is None else got is not None and likeness(wanted, got) >= NAMES_AGREE
        tally.add("header", hit=agrees, miss=f"{name}: want {wanted!r}, got {got!r}")
    total = announcement.declared_total.value if announcement.declared_total else None
    tally.add(
        "header", hit=total == gold.declared_total, miss=f"declared_total: want {gold.declared_total}, got {total}"
    )


def _judge_categories(gold: Gold, extraction: Extraction, tally: Tally) -> dict[str, str]:
    """Count, and return the gold id of each category that was recognised."""
    recognised: dict[str, str] = {}
    for wanted in gold.categories:
        best, category = 0.0, None
        for row in extraction.categories:
            score = max(likeness(one, other) for one in wanted.names for other in _names_of_category(row))
            if score > best and row.id not in recognised:
                best, category = score, row
        hit = category is not None and best >= CATEGORIES_AGREE
        tally.add("category.r", hit=hit, miss=f"category missed: {list(wanted.names)}")
        if category is not None and hit:
            recognised[category.id] = wanted.id
    for row in extraction.categories:
        tally.add("category.p", hit=row.id in recognised, miss=f"category spurious: {row.name!r}")
    return recognised


def _names_of_category(category: Category) -> tuple[str, ...]:
    return (category.name, category.id.replace("-", " "), *(span.text for span in category.mentions))


def _judge_units(
    gold: Gold, extraction: Extraction, text: str, categories: Mapping[str, str], tally: Tally
) -> dict[str, str]:
    """Count, and return the gold id of each unit that was recognised."""
    recognised = _matched_units(gold.units, extraction.units)
    for wanted in gold.units:
        tally.add("unit.r", hit=wanted.id in recognised.values(), miss=f"unit missed: {wanted.name!r}")
    by_id = {row.id: row for row in gold.units}
    for unit in extraction.units:
        tally.add("unit.p", hit=unit.id in recognised, miss=f"unit spurious: {unit.name!r}")
        if unit.id not in recognised:
            continue
        wanted = by_id[recognised[unit.id]]
        category = categories.get(unit.category) if unit.category else None
        place = f"unit category: {unit.name!r} in {unit.category}, want {wanted.category}"
        tally.add("unit.category", hit=category == wanted.category, miss=place)
        kind = f"unit kind: {unit.name!r} is {unit.kind}, want {wanted.kind}"
        tally.add("unit.kind", hit=wanted.kind in (None, unit.kind), miss=kind)
        if wanted.profile:
            # A few characters of quotation marks or bullets in front of a profile may belong to either side.
            at = text.index(wanted.profile) + 3
            inside = unit.profile is not None and unit.profile.start <= at < unit.profile.end
            tally.add("unit.profile", hit=inside, miss=f"unit profile: {unit.name!r} does not have {wanted.profile!r}")
    return recognised


def _matched_units(gold: Iterable[GoldUnit], found: Iterable[Unit]) -> dict[str, str]:
    """One to one, the most alike first: the gold id by the id of the unit."""
    pairs = []
    for wanted in gold:
        for unit in found:
            own = max(likeness(name, unit.name) for name in wanted.names)
            mentioned = (likeness(name, span.text) for name in wanted.names for span in unit.mentions)
            best = max((own, *mentioned))
            if best >= NAMES_AGREE and own >= OWN_NAME_AGREES:
                pairs.append((best + own / 1000, wanted.id, unit.id))
    matched: dict[str, str] = {}
    for _, wanted_id, unit_id in sorted(pairs, reverse=True):
        if unit_id not in matched and wanted_id not in matched.values():
            matched[unit_id] = wanted_id
    return matched


def _judge_achievements(gold: Gold, extraction: Extraction, text: str, units: Mapping[str, str], tally: Tally) -> None:
    matched = _matched_achievements(gold.achievements, extraction.achievements, text)
    for wanted in gold.achievements:
        if wanted.optional:
            continue
        row = matched.get(wanted.within)
        tally.add("achievement.r", hit=row is not None, miss=f"achievement missed: {wanted.within!r}")
        if row is None:
            tally.add("record.r", hit=False)
            continue
        right = _agreement(wanted, row, matched, units)
        for name, agrees in right.items():
            miss = f"{name}: {wanted.within!r}: want {getattr(wanted, name)!r}, got {getattr(row, name)!r}"
            tally.add(f"field.{name}", hit=agrees, miss=miss)
        tally.add("achievement.p", hit=True)
        tally.add("record.r", hit=all(right.values()))
        tally.add("record.p", hit=all(right.values()))
    used = {row.id for row in matched.values()}
    for row in extraction.achievements:
        # An implied honour that no gold reading speaks of is nobody's fault.
        if row.id not in used and not row.implied:
            tally.add("achievement.p", hit=False, miss=f"achievement spurious: {row.span.text!r} = {row.value}")
            tally.add("record.p", hit=False)


def _matched_achievements(
    gold: Iterable[GoldAchievement], found: Iterable[Achievement], text: str
) -> dict[str, Achievement]:
    """One to one, by place and value, written numbers first: the achievement by the `within` of the gold one."""
    matched: dict[str, Achievement] = {}
    used: set[str] = set()
    for wanted in sorted(gold, key=lambda row: row.number is None):
        extent = locate(wanted, text)
        for row in found:
            span = row.numeral or row.span
            if (
                row.id not in used
                and spans.overlaps(extent, (span.start, span.end))
                and row.implied is (wanted.number is None)
                and (wanted.optional or same_value(wanted, row))
            ):
                matched[wanted.within] = row
                used.add(row.id)
                break
    return matched


def _agreement(
    wanted: GoldAchievement, row: Achievement, matched: Mapping[str, Achievement], units: Mapping[str, str]
) -> dict[str, bool]:
    """Which fields of the record are right."""
    parents: set[str | None] = {matched[within].id for within in wanted.part_of if within and within in matched}
    if None in wanted.part_of or not parents:
        parents.add(None)
    owner = row.owner if row.owner == INSTITUTION else units.get(row.owner)
    return {
        "owner": owner == wanted.owner,
        "measure": row.measure == wanted.measure,
        "comparator": row.comparator == wanted.comparator,
        "upper": (row.upper is None) == (wanted.upper is None),
        "object": not wanted.object or same_object(wanted.object, row.object or ""),
        "part_of": row.part_of in parents,
    }


def _judge_traps(gold: Gold, extraction: Extraction, text: str, tally: Tally) -> None:
    numerals = [(row.numeral.start, row.numeral.end) for row in extraction.achievements if row.numeral]
    for trap in gold.traps:
        sprung = any(spans.overlaps(extent, locate(trap, text)) for extent in numerals)
        tally.add("traps", hit=not sprung, miss=f"trap sprung: {trap.within!r} ({trap.role})")
