"""The README's promises: its commands come first, and its Python runs."""

import re
from pathlib import Path

import pytest

import extractor

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_the_first_two_commands_run_and_test_the_program() -> None:
    assert [code for kind, code in BLOCKS if kind == "sh"][:2] == ["make run\n", "make test\n"]


@pytest.mark.parametrize("code", [code for kind, code in BLOCKS if kind == "python"])
def test_its_python_runs(code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - the block is our own


def test_its_records_and_findings_are_those_of_the_seed(seed: Path) -> None:
    found = extractor.extract(seed.read_text("utf-8"))
    value_of = {a.id: a.value for a in found.achievements}
    rows = set()
    for a in found.achievements:
        if a.numeral:
            value = f"{a.comparator} {a.value}{f' {a.unit}' if a.unit else ''}"
            whole = f" {value_of[a.part_of]} |" if a.part_of else " |"
            rows.add(f"| `{a.numeral.text}` | {a.measure} | {value} | {a.object} |{whole}")
    shown = [line for line in README.splitlines() if line.startswith("| `") and line.count("|") == 6]
    assert len(shown) == 5
    assert set(shown) <= rows
    total = found.announcement.declared_total
    explained = sum(n.role != "unexplained" for n in found.numerals)
    [screen] = [code for kind, code in BLOCKS if kind == "text"]
    assert screen.splitlines() == [
        f"{len(found.units)} units found, the text declares {total.value if total else None}",
        f"{explained} of {len(found.numerals)} numbers explained",
        *(f"{f.code}: {f.message}" for f in found.findings if f.severity != "info"),
    ]
