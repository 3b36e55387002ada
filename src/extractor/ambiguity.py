"""Repeats that can read one text in many ways: where the rest then fails, a backtracking engine tries all of them.

The body of a repeat is made an automaton whose states are the signs of the pattern (Glushkov's). The repeat is
ambiguous if two ways around it read the same text, and the ways double with every turn: time grows exponentially.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from extractor.patterntrees import ENDLESS, LOOKS, MAXREPEAT, REPEATS, Tree, within, written

_MOST_SIGNS: Final = 150
"""A body of more signs is not looked at: the ways of two readings are as many as its square."""
_OTHERS: Final = "aZ5_ \n\t.,é中\ue000\ue005"
"""Signs that stand for all that a pattern does not name."""


def ambiguous_repeats(tree: Tree) -> Iterator[str]:
    """Every outermost repeat without end that two ways of reading run through, as a pattern."""
    for sort, content in tree:
        name = str(sort)
        # A possessive repeat never goes back into its turns; within a turn it may.
        if name in REPEATS and content[1] >= ENDLESS and name != "POSSESSIVE_REPEAT":
            if _is_ambiguous(list(content[2])):
                yield written([(sort, content)])
        else:
            for inner in within(sort, content):
                yield from ambiguous_repeats(inner)


def double_repeats(tree: Tree) -> Iterator[str]:
    """Two repeats without end beside each other that can share what they read: time grows with the square."""
    before: tuple[int, Tree] | None = None
    alphabet = _alphabet(tree)
    for sort, content in tree:
        for inner in within(sort, content):
            yield from double_repeats(inner)
        name = str(sort)
        here: tuple[int, Tree] | None = None
        if name in REPEATS and content[1] is MAXREPEAT and name != "POSSESSIVE_REPEAT":
            here = (_signs_of(list(content[2]), alphabet), [(sort, content)])
            if before is not None and before[0] & here[0]:
                yield written([*before[1], *here[1]])
        if here is not None:
            before = here
        elif not _may_be_empty(sort, content):
            before = None


def _signs_of(body: Tree, alphabet: Sequence[str]) -> int:
    """The signs of a repeat of one sign; none of any other, for which nothing is said."""
    return _class(*body[0], alphabet) if len(body) == 1 and str(body[0][0]) in _SIGNS else 0


def _may_be_empty(sort: Any, content: Any) -> bool:
    name = str(sort)
    return name in {"AT", *LOOKS} or (name in REPEATS and content[0] == 0)


def _is_ambiguous(body: Tree) -> bool:
    signs = _Signs(_alphabet(body))
    ends = signs.add(body)
    if len(signs.classes) > _MOST_SIGNS:
        return False
    signs.join(ends.last, ends.first)
    return any(times > 1 for times in signs.follow.values()) or signs.has_two_ways()


@dataclass(frozen=True, slots=True)
class _Ends:
    """The signs that a piece may begin and end with, and whether it may be empty."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    empty: bool = True


@dataclass(slots=True)
class _Signs:
    r"""The automaton: a class of characters for each sign, as bits, and how often one sign leads to another.

    `barred` has what must not stand before a sign: `(?<!\w)` keeps `into` from being read as `in` and `to`.
    """

    alphabet: Sequence[str]
    classes: list[int] = field(default_factory=list)
    barred: dict[int, int] = field(default_factory=dict)
    follow: Counter[tuple[int, int]] = field(default_factory=Counter)

    def join(self, last: frozenset[int], first: frozenset[int]) -> None:
        if len(self.classes) <= _MOST_SIGNS:
            self.follow.update((a, b) for a in last for b in first if self.classes[a] & ~self.barred.get(b, 0))

    def add(self, tree: Tree) -> _Ends:
        ends, bar = _Ends(), 0
        for sort, content in tree:
            here = self._piece(sort, content)
            bar |= self._barred_by(sort, content)
            if bar and here.first:
                self.barred |= {sign: self.barred.get(sign, 0) | bar for sign in here.first}
            bar = bar if here.empty else 0
            self.join(ends.last, here.first)
            ends = _Ends(
                ends.first | here.first if ends.empty else ends.first,
                ends.last | here.last if here.empty else here.last,
                ends.empty and here.empty,
            )
        return ends

    def _barred_by(self, sort: Any, content: Any) -> int:
        """The characters that a look back for one sign forbids."""
        if str(sort) != "ASSERT_NOT" or content[0] > 0 or len(content[1]) != 1 or str(content[1][0][0]) not in _SIGNS:
            return 0
        sort, content = content[1][0]
        return _class(sort, content, self.alphabet)

    def _piece(self, sort: Any, content: Any) -> _Ends:
        name = str(sort)
        if name in _SIGNS:
            self.classes.append(_class(sort, content, self.alphabet))
            here = frozenset((len(self.classes) - 1,))
            return _Ends(here, here, empty=False)
        if name in LOOKS or not (parts := [self.add(inner) for inner in within(sort, content)]):
            return _Ends()  # it takes no sign
        if name in REPEATS:
            [inner] = parts
            if content[1] > 1:
                self.join(inner.last, inner.first)
            return _Ends(inner.first, inner.last, empty=inner.empty or content[0] == 0)
        return _Ends(
            frozenset().union(*(part.first for part in parts)),
            frozenset().union(*(part.last for part in parts)),
            empty=any(part.empty for part in parts),
        )

    def has_two_ways(self) -> bool:
        """Whether two readings part from one sign, read the same text, and meet again in one sign."""
        ahead: dict[int, list[int]] = {}
        for a, b in self.follow:
            ahead.setdefault(a, []).append(b)
        same = [(n, n) for n in range(len(self.classes))]
        back: dict[tuple[int, int], list[tuple[int, int]]] = {}
        seen, todo = set(same), list(same)
        while todo:
            one, other = todo.pop()
            for pair in ((a, b) for a in ahead.get(one, ()) for b in ahead.get(other, ())):
                if self.classes[pair[0]] & self.classes[pair[1]]:
                    back.setdefault(pair, []).append((one, other))
                    if pair not in seen:
                        seen.add(pair)
                        todo.append(pair)
        return _reaches_apart(same, back)


def _reaches_apart(same: Sequence[tuple[int, int]], back: dict[tuple[int, int], list[tuple[int, int]]]) -> bool:
    """Whether a pair of two different signs leads to a pair of one."""
    seen, todo = set(same), list(same)
    while todo:
        for pair in back.get(todo.pop(), ()):
            if pair[0] != pair[1]:
                return True
            if pair not in seen:
                seen.add(pair)
                todo.append(pair)
    return False


_SIGNS: Final = ("LITERAL", "NOT_LITERAL", "ANY", "IN")


def _alphabet(tree: Tree) -> list[str]:
    """The characters that tell the classes of a pattern apart."""
    return sorted({*_OTHERS, *map(chr, _named(tree))})


def _named(tree: Any) -> Iterator[int]:
    for sort, content in tree:
        name = str(sort)
        if name in {"LITERAL", "NOT_LITERAL"}:
            yield content
        elif name == "RANGE":
            yield from content
        elif name == "IN":
            yield from _named(content)
        for inner in within(sort, content):
            yield from _named(inner)


def _class(sort: Any, content: Any, alphabet: Sequence[str]) -> int:
    """The characters that a sign matches, a bit for each."""
    return sum(1 << n for n, character in enumerate(alphabet) if _matches(str(sort), content, character))


def _matches(name: str, content: Any, character: str) -> bool:
    if name == "LITERAL":
        return chr(content) == character
    if name == "NOT_LITERAL":
        return chr(content) != character
    if name == "ANY":
        return character != "\n"
    negated = str(content[0][0]) == "NEGATE"
    return negated is not any(_is_in(str(sort), what, character) for sort, what in content)


def _is_in(name: str, content: Any, character: str) -> bool:
    if name == "LITERAL":
        return chr(content) == character
    if name == "RANGE":
        return chr(content[0]) <= character <= chr(content[1])
    if name == "NEGATE":
        return False
    category = str(content)
    holds = {
        "DIGIT": character.isdigit(), "SPACE": character.isspace(), "WORD": character.isalnum() or character == "_",
    }[category.rpartition("_")[2]]  # fmt: skip
    return holds is not ("_NOT_" in category)
