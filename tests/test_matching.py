"""Rules as matchers: patterns with a time limit, the mask of the numerals, decision lists."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import matching
from extractor.annotations import NumeralMention, Page
from extractor.decisions import Decisions, alternatives
from extractor.errors import RulesError, SearchTimeout
from extractor.lexicons import lexicons
from extractor.matching import MASKS, Grammar, grammar, mask
from extractor.rules import Rule, RuleSet, load_rules

CARDINAL, MONEY = MASKS["cardinal"], MASKS["money"]


def rule(match: str, *, name: str = "test.roles.one", where: tuple[str, ...] = ()) -> Rule:
    return Rule(
        name, "because a test says so", "roles", "en", match, where, MappingProxyType({}), (), Path("roles.yaml"), 7
    )


@pytest.fixture
def small() -> Grammar:
    """A grammar of two lexicons and two fragments."""
    lexicon = {"prize": {"medal": "medal", "gold medal": "gold"}, "verb": {"won": "won"}}
    fragments = {"won": "{verb} (?:a |the )?", "loop": "{loop}"}
    return grammar(RuleSet((), (), {"en": lexicon}, {"en": fragments}), "en")


def decide(page: Page, decisions: Decisions, index: int = 0, holds: Mapping[str, bool] | None = None) -> str | None:
    found = decisions.decide(page.masked, page.numerals[index], holds or {})
    return found.id if found else None


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 5)), max_size=6))
def test_the_mask_keeps_the_length_and_all_that_is_no_numeral(stretches: list[tuple[int, int]]) -> None:
    text = "abcdefghij" * 7
    numerals, at = [], 0
    for start, length in sorted(stretches):
        if start >= at:
            numerals.append(NumeralMention(start, start + length, start, start + length, "money", 1))
            at = start + length
    masked = mask(text, numerals)
    inside = {i for n in numerals for i in range(n.start, n.end)}
    assert masked == "".join(MONEY if i in inside else c for i, c in enumerate(text))


def test_the_mask_covers_bound_currency_and_unit(paged: Callable[[str], Page]) -> None:
    assert paged("More than RMB 300 million in 12 years").masked == MONEY * 25 + " in " + CARDINAL * 2 + " years"


def test_names_in_braces_stand_for_lexicons_and_fragments(small: Grammar) -> None:
    pattern = small.pattern("{won}{prize}(?!\\w)")
    assert [m.group() for m in pattern.find_all("she won a gold medal; he won medals; they won the medal")] == [
        "won a gold medal", "won the medal",
    ]  # fmt: skip
    assert small.pattern("{won}{prize}(?!\\w)") is pattern


def test_a_blank_in_a_pattern_is_any_number_of_blanks(small: Grammar) -> None:
    assert small.pattern("won the [ab c]").match("won   the b") is not None
    assert small.pattern("won the [ab c]").match("wonthe b") is None


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("{prise}", "here: unknown fragment or lexicon {prise}"),
        ("{loop}", "here: fragments that contain each other"),
        ("(won", "here: not a valid pattern: missing )"),
    ],
)
def test_a_pattern_that_cannot_be(small: Grammar, source: str, complaint: str) -> None:
    with pytest.raises(RulesError) as caught:
        small.pattern(source, name="here")
    assert complaint in str(caught.value)


def test_a_lexicon_that_no_pack_has_is_named_with_the_remedy(small: Grammar) -> None:
    with pytest.raises(RulesError, match=r"no rule pack has the lexicon 'month' for the language 'en'; .*--rules"):
        small.lexicons["month"]


def test_a_search_that_explodes_is_stopped_and_named(small: Grammar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "SECONDS_PER_SEARCH", 0.05)
    pattern = small.pattern("(?:[a-z]|[ab]|[a-c])+!", name="en.roles.bad")
    text = "ab" * 40 + " !"
    for look in (pattern.match, pattern.search, pattern.find_all):
        with pytest.raises(SearchTimeout) as caught:
            look(text)
        assert (caught.value.rule, caught.value.seconds) == ("en.roles.bad", 0.05)
    assert pattern.match("ab!") is not None


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("a|b", ["a", "b"]),
        ("(?:a|b)c|[|]d", ["(?:a|b)c", "[|]d"]),
        (r"a\|b|<cardinal|money> c", [r"a\|b", "<cardinal|money> c"]),
        ("a", ["a"]),
        ("a|", ["a", ""]),
    ],
)
def test_alternatives_stand_in_no_group_class_or_marker(pattern: str, parts: list[str]) -> None:
    assert alternatives(pattern) == parts


@pytest.mark.parametrize(
    ("match", "text", "decided"),
    [
        ("room <cardinal>", "meet in room 12", True),
        ("room <cardinal>", "meet in 12 rooms", False),
        ("room <ordinal|cardinal>", "the room 3rd", True),
        ("<any> rooms", "meet in 12 rooms", True),
        ("<money>", "12 rooms", False),
        ("<money>", "12 yuan", True),
        ("<cardinal> of <cardinal>", "12 of 16 kilns", True),
        ("<cardinal>(?= of <cardinal>)", "12 kilns of 16", False),
        ("hall <cardinal>|room <cardinal>", "room 12", True),
    ],
)
def test_a_rule_speaks_of_the_numeral_at_its_first_marker(
    paged: Callable[[str], Page],
    english: Grammar,
    match: str,
    text: str,
    decided: bool,  # noqa: FBT001 - a column
) -> None:
    assert decide(paged(text), Decisions(english, [rule(match)])) == ("test.roles.one" if decided else None)


def test_the_first_rule_that_holds_decides(paged: Callable[[str], Page], english: Grammar) -> None:
    rules = [
        rule("room <cardinal>", name="test.roles.planned", where=("planned",)),
        rule("room <cardinal>", name="test.roles.room"),
        rule("<cardinal>", name="test.roles.any", where=("not planned",)),
    ]
    page, decisions = paged("room 12 has 3 doors"), Decisions(english, rules)
    assert decide(page, decisions, 0, {"planned": True}) == "test.roles.planned"
    assert decide(page, decisions, 0, {"planned": False}) == "test.roles.room"
    assert decide(page, decisions, 1, {"planned": False}) == "test.roles.any"
    assert decide(page, decisions, 1, {"planned": True}) is None


@pytest.mark.parametrize(
    ("match", "complaint"),
    [("room", "'room' needs a marker"), ("room <cardinol>", "<cardinol> is no form of numeral")],
)
def test_a_rule_without_a_numeral_to_speak_of(english: Grammar, match: str, complaint: str) -> None:
    with pytest.raises(RulesError) as caught:
        Decisions(english, [rule(match)])
    assert str(caught.value).startswith("roles.yaml:7: ")
    assert complaint in str(caught.value)


def test_lexicons_find_whole_words_in_any_case(english: Grammar) -> None:
    text = "In May, twenty teams maybe won; TwentyTwenty, ten2 of Ten_x and 3ten: they won't, not won/two"
    found = lexicons(english, ("month", "number_word", "selection_verb")).find(text, text.lower())
    assert [(text[m.start : m.end], m.label) for m in found] == [
        ("May", "month"), ("twenty", "number_word"), ("won", "selection_verb"), ("Twenty", "number_word"),
        ("Twenty", "number_word"), ("ten", "number_word"), ("won", "selection_verb"), ("two", "number_word"),
    ]  # fmt: skip


def test_entries_of_several_words_and_with_signs_are_found_where_they_stand() -> None:
    lexicon = {"prize": {"medal": "medal", "gold medal": "gold", "2nd-class medal": "second"}}
    some = Grammar(RuleSet((), (), {"en": lexicon}, {}), "en")
    text = "a Gold medal, a gold  medal, the 2nd-class medal, 12nd-class medalists"
    found = lexicons(some, ("prize",)).find(text, text.lower())
    assert [text[m.start : m.end] for m in found] == ["Gold medal", "medal", "medal", "2nd-class medal", "medal"]


def test_one_grammar_serves_all_documents_of_a_rule_set(english: Grammar) -> None:
    rules = english.rules
    assert grammar(rules, "en") is grammar(rules, "en")
    assert grammar(rules, "en") is not grammar(rules, "zh")
    assert grammar(replace(rules, packs=()), "en") is not grammar(rules, "en")


def test_fragments_that_unfold_without_measure_are_refused_before_they_do() -> None:
    english = Grammar(load_rules(), "en")
    english.fragments |= {one: f"{{{other}}}" * 200 for one, other in pairwise("abcdefgh")} | {"h": "x"}
    with pytest.raises(RulesError, match="mine: longer than 100000 characters with all its fragments"):
        english.expand("{a}", where="mine")
    english.fragments |= dict.fromkeys("abcdefg", "{h}" * 200)
    assert len(english.expand("{a}")) == len("(?:)") + 200 * len("(?:x)")
