"""One document written in several ways is read as one: values, owners, measures and comparators stay."""

from collections.abc import Callable
from pathlib import Path

import pytest

import extractor

CORPUS = Path(__file__).parent / "fixtures" / "corpus"
DOCUMENTS = ["seed", "first-class-courses", "science-technology-awards"]
Row = tuple[str, str, float, float | None, str, str | None]


def full_width(text: str) -> str:
    """Full-width punctuation where a blank or a line end follows, as typists of Chinese leave it."""
    for plain, wide in ((", ", "，"), ("; ", "；"), (": ", "：")):
        text = text.replace(plain, wide + " ")
    return text.replace("(", "（").replace(")", "）").replace("%", "％")


def curly(text: str) -> str:
    """Straight double quotation marks as opening and closing ones in turn, apostrophes as right marks."""
    pieces = text.split('"')
    return "".join(piece + ("" if i == len(pieces) - 1 else "“”"[i % 2]) for i, piece in enumerate(pieces)).replace(
        "'", "’"
    )


TWINS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "NBSP": lambda text: text.replace(" ", "\u00a0"),
    "full-width punctuation": full_width,
    "curly quotation marks": curly,
    "digits full-width": lambda text: text.translate({48 + i: 0xFF10 + i for i in range(10)}),
}


def rows(text: str) -> list[Row]:
    found = extractor.extract(text, language="en")
    return [(a.owner, a.measure, a.value, a.upper, a.comparator, a.unit) for a in found.achievements]


@pytest.fixture(scope="module", params=DOCUMENTS)
def document(request: pytest.FixtureRequest) -> tuple[str, list[Row]]:
    text = (CORPUS / f"{request.param}.txt").read_text("utf-8")
    return text, rows(text)


@pytest.mark.parametrize("twin", TWINS)
def test_a_twin_is_read_alike(document: tuple[str, list[Row]], twin: str) -> None:
    text, wanted = document
    other = TWINS[twin](text)
    assert other != text
    assert len(wanted) > 10
    assert rows(other) == wanted


def test_what_is_written_otherwise_is_not_read_alike(document: tuple[str, list[Row]]) -> None:
    text, wanted = document
    assert rows(text.replace("1", "2")) != wanted
