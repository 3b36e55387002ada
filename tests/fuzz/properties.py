"""What holds of the reading of any text whatever; each property is a function from a text to what is wrong.

A text that is refused with an `InputError` (empty, full of control characters) has been answered, and nothing more is
asked of it.
"""

from __future__ import annotations

import hashlib
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType

import extractor
from extractor.errors import InputError
from extractor.extraction import Extraction, placed_spans
from extractor.reading import LanguageChoice
from extractor.rules import RuleSet, load_rules

_SOURCES = str(Path(extractor.__file__).parent)


def problems(text: str, *, thorough: bool = False) -> list[str]:
    """All that is wrong with the reading of a text; `thorough` also reads its beginning and its double."""
    try:
        found = _read(text)
        wrong = [*wrong_spans(found, text), *wrong_digits(found, text), *wrong_round_trip(found)]
        if thorough:
            wrong += [*wrong_again(found, text), *wrong_prefix(text), *wrong_double(found, text)]
    except InputError:
        return []
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the failure that was looked for
        return [f"{type(error).__name__} in {_place(error)}: {error}"]
    return wrong


def digest(text: str) -> str:
    """What the reading of a text comes to, to be compared between processes."""
    try:
        record = _read(text).model_dump_json()
    except Exception as error:  # noqa: BLE001 - it is `problems` that tells of it
        record = f"{type(error).__name__}: {error}"
    return hashlib.sha256(record.encode()).hexdigest()


def wrong_spans(found: Extraction, text: str) -> Iterator[str]:
    """Every span equals its text, in the text that was given."""
    for place, span in placed_spans(found):
        if text[span.start : span.end] != span.text:
            yield f"span: {place} says {span.text!r}, the text has {text[span.start : span.end]!r}"


def wrong_digits(found: Extraction, text: str) -> Iterator[str]:
    """Every digit lies in exactly one numeral."""
    covered = Counter(i for row in found.numerals for i in range(row.span.start, row.span.end))
    for i, character in enumerate(text):
        if character.isdecimal() and covered[i] != 1:
            yield f"digit: {character!r} at {i} lies in {covered[i]} numerals"


def wrong_round_trip(found: Extraction) -> Iterator[str]:
    """A record is valid, and the same, when it is read back from its JSON."""
    written = found.model_dump_json()
    if Extraction.model_validate_json(written).model_dump_json() != written:
        yield "round trip: the record that was read back is another"


def wrong_again(found: Extraction, text: str) -> Iterator[str]:
    """The same text is read in the same way again, whatever was read in between."""
    if _read(text) != found:
        yield "again: the second reading differs from the first"


def wrong_prefix(text: str) -> Iterator[str]:
    """To read the first half never takes much more than to read the whole, by the count of calls.

    A beginning may be another announcement than the whole: in the other language, without the institution that
    ends it. So the bound is no more than a factor and a start, and what breaks it is a search gone wild.
    """
    whole = effort(text)
    half = text[: len(text) // 2]
    if half and not half.isspace() and (part := effort(half)) > _MOST_TIMES * whole + _START:
        yield f"prefix: the first half takes {part:,} calls, the whole {whole:,}"


_MOST_TIMES = 1.5
_START = 2_000  # calls; a text of one line takes as many


def effort(text: str) -> int:
    """The calls of functions, in Python and in C, that reading takes: the same on any machine."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    digest(text)  # what is kept for the next text is kept by now
    sys.setprofile(counted)
    try:
        digest(text)
    finally:
        sys.setprofile(before)
    return count


def wrong_double(found: Extraction, text: str) -> Iterator[str]:
    """A document that stands twice in a text gives each number and achievement twice, or a finding."""
    double = _read(f"{text}\n\n{text}", language=found.source.language)
    for what, once, twice in (
        ("numbers", [row.value for row in found.numerals], [row.value for row in double.numerals]),
        ("achievements", [row.value for row in found.achievements], [row.value for row in double.achievements]),
    ):
        if Counter(twice) != Counter(once + once) and not double.findings:
            yield f"double: {what} are {once} once, {twice} in the doubled text, and no finding says so"


def _read(text: str, *, language: LanguageChoice = "auto") -> Extraction:
    return extractor.extract(text, language=language, rules=_rules())


@cache
def _rules() -> RuleSet:
    # Whether the files of the rules have changed is asked once, and not for every text: it takes a tenth of the time.
    return load_rules()


def _place(error: Exception) -> str:
    """Where in this program an error came from, without a line number, which moves."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(_SOURCES)]
    return f"{Path(frames[-1].filename).stem}.{frames[-1].name}" if frames else "the tests"
