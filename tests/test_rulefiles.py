from pathlib import Path

import pytest
import yaml

from extractor.rulefiles import formatted
from extractor.rules import builtin_folder

UNTIDY = """\
# Where the wine lies.
stage:   roles
lexicons:
    cellar_word:   [vault,
           cellar,   # under the house
           "wine cellar"]
    # The plural.
    cellars: [ vaults,cellars ]
rules:
- id: mine.roles.cellar   # the number of a cellar
  why:  The number of a cellar says where
    something lies.\x20\x20
  match: '{cellar_word} <cardinal>'
  gives: { role:   reference }



  examples:
  - text: "in cellar 12 – “Näh” 🍷"
    gives: [{number:   "12"}]
  - {text: 'no cellar', gives: []}
  - text: >-
      folded text
      goes on
    gives: []\t
"""
TIDY = """\
# Where the wine lies.
stage: roles
lexicons:
  cellar_word: [vault,
         cellar,   # under the house
         "wine cellar"]
    # The plural.
  cellars: [vaults, cellars]
rules:
  - id: mine.roles.cellar # the number of a cellar
    why: The number of a cellar says where
      something lies.
    match: '{cellar_word} <cardinal>'
    gives: {role: reference}

    examples:
      - text: "in cellar 12 – “Näh” 🍷"
        gives: [{number: "12"}]
      - {text: 'no cellar', gives: []}
      - text: >-
          folded text
          goes on
        gives: []
"""


def test_an_untidy_file_in_its_canonical_form() -> None:
    assert formatted(UNTIDY) == TIDY


@pytest.mark.parametrize("text", [UNTIDY, UNTIDY.replace("\n", "\r\n"), "\ufeff" + UNTIDY])
def test_whatever_the_line_ends_it_is_the_same_and_stays_so(text: str) -> None:
    once = formatted(text)
    assert once == TIDY
    assert formatted(once) == once


@pytest.mark.parametrize("path", sorted(builtin_folder().rglob("*.yaml")), ids=lambda path: path.name)
def test_the_built_in_files_are_canonical(path: Path) -> None:
    text = path.read_text("utf-8")
    assert formatted(text) == text
    # It is written anew and not left as it is because it could not be.
    assert formatted(text.replace("\n", "\r\n")) == text


def test_what_the_file_says_is_the_same() -> None:
    words = "stage: units\nlexicons:\n    code: [no, on,  2024-01-31, 0x1F, 1_000, 'it''s', \"a\\tb\", 12e3]\n"
    assert yaml.safe_load(formatted(words)) == yaml.safe_load(words)
    assert formatted(words) == words.replace("    code", "  code").replace(",  ", ", ")


@pytest.mark.parametrize(
    "text", ["rules: [\n", "a: 1\n\tb: 2\n", "a: 1\na: 2\n", "", "# nothing but this\n", "a: @b\n"]
)
def test_what_is_no_rule_file_stays_as_it_is(text: str) -> None:
    assert formatted(text) == text


def test_a_mapping_over_several_lines_as_the_whole_file() -> None:
    text = "{stage: units, lexicons: {\n  a: [b],\n  c: [d]}}\n"
    assert formatted(text) == text
