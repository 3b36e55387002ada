"""How quickly a large inspection report opens and answers: 2,000 achievements in a text of 1 MB, in a real browser.

    python bench/report.py [--check] [--repeat N]     --check: exit 1 if a figure is over its bound

Opening is timed from the start of the navigation to the frame in which text and records stand on the screen, an answer
from a click to the frame in which the record and its twin are highlighted.
"""

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, expect, sync_playwright

import extractor
from extractor.report import html

FIXTURE = Path(__file__).parents[1] / "tests" / "fixtures" / "blind_a" / "maasdal-centres-of-excellence.txt"
TIMES = 25
"""83 achievements and more, so many times over, are 2,000."""
CHARACTERS = 1_000_000
BOUND = 1.0
"""Seconds; what takes longer than that is felt as waiting."""

DRAWN = """new Promise((done) => {
  const look = () => (document.querySelector("#records .card")?.getBoundingClientRect().height > 0
    ? requestAnimationFrame(() => setTimeout(() => done(performance.now() / 1000)))
    : requestAnimationFrame(look));
  look();
})"""
CLICKED = """([click, twin]) => new Promise((done) => {
  const begun = performance.now();
  document.querySelector(click).click();
  requestAnimationFrame(() => setTimeout(() =>
    done(document.querySelector(twin) === null ? NaN : (performance.now() - begun) / 1000)));
})"""
FILTERED = """(query) => new Promise((done) => {
  const begun = performance.now();
  const field = document.getElementById("search");
  field.value = query;
  field.dispatchEvent(new Event("input"));
  requestAnimationFrame(() => setTimeout(() => done((performance.now() - begun) / 1000)));
})"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A median over the repetitions, in seconds."""

    what: str
    seconds: float

    @property
    def is_over(self) -> bool:
        """Whether a reader has to wait; what gave no answer is NaN, which is over as well."""
        return not self.seconds <= BOUND

    def __str__(self) -> str:
        return f"{self.what}: {self.seconds:.3f} s (at most {BOUND:g} s) {'OVER' if self.is_over else 'ok'}"


def large_report() -> str:
    """The report on an announcement that says what a fixture says again and again, with much idle talk between."""
    announcement = FIXTURE.read_text("utf-8")
    filler = "\n" + "The department meets every week and talks about its work with great care. " * 9 + "\n"
    between = filler * ((CHARACTERS // TIMES - len(announcement)) // len(filler))
    extraction = extractor.extract((announcement + between) * TIMES)
    content = html([extraction], extractor.load_rules())
    print(
        f"{len(extraction.achievements)} achievements and {len(extraction.numerals)} numbers in a text of "
        f"{extraction.source.characters} characters; the page has {len(content.encode()) / 1e6:.1f} MB",
        flush=True,
    )
    return content


def measured(page: Page, file: Path) -> dict[str, float]:
    """One opening of the page, and an answer of each sort."""
    page.goto(file.as_uri(), wait_until="commit")
    opened = page.evaluate(DRAWN)
    expect(page.locator("#badge")).to_contain_text("verified")
    last = page.locator("#records .card").last.get_attribute("data-id")
    return {
        "the page opens": opened,
        "a click on the last record": page.evaluate(
            CLICKED, [f".card[data-id={last}] .reading", f"#text-lines .selected[data-ids~={last}]"]
        ),
        "a click on a number in the text": page.evaluate(
            CLICKED, ["#text-lines [data-ids~=a999].m-number", ".card.selected[data-id=a999]"]
        ),
        "a search": page.evaluate(FILTERED, "heart transplants"),
        "a search with thousands of places": page.evaluate(FILTERED, "e"),
        "the list of numbers": page.evaluate(CLICKED, ["#tab-numbers", "#ledger tr"]),
    }


def figures(browser: Browser, repeat: int) -> list[Figure]:
    """The medians over so many openings, after one that does not count."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        file.write_text(large_report(), "utf-8")
        runs = []
        for _ in range(repeat + 1):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            runs.append(measured(page, file))
            page.close()
    return [Figure(what, median(run[what] for run in runs[1:])) for what in runs[0]]


def main() -> int:
    """Measure, print, and say whether a figure is over its bound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="exit 1 if a figure is over its bound")
    parser.add_argument("--repeat", type=int, default=5, help="how often each is measured")
    options = parser.parse_args()
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        sys.exit("no chromium on this machine: install Debian's package chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        found = figures(browser, options.repeat)
        browser.close()
    for figure in found:
        print(figure)
    return int(options.check and any(figure.is_over for figure in found))


if __name__ == "__main__":
    sys.exit(main())
