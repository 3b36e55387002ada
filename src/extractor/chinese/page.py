"""A Chinese text as the stages read it: lines and items, sentences, quotations and numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.annotations import Block, Mark, Page
from extractor.chinese.numerals import find_numerals
from extractor.chinese.script import simplified
from extractor.layout import Line, table_rows, unwrap
from extractor.limits import left
from extractor.matching import Grammar, mask
from extractor.normalise import lower, normalise
from extractor.spans import Extent, trim

_HAN = "[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]"
MARKER = re.compile(
    rf"""\s*(?:
        (?P<hash>\#{{1,6}})\s+
      | (?P<bullet>[•●▪▫◦‣·■□▣►▶▸▹◎○★☆◆◇◈◉※▲△▼▽√➤➢►☞☛❖✦✧✪✿❀♦▍▎▌▋▊┃│╱☑✓✔⊙❤❶-❿])\s*
      | (?P<pict>(?:[\U0001f1e6-\U0001faff\u2600-\u27bf\u2b50][\ufe0f\u200d\u2640-\u27bf\U0001f1e6-\U0001faff]*)+\s*)
      | (?P<keycap>\d\ufe0f?\u20e3\s*)
      | (?P<dash>[*+\u2013\u2014-]|--)\s+(?=\S)
      | (?P<han>{_HAN}{{1,3}}[、.,:]\s*|{_HAN}{{1,3}}\s{{1,3}}(?=\S))
      | (?P<stem>[甲乙丙丁戊己庚辛][、.:]\s*)
      | (?P<hanbracket>\({_HAN}{{1,3}}\)[、.]?\s*)
      | (?P<hanclass>第{_HAN}{{1,3}}(?:类|部分|项|批|组|篇)?[、:]\s*|第{_HAN}{{1,3}}(?:类|部分|组)\s+)
      | (?P<number>\d{{1,3}}(?:[、.)]\s*(?=[^\d\s])|\s{{1,3}}(?=[^\W\d_a-z]|[《\"])))
      | (?P<bracket>\(\d{{1,3}}\)[、.]?\s*)
      | (?P<circled>[①-⑳㉑-㉟❶-❿]\s*[、.]?\s*)
    )""",
    re.VERBOSE,
)
_STYLES = {
    "han": "一、",
    "stem": "甲、",
    "hanbracket": "(一)",
    "hanclass": "第一",
    "number": "1.",
    "keycap": "1.",
    "pict": "pict",
    "bracket": "(1)",
    "circled": "①",
}
_OVER = frozenset(("han", "stem", "hanbracket", "hanclass"))
"""Marks of headings rather than of the items of a list; a line that has one may be either."""
OVER_MARKS = frozenset(_STYLES[kind] for kind in _OVER)
"""The same, as blocks have them."""
_FRAMES = (("【", "】"), ("**", "**"), ("__", "__"), ("[", "]"), ("<", ">"), ("——", "——"), ("-", "-"), ("===", "==="))
_PAIRS = {"“": "”", "‘": "’", "《": "》", "「": "」", "『": "』", "〈": "〉"}
_LABELS = {"“": "double", "‘": "single", "《": "title", "「": "double", "『": "single", "〈": "title"}
_STRAIGHT = re.compile(r'"([^"\n]{1,200}?)"')
_LONGEST_QUOTE = 400
_END = re.compile(
    r"[。!?…]+[\"')\]》」』]*|\n[ \t]*|(?<=[^\W\da-z_])\.(?=\s|$)"
    r"|(?<=[\"')\]》」』%\d])\.(?=\s+[\u4e00-\u9fff\"《]|\s*$)"
)
_NARROWEST, _WIDEST = 18, 60
"""Characters: no Chinese text is wrapped narrower by hand, and none that is wider is wrapped."""
_FEWEST_WRAPPED = 3
_GLUE = re.compile(r"(?<=[0-9])，(?=[0-9])")


def make_page(text: str, grammar: Grammar) -> Page:
    """A Chinese text as the stages want to read it.

    `text` is in the source's own characters, `low` and `masked` in simplified ones. The full stop 。 stays itself, for
    behind a digit it is no decimal point, and so does a full-width comma between ASCII digits.
    """
    plain = _normalised(text)
    low = simplified(lower(plain))
    blocks = find_blocks(low)
    plain, low = unwrap(plain, blocks), unwrap(low, blocks)
    numerals = find_numerals(low, grammar)
    spans = tuple(s for b in blocks for s in sentences(low, b.start, b.end))
    return Page(
        text=plain, low=low, masked=mask(low, numerals), blocks=tuple(blocks), sentences=spans,
        quotes=tuple(find_quotes(text)), numerals=tuple(numerals), hits={},
    )  # fmt: skip


def _normalised(text: str) -> str:
    plain = normalise(text)
    kept = [i for i, c in enumerate(text) if c == "。"] + [m.start() for m in _GLUE.finditer(text)]
    if not kept:
        return plain
    out = list(plain)
    for i in kept:
        out[i] = text[i]
    return "".join(out)


def find_blocks(low: str) -> list[Block]:
    """The blocks of a normalised text, in order; blank lines belong to none."""
    lines = [Line(*trim(low, m.start(), m.end())) for m in re.finditer(r"[^\n]+", low)]
    lines = [line for line in lines if line.start < line.end]
    rows = table_rows(low, lines)
    width = _wrap_width(low, [line for i, line in enumerate(lines) if i not in rows])
    blocks: list[Block] = []
    i = 0
    while i < len(lines):
        left()
        start, end = lines[i].start, lines[i].end
        if i in rows:
            if rows[i]:
                blocks.append(Block(start, end, start, end, "row", "|", rows[i]))
            i += 1
            continue
        while i + 1 < len(lines) and i + 1 not in rows and _goes_on(low, lines[i], lines[i + 1], width):
            i += 1
            end = lines[i].end
        blocks.append(_block(low, start, end))
        i += 1
    return blocks


def _block(low: str, start: int, end: int) -> Block:
    m = MARKER.match(low, start, end)
    body, marker, kind = start, "", ""
    if m and m.end() < end:
        kind = str(m.lastgroup)
        body = m.end()
        marker = _STYLES.get(kind, f"{kind}{m.group().strip()[:1] if kind != 'hash' else m.group().count('#')}")
    body_end = end
    for opening, closing in _FRAMES:
        inside = low[body:body_end]
        if inside.startswith(opening) and inside.endswith(closing) and len(inside) > len(opening) + len(closing):
            if opening in inside[len(opening) : -len(closing)]:
                continue
            body, body_end, marker = body + len(opening), body_end - len(closing), marker or "bold"
    is_line = marker in ("", "bold") or kind in _OVER or kind == "hash"
    return Block(start, end, body, body_end, "line" if is_line else "item", marker)


def _wrap_width(low: str, lines: Sequence[Line]) -> int:
    """The width at which a text was wrapped by hand, 0 where it was not: most lines with a follower are that long."""
    followed = [a.end - a.start for a, b in pairwise(lines) if low.count("\n", a.end, b.start) == 1]
    widest = max(followed, default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    full = sum(length >= widest - 2 for length in followed)
    return widest if full >= _FEWEST_WRAPPED and 2 * full >= len(followed) else 0


def _goes_on(low: str, line: Line, after: Line, width: int) -> bool:
    """Whether a line that was wrapped by hand goes on in the next one."""
    if not width or low.count("\n", line.end, after.start) > 1 or MARKER.match(low, after.start, after.end):
        return False
    return line.end - line.start >= width - 2 and low[line.end - 1] not in "。!?:;"


def sentences(low: str, start: int, end: int) -> Iterator[Extent]:
    """The sentences of a block, trimmed: up to 。！？ with the quotation mark behind it."""
    at = start
    for m in _END.finditer(low, start, end):
        if m.group() == "." and low[start : m.start()].strip().isdigit():
            continue  # the number of an item
        here = trim(low, at, m.end())
        if here[0] < here[1]:
            yield here
        at = m.end()
    here = trim(low, at, end)
    if here[0] < here[1]:
        yield here


def find_quotes(text: str) -> list[Mark]:
    """Quoted stretches and titles, inner ones included, without their signs: `double`, `single` or `title`."""
    out: list[Mark] = []
    opened: list[tuple[str, int]] = []
    for i, c in enumerate(text):
        if c in _PAIRS:
            opened.append((c, i))
        elif c in "\r\n":
            opened.clear()
        elif opened and any(_PAIRS[sign] == c for sign, _ in opened):
            while opened:
                sign, at = opened.pop()
                if _PAIRS[sign] == c:
                    if i - at <= _LONGEST_QUOTE and i > at + 1:
                        out.append(Mark(at + 1, i, _LABELS[sign]))
                    break
    if '"' in text:
        out += [Mark(m.start(1), m.end(1), "double") for m in _STRAIGHT.finditer(text)]
    return sorted(out, key=lambda q: (q.start, -q.end))
