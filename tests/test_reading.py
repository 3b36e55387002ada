"""Bytes to a source: what is kept, what is decided, what is refused."""

import hashlib
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.annotations import Source
from extractor.documents import Choices, read
from extractor.errors import InputError
from extractor.reading import decode, from_text, language_of

CHINESE = "近日，北京市公布了名单，我校12个单位全部入选。\r\n"
ENGLISH = "The university’s 12 units — “all” of them — were selected。\n"

WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\ufeff"), min_size=1)


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    data = "\ufeffOne\r\ntwo\rthree\n\u2028。".encode()
    (path := tmp_path / "news.txt").write_bytes(data)
    assert read(path).source == Source(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        encoding="utf-8-sig",
        language="en",
        text="One\r\ntwo\rthree\n\u2028。",
    )


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CHINESE.encode("gb18030"))))
    source = read("-").source
    assert (source.path, source.encoding, source.language, source.text) == ("-", "gb18030", "zh", CHINESE)


@pytest.mark.parametrize("text", [CHINESE, ENGLISH])
@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
    ],
)
def test_the_encoding_is_found(text: str, written: str, found: str) -> None:
    assert decode(text.encode(written), place="news.txt") == (text, found)


def test_western_text_is_not_taken_for_chinese() -> None:
    """In GB18030 the bytes of `’s` are one Han letter."""
    text = "The university’s 12 units, the school’s best, were all selected in the ministry’s list.\n"
    data = text.encode("cp1252")
    assert "抯" in data.decode("gb18030")
    assert decode(data, place="news.txt")[0] == text


@given(WORDS.filter(lambda text: not text.isspace()))
def test_what_is_written_in_utf_8_comes_back_unchanged(text: str) -> None:
    source = from_text(text)
    assert source.text == text
    assert decode(text.encode(), place="x") == (text, "utf-8")
    assert source.sha256 == hashlib.sha256(text.encode()).hexdigest()


@given(st.binary(max_size=40))
def test_any_bytes_are_text_or_are_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, place="x")
    except InputError as error:
        problem = str(error)
        assert problem.startswith("x: ")
    else:
        assert text.strip()
        assert text == data.decode(encoding)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12 units were selected", "en"),
        ("Beijing (北京) and Tianjin (天津) were selected", "en"),
        ("近日，我校12个单位入选SCI和ESI名单", "zh"),
        ("𠮷野家", "zh"),
        ("12。", "en"),
    ],
)
def test_the_language_is_decided_by_script(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_language_that_is_given_stands() -> None:
    assert from_text(CHINESE, language="en").language == "en"


def test_an_encoding_that_is_given_is_the_only_one_tried(tmp_path: Path) -> None:
    (path := tmp_path / "news.txt").write_bytes("\ufeff名单".encode("utf-16-le"))
    source = read(path, Choices(encoding="UTF-16LE")).source
    assert (source.text, source.encoding) == ("名单", "utf-16-le")
    path.write_bytes(CHINESE.encode("gb18030"))
    with pytest.raises(InputError, match=r"news\.txt: byte 0 is not utf-8 \(.*\); mend the file, or name its encoding"):
        read(path, Choices(encoding="utf-8"))


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "hex", "\udcff", "a\0b", "undefined"])
def test_an_encoding_that_does_not_exist_is_named(encoding: str) -> None:
    with pytest.raises(InputError, match=r"x: there is no text encoding called .*; try utf-8"):
        decode(b"abc", place="x", encoding=encoding)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty; give an announcement with text in it"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n\t\xe3\x80\x80", "is empty"),
        (b"abc\0def", "byte 3 is NUL, so it is no plain text; if it is UTF-16, say so with --encoding utf-16-le"),
        ("abc\0".encode("utf-16"), "character 3 is NUL"),
        (bytes(range(1, 32)) * 3, "is full of control characters"),
        (
            bytes(i * 37 % 128 + 128 for i in range(256)),
            "is in no encoding that could be found; name it with --encoding",
        ),
        (b"\xff\xfe\x00\xd8", "byte 2 is not utf-16"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, place="news.txt")
    assert str(caught.value).startswith("news.txt: ")
    assert problem in str(caught.value)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(InputError, match="character 2 is half of a surrogate pair"):
        from_text("ab\ud800")


def raising(error: OSError) -> Callable[[Path, str], Any]:
    def opened(_: Path, _mode: str) -> Any:
        raise error

    return opened


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing.txt", "missing.txt: there is no such file; see that the path is right from "),
        (".", ": is a folder; name one file in it"),
        ("a\0b", "cannot be read: embedded null byte"),
        ("x" * 300, "cannot be read: File name too long"),
        ("\udcff.txt", "\\udcff.txt: the name is not valid UTF-8, so no record could state it; rename the file"),
    ],
)
def test_what_cannot_be_opened_is_named_with_the_remedy(tmp_path: Path, name: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path / name)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (PermissionError(13, "Permission denied"), "may not be read; give yourself permission to (chmod +r)"),
        (OSError(5, "Input/output error"), "cannot be read: Input/output error"),
    ],
)
def test_what_the_system_refuses_is_said(monkeypatch: pytest.MonkeyPatch, error: OSError, problem: str) -> None:
    """Simulated, for the tests may run as root, to whom everything is permitted."""
    monkeypatch.setattr(Path, "open", raising(error))
    with pytest.raises(InputError, match=r"news\.txt: ") as caught:
        read("news.txt")
    assert problem in str(caught.value)


def test_a_text_of_characters_without_width_alone_is_empty() -> None:
    with pytest.raises(InputError, match="is empty"):
        from_text("\u200b\n\ufeff \u2060")
