"""Extractions read back from the files that `extract` wrote, with one clear message for what is none."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from extractor.annotations import Source
from extractor.errors import InputError
from extractor.extraction import Extraction
from extractor.reading import printable
from extractor.wording import one_line

LINES = ".jsonl"
"""What a file of many extractions, one a line, ends in."""

_LARGEST = 200_000_000
"""Bytes of one record: eight times what the longest announcement that is read gives."""
_LARGEST_IN_ALL = 1_000_000_000
"""Bytes of all that are read at once: as objects they take five times as much memory."""
_PROBLEMS_SHOWN = 3
_LONGEST_PROBLEM = 200
_REMEDY = "name a file that `extract INPUT -o FILE.json` wrote"
_VERSION = Extraction.model_fields["schema_version"].default
# What is inconsistent comes as one message; each of its problems begins with the place, which begins with a field.
_BEFORE_A_PLACE = re.compile(rf"; (?=(?:{'|'.join(Extraction.model_fields)})[.\[:])")


def load(path: Path) -> Extraction:
    """The extraction in a `.json` file; raises `InputError` for what is missing, no extraction or inconsistent."""
    place = printable(str(path))
    return _extraction(_text_of(path, place), place)


def load_many(path: Path) -> dict[str, Extraction]:
    """Those of a folder by relative name and sorted, of a `.jsonl` file by source path, or the one of another file.

    Raises `InputError` if there is none, or if one of them cannot be read.
    """
    if path.is_dir():
        files = files_of(path)
        if sum(file.stat().st_size for file in files) > _LARGEST_IN_ALL:
            raise InputError(_too_many(printable(str(path))))
        found = {file.relative_to(path).as_posix(): load(file) for file in files}
    elif path.suffix == LINES:
        found = dict(_named(_lines(path)))
    else:
        found = {path.name: load(path)}
    if not found:
        problem = "has no line with an extraction" if path.is_file() else "no file in this folder ends in .json"
        raise InputError(f"{printable(str(path))}: {problem}; {_REMEDY}")
    return found


def files_of(path: Path) -> list[Path]:
    """The files that `load_many` reads: those of a folder, sorted, or the one."""
    return sorted(_records_below(path)) if path.is_dir() else [path]


def with_text(extractions: Sequence[Extraction], source: Source) -> Extraction:
    """The one extraction that there is, with the text of the file that it was made from.

    Raises `InputError` if there are several, or if the file is another one or no longer the same.
    """
    if len(extractions) != 1:
        raise InputError(f"{source.path}: is one announcement, but there are {len(extractions)} extractions; name one")
    stated = extractions[0].source
    if stated.sha256 != source.sha256:
        raise InputError(
            f"{source.path}: is not the file that was read: its SHA-256 is {source.sha256}, and the extraction was "
            f"made from {stated.sha256}; name the unchanged file, or extract it again"
        )
    content = {**extractions[0].model_dump(), "source": {**stated.model_dump(), "text": source.text}}
    try:
        return Extraction.model_validate(content)
    except ValidationError as error:
        raise InputError(_problems(error, source.path)) from None


def _records_below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix.lower() == ".json" and path.is_file())


def _lines(path: Path) -> Iterator[Extraction]:
    """Each of them as it is read, so that a file without end is not in memory before its first line is."""
    place = printable(str(path))
    taken = 0
    with _opened(path, place) as file:
        for number, line in enumerate(iter(lambda: file.readline(_LARGEST + 1), b""), 1):
            taken += len(line)
            if taken > _LARGEST_IN_ALL:
                raise InputError(_too_many(place))
            text = _decoded(line, f"{place}:{number}")
            if text.strip():
                yield _extraction(text, f"{place}:{number}")


def _named(extractions: Iterator[Extraction]) -> Iterator[tuple[str, Extraction]]:
    """Each with the path of its source; one that another has too gets a number: `news.txt (2)`."""
    taken: set[str] = set()
    for extraction in extractions:
        name, times = extraction.source.path, 1
        while name in taken:
            times += 1
            name = f"{extraction.source.path} ({times})"
        taken.add(name)
        yield name, extraction


def _text_of(path: Path, place: str) -> str:
    with _opened(path, place) as file:
        return _decoded(file.read(_LARGEST + 1), place)


@contextmanager
def _opened(path: Path, place: str) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise InputError(f"{place}: there is no such file; see that the path is right from {Path.cwd()}") from None
    except IsADirectoryError:
        raise InputError(f"{place}: is a folder; name one file in it") from None
    except OSError as error:
        raise InputError(f"{place}: cannot be read: {error.strerror}") from None


def _decoded(data: bytes, place: str) -> str:
    if len(data) > _LARGEST:
        raise InputError(f"{place}: has more than {_LARGEST // 10**6} MB, so it is no extraction; {_REMEDY}")
    try:
        # A byte order mark is what some shells put in front of what they redirect.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{place}: byte {error.start} is not UTF-8, so it is no extraction; {_REMEDY}") from None


def _too_many(place: str) -> str:
    size = f"{_LARGEST_IN_ALL // 10**9} GB"
    return f"{place}: has more than {size} of records, too many for one report; name a part, or query them as .sqlite"


def _extraction(text: str, place: str) -> Extraction:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise InputError(f"{place}: is not JSON ({where}); {_REMEDY}") from None
    except (ValueError, RecursionError):
        # Numbers of thousands of digits and lists in lists without end are JSON, but nothing that is written here.
        raise InputError(f"{place}: holds numbers or lists that no extraction has; {_REMEDY}") from None
    if not isinstance(content, dict) or "schema_version" not in content:
        raise InputError(f"{place}: is JSON, but no extraction; {_REMEDY}")
    if (version := content["schema_version"]) != _VERSION:
        stated = printable(json.dumps(version)[:20])
        raise InputError(f"{place}: has schema version {stated}, and this program reads {_VERSION!r}; extract it again")
    try:
        return Extraction.model_validate_json(text)
    except ValidationError as error:
        raise InputError(_problems(error, place)) from None


def _problems(error: ValidationError, place: str) -> str:
    rows = [problem for row in error.errors(include_url=False, include_input=False) for problem in _worded(row)]
    shown = [f"{row[:_LONGEST_PROBLEM]}…" if len(row) > _LONGEST_PROBLEM else row for row in rows[:_PROBLEMS_SHOWN]]
    more = [f"and {len(rows) - _PROBLEMS_SHOWN:,} more"] if len(rows) > _PROBLEMS_SHOWN else []
    return "\n  ".join([f"{place}: is no valid extraction; extract it again, or mend:", *shown, *more])


def _worded(row: ErrorDetails) -> list[str]:
    """One problem with its place, or each of those that the document as a whole has with itself."""
    if row["type"] == "value_error" and not row["loc"]:
        return [one_line(problem) for problem in _BEFORE_A_PLACE.split(str(row["ctx"]["error"]))]
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in row["loc"]).removeprefix(".")
    return [one_line(f"{place}: {row['msg']}" if place else row["msg"])]
