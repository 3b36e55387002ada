import pytest

from extractor.patterntrees import Unreadable, parts_for_re2, tree_of

LISTS = {"town": ["oslo", "oslo s.", "bergen"], "none": []}


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        (r"room \d+[^a-z.]", [r"room (?:[\d])+[^a-z\.]"]),
        (r"\L<town>", [r"(?:oslo s\.|bergen|oslo)"]),
        ("(?P<of>a)(?<word>b)", ["ab"]),
        ("a(?=b+)c(?<!d(?!e))", ["ac", "(?:b)+", "d", "e"]),
        (r"a{2,}?b{3}\p{L}$", [r"(?:a){2,}(?:b){3,3}[\w]$"]),
        ("(?>a|b)c*+", ["(?:(?:a|b))(?:c)*"]),
        ("(?:(?=x)a){0,9}(?:(?=x+)a){0,9}", ["(?:a){0,9}(?:a){0,9}", "x", "(?:x)+"]),
    ],
)
def test_the_parts_that_re2_understands(source: str, parts: list[str]) -> None:
    assert parts_for_re2(tree_of(source, LISTS)) == parts


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (r"(a)\1", "a back-reference"),
        ("(?P<x>a)(?P=x)", "a back-reference"),
        ("(?R)", "a recursion"),
        ("(?:cat){e<=1}", "fuzzy matching"),
        ("[a-z--[aeiou]]", "a set made of sets"),
        (r"\Xa", "what Python's own `re` does not know"),
        ("(?:(?=.*x)a)*", "a look ahead or back without end, inside a repeat without end"),
    ],
)
def test_what_no_tree_is_made_of_is_named(source: str, why: str) -> None:
    with pytest.raises(Unreadable, match="^" + why.replace("(", r"\(")):
        parts_for_re2(tree_of(source, LISTS))
