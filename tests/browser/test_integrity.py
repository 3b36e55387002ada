"""The page checks itself, and its policy lets nothing run that did not come with it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

Open = Callable[..., Page]
Report = Callable[[list[Path]], Path]


@pytest.fixture
def seed_page(report: Report, documents: dict[str, Path]) -> str:
    return report([documents["seed"]]).read_text("utf-8")


@pytest.fixture
def open_changed(open_file: Open, tmp_path: Path) -> Open:
    """`open_changed(content)`: the page of a file that somebody edited."""

    def open_changed(content: str) -> Page:
        file = tmp_path / "changed.html"
        file.write_text(content, "utf-8")
        return open_file(file)

    return open_changed


def test_a_page_as_it_was_written_is_verified(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    expect(page.locator("#badge")).to_have_text("text and 242 quotes verified")
    expect(page.get_by_role("alert")).to_be_hidden()


DATA = "The data in this page is not what was written into it."
PAPERS = "The faculty and students of the school have published "


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (PAPERS + "1362", PAPERS + "1363", [DATA, "the text is not the one that was read.",
         "a012 quotes “1362 high-level papers”, but the text has “1363 high-level papers” there."]),
        ('"text":"1362 high-level papers"', '"text":"9999 high-level papers"',
         [DATA, "a012 quotes “9999 high-level papers”"]),
        ('"value":1362', '"value":9362', [DATA]),
    ],
)  # fmt: skip
def test_an_edited_page_says_what_differs(
    open_changed: Open, seed_page: str, old: str, new: str, said: list[str]
) -> None:
    assert old in seed_page
    page = open_changed(seed_page.replace(old, new, 1))
    banner = page.get_by_role("alert")
    expect(banner).to_be_visible()
    for words in said:
        expect(banner).to_contain_text(words)
    expect(page.locator("#badge")).to_have_text("changed after it was written")


def test_data_that_is_broken_is_an_alert(open_changed: Open, seed_page: str) -> None:
    page = open_changed(seed_page.replace('{"title"', '{"title', 1).replace("being verified …", "broken"))
    expect(page.get_by_role("alert")).to_contain_text("can no longer be read")


def test_an_injected_script_does_not_run(open_changed: Open, seed_page: str, messages: list[str]) -> None:
    page = open_changed(seed_page.replace("</header>", "</header><script>window.injected = 1</script>", 1))
    assert page.evaluate("window.injected") is None
    assert [message for message in messages if "Content Security Policy" not in message] == []
    assert messages.pop()
    assert messages == []


def test_an_injected_handler_and_style_do_nothing(open_changed: Open, seed_page: str, messages: list[str]) -> None:
    evil = "</header><svg onload='window.injected = 1'></svg><b style='color:red' id='evil'>x</b>"
    page = open_changed(seed_page.replace("</header>", evil, 1))
    assert page.evaluate("window.injected") is None
    assert page.evaluate("document.getElementById('evil').style.color") == ""
    assert all("Content Security Policy" in message for message in messages)
    assert messages
    messages.clear()


def test_a_changed_script_does_not_run_and_the_page_says_why(
    context: BrowserContext, tmp_path: Path, seed_page: str
) -> None:
    file = tmp_path / "script.html"
    file.write_text(
        seed_page.replace('<script type="module">', '<script type="module">window.injected = 1;', 1), "utf-8"
    )
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.evaluate("window.injected") is None
    expect(page.locator("#waiting")).to_contain_text("somebody changed the page")


def test_where_nothing_can_be_digested_the_quotes_are_still_checked(
    report: Report, documents: dict[str, Path], open_file: Open, context: BrowserContext
) -> None:
    context.add_init_script("Object.defineProperty(globalThis, 'crypto', { value: undefined });")
    page = open_file(report([documents["seed"]]))
    expect(page.locator("#badge")).to_have_text("242 quotes verified; the text cannot be checked here")


def test_the_data_is_the_record(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    data = json.loads(page.locator("#data").text_content() or "")
    assert data["documents"][0]["record"]["source"]["text"] == documents["seed"].read_bytes().decode("utf-8")
