"""A change of rules in words: each record with its sentence, an achievement with its rule."""

import json
from typing import Any

import pytest

from extractor import diffreport, extract
from extractor.differences import Document, compare
from extractor.extraction import Extraction
from extractor.rulediffreport import rule_changes
from extractor.wordeddifferences import Chapter, DifferencesInWords, DocumentInWords, Entry

RADAR = (
    "“The Radar Team of the School of Physics won 3 first prizes and published more than 12 papers, including 4 books.”"
)
CHESS = "“The Chess Team has 31% women.”"
SELECTED = '“Two of its teams were selected as "model teams".”'


def changed(extraction: Extraction, **parts: Any) -> Extraction:
    return Extraction.model_validate_json(json.dumps({**extraction.model_dump(mode="json"), **parts}))


def without_women(extraction: Extraction) -> Extraction:
    """The reading without its last achievement, whose number is a plain quantity in it."""
    content = extraction.model_dump(mode="json")
    numerals = [*content["numerals"][:-1], {**content["numerals"][-1], "role": "quantity", "achievement": None}]
    return changed(extraction, achievements=content["achievements"][:-1], numerals=numerals)


def said(old: Extraction, new: Extraction) -> tuple[DocumentInWords, ...]:
    return rule_changes([Document("news.txt", old, new, compare(old, new))], old="a", new="b").documents


def quotes(documents: tuple[DocumentInWords, ...]) -> list[tuple[str, str, str]]:
    return [(entry.kind, entry.words, entry.quote) for chapter in documents[0].chapters for entry in chapter.entries]


def test_what_is_lost_and_gained_has_its_rule_and_its_sentence(extraction: Extraction) -> None:
    fewer = without_women(extraction)
    words = "31% · women · Chess Team · en.achievements.test"
    assert quotes(said(extraction, fewer))[0] == ("lost", words, CHESS)
    assert quotes(said(fewer, extraction))[0] == ("gained", words, CHESS)
    assert quotes(said(extraction, fewer))[1][2] == CHESS  # the number that has another role now


def test_a_chinese_sentence_ends_at_its_own_full_stop() -> None:
    text = "临湖县榆木村入选“手工艺示范村”。\n\n榆木村有竹编工坊12间。年产竹篮412只！榆木村的手艺人很多。"
    reading = extract(text)
    [*_, last] = [a for a in reading.achievements if a.value == 412]
    others = [a.model_dump(mode="json") for a in reading.achievements if a is not last]
    numerals = [
        {**n.model_dump(mode="json"), **({"role": "quantity", "achievement": None} if n.achievement == last.id else {})}
        for n in reading.numerals
    ]
    assert quotes(said(reading, changed(reading, achievements=others, numerals=numerals)))[0][2] == "“年产竹篮412只！”"


def test_what_changed_has_the_sentence_of_the_new_record(extraction: Extraction) -> None:
    content = extraction.model_dump(mode="json")
    content["achievements"][2]["rule"] = "mine.achievements.books"
    [document] = said(extraction, changed(extraction, achievements=content["achievements"]))
    [chapter] = document.chapters
    [entry] = chapter.entries
    assert (entry.kind, entry.words, entry.quote) == ("changed", "4 books · Radar Team", RADAR)
    assert [(field.name, "".join(piece.text for piece in field.new)) for field in entry.fields] == [
        ("rule", "mine.achievements.books")
    ]


@pytest.mark.parametrize(
    ("part", "change", "quote"),
    [
        ("units", {"kind": "studio"}, RADAR),
        ("categories", {"declared": {"value": 2, "span": {"start": 39, "end": 42, "text": "Two"}}}, SELECTED),
        ("sections", {"kind": "other"}, "“Good news from Springfield University”"),
        ("findings", {"severity": "error"}, SELECTED),
        ("findings", {"spans": []}, ""),
    ],
)
def test_every_record_that_has_a_place_has_a_sentence(
    extraction: Extraction, part: str, change: dict[str, Any], quote: str
) -> None:
    rows = extraction.model_dump(mode="json")[part]
    newer = changed(extraction, **{part: [{**rows[0], **change}, *rows[1:]]})
    assert {row[2] for row in quotes(said(extraction, newer))} == {quote}


def test_an_announcement_has_no_single_place(extraction: Extraction) -> None:
    newer = changed(
        extraction, announcement={**extraction.model_dump(mode="json")["announcement"], "institution": None}
    )
    assert [row[2] for row in quotes(said(extraction, newer))] == [""]


def test_the_closing_line_names_both_sides_and_counts(extraction: Extraction) -> None:
    fewer = without_women(extraction)
    documents = [
        Document("a.txt", extraction, fewer, compare(extraction, fewer)),
        Document("b.txt", extraction, extraction, compare(extraction, extraction)),
    ]
    told = rule_changes(documents, old="v1:packs/mine", new="packs\n/mine")
    assert [document.name for document in told.documents] == ["a.txt"]
    assert told.closing == ("v1:packs/mine → packs /mine: 0 gained, 1 lost, 1 changed in 1 of 2 documents")
    assert rule_changes(documents[1:], old="a", new="b") == DifferencesInWords((), "a → b: no difference")


def test_that_the_rules_differ_is_no_fact_about_a_document(extraction: Extraction) -> None:
    other = {"version": "0", "rules": [{"name": "core", "version": "2", "sha256": "1" * 64}]}
    [document] = said(extraction, changed(without_women(extraction), provenance=other))
    assert document.facts == ()


def long_reading(extraction: Extraction, place: int) -> str:
    """What is quoted of a number in the middle of one sentence of 300 words, `w0` to `w299`; `place` is its word."""
    words = [f"w{n}" if n != place else "12" for n in range(300)]
    text = " ".join(words) + "."
    at = len(" ".join(words[:place])) + (place > 0)
    numeral = {
        "span": {"start": at, "end": at + 2, "text": "12"}, "value": 12, "role": "quantity", "achievement": None,
    }  # fmt: skip
    content = extraction.model_dump(mode="json")
    empty: dict[str, Any] = dict.fromkeys(content["announcement"])
    reading = changed(
        extraction,
        source={**content["source"], "text": text, "characters": len(text)},
        announcement=empty, categories=[], units=[], achievements=[], findings=[], numerals=[numeral],
        sections=[{"kind": "other", "start": 0, "end": len(text), "category": None, "unit": None}],
    )  # fmt: skip
    other = changed(reading, numerals=[{**numeral, "role": "date"}])
    [row] = quotes(said(reading, other))
    return row[2]


def test_a_sentence_without_end_is_shown_around_the_place(extraction: Extraction) -> None:
    first, middle, last = (long_reading(extraction, place) for place in (0, 150, 299))
    assert (first[:8], first[-2:]) == ("“12 w1 w", "…”")
    assert (middle[:4], middle[-2:]) == ("“… w", "…”")
    assert " w149 12 w151 " in middle
    assert (last[:4], last[-9:]) == ("“… w", "w298 12.”")
    assert all(len(shown) <= 326 for shown in (first, middle, last))


def test_the_forms_show_the_sentences() -> None:
    entry = Entry("gained", "12 papers · mine.achievements.x", "“It published 12 papers.”")
    told = DifferencesInWords(
        (DocumentInWords("a.txt", "changed", "1 gained", (), (Chapter("Achievements", (entry,)),)),), "a → b: 1 gained"
    )
    for form in (diffreport.markdown(told), diffreport.html(told)):
        assert "12 papers · mine.achievements.x" in form
        assert "“It published 12 papers.”" in form
