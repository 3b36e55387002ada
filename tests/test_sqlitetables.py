"""The SQLite database: foreign keys that hold, full text in both languages, and a file that Datasette opens."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

import extractor
from extractor import writing
from extractor.extraction import Extraction
from extractor.recordrows import rows_of
from extractor.recordtables import TABLES
from extractor.sqlitetables import SqliteTables

CHINESE = """\
我校两个团队入选示范团队

近日，我校雷达团队、声学团队入选示范团队。

雷达团队发表高水平论文12篇，获国家级奖项3项。
"""


@pytest.fixture
def database(tmp_path: Path, extraction: Extraction) -> Iterator[sqlite3.Connection]:
    other = extractor.extract(CHINESE)
    with ExitStack() as stack:
        tables = SqliteTables(tmp_path / "out.sqlite", stack)
        for each in (extraction, other):
            tables.write(rows_of(json.loads(writing.to_json(each))))
        tables.write({"failures": [("b.txt", "is empty", "b.txt: is empty")]})
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as connection:
        yield connection


def test_the_tables_hold_the_rows_and_refer_to_each_other(database: sqlite3.Connection) -> None:
    counts = {t.name: database.execute(f"SELECT count(*) FROM {t.name}").fetchone()[0] for t in TABLES}  # noqa: S608
    assert counts["documents"] == 2
    assert counts["units"] >= 2
    assert counts["failures"] == 1
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    keys = {(row[2], row[3], row[4]) for row in database.execute("PRAGMA foreign_key_list(achievements)")}
    assert keys == {
        ("documents", "document_id", "id"), ("units", "unit_id", "id"), ("achievements", "part_of_id", "id"),
    }  # fmt: skip
    found = database.execute(
        "SELECT u.name, a.value FROM achievements a JOIN units u ON u.id = a.unit_id WHERE a.object = 'books'"
    ).fetchall()
    assert found == [("Radar Team", 4.0)]


def test_the_meaning_of_each_column_stands_in_the_schema(database: sqlite3.Connection) -> None:
    [(schema,)] = database.execute("SELECT sql FROM sqlite_master WHERE name = 'units'").fetchall()
    assert '"organisation" TEXT, -- the body that contains it, the innermost one' in schema


@pytest.mark.parametrize(
    ("words", "objects"),
    [("papers", ["papers"]), ("PAPER", ["papers"]), ("高水平", ["高水平论文"]), ("pape rs", []), ("水平高", [])],
)
def test_the_clauses_are_searched_in_both_languages(
    database: sqlite3.Connection, words: str, objects: list[str]
) -> None:
    search = (
        "SELECT a.object FROM achievements_fts f JOIN achievements a ON a.rowid = f.rowid WHERE f.clause MATCH ? "
        "ORDER BY a.rowid"
    )
    found = [row[0] for row in database.execute(search, (f'"{words}"',))]
    assert found == objects


def test_datasette_opens_and_searches_it(database: sqlite3.Connection, tmp_path: Path) -> None:
    pytest.importorskip("datasette")
    database.close()
    asked = "/out/achievements.json?_search=papers&_shape=array&_labels=on"
    command = [sys.executable, "-W", "ignore", "-m", "datasette", str(tmp_path / "out.sqlite"), "--get", asked]
    [row] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert (row["object"], row["unit_id"]["value"]) == ("papers", "news.txt#u01")


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    (path := tmp_path / "out.sqlite").write_text("before")
    stack = ExitStack()
    SqliteTables(path, stack)
    stack.push(_broken)
    with pytest.raises(ValueError, match="broken"):
        stack.close()
    assert {entry.name: entry.read_text() for entry in tmp_path.iterdir()} == {"out.sqlite": "before"}


def _broken(*_: object) -> None:
    raise ValueError("broken")
