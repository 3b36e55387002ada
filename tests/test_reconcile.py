"""Findings: each where it is due, and not where it is not."""

from pathlib import Path

import pytest

import extractor
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
    assert seen(news(first=" (3)", second=" (1)")) == [("category-mismatch", "warning", ["3"])]


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
