"""What each block of a Chinese page can be: a line about the text, prose, a row, a label with names, a short line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.annotations import Mark, Page
from extractor.chinese.names import enumerate_names, names, split_outside
from extractor.matching import MASKS, Grammar, Pattern
from extractor.spans import trim

Shape = Literal["meta", "prose", "row", "label", "short", "field"]

_LONGEST_SHORT = 46
"""Characters of a heading or of one name; a longer line without 。 is an enumeration or prose."""
_LONGEST_META = 90  # characters of a line of labels and a date about the text
_DATE = re.compile(r"\d{4}[-年./]\d{1,2}[-月./]\d{1,2}")
_PROSE_COMMAS = 1
_FEWEST_LABELS = 2  # labels of regions in one line
_SEGMENTS = re.compile("[;。]")
_REGIONS = ("省", "自治区", "直辖市", "兵团")
"""What a label ends with behind which stands what is there, whatever it is."""
_SHORT_NAME = 12  # characters of names that a label may list though nothing else says that they are names
_LONGEST_LIST_LINE = 30
"""Characters of a short line that may have a comma between two names."""
_LABEL = re.compile(r"(?P<label>[^:。;\n\s《》]{2,40}):\s*(?=\S)")
_NAME_LABEL = re.compile(r"(?P<label>[\u4e00-\u9fff]{0,4}(?:名称|姓名)):\s*(?=\S[^。]*$)")
_COUNT = re.compile(
    rf"\s*[(\[]\s*(?:共|计|合计)?\s*(?P<count>{MASKS['cardinal']}+)\s*[\u4e00-\u9fff]{{0,4}}[)\]]\s*$"
    rf"|\s*(?:共|共计|:)?\s*(?P<plain>{MASKS['cardinal']}+)(?:个|项|家|人|门|名|所|位|村|件|篇|支)\s*$"
)
_DATE_ONLY = re.compile(r"[\d\s━─═—=*·~年月日:./()（）-]+$")
_HAN_DATE = re.compile(r"[〇零一二三四五六七八九十年月日\s]{8,}")
_DOCUMENT = re.compile(r"[^\s,。:]{0,20}?[\[(](?:19|20)\d\d[\])]\s?第?\s?\d+\s?号$")
_SALUTATION = re.compile(r"^(?:各|[^,。]{0,30}各)[^。]{1,120}:$")
_LETTERHEAD = re.compile(
    r"[\u4e00-\u9fff]{4,30}文件$|[\[(]?(?:新闻稿|新闻公报|新闻公告|即时发放)[\])]?\s*(?:[\[(]?即时发[放布][\])]?)?$"
)
_ANNEX = re.compile(r"^附(?:件|录|表)?\s?[\d一二三四五六七八九十]*\s?[:.、]?$")
_BYLINE = re.compile(r"[\u4e00-\u9fff]{2,12}[讯电]\s*\([^()]*\)$")
_NAVIGATION = re.compile(r"[^|>。,]{1,12}(?:\s*[|>]+\s*[^|>。,]{1,12}){2,}$")
_BRACKETED = re.compile(
    rf"\[(?P<label>[^\[\]]{{2,40}})\]\s*(?P<count>\(\s*(?:共|计)?{MASKS['cardinal']}+[\u4e00-\u9fff]{{0,3}}\))?\s*:?\s*(?=\S)"
)
_SIGN_OFF = re.compile(
    r"^[(\[](?:[^()]*(?:供稿|编辑|审核|来源|记者|通讯员|撰稿|文/|图/|电话|热线|校对|摄影|监制)[^()]*|[^()]*\d{7,}[^()]*)[)\]]?$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as the outline sees it.

    `head` is what a short line says without count and colon, or the label of a line of names; `count` the number in
    it that counts what stands under it; `listed` are the names of a label's line, or those that a short line names;
    `label` is that of a name which a line gives behind it: 项目名称.
    """

    block: int
    shape: Shape
    head: Mark
    count: tuple[int, Mark] | None = None
    colon: bool = False
    listed: tuple[Mark, ...] = ()
    label: str = ""


def outline(page: Page, grammar: Grammar) -> list[Piece]:
    """Every block of the page by itself, in order."""
    return [_piece(page, grammar, i) for i in range(len(page.blocks))]


def _piece(page: Page, grammar: Grammar, i: int) -> Piece:
    block = page.blocks[i]
    body, end = block.body, block.body_end
    whole = Mark(body, end)
    if block.shape == "row":
        return Piece(i, "row", whole)
    low = page.low[body:end]
    bare = low.strip()
    if is_meta(page, grammar, body, end) or any(
        p.match(bare) for p in (_SIGN_OFF, _DOCUMENT, _SALUTATION, _ANNEX, _LETTERHEAD, _BYLINE, _NAVIGATION)
    ):
        return Piece(i, "meta", whole)
    if m := _NAME_LABEL.match(page.low, body, end):
        name = Mark(m.end(), end)
        return Piece(i, "short", name, listed=(name,), label=m["label"])
    if label := _labelled(page, grammar, i, whole):
        return label
    if _is_prose(page, low, body, end):
        return Piece(i, "prose", whole)
    head, count, colon = heading(page, whole)
    return Piece(i, "short", head, count, colon, tuple(enumerate_names(page, grammar, body, end)))


def whole(page: Page, block: int) -> Mark:
    """What a block says, without its mark."""
    return Mark(page.blocks[block].body, page.blocks[block].body_end)


