"""What docs/writing-rules.md shows is what works."""

import json
import re
import shlex
from pathlib import Path
from typing import get_args

import pytest

from extractor import conditions, newpack, rulecheck
from extractor.cli import main
from extractor.matching import MASKS
from extractor.packfiles import PackFile
from extractor.rules import Stage, load_rules
from extractor.ruleschema import FILES

PAGE = (Path(__file__).parents[1] / "docs" / "writing-rules.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pack that the page builds up, as `mine` in the working folder."""
    monkeypatch.chdir(tmp_path)
    for kind, name, content in BLOCKS:
        if kind == "yaml":
            (path := tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
    (tmp_path / "news.txt").write_text("The wine is stored in wine cellar 12.\n")
    return Path("mine")


def test_its_rules_are_in_order_and_taken(pack: Path) -> None:
    laid = load_rules([pack])
    assert [str(problem) for problem in rulecheck.check(laid)] == []
    below, above = ({rule.id for rule in rules.rules} for rules in (load_rules(), laid))
    assert above - below == {"mine.roles.cellar-number", "mine.achievements.hammer-price"}
    assert below - above == {"en.roles.scale"}
    assert laid.lexicons["en"]["kind_head"]["cider orchard"] == "orchard"


def test_it_names_every_key_of_a_pack() -> None:
    assert [key for key in PackFile.model_fields if f"`{key}`" not in PAGE] == []


@pytest.mark.usefixtures("pack")
def test_its_commands_work_in_their_order(capfd: pytest.CaptureFixture[str]) -> None:
    for line in (line for kind, _, code in BLOCKS if kind == "sh" for line in code.splitlines()):
        command, _, target = line.partition(" > ")
        program, *arguments = shlex.split(command)
        assert program == "extract"
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        printed, said = capfd.readouterr()
        assert (ended.value.code or 0, said) == (line.startswith("extract rules diff"), ""), line
        if target:
            assert json.loads(printed), line
            Path(target).write_text(printed, "utf-8")


def test_the_line_for_editors_is_the_one_of_a_new_pack(tmp_path: Path) -> None:
    made = newpack.new("wines", tmp_path / "wines")
    lines = {path.read_text("utf-8").splitlines()[0] for path in made if path.suffix == ".yaml"}
    shown = [line for kind, _, code in BLOCKS if kind == "text" for line in code.splitlines()]
    assert lines == {*shown, *(line.replace("../", "").replace("rules.", "pack.") for line in shown)}
    assert [path.name for path in made if f"wines/.schema/{path.name}" in PAGE] == [*FILES.values()]


@pytest.mark.usefixtures("pack")
@pytest.mark.parametrize("code", [code for kind, _, code in BLOCKS if kind == "python"])
def test_its_python_runs(code: str) -> None:
    exec(compile(code, "writing-rules.md", "exec"), {})  # noqa: S102 - the block is our own


def test_it_names_every_stage_and_form() -> None:
    missing = [name for name in (*get_args(Stage), *MASKS) if f"`{name}`" not in PAGE and f"`<{name}>`" not in PAGE]
    assert missing == []


def test_the_conditions_that_it_uses_exist() -> None:
    used = re.findall(r"(?:where|given): \[([^\]]*)\]", PAGE)
    names = {name.removeprefix("not ") for row in used for name in row.split(", ")}
    assert names
    assert names <= set(conditions.CONDITIONS)
