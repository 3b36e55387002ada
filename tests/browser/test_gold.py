"""The gold reading that the page writes: sound, equal to the record, and with the user's edits in it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

import extractor
from extractor import goldfile
from extractor.evaluation import _DIGITS, evaluate
from extractor.extraction import Extraction
from extractor.goldfile import Gold, GoldAchievement
from extractor.records import Span
from extractor.spans import overlaps
from extractor.tally import COLUMNS

SCRIPTS = Path(extractor.__file__).parent / "pages" / "js"
FIXTURES = Path(__file__).parents[1] / "fixtures"
PERFECT = dict.fromkeys(COLUMNS, 1.0)

Edit = dict[str, Any]
Extract = Callable[[Path], Extraction]
GoldText = Callable[..., str]
GoldOf = Callable[..., Gold]

LAYOUTS = [
    "corpus/science-technology-awards",  # an implied award, ranges, nested parts
    "corpus/first-class-courses",  # many units in lists
    "corpus/jianghuai-party-organizations",  # a long text in sections
    "blind_a/maasdal-centres-of-excellence",  # a Markdown table, categories without a header
    "blind_b/kampung-spirit-awards",  # columns of spaces and of tabs
    "blind_b/prairie-lakes-teaching-awards",  # persons
    "blind_b/wuling-provincial-platforms",  # implied awards, parts, a range
    "blind_c/model-communities-streets",  # ranges
    "blind_g/handloom-honours",  # lakhs and crores
    "blind_h/nursing-lantern-awards",  # nobody was found
]


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    """An empty page with nothing but the script that writes gold readings."""
    page = browser.new_page()
    page.add_script_tag(content="".join((SCRIPTS / name).read_text("utf-8") for name in ("text.js", "gold.js")))
    yield page
    page.close()


@pytest.fixture
def gold_text(script: Page) -> GoldText:
    """`gold_text(extraction, edits)`: what the script writes."""

    def written(extraction: Extraction, edits: Sequence[Edit] = ()) -> str:
        given = [extraction.model_dump(mode="json"), list(edits)]
        return str(script.evaluate("([record, edits]) => goldReading(record, edits)", given))

    return written


@pytest.fixture
def gold_of(gold_text: GoldText, tmp_path: Path) -> GoldOf:
    """`gold_of(extraction, edits)`: the gold reading as `extract evaluate` loads it."""

    def loaded(extraction: Extraction, edits: Sequence[Edit] = ()) -> Gold:
        path = tmp_path / "news.gold.yaml"
        path.write_text(gold_text(extraction, edits), "utf-8")
        return goldfile.load(path)

    return loaded


def edit(part: str, identity: str, **fields: object) -> Edit:
    return {"id": identity, "changes": [{"part": part, "id": identity, "set": fields}]}


def text_of(extraction: Extraction) -> str:
    assert extraction.source.text is not None
    return extraction.source.text


def unsound(gold: Gold, text: str) -> list[str]:
    """What a check of the gold file says: what evaluating it says, and more."""
    problems = goldfile.unsound(gold, text)
    withins = [row.within for row in gold.achievements]
    problems += [f"{within!r} is the place of two achievements" for within in withins if withins.count(within) > 1]
    rows = (*gold.achievements, *gold.traps)
    numbers = [goldfile.locate(row, text) for row in rows if row.number is not None]
    problems += [f"{number} is there twice" for number in set(numbers) if numbers.count(number) > 1]
    words = " ".join(text.split())
    problems += [
        f"{row.object!r} is not in the text"
        for row in gold.achievements
        if row.object and " ".join(row.object.split()) not in words
    ]
    problems += [
        f"{match[0]!r} at {match.start()} is left out"
        for match in _DIGITS.finditer(text)
        if not any(overlaps(number, match.span()) for number in numbers)
    ]
    return problems


def assert_same_reading(gold: Gold, extraction: Extraction) -> None:
    """The gold reading is sound, leaves no record out, and the extraction agrees with it in everything."""
    text = text_of(extraction)
    assert unsound(gold, text) == []
    assert (len(gold.units), len(gold.achievements)) == (len(extraction.units), len(extraction.achievements))
    tally = evaluate(gold, extraction, text)
    assert (tally.figures(), tally.misses) == (PERFECT, [])


def test_the_seed_agrees_with_its_own_reading(seed: Path, extraction_of: Extract, gold_of: GoldOf) -> None:
    extraction = extraction_of(seed)
    assert_same_reading(gold_of(extraction), extraction)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_agrees_with_its_own_reading(name: str, extraction_of: Extract, gold_of: GoldOf) -> None:
    extraction = extraction_of(FIXTURES / f"{name}.txt")
    assert_same_reading(gold_of(extraction), extraction)


def test_the_whole_file_of_a_small_announcement(extraction: Extraction, gold_text: GoldText) -> None:
    assert (
        gold_text(extraction)
        == """\
institution: "Springfield University"
issuer: null
declared_total: 2
categories:
  - {id: "model-teams", names: ["model teams"], declared: null}
units:
  - {id: "u01", category: "model-teams", name: "Radar Team", kind: "team", profile: "The Radar Team of the School"}
  - {id: "u02", category: "model-teams", name: "Chess Team", kind: "team", profile: "The Chess Team has 31% women"}
achievements:
  - {owner: "u01", within: "3 first prizes", number: "3", value: 3, measure: "count", object: "first prizes"}
  - {owner: "u01", within: "12 papers", number: "12", value: 12, measure: "count", comparator: ">", object: "papers"}
  - {owner: "u01", within: "4 books", number: "4", value: 4, measure: "count", object: "books", part_of: "12 papers"}
  - {owner: "u02", within: "31% women", number: "31%", value: 31, measure: "share", object: "women"}
