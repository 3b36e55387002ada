"""The selected units, each once, whatever it is called and however the list is written."""

import pytest

import extractor
from extractor.extraction import Extraction

HEAD = "Springfield University names its teams\n\nThey were chosen in May.\n\n"


def read(text: str) -> Extraction:
    return extractor.extract(text, language="en")


def unit_names(text: str) -> list[tuple[str, str | None]]:
    return [(unit.name, unit.category) for unit in read(text).units]


TEAMS = [("Radar Team", "model-teams"), ("Chess Team", "model-teams"), ("Sailing Team", "model-teams")]


PROFILES = """\
The Radar Team has 12 boats in the harbour and won twice.

The Chess Team has 3 boats in the harbour and won once.

The Sailing Team has 4 boats in the harbour and won nothing.
"""
LISTS = {
    "dashes": "- Radar Team\n- Chess Team\n- Sailing Team\n",
    "bullets": "• Radar Team\n• Chess Team\n• Sailing Team\n",
    "numbers": "1. Radar Team\n2. Chess Team\n3. Sailing Team\n",
    "brackets": "(1) Radar Team;\n(2) Chess Team;\n(3) Sailing Team.\n",
    "letters": "a) Radar Team\nb) Chess Team\nc) Sailing Team\n",
    "table": "Name | Boats\nRadar Team | 12\nChess Team | 3\nSailing Team | 4\n",
    "colons": "- Radar Team: has 12 boats\n- Chess Team: has 3 boats\n- Sailing Team: has 4 boats\n",
    "dashes between": "- Radar Team — it has 12 boats\n- Chess Team — it has 3 boats\n- Sailing Team — it has 4\n",
}
PROSE = {
    "semicolons": "Radar Team; Chess Team; Sailing Team\n",
    "commas": "Radar Team、Chess Team、Sailing Team\n",
    "profiles": PROFILES,
}


def lists(bodies: dict[str, str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in bodies.items()])


@lists(LISTS)
@pytest.mark.parametrize("heading", ["Model Teams (3)", "**Model Teams**", "## Model Teams"])
def test_a_list_however_it_is_written(heading: str, body: str) -> None:
    assert unit_names(f"{HEAD}{heading}\n\n{body}") == TEAMS


@lists(PROSE)
def test_names_and_passages_under_a_heading_that_counts(body: str) -> None:
    assert unit_names(f"{HEAD}Model Teams (3)\n\n{body}") == TEAMS


@lists(PROSE)
def test_names_and_passages_under_a_heading_that_is_marked(body: str) -> None:
    assert unit_names(f"{HEAD}## Model Teams\n\n{body}") == TEAMS


@pytest.mark.parametrize("heading", ["Model Teams (3)", "Model Teams"])
def test_a_list_of_bare_lines(heading: str) -> None:
    found = read(f"{HEAD}{heading}\n\nRadar Team\nChess Team\nSailing Team\n").units
    assert [(unit.name, unit.category, unit.profile) for unit in found] == [(*team, None) for team in TEAMS]


@pytest.mark.parametrize(
    "sentence",
    [
        'The Oak Team and the Elm Team were selected as "Model Team".',
        'The Oak Team and the Elm Team were named "Model Team".',
        'The Committee named the Oak Team and the Elm Team as "Model Team".',
        'The Oak Team and the Elm Team are listed as "Model Team".',
    ],
)
def test_a_sentence_that_says_who_was_selected(sentence: str) -> None:
    assert unit_names(f"Good news\n\n{sentence}\n") == [("Oak Team", "model-team"), ("Elm Team", "model-team")]


def test_a_category_may_have_an_award_in_its_name() -> None:
    text = "Good news\n\nThe Model Team Award went to the Oak Team and the Elm Team.\n"
    assert unit_names(text) == [("Oak Team", "model-team-award"), ("Elm Team", "model-team-award")]


def test_a_category_in_lower_case() -> None:
    text = "Good news\n\nThe Oak Team and the Elm Team were selected into the list of model teams.\n"
    assert unit_names(text) == [("Oak Team", "model-teams"), ("Elm Team", "model-teams")]


