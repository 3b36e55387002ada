"""What a person reads at a terminal, and what a notebook shows."""

import io
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from extractor.extraction import Extraction
from extractor.records import Finding
from extractor.textreport import html, show

Parts = dict[str, Any]
RULE = "en.achievements.test"


def printed(extraction: Extraction, *, width: int = 80, verbose: bool = False, **settings: Any) -> str:
    console = Console(file=io.StringIO(), width=width, **settings)
    show(extraction, console, verbose=verbose)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def lines(extraction: Extraction, *, width: int = 80, verbose: bool = False) -> list[str]:
    return [line.rstrip() for line in printed(extraction, width=width, verbose=verbose).splitlines()]


def named(parts: Parts, name: str) -> Extraction:
    """The reading with all that is free to be anything called `name`."""
    units = tuple(row.model_copy(update={"name": name, "kind": name}) for row in parts["units"])
    achievements = tuple(row.model_copy(update={"object": name, "rule": name}) for row in parts["achievements"])
    categories = tuple(row.model_copy(update={"name": name}) for row in parts["categories"])
    findings = (Finding(code=name, severity="error", message=name, spans=()),)
    changes = {"units": units, "achievements": achievements, "categories": categories, "findings": findings}
    return Extraction(**{**parts, **changes})


def test_the_whole_report(extraction: Extraction) -> None:
    assert lines(extraction) == [
        "Good news from Springfield University",
        "",
        "Institution   Springfield University",
        "Read from     news.txt, English",
        "Units         2, as many as the text says",
        "Achievements  4",
        "Numbers       6 of 6 explained",
        "Findings      1 note",
        "",
        "model teams  2 units",
        "├── Radar Team · team · School of Physics  line 4",
        "│   ├── 3 first prizes · won 3 first prizes",
        "│   └── more than 12 papers",
        "│       └── 4 books",
        "└── Chess Team · team  line 5",
        "    └── 31% · women",
        "",
        "Findings",
        "note  no header  line 3",
        "",
        "Numbers",
        "achievement                  4  3 · 12 · 4 · 31%",
        "announced number of winners  1  Two",
        "grade of a prize             1  first",
    ]


def test_verbose_names_each_place_and_what_read_it(extraction: Extraction) -> None:
    assert lines(extraction, verbose=True)[9:19] == [
        "model teams  2 units",
        "├── Radar Team · team · School of Physics  line 4",
        f"│   ├── 3 first prizes · won 3 first prizes  line 4  {RULE}",
        f"│   └── more than 12 papers  line 4  {RULE}",
        f"│       └── 4 books  line 4  {RULE}",
        "└── Chess Team · team  line 5",
        f"    └── 31% · women  line 5  {RULE}",
        "",
        "Findings",
        "note  no header  line 3  no-header",
    ]


def test_what_no_unit_achieved_has_a_tree_of_its_own(parts: Parts) -> None:
    rows = tuple(row.model_copy(update={"owner": "institution"}) for row in parts["achievements"])
    assert lines(Extraction(**{**parts, "achievements": rows}))[9:19] == [
        "model teams  2 units",
        "├── Radar Team · team · School of Physics  line 4",
        "└── Chess Team · team  line 5",
        "",
        "The institution itself",
        "├── 3 first prizes · won 3 first prizes  line 4",
        "├── more than 12 papers  line 4",
        "│   └── 4 books  line 4",
        "└── 31% · women  line 5",
        "",
    ]


def test_nothing_found_leaves_no_empty_headings(parts: Parts) -> None:
    empty: Parts = dict.fromkeys(("categories", "units", "achievements", "numerals", "findings"), ())
    sections = (parts["sections"][0].model_copy(update={"end": len(parts["source"].text)}),)
    assert lines(Extraction(**{**parts, **empty, "sections": sections}))[4:] == [
        "Units         0, but the text says 2",
        "Achievements  0",
        "Numbers       0 of 0 explained",
        "Findings      none",
    ]


