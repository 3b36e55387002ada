"""One quantity that is stated twice: in the summary and in the profile it should be the same number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from extractor.annotations import FindingMention, SectionMention
from extractor.audit import proofs
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
_LEADING = re.compile(r"^(?:the|its|their|our|his|her|a|an)\s+")


def conflicts(sheet: Sheet) -> Iterator[FindingMention]:
    """Numbers that two sections give for the same thing of the same owner, and that differ."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in sheet.figures:
        key = _key(sheet, figure)
        if key is not None:
            groups[key].append(figure)
    for group in groups.values():
        sections = [sheet.places.section(figure.start) for figure in group]
        for i, j in combinations(range(len(group)), 2):
            if _are_apart(sections[i], sections[j]) and not group[i].range.meets(group[j].range):
                yield from _conflict(sheet, group[i], group[j])


def _key(sheet: Sheet, figure: Figure) -> tuple[object, ...] | None:
    """What a number is of; None where it is not the one number of a thing."""
    row = figure.achievement
    if row is None or row.object is None or row.measure not in _HELD or row.part_of is not None or row.upper is not None:
        return None
    if row.comparator not in {"=", "~"} or sheet.places.in_row(figure.start):
        return None
    noun = _LEADING.sub("", " ".join(sheet.page.low[row.object.start : row.object.end].split()).strip("\"'"))
    period = None if row.period is None else row.period[1:]
    return row.owner, row.measure, row.unit, noun, row.level, period


def _are_apart(one: SectionMention | None, other: SectionMention | None) -> bool:
    """Whether two sections are one that sums up and one that tells, so that both may speak of one quantity."""
    kinds = {section.kind for section in (one, other) if section is not None}
    return "profile" in kinds and bool(kinds & {"title", "summary", "list", "background"})


def _conflict(sheet: Sheet, one: Figure, other: Figure) -> Iterator[FindingMention]:
    if not _like_a_slip(one.value, other.value):
        return
    noun = one.achievement.object if one.achievement is not None else None
    phrase = sheet.page.low[noun.start : noun.end] if noun is not None else ""
    words = len(_HAN.findall(phrase)) // (_SPECIFIC_HAN // _SPECIFIC) or len(_WORD.findall(phrase))
    sure = one.measure != "rank" and (words >= _SPECIFIC or _same_lead(sheet, one, other))
    proof = f"{proofs.number(one.value)} \u2260 {proofs.number(other.value)}"
    message = f"One quantity has two values, {sheet.page.surface(noun)!r} " if noun is not None else ""
    yield FindingMention(
        "value-conflict", "error" if sure else "warning", f"{message}in two places: {proof}.", (one.mark, other.mark)
    )


def _same_lead(sheet: Sheet, one: Figure, other: Figure) -> bool:
    """Whether the same words lead to both numbers: `has published`."""
    before = [sheet.page.masked[max(0, f.start - _SAME_LEAD - 1) : f.start].strip() for f in (one, other)]
    return before[0] == before[1] and len(before[0]) >= _SAME_LEAD


def _like_a_slip(one: float, other: float) -> bool:
    low, high = sorted((one, other))
    same_digits = sorted(proofs.number(one).strip("0.,")) == sorted(proofs.number(other).strip("0.,"))
    return same_digits or (low > 0 and high / low <= _NEAR)
