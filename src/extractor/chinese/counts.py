"""How many units of each category a Chinese text says there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.annotations import Mark, Page
from extractor.chinese.drafts import Category, Draft
from extractor.chinese.outline import Piece
from extractor.matching import MASKS, mask
from extractor.spans import Extent, occurrences

_OPENING = 4  # pieces in which the text counts, even where its lists begin earlier
_NUMBER = f"(?P<number>{MASKS['cardinal']}+)"
_BEHIND = re.compile(rf"[\"》]?,?(?:培育|创建|建设|单位|立项|点|项目)*{_NUMBER}(?!年|月)")
_BEFORE = re.compile(rf"{_NUMBER}[\u4e00-\u9fff]{{0,2}}(?:[\u4e00-\u9fff]{{0,3}}(?:获评|入选|成为|获))?\"?\Z")
_REACH = 40  # characters before a name in which its number lies, whole: 24 digits, a bound and eight characters


def category_counts(
    page: Page, pieces: Sequence[Piece], categories: Sequence[Category], units: Sequence[Draft]
) -> dict[int, tuple[int, Mark]]:
    """By the index of the category, the text's own count: `新认定企业4家`, `4家新认定企业`, or that of the heading.

    A count in the text that disagrees with what was found is the call's, unless most of the others agree.
    """
    first = min((m.start for d in units for m in d.mentions), default=len(page.low))
    opening = pieces[:_OPENING]
    end = max(first, page.blocks[opening[-1].block].end) if opening else first
    cardinals = mask(page.low, [n for n in page.numerals if n.form == "cardinal"])[:end]
    found = Counter(d.category for d in units)
    forms = [form for c in categories for form in c.forms]
    stated = {i: s for i, c in enumerate(categories) if (s := _counted(page, cardinals, c, forms))}
    agree = sum(count == found[i] for i, (count, _) in stated.items())
    most = 2 * agree > len(stated)
    out = {i: s for i, s in stated.items() if most or s[0] == found[i]}
    return out | {i: c.declared for i, c in enumerate(categories) if c.declared is not None}


def _counted(page: Page, cardinals: str, category: Category, forms: Sequence[str]) -> tuple[int, Mark] | None:
    for form in sorted(category.forms, key=len, reverse=True):
        for name, stretch, is_behind in _beside(cardinals, form):
            n = next((page.numerals[k] for k in page.numerals_in(*stretch)), None)
            # 一流课程3门 says nothing of 一流课程 where the text has 线上一流课程3门.
            longer = any(f != form and f.endswith(form) and page.low.endswith(f, 0, name + len(form)) for f in forms)
            if n is None or not isinstance(n.value, int) or n.comparator != "=" or (longer and is_behind):
                continue
            return n.value, Mark(n.start, n.end)
    return None


def _beside(cardinals: str, form: str) -> Iterator[tuple[int, Extent, bool]]:
    """Where a name begins, the number that stands beside it, and whether that is behind it; each number once."""
    read = 0
    for at in occurrences(cardinals, form):
        if (m := _BEFORE.search(cardinals, max(read, at - _REACH), at)) is not None:
            read = at + len(form)
            yield at, m.span("number"), False
        elif (m := _BEHIND.match(cardinals, at + len(form))) is not None:
            read = m.end()
            yield at, m.span("number"), True
