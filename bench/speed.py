"""Speed as ratios measured in one run on one machine, each with the bound that it must keep.

    python bench/speed.py [--check] [--repeat N]     --check: exit 1 if a ratio breaks its bound

Everything that is compared is run in turn, again and again, so that what else the machine does falls on both alike.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import spacy

import extractor
from extractor.reading import language_of

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_3c9e3a8efc907843.txt"
FIXTURES = ROOT / "tests" / "fixtures"


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as long the one took as the other, medians over the repetitions."""

    what: str
    ours: float
    theirs: float
    bound: float

    @property
    def figure(self) -> float:
        """The ratio itself."""
        return self.ours / self.theirs

    @property
    def holds(self) -> bool:
        """Whether the ratio keeps its bound."""
        return self.figure <= self.bound

    def __str__(self) -> str:
        verdict = "ok" if self.holds else "OVER"
        times = f"{self.ours * 1e3:.3f} ms against {self.theirs * 1e3:.3f} ms"
        return f"{self.what}: {self.figure:.2f} times (at most {self.bound}) {verdict}; {times}"


@dataclass(frozen=True, slots=True)
class Rate(Ratio):
    """How many times as many characters a second the one reads as the other."""

    @property
    def holds(self) -> bool:
        """Whether the ratio keeps its bound."""
        return self.figure >= self.bound

    def __str__(self) -> str:
        verdict = "ok" if self.holds else "UNDER"
        rates = f"{self.ours:,.0f} against {self.theirs:,.0f}"
        return f"{self.what}: {self.figure:.2f} times (at least {self.bound}) {verdict}; {rates}"


def timed(run: Callable[[], object]) -> float:
    """Seconds on the wall that one call takes."""
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def in_turn(one: Callable[[], object], other: Callable[[], object], *, repeat: int) -> tuple[float, float]:
    """The median time of each, run in turn after one run of each that does not count."""
    one(), other()
    pairs = [(timed(one), timed(other)) for _ in range(repeat)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def against_spacy(repeat: int) -> Ratio:
    """One announcement in a warm process against spaCy's tokenizer and sentencizer on the same text."""
    text = SEED.read_bytes().decode("utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ours, theirs = in_turn(lambda: list(extractor.extract_many([text])), lambda: list(nlp.pipe([text])), repeat=repeat)
    return Ratio("extract_many against tokenizer and sentencizer", ours, theirs, bound=4)


def whole_process(repeat: int) -> Ratio:
    """The command from start to end against a process that only loads a blank spaCy pipeline."""
    command = [sys.executable, "-m", "extractor", str(SEED), "-q"]
    blank = [sys.executable, "-c", "import spacy; spacy.blank('en')"]
    ours, theirs = in_turn(lambda: _run(command), lambda: _run(blank), repeat=repeat)
    return Ratio("whole process against loading a blank pipeline", ours, theirs, bound=1.1)


def loading(repeat: int) -> Ratio:
    """Loading the built-in rules against the whole command: a process that loads them less one that only imports."""
    command = [sys.executable, "-m", "extractor", str(SEED), "-q"]
    imports = "from extractor import rules; import extractor.cli, extractor.pipeline"
    bare = [sys.executable, "-c", imports]
    loaded = [sys.executable, "-c", f"{imports}; rules.load_rules()"]
    with_rules, without = in_turn(lambda: _run(loaded), lambda: _run(bare), repeat=repeat)
    whole = median(timed(lambda: _run(command)) for _ in range(repeat))
    return Ratio("loading the rules against the whole process", max(0.0, with_rules - without), whole, bound=0.2)


def in_proportion(repeat: int) -> Ratio:
    """64 copies of the announcement in one text against 4 copies, by character."""
    text = SEED.read_bytes().decode("utf-8")
    long, short = "\n\n".join([text] * 64), "\n\n".join([text] * 4)
    ours, theirs = in_turn(lambda: extractor.extract(long), lambda: extractor.extract(short), repeat=repeat)
    return Ratio("64 copies against 4, by copy", ours / 64, theirs / 4, bound=1.3)


def in_chinese(repeat: int) -> Rate:
    """All Chinese announcements of the fixtures against all English ones, in a warm process, by character."""
    paths = sorted(path for path in FIXTURES.glob("*/*.txt") if path.with_suffix(".gold.yaml").exists())
    texts = {path: path.read_bytes().decode("utf-8-sig") for path in paths}
    chinese = [text for text in texts.values() if language_of(text) == "zh"]
    english = [text for text in texts.values() if language_of(text) == "en"]
    ours, theirs = in_turn(
        lambda: list(extractor.extract_many(chinese)), lambda: list(extractor.extract_many(english)), repeat=repeat
    )
    return Rate(
        "characters per second in Chinese against English",
        sum(map(len, chinese)) / ours, sum(map(len, english)) / theirs, bound=0.5,
    )  # fmt: skip


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Print each ratio; 1 if one breaks its bound and that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit 1 if a ratio breaks its bound")
    parser.add_argument("--repeat", type=int, default=15, help="repetitions of the quick ones; fewer of the slow ones")
    options = parser.parse_args()
    ratios: list[Ratio] = []
    for measure, repeat in (
        (against_spacy, 4 * options.repeat),
        (whole_process, options.repeat),
        (loading, options.repeat),
        (in_proportion, 5),
        (in_chinese, 5),
    ):
        ratios.append(measure(repeat))
        print(ratios[-1], flush=True)
    return int(options.check and not all(ratio.holds for ratio in ratios))


if __name__ == "__main__":
    sys.exit(main())
