"""Correcting in a browser: every form, the tools for a selection, and the gold reading that comes of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from extractor import goldfile, pipeline, reading
from extractor.evaluation import evaluate
from extractor.extraction import Extraction
from extractor.goldfile import Gold, GoldAchievement, GoldUnit
from extractor.report import html
from extractor.rules import load_rules

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_3c9e3a8efc907843.txt"
AWARDS = ROOT / "tests" / "fixtures" / "corpus" / "science-technology-awards.txt"
UNITS = {
    "wrong": "unit-wrong",
    "heir": "unit-heir",
    "name": "unit-name",
    "kind": "unit-kind",
    "category": "unit-category",
}


@pytest.fixture
def seed_reading(extraction_of: Callable[[Path], Extraction]) -> Extraction:
    return extraction_of(SEED)


@pytest.fixture
def page(open_report: Callable[..., Page]) -> Page:
    """The report on the seed."""
    return open_report(SEED)


@pytest.fixture
def download(tmp_path: Path) -> Callable[[Page], Gold]:
    """`download(page)`: the gold reading that the page hands out, as `extract evaluate` loads it."""

    def download(page: Page) -> Gold:
        with page.expect_download() as event:
            page.get_by_role("button", name="Download gold reading").click()
        path = tmp_path / event.value.suggested_filename
        event.value.save_as(path)
        return goldfile.load(path)

    return download


def open_form(page: Page, identity: str) -> None:
    if identity.startswith("n"):
        page.get_by_role("tab", name="Numbers").click()
    page.locator(f'#document [data-correct="{identity}"]').click()
    expect(page.locator("dialog[open]")).to_be_visible()


def fill(page: Page, **fields: str | bool) -> None:
    """Put values into the open form; a text into a field, the words of an option into a choice."""
    for name, value in fields.items():
        control = page.locator(f"dialog[open] [name={name}]")
        if isinstance(value, bool):
            control.set_checked(value)
        elif control.evaluate("(control) => control.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)


def save(page: Page) -> None:
    page.locator("dialog[open]").get_by_role("button", name="Save").click()
    expect(page.locator("dialog[open]")).to_have_count(0)


def correct(page: Page, identity: str, **fields: str | bool) -> None:
    open_form(page, identity)
    fill(page, **fields)
    save(page)


def select_text(page: Page, start: str, end: str) -> None:
    """Select what stands from the first `start` in the text pane to the first `end` behind it."""
    page.evaluate(
        """([start, end]) => {
          const walker = document.createTreeWalker(document.querySelector("#text-lines"), NodeFilter.SHOW_TEXT);
          const nodes = [];
          for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            if (node.parentElement.closest(".line")) nodes.push(node);
          }
          const text = nodes.map((node) => node.data).join("");
          const from = text.indexOf(start);
          const to = text.indexOf(end, from) + end.length;
          const place = (offset) => {
            let at = 0;
            for (const node of nodes) {
              if (offset <= at + node.data.length) return [node, offset - at];
              at += node.data.length;
            }
          };
          getSelection().setBaseAndExtent(...place(from), ...place(to));
          getSelection().focusNode.parentElement.scrollIntoView({ block: "center" });
        }""",
        [start, end],
    )
    expect(page.locator("#selection-tools")).to_be_visible()


def judged(gold: Gold, extraction: Extraction) -> list[str]:
    """In what the extraction differs from the gold reading, which must be sound."""
    text = extraction.source.text or ""
    assert goldfile.unsound(gold, text) == []
    return evaluate(gold, extraction, text).misses


def achievements(gold: Gold) -> dict[str, GoldAchievement]:
    return {row.within: row for row in gold.achievements}


def units(gold: Gold) -> dict[str, GoldUnit]:
    return {row.id: row for row in gold.units}


def roles(gold: Gold) -> dict[str, str | None]:
    return {f"{row.number} in {row.within}": row.role for row in gold.traps}


def test_the_gold_reading_of_an_uncorrected_page_has_its_name_and_no_differences(
    page: Page, download: Callable[[Page], Gold], seed_reading: Extraction
) -> None:
    with page.expect_download() as event:
        page.get_by_role("button", name="Download gold reading").click()
    assert event.value.suggested_filename == "000_3c9e3a8efc907843.gold.yaml"
    assert judged(download(page), seed_reading) == []


def test_a_wrong_achievement_stays_struck_through_until_it_is_undone(
    page: Page, download: Callable[[Page], Gold], seed_reading: Extraction
) -> None:
    before = download(page)
    correct(page, "a016", wrong=True)
    card = page.locator('.card[data-id="a016"]')
    expect(card.locator(".reading .value")).to_have_css("text-decoration-line", "line-through")
    expect(card.locator(".correction-note")).to_contain_text("marked as wrong")
    gold = download(page)
    assert set(achievements(before)) - set(achievements(gold)) == {"ESI ranking rose to 53rd"}
    assert judged(gold, seed_reading) == [
        "achievement spurious: 'ESI ranking rose to 53rd' = 53",
        "trap sprung: 'to 53rd in' (None)",
    ]
    card.get_by_role("button", name="Undo").click()
    expect(card.locator(".correction-note")).to_have_count(0)
    expect(page.locator('.card[data-id="a016"] [data-correct]')).to_be_focused()
    assert download(page) == before


def test_every_field_of_an_achievement_can_be_changed(
    page: Page, download: Callable[[Page], Gold], seed_reading: Extraction
) -> None:
    before = achievements(download(page))
    correct(
        page, "a013", value="1,900.5", upper="2000", comparator="at least", measure="an amount",
        object="high-level  papers",
        owner="Party branch of the Department of Polymer Materials of the School of Materials",
        part_of="13 teachers and students",
    )  # fmt: skip
    gold = download(page)
    changed = before["928 SCI Region I papers"].model_copy(
        update={
            "owner": "u07", "value": 1900.5, "upper": 2000, "comparator": ">=", "measure": "amount",
            "object": "high-level papers", "part_of": ("13 teachers and students",),
        }
    )  # fmt: skip
    assert achievements(gold) == {**before, "928 SCI Region I papers": changed}
    assert judged(gold, seed_reading) == [
        "achievement missed: '928 SCI Region I papers'",
        "part_of: '2 Science papers': want ('928 SCI Region I papers',), got 'a013'",
        "achievement spurious: '928 SCI Region I papers' = 928",
    ]


def test_fields_can_be_emptied(page: Page, download: Callable[[Page], Gold]) -> None:
    before = achievements(download(page))
    correct(page, "a013", upper="1000")
    correct(page, "a013", upper="", object="", part_of="nothing else")
    changed = before["928 SCI Region I papers"].model_copy(update={"object": None, "part_of": (None,)})
    assert achievements(download(page)) == {**before, "928 SCI Region I papers": changed}


def test_a_form_that_changes_nothing_is_no_correction(page: Page) -> None:
    correct(page, "a013")
    open_form(page, "u01")
    fill(page, name="Something else")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator("#corrections summary")).to_be_hidden()


def test_what_cannot_be_is_said_in_its_place(page: Page) -> None:
    not_a_number = "Write a plain number, such as 1362 or 33.3."
    for identity, field, value, problem in (
        ("a013", "value", "many", not_a_number),
        ("a013", "value", "", not_a_number),
        ("a013", "value", "12,34", not_a_number),
        ("a013", "upper", "928", "The upper end has to be more than the value, 928."),
        ("a013", "upper", "x", "Write a plain number, or nothing where there is no range."),
        ("a013", "object", "SCI novels", "These words are not in the text: copy them as they stand there."),
        ("u01", "name", "", "A unit needs a name."),
        ("u01", "name", "Chess Team", "This name is not in the text: copy it as it stands there."),
    ):
        open_form(page, identity)
        fill(page, **{field: value})
        page.keyboard.press("Enter")
        control = page.locator(f"dialog[open] [name={field}]")
        expect(control).to_be_focused()
        expect(control).to_have_attribute("aria-invalid", "true")
        expect(control).to_have_accessible_description(problem)
        page.keyboard.press("Escape")
    expect(page.locator("#corrections summary")).to_be_hidden()


def test_an_achievement_is_never_part_of_itself(page: Page) -> None:
    open_form(page, "a012")
    offered = page.locator("dialog[open] [name=part_of] option").all_text_contents()
    # Neither the 1362 papers themselves nor the 928 that are part of them nor the 2 that are part of these.
    assert len(offered) == 1 + 25 - 3
    assert not [words for words in offered if words.endswith("papers")]


def test_every_field_of_a_unit_can_be_changed(
    page: Page, download: Callable[[Page], Gold], seed_reading: Extraction
) -> None:
    before = units(download(page))
    correct(page, "u02", name="Academy of Astronautics", kind="college", category="none")
    gold = download(page)
    school = "Party Committee of the School of Astronautics of Beijing Institute of Technology"
    fields = {"name": "Academy of Astronautics", "also": (school,), "kind": "college", "category": None}
    assert units(gold) == {**before, "u02": before["u02"].model_copy(update=fields)}
    assert judged(gold, seed_reading) == [
        "unit category: 'Party Committee of the Academy of Astronautics' in benchmarking-department, want None",
        "unit kind: 'Party Committee of the Academy of Astronautics' is party-committee, want college",
    ]


def test_the_achievements_of_a_wrong_unit_go_where_the_user_says(page: Page, download: Callable[[Page], Gold]) -> None:
    before = download(page)
    correct(page, "u02", wrong=True, heir="Party Committee of the College of Materials")
    gold = download(page)
    assert units(gold) == {key: row for key, row in units(before).items() if key != "u02"}
    assert achievements(gold) == {
        key: row.model_copy(update={"owner": "u01" if row.owner == "u02" else row.owner})
        for key, row in achievements(before).items()
    }
    expect(page.locator('.card[data-id="a020"] .correction-note')).to_contain_text("its unit is wrong")
    correct(page, "u02", wrong=False)
    assert download(page) == before


def test_the_achievements_of_a_wrong_unit_can_be_nobodys(page: Page, download: Callable[[Page], Gold]) -> None:
    before = download(page)
    correct(page, "u02", wrong=True, heir="nobody: they are wrong as well")
    gold = download(page)
    assert achievements(gold) == {key: row for key, row in achievements(before).items() if row.owner != "u02"}
    assert roles(gold)["12 in are 12 new"] is None


def test_the_role_of_a_number_can_be_changed(page: Page, download: Callable[[Page], Gold]) -> None:
    before = download(page)
    correct(page, "n001", role="quantity that nobody achieved")
    assert roles(download(page)) == {**roles(before), "12 in the 12 declared": "quantity"}
    note = page.locator('.ledger tr[data-id="n001"] td:has(.role) .correction-note')
    expect(note).to_contain_text("What this number is: quantity that nobody achieved")


def test_a_number_that_is_something_else_is_no_achievement(page: Page, download: Callable[[Page], Gold]) -> None:
    before = download(page)
    number = page.locator('.ledger tr:has([data-go="a012"])').get_attribute("data-id")
    assert number
    correct(page, number, role="document, page or telephone number")
    gold = download(page)
    assert set(achievements(before)) - set(achievements(gold)) == {"1362 high-level papers"}
    assert roles(gold)["1362 in published 1362 high"] == "reference"
    page.get_by_role("tab", name="Records").click()
    expect(page.locator('.card[data-id="a012"]')).to_have_class("card is-wrong")
    correct(page, "a012", wrong=False)
    assert download(page) == before


def test_a_number_of_the_ledger_becomes_an_achievement(page: Page, download: Callable[[Page], Gold]) -> None:
    before = download(page)
    open_form(page, "n001")
    fill(page, role="achievement")
    page.locator("dialog[open]").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Add an achievement")).to_be_visible()
    fill(page, object="units", comparator="about")
    save(page)
    gold = download(page)
    added = GoldAchievement(
        owner="institution",
        within="the 12 declared",
        number="12",
        value=12,
        measure="count",
        comparator="~",
        object="units",
    )
    assert achievements(gold) == {**achievements(before), "the 12 declared": added}
    assert roles(gold) == {place: role for place, role in roles(before).items() if place != "12 in the 12 declared"}
    page.get_by_role("button", name="Undo last").click()
    assert download(page) == before


def test_a_missed_achievement_is_added_by_selecting_it(page: Page, download: Callable[[Page], Gold]) -> None:
    before = download(page)
    correct(page, "a013", wrong=True)
    select_text(page, "928", "SCI Region I papers")
    page.get_by_role("button", name="Add achievement").click()
    assert page.locator("dialog[open] [name=number]").input_value() == "928"
    assert page.locator("dialog[open] [name=value]").input_value() == "928"
    assert page.locator("dialog[open] [name=object]").input_value() == "SCI Region I papers"
    fill(page, value="929", part_of="1362 high-level papers")
    save(page)
    changed = achievements(before)["928 SCI Region I papers"].model_copy(update={"value": 929})
    gold = download(page)
    assert achievements(gold)["928 SCI Region I papers"] == changed
    assert len(gold.achievements) == len(before.achievements)


def test_an_added_achievement_is_looked_through(page: Page, download: Callable[[Page], Gold]) -> None:
    before = download(page)
    select_text(page, 'won the "Challenge', "national highest award")
    page.keyboard.press("a")
    fill(page, number="1362")
    page.keyboard.press("Enter")
    number = page.locator("dialog[open] [name=number]")
    expect(number).to_have_accessible_description("This number does not stand in the passage above.")
    fill(page, number="", object="national highest award")
    save(page)
    (added,) = set(achievements(download(page))) - set(achievements(before))
    assert added == 'won the "Challenge Cup" black science and technology special competition national highest award'
    assert achievements(download(page))[added].number is None
    select_text(page, "1362", "papers")
    page.keyboard.press("a")
    fill(page, number="1362")
    page.keyboard.press("Enter")
    expect(number).to_have_accessible_description(
        "This number is an achievement already, “1362 high-level papers”: correct that one."
    )


def test_a_missed_unit_is_added_by_selecting_it_and_can_own_achievements(
    page: Page, download: Callable[[Page], Gold], seed_reading: Extraction
) -> None:
    before = download(page)
    select_text(page, "Beijing Municipal", "Committee of Education")
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name="Add a unit")).to_be_visible()
    fill(page, kind="department", category="Model Branch")
    save(page)
    correct(page, "a001", owner="Beijing Municipal Committee of Education")
    gold = download(page)
    added = GoldUnit(
        id="u13", category="model-branch", name="Beijing Municipal Committee of Education", kind="department"
    )
    assert units(gold) == {**units(before), "u13": added}
    assert gold.units[0] == added
    assert judged(gold, seed_reading) == [
        "unit missed: 'Beijing Municipal Committee of Education'",
        "owner: 'Thirty-five Party organizations': want 'u13', got 'institution'",
    ]
    # With the unit goes what was said of it.
    page.locator("#corrections summary").click()
    page.locator(".correction-list li", has_text="added").get_by_role("button", name="Undo").click()
    expect(page.locator("#corrections summary")).to_be_hidden()
    assert download(page) == before


def test_what_was_added_can_be_corrected_from_the_list(page: Page, download: Callable[[Page], Gold]) -> None:
    select_text(page, "Beijing Municipal", "Committee of Education")
    page.get_by_role("button", name="Add unit").click()
    save(page)
    page.locator("#corrections summary").click()
    page.locator(".correction-list").get_by_role("button", name="Correct").click()
    expect(page.get_by_role("heading", name="Correct a unit")).to_be_visible()
    fill(page, name="Committee of Education")
    save(page)
    assert units(download(page))["u13"].names == ("Committee of Education",)


def test_the_counter_undoes_the_last_and_discards_all_when_asked_twice(
    page: Page, download: Callable[[Page], Gold]
) -> None:
    before = download(page)
    counter = page.locator("#corrections summary")
    for identity in ("a003", "a004", "a005"):
        correct(page, identity, wrong=True)
    expect(counter).to_have_text("3 corrections")
    page.get_by_role("button", name="Undo last").click()
    expect(counter).to_have_text("2 corrections")
    assert set(achievements(before)) - set(achievements(download(page))) == {"1 first prize", "2 second prize"}
    page.get_by_role("button", name="Discard").click()
    page.get_by_role("button", name="Keep them").click()
    expect(counter).to_have_text("2 corrections")
    page.get_by_role("button", name="Discard").click()
    page.locator("dialog[open]").get_by_role("button", name="Discard").click()
    expect(counter).to_be_hidden()
    assert download(page) == before


def test_the_tools_go_with_the_selection_and_stay_away_from_other_text(page: Page) -> None:
    select_text(page, "Beijing Municipal", "Education")
    page.evaluate("getSelection().removeAllRanges()")
    expect(page.locator("#selection-tools")).to_be_hidden()
    page.locator("#findings-heading").click(click_count=3)
    page.wait_for_timeout(300)
    assert page.evaluate("getSelection().toString()").strip() == "To check"
    expect(page.locator("#selection-tools")).to_be_hidden()


def test_leaving_warns_only_of_corrections_that_were_not_downloaded(
    page: Page, download: Callable[[Page], Gold]
) -> None:
    asked: list[str] = []

    def leave(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    correct(page, "a003", wrong=True)
    page.reload()
    assert asked == ["beforeunload"]
    correct(page, "a003", wrong=True)
    download(page)
    page.reload()
    assert asked == ["beforeunload"]


def test_each_document_of_a_report_has_its_own_corrections(
    open_report: Callable[..., Page], download: Callable[[Page], Gold]
) -> None:
    page = open_report(SEED, AWARDS, fragment="#1")
    correct(page, "a003", wrong=True)
    page.evaluate("location.hash = '#2'")
    expect(page.locator("#corrections summary")).to_be_hidden()
    correct(page, "a003", wrong=True)
    correct(page, "a004", wrong=True)
    assert len(download(page).achievements) == 71 - 2
    page.evaluate("location.hash = '#1'")
    expect(page.locator("#corrections summary")).to_have_text("1 correction")
    expect(page.locator('.card[data-id="a003"]')).to_have_class("card is-wrong")
    page.evaluate("location.hash = ''")
    expect(page.locator("#corrections")).to_be_hidden()


def test_what_a_text_says_is_only_ever_text(
    open_file: Callable[..., Page], download: Callable[[Page], Gold], tmp_path: Path
) -> None:
    rules = load_rules()
    team = 'Radar "Team" <img src=x onerror=alert(1)></option>'
    text = f"Model teams\n\n1. {team}\nIt won 3 <b>prizes</b>\u202e&amp; 𝒢old.\n"
    file = tmp_path / "report.html"
    file.write_text(html([pipeline.run(reading.from_text(text), rules)], rules), "utf-8")
    page = open_file(file)
    select_text(page, "Radar", "</option>")
    page.keyboard.press("u")
    assert page.locator("dialog[open] .passage").text_content() == team
    save(page)
    select_text(page, "3 <b>", "𝒢old")
    page.keyboard.press("a")
    assert page.locator("dialog[open] .passage").text_content() == "3 <b>prizes</b>\u202e&amp; 𝒢old"
    fill(page, number="3", owner=team)
    save(page)
    page.locator("#corrections summary").click()
    gold = download(page)
    assert goldfile.unsound(gold, text) == []
    (owner,) = [row.id for row in gold.units if row.name == team]
    assert [(row.owner, row.object) for row in gold.achievements] == [(owner, "b>prizes</b>\u202e&amp; 𝒢old")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forms_and_tools_are_accessible(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    correct(page, "a003", wrong=True)
    correct(page, "u03", wrong=True)
    for identity in ("a013", "u02", "n001"):
        open_form(page, identity)
        if identity == "a013":
            fill(page, value="x")
            page.keyboard.press("Enter")
            expect(page.locator("dialog[open] [aria-invalid]")).to_be_visible()
        assert_accessible(page)
        page.keyboard.press("Escape")
    page.get_by_role("tab", name="Records").click()
    page.locator("#corrections summary").click()
    select_text(page, "1362", "papers")
    assert_accessible(page)


def assert_accessible(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
