"""What differs between a text and its translation, in a browser: each difference, and the way to its place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from extractor.extraction import Extraction
from extractor.report import html
from extractor.rules import load_rules
from extractor.twins.holding import hold
from extractor.twins.words import in_words

Open = Callable[..., Page]
Extract = Callable[[Path], Extraction]
TWINS = Path(__file__).parents[1] / "fixtures" / "twins"


@pytest.fixture
def held_report(tmp_path: Path, extraction_of: Extract) -> Path:
    """The report of the Chinese text whose translation has eight slips."""
    chinese, english = (extraction_of(TWINS / f"seed-industry.{name}.txt") for name in ("zh", "en"))
    file = tmp_path / "held.html"
    file.write_text(html([chinese], load_rules(), held=in_words(hold(chinese, english))), "utf-8")
    return file


def test_a_difference_leads_to_its_place(open_file: Open, held_report: Path) -> None:
    page = open_file(held_report)
    expect(page.locator("#twin .twin-closing")).to_have_text(
        "seed-industry.en.txt: 8 differences: 6 errors, 1 warning, 1 note"
    )
    expect(page.locator("#twin .twin-rows > li")).to_have_count(8)
    page.locator("#twin .go", has_text="蔬菜种质资源实验室").click()
    expect(page.locator("#text-lines .line").last).to_be_in_viewport()


def test_without_a_translation_there_is_no_section(open_report: Open, documents: dict[str, Path]) -> None:
    expect(open_report(documents["table"]).locator("#twin")).to_be_hidden()


def test_axe_finds_nothing_wrong(browser: Browser, held_report: Path) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(held_report.as_uri())
    expect(page.locator("#badge")).not_to_have_text("being verified …")
    found: list[Any] = Axe().run(page, {"include": [["#twin"]]}).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
    context.close()
