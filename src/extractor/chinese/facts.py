"""What a Chinese announcement says of itself: title, institution, issuer, date, and how many units it declares."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from extractor.annotations import Facts, Mark, NumeralMention, Page, SectionMention
from extractor.chinese.units import Selection
from extractor.matching import Grammar

_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?!\d)")
_HAN_DATE = re.compile(
    r"(?P<y>[〇零一二三四五六七八九]{4})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
_SO_FAR = ("累计", "已有", "现有", "总数", "截至", "目前", "至此", "拥有", "已达", "共有国家级")
"""Words that say how many there are by now, whoever was selected this time."""
_CLAUSE_REACH = 40
_HEAD, _FOOT = 260, 260
"""Characters at the beginning and at the end in which an announcement is dated."""


def find_facts(
    page: Page,
    grammar: Grammar,
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
        declared_total=_total(page, grammar, selection, sections),
    )


def _published(page: Page, sections: Sequence[SectionMention]) -> tuple[dt.date, Mark] | None:
    """The date in the lines about the text, else at its end or beginning."""
    length = len(page.low)
    other = [(s.start, s.end) for s in sections if s.kind == "other"]
    for start, end in (
        *[o for o in other if o[0] < _HEAD],
        (0, min(_HEAD, length)),
        *reversed(other),
        (max(0, length - _FOOT), length),
    ):
        in_prose = start == 0
        for m in _DATE.finditer(page.low, start, end):
            if in_prose and any(
                s.start <= m.start() < s.end and s.kind in ("summary", "background", "profile") for s in sections
            ):
                continue
            if (found := _date(int(m["y"]), int(m["m"]), int(m["d"]))) is not None:
                stop = m.end() + (page.low[m.end() : m.end() + 1] == "日")
                return found, Mark(m.start(), stop)
    for m in _HAN_DATE.finditer(page.low, max(0, length - _FOOT)):
        year = int("".join(str(_HAN_DIGITS[c]) for c in m["y"]))
        if (found := _date(year, _small(m["m"]), _small(m["d"]))) is not None:
            return found, Mark(*m.span())
    return None


def _small(han: str) -> int:
    tens, ten, ones = han.rpartition("十")
    if not ten:
        return _HAN_DIGITS.get(han, 0)
    return (_HAN_DIGITS.get(tens, 1) if tens else 1) * 10 + (_HAN_DIGITS.get(ones, 0) if ones else 0)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _counts(page: Page, sections: Sequence[SectionMention], kinds: Sequence[str]) -> Iterator[NumeralMention]:
    for section in sections:
        if section.kind in kinds:
            for i in page.numerals_in(section.start, section.end):
                n = page.numerals[i]
                if (
                    n.form == "cardinal"
                    and n.comparator == "="
                    and n.upper is None
                    and isinstance(n.value, int)
                    and n.value > 1
                ):
                    yield n


def _total(
    page: Page, grammar: Grammar, selection: Selection, sections: Sequence[SectionMention]
) -> tuple[int, Mark] | None:
    """How many units the text says were selected: the number that agrees with what was found, or is said of `all`."""
    del grammar
    found = len(selection.units)
    declared = (
        {c.declared[1].start for c in selection.categories if c.declared} if len(selection.categories) > 1 else set()
    )
    stated = [c.declared[0] for c in selection.categories if c.declared]
    sums = {found} | ({sum(stated)} if len(stated) == len(selection.categories) > 0 else set())
    for kinds in (("title", "summary"), ("other", "list", "header")):
        for n in _counts(page, sections, kinds):
            if n.value in sums and n.start not in declared:
                return int(n.value or 0), Mark(n.start, n.end)
    for n in _counts(page, sections, ("title", "summary")):
        behind = page.low[n.end : n.end + 16]
        if re.match(r"[\u4e00-\u9fff]{1,10}?(?:全部入选|全部获批|均入选|悉数入选)", behind):
            return int(n.value or 0), Mark(n.start, n.end)
    return None


def declared_numerals(
    page: Page, selection: Selection, sections: Sequence[SectionMention], facts: Facts
) -> frozenset[int]:
    """The starts of the numerals that count selected units: in all, of a category."""
    out = {c.declared[1].start for c in selection.categories if c.declared}
    total = facts.declared_total
    values = {len(selection.units)}
    if total is not None:
        out.add(total[1].start)
        values.add(total[0])
    first = next((s.start for s in sections if s.kind in ("header", "list", "profile")), 0)
    forms = [page.low[m.start : m.end] for c in selection.categories for m in c.mentions]
    by_category = {c.declared[0] for c in selection.categories if c.declared} | {
        sum(u.category == i for u in selection.units) for i in range(len(selection.categories))
    }
    for s in sections:
        if s.kind not in ("title", "summary", "header", "list", "other") and s.end > first:
            continue
        for n in _counts(page, [s], (s.kind,)):
            clause = page.low[max(s.start, n.start - _CLAUSE_REACH) : n.start].rpartition("。")[2].rpartition(";")[2]
            if any(word in clause for word in _SO_FAR):
                continue
            before, behind = page.low[max(s.start, n.start - 24) : n.start], page.low[n.end : n.end + 24]
            if (n.value in values and s.kind in ("title", "summary", "background", "header", "other")) or (
                n.value in by_category and any(before.rstrip('"》:( 共').endswith(f) or f in behind for f in forms)
            ) or s.kind == "header":
                out.add(n.start)
    return frozenset(out)
