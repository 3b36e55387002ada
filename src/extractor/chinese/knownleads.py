"""Which of the units that are known a passage begins with, by its name or by a part of it that no other unit has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations import Mark, Page
from extractor.chinese.names import alike, bare, is_subsequence

_SIGNS = " [\"'《◎◆★|:：,、。(【*#>"
_LABEL = re.compile(
    r"[\s\"'《]*(?P<name>[^|:：,。;!?()\n》\]]{2,40}?)(?:[》\"]{0,2}(?:\s*\([^()]{1,24}\))?)\s*(?=[|:：—\]]|--|$|\s)"
)
_BOLD = re.compile(r"\*\*(?P<name>[^*\n]{2,60})\*\*")
_LABEL_REACH = 60  # characters in which a label ends
_SHORTEST_RUN = 3  # characters that a passage begins with and that are a part of one unit's name alone
_SAME_LABEL = 0.6  # see names.alike
_SAME_WORDING = 0.75  # a name in other words without a sign behind it has to be more alike than a label
_ENOUGH = 4  # characters of a name's beginning that are enough to know it by
_PREDICATE = re.compile("[有是的在]")  # 海棠市有茶厂 is no short form of 海棠茶厂
_PLACES = ("省", "市", "县", "区", "镇", "乡", "街道")
_CLAUSE_END = re.compile(r"[,。;:!?]")


def leading_unit(page: Page, start: int, end: int, forms: Sequence[tuple[str, int]]) -> tuple[int, Mark] | None:
    """The unit whose name, or a part of it that no other unit has, a passage begins with; and the name there."""
    low = page.low
    while start < end and low[start] in _SIGNS:
        start += 1
    full = [(len(form), i, form) for form, i in forms if low.startswith(form, start)]
    if full:
        length, unit, _ = max(full)
        return unit, Mark(start, start + length)
    bold = _BOLD.match(low, start - 2, end) if low.startswith("**", start - 2) else None
    if (m := bold or _LABEL.match(low, start, min(end, start + _LABEL_REACH))) and m.end() > m.start("name"):
        scored = sorted(((alike(m["name"], form), i) for form, i in forms), reverse=True)
        if (
            scored
            and scored[0][0] >= _SAME_LABEL
            and (len(scored) == 1 or scored[1][1] == scored[0][1] or scored[1][0] < scored[0][0])
        ):
            return scored[0][1], Mark(m.start("name"), m.end("name"))
        if low[m.end() : m.end() + 1] in (":", "]") and (known := _of_letters(m["name"], forms)) is not None:
            return known, Mark(m.start("name"), m.end("name"))
    return _by_part(page, start, end, forms)


def _of_letters(label: str, forms: Sequence[tuple[str, int]]) -> int | None:
    """The one unit whose name has all characters of a label in their order, and ends as it does."""
    if len(bare(label)) < _ENOUGH:
        return None
    whole = [(re.sub(r"\([^()]*\)$", "", form), i) for form, i in forms]
    found = {i for form, i in whole if form.endswith(label[-1]) and is_subsequence(bare(label), bare(form))}
    return next(iter(found)) if len(found) == 1 else None


def _by_part(page: Page, start: int, end: int, forms: Sequence[tuple[str, int]]) -> tuple[int, Mark] | None:
    """By the longest run from the beginning that is a part of one unit's name, or that abbreviates one."""
    low = page.low
    head = low[start : min(end, start + 40)]
    best: dict[int, int] = {}
    for form, i in forms:
        length = 0
        while length < len(head) and head[: length + 1] in form:
            length += 1
        best[i] = max(best.get(i, 0), length)
    ranked = sorted(best.items(), key=lambda x: -x[1])
    if ranked and ranked[0][1] >= _SHORTEST_RUN and (len(ranked) == 1 or ranked[1][1] < ranked[0][1]):
        length = ranked[0][1]
        name = head[:length]
        form = max((f for f, i in forms if i == ranked[0][0] and name in f), key=len)
        ends = form.endswith(name) or not form.startswith(name) or length >= min(len(form) / 2, _ENOUGH)
        place = form.startswith(name) and name != form and name.endswith(_PLACES)
        if ends and not place and length >= min(_ENOUGH, len(bare(form))):
            return ranked[0][0], Mark(start, start + length)
    return _abbreviated(low, start, min(end, start + 40), forms)


def _abbreviated(low: str, start: int, reach: int, forms: Sequence[tuple[str, int]]) -> tuple[int, Mark] | None:
    """A name in other words at the beginning: some head of a form ends what has the form's characters in order."""
    best: tuple[float, int, int] | None = None
    cut = _CLAUSE_END.search(low, start, reach)
    clause = cut.start() if cut else reach
    for form, i in forms:
        tail = form[-2:]
        end = reach if _CLAUSE_END.search(form) else clause
        at = low.find(tail, start, end)
        while at >= 0:
            words = low[start : at + len(tail)]
            score = alike(words, form) if form in words or not _PREDICATE.search(words) else 0.0
            if score >= _SAME_WORDING and (best is None or score > best[0]):
                best = (score, i, at + len(tail))
            at = low.find(tail, at + 1, end)
    if best is None:
        return None
    _, unit, end = best
    whole = max((f for f, i in forms if i == unit and low.endswith(f, start, end)), key=len, default="")
    return unit, Mark(end - len(whole) if whole else start, end)
