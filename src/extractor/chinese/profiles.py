"""Which passages of a Chinese page are about which unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from extractor.annotations import Mark, Page
from extractor.chinese.bodies import short_names
from extractor.chinese.knownleads import leading_unit
from extractor.chinese.names import bare
from extractor.chinese.outline import Piece, holds_quantity
from extractor.matching import Grammar

_FIELD = re.compile(r"[\u4e00-\u9fff]{2,8}:\s*\S")
_SHORTEST_RUN = 3  # characters that a passage begins with and that are a part of one unit's name alone
_FEW = 2  # names; a piece that names more is a list or a summary
_IN_SENTENCE = 44  # characters at the beginning of a passage in which a title names what it is about
_OF_A_UNIT = ("地址", "联系", "电话", "网址")  # labels of lines about a unit that others have about the text
_OF_ALL = ("根据", "据悉", "据了解", "至此", "截至目前", "多年来,我", "学校", "我校", "我院", "全县", "全市", "全校")
_PRONOUN = re.compile(
    r"(?:该|本|其|同时|此外|另外|目前|近年|近[两三五]年|在此|此|为此|截至|20\d\d|今年|去年|她|他|它|支部|学院|学科|课程|专业|团队|项目|企业|公司|村|医院|实验室|中心|[一二三]是|多年来|如今|\"十)"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """What the text says of one unit, by its index; `name` is how the passage names it, `heading` the block over it."""

    unit: int
    name: Mark
    extent: Mark
    heading: int | None


def passages(
    page: Page,
    grammar: Grammar,
    pieces: Sequence[Piece],
    forms: Sequence[tuple[str, int]],
    *,
    headers: Collection[int],
    own: str,
    issuer: str,
) -> Iterator[Passage]:
    """The passages about units, in text order; `own` names the institution, `issuer` who selected.

    `headers` are the blocks that are about no unit: headings of categories, and paragraphs that say who was selected.

    A passage under a heading goes on up to the next heading, or to a paragraph about the institution or its plans; one
    that begins with a name goes on while the paragraphs behind it say `it`.
    """
    k = _first(pieces)
    bodies = (own, *short_names(page.low, own), issuer)
    only = _only_told(page, pieces, forms, headers)
    while k < len(pieces):
        piece = pieces[k]
        under_heading = (
            piece.shape in ("short", "label")
            and _is_told(page, pieces, k + 1, forms)
            and len(piece.listed) <= _FEW
            and not (_closes_list(page, pieces, k, forms, headers) or (k == only and _is_prose(pieces, k + 1)))
        )
        found = None
        if piece.block not in headers and (piece.shape == "prose" or under_heading):
            found = _led_by(page, piece, forms, own, tuple(grammar.lexicons["own_word"]))
        if found is None:
            k += 1
            continue
        last = k
        while (_is_prose(pieces, last + 1) or (under_heading and _is_told(page, pieces, last + 1, forms))) and _goes_on(
            page,
            grammar,
            pieces[last + 1],
            forms,
            bodies,
            unit=found[0],
            under_heading=under_heading,
            is_first=last == k,
        ):
            last += 1
        extent = Mark(page.blocks[piece.block].start, page.blocks[pieces[last].block].end)
        yield Passage(found[0], found[1], extent, piece.block if under_heading else None)
        k = last + 1


def _is_prose(pieces: Sequence[Piece], k: int) -> bool:
    return k < len(pieces) and pieces[k].shape == "prose"


def _only_told(
    page: Page, pieces: Sequence[Piece], forms: Sequence[tuple[str, int]], headers: Collection[int]
) -> int | None:
    """The one line with a unit's name that has a paragraph behind it, where several others have none."""
    lines = [
        k
        for k, p in enumerate(pieces)
        if p.shape == "short"
        and p.block not in headers
        and k >= _first(pieces)
        and leading_unit(page, page.blocks[p.block].body, page.blocks[p.block].body_end, forms) is not None
    ]
    told = [k for k in lines if _is_told(page, pieces, k + 1, forms)]
    return told[0] if len(told) == 1 and len(lines) > _FEW else None


def _closes_list(
    page: Page, pieces: Sequence[Piece], k: int, forms: Sequence[tuple[str, int]], headers: Collection[int]
) -> bool:
    """Whether a line is the last of a list of names, so that the paragraph behind it is about none of them."""
    if k == 0 or pieces[k - 1].shape != "short" or pieces[k - 1].block in headers or not _is_prose(pieces, k + 1):
        return False
    here, before = (page.blocks[pieces[j].block] for j in (k, k - 1))
    return before.marker == here.marker and leading_unit(page, before.body, before.body_end, forms) is not None


