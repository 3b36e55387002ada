"""Hits and tries, and the figures that they come to.

Every figure is a share of hits among tries, so that documents are pooled by adding both up.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import harmonic_mean

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ground": ("grounded",),
    "digits": ("digits",),
    "header": ("header",),
    "cat.F1": ("category.p", "category.r"),
    "unit.F1": ("unit.p", "unit.r"),
    "u.cat": ("unit.category",),
    "u.kind": ("unit.kind",),
    "u.prof": ("unit.profile",),
    "ach.P": ("achievement.p",),
    "ach.R": ("achievement.r",),
    "ach.F1": ("achievement.p", "achievement.r"),
    "rec.F1": ("record.p", "record.r"),
    "owner": ("field.owner",),
    "meas": ("field.measure",),
    "comp": ("field.comparator",),
    "object": ("field.object",),
    "part": ("field.part_of",),
    "traps": ("traps",),
}
"""The published columns with their measures: the rate of one, or the F1 of a precision and a recall."""


@dataclass(slots=True)
class Tally:
    """Hits and tries by measure, and in words what was missed."""

    hits: Counter[str] = field(default_factory=Counter)
    tries: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, measure: str, *, hit: bool, miss: str = "") -> None:
        """Count one try; `miss` says what went wrong if it was none."""
        self.hits[measure] += hit
        self.tries[measure] += 1
        if miss and not hit:
            self.misses.append(miss)

    def rate(self, measure: str) -> float:
        """Hits of tries; all is well where nothing was tried."""
        return self.hits[measure] / self.tries[measure] if self.tries[measure] else 1.0

    def figure(self, column: str) -> float:
        """What a published column says: a rate, or the harmonic mean of two."""
        rates = [self.rate(measure) for measure in COLUMNS[column]]
        return harmonic_mean(rates) if all(rates) else 0.0

    def figures(self) -> dict[str, float]:
        """All published columns."""
        return {column: self.figure(column) for column in COLUMNS}

    def tried(self, column: str) -> bool:
        """Whether the column says anything about this document."""
        return any(self.tries[measure] for measure in COLUMNS[column])


def pooled(tallies: Iterable[Tally]) -> Tally:
    """All documents as one."""
    total = Tally()
    for tally in tallies:
        total.hits += tally.hits
        total.tries += tally.tries
        total.misses += tally.misses
    return total


def table(tallies: Mapping[str, Tally], *, misses: bool = False) -> str:
    """One line a document, under its misses if they are asked for, then the pooled line."""
    lines = [" " * 24 + "".join(f"{column:>8}" for column in COLUMNS)]
    for name, tally in (*tallies.items(), ("pooled", pooled(tallies.values()))):
        if misses and name in tallies:
            lines += [f"    {miss}" for miss in tally.misses]
        lines.append(f"{name[:24]:24}" + "".join(f"{figure:8.3f}" for figure in tally.figures().values()))
    return "\n".join(lines)
