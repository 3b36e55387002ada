"""Objects: the noun phrase that a number counts, measures or ranks, looked for where the rule says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extractor.annotations import Mark, NumeralMention, Page
from extractor.matching import ANY_MASK, MASKS, Grammar
from extractor.phrases import Phrases, phrases

_ARTICLE = r"(?:all\s+)?(?:(?:the|its|their|his|her|our|a|an|some|such|this|these)\s+)?"
_GOVERNING = re.compile(
    r"(?P<of>\bof(?: just| only)?|:)\s*$|,?\s*\b(?:worth|totalling|totaling|amounting to|valued at|reaching|exceeding|averaging|costing)\s*$"
)
_GOVERNED_WORDS = 2  # of a noun phrase before `worth`: what stands further left is mostly the verb's
_CHANGE_NOUN = re.compile(
    r"(?:[a-z-]+ )?(?:increase|rise|growth|drop|fall|decrease|reduction|gain|total|average|jump|decline|improvement)(?: of| in)?$"
)
_COPULA = re.compile(
    r"(?:\b(?:accounts?|accounted|accounting) for|\b(?:makes?|made|making) up|\b(?:represents?|represented|representing|constitutes?|constituted|comprises?|comprised|forms?|formed)"
    r"|\b(?:is|was|are|were|at|to|reached|reaches|reaching|stands? at|stood at|with|came to|comes to|exceeds?|exceeded|remains?|remained|hit|now|be|been))\s*(?:only\s|now\s|at\s|just\s)*$"
)
_TRANSITIVE = re.compile(
    r"\b(?:raised|raising|lowered|lowering|cut|brought|bringing|increased|reduced|lifted|improved|shortened|extended|pushed|expanded|boosted|took|kept|held|maintained|grew|drove|saw)\s+"
    rf"{_ARTICLE}(?P<what>[^.;,:\ue000-\ue009]{{3,60}}?)\s*(?:\b(?:down|up|back|rise|fall|grow|drop|go up|go down)\s+)?(?:\bfrom\s+{ANY_MASK}+\s+(?:[a-z]+\s+)?)?(?:\b(?:to|at|by)\s*)?$"
)
_REACHING = re.compile(
    r"\b(?:to|from|at|reached|reaches|reaching|is|was|now|hit|totals?|totalled|numbers?|numbered|averages?|averaged|stood at|than)\s+(?:an?\s+(?:average|total|mean|median)\s+of\s+)?$"
)
_YARDSTICK = re.compile(r"\b(?:average|mean|target|norm|median|budget|threshold|figure|forecast)$")
_NUMBER_OF = re.compile(r"(?:total\s+)?(?:number|count|total|population|amount)\s+of\s+" + _ARTICLE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: its sentence, and the ends of the clause around it."""

    page: Page
    numeral: NumeralMention
    start: int
    end: int
    owner_names: frozenset[str]
    previous: Mark | None = None


