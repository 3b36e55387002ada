"""Traditional characters as the rules see them: one simplified character for one, so that every offset stays."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_SAME = 0x3400  # below it no character differs between the scripts
_TRADITIONAL_SHARE = 0.05  # of running text a quarter or more differs; of a simplified one a stray 著 or 乾


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """`text` with every traditional character in its simplified form, at the same offsets; 臺灣 -> 台湾.

    Lexicons and patterns are written in simplified characters. The text itself is never converted: what leaves the
    pipeline is the source's own.
    """
    table = {}
    for c in set(text):
        if ord(c) >= _SAME and len(simple := _simple(c)) == 1 and simple != c:
            table[ord(c)] = simple
    return text.translate(table) if table else text


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters: a fair share of its characters has a simplified form."""
    han = sum(c >= chr(_SAME) for c in text)
    changed = sum(one != other for one, other in zip(text, simplified(text), strict=True))
    return changed > _TRADITIONAL_SHARE * han


@lru_cache(maxsize=20_000)
def _simple(character: str) -> str:
    converted: str = _converter().convert(character)
    return converted
