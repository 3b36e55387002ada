"""One Chinese term rendered by different English ones: names of categories and units, and what numbers count."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.extraction import Extraction
from extractor.records import Achievement, Category, Span, Unit
from extractor.spans import Extent
from extractor.twins.corridors import Corridors
from extractor.twins.unitpairs import UnitPairs

_STEM = 5
"""Letters of a word that two forms of it share: `librarians` and `library`, `granted` and `grants`."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset({"and", "are", "for", "from", "has", "have", "its", "new", "the", "their", "them", "with"})
_SHORTEST_TERM = 3
"""Han characters of a term with one meaning; 论文 and 奖项 are rendered by what fits the sentence."""
_LONGEST_OBJECT = 4
"""Words of an object that is no more than a term."""
_NEAR = 3
"""Characters between a number and what it counts: a classifier or a bound (余万人, 累计, 突破)."""
_NOT_HAN = re.compile(r"[^\u3400-\u9fff]")
_OPENING = ("“", "「", "『", '"')
_QUOTATION = re.compile(r"[“\"]([^“”\"\n]{3,80})[”\"]")
_QUOTES = "“”‘’\"'《》「」 "


@dataclass(frozen=True, slots=True)
class Rendering:
    """A place of a Chinese term, its counterpart, and the words there in which another rendering may hide."""

    term: str
    chinese: Span
    english: Span
    around: str


def of_objects(pairs: Sequence[tuple[Achievement, Achievement]]) -> Iterator[tuple[Rendering, ...]]:
    """What the numbers of aligned achievements count, term by term, where the renderings have nothing in common."""
    rows = [row for one, other in pairs if (row := _of_object(one, other)) is not None]
    counted = {one.object or "" for one, _ in pairs}
    terms = {term for term in {row.term for row in rows} | counted if len(term) >= _SHORTEST_TERM}
    # 育成审定品种 and 审定品种 are one term, with a verb before it in one place.
    shortest = {row.term: min((t for t in terms if row.term.endswith(t)), key=len) for row in rows}
    yield from _varying([_cut(row, len(shortest[row.term])) for row in rows])


def of_names(
    chinese: Extraction, english: Extraction, units: UnitPairs, corridors: Corridors
) -> Iterator[tuple[Rendering, ...]]:
    """The names of categories and units in the places where each is named, where the renderings differ altogether."""
    texts = chinese.source.text or "", english.source.text or ""
    known = {span.text.casefold() for span in (*_mentions(english.categories), *_mentions(english.units))}
    partners = _partners(chinese, english, units)
    rows = []
    for mentions, named in (
        (_mentions(chinese.categories), _mentions(english.categories)),
        (_mentions(chinese.units), _mentions(english.units)),
    ):
        for span, identity in mentions.items():
            place = corridors.of_name((span.start, span.end), texts, "en")
            there = {found: name for found, name in named.items() if _lies_in(found, place)}
            if not there and texts[0][span.start - 1 : span.start] in _OPENING:
                there = dict.fromkeys(_quoted(texts[1], place, known), "")
            # Where two names could be the one, and where it is the name of another, nothing is known.
            if len(there) == 1 and partners.get(next(iter(there.values())), identity) == identity:
                (found,) = there
                rows.append(Rendering(f"{identity} {span.text.strip(_QUOTES)}", span, found, found.text))
    yield from _varying(rows)


def _mentions(rows: Sequence[Category] | Sequence[Unit]) -> dict[Span, str]:
    return {span: row.id for row in rows for span in row.mentions}


def _quoted(text: str, place: Extent, known: Collection[str]) -> Iterator[Span]:
    """What stands in quotation marks where a quoted name must stand, and is the name of nothing else."""
    for found in _QUOTATION.finditer(text, *place):
        if found[1].casefold() not in known:
            yield Span(start=found.start(1), end=found.end(1), text=found[1])


def _partners(chinese: Extraction, english: Extraction, units: UnitPairs) -> Mapping[str, str]:
    """What each English unit and category is in Chinese; a category is that of most of its units."""
    found = {english.units[v].id: chinese.units[u].id for u, v in units.pairs.items()}
    for category in english.categories:
        rows = [chinese.units[u].category for u, v in units.pairs.items() if english.units[v].category == category.id]
        sure = [row for row in rows if row is not None]
        if sure:
            found[category.id] = max(dict.fromkeys(sure), key=sure.count)
    return found


def _of_object(one: Achievement, other: Achievement) -> Rendering | None:
    if one.numeral is None or other.numeral is None or not one.measure == other.measure == "count":
        return None
    term, words = _beside(one, one.numeral), other.object
    if term is None or words is None or len(words.split()) > _LONGEST_OBJECT:
        return None
    at = other.span.text.find(words)
    # What follows its number at once is surely what the number counts.
    if at < 0 or other.span.start + at - other.numeral.end != 1 or not words.endswith("s"):
        return None
    start = other.span.start + at
    return Rendering(term.text, term, Span(start=start, end=start + len(words), text=words), other.clause.text)


def _beside(one: Achievement, numeral: Span) -> Span | None:
    """The words of a Chinese clause that surely say what its number counts: those that stand beside it.

    Where they stand before the number they are taken from the sign before them on, since nothing but the same words
    elsewhere (育成审定品种41个, 审定品种16个) shows where a noun begins that looks like a verb.
    """
    clause, number = one.clause.text, numeral.start - one.clause.start
    behind = number + len(numeral.text)
    if not one.object:
        return None
    if 0 <= (at := clause.find(one.object, behind)) - behind <= _NEAR:
        begin, end = at, at + len(one.object)
    elif 0 <= number - (at := clause.rfind(one.object, 0, number) + len(one.object)) <= _NEAR:
        begin, end = at - len(_NOT_HAN.split(clause[:at])[-1]), at
    else:
        return None
    text, start = clause[begin:end], one.clause.start + begin
    return Span(start=start, end=start + len(text), text=text) if len(text) >= _SHORTEST_TERM else None


def _cut(row: Rendering, length: int) -> Rendering:
    """A rendering of the last characters of its term alone."""
    end, text = row.chinese.end, row.chinese.text[-length:]
    return Rendering(text, Span(start=end - length, end=end, text=text), row.english, row.around)


def _varying(rows: Sequence[Rendering]) -> Iterator[tuple[Rendering, ...]]:
    groups: dict[str, list[Rendering]] = {}
    for row in rows:
        groups.setdefault(row.term, []).append(row)
    for group in groups.values():
        clusters: list[list[Rendering]] = []
        for row in group:
            near = [cluster for cluster in clusters if any(_alike(row, one) for one in cluster)]
            clusters = [cluster for cluster in clusters if cluster not in near]
            clusters.append([*(one for cluster in near for one in cluster), row])
        if len(clusters) > 1:
            firsts = sorted((min(cluster, key=lambda row: row.chinese.start) for cluster in clusters), key=_start)
            yield tuple(firsts)


def _start(row: Rendering) -> int:
    return row.chinese.start


def _alike(one: Rendering, other: Rendering) -> bool:
    """Whether either rendering shares a word with the other, or with what stands around it."""
    a, b = _stems(one.english.text), _stems(other.english.text)
    return bool(not a or not b or a & _stems(other.around) or b & _stems(one.around))


def _stems(text: str) -> set[str]:
    return {word.lower()[:_STEM] for word in _WORD.findall(text) if word.lower() not in _EMPTY}


def _lies_in(span: Span, place: Extent) -> bool:
    return place[0] <= span.start and span.end <= place[1]
