"""The rules as matchers: spaCy's tokens and PhraseMatcher for lexicons, `regex` for patterns over characters.

Numerals are matched under a mask: every numeral, with its comparator, currency and unit, is replaced by a run of one
private character per form, of the same length. Patterns then speak of `<cardinal>` or `<money>` and never of digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import regex

from extractor.annotations import Mark, NumeralMention
from extractor.errors import RulesError, SearchTimeout
from extractor.rules import Rule, RuleSet

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, and without stubs

MASKS: Final = {
    "cardinal": "\ue000", "ordinal": "\ue001", "percent": "\ue002", "points": "\ue003", "fraction": "\ue004",
    "money": "\ue005", "measure": "\ue006", "multiple": "\ue007", "change": "\ue008", "code": "\ue009",
}  # fmt: skip
ANY_MASK: Final = "[\ue000-\ue009]"

# No search of one document's sentence comes near a second; what does is a pattern that explodes.
SECONDS_PER_SEARCH: Final = 2.0
_DEEPEST: Final = 8  # fragments in fragments; deeper ones contain themselves

# Conditions that read the words behind a numeral: asked when the pattern has matched, the others before it.
COSTLY: Final = frozenset(("counted", "counted_plural", "five_year_plan"))

_NAME = re.compile(r"\{([a-z_]+)\}")
_MARKER = re.compile(r"<([a-z|]+)>")


class Pattern:
    """A compiled pattern whose every search has a time limit; a search that exceeds it names the rule."""

    __slots__ = ("_compiled", "name")

    def __init__(self, name: str, compiled: regex.Pattern[str]) -> None:
        self.name = name
        self._compiled = compiled

    def at(self, text: str, start: int) -> regex.Match[str] | None:
        """Match at `start`, without a clock: for patterns of this code's own, linear by construction.

        Starting the clock costs six times as much as a short match, and the numeral grammar makes thousands.
        """
        return self._compiled.match(text, start)

    def match(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """Match at `start`."""
        stop = len(text) if end is None else end
        try:
            return self._compiled.match(text, start, stop, timeout=SECONDS_PER_SEARCH)
        except TimeoutError:
            raise self._too_slow(start) from None

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """The first match from `start` on."""
        stop = len(text) if end is None else end
        try:
            return self._compiled.search(text, start, stop, timeout=SECONDS_PER_SEARCH)
        except TimeoutError:
            raise self._too_slow(start) from None

    def find_all(self, text: str, start: int = 0, end: int | None = None) -> list[regex.Match[str]]:
        """All matches, left to right, without overlap."""
        stop = len(text) if end is None else end
        try:
            return list(self._compiled.finditer(text, start, stop, timeout=SECONDS_PER_SEARCH))
        except TimeoutError:
            raise self._too_slow(start) from None

    def _too_slow(self, start: int) -> SearchTimeout:
        return SearchTimeout(self.name, place=f"character {start}", seconds=SECONDS_PER_SEARCH)


class _LexiconsOf(dict[str, Mapping[str, str]]):
    """The lexicons of one language by name; to ask for one that no rule pack has is an error of the packs."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, name: str) -> Mapping[str, str]:
        problem = f"no rule pack has the lexicon {name!r} for the language {self._language!r}"
        raise RulesError([f"{problem}; lay one over that has (--rules), or choose another language (--language)"])


class Grammar:
    """The rules of one language, compiled. Build it with `grammar(rules, language)`, which keeps one per rule set."""

    def __init__(self, rules: RuleSet, language: str) -> None:
        self.rules = rules
        self.language = language
        self.lexicons = _LexiconsOf(language)
        self.fragments: dict[str, str] = {}
        for part in ("common", language):
            for name, terms in rules.lexicons.get(part, {}).items():
                self.lexicons[name] = {**self.lexicons.get(name, {}), **terms}
            self.fragments.update(rules.fragments.get(part, {}))
        self._patterns: dict[str, Pattern] = {}
        self._fragments: dict[str, Pattern] = {}
        self._sets = {name: list(terms) for name, terms in self.lexicons.items()}

    def expand(self, pattern: str, *, where: str = "pattern", depth: int = 0) -> str:
        """Put fragments and lexicons in the place of their `{names}`; raises `RulesError` on an unknown one."""
        if depth > _DEEPEST:
            raise RulesError([f"{where}: fragments that contain each other: {pattern}"])

        def value(m: re.Match[str]) -> str:
            name = m.group(1)
            if name in self.fragments:
                return "(?:" + self.expand(self.fragments[name], where=where, depth=depth + 1) + ")"
            if name in self.lexicons:
                return rf"\L<{name}>"
            raise RulesError([f"{where}: unknown fragment or lexicon {{{name}}}"])

        return _NAME.sub(value, pattern)

    def pattern(self, source: str, *, name: str = "pattern") -> Pattern:
        """Compile `source` once. Patterns see lower-case text, so they are written in lower case."""
        if source not in self._patterns:
            self._patterns[source] = Pattern(name, self._compile(_lenient(self.expand(source, where=name)), name))
        return self._patterns[source]

    def fragment(self, name: str) -> Pattern:
        """The fragment `name`, compiled; it may mention numerals by markers such as `<any>`."""
        if name not in self._fragments:
            self._fragments[name] = self.pattern(with_masks(self.expand("{" + name + "}", where=name)), name=name)
        return self._fragments[name]

    def _compile(self, source: str, name: str) -> regex.Pattern[str]:
        used: dict[str, Any] = {n: self._sets[n] for n in re.findall(r"\\L<(\w+)>", source)}
        try:
            return regex.compile(source, regex.VERSION1, cache_pattern=False, **used)
        except regex.error as e:
            raise RulesError([f"{name}: not a valid pattern: {e}"]) from None

    def decisions(self, stage: str) -> Decisions:
        """The rules of a stage as one ordered decision list."""
        return _decisions(self, stage)

    def alternatives(self, stage: str) -> list[tuple[Rule, Pattern]]:
        """Each rule of a stage with its own pattern, in order."""
        return [(r, self.pattern(r.match, name=f"{r.file}:{r.line}")) for r in self.rules.of(stage, self.language)]


