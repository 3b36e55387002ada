"""A run over many announcements."""

from pathlib import Path
from typing import Any

import pytest

from extractor import matching
from extractor.errors import InputError
from extractor.extraction import Extraction
from extractor.inputs import Input
from extractor.records import Finding, Numeral
from extractor.rules import load_rules
from extractor.runs import Failure, Reading, closing_line, read_each


def test_what_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    (good := tmp_path / "good.txt").write_text("The team published 12 papers.", "utf-8")
    inputs = [Input(str(tmp_path / "none.txt"), "none.txt"), Input(str(good), "good.txt")]
    first, second = read_each(inputs, load_rules(), encoding=None, language="auto")
    assert isinstance(first, Failure)
    assert first.input is inputs[0]
    assert isinstance(first.error, InputError)
    assert str(first.error).startswith(f"{tmp_path}/none.txt: there is no such file")
    assert isinstance(second, Reading)
    assert second.input is inputs[1]
    assert [row.span.text for row in second.extraction.numerals] == ["12"]


def test_a_pattern_without_end_is_an_error_with_its_rule_and_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rules for one form are searched for together; the one that takes the time is named all the same."""
    monkeypatch.setattr(matching, "SECONDS_PER_SEARCH", 0.3)
    (tmp_path / "slow" / "en").mkdir(parents=True)
    (tmp_path / "slow" / "pack.yaml").write_text('name: slow\nversion: "1"\n')
    (rules := tmp_path / "slow" / "en" / "roles.yaml").write_text(SLOW)
    (text := tmp_path / "news.txt").write_text(f"The team wrote 12 {'ab' * 40} !")
    [failure] = read_each([Input(str(text), "news.txt")], load_rules([tmp_path / "slow"]), encoding=None, language="en")
    assert isinstance(failure, Failure)
    assert str(failure.error).startswith(
        f"{text}, character 15: the pattern of rule slow.roles.slow ({rules}:8) ran for more than 0.3 s; make it"
    )


SLOW = """\
stage: roles
rules:
  - id: slow.roles.quick
    why: it is searched for together with the next
    match: 'room <cardinal>'
    gives: {role: reference}
    examples: []
  - id: slow.roles.slow
    why: its repeat can read one text in ever more ways
    match: '<cardinal> (?:[a-z]|[ab]|[a-c])+!'
    gives: {role: reference}
    examples: []
"""


@pytest.mark.parametrize(("failures", "end"), [(0, ""), (2, "; 2 could not be read")])
def test_the_closing_line(extraction: Extraction, parts: dict[str, Any], failures: int, end: str) -> None:
    unread = Numeral(span=parts["numerals"][0].span, value=2, role="unexplained", achievement=None)
    finding = Finding(code="total-mismatch", severity="error", message="m", spans=())
    other = Extraction(**{**parts, "numerals": (unread, *parts["numerals"][1:]), "findings": (finding, finding)})
    assert closing_line([extraction, other], failures) == (
        f"2 announcements: 4 units, 8 achievements, 11 of 12 numbers explained, findings: 2 errors, 1 note{end}"
    )


def test_the_closing_line_of_nothing_found(parts: dict[str, Any]) -> None:
    empty = {**parts, "findings": (), "numerals": (), "achievements": ()}
    assert closing_line([Extraction(**empty)], 0) == (
        "1 announcement: 2 units, 0 achievements, 0 of 0 numbers explained, findings: none"
    )
