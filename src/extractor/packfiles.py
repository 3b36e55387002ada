"""The files of a rule pack as they are written: YAML read strictly into models, every problem with its file and line.

A pack is a folder with `pack.yaml` and, below it, one folder per language (`common` serves all of them) with one file
per stage.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from extractor.errors import RulesError

PACK_FILE = "pack.yaml"
Stage = Literal[
    "phrases", "numerals", "sections", "categories", "units", "roles", "objects", "achievements", "implied",
    "relations",
]  # fmt: skip
"""What a rule file is for. Rules are asked for in the last four; the files of the others are lexicons and fragments."""

M = TypeVar("M", bound=BaseModel)
_ANCHOR = re.compile(r"(?:^|[\s\[{,])&[^\s,\[\]{}]")  # an alias needs one


def _terms(terms: object) -> dict[str, str]:
    """A lexicon as term -> value. It is written as a list of terms, or as value -> list of terms."""
    rows = terms.items() if isinstance(terms, dict) else [(None, terms)]
    out: dict[str, str] = {}
    for value, entries in rows:
        if not isinstance(entries, list) or not all(isinstance(e, str) for e in entries):
            raise ValueError(f"a lexicon is a list of terms, or value: [term, ...]; not {entries!r}")
        for entry in entries:
            if entry in out:
                raise ValueError(f"{entry!r} is listed twice")
            out[entry] = entry if value is None else str(value)
    return out


class RuleExample(BaseModel):
    """A text and exactly what the rule gives for it; `[]` makes it a near miss."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    given: list[str] = []
    gives: list[dict[str, Any]]


class RuleRow(BaseModel):
    """A rule as it is written; `replaces` names a rule of a pack below, whose place in the order it takes."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z]+(\.[a-z0-9-]+){2,}$")
    why: str = Field(min_length=10)
    replaces: str | None = None
    match: str
    where: list[str] = []
    gives: dict[str, Any]
    examples: list[RuleExample]


class RuleFile(BaseModel):
    """One file of a pack: the lexicons, fragments and rules of a stage."""

    model_config = ConfigDict(extra="forbid")

    stage: Stage
    lexicons: dict[str, Annotated[dict[str, str], BeforeValidator(_terms)]] = {}
    fragments: dict[str, str] = {}
    rules: list[RuleRow] = []


class Kinds(BaseModel):
    """The kinds of achievement and of unit that a pack adds to those of the packs below it."""

    model_config = ConfigDict(extra="forbid")

    achievement: list[str] = []
    unit: list[str] = []


class PackFile(BaseModel):
    """What `pack.yaml` says.

    `extends` names the packs that must lie below this one, `off` the ids of their rules that it switches off.
    """

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1)
    version: str
    about: str = ""
    language: list[str] = []
    extends: list[str] = []
    off: list[str] = []
    kinds: Kinds = Kinds()


class FileContent(RuleFile):
    """A rule file with the line of each of its rules."""

    lines: list[int] = []


@dataclass(frozen=True, slots=True)
class PackContent:
    """A pack as it was read: what `pack.yaml` says, each rule file with its language, and a digest of all bytes."""

    folder: Path
    head: PackFile
    files: tuple[tuple[Path, str, FileContent], ...]
    sha256: str


def read_pack(folder: Path, problems: list[str]) -> PackContent | None:
    """Read all files of a pack; what is wrong with them is added to `problems`, each as `file:line: message`.

    None where `pack.yaml` cannot be understood. Raises `RulesError` where there is no such folder.
    """
    if not folder.is_dir():
        raise RulesError([f"{folder}: no such folder; a rule pack is a folder with pack.yaml in it"])
    digest = hashlib.sha256()
    head, files = None, []
    paths = sorted(folder.rglob("*.yaml"))
    if folder / PACK_FILE not in paths:
        problems.append(f"{folder}/{PACK_FILE}:1: missing; it gives the pack's name and version")
    for path in paths:
        raw = path.read_bytes()
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + raw + b"\0")
        content = _parse(path, raw, problems)
        if content is None:
            continue
        if path == folder / PACK_FILE:
            head = _validated(PackFile, content, path, problems)
        elif (file := _rule_file(content, path, problems)) is not None:
            files.append((path, path.parent.relative_to(folder).as_posix(), file))
    return None if head is None else PackContent(folder, head, tuple(files), digest.hexdigest())


class _Loader(yaml.CSafeLoader):
    """YAML in which words are words, duplicate keys are errors, and rules know their line."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    out: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if isinstance(key, list | dict):
            raise yaml.MarkedYAMLError(problem=f"{key!r} is no name; quote it", problem_mark=key_node.start_mark)
        if key in out:
            raise yaml.MarkedYAMLError(problem=f"{key!r} stands here twice", problem_mark=key_node.start_mark)
        out[key] = loader.construct_object(value_node, deep=True)
    if "match" in out and "id" in out:
        out["__line__"] = node.start_mark.line + 1
    return out


