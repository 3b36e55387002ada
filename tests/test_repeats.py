"""Passages that stand in a text twice."""

from collections.abc import Callable

import pytest

import extractor
from extractor.annotations import Page
from extractor.repeats import find_repeats

PASSAGE = "The Radar Team of the School of Physics published 12 papers and won 3 prizes."
FIELDS = "Patents: 12\n\nPapers: 30"


@pytest.fixture
def repeated(paged: Callable[[str], Page]) -> Callable[[str], list[list[str]]]:
    """`repeated(text)`: the repeated passages, each as it stands in its two places."""
    return lambda text: [[text[m.start : m.end] for m in f.spans] for f in find_repeats(paged(text))]


def test_a_passage_that_was_pasted_twice(repeated: Callable[[str], list[list[str]]]) -> None:
    assert repeated(f"News\n\n{PASSAGE}\n\nIt has boats.\n\n{PASSAGE}") == [[PASSAGE, PASSAGE]]


def test_passages_behind_each_other_are_one(repeated: Callable[[str], list[list[str]]]) -> None:
    both = f"{FIELDS}\n\n{PASSAGE}"
    assert repeated(f"{both}\n\nIt has boats.\n\n{both}\n\nMore.") == [[both, both]]


def test_the_third_time_is_told_as_well(repeated: Callable[[str], list[list[str]]]) -> None:
    assert repeated(f"{PASSAGE}\n\nOne.\n\n{PASSAGE}\n\nTwo.\n\n{PASSAGE}") == [[PASSAGE, PASSAGE], [PASSAGE, PASSAGE]]


def test_a_whole_text_that_stands_there_twice_may_be_short(repeated: Callable[[str], list[list[str]]]) -> None:
    assert repeated(f"{FIELDS}\n\n{FIELDS}") == [[FIELDS, FIELDS]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"News\n\n{FIELDS}\n\nThe Elm Team\n\n{FIELDS}", id="short fields, true of two units"),
        pytest.param(PASSAGE + "\n\n" + PASSAGE.replace("12", "13"), id="one number differs"),
        pytest.param("\n\n".join(["Its teachers and its students read and write and sing and dance every day."] * 2),
                     id="no number in it"),
        pytest.param(PASSAGE, id="once"),
    ],
)  # fmt: skip
def test_what_is_no_repetition(repeated: Callable[[str], list[list[str]]], text: str) -> None:
    assert repeated(text) == []


def test_half_a_line_of_chinese_is_long_enough() -> None:
    passage = "雷达团队近三年发表论文1362篇，其中SCI论文928篇。"
    found = extractor.extract(f"喜报\n{passage}\n来源：教务处\n{passage}").findings
    assert [(f.code, f.severity, [s.text for s in f.spans]) for f in found if f.code == "repeated-passage"] == [
        ("repeated-passage", "warning", [passage, passage])
    ]
