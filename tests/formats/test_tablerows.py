"""Tables of documents: each row by its identifier, and what is wrong with one row stops no other."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from extractor.errors import InputError
from extractor.formats import tablerows
from extractor.formats.detection import TABLE_ENDINGS
from extractor.formats.tablerows import Row, rows_of


def rows(
    path: Path, text_column: str = "text", id_column: str | None = None, encoding: str | None = None
) -> list[tuple[str, str]]:
    """Identifier and text of each row, an error as what it says behind the name of the file."""
    found = rows_of(
        str(path), TABLE_ENDINGS[path.suffix], text_column=text_column, id_column=id_column, encoding=encoding
    )
    return [(row.identifier, shown(row, path)) for row in found]


def shown(row: Row, path: Path) -> str:
    return row.text if isinstance(row.text, str) else f"! {str(row.text).removeprefix(str(path))}"


def problem(path: Path, **options: str) -> str:
    with pytest.raises(InputError) as caught:
        rows(path, **options)
    return str(caught.value).removeprefix(str(path))


@pytest.fixture
def write(tmp_path: Path) -> "Write":
    return Write(tmp_path)


class Write:
    """Makes a table in a format from the same rows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, ending: str, content: bytes | str) -> Path:
        path = self.folder / f"news{ending}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def table(self, ending: str, columns: Sequence[str], content: Sequence[Sequence[object]]) -> Path:
        path = self.folder / f"news{ending}"
        if ending == ".parquet":
            lists = zip(*content, strict=True)
            parquet.write_table(pa.table({name: list(cells) for name, cells in zip(columns, lists, strict=True)}), path)
        elif ending == ".jsonl":
            path.write_text("".join(json.dumps(dict(zip(columns, row, strict=True))) + "\n" for row in content))
        else:
            sign = "\t" if ending == ".tsv" else ","
            quoted = [sign.join(f'"{cell}"' for cell in row) for row in (columns, *content)]
            path.write_text("\r\n".join(quoted), "utf-8")
        return path


ALL = [".jsonl", ".csv", ".tsv", ".parquet"]


@pytest.mark.parametrize("ending", ALL)
def test_every_row_is_a_document(write: Write, ending: str) -> None:
    path = write.table(ending, ["id", "body", "x"], [["a", "First,\nline", "1"], ["乙", "第二", "2"]])
    assert rows(path, "body", "id") == [("a", "First,\nline"), ("乙", "第二")]
    assert rows(path, "body") == [("1", "First,\nline"), ("2", "第二")]
    assert rows(path, "body", "body") == [("First,\nline", "First,\nline"), ("第二", "第二")]


@pytest.mark.parametrize("ending", ALL)
def test_a_column_that_is_not_there_is_said_with_those_that_are(write: Write, ending: str) -> None:
    path = write.table(ending, ["id", "body"], [["a", "First"]])
    assert problem(path) == ": has no column 'text'; its columns are id, body: name one with --text-column"
    assert problem(path, text_column="body", id_column="key") == (
        ": has no column 'key'; its columns are id, body: name one with --id-column"
    )


@pytest.mark.parametrize("ending", ALL)
def test_a_second_row_of_one_identifier_is_an_error_of_its_own(write: Write, ending: str) -> None:
    path = write.table(ending, ["id", "text"], [["a", "First"], ["b", "Second"], ["a", "Third"]])
    assert rows(path, id_column="id") == [
        ("a", "First"), ("b", "Second"), ("a", "! : row 3: an earlier row has the identifier 'a', too"),
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ALL)
def test_a_table_that_is_missing_or_a_folder_is_said(write: Write, ending: str) -> None:
    path = write.folder / f"none{ending}"
    assert problem(path).startswith(": there is no such file; see that the path is right from ")
    path.mkdir()
    assert problem(path) == ": is a folder and no table"


