import pytest

from extractor.ambiguity import ambiguous_repeats, double_repeats
from extractor.patterntrees import tree_of


@pytest.mark.parametrize(
    "source",
    [
        "(?:a*)*b", "(?:a+)+b", "(?:a|a)+", "(?:[a-z]|[ab])+!", "(?:ab|a|b)*", "(?:[a-z-]+ ?)*", "(?:[a-z]{1,9} ?)+",
        r"(?:\w+\s?)+", "(?:a?b?)*", "(?:(?:a|b)|b){0,30}", "(?:in|into|to)+", r"(?:(?<!x)in|into|to)+",
        "(?=(?:a|a)+)c", "(?:(?:a|a)+c)++", "(?:.|x)*",
    ],
)  # fmt: skip
def test_a_repeat_that_can_read_a_text_in_many_ways(source: str) -> None:
    assert len(list(ambiguous_repeats(tree_of(source, {})))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "a*b", "(?:[a-z]+ )+", "(?:[a-z]+(?:-[a-z]+)?,? )*", "(?:has|had)+", "(?:ab|ac)*", "(?:a|b)*", "(?:a|a)++",
        "(?:a|a){0,5}", "(?:[a-z]+ ?)?", r"(?:(?<!\w)(?:in|into|to)|\s)+", "(?:[^a]|a)*", "(?:a|a)",
    ],
)  # fmt: skip
def test_a_repeat_that_reads_a_text_in_one_way(source: str) -> None:
    assert list(ambiguous_repeats(tree_of(source, {}))) == []


def test_the_piece_is_named_as_a_pattern() -> None:
    assert list(ambiguous_repeats(tree_of("x(?=(?:a|[ab])+)", {}))) == ["(?:(?:a|[ab]))+"]


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        (r"\s*\s+x", [r"(?:[\s])*(?:[\s])+"]),
        ("a*(?=c)b?[ab]+", ["(?:a)*(?:[ab])+"]),
        ("a*b+", []),
        ("a*xa*", []),
        ("a{0,50}a*", []),
        ("a*+a*", []),
    ],
)
def test_two_repeats_beside_each_other_that_share_what_they_read(source: str, pieces: list[str]) -> None:
    assert list(double_repeats(tree_of(source, {}))) == pieces
