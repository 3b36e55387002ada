"""Statements of selection: `A, B and C were selected as X`, `the X Award went to A`, `also on the list are D and E`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.annotations import Block, Mark, Page
from extractor.enumerations import before_relative, enumerate_names, halves
from extractor.matching import ANY_MASK, Grammar, Pattern
from extractor.names import names, split_list
from extractor.outline import award_noun
from extractor.phrases import phrases
from extractor.statedcategories import capitalised, is_common, lists_units, target
from extractor.words import words_in

_LONGEST_NAME = 30  # words, as in profiles
_FEWEST = 2  # names in a list behind `are`; one is a description
# Of the words of a name; machine translation leaves some small: `second Party branch of doctoral students`.
_CAPITALS = 0.4
_SMALL = frozenset(("of", "and", "the", "for", "in", "at", "on", "a", "an", "to", "de", "do", "da"))
_LEAD = re.compile(
    r"(?i)^(?:among them|of these|in addition|recently|in all|also|meanwhile|this year)\s*[,:]\s*|^(?:and|while)\s+"
)
_DATELINE = re.compile(r"[A-Z][A-Z .'-]{2,30}(?:,\s[\w .,]{2,30})?\s*(?:\([^)]*\)\s*)?(?:--|\u2013|\u2014)\s*")
_COPULA = re.compile(r"\b(?:are|include|comprise)\b")
_NEXT_CLAUSE = re.compile(r",?\s+and\s+(?P<clause>(?:the\s)?[a-z][^,;]{2,60}(?:,\sof\swhich\s[^,]*,)?\s(?:are|were)\s)")
_NO_NAME = re.compile(
    r"(?i)\d{2}|^(?:in|its?|his|her|their|our|he|she|they|members?|one|two|three|this|that)\b|\band$|\b(?:than|this|last|next)\b"
)
_AND_TO = re.compile(r",?\s+and\s+to\s+")
# A capital behind `for` goes on with a name: `Centre for Marine Studies`.
_REASON = re.compile(r",?\s(?:for|in recognition of)\s(?:(?:the|an?|its|their|his|her)\s)?(?=[a-z\d])")
BE = r"(?:(?:was|were|is|are|has been|have been|had been)\s(?:\w+ly\s|also\s|all\s|each\s|both\s)?)"
SELECTED = (
    r"(?:selected|chosen|shortlisted|named|designated|recogni[sz]ed|approved|listed|included|elected|rated|admitted"
    r"|accredited|awarded|presented|honou?red|crowned|inducted|appointed|certified|confirmed)"
)
AS = (
    r"(?:\s(?:as|into|in|for|with|to|among|on))?(?:\s(?:the\s)?(?:joint\s)?(?:winners?|recipients?|holders?)\sof)?"
    r"(?:\s(?:the|an?))?(?:\slist\sof(?:\s(?:the|[\w ]{3,40}units\sof))?)?(?:\sthe)?\s?"
)
_FORMS = {
    "inverted": (
        rf"\b(?:also\s)?{SELECTED}\s(?:with|as|for|in)\s(?:the\s|an?\s)?(?P<category>[^,;]{{4,80}}?)"
        r"\s(?:were|was|are|is)\s(?P<list>.+)"
    ),
    "went to": (
        r"(?:the\s|an?\s)?(?P<category>[^;]{4,110}?)\s(?:(?:went|go|goes)\sto"
        r"|(?:was|were)\s(?:won|taken|claimed|earned|(?P<several>shared|divided|split))\s(?:by|between|among)"
        r"|(?:was|were|is|are)\s(?:awarded|presented|given)\s(?:jointly\s)?to)\s(?P<list>.+)"
    ),
    "on the list": (
        r"\b(?:also|joining them|others?)"
        r"\s(?:on|in|among|included|selected|recogni[sz]ed|named|honou?red|listed|chosen|elected|approved)\b"
        r"[^,]{0,30}?\s?(?:are|is|were|was)\s(?P<list>.+)"
    ),
    "copula": (
        rf"(?:and\s|the\s|our\s)*(?:{ANY_MASK}+\s)?(?P<category>[^,;:.]{{3,60}}?)"
        r"(?:,\sof\swhich\s[^,]*,|\s(?:that|which|who)\s(?:has|have|had|was|were)\s[a-z ]{3,40})?"
        r"\s(?:are|is|were|include|comprise)(?:,\s[^,]{3,40},|:)?\s(?P<list>.+)"
    ),
    "active": (
        rf"[^,;]{{3,90}}?\s(?:has\s|have\s|had\s|also\s|today\s|tonight\s)*{SELECTED}\s(?:also\s)?"
        r"(?P<list>(?:the\s|dr\b|prof|professor|mr|ms|mrs|\").+?)\s(?:as|to|into|with|for)\s(?:the\s|its\s|an?\s)?"
        r"(?P<target>[\w\"].*)"
    ),
    "received": (
        r"(?P<list>[^,;]+?)\s(?:(?:also|each|both)\s)?(?:received|won|took|earned|claimed|(?:was|were)\sgiven)"
        r"\s(?:the\s|an?\s)(?P<target>[\w\"].*)"
    ),
    "joined": (
        r"(?P<list>(?:(?!\s(?:was|were|is|are)\s)[^;])+?)\s(?:have\s|has\s)?(?:joins?|joined|enters?|entered)\s(?:the\s)"
        r"(?:list|ranks|circle|group|network|roll|register|number)\sof\s(?:the\s)?(?P<target>[\w\"].*)"
    ),
    "passive": rf"(?P<list>.+?),?\s{BE}{SELECTED}{AS}(?P<target>[\w\"(].*)",
}
"""The ways to say who was selected, tried in this order; `target` begins with the category and may run on."""
_NAMES_FIRST = frozenset(("active", "received", "joined", "passive"))
_ANYWHERE = frozenset(("inverted", "on the list"))
"""Forms that need not stand at the head of their clause."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who was selected for what, in one clause; `category` is None where the clause leaves it to its heading.

    `names` has one or more, `calls_all` says that they are all that were selected (`The winners are …`). `lists_last`
    says that the clause ends with the names, so that what stands between them is said of them. A weak one (`received a
    medal`) is said of many things; it counts only for a category that is known otherwise.
    """

    category: Mark | None
    names: tuple[Mark, ...]
    clause: Mark
    weak: bool = False
    lists_last: bool = False
    calls_all: bool = False


def find_statements(page: Page, grammar: Grammar, blocks: Sequence[Block]) -> Iterator[Statement]:
    """The statements of selection in `blocks`, clause by clause."""
    patterns = _patterns(grammar, tuple(_FORMS))
    for block in blocks:
        if block.shape == "row":
            continue
        for start, end in page.sentences_in(block.body, block.end):
            if page.hit("selection_verb", start, end) is None and not _COPULA.search(page.low, start, end):
                continue
            dateline = _DATELINE.match(page.text, start, end)
            for piece in _clauses(page, grammar, dateline.end() if dateline else start, end):
                yield from _statements(page, grammar, piece, patterns)


def further_names(page: Page, grammar: Grammar, start: int, end: int) -> tuple[Mark, ...]:
    """The names that a sentence says are also on the list."""
    found = _statement(page, grammar, Mark(start, end), _patterns(grammar, ("on the list",)))
    return () if found is None else found.names


def _patterns(grammar: Grammar, forms: Sequence[str]) -> list[tuple[str, Pattern]]:
    return [(form, grammar.pattern(_FORMS[form], name=f"statement: {form}")) for form in forms]


def _clauses(page: Page, grammar: Grammar, start: int, end: int) -> Iterator[Mark]:
    """The clauses between semicolons; what has no verb of its own is an item of the clause before it."""
    grammar_of = phrases(grammar)
    pending: Mark | None = None
    for piece in split_list(page.text, start, end, ";"):
        bare = before_relative(page.text, piece)
        verb = any(grammar_of.is_verb(w.text) for w in words_in(page.masked, bare.start, bare.end))
        if pending is not None and verb:
            yield pending
            pending = piece
        else:
            pending = piece if pending is None else Mark(pending.start, piece.end)
    if pending is not None:
        yield pending


def _statements(
    page: Page, grammar: Grammar, piece: Mark, patterns: Sequence[tuple[str, Pattern]]
) -> Iterator[Statement]:
    """All statements of a clause: behind a category the next may follow with no more than a comma."""
    start: int | None = piece.start
    while start is not None and start < piece.end:
        if m := _LEAD.match(page.text[start : piece.end]):
            start += m.end()
        found = _statement(page, grammar, Mark(start, piece.end), patterns)
        if found is None:
            return
        if any(c.isupper() or c == '"' for c in page.text[found.clause.start : found.clause.end]):
            yield found
        start = _next_start(page.text, found)


def _next_start(text: str, found: Statement) -> int | None:
    """Where in the same clause another statement may begin."""
    if found.category is None:
        return None
    end = found.clause.end
    if found.category.start < found.names[0].start:
        following = _NEXT_CLAUSE.search(text, found.names[-1].end, end)
        return following.start("clause") if following else None
    comma = text.find(",", max(found.category.end, found.clause.start + 1), end)
    return comma + 1 if comma >= 0 else None


def _statement(page: Page, grammar: Grammar, piece: Mark, patterns: Sequence[tuple[str, Pattern]]) -> Statement | None:
    """The statement that a clause begins with, by the first form that fits."""
    for form, pattern in patterns:
        find = pattern.search if form in _ANYWHERE else pattern.match
        m = find(page.low, piece.start, piece.end)
        if m is not None and (found := _read(page, grammar, piece, form, m)) is not None:
            return found
    return None


def _read(page: Page, grammar: Grammar, piece: Mark, form: str, m: regex.Match[str]) -> Statement | None:
    """The statement that a match of a form makes, None where what it found is no category or are no names."""
    category = _stated_category(page, grammar, piece, form, m)
    calls_all = form == "copula" and grammar.fragment("all_selected").match(page.masked, piece.start) is not None
    category = None if calls_all else category
    if category is None and form != "on the list" and not calls_all:
        return None
    several = m.groupdict().get("several") is not None
    listed = _listed(page, grammar, Mark(*m.span("list")), category, several=several)
    surfaces = [page.text[n.start : n.end] for n in listed]
    if not listed or not all(is_name(s) for s in surfaces) or any(_is_counted(page, n) for n in listed):
        return None
    if form == "copula" and not _are_listed(page, grammar, piece, category, listed):
        return None
    if form in _NAMES_FIRST and category is not None and is_common(page, grammar, category):
        # What is selected `as courses` may be anything, so there must be several names, or one in quotation marks.
        start, end = m.span("list")
        plain = len(page.numerals_in(start, end)) == 0 and not _has_verb(page, grammar, start, end)
        if not plain or not (len(listed) >= _FEWEST or surfaces[0].startswith('"')):
            return None
    return Statement(
        category, listed, piece, weak=form == "received", lists_last=form not in _NAMES_FIRST, calls_all=calls_all
    )


def _listed(page: Page, grammar: Grammar, names_in: Mark, category: Mark | None, *, several: bool) -> tuple[Mark, ...]:
    """The names in a stretch; the verb or a plural category says that there must be `several`."""
    following = _NEXT_CLAUSE.search(page.text, names_in.start, names_in.end)
    pieces = _without_reasons(page.text, names_in.start, following.start() if following else names_in.end)
    listed = tuple(
        n
        for piece in pieces
        for n in enumerate_names(page, grammar, piece.start, piece.end)
        if not page.text[n.start : n.end].isdigit()  # the age of `Ada Moss, 27, and Ben Reed, 29`
    )
    if len(listed) != 1 or category is None:
        return listed
    plural = names(grammar).plural_kind(page.text[category.start : category.end]) is not None
    return halves(page.text, listed[0]) if several or plural else listed


def _are_listed(page: Page, grammar: Grammar, piece: Mark, category: Mark | None, listed: Sequence[Mark]) -> bool:
    """Whether `A and B` behind `are` are names: several, under capitals or in quotes, as many as counted or a list."""
    if len(listed) < _FEWEST or category is None:
        return len(listed) >= _FEWEST
    counted = {page.numerals[i].value for i in page.numerals_in(piece.start, listed[0].start)}
    capital = all(page.text[n.start].isupper() or page.text[n.start] == '"' for n in listed)
    return capital and (len(listed) in counted or lists_units(page, grammar, category))


def _without_reasons(text: str, start: int, end: int) -> Iterator[Mark]:
    """`to A for its tests and to B for studies`: the stretches that name who was given something, without what for."""
    at = start
    for joint in (*_AND_TO.finditer(text, start, end), None):
        stop = end if joint is None else joint.start()
        reason = _REASON.search(text, at, stop)
        yield Mark(at, reason.start() if reason else stop)
        at = stop if joint is None else joint.end()


def _stated_category(page: Page, grammar: Grammar, piece: Mark, form: str, m: regex.Match[str]) -> Mark | None:
    """The category in a match of a form, None where it has none."""
    if form in _NAMES_FIRST:
        return target(page, grammar, m.start("target"), piece.end, lower=form == "active")
    if form == "on the list":
        return None
    category = Mark(*m.span("category"))
    if form == "copula":
        counted = page.numerals_in(piece.start, m.start("list"))
        return category if counted or lists_units(page, grammar, category) else None
    found = capitalised(page, grammar, category.start, category.end)
    if found is None or page.text[category.start] == '"':
        return found
    return found if award_noun(grammar).search(page.low, found.start, found.end) else None


def is_name(surface: str) -> bool:
    """Whether a piece can be a unit's name.

    It opens with a quotation mark, or has enough capitals and is no date, pronoun or clause.
    """
    if surface.startswith('"'):
        return True
    bare = re.sub(r"\([^)]*\)", "", surface)
    if len(bare.split()) > _LONGEST_NAME or _NO_NAME.search(bare):
        return False
    words = [w for w in bare.split() if w.lower() not in _SMALL]
    return bool(words) and sum(w[0].isupper() for w in words) >= _CAPITALS * len(words)


def _has_verb(page: Page, grammar: Grammar, start: int, end: int) -> bool:
    is_verb = phrases(grammar).is_verb
    return any(is_verb(w.text) and page.text[w.start].islower() for w in words_in(page.masked, start, end))


def _is_counted(page: Page, mark: Mark) -> bool:
    """Whether a piece only counts things: `Seven houses`."""
    first = next((page.numerals[i] for i in page.numerals_in(mark.start, mark.end)), None)
    if first is None or first.start != mark.start or first.form != "cardinal":
        return False
    return page.text[first.end : mark.end].lstrip()[:1].islower()
