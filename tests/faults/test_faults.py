"""What stands under an output's name after a fault: the old result or the new one, whole."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import faults

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("cc") or shutil.which("gcc")),
    reason="faults are injected by a preloaded library: Linux and a C compiler",
)


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


@pytest.mark.parametrize("form", ["units.json", "out.jsonl", "out.csv", "out.sqlite", "out"])
def test_a_fault_leaves_the_old_result_or_the_new_one(writer: faults.Writer, folder: Path, form: str) -> None:
    some = faults.Trials(writer, folder, form)
    done = [some.run(faults.KILLED, some.calls), some.run(faults.KILLED, some.calls // 2)]
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
