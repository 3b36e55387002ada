"""CSV files that are safe to open in a spreadsheet."""

import csv
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.csvtables import CsvTables, defused
from extractor.recordtables import TABLES

LEADS = "=+-@\t\r\n＝＋－＠"


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_formula_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Radar Team", "1=1", " =1", "'quoted'", "雷达团队"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert defused(text) == text


@given(st.text(alphabet=st.one_of(st.sampled_from(LEADS + "' a"), st.characters()), max_size=8))
def test_no_cell_is_a_formula_and_each_can_be_taken_back(text: str) -> None:
    cell = defused(text)
    assert not cell.startswith(tuple(LEADS))
    bare = cell.removeprefix("'")
    assert (bare if defused(bare) == cell else cell) == text


def test_the_files_have_heads_rows_and_a_byte_order_mark(tmp_path: Path) -> None:
    with ExitStack() as stack:
        tables = CsvTables(tmp_path / "out.csv", stack)
        tables.write({"failures": [("=a.txt", "is empty", 'a.txt: is "empty"\nand none')]})
        tables.write({"numerals": [("a#n0001", "a", 0, 3, "-12", -12.0, "quantity", None)]})
        assert not list(tmp_path.rglob("*.csv/*.csv"))
    files = {path.name: path.read_bytes() for path in (tmp_path / "out.csv").iterdir()}
    assert sorted(files) == sorted(f"{table.name}.csv" for table in TABLES)
    assert all(content.startswith(b"\xef\xbb\xbf") for content in files.values())
    with (tmp_path / "out.csv" / "failures.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["name", "cause", "message"], ["'=a.txt", "is empty", 'a.txt: is "empty"\nand none'],
        ]  # fmt: skip
    assert files["numerals.csv"].decode("utf-8-sig").splitlines()[1] == "a#n0001,a,0,3,'-12,-12.0,quantity,"


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "out.csv"
    folder.mkdir()
    (folder / "units.csv").write_text("before")
    (folder / "notes.csv").write_text("mine")
    stack = ExitStack()
    CsvTables(folder, stack)
    stack.push(_broken)
    with pytest.raises(ValueError, match="broken"):
        stack.close()
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"units.csv": "before", "notes.csv": "mine"}


def _broken(*_: object) -> None:
    raise ValueError("broken")
