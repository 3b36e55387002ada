"""The spaCy component `announcement_extractor`: an `Extraction` on any Doc, as `doc._.extraction`.

spaCy imports this module with every blank pipeline wherever the package is installed, so whatever is not needed to
declare the component is imported when one is made.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from extractor.rules import RuleSet

NAME = "announcement_extractor"


class AnnouncementExtractor:
    """Reads the text of each Doc; its offsets are those of `doc.text`."""

    def __init__(self, *, rules: "RuleSet", language: Literal["auto", "en", "zh"]) -> None:
        self.rules = rules
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.extraction`; raises `extractor.errors.InputError` for a Doc without text."""
        from extractor import pipeline, reading

        doc._.extraction = pipeline.run(reading.from_text(doc.text, language=self.language), self.rules)
        return doc


@Language.factory(NAME, default_config={"rules": [], "language": "auto"}, assigns=["doc._.extraction"])
def make(
    nlp: Language,  # noqa: ARG001 - spaCy's form of a factory
    name: str,  # noqa: ARG001 - likewise
    rules: list[str],
    language: Literal["auto", "en", "zh"],
) -> AnnouncementExtractor:
    """Build the component; `rules` are folders of rule packs to lay over the built-in ones."""
    from extractor.rules import load_rules

    if not Doc.has_extension("extraction"):
        Doc.set_extension("extraction", default=None)
    return AnnouncementExtractor(rules=load_rules([Path(folder) for folder in rules]), language=language)
