"""What the rules do in a corpus as a table for a terminal, as CSV and as JSON, in the order of any column."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from extractor.csvtables import defused
from extractor.reading import printable
from extractor.rules import Rule
from extractor.rulestats import RuleStat
from extractor.wording import counted

Column = Literal[
    "rule", "stage", "hits", "share", "documents", "overlaps", "conflicts", "precision", "judged", "seconds"
]
COLUMNS: tuple[Column, ...] = get_args(Column)

_VALUES: Mapping[Column, Callable[[RuleStat], Any]] = {
    "rule": lambda row: row.rule.id,
    "stage": lambda row: row.rule.stage,
    "hits": lambda row: row.hits,
    "share": lambda row: row.share,
    "documents": lambda row: row.documents,
    "overlaps": lambda row: row.overlapping,
    "conflicts": lambda row: row.conflicting,
    "precision": lambda row: row.precision,
    "judged": lambda row: row.judged,
    "seconds": lambda row: row.seconds,
}
_SHOWN: Mapping[Column, tuple[str, Callable[[Any], str]]] = {
    "rule": ("rule", str),
    "hits": ("hits", "{:,}".format),
    "share": ("share", "{:.1%}".format),
    "documents": ("docs", "{:,}".format),
    "overlaps": ("overlaps", "{:,}".format),
    "conflicts": ("conflicts", "{:,}".format),
    "precision": ("precision", "{:.1%}".format),
    "judged": ("judged", "{:,}".format),
    "seconds": ("ms", lambda seconds: f"{seconds * 1000:,.1f}"),
}
"""What the table calls its columns, and how it writes their values; the id of a rule says its stage."""
_NOT_JUDGED = "–"
_MOST_PAIRS = 20
"""Pairs of rules in conflict that a terminal shows: a general rule stands behind many, and nobody reads on for ever."""


def ordered(stats: Sequence[RuleStat], column: Column = "hits", *, descending: bool = False) -> list[RuleStat]:
    """The rules by one column, rules that are equal in it in the order in which they are asked.

    What no gold reading judges has no precision and comes last either way.
    """
    value = _VALUES[column]
    known = [row for row in stats if value(row) is not None]
    return sorted(known, key=value, reverse=descending) + [row for row in stats if value(row) is None]


def text(stats: Sequence[RuleStat]) -> RenderableType:
    """A line for each rule, in the order given, then the rules that contradict each other, and the closing line."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name, _ in _SHOWN.values():
        table.add_column(name, justify="left" if name == "rule" else "right", no_wrap=name != "rule", overflow="fold")
    for row in stats:
        table.add_row(*map(Text, _cells(row)), style="" if row.hits else "yellow")
    return Group(table, *(Text(line) for line in _conflicts(stats)), Text(_closing(stats), style="bold"))


def as_csv(stats: Sequence[RuleStat]) -> str:
    """One row for each rule, with all digits; `overlapping_rules` has the other rules and at how many numbers."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow((*COLUMNS, "overlapping_rules", "file", "line"))
    for row in stats:
        others = " ".join(f"{other.rule.id}:{other.ahead + other.behind}" for other in row.overlaps)
        writer.writerow(
            (*(_VALUES[name](row) for name in COLUMNS), others, defused(printable(str(row.rule.file))), row.rule.line)
        )
    return file.getvalue()


def as_json(stats: Sequence[RuleStat]) -> list[dict[str, Any]]:
    """All of it: for each rule the columns, where it stands, and each rule that it overlaps with."""
    return [
        {name: _VALUES[name](row) for name in COLUMNS}
        | {
            "right": row.right,
            "file": str(row.rule.file),
            "line": row.rule.line,
            "overlapping_rules": [
                {"rule": other.rule.id, "ahead": other.ahead, "behind": other.behind, "same": other.same}
                for other in row.overlaps
            ],
        }
        for row in stats
    ]


def _cells(row: RuleStat) -> Iterator[str]:
    for column, (_, written) in _SHOWN.items():
        value = _VALUES[column](row)
        yield _NOT_JUDGED if value is None else written(value)


def _conflicts(stats: Sequence[RuleStat]) -> Iterator[str]:
    """Each pair of rules that contradict each other, from the one that decides, those at most numbers first."""
    pairs = [(other.ahead, row.rule, other.rule) for row in stats for other in row.overlaps if not other.same]
    rows = sorted((pair for pair in pairs if pair[0]), key=lambda pair: -pair[0])
    if not rows:
        return
    yield "Which rule decides where others would have said something else:"
    for numbers, decides, other in rows[:_MOST_PAIRS]:
        yield f"  {decides.id} before {other.id}: {counted(numbers, 'number')}, {_difference(decides, other)}"
    if len(rows) > _MOST_PAIRS:
        yield f"  and {counted(len(rows) - _MOST_PAIRS, 'more pair')}, all of which the JSON has"
    yield ""


def _difference(one: Rule, other: Rule) -> str:
    """What two rules give that differs; ways to look for an object are too many to be read here."""
    keys = [key for key in dict.fromkeys((*one.gives, *other.gives)) if one.gives.get(key) != other.gives.get(key)]
    said = [
        f"{key} {one.gives.get(key, 'unsaid')}, not {other.gives.get(key, 'unsaid')}" for key in keys if key != "object"
    ]
    return "; ".join(said) or "the object is looked for in another way"


def _closing(stats: Sequence[RuleStat]) -> str:
    idle = sum(not row.hits for row in stats)
    judged, right = sum(row.judged for row in stats), sum(row.right for row in stats)
    precision = f"; of {counted(judged, 'hit')} with a gold reading {right / judged:.1%} are right" if judged else ""
    hits = counted(sum(row.hits for row in stats), "hit")
    return f"{counted(len(stats), 'rule')}, {idle:,} of them without a hit: {hits}{precision}"
