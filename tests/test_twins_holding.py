"""A faithful translation differs in nothing, each planted slip is found with its places, and nothing beside it."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor
from extractor.errors import InputError
from extractor.extraction import Extraction
from extractor.rules import load_rules
from extractor.twins.holding import Held, hold

TWINS = Path(__file__).parent / "fixtures" / "twins"
Find = Callable[..., list[tuple[str, list[str], list[str]]]]


@cache
def text(name: str) -> str:
    return (TWINS / f"{name}.txt").read_text("utf-8")


@cache
def read(content: str) -> Extraction:
    return extractor.extract(content, rules=load_rules())


def found(held: Held) -> list[tuple[str, list[str], list[str]]]:
    return [(row.code, [s.text for s in row.chinese], [s.text for s in row.english]) for row in held.differences]


def held(chinese: str, english: str) -> list[tuple[str, list[str], list[str]]]:
    return found(hold(read(chinese), read(english)))


def replaced(old: str, new: str) -> list[tuple[str, list[str], list[str]]]:
    """What is found in the faithful pair after one change of its translation."""
    english = text("reading-spaces.en")
    assert english.count(old) == 1, old
    return held(text("reading-spaces.zh"), english.replace(old, new))


def test_a_faithful_translation_differs_in_nothing() -> None:
    result = hold(read(text("reading-spaces.zh")), read(text("reading-spaces.en")))
    assert found(result) == []
    assert len(result.numbers) == len(result.chinese.figures) == 81


def test_the_fixtures_are_of_the_size_that_they_should_be() -> None:
    for name in ("reading-spaces", "seed-industry"):
        assert 800 <= len(text(f"{name}.zh")) <= 1500
        assert len(read(text(f"{name}.zh")).numerals) >= 40


def test_the_eight_planted_slips_are_found_and_nothing_else() -> None:
    planted = yaml.safe_load((TWINS / "seed-industry.slips.yaml").read_text("utf-8"))
    assert len(planted) == 8
    assert held(text("seed-industry.zh"), text("seed-industry.en")) == [
        (row["code"], row["chinese"], row["english"]) for row in planted
    ]


def test_the_places_are_those_of_the_texts() -> None:
    result = hold(read(text("seed-industry.zh")), read(text("seed-industry.en")))
    for row in result.differences:
        for side, spans in ((result.chinese, row.chinese), (result.english, row.english)):
            assert all(side.text[span.start : span.end] == span.text for span in spans)
    starts = [row.chinese[0].start for row in result.differences]
    assert starts == sorted(starts)


@cache
def mended() -> str:
    """The English text of the second pair without its slips."""
    english = text("seed-industry.en")
    for old, new in (
        ("all 13 units", "all 12 units"), ("an increase of 3.2%", "an increase of 3.2 percentage points"),
        ("1,326", "1,362"), ("3.2 billion", "320 million"), ("area of 3 million", "area of more than 3 million"),
        ("certified cultivars", "approved varieties"), (" and serves 118 research institutes.", "."),
        ("samples a year and", "samples a year, serves 118 research institutes and"),
        ("Citrus Breeding Team and the Local Pig Breeding Team were",
         "Citrus Breeding Team, the Local Pig Breeding Team and the Tea Breeding Team were"),
        ("\nIII.", "\nTea Breeding Team: It has bred 22 new tea lines and obtained 10 plant variety rights.\n\nIII."),
    ):  # fmt: skip
        assert english.count(old) == 1, old
        english = english.replace(old, new)
    return english


def test_a_mended_translation_differs_in_nothing() -> None:
    assert held(text("seed-industry.zh"), mended()) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"II. Key Breeding Teams": "II. Core Propagation Groups"}, ("term-varies", "育种攻关团队")),
        ({"Citrus Breeding Team: It": "Orange Propagation Group: It"}, ("term-varies", "柑橘育种团队")),
        ({"the Citrus Breeding Team, ": ""}, ("unit-lost", "柑橘育种团队")),
        ({"the Crop Germplasm Laboratory, ": "", r"Crop Germplasm Laboratory: .*\n\n": ""},
         ("unit-lost", "作物种质资源实验室")),
        ({" and the Vegetable Germplasm Laboratory": "", r"Vegetable Germplasm Laboratory: .*\n": ""},
         ("unit-lost", "蔬菜种质资源实验室")),
    ],
)  # fmt: skip
def test_a_name_that_is_lost_or_varies_is_one_finding(changes: dict[str, str], expected: tuple[str, str]) -> None:
    english = mended()
    for old, new in changes.items():
        english, count = re.subn(old, new, english)
        assert count == 1, old
    (row,) = held(text("seed-industry.zh"), english)
    assert (row[0], row[1][0].strip("“”")) == expected


def test_a_unit_that_is_added_is_one_finding_with_its_numbers() -> None:
    english = mended().replace("the Citrus Breeding Team,", "the Citrus Breeding Team, the Potato Breeding Team,")
    english = english.replace(
        "Citrus Breeding Team: It", "Potato Breeding Team: It has bred 77 potato lines.\n\nCitrus Breeding Team: It"
    )
    (row,) = held(text("seed-industry.zh"), english)
    assert (row[0], row[1], row[2][0]) == ("unit-added", [], "Potato Breeding Team")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("135 million", "1.35 billion", ("value-scale", ["1.35亿"], ["1.35 billion"])),
        ("12.7 million", "1.27 million", ("value-scale", ["1270余万"], ["1.27 million"])),
        ("56.7%", "57.6%", ("digits-transposed", ["56.7%"], ["57.6%"])),
        ("216", "219", ("value-differs", ["216"], ["219"])),
        ("1.6 percentage points", "1.6 per cent", ("point-percent", ["1.6"], ["1.6 per cent"])),
        ("over 220,000 copies", "220,000 copies", ("bound-lost", ["22万"], ["220,000"])),
        ("38 librarians", "more than 38 librarians", ("bound-added", ["38"], ["38"])),
        ("nearly 30%", "more than 30%", ("bound-changed", ["三成"], ["30%"])),
        ("900 to 1,100", "900", ("upper-lost", ["900至1100"], ["900"])),
        ("860 square metres", "860 hectares", ("measure-changed", ["860"], ["860"])),
        ("All 9 units", "All 19 units", ("declared-differs", ["9"], ["19"])),
        ("April 23, 2024", "April 25, 2024", ("date-differs", ["2024年4月23日"], ["April 25, 2024"])),
        ("September 2021", "September 2020", ("date-differs", ["2021年9月"], ["September 2020"])),
        (" and 1,124 rural reading rooms", "", ("number-lost", ["1,124"], [])),
        (", and has recruited 742 volunteers", ", and has recruited volunteers", ("number-lost", ["742"], [])),
        ("68 city studies", "68 city studies on 57 streets", ("number-added", [], ["57"])),
        ("by 2026", "by 2027", ("date-differs", ["2026年"], ["2027"])),
    ],
)
def test_one_slip_is_one_finding(old: str, new: str, expected: tuple[str, list[str], list[str]]) -> None:
    rows = replaced(old, new)
    if old == "860 square metres":  # What the Chinese rules do not read as an achievement has no measure to compare.
        assert [row for row in rows if row != expected] == []
    else:
        assert rows == [expected]


def test_a_clause_that_is_turned_round_is_no_slip() -> None:
    old = (
        "it has been rated a National First-Class Library three times in a row, and 98.2% of its readers are satisfied"
    )
    new = (
        "98.2% of its readers are satisfied, and three times in a row it has been rated a National First-Class Library"
    )
    assert replaced(old, new) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3.86 million", "3,860,000"), ("nearly 30%", "close to three tenths"), ("All 9 units", "All nine units"),
        ("one third of", "33.3% of"), ("won 2 first prizes", "twice won the first prize"), ("2nd in", "second in"),
        ("over 5 million items", "upwards of 5 million items"), ("at least 150,000", "150,000 or more"),
        ("won 1 gold prize of", "won the gold prize of"), ("Open 24 hours a day", "Open round the clock"),
        ("April 23, 2024", "23 April 2024"), ("860 square metres", "860 square metres (about 9,260 sq ft)"),
    ],
)  # fmt: skip
def test_another_way_of_saying_it_is_no_slip(old: str, new: str) -> None:
    assert replaced(old, new) == []


def test_a_paragraph_that_is_left_out_is_said_once() -> None:
    english = re.sub(r"Canal Wharf Study: .*\n\n", "", text("reading-spaces.en"))
    (row,) = held(text("reading-spaces.zh"), english)
    assert row[0] == "number-lost"
    assert row[1][1:3] == ["900至1100", "四成"]


NAMES = ("甲县", "乙县", "丙县", "丁县")
IN_ENGLISH = ("Jia County", "Yi County", "Bing County", "Ding County")
FIGURES = st.lists(st.integers(13, 9_999), min_size=4, max_size=4, unique=True)


def pair(chinese: list[int], english: list[int]) -> list[tuple[str, list[str], list[str]]]:
    one = "".join(f"{name}：发明专利{n}件。\n\n" for name, n in zip(NAMES, chinese, strict=True))
    other = "".join(f"{name}: It holds {n:,} patents.\n\n" for name, n in zip(IN_ENGLISH, english, strict=True))
    return held(one, other)


@settings(max_examples=20)
@given(FIGURES)
def test_the_same_numbers_in_the_same_order_differ_in_nothing(numbers: list[int]) -> None:
    assert pair(numbers, numbers) == []


@settings(max_examples=20)
@given(FIGURES, st.integers(0, 3))
def test_a_number_times_ten_is_another_order_of_magnitude(numbers: list[int], at: int) -> None:
    slipped = [n * 10 if i == at else n for i, n in enumerate(numbers)]
    if len({*slipped, *numbers}) == 5:
        assert pair(numbers, slipped) == [("value-scale", [str(numbers[at])], [f"{slipped[at]:,}"])]


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ("en", "zh", "is English and .* is Chinese; name the Chinese one first"),
        ("en", "en", "are both English; name a Chinese text and its English translation"),
        ("zh", "zh", "are both Chinese; name a Chinese text and its English translation"),
    ],
)
def test_the_languages_must_be_those_of_the_two_sides(one: str, other: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        hold(read(text(f"reading-spaces.{one}")), read(text(f"reading-spaces.{other}")))


def test_records_without_their_text_cannot_be_held() -> None:
    chinese, english = read(text("reading-spaces.zh")), read(text("reading-spaces.en"))
    bare = english.model_copy(update={"source": english.source.model_copy(update={"text": None})})
    with pytest.raises(InputError, match=r"no text .*--no-text.*name the English announcement itself"):
        hold(chinese, bare)
