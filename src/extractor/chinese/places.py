"""What a Chinese page says about every place in it, and the conditions that a rule may ask for there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeVar, cast

from extractor.annotations import Mark, NumeralMention, Page, SectionMention, UnitMention
from extractor.chinese.bodies import SCHOOLS, short_names
from extractor.chinese.cells import Cells
from extractor.chinese.owners import Owners
from extractor.matching import Grammar
from extractor.spans import Extent, Spans
from extractor.tables import Row

T = TypeVar("T")
_LONGEST_QUOTED_NAME = 30  # characters; a longer quotation with a stop in it is speech
_STOPS = re.compile(r"[。!?]|,.*,|[,;].{8}")
_TIME_UNITS = frozenset(("year", "month", "week", "day", "hour", "minute", "second"))
_SORTS = frozenset("市县区镇州省校院")
_LONG_TIMES = _TIME_UNITS - {"hour", "minute", "second"}  # hours worked are an amount
_KNOWN_BY = 4  # characters by which a longer name of an institution is known again
# Characters on either side of a number in which the words stand that say what it means; the longest sentence of the
# corpus has 328. Without a bound, a sentence of a thousand numbers would be read a thousand times.
_REACH = 500
_CLOSED = re.compile(r"[;。]")


class Places:
    """What the page says about every place in it; built once a document, asked by position.

    `declared` has the starts of the numerals that count selected units.
    """

    def __init__(
        self,
        page: Page,
        grammar: Grammar,
        sections: Sequence[SectionMention],
        units: Sequence[UnitMention],
        declared: frozenset[int],
        *,
        institution: Mark | None,
        issuer: Mark | None = None,
    ) -> None:
        self.page, self.grammar, self.sections, self.units = page, grammar, sections, units
        self.declared, self.issuer = declared, issuer
        self.has_institution = institution is not None
        own = page.low[institution.start : institution.end] if institution else ""
        self.institution_words = frozenset((own, *short_names(page.low, own)) if own else ())
        self._once: dict[tuple[object, ...], object] = {}
        self._starts = [s.start for s in sections]
        self._sentence_starts = [s for s, _ in page.sentences]
        self._names = Spans((m.start, m.end) for u in units for m in (*u.mentions, *u.organisations))
        quotes = [q for q in page.quotes if _is_name(page, q)]
        self._quotes = Spans((q.start, q.end) for q in quotes)
        self._titles = Spans((q.start, q.end) for q in page.quotes if q.label == "title")
        self._markers = Spans((b.start, b.body) for b in page.blocks if b.body > b.start)
        own_words = [w for w in grammar.lexicons["own_word"] if self._is_own(w)]
        self._own_anywhere = tuple(w for w in own_words if w[0] in "我全")
        self._own_first = (
            re.compile(rf"(?:^|[,;。、:])(?:{'|'.join(map(re.escape, own_words))})") if own_words else None
        )
        self.owners = Owners(page, units, (*self.institution_words, *own_words), grammar.lexicons["selection_verb"])
        self.cells = Cells(page, grammar)
        self.rows: list[Row] = self.cells.rows

    def once(self, key: tuple[object, ...], work: Callable[[], T]) -> T:
        """The result of `work`, done once for a key."""
        if key not in self._once:
            self._once[key] = work()
        return cast("T", self._once[key])

    def section(self, at: int) -> SectionMention | None:
        """The section that a place lies in."""
        i = bisect_right(self._starts, at) - 1
        return self.sections[i] if i >= 0 and at < self.sections[i].end else None

    def sentence(self, at: int) -> Extent:
        """The sentence that a place lies in."""
        i = bisect_right(self._sentence_starts, at) - 1
        return self.page.sentences[i] if i >= 0 else (0, len(self.page.low))

    def around(self, n: NumeralMention) -> Extent:
        """The sentence of a numeral, as far as its words can say what the numeral means."""
        start, end = self.sentence(n.start)
        return max(start, n.start - _REACH), min(end, n.end + _REACH)

    def conditions(self, numeral: NumeralMention) -> Conditions:
        """What holds of one numeral, worked out only when a rule asks, and once for all stages."""
        return self.once(("conditions", numeral.start), lambda: Conditions(self, numeral))

    def in_marker(self, at: int) -> bool:
        """Whether a place lies in the number of an item or of a row."""
        return self._markers.hold(at, at + 1) or self.cells.numbers_row(at)

    def in_name(self, start: int, end: int) -> bool:
        """Whether a stretch lies in the name of a unit or of its body."""
        return self._names.hold(start, end)

    def in_quotes(self, start: int, end: int) -> bool:
        """Whether a stretch lies in a quotation or title that is a name."""
        return self._quotes.hold(start, end) or self._titles.hold(start, end)

    def in_row(self, at: int) -> bool:
        """Whether a place lies in a table."""
        return self.cells.in_row(at)

    def own(self, start: int, end: int) -> bool:
        """Whether a sentence speaks of the institution: by its name, or as 学校, 全县."""
        return self.once(("own", start, end), lambda: self._speaks_of_own(start, end))

    def _speaks_of_own(self, start: int, end: int) -> bool:
        low = self.page.low[start:end]
        if any(name in low or (len(name) > _KNOWN_BY and name[:_KNOWN_BY] in low) for name in self.institution_words):
            return True
        if any(word in low for word in self._own_anywhere):
            return True
        return self._own_first is not None and self._own_first.search(low) is not None

    def _is_own(self, word: str) -> bool:
        """Whether a word for `ours` suits the institution: 全县 is a county's, 全校 a school's."""
        if not self.institution_words or word[0] not in "我全该本":
            return True
        sort = word[-1]
        ends = SCHOOLS if sort == "校" else (sort,)
        return any(name.endswith(ends) or sort not in _SORTS for name in self.institution_words)

    def of_issuer(self, at: int) -> bool:
        """Whether the sentence of a place begins with the issuer."""
        if self.issuer is None:
            return False
        return self.page.low.startswith(self.page.low[self.issuer.start : self.issuer.end], self.sentence(at)[0])


class Conditions(Mapping[str, bool]):
    """The named conditions of one numeral."""

    __slots__ = ("_known", "_numeral", "_places")

    def __init__(self, places: Places, numeral: NumeralMention) -> None:
        self._places, self._numeral = places, numeral
        self._known: dict[str, bool] = {}

    def __getitem__(self, name: str) -> bool:
        if (known := self._known.get(name)) is None:  # asked for every rule and number
            known = self._known[name] = CONDITIONS[name](self._places, self._numeral)
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(CONDITIONS)

    def __len__(self) -> int:
        return len(CONDITIONS)


def _is_name(page: Page, quote: Mark) -> bool:
    """Whether a quotation is a name or slogan and not somebody's speech."""
    inside = page.low[quote.start : quote.end]
    return (
        quote.label != "title"
        and (len(inside) <= _LONGEST_QUOTED_NAME or not _STOPS.search(inside))
        and inside[-1:] not in "。!?"
    )


