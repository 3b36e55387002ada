"""The rule sets that two sides of a comparison name: the built-in one, a pack's folder, or that folder as git has it.

Of a revision only the files are read, as git stores them; nothing that lies in the repository is run.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from extractor.errors import InputError, RulesError
from extractor.packfiles import read_pack
from extractor.reading import printable
from extractor.rules import Rule, RuleSet, builtin_folder, load_rules

BUILT_IN = "built-in"
"""What stands for no pack at all; a folder of this name is `./built-in`."""

_REMEDY = f"name a pack's folder, REV:FOLDER as in HEAD~1:rules, or {BUILT_IN}"
_FILES = ("100644", "100755")
"""The modes of what git stores as a file and not as a link or another repository."""


def load(named: str) -> RuleSet:
    """The rules that `built-in`, a folder or `REV:FOLDER` names.

    A pack is laid over the built-in one, unless it has its name: then it is another state of it and takes its place.
    Raises `InputError` for what there is not, and `RulesError` for a pack with defects.
    """
    if named == BUILT_IN:
        return load_rules()
    if Path(named).is_dir():
        return _laid(Path(named))
    if ":" in named:
        return load_revision(named)
    raise InputError(f"{printable(named)}: no such folder; {_REMEDY}")


def load_revision(named: str) -> RuleSet:
    """The rules of a pack's folder as it was at a git revision: `HEAD~1:rules`, `v1.2:packs/cellars`."""
    place = printable(named)
    if named.startswith("-") or "\0" in named:
        raise InputError(f"{place}: is no revision; {_REMEDY}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "pack"
        for name, content in _stored(named, place):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        try:
            rules = _laid(folder)
        except RulesError as error:
            raise RulesError([problem.replace(str(folder), place) for problem in error.problems]) from None
        # Messages name the file of a rule, and this folder is gone when they are read.
        return replace(rules, rules=tuple(_moved(rule, folder, place) for rule in rules.rules))


def _moved(rule: Rule, folder: Path, place: str) -> Rule:
    inside = rule.file.is_relative_to(folder)
    return replace(rule, file=Path(place) / rule.file.relative_to(folder)) if inside else rule


def _stored(named: str, place: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The YAML files of a folder at a revision, by their path in the folder."""
    listed = _git("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", named, place=place)
    rows = [row.partition("\t") for row in listed.decode("utf-8", "surrogateescape").split("\0") if row]
    files = [(facts.split(), PurePosixPath(name)) for facts, _, name in rows if name.endswith(".yaml")]
    if not files:
        raise InputError(f"{place}: there is no rule file in this folder at this revision; {_REMEDY}")
    for (mode, _, digest), path in files:
        if mode not in _FILES or ".." in path.parts:
            raise InputError(f"{place}: {printable(str(path))} is a link; put the file itself into the pack")
        yield path, _git("cat-file", "blob", digest, place=place)


def _git(*arguments: str, place: str) -> bytes:
    command = ["git", *arguments]
    try:
        # No shell, no program of the caller's choice, and what the caller named stands where no option is looked for.
        return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603
    except FileNotFoundError:
        raise InputError(f"{place}: git is needed to read a revision and is not installed; install it") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ").partition("\n")[0]
        raise InputError(f"{place}: cannot be read, git says: {printable(said)}; {_REMEDY}") from None


def _laid(folder: Path) -> RuleSet:
    problems: list[str] = []
    pack, builtin = read_pack(folder, problems), read_pack(builtin_folder(), problems)
    if problems:
        raise RulesError(problems)
    return load_rules(builtin=folder) if pack.head.name == builtin.head.name else load_rules([folder])
