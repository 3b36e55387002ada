"""Processes that read documents: started afresh on any system, each with the rules loaded once.

Own code and not an executor of the standard library or a package: those break as a whole when one process is killed,
cannot say which document it had in hand, or leave their processes behind when the run itself is killed. Here each
process has a pipe of its own, what it has in hand is what it was sent and has not answered, and it ends with the run.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from extractor import outcomes
from extractor.errors import ExtractorError
from extractor.interruptions import Interruption
from extractor.jobs import Job
from extractor.outcomes import Outcome
from extractor.reading import printable
from extractor.recipes import Recipe, reader

Task = tuple[int, Job]
"""A document and the number by which its outcome is known."""

_SECONDS_OF_A_CHUNK = 0.25
"""How long a process should have enough to do: far longer than an exchange takes, short enough to end together."""
_LARGEST_CHUNK = 64
_CHARACTERS_OF_A_CHUNK = 500_000
"""Rows of tables are sent with their text."""
_SECONDS_OF_PATIENCE = 0.2
"""How soon a wish to end is seen while all processes are busy."""
_TRIES = 2


@dataclass(slots=True)
class _Worker:
    """One process; `held` are the documents that it has and has not answered, the first of them in hand."""

    process: Any
    connection: Connection
    held: deque[Task] = field(default_factory=deque)
    ready: bool = False
    sent: int = 0
    since: float = 0.0


class Workers:
    """A number of processes that read documents by one recipe."""

    def __init__(self, recipe: Recipe, count: int, interruption: Interruption) -> None:
        self._recipe = recipe
        self._count = count
        self._interruption = interruption
        # Spawned and not forked: so it is on every system, and no lock or thread is inherited half-way.
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._again: deque[Task] = deque()
        self._suspects: deque[Task] = deque()
        self._tries: dict[int, int] = {}
        self._failed_starts = 0
        self._seconds_each = _SECONDS_OF_A_CHUNK

    def read(self, tasks: Iterator[Task]) -> Iterator[tuple[int, Outcome]]:
        """The outcomes in any order, as they come; ends early if an end is wished for.

        A document in hand when its process dies is tried once more, by itself, and then reported.
        """
        tasks = iter(tasks)
        try:
            while not self._interruption.wished:
                self._feed(tasks)
                if not self._workers:
                    return
                answers: list[tuple[int, Outcome]] = []
                for connection in wait([worker.connection for worker in self._workers], _SECONDS_OF_PATIENCE):
                    worker = next(worker for worker in self._workers if worker.connection is connection)
                    answers += self._hear(worker)
                self._feed(tasks)
                yield from answers
        finally:
            for worker in self._workers:
                worker.process.terminate()
            for worker in self._workers:
                worker.process.join()
                worker.connection.close()
            self._workers.clear()

    def _feed(self, tasks: Iterator[Task]) -> None:
        """Give every process that waits something to do, start those that are missing, let go of those not needed."""
        for worker in [worker for worker in self._workers if worker.ready and not worker.held]:
            if chunk := self._chunk(tasks):
                self._send(worker, chunk)
            else:
                self._let_go(worker)
        while len(self._workers) < self._count and (chunk := self._chunk(tasks)):
            worker = self._start()
            worker.held.extend(chunk)  # sent as soon as it is ready, lost by nobody until then

    def _chunk(self, tasks: Iterator[Task]) -> list[Task]:
        """What to send next: a suspect by itself, else as many documents as take about the right time."""
        if self._suspects:
            return [self._suspects.popleft()]
        size = max(1, min(_LARGEST_CHUNK, round(_SECONDS_OF_A_CHUNK / self._seconds_each)))
        chunk: list[Task] = []
        characters = 0
        while len(chunk) < size and characters < _CHARACTERS_OF_A_CHUNK:
            task = self._again.popleft() if self._again else next(tasks, None)
            if task is None:
                break
            chunk.append(task)
            characters += len(task[1].document.text) if task[1].document else 0
        return chunk

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._recipe), daemon=True)
        process.start()
        theirs.close()  # Else the end of the process would not be the end of the pipe.
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _send(self, worker: _Worker, chunk: list[Task]) -> None:
        worker.held = deque(chunk)
        worker.sent, worker.since = len(chunk), time.monotonic()
        # One that has died since is found out by reading from it.
        with suppress(OSError):
            worker.connection.send([job for _, job in chunk])

    def _hear(self, worker: _Worker) -> list[tuple[int, Outcome]]:
        """What a process has to say: that it is ready, why it cannot be, an outcome; or that it is no more."""
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        if isinstance(said, ExtractorError):
            raise said
        if not isinstance(said, Outcome):
            worker.ready, self._failed_starts = True, 0
            self._send(worker, list(worker.held))
            return []
        number, _ = worker.held.popleft()
        self._tries.pop(number, None)
        if not worker.held:
            self._seconds_each = max((time.monotonic() - worker.since) / worker.sent, 1e-6)
        return [(number, said)]

    def _bury(self, worker: _Worker) -> list[tuple[int, Outcome]]:
        """A process has died: what it had in hand is tried again or reported, the rest is anybody's."""
        self._let_go(worker)
        held = deque(worker.held)
        reported: list[tuple[int, Outcome]] = []
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts > self._count:
                raise ExtractorError(
                    f"a process that should read documents ended as it began ({_how_it_ended(worker)}); "
                    "see that there is memory for it, or read with --workers 1"
                )
        elif held:
            number, job = held.popleft()
            self._tries[number] = self._tries.get(number, 0) + 1
            if self._tries[number] < _TRIES:
                self._suspects.append((number, job))
            else:
                reported.append((number, _lost(job, _how_it_ended(worker))))
        self._again.extendleft(reversed(held))
        return reported

    def _let_go(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join()


def serve(connection: Connection, recipe: Recipe) -> None:
    """What a process does: loads the rules, then answers each document that it is sent, until the pipe is closed."""
    # Ctrl-C reaches every process of a terminal; here it is for the run to say when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    # The run may be gone whenever something is sent to it or awaited from it: then there is nothing left to do.
    with suppress(EOFError, OSError):
        try:
            read = reader(recipe)
        except ExtractorError as error:
            connection.send(ExtractorError(str(error)))  # of a class that can be pickled
            return
        connection.send("ready")
        while True:
            for job in connection.recv():
                connection.send(read(job))


def _end_with_the_run() -> None:
    """Wait for the process that started this one to end, and end with it, whatever document is in hand."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _lost(job: Job, how: str) -> Outcome:
    name = printable(job.name)
    message = f"{name}: the process that read it died twice ({how}); give it more memory, or look at the file"
    return Outcome(job.name, job.place, failure=outcomes.failure_of(message, name=name))


def _how_it_ended(worker: _Worker) -> str:
    code = worker.process.exitcode
    if code is None or code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
