"""Where a name ends, what it is the name of, and which two names mean the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.matching import Grammar
from extractor.names import lead, names, split_list


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Party Committee of the School of Materials", "party-committee"),
        ("Party Branch of the State Key Laboratory of Explosive Science", "party-branch"),
        ("Radar Team of the School of Physics", "team"),
        ("School of Physics", "college"),
        ("Springfield University", "university"),
        ("Teaching and Research Office of History", "department"),
        ("Hengrun (Wuxi) Co., Ltd.", "enterprise"),
        ("Oak Village", "village"),
        ("Lake Hospital", "hospital"),
        ("Professor Lim", "person"),
        ("Tax Law", None),
    ],
)
def test_the_head_noun_says_what_a_unit_is(english: Grammar, name: str, kind: str | None) -> None:
    assert names(english).kind(name) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [("first-class courses", "course"), ("Model Teams", "team"), ("model villages", "village"), ("teaching", None)],
)
def test_the_plural_of_a_category_says_what_its_units_are(english: Grammar, name: str, kind: str | None) -> None:
    assert names(english).plural_kind(name) == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("School of Materials", "the College of Materials"),
        ("Food Science School", "School of Food Science"),
        ("Departments of Physics and Chemistry", "Department of Chemistry & Physics"),
        ("the Doctor's Branch", "Doctors' branch"),
    ],
)
def test_case_order_number_and_the_sort_of_college_tell_no_two_names_apart(
    english: Grammar, one: str, other: str
) -> None:
    assert names(english).alike(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Radar Team", "Chess Team"), ("Oak Village", "Elm Village"), ("of the", "Oak")]
)
def test_a_telling_word_that_differs_makes_two_names(english: Grammar, one: str, other: str) -> None:
    assert names(english).alike(one, other) == 0


@given(st.lists(st.sampled_from(["oak", "elm", "ash", "team", "school", "party", "of", "the"]), min_size=1, max_size=5))
def test_likeness_goes_both_ways_and_a_name_is_like_itself(english: Grammar, words: list[str]) -> None:
    one, other = " ".join(words), " ".join(words[::-2])
    alike = names(english).alike
    assert alike(one, other) == alike(other, one) <= 1
    assert alike(one, one) == (1 if names(english).words(one) else 0)


def test_telling_words_are_more_than_the_kind_of_thing(english: Grammar) -> None:
    kinds = names(english)
    assert kinds.telling("Party Branch of the School of Polymer Materials") == {"polymer", "material"}
    assert kinds.distinguishes("three online courses", "online courses")
    assert not kinds.distinguishes("three courses", "online courses")
    assert kinds.distinguishes("three courses", "courses")


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Radar Team: published 12 papers.", "Radar Team", "published 12 papers."),
        ("Radar Team — published 12 papers.", "Radar Team", "published 12 papers."),
        ("Radar Team. It won", "Radar Team", "It won"),
        ('"Tax Law" (Professor Lim)', "Tax Law", "(Professor Lim)"),
        ("Hengrun (Wuxi) Co., Ltd.: bearings", "Hengrun (Wuxi) Co., Ltd.", "bearings"),
        ("Hengrun Co., Ltd. makes bearings", "Hengrun Co., Ltd. makes bearings", ""),
        ("Rivers: A History of Water", "Rivers: A History of Water", ""),
        ("Rivers: A history of 12 rivers", "Rivers", "A history of 12 rivers"),
        ("Oak Village", "Oak Village", ""),
    ],
)
def test_the_name_that_leads_a_line_and_what_is_said_of_it(line: str, name: str, rest: str) -> None:
    found, behind = lead(line, 0, len(line))
    assert (line[found.start : found.end], line[behind:]) == (name, rest)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ('A; B (C; D); "E; F"; G', ["A", "B (C; D)", '"E; F"', "G"]),
        ("A, B; C", ["A", "B", "C"]),
        (" ;; ", []),
        ("A) ; B", ["A)", "B"]),
        ('"A; B', ['"A; B']),
    ],
)
def test_an_enumeration_is_split_outside_brackets_and_quotations(text: str, pieces: list[str]) -> None:
    assert [text[m.start : m.end] for m in split_list(text, 0, len(text), ";,")] == pieces
