"""Where results go: every form has the same rows, and nothing is put in place by half."""

import csv
import json
import sqlite3
import subprocess
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from extractor import sinks, writing
from extractor.csvtables import defused
from extractor.errors import OutputError
from extractor.extraction import Extraction
from extractor.outcomes import Failure, Outcome, counts_of, packed
from extractor.recordtables import TABLES

FAILED = Outcome("b.txt", "b.txt", failure=Failure("is empty", "b.txt: is empty"))


@pytest.fixture
def outcomes(parts: dict[str, Any], extraction: Extraction) -> list[Outcome]:
    other = Extraction(**{**parts, "source": parts["source"].model_copy(update={"path": "c.txt"})})
    read = [
        Outcome(x.source.path, f"2024/{x.source.path}", packed(writing.to_json(x, indent=None)), "0" * 64, counts_of(x))
        for x in (extraction, other)
    ]
    return [read[0], FAILED, read[1]]


def put(outcomes: Iterable[Outcome], output: Path | None) -> None:
    with sinks.opened(output, lambda place: f"{place}.json") as sink:
        for outcome in outcomes:
            sink(outcome)


def _from_csv(output: Path, table: str) -> list[list[str]]:
    with (output / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def _from_sqlite(output: Path, table: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(output)) as database:
        return database.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608


def _from_parquet(output: Path, table: str) -> list[tuple[Any, ...]]:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    return [tuple(row.values()) for row in parquet.read_table(output / f"{table}.parquet").to_pylist()]


def _from_duckdb(output: Path, table: str) -> list[tuple[Any, ...]]:
    duckdb = pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    with duckdb.connect(str(output), read_only=True) as database:
        rows: list[tuple[Any, ...]] = database.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        return rows


@pytest.mark.parametrize("at_once", [1, 50_000])
@pytest.mark.parametrize("ending", [".csv", ".parquet", ".sqlite", ".duckdb"])
def test_every_form_has_the_same_rows(
    tmp_path: Path, outcomes: list[Outcome], monkeypatch: pytest.MonkeyPatch, ending: str, at_once: int
) -> None:
    monkeypatch.setattr(sinks, "_ROWS_AT_ONCE", at_once)
    put(outcomes, output := tmp_path / f"out{ending}")
    for table in TABLES:
        expected = [row for outcome in outcomes for row in sinks.rows_of(outcome).get(table.name, [])]
        assert expected
        if ending == ".csv":
            cells = [[defused(c) if isinstance(c, str) else "" if c is None else str(c) for c in r] for r in expected]
            assert _from_csv(output, table.name) == cells
        else:
            read = {".parquet": _from_parquet, ".sqlite": _from_sqlite, ".duckdb": _from_duckdb}[ending]
            assert read(output, table.name) == expected


def test_records_go_to_lines_or_to_a_folder_as_they_are(tmp_path: Path, outcomes: list[Outcome]) -> None:
    put(outcomes, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == outcomes[0].record + outcomes[2].record
    put(outcomes, tmp_path / "out")
    files = {str(path.relative_to(tmp_path)): path.read_bytes() for path in (tmp_path / "out").rglob("*.json")}
    assert files == {"out/2024/news.txt.json": outcomes[0].record, "out/2024/c.txt.json": outcomes[2].record}


def test_records_go_to_standard_output(outcomes: list[Outcome], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    put(outcomes, None)
    assert capfdbinary.readouterr().out == outcomes[0].record + outcomes[2].record


def test_the_whole_record_is_in_the_tables(tmp_path: Path, outcomes: list[Outcome], extraction: Extraction) -> None:
    put(outcomes, tmp_path / "out.sqlite")
    [first, _] = _from_sqlite(tmp_path / "out.sqlite", "records")
    assert first[0] == "news.txt"
    assert Extraction.model_validate_json(first[1]) == extraction
    assert json.loads(first[1])["source"]["text"] == extraction.source.text


@pytest.mark.parametrize("name", ["out.jsonl", "out.sqlite", "out.duckdb"])
def test_an_error_leaves_what_was_there(tmp_path: Path, outcomes: list[Outcome], name: str) -> None:
    if name == "out.duckdb":
        pytest.importorskip("duckdb")
    (path := tmp_path / name).write_text("before")

    def breaking() -> Iterable[Outcome]:
        yield from outcomes
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        put(breaking(), path)
    assert {entry.name: entry.read_text() for entry in tmp_path.iterdir()} == {name: "before"}


def test_a_disk_that_is_full_is_said(tmp_path: Path, outcomes: list[Outcome]) -> None:
    with pytest.raises(OutputError, match=r"out\.jsonl: cannot be written: No space left on device; make room"):
        put(_on_full_disk(outcomes), tmp_path / "out.jsonl")


def _on_full_disk(outcomes: list[Outcome]) -> Iterable[Outcome]:
    yield outcomes[0]
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("out.json", "cannot hold more than one announcement; name a folder"),
        ("out.xlsx", "cannot hold more than one announcement; name a folder"),
        ("file.csv", "is a file, and would be a folder of tables"),
        ("file", "cannot hold more than one announcement"),
    ],
)
def test_what_cannot_hold_many_is_refused_before_the_work(tmp_path: Path, name: str, problem: str) -> None:
    for file in ("file.csv", "file"):
        (tmp_path / file).touch()
    with pytest.raises(OutputError, match=problem):
        sinks.see_that_it_can_hold_many(tmp_path / name)


@pytest.mark.parametrize("name", ["new", "old", "out.jsonl", "out.csv", "out.PARQUET", "out.sqlite", "out.duckdb"])
def test_what_can_hold_many_is_not(tmp_path: Path, name: str) -> None:
    (tmp_path / "old").mkdir()
    sinks.see_that_it_can_hold_many(tmp_path / name)


def test_csv_and_sqlite_need_no_extra() -> None:
    program = "import extractor.cli, sys; print({'pyarrow', 'duckdb', 'ray'} & set(sys.modules))"
    import sys

    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == b"set()\n"
