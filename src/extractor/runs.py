"""A run over many announcements: each is read by itself, and one that cannot be read stops no other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor import documents, pipeline, reading, wording
from extractor.documents import Choices
from extractor.errors import ExtractorError, searching
from extractor.extraction import Extraction
from extractor.inputs import Input
from extractor.reading import LanguageChoice
from extractor.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Failure:
    """An announcement that could not be read, and why."""

    input: Input
    error: ExtractorError


@dataclass(frozen=True, slots=True)
class Reading:
    """An announcement that was read."""

    input: Input
    extraction: Extraction


def read_one(path: str, rules: RuleSet, *, encoding: str | None, language: LanguageChoice) -> Extraction:
    """The records of one announcement. Raises `InputError` for what is no readable text."""
    source = documents.read(path, Choices(encoding=encoding, language=language)).source
    with searching(reading.printable(path)):
        return pipeline.run(source, rules)


def read_each(
    inputs: Iterable[Input], rules: RuleSet, *, encoding: str | None, language: LanguageChoice
) -> Iterator[Reading | Failure]:
    """Every announcement in order, as it is asked for."""
    for entry in inputs:
        try:
            yield Reading(entry, read_one(entry.path, rules, encoding=encoding, language=language))
        except ExtractorError as error:
            yield Failure(entry, error)


def closing_line(extractions: Sequence[Extraction], failures: int) -> str:
    """What a run came to: `30 announcements: 398 units, 2,113 achievements, 4,012 of 4,020 numbers explained, …`."""
    numerals = [row for extraction in extractions for row in extraction.numerals]
    severities = Counter(row.severity for extraction in extractions for row in extraction.findings)
    found = [wording.counted(severities[name], word) for name, word in wording.SEVERITIES.items() if severities[name]]
    explained = sum(row.role != "unexplained" for row in numerals)
    parts = [
        wording.counted(sum(len(extraction.units) for extraction in extractions), "unit"),
        wording.counted(sum(len(extraction.achievements) for extraction in extractions), "achievement"),
        f"{explained:,} of {len(numerals):,} numbers explained",
        f"findings: {', '.join(found) or 'none'}",
    ]
    failed = f"; {failures:,} could not be read" if failures else ""
    return f"{wording.counted(len(extractions), 'announcement')}: {', '.join(parts)}{failed}"
