"""Numbers find their counterparts by value and order."""

from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor.rules import load_rules
from extractor.twins.alignment import align, gaps, longest_rising
from extractor.twins.figures import Figure, figures


def read(text: str) -> tuple[Figure, ...]:
    return figures(extractor.extract(text, rules=load_rules()), text)


def test_what_stands_in_another_order_crosses() -> None:
    one, other = (
        read("发表论文18篇，其中3篇获奖，授权专利25件。"),
        read("Won 3 prizes with 18 papers; it has 25 patents."),
    )
    aligned = align(one, other)
    assert [(one[i].value, other[j].value) for i, j in aligned.pairs] == [(18, 18), (3, 3), (25, 25)]
    assert len(aligned.crossing) == 1


def test_gaps_are_what_is_left_between_anchors() -> None:
    one, other = read("论文18篇，专利25件，著作7部。"), read("It has 18 papers, 52 patents and 7 books.")
    (gap,) = gaps(align(one, other), len(one), len(other))
    assert (gap.chinese, gap.english) == ((1,), (1,))


@given(st.permutations(range(9)))
def test_the_longest_rising_pairs_rise(order: list[int]) -> None:
    found = longest_rising(list(enumerate(order)))
    assert [j for _, j in found] == sorted(j for _, j in found)
    assert found
    assert {*found} <= {*enumerate(order)}
