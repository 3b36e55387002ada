"""What can go wrong for a caller, each with one clear message and the exit code of the command line.

A message says what was wrong, where, and what to do about it. Anything that is raised and is not an
`ExtractorError` is a defect of this program.
"""

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import ClassVar


class ExtractorError(Exception):
    """Nothing could be done, for a reason that the caller can remedy."""

    exit_code: ClassVar[int] = 2


class InputError(ExtractorError):
    """An announcement or a gold file that cannot be read, decoded or understood."""


class TimeLimitError(ExtractorError):
    """An announcement that was not read in the time that one may take."""


class OutputError(ExtractorError):
    """A result that could not be written; what stood in its place before still stands."""


class RulesError(ExtractorError):
    """A broken rule pack, with all of its problems at once, each as `file:line: message`."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class SearchTimeout(ExtractorError):  # noqa: N818 - the name says what happened
    """A pattern that took longer than its time limit, at one place of one text."""

    def __init__(self, rule: str, *, place: str, seconds: float) -> None:
        self.rule = rule
        self.place = place
        self.seconds = seconds
        super().__init__(
            f"{place}: the pattern of rule {rule} ran for more than {seconds:g} s; "
            "make it less ambiguous (atomic groups, possessive repeats) or shorten the text"
        )


@contextmanager
def searching(text: str) -> Iterator[None]:
    """A search in here that takes too long says in which text it was: of many, one is to be looked at."""
    try:
        yield
    except SearchTimeout as error:
        raise SearchTimeout(error.rule, place=f"{text}, {error.place}", seconds=error.seconds) from None


def where_it_broke(error: Exception) -> str:
    """The sort of a defect and its place in the code: `ValueError at owners.py:88`.

    Without what it says itself, which may quote the announcement: messages end up in logs.
    """
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
