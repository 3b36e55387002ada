"""What an announcement says of itself."""

import datetime as dt

import pytest

import extractor
from extractor.records import Announcement

LISTS = "\n\nModel Teams ({0})\n\n- Radar Team\n- Chess Team\n\nRising Teams ({1})\n\n- Sailing Team\n"


def facts(text: str) -> Announcement:
    return extractor.extract(text, language="en").announcement


def test_all_of_it() -> None:
    text = (
        "Springfield University teams recognised\n\n2 May 2024\n\nThe Lake County Bureau of Culture announced that "
        "three teams of Springfield University were selected." + LISTS.format(2, 1)
    )
    found = facts(text)
    assert found.title is not None
    assert found.institution is not None
    assert found.issuer is not None
    assert found.published is not None
    assert found.declared_total is not None
    assert found.title.text == "Springfield University teams recognised"
    assert found.institution.text == "Springfield University"
    assert found.issuer.text == "Lake County Bureau of Culture"
    assert (found.published.date, found.published.span.text) == (dt.date(2024, 5, 2), "2 May 2024")
    assert (found.declared_total.value, found.declared_total.span.text) == (3, "three")


def test_none_of_it() -> None:
    found = facts("it rained, and the river rose. " * 9)
    assert found.model_dump() == dict.fromkeys(("title", "institution", "issuer", "published", "declared_total"))


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-05-02", dt.date(2024, 5, 2)),
        ("2024/5/2", dt.date(2024, 5, 2)),
        ("2 May 2024", dt.date(2024, 5, 2)),
        ("2nd May 2024", dt.date(2024, 5, 2)),
        ("May 2, 2024", dt.date(2024, 5, 2)),
        ("December 31st 1999", dt.date(1999, 12, 31)),
        ("31 February 2024", None),
        ("2024-13-01", None),
        ("May 2024", None),
    ],
)
@pytest.mark.parametrize("text", ["{}\n\nThe teams were chosen.\n", "The teams were chosen. " * 40 + "\n\n{}\n"])
def test_the_date_stands_in_the_head_or_the_foot(written: str, date: dt.date | None, text: str) -> None:
    published = facts(text.format(written)).published
    assert (published.date if published else None) == date


def test_a_date_in_the_middle_is_not_that_of_the_announcement() -> None:
    filler = "The teams were chosen. " * 40
    assert facts(f"{filler}\n\nIt met on 2 May 2024.\n\n{filler}\n").published is None


@pytest.mark.parametrize(
    ("summary", "counts", "total"),
    [
        ("In all, 3 teams of Springfield University were selected.", (2, 1), 3),
        ("The three teams that Springfield University put up were all selected.", (2, 1), 3),
        ("From 40 teams that applied, 3 were selected.", (2, 1), 3),
        ("In all, 5 teams of Springfield University were selected.", (2, 1), 5),  # and the findings say so
        ("The 13 put up by Springfield University were all selected.", (2, 1), 13),
        ("Of the 40 teams that applied, some were selected.", (2, 1), None),
        ("Two teams were selected as model teams.", (2, 1), None),
        ("More than 3 teams of Springfield University were selected.", (2, 1), None),
        ("The teams were selected.", (2, 1), None),
    ],
)
def test_how_many_units_the_text_says_there_are(summary: str, counts: tuple[int, int], total: int | None) -> None:
    declared = facts("Springfield University teams recognised\n\n" + summary + LISTS.format(*counts)).declared_total
    assert (declared.value if declared else None) == total
