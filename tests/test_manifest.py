"""The manifest: what of an earlier run is taken over, and what is read again."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.documents import Choices, Document
from extractor.errors import OutputError
from extractor.jobs import Job
from extractor.manifest import Manifest, manifest_of
from extractor.outcomes import Counts, Failure, Outcome, packed
from extractor.reading import from_text
from extractor.recipes import Recipe

RECIPE = Recipe(("pack",), "0" * 64)
COUNTS = Counts(1, 2, 3, 2, 0, 1, 0, None, "'12' at character 4")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl.manifest.sqlite"


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Job]:
    """`file("a.txt", content, time)`: the job of such a file."""

    def make(name: str, content: str = "Good news", time: int = 1) -> Job:
        (path := tmp_path / name).write_text(content)
        os.utime(path, ns=(time, time))
        return Job(str(path), name, f"{len(content)} {time}")

    return make


def read(manifest: Manifest, job: Job) -> Outcome:
    """The document is met as a new one, and read."""
    identity, how = manifest.meet(job)
    assert how == "new"
    sha256 = hashlib.sha256(Path(job.name).read_bytes()).hexdigest()
    outcome = Outcome(job.name, job.place, packed("{}\n"), sha256, COUNTS)
    manifest.put(identity, outcome)
    return outcome


def test_what_was_read_is_kept_as_it_was(path: Path, file: Callable[..., Job]) -> None:
    job = file("a.txt")
    with Manifest(path, RECIPE, resume=False) as manifest:
        outcome = read(manifest, job)
        assert manifest.meet(job)[1] == "again"
    with Manifest(path, RECIPE, resume=True) as manifest:
        identity, how = manifest.meet(job)
        assert (how, manifest.get(identity), manifest.kept) == ("kept", outcome, 1)


@pytest.mark.parametrize(
    ("content", "time", "how"), [("Good news", 2, "kept"), ("Bad news!", 2, "new"), ("Bad news!", 1, "kept")]
)
def test_a_file_is_read_again_if_its_content_changed(
    path: Path, file: Callable[..., Job], content: str, time: int, how: str
) -> None:
    """As make does, a file of the same size and time is taken for the same without a look at it."""
    with Manifest(path, RECIPE, resume=False) as manifest:
        read(manifest, file("a.txt"))
    with Manifest(path, RECIPE, resume=True) as manifest:
        assert manifest.meet(file("a.txt", content, time))[1] == how


def test_a_row_is_read_again_if_its_text_changed(path: Path) -> None:
    jobs = []
    for text in ("Good news", "Bad news"):
        source = from_text(text)
        jobs.append(Job("t.csv#1", "t.csv/1", source.sha256, Document(source, "csv", "1")))
    with Manifest(path, RECIPE, resume=False) as manifest:
        manifest.put(manifest.meet(jobs[0])[0], Outcome("t.csv#1", "t.csv/1", packed("{}\n"), jobs[0].stamp, COUNTS))
    with Manifest(path, RECIPE, resume=True) as manifest:
        assert manifest.meet(jobs[0])[1] == "kept"
    with Manifest(path, RECIPE, resume=True) as manifest:
        assert manifest.meet(jobs[1])[1] == "new"


def test_what_failed_or_was_under_way_is_tried_again(path: Path, file: Callable[..., Job]) -> None:
    failed, begun = file("a.txt"), file("b.txt")
    with Manifest(path, RECIPE, resume=False) as manifest:
        identity, _ = manifest.meet(failed)
        manifest.put(identity, Outcome(failed.name, "a.txt", failure=Failure("is empty", "a.txt: is empty")))
        assert manifest.get(identity).failure == Failure("is empty", "a.txt: is empty")
        manifest.meet(begun)
    with Manifest(path, RECIPE, resume=True) as manifest:
        assert [manifest.meet(job)[1] for job in (failed, begun)] == ["new", "new"]


@pytest.mark.parametrize(
    "other",
    [
        replace(RECIPE, rules="1" * 64), replace(RECIPE, text=False), replace(RECIPE, indent=2),
        replace(RECIPE, choices=Choices(language="zh")),
    ],
)  # fmt: skip
def test_other_rules_or_options_read_everything_again(path: Path, file: Callable[..., Job], other: Recipe) -> None:
    job = file("a.txt")
    with Manifest(path, RECIPE, resume=False) as manifest:
        read(manifest, job)
        manifest.finish()
    with Manifest(path, other, resume=True) as manifest:
        assert (manifest.outdated, manifest.meet(job)[1]) == (True, "new")


def test_where_the_packs_lie_does_not_matter(path: Path, file: Callable[..., Job]) -> None:
    job = file("a.txt")
    with Manifest(path, RECIPE, resume=False) as manifest:
        read(manifest, job)
    with Manifest(path, replace(RECIPE, packs=("moved",)), resume=True) as manifest:
        assert (manifest.outdated, manifest.meet(job)[1]) == (False, "kept")


def test_without_resume_it_begins_anew_and_says_what_that_costs(path: Path, file: Callable[..., Job]) -> None:
    job = file("a.txt")
    with Manifest(path, RECIPE, resume=False) as manifest:
        read(manifest, job)
    with Manifest(path, RECIPE, resume=False) as manifest:
        assert (manifest.unfinished, manifest.meet(job)[1]) == (1, "new")
        read(manifest, file("b.txt"))
        manifest.finish()
    with Manifest(path, RECIPE, resume=False) as manifest:
        assert manifest.unfinished == 0


def test_a_document_that_is_gone_is_forgotten_by_a_run_that_ends(path: Path, file: Callable[..., Job]) -> None:
    gone, stays = file("a.txt"), file("b.txt")
    with Manifest(path, RECIPE, resume=False) as manifest:
        read(manifest, gone), read(manifest, stays)
    with Manifest(path, RECIPE, resume=True) as manifest:
        manifest.meet(stays)
        manifest.finish()
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT name, status FROM documents").fetchall() == [(stays.name, "read")]
        assert database.execute("SELECT rules, complete FROM run").fetchall() == [("0" * 64, 1)]
    database.close()


def test_two_runs_do_not_share_one(path: Path) -> None:
    other = (
        "import sqlite3, sys; d = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "d.execute('PRAGMA locking_mode = EXCLUSIVE'); d.execute('BEGIN EXCLUSIVE');"
        "print('locked', flush=True); input()"
    )
    Manifest(path, RECIPE, resume=False).__exit__()
    with subprocess.Popen(
        [sys.executable, "-c", other, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"locked\n"
        with pytest.raises(OutputError, match="another run writes there; wait for it, or choose another output"):
            Manifest(path, RECIPE, resume=False)
        process.communicate(b"\n")


@pytest.mark.parametrize("content", [b"notes", b"x" * 5000])
def test_another_file_in_its_place_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(OutputError, match="cannot be the manifest of the run: file is not a database; move it away"):
        Manifest(path, RECIPE, resume=False)
    assert path.read_bytes() == content


def test_another_database_in_its_place_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE mine (a)")
    database.close()
    with pytest.raises(OutputError, match="is a database, but no manifest; move it, or choose another output"):
        Manifest(path, RECIPE, resume=False)
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)]
    database.close()


def test_it_lies_beside_the_output(tmp_path: Path) -> None:
    assert manifest_of(tmp_path / "out.jsonl") == tmp_path / "out.jsonl.manifest.sqlite"
    assert manifest_of(Path("records")) == Path("records.manifest.sqlite")