def _is_told(page: Page, pieces: Sequence[Piece], k: int, forms: Sequence[tuple[str, int]]) -> bool:
    """Whether a piece may be what is said under a unit's heading: a paragraph, or a field such as 主导产品:生物航煤."""
    if k >= len(pieces) or _is_prose(pieces, k):
        return k < len(pieces)
    if pieces[k].label:
        return False  # the next name
    block = page.blocks[pieces[k].block]
    if pieces[k].shape == "meta":
        return page.low.startswith(_OF_A_UNIT, block.body) and _is_prose(pieces, k + 1)
    short = pieces[k].shape == "short" and holds_quantity(page, pieces[k].head)
    field = (
        short
        or pieces[k].shape == "field"
        or (not block.marker and _FIELD.match(page.low, block.body, block.body_end) is not None)
    )
    return field and leading_unit(page, block.body, block.end, forms) is None


def _led_by(
    page: Page, piece: Piece, forms: Sequence[tuple[str, int]], own: str, own_words: tuple[str, ...]
) -> tuple[int, Mark] | None:
    """The unit that a piece is about, and its name there; none if it tells who was selected."""
    block = page.blocks[piece.block]
    start = piece.head.start if piece.label else block.body
    found = leading_unit(page, start, block.end, forms)
    if piece.shape != "prose":
        return found
    if found is None and not page.low.startswith(own_words, block.body):
        found = _titled(page, block.body, block.end, forms) or _alone(page, block.body, block.end, forms, own)
    return None if _tells_of_selection(page, block.body, block.end, forms) else found


def _first(pieces: Sequence[Piece]) -> int:
    """Behind the title."""
    return next((k + 1 for k, p in enumerate(pieces) if p.shape in ("short", "prose", "label")), 0)


def _tells_of_selection(page: Page, start: int, end: int, forms: Sequence[tuple[str, int]]) -> bool:
    """Whether a paragraph is the summary: its first sentence names several units."""
    sentence = next(page.sentences_in(start, end), (start, end))
    low = page.low[sentence[0] : sentence[1]]
    return len({i for form, i in forms if len(form) >= _SHORTEST_RUN and form in low}) > _FEW


def _titled(page: Page, start: int, end: int, forms: Sequence[tuple[str, int]]) -> tuple[int, Mark] | None:
    """The unit whose title the beginning of a passage has in brackets: `走进《数学分析》`, or behind a quotation."""
    low = page.low
    quoted = re.compile(r"\"[^\"]{4,80}\"").match(low, start)
    reach = (quoted.end() if quoted else start) + _IN_SENTENCE
    for m in re.compile(r"《([^》]{2,40})》").finditer(low, start, min(end, reach)):
        for form, i in forms:
            if bare(form) == bare(m.group(1)):
                return i, Mark(m.start(1), m.end(1))
    return None


def _alone(page: Page, start: int, end: int, forms: Sequence[tuple[str, int]], own: str) -> tuple[int, Mark] | None:
    """The one unit that a passage names, in its first sentence or in all of it; the institution does not begin it."""
    sentences = list(page.sentences_in(start, end))
    for first, last in ((sentences[0][0], sentences[0][1]), (start, end)) if sentences else ():
        low = page.low[first:last]
        if own and low.startswith(own):
            return None
        found = [(low.find(form), -len(form), i) for form, i in forms if len(form) > _SHORTEST_RUN and form in low]
        if len({i for _, _, i in found}) == 1:
            at, length, unit = min(found)
            return unit, Mark(first + at, first + at - length)
        if found:
            return None
    return None


def _goes_on(
    page: Page,
    grammar: Grammar,
    piece: Piece,
    forms: Sequence[tuple[str, int]],
    bodies: tuple[str, ...],
    *,
    unit: int,
    under_heading: bool,
    is_first: bool,
) -> bool:
    """Whether a paragraph goes on with the passage on a unit.

    `bodies` are the names of the institution, and behind them that of the issuer.
    """
    block = page.blocks[piece.block]
    low = page.low[block.body : block.end]
    if (led := leading_unit(page, block.body, block.end, forms)) is not None:
        return under_heading and (is_first or led[0] == unit)
    if under_heading and is_first:
        return True
    names_of = "".join(form for form, i in forms if i == unit)
    return not _is_of_bodies(grammar, low, bodies, names_of) and (under_heading or _PRONOUN.match(low) is not None)


def _is_of_bodies(grammar: Grammar, low: str, bodies: tuple[str, ...], names_of: str) -> bool:
    """Whether a paragraph is about the institution or the issuer; `names_of` are the names of the unit before it."""
    *own, issuer = bodies
    clauses = re.split(r"[,。]", low)[:2]
    openings = (*grammar.lexicons["outlook_opening"], *_OF_ALL)
    named = any(name != "" and name in c for name in own for c in clauses)
    by_word = any(
        c.strip().startswith(word) and word not in names_of for c in clauses for word in grammar.lexicons["own_word"]
    )
    # the foundation, where the issuer's full name is longer
    by_issuer = any(low.startswith(issuer[k:]) for k in range(len(issuer) - _SHORTEST_RUN + 1))
    return low.startswith(openings) or named or by_word or by_issuer