def with_masks(pattern: str) -> str:
    """Put masks in the place of the markers of numerals: `<any>`, `<cardinal>`, `<percent|fraction>`."""

    def mask(m: re.Match[str]) -> str:
        forms = m.group(1).split("|")
        if forms == ["any"]:
            return f"{ANY_MASK}+"
        if not all(form in MASKS for form in forms):
            return m.group()  # the name of a group or lexicon
        return "[" + "".join(MASKS[form] for form in forms) + "]+"

    return _MARKER.sub(mask, pattern)


def _lenient(source: str) -> str:
    """A blank in a pattern means one or more: texts have double blanks, and a wrapped line with CRLF ends in two."""
    verbose = source.startswith("(?x)")
    out, i, inside = [], 0, False
    while i < len(source):
        piece = source[i : i + 2] if source[i] == "\\" else source[i]
        i += len(piece)
        inside = piece == "[" or (inside and piece != "]")
        blank = piece in {"\\s", " "} and not (piece == " " and verbose)
        out.append(piece + "+" if blank and not inside and source[i : i + 1] not in ("*", "+", "?", "{") else piece)
    return "".join(out)


class Decisions:
    """An ordered list of rules about one numeral: the first whose pattern and conditions hold decides.

    The pattern of a rule names the numeral that it speaks of by a marker: `for <cardinal> consecutive years`. All
    rules for one form are compiled into one alternation, so that asking costs one search, however many rules there are.
    """

    def __init__(self, grammar: Grammar, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self._by_form: dict[str, list[tuple[int, str]]] = {form: [] for form in MASKS}
        self._compiled: dict[str, list[_Step]] = {}
        where = [[(w.removeprefix("not "), not w.startswith("not ")) for w in rule.where] for rule in rules]
        self._cheap = [[w for w in ws if w[0] not in COSTLY] for ws in where]
        self._costly = [[w for w in ws if w[0] in COSTLY] for ws in where]
        self._grammar = grammar
        for index, rule in enumerate(rules):
            for alternative in alternatives(rule.match):
                self._add(index, rule, alternative)

    def _add(self, index: int, rule: Rule, alternative: str) -> None:
        name = f"{rule.file}:{rule.line}"
        marker = _subject_marker(alternative)
        if marker is None:
            raise RulesError([f"{name}: {alternative!r} needs a marker such as <cardinal> or <any> for its numeral"])
        forms = list(MASKS) if marker.group(1) == "any" else marker.group(1).split("|")
        if unknown := [f for f in forms if f not in MASKS]:
            raise RulesError([f"{name}: <{unknown[0]}> is no form of numeral; there are {', '.join(MASKS)} and any"])
        before, after = (with_masks(p) for p in (alternative[: marker.start()], alternative[marker.end() :]))
        for form in forms:
            source = (f"(?<={before})" if before else "") + f"{MASKS[form]}++" + (f"(?={after})" if after else "")
            self._by_form[form].append((index, source))

    def decide(self, masked: str, numeral: NumeralMention, holds: Mapping[str, bool]) -> Rule | None:
        """The first rule that matches at the numeral and whose `where` conditions all hold (`not x`: x does not)."""
        for step in self._steps(numeral.form):
            alone = step.rules[0] if len(step.rules) == 1 else None
            if alone is not None and not self._holds(self._cheap[alone], holds):
                continue
            m = step.pattern.match(masked, numeral.outer_start) if step.pattern is not None else None
            if m is None and step.pattern is not None:
                continue
            if alone is None and m is not None:
                return self.rules[step.rules[int(str(m.lastgroup)[1:])]]
            if alone is not None and self._holds(self._costly[alone], holds):
                return self.rules[alone]
        return None

    @staticmethod
    def _holds(where: Sequence[tuple[str, bool]], holds: Mapping[str, bool]) -> bool:
        for name, wanted in where:  # noqa: SIM110 - asked for every rule and number, and a generator takes twice the time
            if holds[name] is not wanted:
                return False
        return True

    def _steps(self, form: str) -> list[_Step]:
        """The rules for a form, in order: those with conditions one by one, those between them as one alternation."""
        if form not in self._compiled:
            steps: list[_Step] = []
            bare = f"{MASKS[form]}++"
            for index, source in self._by_form[form]:
                if self.rules[index].where or source == bare:
                    steps.append(_Step([index], [] if source == bare else [source]))
                elif steps and steps[-1].is_open:
                    steps[-1].rules.append(index)
                    steps[-1].sources.append(source)
                else:
                    steps.append(_Step([index], [source], is_open=True))
            for step in steps:
                if step.sources:
                    parts = "|".join(f"(?P<r{i}>{source})" for i, source in enumerate(step.sources))
                    step.pattern = self._grammar.pattern(parts, name=f"rules for <{form}>")
            self._compiled[form] = steps
        return self._compiled[form]


@dataclass(slots=True)
class _Step:
    """Rules that are asked together. One with conditions stands alone: they are asked first, and mostly settle it."""

    rules: list[int]
    sources: list[str]
    pattern: Pattern | None = None
    is_open: bool = False


def alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between the `|` that stand in no group, class or marker."""
    out, at, depth = [], 0, 0
    for i, c in _outside_classes(pattern):
        depth += (c == "(") - (c == ")")
        if c == "|" and depth == 0 and not _in_marker(pattern, i):
            out.append(pattern[at:i])
            at = i + 1
    return [*out, pattern[at:]]


def _outside_classes(pattern: str) -> Iterator[tuple[int, str]]:
    """The characters of a pattern that are no escapes and stand in no character class."""
    i, inside = 0, False
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            i += 2
            continue
        if c == "[" and not inside:
            inside = True
        elif c == "]" and inside:
            inside = False
        elif not inside:
            yield i, c
        i += 1


def _in_marker(pattern: str, i: int) -> bool:
    return any(m.start() < i < m.end() for m in _MARKER.finditer(pattern))


def _subject_marker(alternative: str) -> re.Match[str] | None:
    """The marker of the numeral that a rule speaks of: the first that stands in no group."""
    depth, depths = 0, {}
    for i, c in _outside_classes(alternative):
        depth += (c == "(") - (c == ")")
        depths[i] = depth
    return next((m for m in _MARKER.finditer(alternative) if depths.get(m.start()) == 0), None)


@lru_cache(maxsize=32)
def _decisions(grammar: Grammar, stage: str) -> Decisions:
    return Decisions(grammar, grammar.rules.of(stage, grammar.language))


@lru_cache(maxsize=8)
def grammar(rules: RuleSet, language: str) -> Grammar:
    """The compiled rules of `language`; one per rule set, shared by all documents."""
    return Grammar(rules, language)


def mask(lowered: str, numerals: Iterable[NumeralMention]) -> str:
    """`lowered` with every numeral's outer span replaced by the private character of its form."""
    pieces: list[str] = []
    at = 0
    for n in numerals:
        pieces += (lowered[at : n.outer_start], MASKS[n.form] * (n.outer_end - n.outer_start))
        at = n.outer_end
    pieces.append(lowered[at:])
    return "".join(pieces)


@lru_cache(maxsize=4)
def tokenizer(language: str) -> Tokenizer:
    """The tokenizer of spaCy for a language, taught what raw announcements do: lost spaces and names run together.

    Made by itself and not with a blank pipeline, whose configuration costs as much again as importing spaCy's core.
    """
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, get_lang_class
    from spacy.vocab import create_vocab

    defaults = get_lang_class(language).Defaults
    infixes = [*(defaults.infixes or ()), r"[.,;:!?()\[\]\"\u3001]", r"(?<=[a-z])(?=[A-Z])", r"(?<=[^\W\d_])(?=\d)"]
    return Tokenizer(
        create_vocab(language, defaults),
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
    )


class Lexicons:
    """Finds the entries of lexicons in a text, by spaCy's PhraseMatcher over lower-case tokens."""

    def __init__(self, grammar: Grammar, names: Sequence[str]) -> None:
        from spacy.matcher import PhraseMatcher

        self._tokenizer = tokenizer(grammar.language)
        self._matcher: PhraseMatcher = PhraseMatcher(self._tokenizer.vocab, attr="LOWER")
        for name in names:
            self._matcher.add(name, [self._tokenizer(term) for term in grammar.lexicons[name]])
        self._strings = self._tokenizer.vocab.strings

    def find(self, text: str) -> list[Mark]:
        """Every entry in the text, in order, overlaps included; the label is the lexicon's name."""
        doc: Any = self._tokenizer(text)
        marks = [
            Mark(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), self._strings[key])
            for key, start, end in self._matcher(doc)
        ]
        return sorted(marks, key=lambda m: (m.start, -m.end))


@lru_cache(maxsize=16)
def lexicons(grammar: Grammar, names: tuple[str, ...]) -> Lexicons:
    """The finder for the lexicons `names`; built once per grammar."""
    return Lexicons(grammar, names)
