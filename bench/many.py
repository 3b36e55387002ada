"""Figures of runs over many documents, each with the bound that it must keep.

    python bench/many.py [scaling|length|memory|kills|broken|ray ...] [--check] [--share S]   all if none is named

`--share 0.1` makes every corpus a tenth of its size, to try the bench itself. The documents are those of
tests/fixtures, English and Chinese, each with a line of its own so that no two are equal. A machine that does other
things as well spoils what is timed: the best of the repetitions counts, and the load is printed.
"""

import argparse
import hashlib
import io
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import extractor

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures"
EXTRACT = (sys.executable, "-m", "extractor")
LONG = {
    "English": Path(__file__).parents[1] / "seeds" / "000_3c9e3a8efc907843.txt",
    "Chinese": FIXTURES / "corpus" / "zh-juren.txt",
}
"""What a long text is made of, again and again."""
IN_A_FOLDER = 1000
"""Documents of one folder of a corpus."""
_KILLS = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured and whether it keeps its bound."""

    what: str
    measured: str
    bound: str
    kept: bool

    def __str__(self) -> str:
        return f"{self.what}: {self.measured} ({self.bound}) {'ok' if self.kept else 'MISSED'}"


def texts() -> list[str]:
    """The announcements of the tests."""
    return [path.read_text("utf-8") for path in sorted(FIXTURES.rglob("*.txt"))]


def corpus(folder: Path, count: int, *, longest: int | None = None) -> Path:
    """`count` documents below `folder`, the fixtures in turn; none has more than `longest` characters."""
    sources = texts()
    for number in range(count):
        path = folder / f"{number // IN_A_FOLDER:03d}" / f"{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = sources[number % len(sources)][:longest]
        path.write_text(f"{text}\n\nDocument {number} of the archive\n", "utf-8")
    return folder


def extract(*arguments: str | Path) -> float:
    """Seconds that a run takes."""
    return _timed(*arguments)[0]


def _timed(*arguments: str | Path) -> tuple[float, float]:
    """Seconds that a run takes on the wall, and of the processors by all of its processes."""
    begun, worked = time.perf_counter(), _of_children()
    subprocess.run([*EXTRACT, *arguments, "-q"], check=True)
    return time.perf_counter() - begun, _of_children() - worked


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def digest(output: Path) -> str:
    """That of a file."""
    return hashlib.sha256(output.read_bytes()).hexdigest()


def scaling(work: Path, share: float) -> Iterator[Figure]:
    """Two processes against one, in turn; the best of each.

    Where the machine does other things, the time of the processors says more: two can be at most as much faster as
    twice the time of one is to that of two.
    """
    count = round(5000 * share)
    folder = corpus(work / "in", count)
    for ending in (".jsonl", ".parquet"):
        seconds: dict[str, list[tuple[float, float]]] = {"1": [], "2": []}
        for _ in range(2):
            for workers, taken in seconds.items():
                taken.append(_timed(folder, "-o", work / f"out{ending}", "--workers", workers))
        (one, alone), (two, together) = (tuple(map(min, zip(*taken, strict=True))) for taken in seconds.values())
        measured = (
            f"{one / two:.2f} times; {one:.0f} s against {two:.0f} s, {count / two:.0f} documents/s; "
            f"of the processors {alone:.0f} s against {together:.0f} s"
        )
        what = f"two processes against one, {count:,} documents into {ending}"
        yield Figure(what, measured, "at least 1.8 times", one / two >= 1.8)  # noqa: PLR2004


def length(_: Path, share: float) -> Iterator[Figure]:
    """One text of about a million characters against one of 64 thousand, by character; of the processor's time."""
    for language, path in LONG.items():
        text = path.read_text("utf-8")
        copies = round(65_536 / len(text))
        short, long = ("\n\n".join([text] * count) for count in (copies, max(2, round(16 * share)) * copies))
        extractor.extract(text)
        each = {whole: min(_worked(whole) for _ in range(3)) / len(whole) * 1e6 for whole in (short, long)}
        ratio = each[long] / each[short]
        measured = f"{ratio:.2f} times; {each[long]:.1f} against {each[short]:.1f} millionths of a second"
        what = f"time per character, {len(long):,} against {len(short):,} characters, {language}"
        yield Figure(what, measured, "at most 1.2 times", ratio <= 1.2)  # noqa: PLR2004


def _worked(text: str) -> float:
    begun = time.process_time()
    extractor.extract(text)
    return time.process_time() - begun


def memory(work: Path, share: float) -> Iterator[Figure]:
    """The largest sum of the resident memory of all processes of a run."""
    peaks: dict[int, float] = {}
    for count in (IN_A_FOLDER, max(2 * IN_A_FOLDER, round(100_000 * share))):
        folder = corpus(work / f"in{count}", count, longest=300)
        command = [*EXTRACT, str(folder), "-o", str(work / f"out{count}.parquet"), "--workers", "2", "-q"]
        with subprocess.Popen(command) as process:
            peaks[count] = _peak(process)
        shutil.rmtree(folder)
    few, many = peaks
    measured = f"{peaks[many] / peaks[few]:.2f} times; {peaks[many]:.0f} MB against {peaks[few]:.0f} MB"
    what = f"peak memory, {many:,} documents against {few:,}"
    yield Figure(what, measured, "at most 1.2 times", peaks[many] / peaks[few] <= 1.2)  # noqa: PLR2004


def _peak(process: "subprocess.Popen[bytes]") -> float:
    """Megabytes."""
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(map(_resident, [process.pid, *_children(process.pid)])))
        time.sleep(0.1)
    return peak


