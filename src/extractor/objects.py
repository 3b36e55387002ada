"""Objects: the noun phrase that a number counts, measures or ranks, looked for where the rule says."""

from __future__ import annotations

from collections.abc import Callable

import regex

from extractor.annotations import Mark, Page
from extractor.matching import MASKS, Grammar
from extractor.neighbours import Neighbours, Place

_CONTEST_REACH = 60  # characters behind a place in which its contest is named, chosen on the corpus


class Objects:
    """The ways of finding an object, by the names that rules use for them."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.near = near = Neighbours(grammar)
        self.ways: dict[str, Callable[[Place], Mark | None]] = {
            "following": near.following, "of": near.of, "of_title": near.of_title, "more": near.more,
            "governor": near.governor, "verb": near.verb, "awarded": near.awarded,
            "complement": near.complement, "in_what": near.in_what,
            "subject": near.subject, "before": near.noun_before, "ranked": self.ranked,
            "superlative": near.superlative, "changed": self.changed, "held": self.held, "share_of": self.share_of,
            "of_number": near.of_number, "in_ten": near.in_ten, "determined": near.determined,
            "predicate_of_them": near.predicate_of_them, "attributive": near.attributive,
            "predicate": near.predicate, "of_them": near.of_them, "shared": near.shared, "reached": near.reached,
            "transitive": near.transitive, "previous": near.previous, "restated": near.restated, "priced": near.priced,
            "moved_to": near.moved_to,
        }  # fmt: skip

    def find(self, ways: list[str], place: Place) -> Mark | None:
        """The object by the first of `ways` that finds one."""
        found = (mark for way in ways if (mark := self.ways[way](place)) is not None)
        return next((pruned for mark in found if (pruned := self._pruned(mark, place.page)) is not None), None)

    def _pruned(self, mark: Mark, page: Page) -> Mark | None:
        """The phrase without `of its` before it and a joint behind it; None where no noun is left."""
        low = page.low
        leading = self.grammar.fragment("leading_of").match(low, mark.start, mark.end)
        start = leading.end() if leading else mark.start
        trailing = self.grammar.fragment("trailing_joint").search(low, start, mark.end)
        end = trailing.start() if trailing else mark.end
        return None if self.grammar.fragment("no_noun").match(low, start, end) else Mark(start, end)

    def ranked(self, p: Place) -> Mark | None:
        """What holds a place: the subject; where that is the owner, the ranking or contest."""
        found = self.near.subject(p) or self._contest(p) or self.near.noun_behind("among_behind", p)
        return found or (p.previous if self.near.match_before("to_before", p) else None)

    def _contest(self, p: Place) -> Mark | None:
        masked = p.page.masked
        for named in self.grammar.fragment("contest_behind").find_all(masked, p.behind, p.end):
            if named.start() - p.behind > _CONTEST_REACH:
                break
            phrase = self.near.noun_from(named.end(), p)
            if phrase and self._is_contest(phrase, p):
                return phrase
        m = self.near.match_behind("discipline_behind", p)
        if m and p.page.text[m.end()].islower():
            return self.near.noun_from(m.end(), p)  # `second in solo singing`
        return self._fronted(p)

    def _is_contest(self, phrase: Mark, p: Place) -> bool:
        return self.grammar.fragment("contest").search(p.page.low, phrase.start, phrase.end) is not None

    def _fronted(self, p: Place) -> Mark | None:
        """`In the national ranking it placed 41st`, `for student satisfaction it came third`."""
        masked, end = p.page.masked, p.numeral.start
        joints = self.grammar.fragment("fronted_joint").find_all(masked, p.start, end)
        for start in sorted({p.start, *(m.end() for m in joints)}, reverse=True):
            m = self.grammar.fragment("fronted").match(masked, start, end)
            phrase = self.near.phrases.after(masked, m.end(), end, singular=True) if m else None
            if phrase is None:
                continue
            pronoun = self.grammar.fragment("pronoun_behind").match(masked, phrase.end)
            if self._is_contest(phrase, p) or (pronoun and p.page.text[phrase.start].islower()):
                return phrase
        return None

    def changed(self, p: Place) -> Mark | None:
        """What rose or fell: behind a transitive verb (`cuts energy use by`), else the subject or what precedes."""
        if found := self.near.transitive(p):
            return found
        if p.numeral.form == "change" and (m := self.near.match_behind("possessive_behind", p)):
            return self.near.noun_from(m.end(), p)  # `has halved its use of plastic`
        if (m := self.near.match_before("by_before", p)) and (found := self._change_link(p, m)):
            return found
        if p.previous and self.near.match_before("apposed", p):
            return p.previous  # an apposition to the number before: `RMB 842 million, up 27 percent`
        return self.near.subject(p) or self.near.before_change(p) or p.previous

    def _change_link(self, p: Place, link: regex.Match[str]) -> Mark | None:
        """What stands before the `by` of a change, or in `an increase in sales of 12%`."""
        masked = p.page.masked
        if link["link"] == "of":
            m = self.grammar.fragment("change_in").search(masked, p.start, link.start())
            return self.near.phrases.after(masked, m.end(), link.start(), singular=True) if m else None
        inner = self.near.phrases.before(masked, link.start(), p.start)
        if inner and self.grammar.fragment("yardstick").search(p.page.low, inner.start, inner.end):
            return self.near.subject(p) or p.previous
        if inner and not self.near.phrases.is_verb(p.low(inner).split()[-1]):
            return self.near.common(inner, p) or p.previous
        return None

    def held(self, p: Place) -> Mark | None:
        """What was kept up for a stretch of time."""
        if found := self.near.noun_behind("time_of", p) or self.near.subject(p):
            return found
        m = self.near.match_before("during_before", p)
        end = m.start() if m else p.before
        found = self.near.common(self.near.phrases.before(p.page.masked, end, p.start), p, proper=True)
        return found or (p.previous if _ends_in_numeral(p.page.masked[p.start : end]) else None)

    def share_of(self, p: Place) -> Mark | None:
        """The whole's name, unless the clause says what makes up the share."""
        if self.near.match_before("makes_up", p) and (
            subject := self.near.phrases.subject(p.page.masked, p.start, p.before)
        ):
            return subject
        return self.near.of(p)


def _ends_in_numeral(masked: str) -> bool:
    before = masked.rstrip()
    return bool(before) and before[-1] in MASKS.values()
