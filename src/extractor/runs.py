"""One announcement from its file to its records."""

from extractor import documents, pipeline, reading
from extractor.documents import Choices
from extractor.errors import searching
from extractor.extraction import Extraction
from extractor.rules import RuleSet


def read_one(path: str, rules: RuleSet, choices: Choices) -> Extraction:
    """The records of one announcement. Raises `InputError` for what is no readable text."""
    source = documents.read(path, choices).source
    with searching(reading.printable(path)):
        return pipeline.run(source, rules, seconds=choices.time_limit)
