"""Hits and tries, and the figures that they come to.

Every figure is a share of hits among tries, so that documents are pooled by adding both up.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


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

    def f1(self, measure: str) -> float:
        """The harmonic mean of precision (`measure.p`) and recall (`measure.r`)."""
        precision, recall = self.rate(f"{measure}.p"), self.rate(f"{measure}.r")
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def figures(self) -> dict[str, float]:
        """The published columns."""
        return {column: figure(self) for column, figure in COLUMNS.items()}


COLUMNS: Mapping[str, Callable[[Tally], float]] = {
    "ground": lambda t: t.rate("grounded"),
    "digits": lambda t: t.rate("digits"),
    "header": lambda t: t.rate("header"),
    "cat.F1": lambda t: t.f1("category"),
    "unit.F1": lambda t: t.f1("unit"),
    "u.cat": lambda t: t.rate("unit.category"),
    "u.kind": lambda t: t.rate("unit.kind"),
    "u.prof": lambda t: t.rate("unit.profile"),
    "ach.P": lambda t: t.rate("achievement.p"),
    "ach.R": lambda t: t.rate("achievement.r"),
    "ach.F1": lambda t: t.f1("achievement"),
    "rec.F1": lambda t: t.f1("record"),
    "owner": lambda t: t.rate("field.owner"),
    "meas": lambda t: t.rate("field.measure"),
    "comp": lambda t: t.rate("field.comparator"),
    "object": lambda t: t.rate("field.object"),
    "part": lambda t: t.rate("field.part_of"),
    "traps": lambda t: t.rate("traps"),
}


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
