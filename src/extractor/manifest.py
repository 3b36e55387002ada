"""The manifest of a run: which documents were read, by which version and rules, and what came of each.

It lies beside the output and is what `--resume` goes on from, after a `kill -9` as well as a year later. It is a SQLite
database, since that survives the one and has an index for the other.
"""

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, Self

import extractor
from extractor.errors import OutputError
from extractor.jobs import Job
from extractor.outcomes import Counts, Failure, Outcome
from extractor.recipes import Recipe

ENDING = ".manifest.sqlite"
"""What the name of the manifest of an output ends in; before it stands the name of the output."""
_SECONDS_BETWEEN_COMMITS = 0.5
"""What a `kill -9` costs at most is read again in a moment, and a commit for each document would cost as much."""
_APPLICATION_ID = 0x45585452
"""Tells a manifest from other SQLite databases: `EXTR`."""

_SCHEMA = """
CREATE TABLE run (
    version TEXT NOT NULL,   -- of the program
    rules TEXT NOT NULL,     -- digest of its rule packs
    recipe TEXT NOT NULL,    -- digest of all that decides what records say
    number INTEGER NOT NULL, -- which run on this manifest was the last, from 1
    complete INTEGER NOT NULL -- whether it came to its end
);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    place TEXT NOT NULL,     -- where its record goes in a folder of records
    stamp TEXT NOT NULL,     -- of a file its size and time of change, of a row the digest of its text
    run INTEGER NOT NULL,    -- the last run that met it
    status TEXT NOT NULL,    -- begun, read or failed
    sha256 TEXT,             -- of what was read
    counts TEXT,             -- of its record, as JSON
    cause TEXT,              -- why it failed
    message TEXT,
    record BLOB              -- as it is written, compressed with zlib
);
"""

Met = Literal["new", "kept", "again"]


