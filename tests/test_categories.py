"""The categories under which units were selected."""

import pytest

import extractor
from extractor.records import Category

LISTS = """\
Springfield University names its teams

{summary}

{first}

- Radar Team
- Chess Team

{second}

- Sailing Team
"""


def categories(**parts: str) -> tuple[Category, ...]:
    parts = {"summary": "They were chosen.", "first": "Model Teams", "second": "Rising Teams", **parts}
    return extractor.extract(LISTS.format(**parts), language="en").categories


@pytest.mark.parametrize(
    ("first", "name", "declared"),
    [
        ("Model Teams (2)", "Model Teams", 2),
        ("## Model Teams", "Model Teams", None),
        ('"Model Team" cultivation and creation units:', "Model Team", None),
        ("**Model Teams**", "Model Teams", None),
    ],
)
def test_a_heading_names_and_counts_a_category(first: str, name: str, declared: int | None) -> None:
    found = categories(first=first, second=first.replace("Model", "Rising").replace("MODEL", "RISING"))[0]
    assert (found.name, found.declared and found.declared.value, found.found) == (name, declared, 2)
    assert found.header is not None
    assert found.header.text == name


def test_the_forms_of_one_category_are_folded_together() -> None:
    first, second = categories(
        summary='The teams were selected as "model team" and "rising team".', first="Model Teams", second="Rising Teams"
    )
    assert (first.id, [m.text for m in first.mentions], first.found) == (
        "model-teams",
        ["model team", "Model Teams"],
        2,
    )
    assert (second.id, [m.text for m in second.mentions], second.found) == (
        "rising-teams", ["rising team", "Rising Teams"], 1,
    )  # fmt: skip


def test_a_category_needs_no_heading() -> None:
    text = 'Good news\n\nThe Oak Team and the Elm Team were selected as "Model Team".\n'
    [found] = extractor.extract(text, language="en").categories
    assert (found.id, found.header, found.declared, found.found) == ("model-team", None, None, 2)


def test_a_heading_over_no_unit_is_a_category_that_was_not_filled() -> None:
    assert [c.found for c in extractor.extract("News\n\nIt was a good year.\n", language="en").categories] == []
