"""A pattern in parts, as its author wrote them."""

import pytest

from extractor.decisions import alternatives_of
from extractor.patternparts import Part, choices, joined, parts_of
from extractor.rules import load_rules


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        (" at a time", [" ", "at", " ", "a", " ", "time"]),
        ("(?= (?:[a-z]+ ){1,2}{street}(?!\\w))", [" ", "(?:[a-z]+ ){1,2}", "{street}", "(?!\\w)"]),
        ("(?:<money>) (?:across|spread) ", ["<money>", " ", "(?:across|spread)", " "]),
        ("no\\. ?prizes?-time", ["no\\.", " ?", "prizes?-time"]),
        ("[^.;,()|]{0,40}?\\L<month>", ["[^.;,()|]{0,40}?", "\\L<month>"]),
        ("", []),
    ],
)
def test_the_parts_are_words_names_markers_classes_and_groups_that_leave_a_choice(
    pattern: str, parts: list[str]
) -> None:
    assert [part.source for part in parts_of(pattern)] == parts


def test_parts_keep_the_looks_ahead_and_back_around_them() -> None:
    assert parts_of("(?=a b)(?=c)") == [
        Part("a", ((0, "(?="),)),
        Part(" ", ((0, "(?="),)),
        Part("b", ((0, "(?="),)),
        Part("c", ((1, "(?="),)),
    ]


@pytest.mark.parametrize("pattern", ["(?=a b)(?=c)", " at (?<=(?=a)b)c(?!d)", "(?:a|b){2} {street}? x"])
def test_joined_parts_are_the_pattern_again(pattern: str) -> None:
    assert joined(parts_of(pattern)) == pattern


def test_the_parts_of_every_built_in_pattern_have_all_of_it() -> None:
    """Only the brackets of groups that leave no choice are gone."""
    sides = [s for rule in load_rules().rules for a in alternatives_of(rule) for s in (a.before, a.after)]
    for side in sides:
        assert joined(parts_of(side)).replace("(?:", "").replace(")", "") == side.replace("(?:", "").replace(")", "")


@pytest.mark.parametrize(
    ("source", "forbids", "optional", "telling"),
    [
        ("{street}", False, False, True),
        ("(?:in|at)", False, False, True),
        ("<ordinal>", False, False, True),
        ("(?!\\w)", True, False, False),
        ("(?<!mean )", True, False, False),
        ("(?:the )?", False, True, False),
        ("(?:the ){0,2}?", False, True, False),
        ("(?:[a-z]+ ){1,2}", False, False, False),
        (" ", False, False, False),
    ],
)
def test_what_a_part_is(source: str, forbids: bool, optional: bool, telling: bool) -> None:  # noqa: FBT001
    part = Part(source)
    assert (part.forbids, part.optional, part.telling) == (forbids, optional, telling)


def test_a_part_names_its_fragments_and_lexicons() -> None:
    assert Part("(?:{time_unit}|{past_word} classes){1,2}").names == ("time_unit", "past_word")


@pytest.mark.parametrize(
    ("group", "found"),
    [
        ("(?:years|in (?:the|its)|[|])", ["years", "in (?:the|its)", "[|]"]),
        ("(?:one)", ["one"]),
        ("{street}", ["{street}"]),
    ],
)
def test_the_choices_of_a_group(group: str, found: list[str]) -> None:
    assert choices(group) == found
