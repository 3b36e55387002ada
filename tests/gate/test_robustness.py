"""No twin of the corpus is read worse than it once was, and the figures tell what changes in one."""

from collections import Counter
from pathlib import Path

import pytest

import gate
import robustness
from normalform import Record
from rewritings import REWRITINGS, Document
from rewritings.pieces import Language, translated
from robustness import Outcome


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_twin_is_at_or_above_its_floor(language: Language) -> None:
    floors = gate.load(robustness.FLOORS)
    name = f"corpus {language}"
    found = [
        outcome
        for document in robustness.announcements(gate.CORPUS)
        if document.language == language
        for outcome in robustness.outcomes(document)
    ]
    of_language = floors.model_copy(update={"floors": {name: floors.floors[name]}})
    assert gate.judge(of_language, robustness.figures({language: found}), gate.digest([gate.CORPUS])) == []
    assert set(floors.floors[name]) == {robustness.POOLED, *(row.twin for row in found)}
    assert set(floors.floors[name]) <= {robustness.POOLED, *REWRITINGS[language]}


def test_what_is_written_otherwise_is_not_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """A twin that is none, for its numbers are others, is told: all ones are twos."""
    text = "Riverside School was selected.\n\nRiverside School won 11 gold medals and 3 silver medals."
    monkeypatch.setattr(
        robustness, "REWRITINGS", {"en": {"ones": lambda document: translated(document.text, {"1": "2"})}}
    )
    (outcome,) = robustness.outcomes(Document("test", "en", text))
    assert (outcome.twin, outcome.records - outcome.unchanged) == ("ones", 1)
    ((one, other),) = outcome.breaks
    assert one is not None
    assert other is not None
    assert one.differing(other) == ("value",)


def made(number: str, value: int, rule: str = "en.a") -> Record:
    return Record("achievement", (("number", number), ("value", value)), rule=rule)


def test_a_changed_record_is_told_with_what_it_became_and_a_new_one_counts_as_well() -> None:
    wanted = [made("3", 3), made("3", 3), made("4", 4)]
    found = [made("3", 3, rule="en.b"), made("4", 5), made("6", 6), made("7", 7)]
    outcome = robustness.compared("d", "t", wanted, found)
    assert outcome == Outcome(
        "d", "t", unchanged=1, records=4, made=Counter({"en.a": 3}),
        breaks=((made("3", 3), None), (made("4", 4), made("4", 5)), (None, made("6", 6)), (None, made("7", 7))),
    )  # fmt: skip


def test_shares_are_pooled_and_the_weakest_comes_first() -> None:
    rows = [
        Outcome("d", "good", 4, 4, Counter({"en.a": 4})),
        Outcome("d", "bad", 2, 4, Counter({"en.a": 4}), ((made("3", 3), None), (made("4", 4), None))),
        Outcome("e", "bad", 2, 2, Counter({"en.b": 2})),
    ]
    assert list(robustness.shares(rows).items()) == [("all twins", 0.8), ("bad", 4 / 6), ("good", 1.0)]
    assert robustness.rule_shares(rows) == {"en.a": (0.75, "bad")}


def test_amounts_are_those_of_the_gold_reading(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("In the past three years the 985 school won 12 medals in 2021.", "utf-8")
    (tmp_path / "x.gold.yaml").write_text(
        """
categories: []
units: []
achievements:
  - {owner: institution, within: 12 medals, number: "12", value: 12, measure: count, object: medals}
traps:
  - {within: past three years, number: three, role: date}
  - {within: the 985, number: "985", role: name}
  - {within: in 2021, number: "2021", role: date}
""",
        "utf-8",
    )
    (document,) = robustness.announcements(tmp_path)
    assert [document.text[slice(*place)] for place in document.amounts] == ["three", "12"]


def test_an_edit_of_the_floors_by_hand_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = tmp_path / "robustness.yaml"
    edited.write_text(robustness.FLOORS.read_text("utf-8").replace("1.0", "0.9"), "utf-8")
    monkeypatch.setattr(robustness, "FLOORS", edited)
    assert robustness.main(["show"]) == 2
    assert "was not written by the gate" in capsys.readouterr().err


def test_the_table_says_what_changes(capsys: pytest.CaptureFixture[str]) -> None:
    assert robustness.main(["show", "--twin", "line ends: CRLF", "--breaks"]) == 0
    out = capsys.readouterr().out
    assert "corpus en" in out
    assert "corpus zh" in out
    assert "line ends: CRLF" in out
    assert "line ends: CR " not in out
