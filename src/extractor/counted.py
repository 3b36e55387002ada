"""Counted phrases: what the sentences about the selection count, quote or name, each of which may be a category."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.annotations import Mark, Page
from extractor.matching import MASKS, Grammar
from extractor.names import Names
from extractor.phrases import phrases

# See Names.alike: from here on one name's words all lie in the other's, which has at most twice as many.
SAME_CATEGORY = 0.74
_MOST = 1900  # units of a category; from there on a number is rather a year
_SHORTEST_PROSE = 40  # characters, chosen on the corpus; a shorter block has no sentence about selection
_TARGET = (
    r"(?:selected|chosen|shortlisted|named|designated|recogni[sz]ed|approved|listed|included|elected|rated|admitted)"
    r" (?:as|into|in|for|to|among) (?:the )?(?:list of )?(?:[\w ]{0,40}units of )?(?:the |an? )?(?=[\w\"])"
)
_SHARED = (
    rf"{MASKS['cardinal']}+ (?:of (?:them|these|those|which|whom) )?(?:(?:are|were) (?=[a-z])|"
    r"(?:(?:receives?|received|wins?|won|takes?|took|got|gets?|were given|were awarded|earned|claimed|are|were) )?"
    rf"(?:a|an|the|as|as an?|in the|on the|for the|into the) (?=[\w{MASKS['ordinal']}]))"
)
# `four laboratories of the centre as National Laboratories`: no sign and no other number in between.
_COUNTED_TARGET = rf"{MASKS['cardinal']}+ [^,;:.\ue000-\ue009]{{3,120}}? as (?:the |an? )?(?=[a-z])"


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun phrase in a sentence about the selection, with the number that counts it."""

    phrase: Mark
    numeral: int | None


def counted_phrases(page: Page, grammar: Grammar) -> Iterator[Counted]:
    """Noun phrases in sentences about selection that may name a category: counted, quoted or behind `as` and `into`."""
    for block in page.blocks:
        if block.shape == "row" or block.end - block.start < _SHORTEST_PROSE:
            continue
        if page.hit("selection_verb", block.body, block.end) is None:
            continue
        for start, end in page.sentences_in(block.body, block.end):
            said = page.hit("selection_verb", start, end) is not None
            yield from counted_in(page, grammar, (start, end), said=said)
            if said:
                yield from (Counted(q, None) for q in page.quotes_in(start, end) if q.label == "double")
                yield from selected_as(page, grammar, start, end)


def counted_in(page: Page, grammar: Grammar, sentence: tuple[int, int], *, said: bool) -> Iterator[Counted]:
    """What the numbers of a sentence count, and what so many were awarded: `three won the Beacon label`.

    A sentence behind one about the selection, for which it is not `said` again, may only say what so many are.
    """
    start, end = sentence
    grammar_of, shared = phrases(grammar), grammar.pattern(_SHARED, name="shared predicate")
    target = grammar.pattern(_COUNTED_TARGET, name="counted target")
    for i in page.numerals_in(start, end):
        n = page.numerals[i]
        if n.form != "cardinal" or n.comparator != "=" or not isinstance(n.value, int) or n.value >= _MOST:
            continue
        if said and (phrase := grammar_of.after(page.masked, n.outer_end, end, singular=n.value == 1)):
            yield Counted(phrase, i)
        m = shared.match(page.masked, n.outer_start, end)
        if m is None and said:
            m = target.match(page.masked, n.outer_start, end)
        if m and (phrase := grammar_of.after(page.masked, m.end(), end, singular=True)):
            yield Counted(phrase, i)


def selected_as(page: Page, grammar: Grammar, start: int, end: int) -> Iterator[Counted]:
    """What a sentence says that something was selected as or into."""
    grammar_of, target = phrases(grammar), grammar.pattern(_TARGET, name="selection target")
    for hit in page.hits_in("selection_verb", start, end):
        m = target.match(page.masked, hit, end)
        if m and (phrase := grammar_of.after(page.masked, m.end(), end, singular=True)):
            yield Counted(phrase, None)


def is_category(kinds: Names, name: str, phrase: str) -> bool:
    """Whether a phrase speaks of the category of a name: they are alike, and not only in whose it is.

    `Newsletter of Elm University` is not what `six departments of Elm University` counts.
    """
    if kinds.alike(name, phrase) < SAME_CATEGORY:
        return False
    one, other = (kinds.words(surface.lower().split(" of ")[0]) for surface in (name, phrase))
    return not one or not other or bool(one & other)
