"""What the last run of `mutmut run` came to: a score for each module, and the survivors that nothing explains.

A mutant that no test can kill, because it does what the original does, is listed in `survivors.yaml` with the reason.
The score is the share of the others that a test kills, or that never come to an end; those that the run did not try
are counted by themselves.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
EXPLAINED = Path(__file__).with_name("survivors.yaml")
FLOOR = 85  # percent in each module; from the issue that asked for the run
KILLED, ENDLESS, UNTRIED = "killed", "timeout", "not checked"

Change = tuple[str, str, str]
"""The function, and its lines without and with the mutation, each stripped and joined by a blank."""


def explained() -> dict[Change, str]:
    """The mutants of `survivors.yaml`, each with the reason why no test can kill it."""
    entries = yaml.safe_load(EXPLAINED.read_text("utf-8"))
    return {
        (function, change["was"], change["is"]): entry["why"]
        for entry in entries
        for function, changes in entry["mutants"].items()
        for change in changes
    }


def change(name: str, diff: str) -> Change:
    """A mutant by what it changes: its number moves with every edit of the function."""
    function = name.removeprefix("extractor.").rpartition("__mutmut_")[0]
    function = ".".join(part.removeprefix("x_").strip("xǁ").replace("ǁ", ".") for part in function.split("."))
    lines = diff.splitlines()[2:]
    was, becomes = (" ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+")
    return function, was, becomes


def mutants() -> Iterator[tuple[str, str, str]]:
    """The file, name and status of every mutant."""
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.stats import status_by_exit_code
    from mutmut.utils.file_utils import walk_mutatable_files

    for path in sorted(walk_mutatable_files()):
        data = SourceFileMutationData(path=path)
        data.load()
        for name, code in data.exit_code_by_key.items():
            yield str(path).removeprefix("src/extractor/"), name, status_by_exit_code[code]


def main() -> int:
    """Print the score of each module and what survived; 1 where a module is below the floor or an entry is stale."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    reasons = explained()
    found: set[Change] = set()
    counts: dict[str, Counter[str]] = {}
    left: list[tuple[str, str, Change]] = []
    for file, name, status in mutants():
        outcome = status
        if status not in {KILLED, ENDLESS, UNTRIED}:
            what = change(name, get_diff_for_mutant(name))
            if what in reasons:
                outcome = "explained"
                found.add(what)
            else:
                left.append((name, status, what))
        counts.setdefault(file, Counter())[outcome] += 1
    for name, status, (function, was, becomes) in left:
        print(f"{name} {status}\n  {function}\n  - {was}\n  + {becomes}")
    print(
        f"{'module':28}{'mutants':>9}{'killed':>9}{'endless':>9}{'untried':>9}{'explained':>11}{'left':>6}{'score':>8}{'raw':>8}"
    )
    total = sum(counts.values(), Counter[str]())
    below = []
    for file, tally in [*sorted(counts.items()), ("all", total)]:
        died, everyone = tally[KILLED] + tally[ENDLESS], tally.total()
        tried = everyone - tally[UNTRIED]
        score = 100 * died / max(1, tried - tally["explained"])
        rest = tried - died - tally["explained"]
        print(f"{file:20}{everyone:9}{tally[KILLED]:8}{tally[ENDLESS]:9}{tally[UNTRIED]:9}{tally['explained']:11}{rest:6}"
              f"{score:7.1f}%{100 * died / max(1, tried):7.1f}%")  # fmt: skip
        if score < FLOOR:
            below.append(file)
    stale = reasons.keys() - found
    for function, was, becomes in sorted(stale):
        print(f"survivors.yaml: {function}: no such survivor: - {was} + {becomes}")
    if below:
        print(f"below {FLOOR}%: {', '.join(below)}")
    return 1 if below or stale else 0


if __name__ == "__main__":
    sys.exit(main())
