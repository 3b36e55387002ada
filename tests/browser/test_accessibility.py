"""axe finds nothing wrong, in the light and in the dark, in whatever state a reader brings the page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, expect

Report = Callable[[list[Path]], Path]
Scheme = Literal["light", "dark"]


@pytest.fixture(params=["light", "dark"])
def axed(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Pages in one colour scheme that let axe run, which the policy of the report would not."""
    scheme: Scheme = request.param
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme, bypass_csp=True)
    yield context
    context.close()


def violations(page: Page) -> list[Any]:
    found: list[Any] = Axe().run(page).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:5]) for rule in found]


def drawn(context: BrowserContext, file: Path, fragment: str = "") -> Page:
    """The page once all of it stands there: axe would also judge what is not filled yet."""
    page = context.new_page()
    page.goto(file.as_uri() + fragment)
    expect(page.locator("#badge")).not_to_have_text("being verified …")
    return page


def test_one_document(axed: BrowserContext, report: Report, documents: dict[str, Path]) -> None:
    page = drawn(axed, report([documents["unexplained"]]), "#a003")
    page.locator("#legend summary").click()
    page.locator("#filters summary").click()
    assert violations(page) == []
    page.get_by_role("tab", name="Numbers").click()
    assert violations(page) == []
    page.get_by_role("tab", name="Pictures").click()
    assert violations(page) == []
    page.keyboard.press("?")
    assert violations(page) == []


def test_the_overview(axed: BrowserContext, report: Report, documents: dict[str, Path]) -> None:
    page = drawn(axed, report(list(documents.values())))
    assert violations(page) == []


def test_axe_does_look(axed: BrowserContext, report: Report, documents: dict[str, Path]) -> None:
    page = drawn(axed, report([documents["seed"]]))
    page.evaluate("document.body.append(document.createElement('button'))")
    assert [rule for rule, _ in violations(page)] == ["button-name"]
