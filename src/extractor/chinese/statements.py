"""Who was selected for what, as Chinese sentences say it: 甲、乙入选丙; 认定甲、乙为丙; 甲、乙榜上有名."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import regex

from extractor.annotations import Mark, Page
from extractor.chinese.categorynames import category_name
from extractor.chinese.listednames import names_in, parted, plain_names
from extractor.chinese.names import names, split_outside
from extractor.matching import MASKS, Grammar, Pattern

_AMOUNTS = frozenset(("money", "measure", "percent", "fraction"))
_CLAUSES = re.compile(r"[;。!?]")
_LONGEST_TITLE = 300  # characters; the longest first line of the Chinese fixtures has 42
_MOST_TALLIES = 8  # in one clause, chosen: before each, all names are read again; no fixture depends on it
_TARGET_END = re.compile(r"[,。;!?:]|(?:的)?(?:称号|名单|行列)|\(")
_SHORT_FORM = re.compile(r"\((?:简称)?\"(?P<short>[^\"()]{2,16})\"")
_IN_ROW = rf"(?P<one>\"[^\"]{{2,30}}\")\({MASKS['cardinal']}+[\u4e00-\u9fff]?\)"
_ROW = regex.compile(rf"{_IN_ROW}(?:(?:和|及|以及|、|与){_IN_ROW})+")
_NOT_A_TARGET = re.compile(
    r"^(?:(?:了|的|过|奖|此|国家级|省级|资助|支持|奖励|拨款|投资|补助|[该此这][一]?项?|多项|一项)?$|(?:人数|总数|数量|数|率|比例))"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause that names units and, where it says so, what they were selected for (the forms of its name).

    `count` is how many it says there are.
    """

    target: tuple[Mark, ...]
    listed: tuple[Mark, ...]
    clause: Mark
    weak: bool = False
    count: tuple[int, Mark] | None = None


@dataclass(frozen=True, slots=True)
class _Forms:
    """The ways in which a clause says who was selected."""

    names_first: Pattern
    names_behind: tuple[Pattern, ...]
    label: Pattern
    on_the_list: Pattern
    counted: Pattern
    tally: Pattern


@lru_cache(maxsize=8)
def _forms(grammar: Grammar) -> _Forms:
    adverbs, quoted = r"(?:\L<before_verb>|,)*", r"\"[^\"]{2,40}\""
    naming = r"(?P<verb>\L<naming_verb>)(?:了)?"
    return _Forms(
        grammar.pattern(
            rf"{adverbs}(?P<verb>\L<selection_verb>)(?:了|到|为|成为|进)?(?P<target>)", name="names before the verb"
        ),
        (
            grammar.pattern(
                rf"{naming}(?P<list>[^;。!?]{{2,300}}?)(?P<target>{quoted})(?=(?:的)?(?:荣誉)?(?:称号|奖)|[,;。]|$)",
                name="names and a quoted title",
            ),
            grammar.pattern(
                rf"{naming}(?P<list>[^;。!?]{{3,400}}?)(?:等[^,、;。]{{0,12}}?)?(?:为|作为|成为|列为)"
                r"(?P<target>[^;。!?为]{2,60})",
                name="names behind the verb",
            ),
        ),
        grammar.pattern(
            rf"(?:[^;。!?]*?[:,])?(?P<target>[^,。;:!?()]{{2,20}})(?:\({MASKS['cardinal']}+[\u4e00-\u9fff]?\))?"
            r":(?P<list>[^;。!?:]{2,300})$",
            name="names behind a label",
        ),
        grammar.pattern(rf"{adverbs}(?P<verb>\L<listed_verb>)(?=[,;。!?]|$)", name="names on the list"),
        grammar.pattern(
            rf"(?P<target>[^,。;:!?()]{{2,20}}?)(?P<count>{MASKS['cardinal']}+)(?:\L<counter>)?"
            r",?(?:分别为|分别是|包括|即|为|是|有):?(?P<list>[^,。;:!?]{2,200})",
            name="counted names",
        ),
        grammar.pattern(
            rf"(?<=[\u4e00-\u9fff])(?P<counter>{MASKS['cardinal']}+\L<counter>)(?P<noun>[\u4e00-\u9fff]{{2,6}})",
            name="as many as are named",
        ),
    )


def find_statements(page: Page, grammar: Grammar, start: int, end: int) -> Iterator[Statement]:
    """The statements in a stretch of prose, clause by clause; the first way that finds one in a clause decides."""
    for sentence in page.sentences_in(start, end):
        for clause in split_outside(page.low, *sentence, _CLAUSES):
            for way in (_counted, _named_behind, _named_first, _labelled, _on_the_list, _tallied):
                if found := list(way(page, grammar, clause)):
                    yield from found
                    break


def _counted(page: Page, grammar: Grammar, clause: Mark) -> Iterator[Statement]:
    """瞪羚企业3家,即甲、乙、丙: as many names as it says."""
    for m in _forms(grammar).counted.find_all(page.masked, clause.start, clause.end):
        target = category_name(page, grammar, Mark(*m.span("target")))
        listed = parted(page.low, *m.span("list"))
        weak = all(names(grammar).is_weak(page.low[n.start : n.end]) for n in listed)
        n = next((page.numerals[k] for k in page.numerals_in(*m.span("count"))), None)
        if target and weak and n is not None and n.value == len(listed):
            yield Statement(target, tuple(listed), clause, count=(len(listed), Mark(n.start, n.end)))


