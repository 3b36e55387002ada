"""The issuer and the institution of a Chinese announcement: who selected, and whose units were selected."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from extractor.annotations import Mark, Page
from extractor.chinese.outline import Piece
from extractor.matching import Grammar, Pattern
from extractor.spans import overlaps

_BODY = r"(?P<body>[\u4e00-\u9fff·()]{1,22}?(?:\L<issuer_head>))"
_STOP = re.compile(
    r"(?:近日|日前|昨日|今日|近期|最近|\d+日|上午|下午|今年|消息|获悉|由|在|从|据|经|和|与|联合|根据|按照|来自|接|,|以及|及|、|\(|月|日)"
)
_ENDS_OF_BODIES = frozenset("部厅局委会府处院办司署协联")
_TIME = (
    r"(?:近日|日前|昨日|今日|近期|最近|昨天|今天|[昨今]\(\d+\)日|正式|联合|发文|发出通知|共同|于[^,。]{2,12}|\s|,|、)*"
)
_TITLE = re.compile(r"《(?P<body>[^《》]{2,24}?)关于")
_OWN_TITLE = re.compile(
    r"^[#\s]*(?P<body>[\u4e00-\u9fff]{3,24}?)关于(?P<what>[^。]{2,90}?)的?(?:通知|决定|公告|公示|通报|通告|函|意见)?$"
)
_NOTICE = re.compile(r"^关于[^。]{2,90}的(?:通知|决定|公告|公示|通报|通告)")
_NAME = r"[\u4e00-\u9fff]{1,14}?(?:\([\u4e00-\u9fff]+\))?[\u4e00-\u9fff]{0,8}?\L<institution_head>"
_COMMON = re.compile(
    r"^(?:全国|全省|全市|全县|我|本|该|各|学校|学院|医院|大学|省属|高等|职业|一流|地方|中国|国家|省级|市级|所在|双一流|部属|世界|知名|优秀|多所|两所|个|[一二三四五六七八九十两]|的|等|其中|推荐|入选|来自)"
)
_FULL = re.compile(r"\((?:以下)?简称[:为]?[\"“]?(?P<short>[^\"”()]{2,10})[\"”]?\)")
_CLEAN = re.compile(
    r"^(?:喜报|祝贺|恭喜|快讯|重磅|好消息|喜讯|捷报|热烈祝贺|刚刚|官宣|点赞)[!,:|丨 ]*|^[\d一二三四五六七八九十]+[家个项人门名所][!,:]?\s*|^\"?[^!,]{0,10}\"?!\s*"
)


@lru_cache(maxsize=8)
def _issuing(grammar: Grammar) -> tuple[Pattern, ...]:
    return (
        grammar.pattern(rf"{_BODY}(?:等[^,。]{{0,10}})?{_TIME}(?:\L<issuing_verb>)", name="issuer"),
        grammar.pattern(
            r"(?:获|由|经|被|荣获|通过)了?" + _BODY + r"(?:等)?[^,。]{0,6}?(?:\L<issuing_verb>)",
            name="issuer behind a verb",
        ),
    )


def find_issuer(page: Page, grammar: Grammar, pieces: list[Piece]) -> Mark | None:
    """Who published the selection: the body before 公布, 印发 and the like, or in the title of its notice."""
    prose = [p for p in pieces if p.shape in ("prose", "short", "label")]
    if (own := _notice(page, pieces)) is not None:
        return own
    before, behind = _issuing(grammar)
    for piece in prose[:8]:
        block = page.blocks[piece.block]
        for pattern in (before, behind):
            for m in pattern.find_all(page.low, block.body, block.end):
                if found := _body(page, *m.span("body")):
                    return found
        if (m2 := _TITLE.search(page.low, block.body, block.end)) and (found := _body(page, *m2.span("body"))):
            return found
    return _signature(page, grammar, pieces)


def _notice(page: Page, pieces: list[Piece]) -> Mark | None:
    """The body whose own notice the text is: 甲局关于公布…的通知, in one line or two."""
    opening = [p for p in pieces[:4] if p.shape in ("short", "prose", "label")]
    for k, piece in enumerate(opening[:2]):
        block = page.blocks[piece.block]
        low = page.low[block.body : block.body_end]
        if m := _OWN_TITLE.match(low):
            return Mark(block.body + m.start("body"), block.body + m.end("body"))
        if k == 1 and _NOTICE.match(low):
            first = page.blocks[opening[0].block]
            return Mark(first.body, first.body_end)
    return None


def _body(page: Page, start: int, end: int) -> Mark | None:
    """The body's name without what stands before it in the clause."""
    low = page.low
    for m in _STOP.finditer(low, start, end - 1):
        joins = m.group() in ("和", "与", "及") and low[m.start() - 1] not in _ENDS_OF_BODIES
        if m.end() < end - 1 and not joins:
            start = m.end()
    text = low[start:end]
    if len(text) < 3 and text not in ("国务院",):
        return None
    if re.match(r"(?:全国|全省|全市|各|我|本|该|学校|此次|本次|其|他|该校|多)", text) and len(text) < 6:
        return None
    return Mark(start, end)


