"""What numerals are written with, in the built-in rules for English."""

from decimal import Decimal

import pytest

from extractor.matching import Grammar
from extractor.numeralgrammar import NumeralGrammar, Reading, numeral_grammar, with_sign
from extractor.rules import load_rules


@pytest.fixture
def english_numerals(english: Grammar) -> NumeralGrammar:
    """Made anew for each test: what `numeral_grammar` keeps was made by another."""
    return NumeralGrammar(english)


def test_each_lexicon_gives_its_words_their_exact_values(english_numerals: NumeralGrammar) -> None:
    g = english_numerals
    assert [g.small["seventeen"], g.scales["crore"], g.ordinals["third"]] == [
        Decimal(17),
        Decimal(10_000_000),
        Decimal(3),
    ]
    assert [g.fractions["half"], g.suffixes["bn"]] == [Decimal(2), Decimal(1_000_000_000)]
    assert {
        type(v) for values in (g.small, g.scales, g.ordinals, g.fractions, g.suffixes) for v in values.values()
    } == {Decimal}
    assert g.lexicons["points_unit"]["percentage points"] == "percentage-point"


@pytest.mark.parametrize(
    ("pattern", "text", "matched"),
    [
        ("code", "2023-11-24", "2023-11-24"),
        ("code", "17 mills", None),
        ("number", "1 362 papers", "1 362"),
        ("number", "17,5", "17"),
        ("number", "12.50 each", "12.50"),
        ("number", "3rd of may", "3rd"),
        ("words", "two hundred and five mills", "two hundred and five"),
        ("words", "mills", None),
        ("alone", "twice as many", "twice"),
        ("alone", "twicer", None),
        ("after", " per cent of it", " per cent"),
        ("after", " people", None),
        ("unit", " square metres", " square metres"),
        ("unit", " people", None),
        ("range", " to 70", " to "),
        ("range", " or 70", None),
        ("bound_after", " or more", " or more"),
        ("bound_after", " more", None),
    ],
)
def test_a_pattern_matches_what_it_is_for_and_no_more(
    english_numerals: NumeralGrammar, pattern: str, text: str, matched: str | None
) -> None:
    m = getattr(english_numerals, pattern).at(text, 0)
    assert (m.group() if m else None) == matched


def test_what_stands_before_a_number_is_its_bound_and_its_currency(english_numerals: NumeralGrammar) -> None:
    m = english_numerals.before.at("more than rmb 300", 14)
    assert m is not None
    assert (m["bound"], m["currency"]) == ("more than", "rmb ")


def test_over_belongs_to_some_verbs(english_numerals: NumeralGrammar) -> None:
    assert english_numerals.phrasal.search("it presided ") is not None
    assert english_numerals.phrasal.search("presided ") is not None
    assert english_numerals.phrasal.search("presided") is None
    assert english_numerals.phrasal.search("built ") is None


def test_a_search_that_takes_too_long_is_told_by_the_lexicon_that_it_uses() -> None:
    assert NumeralGrammar(Grammar(load_rules(), "en")).phrasal.name == "over_verb"


@pytest.mark.parametrize(
    ("word", "parts"), [("thirds", 3), ("quarter", 4), ("halves", 2), (" -\n\tfifths\t\n- ", 5), ("sixth", 6)]
)
def test_a_part_has_the_value_that_its_ordinal_has(english_numerals: NumeralGrammar, word: str, parts: int) -> None:
    assert english_numerals.part(word) == parts


def test_a_word_that_names_no_part_is_refused(english_numerals: NumeralGrammar) -> None:
    with pytest.raises(KeyError):
        english_numerals.part("mills")


def test_a_grammar_is_made_once(english: Grammar) -> None:
    assert numeral_grammar(english) is numeral_grammar(english)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("it is 12% of it", Reading(6, 9, "percent", Decimal(12), unit="percent")),
        ("it is 12 percentage points", Reading(6, 8, "points", Decimal(12), unit="percentage-point")),
        ("it is 12+ of it", Reading(6, 8, "cardinal", Decimal(12), comparator=">=")),
        ("it is 12+3 of it", Reading(6, 8, "cardinal", Decimal(12))),
        ("it is 12 mills", Reading(6, 8, "cardinal", Decimal(12))),
    ],
)
def test_a_number_takes_in_the_sign_behind_it(english_numerals: NumeralGrammar, text: str, wanted: Reading) -> None:
    assert with_sign(text, Reading(6, 8, "cardinal", Decimal(12)), english_numerals) == wanted
