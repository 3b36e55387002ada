"""What changed between two extractions, record by record and field by field."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.differences import Changed, Changes, Differences, FieldChange, compare, compare_all
from extractor.extraction import Extraction
from extractor.records import Achievement, Finding, Record, Section, Unit

# One in four: more take long and show no other sort of difference.
FIXTURES = sorted((Path(__file__).parent / "fixtures").rglob("*.txt"))[2::4]
MAASDAL = Path(__file__).parent / "fixtures" / "blind_a" / "maasdal-centres-of-excellence.txt"
SENTENCE = "Here is some news for our readers.\n"
Edit = Callable[[dict[str, Any]], None]
Move = Callable[[Extraction], Extraction]


def edited(extraction: Extraction, edit: Edit) -> Extraction:
    """The extraction with what `edit` does to its JSON."""
    content = extraction.model_dump(mode="json")
    edit(content)
    return Extraction.model_validate_json(json.dumps(content))


def prepended(extraction: Extraction) -> Extraction:
    """The extraction of a text with one sentence before it: every record a little further down."""

    def shift(value: Any) -> Any:
        if isinstance(value, dict):
            moved = len(SENTENCE)
            return {name: part + moved if name in {"start", "end"} else shift(part) for name, part in value.items()}
        return [shift(part) for part in value] if isinstance(value, list) else value

    def edit(content: dict[str, Any]) -> None:
        text = SENTENCE + content["source"]["text"]
        moved = shift({name: part for name, part in content.items() if name not in {"source", "provenance"}})
        first = {"kind": "other", "start": 0, "end": len(SENTENCE), "category": None, "unit": None}
        content |= {**moved, "sections": [first, *moved["sections"]]}
        content["source"] |= {"text": text, "characters": len(text), "sha256": "1" * 64}

    return edited(extraction, edit)


def without_achievement(extraction: Extraction, name: str) -> Extraction:
    """The extraction as a reader leaves it who did not see this achievement."""

    def edit(content: dict[str, Any]) -> None:
        content["achievements"] = [row for row in content["achievements"] if row["id"] != name]
        for row in content["achievements"]:
            if row["part_of"] == name:
                row["part_of"] = None
        for row in content["numerals"]:
            if row["achievement"] == name:
                row |= {"role": "unexplained", "achievement": None}

    return edited(extraction, edit)


def renumbered(extraction: Extraction) -> Extraction:
    """The extraction with other ids throughout."""

    def new_name(value: str | None) -> str | None:
        return value and {"u01": "u07", "u02": "u08", "model-teams": "teams"}.get(value, value.replace("a00", "a10"))

    def edit(content: dict[str, Any]) -> None:
        references = {"id", "owner", "part_of", "category", "achievement"}
        for part in ("sections", "categories", "units", "achievements", "numerals"):
            for row in content[part]:
                row |= {name: new_name(row[name]) for name in references & row.keys()}
        for row in content["sections"]:
            row["unit"] = new_name(row["unit"])

    return edited(extraction, edit)


def in_short(differences: Differences) -> dict[str, tuple[list[str], list[str], list[tuple[str, dict[str, Any]]]]]:
    """Gained, lost and changed by part, each record by its name."""
    return {
        part: (
            [_name(row) for row in changes.gained],
            [_name(row) for row in changes.lost],
            [
                (_name(row.old), {_dotted(field): (field.old, field.new) for field in row.fields})
                for row in changes.changed
            ],
        )
        for part, changes in differences.parts.items()
        if changes
    }


def _dotted(field: FieldChange) -> str:
    return ".".join(map(str, field.path))


def _name(row: Record) -> str:
    for name in ("id", "span", "code", "kind"):
        if (value := getattr(row, name, None)) is not None:
            return value if isinstance(value, str) else value.text
    return "announcement"


def turned(changes: Changes) -> Changes:
    """The changes as they are seen from the other side."""
    return Changes(
        changes.lost,
        changes.gained,
        tuple(
            Changed(row.new, row.old, tuple(FieldChange(field.path, field.new, field.old) for field in row.fields))
            for row in changes.changed
        ),
    )


def in_any_order(changes: Changes) -> tuple[tuple[Record, ...], tuple[Record, ...], list[tuple[str, str, list[str]]]]:
    rows = [(repr(row.old), repr(row.new), sorted(map(repr, row.fields))) for row in changes.changed]
    return changes.gained, changes.lost, sorted(rows)


@pytest.fixture(scope="module")
def readings() -> dict[str, Extraction]:
    """Extractions of announcements of many layouts."""
    return {path.stem: extractor.extract(path.read_text("utf-8")) for path in FIXTURES}


def test_nothing_differs_from_itself(readings: dict[str, Extraction]) -> None:
    for name, reading in readings.items():
        differences = compare(reading, Extraction.model_validate_json(reading.model_dump_json()))
        assert (in_short(differences), differences.head, bool(differences)) == ({}, (), False), name


def test_a_sentence_more_at_the_beginning_changes_no_record(readings: dict[str, Extraction]) -> None:
    for name, reading in readings.items():
        differences = compare(reading, prepended(reading))
        assert in_short(differences) == {"sections": (["other"], [], [])}, name
        assert (differences.same_text, bool(differences)) == (False, True)


@pytest.mark.parametrize(
    "name", ["blind_a/maasdal-centres-of-excellence", "blind_f/breathing-city-districts", "corpus/seed"]
)
def test_a_text_with_a_paragraph_more_is_read_again_with_the_same_records(name: str) -> None:
    title, _, rest = (MAASDAL.parents[1] / f"{name}.txt").read_text("utf-8").partition("\n")
    old, new = extractor.extract(f"{title}\n{rest}"), extractor.extract(f"{title}\n\n{SENTENCE}\n{rest}")
    differences = compare(old, new)
    assert {part: (len(row.gained), row.lost, row.changed) for part, row in differences.parts.items() if row} == {
        "sections": (1, (), ())
    }


def test_from_the_other_side_gained_is_lost_and_old_is_new(readings: dict[str, Extraction]) -> None:
    rows = list(readings.values())
    pairs = [*pairwise(rows), *((row, prepended(row)) for row in rows)]
    pairs += [(row, without_achievement(row, row.achievements[0].id)) for row in rows if row.achievements]
    for old, new in pairs:
        there, back = compare(old, new).parts, compare(new, old).parts
        for part, changes in there.items():
            assert in_any_order(turned(changes)) == in_any_order(back[part]), part


def test_two_different_texts_share_what_they_share(readings: dict[str, Extraction]) -> None:
    """Each record of either is gained, lost, or one of a pair, and none is two of them."""
    rows = list(readings.values())
    for old, new in pairwise(rows):
        for part, changes in compare(old, new).parts.items():
            if part not in {"announcement", "numerals"}:
                olds, news = getattr(old, part), getattr(new, part)
                assert len(olds) - len(changes.lost) == len(news) - len(changes.gained)


def test_ids_are_no_difference(extraction: Extraction) -> None:
    assert in_short(compare(extraction, renumbered(extraction))) == {}


@pytest.mark.parametrize("moved", [lambda reading: reading, prepended], ids=["same text", "longer text"])
@pytest.mark.parametrize(
    ("name", "numeral", "orphans"),
    [
        ("a001", "3", {}),
        ("a002", "12", {"a003": {"part_of": ("a002", None)}}),
        ("a003", "4", {}),
        ("a004", "31%", {}),
    ],
)
def test_an_achievement_fewer_is_one_lost_and_its_number_has_another_role(
    extraction: Extraction, name: str, numeral: str, orphans: dict[str, Any], moved: Move
) -> None:
    new = moved(without_achievement(renumbered(extraction), name.replace("a00", "a10")))
    found = in_short(compare(extraction, new))
    assert found.pop("sections", None) == (None if moved is not prepended else (["other"], [], []))
    assert found == {
        "achievements": ([], [name], list(orphans.items())),
        "numerals": ([], [], [(numeral, {"role": ("achievement", "unexplained"), "achievement": (name, None)})]),
    }


def test_of_every_announcement_each_achievement_can_be_the_lost_one(readings: dict[str, Extraction]) -> None:
    for reading in list(readings.values())[:8]:
        for row in reading.achievements[::7]:
            changes = compare(reading, prepended(without_achievement(reading, row.id))).parts["achievements"]
            parts = {part.id for part in reading.achievements if part.part_of == row.id}
            assert [_name(lost) for lost in changes.lost] == [row.id]
            assert (changes.gained, {_name(changed.old) for changed in changes.changed}) == ((), parts)


def test_fields_that_differ_are_named_with_both_values(extraction: Extraction) -> None:
    def edit(content: dict[str, Any]) -> None:
        prizes, _, _, women = content["achievements"]
        prizes["award"] |= {"title": "Silver Lens", "grade": "second"}
        prizes["period"] |= {"end_year": 2023}
        women |= {"value": 31.5, "owner": "institution", "award": {"title": None, "grade": "gold"}}
        content["units"][0] |= {"kind": "studio"}
        content["numerals"][2] |= {"value": None}
        content["announcement"]["issuer"] = content["announcement"]["institution"]

    issuer = extraction.announcement.institution
    assert issuer is not None
    assert in_short(compare(extraction, edited(extraction, edit))) == {
        "announcement": ([], [], [("announcement", {"issuer": (None, issuer.model_dump())})]),
        "units": ([], [], [("u01", {"kind": ("team", "studio")})]),
        "achievements": (
            [],
            [],
            [
                (
                    "a001",
                    {
                        "award.grade": ("first", "second"),
                        "award.title": (None, "Silver Lens"),
                        "period.end_year": (None, 2023),
                    },
                ),
                (
                    "a004",
                    {
                        "owner": ("u02", "institution"),
                        "value": (31, 31.5),
                        "award": (None, {"title": None, "grade": "gold"}),
                    },
                ),
            ],
        ),
        "numerals": ([], [], [("first", {"value": (1, None)})]),
    }


def test_an_integer_is_the_fraction_that_it_equals(extraction: Extraction) -> None:
    def edit(content: dict[str, Any]) -> None:
        content["achievements"][0] |= {"value": 3.0, "kind": "award"}

    [changed] = compare(extraction, edited(extraction, edit)).parts["achievements"].changed
    assert changed.fields == (FieldChange(("kind",), "other", "award"),)


def test_mentions_are_gained_and_lost_one_by_one(extraction: Extraction, spot: Callable[..., Any]) -> None:
    teams, two = spot("model teams").model_dump(), spot("Two").model_dump()

    def with_mentions(*mentions: dict[str, Any]) -> Extraction:
        return edited(extraction, lambda content: content["categories"][0].update(mentions=mentions))

    differences = compare(extraction, with_mentions(two, teams))
    assert in_short(differences) == {"categories": ([], [], [("model-teams", {"mentions.0": (None, two)})])}
    assert in_short(compare(with_mentions(teams, two), with_mentions(two, teams))) == {}


def test_bodies_in_another_order_contain_one_another_in_another_way(
    extraction: Extraction, spot: Callable[..., Any]
) -> None:
    bodies = [
        {"name": name, "span": spot(name).model_dump()} for name in ("School of Physics", "Springfield University")
    ]

    def with_bodies(*order: int) -> Extraction:
        return edited(
            extraction, lambda content: content["units"][0].update(organisations=[bodies[row] for row in order])
        )

    assert in_short(compare(with_bodies(0, 1), with_bodies(0, 1))) == {}
    [changed] = compare(with_bodies(0, 1), with_bodies(1, 0)).parts["units"].changed
    assert {field.path[:2] for field in changed.fields} == {("organisations", 0), ("organisations", 1)}


def test_a_number_in_the_text_that_was_edited_is_said_once() -> None:
    text = "Northgate College\n\nThe Mill Team published 12 papers. It won two prizes. In 2021 it had nine members.\n"
    old, new = extractor.extract(text), extractor.extract(text.replace("12", "15"))
    assert in_short(compare(old, new)) == {
        "achievements": (
            [],
            [],
            [
                (
                    old.achievements[0].id,
                    {
                        "value": (12, 15),
                        "numeral": (old.achievements[0].numeral.model_dump(), new.achievements[0].numeral.model_dump()),  # type: ignore[union-attr]
                        "clause": (old.achievements[0].clause.model_dump(), new.achievements[0].clause.model_dump()),
                    },
                )
            ],
        )
    }


def test_a_year_in_the_text_that_was_edited_is_the_same_number() -> None:
    text = MAASDAL.read_text("utf-8")
    old, new = (
        extractor.extract(text),
        extractor.extract(text.replace("Heerdal, 9 April 2024", "Heerdal, 9 April 2023")),
    )
    numerals = compare(old, new).parts["numerals"]
    assert (numerals.gained, numerals.lost) == ((), ())
    [changed] = numerals.changed
    assert [(field.path, field.old, field.new) for field in changed.fields if field.path == ("value",)] == [
        (("value",), 2024, 2023)
    ]


def test_paragraphs_in_another_order_have_the_same_numbers() -> None:
    one, other = "The hall was built in 1987 and 1990.", "Write to room 12, no. 6 of the hall."
    old, new = (extractor.extract(f"Northgate College\n\n{a}\n\n{b}\n") for a, b in ((one, other), (other, one)))
    assert len(old.numerals) == 4
    assert "numerals" not in in_short(compare(old, new))


def test_a_unit_that_is_gone_takes_along_what_it_owned() -> None:
    text = MAASDAL.read_text("utf-8")
    row = "| Limburg Burns Centre | National Centre of Excellence | 24 | 611 | 3.8% | 1st |\n"
    start, end = text.index("Limburg Burns Centre. Opened"), text.index("Department of Stroke Medicine. ")
    old, new = extractor.extract(text), extractor.extract((text[:start] + text[end:]).replace(row, ""))
    parts = compare(old, new).parts
    [unit] = parts["units"].lost
    assert isinstance(unit, Unit)
    assert unit.name == "Limburg Burns Centre"
    assert {lost.owner for lost in parts["achievements"].lost if isinstance(lost, Achievement)} == {unit.id}
    assert (parts["achievements"].gained, parts["achievements"].changed, parts["units"].changed) == ((), (), ())
    # The numbers that became achievements go with these, without a word.
    assert [_name(row) for row in parts["numerals"].lost] == ["1987"]
    assert {gained.code for gained in parts["findings"].gained if isinstance(gained, Finding)} == {
        "total-mismatch", "category-mismatch", "parts-mismatch",
    }  # fmt: skip


def test_another_maker_is_no_difference(extraction: Extraction) -> None:
    def edit(content: dict[str, Any]) -> None:
        content["provenance"]["version"] = "1"
        content["source"] |= {"path": "other.txt", "encoding": "gb18030", "sha256": "1" * 64}

    differences = compare(extraction, edited(extraction, edit))
    assert not differences
    assert differences.same_text
    assert [(field.path, field.new) for field in differences.head] == [
        (("encoding",), "gb18030"), (("path",), "other.txt"), (("sha256",), "1" * 64), (("version",), "1"),
    ]  # fmt: skip


def test_without_texts_quotes_are_compared(extraction: Extraction) -> None:
    def edit(content: dict[str, Any]) -> None:
        content["source"] |= {"text": None}

    stripped = edited(extraction, edit)
    assert not compare(stripped, extraction)
    other = edited(stripped, lambda content: content["source"].update(sha256="1" * 64))
    assert in_short(compare(stripped, other)) == {}
    assert not compare(stripped, other).same_text


def test_a_section_read_in_another_way_is_changed(extraction: Extraction) -> None:
    changes = compare(
        extraction, edited(extraction, lambda content: content["sections"][1].update(kind="other", category=None))
    ).parts["sections"]
    [changed] = changes.changed
    assert isinstance(changed.old, Section)
    assert [(field.path, field.old, field.new) for field in changed.fields] == [
        (("kind",), "summary", "other"), (("category",), "model-teams", None),
    ]  # fmt: skip
    assert (changes.gained, changes.lost) == ((), ())


def test_documents_are_matched_by_name(extraction: Extraction) -> None:
    fewer = without_achievement(extraction, "a004")
    documents = compare_all(
        {"b": extraction, "c": extraction, "a": extraction}, {"d": extraction, "c": fewer, "a": extraction}
    )
    assert [(row.name, row.old, row.new, bool(row)) for row in documents] == [
        ("a", extraction, extraction, False),
        ("b", extraction, None, True),
        ("c", extraction, fewer, True),
        ("d", None, extraction, True),
    ]
    assert [row.differences for row in documents] == [
        compare(extraction, extraction), None, compare(extraction, fewer), None
    ]  # fmt: skip
