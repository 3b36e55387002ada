"""A number bound to what it counts or measures: measure, value, bound, unit, whole, time and level."""

from collections.abc import Callable
from typing import Any

import pytest

import extractor
from extractor.annotations import AchievementMention, Page, RoleMention

Read = Callable[[str], tuple[Page, list[AchievementMention], list[RoleMention]]]
Row = dict[str, Any]


def rows(read: Read, text: str) -> list[Row]:
    """What was read, without what goes without saying."""
    _, found, _ = read(text)
    plain: Row = {"upper": None, "comparator": "=", "unit": None, "part_of": None, "implied": False}
    out = []
    for a in found:
        row = {"measure": a.measure, "value": a.value} | {key: getattr(a, key) for key in plain}
        out.append({key: value for key, value in row.items() if key not in plain or value != plain[key]})
    return out


def a(measure: str, value: float, **rest: Any) -> Row:
    return {"measure": measure, "value": value, **rest}


SENTENCES = [
    ("It published 12 papers.", [a("count", 12)]),
    ("The pass rate rose 3.7 points to 91 percent.", [a("change", 3.7, unit="point"), a("share", 91, unit="percent")]),
    ("The bus picks up 85 pupils.", [a("count", 85)]),
    ("It published more than 12 papers.", [a("count", 12, comparator=">")]),
    ("It planted between 20 and 30 orchards.", [a("count", 20, upper=30)]),
    ("Three national platforms were added.", [a("count", 3)]),
    ("It has 1.2 million followers.", [a("count", 1_200_000)]),
    ("It served 120,000 readers and 4,500 listeners.", [a("count", 120_000), a("count", 4500)]),
    ("31% of its members are women.", [a("share", 31, unit="percent")]),
    ("The employment rate is 95%.", [a("share", 95, unit="percent")]),
    ("One in four trainees is a woman.", [a("share", 25, unit="percent")]),
    ("More than half of its teachers hold doctorates.", [a("share", 50, unit="percent", comparator=">")]),
    ("ESI ranking rose to 53rd in the world.", [a("rank", 53)]),
    ("The club finished second in the league.", [a("rank", 2)]),
    ("It is among the top 10 in the country.", [a("rank", 10, comparator="<=")]),
    ("It is in the top 1% of the world.", [a("rank", 1, comparator="<=", unit="percent")]),
    ("The annual funding exceeds 300 million yuan.", [a("amount", 300_000_000, comparator=">", unit="CNY")]),
    ("It raised $4.5 million for the roof.", [a("amount", 4_500_000, unit="USD")]),
    ("It runs a 6,500-square-metre base.", [a("amount", 6500, unit="square-metre")]),
    ("It saved 500,000 kilowatt-hours of electricity.", [a("amount", 500_000, unit="kilowatt-hour")]),
    ("It spent 212 days at sea.", [a("duration", 212, unit="day")]),
    ("It received the Quality Award twice.", [a("times", 2)]),
    ("It was named model branch for the third time.", [a("times", 3)]),
    ("The papers were cited 1,907 times.", [a("times", 1907)]),
    ("It won gold medals three times in a row.", [a("times", 3)]),
    ("Energy use fell by 12%.", [a("change", -12, unit="percent")]),
    ("It cut its emissions by 24,000 tonnes.", [a("change", -24_000, unit="tonne")]),
    ("Its income doubled.", [a("change", 100, unit="percent")]),
    ("Membership has risen by 3.2 percentage points.", [a("change", 3.2, unit="percentage-point")]),
    (
        "Sales rose by 12% to 3.4 billion yuan.",
        [a("change", 12, unit="percent"), a("amount", 3_400_000_000, unit="CNY")],
    ),
    ("It won the first prize of the county bread fair.", [a("count", 1, implied=True)]),
    ("It won 3 first prizes and 2 second prizes.", [a("count", 3), a("count", 2)]),
    # parts
    ("It published 1362 papers, including 928 reviews.", [a("count", 1362), a("count", 928, part_of=0)]),
    ("It has 40 boats, of which 12 are under sail.", [a("count", 40), a("count", 12, part_of=0)]),
    ("It repaired 14 of its 16 kilns.", [a("count", 14, part_of=1), a("count", 16)]),
    ("It employs 40 curators (14 of them women).", [a("count", 40), a("count", 14, part_of=0)]),
    ("It owns 22 yachts and 15 barges.", [a("count", 22), a("count", 15)]),
    (
        "It won 27 medals: 9 gold, 11 silver and 7 bronze.",
        [a("count", 27), a("count", 9, part_of=0), a("count", 11, part_of=0), a("count", 7, part_of=0)],
    ),
    # nobody's
    ("It will train 300 nurses next year.", []),
    ("It is one of the best teams.", []),
    ("It was founded in 1987.", []),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_what_a_sentence_gives(read_profile: Read, text: str, wanted: list[Row]) -> None:
    found = rows(read_profile, text)
    for row in found:
        if row["measure"] == "duration":
            row.setdefault("unit", "day")  # whether a day's unit is written is not what this table is about
    assert found == wanted


def test_a_mean_age_is_an_amount(read_profile: Read) -> None:
    assert rows(read_profile, "The mean age of its members is 31.")[0]["measure"] == "amount"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It has won for 14 consecutive seasons.", "season"),
        ("It stayed open for 1,200 days without a break.", "day"),
        ("It shortened the wait by 2.4 hours.", "hour"),
        ("Its members have an average age of 31 years.", "year"),
        ("It shortened the queue by 24 heads.", None),
    ],
)
def test_what_a_stretch_of_time_is_counted_in(read_profile: Read, text: str, unit: str | None) -> None:
    assert [row.get("unit") for row in rows(read_profile, text)] == [unit]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In 2021, it trained 300 nurses.", ("In 2021", 2021, 2021)),
        ("In the past three years it trained 300 nurses.", ("In the past three years", None, None)),
        ("Since 2019 it has trained 300 nurses.", ("Since 2019", 2019, None)),
        ("It trained 300 nurses.", None),
    ],
)
def test_the_time_that_the_sentence_sets(
    read_profile: Read, text: str, period: tuple[str, int | None, int | None] | None
) -> None:
    page, [found], _ = read_profile(text)
    stated = found.period and (page.text[found.period[0].start : found.period[0].end], *found.period[1:])
    assert stated == period


