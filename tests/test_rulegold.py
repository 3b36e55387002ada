"""What a gold reading says of single rules: right, wrong or nothing."""

from typing import Any

import pytest

from extractor.extraction import Extraction
from extractor.goldfile import Gold
from extractor.records import Achievement, Span
from extractor.rulegold import Judge

ACHIEVEMENTS: dict[str, dict[str, Any]] = {
    "prizes": {"owner": "u1", "within": "3 first prizes", "number": "3", "value": 3, "measure": "count"},
    "papers": {
        "owner": "u1", "within": "12 papers", "number": "12", "value": 12, "measure": "count", "comparator": ">",
        "object": "papers",
    },
    "books": {
        "owner": "u1", "within": "4 books", "number": "4", "value": 4, "measure": "count", "part_of": "12 papers",
    },
}  # fmt: skip


def judge(text: str, *, traps: list[dict[str, Any]] | None = None, **changes: dict[str, Any] | None) -> Judge:
    """The judge by a gold reading in which achievements are changed, or missing where the change is None."""
    rows = [
        {**row, **(changes.get(name) or {})} for name, row in ACHIEVEMENTS.items() if changes.get(name, {}) is not None
    ]
    gold = {"categories": [], "units": [], "achievements": rows, "traps": traps or []}
    return Judge(Gold.model_validate(gold), text)


@pytest.fixture
def papers(extraction: Extraction) -> Achievement:
    return extraction.achievements[1]


@pytest.fixture
def books(extraction: Extraction) -> Achievement:
    return extraction.achievements[2]


def implied(papers: Achievement) -> Achievement:
    return papers.model_copy(update={"implied": True, "numeral": None, "value": 1, "comparator": "="})


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, True),
        ({"object": None}, True),
        ({"owner": "institution"}, True),  # no rule says whose it is
        ({"value": 13}, False),
        ({"measure": "amount"}, False),
        ({"comparator": "="}, False),
        ({"object": "goats"}, False),
        ({"upper": 20}, False),
        ({"optional": True}, None),
        (None, False),  # what gold leaves out is made up
    ],
)
def test_an_achievement(text: str, papers: Achievement, change: dict[str, Any] | None, *, verdict: bool | None) -> None:
    assert judge(text, papers=change, books={"part_of": None}).achievement(papers) is verdict


def test_an_implied_one_is_nobodys_fault(text: str, papers: Achievement) -> None:
    assert judge(text).achievement(implied(papers)) is None
    wanted = {"number": None, "value": 1, "comparator": "="}
    assert judge(text, papers=wanted, books=None).achievement(implied(papers)) is True
    assert judge(text, papers={**wanted, "value": 2}, books=None).achievement(implied(papers)) is False


def test_a_part(text: str, books: Achievement, papers: Achievement, extraction: Extraction) -> None:
    prizes = extraction.achievements[0]
    assert judge(text).part(books, papers) is True
    assert judge(text).part(books, prizes) is False
    assert judge(text, books={"part_of": None}).part(books, papers) is False
    assert judge(text, books={"part_of": [None, "12 papers"]}).part(books, papers) is True
    # That it is no achievement at all is the fault of another rule.
    assert judge(text, books=None).part(books, papers) is None


@pytest.mark.parametrize(
    ("trap", "said", "verdict"),
    [
        (None, "grade", True),  # gold has every achievement, so that it is none
        ("grade", "grade", True),
        ("date", "grade", False),
        ("grade", "achievement", False),
        (None, "achievement", False),
    ],
)
def test_the_role_of_what_nobody_achieved(
    text: str, extraction: Extraction, trap: str | None, said: str, *, verdict: bool
) -> None:
    first = extraction.numerals[2].span
    traps = [{"within": "3 first prizes", "number": "first", "role": trap}] if trap else []
    assert judge(text, traps=traps).role(first, said) is verdict


def test_a_trap_without_a_role_is_content_with_any(text: str, extraction: Extraction) -> None:
    traps = [{"within": "3 first prizes", "number": "first"}]
    assert judge(text, traps=traps).role(extraction.numerals[2].span, "date") is True


def test_the_role_of_what_somebody_achieved(text: str, papers: Achievement) -> None:
    number: Span = papers.numeral or papers.span
    assert judge(text).role(number, "achievement") is True
    assert judge(text).role(number, "quantity") is False
    assert judge(text, papers={"optional": True}).role(number, "quantity") is None
