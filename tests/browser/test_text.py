"""Offsets in the page's script: the code points of the records against the UTF-16 of the browser."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from extractor import spans
from extractor.report import PAGES

TEXTS = [
    "", "plain", "𝟏𝟑 prizes, 👩\u200d🔬 and 北京𠀀", "😀", "a😀b😀😀c", "one\r\ntwo\rthree\n\n😀four\n",
    "\ufeff\u2028x\u0000y\u202e",
]  # fmt: skip
LINES = "(text) => linesOf(makeText(text)).map((line) => [line.start, line.end])"


@pytest.fixture
def scripts(context: BrowserContext) -> Iterator[Page]:
    """A blank page with the scripts that handle the text, as they stand in the package."""
    page = context.new_page()
    page.set_content("<div id='text-lines'></div>")
    for name in ("page.js", "dom.js", "text.js", "marks.js", "textpane.js"):
        page.add_script_tag(content=(PAGES / "js" / name).read_text("utf-8"))
    yield page
    page.close()


@pytest.mark.parametrize("text", TEXTS)
def test_every_slice_is_that_of_python(scripts: Page, text: str) -> None:
    extents = [(start, end) for end in range(len(text) + 1) for start in range(end + 1)]
    program = "([text, extents]) => extents.map(([start, end]) => makeText(text).slice(start, end))"
    assert scripts.evaluate(program, [text, extents]) == [text[start:end] for start, end in extents]
    assert scripts.evaluate("(text) => makeText(text).length", text) == len(text)


@pytest.mark.parametrize("text", TEXTS)
def test_offsets_go_to_units_and_back(scripts: Page, text: str) -> None:
    units = [len(text[:point].encode("utf-16-le")) // 2 for point in range(len(text) + 1)]
    program = """(text) => {
      const made = makeText(text);
      return Array.from({ length: made.length + 1 }, (_, i) => [made.toUnits(i), made.toPoints(made.toUnits(i))]);
    }"""
    assert scripts.evaluate(program, text) == [[unit, point] for point, unit in enumerate(units)]


@pytest.mark.parametrize("text", TEXTS)
def test_lines_are_those_of_the_reports(scripts: Page, text: str) -> None:
    lines = scripts.evaluate(LINES, text)
    assert [spans.line_of(text, start) for start, _ in lines] == list(range(1, len(lines) + 1))
    assert [text[start:end] for start, end in lines] == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def view(text: str, *marks: tuple[int, int]) -> dict[str, Any]:
    """As much of a document as the text needs, with a unit for each mark."""
    units = [
        {"id": f"u{i}", "mentions": [{"start": start, "end": end, "text": text[start:end]}], "organisations": []}
        for i, (start, end) in enumerate(marks)
    ]
    announcement = dict.fromkeys(["title", "institution", "issuer", "published", "declared_total"])
    empty: dict[str, list[Any]] = {name: [] for name in ("categories", "achievements", "numerals", "findings")}
    record = {"source": {"text": text, "language": "en"}, "announcement": announcement, "units": units, **empty}
    return {"record": record, **empty, "pictures": {"sections": []}}


def draw(page: Page, text: str, *marks: tuple[int, int]) -> None:
    page.evaluate(
        "(view) => { page.data = { words: { marks: { unit: 'unit' } } }; page.current = view; renderText(view); }",
        view(text, *marks),
    )


@pytest.mark.parametrize("text", [text for text in TEXTS if text])
def test_what_is_selected_is_told_by_its_offsets(scripts: Page, text: str) -> None:
    draw(scripts, text, (0, 1), (0, len(text)))
    extents = [
        (start, end)
        for end in range(1, len(text) + 1)
        for start in range(end)
        if not {text[start], text[end - 1]} & set("\r\n")
    ]
    program = """(extents) => extents.map(([start, end]) => {
      document.getSelection().removeAllRanges();
      document.getSelection().addRange(rangeOf(start, end));
      const found = selectedOffsets();
      return found && [found.start, found.end];
    })"""
    assert scripts.evaluate(program, extents) == [list(extent) for extent in extents]


def test_no_selection_or_one_elsewhere_is_none(scripts: Page) -> None:
    draw(scripts, "some text", (0, 4))
    assert scripts.evaluate("selectedOffsets()") is None
    program = """() => {
      document.body.append("elsewhere");
      document.getSelection().selectAllChildren(document.body);
      return selectedOffsets();
    }"""
    assert scripts.evaluate(program) is None


@pytest.mark.parametrize(
    ("marks", "drawn"),
    [
        ([(2, 4)], [["u0", "cd", True, True]]),
        ([(0, 4), (0, 2)], [["u0", "abcd", True, True], ["u1", "ab", True, True]]),
        ([(1, 3), (1, 3)], [["u0 u1", "bc", True, True]]),
        ([(0, 4), (2, 6)], [["u0", "abcd", True, True], ["u1", "cd", True, False], ["u1", "ef", False, True]]),
        ([(0, 6), (1, 3), (2, 5)], [["u0", "abcdef", True, True], ["u1", "bc", True, True],
                                    ["u2", "c", True, False], ["u2", "de", False, True]]),
    ],
)  # fmt: skip
def test_marks_nest_and_are_parted_where_they_cross(
    scripts: Page, marks: list[tuple[int, int]], drawn: list[list[Any]]
) -> None:
    draw(scripts, "abcdef", *marks)
    assert scripts.locator("#text-lines .line").text_content() == "abcdef"
    pieces = """(all) => all.map((mark) => [mark.dataset.ids, mark.textContent,
      mark.classList.contains("begins"), mark.classList.contains("ends")])"""
    assert scripts.locator("#text-lines .mark").evaluate_all(pieces) == drawn


def test_a_mark_over_a_line_end_goes_on_in_the_next_line(scripts: Page) -> None:
    draw(scripts, "ab\r\ncd", (1, 5))
    pieces = "(all) => all.map((mark) => [mark.textContent, mark.className])"
    assert scripts.locator("#text-lines .mark").evaluate_all(pieces) == [
        ["b", "mark m-unit begins"], ["c", "mark m-unit ends"],
    ]  # fmt: skip
