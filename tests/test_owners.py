"""Whose a number is."""

import pytest

import extractor
from extractor.records import INSTITUTION

NEWS = """\
Springfield University names its teams

Two teams of Springfield University were selected. Springfield University has 40 halls.

{background}

Model Teams (2)

{profiles}
"""
PROFILES = "The Radar Team has 12 boats. {0}\n\nThe Chess Team has 13 boards."
YEAR = "It was a good year for all of us here."


def owners(text: str) -> dict[str, str]:
    """The owner of each number, by its digits, as a unit's name or `institution`."""
    found = extractor.extract(text, language="en")
    named = {unit.id: unit.name for unit in found.units} | {INSTITUTION: INSTITUTION}
    return {a.numeral.text: named[a.owner] for a in found.achievements if a.numeral}


def read(*, profiles: str = PROFILES.format(""), background: str = YEAR) -> dict[str, str]:
    return owners(NEWS.format(profiles=profiles, background=background))


def test_a_number_is_of_the_unit_in_whose_profile_it_stands() -> None:
    assert read(profiles=PROFILES.format("It won 14 prizes.")) == {
        "40": INSTITUTION, "12": "Radar Team", "14": "Radar Team", "13": "Chess Team",
    }  # fmt: skip


def test_background_is_of_the_institution() -> None:
    assert read(background="Springfield University also has 15 rivers and old trees.")["15"] == INSTITUTION


def test_a_sentence_outside_names_its_unit() -> None:
    assert read(background="The year was long. The Radar Team rebuilt 16 masts. It was good.")["16"] == "Radar Team"


def test_the_institution_is_no_unit_of_its_own() -> None:
    profiles = f"{PROFILES.format('')}\n\nSpringfield University also has 15 rivers and many old trees."
    assert read(profiles=profiles)["15"] == INSTITUTION


def test_a_list_line_is_of_its_unit() -> None:
    lines = "- Radar Team: has 12 boats\n- Chess Team: has 13 boards"
    assert read(profiles=lines) == {"40": INSTITUTION, "12": "Radar Team", "13": "Chess Team"}


def test_a_row_is_of_its_unit_and_the_total_of_the_institution() -> None:
    table = "Team | Boats\nRadar Team | 12\nChess Team | 13\nTotal | 25"
    assert read(profiles=table) == {
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
        ("are both old. The former has 12 boats; the latter has 13 boats.", {"12": "Radar Team", "13": "Chess Team"}),
        ("are both old. The Chess Team has 12 boats. It won 13 prizes.", {"12": "Chess Team", "13": "Chess Team"}),
    ],
)
def test_a_passage_about_two_units(passage: str, wanted: dict[str, str]) -> None:
    assert owners(SHARED.format(passage)) == wanted
