"""What a page says about every place in it: its section and sentence, the names, quotations and tables around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, cast

from extractor.annotations import Mark, NumeralMention, Page, SectionMention, UnitMention
from extractor.matching import Grammar
from extractor.phrases import phrases
from extractor.spans import Extent, Spans
from extractor.tables import find_rows

T = TypeVar("T")
_SPEECH = 6  # words; a quotation that is longer and ends like a sentence is speech
_LONGEST_NAME = 40  # words of a quoted title
# Characters on either side of a number in which the words stand that say what it means. The longest sentence of the
# corpus has 1,347; without a bound, a sentence of a thousand numbers would be read a thousand times.
_REACH = 1500
_SAID_REACH = 12  # characters behind a quotation, for `, said`

_SAID = re.compile(r"[\"']?\s?,?\s?(?:said|says|adds?|added)\b")
_SENTENCES = re.compile(r"[.!?]\s+[A-Z]")
_NAME_WORD = re.compile(r"[a-z][\w'-]*")
_INITIALS = re.compile(r"\(([A-Z]{2,8})\)")


class Surroundings:
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
        self.declared = declared
        self.has_institution = institution is not None
        self._issuer_names = _issuer_names(page, grammar, issuer)
        self.institution_words = frozenset(_own_names(page, institution))
        names = [_is_name(page, q) for q in page.quotes]
        self._own = _own_words(page, institution)
        self._once: dict[tuple[object, ...], object] = {}
        self._starts = [s.start for s in sections]
        self._sentence_starts = [s for s, _ in page.sentences]
        self._name_spans = Spans((m.start, m.end) for u in units for m in (*u.mentions, *u.organisations))
        self._quotes = Spans((q.start, q.end) for q, name in zip(page.quotes, names, strict=True) if name)
        self._speech = Spans((q.start, q.end) for q, name in zip(page.quotes, names, strict=True) if not name)
        self.rows = find_rows(page, grammar)
        numbers = [(row.number.start, row.number.end) for row in self.rows if row.number]
        self._markers = Spans([*((b.start, b.body) for b in page.blocks if b.body > b.start), *numbers])
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

    def around(self, n: NumeralMention) -> Extent:
        """The sentence of a numeral, as far as its words can say what the numeral means."""
        start, end = self.sentence(n.start)
        if n.start - start > _REACH:
            start = self.page.text.find(" ", n.start - _REACH, n.start) + 1 or start
        return start, min(end, n.end + _REACH)

    def of_issuer(self, at: int) -> bool:
        """Whether the sentence of a place begins with the issuer, in full or as `the Council`."""
        opening = self.page.low[self.sentence(at)[0] : at].lstrip()
        return self._issuer_names != () and opening.startswith(self._issuer_names)

    def in_marker(self, at: int) -> bool:
        """Whether a place lies in the number or bullet of an item, or in the number of a row."""
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

    def counts_things(self, n: NumeralMention) -> bool:
        """Whether a plural noun follows a numeral."""
        grammar_of, page = phrases(self.grammar), self.page
        phrase = grammar_of.after(page.masked, n.outer_end, len(page.masked))
        return phrase is not None and grammar_of.is_plural(page.low[phrase.start : phrase.end].split()[-1])


def _is_name(page: Page, quote: Mark) -> bool:
    """Whether a quotation is a name or slogan and not somebody's speech."""
    inside = page.text[quote.start : quote.end].strip()
    words = len(inside.split())
    if words > _LONGEST_NAME:
        return False
    if words > _SPEECH and (inside[-1:] in ".,!?" or _SAID.match(page.low[quote.end : quote.end + _SAID_REACH])):
        return False
    return not _SENTENCES.search(inside)


def _own_names(page: Page, institution: Mark | None) -> Iterator[str]:
    """The words of the institution's name and its initials, in lower case."""
    if institution is None:
        return
    yield from _NAME_WORD.findall(page.low[institution.start : institution.end])
    if m := _INITIALS.search(page.text):
        yield m.group(1).lower()


def _own_words(page: Page, institution: Mark | None) -> re.Pattern[str]:
    """What a sentence about the institution itself calls it."""
    names = []
    if institution is not None:
        name = page.text[institution.start : institution.end]
        names += [name, name.split()[0]]
    if m := _INITIALS.search(page.text):
        names.append(m.group(1))
    words = "|".join(re.escape(n) for n in names if n.lower() not in ("the", "university", "school"))
    return re.compile(
        rf"\b(?:{words or 'our'}|[Oo]ur|[Ww]e"
        r"|[Tt]he (?:whole )?(?:school|[Uu]niversity|[Cc]ollege|[Hh]ospital|[Gg]roup|[Ii]nstitution|[Ii]nstitute"
        r"|[Cc]ounty|[Cc]ity))\b"
    )


def _issuer_names(page: Page, grammar: Grammar, issuer: Mark | None) -> tuple[str, ...]:
    """What a sentence about the issuer begins with: its name, or the word in it that says what kind of body it is."""
    if issuer is None:
        return ()
    name = page.low[issuer.start : issuer.end]
    heads = [w for w in _NAME_WORD.findall(name) if w in grammar.lexicons["issuer_head"]]
    return (name, f"the {name}", *(f"the {head}{end}" for head in heads for end in (" ", ",", "'s")))
