"""Enumerations: the names in `the X, the Y of Z and the W`, and which commas and `and`s stand between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.annotations import Mark, Page
from extractor.matching import Grammar
from extractor.names import Names, names, split_list
from extractor.spans import trim

_STAND_ALONE = ("school", "village", "museum", "enterprise")
"""Kinds of units that are no part of a university or academy, so that one of these behind them is the next unit."""
_PAIR = 2  # pieces; of two, the second may describe the first
_LONGEST_PLACE = 2  # words of a place without a head noun: `New Keighworth`
_AND = re.compile(r"\s*,?\s*\b(?:and|as well as|along with|together with)\s+(?=the\s|\"|[A-Z]|an?\s)")
_AND_BEFORE = re.compile(r"(?i)(?:and|as well as)\s+")
_PERSON = re.compile(r"(?:Dr|Prof|Professor|Mr|Ms|Mrs|Sir|Dame|Associate Professor)\b\.?\s")
_ARTICLE = re.compile(r"(?i)^(?:the|an?|both)\s+")
_COMPLEMENTED = re.compile(r"(?:[A-Z][\w'-]*\s){2,}(?:of|for)\s(?:the\s)?[A-Z]")
_DESCRIPTION = re.compile(r"(?:an?|the)\s[a-z]")
_RELATIVE = re.compile(r",\s(?:whose|which|who|both|all)\s")
_COMPLEMENT_OPEN = re.compile(r"\bof [^,]*$")
_ABBREVIATED = re.compile(r"(?i)\b(?:ltd|inc|co)\.$")
_COMPANY_END = re.compile(r"(?i)\b(?:ltd|inc)\.?\)?$")
_COMPANY_FORM = re.compile(r"(?i)(?:ltd|inc|llc|corp)\b\.?(?:\s*\([^)]*\))?(?:\s+and\b)?")


def enumerate_names(page: Page, grammar: Grammar, start: int, end: int) -> Iterator[Mark]:
    """The names of an enumeration, each without its article; pieces that only say where a unit belongs go with it."""
    kinds = names(grammar)
    text = page.text
    pieces, by_commas = _pieces(text, *_without_stop(text, start, end))
    out: list[Mark] = []
    placed = False
    for i, piece in enumerate(pieces):
        for part in _split_and(text, piece, kinds, last=0 < i == len(pieces) - 1):
            s, e = _without(_AND_BEFORE, text, *trim(text, part.start, part.end))
            if out and len(pieces) == _PAIR and _DESCRIPTION.match(text[s:e]):
                break  # an apposition: `Lorna Whitecalf, a lecturer`
            if by_commas and out and not placed and _only_place(text[s:e], kinds, text[out[-1].start : out[-1].end]):
                out[-1], placed = Mark(out[-1].start, e), True  # a second place in a row is rather the next unit's
                continue
            placed = False
            s, e = _without(_ARTICLE, text, s, e)
            if s < e:
                out.append(Mark(s, e))
    yield from (m for m in out if any(c.isupper() or c == '"' for c in text[m.start : m.end]))


def halves(text: str, whole: Mark) -> tuple[Mark, ...]:
    """The two names around the only `and` of a piece that must be more than one; the piece where there is none."""
    found = [m for m in _AND.finditer(text, whole.start, whole.end) if not text.count('"', whole.start, m.start()) % 2]
    if len(found) != 1:
        return (whole,)
    s, e = _without(_ARTICLE, text, found[0].end(), whole.end)
    return Mark(whole.start, found[0].start()), Mark(s, e)


def _without_stop(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the sign that ends the sentence; the full stop of `Ltd.` stays."""
    start, end = trim(text, start, end)
    while end > start and text[end - 1] in ".;:" and not _ABBREVIATED.search(text[start:end]):
        end -= 1
    return start, end


def _without(opening: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    m = opening.match(text[start:end])
    return start + (m.end() if m else 0), end


def _pieces(text: str, start: int, end: int) -> tuple[list[Mark], bool]:
    """The pieces between semicolons or, where there are none, between commas, and whether it was commas."""
    pieces = [before_relative(text, p) for p in split_list(text, start, end, ";")]
    if len(pieces) != 1:
        return pieces, False
    return rejoined(text, list(split_list(text, pieces[0].start, pieces[0].end, ",\u3001"))), True


def before_relative(text: str, piece: Mark) -> Mark:
    """A piece without the clause that says more of it: `Dr Lindqvist, who wrote 61 reports`."""
    m = _RELATIVE.search(text[piece.start : piece.end])
    return Mark(piece.start, piece.start + m.start()) if m else piece


def rejoined(text: str, pieces: list[Mark]) -> list[Mark]:
    """`Co., Ltd.` is one name with what stands in brackets behind it; its comma parts are none."""
    out: list[Mark] = []
    for p in pieces:
        form = _COMPANY_FORM.match(text[p.start : p.end]) if out else None
        if form is None:
            out.append(p)
            continue
        out[-1] = Mark(out[-1].start, p.start + len(re.sub(r"\s+and$", "", form.group())))
        rest = trim(text, p.start + form.end(), p.end)
        if rest[0] < rest[1]:
            out.append(Mark(*rest))
    return out


def _split_and(text: str, piece: Mark, kinds: Names, *, last: bool) -> list[Mark]:
    """Part `A and B` where both are names; `last` says that the piece ends an enumeration of several."""
    out, at = [], piece.start
    for m in _AND.finditer(text, piece.start, piece.end):
        if text.count('"', at, m.start()) % 2:
            continue  # inside a quotation
        left, right = text[at : m.start()], text[m.end() : piece.end]
        opens_piece = not text[piece.start : m.start()].strip()
        if _are_two(left, right, kinds) or (last and (opens_piece or _ends_enumeration(left, right, kinds))):
            out.append(Mark(at, m.start()))
            at = m.end()
    out.append(Mark(at, piece.end))
    return [p for p in out if text[p.start : p.end].strip()]


def _are_two(left: str, right: str, kinds: Names) -> bool:
    """Whether `and` parts two names: each has the head noun of a unit, a quotation or a title of its own."""
    quoted = right.startswith('"') and '"' in left
    headed = kinds.has_head(left) and kinds.has_head(right)
    complete = right.lower().startswith("the ") or not _COMPLEMENT_OPEN.search(left)
    return (
        quoted
        or _PERSON.match(right) is not None
        or (headed and complete)
        or _COMPANY_END.search(left.strip()) is not None
    )


def _ends_enumeration(left: str, right: str, kinds: Names) -> bool:
    """Whether the `and` of the last piece is before the last name.

    It is before an article, before a name of several words with a complement of its own, or if neither has a head noun.
    """
    headless = not kinds.has_head(left) and not kinds.has_head(right) and right[:1].isupper()
    return headless or right.lower().startswith("the ") or _COMPLEMENTED.match(right) is not None


def _only_place(piece: str, kinds: Names, before: str) -> bool:
    """Whether a comma part only says where the unit before it is or belongs: `School of Automation`, `Keighworth`."""
    if not kinds.has_head(before) or piece.startswith('"'):
        return False
    kind, owner = kinds.kind(piece), kinds.kind(before)
    if kind is None:
        return len(piece.split()) <= _LONGEST_PLACE and piece[:1].isupper()
    return kind in ("university", "college", "department") and owner not in (None, kind, *_STAND_ALONE)
