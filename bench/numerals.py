"""Whether Chinese numerals are found in linear time: a text twice as long must not take much more than twice.

python bench/numerals.py [--check] [--characters N]     --check: exit 1 if a ratio is over its bound
"""

import argparse
import sys
import time

from extractor.chinese.numerals import find_numerals
from extractor.matching import Grammar, grammar
from extractor.rules import load_rules

PIECES = (
    "7", "一", ",", "1,", "1,111", "万", "1-", "1.", "1+", "a1", "1a", "每一", "一至", "1至", "一余万", "百分之", "第1",
    "1 ", "1/", "数百", "一点一", "1·", "(0", "拾参", "二○", "1%", "1万", "近1", "1成", "一分之", "1年", "1月",
)  # fmt: skip
"""What is repeated: each makes the patterns try again at every place, if anything does."""
BOUND = 3.0
_SHORTEST = 0.01  # seconds; below it the clock measures itself


def seconds(text: str, chinese: Grammar) -> float:
    """The shortest of three readings."""
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        find_numerals(text, chinese)
        best = min(best, time.perf_counter() - begun)
    return best


def main() -> int:
    """Print a line for each piece; 1 if one is over its bound and that was asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--characters", type=int, default=100_000)
    options = parser.parse_args()
    chinese = grammar(load_rules(), "zh")
    over = False
    for piece in PIECES:
        long = (piece * options.characters)[: options.characters]
        once, twice = seconds(long[: len(long) // 2], chinese), seconds(long, chinese)
        ratio = twice / once if twice > _SHORTEST else 1.0
        over |= ratio > BOUND
        verdict = "ok" if ratio <= BOUND else "OVER"
        print(f"{piece!r}: {twice * 1e3:.0f} ms, {ratio:.2f} times the half (at most {BOUND}) {verdict}")
    return int(over and options.check)


if __name__ == "__main__":
    sys.exit(main())
