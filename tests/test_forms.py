"""Records of labelled lines, and which line names the unit."""

from collections.abc import Callable

from extractor import extract
from extractor.annotations import Page
from extractor.forms import form_names
from extractor.matching import Grammar

FORM = """\
Brook County names its 2025 winners

The jury chose three schools.

Model Schools

School: Elm Grove Primary
Head: Ann Lee
Results: 94 percent of 212 pupils passed in the first round and 3 national prizes

School: Oak Hill Academy
Head: Ben Roy
Results: 88 percent of 190 pupils passed

School: Ash Lane School
Head: Cy Moe
Results: more than 40 pupils won medals
"""


def test_the_first_line_of_each_record_names_a_unit_and_the_record_is_its_profile() -> None:
    extraction = extract(FORM)
    [category] = extraction.categories
    assert category.name == "Model Schools"
    units = [(u.name, u.category, u.profile and FORM[u.profile.start : u.profile.end]) for u in extraction.units]
    records = FORM.split("\n\n")[3:]
    assert units == [
        ("Elm Grove Primary", category.id, records[0]),
        ("Oak Hill Academy", category.id, records[1]),
        ("Ash Lane School", category.id, records[2].strip()),
    ]
    owners = {a.span.text: a.owner for a in extraction.achievements}
    assert owners["3 national prizes"] == extraction.units[0].id
    assert owners["40 pupils"] == extraction.units[2].id


def names_of(page: Page, english: Grammar) -> list[str]:
    return [page.surface(name) for name in form_names(page, english).values()]


def test_records_may_stand_without_blank_lines_in_bold_or_numbered(
    paged: Callable[[str], Page], english: Grammar
) -> None:
    close = FORM.replace("\n\nSchool", "\nSchool")
    bold = FORM.replace("School: ", "**School:** ").replace("Head: ", "**Head:** ")
    numbered = FORM.replace("School: E", "1. School: E").replace("School: O", "2. School: O")
    for text in (FORM, close, bold, numbered.replace("School: Ash", "3. School: Ash")):
        assert names_of(paged(text), english) == ["Elm Grove Primary", "Oak Hill Academy", "Ash Lane School"]


def test_what_is_no_form_of_units_names_none(paged: Callable[[str], Page], english: Grammar) -> None:
    times = "Date: Monday\nTime: 9:00\nPlace: Hall 2\n\nDate: Tuesday\nTime: 10:00\nPlace: Hall 3\n"
    one = "School: Elm Grove Primary\nHead: Ann Lee\n"
    no_names = "Project: we removed 14 tons.\nTeam: Dana Fox\n\nProject: we counted 61 otters.\nTeam: Eli Gray\n"
    twice = "School: Elm Grove\nHead: Ann Lee\n\nSchool: Elm Grove\nHead: Ben Roy\n"
    alone = "School: Elm Grove\n\nThe school won.\n\nSchool: Oak Hill\n\nIt won, too.\n"
    for text in (times, one, no_names, twice, alone):
        assert names_of(paged(text), english) == []
