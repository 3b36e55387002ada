"""Records as tables: the rows of one announcement, key by key and value by value."""

import math
from typing import Any

import pytest

from extractor import writing
from extractor.extraction import Extraction
from extractor.recordrows import parsed, rows_of
from extractor.records import Declared, Numeral
from extractor.recordtables import OF_RECORDS, TABLES


def _rows(extraction: Extraction) -> dict[str, list[dict[str, Any]]]:
    rows = rows_of(parsed(writing.to_json(extraction)))
    tables = {table.name: table for table in TABLES}
    return {name: [dict(zip(tables[name].names, row, strict=True)) for row in some] for name, some in rows.items()}


def test_a_record_gives_its_rows(extraction: Extraction, text: str) -> None:
    rows = _rows(extraction)
    assert list(rows) == [table.name for table in OF_RECORDS]
    assert rows["documents"] == [
        {
            "id": "news.txt", "sha256": extraction.source.sha256, "encoding": "utf-8", "language": "en",
            "characters": len(text), "title": "Good news from Springfield University",
            "institution": "Springfield University", "issuer": None, "published": None, "declared_total": 2, "units": 2,
            "achievements": 4, "numerals": 6, "unexplained": 0, "version": "0", "rules": "core 1 000000000000",
        }
    ]  # fmt: skip
    assert rows["categories"] == [
        {"id": "news.txt#model-teams", "document_id": "news.txt", "name": "model teams", "declared": None, "found": 2}
    ]
    first, second = rows["units"]
    assert first == {
        "id": "news.txt#u01", "document_id": "news.txt", "category_id": "news.txt#model-teams", "name": "Radar Team",
        "kind": "team", "organisation": "School of Physics", "organisations": "School of Physics", "mentions": 1,
        "profile_start": extraction.sections[2].start, "profile_end": extraction.sections[2].end,
    }  # fmt: skip
    assert (second["organisation"], second["organisations"]) == (None, "")
    prizes, _, books, women = rows["achievements"]
    assert prizes == {
        "id": "news.txt#a001", "document_id": "news.txt", "unit_id": "news.txt#u01", "part_of_id": None,
        "kind": "other", "measure": "count", "value": 3.0, "upper": None, "comparator": "=", "unit": None,
        "object": "first prizes", "award_title": None, "award_grade": "first", "level": None,
        "period": "won 3 first prizes", "start_year": None, "end_year": None, "implied": False, "numeral": "3",
        "start_offset": text.index("3 first"), "end_offset": text.index(" and published"), "text": "3 first prizes",
        "clause": "won 3 first prizes", "rule": "en.achievements.test",
    }  # fmt: skip
    assert (books["part_of_id"], women["unit_id"], women["unit"]) == ("news.txt#a002", "news.txt#u02", "percent")
    assert rows["numerals"][1] == {
        "id": "news.txt#n0002", "document_id": "news.txt", "start_offset": text.index("3 first"),
        "end_offset": text.index(" first prizes"), "text": "3", "value": 3.0, "role": "achievement",
        "achievement_id": "news.txt#a001",
    }  # fmt: skip
    assert rows["findings"] == [
        {
            "id": "news.txt#f01", "document_id": "news.txt", "code": "no-header", "severity": "info",
            "message": "no header", "start_offset": text.index("model teams"),
            "end_offset": text.index('"model teams"') + 12, "text": "model teams",
        }
    ]  # fmt: skip


def test_what_the_institution_achieved_has_no_unit(parts: dict[str, Any]) -> None:
    women = parts["achievements"][3].model_copy(update={"owner": "institution"})
    rows = _rows(Extraction(**{**parts, "achievements": (*parts["achievements"][:3], women)}))
    assert [row["unit_id"] for row in rows["achievements"]] == [*["news.txt#u01"] * 3, None]


@pytest.mark.parametrize(("value", "declared"), [(2**63 - 1, 2**63 - 1), (2**63, None)])
def test_numbers_of_hundreds_of_digits_have_a_place(parts: dict[str, Any], value: int, declared: int | None) -> None:
    """Nothing that a text says may stop a run of a million others."""
    two = parts["numerals"][0].span
    announcement = parts["announcement"].model_copy(update={"declared_total": Declared(value=value, span=two)})
    numerals = (Numeral(span=two, value=-(10**5000), role="declared", achievement=None), *parts["numerals"][1:])
    rows = _rows(Extraction(**{**parts, "announcement": announcement, "numerals": numerals}))
    assert rows["documents"][0]["declared_total"] == declared
    assert rows["numerals"][0]["value"] == -math.inf


def test_every_reference_names_a_table_and_every_column_is_explained() -> None:
    names = {table.name for table in TABLES}
    for table in TABLES:
        assert len(set(table.names)) == len(table.names)
        for column in table.columns:
            assert column.means
            assert column.refers is None or column.refers in names
            assert column.refers is None or column.type == "text"
