"""Which numbers nobody achieved."""

from collections.abc import Callable

import pytest

from extractor.annotations import AchievementMention, Page, RoleMention

Read = Callable[[str], tuple[Page, list[AchievementMention], list[RoleMention]]]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("In 2021 it trained 300 nurses.", ["date", "achievement"]),
        ("On 2 May 2021 it opened.", ["date", "date"]),
        ("In the past three years it trained 300 nurses.", ["date", "achievement"]),
        ("It carried out the 14th Five-Year Plan.", ["date", "date"]),
        ("It has won 3 first prizes.", ["achievement", "grade"]),
        ("It was approved as the third batch of national teams.", ["ordinal"]),
        ('It closely follows the "seven powerful" method.', ["name"]),
        ("It serves the '5-2-1-1' cooperation.", ["name"]),
        ("It offers a one-stop service.", ["name"]),
        ("It builds a first-class discipline.", ["name"]),
        ('It serves the "double first-class" construction.', ["name"]),
        ("It is one of the best teams.", ["pronoun"]),
        ("It will build 50 halls.", ["quantity"]),
        ("It strives to build 50 halls.", ["quantity"]),
        ("It built 50 halls.", ["achievement"]),
        ("Call 020 7946 0123.", ["reference"]),
        ("Meet in room 12.", ["reference"]),
        ("1. It built 50 halls.", ["enumeration", "achievement"]),
    ],
)
def test_the_roles_of_the_numbers_of_a_sentence(read_profile: Read, text: str, roles: list[str]) -> None:
    _, _, found = read_profile(text)
    assert [role.role for role in found] == roles


def test_every_role_but_achievement_names_its_rule(read_profile: Read) -> None:
    _, _, found = read_profile("In 2021 it won 3 first prizes and will build 50 halls in room 12 of the third batch.")
    assert all((role.role == "achievement") is (role.rule == "") for role in found)
    assert {role.role for role in found} > {"achievement", "date", "grade"}


def test_a_batch_is_no_place(read_profile: Read) -> None:
    _, _, found = read_profile("It was in the third batch of national teams.")
    assert [role.role for role in found] == ["ordinal"]


def test_a_role_names_the_rule_that_gave_it(read_profile: Read) -> None:
    _, _, found = read_profile("It has won 3 first prizes.")
    assert found[0] == RoleMention("achievement", "")
    assert found[1].role == "grade"
    assert found[1].rule.startswith("en.roles.")
