"""What a Chinese announcement says of itself: title, institution, issuer, date, and how many units it declares."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from extractor.annotations import Facts, Mark, NumeralMention, Page, SectionMention
from extractor.chinese.selection import Selection
from extractor.matching import Grammar

_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?!\d)日?")
_HAN = "[零一二三四五六七八九十]"
_HAN_DATE = re.compile(rf"(?P<y>[〇零一二三四五六七八九]{{4}})年(?P<m>{_HAN}{{1,2}})月(?P<d>{_HAN}{{1,3}})日")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
_ALL_SELECTED = re.compile(r"[\u4e00-\u9fff]{1,10}?(?:全部|均|悉数|全数)(?:入选|获批|上榜|通过|当选)")
_COUNTED = re.compile(r"(?:个|名|位|家|项|门|所|支|座|条)?(?P<noun>[\u4e00-\u9fff]{2,8})")
_TELLS = re.compile(
    r"^[\u4e00-\u9fff]{0,10}?(?:入选|获批|通过|上榜|获评|当选|榜上有名|获奖|获选|荣获|获得?|喜获|斩获|予以)|,其中"
)
_TOLD = re.compile(r"(?:选出|评出|认定|共|获批|入选|表彰|遴选出?|确定|斩获|拿下|占了?)(?:了|以下|下列)*$")
_NAMED = re.compile(r"(?:确定|认定|命名|授予|遴选|评选|选定)[^。;]*$")
_NAMED_AS = re.compile(r"[\u4e00-\u9fff]{0,6}为")
_HEAD, _FOOT = 260, 260
"""Characters at the beginning and at the end in which an announcement is dated."""
_CLAUSE_REACH = 40  # characters before a number in which 累计 and the like say that it counts more than the selection
_NAME_REACH = 24  # characters beside a number in which the name of the category stands that it counts


def find_facts(
    page: Page,
    selection: Selection,
    sections: Sequence[SectionMention],
    *,
    institution: Mark | None,
    issuer: Mark | None,
) -> Facts:
    """The header fields."""
    return Facts(
        title=next((h.name for h in selection.headings if h.role == "title"), None),
        institution=institution,
        issuer=issuer,
        published=_published(page, sections),
        declared_total=_total(page, selection, sections),
    )


def _published(page: Page, sections: Sequence[SectionMention]) -> tuple[dt.date, Mark] | None:
    """The date in the lines about the text, else at its beginning outside prose, else at its end."""
    length = len(page.low)
    about = [(s.start, s.end) for s in sections if s.kind == "other"]
    head = [extent for extent in about if extent[0] < _HEAD]
    titles = [(s.start, s.end) for s in sections if s.kind in ("title", "header", "list") and s.start < _HEAD]
    for start, end in (*head, *titles, *reversed(about), (max(0, length - _FOOT), length)):
        for m in (*_DATE.finditer(page.low, start, end), *_HAN_DATE.finditer(page.low, start, end)):
            if (found := _date(m)) is not None:
                return found, Mark(*m.span())
    return None


def _date(m: re.Match[str]) -> dt.date | None:
    year, month, day = (_number(m[part]) for part in "ymd")
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _number(figures: str) -> int:
    """The number of a year, month or day in digits or Chinese numerals."""
    if figures.isdecimal():  # in any script
        return int(figures)
    if "十" not in figures:
        return int("".join(str(_DIGITS[c]) for c in figures))
    tens, _, ones = figures.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _counts(page: Page, sections: Sequence[SectionMention], kinds: Sequence[str]) -> Iterator[NumeralMention]:
    """The whole numbers above one, without a bound, in sections of some kinds, that number no item and are no cell."""

    def numbers(n: NumeralMention) -> bool:
        k = bisect_right(page.blocks, n.start, key=lambda b: b.start) - 1
        return k >= 0 and n.end <= (page.blocks[k].end if page.blocks[k].shape == "row" else page.blocks[k].body)

    for section in sections:
        if section.kind in kinds:
            for i in page.numerals_in(section.start, section.end):
                n = page.numerals[i]
                exact = n.form == "cardinal" and n.comparator == "=" and n.upper is None and not numbers(n)
                if exact and isinstance(n.value, int) and n.value > 1:
                    yield n


def _total(page: Page, selection: Selection, sections: Sequence[SectionMention]) -> tuple[int, Mark] | None:
    """How many units the text says were selected: the number that agrees with what was found, or is said of `all`."""
    categories = selection.categories
    stated = [c.declared for c in categories if c.declared]
    sums = {len(selection.units)}
    if len(stated) == len(categories) > 0:
        sums.add(sum(count for count, _ in stated))
    taken = {mark.start for _, mark in stated} if len(categories) > 1 else set()
    for kinds in (("title", "summary"), ("other", "list", "header")):
        for n in _counts(page, sections, kinds):
            if n.value in sums and n.start not in taken:
                return int(n.value), Mark(n.start, n.end)
    first = next((s.start for s in sections if s.kind in ("header", "list", "profile")), 0)
    for n in _counts(page, [s for s in sections if s.end <= first], ("background",)):
        if n.value == len(selection.units) and n.start not in taken and _is_told(page, n):
            return len(selection.units), Mark(n.start, n.end)
    if (found := _in_title(page, sections, taken)) is not None:
        return found
    for n in _counts(page, sections, ("title", "summary")):
        if n.value is not None and _ALL_SELECTED.match(page.low, n.end):
            return int(n.value), Mark(n.start, n.end)
    return None


def _is_told(page: Page, n: NumeralMention) -> bool:
    """Whether the words beside a number say that so many were selected."""
    before, behind = page.low[max(0, n.start - _NAME_REACH) : n.start], page.low[n.end : n.end + _NAME_REACH]
    named = _NAMED.search(before) is not None and _NAMED_AS.match(behind) is not None
    return named or _TELLS.search(behind) is not None or _TOLD.search(before) is not None


def _told_in_title(page: Page, sections: Sequence[SectionMention]) -> frozenset[int]:
    """The starts of the numbers in the title that one verb says were selected: 2个病区、4名护士获表彰."""
    counted = list(_counts(page, sections, ("title",)))
    if not counted or not _TELLS.search(page.low[counted[-1].end : counted[-1].end + _NAME_REACH]):
        return frozenset()
    between = page.low[counted[0].end : counted[-1].start]
    return frozenset(n.start for n in counted) if not _TELLS.search(between) else frozenset()


def _in_title(page: Page, sections: Sequence[SectionMention], taken: Collection[int]) -> tuple[int, Mark] | None:
    """The one number in the title that is said to have been selected, whether or not so many units were found."""
    counted = [n for n in _counts(page, sections, ("title",)) if n.start not in taken]
    if len(counted) == 1 and _TELLS.search(page.low[counted[0].end : counted[0].end + _NAME_REACH]):
        return int(counted[0].value or 0), Mark(counted[0].start, counted[0].end)
    return None


def _counts_kind(behind: str, forms: Sequence[str]) -> bool:
    """Whether what stands behind a number is the end of a category's name: 4名志愿者 of the 最美志愿者."""
    m = _COUNTED.match(behind)
    return m is not None and any(f.endswith(m["noun"][:k]) for f in forms for k in range(2, len(m["noun"]) + 1))


