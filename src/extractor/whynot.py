"""Why a rule did not take a number: the rules that come nearest, and for each the first condition that fails.

A condition is a part of the pattern, the form of the number, or an entry of `where`. The pattern is tried part by part,
from the number outwards, so that what is said of it speaks of the rule file and not of what became of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final, Literal

from extractor.annotations import NumeralMention
from extractor.decisions import Alternative, alternatives_of
from extractor.hindsight import Entry, Script
from extractor.languages import language
from extractor.matching import MASKS, Grammar, with_masks
from extractor.patternparts import Part, joined, parts_of
from extractor.rules import Rule

NEAREST: Final = 3
"""Rules that are worth naming: who has read three knows what the others lack too."""
NEAR: Final = 0.4
"""A distance, see `NearMiss`: within it more holds of what tells than fails."""

_GAP: Final = r"[^.;。]{0,40}?"  # stands for a part that fails, to see whether the others hold

Side = Literal["before", "behind"]


@dataclass(frozen=True, slots=True)
class Failure:
    """The first condition of a rule that fails.

    `wanted` is as the rule file has it, `found` are the offsets of what stands there instead, None where nothing does.
    """

    sort: Literal["form", "before", "behind", "where"]
    wanted: str
    found: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that did not take a number, and the conditions that fail, of each side of the pattern the first.

    There are none where only its place in the order kept the rule from being asked. `failed` is how many conditions
    fail in all, `held` how many telling ones hold. `entry` would make the rule hold if it stood in its lexicon.
    """

    rule: Rule
    alternative: str
    failures: tuple[Failure, ...]
    failed: int
    held: int
    entry: Entry | None = None

    @property
    def distance(self) -> float:
        """How far the rule is from holding, 0 to 1: what fails, of all that tells."""
        return self.failed / (self.failed + self.held) if self.failed else 0


def nearest(
    grammar: Grammar, masked: str, numeral: NumeralMention, holds: Mapping[str, bool], rules: Iterable[Rule]
) -> list[NearMiss]:
    """The rules that come nearest to taking a number, the nearest first."""
    misses = [miss(grammar, masked, numeral, holds, rule) for rule in rules]
    return sorted(misses, key=lambda m: (m.distance, m.failed))[:NEAREST]


def miss(grammar: Grammar, masked: str, numeral: NumeralMention, holds: Mapping[str, bool], rule: Rule) -> NearMiss:
    """What a rule says about a number by the alternative of its pattern that comes nearest."""
    trials = (_Trial(grammar, masked, numeral, a).miss(rule, holds) for a in alternatives_of(rule))
    return min(trials, key=lambda m: (m.failed, -m.held))


