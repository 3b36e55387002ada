"""Volume: many texts, composed and of any characters, each read and asked for all that `properties` knows.

    fuzz.py [--documents N] [--processes P] [--seed S] [--kinds composed raw]

N texts of each kind, in processes that differ in hash seed, time zone and locale; one text in twenty is read in two of
them, and one in five hundred is asked what costs most to ask. The figures go to standard output. Each failure is made
as small as it will go and written to tests/fixtures/crashes, whose texts the suite reads again for ever; the exit code
is 1 then.

The texts are drawn by `composing` from a seeded `random.Random`, for Hypothesis draws more slowly than the program
reads; the suite has the same texts as Hypothesis strategies.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import composing
import properties
import shrinking

CRASHES = Path(__file__).parents[1] / "fixtures" / "crashes"
_CHUNK = 2_500  # documents of one process: to load the rules takes a twentieth of the time that these take
_SHARED = 20  # one document in so many is read in another environment as well
_THOROUGH = 500  # one document in so many is asked the dear questions
_ENVIRONMENTS: tuple[Mapping[str, str], ...] = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "zh_CN.GB18030"},
)


@dataclass(slots=True)
class Tally:
    """What came of a run so far."""

    documents: int = 0
    slowest: tuple[float, str] = (0.0, "")
    failures: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)

    def count(self, answer: Mapping[str, Any]) -> None:
        """What came of one chunk."""
        self.documents += answer["documents"]
        self.slowest = max(self.slowest, tuple(answer["slowest"]))
        self.failures += answer["failures"]
        for name, digest in answer["digests"].items():
            if self.digests.setdefault(name, digest) != digest:
                self.failures.append(f"{name}: is read otherwise under another hash seed, time zone or locale")


def read_chunk(kind: str, start: int, end: int, *, total: int, seed: int) -> dict[str, Any]:
    """Read the documents of one chunk, and of the next those that both have to read; in a process of its own."""
    failures: list[str] = []
    digests: dict[str, str] = {}
    slowest = (0.0, "")
    for number in range(start, end):
        text, name = composing.nth(kind, number, seed=seed), f"{kind} {number}"
        begun = time.perf_counter()
        wrong = properties.problems(text, thorough=number % _THOROUGH == 0)
        if number % _THOROUGH:
            slowest = max(slowest, (time.perf_counter() - begun, name))
        if wrong:
            failures.append(f"{name}: {wrong[0]}\n{shrinking.saved(text, wrong[0], CRASHES)}")
    for first in (start, end % total):
        for number in range(first, min(first + _CHUNK, total), _SHARED):
            digests[f"{kind} {number}"] = properties.digest(composing.nth(kind, number, seed=seed))
    return {"documents": end - start, "failures": failures, "digests": digests, "slowest": slowest}


def _chunks(documents: int, kinds: list[str]) -> Iterator[tuple[str, int, int]]:
    for kind in kinds:
        for start in range(0, documents, _CHUNK):
            yield kind, start, min(start + _CHUNK, documents)


def _in_process(number: int, chunk: tuple[str, int, int], documents: int, seed: int) -> dict[str, Any]:
    command = [
        sys.executable,
        __file__,
        "--documents",
        str(documents),
        "--seed",
        str(seed),
        "--chunk",
        *map(str, chunk),
    ]
    environment = {**os.environ, **_ENVIRONMENTS[number % len(_ENVIRONMENTS)]}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        return {
            "documents": 0,
            "failures": [f"{chunk}: the process ended with {done.returncode}"],
            "digests": {},
            "slowest": (0.0, ""),
        }
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def main() -> int:
    """Run what the command line asks for; 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000, help="of each kind")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0, help="another seed is another set of documents")
    parser.add_argument("--kinds", nargs="+", choices=sorted(composing.KINDS), default=sorted(composing.KINDS))
    parser.add_argument("--chunk", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.chunk:
        kind, start, end = options.chunk[0], *map(int, options.chunk[1:])
        print(json.dumps(read_chunk(kind, start, end, total=options.documents, seed=options.seed)))
        return 0
    tally, begun = Tally(), time.monotonic()
    chunks = list(_chunks(options.documents, options.kinds))
    with ThreadPoolExecutor(options.processes) as pool:
        jobs = [pool.submit(_in_process, i, chunk, options.documents, options.seed) for i, chunk in enumerate(chunks)]
        for job in jobs:
            known = len(tally.failures)
            tally.count(job.result())
            rate = tally.documents / (time.monotonic() - begun)
            print(f"{tally.documents:,} documents, {rate:,.0f} a second, {len(tally.failures)} failures", flush=True)
            print(*tally.failures[known:], sep="\n", end="", flush=True)
    seconds = time.monotonic() - begun
    print(
        f"{tally.documents:,} documents ({' and '.join(options.kinds)}, seed {options.seed}) in {seconds:,.0f} s: "
        f"{len(tally.failures)} failures; the slowest took {tally.slowest[0] * 1e3:.0f} ms ({tally.slowest[1]})"
    )
    return int(bool(tally.failures))


if __name__ == "__main__":
    sys.exit(main())
