"""JSON Schema of the files of a rule pack, by which editors complete them and mark errors.

It is made from the models that the loader reads with, and from the words that the check knows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, get_args

from extractor.examples import KEYS
from extractor.languages import condition_names
from extractor.matching import Grammar
from extractor.packfiles import PackFile, RuleFile
from extractor.records import Language
from extractor.rulegives import REQUIRED, allowed
from extractor.rules import load_rules

SchemaName = Literal["pack", "rules"]
Schema = dict[str, Any]

FILES: Final[Mapping[SchemaName, str]] = {"pack": "pack.schema.json", "rules": "rules.schema.json"}
_TERMS: Final = {"type": "array", "items": {"type": "string"}}
_SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "PackFile": {
        "name": "What records call the pack.",
        "version": 'Raise it with every change that readers of records should see; quote it: "1".',
        "about": "What the pack is for, in a sentence.",
        "language": "The languages that it has rules for; its folders are called like them.",
        "extends": "The names of the packs that must lie below this one.",
        "off": "The ids of rules below that are switched off.",
        "kinds": "Kinds of achievement and of unit that the packs below do not have.",
    },
    "RuleFile": {
        "stage": "What the file is for.",
        "lexicons": "Words by the name under which patterns ask for them: a list, or value: [term, ...].",
        "fragments": "Pieces of pattern by the name under which other patterns ask for them: {name}.",
        "rules": "Asked in order about each number: the first that holds decides.",
    },
    "RuleRow": {
        "id": "<language or pack>.<stage>.<name>; records and reports print it.",
        "why": "What is true of the language, in a sentence; not what the pattern does.",
        "replaces": "The id of a rule below, whose place in the order this one takes.",
        "match": "A pattern about one number, which a marker such as <cardinal> or <any> stands for.",
        "where": "Conditions that no pattern sees; all must hold.",
        "gives": "What the rule says of the number.",
        "examples": "Texts with exactly what the rule gives for each; gives: [] makes a near miss.",
    },
    "RuleExample": {
        "text": "A sentence of your own.",
        "given": "Conditions that the text cannot show.",
        "gives": "Exactly the records that the rule gives for the text.",
    },
}  # fmt: skip


def schema(name: SchemaName) -> Schema:
    """The JSON Schema of `pack.yaml`, or of the rule files."""
    if name == "pack":
        return _explained(PackFile.model_json_schema(), "PackFile")
    whole = _explained(RuleFile.model_json_schema(), "RuleFile")
    by_value = {"type": "object", "additionalProperties": _TERMS}
    whole["properties"]["lexicons"]["additionalProperties"] = {"anyOf": [_TERMS, by_value]}
    conditions = [start + condition for start in ("", "not ") for condition in condition_names()]
    for part, key in (("RuleRow", "where"), ("RuleExample", "given")):
        whole["$defs"][part]["properties"][key]["items"] = {"enum": conditions}
    rules = load_rules()
    grammars = [Grammar(rules, name) for name in get_args(Language)]
    return whole | {"allOf": [_if_stage(stage, grammars) for stage in KEYS]}


def written(name: SchemaName) -> str:
    """The schema as a file has it."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def modeline(name: SchemaName, folder: Path | str) -> str:
    """The first line of a YAML file by which editors find the schema in `folder`, seen from the file."""
    return f"# yaml-language-server: $schema={Path(folder, FILES[name]).as_posix()}"


def _if_stage(stage: str, grammars: Sequence[Grammar]) -> Schema:
    """What the rules of a stage say in `gives`, in any of the languages, and what their examples do."""
    values: dict[str, dict[Any, None]] = {}
    for key, some in (item for grammar in grammars for item in allowed(stage, grammar).items()):
        values.setdefault(key, {}).update(dict.fromkeys(some))
    gives = {
        "properties": {key: _value(key, list(some)) for key, some in values.items()},
        "required": list(REQUIRED[stage]),
        "additionalProperties": False,
    }
    record = {"propertyNames": {"enum": list(KEYS[stage])}, "minProperties": 1}
    example = {"properties": {"gives": {"items": record}}}
    rule = {"properties": {"gives": gives, "examples": {"items": example}}}
    return {
        "if": {"properties": {"stage": {"const": stage}}},
        "then": {"properties": {"rules": {"items": rule}}},
    }


def _value(key: str, values: list[Any]) -> Schema:
    if key == "object":
        return {"type": "array", "items": {"enum": sorted(values)}, "minItems": 1}
    return {"enum": values} if values else {"type": "string", "minLength": 1}


def _explained(model: Schema, top: str) -> Schema:
    """The schema with what each key means, which editors show beside it."""
    for name, part in {top: model, **model.get("$defs", {})}.items():
        for key, said in _SAID.get(name, {}).items():
            part["properties"][key]["description"] = said
    return model
