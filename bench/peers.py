"""What reading costs beside other libraries, on the same texts in one run, each library in an environment of its own.

    python bench/peers.py [--rounds N] [--environments FOLDER]

Writes its section of bench/results.md and bench/peers.svg (by matplotlib, the extra `bench`). Each library
is asked for what it does: none of the others does the same, so the figures say what a user waits for and no more. All
times are of the processor, so that what else the machine does falls on none; the best of the rounds counts. The
environments are made with pip as it is configured, and kept for the next run.
"""

import argparse
import json
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[1]
RESULTS, PLOT = ROOT / "bench" / "results.md", ROOT / "bench" / "peers.svg"
SEED = ROOT / "seeds" / "000_3c9e3a8efc907843.txt"
CORPUS = ROOT / "tests" / "fixtures" / "corpus"
SECTION = re.compile(r"<!-- peers -->.*?<!-- /peers -->\n", re.DOTALL)
SECONDS_TO_READ: Final = 900  # one library, one language; who takes longer is stopped and the table says so
_MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class Peer:
    """A library: what to install for it (nothing for this one), what it is asked for, and in which languages."""

    name: str
    install: tuple[str, ...]
    asked_for: str
    languages: tuple[str, ...] = ("en", "zh")


PEERS: Final = (
    Peer("extractor", (), "units, achievements, every number"),
    Peer("spacy", ("spacy", "jieba"), "tokens and sentences (blank pipeline, sentencizer)"),
    # The last release that it works with is older than the emoji 2 that pip would choose.
    Peer("recognizers", ("recognizers-text-number", "emoji==1.7.0"), "numbers (Recognizers-Text)"),
    Peer("quantulum3", ("quantulum3",), "quantities", ("en",)),
    Peer("edsnlp", ("edsnlp",), "sentences, dates, quantities (EDS-NLP, its rules are French)", ("en",)),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one library took for the texts of one language: seconds of the processor, bytes of memory."""

    start: float
    read: float
    memory: float
    characters: int

    @property
    def rate(self) -> float:
        """Characters per second of one core."""
        return self.characters / self.read


def environment(peer: Peer, folder: Path) -> Path | str:
    """The Python that has a library, or why there is none; this one has what is measured."""
    if not peer.install:
        return Path(sys.executable)
    home = folder / peer.name
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *peer.install]
        done = subprocess.run(pip, capture_output=True, text=True, check=False)
        if done.returncode:
            return f"cannot be installed on Python {platform.python_version()}: {_last_line(done.stderr)}"
        (home / "ready").touch()
    return python


def cost(peer: Peer, python: Path, language: str, texts: Sequence[Path]) -> Cost | str:
    """What one run over the texts takes, or why it failed."""
    command = [str(python), str(ROOT / "bench" / "reader.py"), peer.name, language, *map(str, texts)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS_TO_READ)
    except subprocess.TimeoutExpired:
        return f"stopped after {SECONDS_TO_READ} s"
    if done.returncode:
        return f"failed: {_last_line(done.stderr)}"
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def _last_line(output: str) -> str:
    return (output.strip().splitlines() or ["without a word"])[-1][:120].replace("|", "/")


def best(runs: Sequence[Cost | str]) -> Cost | str:
    """The best of each figure over the rounds; why it failed, if one did."""
    costs = [run for run in runs if isinstance(run, Cost)]
    if len(costs) < len(runs):
        return next(run for run in runs if isinstance(run, str))
    return Cost(
        min(run.start for run in costs), min(run.read for run in costs), min(run.memory for run in costs),
        costs[0].characters,
    )  # fmt: skip


def table(found: dict[tuple[str, str], Cost | str], texts: dict[str, list[Path]]) -> str:
    """The section of results.md."""
    lines = [
        "<!-- peers -->", "## Beside other libraries", "",
        "`python bench/peers.py`: the same texts for each in one run, each library in its own environment, times",
        "of the processor, the best of the rounds. No other library does what `extract_many` does:",
        "the column tells what each was asked for. `seed` is the text in `seeds/`; of the corpus",
        f"there are {len(texts['en'])} in English and {len(texts['zh'])} in Chinese.",
        f"Python {platform.python_version()}, {platform.machine()}.", "",
        "| library | asked for | texts | characters/s, core | `extract_many` takes, times | memory, MB | start, s |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for peer in PEERS:
        for kind in texts:
            if (one := found.get((peer.name, kind))) is None:
                continue
            head = f"| {peer.name} | {peer.asked_for} | {kind} |"
            ours = found["extractor", kind]
            if isinstance(one, str):
                lines.append(f"{head} {one} | | | |")
            else:
                ratio = f"{ours.read / one.read:.2f}" if isinstance(ours, Cost) else ""
                lines.append(f"{head} {one.rate:,.0f} | {ratio} | {one.memory / _MEGABYTE:,.0f} | {one.start:.2f} |")
    return "\n".join([*lines, "", "![Characters per second and memory](peers.svg)", "<!-- /peers -->", ""])


def plot(found: dict[tuple[str, str], Cost | str], kinds: Sequence[str]) -> None:
    """Characters per second and memory as bars."""
    import matplotlib as mpl  # type: ignore[import-not-found,unused-ignore]

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "peers"  # the same figures make the same file
    from matplotlib import pyplot as plt  # type: ignore[import-not-found,unused-ignore]

    figure, (rates, memories) = plt.subplots(1, 2, figsize=(10, 3.6), layout="constrained")
    height = 0.8 / len(kinds)
    for k, kind in enumerate(kinds):
        rows = [(i, one) for i, p in enumerate(PEERS) if isinstance(one := found.get((p.name, kind)), Cost)]
        at = [i + k * height for i, _ in rows]
        rates.barh(at, [one.rate for _, one in rows], height, label=kind)
        memories.barh(at, [one.memory / _MEGABYTE for _, one in rows], height)
    rates.set(xscale="log", xlabel="characters per second of one core")
    memories.set(xlabel="most memory, MB")
    for axes in (rates, memories):
        axes.set_yticks([i + 0.4 - height / 2 for i in range(len(PEERS))], [p.name for p in PEERS])
        axes.invert_yaxis()
    rates.legend()
    figure.savefig(PLOT, metadata={"Date": None})


def main() -> None:
    """Measure, and write the section and the plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="runs of each library, in turn")
    parser.add_argument("--environments", type=Path, default=Path(tempfile.gettempdir()) / "extractor-bench-peers")
    options = parser.parse_args()
    corpus = sorted(CORPUS.glob("*.txt"))
    texts = {
        "seed": [SEED],
        "en": [path for path in corpus if not path.name.startswith("zh-")],
        "zh": [path for path in corpus if path.name.startswith("zh-")],
    }
    pythons = {peer.name: environment(peer, options.environments.resolve()) for peer in PEERS}
    runs: dict[tuple[str, str], list[Cost | str]] = {}
    for _ in range(options.rounds):
        for kind, paths in texts.items():
            language = "zh" if kind == "zh" else "en"
            for peer in (p for p in PEERS if language in p.languages):
                python = pythons[peer.name]
                one = python if isinstance(python, str) else cost(peer, python, language, paths)
                runs.setdefault((peer.name, kind), []).append(one)
                print(peer.name, kind, one, flush=True)
    found = {key: best(each) for key, each in runs.items()}
    section = table(found, texts)
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results of the benches\n\n"
    kept = SECTION.sub(lambda _: section, before) if SECTION.search(before) else before.rstrip("\n") + "\n\n" + section
    RESULTS.write_text(kept, encoding="utf-8")
    plot(found, list(texts))


if __name__ == "__main__":
    main()
