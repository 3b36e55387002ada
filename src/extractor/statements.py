"""Statements of selection: `A, B and C were selected as X`, `the X Award went to A`, `also on the list are D and E`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.annotations import Block, Mark, Page
from extractor.enumerations import before_relative, enumerate_names, halves
from extractor.matching import ANY_MASK, MASKS, Grammar, Pattern
from extractor.names import names, split_list
from extractor.outline import award_noun, strip_tail
from extractor.phrases import phrases
from extractor.profiles import leading_names
from extractor.words import words_in

_LONGEST_NAME = 30  # words, as in profiles
_FEWEST = 2  # names in a list behind `are`; one is a description
# Of the words of a name; machine translation leaves some small: `second Party branch of doctoral students`.
_CAPITALS = 0.4
_ARTICLE_BEFORE = 5  # characters before a category in which its article stands
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
_OWNER = re.compile(r"(?:[A-Z][\w-]*\s){1,2}?[A-Z][\w-]*'s\s(?=[A-Z])|[A-Z][\w-]*'s\s(?=[A-Z])")
_AND_TO = re.compile(r",?\s+and\s+to\s+")
# A capital behind `for` goes on with a name: `Centre for Marine Studies`.
_REASON = re.compile(r",?\s(?:for|in recognition of)\s(?:(?:the|an?|its|their|his|her)\s)?(?=[a-z\d])")
_DETERMINERS = re.compile(rf"(?:(?:the|an?|{ANY_MASK}+)\s)+")

_BE = r"(?:(?:was|were|is|are|has been|have been|had been)\s(?:\w+ly\s|also\s|all\s|each\s|both\s)?)"
_SELECTED = (
    r"(?:selected|chosen|shortlisted|named|designated|recogni[sz]ed|approved|listed|included|elected|rated|admitted"
    r"|accredited|awarded|presented|honou?red|crowned|inducted|appointed|certified|confirmed)"
)
_AS = (
    r"(?:\s(?:as|into|in|for|with|to|among|on))?(?:\s(?:the\s)?(?:joint\s)?(?:winners?|recipients?|holders?)\sof)?"
    r"(?:\s(?:the|an?))?(?:\slist\sof(?:\s(?:the|[\w ]{3,40}units\sof))?)?(?:\sthe)?\s?"
)
_FORMS = {
    "inverted": (
        rf"\b(?:also\s)?{_SELECTED}\s(?:with|as|for|in)\s(?:the\s|an?\s)?(?P<category>[^,;]{{4,80}}?)"
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
        rf"[^,;]{{3,90}}?\s(?:has\s|have\s|had\s|also\s|today\s|tonight\s)*{_SELECTED}\s(?:also\s)?"
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
    "passive": rf"(?P<list>.+?),?\s{_BE}{_SELECTED}{_AS}(?P<target>[\w\"(].*)",
}
"""The ways to say who was selected, tried in this order; `target` begins with the category and may run on."""
_NAMES_FIRST = frozenset(("active", "received", "joined", "passive"))
_ANYWHERE = frozenset(("inverted", "on the list"))
"""Forms that need not stand at the head of their clause."""
_INTRODUCTION = (
    rf"(?:[a-z]+\s)?{MASKS['cardinal']}+\s(?P<kind>[^,;.]{{3,60}}?)\s{_BE}{_SELECTED}{_AS}(?P<target>[\w\"(].*)"
)
_PRESENTED = (
    rf"(?:[a-z]+\s)?{MASKS['cardinal']}+\s(?P<target>[^,;.]{{3,60}}?)\s{_BE}(?:presented|awarded|given|handed\sout)\.?$"
)
_KINDS_COUNTED = (
    rf"(?:[a-z]+\s)?{MASKS['cardinal']}+\s(?P<target>[^,;:.]{{3,60}}?)\s{_BE}{_SELECTED}\.?$",
    (
        rf"(?:among|of|from)\s(?:the|all)\s(?P<target>[^,;:.]{{3,60}}?),\s(?:[^,;:.]{{0,60}}\s)?"
        rf"(?:{_SELECTED}|chose|picked|won|were)\s{MASKS['cardinal']}+\.?$"
    ),
    rf"(?:the\s)?(?P<target>[^,;:.]{{3,60}}?)\s(?:went|go|goes)\sto\s{MASKS['cardinal']}+\s[^,;:.]{{3,40}}\.?$",
)
"""Sentences that say how many of a kind were selected, and leave it to those behind them to say which."""


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


def find_introductions(page: Page, grammar: Grammar, blocks: Sequence[Block]) -> Iterator[Statement]:
    """Statements that count first and name sentence by sentence.

    `Three programmes were awarded the Beacon label. The Bachelor of … has …`, `Three medals were presented. The …`; it
    takes as many names as were counted.
    """
    for block in blocks:
        sentences = list(page.sentences_in(block.body, block.end))
        for i, (start, end) in enumerate(sentences[:-1]):
            if page.hit("selection_verb", start, end) is None:
                continue
            introduced = _introduction(page, grammar, start, end)
            if introduced is None:
                continue
            category, kind = introduced
            count = page.numerals[page.numerals_in(start, end)[0]].value
            for wanted in (kind, None):  # a farm may be called `Hof Wattblick`
                named = _introduced(page, grammar, sentences[i + 1 :], wanted)
                if named and len(named) == count:
                    yield Statement(category, named, Mark(start, end))
                    break


def _introduction(page: Page, grammar: Grammar, start: int, end: int) -> tuple[Mark, str | None] | None:
    """The category that a sentence gives to a count of things not named yet, and the kind of these, if it says one."""
    m = grammar.pattern(_INTRODUCTION, name="introduction").match(page.masked, start, end)
    if m and (kind := names(grammar).plural_kind(m["kind"])):
        category = _target(page, grammar, m.start("target"), end, lower=False)
        return None if category is None else (category, kind)
    m = grammar.pattern(_PRESENTED, name="so many were presented").match(page.masked, start, end)
    if m and award_noun(grammar).search(page.low, *m.span("target")):
        return Mark(*m.span("target")), None
    for pattern in _KINDS_COUNTED:
        m = grammar.pattern(pattern, name="so many of a kind").match(page.masked, start, end)
        if m and (
            (kind := names(grammar).plural_kind(m["target"])) or award_noun(grammar).search(page.low, *m.span("target"))
        ):
            return Mark(*m.span("target")), kind
    return None


def _introduced(
    page: Page, grammar: Grammar, sentences: Sequence[tuple[int, int]], kind: str | None
) -> tuple[Mark, ...]:
    """The names of a kind, or of any, that sentences begin with, and those that they say are also on the list."""
    kinds = names(grammar)
    also = _patterns(grammar, ("on the list",))
    found: set[Mark] = set()
    for start, end in sentences:
        leading = leading_names(page, grammar, start, end)
        found.update(n for n in leading if kind in (None, kinds.kind(page.text[n.start : n.end])))
        if further := _statement(page, grammar, Mark(start, end), also):
            found.update(further.names)
    return tuple(sorted(found, key=lambda n: n.start))


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
    if form in _NAMES_FIRST and category is not None and _is_common(page, grammar, category):
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
    return capital and (len(listed) in counted or _lists(page, grammar, category))


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
        return _target(page, grammar, m.start("target"), piece.end, lower=form == "active")
    if form == "on the list":
        return None
    category = Mark(*m.span("category"))
    if form == "copula":
        counted = page.numerals_in(piece.start, m.start("list"))
        return category if counted or _lists(page, grammar, category) else None
    found = _category(page, grammar, category.start, category.end)
    if found is None or page.text[category.start] == '"':
        return found
    return found if award_noun(grammar).search(page.low, found.start, found.end) else None


def _lists(page: Page, grammar: Grammar, category: Mark) -> bool:
    """Whether `the Journals of the Year are …` speaks of a category.

    It does behind an article, if it is a plural kind of unit or an award.
    """
    surface = page.text[category.start : category.end]
    before = page.low[max(0, category.start - _ARTICLE_BEFORE) : category.start]
    return re.search(r"\b(?:the|our)\s$", before) is not None and (
        names(grammar).plural_kind(surface) is not None
        or award_noun(grammar).search(page.low, category.start, category.end) is not None
    )


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


def _is_common(page: Page, grammar: Grammar, category: Mark) -> bool:
    """Whether a category has no name, only a kind: neither capitals or quotation marks nor an award."""
    named = _category(page, grammar, category.start, category.end) is not None
    quoted = page.text[max(0, category.start - 1)] == '"'
    return not named and not quoted and not award_noun(grammar).search(page.low, category.start, category.end)


def _has_verb(page: Page, grammar: Grammar, start: int, end: int) -> bool:
    is_verb = phrases(grammar).is_verb
    return any(is_verb(w.text) and page.text[w.start].islower() for w in words_in(page.masked, start, end))


def _is_counted(page: Page, mark: Mark) -> bool:
    """Whether a piece only counts things: `Seven houses`."""
    first = next((page.numerals[i] for i in page.numerals_in(mark.start, mark.end)), None)
    if first is None or first.start != mark.start or first.form != "cardinal":
        return False
    return page.text[first.end : mark.end].lstrip()[:1].islower()


def _target(page: Page, grammar: Grammar, start: int, end: int, *, lower: bool) -> Mark | None:
    """The category behind `were selected into`: a quotation with the nouns behind it, or a noun phrase with capitals.

    In lower case it may be units in the plural (`national first-class courses`) and, if `lower` allows it, an award.
    """
    phrase = phrases(grammar).after(page.masked, start, end, singular=True)
    if phrase is None:
        return None
    quoted = page.text[phrase.start] == '"'
    close = page.text.find('"', phrase.start + 1, end) if quoted else -1
    if quoted and close > phrase.end:
        phrase = Mark(phrase.start, close + 1)
    found = _category(page, grammar, phrase.start, phrase.end)
    if found is not None:
        return found
    award = lower and award_noun(grammar).search(page.low, phrase.start, phrase.end) is not None
    of_many = names(grammar).plural_kind(page.text[phrase.start : phrase.end]) is not None
    return phrase if award or of_many else None


def _category(page: Page, grammar: Grammar, start: int, end: int) -> Mark | None:
    """The category's name in a stretch, without determiners and owner; None where too few words have capitals."""
    quoted = page.text[start] == '"'
    start, end = strip_tail(page.text, page.low, start, end, grammar)
    if m := _DETERMINERS.match(page.masked[start:end]):
        start += m.end()
    if m := _OWNER.match(page.text[start:end]):
        start += m.end()
    if "," in page.text[start:end]:
        end = start + page.text[start:end].index(",")
    words = page.text[start:end].split()
    capital = sum(w[0].isupper() or w[0] == '"' for w in words)
    return Mark(start, end) if words and (quoted or capital >= len(words) / 2) else None
