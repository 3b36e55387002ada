"""The gate itself: what it lets through, and what it does not."""

from pathlib import Path

import pytest
import yaml

import gate
from gate import Floors, GateError

FLOOR = Floors(corpus="c1", floors={"seed": {"rec.F1": 0.95, "traps": 1.0}})
GOOD = {"seed": {"rec.F1": 0.9512, "traps": 1.0}}


def test_figures_at_or_above_their_floors_pass() -> None:
    assert gate.judge(FLOOR, GOOD, "c1") == []
    more = {"seed": {"rec.F1": 0.95, "traps": 1.0, "owner": 0.0}, "other": {"traps": 0.0}}
    assert gate.judge(FLOOR, more, "c1") == []


@pytest.mark.parametrize(
    ("figures", "corpus", "problems"),
    [
        ({"seed": {"rec.F1": 0.9499, "traps": 1.0}}, "c1", ["seed: rec.F1 is 0.949, below its floor of 0.950"]),
        ({"seed": {"rec.F1": 0.95}}, "c1", ["seed: traps was not measured"]),
        ({}, "c1", ["seed: rec.F1 was not measured", "seed: traps was not measured"]),
        (GOOD, "c2", ["the corpus has changed; gate.py corpus --why accepts it"]),
    ],
)
def test_anything_else_does_not(figures: gate.Figures, corpus: str, problems: list[str]) -> None:
    assert gate.judge(FLOOR, figures, corpus) == problems


def test_raising_never_lowers() -> None:
    figures = {"seed": {"rec.F1": 0.9, "traps": 1.0, "owner": 0.98765}, "other": {"traps": 0.5}}
    assert gate.raised(FLOOR, figures).floors == {
        "seed": {"rec.F1": 0.95, "traps": 1.0, "owner": 0.987},
        "other": {"traps": 0.5},
    }


def test_a_floor_is_lowered_on_the_record_only() -> None:
    why = "the gold reading was wrong about two owners"
    lower = gate.lowered(FLOOR, document="seed", column="rec.F1", to=0.9, why=why)
    assert lower.floors["seed"] == {"rec.F1": 0.9, "traps": 1.0}
    assert [row.model_dump() for row in lower.concessions] == [
        {"document": "seed", "column": "rec.F1", "before": 0.95, "after": 0.9, "why": why}
    ]


@pytest.mark.parametrize(
    ("document", "column", "to", "why", "problem"),
    [
        ("seed", "rec.F1", 0.9, "because", "say why in a sentence"),
        ("seed", "rec.F1", 0.96, "it is not lower", "0.96 is no lower than the floor"),
        ("seed", "owner", 0.9, "it has no floor", "there is no floor for owner"),
    ],
)
def test_lowering_takes_a_floor_and_a_reason(document: str, column: str, to: float, why: str, problem: str) -> None:
    with pytest.raises(GateError, match=problem):
        gate.lowered(FLOOR, document=document, column=column, to=to, why=why)


def test_another_corpus_is_accepted_on_the_record_only() -> None:
    accepted = gate.with_corpus(FLOOR, corpus="c2", why="two announcements were added")
    assert gate.judge(accepted, GOOD, "c2") == []
    assert accepted.concessions[0].model_dump() == {
        "document": "corpus", "column": None, "before": "c1", "after": "c2", "why": "two announcements were added",
    }  # fmt: skip


def test_an_edit_by_hand_is_noticed(tmp_path: Path) -> None:
    gate.save(path := tmp_path / "floors.yaml", FLOOR)
    assert gate.load(path) == FLOOR
    content = yaml.safe_load(path.read_text("utf-8"))
    for spoilt in (
        {**content, "floors": {"seed": {"rec.F1": 0.9, "traps": 1.0}}},
        {**content, "corpus": "c2"},
        {key: value for key, value in content.items() if key != "seal"},
    ):
        path.write_text(yaml.safe_dump(spoilt), "utf-8")
        with pytest.raises(GateError, match=r"floors\.yaml: was not written by the gate"):
            gate.load(path)


def test_the_digest_is_that_of_folders_names_and_bytes(tmp_path: Path) -> None:
    (one := tmp_path / "one").mkdir()
    (other := tmp_path / "other").mkdir()
    (one / "a.txt").write_bytes(b"1")
    before = gate.digest([one])
    (one / "a.txt").write_bytes(b"2")
    changed = gate.digest([one])
    (one / "a.txt").write_bytes(b"1")
    assert gate.digest([one, other]) == gate.digest([other, one]) == before != changed
    (one / "a.txt").rename(one / "b.txt")
    renamed = gate.digest([one])
    (one / "b.txt").rename(other / "a.txt")
    assert len({before, changed, renamed, gate.digest([one, other])}) == 4


def test_a_set_belongs_to_what_is_judged_once_it_has_floors() -> None:
    assert gate.judged(FLOOR) == [gate.CORPUS]
    both = FLOOR.model_copy(update={"floors": {**FLOOR.floors, "blind_zh_a": {"traps": 1.0}}})
    assert gate.judged(both) == [gate.CORPUS, gate.FIXTURES / "blind_zh_a"]


def test_documents_are_measured_one_by_one_and_sets_as_a_whole(tmp_path: Path) -> None:
    names = {"corpus": ("right", "wrong"), "blind_x": ("right", "wrong"), "blind_without_gold": ()}
    for folder, documents in names.items():
        (tmp_path / folder).mkdir()
        for name in documents:
            (tmp_path / folder / f"{name}.txt").write_text("The mill has 12 wheels.\n", "utf-8")
            trap = {"within": "12 wheels", "number": "12", "role": "quantity"}
            total = None if name == "right" else 12
            gold = {"declared_total": total, "categories": [], "units": [], "achievements": [], "traps": [trap]}
            (tmp_path / folder / f"{name}.gold.yaml").write_text(yaml.safe_dump(gold), "utf-8")
    figures = gate.measured(tmp_path)
    header = {name: row["header"] for name, row in figures.items()}
    assert header == {"right": 1.0, "wrong": 2 / 3, "blind_x": 5 / 6}  # one of the three fields is wrong