def _is_prose(page: Page, low: str, start: int, end: int) -> bool:
    """Whether a line is running text: it has a full stop, or a comma and a number that counts, or many commas."""
    if "。" in low:
        return True
    if len(low) > _LONGEST_SHORT and low.count(",") > _PROSE_COMMAS:
        return True
    quantities = any(page.numerals[k].form not in ("code", "ordinal") for k in page.numerals_in(start, end))
    return (
        "," in low and quantities and (len(low) > _LONGEST_LIST_LINE or ":" in low) and not low.rstrip().endswith(":")
    )


def _labelled(page: Page, grammar: Grammar, i: int, whole: Mark) -> Piece | None:
    """`X：甲、乙` on one line, where what stands behind the colon is names and nothing else."""
    m = _BRACKETED.match(page.masked, whole.start, whole.end) or _LABEL.match(page.low, whole.start, whole.end)
    if m is None or "。" in page.low[m.end() : whole.end].rstrip("。 "):
        return None
    if several := _several_labels(page, grammar, i, whole):
        return several
    kinds = names(grammar)
    end = whole.end - (page.low[whole.end - 1] == "。")
    listed = enumerate_names(page, grammar, m.end(), end)
    surfaces = [page.low[n.start : n.end] for n in listed]
    strong = sum(kinds.is_strong(s) or page.low[n.start - 1] in '《"' for s, n in zip(surfaces, listed, strict=True))
    if not listed or not all(map(kinds.is_weak, surfaces)) or any(holds_quantity(page, n) for n in listed):
        return None
    mixed = "、" in page.low[m.end() : end] and "," in page.low[m.end() : end]
    if mixed and 2 * strong < len(listed):
        return None
    is_enumeration = len(listed) > 1 and ("、" in page.low[m.end() : end] or "," not in page.low[m.end() : end])
    region = page.low[m.start("label") : m.end("label")].endswith(_REGIONS)
    named = region or (is_enumeration and all(len(s) <= _SHORT_NAME for s in surfaces))
    if 2 * strong < len(listed) and not named:
        return None
    head, count, _ = heading(page, Mark(m.start("label"), m.end("label")))
    if count is None and m.groupdict().get("count"):
        _, count, _ = heading(page, Mark(m.start("label"), m.end("count")))
    return Piece(i, "label", head, count, colon=True, listed=tuple(listed))


def _several_labels(page: Page, grammar: Grammar, i: int, whole: Mark) -> Piece | None:
    """`河南省:甲园;湖北省:乙园` on one line: several labels with names, of regions."""
    low = page.low
    parts = [trim(low, p.start, p.end) for p in split_outside(low, whole.start, whole.end, _SEGMENTS)]
    parts = [(start, end) for start, end in parts if start < end]
    labels = [_LABEL.match(low, start, end) for start, end in parts]
    found = [m for m in labels if m is not None and m["label"].endswith(_REGIONS)]
    if len(found) < _FEWEST_LABELS or len(found) < len(labels):
        return None
    ends = [end for _, end in parts]
    listed = [n for m, end in zip(found, ends, strict=True) for n in enumerate_names(page, grammar, m.end(), end)]
    return Piece(i, "label", Mark(*found[0].span("label")), colon=True, listed=tuple(listed))


def holds_quantity(page: Page, mark: Mark) -> bool:
    """Whether a piece of text counts or measures something, outside quotations and brackets: no name does."""
    inner = [(q.start, q.end) for q in page.quotes_in(mark.start, mark.end)]
    return any(
        page.numerals[k].form not in ("code", "ordinal")
        and not any(s <= page.numerals[k].start < e for s, e in inner)
        and not page.low[page.numerals[k].start].isalpha()
        for k in page.numerals_in(mark.start, mark.end)
    )


def heading(page: Page, mark: Mark) -> tuple[Mark, tuple[int, Mark] | None, bool]:
    """What a heading says without its count and colon, the count, and whether it ends in a colon."""
    start, end = trim(page.text, mark.start, mark.end)
    colon = False
    while end > start and page.low[end - 1] in ":、 ":
        colon, end = True, end - 1
    count = None
    if m := _COUNT.search(page.masked, start, end):
        at = m.start("count") if m["count"] else m.start("plain")
        n = next((page.numerals[k] for k in page.numerals_in(at, m.end())), None)
        is_clause = m["plain"] is not None and "," in page.low[start : m.start()]
        if n is not None and isinstance(n.value, int) and not is_clause:
            count, end = (n.value, Mark(n.start, n.end)), m.start()
    while end > start and page.low[end - 1] in ": ":
        colon, end = True, end - 1
    return Mark(start, end), count, colon


@lru_cache(maxsize=8)
def _meta(grammar: Grammar) -> Pattern:
    return grammar.pattern(
        r"[>(\[\s]*(?:\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?\s+)?(?:\L<meta_label>)\s*[::/|]", name="line about the text"
    )


def is_meta(page: Page, grammar: Grammar, start: int, end: int) -> bool:
    """Whether a line says when, by whom and where the text was published."""
    low = page.low[start:end].strip()
    if _DATE_ONLY.fullmatch(low) or _HAN_DATE.fullmatch(low):
        return True
    if "。" in low.rstrip("。"):
        return False
    dated = len(low) <= _LONGEST_META and _DATE.search(low) is not None
    labelled = _meta(grammar).search(page.low, start, end) if dated else _meta(grammar).match(page.low, start, end)
    return labelled is not None
