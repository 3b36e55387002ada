"""A failing text made small, as delta debugging does it: stretches are left out as long as the failure stays."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import properties

_MOST_TRIES = 2_000  # readings; a text of 400 characters needs some hundreds


def shrunk(text: str, fails: Callable[[str], bool], *, tries: int = _MOST_TRIES) -> str:
    """The shortest text that was found from `text` by leaving out stretches, of which `fails` still holds."""
    size = len(text) // 2
    while size:
        at = 0
        while at < len(text) and tries > 0:
            shorter = text[:at] + text[at + size :]
            tries -= 1
            if shorter and fails(shorter):
                text = shorter
            else:
                at += size
        size //= 2
    return text


def kind_of(problem: str) -> str:
    """What tells one failure from another: the exception and where it rose, or the property; not its values."""
    return problem.partition(": ")[0]


def saved(text: str, problem: str, folder: Path) -> Path:
    """The file in `folder` that the shrunk text was written to, named for its failure and its content."""
    thorough = not properties.problems(text)
    small = shrunk(
        text, lambda t: any(kind_of(p) == kind_of(problem) for p in properties.problems(t, thorough=thorough))
    )
    name = "-".join(re.findall(r"[a-z]+", kind_of(problem).lower()))
    path = folder / f"{name}-{hashlib.sha256(small.encode()).hexdigest()[:8]}.txt"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(small.encode("utf-8"))
    return path
