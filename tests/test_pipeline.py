"""The whole way, on the announcement that the project began with."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor
from extractor.english import make_page
from extractor.extraction import Extraction
from extractor.matching import Grammar
from extractor.normalise import normalise


@pytest.fixture(scope="module")
def read(seed: Path) -> Extraction:
    return extractor.extract(seed.read_text("utf-8"))


def test_the_header_fields_of_the_seed(read: Extraction) -> None:
    found = read.announcement
    assert found.title is not None
    assert found.institution is not None
    assert found.issuer is not None
    assert found.declared_total is not None
    assert found.title.text.startswith("The base party organization of Beijing Institute of Technology was selected")
    assert found.institution.text == "Beijing Institute of Technology"
    assert found.issuer.text == "Beijing Municipal Committee of Education"
    assert (found.declared_total.value, found.declared_total.span.text) == (12, "12")
    assert found.published is None


def test_three_categories_with_two_eight_and_two_units(read: Extraction) -> None:
    assert [(c.name, c.found) for c in read.categories] == [
        ("Benchmarking Department", 2),
        ("Model Branch", 8),
        ("Party Building Leading Practice Innovation Demonstration Project", 2),
    ]
    assert [u.kind for u in read.units] == ["party-committee"] * 2 + ["party-branch"] * 8 + ["project"] * 2
    assert all(u.profile for u in read.units)


def test_every_unit_but_the_forgotten_one_is_named_in_summary_and_profile(read: Extraction) -> None:
    assert [u.name for u in read.units if len(u.mentions) == 1] == ["teaching Party Branch of Xuteli College"]


def test_every_digit_is_accounted_for_and_nothing_is_unexplained(read: Extraction) -> None:
    text = normalise(read.source.text or "")
    covered = {i for n in read.numerals for i in range(n.span.start, n.span.end)}
    assert [m.start() for m in re.finditer(r"\d", text) if m.start() not in covered] == []
    assert Counter(n.role for n in read.numerals)["unexplained"] == 0


def test_some_achievements_of_the_benchmark_committee(read: Extraction) -> None:
    own = [a for a in read.achievements if a.owner == "u01" and not a.implied]
    rows = [(a.measure, a.value, a.comparator, a.object) for a in own]
    for row in (
        ("count", 1362, "=", "high-level papers"),
        ("count", 928, "=", "SCI Region I papers"),
        ("share", 31, ">", "national talents"),
        ("rank", 53, "=", "ESI ranking"),
    ):
        assert row in rows
    value_of = {a.id: a.value for a in own}
    assert [value_of[a.part_of] for a in own if a.value == 928 and a.part_of] == [1362]


PROGRAM = (
    "import extractor, sys; print(extractor.extract(open(sys.argv[1], encoding='utf-8').read()).model_dump_json())"
)


def test_the_output_is_the_same_whatever_order_sets_have(seed: Path) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(seed)],
            check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"},
        ).stdout
        for hash_seed in ("0", "1", "4242")
    }  # fmt: skip
    assert len(outputs) == 1


LINES = st.sampled_from(
    ["Springfield University names its teams", "", "## Model Teams (2)", "- Radar Team: has 12 boats", "1. Chess Team",
     'The Oak Team and the Elm Team were selected as "Model Team".', "The Oak Team won 3 first prizes in 2021.",
     "Team | Boats", "Oak | 12", "Next, it will build 50 halls.", "Tel: 020 7946 0123", '"', "(", "。", "\r", "\u3000",
     "Good Teams: A; B; C", "First, the Oak Prizes. Then more."]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(LINES, max_size=12).map("\n".join).filter(str.strip))
def test_any_arrangement_of_lines_gives_a_valid_record(text: str) -> None:
    """An `Extraction` checks itself when it is made; here all that may come in is put in any order."""
    found = extractor.extract(text, language="en")
    assert len(found.units) == sum(c.found for c in found.categories) + sum(u.category is None for u in found.units)


@given(st.text(max_size=200))
def test_a_page_has_the_length_of_its_text(english: Grammar, text: str) -> None:
    page = make_page(text, english)
    assert len(page.text) == len(page.low) == len(page.masked) == len(text)
