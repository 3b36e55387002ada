"""What `extract` does with many announcements, as a whole program: killed, stopped, resumed, changed, broken."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.extraction import Extraction

COMMAND = (sys.executable, "-m", "extractor")
PROFILES = 15
"""Sentences of an announcement, so that reading one takes long enough to be interrupted."""


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (folder := tmp_path / "archive" / "2024").mkdir(parents=True)
    for number in range(30):
        lines = [f"The team published {number + line + 12} papers and won 3 first prizes." for line in range(PROFILES)]
        (folder / f"{number:02d}.txt").write_text("Good news\n\n" + "\n\n".join(lines))
    return folder.parent


def extract(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False)


def started(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, text=True)


def done(output: str) -> int:
    """How many documents the manifest of a run that goes on says are done; such a run has it to itself."""
    with closing(sqlite3.connect(f"{output}.manifest.sqlite")) as manifest:
        count: int = manifest.execute("SELECT count(*) FROM documents WHERE status != 'begun'").fetchone()[0]
        return count


def held_up(output: str) -> "subprocess.Popen[str]":
    """A run that has read some of the archive and cannot end, for its first document is not to be had."""
    os.mkfifo("first.txt")
    process = started("first.txt", "archive", "-o", output, "--workers", "2")
    log = Path(f"{output}.manifest.sqlite-wal")
    begun = time.monotonic()
    # Records: what was read so far is in the log once it is committed.
    while not log.exists() or log.stat().st_size < 20_000:
        assert process.poll() is None
        assert time.monotonic() < begun + 100
        time.sleep(0.02)
    return process


def let_it_go() -> None:
    Path("first.txt").unlink()
    Path("first.txt").write_text("Good news\n\nThe team published 12 papers.")


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(output).read_text("utf-8").splitlines()]


def test_two_processes_write_what_one_writes(archive: Path) -> None:
    for workers in "12":
        run = extract("archive", "-o", f"{workers}.jsonl", "--workers", workers)
        assert run.returncode == 0
        assert run.stderr.startswith("30 announcements: 0 units")
    assert Path("1.jsonl").read_bytes() == Path("2.jsonl").read_bytes()
    paths = [f"archive/2024/{number:02d}.txt" for number in range(30)]
    assert [line["source"]["path"] for line in lines("1.jsonl")] == paths
    text = (archive / "2024" / "07.txt").read_text()
    expected = extractor.extract(text).model_dump(mode="json")
    assert {**lines("2.jsonl")[7], "source": None} == {**expected, "source": None}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes, to hold a run up")
@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("output", ["out.jsonl", "out.sqlite"])
def test_after_a_kill_the_run_goes_on(tmp_path: Path, output: str) -> None:
    process = held_up(output)
    process.kill()
    process.communicate()
    assert not Path(output).exists()
    before = done(output)
    assert 0 < before <= 30
    let_it_go()
    run = extract("first.txt", "archive", "-o", output, "--workers", "2", "--resume")
    assert run.returncode == 0
    assert f"{31 - before} document" in run.stderr
    assert f"{before} were taken over, unchanged since they were read" in run.stderr
    assert extract("first.txt", "archive", "-o", f"whole-{output}").returncode == 0
    assert Path(output).read_bytes() == Path(f"whole-{output}").read_bytes()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes, to hold a run up")
@pytest.mark.usefixtures("archive")
def test_ctrl_c_leaves_a_valid_partial_result() -> None:
    process = held_up("out.jsonl")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.endswith("ended early; out.jsonl holds what was done, --resume goes on from there\n")
    partial = Path("out.jsonl").read_text("utf-8").splitlines()
    assert 0 < len(partial) <= 30
    paths = [Extraction.model_validate_json(line).source.path for line in partial]
    assert paths == sorted(set(paths))
    let_it_go()
    assert extract("first.txt", "archive", "-o", "out.jsonl", "--workers", "2", "--resume").returncode == 0
    paths = ["first.txt", *(f"archive/2024/{number:02d}.txt" for number in range(30))]
    assert [line["source"]["path"] for line in lines("out.jsonl")] == paths


def test_only_what_changed_is_read_again(archive: Path) -> None:
    folder = archive / "2024"
    for path in sorted(folder.iterdir())[4:]:
        path.unlink()
    assert extract("archive", "-o", "out.jsonl").returncode == 0
    (folder / "00.txt").unlink()
    (folder / "01.txt").write_text("Good news\n\nThe team published 99 papers.")
    os.utime(folder / "02.txt")
    (folder / "04.txt").write_text("Good news\n\nThe team published 98 papers.")
    run = extract("archive", "-o", "out.jsonl", "--resume")
    assert "2 documents in " in run.stderr
    assert "2 were taken over" in run.stderr
    assert [len(line["numerals"]) for line in lines("out.jsonl")] == [1, 3 * PROFILES, 3 * PROFILES, 1]
    run = extract("archive", "-o", "out.jsonl", "--resume", "--language", "zh")
    assert run.stderr.startswith(
        "extract: out.jsonl.manifest.sqlite: version, rules or options have changed since that run, so every document"
    )
    assert "4 documents in " in run.stderr


BROKEN: dict[str, tuple[bytes, str]] = {
    "binary.txt": (bytes(range(256)) * 8, "is NUL, so it is no plain text"),
    "blank.txt": (b" \n\t\n", "is empty"),
    "none.txt": (b"", "is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "is an image, not a document"),
}


def test_what_is_broken_is_reported_with_its_cause_and_stops_nothing(archive: Path) -> None:
    for name, (content, _) in BROKEN.items():
        (archive / name).write_bytes(content)
    (archive / "gone.txt").symlink_to("nowhere")
    run = extract("archive", "-o", "out.sqlite", "--workers", "2")
    assert run.returncode == 1
    said = dict(line.removeprefix("extract: ").split(": ", 1) for line in run.stderr.splitlines()[:5])
    for name, (_, problem) in BROKEN.items():
        assert problem in said[f"archive/{name}"]
    assert said["archive/gone.txt"].startswith("there is no such file")
    assert "5 could not be read:\n      2  is empty\n" in run.stderr
    with closing(sqlite3.connect("out.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM documents").fetchone() == (30,)
        failed = dict(database.execute("SELECT name, cause FROM failures"))
    assert sorted(failed) == sorted(said)
    assert failed["archive/none.txt"] == failed["archive/blank.txt"] == "is empty"


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("out.jsonl").write_text("before")
    run = extract("a.txt", "b.txt", "-o", "out.jsonl")
    assert run.returncode == 2
    assert run.stderr.endswith("extract: no announcement could be read, so nothing was written\n")
    assert Path("out.jsonl").read_text() == "before"


@pytest.mark.usefixtures("archive")
def test_standard_output_can_be_closed_early() -> None:
    command = f"{sys.executable} -m extractor archive --workers 2 -q | head -n 1"
    shell = ["/bin/bash", "-c", f"set -o pipefail; {command}"]
    run = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert Extraction.model_validate_json(run.stdout).source.path == "archive/2024/00.txt"


@pytest.mark.usefixtures("archive")
def test_a_going_on_needs_an_output() -> None:
    run = extract("archive", "--resume")
    assert (run.returncode, run.stderr) == (2, "extract: --resume goes on with an output; name it with -o\n")


@pytest.mark.usefixtures("archive")
def test_one_announcement_can_go_into_tables() -> None:
    assert extract("archive/2024/00.txt", "-q", "-o", "one.sqlite").returncode == 0
    with closing(sqlite3.connect("one.sqlite")) as database:
        assert database.execute("SELECT id, numerals FROM documents").fetchall() == [
            ("archive/2024/00.txt", 3 * PROFILES)
        ]
    assert not Path("one.sqlite.manifest.sqlite").exists()


@pytest.mark.usefixtures("archive")
def test_the_text_can_be_left_out_though_the_report_shows_it() -> None:
    arguments = ("archive/2024/00.txt", "archive/2024/01.txt", "-q", "--no-text")
    assert extract(*arguments, "-o", "out.jsonl", "--report", "r.html").returncode == 0
    assert [line["source"]["text"] for line in lines("out.jsonl")] == [None, None]
    page = re.sub("<[^>]*>", "", Path("r.html").read_text("utf-8"))
    assert "The team published 12 papers" in page
    assert extract(*arguments, "-o", "records").returncode == 0
    assert json.loads(Path("records/00.json").read_text("utf-8"))["source"]["text"] is None
