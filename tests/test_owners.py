"""Whose a number is."""

import pytest

import extractor
from extractor.records import INSTITUTION

NEWS = """\
Springfield University names its teams

Two teams of Springfield University were selected. Springfield University has 40 halls.

Model Teams (2)

{profiles}

{rest}
"""
PROFILES = "The Radar Team has 12 boats. {0}\n\nThe Chess Team has 13 boards. {1}"


def owners(text: str) -> dict[str, str]:
    """The owner of each number, by its digits, as a unit's name or `institution`."""
    found = extractor.extract(text, language="en")
    named = {unit.id: unit.name for unit in found.units} | {INSTITUTION: INSTITUTION}
    return {a.numeral.text: named[a.owner] for a in found.achievements if a.numeral}


def in_profiles(one: str = "", other: str = "", rest: str = "It was a good year for all of us here.") -> dict[str, str]:
    return owners(NEWS.format(profiles=PROFILES.format(one, other), rest=rest))


def test_a_number_is_of_the_unit_in_whose_profile_it_stands() -> None:
    assert in_profiles("It won 14 prizes.") == {
        "40": INSTITUTION, "12": "Radar Team", "14": "Radar Team", "13": "Chess Team",
    }  # fmt: skip


def test_background_is_of_the_institution() -> None:
    assert in_profiles(rest="Springfield University also has 15 rivers and many old trees.")["15"] == INSTITUTION


def test_a_sentence_outside_names_its_unit() -> None:
    background = "The year was long, and much was done in it by all of us.\n\nThe Radar Team rebuilt 16 masts."
    assert owners(NEWS.format(profiles=PROFILES.format("", ""), rest=background))["16"] == "Radar Team"


def test_a_list_line_is_of_its_unit() -> None:
    lines = "- Radar Team: has 12 boats\n- Chess Team: has 13 boards"
    assert owners(NEWS.format(profiles=lines, rest="")) == {"40": INSTITUTION, "12": "Radar Team", "13": "Chess Team"}


def test_a_row_is_of_its_unit_and_the_total_of_the_institution() -> None:
    table = "Team | Boats\nRadar Team | 12\nChess Team | 13\nTotal | 25"
    assert owners(NEWS.format(profiles=table, rest="")) == {
        "40": INSTITUTION, "12": "Radar Team", "13": "Chess Team", "25": INSTITUTION,
    }  # fmt: skip


SHARED = """\
Good news

The Radar Team and the Chess Team were selected as "Model Team".

The Radar Team and the Chess Team {0}
"""


@pytest.mark.parametrize(
    ("passage", "wanted"),
    [
        ("have 12 and 13 boats respectively.", {"12": "Radar Team", "13": "Chess Team"}),
        ("row. The former has 12 boats; the latter has 13 boats.", {"12": "Radar Team", "13": "Chess Team"}),
        ("row. The Chess Team has 12 boats. It won 13 prizes.", {"12": "Chess Team", "13": "Chess Team"}),
    ],
)
def test_a_passage_about_two_units(passage: str, wanted: dict[str, str]) -> None:
    assert owners(SHARED.format(passage)) == wanted
