from itertools import pairwise
from pathlib import Path

import pytest

from extractor import linearity, newpack, packcheck
from extractor.rulefiles import formatted


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    newpack.new("cellars", tmp_path / "cellars")
    return tmp_path / "cellars"


def change(path: Path, old: str, new: str) -> int:
    """Put something else into a file; the line where it stands."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def said(pack: Path) -> list[str]:
    return [f"{one.file.relative_to(pack)}:{one.line}: {one.severity} {one.code}" for one in packcheck.examine([pack])]


def test_the_built_in_pack_has_nothing_but_notes() -> None:
    found = packcheck.examine()
    assert [str(problem) for problem in found if problem.severity != "note"] == []
    if linearity.can_prove():
        assert {problem.code for problem in found} == {"slow", "unproven"}


def test_a_pack_in_order_has_no_problems(pack: Path) -> None:
    assert packcheck.examine([pack]) == []


def test_problems_come_by_file_and_line_each_where_it_stands(pack: Path) -> None:
    roles, relations = pack / "en/roles.yaml", pack / "en/relations.yaml"
    first = change(roles, "where: [not ranked]", "where: [not rankd]")
    second = change(relations, "value: 12, part_of: 40", "value: 12, part_of: 41")
    third = change(roles, "cellar_word: [vault", "cellar_word: [Vault")
    head = change(pack / "pack.yaml", "extends: [", "extends: [wines, ")
    assert said(pack) == [
        f"en/relations.yaml:{second - 1}: error rule",
        f"en/roles.yaml:{third}: error never-met",
        f"en/roles.yaml:{first}: error rule",
        f"pack.yaml:{head}: error load",
    ]


def test_what_a_pack_breaks_below_is_its_problem_too(pack: Path) -> None:
    change(pack / "pack.yaml", "off: []", "off: [en.roles.grade]")
    assert any("en.roles.grade" not in str(one) and pack not in one.file.parents for one in packcheck.examine([pack]))


def test_a_fragment_of_the_program_that_is_no_pattern_is_said_at_its_place(pack: Path) -> None:
    line = change(pack / "en/roles.yaml", "fragments:\n", "fragments:\n  article: '(the'\n") + 1
    assert f"en/roles.yaml:{line}: error fragment" in [
        f"{one.file.relative_to(pack)}:{one.line}: {one.severity} {one.code}"
        for one in packcheck.examine([pack])
        if pack in one.file.parents
    ]


def test_fragments_that_unfold_without_measure_are_an_error_and_take_no_time(pack: Path) -> None:
    names = "abcdefgh"
    bomb = "".join(f"  {one}: '{f'{{{other}}}' * 200}'\n" for one, other in pairwise(names))
    change(pack / "en/roles.yaml", "fragments:\n", f"fragments:\n{bomb}  h: 'x'\n")
    assert "error fragment" in "\n".join(said(pack))


@pytest.mark.skipif(not linearity.can_prove(), reason="google-re2 is not installed")
def test_a_slow_fragment_is_blamed_once_and_not_in_each_rule(pack: Path) -> None:
    line = change(pack / "en/roles.yaml", "(?:the |its )?{cellar_word}", "(?:[a-z]+ ?)*{cellar_word}")
    assert said(pack) == [f"en/roles.yaml:{line}: warning slow"]


def test_the_form_is_mended_and_nothing_else(pack: Path) -> None:
    roles = pack / "en/roles.yaml"
    before = roles.read_text("utf-8")
    line = change(roles, "    gives: {role: reference}", "    gives: { role:   reference }  ")
    (pack / "en/latin.yaml").write_bytes(b"stage: caf\xe9\n")
    assert said(pack) == ["en/latin.yaml:1: error load", f"en/roles.yaml:{line}: warning format"]
    assert packcheck.mend([pack]) == [roles]
    assert roles.read_text("utf-8") == before == formatted(before)
    assert packcheck.mend([pack]) == []
    assert (pack / "en/latin.yaml").read_bytes() == b"stage: caf\xe9\n"
