"""What is wrong with lexicons and fragments: terms that are never met, doubled or unused, fragments that cannot be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from extractor.errors import RulesError
from extractor.matching import Grammar
from extractor.normalise import lower, normalise
from extractor.packfiles import FileContent, PackContent
from extractor.ruleproblems import Problem
from extractor.rules import RuleSet
from extractor.yamlplaces import Spot, Way, line_at, spots

REFERENCE: Final = re.compile(r"\{([a-z_]+)\}|\\L<(\w+)>")
"""How a pattern asks for a fragment or lexicon."""
COMMON_IS_TRIED_IN: Final = "en"
"""The language in which what serves all languages is tried."""


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A rule file of a pack, with the place of everything in it."""

    path: Path
    language: str
    content: FileContent
    places: Mapping[Way, Spot] = field(repr=False)

    def line(self, *way: int | str) -> int:
        """The line of what stands at the end of the way."""
        return line_at(self.places, way)

    def lines_of_terms(self) -> Mapping[tuple[str, str], int]:
        """The line of each term, by its lexicon and itself."""
        return {
            (str(way[1]), spot.value): spot.line
            for way, spot in self.places.items()
            if way[:1] == ("lexicons",) and isinstance(way[-1], int) and spot.value is not None
        }


def placed(pack: PackContent) -> list[PlacedFile]:
    """The rule files of a pack with their places."""
    return [PlacedFile(path, lang, content, spots(path.read_text("utf-8"))) for path, lang, content in pack.files]


def lint_words(files: Sequence[PlacedFile], below: Sequence[PackContent], rules: RuleSet) -> Iterator[Problem]:
    """What is wrong with the lexicons and fragments of one pack, which lies over others."""
    seen: dict[tuple[str, str, str], str] = {}
    used = _used(rules, below) if below else None  # the program asks for those of the built-in pack
    for file in files:
        yield from _terms(file, below, seen)
        if used is not None:
            yield from _unused(file, used)
        yield from _fragments(file, rules)


def _terms(file: PlacedFile, below: Sequence[PackContent], seen: dict[tuple[str, str, str], str]) -> Iterator[Problem]:
    lines = file.lines_of_terms()
    for name, terms in file.content.lexicons.items():
        for term, value in terms.items():
            line = lines.get((name, term)) or file.line("lexicons", name)
            for code, message in _faults_of_term(term):
                yield Problem(file.path, line, f"{name}: {message}", code=code)
            if (first := seen.setdefault((file.language, name, term), f"{file.path}:{line}")) != f"{file.path}:{line}":
                message = f"{name}: {term!r} is listed already, at {first}; take one of them out"
                yield Problem(file.path, line, message, code="doubled")
            if any(_value(pack, file.language, name, term) == value for pack in below):
                message = f"{name}: a pack below has {term!r} already, with the same value; take it out"
                yield Problem(file.path, line, message, "warning", "doubled")
        if not terms:
            message = f"{name}: the lexicon is empty, so that no pattern with it matches; add terms, or take it out"
            yield Problem(file.path, file.line("lexicons", name), message, code="never-met")


def _faults_of_term(term: str) -> Iterator[tuple[str, str]]:
    read = lower(normalise(term))
    single = " ".join(read.split())
    if not single:
        yield "never-met", "an empty term is met nowhere; take it out"
    elif read != term:
        yield (
            "never-met",
            f"{term!r} is never met, for rules see texts in lower case, with plain signs; write {single!r}",
        )
    elif single != term:
        yield "never-met", f"{term!r} has blanks at an end, or several together; write {single!r}"


def _value(pack: PackContent, language: str, name: str, term: str) -> str | None:
    values = (
        content.lexicons[name].get(term)
        for _, lang, content in pack.files
        if lang in (language, "common") and name in content.lexicons
    )
    return next((value for value in values if value is not None), None)


def _used(rules: RuleSet, below: Sequence[PackContent]) -> Collection[str]:
    """The names that some pattern asks for; those of the packs below may be asked for by the program."""
    fragments = {name: source for part in rules.fragments.values() for name, source in part.items()}
    asked = [rule.match for rule in rules.rules]
    used: set[str] = set()
    for pack in below:
        for _, _, content in pack.files:
            used |= content.lexicons.keys() | content.fragments.keys()
    asked += [fragments[name] for name in used if name in fragments]
    while asked:
        new = set(references(asked.pop())) - used
        used |= new
        asked += [fragments[name] for name in new if name in fragments]
    return used


def references(pattern: str) -> list[str]:
    """The fragments and lexicons that a pattern asks for, in order."""
    return [m[1] or m[2] for m in REFERENCE.finditer(pattern)]


def _unused(file: PlacedFile, used: Collection[str]) -> Iterator[Problem]:
    for kind, names in (("lexicon", file.content.lexicons), ("fragment", file.content.fragments)):
        for name in names:
            if name not in used:
                message = f"no pattern asks for the {kind} {name!r}; ask for it as {{{name}}}, or take it out"
                yield Problem(file.path, file.line(f"{kind}s", name), message, "warning", "unused")


def _fragments(file: PlacedFile, rules: RuleSet) -> Iterator[Problem]:
    grammar = Grammar(rules, COMMON_IS_TRIED_IN if file.language == "common" else file.language)
    for name in file.content.fragments:
        line = file.line("fragments", name)
        if name in grammar.lexicons:
            message = f"{name!r} is the name of a lexicon too, which no pattern can ask for; rename one of them"
            yield Problem(file.path, line, message, code="doubled")
        for message in _faults_of_fragment(name, grammar):
            yield Problem(file.path, line, f"{name}: {message}", code="fragment")


def _faults_of_fragment(name: str, grammar: Grammar) -> Iterator[str]:
    known = grammar.fragments.keys() | grammar.lexicons.keys()
    strange = [other for other in references(grammar.fragments[name]) if other not in known]
    for other in strange:
        near = difflib.get_close_matches(other, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "define it, or take it out"
        yield f"there is no fragment or lexicon {other!r}; {hint}"
    if circle := _circle(name, grammar.fragments):
        yield f"the fragment contains itself: {' > '.join(circle)}; break the circle"
    elif not strange:
        try:
            grammar.fragment(name)
        except RulesError as error:
            yield f"{str(error).removeprefix(f'{name}: ')}; mend the fragment"


def _circle(name: str, fragments: Mapping[str, str]) -> list[str]:
    """The way from a fragment back to itself; empty where there is none."""
    ways, seen = [[name]], set()
    while ways:
        way = ways.pop()
        for other in references(fragments.get(way[-1], "")):
            if other == name:
                return [*way, other]
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []
