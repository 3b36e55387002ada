"""Which rules hold at each number: the one that decided, as the reading itself has it, and those behind it."""

from itertools import count
from pathlib import Path

import pytest

from extractor import extract
from extractor.extraction import Extraction
from extractor.matching import Grammar
from extractor.replay import replay
from extractor.rulehits import Answer, Asking
from extractor.rules import load_rules

TEXT = """\
Springfield University: two teams selected as Model Teams of the Province

The Radar Team and the Chess Team of Springfield University were selected as Model Teams of the Province.

The Radar Team published 12 papers, including 4 books, and won the first prize of the Harbour Cup.
In 2021 the Chess Team gave 7 concerts and kept its place for 3 consecutive years.
"""


def said(extraction: Extraction, answers: list[Answer]) -> list[tuple[str, str]]:
    return [(extraction.numerals[a.numeral].span.text, a.rules[0].id) for a in answers]


@pytest.fixture
def extraction() -> Extraction:
    return extract(TEXT)


def test_the_first_rule_that_holds_is_the_one_that_decided(extraction: Extraction, english: Grammar) -> None:
    answers = list(Asking(english, lambda: 0.0).answers(replay(extraction, load_rules())))
    assert said(extraction, answers) == [
        ("two", "en.roles.declared"),
        ("12", "en.achievements.count"),
        ("4", "en.achievements.count"),
        ("4", "en.relations.including"),
        ("first", "en.roles.grade"),
        ("first", "en.implied.prize"),
        ("2021", "en.roles.year"),
        ("7", "en.achievements.count"),
        ("3", "en.achievements.consecutive"),
    ]


def test_it_agrees_with_the_records_of_a_whole_announcement(seed: Path, english: Grammar) -> None:
    whole = extract(seed.read_text("utf-8"))
    answers = list(Asking(english, lambda: 0.0).answers(replay(whole, load_rules())))
    made = [a for a in answers if a.rules[0].stage in {"achievements", "implied"}]
    assert [(a.achievement.id, a.rules[0].id) for a in made if a.achievement] == [
        (row.id, row.rule) for row in whole.achievements
    ]
    roles = {a.numeral: a.rules[0].gives["role"] for a in answers if a.rules[0].stage == "roles"}
    assert {i: row.role for i, row in enumerate(whole.numerals) if row.role not in {"achievement", "unexplained"}} == {
        i: role for i, role in roles.items() if role != "achievement"
    }
    parts = {a.achievement.id for a in answers if a.rules[0].stage == "relations" and a.achievement}
    assert parts <= {row.id for row in whole.achievements if row.part_of}
    assert parts


def test_a_number_that_became_nothing_is_nobodys_hit(english: Grammar) -> None:
    # A count needs something that it counts: the rule holds, and makes no record.
    lone = extract("The Radar Team of Springfield University was selected. It is 12.")
    assert [row.role for row in lone.numerals] == ["unexplained"]
    assert list(Asking(english, lambda: 0.0).answers(replay(lone, load_rules()))) == []


def test_rules_behind_stand_in_their_order(extraction: Extraction, english: Grammar) -> None:
    answers = list(Asking(english, lambda: 0.0).answers(replay(extraction, load_rules())))
    order = [rule.id for rule in load_rules().rules]
    several = [[order.index(rule.id) for rule in a.rules] for a in answers if len(a.rules) > 1]
    assert several
    assert several == [sorted(row) for row in several]


def test_every_question_costs_the_rule_that_is_asked(extraction: Extraction, english: Grammar) -> None:
    # A clock that ticks when it is read: each question is one tick, and every rule of a stage asks about each number.
    ticks = count()
    asking = Asking(english, lambda: float(next(ticks)))
    list(asking.answers(replay(extraction, load_rules())))
    numbers = len(extraction.numerals)
    assert {asking.seconds[rule.id] for rule in load_rules().of("roles", "en")} == {float(numbers)}
    assert {asking.seconds[rule.id] for rule in load_rules().of("implied", "en")} == {1.0}
