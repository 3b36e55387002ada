"""docs/tables.md is true: its SQL gives what it shows, in SQLite and in DuckDB; its tables are those that there are."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from extractor.recordtables import TABLES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "tables.md").read_text("utf-8")
QUESTIONS = re.findall(r"^```sql\n(.*?)^```\n\n((?:\|[^\n]*\n)+)", PAGE, re.DOTALL | re.MULTILINE)
QUESTIONS_OF_SQLITE = [question for question in QUESTIONS if "MATCH" in question[0]]
Rows = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archive")


def written(output: Path) -> Path:
    command = [sys.executable, "-m", "extractor", "examples/archive", "-q", "--workers", "1", "-o", str(output)]
    subprocess.run(command, check=True, cwd=ROOT)
    return output


@pytest.fixture(scope="module")
def sqlite(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(written(folder / "archive.sqlite"))) as database:
        yield database


def shown(names: list[str], rows: Rows) -> str:
    """A result as the page shows it."""
    lines = [names, ["---"] * len(names), *([str(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def test_there_are_five_questions() -> None:
    five = PAGE.partition("## Five questions")[2].partition("\n## ")[0]
    assert len(re.findall(r"^### .*\?$", five, re.MULTILINE)) == 5
    assert len(QUESTIONS) == PAGE.count("```sql")


@pytest.mark.parametrize(("sql", "answer"), QUESTIONS)
def test_sqlite_gives_the_answer(sqlite: sqlite3.Connection, sql: str, answer: str) -> None:
    found = sqlite.execute(sql)
    assert shown([column[0] for column in found.description], found.fetchall()) == answer


def test_duckdb_gives_the_same_answers(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    with duckdb.connect(str(written(folder / "archive.duckdb")), read_only=True) as database:
        for sql, answer in QUESTIONS:
            if (sql, answer) not in QUESTIONS_OF_SQLITE:
                found = database.execute(sql)
                assert shown([column[0] for column in found.description], found.fetchall()) == answer


def test_its_tables_are_those_that_are_written() -> None:
    overview = dict(re.findall(r"^\| `(\w+)` \| .* \| (.*)\|$", PAGE, re.MULTILINE))
    for table in TABLES:
        refers = dict.fromkeys(column.refers for column in table.columns if column.refers is not None)
        assert overview.pop(table.name).strip() == ", ".join(f"`{name}`" for name in refers)
    assert not overview
