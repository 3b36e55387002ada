"""The noun phrases next to a number: right behind it, before it, across a verb or preposition."""

from __future__ import annotations

import re
from dataclasses import dataclass

import regex

from extractor.annotations import Mark, NumeralMention, Page
from extractor.matching import Grammar
from extractor.phrases import Phrases, phrases

_WORD = re.compile(r"[^\W_][\w'-]*")
_GOVERNED_WORDS = 2  # of a noun phrase before `worth`: what stands further left is mostly the verb's
_DETERMINER_REACH = 8  # characters before a number in which its determiner ends


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: its sentence's part of a section, the words of its owner, and the object before it."""

    page: Page
    numeral: NumeralMention
    start: int
    end: int
    owner_names: frozenset[str]
    previous: Mark | None = None

    @property
    def before(self) -> int:
        """Where what stands before the number ends."""
        return self.numeral.outer_start

    @property
    def behind(self) -> int:
        """Where what stands behind the number begins."""
        return self.numeral.outer_end

    def low(self, mark: Mark) -> str:
        """The lower-case text of a mark."""
        return self.page.low[mark.start : mark.end]


class Neighbours:
    """The ways of finding a noun phrase by what stands between it and the number.

    The words in between are the fragments of the stage `objects`. Every way takes the place of the number and gives
    the mark of the phrase, None where it finds none.
    """

    def __init__(self, grammar: Grammar) -> None:
        self.phrases: Phrases = phrases(grammar)
        self.grammar = grammar
        self.owner_noun = grammar.lexicons["owner_noun"]

    def match_behind(self, fragment: str, p: Place) -> regex.Match[str] | None:
        """What a fragment matches right behind the number."""
        return self.grammar.fragment(fragment).match(p.page.masked, p.behind, p.end)

    def match_before(self, fragment: str, p: Place, end: int | None = None) -> regex.Match[str] | None:
        """What a fragment matches that ends where the number begins, or at `end`."""
        return self.grammar.fragment(fragment).search(p.page.masked, p.start, p.before if end is None else end)

    def noun_from(self, at: int, p: Place) -> Mark | None:
        """The noun phrase, of one thing or of many, that begins at `at`."""
        return self.phrases.after(p.page.masked, at, p.end, singular=True)

    def noun_behind(self, fragment: str, p: Place) -> Mark | None:
        """The noun phrase, of one thing or of many, behind what a fragment matches behind the number."""
        m = self.match_behind(fragment, p)
        return self.noun_from(m.end(), p) if m else None

    def noun_up_to(self, fragment: str, p: Place) -> Mark | None:
        """The noun phrase before what a fragment matches before the number."""
        m = self.match_before(fragment, p)
        return self.phrases.before(p.page.masked, m.start(), p.start) if m else None

    # Behind the number.

    def following(self, p: Place) -> Mark | None:
        """`928 papers`; `5 of its teams`, `19 of their 22 games`."""
        text = p.page.masked
        m = self.match_behind("out_of", p)
        w = self.match_behind("word_behind", p) if text[p.start : p.before].endswith("of ") else None
        if w and self.phrases.is_verb(w["word"]):
            return None  # `a team of 14 holds six patents`
        one = p.numeral.value == 1 and p.numeral.comparator == "=" and m is None
        return self.phrases.after(text, m.end() if m else p.behind, p.end, singular=one)

    def of(self, p: Place) -> Mark | None:
        """`260,000 tonnes of soybeans`."""
        return self.noun_behind("behind_of", p)

    def of_title(self, p: Place) -> Mark | None:
        """`a three-time winner of the Volta Medal`."""
        return self.noun_behind("of_title", p)

    def in_ten(self, p: Place) -> Mark | None:
        """`one in four trainees`, `one panel in five`."""
        surface = p.page.low[p.numeral.start : p.numeral.end]
        if not self.grammar.fragment("one_in").search(surface):
            return None
        words = list(re.finditer(r"\S+", surface))
        if len(words) == len(("one", "panel", "in", "five")) and words[2].group() == "in":
            return Mark(p.numeral.start + words[1].start(), p.numeral.start + words[1].end())
        m = self.match_behind("share_behind", p)
        return self.phrases.after(p.page.masked, m.end() if m else p.behind, p.end)

    def determined(self, p: Place) -> Mark | None:
        """`its €1.9 million renovation`."""
        start = max(p.start, p.before - _DETERMINER_REACH)
        if not self.grammar.fragment("determiner_before").search(p.page.masked, start, p.before):
            return None
        return self.noun_from(p.behind, p)

    def more(self, p: Place) -> Mark | None:
        """`9,400 tonnes less steam`."""
        return self.noun_behind("comparative_behind", p)

    def attributive(self, p: Place) -> Mark | None:
        """`a 6,500-square-metre base`."""
        hyphenated = p.page.text[p.numeral.end : p.behind].startswith("-")
        return self.noun_from(p.behind, p) if hyphenated else None

    def complement(self, p: Place) -> Mark | None:
        """`put RMB 18.6 million into course development`."""
        return self.noun_behind("purpose_behind", p)

    def in_what(self, p: Place) -> Mark | None:
        """`5.2 million yuan in tax`: behind `in` or `of`, a common noun and no place or year."""
        m = self.match_behind("in_behind", p)
        if m is None or (p.page.text[m.end() : m.end() + 1].isupper() and not m["a"]):
            return None
        return self.noun_from(m.end(), p)

    def awarded(self, p: Place) -> Mark | None:
        """`twice took the regional title`."""
        m = self.match_behind("verb_behind", p)
        return self.noun_from(m.end(), p) if m and self.phrases.is_verb(m["verb"]) else None

    def predicate(self, p: Place) -> Mark | None:
        """`7 of them are Party members`: behind the copula, if it is a plural."""
        m = self.match_behind("copula_behind", p)
        return self._plural(self.phrases.after(p.page.masked, m.end(), p.end), p) if m else None

    def predicate_of_them(self, p: Place) -> Mark | None:
        """`38% of them were exports`."""
        return self.predicate(p) if self.match_behind("of_them_behind", p) else None

    def of_them(self, p: Place) -> Mark | None:
        """`two of them first prizes`."""
        m = self.match_behind("of_them_then", p)
        return self._plural(self.phrases.after(p.page.masked, m.end(), p.end), p) if m else None

    def _plural(self, mark: Mark | None, p: Place) -> Mark | None:
        return mark if mark and any(map(self.phrases.is_plural, p.low(mark).split())) else None

    def shared(self, p: Place) -> Mark | None:
        """`22 and 15 experiments`: the noun behind the second number is that of both."""
        m = self.match_behind("next_count", p)
        return self.phrases.after(p.page.masked, m.end(), p.end) if m else None

    def superlative(self, p: Place) -> Mark | None:
        """`the second-highest rate`."""
        m = self.match_behind("superlative_behind", p)
        return self.phrases.after(p.page.masked, m.end(), p.end, singular=True, of=False) if m else None

    # Before the number.

    def noun_before(self, p: Place) -> Mark | None:
        """`solvent recovery rate 96.5 percent`."""
        return self.phrases.before(p.page.masked, p.before, p.start)

    def previous(self, p: Place) -> Mark | None:
        """The object of the number before, in the same sentence."""
        return p.previous

    def governor(self, p: Place) -> Mark | None:
        """`contracts of 3.5 million yuan`, `equipment worth …`."""
        m = self.match_before("governing", p)
        found = self.phrases.before(p.page.masked, m.start(), p.start) if m else None
        if found is None or m is None:
            return None
        if m["of"] is None:
            starts = [w.start() for w in re.finditer(r"\S+", p.page.masked[found.start : found.end])]
            found = Mark(found.start + starts[-_GOVERNED_WORDS:][0], found.end)
        return None if self._is_change(p.low(found)) else found

    def _is_change(self, surface: str) -> bool:
        return self.grammar.fragment("change_noun").match(surface) is not None

    def priced(self, p: Place) -> Mark | None:
        """`signed contracts for €5.4 million`: things in the plural."""
        return self._plural(self.noun_up_to("priced", p), p)

    def transitive(self, p: Place) -> Mark | None:
        """`cut its mean waiting time from 14 weeks to five`, `kept satisfaction above 90%`: what the verb acts on."""
        m = self.match_before("transitive", p)
        found = self.phrases.after(p.page.masked, m.start("what"), m.end("what"), singular=True) if m else None
        return self.common(found, p)

    def moved_to(self, p: Place) -> Mark | None:
        """`cut its rate by 11.5 points, to 14.2 percent`: what has changed by the number before."""
        return p.previous if self.match_before("moved_to", p) else None

    def restated(self, p: Place) -> Mark | None:
        """`45 programmes, or just over 60%`: the noun phrase before the comma."""
        return self.noun_up_to("restated_before", p)

    def verb(self, p: Place) -> Mark | None:
        """`won the Quality Award twice`, `was named excellent team for the 3rd time`."""
        m = self.match_before("verb_link", p)
        end = m.start() if m else p.before
        if pair := self.match_before("ordinal_pair", p, end):
            end = pair.start()
        return self.common(self.phrases.before(p.page.masked, end, p.start), p, proper=True)

    def of_number(self, p: Place) -> Mark | None:
        """`the number of teachers reached 17`."""
        mark = self.phrases.subject(p.page.masked, p.start, p.before)
        m = self.grammar.fragment("number_of").match(p.page.masked, mark.start, mark.end) if mark else None
        return Mark(m.end(), mark.end) if mark and m else None

    def subject(self, p: Place) -> Mark | None:
        """What the clause speaks of, unless that is the owner itself."""
        found = self.phrases.subject(p.page.masked, p.start, p.before)
        if found and self.match_behind("respectively", p):
            # The first of two numbers belongs to the first of two subjects.
            m = self.match_before("and_before", p, found.start)
            found = (self.phrases.before(p.page.masked, m.start(), p.start) if m else None) or found
        return self.common(found, p)

    def reached(self, p: Place) -> Mark | None:
        """`Headcount has doubled to 310`: a number behind a verb of reaching counts its subject."""
        bound = p.page.low[p.before : p.numeral.start]
        if self.match_before("reaching", p) or self.grammar.fragment("reaching_bound").match(bound):
            return self.subject(p) or self.before_change(p)
        return None

    def before_change(self, p: Place) -> Mark | None:
        """The noun phrase before `has been cut by`, `up` and the like."""
        return self.common(self.noun_up_to("change_link", p), p)

    def common(self, mark: Mark | None, p: Place, *, proper: bool = False) -> Mark | None:
        """A mark that names the owner (`the company`, `Hengrun`) is no object; another name is one if `proper`."""
        if mark is None:
            return None
        surface = p.low(mark)
        words = _WORD.findall(surface)
        if not words or (len(words) == 1 and words[0] in self.owner_noun) or self._is_change(surface):
            return None
        if all(w in p.owner_names for w in words):
            return None
        text = p.page.text[mark.start : mark.end]
        if not proper and len(words) > 1 and self._is_proper(text):
            return None
        capitals = all(w[0].isupper() for w in _WORD.findall(text))
        if capitals and all(w in p.owner_names or w.removesuffix("'s") in p.owner_names for w in words):
            return None
        return mark

    def _is_proper(self, text: str) -> bool:
        """Whether all words but `of` and the like begin with a capital: somebody's or something's proper name."""
        joint = self.grammar.fragment("name_joint")
        return all(w[0].isupper() or joint.match(w) for w in text.split())
