"""Whether numbers count the same sort of thing, and whether the parts of a whole can overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.audit.sheet import Figure, Sheet
from extractor.decisions import decisions

_WORD = re.compile(r"[^\W\d_][\w'-]*")
_BEFORE_PREPOSITION = re.compile(r"\s(?:of|in|for|with|from|at|to|on|by)\s")
_REACH = 48  # characters behind a number in which the noun that it counts ends


def are_alike(sheet: Sheet, whole: Figure, part: Figure, segment: str) -> bool:
    """Whether a part is surely some of what its whole counts; `segment` is all that is said of the part.

    Money is some of money. Things are told by the classifier that both have, else by their noun, which a part may leave
    out: `26 teachers, 12 of whom`.
    """
    if not whole.is_like(part):
        return False
    if whole.measure != "count":
        return True
    counters = counter(sheet, whole), counter(sheet, part)
    if counters[0] and counters[1]:
        return counters[0] == counters[1]
    head = _head(sheet, whole)
    own = part.achievement.object if part.achievement is not None else None
    if own is None and part.achievement is not None:
        return True
    said = segment if own is None else f"{segment} {sheet.page.low[own.start : own.end]}"
    # A whole without a noun, `7 in all`, is told by its parts.
    return not head or _stem(head) in {_stem(word) for word in _WORD.findall(said)}


def relation(sheet: Sheet, part: Figure) -> str | None:
    """Where the words around a number say that its whole stands: `previous`, `following`, `previous_sentence`."""
    if part.measure not in {"count", "amount"}:
        return None
    n = part.numeral
    rule = decisions(sheet.grammar, "relations").decide(sheet.page.masked, n, sheet.places.conditions(n))
    return None if rule is None else str(rule.gives["part_of"])


def counter(sheet: Sheet, figure: Figure) -> str:
    """The classifier behind a number, or what those of its sort are called; empty where it has none."""
    m = sheet.grammar.fragment("counted_by").match(sheet.page.low, figure.end)
    return (m.lastgroup or m.group()) if m else ""


def sorts(sheet: Sheet, segments: Sequence[str]) -> bool | None:
    """Whether parts exclude each other: True where each is of another sort of one division, by level or by grade.

    False where one is told by its level and another by its grade, so that they may overlap; None where nothing tells.
    """
    families = sheet.grammar.lexicons["sort_apart"]
    found = [_sorts_in(segment, families) for segment in segments]
    common = set.intersection(*(set(of) for of in found)) if found else set()
    if any(len({of[family] for of in found}) == len(found) for family in common):
        return True
    return False if any(found) else None


def _sorts_in(segment: str, families: object) -> dict[str, str]:
    """By division, the longest sort of it that is named: `associate professors` and not `professors`."""
    out: dict[str, str] = {}
    for term, family in sorted(dict(families).items(), key=lambda item: len(item[0])):  # type: ignore[call-overload]
        at = segment.find(term)
        if at >= 0 and not (term.isascii() and _inside_word(segment, at, at + len(term))):
            out[family] = term
    return out


def _inside_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())


def _head(sheet: Sheet, figure: Figure) -> str:
    """The last word of the noun phrase that a number counts."""
    row = figure.achievement
    if row is not None and row.object is not None:
        phrase = sheet.page.low[row.object.start : row.object.end]
    else:
        m = sheet.grammar.fragment("counted_noun").match(sheet.page.masked, figure.end, figure.end + _REACH)
        phrase = m.group() if m else ""
    words = _WORD.findall(_BEFORE_PREPOSITION.split(phrase)[0])
    return words[-1] if words else ""


def _stem(word: str) -> str:
    """A word without the ending of its plural."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def names_counted(sheet: Sheet, figure: Figure, phrase: str) -> bool:
    """Whether a phrase says the noun that a number counts: `the teaching staff` is not `26 teachers`."""
    row = figure.achievement
    counted = sheet.page.low[row.object.start : row.object.end] if row is not None and row.object is not None else ""
    head = _head(sheet, figure)
    return bool(counted) and (
        counted in phrase or phrase in counted or _stem(head) in map(_stem, _WORD.findall(phrase))
    )
