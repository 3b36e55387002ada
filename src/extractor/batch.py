"""A run over many documents on one machine: each is read once, and their outcomes come in order.

Memory does not grow with the number of documents: what is done and cannot be handed on yet waits in the manifest.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace

from extractor.interruptions import Interruption
from extractor.jobs import Job
from extractor.manifest import Manifest
from extractor.outcomes import Outcome
from extractor.recipes import Recipe, reader
from extractor.rules import RuleSet
from extractor.workers import Task, Workers


@dataclass(slots=True)
class _Queue:
    """Which documents are done and which is the next to be handed on; the values are ids in the manifest."""

    manifest: Manifest
    done: dict[int, int] = field(default_factory=dict)
    under_way: dict[int, int] = field(default_factory=dict)
    met: int = 0
    next: int = 0

    def tasks(self, jobs: Iterable[Job]) -> Iterator[Task]:
        """The documents that have to be read, numbered; those that were read before are done."""
        for job in jobs:
            identity, how = self.manifest.meet(job)
            if how == "again" and job.error is None:
                continue
            while how == "again":  # An error of which nobody would hear otherwise: a row with the name of another.
                job = replace(job, name=f"{job.name} (again)")  # noqa: PLW2901
                identity, how = self.manifest.meet(job)
            number, self.met = self.met, self.met + 1
            if how == "kept":
                self.done[number] = identity
            else:
                self.under_way[number] = identity
                yield number, job

    def put(self, number: int, outcome: Outcome) -> None:
        """One more is done."""
        identity = self.under_way.pop(number)
        self.manifest.put(identity, outcome)
        self.done[number] = identity

    def in_order(self) -> Iterator[Outcome]:
        """Those that can be handed on, up to the first that is not done."""
        while self.next in self.done:
            yield self.manifest.get(self.done.pop(self.next))
            self.next += 1

    def rest(self) -> Iterator[Outcome]:
        """Those behind it, of a run that has ended early."""
        for number in sorted(self.done):
            yield self.manifest.get(self.done[number])


def run(
    jobs: Iterable[Job],
    recipe: Recipe,
    manifest: Manifest,
    interruption: Interruption,
    *,
    workers: int,
    rules: RuleSet,
) -> Generator[Outcome]:
    """What comes of each document, in order; one that is named again comes once.

    With one worker no other process is started. When an end is wished for, what is done by then is handed on; the
    manifest is finished only by a run that came to its end.
    """
    queue = _Queue(manifest)
    tasks = queue.tasks(jobs)
    read = (
        _here(tasks, recipe, interruption, rules)
        if workers == 1
        else Workers(recipe, workers, interruption).read(tasks)
    )
    for number, outcome in read:
        queue.put(number, outcome)
        yield from queue.in_order()
    yield from queue.in_order()
    if interruption.wished:
        yield from queue.rest()
    else:
        manifest.finish()


def _here(
    tasks: Iterator[Task], recipe: Recipe, interruption: Interruption, rules: RuleSet
) -> Iterator[tuple[int, Outcome]]:
    read = reader(recipe, rules)
    for number, job in tasks:
        yield number, read(job)
        if interruption.wished:
            return
