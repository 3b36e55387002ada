"""How the time of a pattern grows with the text: RE2 as a proof, and what speaks against.

Patterns are searched by an engine that goes back. What RE2 compiles can be matched in linear time, but that engine may
still take longer; so every pattern is looked at for repeats that read one text in many ways, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, Literal

from extractor.ambiguity import ambiguous_repeats, double_repeats
from extractor.matching import ANY_MASK, MASKS, Grammar, with_masks
from extractor.patterntrees import Tree, Unreadable, looks, parts_for_re2, tree_of

Growth = Literal["linear", "square", "exponential", "unknown"]

NOT_INSTALLED: Final = "not checked; install announcement-extractor[lint], which brings google-re2"


@dataclass(frozen=True, slots=True)
class Time:
    """How the time of a pattern may grow, and why it is thought to: the piece at fault, or what cannot be judged."""

    growth: Growth
    because: str = ""


def can_prove() -> bool:
    """Whether RE2 is installed."""
    return find_spec("re2") is not None


def time_of(pattern: str, grammar: Grammar, *, name: str = "pattern") -> Time:
    """How the time of a pattern may grow with the text. Raises `RulesError` if it is no pattern."""
    source = with_masks(grammar.source(pattern, name=name))
    grammar.pattern(source, name=name)
    try:
        tree = tree_of(source, grammar.lexicons)
    except Unreadable as error:
        return Time("unknown", str(error))
    trees = list(_with_looks(tree))
    for piece in (piece for one in trees for piece in ambiguous_repeats(one)):
        return Time("exponential", _in_markers(piece))
    for piece in (piece for one in trees for piece in double_repeats(one)):
        return Time("square", _in_markers(piece))
    try:
        return Time("linear") if (refused := _refused(tree)) is None else Time("unknown", refused)
    except Unreadable as error:
        return Time("unknown", str(error))


def _in_markers(piece: str) -> str:
    """A piece of a pattern with the markers of its numbers, as its author wrote them."""
    piece = piece.replace(ANY_MASK, "<any>")
    for form, sign in MASKS.items():
        piece = piece.replace(f"[{sign}]", f"<{form}>").replace(sign, f"<{form}>")
    return piece


def _with_looks(tree: Tree) -> list[Tree]:
    return [tree, *(one for look, _ in looks(tree) for one in _with_looks(look))]


def _refused(tree: Tree) -> str | None:
    """Why RE2 does not compile the pattern; None where it does."""
    parts = parts_for_re2(tree)
    if not can_prove():
        return NOT_INSTALLED
    re2: Any = import_module("re2")  # without stubs, and not always there
    options = re2.Options()
    options.log_errors = False
    for part in parts:
        try:
            re2.compile(part, options)
        except re2.error as error:
            said = error.args[0]
            return f"RE2 does not compile it: {said.decode() if isinstance(said, bytes) else said}"
    return None