def test_an_inverted_sentence() -> None:
    text = 'Good news\n\nSelected as "Model Team" were the Oak Team and the Elm Team.\n'
    assert unit_names(text) == [("Oak Team", "model-team"), ("Elm Team", "model-team")]


def test_two_statements_in_one_sentence() -> None:
    text = 'Good news\n\nThe Oak Team was selected as "Model Team", and the Elm Team was selected as "Rising Team".'
    assert unit_names(text) == [("Oak Team", "model-team"), ("Elm Team", "rising-team")]


def test_quoted_titles_in_a_sentence() -> None:
    text = 'Good news\n\n"Tax Law" and "Roman Law" of Lake University were approved as national first-class courses.\n'
    assert [name for name, _ in unit_names(text)] == ["Tax Law", "Roman Law"]


SUMMARY = """\
Two units of Springfield University were selected

The {0} and the {1} were selected as "Model Branch".

"Model Branch" units:

The {2} has 12 members from the town, and it won 3 prizes.

The {3} has 13 members from the town, and it won 4 prizes.
"""


@pytest.mark.parametrize(
    ("one", "again"),
    [
        ("Party Branch of the School of Materials", "Party branch of the College of Materials"),
        ("Party Branch of the School of Food Science", "Party Branch of the Food Science School"),
        ("Party Branch of the School of Art", "Party Branch of the School of Art"),
    ],
)
def test_one_unit_under_two_names_is_one_unit(one: str, again: str) -> None:
    other = "Party Branch of the School of Law"
    text = SUMMARY.format(one, other, again, other)
    found = read(text).units
    assert [[m.text for m in unit.mentions] for unit in found] == [[one, again], [other, other]]
    assert [unit.kind for unit in found] == ["party-branch", "party-branch"]
    profiles = [text[u.profile.start : u.profile.end].rstrip() for u in found if u.profile]
    assert [profile[-9:] for profile in profiles] == ["3 prizes.", "4 prizes."]


def test_two_units_whose_names_differ_in_one_word_are_two() -> None:
    names = (
        "Party Branch of the School of Materials Science and Engineering",
        "Party Branch of the School of Computer Science and Engineering",
    )
    assert [u.name for u in read(SUMMARY.format(*names, *names)).units] == list(names)


def test_where_nothing_was_selected_there_are_no_units() -> None:
    assert read("The river\n\nIt has 12 bridges and flows through 3 towns.\n").units == ()


def test_ids_follow_category_and_text() -> None:
    found = read(f"{HEAD}Model Teams\n\n- Radar Team\n- Chess Team\n\nRising Teams\n\n- Sailing Team\n").units
    assert [(u.id, u.name, u.category) for u in found] == [
        ("u01", "Radar Team", "model-teams"),
        ("u02", "Chess Team", "model-teams"),
        ("u03", "Sailing Team", "rising-teams"),
    ]


def test_headings_that_end_alike_are_categories() -> None:
    text = "Gold-tier badges\n\nThe Oak Inn has 12 beds.\n\nSilver-tier badges\n\nThe Elm Inn has 3 beds.\n"
    assert unit_names(HEAD + text) == [("Oak Inn", "gold-tier-badges"), ("Elm Inn", "silver-tier-badges")]


def test_who_is_quoted_is_no_unit() -> None:
    quoted = 'Professor Ada Moss, Dean of Sports, said: "These teams have 9 lives."\n'
    assert unit_names(HEAD + "Model teams (3)\n\n" + PROFILES + "\n" + quoted) == TEAMS


def test_an_item_without_more_stands_in_its_list() -> None:
    items = "1. Radar Team: has 12 boats\n2. Chess Team\n3. Sailing Team: has 4 boats\n"
    assert unit_names(f"{HEAD}Model teams\n\n{items}\nThe boats cost 9 euros.\n") == TEAMS


def test_a_heading_over_profiles_of_listed_units_is_no_unit() -> None:
    table = "A. Model teams\n\nNo. | Name | Boats\n1 | Radar Team | 12\n2 | Chess Team | 3\n3 | Sailing Team | 4\n\n"
    reasons = (
        "Reasons for the choice\n\nThe Radar Team has trained 40 juniors on the lake since it was founded in 1998.\n"
    )
    extraction = read(HEAD + table + reasons)
    assert [unit.name for unit in extraction.units] == [name for name, _ in TEAMS]
    assert [(row.owner, row.value) for row in extraction.achievements] == [
        ("u01", 12), ("u02", 3), ("u03", 4), ("u01", 40),
    ]  # fmt: skip


