"""The statistics as a table, as CSV and as JSON."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from extractor import statsreport
from extractor.rules import Rule
from extractor.rulestats import Overlap, RuleStat
from extractor.statsreport import COLUMNS, Column, ordered


def rule(name: str, line: int, gives: Mapping[str, Any]) -> Rule:
    return Rule(f"en.roles.{name}", "It is so.", "roles", "en", "<any>", (), gives, (), Path("roles.yaml"), line)


YEAR, DAY, CALL, PLAN = (
    rule("year", 3, {"role": "date"}),
    rule("day", 9, {"role": "date"}),
    rule("call", 14, {"role": "quantity"}),
    rule("plan", 21, {"role": "quantity", "object": ["subject"]}),
)
STATS = (
    RuleStat(
        YEAR, 1200, 0.6, 30, 5, 4,
        (Overlap(DAY, 0, 1, same=True), Overlap(CALL, 3, 0, same=False), Overlap(PLAN, 1, 0, same=False)),
        4, 3, 0.0125,
    ),
    RuleStat(DAY, 1, 0.0005, 1, 1, 0, (Overlap(YEAR, 1, 0, same=True),), 1, 1, 0.002),
    RuleStat(CALL, 0, 0.0, 0, 3, 3, (Overlap(YEAR, 0, 3, same=False),), 0, 0, 0.03),
    RuleStat(PLAN, 0, 0.0, 0, 1, 1, (Overlap(YEAR, 0, 1, same=False),), 0, 0, 0.001),
)  # fmt: skip


def shown(stats: tuple[RuleStat, ...], *, width: int = 100) -> list[str]:
    file = io.StringIO()
    Console(file=file, width=width, color_system=None).print(statsreport.text(stats))
    return [line.strip() for line in file.getvalue().splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("column", "descending", "rules"),
    [
        ("hits", False, [CALL, PLAN, DAY, YEAR]),
        ("hits", True, [YEAR, DAY, CALL, PLAN]),
        ("rule", False, [CALL, DAY, PLAN, YEAR]),
        ("stage", False, [YEAR, DAY, CALL, PLAN]),
        ("share", True, [YEAR, DAY, CALL, PLAN]),
        ("documents", False, [CALL, PLAN, DAY, YEAR]),
        ("overlaps", True, [YEAR, CALL, DAY, PLAN]),
        ("conflicts", True, [YEAR, CALL, PLAN, DAY]),
        ("precision", False, [YEAR, DAY, CALL, PLAN]),
        ("precision", True, [DAY, YEAR, CALL, PLAN]),
        ("judged", True, [YEAR, DAY, CALL, PLAN]),
        ("seconds", True, [CALL, YEAR, DAY, PLAN]),
    ],
)
def test_any_column_orders_the_rules(column: Column, *, descending: bool, rules: list[Rule]) -> None:
    assert [row.rule for row in ordered(STATS, column, descending=descending)] == rules


def test_rules_without_a_hit_come_first_unless_another_order_is_asked_for() -> None:
    assert [row.rule for row in ordered(STATS)] == [CALL, PLAN, DAY, YEAR]


def test_the_text_has_a_line_for_each_rule_and_for_each_contradiction() -> None:
    assert shown(STATS) == [
        "rule            hits  share  docs  overlaps  conflicts  precision  judged    ms",
        "─" * 79,
        "en.roles.year  1,200  60.0%    30         5          4      75.0%       4  12.5",
        "en.roles.day       1   0.1%     1         1          0     100.0%       1   2.0",
        "en.roles.call      0   0.0%     0         3          3          –       0  30.0",
        "en.roles.plan      0   0.0%     0         1          1          –       0   1.0",
        "Which rule decides where others would have said something else:",
        "en.roles.year before en.roles.call: 3 numbers, role date, not quantity",
        "en.roles.year before en.roles.plan: 1 number, role date, not quantity",
        "4 rules, 2 of them without a hit: 1,201 hits; of 5 hits with a gold reading 80.0% are right",
    ]


def test_where_nothing_contradicts_and_nothing_is_judged_nothing_is_said_of_it() -> None:
    quiet = RuleStat(YEAR, 1, 1.0, 1, 0, 0, (), 0, 0, 0.0)
    assert shown((quiet,))[2:] == [
        "en.roles.year     1  100.0%     1         0          0          –       0  0.0",
        "1 rule, 0 of them without a hit: 1 hit",
    ]


def test_only_another_way_to_the_object() -> None:
    near = rule("near", 30, {"role": "quantity", "object": ["following"]})
    row = RuleStat(near, 1, 1.0, 1, 1, 1, (Overlap(PLAN, 1, 0, same=False),), 0, 0, 0.0)
    assert "en.roles.near before en.roles.plan: 1 number, the object is looked for in another way" in shown((row,))


def test_what_one_of_two_rules_leaves_unsaid() -> None:
    fall = rule("fall", 30, {"role": "quantity", "sign": -1})
    row = RuleStat(fall, 1, 1.0, 1, 1, 1, (Overlap(CALL, 1, 0, same=False),), 0, 0, 0.0)
    assert "en.roles.fall before en.roles.call: 1 number, sign -1, not unsaid" in shown((row,))


def test_a_terminal_has_the_most_frequent_contradictions() -> None:
    others = tuple(Overlap(rule(f"r{n}", n, {"role": "name"}), ahead=n, behind=0, same=False) for n in range(1, 24))
    lines = shown((RuleStat(YEAR, 9, 1.0, 1, 9, 9, others, 0, 0, 0.0),))
    pairs = [line for line in lines if " before " in line]
    assert (len(pairs), pairs[0], lines[-2]) == (
        20,
        "en.roles.year before en.roles.r23: 23 numbers, role date, not name",
        "and 3 more pairs, all of which the JSON has",
    )


def test_csv_has_all_digits() -> None:
    rows = list(csv.DictReader(io.StringIO(statsreport.as_csv(STATS))))
    assert rows[0] == {
        "rule": "en.roles.year", "stage": "roles", "hits": "1200", "share": "0.6", "documents": "30", "overlaps": "5",
        "conflicts": "4", "precision": "0.75", "judged": "4", "seconds": "0.0125",
        "overlapping_rules": "en.roles.day:1 en.roles.call:3 en.roles.plan:1", "file": "roles.yaml", "line": "3",
    }  # fmt: skip
    assert [row["precision"] for row in rows] == ["0.75", "1.0", "", ""]


def test_json_says_which_rules_overlap_and_how() -> None:
    row = statsreport.as_json(STATS)[1]
    assert row == {
        "rule": "en.roles.day", "stage": "roles", "hits": 1, "share": 0.0005, "documents": 1, "overlaps": 1,
        "conflicts": 0, "precision": 1.0, "judged": 1, "seconds": 0.002, "right": 1, "file": "roles.yaml", "line": 9,
        "overlapping_rules": [{"rule": "en.roles.year", "ahead": 1, "behind": 0, "same": True}],
    }  # fmt: skip
    assert set(COLUMNS) < set(row)
