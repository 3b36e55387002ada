"""An announcement gives the same records whether it is read as plain text, as a web page, from Word or from a PDF."""

import html
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from extractor import pipeline
from extractor.documents import read
from extractor.extraction import Extraction
from extractor.rules import load_rules
from madeuppdf import CELL, CHINESE, ENGLISH, paragraphs, pdf
from madeuppdf import table as table_of_pdf
from madeupword import cell, paragraph, table, word

ROOT = Path(__file__).parents[2]
TEXTS = {
    "english": ROOT / "seeds" / "000_3c9e3a8efc907843.txt",
    "english table": ROOT / "tests" / "fixtures" / "blind_d" / "campus-arts-festival.txt",
    "chinese": ROOT / "tests" / "fixtures" / "blind_zh_a" / "teaching-honours-university.txt",
}


def parts_of(text: str) -> Iterator[str | list[list[str]]]:
    """The lines of a text, those of a table together as rows of cells."""
    lines = [line.strip(" ") for line in text.splitlines() if line.strip()]
    for in_table, group in groupby(lines, key=lambda line: "\t" in line):
        if in_table:
            yield [line.split("\t") for line in group]
        else:
            yield from group


def as_page(text: str) -> bytes:
    body = ""
    for part in parts_of(text):
        if isinstance(part, str):
            body += f"<p>{html.escape(part)}</p>\n"
        else:
            rows = ("".join(f"<td>{html.escape(c)}</td>" for c in row) for row in part)
            body += f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>\n"
    title = html.escape(text.strip().splitlines()[0])
    head = f"<head><meta charset=utf-8><title>{title}</title></head>"
    frame = '<div class="nav"><a href="/">Home</a></div>{}<div class="foot">Copyright © 2024</div>'
    return f"<html>{head}<body>{frame.format(body)}</body></html>".encode()


def as_word(text: str) -> bytes:
    body = ""
    for part in parts_of(text):
        if isinstance(part, str):
            body += paragraph(html.escape(part))
        else:
            body += table(*("".join(cell(html.escape(c)) for c in row) for row in part))
    return word(body)


def as_pdf(text: str) -> bytes:
    style = CHINESE if "的" in text else ENGLISH
    flow = []
    for part in parts_of(text):
        if isinstance(part, str):
            flow += paragraphs([html.escape(part)], style)
        else:
            flow.append(table_of_pdf(part, [440 / len(part[0])] * len(part[0]), CELL if style is CHINESE else ENGLISH))
    return pdf(*flow)


FORMS = {"html": as_page, "docx": as_word, "pdf": as_pdf}


def records(extraction: Extraction) -> tuple[list[tuple[str, str]], list[str]]:
    """What was read, without where; blanks may have moved."""
    names = {unit.id: re.sub(r"\s+", "", unit.name) for unit in extraction.units}
    achievements = (
        (row.measure, row.value, row.comparator, re.sub(r"\s+", "", row.object or ""), names.get(row.owner))
        for row in extraction.achievements
    )
    return sorted((unit.category or "", names[unit.id]) for unit in extraction.units), sorted(map(str, achievements))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TEXTS)
def test_the_records_are_those_of_the_text(name: str, form: str, tmp_path: Path) -> None:
    source = read(TEXTS[name]).source
    (file := tmp_path / f"news.{form}").write_bytes(FORMS[form](source.text))
    expected = pipeline.run(source, load_rules())
    found = pipeline.run(read(file).source, load_rules())
    assert records(found) == records(expected)
    assert found.announcement.title is not None
    assert expected.announcement.title is not None
    assert found.announcement.title.text == expected.announcement.title.text
    assert (found.announcement.published is None) == (expected.announcement.published is None)
