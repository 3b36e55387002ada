"""Announcements that want to break out of the page: nothing runs, nothing breaks, all of it is shown as text."""

import hashlib
import json
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from extractor.extraction import Extraction
from extractor.records import INSTITUTION
from extractor.report import html
from extractor.rules import load_rules

Open = Callable[..., Page]

EVIL = [
    "<script>window.evil = 1</script>",
    "</script><script>window.evil = 1</script>",
    "<!--<script>",
    "]]><img src=x onerror='window.evil = 1'>",
    "javascript:window.evil=1",
    "\"' onmouseover=window.evil=1 x='\"",
    "{{ 7 * 7 }} {% raw %} ${window.evil = 1} `",
    "&lt;b&gt; &amp;amp; &#x3c;script&#x3e;",
    "a\u0000b\u0001c\u001b[31md\u007f\u0085e",
    "left \u202eright to left\u202c \u2067isolate \u200bzero\ufeff",
    "para\u2028graph\u2029s \ufffe\uffff \ue000",
    "😀👩‍🔬𠀀 e\u0301",
    "\t tabs \t and   spaces  ",
]


def hostile(text: str, extents: list[tuple[int, int]]) -> Extraction:
    """A record in which every field that may hold words of the announcement holds those of each extent."""
    spans = [{"start": start, "end": end, "text": text[start:end]} for start, end in extents]
    first = spans[0]
    whole = [{"kind": "profile", "start": 0, "end": len(text), "category": "c", "unit": "u0"}]
    units = [
        {
            "id": f"u{i}", "category": "c", "name": span["text"], "kind": span["text"], "profile": None,
            "organisations": [{"name": span["text"], "span": span}], "mentions": [span],
        }
        for i, span in enumerate(spans)
    ]  # fmt: skip
    achievements = [
        {
            "id": f"a{i}", "owner": INSTITUTION if i % 2 else "u0", "kind": span["text"], "measure": "count",
            "value": 1, "upper": None, "comparator": ">", "unit": span["text"], "object": span["text"],
            "award": {"title": span["text"], "grade": "first"}, "level": "national",
            "period": {"text": span["text"], "start_year": None, "end_year": None, "span": span},
            "part_of": f"a{i - 1}" if i else None, "implied": True, "numeral": None, "span": span, "clause": span,
            "rule": span["text"],
        }
        for i, span in enumerate(spans)
    ]  # fmt: skip
    findings = [{"code": s["text"], "severity": "error", "message": s["text"], "spans": [s]} for s in spans]
    category = {"id": "c", "name": first["text"], "header": first, "mentions": spans, "declared": None}
    source = {
        "path": f"/somewhere/{EVIL[0].replace('/', '')}.txt", "sha256": hashlib.sha256(b"").hexdigest(),
        "encoding": "utf-8", "language": "en", "characters": len(text), "text": text,
    }  # fmt: skip
    announcement = {"title": first, "institution": first, "issuer": first, "published": None, "declared_total": None}
    record: dict[str, Any] = {
        "source": source, "provenance": {"version": "0", "rules": []}, "announcement": announcement,
        "sections": whole, "categories": [{**category, "found": len(units)}], "units": units,
        "achievements": achievements, "numerals": [], "findings": findings,
    }  # fmt: skip
    return Extraction.model_validate_json(json.dumps(record))


@pytest.fixture
def open_hostile(open_file: Open, tmp_path: Path) -> Open:
    def open_hostile(*extractions: Extraction, title: str | None = None) -> Page:
        file = tmp_path / "hostile.html"
        file.write_text(html(extractions, load_rules(), title=title), "utf-8")
        return open_file(file)

    return open_hostile


def lines(page: Page) -> list[str]:
    found: list[str] = page.locator("#text-lines .line").all_text_contents()
    return found


@pytest.fixture
def evil() -> Extraction:
    text = "\n".join(EVIL) + "\n"
    starts = accumulate((len(line) + 1 for line in EVIL), initial=0)
    return hostile(text, [(start, start + len(line)) for start, line in zip(starts, EVIL, strict=False)])


