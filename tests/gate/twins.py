"""The figures of the twin check: of the planted slips those found, and what is found beside them.

twins.py          exit 1 if a slip is missed, or anything else is found in either pair
"""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from extractor import twincommand
from extractor.rules import load_rules

TWINS = Path(__file__).parents[1] / "fixtures" / "twins"

Finding = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A code with the Chinese and the English words that it is about."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was planted in the translation of one pair, how much of it was found, and how much else."""

    pair: str
    planted: int
    found: int
    false_alarms: int

    @property
    def all_well(self) -> bool:
        """Whether all that was planted was found, and nothing else."""
        return self.found == self.planted and not self.false_alarms

    def __str__(self) -> str:
        return f"{self.pair}: {self.found} of {self.planted} planted slips found, {self.false_alarms} false alarms"


def measured(twins: Path) -> list[Figures]:
    """The figures of each pair `NAME.zh.txt` and `NAME.en.txt`; `NAME.slips.yaml` has its slips, if it has any."""
    return [_of_pair(path.name.removesuffix(".zh.txt"), twins) for path in sorted(twins.glob("*.zh.txt"))]


def _of_pair(pair: str, twins: Path) -> Figures:
    slips = twins / f"{pair}.slips.yaml"
    rows = yaml.safe_load(slips.read_text("utf-8")) if slips.exists() else []
    planted = Counter[Finding]((row["code"], tuple(row["chinese"]), tuple(row["english"])) for row in rows)
    held = twincommand.compare(str(twins / f"{pair}.zh.txt"), str(twins / f"{pair}.en.txt"), load_rules())
    found = Counter[Finding](
        (row.code, tuple(span.text for span in row.chinese), tuple(span.text for span in row.english))
        for row in held.differences
    )
    return Figures(pair, planted.total(), (planted & found).total(), (found - planted).total())


def main() -> int:
    """Print the figures of each pair; 1 if they are not what they should be."""
    figures = measured(TWINS)
    print(*figures, sep="\n")
    return int(not all(row.all_well for row in figures))


if __name__ == "__main__":
    sys.exit(main())
