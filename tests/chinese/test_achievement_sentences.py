"""Whole sentences as profiles have them, with every achievement in them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest
import yaml

from extractor.annotations import AchievementMention, Mark, Page

SENTENCES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("achievement_sentences.yaml").read_text(encoding="utf-8")
)["sentences"]

Row = tuple[str | None, float, float | None, str, str, str | None, str | None, str | None]
"""The number, value, upper end, comparator, measure, unit and object of an achievement, and its parent's number."""


class Profile(Protocol):
    """A text that was read as a profile."""

    @property
    def page(self) -> Page:
        """The text."""

    @property
    def achievements(self) -> list[AchievementMention]:
        """What was achieved, in text order."""

    def words(self, mark: Mark | None) -> str | None:
        """What a mark covers."""


def rows(read: Profile) -> list[Row]:
    def number(a: AchievementMention) -> str | None:
        n = None if a.numeral is None else read.page.numerals[a.numeral]
        return None if n is None else read.page.text[n.start : n.end]

    return [
        (
            number(a), a.value, a.upper, a.comparator, a.measure, a.unit, read.words(a.object),
            None if a.part_of is None else number(read.achievements[a.part_of]),
        )
        for a in read.achievements
    ]  # fmt: skip


def wanted(given: dict[str, Any], row: Row) -> Row:
    """What a sentence should give; of several objects that are right, the one that `row` has."""
    said = given.get("object")
    either = said if isinstance(said, list) else [said]
    return (
        given["number"], given["value"], given.get("upper"), given.get("comparator", "="), given["measure"],
        given.get("unit"), row[6] if row[6] in either else either[0], given.get("part_of"),
    )  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES, ids=[s["text"] for s in SENTENCES])
def test_a_sentence_has_exactly_its_achievements(
    request: pytest.FixtureRequest, read_profile: Callable[[str], Profile], sentence: dict[str, Any]
) -> None:
    if "fails" in sentence:
        request.applymarker(pytest.mark.xfail(reason=sentence["fails"]))
    found, gives = rows(read_profile(sentence["text"])), sentence["gives"]
    assert [row[0] for row in found] == [given["number"] for given in gives]
    assert found == [wanted(given, row) for given, row in zip(gives, found, strict=True)]
