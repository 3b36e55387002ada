"""Processes that read documents, and what becomes of documents when they die."""

import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from extractor.errors import ExtractorError
from extractor.interruptions import Interruption
from extractor.jobs import Job
from extractor.outcomes import Outcome
from extractor.recipes import Recipe, reader
from extractor.rules import load_rules
from extractor.workers import Workers

SYSTEM_CALL = Path("/proc/self/syscall")
OPENS = {"257", "56"}
"""The number of the system call openat, on x86-64 and on arm64."""

waits = pytest.mark.skipif(not SYSTEM_CALL.exists(), reason="needs named pipes and /proc to see when a process waits")


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return Recipe((), load_rules().digest)


@pytest.fixture
def pipe(tmp_path: Path) -> Job:
    """A document that whoever reads it waits for."""
    os.mkfifo(path := tmp_path / "pipe.txt")
    return Job(str(path), "pipe.txt")


def files(folder: Path, count: int) -> list[Job]:
    jobs = []
    for number in range(count):
        (path := folder / f"{number:02d}.txt").write_text(f"Good news\n\nThe team published {number + 12} papers.\n")
        jobs.append(Job(str(path), path.name))
    return jobs


def read(recipe: Recipe, jobs: list[Job], interruption: Interruption | None = None) -> dict[str, Outcome]:
    workers = Workers(recipe, 2, Interruption() if interruption is None else interruption)
    found = list(workers.read(iter(enumerate(jobs))))
    assert len({number for number, _ in found}) == len(found)
    assert all(jobs[number].name == outcome.name for number, outcome in found)
    assert not multiprocessing.active_children()
    return {outcome.place: outcome for _, outcome in found}


def kill_those_that_wait(times: int, killed: list[int]) -> threading.Thread:
    """Kill `times` processes, each when it waits for somebody at the other end of a named pipe."""

    def run() -> None:
        for _ in range(times):
            killed.append(child := _waiting(killed))
            os.kill(child, signal.SIGKILL)
            while not _is_gone(child):  # till then the pipe has a reader, and what is written to it is lost
                time.sleep(0.01)

    (thread := threading.Thread(target=run, daemon=True)).start()
    return thread


def _waiting(killed: list[int]) -> int:
    while True:
        for child in multiprocessing.active_children():
            if child.pid is not None and child.pid not in killed and _opens(child.pid):
                return child.pid
        time.sleep(0.05)


def _opens(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/syscall").read_text().split()[0] in OPENS
    except OSError:
        return False


def _is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_processes_read_what_one_reads(tmp_path: Path, recipe: Recipe) -> None:
    jobs = [*files(tmp_path, 9), Job("none.txt", "none.txt")]
    here = reader(recipe)
    assert read(recipe, jobs) == {job.place: here(job) for job in jobs}


@waits
def test_a_document_whose_process_is_killed_is_tried_again(tmp_path: Path, recipe: Recipe, pipe: Job) -> None:
    jobs = [*files(tmp_path, 3), pipe, *files(tmp_path, 6)[3:]]
    killed: list[int] = []
    thread = kill_those_that_wait(1, killed)

    def write() -> None:
        thread.join()
        Path(pipe.name).write_text("Good news\n\nThe team published 99 papers.\n")

    threading.Thread(target=write, daemon=True).start()
    found = read(recipe, jobs)
    assert len(killed) == 1
    assert sorted(found) == [*(f"{number:02d}.txt" for number in range(6)), "pipe.txt"]
    assert all(outcome.failure is None for outcome in found.values())
    assert b"99 papers" in found["pipe.txt"].record


@waits
def test_one_that_kills_twice_is_reported_and_the_others_are_read(tmp_path: Path, recipe: Recipe, pipe: Job) -> None:
    jobs = [*files(tmp_path, 3), pipe, *files(tmp_path, 6)[3:]]
    killed: list[int] = []
    kill_those_that_wait(2, killed)
    found = read(recipe, jobs)
    assert len(killed) == 2
    failure = found.pop("pipe.txt").failure
    assert failure is not None
    assert failure.cause == "the process that read it died twice"
    assert failure.message == (
        f"{pipe.name}: the process that read it died twice (SIGKILL); give it more memory, or look at the file"
    )
    assert sorted(found) == [f"{number:02d}.txt" for number in range(6)]
    assert all(outcome.failure is None for outcome in found.values())


def test_rules_that_cannot_be_loaded_end_the_run(tmp_path: Path) -> None:
    with pytest.raises(ExtractorError, match="the rule packs were changed during the run"):
        read(Recipe((), "0" * 64), files(tmp_path, 2))
    assert not multiprocessing.active_children()


def test_a_wish_to_end_ends_it_at_once(recipe: Recipe, pipe: Job, tmp_path: Path) -> None:
    with Interruption() as interruption:
        threading.Timer(3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        found = read(recipe, [pipe, *files(tmp_path, 3)], interruption)
        assert interruption.wished
    assert "pipe.txt" not in found
