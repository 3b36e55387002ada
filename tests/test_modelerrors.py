from typing import Any

import pytest
from pydantic import ValidationError

from extractor.modelerrors import worded
from extractor.packfiles import PackFile, RuleFile
from extractor.yamlplaces import spots

RULE = """\
stage: roles
rules:
  - id: a.b.c
    why: long enough
    match: x
    gives: {}
    examples:
      - {}
"""


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ({"stage": "roles", "ruels": []}, 1, "ruels: Extra inputs are not permitted; did you mean rules?"),
        (
            {"stage": "roles", "zzz": []}, 1,
            "zzz: Extra inputs are not permitted; there are stage, lexicons, fragments, rules",
        ),
        ({}, 1, "stage: Field required; add it"),
        ({"stage": "roles", "rules": [{}] * 9}, 3, "rules.0.id: Field required; add it"),
        (
            {"stage": "roles", "fragments": []}, 1,
            "fragments: Input should be a valid dictionary; write keys with their values here",
        ),
        ({"stage": "roles", "rules": "x"}, 2, "rules: Input should be a valid list; write a list here: [one, another]"),
        (
            {"stage": "roles", "rules": [{"examples": [{"txt": ""}]}]}, 8,
            "rules.0.examples.0.txt: Extra inputs are not permitted; did you mean text?",
        ),
    ],
)  # fmt: skip
def test_an_error_in_words_and_where_it_stands(content: Any, line: int, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        RuleFile.model_validate(content)
    found = [worded(error, RuleFile, spots(RULE)) for error in caught.value.errors()]
    assert (line, message) in found


@pytest.mark.parametrize(
    ("lexicon", "line", "message"),
    [
        ("[oslo, bergen,\n    oslo]", 4, "lexicons.town: 'oslo' is listed twice; take one of them out"),
        (
            "oslo", 3,
            (
                "lexicons.town: a lexicon is a list of terms, or value: [term, ...]; not 'oslo'; "
                "write [term, term] or value: [term, term]"
            ),
        ),
    ],
)  # fmt: skip
def test_errors_of_lexicons(lexicon: str, line: int, message: str) -> None:
    terms: Any = ["oslo", "bergen", "oslo"] if lexicon.startswith("[") else lexicon
    with pytest.raises(ValidationError) as caught:
        RuleFile.model_validate({"stage": "units", "lexicons": {"town": terms}})
    places = spots(f"stage: units\nlexicons:\n  town: {lexicon}\n")
    assert [worded(error, RuleFile, places) for error in caught.value.errors()] == [(line, message)]


def test_a_key_within_a_key() -> None:
    with pytest.raises(ValidationError) as caught:
        PackFile.model_validate({"name": "a", "version": "1", "kinds": {"units": []}})
    [error] = caught.value.errors()
    assert worded(error, PackFile, spots("name: a\nversion: '1'\nkinds:\n  units: []\n")) == (
        4, "kinds.units: Extra inputs are not permitted; did you mean unit?",
    )  # fmt: skip
