import pytest

from extractor.tally import COLUMNS, Tally, pooled, table


def tally(hits: int, tries: int) -> Tally:
    row = Tally()
    for i in range(tries):
        row.add("traps", hit=i < hits, miss=f"try {i}")
    return row


def test_all_is_well_where_nothing_was_tried() -> None:
    assert set(Tally().figures().values()) == {1.0}


def test_a_column_says_something_once_it_was_tried() -> None:
    assert [column for column in COLUMNS if tally(0, 1).tried(column)] == ["traps"]


def test_documents_are_pooled_by_adding_up_and_not_by_averaging() -> None:
    total = pooled([tally(1, 1), tally(1, 3)])
    assert (total.rate("traps"), total.misses) == (0.5, ["try 1", "try 2"])


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    row = Tally()
    for hit in (True, True, True, False):
        row.add("unit.p", hit=hit)
    for hit in (True, False):
        row.add("unit.r", hit=hit)
    assert row.figure("unit.F1") == pytest.approx(2 * 0.75 * 0.5 / 1.25)
    (none := Tally()).add("unit.p", hit=False)
    none.add("unit.r", hit=False)
    assert none.figure("unit.F1") == 0


def test_a_table_has_a_line_a_document_and_the_pooled_line() -> None:
    lines = table({"a-name-of-more-than-24-letters": tally(1, 1), "b": tally(1, 3)}, misses=True).splitlines()
    assert lines[0].split() == list(COLUMNS)
    assert [line[:24].strip() for line in lines[1:]] == ["a-name-of-more-than-24-l", "try 1", "try 2", "b", "pooled"]
    assert [line[-8:] for line in lines if line[:1] not in ("", " ")] == ["   1.000", "   0.333", "   0.500"]