class Objects:
    """The ways of finding an object, by the names that rules use for them."""

    def __init__(self, grammar: Grammar) -> None:
        self.phrases: Phrases = phrases(grammar)
        self.contest = grammar.pattern(r"(?<!\w)\L<contest_noun>(?!\w)", name="contest_noun")
        self.superlative_word = grammar.pattern(
            r"[\s-]*\L<superlative>(?:[\s-](?:cited|valued|rated|visited|watched|important|popular|used))?\s+",
            name="superlative",
        )
        self.owner_noun = grammar.lexicons["owner_noun"]
        self.ways: dict[str, Callable[[Place], Mark | None]] = {
            "following": self.following, "of": self.of, "more": self.more, "governor": self.governor, "verb": self.verb, "awarded": self.awarded,
            "complement": self.complement, "in_what": self.in_what, "subject": self.subject, "before": self.before, "ranked": self.ranked,
            "superlative": self.superlative, "changed": self.changed, "held": self.held, "share_of": self.share_of, "of_number": self.of_number,
            "in_ten": self.in_ten, "determined": self.determined, "predicate_of_them": self.predicate_of_them,
            "attributive": self.attributive, "predicate": self.predicate, "of_them": self.of_them, "shared": self.shared,
            "reached": self.reached, "transitive": self.transitive, "previous": lambda place: place.previous, "restated": self.restated, "none": lambda place: None,
        }  # fmt: skip

    def find(self, ways: list[str], place: Place) -> Mark | None:
        """The object by the first of `ways` that finds one."""
        return next((mark for way in ways if (mark := self.ways[way](place)) is not None), None)

    def following(self, p: Place) -> Mark | None:
        """`928 papers`; `5 of its teams`, `19 of their 22 games`."""
        text, at = p.page.masked, p.numeral.outer_end
        m = re.compile(
            rf"\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|our|all|those|these)\s+)?(?:[a-z]+'s?\s+)?(?:(?:more than|some|about|top)\s+)?{ANY_MASK}+\s+"
            r"|\s+(?:out\s+)?of\s+(?:the|its|their|his|her|our|all|those|these)\s+(?!which|whom|them)"
        ).match(text, at, p.end)
        if (
            p.page.masked[p.start : p.numeral.outer_start].endswith("of ")
            and (w := re.compile(r"\s([a-z]+)").match(text, at))
            and self.phrases.is_verb(w.group(1))
        ):
            return None  # `a team of 14 holds six patents`
        singular = p.numeral.value == 1 and p.numeral.comparator == "="
        return self.phrases.after(text, m.end() if m else at, p.end, singular=singular and m is None)

    def of(self, p: Place) -> Mark | None:
        """`260,000 tonnes of soybeans`."""
        m = re.compile(rf"\s+(?:worth\s+)?of\s+{_ARTICLE}(?:{ANY_MASK}+\s+)?").match(
            p.page.masked, p.numeral.outer_end, p.end
        )
        return self.phrases.after(p.page.masked, m.end(), p.end, singular=True) if m else None

    def in_ten(self, p: Place) -> Mark | None:
        """`one in four trainees`."""
        if not re.search(r"\s(?:in|out of)\s", p.page.low[p.numeral.start : p.numeral.end]):
            return None
        text = p.page.low[p.numeral.start : p.numeral.end].split()
        if len(text) == 4 and text[2] == "in":  # one panel in five
            at = p.numeral.start + p.page.low[p.numeral.start : p.numeral.end].index(text[1])
            return Mark(at, at + len(text[1]))
        m = re.compile(r"\s+of\s+" + _ARTICLE + r"(?!them|which|whom)").match(p.page.masked, p.numeral.outer_end, p.end)
        return self.phrases.after(p.page.masked, m.end() if m else p.numeral.outer_end, p.end)

    def determined(self, p: Place) -> Mark | None:
        """`its €1.9 million renovation`."""
        if not re.compile(r"(?:^|\s)(?:its|the|a|an|their|his|her)\s+$").search(
            p.page.masked, max(p.start, p.numeral.outer_start - 8), p.numeral.outer_start
        ):
            return None
        return self.phrases.after(p.page.masked, p.numeral.outer_end, p.end, singular=True)

    def more(self, p: Place) -> Mark | None:
        """`9,400 tonnes less steam`."""
        m = re.compile(r"\s+(?:more|less|fewer)\s+").match(p.page.masked, p.numeral.outer_end, p.end)
        return self.phrases.after(p.page.masked, m.end(), p.end, singular=True) if m else None

    def attributive(self, p: Place) -> Mark | None:
        """`a 6,500-square-metre base`."""
        if "-" not in p.page.text[p.numeral.end : p.numeral.outer_end][:1]:
            return None
        return self.phrases.after(p.page.masked, p.numeral.outer_end, p.end, singular=True)

    def governor(self, p: Place) -> Mark | None:
        """`contracts of 3.5 million yuan`, `equipment worth …`."""
        m = _GOVERNING.search(p.page.masked, p.start, p.numeral.outer_start)
        found = self.phrases.before(p.page.masked, m.start(), p.start) if m else None
        if found is None or m is None:
            return None
        if m["of"] is None:
            starts = [w.start() for w in re.finditer(r"\S+", p.page.masked[found.start : found.end])]
            found = Mark(
                found.start + starts[-_GOVERNED_WORDS] if len(starts) > _GOVERNED_WORDS else found.start, found.end
            )
        return None if _CHANGE_NOUN.match(p.page.low[found.start : found.end]) else found

    def predicate(self, p: Place) -> Mark | None:
        """`7 of them are Party members`: behind the copula, if it is a plural."""
        m = re.compile(
            r"\s+(?:of (?:them|which|whom)\s+)?(?:are|were|is|was|being)\s+(?:now\s+|also\s+|an?\s+)?"
        ).match(p.page.masked, p.numeral.outer_end, p.end)
        return self._plural(self.phrases.after(p.page.masked, m.end(), p.end), p) if m else None

    def predicate_of_them(self, p: Place) -> Mark | None:
        """`38% of them were exports`."""
        return (
            self.predicate(p)
            if re.compile(r"\s+of (?:them|which|whom)\b").match(p.page.masked, p.numeral.outer_end)
            else None
        )

    def of_them(self, p: Place) -> Mark | None:
        """`two of them first prizes`."""
        m = re.compile(r"\s+of\s+(?:them|which|whom)\s+").match(p.page.masked, p.numeral.outer_end, p.end)
        return self._plural(self.phrases.after(p.page.masked, m.end(), p.end), p) if m else None

    def _plural(self, mark: Mark | None, p: Place) -> Mark | None:
        return (
            mark if mark and any(self.phrases.is_plural(w) for w in p.page.low[mark.start : mark.end].split()) else None
        )

    def shared(self, p: Place) -> Mark | None:
        """`22 and 15 experiments`: the noun behind the second number is that of both."""
        m = re.compile(rf"(?:\s+[a-z-]+)?(?:\s+and|\s*,(?:\s+and)?)\s+{MASKS['cardinal']}+").match(
            p.page.masked, p.numeral.outer_end, p.end
        )
        return self.phrases.after(p.page.masked, m.end(), p.end) if m else None

    def reached(self, p: Place) -> Mark | None:
        """`Headcount has doubled to 310`: a number behind a verb of reaching counts its subject."""
        bound = p.page.low[p.numeral.outer_start : p.numeral.start]
        if _REACHING.search(p.page.masked, p.start, p.numeral.outer_start) or bound.startswith(
            ("exceed", "surpass", "topped", "tops")
        ):
            return self.subject(p) or self._down_before(p)
        return None

    def transitive(self, p: Place) -> Mark | None:
        """`cut its mean waiting time from 14 weeks to five`, `kept satisfaction above 90%`: what the verb acts on."""
        m = _TRANSITIVE.search(p.page.masked, p.start, p.numeral.outer_start)
        found = self.phrases.after(p.page.masked, m.start("what"), m.end("what"), singular=True) if m else None
        return self._common(found, p)

    def restated(self, p: Place) -> Mark | None:
        """`45 programmes, or just over 60%`: the noun phrase before the comma."""
        m = re.compile(r"\s*,\s*or\s+$").search(p.page.masked, p.start, p.numeral.outer_start)
        return self.phrases.before(p.page.masked, m.start(), p.start) if m else None

    def before(self, p: Place) -> Mark | None:
        """`solvent recovery rate 96.5 percent`."""
        return self.phrases.before(p.page.masked, p.numeral.outer_start, p.start)

    def verb(self, p: Place) -> Mark | None:
        """`won the Quality Award twice`, `was named excellent team for the 3rd time`."""
        m = re.compile(r"(?:\s(?:for|in|on|with|by)(?:\s(?:the|a|its))?|,)?\s*$").search(
            p.page.masked, p.start, p.numeral.outer_start
        )
        end = m.start() if m else p.numeral.outer_start
        pair = re.compile(rf"(?:\sfor)?\s(?:the\s)?[{MASKS['ordinal']}]+\sand(?:\sthe)?$").search(
            p.page.masked, p.start, end
        )
        if pair:
            end = pair.start()
        return self._common(self.phrases.before(p.page.masked, end, p.start), p, proper=True)

    def awarded(self, p: Place) -> Mark | None:
        """`twice took the regional title`."""
        m = re.compile(r"\s+([a-z]+)\s+" + _ARTICLE).match(p.page.masked, p.numeral.outer_end, p.end)
        return (
            self.phrases.after(p.page.masked, m.end(), p.end, singular=True)
            if m and self.phrases.is_verb(m.group(1))
            else None
        )

    def complement(self, p: Place) -> Mark | None:
        """`put RMB 18.6 million into course development`."""
        m = re.compile(r"\s+(?:in|into|on|for|to|towards)\s+" + _ARTICLE).match(
            p.page.masked, p.numeral.outer_end, p.end
        )
        return self.phrases.after(p.page.masked, m.end(), p.end, singular=True) if m else None

    def in_what(self, p: Place) -> Mark | None:
        """`5.2 million yuan in tax`: behind `in` or `of`, a common noun and no place or year."""
        m = re.compile(r"\s+(?:in|of)\s+" + _ARTICLE).match(p.page.masked, p.numeral.outer_end, p.end)
        if m is None or (p.page.text[m.end() : m.end() + 1].isupper() and not re.search(r"\san?\s$", m.group())):
            return None
        return self.phrases.after(p.page.masked, m.end(), p.end, singular=True)

    def subject(self, p: Place) -> Mark | None:
        """What the clause speaks of, unless that is the owner itself."""
        found = self.phrases.subject(p.page.masked, p.start, p.numeral.outer_start)
        if found and re.compile(rf"\s+and\s+(?:[a-z]+\s)?{ANY_MASK}+[^.;]*\brespectively").match(
            p.page.masked, p.numeral.outer_end
        ):
            # The first of two numbers belongs to the first of two subjects.
            m = re.compile(r"\s+and\s+(?:the\s+)?$").search(p.page.masked, p.start, found.start)
            found = (self.phrases.before(p.page.masked, m.start(), p.start) if m else None) or found
        return self._common(found, p)

    def _common(self, mark: Mark | None, p: Place, *, proper: bool = False) -> Mark | None:
        """A mark that names the owner (`the company`, `Hengrun`) is no object; another proper name is one if `proper`."""
        if mark is None:
            return None
        surface = p.page.low[mark.start : mark.end]
        words = re.findall(r"[^\W_][\w'-]*", surface)
        if not words or (words[-1] in self.owner_noun and len(words) == 1) or _CHANGE_NOUN.match(surface):
            return None
        if all(w in p.owner_names for w in words):
            return None
        if (
            not proper
            and len(words) > 1
            and all(
                c.isupper()
                for w in p.page.text[mark.start : mark.end].split()
                if (c := w[0]) and w not in ("of", "and", "the", "for", "in")
            )
        ):
            return None  # somebody's or something's proper name
        capitals = all(
            p.page.text[m.start()].isupper()
            for m in re.compile(r"[^\W_][\w'-]*").finditer(p.page.text, mark.start, mark.end)
        )
        if capitals and all(w in p.owner_names or w.removesuffix("'s") in p.owner_names for w in words):
            return None
        return mark

    def of_number(self, p: Place) -> Mark | None:
        """`the number of teachers reached 17`."""
        mark = self.phrases.subject(p.page.masked, p.start, p.numeral.outer_start)
        m = _NUMBER_OF.match(p.page.masked, mark.start, mark.end) if mark else None
        return Mark(m.end(), mark.end) if mark and m else None

    def ranked(self, p: Place) -> Mark | None:
        """What holds a place: the subject; where that is the owner, the ranking or contest."""
        return self.subject(p) or self._contest(p)

    def _contest(self, p: Place) -> Mark | None:
        masked = p.page.masked
        for m in re.compile(
            rf"\b(?:in|of|at|for)\s+(?:the|its|this year's|last year's|an?)\s+(?:[{MASKS['cardinal']}]+\s+)?"
        ).finditer(masked, p.numeral.outer_end, p.end):
            if m.start() - p.numeral.outer_end > 60:
                break
            phrase = self.phrases.after(masked, m.end(), p.end, singular=True)
            if phrase and self.contest.search(p.page.low, phrase.start, phrase.end):
                return phrase
        if (
            m := re.compile(r"\s+in\s+(?!the\s|an?\s|its\s)").match(masked, p.numeral.outer_end, p.end)
        ) and p.page.text[m.end()].islower():
            return self.phrases.after(masked, m.end(), p.end, singular=True)  # `second in solo singing`
        return self._fronted(p)

    def _fronted(self, p: Place) -> Mark | None:
        """`In the national ranking it placed 41st`, `for student satisfaction it came third`."""
        masked = p.page.masked
        starts = [
            m.end()
            for m in re.compile(r"(?:^|[,;.]|\band)\s*(?=(?:in|at|for)\s)").finditer(masked, p.start, p.numeral.start)
        ]
        for start in sorted({p.start, *starts}, reverse=True):
            m = re.compile(rf"\s*(?:in|at|for)\s+(?:the\s+|its\s+)?(?:{ANY_MASK}+\s+)?").match(
                masked, start, p.numeral.start
            )
            phrase = self.phrases.after(masked, m.end(), p.numeral.start, singular=True) if m else None
            if phrase is None:
                continue
            pronoun = re.compile(r",?\s+(?:it|they|he|she|we)\b").match(masked, phrase.end)
            if self.contest.search(p.page.low, phrase.start, phrase.end) or (
                pronoun and p.page.text[phrase.start].islower()
            ):
                return phrase
        return None

    def superlative(self, p: Place) -> Mark | None:
        """`the second-highest rate`."""
        m = self.superlative_word.match(p.page.masked, p.numeral.outer_end, p.end)
        return self.phrases.after(p.page.masked, m.end(), p.end, singular=True, of=False) if m else None

    def changed(self, p: Place) -> Mark | None:
        """What rose or fell: behind a transitive verb (`cuts energy use by`), else the subject, else what stands before."""
        masked = p.page.masked
        if found := self.transitive(p):
            return found
        if p.numeral.form == "change" and (
            m := re.compile(r"\s+(?:its|the|their|his|her)\s+").match(masked, p.numeral.outer_end, p.end)
        ):
            return self.phrases.after(masked, m.end(), p.end, singular=True)  # `has halved its use of plastic`
        m = re.compile(r"\b(?:by|of)\s+(?:some\s+|a further\s+|another\s+)?$").search(
            masked, p.start, p.numeral.outer_start
        )
        if m and m.group().startswith("by"):
            inner = self.phrases.before(masked, m.start(), p.start)
            if inner and _YARDSTICK.search(p.page.low, inner.start, inner.end):
                return self.subject(p) or p.previous
            if inner and not self.phrases.is_verb(p.page.low[inner.start : inner.end].split()[-1]):
                return self._common(inner, p) or p.previous
        if m and m.group().startswith("of"):
            inner = re.compile(
                r"(?:increase|rise|growth|drop|fall|decrease|reduction|gain)\s+(?:in|of)\s+" + _ARTICLE
            ).search(masked, p.start, m.start())
            if inner and (found := self.phrases.after(masked, inner.end(), m.start(), singular=True)):
                return found
        if (
            re.compile(rf"{ANY_MASK}[^,.;]*,\s*(?:up|down|an?|which is|or)?\s*(?:[a-z]+\s+of\s+)?$").search(
                p.page.masked, p.start, p.numeral.outer_start
            )
            and p.previous
        ):
            return p.previous  # an apposition to the number before: `RMB 842 million, up 27 percent`
        return self.subject(p) or self._down_before(p) or p.previous

    def _down_before(self, p: Place) -> Mark | None:
        m = re.compile(
            r"(?:[,\s]*(?:up|down|by|cut|has|had|have|was|were|been|more|than|less|almost|nearly|also))*\s*$"
        ).search(p.page.masked, p.start, p.numeral.outer_start)
        return self._common(self.phrases.before(p.page.masked, m.start() if m else p.numeral.outer_start, p.start), p)

    def held(self, p: Place) -> Mark | None:
        """What was kept up for a stretch of time."""
        masked = p.page.masked
        m = re.compile(r"\s+(?:[a-z]+\s+){0,2}?(?:years|months|semesters|days|weeks|seasons|terms)\s+of\s+").match(
            masked, p.numeral.outer_end, p.end
        )
        if m and (found := self.phrases.after(masked, m.end(), p.end, singular=True)):
            return found
        if found := self.subject(p):
            return found
        m = re.compile(r"\s(?:for|in|over|within)(?:\s(?:the|a total of))?\s*$").search(
            masked, p.start, p.numeral.outer_start
        )
        end = m.start() if m else p.numeral.outer_start
        return self._common(self.phrases.before(masked, end, p.start), p, proper=True) or (
            p.previous if _is_masked(masked, end) else None
        )

    def share_of(self, p: Place) -> Mark | None:
        """The whole's name, unless the clause says what makes up the share."""
        if _COPULA.search(p.page.masked, p.start, p.numeral.outer_start) and (
            subject := self.phrases.subject(p.page.masked, p.start, p.numeral.outer_start)
        ):
            return subject
        return self.of(p)


def _is_masked(masked: str, end: int) -> bool:
    """Whether a numeral ends right before `end`."""
    before = masked[:end].rstrip()
    return bool(before) and before[-1] in MASKS.values()
