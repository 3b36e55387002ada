"""Noun phrases and subjects by closed word classes and agreement."""

from collections.abc import Callable

import pytest

from extractor.annotations import Page
from extractor.matching import Grammar
from extractor.phrases import phrases


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("12 high-level papers, including reviews", "high-level papers"),
        ("31 Beijing Education and teaching reform projects and", "Beijing Education and teaching reform projects"),
        ("12 papers in 2023", "papers"),
        ("12 national and provincial awards were won", "national and provincial awards"),
        ("12 teachers trained them", "teachers"),
        ("12 bridges, roads", "bridges"),
        ('12 "double creation" units', '"double creation" units'),
        ("12 sets of bell ropes were bought", "sets of bell ropes"),
        ("12 new leading talents and", "new leading talents"),
        ("12 people", "people"),
        ("12 were selected", None),
        ("12 won", None),
        ("12 of them", None),
        ("12, papers", None),
        ("12", None),
    ],
)
def test_the_phrase_that_a_count_above_one_asks_for(
    english: Grammar, paged: Callable[[str], Page], text: str, phrase: str | None
) -> None:
    page = paged(text)
    found = phrases(english).after(page.masked, page.numerals[0].outer_end, len(text))
    assert (text[found.start : found.end] if found else None) == phrase


def test_one_thing_is_read_to_the_end_of_its_phrase(english: Grammar, paged: Callable[[str], Page]) -> None:
    text = "1 national key project of the academy was won"
    found = phrases(english).after(paged(text).masked, 1, len(text), singular=True)
    assert found is not None
    assert text[found.start : found.end].startswith("national key project")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The annual research funding exceeds 300", "annual research funding"),
        ("Sales of the company rose by 300", "Sales of the company"),
        ("In 2021, the hospital's bed count reached 300", "hospital's bed count"),
        ("The number of nurses, including trainees, is 300", "number of nurses"),
        ("The papers published by the team were cited 300", "papers"),
        ("It has trained 300", None),
        ("trained 300", None),
    ],
)
def test_the_subject_of_what_is_said_of_a_number(
    english: Grammar, paged: Callable[[str], Page], text: str, subject: str | None
) -> None:
    page = paged(text)
    found = phrases(english).subject(page.masked, 0, page.numerals[-1].outer_start)
    assert (text[found.start : found.end] if found else None) == subject


@pytest.mark.xfail(reason="`number` is taken for a noun where it is the verb")
def test_number_can_be_a_verb(english: Grammar, paged: Callable[[str], Page]) -> None:
    page = paged("Its seats number 300")
    found = phrases(english).subject(page.masked, 0, page.numerals[-1].outer_start)
    assert found is not None
    assert page.text[found.start : found.end] == "seats"


@pytest.mark.parametrize("word", ["papers", "people", "women", "series", "data", "vice-presidents", "teams'"])
def test_plurals(english: Grammar, word: str) -> None:
    assert phrases(english).is_plural(word)


@pytest.mark.parametrize("word", ["paper", "class", "bus", "boss", "analysis", "news", "team's", "gas"])
def test_singulars(english: Grammar, word: str) -> None:
    assert not phrases(english).is_plural(word)


@pytest.mark.parametrize(("word", "verb"), [
    ("won", True), ("trained", True), ("wins", True), ("has", True), ("were", True), ("carried", True),
    ("planned", True), ("paper", False), ("school", False), ("hundred", False),
])  # fmt: skip
def test_verbs(english: Grammar, word: str, verb: bool) -> None:  # noqa: FBT001 - a column
    assert phrases(english).is_verb(word) is verb
