"""Findings: each where it is due, and not where it is not."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import extractor
from extractor import reconcile
from extractor.annotations import CategoryMention, FindingMention, Mark, Page, RoleMention, UnitMention
from extractor.records import Finding

CORPUS = sorted((Path(__file__).parent / "fixtures" / "corpus").glob("*.txt"))
NEWS = """\
Springfield University names its teams

{summary}

Model Teams{first}

{teams}

Rising Teams{second}

- Sailing Team: has 14 boats
"""
LISTED = "- Radar Team: has 12 boats\n- Chess Team: has 13 boards"
SELECTED = 'The Radar Team, the Chess Team and the Debating Team were selected as "Model Teams".'
PROFILES = "The Radar Team has 12 boats.\n\nThe Chess Team has 13 boards.\n\nThe {0} has 15 rooms."


def findings(text: str) -> list[Finding]:
    return list(extractor.extract(text, language="en").findings)


def news(**parts: str) -> list[Finding]:
    parts = {"summary": "They were chosen in May.", "first": "", "second": "", "teams": LISTED, **parts}
    return findings(NEWS.format(**parts))


def seen(found: list[Finding]) -> list[tuple[str, str, list[str]]]:
    return [(f.code, f.severity, [span.text for span in f.spans]) for f in found]


def test_where_all_is_well_there_are_none() -> None:
    assert news(first=" (2)", second=" (1)", summary="Three teams of Springfield University were selected.") == []


def test_a_category_that_has_another_number_of_units_than_it_says() -> None:
    found = news(first=" (3)", second=" (1)")
    assert seen(found) == [("category-mismatch", "warning", ["3"])]
    assert found[0].message == "The text declares 3 for 'Model Teams', another number was found: 2 ≠ 3."


def test_a_total_that_the_categories_do_not_add_up_to_is_an_error_of_the_text() -> None:
    found = news(summary="Four teams of Springfield University were selected.", first=" (2)", second=" (1)")
    assert seen(found) == [("total-mismatch", "error", ["Four", "2", "1"])]
    assert found[0].message == "The counts of the categories do not add up to the declared total: 2 + 1 = 3, not 4."


def test_a_total_that_nothing_else_is_held_against_may_be_misread() -> None:
    found = news(summary="Four teams of Springfield University were selected.")
    assert seen(found) == [("total-mismatch", "warning", ["Four"])]


def test_a_unit_that_the_summary_leaves_out() -> None:
    found = news(summary=SELECTED.replace(" and the Debating Team", ""), teams=PROFILES.format("Debating Team"))
    assert ("unit-not-in-summary", "warning", ["Debating Team"]) in seen(found)


def test_no_unit_is_left_out_where_the_summary_names_all_or_none() -> None:
    for summary in (SELECTED, "They were chosen in May."):
        found = news(summary=summary, teams=PROFILES.format("Debating Team"))
        assert "unit-not-in-summary" not in [f.code for f in found]


def test_a_unit_without_the_profile_that_most_others_have() -> None:
    found = news(summary=SELECTED, teams=PROFILES.format("town"))
    assert ("unit-without-profile", "info", ["Debating Team"]) in seen(found)


def test_no_profile_is_missed_where_most_have_none() -> None:
    found = news(summary=SELECTED, teams="The Radar Team has 12 boats.")
    assert "unit-without-profile" not in [f.code for f in found]


VARIANTS = """\
Good news

The {0} and the Elm Team were selected as "Model Branch".

"Model Branch" units:

The {1} has 12 members from the town, and it won 3 prizes.

