"""The door: whatever its format, a file gives documents whose texts spans can refer to."""

import hashlib
import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from extractor import documents, pipeline, writing
from extractor.documents import Choices, Document, Unread, is_table, read, read_each
from extractor.errors import InputError
from extractor.rules import load_rules
from madeuppages import ENGLISH, university
from madeuppdf import new_page, paragraphs, pdf
from madeupword import paragraph, word

NEWS = "The Radar Team published 12 papers and won 3 prizes."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


@pytest.mark.parametrize(
    ("name", "content", "text", "how"),
    [
        ("news.txt", f"{NEWS}\r\n", f"{NEWS}\r\n", ("utf-8", ())),
        ("news.html", f"<html><body><p>{NEWS}</p></body></html>", f"{NEWS}\n", ("utf-8", ())),
        ("news.docx", word(paragraph(NEWS)), f"{NEWS}\n", ("docx", ())),
        (
            "news.pdf",
            pdf(*paragraphs([NEWS]), new_page(), *paragraphs([NEWS])),
            f"{NEWS}\n\n{NEWS}\n",
            ("pdf", (0, 54)),
        ),
    ],
)
def test_a_file_is_one_document(
    folder: Path, name: str, content: str | bytes, text: str, how: tuple[str, tuple[int, ...]]
) -> None:
    put(name, content)
    found = read(name)
    assert (found.name, found.text, found.identifier) == (name, text, None)
    assert found.format == {"news.txt": "text"}.get(name, Path(name).suffix[1:])
    assert ((found.source.encoding, found.pages), found.source.language) == (how, "en")
    assert found.source.sha256 == hashlib.sha256((folder / name).read_bytes()).hexdigest()
    assert list(read_each(name)) == [found]
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - what was just pickled
    extraction = pipeline.run(found.source, load_rules())  # an extraction whose spans do not equal the text is none
    assert extraction.source.pages == how[1]
    assert ("pages" in json.loads(writing.to_json(extraction))["source"]) is bool(how[1])
    assert [row.value for row in extraction.numerals][:2] == [12, 3]


@pytest.mark.usefixtures("folder")
def test_the_page_of_a_character() -> None:
    found = read(put("news.pdf", pdf(new_page(), *paragraphs([NEWS]), new_page(), *paragraphs([NEWS]))))
    assert [found.page_of(at) for at in (0, 53, 54, len(found.text) - 1)] == [2, 2, 3, 3]
    assert read(put("news.txt", NEWS)).page_of(0) is None


@pytest.mark.parametrize("name", ["news.jsonl", "NEWS.NDJSON", "a/b.csv", "b.tsv", "c.Parquet"])
def test_tables_are_known_by_their_names(name: str) -> None:
    assert is_table(name)
    assert is_table(Path(name))


@pytest.mark.parametrize("name", ["news.json", "jsonl", "-", "news.jsonl.txt", "a.csv/b"])
def test_other_names_are_none_of_tables(name: str) -> None:
    assert not is_table(name)


@pytest.mark.usefixtures("folder")
def test_a_row_is_a_document_and_a_bad_one_stops_no_other() -> None:
    put("news.jsonl", f'{{"id": "a", "body": "{NEWS}"}}\n{{"id": "b", "body": " "}}\n{{"id": "c"}}\n')
    choices = Choices(text_column="body", id_column="id")
    first, second, third = read_each("news.jsonl", choices)
    assert isinstance(first, Document)
    assert (first.name, first.identifier, first.format, first.text) == ("news.jsonl#a", "a", "jsonl", NEWS)
    assert first.source.sha256 == hashlib.sha256(NEWS.encode()).hexdigest()
    assert isinstance(second, Unread)
    assert str(second.error) == "news.jsonl#b: is empty; give an announcement with text in it"
    assert isinstance(third, Unread)
    assert (third.name, third.identifier) == ("news.jsonl#c", "c")
    assert str(third.error) == "news.jsonl: row 3: has no text in the column 'body'"


@pytest.mark.usefixtures("folder")
def test_a_row_can_be_named() -> None:
    put("news.csv", f"key,text\na,{NEWS}\nb#1,Nothing of note.\nc,\n")
    assert read("news.csv#2").text == "Nothing of note."
    assert read("news.csv#b#1", Choices(id_column="key")).text == "Nothing of note."
    for name, problem in {
        "news.csv": "news.csv: is a table with many documents; name one row as news.csv#ROW",
        "news.csv#9": "news.csv: no row has the number '9'",
        "news.csv#3": "news.csv#3: is empty; give an announcement with text in it",
    }.items():
        with pytest.raises(InputError) as caught:
            read(name)
        assert str(caught.value) == problem


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_called_like_a_row_is_a_file() -> None:
    put("news.csv#2", NEWS)
    assert read("news.csv#2").text == NEWS


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("news.pdf", b"", "is empty; give an announcement with text in it"),
        ("news.docx", b"", "is empty"),
        ("news.html", b"", "is empty"),
        ("news.html", b"\0\1\2" * 99, "byte 0 is NUL, so it is no plain text"),
        ("news.html", bytes(i * 37 % 128 + 128 for i in range(256)), "is in no encoding that could be found"),
        ("news.pdf", bytes(range(256)), "is called a PDF, but does not begin like one"),
        ("news.docx", b"PK\x03\x04", "is a damaged or incomplete Word document"),
        ("news.txt", b"GIF89a", "is an image, not a document"),
    ],
)
def test_broken_files_are_said_with_their_cause(name: str, content: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read(put(name, content))
    assert str(caught.value).startswith(f"{name}: {problem}")


@pytest.mark.usefixtures("folder")
def test_a_file_of_any_size_is_not_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.reading._LARGEST", 1_000_000)
    put("news.pdf", b"%PDF-1.4" + b" " * 1_000_000)
    with pytest.raises(InputError, match=r"^news\.pdf: has more than 1 MB; give each announcement a file of its own"):
        read("news.pdf")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "module", "what", "extra"),
    [
        ("news.html", "trafilatura", "a web page", "documents"),
        ("news.pdf", "pypdfium2", "a PDF", "documents"),
        ("news.parquet", "pyarrow", "a Parquet file", "parquet"),
    ],
)
def test_a_missing_extra_is_said_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, name: str, module: str, what: str, extra: str
) -> None:
    put(name, {"news.html": university(ENGLISH, "ul").encode(), "news.pdf": b"%PDF-1.4"}.get(name, b"PAR1"))
    for loaded in [loaded for loaded in sys.modules if loaded.partition(".")[0] == module]:
        monkeypatch.setitem(sys.modules, loaded, None)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError) as caught:
        list(read_each(name))
    remedy = f"install it with: pip install 'announcement-extractor[{extra}]'"
    assert str(caught.value) == f"{name}: is {what}, which needs {module}; {remedy}"


@pytest.mark.usefixtures("folder")
def test_a_plain_text_imports_nothing_that_a_format_needs() -> None:
    put("news.txt", NEWS)
    code = (
        "import sys; from extractor import documents; documents.read('news.txt');"
        "print(sorted({'lxml', 'trafilatura', 'pypdfium2', 'pyarrow', 'zipfile', 'xml', 'csv'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout.replace("'", '"')) == []


def test_the_endings_are_those_of_the_formats() -> None:
    assert documents.ENDINGS == (".txt", ".md", ".html", ".htm", ".xhtml", ".docx", ".pdf")
    assert documents.TABLES == (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
