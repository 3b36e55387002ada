"""Which announcements a command line names: files, folders and standard input."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor.errors import InputError
from extractor.reading import STANDARD_INPUT, printable

ENDINGS = (".txt", ".md")
"""What an announcement's file name ends in where a folder is searched; a file that is named may be called anything."""


@dataclass(frozen=True, slots=True)
class Input:
    """One announcement: the path that it is read from, and its place among the others, as `2024/teams.txt`."""

    path: str
    place: str


def is_one(names: Sequence[str]) -> bool:
    """Whether the names are those of a single announcement, and not of a list or a folder."""
    return len(names) == 1 and not _is_folder(names[0])


def find(names: Sequence[str]) -> list[Input]:
    """The announcements in the order of their names, those of a folder sorted by path; each path once.

    Raises `InputError` for a folder without any. What is no folder is not looked at: reading it says what is wrong.
    """
    found: dict[str, Input] = {}
    for name in names:
        for entry in _in_folder(Path(name)) if _is_folder(name) else [Input(name, PurePosixPath(name).name)]:
            found.setdefault(entry.path, entry)
    return list(found.values())


def places_of_output(inputs: Sequence[Input]) -> list[str]:
    """A relative path for the output of each: `2024/teams.json`, or `teams.txt.json` where `teams.md` is there too."""
    short = [str(PurePosixPath(entry.place).with_suffix("")) for entry in inputs]
    shared = Counter(short)
    names = [entry.place if shared[name] > 1 else name for entry, name in zip(inputs, short, strict=True)]
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        problem = f"{printable(twice[0])}: two inputs have this name and would be written to one file"
        raise InputError(f"{problem}; name the folder that holds both, or write them to a .jsonl file")
    return [f"{name}.json" for name in names]


def _is_folder(name: str) -> bool:
    return name != STANDARD_INPUT and Path(name).is_dir()


def _in_folder(folder: Path) -> list[Input]:
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())
    if not files:
        raise InputError(f"{printable(str(folder))}: no file in this folder ends in {' or '.join(ENDINGS)}")
    return [Input(str(path), path.relative_to(folder).as_posix()) for path in files]
