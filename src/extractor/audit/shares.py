"""Shares against the counts that they are made of: `12 of 26` is no `64%`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.annotations import FindingMention
from extractor.audit import kinship, proofs, ranges
from extractor.audit.breakdowns import Breakdown
from extractor.audit.ranges import Range
from extractor.audit.sheet import Figure, Sheet

_PERCENT = 100


def shares(sheet: Sheet, found: Sequence[Breakdown]) -> Iterator[FindingMention]:
    """Shares that are not those of the counts beside them."""
    wholes = {part.index: breakdown for breakdown in found for part in breakdown.parts if breakdown.way != "summed"}
    for _, figures in sheet.sentences:
        for i, share in enumerate(figures):
            if share.measure != "share" or share.unit != "percent":
                continue
            yield from _of_part_before(sheet, figures, i, wholes)
            yield from _of_whole_behind(sheet, figures, i)


def _of_part_before(
    sheet: Sheet, figures: Sequence[Figure], i: int, wholes: dict[int, Breakdown]
) -> Iterator[FindingMention]:
    """`26 teachers, 12 of whom (64%)`; `12 of the 26 teachers (64%)`."""
    share = figures[i]
    before = figures[i - 1] if i > 0 else None
    m = None if before is None else sheet.fills("then_share", before.end, share.start)
    if before is None or m is None or before.measure != "count":
        return
    if i > 1 and kinship.relation(sheet, figures[i - 2]) == "following":
        part, candidates = figures[i - 2], [before]
    else:
        part, candidates = before, _wholes_of(sheet, figures[: i - 1], before, wholes)
    base = m.groupdict().get("base") or _base(sheet, share)
    candidates = [w for w in candidates if w.value > 0 and (base is None or _is_base(sheet, base, w))]
    if not candidates:
        return
    sums = [part.range, *_sums_with(part, wholes.get(part.index))]
    if any(_percent(one, whole.range).meets(share.range) for one in sums for whole in candidates):
        return
    yield _mismatch(part, candidates[0], share)


def _of_whole_behind(sheet: Sheet, figures: Sequence[Figure], i: int) -> Iterator[FindingMention]:
    """`64% of its 26 teachers (12)`; `64% (12 of 26)`."""
    if i + 2 >= len(figures):
        return
    share, one, other = figures[i : i + 3]
    brackets = sheet.between(share, one).strip() == "("
    if sheet.fills("share_of_whole", share.end, one.start) and sheet.fills("then_part", one.end, other.start):
        whole, part = one, other
    elif brackets and kinship.relation(sheet, one) == "following":
        part, whole = one, other
    else:
        return
    counts = part.measure == whole.measure == "count" and whole.value > 0  # nothing has no shares
    if counts and not _percent(part.range, whole.range).meets(share.range):
        yield _mismatch(part, whole, share)


def _wholes_of(sheet: Sheet, before: Sequence[Figure], part: Figure, wholes: dict[int, Breakdown]) -> list[Figure]:
    """What a part can be part of, by its words: the whole that is broken down, else the counts before it."""
    if part.index in wholes:
        return [wholes[part.index].whole]
    tied = kinship.relation(sheet, part) is not None or (
        part.achievement is not None and part.achievement.part_of is not None
    )
    if not tied and not (before and sheet.fills("among_whole", before[-1].end, part.start)):
        return []
    return [f for f in reversed(before) if f.is_like(part) and not f.range.below(part.range)]


def _sums_with(part: Figure, breakdown: Breakdown | None) -> Iterator[Range]:
    """The sums of a part and those before it in its list: `8 professors and 12 lecturers, or 77%`."""
    if breakdown is None:
        return
    last = next(i for i, other in enumerate(breakdown.parts) if other.index == part.index)
    for first in range(last):
        yield ranges.total([other.range for other in breakdown.parts[first : last + 1]])


def _base(sheet: Sheet, share: Figure) -> str | None:
    """What stands behind `46% of`, None where nothing does."""
    m = sheet.grammar.fragment("share_base").match(sheet.page.masked, share.end)
    return m["base"] if m else None


def _is_base(sheet: Sheet, base: str, whole: Figure) -> bool:
    """Whether a share is said to be one of this whole, by its noun or by `the total`."""
    if sheet.grammar.fragment("any_base").search(base):
        return True
    return kinship.names_counted(sheet, whole, base)


def _percent(part: Range, whole: Range) -> Range:
    return (part / whole).times(_PERCENT)


def _mismatch(part: Figure, whole: Figure, share: Figure) -> FindingMention:
    """The finding, with all three numbers."""
    computed = proofs.rounded(_PERCENT * part.value / whole.value)
    counts = f"{proofs.number(part.value)} / {proofs.number(whole.value)}"
    message = f"A share does not agree with its counts: {counts} = {computed}%, not {proofs.number(share.value)}%."
    return FindingMention("share-mismatch", "error", message, (whole.mark, part.mark, share.mark))
