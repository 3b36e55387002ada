"""Gold files: their form, their soundness, and where their rows stand in the text."""

from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.goldfile import Gold, GoldAchievement, GoldNumber, GoldUnit, announcement_of, load, locate, unsound

CORPUS = Path(__file__).parent / "fixtures" / "corpus"

GOLD = """\
institution: Springfield University
issuer: null
declared_total: 2
categories:
  - {id: model, names: [model teams], declared: null}
units:
  - {id: u1, category: model, name: Radar Team, profile: The Radar Team of}
achievements:
  - {owner: u1, within: 12 papers, number: 12, value: 12, measure: count, part_of: [null, 4 books]}
  - {owner: u1, within: 4 books, number: "4", value: 4, measure: count, part_of: 12 papers}
traps:
  - {within: Two of its teams, number: Two, role: declared}
"""


def gold_with(**fields: object) -> Gold:
    unit = {"id": "u1", "category": None, "name": "Radar Team"}
    row = {"owner": "u1", "within": "12 papers", "number": "12", "value": 12, "measure": "count"}
    return Gold.model_validate({"categories": [], "units": [unit], "achievements": [row], **fields})


def test_a_gold_file_is_read(tmp_path: Path) -> None:
    (path := tmp_path / "news.gold.yaml").write_text(GOLD, "utf-8")
    gold = load(path)
    assert (gold.institution, gold.issuer, gold.declared_total) == ("Springfield University", None, 2)
    assert gold.units == (GoldUnit(id="u1", category="model", name="Radar Team", profile="The Radar Team of"),)
    assert gold.achievements[0] == GoldAchievement(
        owner="u1", within="12 papers", number="12", value=12, measure="count", part_of=[None, "4 books"]
    )
    assert [row.part_of for row in gold.achievements] == [(None, "4 books"), ("12 papers",)]
    assert announcement_of(path) == tmp_path / "news.txt"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (GOLD.replace("names:", "name:"), "news.gold.yaml: categories.0.names: Field required"),
        (GOLD.replace("measure: count", "measure: heap", 1), "achievements.0.measure: Input should be 'count'"),
        ("units: [", "news.gold.yaml: is not valid YAML: "),
        ("- a", "news.gold.yaml: : Input should be a valid dictionary"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: str, problem: str) -> None:
    (path := tmp_path / "news.gold.yaml").write_text(content, "utf-8")
    with pytest.raises(InputError) as caught:
        load(path)
    assert problem in str(caught.value)


def test_a_file_that_is_not_there_or_no_gold_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"news\.gold\.yaml: cannot be read: No such file or directory"):
        load(tmp_path / "news.gold.yaml")
    with pytest.raises(InputError, match=r"news\.yaml: is no gold file; its name must end in \.gold\.yaml"):
        announcement_of(tmp_path / "news.yaml")


@pytest.mark.parametrize(
    ("row", "extent"),
    [
        (GoldNumber(within="3 of 30 and 3", number="3", nth=1), (2, 3)),
        (GoldNumber(within="3 of 30 and 3", number="3", nth=3), (14, 15)),
        (GoldNumber(within="of 30"), (4, 9)),
    ],
)
def test_a_number_is_located_inside_its_stretch(row: GoldNumber, extent: tuple[int, int]) -> None:
    assert locate(row, "- 3 of 30 and 3 -") == extent


def test_a_sound_reading_has_no_problems(text: str) -> None:
    assert unsound(gold_with(institution="Springfield University"), text) == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"issuer": "Shelbyville"}, "'Shelbyville' is not in the text"),
        ({"categories": [{"id": "c", "names": ["stars"]}]}, "'stars' is not in the text"),
        ({"units": [{"id": "u1", "category": "c", "name": "Radar Team"}]}, "u1: no category is called 'c'"),
        (
            {"units": [{"id": "u1", "category": None, "name": "Radar Team", "profile": "Team"}]},
            "u1: its profile 'Team' does not occur exactly once",
        ),
        ({"units": []}, "'12 papers': no unit is called 'u1'"),
        ({"traps": [{"within": "e", "number": "e"}]}, "'e' occurs 22 times in the text; make it one stretch"),
        ({"traps": [{"within": "Two of", "number": "2"}]}, "'2' does not occur 1 times in 'Two of'"),
        (
            {"achievements": [{"owner": "u1", "within": "12", "value": 12, "measure": "count", "part_of": "4"}]},
            "'12': '4' is no achievement",
        ),
    ],
)
def test_what_does_not_fit_the_text_or_itself_is_said(text: str, fields: dict[str, object], problem: str) -> None:
    assert [row for row in unsound(gold_with(**fields), text) if row.startswith(problem)]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.gold.yaml")), ids=lambda path: path.stem)
def test_the_corpus_is_sound(path: Path) -> None:
    assert unsound(load(path), announcement_of(path).read_bytes().decode("utf-8-sig")) == []