def test_the_worst_finding_comes_first_and_what_is_not_explained_is_red(parts: Parts) -> None:
    rows = tuple(Finding(code="c", severity=name, message=name, spans=()) for name in ("info", "warning", "error"))
    numerals = tuple(
        row.model_copy(update={"role": "unexplained"}) if row.role == "grade" else row for row in parts["numerals"]
    )
    spoilt = Extraction(**{**parts, "findings": rows, "numerals": numerals})
    text = lines(spoilt)
    found = text[text.index("Findings", 9) :]
    assert found[:6] == ["Findings", "error    error", "warning  warning", "note     info", "", "Numbers"]
    assert found[6].split() == ["not", "explained", "1", "first"]
    coloured = printed(spoilt, force_terminal=True, color_system="standard")
    red, yellow, cyan = (rf"\x1b\[3{digit}m" for digit in (1, 3, 6))
    for word in (rf"{red}error", rf"{yellow}warning", rf"{cyan}note", rf"{red}not explained"):
        assert re.search(word, coloured), word
    assert not re.search(rf"{red}achievement", coloured)


def test_without_colour_the_same_is_said(extraction: Extraction, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in printed(extraction)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = printed(extraction, force_terminal=True, color_system="truecolor")
    assert not re.search(r"\x1b\[[\d;]*3\d", plain)
    assert re.sub(r"\x1b\[[\d;]*m", "", plain) == printed(extraction)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("name", ["Party branch of the School " * 9, "x" * 300, "北京理工大学材料学院党委" * 15])
def test_long_names_wrap_behind_their_guides_and_lose_nothing(parts: Parts, name: str, width: int) -> None:
    text = lines(named(parts, name), width=width)
    assert max(map(cell_len, text)) <= width
    assert "…" not in "".join(text)
    whole = re.sub(r"[\s│├└─]", "", "".join(text))
    wanted = re.sub(r"\s", "", name)
    assert whole.count(wanted) == 1 + 2 * 2 + 4 + 1  # the category, names and kinds, objects, the finding
    first = next(i for i, line in enumerate(text) if line.startswith("├── "))
    assert text[first + 1].startswith("│   ")


def test_what_steers_a_terminal_does_not_reach_it(parts: Parts) -> None:
    text = printed(named(parts, "a\x1b[31mb\x9bc\x07d\u202ee\x08f\rg\x1b]0;title\x07"), verbose=True)
    assert set("\x1b\x9b\x07\u202e\x08\r") & set(text) == set()
    assert "a\ufffd[31mb\ufffdc\ufffdd\ufffde\ufffdf g\ufffd]0;title\ufffd" in text


def test_markup_emphasis_and_emoji_are_not_guessed_at(parts: Parts) -> None:
    name = "[bold]12[/bold] [link=x]:smile: 'a' None"
    text = printed(named(parts, name), width=200, force_terminal=True, color_system="standard")
    assert text.count(name) == 1 + 2 * 2 + 4 + 1


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(" ".join((tag, *(name for name, _ in attrs))))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_the_same_report(parts: Parts) -> None:
    extraction = named(parts, "Party branch of the School " * 9)
    page = Page(html(extraction))
    assert page.tags[0] == "pre style"
    assert set(page.tags[1:-1]) == {"span style", "/span"}
    assert page.tags[-1] == "/pre"
    assert page.text == printed(extraction, width=100)


def test_a_notebook_shows_tags_and_entities_as_they_are_written(parts: Parts) -> None:
    name = "<script>alert(1)</script></pre><img src=x onerror='a()'> &lt;b&gt; \"x\" & javascript:y"
    page = Page(html(named(parts, name)))
    assert set(page.tags) == {"pre style", "span style", "/span", "/pre"}
    assert re.sub(r"[\s│├└─]", "", page.text).count(re.sub(r"\s", "", name)) == 1 + 2 * 2 + 4 + 1
