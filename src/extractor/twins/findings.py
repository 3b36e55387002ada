"""What differs between the two texts, kind by kind, with its places in both."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.records import Severity, Span
from extractor.spans import Extent
from extractor.twins import losses, slips, terms
from extractor.twins.alignment import Alignment, Pair
from extractor.twins.corridors import Corridors, known
from extractor.twins.figures import Figure
from extractor.twins.sides import Side
from extractor.twins.slips import SEVERITIES, Code, Slip
from extractor.twins.unitpairs import UnitPairs, listed

_FEW = 2
"""What is said of one or two is said by words as well, and is found anywhere: no sign that a number has moved."""
_A_PASSAGE = 3
"""So many lost numbers in a line, and so many for each that is not lost, are a lost passage, which is said once."""
_QUOTED = 24


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in which the two texts differ, with its places in either; a side that has none is empty."""

    code: Code
    message: str
    chinese: tuple[Span, ...]
    english: tuple[Span, ...]

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return SEVERITIES[self.code]


def of_values(
    one: Side, other: Side, pairs: Sequence[Pair], slipped: Mapping[Pair, Slip | None]
) -> Iterator[Difference]:
    """Numbers that stand for each other and do not say the same."""
    for i, j in pairs:
        figure, its = one.figures[i], other.figures[j]
        if (i, j) in slipped:
            slip = slipped[i, j]
            found = [] if slip is None else [slip]
        else:
            found = list(slips.of_equals(figure, its))
        yield from (Difference(slip.code, slip.message, (figure.span,), (its.span,)) for slip in found)


def of_owners(one: Side, other: Side, aligned: Alignment, units: UnitPairs) -> Iterator[Difference]:
    """Numbers that stand in the passage of one unit, and in the translation in that of another."""
    crossing, inverse = {*aligned.crossing}, units.inverse
    rows, others = one.extraction.units, other.extraction.units
    for i, j in aligned.pairs:
        u, v = units.homes[0][i], units.homes[1][j]
        figure, its = one.figures[i], other.figures[j]
        if u is None or v is None or u not in units.pairs or v not in inverse or units.pairs[u] == v:
            continue
        if (i, j) in crossing and not (figure.hard and its.hard and (figure.value or 0) > _FEW):
            continue
        # What a text says of another unit than the one whose passage it stands in has not moved.
        if _owner(figure) == rows[inverse[v]].id or _owner(its) == others[units.pairs[u]].id:
            continue
        if _is_sure(units, u, one) and _is_sure(units, inverse[v], one):
            message = f"{figure.span.text} is a figure of {rows[u].name}, and in English of {others[v].name}"
            yield Difference("owner-changed", message, (figure.span,), (its.span,))


def of_terms(
    one: Side, other: Side, pairs: Sequence[Pair], units: UnitPairs, corridors: Corridors
) -> Iterator[Difference]:
    """Terms that are rendered in several ways."""
    both = [(one.figures[i].achievement, other.figures[j].achievement) for i, j in pairs]
    objects = terms.of_objects([(a, b) for a, b in both if a is not None and b is not None])
    for rows in (*terms.of_names(one.extraction, other.extraction, units, corridors), *objects):
        said = " and ".join(f"“{row.english.text}”" for row in rows)
        message = f"{rows[-1].chinese.text} is rendered as {said}"
        yield Difference("term-varies", message, tuple(row.chinese for row in rows), tuple(row.english for row in rows))


def of_units(
    one: Side, other: Side, pairs: Sequence[Pair], units: UnitPairs, corridors: Corridors, *, renamed: Collection[Span]
) -> Iterator[Difference]:
    """Units that only one of the texts has; one that goes by a second name in English (`renamed`) is not added."""
    rows, others = one.extraction.units, other.extraction.units
    paired, inverse = {*units.pairs}, {*units.inverse}
    inverse |= {v for v, unit in enumerate(others) if {*renamed} & {*unit.mentions}}
    in_english = losses.Elsewhere(
        (one.text, other.text), known(other.extraction, other.text, [others[v] for v in inverse]), corridors, "en"
    )
    in_chinese = losses.Elsewhere(
        (other.text, one.text), known(one.extraction, one.text, [rows[u] for u in paired]), corridors, "zh"
    )
    lost = losses.lost_units(rows, paired, _matched(units.homes[0], {i for i, _ in pairs}, one), in_english)
    added = losses.lost_units(others, inverse, _matched(units.homes[1], {j for _, j in pairs}, other), in_chinese)
    for n in lost:
        yield Difference("unit-lost", f"{rows[n].name} is not in the translation", rows[n].mentions, ())
    for n in added:
        yield Difference("unit-added", f"{others[n].name} is not in the Chinese text", (), others[n].mentions)
    for u, v in units.pairs.items():
        spans = listed(rows[u])
        unlisted = not listed(others[v]) and not {*renamed} & {*others[v].mentions}
        if spans and unlisted and all(in_english.lacks(span) for span in spans):
            message = f"{rows[u].name} is left out of the list in the translation"
            yield Difference("unit-lost", message, tuple(spans), others[v].mentions)


