"""The report as a file: self-contained, the same bytes each time, with nothing in it that a document could break."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import report
from extractor.errors import InputError
from extractor.extraction import Extraction
from extractor.report import PAGES, html
from extractor.rules import load_rules
from extractor.twins.words import Entry, HeldInWords

ALLOWED_EMPTY = {"meta", "input"}


class Parts(HTMLParser):
    """The elements of a page with their attributes, and what stands in its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.contents: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag = self.elements[-1][0] if self.elements else ""
        if tag in {"script", "style", "title"} and data.strip():
            self.contents.append((tag, data))

    def meta(self, name: str) -> str:
        (content,) = (a["content"] for tag, a in self.elements if name in (a.get("name"), a.get("http-equiv")))
        assert content is not None
        return content


def digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@pytest.fixture
def page(extraction: Extraction) -> str:
    return html([extraction], load_rules())


def test_the_policy_names_the_one_style_and_the_one_script(page: str) -> None:
    parts = Parts(page)
    (_, title), (_, style), (_, data), (_, script) = parts.contents
    assert title == "Good news from Springfield University"
    policy = dict(part.strip().partition(" ")[::2] for part in parts.meta("Content-Security-Policy").split(";"))
    assert policy == {
        "default-src": "'none'", "script-src": digest(script), "style-src": digest(style), "base-uri": "'none'",
        "form-action": "'none'", "require-trusted-types-for": "'script'", "trusted-types": "'none'",
    }  # fmt: skip
    assert parts.meta("data-sha256") == hashlib.sha256(data.encode()).hexdigest()


def test_nothing_is_fetched_and_nothing_acts_by_an_attribute(page: str) -> None:
    for tag, attributes in Parts(page).elements:
        assert tag not in {"link", "img", "iframe", "base", "object", "embed"}
        assert not any(name == "style" or name.startswith("on") or name == "src" for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert "://" not in page


def test_the_data_is_that_of_the_documents(page: str, extraction: Extraction) -> None:
    (data,) = (json.loads(content) for tag, content in Parts(page).contents if content.startswith('{"title"'))
    assert data["title"] == "Good news from Springfield University"
    assert [one["key"] for one in data["documents"]] == ["1"]
    assert data["documents"][0]["record"] == extraction.model_dump(mode="json")


def test_the_same_input_gives_the_same_bytes(page: str, extraction: Extraction) -> None:
    assert html([extraction], load_rules()) == page


def test_several_documents_have_a_heading_and_keys(extraction: Extraction) -> None:
    parts = Parts(html([extraction, extraction], load_rules()))
    data = json.loads(parts.contents[2][1])
    assert (data["title"], [one["key"] for one in data["documents"]]) == ("2 announcements", ["1", "2"])
    assert parts.contents[0] == ("title", "2 announcements")


def test_a_title_of_ones_own_is_escaped(extraction: Extraction) -> None:
    title = '</title><script>alert(1)</script> & "more"'
    page = html([extraction], load_rules(), title=title)
    assert [tag for tag, _ in Parts(page).elements].count("script") == 2
    assert Parts(page).contents[0] == ("title", title)


@given(st.text(alphabet=st.sampled_from("<>&/!-\"'\u2028\u2029scriptSCRIPT \n\r\t\0\ud83d😀{}%"), max_size=60).filter(
    lambda text: "\ud83d" not in text
))  # fmt: skip
def test_no_text_gets_out_of_the_block_of_data(text: str) -> None:
    block = report._json({"text": text})
    assert json.loads(block) == {"text": text}
    assert not set(block) & set("<>&\u2028\u2029\r\n\0")


def test_nothing_to_report_on(extraction: Extraction) -> None:
    with pytest.raises(InputError, match="no announcement to report on"):
        html([], load_rules())
    source = extraction.source.model_copy(update={"text": None})
    with pytest.raises(InputError, match="--source"):
        html([extraction, extraction.model_copy(update={"source": source})], load_rules())


def names(folder: Path, ending: str) -> list[str]:
    return sorted(path.name for path in folder.glob(f"*{ending}"))


def test_every_file_of_the_page_is_in_it() -> None:
    assert names(PAGES / "js", ".js") == sorted(report.SCRIPTS)
    assert sorted(report.STYLES) == [name for name in names(PAGES, ".css") if name != "diff.css"]


@pytest.mark.parametrize("name", report.SCRIPTS)
def test_the_scripts_write_no_markup_and_cannot_end_early(name: str) -> None:
    script = (PAGES / "js" / name).read_text("utf-8")
    for forbidden in ("</script", "<!--", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert forbidden not in script


def test_no_two_parts_of_the_script_use_one_name() -> None:
    pattern = re.compile(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
    found: list[Any] = [pattern.findall((PAGES / "js" / name).read_text("utf-8")) for name in report.SCRIPTS]
    every = [name for part in found for name in part]
    assert len(every) > 100
    assert sorted(every) == sorted(set(every))


def test_a_translation_adds_a_section_and_its_data(extraction: Extraction, page: str) -> None:
    entry = Entry("number-lost", "error", "A number is lost", "</script> is gone", (), ())
    held = HeldInWords("a.zh.txt", "a.en.txt", (("numbers", "1 in Chinese"),), (entry,), "1 difference: 1 error")
    other = html([extraction], load_rules(), held=held)
    (data,) = (json.loads(content) for tag, content in Parts(other).contents if content.startswith('{"title"'))
    assert data["twin"]["entries"][0]["message"] == "</script> is gone"
    assert '"twin":' not in page
    assert 'id="twin"' in page
