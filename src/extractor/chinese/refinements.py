"""The pieces of an outline seen together: fields under lines, links at the end of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations import Page
from extractor.chinese.outline import Piece

_FEWEST_FIELDS = 2  # lines under which a label stands that is a field of theirs
_SORTS = ("奖", "类", "级", "等", "组", "批", "型", "档", "集体", "个人", "单位名单")
"""What a label ends with that sorts names, wherever it comes again."""
_FOOTER = re.compile(
    r"[\[(·>\s]*(?:相关|推荐|延伸|热门|更多|最新)(?:阅读|推荐|链接|新闻|文章|报道|资讯)|.{0,40}(?:版权所有|icp备|网站标识码)|[上下]一篇[::]|主办单位|(?:打印|关闭)[本窗]"
)
_FIELD = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,6}):\s*\S")


def refined(page: Page, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, some of them other than they look by themselves."""
    return _with_fields(page, _without_footer(page, pieces))


def _without_footer(page: Page, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, lines of links behind `相关阅读` and the like made lines about the text."""
    lines = [page.blocks[p.block] for p in pieces]
    at = next((k for k, b in enumerate(lines) if _FOOTER.match(page.low, b.body, b.body_end)), len(pieces))
    links = all(p.shape != "prose" for p in pieces[at:])
    return [replace(p, shape="meta", listed=()) if k >= at and links else p for k, p in enumerate(pieces)]


def _with_fields(page: Page, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, labels that come again and again under other lines made fields of those: 完成单位:甲大学.

    What comes again under headings of the same grade or sort (一等奖:甲、乙) heads its names.
    """
    over: dict[str, set[str]] = {}
    above = ""
    for piece in pieces:
        low = page.low[piece.head.start : piece.head.end]
        if name := _field_of(page, piece):
            over.setdefault(name, set()).add(above)
        else:
            above = low if piece.shape == "short" and piece.count is None else ""
    fields = {
        label for label, lines in over.items() if len(lines - {""}) >= _FEWEST_FIELDS and not label.endswith(_SORTS)
    }
    out: list[Piece] = []
    for piece in pieces:
        name = _field_of(page, piece)
        behind_one = bool(out) and out[-1].shape == "field" and not name.endswith(_SORTS)
        is_field = name != "" and (name in fields or behind_one)
        out.append(replace(piece, shape="field") if is_field else piece)
    return out


def _field_of(page: Page, piece: Piece) -> str:
    """The label of a line that may be a field, or nothing."""
    if piece.shape == "label":
        return page.low[piece.head.start : piece.head.end]
    start, end = page.blocks[piece.block].body, page.blocks[piece.block].body_end
    if piece.shape not in ("short", "prose") or piece.label or "。" in page.low[start:end]:
        return ""
    m = _FIELD.match(page.low, start, end)
    return m["label"] if m else ""
