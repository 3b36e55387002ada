"""Texts built to be slow, generated from the rules themselves and by shape: time per character against an announcement.

    python bench/hostile.py [--characters N] [--only WORD] [--worst N] [--check]

For each rule an example without its last word (in Chinese, its last character) is repeated until the text has N
characters: an almost-match of the rule's pattern, thousands of times in one line. The shapes are what else is known to
explode: runs of digits, nested brackets and quotations, commas, lists, lines without a stop. Time is that of the
processor, of the quicker of two readings, and is compared with that of the announcement in `seeds/`, for Chinese with
that of the corpus in Chinese. The worst come first; --check exits with 1 if one takes more than twice the time per
character.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

import extractor
from extractor.errors import ExtractorError
from extractor.rules import load_rules

ROOT = Path(__file__).parents[1]
ORDINARY = {
    "en": [ROOT / "seeds" / "000_3c9e3a8efc907843.txt"],
    "zh": sorted((ROOT / "tests" / "fixtures" / "corpus").glob("zh-*.txt")),
}
BOUND = 2.0
MOST_SECONDS = 60.0

SHAPES = Path(__file__).with_name("shapes.yaml")
"""What the texts of each language repeat, by the name of the shape."""
NESTED = {"nested brackets": ("(a ", ")"), "nested titles": ("《甲", "》"), "nested quotations": ("“甲", "”")}
DEPTH = 2_000  # no author opens so many


@dataclass(frozen=True, slots=True)
class Case:
    """A text that may be slow, and where it comes from."""

    name: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Microseconds of the processor per character, and how many times as many as an announcement needs."""

    case: Case
    each: float
    times: float

    def __str__(self) -> str:
        return f"{self.times:8.2f} times  {self.each:8.2f} µs  {len(self.case.text):8,} characters  {self.case.name}"


def cases(characters: int) -> Iterator[Case]:
    """All of them: by rule, by shape, nested."""
    for rule in load_rules().rules:
        language = "zh" if rule.language == "zh" else "en"
        for example in rule.examples[:1]:
            start = example.text[:-1] if language == "zh" else example.text.rpartition(" ")[0] or example.text[:-1]
            piece = start if language == "zh" else f"{start} "
            yield Case(rule.id, language, piece * (characters // len(piece)))
    for language, units in yaml.safe_load(SHAPES.read_text("utf-8")).items():
        for name, unit in units.items():
            pieces = (unit.replace("{n}", str(n)) for n in range(1, characters // len(unit) + 1))
            yield Case(f"{language} {name}", language, "".join(pieces)[:characters])
    for name, (opening, closing) in NESTED.items():
        language = "en" if opening.isascii() else "zh"
        piece = opening * DEPTH + closing * DEPTH
        yield Case(f"{language} {name}", language, piece * max(1, characters // len(piece)))


def measured(text: str, language: str) -> float:
    """Microseconds per character, of the quicker of two readings; a text that is refused has been answered too."""
    times = []
    for _ in range(2):
        begun = time.process_time()
        try:
            extractor.extract(text, language="zh" if language == "zh" else "en", time_limit=MOST_SECONDS)
        except ExtractorError as error:
            print(f"refused: {str(error)[:100]}", flush=True)
        times.append(time.process_time() - begun)
        if times[-1] > MOST_SECONDS / 6:
            break
    return min(times) / len(text) * 1e6


def main() -> int:
    """Print each figure, the worst first; 1 if one is over its bound and that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=60_000, help="of each text")
    parser.add_argument("--only", default="", help="those whose name has this in it")
    parser.add_argument("--worst", type=int, default=30, help="how many to print")
    parser.add_argument("--check", action="store_true", help="exit 1 if one takes more than twice the time")
    options = parser.parse_args()
    ordinary = {}
    for language, paths in ORDINARY.items():
        texts = [path.read_bytes().decode("utf-8-sig") for path in paths]
        for _ in range(2):  # the rules are loaded and compiled by the first
            spent = sum(measured(text, language) * len(text) for text in texts)
            ordinary[language] = spent / sum(map(len, texts))
        print(f"{ordinary[language]:.2f} µs a character of an announcement ({language})", flush=True)
    figures = []
    for case in cases(options.characters):
        if options.only in case.name:
            each = measured(case.text, case.language)
            figures.append(Figure(case, each, each / ordinary[case.language]))
    figures.sort(key=lambda figure: -figure.times)
    print(*figures[: options.worst], sep="\n")
    over = [figure for figure in figures if figure.times > BOUND]
    print(f"{len(figures)} texts, {len(over)} over {BOUND} times")
    return int(options.check and bool(over))


if __name__ == "__main__":
    sys.exit(main())
