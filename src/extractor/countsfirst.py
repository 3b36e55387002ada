"""Counts first: `Three medals were presented. The …`, sentences that count and leave the names to those behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.annotations import Block, Mark, Page
from extractor.matching import MASKS, Grammar
from extractor.names import names
from extractor.outline import award_noun
from extractor.profiles import leading_names
from extractor.statedcategories import target
from extractor.statements import AS, BE, SELECTED, Statement, further_names

_INTRODUCTION = (
    rf"(?:[a-z]+\s)?{MASKS['cardinal']}+\s(?P<kind>[^,;.]{{3,60}}?)\s{BE}{SELECTED}{AS}(?P<target>[\w\"(].*)"
)
_PRESENTED = (
    rf"(?:[a-z]+\s)?{MASKS['cardinal']}+\s(?P<target>[^,;.]{{3,60}}?)\s{BE}(?:presented|awarded|given|handed\sout)\.?$"
)
_KINDS_COUNTED = (
    rf"(?:[a-z]+\s)?{MASKS['cardinal']}+\s(?P<target>[^,;:.]{{3,60}}?)\s{BE}{SELECTED}\.?$",
    (
        rf"(?:among|of|from)\s(?:the|all)\s(?P<target>[^,;:.]{{3,60}}?),\s(?:[^,;:.]{{0,60}}\s)?"
        rf"(?:{SELECTED}|chose|picked|won|were)\s{MASKS['cardinal']}+\.?$"
    ),
    rf"(?:the\s)?(?P<target>[^,;:.]{{3,60}}?)\s(?:went|go|goes)\sto\s{MASKS['cardinal']}+\s[^,;:.]{{3,40}}\.?$",
)
"""Sentences that say how many of a kind were selected, and leave it to those behind them to say which."""


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
        category = target(page, grammar, m.start("target"), end, lower=False)
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
    found: set[Mark] = set()
    for start, end in sentences:
        leading = leading_names(page, grammar, start, end)
        found.update(n for n in leading if kind in (None, kinds.kind(page.text[n.start : n.end])))
        found.update(further_names(page, grammar, start, end))
    return tuple(sorted(found, key=lambda n: n.start))
