"""The conditions that a rule can ask for in its `where`: what is known of a numeral beside the words around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar, cast

from extractor.annotations import Mark, NumeralMention, Page, SectionMention, UnitMention
from extractor.matching import Grammar, Pattern
from extractor.names import names
from extractor.phrases import phrases
from extractor.spans import Extent, Spans

T = TypeVar("T")
_AREAS = (
    "square-metre",
    "square-kilometre",
    "square-foot",
    "hectare",
    "acre",
    "mu",
    "cubic-metre",
    "megawatt",
    "kilowatt",
    "tonne",
)
_SPEECH = 6  # words; a quotation that is longer and ends like a sentence is speech
_LONGEST_NAME = 40  # words of a quoted title


class Places:
    """What the page says about every place in it; built once a document, asked by position."""

    def __init__(
        self,
        page: Page,
        grammar: Grammar,
        sections: Sequence[SectionMention],
        units: Sequence[UnitMention],
        declared: frozenset[int],
        *,
        institution: Mark | None,
    ) -> None:
        self.page, self.grammar, self.sections, self.units = page, grammar, sections, units
        self.declared = declared
        self.has_institution = institution is not None
        self._own = _own_words(page, institution)
        self.institution_words = frozenset(_own_names(page, institution))
        self._starts = [s.start for s in sections]
        self._once: dict[tuple[object, ...], object] = {}
        self._sentence_starts = [s for s, _ in page.sentences]
        self.quoted = [q for q in page.quotes if _is_name(page, q)]
        self._name_spans = Spans((m.start, m.end) for u in units for m in (*u.mentions, *u.organisations))
        self._speech = Spans((q.start, q.end) for q in page.quotes if not _is_name(page, q))
        self._quotes = Spans((q.start, q.end) for q in self.quoted)
        self._markers = Spans((b.start, b.body) for b in page.blocks if b.body > b.start)
        self._rows = Spans((b.start, b.end) for b in page.blocks if b.shape == "row")

    def once(self, key: tuple[object, ...], work: Callable[[], T]) -> T:
        """The result of `work`, done once for a key: neighbours in a sentence ask the same."""
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
        return self.page.sentences[i] if i >= 0 else (0, len(self.page.text))

    def in_marker(self, at: int) -> bool:
        """Whether a place lies in the number or bullet of an item."""
        return self._markers.hold(at, at + 1)

    def in_name(self, start: int, end: int) -> bool:
        """Whether a stretch lies in the name of a unit or of a body that contains one."""
        return self._name_spans.hold(start, end)

    def in_quotes(self, start: int, end: int) -> bool:
        """Whether a stretch lies in a quotation that is a name."""
        return self._quotes.hold(start, end)

    def in_speech(self, start: int, end: int) -> bool:
        """Whether a stretch lies in a quotation that is somebody's words."""
        return self._speech.hold(start, end)

    def in_row(self, at: int) -> bool:
        """Whether a place lies in a table."""
        return self._rows.hold(at, at + 1)

    def own(self, start: int, end: int) -> bool:
        """Whether a sentence speaks of the institution: by its name, its initials, `our` or `the university`."""
        return self._own.search(self.page.text, start, end) is not None

    def conditions(self, numeral: NumeralMention) -> Conditions:
        """What holds of one numeral, worked out only when a rule asks."""
        return Conditions(self, numeral)


class Conditions(Mapping[str, bool]):
    """The named conditions of one numeral; `given` ones are set by the examples of a rule."""

    __slots__ = ("_known", "n", "places")

    def __init__(self, places: Places, numeral: NumeralMention) -> None:
        self.places, self.n = places, numeral
        self._known: dict[str, bool] = {}

    def __getitem__(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = bool(CONDITIONS[name](self.places, self.n))
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(CONDITIONS)

    def __len__(self) -> int:
        return len(CONDITIONS)


def _is_name(page: Page, quote: Mark) -> bool:
    """Whether a quotation is a name or slogan and not somebody's speech."""
    inside = page.text[quote.start : quote.end].strip()
    words = len(inside.split())
    if words > _LONGEST_NAME:
        return False
    if words > _SPEECH and (
        inside[-1:] in ".,!?"
        or re.match(r"[\"']?\s?,?\s?(?:said|says|adds?|added)\b", page.low[quote.end : quote.end + 12])
    ):
        return False
    return not re.search(r"[.!?]\s+[A-Z]", inside)


def _own_names(page: Page, institution: Mark | None) -> Iterator[str]:
    """The words of the institution's name and its initials, in lower case."""
    if institution is None:
        return
    yield from re.findall(r"[a-z][\w'-]*", page.low[institution.start : institution.end])
    if m := re.search(r"\(([A-Z]{2,8})\)", page.text):
        yield m.group(1).lower()


def _own_words(page: Page, institution: Mark | None) -> re.Pattern[str]:
    names = (
        [page.text[institution.start : institution.end], page.text[institution.start : institution.end].split()[0]]
        if institution
        else []
    )
    if m := re.search(r"\(([A-Z]{2,8})\)", page.text):
        names.append(m.group(1))
    words = "|".join(re.escape(n) for n in names if n.lower() not in ("the", "university", "school"))
    return re.compile(
        rf"\b(?:{words or 'our'}|[Oo]ur|[Ww]e|[Tt]he (?:whole )?(?:school|[Uu]niversity|[Cc]ollege|[Hh]ospital|[Gg]roup|[Ii]nstitution|[Cc]ounty|[Cc]ity|[Ii]nstitute))\b"
    )


def _form_is(form: str) -> Callable[[Places, NumeralMention], bool]:
    return lambda p, n: n.form == form


def _code(*kinds: str) -> Callable[[Places, NumeralMention], bool]:
    return lambda p, n: n.form == "code" and n.unit in kinds


def _section(*kinds: str) -> Callable[[Places, NumeralMention], bool]:
    def holds(places: Places, n: NumeralMention) -> bool:
        section = places.section(n.start)
        return section is not None and section.kind in kinds

    return holds


def _yearlike(places: Places, n: NumeralMention) -> bool:
    digits = places.page.text[n.start : n.end]
    if not (
        n.form == "cardinal"
        and len(digits) == 4
        and digits.isdigit()
        and isinstance(n.value, int)
        and n.comparator == "="
    ):
        return False
    return 1900 <= n.value <= 2100 or (1000 <= n.value < 1900 and not _counted(places, n))


def _month_near(places: Places, n: NumeralMention) -> bool:
    low = places.page.low
    if places.page.hit("month", n.start - 20, n.end + 16) is None:
        return False
    if (
        n.form not in ("cardinal", "ordinal")
        or not isinstance(n.value, int)
        or not (n.value <= 31 or _yearlike(places, n))
    ):
        return False
    after = re.match(r"(?:st|nd|rd|th)?,?\s+(?:of\s+)?([a-z]+)", low[n.end : n.end + 16])
    if n.value <= 31 and after and after.group(1) in places.grammar.lexicons["month"] and after.group(1) != "may":
        return True
    if n.value <= 31 and re.match(r"\s+May\b", places.page.text[n.end : n.end + 5]):
        return True
    before = re.search(r"([a-z]+)\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?$", low[max(0, n.start - 20) : n.start])
    return (
        before is not None
        and before.group(1) in places.grammar.lexicons["month"]
        and (
            before.group(1) not in ("may", "march")
            or places.page.text[max(0, n.start - 20) + before.start(1)].isupper()
        )
    )


def _counted(places: Places, n: NumeralMention) -> bool:
    phrase = phrases(places.grammar).after(places.page.masked, n.outer_end, len(places.page.masked))
    if phrase is None:
        return False
    return phrases(places.grammar).is_plural(places.page.low[phrase.start : phrase.end].split()[-1])


def _contact(places: Places, n: NumeralMention) -> bool:
    section = places.section(n.start)
    if section is None or section.kind != "other":
        return False
    start, end = section.start, section.end
    for b in places.page.blocks:
        if b.start <= n.start < b.end:
            start, end = b.start, b.end
            break
    return _pattern(places.grammar, "contact").search(places.page.low, start, end) is not None


@lru_cache(maxsize=16)
def _pattern(grammar: Grammar, name: str) -> Pattern:
    sources = {"contact": r"(?<!\w)(?:\L<contact_word>|\L<dateline_word>)(?!\w)"}
    return grammar.pattern(sources[name], name=name)


def _planned(places: Places, n: NumeralMention) -> bool:
    section = places.section(n.start)
    start, end = places.sentence(n.start)
    if (
        section is not None
        and section.kind == "outlook"
        and (places.page.hit("future", start, end) is not None or not places.own(start, end))
    ):
        return True  # among plans, what is said of the institution as it is stays a fact
    ahead = places.page.hit("future", start, n.start)
    return ahead is not None and not _in_speech_of_others(places, ahead, n.start)


def _in_speech_of_others(places: Places, at: int, end: int) -> bool:
    """A plan that a semicolon has closed says nothing of what follows."""
    return ";" in places.page.text[at:end]


def _quoted(places: Places, n: NumeralMention) -> bool:
    return places.in_quotes(n.start, n.end)


def _declared(places: Places, n: NumeralMention) -> bool:
    return n.start in places.declared


def _call_sentence(places: Places, n: NumeralMention) -> bool:
    section = places.section(n.start)
    if section is None or section.kind not in ("title", "summary", "other", "background"):
        return False
    start, end = places.sentence(n.start)
    if section.kind == "background":
        return not places.has_institution
    if places.page.hit("call_word", start, end) is not None:
        return n.form not in ("percent", "fraction") or not re.search(r"\bits\b|\bour\b", places.page.low[start:end])
    if n.form != "cardinal":
        return False
    # In a summary a count is that of the call or the selection, unless the sentence is about the institution itself.
    return any(start <= d < end for d in places.declared) or not places.own(start, end)


def _nobodys(places: Places, n: NumeralMention) -> bool:
    section = places.section(n.start)
    return not places.has_institution and (
        section is None or section.kind in ("title", "summary", "background", "outlook", "header", "other")
    )


def _ranked(places: Places, n: NumeralMention) -> bool:
    start, _ = places.sentence(n.start)
    return (
        re.search(
            r"\b(?:rank(?:s|ed|ing)?|placed?|came|finish(?:ed|es)|standing|stands)\b[^.;,]{0,24}$",
            places.page.low[start : n.start],
        )
        is not None
    )


def _five_year_plan(places: Places, n: NumeralMention) -> bool:
    return (
        re.match(r"[\w-]{0,12}[\s-]*(?:\w+)?-?year plan", places.page.low[n.start : n.start + 30]) is not None
        or re.match(r"\s?\w*-year plan", places.page.low[n.end : n.end + 18]) is not None
    )


def _after_one(places: Places, n: NumeralMention) -> bool:
    """Whether the numeral before it is a one: `one of only eleven`."""
    index = places.page.numerals_in(0, n.start).stop
    before = places.page.numerals[index - 1] if index else None
    return before is not None and before.value == 1 and before.form == "cardinal"


CONDITIONS: dict[str, Callable[[Places, NumeralMention], bool]] = {
    "marker": lambda p, n: p.in_marker(n.start),
    "code_date": _code("date"),
    "code_phone": _code("phone"),
    "code_ratio": _code("ratio", "score", "time"),
    "contact": _contact,
    "yearlike": _yearlike,
    "month_near": _month_near,
    "quoted": _quoted,
    "in_name": lambda p, n: p.in_name(n.start, n.end),
    "form_ordinal": _form_is("ordinal"),
    "counted": _counted,
    "counted_plural": _counted,
    "five_year_plan": _five_year_plan,
    "hyphened": lambda p, n: "-" in p.page.text[n.end : n.outer_end][:1],
    "area": lambda p, n: n.unit in _AREAS,
    "is_one": lambda p, n: n.value == 1 and n.form == "cardinal",
    "title_follows": lambda p, n: re.match(r"\s[A-Z]", p.page.text[n.end : n.end + 2]) is not None,
    "ranked": _ranked,
    "is_zero_word": lambda p, n: n.value == 0 and p.page.text[n.start].isalpha(),
    "planned": _planned,
    "in_profile": _section("profile", "list"),
    "declared": _declared,
    "call_sentence": _call_sentence,
    "nobodys": _nobodys,
    "in_speech": lambda p, n: p.in_speech(n.start, n.end),
    "small_word": lambda p, n: p.page.text[n.start].isalpha() and isinstance(n.value, int) and n.value <= 10,
    "after_capital": lambda p, n: re.search(r"[A-Z]\w*\s$", p.page.text[max(0, n.start - 12) : n.start]) is not None,
    "after_one": _after_one,
    "once": lambda p, n: n.value == 1,
    "in_row": lambda p, n: p.in_row(n.start),
    "streak": lambda p, n: (
        re.search(r"\b(?:for|in|the|its|their|a|and)\s$", p.page.low[max(0, n.start - 8) : n.start]) is not None
    ),
    "date_sentence": lambda p, n: (
        re.match(
            r"(?:st|nd|rd|th)?\s(?:of\s)?(?:half|quarter|century|day|week|month)\b", p.page.low[n.end : n.end + 12]
        )
        is not None
    ),
    "place_word": lambda p, n: (
        p.page.low[n.start : n.end] in p.grammar.lexicons["place_word"]
        or re.match(r"\s(?:place|position|spot|rank)\b", p.page.low[n.end : n.end + 10]) is not None
    ),
    "bounded": lambda p, n: (
        n.comparator != "="
        or p.page.low[max(0, n.start - 9) : n.start].strip().endswith(("aged", "ages", "age of", "ages of"))
    ),
    "time_measure": lambda p, n: n.unit in ("hour", "minute", "second", "day"),
    "decimal": lambda p, n: (
        isinstance(n.value, float)
        or re.search(
            r"\b(?:scor|rating|rated|factor|index|gpa|marks?)\w*\b[^.;]{0,40}$",
            p.page.low[max(0, n.start - 60) : n.start],
        )
        is not None
    ),
    "never": lambda p, n: False,
}
"""Every condition that `where` may name."""


def declared_numerals(
    page: Page,
    grammar: Grammar,
    sections: Sequence[SectionMention],
    marks: Sequence[Mark],
    total: Sequence[Mark],
    counts_of: Mapping[str, frozenset[int]],
    by_kind: Mapping[str | None, frozenset[int]],
) -> frozenset[int]:
    """Where the text counts selected units.

    That is at `marks` and `total`, and in a title, summary or heading wherever a category is counted by one of the
    numbers in `counts_of`: what the text declares for it and what was found. `by_kind` has how many units of a kind
    there are (`three programmes` of a title).
    """
    out = {m.start for m in marks}
    total_marks = {m.start for m in total}
    out |= total_marks
    totals = {n.value for n in page.numerals if n.start in total_marks}
    grammar_of, kinds = phrases(grammar), names(grammar)
    for section in sections:
        if section.kind not in ("title", "summary", "header"):
            continue
        for n in (page.numerals[i] for i in page.numerals_in(section.start, section.end)):
            if n.form == "cardinal" and n.comparator == "=":
                phrase = grammar_of.after(page.masked, n.outer_end, section.end, singular=n.value == 1)
                if phrase is None:
                    if re.match(r"\s?\)", page.text[n.outer_end : n.outer_end + 2]) and section.kind == "header":
                        out.add(n.start)
                    continue
                surface = page.text[phrase.start : phrase.end]
                if n.value in totals and len(surface.split()) <= 4:
                    out.add(n.start)
                if n.value in by_kind.get(kinds.plural_kind(surface), ()):
                    out.add(n.start)
                if any(
                    n.value in counts and kinds.alike(surface, c) > 0.7 and kinds.distinguishes(surface, c)
                    for c, counts in counts_of.items()
                ):
                    out.add(n.start)
    return frozenset(out)