The Elm Team has 13 members from the town, and it won 4 prizes.
"""


@pytest.mark.parametrize(
    ("one", "again", "fires"),
    [
        ("Party Branch of the School of Art", "Party Branch of the College of Art", True),
        ("Party Branch of the School of Food Science", "Party Branch of the Food Science School", True),
        ("Party Branch of the School of Art", "party branch of School of Art", False),
        ("Party Branch of the School of Art", '"Party Branch of the School of Art"', False),
        ("Party Branch of the School of Art of Lake University", "Party Branch of the School of Art", False),
    ],
)
def test_one_unit_under_different_names(one: str, again: str, fires: bool) -> None:  # noqa: FBT001 - a column
    codes = [f.code for f in findings(VARIANTS.format(one, again))]
    assert ("name-variants" in codes) is fires


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("It is at the School of Explosion Science and TechnologyThe Party branch.", "TechnologyThe"),
        ("They are the MaterialsParty Branch and others.", "MaterialsParty"),
        ("They use DataHub and YouTube in the OpenLab.", None),
        ("McDonald and DeVries met the MacLab people of PowerSchool.", None),
    ],
)
def test_names_that_run_together(text: str, pair: str | None) -> None:
    found = [f for f in findings(f"News\n\n{text}\n") if f.code == "fused-names"]
    assert [(f.severity, f.spans[0].text) for f in found] == ([("warning", pair)] if pair else [])


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ('It has a "good hall and others.', True),
        ('It has a "good" hall and others.', False),
        ('"It was good.\n\n"It is good still."', False),  # a quotation over two paragraphs opens twice
        ("It is the team's hall.", False),
    ],
)
def test_a_quotation_mark_without_a_partner(text: str, fires: bool) -> None:  # noqa: FBT001 - a column
    found = [f for f in findings(f"News of the day\n\n{text}\n") if f.code == "unbalanced-quote"]
    assert [f.spans[0].text for f in found] == (['"'] if fires else [])


def test_where_nothing_is_found_the_findings_say_so() -> None:
    assert seen(findings("The river\n\nIt flows through the town.\n")) == [
        ("no-category", "warning", []), ("no-header", "info", []),
    ]  # fmt: skip


def test_the_seed_lacks_a_unit_in_its_summary_and_runs_two_names_together(seed: Path) -> None:
    found = seen(findings(seed.read_text("utf-8")))
    assert [row for row in found if row[1] != "info"] == [
        ("fused-names", "warning", ["TechnologyThe"]),
        ("unit-not-in-summary", "warning", ["teaching Party Branch of Xuteli College"]),
    ]


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.stem)
def test_no_document_of_the_corpus_is_said_to_be_wrong(path: Path) -> None:
    assert [f.message for f in findings(path.read_text("utf-8")) if f.severity == "error"] == []


# The questions by themselves, of units and paragraphs of which only the places matter.

LINES = "Aa Bb Cc Dd\n\nAa\n\nBb\n\nCc\n\nDd\n\nEe Ff Gg Hh Ii Jj\n"
TEAMS, CLUBS = (CategoryMention(name, None, ()) for name in ("Teams", "Clubs"))


def place(word: str, occurrence: int = 0) -> Mark:
    at = -1
    for _ in range(occurrence + 1):
        at = LINES.index(word, at + 1)
    return Mark(at, at + len(word))


def unit(name: str, *, named: Sequence[Mark], profile: Mark | None = None, category: int = 0) -> UnitMention:
    mentions = (*named, profile) if profile else tuple(named)
    return UnitMention(name, category, "team", mentions, profile=profile)


def short(found: Sequence[FindingMention]) -> list[tuple[str, str, str, tuple[Mark, ...]]]:
    return [(f.code, f.severity, f.message, f.spans) for f in found]


def not_in_summary(name: str, place: Mark, category: str = "Teams") -> tuple[str, str, str, tuple[Mark, ...]]:
    message = f"'{name}' has a profile, but the summary of '{category}' does not name it."
    return "unit-not-in-summary", "warning", message, (place,)


@pytest.fixture(scope="module")
def page(paged: Callable[[str], Page]) -> Page:
    page = paged(LINES)
    assert len(page.blocks) == 6
    return page


def with_profiles(names: Sequence[str], *, named: Sequence[str], category: int = 0) -> list[UnitMention]:
    """Units of which the first paragraph names some; each has a paragraph of its own."""
    return [unit(n, named=[place(n)] if n in named else [], profile=place(n, 1), category=category) for n in names]


def test_a_paragraph_with_half_of_the_units_is_a_summary_and_one_with_fewer_is_none(page: Page) -> None:
    half = with_profiles(["Aa", "Bb", "Cc", "Dd"], named=["Aa", "Bb"])
    assert short(list(reconcile._summary(page, [TEAMS], half))) == [
        not_in_summary("Cc", place("Cc", 1)), not_in_summary("Dd", place("Dd", 1)),
    ]  # fmt: skip
    fewer = [*half, *(unit(n, named=[], profile=place(n)) for n in ("Ee",))]
    assert list(reconcile._summary(page, [TEAMS], fewer)) == []


def test_one_name_is_no_list(page: Page) -> None:
    units = with_profiles(["Aa", "Bb"], named=["Aa"])
    assert list(reconcile._summary(page, [TEAMS], units)) == []
    assert list(reconcile._summary(page, [TEAMS], with_profiles(["Aa"], named=[]))) == []
    assert list(reconcile._summary(page, [TEAMS], [])) == []


def test_the_summary_is_the_paragraph_that_names_most_wherever_it_stands(page: Page) -> None:
    units = [
        *with_profiles(["Aa", "Bb"], named=["Aa", "Bb"]),
        unit("Cc", named=[place("Ee")], profile=place("Cc", 1)),  # named in the last paragraph, which names no other
        unit("Dd", named=[], profile=place("Dd", 1)),
    ]
    assert short(list(reconcile._summary(page, [TEAMS], units))) == [not_in_summary("Dd", place("Dd", 1))]


def test_a_unit_whose_profile_is_the_summary_is_in_it(page: Page) -> None:
    units = [*with_profiles(["Aa", "Bb"], named=["Aa", "Bb"]), unit("Cc", named=[], profile=place("Cc"))]
    assert list(reconcile._summary(page, [TEAMS], units)) == []


def test_each_category_has_its_own_summary(page: Page) -> None:
    units = [
        *with_profiles(["Aa"], named=[]),
        *with_profiles(["Bb", "Cc"], named=["Bb", "Cc"], category=1),
        *with_profiles(["Dd"], named=[], category=1),
    ]
    assert short(list(reconcile._summary(page, [TEAMS, CLUBS], units))) == [
        not_in_summary("Dd", place("Dd", 1), "Clubs")
    ]


def without_profile(name: str, place: Mark) -> tuple[str, str, str, tuple[Mark, ...]]:
    message = f"'{name}' is named and has no profile, most others here have one."
    return "unit-without-profile", "info", message, (place,)


def test_a_profile_is_missed_where_more_than_half_have_one_of_their_own() -> None:
    most = [*with_profiles(["Aa", "Bb"], named=["Aa", "Bb"]), unit("Cc", named=[place("Cc")])]
    assert short(list(reconcile._profiles([TEAMS], most))) == [without_profile("Cc", place("Cc"))]
    assert list(reconcile._profiles([TEAMS], [*most, unit("Dd", named=[place("Dd")])])) == []


def test_a_profile_is_missed_among_the_units_of_one_category() -> None:
    clubs = with_profiles(["Bb", "Cc", "Dd"], named=["Bb", "Cc", "Dd"], category=1)
    assert list(reconcile._profiles([TEAMS, CLUBS], [unit("Aa", named=[place("Aa")]), *clubs])) == []
    found = reconcile._profiles([TEAMS, CLUBS], [unit("Aa", named=[place("Aa")], category=1), *clubs])
    assert short(list(found)) == [without_profile("Aa", place("Aa"))]


def test_a_profile_that_units_share_or_that_alone_names_its_unit_is_no_example() -> None:
    lacking = unit("Dd", named=[place("Dd")])
    shared = [unit(n, named=[place(n)], profile=place("Ee")) for n in ("Aa", "Bb")]
    assert list(reconcile._profiles([TEAMS], [*shared, lacking])) == []
    alone = with_profiles(["Aa", "Bb"], named=[])
    assert list(reconcile._profiles([TEAMS], [*alone, lacking])) == []


def test_the_last_mark_of_a_paragraph_has_no_partner(paged: Callable[[str], Page]) -> None:
    text = 'It has a "good hall" and a "better one.\n\nIt is in "town".\n\nIt has "rooms and others.\n'
    found = list(reconcile._quotes(paged(text)))
    message = "This quotation mark has no partner in its paragraph."
    better, rooms = text.index('"better'), text.index('"rooms')
    assert short(found) == [
        ("unbalanced-quote", "info", message, (Mark(better, better + 1),)),
        ("unbalanced-quote", "info", message, (Mark(rooms, rooms + 1),)),
    ]


def test_a_quotation_over_two_paragraphs_hides_none_behind_it(paged: Callable[[str], Page]) -> None:
    text = '"It was good.\n\n"It is good still."\n\nIt has a "good hall.\n'
    [found] = reconcile._quotes(paged(text))
    assert [mark.start for mark in found.spans] == [text.index('"good hall')]


def test_a_number_that_no_rule_explains_is_a_finding(paged: Callable[[str], Page]) -> None:
    page = paged("It has 12 boats and 1,362 rooms.")
    roles = [RoleMention("achievement", ""), RoleMention("unexplained", "")]
    at = page.text.index("1,362")
    assert short(list(reconcile._unexplained(page, roles))) == [
        ("unexplained-numeral", "warning", "No rule explains the number '1,362'.", (Mark(at, at + 5),))
    ]


def test_every_number_has_a_role(paged: Callable[[str], Page]) -> None:
    with pytest.raises(ValueError, match="shorter"):
        list(reconcile._unexplained(paged("It has 12 boats."), []))


def test_what_was_not_found_is_said() -> None:
    no_unit = ("no-category", "warning", "No selected unit was found in this text.", ())
    no_category = ("no-category", "info", "The units stand under no category.", ())
    no_header = ("no-header", "info", "No heading of a category was found.", ())
    one = unit("Aa", named=[place("Aa")])
    assert short(list(reconcile._nothing([], [], []))) == [no_unit, no_header]
    assert short(list(reconcile._nothing([], [], [one]))) == [no_category, no_header]
    assert short(list(reconcile._nothing([], [TEAMS], [one]))) == [no_header]


def test_findings_about_no_place_come_first() -> None:
    assert [f.code for f in findings('"Tell it to the river\n\nIt flows through the town.\n')] == [
        "no-category", "no-header", "unbalanced-quote",
    ]  # fmt: skip


def test_findings_stand_in_the_order_of_their_places() -> None:
    found = findings(
        '"Tell it to the river of today.\n\nIt is at the School of Explosion Science and TechnologyThe town.\n'
    )
    assert [f.code for f in found][-2:] == ["unbalanced-quote", "fused-names"]
