"""Which differences between two readers count, and which do not."""

import pytest

from extractor.goldfile import GoldAchievement
from extractor.likeness import likeness, same_object, same_value
from extractor.records import Achievement, Measure, Number, Span


def test_word_order_case_marks_and_little_words_make_no_difference() -> None:
    assert likeness("The School of Physics", "physics 《school》") == 100


def test_another_word_does() -> None:
    assert likeness("School of Physics", "School of Chemistry") < 88


def test_chinese_is_compared_by_character() -> None:
    assert likeness("物理学院 党支部", "物理学院党支部") == 100
    assert likeness("物理学院", "化学学院") == 50


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("high-level papers", "high-level paper", True),
        ("high-level papers", "papers", False),
        ("national first-class undergraduate courses", "first-class undergraduate courses", True),
        ("papers", "papers of all of those many other people", False),
        ("papers", "", False),
        ("国家级奖项", "国家级奖", True),
        ("国家级奖项", "论文", False),
    ],
)
def test_an_object_has_most_words_and_few_others(gold: str, found: str, same: bool) -> None:  # noqa: FBT001
    assert same_object(gold, found) is same


@pytest.mark.parametrize(
    ("measure", "gold", "found", "same"),
    [
        ("count", (1362, None), (1362, None), True),
        ("count", (1362, None), (1363, None), False),
        ("share", (100 / 3, None), (33.31, None), True),
        ("share", (33, None), (34, None), False),
        ("count", (3, 5), (5, 3), True),
        ("count", (3, 5), (3, 6), False),
        ("count", (3, 5), (3, None), True),
    ],
)
def test_values_are_equal_and_fractions_nearly(
    measure: Measure,
    gold: tuple[Number, Number | None],
    found: tuple[Number, Number | None],
    same: bool,  # noqa: FBT001
) -> None:
    wanted = GoldAchievement(owner="u1", within="x", value=gold[0], upper=gold[1], measure=measure)
    span = Span(start=0, end=1, text="x")
    row = Achievement(
        id="a1", owner="u1", kind="other", measure=measure, value=found[0], upper=found[1], comparator="=", unit=None,
        object=None, award=None, level=None, period=None, part_of=None, implied=True, numeral=None, span=span,
        clause=span, rule="r",
    )  # fmt: skip
    assert same_value(wanted, row) is same