def _named_behind(page: Page, grammar: Grammar, clause: Mark) -> Iterator[Statement]:
    """认定甲、乙为丙; 授予甲、乙"丙"称号."""
    for pattern in _forms(grammar).names_behind:
        found = False
        for m in pattern.find_all(page.low, clause.start, clause.end):
            if any(q.start <= m.start() < q.end for q in page.quotes if q.label == "title"):
                continue  # 《关于公布…的通知》
            target, _ = _target(page, grammar, *m.span("target"))
            listed = names_in(page, grammar, *m.span("list"), kind=_kind(page, grammar, target))
            if listed and target:
                found = True
                yield Statement(target, listed, clause)
        if found:
            return


def _named_first(page: Page, grammar: Grammar, clause: Mark) -> Iterator[Statement]:
    """甲、乙入选丙; behind one such statement another may follow with no more than a comma."""
    begin = clause.start
    for m in _forms(grammar).names_first.find_all(page.low, clause.start, clause.end):
        if m.start() < begin:
            continue
        target, stop = _target(page, grammar, m.start("target"), clause.end)
        listed = names_in(page, grammar, begin, m.start(), kind=_kind(page, grammar, target))
        if not listed and target and page.low[target[0].start - 1] == '"':
            listed = plain_names(page, grammar, begin, m.start())
        if listed and target:
            yield from _shared(page, grammar, m.start("target"), Statement(target, listed, clause))
            begin = stop


def _labelled(page: Page, grammar: Grammar, clause: Mark) -> Iterator[Statement]:
    """丙(2个):甲、乙."""
    m = _forms(grammar).label.match(page.masked, clause.start, clause.end)
    label = page.low[slice(*m.span("target"))] if m is not None else ""
    if m is None or label in grammar.lexicons["no_category"] or label in grammar.lexicons["meta_label"]:
        return
    target = category_name(page, grammar, Mark(*m.span("target")))
    if listed := names_in(page, grammar, *m.span("list"), kind=_kind(page, grammar, target)):
        yield Statement(target, listed, clause)


def _on_the_list(page: Page, grammar: Grammar, clause: Mark) -> Iterator[Statement]:
    """甲、乙榜上有名."""
    for m in _forms(grammar).on_the_list.find_all(page.low, clause.start, clause.end):
        if listed := names_in(page, grammar, clause.start, m.start()):
            yield Statement((), listed, clause, weak=len(listed) == 1)
            return


def _tallied(page: Page, grammar: Grammar, clause: Mark) -> Iterator[Statement]:
    """甲、乙、丙3个城市达到目标: as many names as it says of what the title counts or names."""
    title = page.low[: min(page.blocks[0].end, _LONGEST_TITLE)] if page.blocks else ""
    tallies = (
        m
        for m in _forms(grammar).tally.find_all(page.masked, clause.start, clause.end)
        if any(m["noun"][:length] in title for length in range(len(m["noun"]), 1, -1))
    )
    for m in islice(tallies, _MOST_TALLIES):
        listed = names_in(page, grammar, clause.start, m.end("counter"))
        if len(listed) > 1:
            yield Statement((), listed, clause)
            return


def _shared(page: Page, grammar: Grammar, at: int, whole: Statement) -> Iterator[Statement]:
    """`甲、乙和丙、丁分别被命名为"X"(2个)和"Y"(2个)`: so many of the names for each; else all for the one target."""
    row = _ROW.match(page.masked, at, whole.clause.end)
    counts = [int(page.numerals[k].value or 0) for k in page.numerals_in(at, row.end())] if row else []
    if row is None or len(counts) != len(row.captures("one")) or sum(counts) != len(whole.listed):
        yield whole
        return
    start = 0
    for (begin, end), count in zip(row.spans("one"), counts, strict=True):
        forms = category_name(page, grammar, Mark(begin, end))
        yield Statement(forms, whole.listed[start : start + count], whole.clause)
        start += count


def _kind(page: Page, grammar: Grammar, target: tuple[Mark, ...]) -> str | None:
    """The kind of unit that what they were selected for asks for."""
    kinds = (names(grammar).kind_under(page.low[t.start : t.end]) for t in target)
    return next((kind for kind in kinds if kind), None)


def _target(page: Page, grammar: Grammar, start: int, end: int) -> tuple[tuple[Mark, ...], int]:
    """The forms of the category's name in what follows a verb, and where that ends."""
    low = page.low
    closed = [(q.start - 1, q.end + 1) for q in page.quotes if start <= q.start < end]
    stop = end
    for m in _TARGET_END.finditer(low, start, end):
        if not any(s < m.start() < e for s, e in closed):
            stop = m.start()
            break
    amounts = (page.numerals[k] for k in page.numerals_in(start, stop) if page.numerals[k].form in _AMOUNTS)
    stop = min((n.outer_start for n in amounts), default=stop)
    counts = next(iter(page.numerals_in(start, stop)), None)
    counts_first = (
        counts is not None and page.numerals[counts].outer_start == start and page.numerals[counts].form == "cardinal"
    )
    if counts_first or _NOT_A_TARGET.match(low[start:stop]):
        return (), stop
    forms = category_name(page, grammar, Mark(start, stop))
    if forms and _NOT_A_TARGET.match(low[forms[0].start : forms[0].end]):
        return (), stop
    if forms and (short := _SHORT_FORM.match(low, stop)):
        forms = (*forms, Mark(*short.span("short")))
    return forms, stop
