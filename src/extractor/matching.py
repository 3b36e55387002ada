"""The rules as matchers: fragments and lexicons put into patterns over characters, and the mask over numerals.

Numerals are matched under a mask: every numeral, with its comparator, currency and unit, is replaced by a run of one
private character per form, of the same length. Patterns then speak of `<cardinal>` or `<money>` and never of digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import regex

from extractor.annotations import NumeralMention
from extractor.errors import RulesError, SearchTimeout
from extractor.limits import left
from extractor.rules import RuleSet

MASKS: Final = {
    "cardinal": "\ue000", "ordinal": "\ue001", "percent": "\ue002", "points": "\ue003", "fraction": "\ue004",
    "money": "\ue005", "measure": "\ue006", "multiple": "\ue007", "change": "\ue008", "code": "\ue009",
}  # fmt: skip
ANY_MASK: Final = "[\ue000-\ue009]"

# No search of one document's sentence comes near a second; what does is a pattern that explodes.
SECONDS_PER_SEARCH: Final = 2.0
_DEEPEST: Final = 8  # fragments in fragments; deeper ones contain themselves
_LONGEST: Final = 100_000  # characters; the longest of the built-in patterns has a thousand

_NAME = re.compile(r"\{([a-z_]+)\}")
MARKER = re.compile(r"<([a-z|]+)>")


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
            return self._compiled.match(text, start, stop, timeout=left(SECONDS_PER_SEARCH))
        except TimeoutError:
            raise self._too_slow(start) from None

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """The first match from `start` on."""
        stop = len(text) if end is None else end
        try:
            return self._compiled.search(text, start, stop, timeout=left(SECONDS_PER_SEARCH))
        except TimeoutError:
            raise self._too_slow(start) from None

    def find_all(self, text: str, start: int = 0, end: int | None = None) -> list[regex.Match[str]]:
        """All matches, left to right, without overlap."""
        stop = len(text) if end is None else end
        try:
            return list(self._compiled.finditer(text, start, stop, timeout=left(SECONDS_PER_SEARCH)))
        except TimeoutError:
            raise self._too_slow(start) from None

    def _too_slow(self, start: int) -> SearchTimeout:
        left()  # if it was the time of the whole announcement that ended, that is what is said
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

        pieces: list[str] = []
        length = at = 0
        for m in _NAME.finditer(pattern):
            pieces += (pattern[at : m.start()], value(m))
            at = m.end()
            # As it grows: fragments that ask for fragments many times over would fill all memory.
            if (length := length + len(pieces[-2]) + len(pieces[-1])) > _LONGEST:
                raise RulesError([f"{where}: longer than {_LONGEST} characters with all its fragments"])
        return "".join([*pieces, pattern[at:]])

    def pattern(self, source: str, *, name: str = "pattern") -> Pattern:
        """Compile `source` once. Patterns see lower-case text, so they are written in lower case."""
        if source not in self._patterns:
            self._patterns[source] = Pattern(name, self._compile(self.source(source, name=name), name))
        return self._patterns[source]

    def source(self, pattern: str, *, name: str = "pattern") -> str:
        """A pattern as it is compiled: names expanded, a blank for one or more."""
        return _lenient(self.expand(pattern, where=name))

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


def with_masks(pattern: str) -> str:
    """Put masks in the place of the markers of numerals: `<any>`, `<cardinal>`, `<percent|fraction>`."""

    def mask(m: re.Match[str]) -> str:
        forms = m.group(1).split("|")
        if forms == ["any"]:
            return f"{ANY_MASK}+"
        if not all(form in MASKS for form in forms):
            return m.group()  # the name of a group or lexicon
        return "[" + "".join(MASKS[form] for form in forms) + "]+"

    return MARKER.sub(mask, pattern)


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
