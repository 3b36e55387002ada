"""A new rule pack to begin with: a folder that passes the check, with one explained rule of each sort."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import Final

from extractor.errors import InputError, OutputError
from extractor.packfiles import PACK_FILE
from extractor.ruleschema import FILES, modeline, written

SCHEMAS: Final = ".schema"
"""The folder of a new pack in which the schemas lie that its files name: editors need no network for them."""

_PACK: Final = """\
# A rule pack, laid over the built-in one with `--rules`. Name and version stand in the provenance of every record.
name: $name
version: "1"
about: Say in a sentence which announcements the pack is for.
language: [en]
extends: [extractor-builtin]
# Kinds that the packs below do not have, for the records of units and of achievements.
kinds:
  unit: [orchard]
# Rules of the packs below that get in the way: `extract rules list` names them all.
off: []
"""

_UNITS: Final = """\
# What selected units are called. Files of this stage have lexicons and fragments, and no rules.
stage: units

lexicons:
  # The entries are added to the lexicon of the same name below: "Hill Cider Orchard" is a unit of the kind orchard.
  kind_head:
    orchard: [cider orchard]
"""

_ROLES: Final = """\
# Numbers that nobody achieved: dates, references, ages. The first rule that holds decides.
stage: roles

lexicons:
  # Words in lower case, which patterns ask for as {cellar_word}.
  cellar_word: [vault, cellar, wine cellar]

fragments:
  # A piece of pattern with a name.
  stored_in: '(?:kept|stored|laid down) in (?:the |its )?{cellar_word}'

rules:
  # <pack>.<stage>.<name>: records and reports print it.
  - id: $prefix.roles.cellar-number
    why: The number of a cellar says where something lies and counts nothing.
    # <cardinal> is the number that the rule speaks of; a blank is one blank or more.
    match: '{stored_in} <cardinal>'
    # Conditions that no pattern sees; `extract rules check` names the nearest to one that does not exist.
    where: [not ranked]
    gives: {role: reference}
    examples:
      - text: The wine is stored in wine cellar 12
        gives: [{number: "12"}]
      # A near miss: it resembles the rule's texts, and the rule gives nothing. Every rule has one.
      - text: The estate has 12 cellars
        gives: []
"""

_ACHIEVEMENTS: Final = """\
# How a number that somebody achieved is to be read: what it measures, and where the thing measured stands.
stage: achievements

rules:
  - id: $prefix.achievements.hammer-price
    why: Under the hammer, a sum is the price of what was sold.
    match: '<money> (?=under the hammer)'
    # The ways to look for the thing, tried in order: before the verb, then behind the number.
    gives: {measure: amount, object: [subject, following]}
    examples:
      # Only the keys that an example writes are compared.
      - text: The oldest bottle fetched 300 euros under the hammer
        gives: [{value: 300, measure: amount, unit: EUR, object: oldest bottle}]
      - text: The estate was sold under the hammer
        gives: []
"""

_IMPLIED: Final = """\
# A number that is not written: who won the first prize won one. Asked where a role says that a number is a grade.
stage: implied

rules:
  - id: $prefix.implied.carried-off
    why: Who carried off the first prize has one, though no number says so.
    match: 'carried off the <ordinal> prize'
    gives: {measure: count}
    examples:
      - text: The estate carried off the first prize
        gives: [{value: 1, object: first prize, implied: true}]
      - text: The estate carried off 3 first prizes
        gives: []
"""

_RELATIONS: Final = """\
# Which number is part of which.
stage: relations

rules:
  - id: $prefix.relations.among-those
    why: What is counted "among those" is part of what was counted before.
    match: 'among those <cardinal>'
    gives: {part_of: previous}
    examples:
      - text: The estate bottled 40 wines, among those 12 reds
        gives: [{value: 12, part_of: 40}]
      - text: The estate bottled 40 wines and 12 ciders
        gives: []
"""

_RULE_FILES: Final[Mapping[str, str]] = {
    "en/units.yaml": _UNITS, "en/roles.yaml": _ROLES, "en/achievements.yaml": _ACHIEVEMENTS,
    "en/implied.yaml": _IMPLIED, "en/relations.yaml": _RELATIONS,
}  # fmt: skip


def new(name: str, folder: Path) -> list[Path]:
    """Make `folder` a working pack called `name`; the files that were written, `pack.yaml` first.

    Raises `OutputError` where something is there already, `InputError` where the name has no letter for the ids.
    """
    prefix = re.sub(r"[^a-z]", "", name.lower())
    if not prefix or not re.fullmatch(r"[\w .-]+", name):
        raise InputError(
            f"{name!r} is no name for a pack; take letters, digits, - and _: the ids of its rules begin so"
        )
    if folder.exists():
        raise OutputError(f"{folder} is there already; choose another name, or take it away first")
    contents = {PACK_FILE: f"{modeline('pack', SCHEMAS)}\n{Template(_PACK).substitute(name=name)}"}
    for path, content in _RULE_FILES.items():
        rules = Template(content).substitute(prefix=prefix)
        contents[path] = f"{modeline('rules', Path('..', SCHEMAS))}\n{rules}"
    contents |= {f"{SCHEMAS}/{file}": written(sort) for sort, file in FILES.items()}
    return [_put(folder / path, content) for path, content in contents.items()]


def _put(path: Path, content: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; choose a folder that can be written") from None
    return path
