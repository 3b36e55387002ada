"""In anyone's spaCy pipeline."""

import ast
import subprocess
import sys

import pytest
import spacy

import extractor
from extractor.errors import InputError

TEXT = "Good news\n\nThe team published 12 papers.\n"


def test_a_doc_gets_its_extraction() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("announcement_extractor")
    assert nlp(TEXT)._.extraction == extractor.extract(TEXT)


def test_the_language_can_be_given() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("announcement_extractor", config={"language": "en"})
    assert nlp("近日 12")._.extraction.source.language == "en"


def test_two_pipelines_share_the_attribute() -> None:
    for _ in range(2):
        nlp = spacy.blank("en")
        nlp.add_pipe("announcement_extractor")
        analysis = nlp.analyze_pipes()
        assert analysis is not None
        assert analysis["attrs"]["doc._.extraction"]["assigns"] == ["announcement_extractor"]


def test_a_doc_without_text_is_refused() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("announcement_extractor")
    with pytest.raises(InputError, match="<text>: is empty"):
        nlp(" ")


def test_declaring_it_imports_nothing_of_ours() -> None:
    """spaCy declares it in every process of whoever has the package installed."""
    program = "import spacy, sys; spacy.blank('en'); print({m for m in sys.modules if m.startswith('extractor')})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert ast.literal_eval(done.stdout) <= {"extractor", "extractor.component"}