traps:
  - {within: "Two of its", number: "Two", role: "declared"}
  - {within: "3 first prizes", number: "first", role: "grade"}
"""
    )


def test_offsets_are_code_points_and_line_ends_stay_as_they_are(gold_of: GoldOf) -> None:
    text = (
        "𝒢ood news 🏆🏆 from Springfield University\r\n\r\n"
        "Three 𝑚odel teams 🎉 of Springfield University were selected.\r\n\r\nModel teams (3)\r\n\r\n"
        "1. Radar Team 📡\r\nThe Radar Team 📡 won 3 prizes.\r\nIt published 12 papers, including 4 books.\r\n\r\n"
        "2. Chess Team\r\nThe Chess Team\r\nwon 3 prizes.\r\nIt published 12 papers, including 4 books.\r\n\r\n"
        "3. Choir\r\nThe Choir won 3 prizes 🏆.\r\nIt published 12 papers, including 4 books.\r\n"
    )
    extraction = extractor.extract(text)
    gold = gold_of(extraction)
    assert_same_reading(gold, extraction)
    assert [row.value for row in gold.achievements] == [3, 12, 4] * 3
    assert any("\r\n" in row.within for row in gold.achievements)


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_whatever_a_text_holds_comes_back_from_the_file(script: Page, loader: Any) -> None:
    characters = [*map(chr, range(0x300)), *map(chr, range(0x1FF0, 0x2080)), "\ufeff", "\ufffe", "\uffff", "𝒢🏆中"]
    rows = [{"words": character} for character in characters]
    rows += [{"words": words} for words in ("null", "2024-01-01", "a: b # c", "- x", "{}", "'\"\\", "  ", "")]
    written = script.evaluate("(rows) => yamlBlock(rows)", rows)
    assert yaml.load(written, loader) == rows  # noqa: S506


def test_numbers_with_an_exponent_stay_numbers(script: Page) -> None:
    numbers = [0, -31, 33.333333333333336, 1e21, -2.5e30, 1e-7]
    assert yaml.safe_load(script.evaluate("(numbers) => yamlFlow(numbers)", numbers)) == numbers


def achievement(gold: Gold, number: str) -> GoldAchievement:
    (row,) = [row for row in gold.achievements if row.number == number]
    return row


def trap_roles(gold: Gold) -> dict[str, str | None]:
    return {f"{row.number} in {row.within}": row.role for row in gold.traps}


def test_a_wrong_achievement_leaves_its_number_behind(extraction: Extraction, gold_of: GoldOf) -> None:
    before = gold_of(extraction)
    gold = gold_of(extraction, [edit("achievements", "a004", wrong=True)])
    assert gold.achievements == before.achievements[:3]
    assert trap_roles(gold) == {**trap_roles(before), "31% in has 31% women": None}
    assert unsound(gold, text_of(extraction)) == []


def test_a_part_of_what_is_wrong_is_part_of_what_that_was_part_of(extraction: Extraction, gold_of: GoldOf) -> None:
    nested = edit("achievements", "a002", part_of="a001")
    assert achievement(gold_of(extraction, [nested]), "4").part_of == ("12 papers",)
    wrong = edit("achievements", "a002", wrong=True)
    assert achievement(gold_of(extraction, [nested, wrong]), "4").part_of == ("3 first prizes",)
    assert achievement(gold_of(extraction, [wrong]), "4").part_of == (None,)


def test_a_wrong_unit_leaves_what_it_owned_to_the_institution(extraction: Extraction, gold_of: GoldOf) -> None:
    gold = gold_of(extraction, [edit("units", "u02", wrong=True)])
    assert [row.id for row in gold.units] == ["u01"]
    assert achievement(gold, "31%").owner == "institution"
    assert unsound(gold, text_of(extraction)) == []


def test_a_later_edit_overrides_an_earlier_one(extraction: Extraction, gold_of: GoldOf) -> None:
    edits = [edit("achievements", "a002", value=13, upper=20), edit("achievements", "a002", value=14)]
    assert achievement(gold_of(extraction, edits), "12") == achievement(gold_of(extraction), "12").model_copy(
        update={"value": 14, "upper": 20}
    )


def test_the_number_of_an_added_achievement_is_no_trap(
    extraction: Extraction, gold_of: GoldOf, spot: Callable[..., Span]
) -> None:
    added = {
        "added": True, "owner": "u02", "measure": "count", "value": 2, "upper": None, "comparator": "=",
        "object": "teams", "part_of": None, "implied": False, "numeral": spot("Two").model_dump(),
        "span": spot("Two of its teams").model_dump(),
    }  # fmt: skip
    gold = gold_of(extraction, [edit("achievements", "a005", **added)])
    assert gold.achievements[0] == GoldAchievement(
        owner="u02", within="Two of its teams", number="Two", value=2, measure="count", object="teams"
    )
    assert trap_roles(gold) == {"first in 3 first prizes": "grade"}


def test_the_role_of_a_number_is_the_one_that_the_user_says(extraction: Extraction, gold_of: GoldOf) -> None:
    gold = gold_of(extraction, [edit("numerals", "n001", role="date")])
    assert trap_roles(gold) == {"Two in Two of its": "date", "first in 3 first prizes": "grade"}


def test_an_object_of_little_words_is_none(extraction: Extraction, gold_of: GoldOf) -> None:
    gold = gold_of(
        extraction, [edit("achievements", "a002", object="of"), edit("achievements", "a003", object="the 4")]
    )
    assert (achievement(gold, "12").object, achievement(gold, "4").object) == (None, "the 4")
