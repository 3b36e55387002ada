"""The differences as text, Markdown, JSON and a page."""

import base64
import hashlib
import io
import json
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from extractor import diffreport
from extractor.changedwords import Piece
from extractor.differences import Document, compare_all
from extractor.extraction import Extraction
from extractor.wordeddifferences import Chapter, DifferencesInWords, DocumentInWords, Entry, Field, in_words

HOSTILE = "</li><script>alert('x')</script> *a* [b](javascript:c) | `d` & &lt; \"e\" # {{ f }} {% g %}"
SAMPLE = DifferencesInWords(
    (
        DocumentInWords(
            "old.json → new.json",
            "changed",
            "1 gained, 1 lost, 1 changed",
            ("the source text differs",),
            (
                Chapter(
                    "Units", (Entry("gained", "Radar Team · team"), Entry("lost", "Chess Team · team", "“a clause”"))
                ),
                Chapter(
                    "Achievements",
                    (
                        Entry(
                            "changed",
                            "15 papers",
                            fields=(
                                Field(
                                    "read from",
                                    (Piece("published ", shared=True), Piece("12", shared=False)),
                                    (Piece("published ", shared=True), Piece("15", shared=False)),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        DocumentInWords("other.json", "lost", "1 unit, 2 achievements", (), ()),
    ),
    "1 gained, 1 lost, 1 changed in 1 of 1 document; 1 document lost",
)


def shown(differences: DifferencesInWords, *, width: int = 80, colour: bool = False) -> str:
    file = io.StringIO()
    Console(file=file, width=width, force_terminal=colour, color_system="standard" if colour else None).print(
        diffreport.text(differences)
    )
    return file.getvalue()


def hostile() -> DifferencesInWords:
    piece = (Piece(HOSTILE, shared=False), Piece(HOSTILE, shared=True))
    entries = tuple(Entry(kind, HOSTILE, HOSTILE, (Field("object", piece, piece),)) for kind in ("gained", "changed"))
    documents = (DocumentInWords(HOSTILE, "changed", "1 gained", (HOSTILE,), (Chapter("Units", entries),)),) * 2
    return DifferencesInWords(documents, "1 gained")


class Page(HTMLParser):
    """The tags of a page, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


def test_the_text_has_a_line_for_each_record_and_field() -> None:
    assert [line.rstrip() for line in shown(SAMPLE).splitlines()] == [
        "old.json → new.json",
        "  the source text differs",
        "Units",
        "  + gained  Radar Team · team",
        "  - lost    Chess Team · team  “a clause”",
        "Achievements",
        "  ~ changed 15 papers",
        "            read from: published 12 → published 15",
        "",
        "other.json",
        "  - lost    1 unit, 2 achievements",
        "",
        "1 gained, 1 lost, 1 changed in 1 of 1 document; 1 document lost",
    ]


def test_long_lines_hang_under_the_words() -> None:
    entry = Entry("lost", "word " * 10)
    lines = shown(
        DifferencesInWords((DocumentInWords("a", "changed", "", (), (Chapter("Units", (entry,)),)),), "x"), width=40
    )
    assert [line.rstrip() for line in lines.splitlines()[2:4]] == [
        f"  - lost    {'word ' * 5}".rstrip(), f"            {'word ' * 5}".rstrip(),
    ]  # fmt: skip


def test_only_what_differs_is_coloured() -> None:
    assert "published \x1b[31m12\x1b[0m\x1b[2m → \x1b[0mpublished \x1b[32m15\x1b[0m" in shown(SAMPLE, colour=True)


def test_the_text_reads_nothing_as_markup_of_its_own() -> None:
    said = DifferencesInWords((), "[bold]x[/bold] :smile:")
    assert shown(said) == "[bold]x[/bold] :smile:\n"


def test_markdown_has_an_item_for_each_record_and_field() -> None:
    assert diffreport.markdown(SAMPLE) == (
        "## old.json → new.json\n\n- the source text differs\n\n"
        "### Units\n\n- **gained** Radar Team · team\n- **lost** Chess Team · team · “a clause”\n\n"
        "### Achievements\n\n- **changed** 15 papers\n  - read from: published 12 → published 15\n\n"
        "## other.json\n\n- **lost** 1 unit, 2 achievements\n\n"
        "**1 gained, 1 lost, 1 changed in 1 of 1 document; 1 document lost**\n"
    )


def test_nothing_of_a_document_is_read_as_markdown() -> None:
    page = Page(MarkdownIt("gfm-like", {"linkify": False}).render(diffreport.markdown(hostile())))
    assert set(page.tags) == {"h2", "h3", "ul", "li", "strong", "p"}
    # A word joiner behind a number sign keeps it from becoming a link to an issue.
    assert page.text.replace("\u2060", "").count(" ".join(HOSTILE.split())) == 2 * (2 + 2 * 6)


def test_the_page_shows_all_of_it() -> None:
    page = Page(diffreport.html(SAMPLE))
    assert page.text.split("What changed ", 2)[-1] == (
        "1 gained, 1 lost, 1 changed in 1 of 1 document; 1 document lost "
        "~ old.json → new.json 1 gained, 1 lost, 1 changed - other.json 1 unit, 2 achievements "
        "old.json → new.json 1 gained, 1 lost, 1 changed the source text differs "
        "Units + gained Radar Team · team - lost Chess Team · team “a clause” "
        "Achievements ~ changed 15 papers read from published 12 → published 15 "
        "other.json - lost 1 unit, 2 achievements"
    )
    assert (page.tags.count("del"), page.tags.count("ins")) == (1, 1)


def test_the_page_loads_and_runs_nothing() -> None:
    page = diffreport.html(hostile())
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    read = Page(page)
    assert ("content", policy) in read.attributes
    assert not {"script", "img", "link", "iframe"} & set(read.tags)
    assert not [name for name, _ in read.attributes if name.startswith("on") or name in {"src", "style"}]
    assert [value for name, value in read.attributes if name == "href"] == ["#d1", "#d2"]
    assert read.text.count(HOSTILE) == 2 * (2 + 1 + 2 * 6)


def test_one_document_needs_no_list_of_documents() -> None:
    assert "nav" not in Page(diffreport.html(DifferencesInWords(SAMPLE.documents[:1], "x"))).tags


@pytest.fixture
def documents(extraction: Extraction) -> tuple[Document, ...]:
    content = extraction.model_dump(mode="json")
    content["units"][0]["kind"] = "studio"
    content["provenance"]["version"] = "1"
    content["findings"] = []
    newer = Extraction.model_validate_json(json.dumps(content))
    return compare_all({"a": extraction, "b": extraction, "c": extraction}, {"a": newer, "b": extraction, "d": newer})


def test_json_has_the_records_as_they_stand_in_the_files(
    documents: tuple[Document, ...], extraction: Extraction
) -> None:
    old = extraction.model_dump(mode="json")["units"][0]
    assert json.loads(json.dumps(diffreport.as_json(documents))) == {
        "differs": True,
        "documents": [
            {
                "name": "a",
                "differs": True,
                "same_text": True,
                "made_by": [{"path": ["version"], "old": "0", "new": "1"}],
                "parts": {
                    "units": {
                        "gained": [],
                        "lost": [],
                        "changed": [
                            {
                                "old": old,
                                "new": {**old, "kind": "studio"},
                                "fields": [{"path": ["kind"], "old": "team", "new": "studio"}],
                            }
                        ],
                    },
                    "findings": {
                        "gained": [],
                        "lost": [extraction.findings[0].model_dump(mode="json")],
                        "changed": [],
                    },
                },
            },
            {"name": "b", "differs": False, "same_text": True, "made_by": [], "parts": {}},
            {"name": "c", "differs": True, "only_in": "old"},
            {"name": "d", "differs": True, "only_in": "new"},
        ],
    }


def test_every_form_says_when_nothing_differs(extraction: Extraction) -> None:
    equal = compare_all({"a": extraction}, {"a": extraction})
    assert shown(in_words(equal)) == "no difference\n"
    assert diffreport.markdown(in_words(equal)) == "**no difference**\n"
    assert Page(diffreport.html(in_words(equal))).text.endswith("What changed no difference")
    assert diffreport.as_json(equal)["differs"] is False
