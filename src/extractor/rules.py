"""Rule packs laid over one another: lexicons, fragments and rules as one immutable rule set.

All errors of all files are reported at once, each with its file and line.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from extractor.errors import RulesError
from extractor.packfiles import (
    PACK_FILE,
    PackContent,
    RuleExample,
    RuleRow,
    Stage,
    builtin_folder,
    line_of_key,
    read_pack,
)

__all__ = ["Pack", "Rule", "RuleExample", "RuleSet", "Stage", "Terms", "builtin_folder", "load_rules"]

Terms = Mapping[str, str]
KINDS_OF_UNITS = ("kind_head", "kind_plural")
"""The lexicons whose values are kinds of units."""
KINDS_OF_ACHIEVEMENTS = ("kind_noun",)
"""The lexicons whose values are kinds of achievements."""


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
    replaces: str | None = None


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


def load_rules(paths: Sequence[Path | str] = (), *, builtin: Path | None = None) -> RuleSet:
    """Load the built-in pack and lay the packs in `paths` over it, in order: the later one wins.

    Its entries are added to the lexicons of the same name, its fragments replace those of the same name, and its rules
    are tried first, but for one that says which rule it replaces. `builtin` is the folder of another state of the
    built-in pack, to lie below all. Raises `RulesError`, which names every defect of
    every file as `file:line: message`.
    """
    rules, problems = load_what_can_be(paths, builtin=builtin)
    if problems:
        raise RulesError(problems)
    return rules


def load_what_can_be(paths: Sequence[Path | str] = (), *, builtin: Path | None = None) -> tuple[RuleSet, Sequence[str]]:
    """The same, without what is wrong, and what that is: for who looks for all that is wrong in one run."""
    folders = (builtin or builtin_folder(), *(Path(p) for p in paths))
    return _load(folders, tuple(map(_state, folders)))


def _state(folder: Path) -> tuple[object, ...]:
    """What tells whether a pack is the one that was loaded before: where it lies, and when its files were written."""
    paths = sorted(folder.rglob("*.yaml"))
    stats = ((path, path.stat() if path.is_file() else path.lstat()) for path in paths)
    return folder.resolve(), *((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats)


@lru_cache(maxsize=8)
def _load(paths: tuple[Path, ...], _states: tuple[tuple[object, ...], ...]) -> tuple[RuleSet, tuple[str, ...]]:
    laid = _Laid([], {}, {}, {}, {kind: set() for kind in ("unit", "achievement")}, [])
    for folder in paths:
        laid.lay(read_pack(folder, laid.problems))
    rules = RuleSet(
        tuple(laid.packs), tuple(laid.rules.values()), MappingProxyType(laid.lexicons), MappingProxyType(laid.fragments)
    )
    return rules, tuple(laid.problems)


@dataclass(slots=True)
class _Laid:
    """The packs that lie over one another so far."""

    packs: list[Pack]
    rules: dict[str, Rule]
    lexicons: dict[str, dict[str, dict[str, str]]]
    fragments: dict[str, dict[str, str]]
    kinds: dict[str, set[str]]
    problems: list[str]

    def lay(self, pack: PackContent) -> None:
        """Lay one more pack over them."""
        self._see_to_the_head(pack)
        added: dict[str, Rule] = {}
        for file, language, content in pack.files:
            if pack.head.language and language not in (*pack.head.language, "common"):
                stated = ", ".join(pack.head.language)
                self.problems.append(
                    f"{file}:1: is for {language!r}, but {PACK_FILE} is for {stated}; move it, or add to language:"
                )
            for name, terms in content.lexicons.items():
                self._check_kinds(file, name, terms.values())
                self.lexicons.setdefault(language, {}).setdefault(name, {}).update(terms)
            self.fragments.setdefault(language, {}).update(content.fragments)
            for row, line in zip(content.rules, content.lines, strict=True):
                self._add(_rule(row, content.stage, language, file, line), added)
        self.rules = {**added, **self.rules}  # asked before those below: the first that holds decides
        self.packs.append(Pack(pack.head.name, pack.head.version, pack.sha256))

    def _see_to_the_head(self, pack: PackContent) -> None:
        """What `pack.yaml` says of the packs below: which must be there, which rules are off; and new kinds."""
        file, head = pack.folder / PACK_FILE, pack.head
        for name in head.extends:
            if name not in (below := [p.name for p in self.packs]):
                self.problems.append(
                    f"{file}:{line_of_key(file, ('extends',))}: extends {name!r}, which is not laid below; "
                    f"below are {', '.join(below) or 'none'}: name the packs with --rules in their order"
                )
        for rule_id in head.off:
            if self.rules.pop(rule_id, None) is None:
                line = line_of_key(file, ("off",))
                self.problems.append(f"{file}:{line}: off: no rule below is called {rule_id}{self._nearest(rule_id)}")
        self.kinds["unit"].update(head.kinds.unit)
        self.kinds["achievement"].update(head.kinds.achievement)

    def _add(self, rule: Rule, added: dict[str, Rule]) -> None:
        place = f"{rule.file}:{rule.line}"
        if rule.replaces is not None:
            if rule.replaces not in self.rules:
                self.problems.append(f"{place}: no rule below is called {rule.replaces}{self._nearest(rule.replaces)}")
                return
            if rule.id == rule.replaces or rule.id not in self.rules:
                self.rules = {(new := rule if old.id == rule.replaces else old).id: new for old in self.rules.values()}
                return
        if (taken := added.get(rule.id) or self.rules.get(rule.id)) is not None:
            remedy = "choose another id, or say replaces: with the id to take its place"
            self.problems.append(f"{place}: the id {rule.id} is taken by {taken.file}:{taken.line}; {remedy}")
        added[rule.id] = rule

    def _check_kinds(self, file: Path, lexicon: str, values: Iterable[str]) -> None:
        """A kind that no pack declares is a slip, and would be one more kind in every table made of the records."""
        if lexicon not in (*KINDS_OF_UNITS, *KINDS_OF_ACHIEVEMENTS):
            return
        which = "unit" if lexicon in KINDS_OF_UNITS else "achievement"
        for kind in sorted(set(values) - self.kinds[which]):
            known = difflib.get_close_matches(kind, self.kinds[which], n=1)
            hint = f"did you mean {known[0]}? else " if known else ""
            self.problems.append(
                f"{file}:{line_of_key(file, (kind,), after=lexicon)}: {lexicon}: no pack declares the kind {kind!r}; "
                f"{hint}add it to kinds: {which}: in {PACK_FILE}"
            )

    def _nearest(self, rule_id: str) -> str:
        near = difflib.get_close_matches(rule_id, self.rules, n=1)
        return f"; did you mean {near[0]}?" if near else "; extract rules list names them all"


def _rule(row: RuleRow, stage: str, language: str, file: Path, line: int) -> Rule:
    return Rule(
        id=row.id, why=row.why, stage=stage, language=language, match=row.match, where=tuple(row.where),
        gives=MappingProxyType(row.gives), examples=tuple(row.examples), file=file, line=line, replaces=row.replaces,
    )  # fmt: skip
