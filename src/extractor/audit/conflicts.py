"""One quantity that is stated twice: in the summary and in the profile it should be the same number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, islice
from typing import Final

from extractor.annotations import FindingMention, SectionMention
from extractor.audit import kinship, proofs
from extractor.audit.sheet import Figure, Sheet

_HELD: Final = frozenset(("count", "amount", "share", "times", "rank"))
_NEAR: Final = 2.0
"""Two values of one quantity are at most this much apart: a slip changes a digit, and what differs by more is another
quantity of the same noun. Slips that keep the digits, or move the point, are known in any size."""
_SPECIFIC: Final = 2
"""Words of a noun phrase from which on it names one quantity: `high-level papers`, and not `papers`."""
_SPECIFIC_HAN: Final = 4  # characters, likewise
_SAME_LEAD: Final = 4  # letters or characters before both numbers that are the same: the verb of both statements
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LEAD: Final = 5  # characters before a number that say of what it is where its noun leads it: 年接诊患者42100人次
_HAN_LEAD = re.compile(rf"[\u3400-\u9fff]{{{_LEAD}}}$")
_NAMED = re.compile(r"(?:The |In .{2,30}, (?:the )?)?(?P<name>[A-Z][\w'-]+(?: (?:of |and |the )*[A-Z][\w'-]+)+)\b")
_MOST_PAIRS: Final = (
    1000  # of numbers of one thing that are compared; a text that repeats it more often is no announcement
)
_LEADING = re.compile(r"^(?:the|its|their|our|his|her|a|an)\s+")


def conflicts(sheet: Sheet) -> Iterator[FindingMention]:
    """Numbers that two sections give for the same thing of the same owner, and that differ."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in sheet.figures:
        for key in _keys(sheet, figure):
            groups[key].append(figure)
    told: set[tuple[int, int]] = set()
    for key, group in groups.items():
        sections = [sheet.places.section(figure.start) for figure in group]
        for i, j in islice(combinations(range(len(group)), 2), _MOST_PAIRS):
            pair = group[i].index, group[j].index
            apart = _are_apart(sections[i], sections[j], by_name=key[0] == "name")
            if apart and pair not in told and _differ(group[i], group[j]):
                told.add(pair)
                yield _conflict(sheet, group[i], group[j], sure=key[0] != "object")


def _keys(sheet: Sheet, figure: Figure) -> Iterator[tuple[object, ...]]:
    """What a number is of, in each way that is known; nothing where it is not the one number of a thing."""
    row = figure.achievement
    if figure.numeral.comparator not in {"=", "~"} or sheet.places.in_row(figure.start):
        return
    yield from _by_name(sheet, figure)
    lead = _HAN_LEAD.search(sheet.page.low, max(0, figure.start - _LEAD), figure.start)
    owner = row.owner if row is not None else sheet.named_before(figure.start)
    if lead is not None and owner is not None and (row is None or row.part_of is None):
        yield "lead", owner, figure.measure, figure.unit, lead.group(), kinship.counter(sheet, figure)
    if row is None or row.measure not in _HELD or row.part_of is not None or row.upper is not None:
        return
    if row.object is not None:
        noun = _LEADING.sub("", " ".join(sheet.page.low[row.object.start : row.object.end].split()).strip("\"'"))
        yield "object", row.owner, row.measure, row.unit, noun, row.level


def _by_name(sheet: Sheet, figure: Figure) -> Iterator[tuple[object, ...]]:
    """The name that its sentence begins with, the verb and the noun: this needs no record."""
    start, end = sheet.places.sentence(figure.start)
    m = _NAMED.match(sheet.page.text, start, figure.start)
    noun = sheet.grammar.fragment("counted_noun").match(sheet.page.masked, figure.end, end)
    if m is not None and noun is not None:
        verb = sheet.page.low[start : figure.start].split()[-1]
        yield "name", m["name"], figure.measure, figure.unit, verb, noun.group().strip()


def _are_apart(one: SectionMention | None, other: SectionMention | None, *, by_name: bool) -> bool:
    """Whether two sections are one that sums up and one that tells, so that both may speak of one quantity.

    Where no passage was found to be about a unit, they are any two sections.
    """
    if by_name:
        return one != other
    kinds = {section.kind for section in (one, other) if section is not None}
    return "profile" in kinds and bool(kinds & {"title", "summary", "list", "background"})


def _differ(one: Figure, other: Figure) -> bool:
    """Whether two values differ as by a slip: both are of the same time, or have the same digits in another order."""
    if one.range.meets(other.range):
        return False
    periods = [f.achievement.period[1:] if f.achievement and f.achievement.period else None for f in (one, other)]
    low, high = sorted((one.value, other.value))
    same_digits = _digits(low) == _digits(high)
    if periods[0] != periods[1]:
        return same_digits and None in periods
    return same_digits or (low > 0 and high / low <= _NEAR)


def _conflict(sheet: Sheet, one: Figure, other: Figure, *, sure: bool) -> FindingMention:
    noun = one.achievement.object if one.achievement is not None else None
    phrase = sheet.page.low[noun.start : noun.end] if noun is not None else ""
    words = len(_HAN.findall(phrase)) // (_SPECIFIC_HAN // _SPECIFIC) or len(_WORD.findall(phrase))
    sure = one.measure != "rank" and (sure or words >= _SPECIFIC or _same_lead(sheet, one, other))
    proof = f"{proofs.number(one.value)} \u2260 {proofs.number(other.value)}"
    of = f", {sheet.page.surface(noun)!r}," if noun is not None else ""
    message = f"One quantity{of} has two values in two places: {proof}."
    return FindingMention("value-conflict", "error" if sure else "warning", message, (one.mark, other.mark))


def _same_lead(sheet: Sheet, one: Figure, other: Figure) -> bool:
    """Whether the same words lead to both numbers: `has published`."""
    before = [sheet.page.masked[max(0, f.start - _SAME_LEAD - 1) : f.start].strip() for f in (one, other)]
    return before[0] == before[1] and len(before[0]) >= _SAME_LEAD


def _digits(value: float) -> list[str]:
    """The digits of a number that are not nought, in order of size: a slip may move the point as well."""
    return sorted(c for c in proofs.number(value) if c in "123456789")
