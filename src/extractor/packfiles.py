"""The files of a rule pack as they are written: YAML read strictly into models, every problem with its file and line.

A pack is a folder with `pack.yaml` and, below it, one folder per language (`common` serves all of them) with one file
per stage.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from extractor import yamlaliases
from extractor.errors import RulesError
from extractor.modelerrors import worded
from extractor.yamlplaces import Way, spots

PACK_FILE = "pack.yaml"
Stage = Literal[
    "phrases", "numerals", "sections", "categories", "units", "roles", "objects", "achievements", "implied",
    "relations", "findings",
]  # fmt: skip
"""What a rule file is for. Rules are asked for in the last four; the files of the others are lexicons and fragments."""

M = TypeVar("M", bound=BaseModel)
_LARGEST = 20_000_000
"""Bytes of a rule file: a hundred times the longest of the built-in pack, and read in less than a minute."""


def _terms(terms: object) -> dict[str, str]:
    """A lexicon as term -> value. It is written as a list of terms, or as value -> list of terms."""
    rows = terms.items() if isinstance(terms, dict) else [(None, terms)]
    out: dict[str, str] = {}
    for value, entries in rows:
        if not isinstance(entries, list) or not all(isinstance(e, str) for e in entries):
            said = "a lexicon is a list of terms, or value: [term, ...]; not {entries}"
            raise PydanticCustomError("lexicon", said, {"entries": repr(entries)})
        for entry in entries:
            if entry in out:
                raise PydanticCustomError("listed_twice", "'{entry}' is listed twice", {"entry": entry})
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


def builtin_folder() -> Path:
    """Where the built-in pack lies: beside the code in a wheel, at the project's root in a checkout."""
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "rules"


def files_of(folder: Path) -> list[Path]:
    """The files of a pack, sorted; what only looks like one (`refusal` says why) is left out."""
    return [path for path in sorted(folder.rglob("*.yaml")) if refusal(path, folder) is None]


def refusal(path: Path, folder: Path) -> str | None:
    """Why something in a pack's folder is not read: a pipe would keep us waiting, a link may lead to anybody's files.

    The files of the built-in pack may be links: some installers keep one copy for all environments.
    """
    if not path.is_file():
        return "is no file; take it away, or put the file itself there"
    if folder != builtin_folder() and not path.resolve().is_relative_to(folder.resolve()):
        return "is a link out of the pack; put the file itself into the pack"
    return None


def read_pack(folder: Path, problems: list[str]) -> PackContent:
    """Read all files of a pack; what is wrong with them is added to `problems`, each as `file:line: message`.

    What is wrong is left out and the rest is read, so that one mistake does not hide another. Raises `RulesError`
    where there is no such folder.
    """
    if not folder.is_dir():
        raise RulesError([f"{folder}: no such folder; a rule pack is a folder with pack.yaml in it"])
    digest = hashlib.sha256()
    head, files = PackFile(name=folder.resolve().name or "?", version="?"), []
    paths = sorted(folder.rglob("*.yaml"))
    if folder / PACK_FILE not in paths:
        problems.append(f"{folder}/{PACK_FILE}:1: missing; write it, for it gives the pack's name and version")
    for path in paths:
        raw = _bytes_of(path, folder, problems)
        if raw is None:
            continue
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + raw + b"\0")
        content = _parse(path, raw, problems)
        if content is None:
            continue
        if path == folder / PACK_FILE:
            head = _validated(PackFile, content, path, problems, dict(head)) or head
        elif (file := _rule_file(content, path, problems)) is not None:
            files.append((path, path.parent.relative_to(folder).as_posix(), file))
    return PackContent(folder, head, tuple(files), digest.hexdigest())


def _bytes_of(path: Path, folder: Path, problems: list[str]) -> bytes | None:
    why = refusal(path, folder)
    if why is None:
        try:
            with path.open("rb") as file:
                raw = file.read(_LARGEST + 1)
        except OSError as error:
            why = f"cannot be read: {error.strerror}; see to its permissions, or take it away"
        else:
            if len(raw) <= _LARGEST:
                return raw
            why = f"has more than {_LARGEST // 10**6} MB; part it into several files"
    problems.append(f"{path}:1: {why}")
    return None


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
        yamlaliases.refuse(text, where="a rule file")
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, see _Loader
    except UnicodeDecodeError as e:
        problems.append(f"{path}:{raw[: e.start].count(10) + 1}: not UTF-8; save the file as UTF-8")
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        said = e.problem or "not valid YAML"
        remedy = "" if "; " in said else f"; {_remedy(said)}"
        problems.append(f"{path}:{mark.line + 1 if mark else 1}: {said}{remedy}")
    except (yaml.YAMLError, RecursionError) as e:
        problems.append(f"{path}:1: {e}")
    else:
        if isinstance(content, dict):
            return content
        problems.append(f"{path}:1: a mapping is expected here, not {type(content).__name__}")
    return None


def _remedy(said: str) -> str:
    """What to do about YAML that cannot be read."""
    if "cannot start any token" in said:
        return "indent with blanks and not with tabs, and quote what begins with a sign"
    return "take one of them out" if "stands here twice" in said else "mend the line, or quote the value"


def _rule_file(content: dict[str, Any], path: Path, problems: list[str]) -> FileContent | None:
    rows = content.get("rules")
    rows = rows if isinstance(rows, list) else []
    lines = [row.pop("__line__", 1) if isinstance(row, dict) else 1 for row in rows]
    file = _validated(RuleFile, content, path, problems)
    if file is None:
        return None
    # Rows that were wrong are None by now.
    kept = [line for row, line in zip(rows, lines, strict=True) if row is not None]
    return FileContent.model_construct(**dict(file), lines=kept)


def _validated(
    model: type[M], content: dict[str, Any], path: Path, problems: list[str], stand_in: Mapping[str, Any] | None = None
) -> M | None:
    """The content as a model, without what is wrong with it; None where that, and `stand_in`, is not enough."""
    try:
        return model.model_validate(content)
    except ValidationError as e:
        errors = e.errors()
    places = spots(path.read_text("utf-8"))
    for error in errors:
        line, message = worded(error, model, places)
        problems.append(f"{path}:{line}: {message}")
    for way in {error["loc"][:2] for error in errors}:
        _leave_out(content, way)
    sound = {
        key: [one for one in part if one is not None] if isinstance(part, list) else part
        for key, part in content.items()
    }
    try:
        return model.model_validate({**(stand_in or {}), **sound})
    except ValidationError:
        return None


def _leave_out(content: dict[str, Any], way: Way) -> None:
    """Take out what is wrong: a key, an item such as a rule; of a lexicon, the terms that are none."""
    whole, *inner = way
    part = content.get(str(whole))
    if not inner or not isinstance(part, dict | list):
        content.pop(str(whole), None)
    elif isinstance(part, list):
        part[int(inner[0])] = None  # the others keep their numbers, by which further errors name them
    elif whole == "lexicons":
        part[inner[0]] = _terms_in(part[inner[0]])
    else:
        part.pop(inner[0], None)


def _terms_in(terms: object) -> object:
    """The terms that can be read in what is no lexicon, each once."""
    if isinstance(terms, list):
        return list(dict.fromkeys(term for term in terms if isinstance(term, str)))
    if not isinstance(terms, dict):
        return []
    values = {term: value for value, row in terms.items() for term in _terms_in(row)}  # type: ignore[attr-defined]
    return {value: [term for term, other in values.items() if other == value] for value in terms}


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
