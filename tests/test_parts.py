"""Which number is a part of which."""

from collections.abc import Callable

import pytest

from extractor.annotations import AchievementMention, Page, RoleMention

Read = Callable[[str], tuple[Page, list[AchievementMention], list[RoleMention]]]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # by the words between
        ("It has 40 boats, including 12 rafts.", {12: 40}),
        ("It has 40 boats, of which 12 sail.", {12: 40}),
        ("It has 40 boats. Of these, 12 sail and 7 row.", {12: 40, 7: 40}),
        ("It repaired 12 of its 40 boats.", {12: 40}),
        ("It trained 40 sailors, 31% of them women.", {31: 40}),
        # by the list: it goes on while the parts are not more than the whole
        ("It has 40 boats, including 12 rafts, 9 canoes and 3 ferries.", {12: 40, 9: 40, 3: 40}),
        ("It has 40 boats, including 12 rafts and 90 oars.", {12: 40}),
        # by the sum
        ("It has 40 boats: 25 rafts, 10 canoes and 5 ferries.", {25: 40, 10: 40, 5: 40}),
        ("It has 40 boats: 25 rafts, 10 canoes and 4 ferries.", {}),
        # no parts
        ("It has 40 boats and 12 moorings.", {}),
        ("It has 12 boats, including 40 rafts.", {}),
        ("It came 3rd, including 12 boats.", {}),
        # no number is a part of its own part
        ("It has 24 of 18 boats and 6 rafts.", {24: 18, 6: 24}),
    ],
)
def test_the_whole_of_each_part(read_profile: Read, text: str, parts: dict[int, int]) -> None:
    _, found, _ = read_profile(text)
    assert {a.value: found[a.part_of].value for a in found if a.part_of is not None} == parts
