"""How all documents of a run are read."""

import re
from pathlib import Path

import pytest

from extractor import pipeline
from extractor.documents import Choices, Document
from extractor.errors import RulesError
from extractor.extraction import Extraction
from extractor.jobs import Job
from extractor.outcomes import Failure, counts_of
from extractor.reading import from_text
from extractor.recipes import Recipe, reader
from extractor.rules import load_rules
from extractor.writing import to_json


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch, extraction: Extraction) -> None:
    monkeypatch.setattr(pipeline, "run", lambda *_, **__: extraction)


def test_a_document_becomes_its_record(tmp_path: Path, extraction: Extraction) -> None:
    (path := tmp_path / "a.txt").write_text("Good news")
    rules = load_rules()
    outcome = reader(Recipe((), rules.digest, indent=2))(Job(str(path), "a.txt"))
    assert outcome.record.decode() == to_json(extraction, indent=2)
    assert (outcome.name, outcome.place, outcome.failure) == (str(path), "a.txt", None)
    assert (outcome.sha256, outcome.counts) == (extraction.source.sha256, counts_of(extraction))
    bare = reader(Recipe((), rules.digest, text=False))(Job(str(path), "a.txt"))
    assert bare.record.decode() == to_json(extraction, text=False, indent=None)


def test_a_row_is_not_looked_for_in_a_file() -> None:
    row = Document(from_text("Good news"), "csv", "1")
    assert reader(Recipe((), load_rules().digest))(Job("none.csv#1", "none.csv/1", document=row)).failure is None


def test_what_fails_is_an_outcome_with_its_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    read = reader(Recipe((), load_rules().digest))
    missing = read(Job("none.txt", "none.txt")).failure
    assert missing is not None
    assert missing.cause == "there is no such file"
    broken = read(Job("t.csv", "t.csv", error="t.csv:3: is no CSV; mend it")).failure
    assert broken == Failure("is no CSV", "t.csv:3: is no CSV; mend it")

    def defect(*_: object, **__: object) -> None:
        raise RecursionError("maximum depth (1000)")

    monkeypatch.setattr(pipeline, "run", defect)
    row = Document(from_text("Good news"), "csv", "1")
    failure = read(Job("t.csv#1", "t.csv/1", document=row)).failure
    assert failure is not None
    assert re.fullmatch(r"internal error: RecursionError at test_recipes\.py:…", failure.cause)
    said = r"t\.csv#1: internal error: RecursionError at test_recipes\.py:\d+; report it with the announcement"
    assert re.fullmatch(said, failure.message)


def test_packs_that_changed_since_are_not_used() -> None:
    with pytest.raises(RulesError, match="the rule packs were changed during the run; run it again, with --resume"):
        reader(Recipe((), "0" * 64))


def test_what_decides_what_records_say_is_in_the_digest() -> None:
    recipes = [
        Recipe((), "0"), Recipe((), "1"), Recipe((), "0", Choices(language="zh")), Recipe((), "0", text=False),
        Recipe((), "0", indent=2),
    ]  # fmt: skip
    assert len({recipe.digest for recipe in recipes}) == len(recipes)
    assert Recipe(("a",), "0").digest == Recipe(("b",), "0").digest
