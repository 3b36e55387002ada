"""Two rule sets over a corpus: what the one reads that the other does not."""

from dataclasses import replace
from pathlib import Path

import pytest

from extractor import extract, pipeline
from extractor.differences import compare
from extractor.errors import InputError, RulesError, SearchTimeout
from extractor.extraction import Extraction
from extractor.records import Achievement
from extractor.rulediff import compare_rules
from extractor.rules import Pack, RuleSet, load_rules

NEWS = """\
Springfield University: two teams selected as Model Teams of the Province

The Radar Team and the Chess Team of Springfield University were selected as Model Teams of the Province.

The Radar Team published 12 papers. The Chess Team gave 7 concerts.
"""


def without(*ids: str) -> RuleSet:
    """The built-in rules without those with these ids."""
    whole = load_rules()
    rules = tuple(rule for rule in whole.rules if rule.id not in ids)
    return replace(whole, packs=(Pack("fewer", "1", "0" * 64),), rules=rules)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.txt").write_text(NEWS.replace("published 12 papers", "is new").replace("gave 7 concerts", "is new"))
    return tmp_path


def test_each_announcement_is_read_by_both(corpus: Path) -> None:
    fewer = without("en.achievements.count")
    changed, same = compare_rules(fewer, load_rules(), [str(corpus)])
    assert [changed.name, same.name] == [str(corpus / "a.txt"), str(corpus / "b.txt")]
    assert (changed.old, changed.new) == (read(corpus / "a.txt", fewer), read(corpus / "a.txt", load_rules()))
    assert changed.old is not None
    assert changed.new is not None
    assert changed.differences == compare(changed.old, changed.new)
    assert [row.value for row in gained(changed.differences)] == [12, 7]
    assert not same


def read(path: Path, rules: RuleSet) -> Extraction:
    one = extract(path.read_text(), rules=rules)
    return one.model_copy(update={"source": one.source.model_copy(update={"path": str(path)})})


def gained(differences: object) -> list[Achievement]:
    parts = getattr(differences, "parts", {})
    return [row for row in parts["achievements"].gained if isinstance(row, Achievement)]


def test_the_same_rules_make_no_difference(corpus: Path) -> None:
    assert not any(compare_rules(load_rules(), load_rules(), [str(corpus)]))


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        compare_rules(load_rules(), load_rules(), [str(tmp_path / "none.txt")])


def test_a_search_without_end_is_an_error_that_names_the_announcement(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*_: object) -> Extraction:
        raise SearchTimeout("mine.roles.slow", place="character 7", seconds=2)

    monkeypatch.setattr(pipeline, "run", run)
    with pytest.raises(
        SearchTimeout, match=rf"^{corpus}/a\.txt, character 7: the pattern of rule mine\.roles\.slow ran"
    ):
        compare_rules(load_rules(), load_rules(), [str(corpus)])


def test_rules_that_lack_what_the_program_asks_for(corpus: Path) -> None:
    whole = load_rules()
    fragments = {**whole.fragments, "en": {k: v for k, v in whole.fragments["en"].items() if k != "period"}}
    older = replace(whole, packs=(Pack("builtin", "0.0.1", "1" * 64),), fragments=fragments)
    with pytest.raises(RulesError) as caught:
        compare_rules(older, whole, [str(corpus)])
    [problem] = caught.value.problems
    assert problem == (
        "builtin 0.0.1: does not go with this version of the program: period: unknown fragment or lexicon {period}; "
        "compare a later state, or read with the older program and use extract diff"
    )
