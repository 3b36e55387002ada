"""What runs of Chinese numerals are worth, exactly."""

from decimal import Decimal

import cn2an  # type: ignore[import-untyped]
import pytest

from extractor.chinese.numeralgrammar import numeral_grammar
from extractor.matching import grammar
from extractor.rules import load_rules

NUMBERS = numeral_grammar(grammar(load_rules(), "zh")).numbers


def value(run: str) -> Decimal | None:
    found = NUMBERS.worth(run)
    assert found is None or found[1] is None, found
    return None if found is None else found[0]


@pytest.mark.parametrize(
    ("run", "wanted"),
    [
        ("零", 0),
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("百", 100),
        ("一百零五", 105),
        ("一百二", 120),
        ("一百十五", 115),
        ("三千五", 3500),
        ("一千零一十", 1010),
        ("一千零十", 1010),
        ("万", 10_000),
        ("两万三", 23_000),
        ("两万零三", 20_003),
        ("三万五千六", 35_600),
        ("百万", 1_000_000),
        ("千万", 10_000_000),
        ("一亿三", 130_000_000),
        ("一亿零三", 100_000_003),
        ("一亿三千五百万", 135_000_000),
        ("万亿", 1_000_000_000_000),
        ("三千万亿", 3_000_000_000_000_000),
        ("二〇二四", 2024),
        ("二○二四", 2024),
        ("五一三", 513),
        ("壹佰贰拾叁", 123),
        ("壹亿贰仟参佰万", 123_000_000),
    ],
)
def test_a_run_has_its_value(run: str, wanted: int) -> None:
    assert value(run) == wanted


@pytest.mark.parametrize(
    ("run", "wanted"),
    [("三点五", "3.5"), ("零点零八", "0.08"), ("十二点六亿", "1260000000"), ("一百点二五万", "1002500.00")],
)
def test_decimals_are_exact(run: str, wanted: str) -> None:
    assert value(run) == Decimal(wanted)


@pytest.mark.parametrize(
    ("run", "low", "high"),
    [
        ("七八", 7, 8),
        ("三五", 3, 5),
        ("一两", 1, 2),
        ("十五六", 15, 16),
        ("二三十", 20, 30),
        ("七八十", 70, 80),
        ("一百五六十", 150, 160),
        ("两三百", 200, 300),
        ("三四百万", 3_000_000, 4_000_000),
        ("三五千", 3000, 5000),
    ],
)
def test_two_neighbours_are_the_ends_of_a_range(run: str, low: int, high: int) -> None:
    assert NUMBERS.worth(run) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "run",
    [
        "三八",
        "五一",
        "一二三",
        "百千万",
        "千百",
        "十百",
        "一十十",
        "三四五百",
        "零五",
        "点五",
        "三点",
        "三百点",
        "一千千",
    ],
)
def test_what_is_no_number_has_no_value(run: str) -> None:
    assert NUMBERS.worth(run) is None


CN2AN_IS_RIGHT = [
    "一千三百六十二", "十五", "一百零五", "三万五千", "一亿三千五百万", "壹佰贰拾叁", "二〇二四", "三点五", "两千五百",
    "一万亿", "九千九百九十九亿九千九百九十九万九千九百九十九", "两万三", "一百二", "三千五", "一百十五",
]  # fmt: skip
CN2AN_REFUSES = [
    "百",  # a scale without a digit
    "万",
    "十二点六亿",  # a scale behind a decimal
    "一亿三",  # it knows 两万三 and no more
    "壹亿贰仟参佰万",  # 参, which 參 is in simplified characters
    "二○二四",  # a circle for zero
    "三四百万",  # either of two
]
CN2AN_READS_AS_ONE_NUMBER = {
    "七八": 78,  # either of two
    "三八": 38,  # a day, a name
    "一二三": 123,  # counting aloud
}


def by_cn2an(run: str) -> Decimal | None:
    """What cn2an makes of a run; None where it refuses it, for 一亿三 by a KeyError."""
    try:
        return Decimal(str(cn2an.cn2an(run, "smart")))
    except (ValueError, KeyError):
        return None


@pytest.mark.parametrize("run", CN2AN_IS_RIGHT)
def test_cn2an_agrees_where_it_is_right(run: str) -> None:
    assert by_cn2an(run) == value(run)


@pytest.mark.parametrize("run", CN2AN_REFUSES)
def test_cn2an_refuses_what_is_a_number(run: str) -> None:
    assert by_cn2an(run) is None
    assert NUMBERS.worth(run) is not None


@pytest.mark.parametrize(("run", "theirs"), CN2AN_READS_AS_ONE_NUMBER.items())
def test_cn2an_reads_as_one_number_what_is_none(run: str, theirs: int) -> None:
    assert by_cn2an(run) == theirs
    found = NUMBERS.worth(run)
    assert found is None or found[1] is not None
