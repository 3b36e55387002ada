"""What holds of any text, asked of texts that Hypothesis draws; crashes of the past; the means of `make fuzz`."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

import composing
import extractor
import properties
import shrinking
from extractor.extraction import Extraction

CRASHES = sorted((Path(__file__).parent / "fixtures" / "crashes").glob("*.txt"))
SCRIPT = Path(__file__).parent / "fuzz" / "fuzz.py"
GOOD = "The Radar Team published 12 papers.\n"
patient = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.mark.parametrize("path", CRASHES, ids=[path.stem for path in CRASHES])
def test_what_failed_once_does_not_fail_again(path: Path) -> None:
    assert properties.problems(path.read_bytes().decode("utf-8"), thorough=True) == []


@patient
@given(composing.texts("composed"))
def test_announcements_are_read_as_any_text_must_be(text: str) -> None:
    assert properties.problems(text) == []


@patient
@given(composing.texts("raw"))
@example("\u202e12\u0301\u20e3")
def test_any_characters_are_read_as_any_text_must_be(text: str) -> None:
    assert properties.problems(text) == []


@settings(patient, max_examples=8)
@given(composing.texts("composed"))
def test_beginnings_and_doubles_of_announcements(text: str) -> None:
    assert properties.problems(text, thorough=True) == []


def test_a_text_has_its_number_and_its_seed() -> None:
    first = [composing.nth(kind, 3, seed=1) for kind in ("composed", "raw")]
    assert first == [composing.nth(kind, 3, seed=1) for kind in ("composed", "raw")]
    assert first != [composing.nth(kind, 3, seed=2) for kind in ("composed", "raw")]


def test_no_character_is_half_of_a_pair() -> None:
    draw = Random(0)
    text = "".join(composing.raw(draw) for _ in range(500))
    assert text.encode("utf-8").decode("utf-8") == text
    assert max(text) > "\U000f0000"


def test_both_languages_come_up() -> None:
    texts = [composing.nth("composed", number, seed=0) for number in range(40)]
    assert {extractor.extract(text).source.language for text in texts} == {"en", "zh"}


@pytest.mark.parametrize("language", composing.LANGUAGES)
def test_every_symbol_of_the_grammar_has_a_way_of_writing_it(language: str) -> None:
    for symbol in composing.symbols(language):
        assert "{" not in composing.written(symbol, language, Random(0)), symbol


def test_a_spoiled_record_breaks_the_property_that_it_is_about() -> None:
    found = extractor.extract(GOOD)
    assert [*properties.wrong_spans(found, GOOD), *properties.wrong_digits(found, GOOD)] == []
    moved = " " + GOOD
    assert {shrinking.kind_of(p) for p in properties.wrong_spans(found, moved)} == {"span"}
    assert next(properties.wrong_digits(found, "1 in " + GOOD)) == "digit: '1' at 0 lies in 0 numerals"
    assert [*properties.wrong_again(found, moved)] == ["again: the second reading differs from the first"]


def test_a_defect_is_a_failure_with_its_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(text: str, **options: Any) -> Extraction:
        if "7" in text:
            raise ZeroDivisionError(text)
        return whole(text, **options)

    whole = extractor.extract
    monkeypatch.setattr(extractor, "extract", broken)
    (problem,) = properties.problems(text := "Its 3 teams won 17 prizes in 2021.")
    assert problem == f"ZeroDivisionError in the tests: {text}"
    path = shrinking.saved(text, problem, tmp_path)
    assert path.read_text("utf-8") == "7"
    assert path.name.startswith("zerodivisionerror-in-the-tests-")


def test_what_is_made_small_still_fails() -> None:
    small = shrinking.shrunk("abcdefghij" * 20, lambda text: text.count("a") > 2 and "j" in text)
    assert sorted(small) == ["a", "a", "a", "j"]


def test_a_run_gives_its_figures() -> None:
    command = [sys.executable, str(SCRIPT), "--documents", "30", "--processes", "1", "--seed", "5"]
    done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("60 documents (composed and raw, seed 5) in ")


def test_a_chunk_reads_what_the_next_one_reads_too() -> None:
    command = [sys.executable, str(SCRIPT), "--documents", "41", "--chunk", "raw", "0", "21"]
    answer = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert answer["documents"] == 21
    assert sorted(answer["digests"]) == ["raw 0", "raw 20", "raw 21", "raw 40"]
