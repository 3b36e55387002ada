"""Which announcements a command line names: files, folders, patterns, lists of names and standard input."""

import glob
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor import documents
from extractor.errors import InputError, OutputError
from extractor.reading import STANDARD_INPUT, printable

ENDINGS = documents.ENDINGS
"""What an announcement's file name ends in where a folder is searched; a file that is named may be called anything."""
LIST = "@"
"""What stands before the name of a file that has the name of an input in each line."""

_LONGEST_NAME = 100_000
"""Characters of a line in a list of names: far beyond what any system takes as a path, and no burden."""
_START_OF_A_RECORD = b'{"schema_version":'


@dataclass(frozen=True, slots=True)
class Input:
    """One announcement: the path that it is read from, and its place among the others, as `2024/teams.txt`."""

    path: str
    place: str
    refusal: str = ""
    """Why it is not read though a folder has it; empty where it is."""


def is_one(names: Sequence[str]) -> bool:
    """Whether the names are those of a single announcement, and not of several, a folder, pattern, list or table."""
    several = (_is_folder, _is_pattern, _is_list, documents.is_table)
    return len(names) == 1 and not any(is_of_several(names[0]) for is_of_several in several)


def find(names: Sequence[str], *, output: Path | None = None, tables: bool = False) -> list[Input]:
    """What `each` gives, each path once."""
    found: dict[str, Input] = {}
    for entry in each(names, output=output, tables=tables):
        found.setdefault(entry.path, entry)
    return list(found.values())


def each(names: Sequence[str], *, output: Path | None = None, tables: bool = False) -> Iterator[Input]:
    """The announcements in the order of their names, those of a folder or a pattern sorted by path; `output` is none.

    They come one by one: no more than one folder is in memory, however many there are. `tables` is whether a folder may
    have tables of announcements among its files: by itself nobody can tell them from tables of other things. Raises
    `InputError` for a folder, a pattern or a list without any. What is no folder is not looked at: reading it says what
    is wrong.
    """
    for name in names:
        if _is_list(name):
            yield from _in_list(Path(name.removeprefix(LIST)))
        elif _is_folder(name):
            yield from _in_folder(Path(name), output, ENDINGS + documents.TABLES if tables else ENDINGS)
        elif _is_pattern(name):
            yield from _by_pattern(name, output)
        else:
            yield Input(name, PurePosixPath(name).name)


def see_that_no_input_is_replaced(
    names: Sequence[str], *outputs: Path | None, tables: bool = False, made_here: str = ""
) -> None:
    """Raise `OutputError` if an output is one of the inputs, or if two outputs are one; an old output is no input.

    `tables` is whether a folder may have tables among its inputs. What lies in a folder of inputs under the name of an
    output is an old output if it has lines of records, or if a file lies beside it whose name has `made_here` added.
    """
    named = [output for output in outputs if output is not None]
    if len({os.path.realpath(output) for output in named}) < len(named):
        raise OutputError(f"{printable(str(named[0]))}: two results would be written there; name another file for one")
    states = [(output.stat(), _is_of_a_run(output, made_here)) for output in named if output.is_file()]
    folders = [os.path.realpath(output) for output in named[:1] if output.is_dir()]
    if not states and not folders:
        return
    for name in names:
        among = _is_of_several(name)
        if among and not states and not _is_list(name):
            continue  # nothing in a folder or of a pattern is called like a record
        for path in (entry.path for entry in each([name], tables=tables)) if among else (name,):
            with suppress(OSError, ValueError):
                state = os.stat(path)  # noqa: PTH116 - for each file
                if any(os.path.samestat(state, other) and not (among and old) for other, old in states):
                    raise OutputError(f"{printable(path)}: is an input and would be replaced; name another output")
            if path.lower().endswith(".json") and os.path.dirname(os.path.realpath(path)) in folders:  # noqa: PTH120
                raise OutputError(f"{printable(path)}: is an input in the folder of the records; name another output")


def _is_of_a_run(output: Path, made_here: str) -> bool:
    if made_here and output.with_name(output.name + made_here).exists():
        return True
    with suppress(OSError), output.open("rb") as file:
        return file.read(len(_START_OF_A_RECORD)) == _START_OF_A_RECORD
    return False


