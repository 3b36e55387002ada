"""The figures of the report and the numbers behind its pictures."""

from typing import Any

from extractor import reportfigures
from extractor.extraction import Extraction
from extractor.records import Declared, Finding, Numeral
from extractor.reportfigures import CategoryFigure, Figure, HeatMap, HeatRow, RoleShare, SectionShare


def test_all_is_well(extraction: Extraction) -> None:
    assert reportfigures.figures(extraction) == (
        Figure("Units selected", "2 of 2", "the text announces 2: as many as found", "good"),
        Figure("Achievements", "4", "4 by 2 units", "plain"),
        Figure("Numbers explained", "6 of 6", "every number in the text is accounted for", "good"),
        Figure("To check", "1 note", "no more than that", "plain"),
    )


def test_what_is_not_well(parts: dict[str, Any]) -> None:
    two = parts["numerals"][0]
    announcement = parts["announcement"].model_copy(update={"declared_total": Declared(value=3, span=two.span)})
    numerals = (Numeral(span=two.span, value=2, role="unexplained", achievement=None), *parts["numerals"][1:])
    rows = [Finding(code="c", severity=name, message="m", spans=()) for name in ("info", "error", "warning", "error")]
    spoilt = Extraction(**{**parts, "announcement": announcement, "numerals": numerals, "findings": tuple(rows)})
    assert reportfigures.figures(spoilt) == (
        Figure("Units selected", "2 of 3", "the text announces 3: 1 unit too few found", "bad"),
        Figure("Achievements", "4", "4 by 2 units", "plain"),
        Figure("Numbers explained", "5 of 6", "1 number could not be explained", "bad"),
        Figure("To check", "2 errors", "and 1 warning and 1 note", "bad"),
    )
    assert reportfigures.finding_words(spoilt) == "2 errors, 1 warning, 1 note"


def test_what_is_not_there(parts: dict[str, Any]) -> None:
    announcement = parts["announcement"].model_copy(update={"declared_total": None})
    empty = {"achievements": (), "numerals": (), "findings": ()}
    bare = Extraction(**{**parts, "announcement": announcement, **empty})
    assert reportfigures.figures(bare) == (
        Figure("Units selected", "2", "the text does not say how many there are", "plain"),
        Figure("Achievements", "0", "the text states none", "plain"),
        Figure("Numbers explained", "0 of 0", "there are no numbers in the text", "good"),
        Figure("To check", "nothing", "no finding asks for a second look", "good"),
    )
    assert reportfigures.finding_words(bare) == "none"
    assert [heat.rows for heat in reportfigures.pictures(bare).heat] == [(), ()]


def test_achievements_of_the_institution_are_counted_apart(parts: dict[str, Any]) -> None:
    rows = (parts["achievements"][0].model_copy(update={"owner": "institution"}), *parts["achievements"][1:])
    mixed = Extraction(**{**parts, "achievements": rows})
    assert reportfigures.figures(mixed)[1].words == "3 by 2 units, 1 by the institution itself"


def test_categories_against_what_the_text_announces(parts: dict[str, Any]) -> None:
    two, category = parts["numerals"][0].span, parts["categories"][0]

    def figure(declared: Declared | None) -> CategoryFigure:
        row = category.model_copy(update={"declared": declared})
        (found,) = reportfigures.category_figures(Extraction(**{**parts, "categories": (row,)}))
        return found

    assert figure(None) == CategoryFigure(
        "c01", "model teams", 2, None, 4, "the text gives no number for it", "plain"
    )  # fmt: skip
    assert figure(Declared(value=2, span=two)) == CategoryFigure(
        "c01", "model teams", 2, 2, 4, "the text announces 2: as many as found", "good"
    )  # fmt: skip
    assert figure(Declared(value=1, span=two)) == CategoryFigure(
        "c01", "model teams", 2, 1, 4, "the text announces 1: 1 unit too many found", "bad"
    )  # fmt: skip


def test_the_pictures(parts: dict[str, Any]) -> None:
    kinds = ("award", "publication", "publication", "other")
    rows = [row.model_copy(update={"kind": kind}) for row, kind in zip(parts["achievements"], kinds, strict=True)]
    pictures = reportfigures.pictures(Extraction(**{**parts, "achievements": tuple(rows)}))
    assert pictures.heat == (
        HeatMap(
            "kind", "Kinds of achievement", (("publication", "publication"), ("award", "award"), ("other", "other")),
            (HeatRow("u01", "Radar Team", (2, 1, 0), 3), HeatRow("u02", "Chess Team", (0, 0, 1), 1)),
        ),
        HeatMap(
            "measure", "Sorts of number", (("count", "count"), ("share", "share")),
            (HeatRow("u01", "Radar Team", (3, 0), 3), HeatRow("u02", "Chess Team", (0, 1), 1)),
        ),
    )  # fmt: skip
    assert pictures.roles == (
        RoleShare("achievement", "achievement", 4),
        RoleShare("declared", "announced number of winners", 1),
        RoleShare("grade", "grade of a prize", 1),
    )


def test_the_sections_name_what_they_are_about(extraction: Extraction) -> None:
    title, summary, radar, chess = reportfigures.pictures(extraction).sections
    assert title == SectionShare("title", "title", None, None, None, 0, extraction.sections[0].end)
    assert (summary.name, summary.about, summary.unit, summary.category) == (
        "who was selected",
        "model teams",
        None,
        "c01",
    )
    assert (radar.name, radar.about, radar.unit) == ("about a unit", "Radar Team", "u01")
    assert (chess.about, chess.end) == ("Chess Team", extraction.source.characters)
