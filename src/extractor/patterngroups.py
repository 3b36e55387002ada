"""The groups of a pattern as its author wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import regex

_PIECE: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_OPENING: Final = re.compile(r"\?(?:P?<[a-z_]\w*>|<?[=!]|[:>])")
_NAME: Final = re.compile(r"\{[a-z_]+\}|<[a-z|]+>|\\L<\w+>")


def groups(pattern: str) -> Iterator[str]:
    """What stands in each group, from the innermost on, without the signs that say of what sort it is."""
    open_at: list[int] = []
    for m in _PIECE.finditer(pattern):
        if m.group() == "(":
            open_at.append(m.end())
        elif m.group() == ")" and open_at:
            body = pattern[open_at.pop() : m.start()]
            yield _OPENING.sub("", body, count=1) if _OPENING.match(body) else body


def compiles(pattern: str) -> bool:
    """Whether a piece of a pattern is a pattern by itself, whatever its names stand for."""
    try:
        regex.compile(_NAME.sub("x", pattern), regex.VERSION1)
    except regex.error:
        return False
    return True
