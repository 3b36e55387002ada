"""What the stages hand on to each other: frozen, slotted values.

Every offset is a Python string index into the source text. Normalisation keeps the length of the text, so an offset
into the normalised text is an offset into the source.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Form = Literal["cardinal", "ordinal", "percent", "points", "fraction", "money", "measure", "multiple", "change", "code"]
"""What a numeral looks like, before anybody asks what it means."""


@dataclass(frozen=True, slots=True)
class Source:
    """One announcement as it was read: `text` is the decoded file, only its byte order mark dropped.

    Of a file that is no plain text it is what was taken out; `pages` are the offsets at which the pages of a PDF begin.
    """

    path: str
    sha256: str
    encoding: str
    language: Literal["en", "zh"]
    text: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text and, where it matters, the lexicon or kind that it was recognised as."""

    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, an item of a list or a row of a table: what a reader sees as one piece.

    `start` to `end` is all of it; `body` to `body_end` its words, without bullet, number, Markdown sign or final
    colon. `cells` are the cells of a table row.
    """

    start: int
    end: int
    body: int
    body_end: int
    shape: Literal["line", "item", "row"]
    marker: str = ""
    cells: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class NumeralMention:
    """One number of the text.

    `start` to `end` is the bare number (`300 million`, `31%`, `53rd`); `outer_start` to `outer_end` takes in its
    comparator, currency and unit (`more than RMB 300 million`). `value` is exact: an int where it is whole; None
    where the digits are a code.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    form: Form
    value: int | float | None
    upper: int | float | None = None
    comparator: str = "="
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A text as the stages read it: three versions of equal length, its blocks, sentences, quotations and numerals.

    `text` is normalised, `low` in lower case, `masked` under the numeral mask. `sentences` are those of all blocks in
    order. `hits` has, by lexicon, where its entries begin.
    """

    text: str
    low: str
    masked: str
    blocks: tuple[Block, ...]
    sentences: tuple[tuple[int, int], ...]
    quotes: tuple[Mark, ...]
    numerals: tuple[NumeralMention, ...]
    hits: Mapping[str, tuple[int, ...]]
    _numeral_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Where a number stands is asked thousands of times.
        object.__setattr__(self, "_numeral_starts", tuple(n.start for n in self.numerals))

    def surface(self, mark: Mark) -> str:
        """The words of a mark on one line."""
        return " ".join(self.text[mark.start : mark.end].split())

    def sentences_in(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The sentences that lie in a stretch, cut to it."""
        i = max(0, bisect_right(self.sentences, (start, len(self.text))) - 1)
        while i < len(self.sentences) and self.sentences[i][0] < end:
            s, e = max(start, self.sentences[i][0]), min(end, self.sentences[i][1])
            if s < e:
                yield s, e
            i += 1

    def numerals_in(self, start: int, end: int) -> range:
        """The indexes of the numerals that begin in a stretch."""
        return range(bisect_left(self._numeral_starts, start), bisect_left(self._numeral_starts, end))

    def quotes_in(self, start: int, end: int) -> tuple[Mark, ...]:
        """The quotations that begin in a stretch."""
        return self.quotes[bisect_left(self.quotes, start, key=_start) : bisect_left(self.quotes, end, key=_start)]

    def hits_in(self, lexicon: str, start: int, end: int) -> tuple[int, ...]:
        """Where the entries of a lexicon begin in a stretch."""
        starts = self.hits.get(lexicon, ())
        return starts[bisect_left(starts, start) : bisect_left(starts, end)]

    def hit(self, lexicon: str, start: int, end: int) -> int | None:
        """Where the first entry of a lexicon begins in a stretch, None where there is none."""
        starts = self.hits.get(lexicon, ())
        i = bisect_left(starts, start)
        return starts[i] if i < len(starts) and starts[i] < end else None


def _start(mention: Mark) -> int:
    return mention.start


@dataclass(frozen=True, slots=True)
class Heading:
    """A block that stands over others. `name` is what it says without count, quotation marks and `list of units`.

    `listed` says of a unit that it is a line of a list and stands over nothing, `labelled` that it begins a record of
    labelled lines, which are its profile.
    """

    block: int
    name: Mark
    count: tuple[int, Mark] | None
    role: Literal["title", "category", "unit", "general"]
    category: int | None = None
    listed: bool = False
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class SectionMention:
    """A stretch of the document and what it is for; `category` and `units` are indexes into the later lists."""

    kind: str
    start: int
    end: int
    category: int | None = None
    units: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CategoryMention:
    """A category under which units were selected, with every form of its name."""

    name: str
    header: Mark | None
    mentions: tuple[Mark, ...]
    declared: tuple[int, Mark] | None = None


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A selected unit. `category` is an index into the categories, `profile` the passage about it."""

    name: str
    category: int | None
    kind: str
    mentions: tuple[Mark, ...]
    organisations: tuple[Mark, ...] = ()
    profile: Mark | None = None


@dataclass(frozen=True, slots=True)
class RoleMention:
    """The part that a numeral plays and the rule that says so."""

    role: str
    rule: str


@dataclass(frozen=True, slots=True)
class AchievementMention:
    """A number bound to what it counts or measures; `numeral`, `owner` and `part_of` are indexes."""

    numeral: int | None
    owner: int | None
    kind: str
    measure: str
    value: int | float
    upper: int | float | None
    comparator: str
    unit: str | None
    object: Mark | None
    clause: Mark
    span: Mark
    rule: str
    part_of: int | None = None
    implied: bool = False
    award: tuple[Mark, str | None] | None = None
    level: str | None = None
    period: tuple[Mark, int | None, int | None] | None = None


@dataclass(frozen=True, slots=True)
class FindingMention:
    """Something that a careful reader would want to check, with the places that show it."""

    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    spans: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """The header fields of an announcement; None where the text does not state one."""

    title: Mark | None
    institution: Mark | None
    issuer: Mark | None
    published: tuple[dt.date, Mark] | None
    declared_total: tuple[int, Mark] | None


@dataclass(frozen=True, slots=True)
class Structure:
    """Who was selected for what, and what each passage is for.

    `declared` has the starts of the numerals that say how many were selected.
    """

    facts: Facts
    headings: tuple[Heading, ...]
    categories: tuple[CategoryMention, ...]
    units: tuple[UnitMention, ...]
    sections: tuple[SectionMention, ...]
    declared: frozenset[int]