def test_nothing_runs_and_all_is_text(open_hostile: Open, evil: Extraction) -> None:
    page = open_hostile(evil, title=EVIL[1])
    assert page.evaluate("window.evil") is None
    assert lines(page) == [*EVIL, ""]
    assert page.locator(".unit-head h4").all_text_contents() == EVIL
    assert page.locator(".card .object").count() == len(EVIL)
    assert sorted(page.locator(".card .object").all_text_contents()) == sorted(EVIL)
    assert page.title() == EVIL[1]
    expect(page.locator("#badge")).to_contain_text("quotes verified")


def test_every_function_bears_it(open_hostile: Open, evil: Extraction) -> None:
    page = open_hostile(evil)
    for tab in ("Numbers", "Pictures", "Records"):
        page.get_by_role("tab", name=tab).click()
    for i in range(len(EVIL)):
        page.locator(f".card[data-id=a{i}] .reading").click()
        page.locator(f".card[data-id=a{i}] .why summary").click()
        page.fill("#search", EVIL[i])
        page.fill("#search", "")
    page.locator("#filters").evaluate("(details) => { details.open = true; }")
    page.select_option("#filter-kind", EVIL[0])
    page.fill("#search", "")
    assert page.locator(".card:visible .object").all_text_contents() == [EVIL[0]]
    assert page.evaluate("window.evil") is None
    assert page.locator("script").count() == 2
    assert page.locator("img, iframe, object, embed, base, link").count() == 0


def test_the_overview_bears_it(open_hostile: Open, evil: Extraction) -> None:
    page = open_hostile(evil, evil)
    assert page.locator("#overview-rows a").all_text_contents() == [EVIL[0]] * 2
    page.locator("#overview-rows a").last.click()
    assert lines(page) == [*EVIL, ""]


def test_what_is_unseen_is_shown_and_turns_nothing_round(open_hostile: Open, evil: Extraction) -> None:
    page = open_hostile(evil)
    row = page.locator("#text-lines .line").nth(EVIL.index(EVIL[9]))
    assert row.locator(".unseen").evaluate_all("(all) => all.map((one) => one.title)") == [
        "U+202E", "U+202C", "U+2067", "U+200B", "U+FEFF",
    ]  # fmt: skip
    shown = "(all) => all.map((one) => getComputedStyle(one, '::before').content)"
    assert row.locator(".unseen").evaluate_all(shown) == ['"RLO"', '"PDF"', '"RLI"', '"ZWSP"', '"BOM"']
    # The letters behind the override run from left to right.
    order = """(row) => {
      const nodes = [...row.querySelectorAll("*")].flatMap((element) => [...element.childNodes]);
      const node = nodes.find((one) => one.data?.startsWith("right"));
      const left = (i) => {
        const range = new Range();
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        return range.getBoundingClientRect().left;
      };
      return left(0) < left(1) && left(1) < left(4);
    }"""
    assert row.evaluate(order)


def test_twelve_thousand_marks_on_one_line(open_hostile: Open) -> None:
    extents = [(5 * i, 5 * i + 4) for i in range(2000)]
    text = "abcd " * 2000
    page = open_hostile(hostile(text, extents))
    assert lines(page) == [text]
    # A category, a unit, a body, an achievement, a period and a finding at each place, and four about the whole.
    assert page.locator("#text-lines .mark").count() == 6 * 2000 + 4
    page.locator("#text-lines [data-ids~=a1500]").first.click()
    expect(page.locator("#document [data-id].selected")).to_have_count(1)


def test_thousands_of_marks_across_one_another(open_hostile: Open) -> None:
    text = "x" * 1000
    page = open_hostile(hostile(text, [(i, i + 500) for i in range(500)]))
    assert lines(page) == [text]
    depth = "(all) => Math.max(...all.map((e) => { let n = 0; for (; e; e = e.parentElement) n += 1; return n; }))"
    assert page.locator("#text-lines .mark").evaluate_all(depth) < 50
    page.locator("#text-lines .mark").last.click()
    expect(page.locator("#document [data-id].selected")).to_have_count(1)