def of_numbers(
    one: Side, other: Side, pairs: Sequence[Pair], corridors: Corridors, *, gone: Collection[Span]
) -> Iterator[Difference]:
    """Numbers that only one of the texts has; those of a unit that is lost (`gone`) are lost with it."""
    paired, inverse = {i for i, _ in pairs}, {j for _, j in pairs}
    left, left_other = one.without(paired), other.without(inverse)
    lost = [
        i for i, figure in _alone(one, paired, gone, other.figures)
        if not losses.is_hidden(figure, left_other, corridors.in_english(figure.extent), "en")
    ]  # fmt: skip
    added = [
        j for j, figure in _alone(other, inverse, gone, one.figures)
        if not losses.is_hidden(figure, left, corridors.in_chinese(figure.extent), "zh")
    ]  # fmt: skip
    for text, places in _by_passage(one, lost, paired):
        yield Difference("number-lost", f"{text} not in the translation", places, ())
    for text, places in _by_passage(other, added, inverse):
        yield Difference("number-added", f"{text} not in the Chinese text", (), places)


def _owner(figure: Figure) -> str | None:
    return figure.achievement.owner if figure.achievement else None


def _is_sure(units: UnitPairs, u: int, one: Side) -> bool:
    """Whether the passages of a unit are known on both sides: most of its numbers with a pair stand in both."""
    v = units.pairs[u]
    own = units.votes.get((u, v), 0)
    votes = sum(count for (a, _), count in units.votes.items() if a == u)
    others = sum(count for (_, b), count in units.votes.items() if b == v)
    return one.extraction.units[u].profile is not None and 2 * own >= max(votes, others)


def _matched(homes: Sequence[int | None], paired: Collection[int], side: Side) -> Mapping[int, tuple[int, int]]:
    """How many numbers in the passage of each unit have a pair, and how many have none."""
    found: dict[int, tuple[int, int]] = {}
    for n, home in enumerate(homes):
        if home is not None and side.figures[n].hard:
            matched, alone = found.get(home, (0, 0))
            found[home] = (matched + 1, alone) if n in paired else (matched, alone + 1)
    return found


def _alone(
    side: Side, paired: Collection[int], gone: Collection[Span], others: Sequence[Figure]
) -> Iterator[tuple[int, Figure]]:
    passages = [unit.profile for unit in side.extraction.units if {*gone} & {*unit.mentions}]
    for n, figure in enumerate(side.figures):
        start, end = figure.extent
        inside = any(row.start <= start and end <= row.end for row in passages if row)
        if n not in paired and not inside and not losses.stands_elsewhere(figure, others):
            yield n, figure


def _by_passage(side: Side, alone: Sequence[int], paired: Collection[int]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Each number by itself, or all of a line together of which the other text has none."""
    lines: dict[Extent, list[int]] = {}
    for n in alone:
        start, end = side.figures[n].extent
        at = side.text.rfind("\n", 0, start) + 1
        lines.setdefault((at, side.text.find("\n", end) % (len(side.text) + 1)), []).append(n)
    for (start, end), numbers in lines.items():
        rows = tuple(side.figures[n].span for n in numbers)
        met = sum(start <= side.figures[n].span.start < end for n in paired)
        if len(rows) >= _A_PASSAGE * max(met, 1):
            beginning = side.text[start:end].strip()[:_QUOTED]
            yield f"{len(rows)} numbers of the passage “{beginning}…” are", rows
        else:
            yield from ((f"{row.text} is", (row,)) for row in rows)
