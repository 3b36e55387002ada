"""What an explanation asks of a language once a text has been read: the same questions of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extractor.annotations import Block, Heading, Mark, NumeralMention, Page, RoleMention
from extractor.matching import Grammar
from extractor.pageindex import PageIndex
from extractor.records import Achievement


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of a lexicon."""

    lexicon: str
    term: str


@dataclass(frozen=True, slots=True)
class Selected:
    """A clause that says who was selected, and the names that it has."""

    clause: Mark
    names: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """How a masked text is cut, to say what stands beside a number and which entry would have to be there.

    `token` matches the words, numbers and signs, `word` those that may be a part of a term, and `joint` stands between
    two of them. `reach` says among how many tokens a missing entry is looked for, `shown` how many are quoted, and
    `lengths` of how many tokens a term of a lexicon may be, the likeliest first. The entries of the lexicons `small`
    stand in the place of no other.
    """

    token: re.Pattern[str]
    word: re.Pattern[str]
    clause_end: re.Pattern[str]
    joint: str
    reach: int
    shown: int
    lengths: Callable[[Iterable[str]], Sequence[int]]
    small: tuple[str, ...] = ()


ObjectFinder = Callable[[str], Mark | None]
"""The object of one number by a way that rules name; None where this way finds none."""


@dataclass(frozen=True, slots=True)
class Hindsight:
    """How a language answers for what its stages read.

    Of numbers: `numbers` says what is seen as one, `object_finder` tries the ways of finding an object again, for the
    number with this index and the name of its owner, and `kind_by` names the entry, or says the reason, that gave an
    achievement its kind.

    Of names: `kind` is what a unit's name says, by an entry of {kind_head}, and `kind_under` what a category's name
    asks for, by an entry of the lexicon `asking`. `entry_in` gives the entry of a lexicon in a name, of those that have
    a value. `category_sign` gives the entry that makes a name one of a category, of `category_lexicons`. `alike` says
    whether two names can mean the same, `no_name` what keeps words from being a name by themselves. `tail` are the
    words that were looked at for the kind, `heads` what may be missing in a lexicon of such words.

    Of places: `set_as` says what the line of a name is where it is no prose, for the index of its block. `selected` are
    the statements of a block, and `selects` whether a stretch has an entry of `selection_lexicons`.
    """

    script: Script
    numbers: str
    object_finder: Callable[[PageIndex, Sequence[RoleMention], int, str | None], ObjectFinder]
    kind_by: Callable[[Grammar, Achievement, NumeralMention | None], Entry | str | None]
    kind: Callable[[Grammar, str], str | None]
    kind_under: Callable[[Grammar, str], str | None]
    asking: str
    entry_in: Callable[[Grammar, str, str, str | None], str | None]
    category_sign: Callable[[Grammar, str], Entry | None]
    category_lexicons: tuple[str, ...]
    alike: Callable[[Grammar, str, str], bool]
    no_name: Callable[[Grammar, str], str]
    tail: Callable[[str], str]
    heads: Callable[[str], Sequence[str]]
    set_as: Callable[[Page, Grammar, int, Heading | None, Mark], str]
    selected: Callable[[Page, Grammar, Block], Sequence[Selected]]
    selects: Callable[[Page, Grammar, int, int], bool]
    selection_lexicons: tuple[str, ...]
