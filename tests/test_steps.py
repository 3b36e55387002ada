"""Where rules and lexicons stand, as an explanation says it."""

from pathlib import Path

import pytest

from extractor import extract
from extractor.english import make_page
from extractor.matching import grammar
from extractor.rules import load_rules
from extractor.steps import named, place_of_lexicon, quoted, section_of

RULES = """stage: roles
lexicons:
  street: [studio]
rules:
  - id: mine.roles.cellar
    why: The number of a cellar says where something lies.
    match: 'cellar <cardinal>'
    gives: {role: reference}
    examples: []
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (folder := tmp_path / "mine" / "en").mkdir(parents=True)
    (folder.parent / "pack.yaml").write_text("{name: mine, version: '1'}")
    (folder / "roles.yaml").write_text(RULES)
    return folder.parent


def test_a_rule_stands_in_a_file_of_its_pack_from_wherever_it_is_laid(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pack)
    laid = [load_rules([pack]), load_rules(["."])]
    assert [named(rules.rules[0]) for rules in laid] == ["mine/en/roles.yaml:5 mine.roles.cellar"] * 2


def test_a_lexicon_stands_in_the_last_pack_that_adds_to_it(pack: Path) -> None:
    mine, ours = load_rules([pack]), load_rules()
    assert place_of_lexicon(mine, "en", "street") == "mine/en/roles.yaml:3"
    assert place_of_lexicon(ours, "en", "street").startswith("rules/en/roles.yaml:")
    assert place_of_lexicon(mine, "en", "kind_head").startswith("rules/en/units.yaml:")
    assert place_of_lexicon(mine, "en", "nowhere") == "the lexicon nowhere"


def test_a_quotation_is_one_line_that_steers_nothing_and_is_cut_in_its_middle() -> None:
    page = make_page(f"It bound\n412 \x1bbooks. {'a' * 60} {'b' * 60}", grammar(load_rules(), "en"))
    assert quoted(page, 3, 19) == "“bound 412 \ufffdbooks”"
    assert quoted(page, 21, len(page.text)) == f"“{'a' * 38} … {'b' * 38}”"


def test_a_place_has_its_section() -> None:
    text = "Lindal names its mills\r\n\r\nThe mills grind rye for all bakers of the whole wide valley.\n"
    assert [section_of(extract(text), at) for at in (3, 23, 40)] == ["title", "nothing but blanks", "background"]
