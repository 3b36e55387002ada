"""Announcements as Arrow record batches."""

import json
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")

import extractor  # noqa: E402
from extractor import batches, sinks  # noqa: E402
from extractor.errors import InputError  # noqa: E402
from extractor.outcomes import Outcome, packed  # noqa: E402
from extractor.recordtables import OF_RECORDS, TABLES  # noqa: E402

ENGLISH = "Good news\n\nThe team published 12 papers, including 4 books.\n"
CHINESE = "我校两个团队入选示范团队\n\n近日，我校雷达团队、声学团队入选示范团队。\n\n雷达团队发表高水平论文12篇。\n"


@pytest.fixture(scope="module")
def batch() -> Any:
    texts = [ENGLISH, " ", None, CHINESE]
    return extractor.extract_batch(
        pa.RecordBatch.from_pydict({"id": ["a", "b", "c", "d"], "text": texts, "year": [1, 2, 3, 4]}), name_column="id"
    )


def test_each_row_is_an_announcement_in_its_place(batch: Any) -> None:
    batch.validate(full=True)
    assert batch.schema.equals(extractor.batch_schema())
    rows = batch.to_pylist()
    assert [row["name"] for row in rows] == ["a", "b", "c", "d"]
    assert [row["cause"] for row in rows] == [None, "is empty", "is empty", None]
    assert [row["message"] for row in rows][1] == "b: is empty; give an announcement with text in it"
    assert [row["record"] is None for row in rows] == [False, True, True, False]
    assert [len(row["documents"]) for row in rows] == [1, 0, 0, 1]
    assert [unit["name"] for unit in rows[3]["units"]] == ["雷达团队", "声学团队"]
    assert [row["achievements"] for row in rows][1] == []


def test_a_record_is_that_of_the_text_with_the_name_of_its_row(batch: Any) -> None:
    for number, name, text in ((0, "a", ENGLISH), (3, "d", CHINESE)):
        expected = extractor.extract(text).model_dump(mode="json")
        expected["source"]["path"] = name
        assert json.loads(batch.column("record")[number].as_py()) == expected


def test_the_tables_come_out_of_a_batch_as_they_went_in(batch: Any) -> None:
    whole = pa.Table.from_batches([batch, batch.slice(2, 2)])
    outcomes = []
    for row in whole.to_pylist():
        if row["message"] is None:
            outcomes.append(Outcome(row["name"], "", packed(row["record"])))
        else:
            outcomes.append(Outcome(row["name"], "", failure=(row["cause"], row["message"])))  # type: ignore[arg-type]
    for table in TABLES:
        found = batches.table_from(table, whole.select(batches.columns_for(table)))
        expected = [row for outcome in outcomes for row in sinks.rows_of(outcome).get(table.name, [])]
        days = [tuple(str(c) if table.columns[i].type == "date" and c else c for i, c in enumerate(row.values()))
                for row in found.to_pylist()]  # fmt: skip
        assert days == expected
    assert batches.table_from(OF_RECORDS[0], whole.slice(0, 0)).num_rows == 0


def test_without_names_a_text_is_known_by_its_digest() -> None:
    [row] = extractor.extract_batch(pa.RecordBatch.from_pydict({"text": [ENGLISH]}), name_column=None).to_pylist()
    assert row["name"] == extractor.extract(ENGLISH).source.sha256
    assert row["documents"][0]["id"] == row["name"]


def test_rules_and_language_reach_the_reading(tmp_path: Path) -> None:
    batch = pa.RecordBatch.from_pydict({"name": ["a"], "body": [ENGLISH]})
    (tmp_path / "pack.yaml").write_text('name: mine\nversion: "1"\n')
    rules = extractor.load_rules([tmp_path])
    [row] = extractor.extract_batch(batch, text_column="body", language="zh", rules=rules).to_pylist()
    assert row["documents"][0]["language"] == "zh"
    assert "mine 1" in row["documents"][0]["rules"]


def test_a_column_that_is_not_there_is_an_error() -> None:
    batch = pa.RecordBatch.from_pydict({"id": ["a"], "text": [ENGLISH]})
    with pytest.raises(InputError, match=r"^the batch has no column 'name', but id, text; say which it is with"):
        extractor.extract_batch(batch)


def test_a_batch_of_no_rows_is_one() -> None:
    empty = extractor.extract_batch(pa.RecordBatch.from_pydict({"name": [], "text": []}))
    assert (empty.num_rows, empty.schema) == (0, extractor.batch_schema())
