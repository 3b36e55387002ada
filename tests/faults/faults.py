"""Faults injected into the writing of every form of output: `python tests/faults/faults.py` tries them all and counts.

Each fault is one call that changes a file (whichever library makes it): it fails, or the process is killed there.
After each, what stands under the output's name must be the old result or the new one, whole, as a reader of that form
finds it; the message must say which; and the next run must leave nothing else behind. Two of the forms are whole runs
with their manifest, which after each fault have to go on to the new result.
"""

import ctypes
import errno
import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, redirect_stderr
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

RUNS = ("run.jsonl", "run.sqlite")
"""Whole runs of the command line over a folder of announcements, with their manifest."""
FORMS = (
    "units.json", "out.jsonl", "out.csv", "out.parquet", "out.sqlite", "out.duckdb", "out", "r.html", "r.md", *RUNS,
)  # fmt: skip
CALLS = 10
"""Of each form: enough that more than three hundred faults are tried in five minutes."""
FULL, READ_ONLY, BROKEN, KILLED = errno.ENOSPC, errno.EROFS, errno.EIO, -int(signal.SIGKILL)
FAULTS = {KILLED: "killed", FULL: "disk full", READ_ONLY: "read-only", BROKEN: "broken disk"}
STOPPED = -int(signal.SIGSTOP)
_SOURCE = Path(__file__).with_name("calls.c")


@dataclass(frozen=True, slots=True)
class Fate:
    """What came of one run: its exit code (minus the signal), what it said, how many calls it made."""

    code: int
    said: str
    calls: int


