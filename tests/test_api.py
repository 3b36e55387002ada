"""The package's few verbs, on the real rules."""

import hashlib
from pathlib import Path

import pytest

import extractor
from extractor.errors import InputError

TEXTS = ("Good news\n\nThe team published 12 papers.\n", "Good news\n\nThe team won 3 first prizes.\n")


def test_a_text_is_read() -> None:
    extraction = extractor.extract(TEXTS[0])
    assert extraction.source.model_dump() == {
        "path": "<text>",
        "sha256": hashlib.sha256(TEXTS[0].encode()).hexdigest(),
        "encoding": "utf-8",
        "language": "en",
        "characters": len(TEXTS[0]),
        "text": TEXTS[0],
    }
    assert [row.span.text for row in extraction.numerals] == ["12"]
    assert extraction.provenance.version == extractor.__version__
    assert [row.sha256 for row in extraction.provenance.rules] == [row.sha256 for row in extractor.load_rules().packs]


def test_many_texts_are_read_one_by_one_as_they_are_asked_for() -> None:
    readings = extractor.extract_many(iter([*TEXTS, " "]))
    assert [next(readings), next(readings)] == [extractor.extract(text) for text in TEXTS]
    with pytest.raises(InputError, match="<text>: is empty"):
        next(readings)


def test_the_same_text_gives_the_same_bytes(seed: Path) -> None:
    text = seed.read_bytes().decode()
    one, other = (extractor.extract(text, rules=extractor.load_rules()).model_dump_json() for _ in range(2))
    assert one == other


def test_what_the_package_offers_is_there() -> None:
    offered = ["Extraction", "__version__", "batch_schema", "extract", "extract_batch", "extract_many", "load_rules"]
    assert sorted(extractor.__all__) == offered
    assert all(getattr(extractor, name) for name in extractor.__all__ if "batch" not in name)
    with pytest.raises(AttributeError, match="has no attribute 'missing'"):
        extractor.missing  # noqa: B018
