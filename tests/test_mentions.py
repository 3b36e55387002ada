"""Where a summary names the units that only their profiles named so far."""

from collections.abc import Callable

import pytest

from extractor.annotations import Mark, Page, UnitMention
from extractor.matching import Grammar
from extractor.mentions import link_mentions, outside

PROFILES = (
    "Party Branch of the College of Materials",
    "Fourth Party Branch of the Graduate Radar of the School of Law",
)
Linked = Callable[[str], list[list[str]]]


@pytest.fixture
def linked(paged: Callable[[str], Page], english: Grammar) -> Linked:
    """`linked(summary)`: by unit, what the summary calls it."""

    def link(summary: str) -> list[list[str]]:
        page = paged(f"{summary}\n\nThe {PROFILES[0]} has 12 members.\n\nThe {PROFILES[1]} has 13.\n")
        units = []
        for name in PROFILES:
            start = page.text.rindex(f"The {name}")
            named = Mark(start + 4, start + 4 + len(name))
            profile = Mark(start, page.text.index("\n", start))
            units.append(UnitMention(name, 0, "party-branch", (named,), (), profile))
        return [[page.text[m.start : m.end] for m in outside(u)] for u in link_mentions(page, english, units)]

    return link


def test_each_unit_finds_its_name_in_another_form(linked: Linked) -> None:
    summary = (
        "The Party branch of the School of Materials, School of Law, the fourth Party branch of Graduate Radar were "
        'selected as "Model Branch".'
    )
    assert linked(summary) == [
        ["Party branch of the School of Materials"], ["School of Law, the fourth Party branch of Graduate Radar"],
    ]  # fmt: skip


def test_names_that_run_together_are_parted(linked: Linked) -> None:
    summary = "The School of MaterialsThe Fourth Party Branch of Graduate Radar, School of Law were selected."
    assert linked(summary) == [["School of Materials"], ["Fourth Party Branch of Graduate Radar, School of Law"]]


@pytest.mark.parametrize(
    "summary",
    [
        "The Party branch of the School of Materials was selected.",  # one likeness may be chance
        "The Party branch of the School of Art and the Party branch of the School of Music were selected.",
        "The Party branch of the School of Materials, the fourth Party branch of Graduate Radar, School of Law met.",
        "Nobody was selected.",
    ],
)
def test_nothing_is_linked_without_reason(linked: Linked, summary: str) -> None:
    assert linked(summary) == [[], []]


def test_a_unit_that_is_named_outside_already_stays_as_it_is(paged: Callable[[str], Page], english: Grammar) -> None:
    page = paged('The Oak Team and the Elm Team were selected as "Model Team".\n\nThe Oak Team rows.\n')
    units = [UnitMention("Oak Team", 0, "team", (Mark(4, 12), Mark(66, 74)), (), Mark(62, 80))]
    assert link_mentions(page, english, units) == units