@pytest.mark.parametrize(
    ("text", "kind", "level", "grade"),
    [
        ("It won 3 national first prizes.", "award", "national", "first"),
        ("It won 2 international gold medals.", "award", "international", "gold"),
        ("It won 5 provincial awards.", "award", "provincial-ministerial", None),
        ("It published 12 papers.", "publication", None, None),
        ("It holds 15 patents.", "patent", None, None),
        ("It raised $4.5 million.", "funding", None, None),
        ("It came third in the league.", "rank", None, None),
    ],
)
def test_kind_level_and_grade(read_profile: Read, text: str, kind: str, level: str | None, grade: str | None) -> None:
    _, [found], _ = read_profile(text)
    assert (found.kind, found.level, found.award and found.award[1]) == (kind, level, grade)


def test_the_span_is_the_number_with_its_object_and_the_clause_holds_it(read_profile: Read) -> None:
    text = "In all, it published more than 1,200 papers, and it won 3 prizes; it left."
    page, found, _ = read_profile(text)
    stretches = [(page.text[x.span.start : x.span.end], page.text[x.clause.start : x.clause.end]) for x in found]
    assert stretches == [("1,200 papers", "it published more than 1,200 papers"), ("3 prizes", "and it won 3 prizes")]


def test_every_achievement_names_a_rule_and_its_numeral(read_profile: Read) -> None:
    _, found, roles = read_profile("It won 3 prizes, 31% of them national, and rose to 53rd.")
    assert all(x.rule.startswith("en.achievements.") for x in found)
    assert [x.numeral for x in found] == [i for i, role in enumerate(roles) if role.role == "achievement"]


def test_the_kind_of_a_cell_is_that_of_its_column() -> None:
    table = "Model centres\n\nName | Papers | Beds\nCardiac Centre | 12 | 40\nSleep Centre | 3 | 20\n"
    found = extractor.extract(f"Good news from Elm Hospital\n\nThe centres were chosen in May.\n\n{table}").achievements
    assert [(row.object, row.kind) for row in found] == [
        ("Papers", "publication"), ("Beds", "other"), ("Papers", "publication"), ("Beds", "other"),
    ]  # fmt: skip
