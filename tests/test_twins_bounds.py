"""Bounds are read beside their numbers, and seen where they could be."""

import pytest

from extractor.records import Language
from extractor.twins import bounds


def around(text: str, number: str, language: Language) -> bounds.Around:
    start = text.index(number)
    return bounds.around(text, start, start + len(number), language)


@pytest.mark.parametrize(
    ("text", "number", "language", "bound"),
    [
        ("面积300余万亩", "300余万", "zh", "over"), ("培训1200余场", "1200", "zh", "over"),
        ("突破500万册", "500万", "zh", "over"), ("不少于3.5万册", "3.5万", "zh", "least"),
        ("接待15万人次以上", "15万", "zh", "least"), ("近三成", "三成", "zh", "near"),
        ("约占四成", "四成", "zh", "about"),
        ("到款3000万元左右", "3000万", "zh", "about"), ("不足1天", "1", "zh", "under"),
        ("近5年获奖", "5", "zh", None), ("获14项省级以上奖项", "14", "zh", None), ("专利25件", "25", "zh", None),
        ("more than 12 papers", "12", "en", "over"), ("no more than 12 papers", "12", "en", "under"),
        ("received over US$ 12 million", "12 million", "en", "over"), ("no fewer than 12", "12", "en", "least"),
        ("12 papers or more", "12", "en", "least"), ("nearly 12 papers", "12", "en", "near"),
        ("Over 5 years it grew", "5", "en", None), ("holds 12 papers and more than 30 books", "12", "en", None),
    ],
)  # fmt: skip
def test_bounds_stand_beside_their_numbers(text: str, number: str, language: Language, bound: str | None) -> None:
    assert bounds.strict(around(text, number, language), language, None) == bound


def test_a_bound_of_the_next_number_is_none_of_this_one() -> None:
    assert not bounds.may_have_one(around("holds 12 papers and more than 30 books", "12", "en"), "en")
    assert bounds.may_have_one(around("holds some 12 papers", "12", "en"), "en")
