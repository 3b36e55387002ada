"""What a change of rules changes in the reading of a corpus: each announcement read by both sets, and compared."""

from collections.abc import Sequence

from extractor import documents, pipeline, reading
from extractor.annotations import Source
from extractor.differences import Document, compare
from extractor.documents import Choices
from extractor.errors import RulesError, searching
from extractor.extraction import Extraction
from extractor.inputs import find
from extractor.reading import LanguageChoice
from extractor.rules import RuleSet


def compare_rules(
    old: RuleSet,
    new: RuleSet,
    names: Sequence[str],
    *,
    encoding: str | None = None,
    language: LanguageChoice = "auto",
) -> tuple[Document, ...]:
    """Each announcement of these names (files, folders or standard input) with what differs between its two readings.

    Raises `InputError` for the first announcement that cannot be read, and `RulesError` where rules are so old that
    they have not yet got what this version of the program asks them for.
    """
    compared = []
    for entry in find(names):
        source = documents.read(entry.path, Choices(encoding=encoding, language=language)).source
        one, other = _read(source, old), _read(source, new)
        compared.append(Document(entry.path, one, other, compare(one, other)))
    return tuple(compared)


def _read(source: Source, rules: RuleSet) -> Extraction:
    try:
        with searching(reading.printable(source.path)):
            return pipeline.run(source, rules)
    except RulesError as error:
        packs = ", ".join(f"{pack.name} {pack.version}" for pack in rules.packs)
        remedy = "compare a later state, or read with the older program and use extract diff"
        raise RulesError(
            [
                f"{packs}: does not go with this version of the program: {problem}; {remedy}"
                for problem in error.problems
            ]
        ) from None
