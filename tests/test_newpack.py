from pathlib import Path

import pytest
import yaml

from extractor import newpack, packcheck
from extractor.errors import InputError, OutputError
from extractor.packfiles import PACK_FILE
from extractor.rules import load_rules
from extractor.ruleschema import FILES, SchemaName, written


def test_a_new_pack_passes_the_check_at_once(tmp_path: Path) -> None:
    files = newpack.new("cellars", tmp_path / "cellars")
    assert files[0] == tmp_path / "cellars" / PACK_FILE
    assert [str(problem) for problem in packcheck.examine([tmp_path / "cellars"])] == []


def test_it_has_one_rule_of_each_sort_and_its_name(tmp_path: Path) -> None:
    newpack.new("My-Cellars_2", folder := tmp_path / "new" / "cellars")
    rules = load_rules([folder])
    own = [rule for rule in rules.rules if folder in rule.file.parents]
    assert sorted((rule.stage, rule.id.partition(".")[0]) for rule in own) == [
        ("achievements", "mycellars"), ("implied", "mycellars"), ("relations", "mycellars"), ("roles", "mycellars"),
    ]  # fmt: skip
    assert rules.packs[-1].name == "My-Cellars_2"
    assert rules.lexicons["en"]["kind_head"]["cider orchard"] == "orchard"


def test_editors_find_the_schemas_from_every_file(tmp_path: Path) -> None:
    paths = newpack.new("cellars", tmp_path / "cellars")
    for path in (path for path in paths if path.suffix == ".yaml"):
        sort: SchemaName = "pack" if path.name == PACK_FILE else "rules"
        found = path.read_text("utf-8").splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / found).resolve() == (tmp_path / "cellars" / ".schema" / FILES[sort]).resolve()
        assert (path.parent / found).read_text("utf-8") == written(sort)


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is there already; choose another name"):
        newpack.new("cellars", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "12", "a/b", "a: b", "näh\n", "葡萄"])
def test_a_name_that_no_pack_can_have(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no name for a pack; take letters, digits, - and _"):
        newpack.new(name, tmp_path / "x")
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("name", ["no", "cellars 2.0", "x-ray", "on"])
def test_a_name_is_a_word_in_yaml_too(name: str, tmp_path: Path) -> None:
    [path, *_] = newpack.new(name, tmp_path / "x")
    assert yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)["name"] == name  # noqa: S506
    assert load_rules([tmp_path / "x"]).packs[-1].name == name


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"Not a directory; choose a folder that can be written"):
        newpack.new("cellars", tmp_path / "file" / "cellars")
