"""How English answers for what its stages read: by words, capitals and head nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.annotations import Block, Heading, Mark, NumeralMention, Page, RoleMention
from extractor.drafts import SAME_NAME
from extractor.hindsight import Entry, Hindsight, ObjectFinder, Script, Selected
from extractor.matching import ANY_MASK, Grammar
from extractor.names import names
from extractor.neighbours import Place
from extractor.numberwords import WORD_LEXICONS
from extractor.objects import Objects
from extractor.outline import award_noun
from extractor.pageindex import PageIndex
from extractor.records import Achievement
from extractor.statements import find_statements, is_name

_WORD: Final = re.compile(r"[a-z][\w'-]*")
_WORD_OF_NAME: Final = re.compile(r"[^\s,;:()\"]+")


def _object_finder(places: PageIndex, roles: Sequence[RoleMention], index: int, owner: str | None) -> ObjectFinder:
    """The ways at the place of a number, as the stage of achievements has it."""
    del roles  # what else a number is does not bear on its object
    found, n = Objects(places.grammar), places.page.numerals[index]
    start, end = places.sentence(n.start)
    section = places.section(n.start)
    if section is not None:
        start, end = max(start, section.start), min(end, section.end)
    words = places.institution_words if owner is None else frozenset(_WORD.findall(owner.lower()))
    place = Place(places.page, n, start, end, words)
    return lambda way: found.find([way], place)


def _kind_by(grammar: Grammar, achievement: Achievement, numeral: NumeralMention | None) -> Entry | None:
    """The last word of the object that is an entry of its kind."""
    del numeral
    nouns, words = grammar.lexicons["kind_noun"], _WORD.findall((achievement.object or "").lower())
    word = next((w for w in reversed(words) if nouns.get(w) == achievement.kind), None)
    return None if word is None else Entry("kind_noun", word)


def _entry_in(grammar: Grammar, name: str, lexicon: str, value: str | None = None) -> str | None:
    """The longest entry of a lexicon among the words of a name, of those that have a value."""
    terms = grammar.lexicons[lexicon]
    words = [w.rstrip(".'") for w in _WORD_OF_NAME.findall(name.lower())]
    runs = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    found = [run for run in runs if run in terms and value in (None, terms[run])]
    return max(found, key=len, default=None)


def _category_sign(grammar: Grammar, name: str) -> Entry | None:
    """A plural that units are called by, else the noun of an award."""
    if term := _entry_in(grammar, name, "kind_plural"):
        return Entry("kind_plural", term)
    m = award_noun(grammar).search(name.lower())
    return None if m is None else Entry("award_noun", m.group())


def _no_name(grammar: Grammar, words: str) -> str:
    del grammar
    return "" if is_name(words) else "it has too few capitals for a name, and no quotation marks"


def _tail(words: str) -> str:
    """The word of a name that says its kind: the last before the first `of`."""
    found = words.split(" of ", maxsplit=1)[0].split()
    return found[-1] if found else ""


def _set_as(page: Page, grammar: Grammar, block: int, heading: Heading | None, name: Mark) -> str:
    """A heading, or what a block is that is no paragraph."""
    del grammar, name
    if heading is not None and heading.role != "title":
        return "a line of a list that was counted" if heading.listed else "a heading"
    return {"row": "in a row of a table", "item": "in an item of a list"}.get(page.blocks[block].shape, "")


def _selected(page: Page, grammar: Grammar, block: Block) -> list[Selected]:
    return [Selected(s.clause, tuple(s.names)) for s in find_statements(page, grammar, (block,))]


def _selects(page: Page, grammar: Grammar, start: int, end: int) -> bool:
    del grammar  # these verbs were looked for once in the whole text
    return page.hit("selection_verb", start, end) is not None


HINDSIGHT: Final = Hindsight(
    script=Script(
        token=re.compile(rf"{ANY_MASK}+|[\w'’-]+|\S"),
        word=re.compile(r"[^\s.,;:()\"\ue000-\ue009]+"),
        clause_end=re.compile(r"[.;](?:\s|$)"),
        joint=" ", reach=8, shown=3, lengths=lambda _: (1, 2, 3),
        # Articles, prepositions and the like, which no lexicon of nouns or verbs lacks.
        small=("phrase_end", "determiner"),
    ),
    numbers=f"digits, or words of {', '.join(f'{{{name}}}' for name in WORD_LEXICONS)}",
    object_finder=_object_finder,
    kind_by=_kind_by,
    kind=lambda grammar, name: names(grammar).kind(name),
    kind_under=lambda grammar, category: names(grammar).plural_kind(category),
    asking="kind_plural",
    entry_in=_entry_in,
    category_sign=_category_sign,
    category_lexicons=("kind_plural", "award_noun"),
    alike=lambda grammar, one, other: names(grammar).alike(one, other) >= SAME_NAME,
    no_name=_no_name,
    tail=_tail,
    heads=lambda words: [_tail(words).strip(".,;:()\"'")],
    set_as=_set_as,
    selected=_selected,
    selects=_selects,
    selection_lexicons=("selection_verb",),
)  # fmt: skip
"""The answers of English."""
