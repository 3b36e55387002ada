"""The same text with its items marked otherwise or in another order, and with sentences put in that say nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle, pairwise

from extractor.spans import Extent
from rewritings.layout import is_prose, is_table, lines_of
from rewritings.pieces import Document, Edit, Piece, Twin, edited

_BULLET = re.compile(r"([ \t　]*)([-*](?=[ \t])|[•●▪])[ \t　]*(?=\S)")
_NUMBER = re.compile(r"([ \t　]*)[(（]?(\d{1,2})(?:[.、．](?!\d)|[)）])[ \t　]*(?=\D)")
_HAN_NUMBER = re.compile(r"([ \t　]*)([一二三四五六七八九十]{1,3})、[ \t　]*(?=\S)")
_HAN_BRACKET = re.compile(r"[ \t　]*[(（][一二三四五六七八九十]{1,3}[)）]")
_MARK = re.compile(f"(?:{_BULLET.pattern}|{_NUMBER.pattern})")
_ITEM_END = re.compile(r"[.,;:。；，：、]?\s*(?:and)?$")
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:the same|former|latter|above|previous|ditto|also|other)\b|同上|上述|前者|其余|以上"
)
_FEWEST_ITEMS = 3
_SAID = {
    "en": (
        "Further details are available on the website.",
        "Readers with questions are welcome to write to the editors.",
        "The full text of the notice can be downloaded from the portal.",
    ),
    "zh": ("更多详情请关注后续报道。", "欢迎广大读者继续关注。", "通知全文可在官方网站下载。"),
}


def bullets(sign: str) -> Callable[[Document], Twin | None]:
    """Items of a list marked with `sign` where they have another bullet."""

    def rewriting(document: Document) -> Twin | None:
        marks = [m for start, end in lines_of(document.text) if (m := _BULLET.match(document.text, start, end))]
        return None if len(marks) < _FEWEST_ITEMS else _marked(document, [(m, m[1] + sign + " ") for m in marks])

    return rewriting


def numbers(form: str) -> Callable[[Document], Twin | None]:
    """Numbered items of a list with their numbers written like `form`, `1.` or `(1)`; none if there are two levels."""

    def rewriting(document: Document) -> Twin | None:
        marks = [m for start, end in lines_of(document.text) if (m := _NUMBER.match(document.text, start, end))]
        styles = {re.sub(r"\s|\d+", "", m.group()) for m in marks}
        if len(marks) < _FEWEST_ITEMS or len(styles) > 1:
            return None
        blank = " " if form.isascii() else ""
        return _marked(document, [(m, m[1] + form.replace("1", m[2]) + blank) for m in marks])

    return rewriting


def han_brackets(document: Document) -> Twin | None:
    """Headings that are numbered 一、 numbered （一）; none if the text has both, for they are two levels."""
    lines = lines_of(document.text)
    marks = [m for start, end in lines if (m := _HAN_NUMBER.match(document.text, start, end))]
    if not marks or any(_HAN_BRACKET.match(document.text, start, end) for start, end in lines):
        return None
    return _marked(document, [(m, f"{m[1]}（{m[2]}）") for m in marks])


def reversed_lists(document: Document) -> Twin:
    """Lists in reverse order under the same numbers, where no item refers to another or ends unlike the others."""
    pieces: list[Piece] = []
    at = 0
    for run in _runs(document.text):
        for (start, end), (other, other_end) in zip(run, reversed(run), strict=True):
            pieces += (Piece(at, start, document.text[at:start]), _piece(document.text, other, other_end))
            at = end
    pieces.append(Piece(at, len(document.text), document.text[at:]))
    return Twin(document.text, tuple(pieces))


def inserted_sentences(document: Document) -> Twin:
    """Between paragraphs of prose, paragraphs of one sentence that says nothing about anybody."""
    text, edits = document.text, list[Edit]()
    said = cycle(_SAID[document.language])
    for (start, end), (after, after_end) in pairwise(lines_of(text)):
        if is_prose(document, start, end) and is_prose(document, after, after_end):
            edits.append((after, after, next(said) + text[end:after]))
    return edited(text, edits)


def _piece(text: str, start: int, end: int) -> Piece:
    return Piece(start, end, text[start:end])


def _marked(document: Document, marks: list[tuple[re.Match[str], str]]) -> Twin:
    return edited(document.text, [(m.start(), m.end(), mark) for m, mark in marks])


def _runs(text: str) -> list[list[Extent]]:
    """The bodies of items that stand on neighbouring lines, list by list."""
    runs: list[list[Extent]] = []
    last, style = 0, ""
    for start, end in lines_of(text):
        mark = _MARK.match(text, start, end)
        here = re.sub(r"\d+", "1", mark.group()) if mark else ""
        if mark and here == style and text.count("\n", last, start) == 1:
            runs[-1].append((mark.end(), end))
        elif mark:
            runs.append([(mark.end(), end)])
        last, style = end, here
    return [run for run in runs if len(run) >= _FEWEST_ITEMS and _can_be_moved([text[s:e] for s, e in run])]


def _can_be_moved(items: list[str]) -> bool:
    ends = {match.group().strip() for item in items if (match := _ITEM_END.search(item.rstrip()))}
    return len(ends) == 1 and not any(_POINTS_ELSEWHERE.search(item) or is_table(item) for item in items)
