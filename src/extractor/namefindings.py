"""Findings about names in English: one unit under several names, and names that run together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.annotations import FindingMention, Mark, Page, UnitMention
from extractor.matching import Grammar
from extractor.names import names

_INNER_CAPITAL = re.compile(r"(?<=[a-z]{4})([A-Z][a-z]+)\b(?=(?P<name>\s(?:of\b|[A-Z]))?)")
_WORD = re.compile(r"\w[\w'-]*")


def find_name_findings(page: Page, grammar: Grammar, units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    """What a careful reader would want to check about the names."""
    yield from _variants(page, grammar, units)
    yield from _fused(page, grammar)


def _variants(page: Page, grammar: Grammar, units: Sequence[UnitMention]) -> Iterator[FindingMention]:
    """Units whose names differ in more than case, small words, quotation marks and what is cut off at either end."""
    empty, kinds = grammar.lexicons["empty_word"], names(grammar)
    for u in units:
        forms: dict[tuple[str, ...], Mark] = {}
        for m in u.mentions:
            words = (w.strip("'") for w in _WORD.findall(page.low[m.start : m.end]))
            forms.setdefault(tuple(w for w in words if w not in empty), m)
        longest = max(forms, key=len)
        others = [m for words, m in forms.items() if not _is_within(words, longest)]
        # `Dr. Lim` is how people are named again.
        if others and not any(kinds.kind(page.text[m.start : m.end]) == "person" for m in forms.values()):
            marks = tuple(sorted((forms[longest], *others), key=lambda m: m.start))
            message = "One unit is named in different ways: " + ", ".join(
                repr(" ".join(page.text[m.start : m.end].split())) for m in marks
            )
            yield FindingMention("name-variants", "info", f"{message}.", marks)


def _is_within(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether words stand in this order and next to each other in a longer name."""
    return any(longer[i : i + len(words)] == words for i in range(len(longer) - len(words) + 1))


def _fused(page: Page, grammar: Grammar) -> Iterator[FindingMention]:
    """Words run together where the second begins a name: `TechnologyThe`, `ScienceSchool of`, and no `DataHub`."""
    heads = {term.split()[0] for term in names(grammar).kinds}
    determiners = grammar.lexicons["determiner"]
    for m in _INNER_CAPITAL.finditer(page.text):
        word = m.group().lower()
        if word not in determiners and not (word in heads and m["name"]):
            continue
        start = m.start()
        while start > 0 and page.text[start - 1].isalpha():
            start -= 1
        left = page.text[start : m.start()]
        message = f"{left!r} and {m.group()!r} run together: two names may have lost the sign between them."
        yield FindingMention("fused-names", "warning", message, (Mark(start, m.end()),))
