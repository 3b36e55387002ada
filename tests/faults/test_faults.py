"""What stands under an output's name after a fault: the old result or the new one, whole."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import faults

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("cc") or shutil.which("gcc")),
    reason="faults are injected by a preloaded library: Linux and a C compiler",
)

A_YEAR = "31536000"
"""Seconds by which the clock goes forward, or back, each time that it is looked at."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return faults.built(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def writer(library: Path) -> Iterator[faults.Writer]:
    writer = faults.Writer(library)
    yield writer
    writer.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(os.path.realpath(tmp_path))


@pytest.mark.parametrize("form", [form for form in faults.FORMS if form not in {"r.html", "r.md"}])
def test_a_fault_leaves_the_old_result_or_the_new_one(writer: faults.Writer, folder: Path, form: str) -> None:
    some = faults.Trials(writer, folder, form)
    done = [some.run(faults.KILLED, some.calls), some.run(faults.BROKEN, some.calls // 3)]
    done += [some.run(faults.FULL, some.calls // 2), some.run(faults.READ_ONLY, 1)]
    assert [trial for trial in done if trial.problem] == []


def test_a_mixture_would_be_seen(writer: faults.Writer, folder: Path) -> None:
    some = faults.Trials(writer, folder, "out.csv")
    (folder / "out-csv" / "out.csv" / "units.csv").write_text("half of a table")
    assert some._problem(faults.Fate(-9, "", 0), faults.KILLED) == "neither the old nor the new"


def test_of_two_runs_to_one_output_the_later_is_refused(writer: faults.Writer, library: Path, folder: Path) -> None:
    output = folder / "out.sqlite"
    writer.write(output, "old")
    old = faults.read_back(output)
    writer.begin(output, "new", fault=faults.STOPPED, at=20)
    assert writer.end().code == faults.STOPPED
    other = faults.Writer(library)
    try:
        fate = other.write(output, "old")
    finally:
        other.close()
    assert (fate.code, "another run writes there" in fate.said) == (2, True)
    assert faults.read_back(output) == old
    writer.begin(output, "go on")
    assert writer.end().code == 0
    assert faults.read_back(output) != old
    assert [path.name for path in folder.iterdir()] == ["out.sqlite"]


def extract(library: Path, folder: Path, *arguments: str, **hooks: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extractor", *arguments]
    environment = {**os.environ, "LD_PRELOAD": str(library), **hooks}
    return subprocess.run(
        command, capture_output=True, check=False, cwd=folder, env=environment, text=True, timeout=300
    )


def archive(folder: Path) -> None:
    (folder / "archive").mkdir()
    for name in "abc":
        (folder / "archive" / f"{name}.txt").write_text(f"Good news\n\nTeam {name} published 12 papers.\n" * 200)


def test_a_file_with_an_unreadable_middle_fails_and_the_others_are_read(library: Path, folder: Path) -> None:
    archive(folder)
    done = extract(
        library, folder, "archive", "-o", "out.jsonl", "-q", "--workers", "1",
        FAULTS_UNREADABLE="b.txt", FAULTS_FROM="5000",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "extract: archive/b.txt: cannot be read: Input/output error\n")
    records = [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    assert [record["source"]["path"] for record in records] == ["archive/a.txt", "archive/c.txt"]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("news.txt", ["news.txt"]),
        ("rows.jsonl", ["rows.jsonl", "-o", "out.jsonl"]),
        ("names", ["@names", "-o", "out.jsonl"]),
        ("records.jsonl", ["report", "records.jsonl"]),
        ("news.gold.yaml", ["evaluate", "news.gold.yaml"]),
        ("roles.yaml", ["news.txt", "--rules", "pack"]),
    ],
)
def test_what_has_an_unreadable_middle_is_said_and_nothing_is_written(
    library: Path, folder: Path, name: str, arguments: list[str]
) -> None:
    (folder / "pack" / "en").mkdir(parents=True)
    for place in ("news.txt", "rows.jsonl", "names", "records.jsonl", "news.gold.yaml", "pack/en/roles.yaml"):
        (folder / place).write_text("Good news. " * 100)
    (folder / "pack" / "pack.yaml").write_text("{name: mine, version: '1'}\n")
    done = extract(library, folder, *arguments, FAULTS_UNREADABLE=name, FAULTS_FROM="0")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be read: Input/output error" in done.stderr
    assert [line for line in done.stderr.splitlines() if not line.startswith("extract: ")] == []
    assert not (folder / "out.jsonl").exists()


def test_a_clock_that_jumps_changes_nothing(library: Path, folder: Path) -> None:
    archive(folder)
    page = (
        "<html><head><title>News</title><meta name='date' content='2024-03-01'></head><body><p>Good news</p>{}</body>"
    )
    (folder / "archive" / "d.html").write_text(page.format("<p>The Radar Team published 12 papers.</p>" * 30))
    options = ("archive", "--workers", "2", "--time-limit", "60", "--no-progress")
    for output, hooks in (("still.jsonl", {}), ("jumping.jsonl", {"FAULTS_CLOCK": A_YEAR})):
        done = extract(library, folder, *options, "-o", output, **hooks)
        assert done.returncode == 0, done.stderr
    assert (folder / "jumping.jsonl").read_bytes() == (folder / "still.jsonl").read_bytes()
    assert float(done.stderr.partition("4 documents in ")[2].partition(" s")[0]) < 60  # not a year, nor less than none
    assert " in -" not in done.stderr
    again = extract(library, folder, *options, "-o", "jumping.jsonl", "--resume", FAULTS_CLOCK=A_YEAR)
    assert "4 were taken over" in again.stderr


def test_a_time_limit_runs_out_whatever_the_clock_says(library: Path, folder: Path) -> None:
    (folder / "news.txt").write_text("Good news\n\nThe Radar Team published 12 papers.\n" * 1000)
    done = extract(library, folder, "news.txt", "--time-limit", "0.05", FAULTS_CLOCK=A_YEAR)
    assert (done.returncode, done.stdout) == (2, "")
    assert "was not read in 0.05 s" in done.stderr
