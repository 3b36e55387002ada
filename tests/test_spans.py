import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractor import spans
from extractor.spans import Extent

TEXTS = st.text(alphabet="ab \t\r\n\u3000。", max_size=30)
EXTENTS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: (min(pair), max(pair)))


def inside(extent: Extent) -> set[int]:
    return set(range(*extent))


@given(EXTENTS, EXTENTS)
def test_stretches_overlap_that_share_a_character(one: Extent, other: Extent) -> None:
    assert spans.overlaps(one, other) == bool(inside(one) & inside(other))


@given(EXTENTS, EXTENTS)
def test_a_stretch_contains_one_that_does_not_reach_out_of_it(outer: Extent, inner: Extent) -> None:
    if inside(inner):
        assert spans.contains(outer, inner) == (inside(inner) <= inside(outer))


@given(EXTENTS, EXTENTS)
def test_a_share_is_of_what_two_stretches_span_together(one: Extent, other: Extent) -> None:
    if inside(one) and inside(other) and (spanned := inside((min(one[0], other[0]), max(one[1], other[1])))):
        assert spans.share(one, other) == len(inside(one) & inside(other)) / len(spanned)


@given(TEXTS, EXTENTS)
def test_trimming_takes_the_whitespace_at_the_ends_and_nothing_else(text: str, extent: Extent) -> None:
    start, end = spans.trim(text, *extent)
    assert text[start:end] == text[slice(*extent)].strip()
    assert spans.contains(extent, (start, end))


def test_nothing_is_left_of_whitespace() -> None:
    assert spans.trim("ab  cd", 2, 4) == (2, 2)


@given(st.lists(EXTENTS).map(sorted), st.integers(0, 25))
def test_gaps_are_what_no_extent_touches(extents: list[Extent], length: int) -> None:
    taken = set[int]().union(*map(inside, extents))
    found = list(spans.gaps(extents, max([length, *(end for _, end in extents)])))
    assert all(start < end for start, end in found)
    assert found == sorted(found)
    left = [at for extent in found for at in range(*extent)]
    assert left == sorted(set(range(max([length, *(end for _, end in extents)]))) - taken)


@given(TEXTS)
def test_lines_are_counted_as_python_splits_them(text: str) -> None:
    offset = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        assert {spans.line_of(text, at) for at in range(offset, offset + len(line))} == {number}
        offset += len(line)


@given(st.text(alphabet="ab", max_size=20), st.text(alphabet="ab", min_size=1, max_size=3), EXTENTS)
@example(text="aabaab", part="a", extent=(0, 4))
@example(text="aabaab", part="ab", extent=(2, 5))
def test_a_part_is_found_wherever_it_lies_in_a_stretch_without_overlap(text: str, part: str, extent: Extent) -> None:
    found = list(spans.occurrences(text, part, *extent))
    assert found == [m.start() for m in re.compile(part).finditer(text, *extent)]


@pytest.mark.parametrize(
    ("text", "seen"),
    [("", False), (" \n\t\u00a0", False), ("\u200b \ufeff\u2060\u00ad", False), ("\u200ba", True), (".", True)],
)
def test_what_can_be_seen_of_a_text(text: str, seen: bool) -> None:  # noqa: FBT001
    assert spans.has_words(text) is seen


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8), st.integers(0, 3))), st.integers(0, 20), st.integers(1, 9)
)
def test_numbered_stretches_are_told_by_another(rows: list[tuple[int, int, int]], start: int, length: int) -> None:
    extents = [(at, at + long, number) for at, long, number in rows]
    end = start + length
    numbered = spans.Numbered(extents)
    assert numbered.beginning_in(start, end) == tuple(sorted({n for at, _, n in extents if start <= at < end}))
    assert numbered.meeting(start, end) == tuple(
        sorted({n for s, e, n in extents if spans.overlaps((s, e), (start, end))})
    )


@given(st.text(alphabet="ab", max_size=20), st.text(alphabet="ab", min_size=1, max_size=3))
def test_a_part_is_looked_for_from_the_beginning(text: str, part: str) -> None:
    assert list(spans.occurrences(text, part)) == [m.start() for m in re.compile(part).finditer(text)]


@given(st.lists(EXTENTS, max_size=6), EXTENTS)
def test_a_set_of_stretches_holds_what_the_longest_that_begins_before_holds(
    extents: list[Extent], asked: Extent
) -> None:
    ends = [end for start, end in extents if start <= asked[0]]
    assert spans.Spans(extents).hold(*asked) == (bool(ends) and asked[1] <= max(ends))


def test_a_stretch_is_held_up_to_its_last_character_and_within_a_longer_one() -> None:
    held = spans.Spans([(2, 10), (3, 5), (3, 5)])
    assert [held.hold(*asked) for asked in [(2, 10), (4, 8), (3, 5), (1, 3), (4, 11), (12, 13)]] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
