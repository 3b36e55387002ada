"""The README's promises: its commands come first, and its Python runs."""

import re
from pathlib import Path

import pytest

import extractor
from extractor import twincommand
from extractor.rules import load_rules

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
RECORDS = [line for line in README.splitlines() if line.startswith("| `") and line.count("|") == 6]
FIXTURES = Path(__file__).parent / "fixtures"


def test_the_first_two_commands_run_and_test_the_program() -> None:
    assert [code for kind, code in BLOCKS if kind == "sh"][:2] == ["make run\n", "make test\n"]


@pytest.mark.parametrize("code", [code for kind, code in BLOCKS if kind == "python"])
def test_its_python_runs(code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - the block is our own


def rows(text: str) -> set[str]:
    """The records of a text as the README shows them."""
    found = extractor.extract(text)
    value_of = {a.id: a.value for a in found.achievements}
    shown = set()
    for a in found.achievements:
        if a.numeral:
            value = f"{a.comparator} {a.value}{f' {a.unit}' if a.unit else ''}"
            whole = f" {value_of[a.part_of]} |" if a.part_of else " |"
            shown.add(f"| `{a.numeral.text}` | {a.measure} | {value} | {a.object} |{whole}")
    return shown


def test_its_records_and_findings_are_those_of_the_seed(seed: Path) -> None:
    text = seed.read_text("utf-8")
    found = extractor.extract(text)
    assert len(RECORDS) == 10
    assert set(RECORDS[:5]) <= rows(text)
    total = found.announcement.declared_total
    explained = sum(n.role != "unexplained" for n in found.numerals)
    screen, _ = [code for kind, code in BLOCKS if kind == "text"]
    assert screen.splitlines() == [
        f"{len(found.units)} units found, the text declares {total.value if total else None}",
        f"{explained} of {len(found.numerals)} numbers explained",
        *(f"{f.code}: {f.message}" for f in found.findings if f.severity != "info"),
    ]


def test_its_chinese_records_are_those_of_the_corpus() -> None:
    text = (FIXTURES / "corpus" / "zh-juren.txt").read_text("utf-8")
    assert {re.sub("`, [^|]*", "` ", row) for row in RECORDS[5:]} <= rows(text)
    roles = {(n.span.text, text[n.span.end]): n.role for n in extractor.extract(text).numerals}
    assert [roles[key] for key in (("二", "等"), ("第六", "批"), ("百", "川"))] == ["grade", "ordinal", "name"]


def test_its_slips_are_those_that_the_twin_check_finds() -> None:
    chinese, english = (str(FIXTURES / "twins" / f"seed-industry.{language}.txt") for language in ("zh", "en"))
    held = twincommand.compare(chinese, english, load_rules())
    _, screen = [code for kind, code in BLOCKS if kind == "text"]
    assert screen.splitlines() == [row.message for row in held.differences]
