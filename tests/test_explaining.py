"""Whole explanations: of what was read the chain, of what was not the reason."""

import pytest

from extractor import reading
from extractor.errors import InputError
from extractor.explaining import KINDS, Explanation, explain
from extractor.records import Role
from extractor.rules import load_rules
from extractor.steps import Step

TEXT = """The Lindal Crafts Council names its centres

Two centres were selected as Craft Anchors.

Craft Anchors (2)

The Lantern Centre of Oslo has restored 412 books, including 12 maps. Write to 14 Orchard Studio in Lindal.

The Elm Centre of Lindal has won the first prize of the county fair. It will hold 30 tours. The Rune Quire ranked 4th.

Town	Copies
Total	40
"""
LISTED = "Model quires\n\n- Rune Quire\n- Fen Quire of Oslo"
PROFILES = """Craft Anchors (2)

The Lantern Centre of Oslo has bound 412 books for all. The Rune quire of Fen has bound 30 atlases since then."""


def explained(text: str | None, expect: str | None = None, *, at: int | None = None, of: str = TEXT) -> Explanation:
    return explain(reading.from_text(of), load_rules(), text=text, at=at, expect=expect)


def said(steps: tuple[Step, ...]) -> list[str]:
    """The steps as lines without the places in files, which move."""
    return [line for step in steps for line in [step.said, *(f"  {under}" for under in said(step.under))]]


def test_a_number_that_was_read_has_its_chain_from_form_to_part() -> None:
    found = explained("12")
    assert (found.text, found.start, found.line, found.others, found.unread) == ("12", TEXT.index("12 maps"), 7, 0, ())
    [chain] = found.read
    lines = said((chain,))
    assert lines[:2] == [
        "“12”, line 7: a cardinal number, 12",
        "  section: about a unit, Lantern Centre of Oslo, Craft Anchors",
    ]
    assert lines[2].startswith("  role: none of the ")
    assert [line.split(" rules/")[0] for line in lines[3:]] == [
        "  achievement a002: a count, by",
        "    A number before a noun phrase counts it; else it says how many the subject numbers.",
        "    pattern <cardinal> matched “12”",
        "  object: “maps”, found by following",
        "  kind: other, for no word of its object is in {kind_noun}",
        "  owner: Lantern Centre of Oslo, whose profile it stands in",
        "  part of a001, 412 books, by",
        "    What is included is part of what was counted before.",
        "    pattern " + _pattern("en.relations.including") + " matched “including 12”",
    ]  # fmt: skip


def _pattern(rule_id: str) -> str:
    return next(rule.match for rule in load_rules().rules if rule.id == rule_id)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Elm Centre", [
            "unit u02: Elm Centre of Lindal", "  category: Craft Anchors", "  profile: line 9",
            "  named in line 9: “Elm Centre of Lindal”, at the head of its profile",
            "  kind: centre, by the entry “centre” of {kind_head}",
        ]),
        ("Craft Anchors", ["category craft-anchors: Craft Anchors", "  units: 2; the text says 2 in line 5"]),
        ("first", [
            "  role: grade of a prize, by", "“first prize of the county fair”, line 9: a number that is not written",
        ]),
        ("books", ["“412”, line 7: a cardinal number, 412", "  object: “books”, found by following"]),
        ("40", ["  object: “Copies”", "  owner: the institution itself, for its row names no unit"]),
    ],
)  # fmt: skip
def test_what_was_read_is_explained_by_where_it_comes_from(text: str, lines: list[str]) -> None:
    found = [line.split(", rules/")[0].split(" rules/")[0] for line in said(explained(text).read)]
    assert [line for line in lines if line not in found] == []


def test_a_number_without_the_role_that_was_expected_has_the_nearest_rules_for_it() -> None:
    found = explained("14 Orchard Studio", "reference")
    assert found.read == ()
    street = next(step for step in found.unread[1].under if " en.roles.street: " in step.said)
    assert street.said.endswith("en.roles.street: expected {street} after the number, found “Studio”")
    assert street.under[1].said.endswith(": the entry “studio” in {street} would make it match")


@pytest.mark.parametrize(
    ("text", "expect", "line"),
    [
        ("14", "en.roles.street", "en.roles.street: expected {street} after the number, found “Studio”"),
        ("30", "achievement", "role: quantity that nobody achieved, by"),
        ("30", "achievement", "en.achievements.count would have read it"),
        ("412", "en.roles.planned", "en.roles.planned: where: planned does not hold here"),
        ("Elm Centre", "date", "numbers: none is seen here; a number has digits, or words of {number_word}"),
        ("Rune Quire", "unit", "headings: it stands in line 9, a line or paragraph, and no heading"),
        ("Rune Quire", "unit", "names: expected one of {kind_head}"),
        ("county fair", "category", "names: expected one of {kind_plural}"),
        ("Rune Quire", None, "statements: expected one of {selection_verb}"),
    ],
)
def test_what_was_not_read_as_expected_is_explained_by_what_is_lacking(
    text: str, expect: str | None, line: str
) -> None:
    found = explained(text, expect)
    assert found.read == ()
    assert any(line in lines for lines in said(found.unread)), said(found.unread)


@pytest.mark.parametrize(
    ("text", "expect"), [("412", "achievement"), ("412", "numeral"), ("412", "en.achievements.count")]
)
def test_of_what_was_read_as_expected_nothing_is_lacking(text: str, expect: str) -> None:
    found = explained(text, expect)
    assert (len(found.read), found.unread) == (1, ())


@pytest.mark.parametrize(
    ("text", "of", "expect", "entry"),
    [
        ("Model quires", LISTED, "category", "“quires” of the kind other in {kind_plural}"),
        ("Rune Quire", LISTED, "unit", "“quires” of the kind other in {kind_plural}"),
        ("Rune quire of Fen", PROFILES, "unit", "“quire” of the kind centre in {kind_head}"),
    ],
)  # fmt: skip
def test_an_entry_that_would_make_it_one_is_named_for_it_was_tried(text: str, of: str, expect: str, entry: str) -> None:
    before = "Lindal chooses\n\nThe Lindal Crafts Council has chosen the best of the valley this spring.\n\n"
    after = "\n\nThe council met in May and thanked all who took part in the long day of talks.\n"
    last = said(explained(text, expect, of=before + of + after).unread)[-1]
    assert last.startswith(f"the entry {entry}, ")
    assert last.endswith(", would make it one")


def test_the_kinds_are_all_roles_and_what_is_no_number() -> None:
    assert {"unit", "category", "numeral", *Role.__args__} - {"unexplained"} == set(KINDS)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("expect", "message"),
    [
        ("achievment", "nothing is called achievment; did you mean achievement?"),
        ("en.roles.streets", "nothing is called en.roles.streets; did you mean en.roles.street?"),
        ("zzz", f"nothing is called zzz; there are {', '.join(KINDS)}, and the ids of rules"),
    ],
)
def test_an_expectation_that_means_nothing_is_refused(expect: str, message: str) -> None:
    with pytest.raises(InputError, match="nothing is called") as caught:
        explained("412", expect)
    assert str(caught.value) == message