def _signature(page: Page, grammar: Grammar, pieces: list[Piece]) -> Mark | None:
    """The last short line that is a body's name: the signature of a notice."""
    heads = grammar.lexicons["issuer_head"]
    for piece in reversed(pieces[-5:]):
        low = page.low[piece.head.start : piece.head.end]
        if piece.shape == "short" and 3 < len(low) <= 24 and any(low.endswith(h) for h in heads) and "、" not in low:
            return piece.head
    return None


def find_institution(
    page: Page, grammar: Grammar, pieces: list[Piece], *, units: list[str], issuer: Mark | None, end: int
) -> Mark | None:
    """Whose units were selected: the body that the title and the opening paragraphs name first, and name again.

    None where the text is the issuer's own notice about many bodies.
    """
    if _notice(page, pieces) is not None:
        return None
    pattern = grammar.pattern(
        rf"(?P<body>{_NAME}(?:(?:附属|附设|直属)[\u4e00-\u9fff]{{0,8}}?\L<institution_head>)?)", name="institution"
    )
    found: Counter[str] = Counter()
    places: dict[str, Mark] = {}
    for rank, piece in enumerate(p for p in pieces if p.shape in ("short", "prose", "label", "meta")):
        block = page.blocks[piece.block]
        if block.start >= end and rank > 2:
            break
        for start, stop in page.sentences_in(block.start, block.end):
            at = start + (m.end() if (m := _CLEAN.match(page.low[start:stop])) else 0)
            for clause in re.finditer(r"[^,;:。!?、]+", page.low[at:stop]):
                begin = at + clause.start()
                m = pattern.match(page.low, begin, at + clause.end())
                mark = _institution(page, m.start("body"), m.end("body"), issuer) if m else None
                if mark is None:
                    continue
                name = page.low[mark.start : mark.end]
                if any(name == u for u in units):
                    continue
                found[name] += 4 if rank == 0 else 1
                places.setdefault(name, mark)
    if not places:
        return None
    for name in places:
        found[name] += min(4, page.low.count(name) - 1) + (
            name in page.low[: page.blocks[pieces[0].block].end] if pieces else 0
        )
    best = max(places, key=lambda n: (found[n], len(n)))
    if found[best] < 3:
        return None
    return _in_full(page, best, places[best])


def _institution(page: Page, start: int, end: int, issuer: Mark | None) -> Mark | None:
    low = page.low[start:end]
    if _COMMON.match(low) or len(low) < 3:
        return None
    if issuer is not None and (
        overlaps((start, end), (issuer.start, issuer.end)) or low == page.low[issuer.start : issuer.end]
    ):
        return None
    return Mark(start, end)


def _in_full(page: Page, name: str, mark: Mark) -> Mark:
    """The full name, where the text says that `name` is short for it."""
    for m in _FULL.finditer(page.low):
        if m["short"] == name:
            start = m.start()
            while start > 0 and "\u4e00" <= page.low[start - 1] <= "\u9fff":
                start -= 1
            return Mark(start, m.start())
    return mark
