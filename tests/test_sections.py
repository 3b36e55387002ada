"""What each stretch of an announcement is for."""

import pytest

import extractor
from extractor.records import Section

NEWS = """\
Springfield University names its model teams

Five teams of Springfield University were selected: three as "Model Team", two as "Rising Team".

The university has run workshops for many years. Its people like to work together in small groups.

Model Teams (3)

1. Radar Team of the School of Physics: published 12 papers in 2023, including 4 books.
2. Chess Team of the School of Law: 31% of its members are women.
3. Debating Team: won 3 first prizes.

Rising Teams (2)

- Cycling Team – rode 1,200 kilometres.
- Sailing Team

Next, the university will build 50 halls.

Contact: Ms Lee, tel. 020 7946 0123
"""


def rows(text: str) -> list[tuple[str, str | None, str | None, str]]:
    return [(s.kind, s.category, s.unit, text[s.start : s.end].split("\n", maxsplit=1)[0][:24]) for s in sections(text)]


def sections(text: str) -> tuple[Section, ...]:
    return extractor.extract(text, language="en").sections


def test_a_whole_announcement() -> None:
    assert rows(NEWS) == [
        ("title", None, None, "Springfield University n"),
        ("summary", None, None, "Five teams of Springfiel"),
        ("background", None, None, "The university has run w"),
        ("header", "model-teams", None, "Model Teams (3)"),
        ("profile", "model-teams", "u01", "1. Radar Team of the Sch"),
        ("profile", "model-teams", "u02", "2. Chess Team of the Sch"),
        ("profile", "model-teams", "u03", "3. Debating Team: won 3 "),
        ("header", "rising-teams", None, "Rising Teams (2)"),
        ("profile", "rising-teams", "u04", "- Cycling Team – rode 1,"),
        ("list", "rising-teams", "u05", "- Sailing Team"),
        ("outlook", None, None, "Next, the university wil"),
        ("other", None, None, "Contact: Ms Lee, tel. 02"),
    ]


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("Looking ahead, the university will open three halls.", "outlook"),
        ("The university will open a hall. It will also build a road.", "outlook"),
        ("The university opened a hall. It will also build a road. It did much else besides.", "background"),
        ("Tel: 020 7946 0123; e-mail: press@example.org", "other"),
        ("2 May 2024", "other"),
        ("Our teams are on the list of this batch, and we are glad.", "summary"),
        ("Anyone may come to the hall on any day of the week.", "background"),
    ],
)
def test_a_paragraph_by_itself(paragraph: str, kind: str) -> None:
    text = f"News of the university\n\nThe people of the town like to work together in groups.\n\n{paragraph}\n"
    assert sections(text)[-1].kind == kind


def test_a_passage_about_two_units_belongs_to_neither_alone() -> None:
    text = (
        'The Oak Team and the Elm Team were selected as "Model Team".\n\n'
        "The Oak Team and the Elm Team have 12 and 15 boats respectively.\n"
    )
    assert {s.unit for s in sections(text)} <= {None}