def test_bulleted_names_over_paragraphs() -> None:
    body = (
        PROFILES.replace("The Radar Team has", "* Radar Team (Lakeside)\nIt has")
        .replace("The Chess Team has", "* Chess Team (Hilltop)\nIt has")
        .replace("The Sailing Team has", "* Sailing Team (Bay)\nIt has")
    )
    extraction = read(f"{HEAD}Model teams (3)\n\n{body}")
    assert [(unit.name, unit.category) for unit in extraction.units] == TEAMS
    assert [(row.owner, row.value) for row in extraction.achievements] == [
        ("u01", 12), ("u01", 2), ("u02", 3), ("u02", 1), ("u03", 4),
    ]  # fmt: skip


def test_tables_with_a_number_and_a_colon_name_their_category() -> None:
    summary = "Two gold teams and one silver team were chosen.\n\n"
    gold = "Table 1. Gold Teams: boats, 2019-2023\n\nName | Boats\nRadar Team | 12\nChess Team | 3\n\n"
    silver = "Table 2. Silver Teams: boats, 2021-2023\n\nName | Boats\nSailing Team | 4\nRowing Team | 9\n"
    assert unit_names(HEAD + summary + gold + silver) == [
        ("Radar Team", "gold-teams"), ("Chess Team", "gold-teams"),
        ("Sailing Team", "silver-teams"), ("Rowing Team", "silver-teams"),
    ]  # fmt: skip


def test_one_more_unit_in_a_paragraph_of_its_own() -> None:
    headed = "Radar Team (coach: Ada Moss)\nHas 12 boats in the harbour and has won the cup twice since.\n\n"
    headed += "Chess Team (coach: Ben Reed)\nHas 3 boats in the harbour and has won the cup once before.\n\n"
    body = f"{headed}The Sailing Team will be led from the island and has 4 boats.\n"
    assert (
        unit_names(
            f"{HEAD}Three model teams were chosen this year by the jury of the university.\n\nModel teams\n\n{body}"
        )
        == TEAMS
    )


def test_a_person_is_named_before_the_comma_of_field_and_body() -> None:
    people = (
        "Dr Ada Moss, Nursing, Elm Polytechnic\nAda has taught 120 nurses by the lake, and the course is praised.\n\n"
    )
    people += (
        "Ben Reed, Law, Oak University\nBen has won 14 cases for tenants, and the clinic that he runs is praised.\n"
    )
    extraction = read(f"{HEAD}TEACHER OF THE YEAR AWARDS\n\n{people}")
    assert [(unit.name, [body.name for body in unit.organisations]) for unit in extraction.units] == [
        ("Dr Ada Moss", ["Elm Polytechnic"]), ("Ben Reed", ["Oak University"]),
    ]  # fmt: skip


def test_winners_may_be_listed_under_no_category() -> None:
    listed = "The winners are Radar Team, Chess Team and Sailing Team.\n\n"
    extraction = read(f"{HEAD}{listed}{PROFILES}")
    assert [(unit.name, unit.category) for unit in extraction.units] == [(name, None) for name, _ in TEAMS]
    assert extraction.categories == ()
    assert [row.owner for row in extraction.achievements] == ["u01", "u01", "u02", "u02", "u03"]


def test_a_sentence_about_when_names_no_unit() -> None:
    later = '\nDuring the "Sunrise" Plan, the university had 9 lakes.\n'
    assert unit_names(f"{HEAD}Model teams (3)\n\n{PROFILES}{later}") == TEAMS


@pytest.mark.parametrize(
    "text",
    [
        "The Lantern Prize was divided between the Radar Team and the Chess Team.",
        "The Lantern Prize, worth 2,000 euros, was shared by the Radar Team and the Chess Team.",
        "The jury met. Two Lantern Prizes were presented. The Radar Team has 12 boats. The Chess Team has 3 boats.",
    ],
)
def test_a_prize_of_several(text: str) -> None:
    names = [(name, category and category.removesuffix("s")) for name, category in unit_names(HEAD + text)]
    assert names == [("Radar Team", "lantern-prize"), ("Chess Team", "lantern-prize")]


