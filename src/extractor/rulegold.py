"""A gold reading as the judge of single rules: whether what a rule said of one number is right."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from extractor import spans
from extractor.goldfile import Gold, GoldAchievement, GoldNumber, Trap, locate
from extractor.likeness import same_object, same_value
from extractor.records import Achievement, Span
from extractor.roles import ACHIEVEMENT
from extractor.spans import Extent

R = TypeVar("R", bound=GoldNumber)
Placed = Sequence[tuple[Extent, R]]


class Judge:
    """Judges each of the three things that a rule can say of a number; None where the gold reading leaves it open."""

    def __init__(self, gold: Gold, text: str) -> None:
        self._achievements: Placed[GoldAchievement] = [(locate(row, text), row) for row in gold.achievements]
        self._traps: Placed[Trap] = [(locate(row, text), row) for row in gold.traps]

    def role(self, numeral: Span, said: str) -> bool | None:
        """Whether a number plays the part that a rule says; any will do but an achievement where the gold is silent."""
        achieved = [row for row in _at(numeral, self._achievements) if row.number is not None]
        if any(row.optional for row in achieved):
            return None
        if achieved or said == ACHIEVEMENT:
            return bool(achieved) and said == ACHIEVEMENT
        trap = next(_at(numeral, self._traps), None)
        return trap is None or trap.role in (None, said)

    def achievement(self, row: Achievement) -> bool | None:
        """Whether the gold reading has it, with the value, measure, bound and object that the rule says."""
        wanted = self._wanted(row)
        if wanted is None:
            return None if row.implied else False
        if wanted.optional:
            return None
        return (
            same_value(wanted, row)
            and (wanted.measure, wanted.comparator) == (row.measure, row.comparator)
            and (wanted.upper is None) == (row.upper is None)
            and (not wanted.object or same_object(wanted.object, row.object or ""))
        )

    def part(self, row: Achievement, whole: Achievement) -> bool | None:
        """Whether a number that the gold reading has is part of the one that it is said to be."""
        wanted, parent = self._wanted(row), self._wanted(whole)
        if wanted is None or wanted.optional:
            return None
        return parent is not None and parent.within in wanted.part_of

    def _wanted(self, row: Achievement) -> GoldAchievement | None:
        """What the gold reading has at the place of a record, preferably of the same value."""
        there = [w for w in _at(row.numeral or row.span, self._achievements) if (w.number is None) is row.implied]
        return min(there, key=lambda wanted: not same_value(wanted, row), default=None)


def _at(span: Span, placed: Placed[R]) -> Iterator[R]:
    return (row for extent, row in placed if spans.overlaps(extent, (span.start, span.end)))