Condition = Callable[[Places, NumeralMention], bool]


def _code(*kinds: str) -> Condition:
    return lambda _, n: n.form == "code" and n.unit in kinds


def _in_section(*kinds: str) -> Condition:
    def holds(places: Places, n: NumeralMention) -> bool:
        section = places.section(n.start)
        return section is not None and section.kind in kinds

    return holds


def _planned(places: Places, n: NumeralMention) -> bool:
    """Whether it belongs to a plan: in an outlook, or behind a word that says so in the same sentence."""
    section = places.section(n.start)
    start, end = places.around(n)
    if section is not None and section.kind == "outlook":
        return True
    said = places.grammar.fragment("future").find_all(places.page.low, start, min(end, n.start))
    return bool(said) and not _CLOSED.search(places.page.low, said[-1].end(), n.start)


def _call(places: Places, n: NumeralMention) -> bool:
    """Whether it belongs to the call or the selection and not to what anybody achieved."""
    section = places.section(n.start)
    if section is None or section.kind in ("profile", "list"):
        return False
    start, end = places.sentence(n.start)
    if places.owners.tells(start):
        return False
    words = places.grammar.lexicons["call_word"]
    low = places.page.low
    first, last = places.around(n)
    clause = max(first, low.rfind(";", first, n.start) + 1, low.rfind("。", first, n.start) + 1)
    closed = _CLOSED.search(low, n.end, last)
    near = low[clause : closed.start() if closed else last]
    if (
        not places.own(start, end)
        and section.kind in ("title", "summary")
        and n.form in ("cardinal", "money", "measure")
    ):
        return True
    told = any(w in near for w in words)
    return (
        told
        and section.kind in ("title", "summary", "other", "background")
        and n.form in ("cardinal", "money", "measure")
        and not (
            section.kind == "background"
            and places.own(start, end)
            and not any(w in near for w in ("全国共", "全省共", "专家组", "评委"))
        )
    )


def _nobodys(places: Places, n: NumeralMention) -> bool:
    """Whether nobody whom the text names could have achieved it."""
    section = places.section(n.start)
    if places.has_institution or (section is not None and section.kind in ("profile", "list")):
        return False
    return places.owners.in_sentence(places.sentence(n.start)[0], n.start) is None


CONDITIONS: Final[dict[str, Condition]] = {
    "marker": lambda p, n: p.in_marker(n.start),
    "code_date": _code("date"),
    "code_phone": _code("phone", "reference"),
    "code_ratio": _code("ratio", "time"),
    "code_name": _code("slogan", "alnum"),
    "word": _code("word"),
    "quoted": lambda p, n: p.in_quotes(n.start, n.end),
    "in_name": lambda p, n: p.in_name(n.start, n.end),
    "in_row": lambda p, n: p.in_row(n.start),
    "personal_cell": lambda p, n: p.cells.is_person(n.start),
    "words_cell": lambda p, n: p.cells.is_words(n.start),
    "in_profile": _in_section("profile", "list"),
    "contact": _in_section("other"),
    "round_the_clock": lambda _, n: n.form == "measure" and n.value in (24, 365) and n.comparator == "=",
    "recent": lambda p, n: p.page.low.startswith("近", n.outer_start),
    "time_measure": lambda _, n: n.form == "measure" and n.unit in _TIME_UNITS,
    "long_time": lambda _, n: n.form == "measure" and n.unit in _LONG_TIMES,
    "is_one": lambda _, n: n.value == 1,
    "in_characters": lambda p, n: not p.page.low[n.start].isascii(),
    "age": lambda p, n: n.form == "measure" and "岁" in p.page.low[n.end : n.outer_end],
    "numbers": lambda p, n: p.page.low.startswith("第", n.start),
    "bounded": lambda _, n: n.comparator != "=",
    "planned": _planned,
    "declared": lambda p, n: n.start in p.declared,
    "call_sentence": _call,
    "nobodys": _nobodys,
    "of_issuer": lambda p, n: (s := p.section(n.start)) is not None and s.kind != "profile" and p.of_issuer(n.start),
}
"""Every condition that `where` may name in the rules for Chinese."""
