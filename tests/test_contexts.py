"""The conditions of a numeral as a mapping, each worked out when a rule asks."""

from collections.abc import Callable

import pytest

from extractor import conditions
from extractor.annotations import SectionMention
from extractor.contexts import Places
from extractor.english import make_page
from extractor.matching import Grammar


@pytest.fixture
def places(english: Grammar) -> Callable[[str], Places]:
    """`places(text)`: the text as one profile."""

    def build(text: str) -> Places:
        page = make_page(text, english)
        return Places(page, english, [SectionMention("profile", 0, len(text))], [], frozenset(), institution=None)

    return build


def test_it_has_every_condition(places: Callable[[str], Places]) -> None:
    found = places("It has 12 halls.")
    asked = found.conditions(found.page.numerals[0])
    assert set(asked) == set(conditions.CONDITIONS)
    assert len(asked) == len(conditions.CONDITIONS)
    assert {name for name, holds in asked.items() if holds} == {"counted", "counted_plural", "in_profile"}


def test_a_condition_is_worked_out_once(places: Callable[[str], Places], monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def planned(*_: object) -> bool:
        calls.append(1)
        return True

    monkeypatch.setitem(conditions.CONDITIONS, "planned", planned)
    found = places("It has 12 halls.")
    asked = found.conditions(found.page.numerals[0])
    assert asked["planned"]
    assert asked["planned"]
    assert len(calls) == 1


def test_an_unknown_condition_is_an_error(places: Callable[[str], Places]) -> None:
    found = places("It has 12 halls.")
    with pytest.raises(KeyError):
        found.conditions(found.page.numerals[0])["plannde"]
