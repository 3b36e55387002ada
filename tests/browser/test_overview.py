"""The report of many announcements: a table that is sorted and searched, and each document behind it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from extractor.extraction import Extraction

Open = Callable[..., Page]
Extract = Callable[[Path], Extraction]


@pytest.fixture
def overview(open_report: Open, documents: dict[str, Path]) -> Page:
    return open_report(*documents.values())


def keys(page: Page) -> list[str]:
    shown = "(rows) => rows.filter((row) => !row.hidden).map((row) => row.dataset.key)"
    found: list[str] = page.locator("#overview-rows tr").evaluate_all(shown)
    return found


def test_each_announcement_has_its_row(overview: Page, documents: dict[str, Path], extraction_of: Extract) -> None:
    for key, path in enumerate(documents.values(), 1):
        extraction = extraction_of(path)
        explained = sum(row.role != "unexplained" for row in extraction.numerals)
        total, institution = extraction.announcement.declared_total, extraction.announcement.institution
        cells = overview.locator(f"#overview-rows [data-key='{key}'] td").all_text_contents()
        assert cells[:-1] == [
            institution.text if institution else "–", str(len(extraction.units)), str(total.value) if total else "–",
            str(len(extraction.achievements)), f"{explained} of {len(extraction.numerals)}",
        ]  # fmt: skip


def test_what_an_announcement_says_of_itself_is_marked_with_its_language(open_report: Open, tmp_path: Path) -> None:
    chinese, english = tmp_path / "zh.txt", tmp_path / "en.txt"
    chinese.write_text("临湖县公布手工艺示范村\n\n榆木村入选“手工艺示范村”。\n", "utf-8")
    english.write_text("Lindal names its centre\n\nThe Lantern Centre was selected as a Craft Anchor.\n", "utf-8")
    page = open_report(chinese, english)
    for key, language in (("1", "zh-Hans"), ("2", "en")):
        expect(page.locator(f"#overview-rows [data-key='{key}'] th a bdi")).to_have_attribute("lang", language)
    page.locator("#overview-rows [data-key='1'] a").click()
    expect(page.locator("#text-lines")).to_have_attribute("lang", "zh-Hans")


@pytest.mark.parametrize("column", range(7))
def test_every_column_sorts_both_ways(overview: Page, column: int) -> None:
    head = overview.locator("#overview-head th").nth(column)
    head.get_by_role("button").click()
    up = keys(overview)
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    cells = f"(rows) => rows.map((row) => row.children[{column}].textContent)"
    values = overview.locator("#overview-rows tr").evaluate_all(cells)
    assert len(set(values)) == 1 or keys(overview) != up
    assert overview.locator("#overview-head [aria-sort]").count() == 1


def test_numbers_sort_as_numbers(overview: Page, documents: dict[str, Path], extraction_of: Extract) -> None:
    overview.get_by_role("button", name="Achievements").click()
    counts = {str(key): len(extraction_of(path).achievements) for key, path in enumerate(documents.values(), 1)}
    assert keys(overview) == sorted(counts, key=lambda key: counts[key])


def test_the_search_keeps_what_fits(overview: Page) -> None:
    overview.keyboard.press("/")
    overview.keyboard.type("maasdal")
    assert keys(overview) == ["2"]
    expect(overview.locator("#overview-shown")).to_have_text("1 of 3 announcements")
    overview.keyboard.press("Escape")
    assert keys(overview) == ["1", "2", "3"]


def test_a_document_opens_and_leads_back(overview: Page) -> None:
    overview.get_by_role("link", name="Maasdal Hospital Group").click()
    expect(overview.locator("#facts h1")).to_have_text(
        "Maasdal Hospital Group: seven units named Centres of Excellence"
    )
    assert overview.evaluate("location.hash") == "#2"
    overview.locator(".card[data-id=a010] .reading").click()
    assert overview.evaluate("location.hash") == "#2.a010"
    overview.get_by_role("button", name="All announcements").click()
    expect(overview.locator("#overview-heading")).to_have_text("3 announcements")
    expect(overview.locator("#document")).to_be_hidden()


def test_the_browsers_own_way_back_works_too(overview: Page) -> None:
    overview.get_by_role("link", name="Maasdal Hospital Group").click()
    overview.go_back()
    expect(overview.locator("#overview")).to_be_visible()
    overview.go_forward()
    expect(overview.locator("#document")).to_be_visible()


def test_a_permalink_names_document_and_record(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(*documents.values(), fragment="#2.a010")
    expect(page.locator(".card.selected")).to_have_attribute("data-id", "a010")
    expect(page.locator("#facts h1")).to_contain_text("Maasdal")


def test_the_badge_counts_all_texts(overview: Page) -> None:
    expect(overview.locator("#badge")).to_contain_text("3 texts and ")


def test_nothing_to_the_right_on_a_telephone(overview: Page) -> None:
    overview.set_viewport_size({"width": 360, "height": 780})
    assert overview.evaluate("document.documentElement.scrollWidth") == 360
