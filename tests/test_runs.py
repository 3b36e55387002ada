"""One announcement from its file to its records."""

from pathlib import Path

import pytest

from extractor import matching
from extractor.documents import Choices
from extractor.errors import InputError, SearchTimeout
from extractor.rules import load_rules
from extractor.runs import read_one


def test_an_announcement_is_read(tmp_path: Path) -> None:
    (good := tmp_path / "good.txt").write_text("The team published 12 papers.", "utf-8")
    extraction = read_one(str(good), load_rules(), Choices())
    assert [row.span.text for row in extraction.numerals] == ["12"]
    with pytest.raises(InputError, match=r"none\.txt: there is no such file"):
        read_one(str(tmp_path / "none.txt"), load_rules(), Choices())


def test_a_pattern_without_end_is_an_error_with_its_rule_and_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rules for one form are searched for together; the one that takes the time is named all the same."""
    monkeypatch.setattr(matching, "SECONDS_PER_SEARCH", 0.3)
    (tmp_path / "slow" / "en").mkdir(parents=True)
    (tmp_path / "slow" / "pack.yaml").write_text('name: slow\nversion: "1"\n')
    (rules := tmp_path / "slow" / "en" / "roles.yaml").write_text(SLOW)
    (text := tmp_path / "news.txt").write_text(f"The team wrote 12 {'ab' * 40} !")
    with pytest.raises(SearchTimeout) as caught:
        read_one(str(text), load_rules([tmp_path / "slow"]), Choices(language="en"))
    assert str(caught.value).startswith(
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
