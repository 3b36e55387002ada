from typing import get_args

import pytest

from extractor import linearity
from extractor.errors import RulesError
from extractor.examples import KEYS
from extractor.linearity import NOT_INSTALLED, Time, time_of
from extractor.matching import Grammar, grammar
from extractor.records import Language
from extractor.rules import load_rules

WITH_RE2 = pytest.mark.skipif(not linearity.can_prove(), reason="google-re2 is not installed")


@pytest.fixture
def english() -> Grammar:
    return grammar(load_rules(), "en")


@WITH_RE2
@pytest.mark.parametrize(
    ("pattern", "time"),
    [
        ("room <cardinal>", Time("linear")),
        ("{month} <any>(?= (?:[a-z]+ )+x)", Time("linear")),
        ("<cardinal>(?: |  )+x", Time("exponential", "(?:(?:(?: )+|(?: )+(?: )+))+")),
        (r"<cardinal>\s*\s*x", Time("square", r"(?:[\s])*(?:[\s])*")),
        (r"x<any>[^.]*y", Time("square", r"(?:<any>)+(?:[^\.])*")),
        (r"(a) <cardinal> \1", Time("unknown", "a back-reference")),
        ("<cardinal>a{2000}", Time("unknown", "RE2 does not compile it: invalid repetition size")),
    ],
)
def test_how_the_time_of_a_pattern_grows(pattern: str, time: Time, english: Grammar) -> None:
    found = time_of(pattern, english)
    assert (found.growth, found.because[: len(time.because)]) == (time.growth, time.because)


@pytest.mark.parametrize("pattern", ["{monht}", "(a", "a**b{"])
def test_what_is_no_pattern_takes_no_time(pattern: str, english: Grammar) -> None:
    with pytest.raises(RulesError, match=r"^roles: (?:unknown fragment|not a valid pattern)"):
        time_of(pattern, english, name="roles")


def test_without_re2_nothing_is_proved_and_the_rest_is_found(english: Grammar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linearity, "find_spec", lambda _: None)
    assert time_of("room <cardinal>", english) == Time("unknown", NOT_INSTALLED)
    assert time_of("(?:a|a)+ <cardinal>", english).growth == "exponential"


@WITH_RE2
@pytest.mark.parametrize("language", get_args(Language))
def test_no_built_in_pattern_is_known_to_explode(language: str) -> None:
    rules = Grammar(load_rules(), language)
    patterns = [f"{{{name}}}" for name in rules.fragments]
    patterns += [rule.match for stage in KEYS for rule in rules.rules.of(stage, language)]
    grown = [time_of(pattern, rules).growth for pattern in patterns]
    assert "exponential" not in grown
    assert grown.count("linear") > 0.95 * len(grown)