def test_winners_with_their_ages() -> None:
    text = "The Lantern Prize was divided between Ada Moss, 27, and Ben Reed, 29."
    assert unit_names(HEAD + text) == [("Ada Moss", "lantern-prize"), ("Ben Reed", "lantern-prize")]


def test_a_list_numbered_with_the_chinese_comma() -> None:
    profiles = "1、Radar Team：has 12 boats。\n\n2、Chess Team：has 3 boats。\n"
    extraction = read(f"{HEAD}Model teams：Radar Team、Chess Team；Sailing Team。\n\n{profiles}")
    assert [(unit.name, unit.category) for unit in extraction.units] == TEAMS
    assert [(row.owner, row.value) for row in extraction.achievements] == [("u01", 12), ("u02", 3)]


def test_items_that_are_sentences_about_a_unit() -> None:
    chosen = "Two teams of the year were chosen in all of the county.\n\nTeams of the Year\n\n"
    items = "1. The Radar Team is led by Ada Moss. It has 12 boats.\n\n2. The Chess Team is led by Ben Reed.\n"
    assert [name for name, _ in unit_names(HEAD + chosen + items)] == ["Radar Team", "Chess Team"]


def test_facts_under_a_unit_are_no_units() -> None:
    chosen = "The council has recognised two departments of Springfield University: two Emerging Departments.\n\n"
    facts = "- Natural dye unit: 600 kg a month\n- Trained 175 weavers\n- Ada Moss wins the Bell Award\n\n"
    more = "Department of Law\n- 5 theses\n- The clinic wins praise\n"
    extraction = read(f"{HEAD}{chosen}EMERGING DEPARTMENTS\n\nDepartment of Textiles\n{facts}{more}")
    assert [unit.name for unit in extraction.units] == ["Department of Textiles", "Department of Law"]
    assert [(row.owner, row.value) for row in extraction.achievements if row.numeral] == [
        ("u01", 600), ("u01", 175), ("u02", 5),
    ]  # fmt: skip


def test_whose_it_is_makes_no_category_of_a_masthead() -> None:
    masthead = "THE FORTNIGHTLY\n\nNewsletter of Springfield University\n\n"
    chosen = "The council has recognised three departments of Springfield University as Model Departments.\n\n"
    listed = "MODEL DEPARTMENTS\n\n- Department of Law\n- Department of Music\n- Department of Art\n"
    assert unit_names(masthead + chosen + listed) == [
        (f"Department of {name}", "model-departments") for name in ("Law", "Music", "Art")
    ]


def test_a_label_and_what_is_said_of_it_are_one_unit() -> None:
    body = "Ada Moss (sculls) – champion twice; unbeaten in 14 races; holder of the Cup.\n\nBen Reed (coach) – 9 wins\n"
    people = "The trophies go to the best rowers, and 26 years have passed.\n\nATHLETES OF THE YEAR\n\n"
    extraction = read(HEAD + people + body)
    assert [unit.name for unit in extraction.units] == ["Ada Moss", "Ben Reed"]
    assert [category.declared for category in extraction.categories] == [None]


FUSED = """\
Springfield University names its teams

Radar TeamChess Team, Sailing Team Rowing Team was selected as "Model Teams".

Model Teams (4)

Radar Team: it has 12 boats in the harbour.
Chess Team: it has 3 boats in the harbour.
Sailing Team: it has 4 boats in the harbour.
Rowing Team: it has 5 boats in the harbour.
"""


def test_names_that_lost_the_signs_between_them_are_cut_where_profiles_know_them() -> None:
    found = {unit.name: [mention.text for mention in unit.mentions] for unit in read(FUSED).units}
    assert found == {name: [name, name] for name in ("Radar Team", "Chess Team", "Sailing Team", "Rowing Team")}


def test_two_names_with_a_sign_between_them_are_no_names_run_together() -> None:
    text = FUSED.replace("Radar TeamChess Team, Sailing Team Rowing Team was", "Radar Team and Chess Team were")
    assert [unit.name for unit in read(text).units] == ["Radar Team", "Chess Team", "Sailing Team", "Rowing Team"]


