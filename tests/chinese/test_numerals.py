"""Every number of a Chinese text with its value, bound and unit, in whatever form it is written."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import cn2an  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from extractor.annotations import NumeralMention
from extractor.chinese.page import make_page
from extractor.chinese.script import simplified
from extractor.matching import grammar
from extractor.normalise import normalise
from extractor.rules import load_rules

TO_TRADITIONAL = OpenCC("s2t")
CHINESE = grammar(load_rules(), "zh")
PHRASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("numeral_phrases.yaml").read_text(encoding="utf-8")
)
TEXTS = [(p["text"], p["gives"]) for phrases in PHRASES.values() for p in phrases]
GREATEST = 10**12

Row = tuple[str, str, int | float | None, int | float | None, str, str | None]
"""A number as written, its form, value, upper end, comparator and unit."""


def numerals(text: str) -> tuple[NumeralMention, ...]:
    return make_page(text, CHINESE).numerals


def rows(text: str) -> list[Row]:
    return [(text[n.start : n.end], n.form, n.value, n.upper, n.comparator, n.unit) for n in numerals(text)]


def wanted(given: dict[str, Any]) -> Row:
    return (
        given["number"],
        given.get("form", "cardinal"),
        given.get("value"),
        given.get("upper"),
        given.get("comparator", "="),
        given.get("unit"),
    )


# The table of phrases.


@pytest.mark.parametrize(("text", "gives"), TEXTS, ids=[text for text, _ in TEXTS])
def test_a_phrase_has_exactly_its_numbers(text: str, gives: list[dict[str, Any]]) -> None:
    assert rows(text) == [wanted(g) for g in gives]


def test_no_phrase_stands_twice_in_the_table() -> None:
    texts = [text for text, _ in TEXTS]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(("text", "gives"), TEXTS, ids=[text for text, _ in TEXTS])
def test_a_phrase_in_traditional_characters_has_the_same_numbers(text: str, gives: list[dict[str, Any]]) -> None:
    traditional = TO_TRADITIONAL.convert(text)
    if len(traditional) != len(text) or simplified(traditional) != simplified(text):
        pytest.skip("not written with the same characters")
    assert [row[1:] for row in rows(traditional)] == [wanted(g)[1:] for g in gives]


# Every number from 0 to 10^12 in every written form.

DIGITS, FORMAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
SCALES, FORMAL_SCALES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


def section(n: int, digits: str, scales: tuple[str, ...]) -> str:
    """A number below 10000: 1010 -> 一千零一十."""
    out, gap = "", False
    for power in (3, 2, 1, 0):
        digit = n // 10**power % 10
        if digit == 0:
            gap = bool(out)
            continue
        out += (digits[0] if gap else "") + digits[digit] + scales[power]
        gap = False
    return out


def whole(n: int, digits: str = DIGITS, scales: tuple[str, ...] = SCALES) -> str:
    """A number as the standard has it written, 一 before 十 included."""
    if n < 10_000:
        return section(n, digits, scales) or digits[0]
    great, sign = (10**8, "亿") if n >= 10**8 else (10_000, "万")
    above, below = divmod(n, great)
    zero = digits[0] if 0 < below < great // 10 else ""
    return whole(above, digits, scales) + sign + zero + (whole(below, digits, scales) if below else "")


def simple(n: int) -> str:
    return whole(n)


def spoken(n: int) -> str:
    """十五 for 一十五, and 两 for 二 before 百, 千, 万 and 亿."""
    return re.sub("^一十", "十", re.sub("二(?=[百千万亿])", "两", whole(n)))


def colloquial(n: int) -> str | None:
    """一百二, 三千五, 两万三: the last scale is left out where it is the one below that before it."""
    short = re.sub("([百千万亿])([一二三四五六七八九])[十百千]$", r"\1\2", written := spoken(n))
    falls = {"百": "十", "千": "百", "万": "千"}
    return short if short != written and falls.get(short[-2]) == written[-1] else None


def formal(n: int) -> str:
    return whole(n, FORMAL, FORMAL_SCALES)


def traditional(n: int) -> str:
    return str(TO_TRADITIONAL.convert(spoken(n)))


def formal_traditional(n: int) -> str | None:
    """None for 參 by itself, which is a word (參加) in all but accounts."""
    return None if n == 3 else formal(n).translate(str.maketrans("贰叁陆万亿", "貳參陸萬億"))


def plain(n: int) -> str:
    return str(n)


def with_commas(n: int) -> str:
    return f"{n:,}"


def full_width(n: int) -> str:
    return f"{n:,}".translate(FULL_WIDTH)


def in_scale(n: int, power: int, sign: str) -> str | None:
    """3.5万, 1.2亿; None where more than four decimals were needed."""
    value = Decimal(n).scaleb(-power)
    return f"{value.normalize():f}{sign}" if n and n % 10 ** (power - 4) == 0 else None


def in_myriads(n: int) -> str | None:
    return in_scale(n, 4, "万")


def in_hundreds_of_millions(n: int) -> str | None:
    return in_scale(n, 8, "亿")


def mixed(n: int) -> str | None:
    """1亿3000万, 38万6000."""
    above, rest = divmod(n, 10**8)
    middle, low = divmod(rest, 10**4)
    if not (above or middle) or 0 < low < 1000 or (low and not middle):
        return None
    return (f"{above}亿" if above else "") + (f"{middle}万" if middle else "") + (str(low) if low else "")


def mixed_in_taiwan(n: int) -> str | None:
    """1億2,600萬, 38萬6,000."""
    written = mixed(n)
    if written is None:
        return None
    return re.sub(r"\d+", lambda m: f"{int(m.group()):,}", written).translate(str.maketrans("亿万", "億萬"))


FORMS: list[Callable[[int], str | None]] = [
    simple, spoken, colloquial, formal, traditional, formal_traditional, plain, with_commas, full_width, in_myriads,
    in_hundreds_of_millions, mixed, mixed_in_taiwan,
]  # fmt: skip
EDGES = sorted(
    {0, GREATEST}
    | set(range(1, 121))
    | {10**k + d for k in range(2, 12) for d in (-1, 0, 1, 10**k // 5, 10**k // 2)}
    | {2 * 10**k for k in range(12)}
    | {1010, 1001, 1100, 10_010, 10_100, 100_100, 101_000, 1_000_100, 10_001_000, 100_010_000, 386_000, 126_000_000}
    | {999_999_999_999, 200_000_002, 222_222_222_222, 305_030_050_300}
)
NUMBERS = st.one_of(
    st.integers(0, GREATEST),
    st.integers(0, 99_999),
    st.builds(lambda few, power: min(few * 10**power, GREATEST), st.integers(1, 9999), st.integers(0, 11)),
    st.builds(lambda low, high: high * 10**8 + low, st.integers(0, 9999), st.integers(0, 9999)),
)


@pytest.mark.parametrize("form", FORMS, ids=[f.__name__ for f in FORMS])
def test_every_edge_is_read_back_from_every_form(form: Callable[[int], str | None]) -> None:
    written = [(n, text) for n in EDGES if (text := form(n)) is not None]
    assert len(written) > 5
    for n, text in written:
        assert rows(f"共有{text}项成果") == [(text, "cardinal", n, None, "=", None)]


@given(n=NUMBERS, form=st.sampled_from(FORMS))
@settings(max_examples=600)
@example(n=GREATEST, form=mixed)
@example(n=13_912_345_678, form=plain)
def test_every_number_is_read_back_from_every_form(n: int, form: Callable[[int], str | None]) -> None:
    text = form(n)
    if text is not None:
        assert rows(f"共有{text}项成果") == [(text, "cardinal", n, None, "=", None)]


@given(
    n=NUMBERS, unit=st.sampled_from([("元", "money", "CNY"), ("亩", "measure", "mu"), ("公里", "measure", "kilometre")])
)
def test_a_unit_stays_outside_the_number(n: int, unit: tuple[str, str, str]) -> None:
    text = spoken(n)
    assert rows(f"达{text}{unit[0]},") == [(text, unit[1], n, None, "=", unit[2])]


@given(low=st.integers(1, 10**6), more=st.integers(1, 10**6), sign=st.sampled_from(["—", "-", "~", "至", "到", "～"]))
def test_two_numbers_with_the_sign_of_a_range_are_one(low: int, more: int, sign: str) -> None:
    text = f"{low}{sign}{low + more}"
    assert rows(f"共计{text}项") == [(text, "cardinal", low, low + more, "=", None)]


# What holds of any text.

GLUE = (
    "， 。 、 ； （ ） “ ” 项 个 年 万 亿 余 多 成 第 近 超过 以上 至 — - . , / : + 1 ２ 37 2024 0 a G 人 元 % "
    "分之 点 半 倍 每 有 月 日 数 几"
)
FRAGMENTS = [*(text for text, _ in TEXTS), *GLUE.split(), " ", "\n"]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
@settings(max_examples=400)
@example("1,1,1,1")
@example("500m2每3,")
def test_every_digit_lies_in_exactly_one_number(text: str) -> None:
    found = numerals(text)
    for m in re.finditer(r"\d", text):
        assert sum(n.start <= m.start() < n.end for n in found) == 1


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
@settings(max_examples=400)
def test_numbers_stand_in_order_within_their_outer_spans(text: str) -> None:
    at = 0
    for n in numerals(text):
        assert at <= n.outer_start <= n.start < n.end <= n.outer_end <= len(text)
        at = n.outer_end


@given(
    st.text(
        alphabet="0123456789０１一二两三十百千万亿兆零〇○参拾佰余多几数成半第年月日个元%.,-—~/:+aGm²· \n", max_size=40
    )
)
@settings(max_examples=400)
def test_no_text_is_too_strange(text: str) -> None:
    found = numerals(text)
    assert all(sum(n.start <= m.start() < n.end for n in found) == 1 for m in re.finditer(r"\d", text))
    assert all(n.form == "code" or n.value is not None for n in found)


@pytest.mark.parametrize("run", ["7" * 30, "1" + ",000" * 20, "一" * 200, "万" * 200, "9" * 5000])
def test_what_nobody_could_read_is_a_code(run: str) -> None:
    assert {n.form for n in numerals(f"编为{run}的")} == {"code"}


@pytest.mark.parametrize(
    ("text", "outer"),
    [
        ("近40%的教师", "近40%"),
        ("超过3000万元左右", "超过3000万元左右"),
        ("人民币50万元以上", "人民币50万元以上"),
        ("120余项", "120余"),
        ("30人以上", "30"),
        ("提高12个百分点", "12个百分点"),
        ("增长1.5倍以上", "1.5倍以上"),
        ("3个多月", "3个多月"),
        ("通过3项", "3"),
        ("上百家", "上百"),
    ],
)
def test_the_outer_span_takes_in_bound_and_unit_but_no_classifier(text: str, outer: str) -> None:
    (n,) = numerals(text)
    assert text[n.outer_start : n.outer_end] == outer


def test_a_full_stop_between_digits_is_no_decimal_point() -> None:
    assert [n.value for n in numerals("共计35。6项")] == [35, 6]
    assert [n.value for n in numerals("共计３５．６项")] == [35.6]


# cn2an on the spans that were found.


def _counted() -> Iterator[tuple[str, int | float]]:
    for _, gives in TEXTS:
        for g in gives:
            if g.get("form", "cardinal") in ("cardinal", "money", "measure") and "upper" not in g:
                yield g["number"], g["value"]


def _by_cn2an(text: str) -> Decimal | None:
    try:
        return Decimal(str(cn2an.cn2an(simplified(normalise(text)), "smart")))
    except (ValueError, KeyError):
        return None


def test_cn2an_reads_as_we_do_whatever_it_reads_at_all() -> None:
    differing = {t: v for t, v in _counted() if (theirs := _by_cn2an(t)) is not None and theirs != Decimal(str(v))}
    assert differing == {}


def test_cn2an_refuses_what_has_a_bound_a_comma_or_a_second_scale_within() -> None:
    refused = {t for t, _ in _counted() if _by_cn2an(t) is None}
    assert {"300余万", "数十", "十几", "1,100万", "38萬6,000", "百", "五十多万"} <= refused