def _is_of_several(name: str) -> bool:
    return _is_folder(name) or _is_pattern(name) or _is_list(name)


def _is_folder(name: str) -> bool:
    return name != STANDARD_INPUT and Path(name).is_dir()


def _is_pattern(name: str) -> bool:
    # A file may have such characters in its name: `news[1].txt`.
    return glob.has_magic(name) and not os.path.lexists(name)


def _is_list(name: str) -> bool:
    return name.startswith(LIST)


def _in_folder(folder: Path, output: Path | None, endings: tuple[str, ...]) -> Iterator[Input]:
    found = False
    for path in _walk(str(folder), _resolved(output), endings):
        found = True
        yield Input(path, Path(path).relative_to(folder).as_posix(), _refusal(path, folder))
    if not found:
        remedy = "" if endings != ENDINGS else "; tables in it are read where --text-column names their column"
        raise InputError(f"{printable(str(folder))}: no file in this folder ends in {', '.join(endings)}{remedy}")


def _refusal(path: str, folder: Path) -> str:
    """A folder of strangers may have links to anybody's files, and what they say would be in its records."""
    if os.path.islink(path) and not Path(path).resolve().is_relative_to(folder.resolve()):  # noqa: PTH114 - for each file
        return f"{printable(path)}: is a link out of the folder; name the file itself, or put it there"
    return ""


def _resolved(output: Path | None) -> str | None:
    return None if output is None else os.path.realpath(output)


def _walk(folder: str, output: str | None, endings: tuple[str, ...]) -> Iterator[str]:
    """The announcements below a folder, in the order of their names part by part; the output may lie among them."""
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        raise InputError(f"{printable(folder)}: the folder cannot be searched: {error.strerror}") from None
    for name, is_folder in names:
        path = name if folder == "." else os.path.join(folder, name)  # noqa: PTH118 - a Path each takes ten times as long
        if output is not None and name == output.rpartition(os.sep)[2] and os.path.realpath(path) == output:
            continue
        if is_folder:
            yield from _walk(path, output, endings)
        # A link that leads nowhere is given too: reading it says what is wrong, and else nobody would know.
        elif name.lower().endswith(endings) and (os.path.isfile(path) or not os.path.exists(path)):  # noqa: PTH110, PTH113
            yield path


def _by_pattern(pattern: str, output: Path | None) -> Iterator[Input]:
    root = PurePosixPath(*_until_magic(PurePosixPath(pattern).parts))
    paths = sorted(path for path in map(Path, glob.iglob(pattern, recursive=True)) if path.is_file())  # noqa: PTH207
    if not paths:
        raise InputError(f"{printable(pattern)}: no file has a name of this pattern; see that it is right")
    for path in paths:
        if output is None or not path.resolve().is_relative_to(output.resolve()):
            yield Input(str(path), path.relative_to(root).as_posix())


def _until_magic(parts: Sequence[str]) -> Iterator[str]:
    for part in parts:
        if glob.has_magic(part):
            return
        yield part


def _in_list(file: Path) -> Iterator[Input]:
    found = False
    try:
        with file.open(encoding="utf-8-sig") as lines:
            for line in iter(lambda: lines.readline(_LONGEST_NAME + 1), ""):
                if len(line) > _LONGEST_NAME:
                    problem = "has a line that is too long for a name, so it is no list of inputs"
                    raise InputError(f"{printable(str(file))}: {problem}")
                if name := line.rstrip("\r\n"):
                    found = True
                    yield Input(name, _place(PurePosixPath(name)))
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", None) or "is not UTF-8"
        raise InputError(f"{printable(str(file))}: the list of inputs cannot be read: {problem}") from None
    if not found:
        raise InputError(
            f"{printable(str(file))}: the list of inputs is empty; give it the name of a file in each line"
        )


def _place(path: PurePosixPath) -> str:
    """That of a listed file: its path where that leads down from here, else its name alone."""
    return path.name if path.is_absolute() or ".." in path.parts else path.as_posix()
