"""Which format a file has: its first bytes decide, then its name."""

import pytest

from extractor.errors import InputError
from extractor.formats.detection import Format, format_of
from madeupword import archive

PAGE = b"<!DOCTYPE html><html><body>x</body></html>"


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (b"The team won.", "news.txt", "text"),
        (b"The team won.", "news", "text"),
        (b"The team won.", "news.MD", "text"),
        (b"The team won.", "-", "text"),
        (b"<p>The team won.</p>", "news.HTM", "html"),
        (b"a < b, and <html> is a tag", "news.txt", "text"),
        (PAGE, "news.txt", "html"),
        (PAGE, "news.pdf", "html"),
        (b"\xef\xbb\xbf \r\n" + PAGE, "-", "html"),
        (PAGE.decode().encode("utf-16"), "-", "html"),
        (b"<?xml version='1.0' encoding='utf-8'?>\n<!-- saved -->\n<HTML lang=en>", "-", "html"),
        (b"%PDF-1.7\n", "news.txt", "pdf"),
        (b"\n\n%PDF-1.4", "news.html", "pdf"),
        (archive({"word/document.xml": "x"}), "news.pdf", "docx"),
        (b"", "news.pdf", "text"),
        (b" \n", "news.docx", "text"),
    ],
)
def test_the_first_bytes_decide_and_then_the_name(data: bytes, name: str, found: Format) -> None:
    assert format_of(data, name, place="x") == found


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"\x89PNG\r\n\x1a\n", "news.txt", "is an image, not a document; save its text as a .txt file first"),
        (b"\xff\xd8\xff\xe0", "news.html", "is an image"),
        (b"\x1f\x8b\x08", "news.txt", "is a gzip archive"),
        (b"{\\rtf1", "news.doc", "is an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "news.doc", "is an old Office file (.doc, .xls, .ppt)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "news.docx",
            "is encrypted; open it in Word and save it without a password",
        ),
        (b"The team won.", "news.pdf", "is called a PDF, but does not begin like one"),
        (b"The team won.", "news.DOCX", "is called a Word document (.docx), but does not begin like one"),
    ],
)
def test_what_is_known_to_be_no_document_is_refused(data: bytes, name: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        format_of(data, name, place="in/news")
    assert str(caught.value).startswith(f"in/news: {problem}")