# Words are words: `on`, `no` and `yes` are no booleans (Norway is no `false`), a day is no date.
_WORDS_IN_YAML = (":bool", ":timestamp", ":merge")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if first in "tTfF" or not tag.endswith(_WORDS_IN_YAML)]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def _parse(path: Path, raw: bytes, problems: list[str]) -> dict[str, Any] | None:
    try:
        text = raw.decode("utf-8")
        _refuse_aliases(text)
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, see _Loader
    except UnicodeDecodeError as e:
        problems.append(f"{path}:{raw[: e.start].count(10) + 1}: not UTF-8; save the file as UTF-8")
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        problems.append(f"{path}:{mark.line + 1 if mark else 1}: {e.problem or 'not valid YAML'}")
    except (yaml.YAMLError, RecursionError) as e:
        problems.append(f"{path}:1: {e}")
    else:
        if isinstance(content, dict):
            return content
        problems.append(f"{path}:1: a mapping is expected here, not {type(content).__name__}")
    return None


def _refuse_aliases(text: str) -> None:
    """Raise at the first alias: a few lines of them unfold to more than any memory holds."""
    if not _ANCHOR.search(text):
        return  # going through the events costs as much as loading
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            problem = "aliases (*name) are not allowed in a rule file; write it out"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]


def _rule_file(content: dict[str, Any], path: Path, problems: list[str]) -> FileContent | None:
    rows = content.get("rules")
    rows = rows if isinstance(rows, list) else []
    lines = [row.pop("__line__", 1) if isinstance(row, dict) else 1 for row in rows]
    file = _validated(RuleFile, content, path, problems, lines)
    return None if file is None else FileContent.model_construct(**dict(file), lines=lines)


def _validated(
    model: type[M], content: dict[str, Any], path: Path, problems: list[str], lines: Sequence[int] = ()
) -> M | None:
    try:
        return model.model_validate(content)
    except ValidationError as e:
        for error in e.errors():
            where = error["loc"]
            index = where[1] if len(where) > 1 and where[0] == "rules" else None
            line = lines[index] if isinstance(index, int) and index < len(lines) else line_of_key(path, where)
            problems.append(f"{path}:{line}: {'.'.join(map(str, where))}: {error['msg']}")
    return None


def line_of_key(path: Path, where: tuple[int | str, ...], *, after: str | None = None) -> int:
    """The first line that begins with the innermost named key of `where`, 1 where there is none.

    Where `after` is given, only the lines behind that key count: one kind stands in several lexicons.
    """
    lines = [line.lstrip(" -") for line in path.read_text("utf-8").splitlines()]
    first = next((i for i, line in enumerate(lines) if after and line.startswith(f"{after}:")), 0)
    for key in reversed([w for w in where if isinstance(w, str)]):
        for number, line in enumerate(lines[first:], first + 1):
            if line.startswith(f"{key}:"):
                return number
    return 1