class Manifest:
    """What a run has done so far. `kept` is how many documents it took over from earlier runs.

    Without a path it is a temporary one that goes with the process.
    """

    def __init__(self, path: Path | None, recipe: Recipe, *, resume: bool) -> None:
        """Open it. Without `resume`, or after a change of version, rules or options, nothing is taken over.

        Raises `OutputError` if another run has it, or if it cannot be one.
        """
        self._path = path
        self.outdated = False
        self.unfinished = 0
        self.kept = 0
        self._committed = time.monotonic()
        # An empty name is a database in a temporary file of SQLite, which no one else sees.
        try:
            self._database = sqlite3.connect("" if path is None else path, isolation_level=None, timeout=0)
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        try:
            self._begin(recipe, resume=resume)
        except sqlite3.Error as error:
            self._database.close()
            raise self._unusable(error) from error
        except OutputError:
            self._database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(sqlite3.Error):
            self._commit()
        self._database.close()

    def meet(self, job: Job) -> tuple[int, Met]:
        """Take a document up: the id that it has here, and whether it is `new`, so that it has to be read.

        One that is `kept` has not changed since it was read; one that comes `again` was met in this run already.
        """
        row = self._database.execute(
            "SELECT id, stamp, run, status, sha256 FROM documents WHERE name = ?", (job.name,)
        ).fetchone()
        if row is not None:
            identity, stamp, run, status, sha256 = row
            if run == self._run:
                return identity, "again"
            # What failed is tried again: a file may be readable by now though its content is the same.
            if status == "read" and ((job.stamp and stamp == job.stamp) or _digest(job) == sha256):
                self._database.execute(
                    "UPDATE documents SET run = ?, stamp = ?, place = ? WHERE id = ?",
                    (self._run, job.stamp, job.place, identity),
                )
                self.kept += 1
                return identity, "kept"
        new = (job.name, job.place, job.stamp, self._run)
        identity = self._database.execute(
            "INSERT OR REPLACE INTO documents (name, place, stamp, run, status) VALUES (?, ?, ?, ?, 'begun')", new
        ).lastrowid
        return int(identity or 0), "new"

    def put(self, identity: int, outcome: Outcome) -> None:
        """Keep what came of a document."""
        failed = outcome.failure
        self._database.execute(
            "UPDATE documents SET status = ?, sha256 = ?, counts = ?, cause = ?, message = ?, record = ? WHERE id = ?",
            (
                "failed" if failed else "read", outcome.sha256,
                None if outcome.counts is None else json.dumps(outcome.counts, ensure_ascii=False),
                failed and failed.cause, failed and failed.message, outcome.packed, identity,
            ),
        )  # fmt: skip
        if time.monotonic() - self._committed > _SECONDS_BETWEEN_COMMITS:
            self._commit()
            self._database.execute("BEGIN")

    def get(self, identity: int) -> Outcome:
        """What came of a document that is done."""
        name, place, packed, sha256, counts, cause, message = self._database.execute(
            "SELECT name, place, record, sha256, counts, cause, message FROM documents WHERE id = ?", (identity,)
        ).fetchone()
        if message is not None:
            return Outcome(name, place, failure=Failure(cause, message))
        return Outcome(name, place, packed, sha256, Counts(*json.loads(counts)))

    def finish(self) -> None:
        """The run came to its end: documents that it did not meet are no part of the result any more."""
        self._database.execute("DELETE FROM documents WHERE run < ?", (self._run,))
        self._database.execute("UPDATE run SET complete = 1")
        self._commit()

    def _begin(self, recipe: Recipe, *, resume: bool) -> None:
        # The lock is held until the process ends, however it ends; without shared memory, so on network drives too.
        self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
        found = self._database.execute("PRAGMA application_id").fetchone()[0]
        tables = [row[0] for row in self._database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        if tables and found != _APPLICATION_ID:
            raise OutputError(f"{self._path}: is a database, but no manifest; move it, or choose another output")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._database.execute("BEGIN IMMEDIATE")
        last = 0
        if tables:
            last = self._look_at_the_last_run(recipe, resume=resume)
        if not last:
            for table in tables:
                self._database.execute(f"DROP TABLE {table}")
            self._database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            for statement in _statements(_SCHEMA):
                self._database.execute(statement)
            new = (extractor.__version__, recipe.rules, recipe.digest)
            self._database.execute("INSERT INTO run VALUES (?, ?, ?, 0, 0)", new)
        self._run = last + 1
        self._database.execute("UPDATE run SET number = ?, complete = 0", (self._run,))
        self._commit()
        self._database.execute("BEGIN")

    def _look_at_the_last_run(self, recipe: Recipe, *, resume: bool) -> int:
        """Its number, or 0 if nothing of it can be taken over."""
        digest, number, complete = self._database.execute("SELECT recipe, number, complete FROM run").fetchone()
        if not resume:
            done = self._database.execute("SELECT count(*) FROM documents WHERE status != 'begun'").fetchone()[0]
            self.unfinished = 0 if complete else done
            return 0
        self.outdated = digest != recipe.digest
        return 0 if self.outdated else int(number)

    def _commit(self) -> None:
        if self._database.in_transaction:
            self._database.execute("COMMIT")
        self._committed = time.monotonic()

    def _unusable(self, error: sqlite3.Error) -> OutputError:
        if "locked" in str(error):
            return OutputError(f"{self._path}: another run writes there; wait for it, or choose another output")
        # A disk that is full or may not be written is another class of error than what is no database, or a broken one.
        remedy = "move it away"
        if isinstance(error, sqlite3.OperationalError):
            remedy = "make room or name another place (what was there still is)"
        return OutputError(f"{self._path}: cannot be the manifest of the run: {error}; {remedy}")


def manifest_of(output: Path) -> Path:
    """Where the manifest of an output lies."""
    return output.with_name(output.name + ENDING)


def _statements(script: str) -> Iterator[str]:
    return (statement for statement in script.split(";\n") if statement.strip())


def _digest(job: Job) -> str | None:
    """Of a file whose time or size has changed, though its content may not have."""
    if job.document is not None or job.error is not None:
        return None
    try:
        if not (path := Path(job.name)).is_file():
            return None  # a pipe would be emptied, a device has no end
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
