import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from extractor import chinese, english
from extractor.packfiles import PACK_FILE
from extractor.rules import builtin_folder
from extractor.ruleschema import FILES, SchemaName, modeline, schema, written

ROOT = Path(__file__).parents[1]
RULE: dict[str, Any] = {
    "id": "mine.roles.room", "why": "A number of a room is a name.", "match": "room <cardinal>",
    "where": ["not ranked"], "gives": {"role": "reference"},
    "examples": [{"text": "room 12", "gives": [{"number": "12"}]}, {"text": "12 rooms", "gives": []}],
}  # fmt: skip


def errors(name: SchemaName, content: object) -> list[str]:
    validator = Draft202012Validator(schema(name))
    return sorted(error.json_path for error in validator.iter_errors(content))


@pytest.mark.parametrize("name", FILES)
def test_what_is_shipped_is_current(name: SchemaName) -> None:
    """`extract rules schema pack > docs/pack.schema.json`, and `rules` likewise."""
    assert (ROOT / "docs" / FILES[name]).read_text("utf-8") == written(name)


@pytest.mark.parametrize("name", FILES)
def test_it_is_a_schema(name: SchemaName) -> None:
    Draft202012Validator.check_schema(json.loads(written(name)))


@pytest.mark.parametrize("path", sorted(builtin_folder().rglob("*.yaml")), ids=lambda path: path.name)
def test_the_built_in_files_are_valid(path: Path) -> None:
    content = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - nothing but words
    name: SchemaName = "pack" if path.name == PACK_FILE else "rules"
    # Numbers are words here; the keys whose values are numbers are tried below.
    assert [error for error in errors(name, content) if ".sign" not in error and ".factor" not in error] == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"whyy": "a slip"}, "$.rules[0]"),
        ({"id": "Mine"}, "$.rules[0].id"),
        ({"match": 12}, "$.rules[0].match"),
        ({"where": ["qouted"]}, "$.rules[0].where[0]"),
        ({"gives": {"role": "referense"}}, "$.rules[0].gives.role"),
        ({"gives": {"role": "date", "sign": 1}}, "$.rules[0].gives"),
        ({"gives": {}}, "$.rules[0].gives"),
        ({"examples": [{"text": "a", "gives": [{"value": 1}]}]}, "$.rules[0].examples[0].gives[0]"),
        ({"examples": [{"text": "a", "gives": [{}]}]}, "$.rules[0].examples[0].gives[0]"),
    ],
)
def test_a_mistake_in_a_rule_is_marked_where_it_is(change: dict[str, Any], path: str) -> None:
    assert errors("rules", {"stage": "roles", "rules": [RULE]}) == []
    assert errors("rules", {"stage": "roles", "rules": [RULE | change]}) == [path]


@pytest.mark.parametrize(
    ("gives", "right"),
    [
        ({"measure": "amount", "object": ["subject", "following"], "sign": -1, "unit": "year", "factor": 100}, True),
        ({"measure": "count", "object": ["changed"]}, True),
        ({"measure": "amount", "object": "subject"}, False),
        ({"measure": "amount", "object": ["folowing"]}, False),
        ({"measure": "amount", "object": []}, False),
        ({"measure": "amount"}, False),
        ({"measure": "amount", "object": ["subject"], "sign": 2}, False),
    ],
)
def test_each_stage_says_what_its_rules_give(gives: dict[str, Any], right: bool) -> None:  # noqa: FBT001
    rule = RULE | {"gives": gives, "examples": []}
    assert (errors("rules", {"stage": "achievements", "rules": [rule]}) == []) is right
    assert errors("rules", {"stage": "roles", "rules": [rule]}) != []


@pytest.mark.parametrize(
    ("lexicon", "right"), [(["oslo"], True), ({"NO": ["oslo"]}, True), ("oslo", False), ({"NO": "oslo"}, False)]
)
def test_the_two_ways_of_writing_a_lexicon(lexicon: object, right: bool) -> None:  # noqa: FBT001
    assert (errors("rules", {"stage": "units", "lexicons": {"town": lexicon}}) == []) is right


def test_the_head_of_a_pack() -> None:
    assert errors("pack", {"name": "mine", "version": "1", "kinds": {"unit": ["orchard"]}}) == []
    assert errors("pack", {"name": "mine", "kinds": {"units": ["orchard"]}}) == ["$", "$.kinds"]


def test_every_key_says_what_it_means_and_conditions_are_completed() -> None:
    whole = schema("rules")
    parts = [schema("pack"), whole, whole["$defs"]["RuleRow"], whole["$defs"]["RuleExample"]]
    assert [key for part in parts for key, row in part["properties"].items() if not row.get("description")] == []
    conditions = {*english.CONDITIONS, *chinese.CONDITIONS}
    assert len(whole["$defs"]["RuleRow"]["properties"]["where"]["items"]["enum"]) == 2 * len(conditions)


def test_the_line_by_which_an_editor_finds_it() -> None:
    assert modeline("rules", Path("..", ".schema")) == "# yaml-language-server: $schema=../.schema/rules.schema.json"
