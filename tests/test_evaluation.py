"""The figures of a small reading, each computed by hand, for what is right and for each way of being wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor import evaluation, pipeline
from extractor.annotations import Source as ReadSource
from extractor.errors import InputError
from extractor.evaluation import evaluate
from extractor.extraction import Extraction
from extractor.goldfile import Gold
from extractor.records import Span
from extractor.rules import RuleSet
from extractor.tally import COLUMNS

GOLD: dict[str, Any] = {
    "institution": "Springfield University",
    "declared_total": 2,
    "categories": [{"id": "model", "names": ["model teams"]}],
    "units": [
        {"id": "u1", "category": "model", "name": "Radar Team", "kind": "team", "profile": "The Radar Team of"},
        {"id": "u2", "category": "model", "name": "Chess Team", "kind": "team", "profile": "The Chess Team has"},
    ],
    "achievements": [
        {"owner": "u1", "within": "3 first prizes", "number": "3", "value": 3, "measure": "count", "object": "prizes"},
        {"owner": "u1", "within": "12 papers", "number": "12", "value": 12, "measure": "count", "comparator": ">"},
        {"owner": "u1", "within": "4 books", "number": "4", "value": 4, "measure": "count", "part_of": "12 papers"},
        {"owner": "u2", "within": "31% women", "number": "31%", "value": 31, "measure": "share"},
    ],
    "traps": [{"within": "Two of its", "number": "Two"}, {"within": "first prizes", "number": "first"}],
}
PERFECT = dict.fromkeys(COLUMNS, 1.0)


def changed_gold(part: str, index: int, **fields: object) -> dict[str, Any]:
    rows = list(GOLD[part])
    rows[index] = {**rows[index], **fields}
    return {**GOLD, part: rows}


def figures(gold: dict[str, Any], extraction: Extraction) -> dict[str, float]:
    text = extraction.source.text
    assert text is not None
    return evaluate(Gold.model_validate(gold), extraction, text).figures()


def test_a_perfect_reading_has_full_marks(extraction: Extraction) -> None:
    assert figures(GOLD, extraction) == PERFECT


@pytest.mark.parametrize(
    ("gold", "lower"),
    [
        # Three header fields are tried: one of them differs.
        ({**GOLD, "issuer": "Shelbyville"}, {"header": 2 / 3}),
        ({**GOLD, "declared_total": 3}, {"header": 2 / 3}),
        # One category wanted, another found; its units are then in no category that is known.
        ({**GOLD, "categories": [{"id": "model", "names": ["stars"]}]}, {"cat.F1": 0.0, "u.cat": 0.0}),
        # Recall 1 of 2 and precision 1 of 1 are F1 2/3.
        ({**GOLD, "categories": [*GOLD["categories"], {"id": "x", "names": ["stars"]}]}, {"cat.F1": 2 / 3}),
        (changed_gold("units", 0, category=None), {"u.cat": 1 / 2}),
        (changed_gold("units", 0, kind="studio"), {"u.kind": 1 / 2}),
        (changed_gold("units", 0, profile="Good news"), {"u.prof": 1 / 2}),
        # One unit of two is another, so the owner of three achievements of four is unknown: one record is right.
        (
            changed_gold("units", 0, name="Choir"),
            {"unit.F1": 1 / 2, "owner": 1 / 4, "rec.F1": 1 / 4},
        ),
        (changed_gold("achievements", 0, measure="amount"), {"meas": 3 / 4, "rec.F1": 3 / 4}),
        (changed_gold("achievements", 0, comparator="<"), {"comp": 3 / 4, "rec.F1": 3 / 4}),
        (changed_gold("achievements", 0, object="goats"), {"object": 3 / 4, "rec.F1": 3 / 4}),
        (changed_gold("achievements", 0, upper=5), {"rec.F1": 3 / 4}),
        (changed_gold("achievements", 0, owner="institution"), {"owner": 3 / 4, "rec.F1": 3 / 4}),
        (changed_gold("achievements", 2, part_of=None), {"part": 3 / 4, "rec.F1": 3 / 4}),
        (changed_gold("achievements", 2, part_of=["12 papers", None]), {}),
        # A wrong value is one missed and one spurious.
        (
            changed_gold("achievements", 3, value=32),
            {"ach.P": 3 / 4, "ach.R": 3 / 4, "ach.F1": 3 / 4, "rec.F1": 3 / 4},
        ),
        (changed_gold("achievements", 3, value=31.02), {}),
        # An optional row counts neither way: 3 of 3.
        (changed_gold("achievements", 3, optional=True, value=99, owner="institution"), {}),
        # One spurious: recall 3 of 3, precision 3 of 4.
        (
            {**GOLD, "achievements": GOLD["achievements"][:3]},
            {"ach.P": 3 / 4, "ach.F1": 6 / 7, "rec.F1": 6 / 7},
        ),
        ({**GOLD, "traps": [*GOLD["traps"], {"within": "4 books", "number": "4"}]}, {"traps": 2 / 3}),
    ],
)
def test_each_way_of_being_wrong_lowers_its_own_figures(
    extraction: Extraction, gold: dict[str, Any], lower: dict[str, float]
) -> None:
    assert figures(gold, extraction) == pytest.approx({**PERFECT, **lower})


def test_a_number_that_was_left_out_lowers_the_digits(parts: dict[str, Any]) -> None:
    """Of the four numbers in digits one has no numeral; its achievement is gone with it."""
    shorter = {**parts, "numerals": parts["numerals"][:-1], "achievements": parts["achievements"][:-1]}
    wanted = {"digits": 3 / 4, "ach.R": 3 / 4, "ach.F1": 6 / 7, "rec.F1": 6 / 7}
    assert figures(GOLD, Extraction(**shorter)) == pytest.approx({**PERFECT, **wanted})


def test_a_span_that_is_not_in_the_text_lowers_the_grounding(extraction: Extraction) -> None:
    text = extraction.source.text
    assert text is not None
    tally = evaluate(Gold.model_validate(GOLD), extraction, text.replace("Springfield", "Shelbyville"))
    assert tally.tries["grounded"] - tally.hits["grounded"] == 2  # the title and the institution inside it


def test_an_implied_honour_is_spurious_for_nobody(parts: dict[str, Any], spot: Callable[..., Span]) -> None:
    first = parts["achievements"][0]
    implied = first.model_copy(update={"id": "a009", "implied": True, "numeral": None, "span": spot("model teams")})
    more = {**parts, "achievements": (*parts["achievements"], implied)}
    assert figures(GOLD, Extraction(**more)) == PERFECT
    row = {"owner": "u1", "within": "model teams", "value": 3, "measure": "count", "object": "first prizes"}
    assert figures({**GOLD, "achievements": [*GOLD["achievements"], row]}, Extraction(**more)) == PERFECT


def test_what_was_missed_is_said_in_words(extraction: Extraction) -> None:
    assert extraction.source.text is not None
    gold = Gold.model_validate({**changed_gold("units", 0, name="Choir"), "traps": []})
    assert evaluate(gold, extraction, extraction.source.text).misses == [
        "unit missed: 'Choir'",
        "unit spurious: 'Radar Team'",
        "owner: '3 first prizes': want 'u1', got 'u01'",
        "owner: '12 papers': want 'u1', got 'u01'",
        "owner: '4 books': want 'u1', got 'u01'",
    ]


RULES = RuleSet(packs=(), rules=(), lexicons={}, fragments={})


def test_the_announcement_beside_the_gold_file_is_read(
    tmp_path: Path, extraction: Extraction, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def run(source: ReadSource, rules: RuleSet) -> Extraction:
        seen.append(source.text)
        assert rules is RULES
        return extraction

    monkeypatch.setattr(pipeline, "run", run)
    (tmp_path / "news.txt").write_text(text, "utf-8")
    (path := tmp_path / "news.gold.yaml").write_text(yaml.safe_dump(GOLD), "utf-8")
    assert evaluation.evaluate_file(path, RULES).figures() == PERFECT
    assert seen == [text]


def test_an_unsound_gold_file_is_refused_with_all_that_is_wrong(tmp_path: Path, text: str) -> None:
    (tmp_path / "news.txt").write_text(text, "utf-8")
    unsound = {**GOLD, "institution": "Shelbyville", "issuer": "Ogdenville"}
    (path := tmp_path / "news.gold.yaml").write_text(yaml.safe_dump(unsound), "utf-8")
    with pytest.raises(InputError) as caught:
        evaluation.evaluate_file(path, RULES)
    assert str(caught.value) == (f"{path}: 'Shelbyville' is not in the text\n{path}: 'Ogdenville' is not in the text")
