"""A run over many documents: order, duplicates, going on, ending early."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from extractor import batch
from extractor.interruptions import Interruption
from extractor.jobs import Job
from extractor.manifest import Manifest
from extractor.outcomes import Counts, Failure, Outcome, packed
from extractor.recipes import Recipe
from extractor.rules import load_rules
from extractor.workers import Task

COUNTS = Counts(0, 0, 0, 0, 0, 0, 0, None, None)


class Shuffled:
    """Reads as processes do: not in the order in which it is asked. `after` documents an end is wished for."""

    read_so_far: ClassVar[list[str]] = []
    after = 1000

    def __init__(self, _: Recipe, count: int, interruption: Interruption) -> None:
        self._count = count
        self._interruption = interruption

    def read(self, tasks: Iterator[Task]) -> Iterator[tuple[int, Outcome]]:
        """In rounds of `count`, each backwards."""
        while group := [task for task in (next(tasks, None) for _ in range(self._count)) if task is not None]:
            for number, job in reversed(group):
                if len(self.read_so_far) == self.after:
                    self._interruption.wished = True
                    return
                self.read_so_far.append(job.name)
                failure = Failure("c", "m") if job.name == "bad" else None
                yield number, Outcome(job.name, job.place, packed(f"{job.name} {job.stamp}"), "0" * 64, COUNTS, failure)


@pytest.fixture(autouse=True)
def shuffled(monkeypatch: pytest.MonkeyPatch) -> type[Shuffled]:
    monkeypatch.setattr(batch, "Workers", Shuffled)
    monkeypatch.setattr(Shuffled, "read_so_far", [])
    monkeypatch.setattr(Shuffled, "after", 1000)
    return Shuffled


def run(names: str, path: Path, *, resume: bool = True) -> list[str]:
    """The names of the outcomes, in order; a name with a digit behind it is that document in another state."""
    jobs = [Job(name.rstrip("0123456789"), name, name[1:] or "0") for name in names.split()]
    recipe = Recipe((), "0" * 64)
    with Interruption() as interruption, Manifest(path, recipe, resume=resume) as manifest:
        outcomes = batch.run(jobs, recipe, manifest, interruption, workers=3, rules=load_rules())
        return [outcome.name for outcome in outcomes]


def test_outcomes_come_in_order_and_each_document_once(tmp_path: Path, shuffled: type[Shuffled]) -> None:
    assert run("a b c bad d e b f a", tmp_path / "m") == ["a", "b", "c", "bad", "d", "e", "f"]
    assert sorted(shuffled.read_so_far) == ["a", "b", "bad", "c", "d", "e", "f"]


def test_a_row_with_the_name_of_another_is_not_lost(tmp_path: Path) -> None:
    jobs = [
        Job("t#1", "t/1", "s"),
        Job("t#1", "t/1", error="t: row 2: taken"),
        Job("t#1", "t/1", error="t: row 3: taken"),
    ]
    recipe = Recipe((), "0" * 64)
    with Interruption() as interruption, Manifest(tmp_path / "m", recipe, resume=False) as manifest:
        outcomes = list(batch.run(jobs, recipe, manifest, interruption, workers=3, rules=load_rules()))
    assert [outcome.name for outcome in outcomes] == ["t#1", "t#1 (again)", "t#1 (again) (again)"]


def test_only_what_changed_or_failed_is_read_again(tmp_path: Path, shuffled: type[Shuffled]) -> None:
    run("a b c bad", tmp_path / "m")
    shuffled.read_so_far = []
    assert run("x a b2 bad d", tmp_path / "m") == ["x", "a", "b", "bad", "d"]
    assert sorted(shuffled.read_so_far) == ["b", "bad", "d", "x"]
    shuffled.read_so_far = []
    assert run("x a b2 d", tmp_path / "m", resume=False) == ["x", "a", "b", "d"]
    assert sorted(shuffled.read_so_far) == ["a", "b", "d", "x"]


@pytest.mark.parametrize("after", range(7))
def test_an_early_end_gives_what_is_done_and_the_rest_follows(
    tmp_path: Path, shuffled: type[Shuffled], after: int
) -> None:
    shuffled.after = after
    first = run("a b c d e f g", tmp_path / "m")
    assert sorted(first) == first
    assert sorted(shuffled.read_so_far) == first
    shuffled.after = 1000
    assert run("a b c d e f g", tmp_path / "m") == ["a", "b", "c", "d", "e", "f", "g"]
    assert sorted(shuffled.read_so_far) == ["a", "b", "c", "d", "e", "f", "g"]


def test_one_worker_is_this_process(tmp_path: Path, shuffled: type[Shuffled]) -> None:
    (path := tmp_path / "a.txt").write_text("Good news\n\nThe team published 12 papers.\n")
    rules = load_rules()
    recipe = Recipe((), rules.digest)
    with Interruption() as interruption, Manifest(None, recipe, resume=False) as manifest:
        jobs = [Job(str(path), "a.txt"), Job("none.txt", "none.txt")]
        found = list(batch.run(jobs, recipe, manifest, interruption, workers=1, rules=rules))
    assert shuffled.read_so_far == []
    assert b'"12"' in found[0].record
    assert found[1].failure is not None
