"""The report of one announcement in a browser: every function that a reader has, on announcements of different make."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from extractor import wording
from extractor.extraction import Extraction
from extractor.records import Achievement

Open = Callable[..., Page]
Extract = Callable[[Path], Extraction]

LINES = "[...document.querySelectorAll('#text-lines .line')].map((line) => line.textContent)"
IN_VIEW = """(element) => {
  const box = element.getBoundingClientRect();
  const pane = element.closest(".scroll").getBoundingClientRect();
  return box.top >= pane.top - 1 && box.top < pane.bottom && pane.top < innerHeight && box.top < innerHeight;
}"""


@pytest.fixture
def documented(open_report: Open, documents: dict[str, Path], extraction_of: Extract) -> tuple[Page, Extraction]:
    """The announcement with a table, its page and its reading."""
    return open_report(documents["table"]), extraction_of(documents["table"])


def ids(page: Page, selector: str) -> list[str]:
    """The ids of the records that are on the page and shown."""
    shown = "(rows) => rows.filter((row) => !row.closest('[hidden]')).map((row) => row.dataset.id)"
    found: list[str] = page.locator(selector).evaluate_all(shown)
    return found


def comes_into_view(page: Page, selector: str) -> bool:
    """Whether an element stands in its pane and in the window, once the panes have come to rest."""
    for _ in range(60):
        if page.locator(selector).first.evaluate(IN_VIEW):
            return True
        page.wait_for_timeout(50)
    return False


def selected(page: Page) -> set[str]:
    """The ids that carry the highlight on the record's side."""
    return set(ids(page, "#document [data-id].selected"))


def marked(page: Page, identity: str) -> list[str]:
    """What is highlighted in the text, in pieces."""
    found: list[str] = page.locator(f"#text-lines .selected[data-ids~='{identity}']").all_text_contents()
    return found


def choose(page: Page, name: str, value: str) -> None:
    page.locator("#filters").evaluate("(details) => { details.open = true; }")
    page.select_option(f"#filter-{name}", value)


def test_the_text_stands_there_line_by_line_as_it_is(open_report: Open, document: Path, extraction_of: Extract) -> None:
    text = extraction_of(document).source.text
    assert text is not None
    assert open_report(document).evaluate(LINES) == text.split("\n")


def test_every_unit_and_every_achievement_is_on_the_page(
    open_report: Open, document: Path, extraction_of: Extract
) -> None:
    page, extraction = open_report(document), extraction_of(document)
    assert page.locator(".unit-head h4").all_text_contents() == [unit.name for unit in extraction.units]
    for row in extraction.achievements:
        card = page.locator(f".card[data-id={row.id}]")
        assert card.locator(".value").text_content() == wording.value(row)
        assert card.locator(".object").all_text_contents() == ([] if row.object is None else [row.object])
        assert card.locator(".clause").text_content() == row.clause.text


def test_the_glance_says_it_in_words(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["table"])
    assert (
        page.locator("h1:visible").text_content() == "Maasdal Hospital Group: seven units named Centres of Excellence"
    )
    assert page.locator(".facts dd").all_text_contents() == [
        "Maasdal Hospital Group", "Dutch Institute for Hospital Quality", "9 April 2024",
        "maasdal-centres-of-excellence.txt",
    ]  # fmt: skip
    assert page.locator(".figure-value").all_text_contents() == ["7 of 7", "83", "126 of 126", "1 note"]
    assert page.locator(".categories tbody tr").all_text_contents() == [
        "National Centre of Excellence33the text announces 3: as many as found39",
        "Regional Centre of Excellence44the text announces 4: as many as found31",
    ]


