"""The README's promises: its commands come first, and its Python runs."""

import re
from pathlib import Path

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_the_first_two_commands_run_and_test_the_program() -> None:
    assert [code for kind, code in BLOCKS if kind == "sh"][:2] == ["make run\n", "make test\n"]


@pytest.mark.parametrize("code", [code for kind, code in BLOCKS if kind == "python"])
def test_its_python_runs(code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - the block is our own
