import pytest

from extractor.patterngroups import compiles, groups


@pytest.mark.parametrize(
    ("pattern", "bodies"),
    [
        ("room <cardinal>", []),
        ("(?:a|b(?=c|d)) x", ["c|d", "a|b(?=c|d)"]),
        (r"[()]\((?P<of>a)(?<!e)(?<word>b)(?>c)", ["a", "e", "b", "c"]),
        ("a)(b", []),
    ],
)
def test_what_stands_in_each_group(pattern: str, bodies: list[str]) -> None:
    assert list(groups(pattern)) == bodies


@pytest.mark.parametrize(
    ("pattern", "whole"), [("{month} <any>(?=a)", True), ("", True), ("(?=a", False), ("a)", False), ("[a", False)]
)
def test_a_piece_that_is_a_pattern_by_itself(pattern: str, whole: bool) -> None:  # noqa: FBT001
    assert compiles(pattern) is whole