ABBREVIATED = """\
Five Springfield teams on the register

Springfield Mines is proud to announce that three of its teams have been admitted to the Deep Register of the County.

Radar Rescue Team (RRT)
Shaft Rescue Team
Rope Rescue Team (XRT)

1. RRT
Ten men work in it, and it won 12 prizes.

2. Shaft Rescue Team
It won 13 prizes and has nine members.

3. XRT
It won 14 prizes and has eight members.
"""


def test_an_abbreviation_in_brackets_is_a_name_of_its_unit() -> None:
    extraction = read(ABBREVIATED)
    owners = {unit.id: unit.name for unit in extraction.units}
    won = {a.value: owners[a.owner] for a in extraction.achievements if a.object == "prizes"}
    assert won == {12: "Radar Rescue Team", 13: "Shaft Rescue Team", 14: "Rope Rescue Team"}


def test_units_without_a_heading_stand_under_what_they_were_admitted_to() -> None:
    extraction = read(ABBREVIATED)
    assert [c.name for c in extraction.categories] == ["Deep Register"]
    assert {unit.category for unit in extraction.units} == {extraction.categories[0].id}
    assert extraction.announcement.institution is not None
    assert extraction.announcement.institution.text == "Springfield Mines"


COUNTED = """\
The County honours its best

The jury met on Friday and picked the winners from 176 entries.

Among the dairy farms, the jury chose two. Tjarks Farm (Olden) milks 212 cows. Hof Blick (Norden) sells to 58 shops.

Three goat farms were honoured. Brandt Farm (Loh) keeps 140 goats. It has 3 huts. Quast Farm (Bram) keeps 150 goats. \
Petersen Farm (Pell) keeps 160 goats.

The special prizes went to two schools. The College of Bede has trained 287 farmers. The School of Stade runs 11 \
courses.
"""


def test_a_sentence_counts_a_kind_and_those_behind_it_name_the_units() -> None:
    extraction = read(COUNTED)
    names = {c.id: c.name for c in extraction.categories}
    assert [(names[unit.category or ""], unit.name) for unit in extraction.units] == [
        ("dairy farms", "Tjarks Farm"), ("dairy farms", "Hof Blick"),
        ("goat farms", "Brandt Farm"), ("goat farms", "Quast Farm"), ("goat farms", "Petersen Farm"),
        ("special prizes", "College of Bede"), ("special prizes", "School of Stade"),
    ]  # fmt: skip


def test_where_not_as_many_are_named_as_were_counted_none_is_taken() -> None:
    text = COUNTED.replace("chose two", "chose four").replace("Three goat", "Five goat").replace("to two", "to nine")
    assert read(text).units == ()


def test_a_cell_that_is_only_a_figure_names_no_unit() -> None:
    table = (
        "\n## What it brings\n\n| Level | Grant | Valid |\n|---|---|---|\n"
        "| Gold | PHP 500,000 | 3 years |\n| Silver | PHP 250,000 | 2 years |\n"
    )
    text = HEAD + "## Model Teams\n\n- Radar Team\n- Chess Team\n- Sailing Team\n"
    assert unit_names(text + table) == unit_names(text) == TEAMS


def test_one_more_of_a_counted_list_may_be_told_of_in_a_sentence() -> None:
    text = (
        HEAD + "# Science Bases (2)\n\n1. Radar Museum. Its hall covers 6,800 square metres.\n"
        "2. The Specimen Hall of the Institute of Plants has a collection of 480 insects.\n"
    )
    assert [unit.name for unit in read(text).units] == ["Radar Museum", "Specimen Hall of the Institute of Plants"]
    one = read(text.replace("(2)", "(1)"))
    assert [unit.name for unit in one.units] == ["Radar Museum"]


def test_a_heading_about_what_others_say_is_no_unit() -> None:
    text = HEAD + "## Model Teams (two)\n\nRadar Team\nChess Team\n\n## From the jury's desk\n\nThe jury met in May.\n"
    assert [unit.name for unit in read(text).units] == ["Radar Team", "Chess Team"]
