"""One browser for all tests of the report, pages made once for each set of announcements, and a watch on each page."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from extractor import pipeline
from extractor.documents import read
from extractor.extraction import Extraction
from extractor.report import html
from extractor.rules import load_rules

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
DOCUMENTS = {
    "seed": ROOT / "seeds" / "000_3c9e3a8efc907843.txt",
    "table": FIXTURES / "blind_a" / "maasdal-centres-of-excellence.txt",
    "unexplained": FIXTURES / "blind_e" / "energy-labs-bulletin.txt",
}

Open = Callable[..., Page]

# Long enough for a machine that does much else; a page that is well answers at once.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        message = "no chromium on this machine: install Debian's package chromium to test the report in a browser"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest) -> Path:
    """The announcements that every function is tried on."""
    return DOCUMENTS[request.param]


@pytest.fixture(scope="session")
def documents() -> dict[str, Path]:
    """The same announcements by name."""
    return DOCUMENTS


@pytest.fixture(scope="session")
def extraction_of() -> Callable[[Path], Extraction]:
    """`extraction_of(path)`: the reading of an announcement, each made once."""

    @cache
    def extraction_of(path: Path) -> Extraction:
        return pipeline.run(read(path).source, load_rules())

    return extraction_of


@pytest.fixture(scope="session")
def report(
    tmp_path_factory: pytest.TempPathFactory, extraction_of: Callable[[Path], Extraction]
) -> Callable[[Sequence[Path]], Path]:
    """`report(paths)`: the file of the report on these announcements, each made once."""
    folder = tmp_path_factory.mktemp("reports")

    @cache
    def make(paths: tuple[Path, ...]) -> Path:
        file = folder / f"{len(paths)}-{paths[0].stem}.html"
        file.write_text(html([extraction_of(path) for path in paths], load_rules()), "utf-8")
        return file

    return lambda paths: make(tuple(paths))


@pytest.fixture
def messages() -> list[str]:
    """What pages have complained of; a test that expects a complaint takes it out."""
    return []


@pytest.fixture
def open_file(context: BrowserContext, messages: list[str]) -> Iterator[Open]:
    """`open_file(file, fragment)`: the page of a file, drawn and verified; it must not complain or load anything."""
    asked: list[str] = []
    errors: list[str] = []
    files: set[str] = set()

    def open_file(file: Path, fragment: str = "") -> Page:
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        files.add(file.as_uri())
        page.goto(file.as_uri() + fragment)
        assert errors == []  # a script that fails at once would only be waited for
        expect(page.locator("#badge")).not_to_have_text("being verified …")
        return page

    yield open_file
    assert messages == errors == []
    assert set(asked) <= files


@pytest.fixture
def open_report(open_file: Open, report: Callable[[Sequence[Path]], Path]) -> Open:
    """`open_report(path, ..., fragment=...)`: the page of the report on these announcements."""

    def open_report(*paths: Path, fragment: str = "") -> Page:
        return open_file(report(paths), fragment)

    return open_report
