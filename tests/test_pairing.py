"""Which record of one extraction is which record of another."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from extractor import pairing
from extractor.extraction import Extraction
from extractor.records import Span

Spot = Callable[..., Span]
Put = Callable[..., Extraction]


@pytest.fixture
def put(extraction: Extraction) -> Put:
    """`put(units=..., digest=...)`: the small extraction with the changes that are given to rows of its parts."""

    def make(*, digest: str | None = None, **parts: dict[int, dict[str, Any]]) -> Extraction:
        content = extraction.model_dump(mode="json")
        for part, rows in parts.items():
            for number, fields in rows.items():
                content[part][number] |= fields
        if digest is not None:
            content["source"] |= {"sha256": digest, "text": None}
        return Extraction.model_validate_json(json.dumps(content))

    return make


def without(extraction: Extraction, name: str, *, digest: str | None = None) -> Extraction:
    """The extraction of another reader, who did not see this achievement."""
    content = extraction.model_dump(mode="json")
    content["achievements"] = [row for row in content["achievements"] if row["id"] != name]
    for row in content["numerals"]:
        if row["achievement"] == name:
            row |= {"role": "unexplained", "achievement": None}
    content["source"]["sha256"] = digest or content["source"]["sha256"]
    return Extraction.model_validate_json(json.dumps(content))


ANOTHER = "1" * 64
"""The digest of another text."""


def test_the_same_bytes_or_the_same_text_are_one_text(extraction: Extraction, put: Put) -> None:
    encoded = extraction.model_copy(update={"source": extraction.source.model_copy(update={"sha256": ANOTHER})})
    assert pairing.same_text(extraction, encoded)
    assert pairing.same_text(extraction, put(digest=extraction.source.sha256))
    assert not pairing.same_text(extraction, put(digest=ANOTHER))
    assert not pairing.same_text(put(digest="2" * 64), put(digest=ANOTHER))


@pytest.mark.parametrize(
    ("name", "kind", "pairs"),
    [
        ("Radar Team", "team", {0: 0, 1: 1}),
        ("radar  TEAM", "studio", {0: 0, 1: 1}),
        ("Radar Teams", "team", {0: 0, 1: 1}),
        ("Radar Team of the School of Physics", "team", {0: 0, 1: 1}),
        ("Radar Team of the School of Physics", "studio", {1: 1}),
        ("Rowing Club", "team", {1: 1}),
    ],
)
def test_in_another_text_a_unit_is_known_by_its_name(put: Put, name: str, kind: str, pairs: dict[int, int]) -> None:
    new = put(digest=ANOTHER, units={0: {"name": name, "kind": kind}})
    assert pairing.pair(put(), new).units == pairs


def test_in_the_same_text_a_unit_is_known_by_its_place(put: Put) -> None:
    assert pairing.pair(put(), put(units={0: {"name": "Rowing Club"}})).units == {0: 0, 1: 1}


def test_of_two_units_of_one_name_the_place_tells_which_is_which(put: Put, spot: Spot) -> None:
    branches = put(units={0: {"name": "Team"}, 1: {"name": "Team"}})
    turned = put(
        units={
            0: {"name": "Team", "mentions": [spot("Chess Team").model_dump()]},
            1: {"name": "Team", "mentions": [spot("Radar Team").model_dump()]},
        }
    )
    assert pairing.pair(branches, turned).units == {0: 1, 1: 0}


@pytest.mark.parametrize(
    ("name", "digest", "pairs"),
    [("Model Team", ANOTHER, {0: 0}), ("grants", ANOTHER, {}), ("grants", None, {0: 0})],
)
def test_a_category_is_known_by_its_name_or_its_place(
    put: Put, name: str, digest: str | None, pairs: dict[int, int]
) -> None:
    new = put(digest=digest, categories={0: {"name": name}})
    assert pairing.pair(put(), new).categories == pairs


def test_in_the_same_text_an_achievement_is_known_by_its_number(put: Put) -> None:
    new = put(achievements={0: {"owner": "u02", "value": 7, "object": "apples", "measure": "times", "kind": "award"}})
    assert pairing.pair(put(), new).achievements == {0: 0, 1: 1, 2: 2, 3: 3}


def test_a_number_that_was_read_shorter_is_the_same_number(put: Put, spot: Spot) -> None:
    shorter = spot("31").model_dump()
    new = put(achievements={3: {"numeral": shorter, "value": 3}}, numerals={5: {"span": shorter}})
    found = pairing.pair(put(), new)
    assert (found.achievements[3], found.numerals[5]) == (3, 5)


@pytest.mark.parametrize(
    "fields",
    [
        {"owner": "u02"},
        {"kind": "publication", "rule": "en.achievements.other"},
        {"object": "prizes"},
        {"value": 5},
        {"clause": {"start": 100, "end": 116, "text": "took 3 prizes in"}},
    ],
)
def test_in_another_text_an_achievement_is_known_by_what_it_says(put: Put, fields: dict[str, Any]) -> None:
    assert pairing.pair(put(), put(digest=ANOTHER, achievements={0: fields})).achievements == {0: 0, 1: 1, 2: 2, 3: 3}


def test_an_achievement_that_says_something_else_is_another(put: Put, spot: Spot) -> None:
    other = {"owner": "u02", "object": "model teams", "clause": spot("Two of its teams").model_dump()}
    assert pairing.pair(put(), put(digest=ANOTHER, achievements={0: other})).achievements == {1: 1, 2: 2, 3: 3}


def test_of_two_that_count_the_same_things_the_clauses_tell_which_is_which(put: Put) -> None:
    books = {"start": 0, "end": 17, "text": "including 5 books"}
    papers = {"start": 0, "end": 29, "text": "published more than 14 papers"}
    alike = {"object": "works", "comparator": "=", "part_of": None}
    old = put(achievements={1: alike, 2: alike})
    new = put(
        digest=ANOTHER,
        achievements={1: {**alike, "value": 5, "clause": books}, 2: {**alike, "value": 14, "clause": papers}},
    )
    assert pairing.pair(old, new).achievements == {0: 0, 1: 2, 2: 1, 3: 3}


def test_of_two_that_say_the_same_the_neighbours_tell_which_is_which(put: Put, extraction: Extraction) -> None:
    books = extraction.model_dump(mode="json")["achievements"][2]
    said = {name: books[name] for name in ("value", "object", "clause")}
    four = {"start": 130, "end": 131, "text": "4"}
    old = put(
        digest="2" * 64,
        achievements={0: {**said, "numeral": four}, 2: {"part_of": None}},
        numerals={1: {"span": four}},
    )
    new = without(old, "a001", digest=ANOTHER)
    assert pairing.pair(old, new).achievements == {1: 0, 2: 1, 3: 2}


def test_stretches_that_overlap_do_not_make_two_numbers_one(put: Put, spot: Spot) -> None:
    both = spot("12 papers, including 4 books").model_dump()
    new = without(put(achievements={2: {"span": both, "part_of": None}}), "a002")
    for fields, numeral in (
        ({}, {}),
        ({"implied": True, "numeral": None}, {"role": "unexplained", "achievement": None}),
    ):
        papers = put(achievements={1: {"span": both, **fields}, 2: {"part_of": None}}, numerals={3: numeral})
        assert pairing.pair(without(papers, "a003"), new).achievements == {0: 0, 2: 2}


def test_references_to_what_is_lost_are_called_as_nothing_new_is_called(put: Put) -> None:
    found = pairing.pair(put(), put(digest=ANOTHER, units={0: {"name": "Rowing Club"}}))
    assert found.unit_ids == {None: None, "institution": "institution", "u01": ("lost", "u01"), "u02": "u02"}


def test_findings_are_known_by_code_and_place_or_by_what_they_say(put: Put, spot: Spot) -> None:
    assert pairing.pair(put(), put(findings={0: {"message": "other words"}})).findings == {0: 0}
    elsewhere = put(findings={0: {"spans": [spot("Two").model_dump()]}})
    assert pairing.pair(put(), elsewhere).findings == {0: 0}
    assert pairing.pair(put(), put(findings={0: {"code": "no-category"}})).findings == {}
