"""What is to be mended in a rule pack: where it is, how bad it is, and what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

Severity = Literal["error", "warning", "note"]
"""An error loads wrongly or says what is not so; a warning should be seen to; a note is good to know."""

_PLACED: Final = re.compile(r"(?P<file>.+?):(?P<line>\d+): (?P<message>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend in a rule pack. The message says what is wrong and, behind the last `; `, what to do."""

    file: Path
    line: int
    message: str
    severity: Severity = "error"
    code: str = "rule"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"

    @property
    def what(self) -> str:
        """What is wrong."""
        return self.message.rpartition("; ")[0] or self.message

    @property
    def remedy(self) -> str:
        """What to do about it; empty where the message does not say."""
        before, _, behind = self.message.rpartition("; ")
        return behind if before else ""


def problem_of(line: str) -> Problem:
    """A problem as the loader words it, `file:line: message`, in its parts."""
    m = _PLACED.fullmatch(line)
    if m is None:
        return Problem(Path(), 1, line, code="load")
    return Problem(Path(m["file"]), int(m["line"]), m["message"], code="load")