def built(folder: Path) -> Path:
    """The library that injects faults; needs a C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise FileNotFoundError("no C compiler: install gcc and libc6-dev")
    library = folder / "calls.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, _SOURCE, "-ldl"], check=True)
    return library


class Writer:
    """A process that has everything imported and writes results, each in a fork of its own."""

    def __init__(self, library: Path) -> None:
        environment = {**os.environ, "LD_PRELOAD": str(library), "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, __file__, "serve", str(library)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip

    def write(self, output: Path, version: str, *, fault: int = 0, at: int = 0) -> Fate:
        """Write the `old` or the `new` result, with a fault at the n-th call."""
        self.begin(output, version, fault=fault, at=at)
        return self.end()

    def begin(self, output: Path, version: str, *, fault: int = 0, at: int = 0) -> None:
        """Let it begin."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(output), version, fault, at]) + "\n")
        self._process.stdin.flush()

    def end(self) -> Fate:
        """What came of it."""
        assert self._process.stdout is not None
        return Fate(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """Let the process end."""
        self._process.communicate()


def serve(library: Path) -> None:
    """Answer each order on standard input: write in a forked process and say what came of it."""
    from extractor import replacing

    replacing._PATIENCE = 0.2
    results = {version: _outcomes(version) for version in ("old", "new")}
    folders = {version: _announcements(version, library.parent) for version in results}
    pages = {version: _pages(version) for version in results}
    import duckdb  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    calls = ctypes.CDLL(str(library))
    for line in sys.stdin:
        path, version, fault, at = json.loads(line)
        reading, writing = os.pipe()
        if (child := os.fork()) == 0:
            calls.faults_arm(str(Path(path).parent).encode(), at, fault)
            output = Path(path)
            if output.name in RUNS:
                code, said = _run(output, folders[version])
            else:
                code, said = _written(output, results[version], pages[version])
            os.write(writing, json.dumps([code, said, calls.faults_counted()]).encode())
            os._exit(0)
        os.close(writing)
        status = os.waitpid(child, os.WUNTRACED)[1]
        if os.WIFSTOPPED(status):
            print(json.dumps([-os.WSTOPSIG(status), str(child), 0]), flush=True)
            sys.stdin.readline()  # until another run has been tried
            os.kill(child, signal.SIGCONT)
            os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as pipe:
            answer = pipe.read()
        print(answer.decode() or json.dumps([-os.WTERMSIG(status), "", 0]), flush=True)


def _outcomes(version: str) -> list[Any]:
    from extractor import outcomes, writing
    from extractor.outcomes import Outcome

    given = []
    for number, extraction in enumerate(_extractions(version)):
        line = writing.to_json(extraction, indent=None)
        counts = outcomes.counts_of(extraction)
        given.append(Outcome(extraction.source.path, f"2024/{number}.txt", outcomes.packed(line), "0" * 64, counts))
    return given


def _extractions(version: str) -> list[Any]:
    import extractor

    papers = {"old": 12, "new": 4000}[version]
    text = f"Good news\n\nThe Radar Team published {papers} papers and won 3 first prizes."
    some = [extractor.extract(text * (1 + number * papers // 100)) for number in range(3)]
    return [
        one.model_copy(update={"source": one.source.model_copy(update={"path": f"{number}.txt"})})
        for number, one in enumerate(some)
    ]


def _announcements(version: str, folder: Path) -> Path:
    """A folder of them for a whole run."""
    (made := folder / f"announcements-{version}").mkdir(exist_ok=True)
    for number, extraction in enumerate(_extractions(version)):
        (made / f"{number}.txt").write_text(extraction.source.text or "", "utf-8")
    return made


def _run(output: Path, folder: Path) -> tuple[int, str]:
    """A run of the command line in this process, which goes on where one before has stopped."""
    from extractor.cli import main

    with redirect_stderr(io.StringIO()) as said:
        try:
            main([str(folder), "-o", str(output), "--workers", "1", "--resume", "-q"])
        except SystemExit as end:
            return int(end.code or 0), said.getvalue()


def _pages(version: str) -> dict[str, str]:
    from extractor import markdownreport, report, writing
    from extractor.rules import load_rules

    some = _extractions(version)
    return {
        ".json": writing.to_json(some[0]), ".html": report.html(some, load_rules()),
        ".md": markdownreport.markdown(some[1]),
    }  # fmt: skip


def _written(output: Path, outcomes: list[Any], pages: dict[str, str]) -> tuple[int, str]:
    from extractor import sinks, writing
    from extractor.errors import OutputError

    try:
        if output.suffix in pages:
            writing.replace(output, pages[output.suffix])
        else:
            with sinks.opened(output, lambda place: f"{place}.json") as sink:
                for outcome in outcomes:
                    sink(outcome)
    except OutputError as error:
        return error.exit_code, str(error)
    except BaseException as error:  # noqa: BLE001 - it is reported as a failure of the test
        return 99, f"{type(error).__name__}: {error}"
    return 0, ""


def read_back(output: Path) -> dict[str, str]:
    """What a reader of that form finds, by part: file or table. Raises whatever such a reader would."""
    form = output.suffix
    if form in {".csv", ".parquet"} or not form:
        files = [path for path in sorted(output.rglob("*")) if path.is_file() and path.name != "result"]
        if form == ".parquet":
            from pyarrow import parquet

            return {path.name: _digest(parquet.read_table(path).to_pylist()) for path in files}
        return {str(path.relative_to(output)): _digest(path.read_text("utf-8")) for path in files}
    if form == ".sqlite":
        import sqlite3

        with closing(sqlite3.connect(output)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert not database.execute("PRAGMA foreign_key_check").fetchall()
            names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: _digest(database.execute(f"SELECT * FROM {name}").fetchall()) for name in names}  # noqa: S608
    if form == ".duckdb":
        import duckdb

        with duckdb.connect(str(output), read_only=True) as tables:
            names = [row[0] for row in tables.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
            return {name: _digest(tables.execute(f"SELECT * FROM {name}").fetchall()) for name in names}  # noqa: S608
    return {output.name: _digest(output.read_text("utf-8"))}


def _digest(content: object) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Trial:
    """One injected fault and what is wrong after it; nothing, if all is well."""

    form: str
    fault: int
    at: int
    problem: str | None


class Trials:
    """The faults of one form of output, in a folder of its own."""

    def __init__(self, writer: Writer, folder: Path, form: str) -> None:
        self._writer, self._form = writer, form
        self._folder = folder / form.replace(".", "-")
        self._folder.mkdir()
        self._output = self._folder / form
        self.calls = self._clean("new")
        self._new = read_back(self._output)
        self._clean("old")
        self._old = read_back(self._output)
        assert self._old != self._new

    def run(self, fault: int, at: int) -> Trial:
        """Old stands there, and the new one is written with a fault."""
        fate = self._writer.write(self._output, "new", fault=fault, at=at)
        trial = Trial(self._form, fault, at, self._problem(fate, fault))
        if self._form in RUNS and not trial.problem:
            self._clean("new")
            if read_back(self._output) != self._new:
                trial = replace(trial, problem="the run did not go on to the new result")
        self._clean("old")
        left = sorted({path.name for path in self._folder.iterdir()} - {self._form, f"{self._form}.manifest.sqlite"})
        return replace(trial, problem=f"the next run left {left}") if left and not trial.problem else trial

    def _problem(self, fate: Fate, fault: int) -> str | None:  # noqa: PLR0911 - one for each thing that may be wrong
        try:
            found = read_back(self._output)
        except Exception as error:  # noqa: BLE001 - whatever it is, the output cannot be read
            return f"lost: {type(error).__name__}: {error}"
        if self._form == "out":
            # Records go into a folder one by one, each of them whole.
            if any(digest not in {self._old.get(name), self._new.get(name)} for name, digest in found.items()):
                return "a record is neither the old nor the new one"
            same = None
        elif found not in (self._old, self._new):
            return "neither the old nor the new"
        else:
            same = found == self._old
        if fate.code == 0 and found != self._new:
            return "said to be written, and is not"
        if fault > 0 and fate.code not in (0, 2):
            return f"exit code {fate.code}: {fate.said}"
        if fate.code == 2 and ("still is" not in fate.said or same is False):
            return f"not what was said: {fate.said}"
        return None

    def _clean(self, version: str) -> int:
        fate = self._writer.write(self._output, version)
        assert fate.code == 0, fate
        return fate.calls


def trials(folder: Path, *, most: int | None = None) -> Iterator[Trial]:
    """Every fault at every call of every form; of each form and fault no more than `most`, spread over the calls."""
    writer = Writer(built(folder))
    try:
        for form in FORMS:
            some = Trials(writer, folder, form)
            step = 1 if most is None else -(-some.calls // most)
            for at in range(1, some.calls + 1, step):
                for fault in FAULTS:
                    yield some.run(fault, at)
    finally:
        writer.close()


def main() -> int:
    """Try faults spread over the calls, or with `--all` one at every call, and print the count."""
    most = None if "--all" in sys.argv else CALLS
    done: list[Trial] = []
    with tempfile.TemporaryDirectory() as folder:
        for trial in trials(Path(os.path.realpath(folder)), most=most):
            done.append(trial)
            if trial.problem:
                print(f"{trial.form}: {FAULTS[trial.fault]} at call {trial.at}: {trial.problem}", flush=True)
    counts, bad = Counter(trial.form for trial in done), Counter(trial.form for trial in done if trial.problem)
    for form in FORMS:
        print(f"{form:12} {counts[form]:4} faults, {bad[form]} bad")
    print(f"{bad.total()} outputs lost or corrupted by {len(done)} injected faults, in {len(FORMS)} forms")
    return min(bad.total(), 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(Path(sys.argv[2]))
    else:
        sys.exit(main())