def test_lines_that_are_no_rows_stop_no_other(write: Write) -> None:
    path = write(".jsonl", '{"text": "First"}\n\n{broken\n["text"]\n{"text": null}\n{"body": 1}\n{"text": "Last"}')
    assert rows(path) == [
        ("1", "First"),
        ("3", "! :3: is not JSON (column 2: Expecting property name enclosed in double quotes)"),
        ("4", "! :4: is JSON, but no object with columns"),
        ("5", "! : row 5: has no text in the column 'text'"),
        ("6", "! : row 6: has no text in the column 'text'"),
        ("7", "Last"),
    ]


@pytest.mark.parametrize("identifier", ["null", "true", "1.5", '""', '" "', "[1]"])
def test_an_identifier_is_text_or_a_whole_number(write: Write, identifier: str) -> None:
    path = write(".jsonl", f'{{"text": "First", "id": 7}}\n{{"text": "x", "id": {identifier}}}\n')
    assert rows(path, id_column="id") == [
        ("7", "First"), ("2", "! : row 2: has no text or whole number in the column 'id' to be known by"),
    ]  # fmt: skip


def test_numbers_and_lists_without_end_are_errors_of_their_rows(write: Write) -> None:
    path = write(".jsonl", f'{{"text": {"9" * 5000}}}\n{"[" * 100_000}\n{{"text": "Last"}}\n')
    assert [identifier for identifier, text in rows(path) if text.startswith("! ")] == ["1", "2"]


def test_a_line_without_end_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tablerows, "_LONGEST_LINE", 1_000)
    assert problem(write(".jsonl", "x" * 1_001)) == ":1: has more than 1,000 characters; is it JSON lines?"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_sign_that_the_header_has_most_of(write: Write, sign: str) -> None:
    path = write(".csv", f"id{sign}text{sign}more\n1{sign}The team of course{sign}x\n")
    assert rows(path, id_column="id") == [("1", "The team of course")]


@pytest.mark.parametrize(
    ("content", "encoding", "found"),
    [
        ("text\n第三批名单".encode("gb18030"), None, "第三批名单"),
        ("\ufefftext\n第三批名单".encode(), None, "第三批名单"),
        ("text\n第三批名單".encode("big5"), "big5", "第三批名單"),
    ],
)
def test_the_character_set_of_a_table_is_that_of_all_its_bytes(
    write: Write, content: bytes, encoding: str | None, found: str
) -> None:
    assert rows(write(".csv", content), encoding=encoding) == [("1", found)]


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        (b"text\n\xff\xff", None, ": is neither UTF-8 nor GB18030; name its encoding with --encoding"),
        (b"text\nx", "utf-99", ": there is no text encoding called 'utf-99'; try utf-8"),
        (b"", None, ": is empty; give a table with rows in it"),
        (b'text\n"x', None, ":1: is no CSV (unexpected end of data); mend the line"),
    ],
)
def test_a_table_that_cannot_be_read_is_said(write: Write, content: bytes, encoding: str | None, message: str) -> None:
    path = write(".csv", content)
    with pytest.raises(InputError) as caught:
        rows(path, encoding=encoding)
    assert str(caught.value) == f"{path}{message}"


def test_short_and_long_rows_of_a_csv_file(write: Write) -> None:
    path = write(".csv", "id,text\na\nb,Second,more,and more\n")
    assert rows(path, id_column="id") == [("a", "! : row 1: has no text in the column 'text'"), ("b", "Second")]


def test_a_truncated_parquet_file_is_said_to_be_damaged(write: Write) -> None:
    whole = write.table(".parquet", ["text"], [["First"]]).read_bytes()
    for cut in (whole[:-10], whole[:20], b"PAR1"):
        assert problem(write(".parquet", cut)).startswith(": is no Parquet file that can be read, or a damaged one (")


def test_a_parquet_column_of_numbers_holds_no_texts(write: Write) -> None:
    path = write.table(".parquet", ["id", "text"], [[1, 12], [2, 13]])
    assert rows(path, id_column="id") == [
        ("1", "! : row 1: has no text in the column 'text'"), ("2", "! : row 2: has no text in the column 'text'"),
    ]  # fmt: skip


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=9))
def test_any_text_comes_back_from_json_lines_as_it_was(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.jsonl")
        path.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts), "utf-8")
        assert rows(path) == [(str(number), text) for number, text in enumerate(texts, 1)]
