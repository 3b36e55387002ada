"""docs/tutorial.md is true: followed in order it gives what it prints, and its pack is the one in examples/."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractor import evaluation, rulecheck
from extractor.rules import load_rules

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "brewing"
PAGE = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ extract (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
WATCHED = "rec.F1"


def agrees(shown: str, printed: str) -> bool:
    """Whether `printed` is what the page shows, where `...` stands for anything and no blanks end a line."""
    lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    return doctest.OutputChecker().check_output(shown, lines, doctest.ELLIPSIS)


def watched(printed: str) -> str | None:
    """The figure of the document in the column that the page watches; None where there is no such table."""
    columns = printed.partition("\n")[0].split()
    rows = [line.split() for line in printed.splitlines() if line.startswith("makers  ")]
    return rows[0][1 + columns.index(WATCHED)] if WATCHED in columns else None


def run(arguments: str, folder: Path) -> str:
    """What a command prints, in a process of its own: rules are loaded once a process, and the reader changes them."""
    ran = subprocess.run(
        [sys.executable, "-m", "extractor", *shlex.split(arguments)],
        cwd=folder, env=os.environ | {"COLUMNS": "80"}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return (ran.stdout + ran.stderr).replace(f"{ROOT}/", "")


def test_its_commands_print_what_it_shows(tmp_path: Path) -> None:
    for name in ("makers.txt", "makers.gold.yaml"):
        shutil.copy(EXAMPLE / name, tmp_path)
    scores = []
    for kind, name, content in BLOCKS:
        if kind == "yaml":
            (path := tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        for arguments, shown in COMMAND.findall(content) if kind == "console" else ():
            printed = run(arguments, tmp_path)
            assert agrees(shown, printed), f"$ extract {arguments}\n{printed}"
            if (figure := watched(printed)) is not None:
                assert re.findall(r"^makers \.\.\. (\S+) \.\.\.$", shown, re.MULTILINE) == [figure]
                scores.append(float(figure))
    assert scores == sorted(set(scores))
    assert (scores[0], len(scores)) == (0, 5)


def test_its_pack_is_the_one_in_the_examples() -> None:
    shown = {name: content for kind, name, content in BLOCKS if kind == "yaml"}
    pack = EXAMPLE / "brew"
    assert shown == {p.relative_to(EXAMPLE).as_posix(): p.read_text("utf-8") for p in pack.rglob("*") if p.is_file()}


def test_what_it_quotes_stands_in_the_example() -> None:
    files = [(EXAMPLE / name).read_text("utf-8") for name in ("makers.txt", "makers.gold.yaml")]
    quoted = [line for kind, _, content in BLOCKS if kind == "text" for line in content.splitlines() if line]
    assert [line for line in quoted if not any(line in file.splitlines() for file in files)] == []


def test_the_finished_pack_is_sound_and_enough() -> None:
    laid = load_rules([EXAMPLE / "brew"])
    assert [str(problem) for problem in rulecheck.check(laid)] == []
    figures = evaluation.evaluate_file(EXAMPLE / "makers.gold.yaml", laid).figures()
    assert figures[WATCHED] >= 0.9


def test_a_rule_switched_off_is_missed_as_it_says(tmp_path: Path) -> None:
    (off,) = set(re.findall(r"`off: (\[[^]]*\])`", PAGE))
    shutil.copytree(EXAMPLE / "brew", pack := tmp_path / "brew")
    (pack / "pack.yaml").write_text((pack / "pack.yaml").read_text("utf-8") + f"off: {off}\n", "utf-8")
    tally = evaluation.evaluate_file(EXAMPLE / "makers.gold.yaml", load_rules([pack]))
    assert any("Racking loss fell by 12%" in miss for miss in tally.misses)


@pytest.mark.parametrize(("shown", "printed", "same"), [
    ("a ... 0.5\n", "a 1 0.5\n", True),
    ("a ... 0.5\n", "a 1 0.6\n", False),
    ("...\nb\n", "a\nb\n", True),
    ("a\n", "a\nb\n", False),
    ("a\n", "a  \n", True),
])  # fmt: skip
def test_agrees(shown: str, printed: str, same: bool) -> None:  # noqa: FBT001
    assert agrees(shown, printed) is same
