"""Who was selected, for what, and what they achieved: structured records from announcements.

`extractor.extract(text)` reads one announcement, `extractor.extract_many(texts)` many, and
`extractor.extract_batch(batch)` those of an Arrow record batch, which is what Spark, Ray, Daft and Dask map over.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.batches import batch_schema, extract_batch
    from extractor.extraction import Extraction
    from extractor.reading import LanguageChoice
    from extractor.rules import RuleSet, load_rules

__all__ = ["Extraction", "__version__", "batch_schema", "extract", "extract_batch", "extract_many", "load_rules"]
__version__ = "0.1.0"

_ELSEWHERE = {
    "Extraction": "extractor.extraction",
    "batch_schema": "extractor.batches",
    "extract_batch": "extractor.batches",
    "load_rules": "extractor.rules",
}


def extract(
    text: str,
    *,
    language: LanguageChoice = "auto",
    rules: RuleSet | None = None,
    time_limit: float | None = None,
    max_size: int | None = None,
) -> Extraction:
    """Read one announcement; `rules` are the built-in ones unless others are given.

    `time_limit` is how many seconds that may take (else 30, and 1 for each 2,000 characters), `max_size` how many
    characters the text may have (else 5 million). Raises `extractor.errors.ExtractorError` for a text that is empty, no
    text, too long or not read in time, and for broken rules.
    """
    return next(extract_many((text,), language=language, rules=rules, time_limit=time_limit, max_size=max_size))


def extract_many(
    texts: Iterable[str],
    *,
    language: LanguageChoice = "auto",
    rules: RuleSet | None = None,
    time_limit: float | None = None,
    max_size: int | None = None,
) -> Iterator[Extraction]:
    """Read announcements one after the other, as they are asked for, with one rule set; the limits are for each."""
    from extractor import pipeline, reading
    from extractor.rules import load_rules

    rules = rules or load_rules()
    longest = reading.LONGEST if max_size is None else max_size
    for text in texts:
        source = reading.from_text(text, language=language, longest=longest)
        yield pipeline.run(source, rules, seconds=time_limit)


def __getattr__(name: str) -> Any:
    # Records and rules are loaded by whoever asks for them, so that `import extractor` costs next to nothing.
    if name in _ELSEWHERE:
        return getattr(import_module(_ELSEWHERE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
