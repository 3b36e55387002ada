"""What a person sees after a run."""

import io
from typing import Any

from rich.console import Console

from extractor.extraction import Extraction
from extractor.records import Finding
from extractor.summary import ROWS_ON_A_SCREEN, show


def screen(extraction: Extraction, *, findings: bool = False, width: int = 80) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    show(extraction, console, findings=findings)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def words(lines: list[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines]


def test_one_screen_says_what_was_found(extraction: Extraction) -> None:
    assert words(screen(extraction)) == [
        "news.txt · en · Springfield University",
        "category and unit units achievements",
        "model teams 2 4",
        "Radar Team 3",
        "Chess Team 1",
        "2 units found, the text declares 2",
        "findings: 1 info",
        "6 of 6 numbers explained",
    ]


def test_each_finding_has_its_line(extraction: Extraction) -> None:
    assert screen(extraction, findings=True)[-1] == "news.txt:3: info no-header: no header"


def test_findings_are_counted_by_severity(parts: dict[str, Any]) -> None:
    rows = [Finding(code="c", severity=name, message="m", spans=()) for name in ("info", "error", "warning", "error")]
    lines = screen(Extraction(**{**parts, "findings": tuple(rows)}), findings=True)
    assert lines[-6] == "findings: 2 errors, 1 warning, 1 info"
    assert lines[-4:] == [f"news.txt: {row.severity} c: m" for row in rows]


def test_units_without_category_and_the_institution_have_their_rows(parts: dict[str, Any]) -> None:
    units = tuple(unit.model_copy(update={"category": None}) for unit in parts["units"])
    rows = (parts["achievements"][0].model_copy(update={"owner": "institution"}), *parts["achievements"][1:])
    lone = {**parts, "units": units, "achievements": rows, "categories": (), "sections": ()}
    whole = ({"kind": "other", "start": 0, "end": 231, "category": None, "unit": None},)
    assert words(screen(Extraction.model_validate({**lone, "sections": whole}))) == [
        "news.txt · en · Springfield University",
        "category and unit units achievements",
        "no category 2 3",
        "Radar Team 2",
        "Chess Team 1",
        "the institution itself 1",
        "2 units found, the text declares 2",
        "findings: 1 info",
        "6 of 6 numbers explained",
    ]


def test_it_stays_one_screen_with_many_units_and_long_names(parts: dict[str, Any]) -> None:
    first = parts["units"][0]
    more = [first.model_copy(update={"id": f"x{i}", "name": "Team [bold] " * 20}) for i in range(ROWS_ON_A_SCREEN)]
    category = parts["categories"][0].model_copy(update={"found": 2 + len(more)})
    many = Extraction(**{**parts, "units": (*parts["units"], *more), "categories": (category,)})
    assert words(screen(many))[2:-3] == ["model teams 20 4"]
    few = Extraction(
        **{**parts, "units": (*parts["units"], more[0]), "categories": (category.model_copy(update={"found": 3}),)}
    )
    assert len(screen(few, width=60)) <= 24
    assert any("Team [bold] Team" in line for line in screen(few, width=60))


def test_what_steers_a_terminal_does_not_reach_it(parts: dict[str, Any]) -> None:
    name, path = "a\x1b[31m\u202eb", "c\x07.txt"
    units = (parts["units"][0].model_copy(update={"name": name}), parts["units"][1])
    source = parts["source"].model_copy(update={"path": path})
    spoilt = Extraction(**{**parts, "units": units, "source": source})
    lines = words(screen(spoilt, findings=True))
    assert [lines[0], lines[3], lines[-1]] == [
        "c\ufffd.txt · en · Springfield University", "a\ufffd[31m\ufffdb 3", "c\ufffd.txt:3: info no-header: no header",
    ]  # fmt: skip
