"""A file is replaced whole or not at all, and the same records are the same bytes."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from extractor import writing
from extractor.errors import OutputError
from extractor.extraction import Extraction


def test_the_json_is_what_python_writes(extraction: Extraction) -> None:
    data = extraction.model_dump(mode="json")
    assert writing.to_json(extraction) == json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def test_the_text_can_be_left_out_and_nothing_else_with_it(extraction: Extraction) -> None:
    whole, silent = (json.loads(writing.to_json(extraction, text=text)) for text in (True, False))
    assert whole["source"].pop("text") == extraction.source.text
    assert silent["source"].pop("text") is None
    assert whole == silent
    Extraction.model_validate_json(writing.to_json(extraction, text=False))


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    (path := tmp_path / "units.json").write_text("old", "utf-8")
    path.chmod(0o640)
    writing.replace(path, "新\n")
    assert path.read_bytes() == "新\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_permissions_of_a_plain_write(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x", "utf-8")
    writing.replace(tmp_path / "units.json", "x")
    assert (tmp_path / "units.json").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_stays_one(tmp_path: Path) -> None:
    (target := tmp_path / "real.json").write_text("old", "utf-8")
    (link := tmp_path / "units.json").symlink_to(target)
    writing.replace(link, "new")
    assert (link.is_symlink(), target.read_text("utf-8")) == (True, "new")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (path := tmp_path / "units.json").write_text("old", "utf-8")
    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(OutputError, match=r"units\.json: cannot be written: No space left on device; make room"):
        writing.replace(path, "new")
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no/such/folder.json", "No such file or directory"),
        (".", "is a folder; name a file in it"),
        ("file/units.json", "Not a directory"),
        ("a\0b", "embedded null byte"),
        ("x" * 300, "File name too long"),
    ],
)
def test_where_nothing_can_be_written_is_said(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OutputError, match=f"cannot be written: .*{reason}"):
        writing.replace(tmp_path / name, "new")
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_device_is_said() -> None:
    with pytest.raises(OutputError, match="/dev/full: cannot be written: No space left on device"):
        writing.replace(Path("/dev/full"), "new")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_pipe_is_written_to_as_it_stands(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    writing.replace(pipe, "new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


WRITE = "from extractor import writing; writing.to_standard_output('x' * 200_000 + '\\n')"


def test_a_reader_who_has_gone_is_no_error() -> None:
    with subprocess.Popen([sys.executable, "-c", WRITE], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1) == b"x"
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_standard_output_is_said_once() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-c", WRITE], stdout=full, stderr=subprocess.PIPE, check=False)
    lines = done.stderr.decode().splitlines()
    assert lines[-1] == "extractor.errors.OutputError: standard output: cannot be written: No space left on device"
    assert b"Exception ignored" not in done.stderr
