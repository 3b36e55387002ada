import pytest

from extractor.examples import KEYS
from extractor.matching import grammar
from extractor.rulegives import REQUIRED, allowed
from extractor.rules import load_rules


@pytest.mark.parametrize("stage", KEYS)
def test_what_a_rule_must_say_it_may_say(stage: str) -> None:
    assert set(REQUIRED[stage]) <= allowed(stage, grammar(load_rules(), "en")).keys()


def test_the_words_of_some_keys() -> None:
    english = grammar(load_rules(), "en")
    assert "reference" in allowed("roles", english)["role"]
    assert "unexplained" not in allowed("roles", english)["role"]
    assert {"following", "subject"} <= set(allowed("achievements", english)["object"])
    assert allowed("implied", english) == {"measure": ("count",)}
