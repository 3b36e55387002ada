"""What `extract twin` does: a Chinese announcement and its English translation in, what differs out."""

from pathlib import Path
from typing import Literal

from extractor import documents, pipeline, reading, recordfiles, steering, twinreport
from extractor.documents import Choices
from extractor.errors import searching
from extractor.extraction import Extraction
from extractor.rules import RuleSet
from extractor.twins.holding import Held, hold
from extractor.twins.words import HeldInWords, in_words

Form = Literal["text", "json", "md"]

FORMS: dict[str, Form] = {".json": "json", ".md": "md"}
"""The forms that the ending of a file asks for; any other is text."""

_RECORDS = ".json"


def compare(chinese: str, english: str, rules: RuleSet, *, encoding: str | None = None) -> Held:
    """Hold two files against each other, each an announcement or what `extract` wrote of one.

    Raises `InputError` for what cannot be read, and for two texts of one language.
    """
    return hold(_extraction(chinese, rules, encoding), _extraction(english, rules, encoding))


def written(held: Held, form: Form) -> str:
    """What differs, ready to be printed."""
    words: HeldInWords = in_words(held)
    if form != "json":
        return twinreport.written(words, form)
    return steering.as_json(twinreport.as_json(held, words))


def _extraction(name: str, rules: RuleSet, encoding: str | None) -> Extraction:
    if Path(name).suffix.lower() == _RECORDS:
        return recordfiles.load(Path(name))
    source = documents.read(name, Choices(encoding=encoding)).source
    with searching(reading.printable(name)):
        return pipeline.run(source, rules)
