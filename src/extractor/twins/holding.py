"""A Chinese announcement held against its English translation: numbers aligned first, then units, then what differs."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.extraction import Extraction
from extractor.spans import Extent
from extractor.twins import findings, neighbours, unitpairs
from extractor.twins.alignment import Pair, align
from extractor.twins.corridors import Corridors
from extractor.twins.findings import Difference
from extractor.twins.sides import Side, sides
from extractor.twins.unitpairs import UnitPairs, pair_units


@dataclass(frozen=True, slots=True)
class Held:
    """Both texts, which numbers and units are the same by position, and what differs, in the order of the Chinese text.

    A difference that only the English text has a place for comes where its neighbours are.
    """

    chinese: Side
    english: Side
    numbers: tuple[Pair, ...]
    units: UnitPairs
    differences: tuple[Difference, ...]


def hold(chinese: Extraction, english: Extraction) -> Held:
    """Hold a text against its translation.

    Raises `InputError` if the records are not of one Chinese and one English text, or came without their texts.
    """
    one, other = sides(chinese, english)
    aligned = align(one.figures, other.figures)
    slipped = neighbours.in_place(one, other, aligned)
    pairs = tuple(sorted((*aligned.pairs, *slipped)))
    units = pair_units(chinese, english, (one.figures, other.figures), pairs)
    sure = [(one.figures[i].extent, other.figures[j].extent) for i, j in aligned.ordered]
    corridors = Corridors(
        [*sure, *unitpairs.anchors(chinese, english, units)], chinese=len(one.text), english=len(other.text)
    )
    varying = list(findings.of_terms(one, other, pairs, units, corridors))
    renamed = {span for row in varying for span in row.english}
    alone = list(findings.of_units(one, other, pairs, units, corridors, renamed=renamed))
    gone = {span for row in alone for span in (*row.chinese, *row.english)}
    found = [
        *findings.of_values(one, other, pairs, slipped), *findings.of_owners(one, other, aligned, units),
        *varying, *alone, *findings.of_numbers(one, other, pairs, corridors, gone=gone),
    ]  # fmt: skip
    return Held(one, other, pairs, units, tuple(sorted(found, key=lambda row: _place(row, corridors))))


def _place(row: Difference, corridors: Corridors) -> tuple[Extent, str]:
    if row.chinese:
        return (row.chinese[0].start, row.chinese[0].end), row.code
    return corridors.in_chinese((row.english[0].start, row.english[0].end)), row.code
