"""The report as Markdown, read by a reader of Markdown."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
import regex
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from extractor.extraction import Extraction
from extractor.markdownreport import escaped, markdown
from extractor.records import Award, Finding, Organisation, Span
from extractor.wording import one_line

Parts = dict[str, Any]
JOINER = "\u2060"
VISIBLE = regex.compile(r"[^\s\p{Default_Ignorable_Code_Point}]")
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

FRAGMENTS = (
    "#", "##", "-", "+", "*", "**", "_", "__", "=", "===", "---", "~", "~~", "`", "```", "|", "| a | b |", "| --- |",
    ">", "1.", "2)", "1", "[", "]", "[x]", "![x](y)", "[x](javascript:y)", "(", ")", "<", "<script>", "</li>", "<b>",
    "<!--", "<a@b.cd>", "&", "&amp;", "&#60;", "\\", "\\\\", "!", "$", "$x$", "^", "http://a.bc", "www.a.bc", "@a",
    "#1", ":a:", " ", "  ", "\n", "\n\n", "\t", "a", "b", "北", ".", ":", "\u202e", "\x00", "\x1b[1m", "\u00a0", JOINER,
)  # fmt: skip
hostile = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=8).map("".join)
WORDS = ("title", "category", "unit", "thing", "message")
OURS = ("h1", "h2", "ul", "li", "strong", "table", "thead", "tbody", "tr", "th", "td")


class Page(HTMLParser):
    """What a reader of Markdown makes of it: the tags, and the text without what nobody sees."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(READER.render(text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(" ".join((tag, *(name for name, _ in attrs))))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"comment {data}")

    def handle_data(self, data: str) -> None:
        self.text += data.replace(JOINER, "")


def seen(text: str) -> str:
    return one_line(text).replace(JOINER, "")


def quoted(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)


def saying(parts: Parts, *, title: str, category: str, unit: str, thing: str, message: str) -> Extraction:
    """The reading with its words replaced, without its text, which would have to agree with them."""
    changes = {
        "source": parts["source"].model_copy(update={"text": None, "path": thing, "characters": 999}),
        "announcement": parts["announcement"].model_copy(update={"title": quoted(title)}),
        "categories": (parts["categories"][0].model_copy(update={"name": category}),),
        "units": tuple(
            row.model_copy(
                update={
                    "name": unit, "kind": thing, "organisations": (Organisation(name=thing, span=quoted(title)),)
                }
            )
            for row in parts["units"]
        ),
        "achievements": tuple(
            row.model_copy(update={"object": thing, "award": Award(title=message, grade=None)})
            for row in parts["achievements"]
        ),
        "findings": (Finding(code="c", severity="warning", message=message, spans=()),),
    }  # fmt: skip
    whole = parts["sections"][0].model_copy(update={"end": 999})
    return Extraction(**{**parts, **changes, "sections": (whole,)})


def test_the_whole_report(extraction: Extraction) -> None:
    assert (
        markdown(extraction)
        == """\
# Good news from Springfield University

- Institution: Springfield University
- Read from: news.txt, English
- Units: 2, as many as the text says
- Achievements: 4
- Numbers: 6 of 6 explained
- Findings: 1 note

## model teams (2 units)

- **Radar Team** · team · School of Physics · line 4
  - 3 first prizes · won 3 first prizes
  - more than 12 papers
    - 4 books
- **Chess Team** · team · line 5
  - 31% · women

## Findings

- **note** no header · line 3

## Numbers

| Part | Count | For example |
| --- | ---: | --- |
| achievement | 4 | 3 · 12 · 4 · 31% |
| announced number of winners | 1 | Two |
| grade of a prize | 1 | first |
"""
    )


def test_what_no_unit_achieved_stands_under_a_heading_and_what_is_not_explained_is_bold(parts: Parts) -> None:
    rows = tuple(row.model_copy(update={"owner": "institution"}) for row in parts["achievements"])
    numerals = tuple(
        row.model_copy(update={"role": "unexplained"}) if row.role == "grade" else row for row in parts["numerals"]
    )
    text = markdown(Extraction(**{**parts, "achievements": rows, "numerals": numerals, "findings": ()}))
    assert (
        text[text.index("## The") :]
        == """\
## The institution itself

- 3 first prizes · won 3 first prizes · line 4
- more than 12 papers · line 4
  - 4 books · line 4
- 31% · women · line 5

## Numbers

| Part | Count | For example |
| --- | ---: | --- |
| **not explained** | 1 | first |
| achievement | 4 | 3 · 12 · 4 · 31% |
| announced number of winners | 1 | Two |
"""
    )


def test_the_worst_finding_comes_first(parts: Parts) -> None:
    rows = tuple(Finding(code="c", severity=name, message="m", spans=()) for name in ("info", "warning", "error"))
    text = markdown(Extraction(**{**parts, "findings": rows}))
    assert [line for line in text.splitlines() if line.endswith(" m")] == [
        "- **error** m", "- **warning** m", "- **note** m",
    ]  # fmt: skip


def test_parts_of_parts_are_lists_in_lists(extraction: Extraction) -> None:
    tags = [tag for tag in Page(markdown(extraction)).tags if tag.removeprefix("/") in {"ul", "li"}]
    depths = [tags[: i + 1].count("ul") - tags[: i + 1].count("/ul") for i, tag in enumerate(tags) if tag == "li"]
    assert depths == [1] * 6 + [1, 2, 2, 3, 1, 2] + [1]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('Plain words, 12.5% (of 3) & more: R&D - a+b=c; it\'s "so"!', None),
        ("seeds/000_3c9e.txt", None),
        ("北京理工大学——“一站式”", None),
        ("4.5 points, +4 places, #-", "4.5 points, +4 places, #\u2060-"),
        ("1. One", "1\\. One"),
        ("12)", "12\\)"),
        ("# Heading #", "\\# Heading \\#"),
        ("- [ ] a task", "\\- \\[ ] a task"),
        ("> said", "\\> said"),
        ("---", "\\---"),
        ("+", "\\+"),
        ("*a* _b_ ~c~ `d` a__b", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\` a\\_\\_b"),
        ("a|b \\ $5 $", "a\\|b \\\\ \\$5 \\$"),
        ("<script>&lt;&#60;", "\\<script>\\&lt;&#\u206060;"),
        ("![a](b) [c]: d", "!\\[a](b) \\[c]: d"),
        ("http://a.bc HTTPS://a.bc ftp://a www.a.bc", "http\\://a.bc HTTPS\\://a.bc ftp\\://a www\\.a.bc"),
        ("a@b.cd, @team, #12, No. # 3", "a@\u2060b.cd, @\u2060team, #\u206012, No. # 3"),
        (":smile: 10:30 1:2:3", ":\u2060smile: 10:30 1:\u20602:3"),
    ],
)
def test_only_what_would_mean_something_is_escaped(text: str, source: str | None) -> None:
    assert escaped(text) == (text if source is None else source)


@given(hostile)
@example("+")
@example("- ")
@example("1.")
@example("12) x")
@example("= =")
@example("## a ##")
@example("- - -")
def test_escaped_text_is_shown_as_it_stands_wherever_it_is_put(text: str) -> None:
    line = one_line(text)
    source = escaped(line)
    table = f"| {source} | {source} |\n| --- | --- |\n| {source} | **x** |\n"
    page = Page(f"# {source}\n\n- {source}\n  - {source} · x\n\n{source}\n\n{table}")
    plain = Page(f"# x\n\n- x\n  - x · x\n\n{'x' if line else ''}\n\n{table.replace(source, 'x') if line else table}")
    assert page.tags == plain.tags
    assert page.text.count(seen(line)) >= 7


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.fixed_dictionaries({**dict.fromkeys(WORDS, hostile), "title": hostile.filter(len)}))
@example(words=dict.fromkeys(WORDS, JOINER))
@example(words=dict.fromkeys(WORDS, "\u200b \ufeff"))
def test_nothing_in_an_announcement_is_read_as_markdown_or_html(parts: Parts, words: dict[str, str]) -> None:
    """The page has the same tags, whatever the announcement says, and says all of it."""
    page = Page(markdown(saying(parts, **words)))
    assert page.tags == Page(markdown(saying(parts, **dict.fromkeys(words, "x")))).tags
    assert {tag.removeprefix("/").removesuffix(" style") for tag in page.tags} == set(OURS)
    names = {word: "without a name" for word in ("category", "unit") if not VISIBLE.search(one_line(words[word]))}
    said = {word: seen(text) for word, text in (words | names).items()}
    assert [word for word, text in said.items() if text not in page.text] == []
    assert page.text.count(said["unit"]) >= 2


def test_nothing_in_an_announcement_becomes_a_link_or_calls_anybody(parts: Parts) -> None:
    words = dict.fromkeys(
        WORDS,
        "@everyone see http://a.bc, www.a.bc, me@a.bc, #12, <http://a.bc> :tada: [x](http://a.bc)",
    )
    text = markdown(saying(parts, **words))
    linking = r"\w@\w|@\w|https?://|www\.|[^#\n]#\d|:\w+:|(?<!\\)[<\[]"
    assert re.findall(linking, text) == []
    assert text.count("everyone") == 12


def test_deep_parts_stay_lists(parts: Parts) -> None:
    """A reader of Markdown takes lists in lists only so deep, and shows what is deeper as it stands."""
    chain = [
        parts["achievements"][1].model_copy(
            update={"id": f"x{i}", "part_of": f"x{i - 1}" if i else "a002", "implied": True, "numeral": None}
        )
        for i in range(40)
    ]
    page = Page(markdown(Extraction(**{**parts, "achievements": (*parts["achievements"], *chain)})))
    assert page.tags.count("li") == 13 + 40
    assert "- more" not in page.text
