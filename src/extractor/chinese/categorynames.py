"""The names of categories: in headings and behind verbs, in what the opening counts, and what is the name of none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations import Mark, Page
from extractor.chinese.outline import Piece
from extractor.matching import MASKS, Grammar
from extractor.spans import trim

_BATCH = re.compile(
    r"^(?:(?:\d{4}年度?|[一二三四五六七八九十〇]{4}年度?|第[一二三四五六七八九十\d]+(?:批|届|轮|次)|首批|本届|本批)(?:的|度)?)+"
)
ANNEXED = re.compile(r"^附(?:件|录|表)?\s?[\d一二三四五六七八九十]*\s?(?:[:.、]\s*|\s)")
_TELLING_END, _TELLING_START = 3, 4
"""Characters of a word that is the label of no category wherever it ends, or begins, one."""
IS_GRADE = re.compile(r"(?:国家|省|市|部|校)?级?(?:[特一二三四优]等|[金银铜])奖(?:第?[一二三]名)?")
"""A heading that is only the grade of a prize."""
_SHORTEST_QUOTED = 4  # characters of a quotation that may be the name of a category
_LONGEST_LEVEL = 4  # characters before a quoted name: 全市“带头人”, 国家级“示范店”
_COUNTED = rf"(?P<name>[\u4e00-\u9fff\"《》]{{4,30}}?)(?:共|各)?{MASKS['cardinal']}+\L<counter>"


def category_name(page: Page, grammar: Grammar, mark: Mark) -> tuple[Mark, ...]:
    """The forms of a category's name in a heading or behind a verb, the best first: quoted, without batch and tail."""
    low = page.low
    start, end = trim(low, mark.start, mark.end)
    while start < end and low[start] in ",:、的*#":
        start += 1
    if m := ANNEXED.match(low[start:end]):
        start += m.end()
    if m := _BATCH.match(low[start:end]):
        start += m.end()
    bare_end = end
    tails = sorted(grammar.lexicons["category_tail"], key=len, reverse=True)
    cut = True
    while cut:
        cut = False
        while bare_end > start and low[bare_end - 1] in " :()*":
            bare_end -= 1
        for tail in tails:
            if low[start:bare_end].endswith(tail) and bare_end - len(tail) > start + 1:
                bare_end -= len(tail)
                cut = True
                break
    out = []
    quotes = [q for q in page.quotes if start <= q.start and q.end <= bare_end and q.label in ("double", "single")]
    if quotes and quotes[0].start <= start + _LONGEST_LEVEL and quotes[0].end >= bare_end - 2:
        out.append(Mark(quotes[0].start, quotes[0].end))
    if start < bare_end:
        out.append(Mark(start, bare_end))
    return tuple(dict.fromkeys(m for m in out if m.end - m.start > 1))


def counted_names(page: Page, grammar: Grammar, pieces: Sequence[Piece]) -> frozenset[str]:
    """What the prose of some pieces counts or quotes: 线上一流课程 in `线上一流课程2门、线下一流课程4门`."""
    counted = grammar.pattern(_COUNTED, name="what is counted")
    blocks = [page.blocks[p.block] for p in pieces if p.shape == "prose"]
    found = (m["name"] for b in blocks for m in counted.find_all(page.masked, b.body, b.end))
    counted_or_quoted = {name.strip('"《》') for name in found}
    quotes = (q for b in blocks for q in page.quotes_in(b.body, b.end) if q.label == "double")
    counted_or_quoted |= {page.low[q.start : q.end] for q in quotes if q.end - q.start >= _SHORTEST_QUOTED}
    return frozenset(counted_or_quoted)


def names_no_category(grammar: Grammar, low: str) -> bool:
    """Whether a heading or label is one of something else than a category: 名单, 先进事迹, 负责人."""
    words = grammar.lexicons["no_category"]
    ends = any(low.endswith(word) for word in words if len(word) >= _TELLING_END)
    starts = any(low.startswith(word) for word in words if len(word) >= _TELLING_START)
    return low in words or ends or starts or grammar.fragment("about_units").search(low) is not None
