"""Patterns as trees, and written again for RE2 in parts that it understands.

The tree is that of Python's own parser, which is private to `re` but has kept its shape since Python 1.5; of what only
the `regex` module knows, named lists are written out first, and the rest is refused with its name.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator, Mapping
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, Final

Tree = list[tuple[Any, Any]]
"""A sequence of pairs: what sort of piece it is, and what is in it."""

ENDLESS: Final = 10
"""From so many times on a repeat counts as one without end: ten readings of each of ten words are ten billion."""
MAXREPEAT: Final = _constants.MAXREPEAT
"""How often a repeat without any end may turn."""
REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
LOOKS: Final = ("ASSERT", "ASSERT_NOT")

_BAR: Final = re.compile(r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\])|\|", re.DOTALL)
_LIST: Final = re.compile(r"\\L<(\w+)>")
_GROUP_NAME: Final = re.compile(r"\(\?P?<([A-Za-z_]\w*)>")
_PROPERTY: Final = re.compile(r"\\p\{[^}]*\}")
_ONLY_IN_REGEX: Final[Mapping[str, re.Pattern[str]]] = {
    "a back-reference": re.compile(r"\\[1-9]|\(\?P=|\\g<|\(\?\("),
    "a recursion": re.compile(r"\(\?(?:R|\d+|&\w+|P>\w+)\)"),
    "fuzzy matching": re.compile(r"\{[^{}]*<=?\d|\{[eids]\}"),
    "a set made of sets": re.compile(r"(?<!\\)\[[^\]]*(?:\[|--|&&|~~|\|\|)"),
}
_CATEGORIES: Final = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip
_PLACES: Final = {
    "AT_BEGINNING": "^", "AT_BEGINNING_STRING": r"\A", "AT_END": "$", "AT_END_STRING": r"\z", "AT_BOUNDARY": r"\b",
    "AT_NON_BOUNDARY": r"\B",
}  # fmt: skip


class Unreadable(Exception):  # noqa: N818 - it names what is in the pattern
    """A pattern with something in it that no tree is made of; the message names it."""


def tree_of(source: str, lists: Mapping[str, Collection[str]]) -> Tree:
    """The tree of an expanded pattern, its named lists written out; raises `Unreadable`."""
    for what, sign in _ONLY_IN_REGEX.items():
        if sign.search(source):
            raise Unreadable(what)
    # The parser would make one set of `a|[ab]`, which reads `a` in two ways: an empty group keeps them apart.
    plain = _BAR.sub(lambda m: m[1] or "|()", source)
    plain = _LIST.sub(lambda m: _written_out(lists.get(m[1], ())), plain)
    plain = _PROPERTY.sub(r"\\w", _GROUP_NAME.sub("(?:", plain))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return list(_parser.parse(plain))
    except (re.error, Warning, RecursionError, OverflowError) as error:
        raise Unreadable(f"what Python's own `re` does not know ({error})") from None


def _written_out(terms: Collection[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(terms, key=len, reverse=True))) + ")"


def parts_for_re2(tree: Tree) -> list[str]:
    """The pattern in the parts that RE2 understands: what looks ahead or back is matched for itself.

    Raises `Unreadable` where that tells nothing of the whole: what looks without end inside a repeat without end costs
    the square of the text's length.
    """
    parts = ["".join(_written(tree))]
    for look, repeated in looks(tree):
        if repeated and is_endless(look):
            raise Unreadable("a look ahead or back without end, inside a repeat without end")
        parts += parts_for_re2(look)
    return parts


def looks(tree: Tree, *, repeated: bool = False) -> Iterator[tuple[Tree, bool]]:
    """What the outermost looks ahead and back look for, and whether it is looked for again and again."""
    for sort, content in tree:
        if str(sort) in LOOKS:
            yield list(content[1]), repeated
        else:
            again = repeated or (str(sort) in REPEATS and content[1] >= ENDLESS)
            for inner in within(sort, content):
                yield from looks(inner, repeated=again)


def is_endless(tree: Tree) -> bool:
    """Whether there is a repeat without end in it."""
    return any(
        (str(sort) in REPEATS and content[1] >= ENDLESS) or any(is_endless(inner) for inner in within(sort, content))
        for sort, content in tree
    )


def within(sort: Any, content: Any) -> list[Tree]:
    """The trees inside one piece."""
    name = str(sort)
    if name in REPEATS:
        return [list(content[2])]
    if name == "BRANCH":
        return [list(branch) for branch in content[1]]
    if name == "SUBPATTERN":
        return [list(content[3])]
    if name in LOOKS:
        return [list(content[1])]
    return [list(content)] if name == "ATOMIC_GROUP" else []


def written(tree: Tree) -> str:
    """The pattern of a tree, without what looks ahead or back."""
    return "".join(_written(tree)).replace("(?:)", "")


def _written(tree: Tree) -> Iterator[str]:
    for sort, content in tree:
        name = str(sort)
        if name == "LITERAL":
            yield _sign(content)
        elif name == "NOT_LITERAL":
            yield f"[^{_sign(content)}]"
        elif name == "ANY":
            yield "."
        elif name == "IN":
            yield "[" + "".join(map(_in_class, content)) + "]"
        elif name == "AT":
            yield _PLACES[str(content)]
        elif name in REPEATS:
            yield f"(?:{written(content[2])}){_times(*content[:2])}"
        elif name not in LOOKS:
            yield "(?:" + "|".join(map(written, within(sort, content))) + ")"


def _times(least: int, most: int) -> str:
    if most is MAXREPEAT:
        return {0: "*", 1: "+"}.get(least, f"{{{least},}}")
    return f"{{{least},{most}}}"


def _in_class(item: tuple[Any, Any]) -> str:
    sort, content = item
    name = str(sort)
    if name == "NEGATE":
        return "^"
    if name == "RANGE":
        return f"{_sign(content[0])}-{_sign(content[1])}"
    return _CATEGORIES[str(content)] if name == "CATEGORY" else _sign(content)


def _sign(code: int) -> str:
    sign = chr(code)
    return f"\\{sign}" if sign in r"\.^$*+?{}[]()|-&~#" else sign
