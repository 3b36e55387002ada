"""`extract diff` from files to what is printed."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.diffcommand import Form, run
from extractor.errors import InputError
from extractor.extraction import Extraction
from extractor.writing import to_json

FORMS: tuple[Form, ...] = ("text", "json", "md", "html")
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, extraction: Extraction) -> Write:
    """`write(name, kind=...)`: a file with the small extraction, its first unit of another kind."""

    def make(name: str, *, kind: str = "team", lines: bool = False) -> Path:
        content: dict[str, Any] = extraction.model_dump(mode="json")
        content["units"][0]["kind"] = kind
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_json(Extraction.model_validate_json(json.dumps(content)), indent=None if lines else 2))
        return path

    return make


def test_two_files(write: Write) -> None:
    old, new = write("old.json"), write("new.json", kind="studio")
    assert run(old, new, form="text") == (
        """\
old.json → new.json
Units
  ~ changed Radar Team · studio · model teams
            kind: team → studio

0 gained, 0 lost, 1 changed
""",
        True,
    )
    assert run(old, old, form="text") == ("no difference\n", False)


def test_two_files_of_one_name_are_called_by_it(write: Write) -> None:
    assert run(write("1/a.json"), write("2/a.json", kind="studio"), form="text")[0].startswith("a.json\nUnits\n")


def test_two_folders(write: Write, tmp_path: Path) -> None:
    for name in ("1/same.json", "1/x/gone.json", "1/x/other.json", "2/same.json", "2/came.json"):
        write(name)
    write("2/x/other.json", kind="studio")
    said, differs = run(tmp_path / "1", tmp_path / "2", form="md")
    assert differs
    assert [line for line in said.splitlines() if line.startswith(("##", "**"))] == [
        "## came.json", "## x/gone.json", "## x/other.json", "### Units",
        "**0 gained, 0 lost, 1 changed in 1 of 2 documents; 1 document gained; 1 document lost**",
    ]  # fmt: skip
    assert run(tmp_path / "1", tmp_path / "1", form="md") == ("**no difference in 3 documents**\n", False)


def test_two_files_of_lines(write: Write) -> None:
    old, new = write("old.jsonl", lines=True), write("new.jsonl", kind="studio", lines=True)
    assert [row["name"] for row in json.loads(run(old, new, form="json")[0])["documents"]] == ["news.txt"]


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("1", "a.json", "1 is a folder, and a.json is one extraction"),
        ("a.json", "a.jsonl", "a.json is one extraction, and a.jsonl is a .jsonl file"),
        ("a.jsonl", "1", "a.jsonl is a .jsonl file, and 1 is a folder"),
    ],
)
def test_only_two_of_one_sort_are_compared(write: Write, tmp_path: Path, one: str, other: str, message: str) -> None:
    for name in ("1/a.json", "a.json"):
        write(name)
    write("a.jsonl", lines=True)
    with pytest.raises(InputError) as raised:
        run(tmp_path / one, tmp_path / other, form="text")
    assert str(raised.value).replace(f"{tmp_path}/", "") == f"{message}; name two of one sort, as extract wrote them"


def test_what_is_missing_is_said_before_anything_else(write: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none.json: there is no such file"):
        run(write("1/a.json").parent, tmp_path / "none.json", form="text")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_ends_with_a_line_and_steers_nothing(write: Write, form: Form) -> None:
    steering = "s\x1b[31m\x9b\x07\u202e\u0085tudio"
    said, differs = run(write("old.json"), write("new.json", kind=steering), form=form)
    assert differs
    assert said.endswith("\n")
    assert not {"\x1b", "\x9b", "\x07", "\u202e", "\u0085"} & {*said}
    if form == "json":
        assert json.loads(said)["documents"][0]["parts"]["units"]["changed"][0]["new"]["kind"] == steering


@pytest.mark.parametrize("form", FORMS)
def test_the_same_input_gives_the_same_bytes(write: Write, form: Form) -> None:
    old, new = write("old.json"), write("new.json", kind="studio")
    assert run(old, new, form=form) == run(old, new, form=form)


def test_on_a_terminal_it_is_as_wide_as_that_and_in_colour(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for name in ("NO_COLOR", "TTY_COMPATIBLE", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("TERM", "xterm")
    lines = run(write("old.json"), write("new.json", kind="studio"), form="text")[0].splitlines()
    assert lines[2:5] == [
        "  \x1b[33m~ changed\x1b[0m Radar Team ·", "            studio · model", "            teams",
    ]  # fmt: skip
