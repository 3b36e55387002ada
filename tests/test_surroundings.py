"""What the page says about every place in it."""

from collections.abc import Callable

import pytest

from extractor.annotations import Mark, Page, SectionMention, UnitMention
from extractor.matching import Grammar
from extractor.surroundings import Surroundings

TEXT = (
    '1. The Oak Team has a "one-stop" hall. "We built it, and we are glad," she said. It is ours.\n\n'
    "Oak | 12\nElm | 3\n"
)
Look = Callable[[str], tuple[int, int]]


@pytest.fixture
def around(paged: Callable[[str], Page], english: Grammar) -> Surroundings:
    start = TEXT.index("Oak Team")
    units = [UnitMention("Oak Team", None, "team", (Mark(start, start + 8),))]
    sections = [SectionMention("profile", 0, 95), SectionMention("list", 96, len(TEXT))]
    return Surroundings(paged(TEXT), english, sections, units, frozenset(), institution=None)


def where(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.mark.parametrize(
    ("question", "inside", "outside"),
    [
        ("in_name", "Oak", "hall"),
        ("in_quotes", "one", "hall"),
        ("in_quotes", "one", "built"),
        ("in_speech", "built", "one"),
    ],
)
def test_stretches(around: Surroundings, question: str, inside: str, outside: str) -> None:
    ask = getattr(around, question)
    assert (ask(*where(inside)), ask(*where(outside))) == (True, False)


def test_places(around: Surroundings) -> None:
    assert (around.in_marker(0), around.in_marker(TEXT.index("The"))) == (True, False)
    assert (around.in_row(TEXT.index("12")), around.in_row(TEXT.index("hall"))) == (True, False)
    assert TEXT[slice(*around.sentence(TEXT.index("ours")))] == "It is ours."
    assert around.section(TEXT.index("12")) == SectionMention("list", 96, len(TEXT))
    assert around.section(len(TEXT)) is None


def test_the_institution_speaks_of_itself(around: Surroundings) -> None:
    assert not around.own(*where("It is ours."))
    assert around.own(*where('"We built it'))


def test_work_is_done_once_for_a_key(around: Surroundings) -> None:
    done = [around.once(("sum", 1), object), around.once(("sum", 1), object)]
    assert done[0] is done[1]
    assert around.once(("sum", 2), object) is not done[0]
