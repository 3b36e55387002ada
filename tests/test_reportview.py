"""One document of the report as data."""

import dataclasses
import datetime as dt
import hashlib
import json
from typing import Any

import pytest

from extractor import extract
from extractor.errors import InputError
from extractor.extraction import Extraction
from extractor.records import Published
from extractor.reportview import Fact, Summary, document_view
from extractor.rules import load_rules


def test_the_view_holds_the_record_and_its_words(extraction: Extraction) -> None:
    view = document_view(extraction, load_rules(), key="7")
    text = extraction.source.text
    assert text is not None
    assert (view.key, view.name) == ("7", "news.txt")
    assert view.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert view.record == extraction.model_dump(mode="json")
    assert view.facts == (
        Fact("title", "Title", "Good news from Springfield University"),
        Fact("institution", "Institution", "Springfield University"),
        Fact("issuer", "Announced by", None),
        Fact("published", "Published", None),
    )
    assert view.summary == Summary(
        "Good news from Springfield University", "Springfield University", 2, 2, 4, 6, 6, "1 note", "info"
    )
    for words, rows in ((view.units, extraction.units), (view.achievements, extraction.achievements)):
        assert [one.id for one in words] == [row.id for row in rows]
    assert len(view.numerals) == len(extraction.numerals)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mill has 12 wheels.", "en"),
        ("磨坊有十二台石磨，产面粉3吨。", "zh-Hans"),
        ("磨坊有十二臺石磨，產麵粉3噸。", "zh-Hant"),
    ],
)
def test_the_language_is_said_with_its_script(text: str, language: str) -> None:
    assert document_view(extract(text), load_rules()).language == language


def test_the_view_is_plain_data(extraction: Extraction) -> None:
    data = dataclasses.asdict(document_view(extraction, load_rules()))
    assert Extraction.model_validate_json(json.dumps(json.loads(json.dumps(data))["record"])) == extraction


def test_a_day_is_written_out(parts: dict[str, Any], spot: Any) -> None:
    published = Published(date=dt.date(2024, 4, 9), span=spot("Good news"))
    announcement = parts["announcement"].model_copy(update={"published": published})
    view = document_view(Extraction(**{**parts, "announcement": announcement}), load_rules())
    assert view.facts[3] == Fact("published", "Published", "9 April 2024")


def test_what_an_announcement_does_not_say_is_missing_from_its_summary(parts: dict[str, Any]) -> None:
    nothing = dict.fromkeys(["title", "institution", "issuer", "published", "declared_total"])
    announcement = parts["announcement"].model_copy(update=nothing)
    bare = Extraction(**{**parts, "announcement": announcement, "findings": ()})
    assert document_view(bare, load_rules()).summary == Summary("news.txt", "", 2, None, 4, 6, 6, "none", None)


def test_a_record_without_its_text_cannot_be_shown(extraction: Extraction) -> None:
    source = extraction.source.model_copy(update={"text": None})
    bare = extraction.model_copy(update={"source": source})
    with pytest.raises(InputError, match=r"^news\.txt: the record carries no text .*--source$"):
        document_view(bare, load_rules())