@dataclass(frozen=True, slots=True)
class _Trial:
    """One alternative of a pattern, tried at one number."""

    grammar: Grammar
    masked: str
    numeral: NumeralMention
    alternative: Alternative

    @property
    def script(self) -> Script:
        """How a text of its language is cut."""
        return language(self.grammar).hindsight.script

    def miss(self, rule: Rule, holds: Mapping[str, bool]) -> NearMiss:
        form_fits = self.numeral.form in self.alternative.forms
        unmet = [w for w in rule.where if holds[w.removeprefix("not ")] is w.startswith("not ")]
        sides = [self._side(side) for side in ("behind", "before")]
        lacking = [side for side in sides if side.failure is not None]
        failures = [
            *([] if form_fits else [Failure("form", f"<{'|'.join(self.alternative.forms)}>")]),
            *(side.failure for side in lacking if side.failure is not None),
            *(Failure("where", w) for w in unmet),
        ]
        failed = (not form_fits) + sum(side.failed for side in lacking) + len(unmet)
        # Any form, and any number for which something does not hold, are met by chance.
        chosen = form_fits and len(self.alternative.forms) < len(MASKS)
        met = sum(not w.startswith("not ") for w in rule.where if w not in unmet)
        held = chosen + sum(side.held for side in sides) + met
        found = NearMiss(rule, self.alternative.source, tuple(failures), failed, held)
        return self._with_entry(found, lacking[0]) if form_fits and len(lacking) == 1 else found

    def _side(self, side: Side) -> _Side:
        """How far the pattern holds on one side of the number."""
        parts = _outwards(side, parts_of(self.alternative.before if side == "before" else self.alternative.after))
        numbers = range(1, len(parts) + 1)
        held = bisect_left(numbers, True, key=lambda k: not self._holds(side, parts[:k]))  # noqa: FBT003 - what is sought
        if held == len(parts) and self._holds(side, parts, padded=False):
            return _Side(side, parts, None, 0, sum(p.telling for p in parts))
        held = min(held, len(parts) - 1)
        behind = parts[held + 1 :]
        if behind and held and behind[0].source == parts[held - 1].source == " ":
            behind = behind[1:]  # where a word is missing, the blanks around it are one
        rest = sum(p.telling for p in behind)
        around = [*parts[:held], replace(parts[held], source=_GAP), *behind]
        further = 0 if self._holds(side, around) else rest
        found = self._found(side, parts[:held], parts[held])
        failure = Failure(side, parts[held].source, found)
        return _Side(side, parts, failure, 1 + further, sum(p.telling for p in parts[:held]) + rest - further)

    def _holds(self, side: Side, parts: Sequence[Part], *, padded: bool = True) -> bool:
        """Whether the innermost parts hold; the ends of the text count as blanks, so that a word there can hold."""
        if self._match(side, parts, self.masked, self.numeral.outer_start):
            return True
        return padded and self._match(side, parts, f" {self.masked} ", self.numeral.outer_start + 1)

    def _match(self, side: Side, parts: Sequence[Part], text: str, at: int) -> bool:
        source = with_masks(joined(_outwards(side, parts)))
        own = f"{MASKS[self.numeral.form]}++"
        pattern = f"(?<={source}){own}" if side == "before" else f"{own}(?={source})"
        return self.grammar.pattern(pattern, name=self.alternative.source).match(text, at) is not None

    def _found(self, side: Side, held: Sequence[Part], failing: Part) -> tuple[int, int] | None:
        """The words that stand where a part fails: right behind, or before, the least that the parts inside it need."""
        tokens = self._tokens(side)
        for i in range(len(tokens) + 1):
            if not held or self._match_within(side, held, tokens[:i]):
                return _extent(self._words(tokens[i : i + (1 if failing.forbids else self.script.shown)]))
        return _extent(self._words(tokens[: self.script.shown]))

    def _words(self, tokens: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        """Words up to the first sign, or the sign with which they begin."""
        sign = next((i for i, t in enumerate(tokens) if not self.masked[t[1] - 1].isalnum()), len(tokens))
        return tokens[: max(1, sign)]

    def _match_within(self, side: Side, parts: Sequence[Part], tokens: Sequence[tuple[int, int]]) -> bool:
        """Whether parts hold of the number and these tokens beside it."""
        n = self.numeral
        extent = _extent([(n.outer_start, n.outer_end), *tokens]) or (n.outer_start, n.outer_end)
        # The blank behind the last token belongs to what was read: a pattern takes it before the next word.
        start, end = max(0, extent[0] - (side == "before")), extent[1] + (side == "behind")
        within = replace(n, start=n.start - start, end=n.end - start, outer_start=n.outer_start - start)
        within = replace(within, outer_end=n.outer_end - start)
        cut = replace(self, masked=self.masked[start:end], numeral=within)
        return cut._holds(side, parts)  # noqa: SLF001 - of this class

    def _tokens(self, side: Side) -> list[tuple[int, int]]:
        """The words, numbers and signs beside the number, from it outwards, to the end of the clause or thereabouts."""
        n, script = self.numeral, self.script
        if side == "behind":
            stop = script.clause_end.search(self.masked, n.outer_end)
            found = script.token.finditer(self.masked, n.outer_end, stop.end() if stop else len(self.masked))
            return [m.span() for m, _ in zip(found, range(script.reach), strict=False)]
        ends = [m.end() for m in script.clause_end.finditer(self.masked, 0, n.outer_start)]
        found = script.token.finditer(self.masked, ends[-1] if ends else 0, n.outer_start)
        return [m.span() for m in found][-script.reach :][::-1]

    def _with_entry(self, found: NearMiss, lacking: _Side) -> NearMiss:
        """The same with what stands in the place of a missing entry, and with the entry if nothing else is missing."""
        first = found.failures[0]
        for lexicon in self._lexicons(first.wanted):
            sample = next((t for t in self.grammar.lexicons[lexicon] if t.isalpha()), "")
            for start, end in self._runs(lacking.side, self.grammar.lexicons[lexicon]) if sample else ():
                term = self.script.joint.join(self.masked[start:end].split())
                if not self._small_words() & set(term.split()) and self._holds_with(sample, start, end):
                    entry = Entry(lexicon, term)
                    failures = (replace(first, found=(start, end)), *found.failures[1:])
                    return replace(found, failures=failures, entry=entry if len(failures) == 1 else None)
        return found

    def _small_words(self) -> AbstractSet[str]:
        """The words that stand in the place of no entry."""
        return {term for name in self.script.small for term in self.grammar.lexicons[name]}

    def _lexicons(self, source: str) -> Iterator[str]:
        """The lexicons that a part of the pattern names, itself or by its fragments."""
        for name in Part(source).names:
            if name in self.grammar.fragments:
                yield from self._lexicons(self.grammar.fragments[name])
            else:
                yield name

    def _runs(self, side: Side, terms: Iterable[str]) -> Iterator[tuple[int, int]]:
        """The runs of words beside the number that may be a term like others, the likeliest first."""
        words = [t for t in self._tokens(side) if self.script.word.fullmatch(self.masked, *t)]
        for length in self.script.lengths(terms):
            for i in range(len(words) - length + 1):
                yield min(words[i], words[i + length - 1])[0], max(words[i], words[i + length - 1])[1]

    def _holds_with(self, term: str, start: int, end: int) -> bool:
        """Whether the alternative holds of the text with a term in the place of some of its words."""
        at = self.numeral.outer_start
        at += len(term) - (end - start) if end <= at else 0
        pattern = self.grammar.pattern(self.alternative.pattern(self.numeral.form), name=self.alternative.source)
        return pattern.match(self.masked[:start] + term + self.masked[end:], at) is not None


@dataclass(frozen=True, slots=True)
class _Side:
    """How far a pattern holds on one side of its number: how many of its parts fail, and how many telling ones hold."""

    side: Side
    parts: list[Part]
    failure: Failure | None
    failed: int
    held: int


def _outwards(side: Side, parts: Sequence[Part]) -> list[Part]:
    """Parts in the order from the number outwards, or such parts in the order of the pattern again."""
    return list(reversed(parts)) if side == "before" else list(parts)


def _extent(tokens: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    return (min(s for s, _ in tokens), max(e for _, e in tokens)) if tokens else None
