"""Introductions: sentences that end in a colon over a list, and what they say that the listed units are."""

from __future__ import annotations

from extractor.annotations import Block, Mark, Page
from extractor.counted import counted_in, selected_as
from extractor.matching import Grammar
from extractor.phrases import phrases
from extractor.words import words_in

Introduced = tuple[Mark, tuple[int, Mark] | None]
"""The category that a sentence names, an empty mark where it names none, and the count with its numeral."""


def introduced(page: Page, grammar: Grammar, block: Block) -> Introduced | None:
    """What a block introduces, None where it is no sentence with a colon at its end.

    `The following were selected as Model Teams:`, `The Board named three reference centres:`, `The winners are:`.
    """
    if page.text[block.body_end - 1] != ":" or not _has_verb(page, grammar, block):
        return None
    start, end = list(page.sentences_in(block.body, block.end))[-1]
    counts = [c for c in counted_in(page, grammar, (start, end), said=True) if c.numeral is not None]
    numeral = page.numerals[counts[-1].numeral] if counts and counts[-1].numeral is not None else None
    count = (int(numeral.value or 0), Mark(numeral.start, numeral.end)) if numeral else None
    if named := next(selected_as(page, grammar, start, end), None):
        return named.phrase, count
    m = grammar.fragment("introducing_copula").search(page.low, start, end)
    if m is not None:
        return Mark(*m.span("what")), count
    if counts:
        return counts[-1].phrase, count
    return Mark(block.body, block.body), count


def _has_verb(page: Page, grammar: Grammar, block: Block) -> bool:
    is_verb = phrases(grammar).is_verb
    low = (w for w in words_in(page.masked, block.body, block.body_end) if page.text[w.start].islower())
    return any(is_verb(w.text) for w in low)
