"""One Arrow schema for Parquet, DuckDB and record batches."""

import builtins
import datetime as dt
import json
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")

from extractor import arrowtables, writing  # noqa: E402
from extractor.errors import ExtractorError  # noqa: E402
from extractor.extraction import Extraction  # noqa: E402
from extractor.recordrows import rows_of  # noqa: E402
from extractor.recordtables import OF_RECORDS, TABLES  # noqa: E402


def test_a_schema_has_types_nulls_and_meanings() -> None:
    documents = arrowtables.schema_of(TABLES[0])
    assert documents.field("published").type == pa.date32()
    assert documents.field("published").nullable
    assert not documents.field("id").nullable
    assert documents.field("title").metadata == {b"means": b"its title"}


@pytest.mark.parametrize("table", OF_RECORDS, ids=lambda table: table.name)
def test_a_batch_holds_the_rows(extraction: Extraction, table: Any) -> None:
    rows = rows_of(json.loads(writing.to_json(extraction)))[table.name]
    batch = arrowtables.batch_of(table, rows)
    batch.validate(full=True)
    assert [tuple(row.values()) for row in batch.to_pylist()] == rows
    assert arrowtables.batch_of(table, []).num_rows == 0


def test_a_day_is_a_date() -> None:
    row = ("a", "0" * 64, "utf-8", "en", 1, None, None, None, "2025-03-01", None, 0, 0, 0, 0, "0", "")
    assert arrowtables.batch_of(TABLES[0], [row]).column("published").to_pylist() == [dt.date(2025, 3, 1)]


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "pyarrow":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(
        ExtractorError, match=r"^pyarrow: is not installed; pip install 'announcement-ext.*\[parquet\]'$"
    ):
        arrowtables.arrow()