def declared_numerals(
    page: Page, grammar: Grammar, selection: Selection, sections: Sequence[SectionMention], facts: Facts
) -> frozenset[int]:
    """The starts of the numerals that count selected units: in all, of a category, and where either is said again."""
    stated = [c.declared for c in selection.categories if c.declared]
    out = {mark.start for _, mark in stated}
    totals = {len(selection.units)}
    if facts.declared_total is not None:
        totals.add(facts.declared_total[0])
        out.add(facts.declared_total[1].start)
    of_categories = {count for count, _ in stated} | set(Counter(u.category for u in selection.units).values())
    forms = tuple(page.low[m.start : m.end] for c in selection.categories for m in c.mentions)
    first = next((s.start for s in sections if s.kind in ("header", "list", "profile")), 0)
    so_far = grammar.fragment("so_far")
    told = _told_in_title(page, sections)
    for s in sections:
        if s.kind not in ("title", "summary", "header", "list", "other") and s.end > first:
            continue
        for n in _counts(page, [s], (s.kind,)):
            clause = page.low[max(s.start, n.start - _CLAUSE_REACH) : n.start].rpartition("。")[2].rpartition(";")[2]
            if so_far.search(clause):
                continue
            before = page.low[max(s.start, n.start - _NAME_REACH) : n.start].rstrip('"》:( 共')
            behind = page.low[n.end : n.end + _NAME_REACH]
            counts_all = (n.value in totals and s.kind != "list") or n.start in told
            counts_one = n.value in of_categories and (
                before.endswith(forms) or any(f in behind for f in forms) or _counts_kind(behind, forms)
            )
            if counts_all or counts_one or s.kind == "header":
                out.add(n.start)
    return frozenset(out)
