"""A run on a real Ray cluster of this machine: the same results as here, byte for byte, whatever is killed.

Slow: a cluster takes some ten seconds to begin, and each table is a job of its own.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ray = pytest.importorskip("ray", reason="the extra ray is not installed")
parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")

from extractor.recordtables import TABLES  # noqa: E402

FIXTURES = Path(__file__).parent / "fixtures"
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (folder := tmp_path / "archive").mkdir()
    for path in sorted(FIXTURES.rglob("*.txt"))[:24]:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "blank.txt").write_text(" \n")
    (folder / "rows.jsonl").write_text(
        '{"text": "The team won 3 prizes."}\n{"text": ""}\n{"text": "It has 12 members."}\n'
    )
    return folder


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extractor", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def tables(folder: str) -> dict[str, Any]:
    return {table.name: parquet.read_table(f"{folder}/{table.name}.parquet") for table in TABLES}


def the_same(here: str, there: str) -> bool:
    """Whether two folders of tables have equal schemas and rows; records are compared as text, byte for byte."""
    one, other = tables(here), tables(there)
    for name, rows in one.items():
        assert other[name].schema.equals(rows.schema), name
        assert other[name].to_pylist() == rows.to_pylist(), name
    return True


def test_ray_gives_what_is_given_here(archive: Path) -> None:
    here = run("archive", "-o", "here.parquet", "--text-column", "text")
    command = ("archive", "-o", "there.parquet", "--text-column", "text", "--engine", "ray", "--workers", "2")
    there = run(*command)
    assert (here.returncode, there.returncode) == (1, 1), there.stderr
    assert the_same("here.parquet", "there.parquet")
    assert parquet.read_table("there.parquet/records.parquet").num_rows == 26
    said = [line for line in there.stderr.splitlines() if line.startswith("extract: ")]
    assert said == [line for line in here.stderr.splitlines() if line.startswith("extract: ")]
    [closing] = [line for line in here.stderr.splitlines() if line.startswith("26 announcements")]
    assert closing in there.stderr.splitlines()
    assert archive.is_dir()
    assert sorted(path.name for path in Path("there.parquet").iterdir()) == sorted(f"{t.name}.parquet" for t in TABLES)


def test_where_nothing_can_be_read_the_old_tables_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "one.txt").write_text("The team won 3 prizes.")
    (tmp_path / "archive" / "two.txt").write_text("It has 12 members.")
    command = ("archive", "-o", "there.parquet", "--engine", "ray", "--workers", "1")
    assert run(*command).returncode == 0
    files = {path: path.read_bytes() for path in Path("there.parquet").rglob("*.parquet") if path.is_file()}
    assert {path.parts[1] for path in files} == {f"{table.name}.parquet" for table in TABLES}
    for name in ("one.txt", "two.txt"):
        (tmp_path / "archive" / name).write_text(" \n")
    failed = run(*command)
    assert failed.returncode == 2
    assert failed.stderr.splitlines()[-1] == "extract: no announcement could be read, so nothing was written"
    assert {path: path.read_bytes() for path in Path("there.parquet").rglob("*.parquet") if path.is_file()} == files


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc to find the processes of Ray")
def test_an_actor_that_is_killed_loses_nothing(archive: Path) -> None:
    (archive / "blank.txt").unlink()
    (archive / "rows.jsonl").unlink()
    for path in list(archive.iterdir()):
        for copy in range(3):
            (archive / f"{path.stem}-{copy}.txt").write_bytes(path.read_bytes())
    command = [sys.executable, "-m", "extractor", "archive", "-o", "there.parquet", "--engine", "ray", "--workers", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        killed = _kill_one_that_reads(process, Path(".there.parquet.partial/there.parquet/records.parquet"))
        _, said = process.communicate()
    assert killed
    assert process.returncode == 0, said
    assert run("archive", "-o", "here.parquet").returncode == 0
    assert the_same("here.parquet", "there.parquet")


def _kill_one_that_reads(process: "subprocess.Popen[str]", written: Path) -> int:
    """Kill an actor of this run as soon as a part is written, of the 16 that there will be; its process id."""
    while process.poll() is None:
        if written.is_dir() and any(written.glob("*.parquet")):
            for pid in _actors(process.pid):
                os.kill(pid, signal.SIGKILL)
                assert len(list(written.glob("*.parquet"))) < 16
                return pid
        time.sleep(0.05)
    return 0


def _actors(ancestor: int) -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_text("utf-8", "replace")
            pid = int(path.parent.name)
            # Ray names a process by what it does.
            reads = command.startswith("ray::MapWorker(") and "MapBatches(_Reader)" in command
            if reads and ancestor in _ancestors(pid):
                yield pid
        except OSError:
            continue


def _ancestors(pid: int) -> Iterator[int]:
    while pid > 1:
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        yield pid


def test_only_tables_in_parquet_are_written(archive: Path) -> None:
    for arguments in (("-o", "out.jsonl"), ("-o", "out.parquet", "--resume"), ()):
        done = run(str(archive), "--engine", "ray", *arguments)
        assert done.returncode == 2
        assert "--engine ray" in done.stderr
        assert len(done.stderr.splitlines()) == 1
