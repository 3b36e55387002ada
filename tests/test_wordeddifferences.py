"""The differences in words."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from extractor.changedwords import Pieces
from extractor.differences import compare_all
from extractor.extraction import Extraction
from extractor.records import Span
from extractor.wordeddifferences import DocumentInWords, Entry, in_words


@pytest.fixture
def newer(extraction: Extraction) -> Extraction:
    """A newer reading: the share is gone, a finding came, a team is a studio, the books are fewer and stand alone."""
    content: dict[str, Any] = extraction.model_dump(mode="json")
    content["units"][0]["kind"] = "studio"
    content["achievements"][2] |= {"comparator": "<", "part_of": None}
    del content["achievements"][3]
    content["numerals"][5] |= {"role": "unexplained", "achievement": None}
    content["findings"].append({"code": "no-category", "severity": "info", "message": "no\ncategory", "spans": []})
    content["provenance"] |= {"version": "1", "rules": []}
    content["source"]["path"] = "news\x1b.txt"
    return Extraction.model_validate_json(json.dumps(content))


def said(pieces: Pieces) -> str:
    return "".join(piece.text for piece in pieces)


def plain(entry: Entry) -> tuple[str, str, str, list[tuple[str, str, str]]]:
    fields = [(field.name, said(field.old), said(field.new)) for field in entry.fields]
    return entry.kind, entry.words, entry.quote, fields


def test_each_document_that_differs_is_told_part_by_part(extraction: Extraction, newer: Extraction) -> None:
    differences = in_words(compare_all({"a": extraction, "b": extraction}, {"a": newer, "b": extraction}))
    [document] = differences.documents
    assert (document.name, document.kind, document.extent) == ("a", "changed", "1 gained, 1 lost, 3 changed")
    assert document.facts == (
        "read from: news.txt → news\ufffd.txt", "version: 0 → 1", "rules: core 1 (00000000) → none",
    )  # fmt: skip
    assert {chapter.title: [plain(entry) for entry in chapter.entries] for chapter in document.chapters} == {
        "Units": [("changed", "Radar Team · studio · model teams", "", [("kind", "team", "studio")])],
        "Achievements": [
            ("lost", "31% · women · Chess Team", "“The Chess Team has 31% women.”", []),
            (
                "changed",
                "less than 4 books · Radar Team",
                "",
                [("bound", "exactly", "less than"), ("part of", "more than 12 papers", "nothing")],
            ),
        ],
        "Numbers": [
            (
                "changed",
                "“31%” in “…4 books. The Chess Team has 31% women.” · not explained",
                "",
                [("its part in the text", "achievement", "not explained"), ("achievement", "31% · women", "nothing")],
            )
        ],
        "Findings": [("gained", "no category", "", [])],
    }
    assert differences.closing == "1 gained, 1 lost, 3 changed in 1 of 2 documents"


def test_a_document_of_one_side_alone_says_what_it_holds(extraction: Extraction) -> None:
    documents = compare_all({"a": extraction, "b\x07": extraction}, {"a": extraction, "c": extraction, "d": extraction})
    assert in_words(documents).documents == (
        DocumentInWords("b\ufffd", "lost", "2 units, 4 achievements", (), ()),
        DocumentInWords("c", "gained", "2 units, 4 achievements", (), ()),
        DocumentInWords("d", "gained", "2 units, 4 achievements", (), ()),
    )
    assert in_words(documents).closing == "2 documents gained; 1 document lost"


def test_where_nothing_differs_there_is_only_the_closing_line(extraction: Extraction) -> None:
    one, two = {"a": extraction}, {"a": extraction, "b": extraction}
    assert (in_words(compare_all(one, one)).documents, in_words(compare_all(one, one)).closing) == ((), "no difference")
    assert in_words(compare_all(two, two)).closing == "no difference in 2 documents"


def test_one_document_has_no_count_of_documents(extraction: Extraction, newer: Extraction) -> None:
    assert in_words(compare_all({"a": extraction}, {"a": newer})).closing == "1 gained, 1 lost, 3 changed"


def test_all_that_can_be_said_is_said_in_one_line(extraction: Extraction, newer: Extraction) -> None:
    documents = compare_all({"a": extraction, "b": newer, "c": newer}, {"a": newer, "b": newer, "d": newer})
    assert in_words(documents).closing == (
        "1 gained, 1 lost, 3 changed in 1 of 2 documents; 1 document gained; 1 document lost"
    )


def test_another_text_with_the_same_records_is_a_difference(extraction: Extraction) -> None:
    source = extraction.source.model_copy(update={"sha256": "1" * 64, "text": None})
    documents = compare_all({"a": extraction}, {"a": extraction.model_copy(update={"source": source})})
    [document] = in_words(documents).documents
    assert document == DocumentInWords(
        "a", "changed", "no record differs, but the source text does", ("the source text differs",), ()
    )
    assert in_words(documents).closing == "no record differs, but the source text does"


def test_the_same_text_in_other_bytes_is_a_fact(extraction: Extraction, newer: Extraction) -> None:
    source = newer.source.model_copy(update={"sha256": "1" * 64, "encoding": "gb18030", "path": "news.txt"})
    documents = compare_all({"a": extraction}, {"a": newer.model_copy(update={"source": source})})
    [document] = in_words(documents).documents
    assert document.facts[:2] == ("the source files differ, their text does not", "encoding: utf-8 → gb18030")


def test_a_quote_that_stands_alone_has_its_place(extraction: Extraction, spot: Callable[..., Span]) -> None:
    content = extraction.model_dump(mode="json")
    content["units"][1]["mentions"].append(spot("Two").model_dump())
    new = Extraction.model_validate_json(json.dumps(content))
    [document] = in_words(compare_all({"a": extraction}, {"a": new})).documents
    [chapter] = document.chapters
    assert [plain(entry)[3] for entry in chapter.entries] == [
        [("named in the text", "nothing", "“Two” at character 39")]
    ]
