"""What a run over many documents came to, added up as they come."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor import wording
from extractor.outcomes import Counts, Outcome

_HUNDREDTHS = 100_00
"""Of a per cent, in the whole: a share is cut off and not rounded, so that 100.00% means all."""
_CAUSES_SHOWN = 8
"""More would not fit one screen; the manifest has them all."""


@dataclass(slots=True)
class Closing:
    """The sums of a run. `kept` are the documents that were taken over from an earlier one."""

    read: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    units: int = 0
    achievements: int = 0
    numerals: int = 0
    explained: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    first_error: str | None = None
    first_unexplained: str | None = None

    def add(self, outcome: Outcome) -> None:
        """One more document."""
        if outcome.failure is not None:
            self.failed[outcome.failure.cause] += 1
        if outcome.counts is not None:
            self.count(outcome.counts, name=outcome.name)

    def count(self, row: Counts, *, name: str | None) -> None:
        """The records of one more; `name` says in messages which it was, where there are several."""
        self.read += 1
        self.units += row.units
        self.achievements += row.achievements
        self.numerals += row.numerals
        self.explained += row.explained
        self.severities.update({"error": row.errors, "warning": row.warnings, "info": row.notes})
        self.first_error = self.first_error or row.first_error
        if row.first_unexplained is not None and self.first_unexplained is None:
            place = "" if name is None else f" of {name}"
            self.first_unexplained = f"{row.first_unexplained}{place}"

    def lines(self, *, seconds: float, kept: int = 0) -> Iterator[str]:
        """The closing words: documents and what was found in them, failures by cause, rate."""
        found = [
            wording.counted(self.severities[name], word)
            for name, word in wording.SEVERITIES.items()
            if self.severities[name]
        ]
        share = f" ({_HUNDREDTHS * self.explained // self.numerals / 100:.2f}%)" if self.numerals else ""
        yield (
            f"{wording.counted(self.read, 'announcement')}: {wording.counted(self.units, 'unit')}, "
            f"{wording.counted(self.achievements, 'achievement')}, {self.explained:,} of {self.numerals:,} numbers "
            f"explained{share}, findings: {', '.join(found) or 'none'}"
        )
        if self.failed:
            yield f"{self.failed.total():,} could not be read:"
            for cause, number in self.failed.most_common(_CAUSES_SHOWN):
                yield f"{number:>7,}  {cause}"
            if (more := len(self.failed) - _CAUSES_SHOWN) > 0:
                yield f"         and {wording.counted(more, 'cause')} more"
        done = self.read + self.failed.total() - kept
        rate = f"{done / seconds:,.1f} documents/s" if seconds > 0 else ""
        taken = f"; {kept:,} were taken over, unchanged since they were read" if kept else ""
        yield f"{wording.counted(done, 'document')} in {seconds:,.1f} s, {rate}{taken}"