def test_a_finding_leads_to_its_place(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    page.get_by_role("button", name="Two names run together").click()
    assert marked(page, "f09") == ["TechnologyThe"]
    expect(page.locator(".finding.selected .finding-title")).to_have_text("Two names run together")
    assert comes_into_view(page, "#text-lines .selected")
    assert page.evaluate("location.hash") == "#f09"


def test_from_a_record_to_the_text(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    page.locator(".card[data-id=a012] .reading").click()
    assert (selected(page), marked(page, "a012")) == ({"a012"}, ["1362 high-level papers", "1362"])
    assert comes_into_view(page, "#text-lines .selected")
    assert page.evaluate("location.hash") == "#a012"


def test_in_a_table_the_number_is_what_comes_into_view(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["table"], fragment="#a017")
    assert marked(page, "a017") == ["Beds", "112", "112"]
    assert comes_into_view(page, "#text-lines .m-number.selected")


def test_from_the_text_to_a_record_and_outwards(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    number = page.locator("#text-lines [data-ids~=a013].m-number")
    chain = []
    for _ in range(3):
        number.click()
        chain.append(selected(page))
    assert chain == [{"a013"}, {"n034"}, {"a013"}]
    assert comes_into_view(page, "#records .selected")


def test_a_unit_is_highlighted_wherever_it_is_named(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    page.locator(".unit-head[data-id=u01] .go").click()
    assert marked(page, "u01") == [
        "Party Committee of the School of Materials", "Party Committee of the College of Materials",
    ]  # fmt: skip
    page.locator("#text-lines [data-ids~=u02].m-unit").last.click()
    assert selected(page) == {"u02"}


@pytest.mark.parametrize("identity", ["a012", "u02", "n060", "f09", "c02", "institution"])
def test_a_permalink_opens_at_its_record(open_report: Open, documents: dict[str, Path], identity: str) -> None:
    page = open_report(documents["seed"], fragment=f"#{identity}")
    assert selected(page) <= {identity}
    assert marked(page, identity) != []
    assert comes_into_view(page, "#text-lines .selected")


def test_an_address_that_names_nothing_is_harmless(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"], fragment="#a999%22%5D")
    assert selected(page) == set()


def test_parts_stand_under_what_they_are_part_of(open_report: Open, document: Path, extraction_of: Extract) -> None:
    page, rows = open_report(document), {row.id: row for row in extraction_of(document).achievements}
    for row in rows.values():
        if row.part_of is not None and rows[row.part_of].owner == row.owner:
            parent = page.locator(f"li:has(> .card[data-id={row.part_of}]) > .parts > li > .card[data-id={row.id}]")
            expect(parent).to_have_count(1)


def test_why_a_record_is_there(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    why = page.locator(".card[data-id=a013] .why")
    why.locator("summary").click()
    expect(why.locator("code").first).to_have_text("en.achievements.count")
    expect(why.locator("code").last).to_contain_text("rules/en/achievements.yaml:")


def test_the_ledger_holds_every_number_and_the_unexplained_first(
    open_report: Open, documents: dict[str, Path], extraction_of: Extract
) -> None:
    page, rows = open_report(documents["unexplained"]), extraction_of(documents["unexplained"]).numerals
    page.get_by_role("tab", name="Numbers").click()
    lost = [f"n{number:03}" for number, row in enumerate(rows, 1) if row.role == "unexplained"]
    known = [f"n{number:03}" for number, row in enumerate(rows, 1) if row.role != "unexplained"]
    assert len(lost) == 4
    assert ids(page, "#ledger tr") == [*lost, *known]
    page.locator(f"#ledger [data-id={lost[0]}]").locator(".go").first.click()
    assert marked(page, lost[0])[0].strip() == rows[int(lost[0][1:]) - 1].span.text


def test_numbers_are_filtered_by_role(open_report: Open, documents: dict[str, Path], extraction_of: Extract) -> None:
    page, rows = open_report(documents["table"]), extraction_of(documents["table"]).numerals
    choose(page, "role", "quantity")
    wanted = [f"n{number:03}" for number, row in enumerate(rows, 1) if row.role == "quantity"]
    assert 0 < len(wanted) < len(rows)
    assert ids(page, "#ledger tr") == wanted
    expect(page.locator("#shown")).to_have_text(f"83 of 83 achievements, {len(wanted)} of 126 numbers")


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("kind", "rank", lambda row: row.kind == "rank"),
        ("unit", "u03", lambda row: row.owner == "u03"),
        ("level", "national", lambda row: row.level == "national"),
        ("bound", ">", lambda row: row.comparator == ">"),
    ],
)
def test_achievements_are_filtered(
    documented: tuple[Page, Extraction], name: str, value: str, wanted: Callable[[Achievement], bool]
) -> None:
    page, extraction = documented
    choose(page, name, value)
    passing = {row.id for row in extraction.achievements if wanted(row)}
    assert 0 < len(passing) < len(extraction.achievements)
    assert set(ids(page, "#records .card")) == passing
    expect(page.locator("#shown")).to_contain_text(f"{len(passing)} of 83 achievements")
    page.get_by_role("button", name="Show all").click()
    assert len(ids(page, "#records .card")) == len(extraction.achievements)


def test_filters_narrow_each_other(open_report: Open, documents: dict[str, Path], extraction_of: Extract) -> None:
    page, rows = open_report(documents["table"]), extraction_of(documents["table"]).achievements
    choose(page, "kind", "rank")
    choose(page, "unit", "u03")
    assert ids(page, "#records .card") == [row.id for row in rows if row.kind == "rank" and row.owner == "u03"]
    assert page.locator("#records .unit:visible").count() == 1


def test_the_search_narrows_the_records_and_finds_the_places(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    page.keyboard.press("/")
    page.keyboard.type("SCI region")
    expect(page.locator("#found")).to_have_text("1 place in the text")
    assert ids(page, "#records .card") == ["a013"]
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_have_text("place 1 of 1 in the text")
    found = "[...CSS.highlights.get('found-now')].map(String)"
    assert page.evaluate(found) == ["SCI Region"]
    page.keyboard.press("Escape")
    assert len(ids(page, "#records .card")) == 25
    assert page.evaluate("CSS.highlights.has('found')") is False


def test_a_search_that_finds_nothing_says_so(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    page.fill("#search", "(no such words")
    expect(page.locator("#found")).to_have_text("0 places in the text")
    expect(page.locator("#shown")).to_have_text("0 of 25 achievements, 0 of 93 numbers")


def test_the_keyboard_goes_from_record_to_record(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    order = ids(page, "#records .card")
    visited: list[str] = []
    for key in ("j", "j", "j", "k"):
        page.keyboard.press(key)
        visited.append(*selected(page))
    assert visited == [order[0], order[1], order[2], order[1]]
    page.keyboard.press("Escape")
    assert selected(page) == set()
    choose(page, "kind", "publication")
    page.locator("#side-scroll").focus()
    page.keyboard.press("j")
    assert selected(page) == {"a012"}


def test_help_opens_and_closes_by_key(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_tabs_are_reached_with_the_arrows(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    page.get_by_role("tab", name="Records").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tabpanel", name="Numbers")).to_be_visible()
    expect(page.get_by_role("tab", name="Numbers")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Records")).to_be_hidden()


def test_a_cell_of_the_heat_map_shows_its_records(
    open_report: Open, documents: dict[str, Path], extraction_of: Extract
) -> None:
    page, rows = open_report(documents["table"]), extraction_of(documents["table"]).achievements
    page.get_by_role("tab", name="Pictures").click()
    wanted = [row.id for row in rows if row.owner == "u01" and row.kind == "rank"]
    page.get_by_role("button", name=f"Department of Cardiac Surgery, rank: {len(wanted)}", exact=True).first.click()
    assert ids(page, "#records .card") == wanted
    expect(page.get_by_role("tabpanel", name="Records")).to_be_visible()


def test_the_pictures_work_from_the_keyboard(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["table"])
    page.get_by_role("tab", name="Pictures").click()
    page.locator(".strip [data-role=quantity]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#filter-role")).to_have_value("quantity")
    expect(page.get_by_role("tabpanel", name="Numbers")).to_be_visible()


def test_the_strip_covers_the_text_and_leads_into_it(
    open_report: Open, documents: dict[str, Path], extraction_of: Extract
) -> None:
    page, sections = open_report(documents["seed"]), extraction_of(documents["seed"]).sections
    page.get_by_role("tab", name="Pictures").click()
    parts = page.locator(".strip [data-start]")
    assert parts.evaluate_all("(all) => all.map((part) => Number(part.dataset.start))") == [
        row.start for row in sections
    ]
    parts.nth(9).click()
    label = f".section-label[data-start='{sections[9].start}']"
    assert comes_into_view(page, label)
    expect(page.locator(label)).to_have_text(wording.SECTIONS[sections[9].kind])


def test_every_section_is_labelled_at_its_line(open_report: Open, document: Path, extraction_of: Extract) -> None:
    page, extraction = open_report(document), extraction_of(document)
    labels = "(all) => all.map((label) => [Number(label.closest('.row').dataset.line), label.textContent])"
    text = extraction.source.text or ""
    assert page.locator("#text-lines .section-label").evaluate_all(labels) == [
        [text.count("\n", 0, row.start) + 1, wording.SECTIONS[row.kind]] for row in extraction.sections
    ]


def test_the_legend_hides_a_sort_of_mark(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    unit = page.locator("#text-lines .m-unit").first
    assert unit.evaluate("(mark) => getComputedStyle(mark).textDecorationLine") == "underline"
    page.locator("#legend summary").click()
    page.locator("#legend").get_by_label("Units").uncheck()
    assert unit.evaluate("(mark) => getComputedStyle(mark).textDecorationLine") == "none"


def test_dark_and_light(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["seed"])
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Light or dark").click()
    dark = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) == dark != light
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate(ground) == light


@pytest.mark.parametrize("width", [360, 390, 800])
def test_a_narrow_window_has_nothing_to_the_right(open_report: Open, document: Path, width: int) -> None:
    page = open_report(document)
    page.set_viewport_size({"width": width, "height": 780})
    for tab in ("Records", "Numbers", "Pictures"):
        page.get_by_role("tab", name=tab).click()
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_print_shows_all_panels_and_nothing_to_click(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["table"])
    page.emulate_media(media="print")
    for panel in ("#records", "#ledger", "#pictures", "#text-lines"):
        expect(page.locator(panel)).to_be_visible()
    expect(page.locator(".correct:visible, .tools:visible, .tabs:visible")).to_have_count(0)


def test_the_ledger_shows_whole_words_around_a_number(open_report: Open, documents: dict[str, Path]) -> None:
    page = open_report(documents["unexplained"], fragment="#n001")
    assert page.locator("#ledger [data-id=n001] .context").text_content() == "… Research Centre | Bulletin 7/2025"
