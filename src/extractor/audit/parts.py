"""Parts against their wholes: none is larger, and those of a full list add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.annotations import FindingMention
from extractor.audit import kinship, proofs, ranges
from extractor.audit.breakdowns import Breakdown
from extractor.audit.sheet import Figure, Sheet


def larger_parts(sheet: Sheet, found: Sequence[Breakdown]) -> Iterator[FindingMention]:
    """Parts that are larger than what they are part of: `862 papers, including 928 SCI papers`."""
    told: set[int] = set()
    for breakdown in found:
        if breakdown.way == "summed":
            continue
        for part, segment in zip(breakdown.parts, breakdown.segments, strict=True):
            if breakdown.whole.range.below(part.range) and part.index not in told:
                told.add(part.index)
                yield _larger(sheet, breakdown.whole, part, segment)
    for _, figures in sheet.sentences:
        for i, part in enumerate(figures):
            whole = None if part.index in told else _said_whole(sheet, figures, i)
            if whole is not None and whole.range.below(part.range):
                told.add(part.index)
                yield _larger(sheet, whole, part, sheet.page.low[part.end : part.end + _REACH])


_REACH = 40  # characters behind a part in which its noun ends


def _larger(sheet: Sheet, whole: Figure, part: Figure, segment: str) -> FindingMention:
    sure = kinship.are_alike(sheet, whole, part, segment)
    proof = f"{proofs.number(part.value)} > {proofs.number(whole.value)}"
    message = f"A part is larger than the whole that it is said to be part of: {proof}."
    return FindingMention("part-exceeds-whole", "error" if sure else "warning", message, (whole.mark, part.mark))


def _said_whole(sheet: Sheet, figures: Sequence[Figure], i: int) -> Figure | None:
    """The whole of a part by the words around it; of several that it could be, the largest, if none is large enough."""
    part, relation = figures[i], kinship.relation(sheet, figures[i])
    if relation == "following":
        return figures[i + 1] if i + 1 < len(figures) and figures[i + 1].is_like(part) else None
    candidates = [f for f in figures[:i] if f.is_like(part)] if relation == "previous" else []
    return max(candidates, key=lambda f: f.range.high, default=None)


def sums(sheet: Sheet, found: Sequence[Breakdown]) -> Iterator[FindingMention]:
    """Lists of parts that do not come to their whole: `39 courses: 29 national, 3 provincial and 8 municipal ones`."""
    for breakdown in found:
        parts, whole = breakdown.parts, breakdown.whole
        if len(parts) < 2 or any(whole.range.below(part.range) for part in parts) or _some_come_to_it(breakdown):  # noqa: PLR2004
            continue
        severity = _severity(sheet, breakdown)
        if severity is None:
            continue
        proof = f"{proofs.added([part.value for part in parts])}, not {proofs.number(whole.value)}"
        message = f"The parts do not add up to the whole: {proof}."
        marks = (whole.mark, *(part.mark for part in parts))
        yield FindingMention("parts-mismatch", severity, message, marks)


def _some_come_to_it(breakdown: Breakdown) -> bool:
    """Whether the list up to some part, or from some part on, comes to the whole: what stands beside is not of it."""
    parts, whole = breakdown.parts, breakdown.whole.range
    if breakdown.way == "summed":
        runs = [parts[i:] for i in range(len(parts) - 1)]
    else:
        runs = [parts[:i] for i in range(2, len(parts) + 1)]
    return any(ranges.total([part.range for part in run]).meets(whole) for run in runs)


def _severity(sheet: Sheet, breakdown: Breakdown) -> str | None:
    """How sure it is that the parts should come to the whole; None where they may overlap or be only some of it."""
    whole, parts = breakdown.whole, breakdown.parts
    apart = kinship.sorts(sheet, breakdown.segments)
    alike = all(
        kinship.are_alike(sheet, whole, part, segment) for part, segment in zip(parts, breakdown.segments, strict=True)
    )
    exceeds = whole.range.below(ranges.total([part.range for part in parts]))
    if apart is False or not (alike or apart):
        return None
    sure = apart is True or whole.measure != "count" or breakdown.way in {"exact", "listed", "summed"}
    if exceeds:
        return "error" if sure else _of_open(breakdown)
    if breakdown.way == "open" or not breakdown.is_closed:
        return None
    return "error" if breakdown.way in {"exact", "listed", "summed"} else "warning"


def _of_open(breakdown: Breakdown) -> str | None:
    """In brackets some parts may overlap, behind `including` most do."""
    return "warning" if breakdown.way == "brackets" else None
