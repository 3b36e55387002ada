"""How Chinese answers for what its stages read: by the characters that a name ends in, and by lines and labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from extractor.annotations import Block, Heading, Mark, NumeralMention, Page, RoleMention
from extractor.chinese.achievements import find_achievements, objects
from extractor.chinese.names import alike, names
from extractor.chinese.numberplaces import edges, place_of, stretch_of
from extractor.chinese.outline import outline
from extractor.chinese.places import Places
from extractor.chinese.refinements import refined
from extractor.chinese.script import simplified
from extractor.chinese.statements import find_statements
from extractor.chinese.stretches import Place
from extractor.hindsight import Entry, Hindsight, ObjectFinder, Script, Selected
from extractor.matching import ANY_MASK, Grammar
from extractor.normalise import lower, normalise
from extractor.pageindex import PageIndex
from extractor.records import Achievement
from extractor.spans import contains

_SAME_NAME: Final = 0.6  # as in `units`
_LONGEST_TAIL: Final = 12  # characters of a name that are quoted
_HEADS_TRIED: Final = (
    2,
    3,
    1,
)  # characters; most words that name a sort of unit have two, hardly one has more than three
_LONGEST_TERM: Final = 4  # characters
_SIGN_AT_END: Final = re.compile(r"[\s.,;:()\"'《》。、!?]+$")


def _low(text: str) -> str:
    """Words as rules see them."""
    return simplified(lower(normalise(text)))


def _object_finder(places: PageIndex, roles: Sequence[RoleMention], index: int, owner: str | None) -> ObjectFinder:
    """The ways at the place of a number, as the stage of achievements has it."""
    del owner
    ways, place = objects(places.grammar), _place(places, roles, index)
    if ways.find([], place) is not None:
        return lambda _: None  # the second of two states: no way was asked
    return lambda way: ways.ways[way](place)


def _place(places: PageIndex, roles: Sequence[RoleMention], index: int) -> Place:
    """A numeral with the stretch in which its object is looked for, and the objects of those read before it there."""
    assert isinstance(places, Places)  # noqa: S101 - the index of this language, made by `places`
    page, n = places.page, places.page.numerals[index]
    start, _ = stretch_of(places, n)
    read, _ = find_achievements(places, places.grammar, roles, places.units)
    before = [a for a in read if a.numeral is not None and a.numeral < index]
    previous = [a.object for a in before if page.numerals[a.numeral or 0].start >= start]
    return place_of(places, edges(page, roles), n, [o for o in previous if o is not None])


def _kind_by(grammar: Grammar, achievement: Achievement, numeral: NumeralMention | None) -> Entry | str | None:
    """The form of its number, its place in a ranking, or the entry that ends last in its object."""
    if numeral is not None and numeral.form == "money":
        return "for it is a sum of money"
    if achievement.measure == "rank":
        return "for it is a place in a ranking"
    if achievement.kind == "award" and achievement.implied:
        return "for it is a grade of a prize"
    term = _entry_in(grammar, achievement.object or "", "kind_noun", achievement.kind)
    return None if term is None else Entry("kind_noun", term)


def _entry_in(grammar: Grammar, name: str, lexicon: str, value: str | None = None) -> str | None:
    """The entry that ends last in a name, the longest of those, of the entries that have a value.

    A unit is called by what its name ends in, brackets aside.
    """
    low, terms = _low(name), grammar.lexicons[lexicon]
    if lexicon == "kind_head":
        head = names(grammar).head_of(low)
        return head if head is not None and value in (None, terms[head]) else None
    found = [(low.rfind(t) + len(t), len(t), t) for t, v in terms.items() if t in low and value in (None, v)]
    return max(found)[2] if found else None


def _category_sign(grammar: Grammar, name: str) -> Entry | None:
    """A word that units are called by, else one that stands behind the names of categories."""
    for lexicon in _CATEGORY_LEXICONS:
        if term := _entry_in(grammar, name, lexicon):
            return Entry(lexicon, term)
    return None


def _no_name(grammar: Grammar, words: str) -> str:
    kinds, low = names(grammar), _low(words)
    if kinds.is_strong(low):
        return ""
    if kinds.is_weak(low):
        return "such words are a name only in a list, or in quotation marks"
    return "it is too long for a name, or has the words of a sentence"


def _tail(words: str) -> str:
    """The end of a name."""
    return words.strip()[-_LONGEST_TAIL:]


def _heads(words: str) -> list[str]:
    """The characters at the end of a name that may be a word for such units."""
    bare = _SIGN_AT_END.sub("", _low(words))
    return [bare[-length:] for length in _HEADS_TRIED if length < len(bare)]


def _lengths(terms: Iterable[str]) -> list[int]:
    """Of how many characters the terms of a lexicon are, the commonest first: nothing else says where a word ends."""
    counts = Counter(len(term) for term in terms)
    return [length for length, _ in counts.most_common() if length <= _LONGEST_TERM]


def _set_as(page: Page, grammar: Grammar, block: int, heading: Heading | None, name: Mark) -> str:
    """A heading, a line behind a label, a row, an item, or a short line among others."""
    if heading is not None and heading.role == "unit":
        return "a heading"
    if heading is not None and heading.role == "category":
        inside = contains((heading.name.start, heading.name.end), (name.start, name.end))
        return "a heading" if inside else f"in the line behind the label {page.surface(heading.name)}"
    if heading is not None:
        return ""
    by_shape = {"row": "in a row of a table", "item": "in an item of a list"}.get(page.blocks[block].shape, "")
    piece = next((p for p in refined(page, outline(page, grammar)) if p.block == block), None)
    if piece is None or piece.shape not in ("short", "label"):
        return by_shape
    return by_shape or "in a line of a list"


def _selected(page: Page, grammar: Grammar, block: Block) -> list[Selected]:
    return [Selected(s.clause, s.listed) for s in find_statements(page, grammar, block.body, block.end)]


def _selects(page: Page, grammar: Grammar, start: int, end: int) -> bool:
    low = page.low[start:end]
    return any(verb in low for lexicon in _SELECTION_LEXICONS for verb in grammar.lexicons[lexicon])


_CATEGORY_LEXICONS: Final = ("category_kind", "category_tail")
_SELECTION_LEXICONS: Final = ("selection_verb", "naming_verb", "listed_verb")

HINDSIGHT: Final = Hindsight(
    script=Script(
        token=re.compile(rf"{ANY_MASK}+|[a-z0-9'-]+|\S"),
        word=re.compile(r"[\u3400-\u9fff]|[a-z0-9-]+"),
        clause_end=re.compile(r"[。;!?]|\n"),
        joint="", reach=16, shown=6, lengths=_lengths,
    ),
    numbers="digits, or characters of {han_digit}, {han_scale}",
    object_finder=_object_finder,
    kind_by=_kind_by,
    kind=lambda grammar, name: names(grammar).kind(_low(name)),
    kind_under=lambda grammar, category: names(grammar).kind_under(_low(category)),
    asking="category_kind",
    entry_in=_entry_in,
    category_sign=_category_sign,
    category_lexicons=_CATEGORY_LEXICONS,
    alike=lambda _, one, other: alike(_low(one), _low(other)) >= _SAME_NAME,
    no_name=_no_name,
    tail=_tail,
    heads=_heads,
    set_as=_set_as,
    selected=_selected,
    selects=_selects,
    selection_lexicons=_SELECTION_LEXICONS,
)  # fmt: skip
"""The answers of Chinese."""
