"""Rule packs: YAML files of lexicons, fragments and rules, loaded into one immutable rule set.

A pack is a folder with `pack.yaml` and, below it, one folder per language (`common` serves all of them) with one file
per stage. All errors of all files are reported at once, each with its file and line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from extractor.errors import RulesError

Stage = Literal[
    "phrases", "numerals", "sections", "categories", "units", "roles", "objects", "achievements", "implied",
    "relations",
]  # fmt: skip
"""What a rule file is for. Rules are asked for in the last four; the files of the others are lexicons and fragments."""

Terms = Mapping[str, str]
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


class _RuleRow(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z]+(\.[a-z0-9-]+){2,}$")
    why: str = Field(min_length=10)
    match: str
    where: list[str] = []
    gives: dict[str, Any]
    examples: list[RuleExample]


class _RuleFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    stage: Stage
    lexicons: dict[str, Annotated[dict[str, str], BeforeValidator(_terms)]] = {}
    fragments: dict[str, str] = {}
    rules: list[_RuleRow] = []


class _PackFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    version: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying things. `match` is a pattern in which `{name}` stands for a lexicon or fragment."""

    id: str
    why: str
    stage: str
    language: str
    match: str
    where: tuple[str, ...]
    gives: Mapping[str, Any]
    examples: tuple[RuleExample, ...]
    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class Pack:
    """Name, version and digest of a rule pack, as they are printed in a record's provenance."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules that a run uses, immutable; equal digests mean equal readings."""

    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]
    lexicons: Mapping[str, Mapping[str, Terms]] = field(repr=False)
    fragments: Mapping[str, Mapping[str, str]] = field(repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of the packs, in order."""
        return hashlib.sha256("".join(p.sha256 for p in self.packs).encode()).hexdigest()

    def __hash__(self) -> int:
        """Rule sets are told apart by what they were loaded from."""
        return hash(self.packs)

    def __eq__(self, other: object) -> bool:
        """Equal packs make equal rule sets."""
        return isinstance(other, RuleSet) and self.packs == other.packs

    def of(self, stage: str, language: str) -> tuple[Rule, ...]:
        """The rules of one stage for one language, in the order in which they are tried."""
        return tuple(r for r in self.rules if r.stage == stage and r.language in (language, "common"))


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


def builtin_folder() -> Path:
    """Where the built-in pack lies: beside the code in a wheel, at the project's root in a checkout."""
    inside = Path(__file__).parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "rules"


def load_rules(paths: Sequence[Path | str] = ()) -> RuleSet:
    """Load the built-in pack and lay the packs in `paths` over it, in order: the later one wins.

    Its entries replace those of the same lexicon, its fragments those of the same name, and its rules are tried first.
    Raises `RulesError`, which names every defect of every file as `file:line: message`.
    """
    return _load(tuple(Path(p) for p in paths))


@lru_cache(maxsize=8)
def _load(paths: tuple[Path, ...]) -> RuleSet:
    problems: list[str] = []
    packs: list[Pack] = []
    rules: dict[str, Rule] = {}
    lexicons: dict[str, dict[str, dict[str, str]]] = {}
    fragments: dict[str, dict[str, str]] = {}
    for folder in (builtin_folder(), *paths):
        added: dict[str, Rule] = {}
        pack, files = _pack(folder, problems)
        if pack:
            packs.append(pack)
        for file, language, content in files:
            for name, terms in content.lexicons.items():
                lexicons.setdefault(language, {}).setdefault(name, {}).update(terms)
            fragments.setdefault(language, {}).update(content.fragments)
            for row, line in zip(content.rules, content.lines, strict=True):
                if (taken := added.get(row.id) or rules.get(row.id)) is not None:
                    problems.append(f"{file}:{line}: the id {row.id} is taken by {taken.file}:{taken.line}")
                added[row.id] = Rule(
                    id=row.id, why=row.why, stage=content.stage, language=language, match=row.match,
                    where=tuple(row.where), gives=MappingProxyType(row.gives), examples=tuple(row.examples),
                    file=file, line=line,
                )  # fmt: skip
        rules = {**added, **rules}  # asked before those that they are laid over: the first that holds decides
    if problems:
        raise RulesError(problems)
    return RuleSet(tuple(packs), tuple(rules.values()), MappingProxyType(lexicons), MappingProxyType(fragments))


class _Content(_RuleFile):
    """A rule file with the line of each of its rules."""

    lines: list[int] = []


def _pack(folder: Path, problems: list[str]) -> tuple[Pack | None, list[tuple[Path, str, _Content]]]:
    if not folder.is_dir():
        raise RulesError([f"{folder}: no such folder; a rule pack is a folder with pack.yaml in it"])
    digest = hashlib.sha256()
    head, files = None, []
    paths = sorted(folder.rglob("*.yaml"))
    if folder / "pack.yaml" not in paths:
        problems.append(f"{folder}/pack.yaml:1: missing; it gives the pack's name and version")
    for path in paths:
        raw = path.read_bytes()
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + raw + b"\0")
        content = _parse(path, raw, problems)
        if content is None:
            continue
        if path.name == "pack.yaml":
            head = _validated(_PackFile, content, path, problems)
        elif (file := _rule_file(content, path, problems)) is not None:
            files.append((path, path.parent.relative_to(folder).as_posix(), file))
    return (Pack(head.name, head.version, digest.hexdigest()) if head else None), files


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


def _rule_file(content: dict[str, Any], path: Path, problems: list[str]) -> _Content | None:
    rows = content.get("rules")
    rows = rows if isinstance(rows, list) else []
    lines = [row.pop("__line__", 1) if isinstance(row, dict) else 1 for row in rows]
    file = _validated(_RuleFile, content, path, problems, lines)
    return None if file is None else _Content.model_construct(**dict(file), lines=lines)


def _validated(
    model: type[M], content: dict[str, Any], path: Path, problems: list[str], lines: Sequence[int] = ()
) -> M | None:
    try:
        return model.model_validate(content)
    except ValidationError as e:
        for error in e.errors():
            where = error["loc"]
            index = where[1] if len(where) > 1 and where[0] == "rules" else None
            line = lines[index] if isinstance(index, int) and index < len(lines) else _line_of_key(path, where)
            problems.append(f"{path}:{line}: {'.'.join(map(str, where))}: {error['msg']}")
    return None


def _line_of_key(path: Path, where: tuple[int | str, ...]) -> int:
    """The first line that begins with the innermost named key of `where`, 1 where there is none."""
    for key in reversed([w for w in where if isinstance(w, str)]):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.lstrip(" -").startswith(f"{key}:"):
                return number
    return 1