def _resident(pid: int) -> float:
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def kills(work: Path, share: float) -> Iterator[Figure]:
    """A run, or one of its processes, is killed at random moments; then it goes on."""
    count = round(200 * share)
    folder = corpus(work / "in", count)
    taken = extract(folder, "-o", work / "whole.jsonl", "--workers", "2")
    whole = digest(work / "whole.jsonl")
    moments = random.Random(7)  # noqa: S311 - the same moments each time, as far as the machine allows
    for what, kill in (("the run", _kill_the_run), ("a process of it", _kill_a_process)):
        equal = 0
        for number in range(_KILLS):
            output = work / f"{number}.jsonl"
            command = [*EXTRACT, str(folder), "-o", str(output), "--workers", "2", "-q"]
            with subprocess.Popen(command) as process:
                time.sleep(moments.uniform(0.1, 0.95) * taken)
                kill(process)
            extract(folder, "-o", output, "--workers", "2", "--resume")
            equal += digest(output) == whole
        measured = f"{equal} of {_KILLS} equal to an undisturbed run"
        yield Figure(f"kill -9 of {what}, then --resume", measured, "all", equal == _KILLS)


def _kill_the_run(process: "subprocess.Popen[bytes]") -> None:
    process.kill()


def _kill_a_process(process: "subprocess.Popen[bytes]") -> None:
    readers = [pid for pid in _children(process.pid) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    for pid in readers[:1]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def broken(work: Path, share: float) -> Iterator[Figure]:
    """A folder with documents that cannot be read, twenty to one that can."""
    count = round(1000 * share)
    bad = round(count / 20)
    folder = corpus(work / "in", count - bad)
    samples = list(_broken().items())
    for number in range(bad):
        name, content = samples[number % len(samples)]
        path = folder / f"broken-{number:03d}-{name}"
        if content is None:
            path.symlink_to(path)  # Nobody can open what leads to itself, not even root.
        else:
            path.write_bytes(content)
    command = [*EXTRACT, str(folder), "-o", str(work / "out.jsonl"), "--workers", "2"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    read = len((work / "out.jsonl").read_bytes().splitlines())
    said = [line for line in done.stderr.splitlines() if line.startswith("extract: ") and "broken-" in line]
    print(done.stderr[done.stderr.index("announcements:") - 10 :])
    measured = f"{read} read, {len(said)} reported, exit {done.returncode}"
    kept = (read, len(said), done.returncode) == (count - bad, bad, 1)
    yield Figure(f"{count:,} documents, {bad} of them broken", measured, f"{count - bad} read, {bad} reported", kept)


def _broken() -> Mapping[str, bytes | None]:
    """One of each sort: binary, empty, of a wrong encoding, of no bytes, cut off, unreadable."""
    pdf = (FIXTURES / "documents" / "printed-en.pdf").read_bytes()
    return {
        "binary.txt": bytes(range(256)) * 16,
        "blank.txt": b" \n\t \n",
        "none.txt": b"",
        "encoding.txt": texts()[0].encode("utf-16-le"),
        "truncated.docx": _word()[:-200],
        "truncated.pdf": pdf[: len(pdf) // 2],
        "none.pdf": b"",
        "picture.docx": b"\x89PNG\r\n\x1a\n" + b"\0" * 400,
        "unreadable.txt": None,
    }


def _word() -> bytes:
    """A small Word document."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in texts()[0].splitlines() if "<" not in line)
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
        return file.getvalue()


def ray(work: Path, share: float) -> Iterator[Figure]:
    """A Ray cluster on this machine against the local engine, all tables."""
    from pyarrow import parquet

    count = round(2000 * share)
    folder = corpus(work / "in", count)
    here, there = work / "here.parquet", work / "there.parquet"
    seconds = extract(folder, "-o", here), extract(folder, "-o", there, "--engine", "ray", "--workers", "2")
    tables = sorted(here.iterdir())
    equal = [table.name for table in tables if _equal(parquet, table, there / table.name)]
    measured = f"{len(equal)} of {len(tables)} tables equal; {seconds[0]:.0f} s here, {seconds[1]:.0f} s there"
    yield Figure(f"Ray against local, {count:,} documents", measured, "all", len(equal) == len(tables))


def _equal(parquet: object, one: Path, other: Path) -> bool:
    read: Callable[[Path], object] = parquet.read_table  # type: ignore[attr-defined]
    return read(one).equals(read(other))  # type: ignore[attr-defined,no-any-return]


FIGURES: Mapping[str, Callable[[Path, float], Iterator[Figure]]] = {
    "scaling": scaling, "length": length, "memory": memory, "kills": kills, "broken": broken, "ray": ray,
}  # fmt: skip


def main() -> int:
    """Print each figure; 1 if one misses its bound and that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figures", nargs="*", choices=[*FIGURES, []], help="default: all")
    parser.add_argument("--check", action="store_true", help="exit 1 if a figure misses its bound")
    parser.add_argument("--share", type=float, default=1.0, help="of the full size of every corpus")
    options = parser.parse_args()
    missed = 0
    for name in options.figures or FIGURES:
        with tempfile.TemporaryDirectory(prefix="extract-bench-") as work:
            for figure in FIGURES[name](Path(work), options.share):
                print(figure, f"[load {os.getloadavg()[0]:.1f}]", flush=True)
                missed += not figure.kept
    return int(options.check and missed > 0)


if __name__ == "__main__":
    sys.exit(main())
