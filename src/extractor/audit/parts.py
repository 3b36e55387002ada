"""Parts against their wholes: none is larger, and those of a full list add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from extractor.annotations import FindingMention
from extractor.audit import kinship, proofs, ranges
from extractor.audit.breakdowns import Breakdown
from extractor.audit.sheet import Figure, Sheet

Severity = Literal["error", "warning"]


def larger_parts(sheet: Sheet, found: Sequence[Breakdown]) -> Iterator[FindingMention]:
    """Parts that are larger than what they are part of: `862 papers, including 928 SCI papers`."""
    told: set[int] = set()
    for whole, part, segment in _said(sheet, found):
        if part.index in told or not whole.range.below(part.range):
            continue
        told.add(part.index)
        proof = f"{proofs.number(part.value)} > {proofs.number(whole.value)}"
        message = f"A part is larger than the whole that it is said to be part of: {proof}."
        sure = kinship.are_alike(sheet, whole, part, segment)
        if not sure and part.value > _NEAR * whole.value:
            continue  # three halls, including 400 seats
        yield FindingMention("part-exceeds-whole", "error" if sure else "warning", message, (whole.mark, part.mark))


def _said(sheet: Sheet, found: Sequence[Breakdown]) -> Iterator[tuple[Figure, Figure, str]]:
    """Wholes and parts by the words around them, with what is said of the part."""
    for breakdown in found:
        whole, first = breakdown.whole, breakdown.parts[0]
        for part, segment in zip(breakdown.parts, breakdown.segments, strict=True):
            # `in 40 journals, of which 928` may divide the papers before the journals.
            wholes = [f for f in _in_sentence(sheet, whole) if f.start < whole.start and _same_counter(sheet, f, part)]
            large = any(not f.range.below(part.range) for f in wholes) or _is_several(sheet, breakdown, [part])
            related = part is first and breakdown.way in {"open", "exact"}
            if breakdown.way != "summed" and not large and (related or kinship.are_alike(sheet, whole, part, segment)):
                yield whole, part, segment
    for _, figures in sheet.sentences:
        for i, part in enumerate(figures):
            whole_said = _said_whole(sheet, figures, i)
            if whole_said is not None:
                yield whole_said, part, sheet.page.low[part.end : part.end + _REACH]


def _in_sentence(sheet: Sheet, figure: Figure) -> Sequence[Figure]:
    """The figures of the sentence that one stands in."""
    return sheet.figures_in(*sheet.places.sentence(figure.numeral.start))


def _same_counter(sheet: Sheet, one: Figure, other: Figure) -> bool:
    """Whether two numbers measure the same, with the same classifier where they have one."""
    counters = {kinship.counter(sheet, one), kinship.counter(sheet, other)} - {""}
    return one.is_like(other) and len(counters) < 2  # noqa: PLR2004


def _is_several(sheet: Sheet, breakdown: Breakdown, parts: Sequence[Figure]) -> bool:
    """Whether the whole ends a row whose sum is large enough: 国家级9项、省级22项,其中一等奖25项."""
    row = [breakdown.whole]
    for figure in reversed([f for f in _in_sentence(sheet, row[0]) if f.end <= row[0].start]):
        if not _same_counter(sheet, figure, row[0]) or sheet.joint("next_part", figure, row[0]) is None:
            break
        row.insert(0, figure)
    added = ranges.total([part.range for part in parts])
    return len(row) > 1 and not ranges.total([figure.range for figure in row]).below(added)


_NEAR = 2
"""How many times its whole a part of another noun may be, for the two to be meant as such: a slip changes a digit."""
_REACH = 40  # characters behind a part in which its noun ends


def _said_whole(sheet: Sheet, figures: Sequence[Figure], i: int) -> Figure | None:
    """The whole of a part by the words around it; of several that it could be, the largest, if none is large enough."""
    part, relation = figures[i], kinship.relation(sheet, figures[i])
    if relation == "following":
        return figures[i + 1] if i + 1 < len(figures) and figures[i + 1].is_like(part) else None
    candidates = [f for f in figures[:i] if f.is_like(part)] if relation == "previous" else []
    best = max(candidates, key=lambda f: f.range.high, default=None)
    if best is None or not kinship.are_alike(sheet, best, part, sheet.page.low[part.end : part.end + _REACH]):
        return None
    return best


def sums(sheet: Sheet, found: Sequence[Breakdown]) -> Iterator[FindingMention]:
    """Lists of parts that do not come to their whole: `39 courses: 29 national, 3 provincial and 8 municipal ones`."""
    for breakdown in found:
        parts, whole = breakdown.parts, breakdown.whole
        if len(parts) < 2 or any(whole.range.below(part.range) for part in parts) or some_come_to_it(sheet, breakdown):  # noqa: PLR2004
            continue
        if breakdown.way == "open" and _is_several(sheet, breakdown, parts):
            continue
        severity = _severity(sheet, breakdown)
        if severity is None:
            continue
        proof = f"{proofs.added([part.value for part in parts])}, not {proofs.number(whole.value)}"
        message = f"The parts do not add up to the whole: {proof}."
        marks = (whole.mark, *(part.mark for part in parts))
        yield FindingMention("parts-mismatch", severity, message, marks)


def some_come_to_it(sheet: Sheet, breakdown: Breakdown) -> bool:
    """Whether the list up to some part, or from some part on, comes to the whole: what stands beside is not of it.

    Likewise where all parts come to another number of the sentence: `seven of the 33: four new ones and three old`.
    """
    parts, whole = breakdown.parts, breakdown.whole
    if breakdown.way == "summed":
        runs = [parts[i:] for i in range(len(parts) - 1)]
    else:
        runs = [parts[:i] for i in range(2, len(parts) + 1)]
    if any(ranges.total([part.range for part in run]).meets(whole.range) for run in runs):
        return True
    if breakdown.way == "summed":
        return False
    added = ranges.total([part.range for part in parts])
    beside = (f for f in _in_sentence(sheet, whole) if f.index != whole.index and f not in parts)
    return any(f.is_like(whole) and f.range.meets(added) for f in beside)


def _severity(sheet: Sheet, breakdown: Breakdown) -> Severity | None:
    """How sure it is that the parts should come to the whole; None where they may overlap or be only some of it."""
    whole, parts = breakdown.whole, breakdown.parts
    exceeds = whole.range.below(ranges.total([part.range for part in parts]))
    if breakdown.way == "exact":
        return "error" if exceeds or breakdown.is_closed else None
    apart = kinship.sorts(sheet, breakdown.segments)
    alike = all(
        kinship.are_alike(sheet, whole, part, segment) for part, segment in zip(parts, breakdown.segments, strict=True)
    )
    if breakdown.way == "summed":
        return "error" if alike or apart else None  # the text itself adds them up
    if apart is False or not (alike or apart):
        return None
    sure = apart is True or whole.measure != "count" or breakdown.way == "listed"
    if exceeds:
        # In brackets some parts may overlap, behind `including` most do.
        return "error" if sure else "warning" if breakdown.way == "brackets" else None
    return "error" if breakdown.is_closed and breakdown.way == "listed" else None
