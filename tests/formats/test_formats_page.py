"""What docs/formats.md says is so: its Python runs, and its tables name what there is."""

import re
import shutil
from pathlib import Path

import pytest

from extractor import documents, reading
from extractor.formats import detection, grids, pdffile, tablerows, wordfile

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "formats.md").read_text("utf-8")
FIXTURES = Path(__file__).parents[1] / "fixtures" / "documents"


def test_its_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(FIXTURES / "printed-en.pdf", tmp_path / "news.pdf")
    monkeypatch.chdir(tmp_path)
    [code] = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    exec(compile(code, "formats.md", "exec"), {})  # noqa: S102 - the block is our own


def test_its_formats_are_those_that_are_read() -> None:
    rows = re.findall(r"^\| (?:plain text|web page|Word|PDF|table) \| (.*?) \|", PAGE, re.MULTILINE)
    assert sorted(re.findall(r"`(\.\w+)`", " ".join(rows))) == sorted(documents.ENDINGS + documents.TABLES)
    assert set(detection.ENDINGS) == set(documents.ENDINGS)


@pytest.mark.parametrize(
    ("what", "limit"),
    [
        ("a file with one announcement", f"{reading._LARGEST // 10**6} MB"),
        ("the text of one announcement, the markup of a web page", f"{reading.LONGEST:,} characters"),
        ("columns or rows that a cell spans", f"{grids.WIDEST_SPAN}"),
        ("a part of a Word document, unpacked", f"{wordfile._LARGEST_PART // 10**6} MB"),
        ("pages of a PDF", f"{pdffile._MOST_PAGES:,}"),
        ("characters on one page of a PDF", f"{pdffile._MOST_CHARACTERS_OF_A_PAGE:,}"),
        ("a page or picture in a PDF, unpacked", f"{pdffile._LARGEST_STREAM // 10**6} MB"),
        ("a row of a table", f"{tablerows._LONGEST_LINE:,} characters"),
    ],
)
def test_its_limits_are_those_that_are_kept(what: str, limit: str) -> None:
    assert f"| {what} | {limit} |" in PAGE
