"""Lines into blocks, and blocks into sentences."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.annotations import Block, Page
from extractor.layout import find_blocks, find_quotes, sentences, unwrap
from extractor.normalise import normalise


def bodies(text: str) -> list[tuple[str, str, str]]:
    """Shape, marker and words of every block."""
    return [(b.shape, b.marker, text[b.body : b.body_end]) for b in find_blocks(text)]


def cells(text: str) -> list[list[str]]:
    return [[text[c.start : c.end] for c in b.cells] for b in find_blocks(text)]


@pytest.mark.parametrize(
    ("line", "shape", "marker", "body"),
    [
        ("Results", "line", "", "Results"),
        ("## Results", "line", "hash2", "Results"),
        ("**Results**", "line", "bold", "Results"),
        ("- School of Physics", "item", "dash-", "School of Physics"),
        ("• School of Physics", "item", "bullet•", "School of Physics"),
        ("1. School of Physics", "item", "1.", "School of Physics"),
        ("12) School of Physics", "item", "1)", "School of Physics"),
        ("(3) School of Physics", "item", "(1)", "School of Physics"),
        ("a) School of Physics", "item", "a)", "School of Physics"),
        ("A. School of Physics", "item", "A.", "School of Physics"),
        ("B. Mbewe, Secretary", "line", "", "B. Mbewe, Secretary"),
        ("IV. School of Physics", "item", "I.", "School of Physics"),
        ("2.1 School of Physics", "item", "1.1", "School of Physics"),
        ("3.5 million yuan were spent", "line", "", "3.5 million yuan were spent"),
        ("-5 degrees in the hall", "line", "", "-5 degrees in the hall"),
        ("2023 was a good year", "line", "", "2023 was a good year"),
        ("A school of our own", "line", "", "A school of our own"),
        ("5-2-1-1 is a slogan", "line", "", "5-2-1-1 is a slogan"),
    ],
)
def test_how_a_line_is_marked(line: str, shape: str, marker: str, body: str) -> None:
    assert bodies(line) == [(shape, marker, body)]


WRAPPED = """\
The Radar Team of the School of Physics has published 12 papers and won
three first prizes, which is more than any other team of the university
has won so far.
The Chess Team has 31% women.
"""


def test_lines_that_were_wrapped_by_hand_are_one_paragraph() -> None:
    text = WRAPPED
    assert [text[b.start : b.end] for b in find_blocks(text)] == [
        text[: text.index("\nThe Chess")], "The Chess Team has 31% women.",
    ]  # fmt: skip
    first, second, _ = unwrap(text, find_blocks(text)).split("\n")
    assert first.endswith("won three first prizes, which is more than any other team of the university has won so far.")
    assert second == "The Chess Team has 31% women."


def test_lines_of_a_text_that_was_not_wrapped_stay_apart() -> None:
    text = "The Radar Team\nThe Chess Team\nThe Debating Team\n"
    assert [body for *_, body in bodies(text)] == text.split("\n")[:3]


def test_a_blank_line_ends_a_paragraph_however_long_its_lines_are() -> None:
    text = "x " * 40 + "\n\n" + "y " * 40
    assert len(find_blocks(text)) == 2


@pytest.mark.parametrize(
    "table",
    [
        "Team | Papers | Share\n--- | --- | ---\nRadar | 12 | 31%\nChess | 3 | 8%\n",
        "| Team | Papers | Share |\n|---|---|---|\n| Radar | 12 | 31% |\n| Chess | 3 | 8% |\n",
        "Team\tPapers\tShare\nRadar\t12\t31%\nChess\t3\t8%\n",
        "Team      Papers    Share\nRadar     12        31%\nChess     3         8%\n",
    ],
    ids=["pipes", "framed", "tabs", "columns"],
)
def test_a_table_is_rows_of_cells(table: str) -> None:
    rows = [[cell for cell in row if cell] for row in cells(table)]
    assert rows == [["Team", "Papers", "Share"], ["Radar", "12", "31%"], ["Chess", "3", "8%"]]
    assert {b.shape for b in find_blocks(table)} == {"row"}


def test_one_line_with_a_wide_gap_is_no_table() -> None:
    assert [b.shape for b in find_blocks("Published 2023-11-24    Views: 12\n\nThe teams were selected.\n")] == [
        "line"
    ] * 2


TEXTS = st.text(alphabet='ab1. -|#*•\t\n\r"', max_size=80)


@given(TEXTS)
def test_blocks_hold_every_character_that_is_not_blank_in_order(text: str) -> None:
    plain = normalise(text)
    blocks = find_blocks(plain)
    at = 0
    for b in blocks:
        assert at <= b.start <= b.body <= b.body_end <= b.end
        assert not plain[at : b.start].strip("|:+=_*- \t\n")  # a ruled line of a table is nobody's
        at = b.end
    assert not plain[at:].strip("|:+=_*- \t\n")
    assert len(unwrap(plain, blocks)) == len(plain)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('the "model branch" and the "one-stop" office', [("model branch", "double"), ("one-stop", "double")]),
        ("the 'one-stop' office", [("one-stop", "single")]),
        ("the branch's teachers' room", []),
        (
            "\"Based on the 'five plans' model\"",
            [("Based on the 'five plans' model", "double"), ("five plans", "single")],
        ),
        ('an "open quotation', []),
        ('"one\ntwo"', []),
    ],
)
def test_quotations(text: str, quotes: list[tuple[str, str]]) -> None:
    assert [(text[q.start : q.end], q.label) for q in find_quotes(text)] == quotes


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It won. It lost! Did it?", ["It won.", "It lost!", "Did it?"]),
        ("Hengrun Co., Ltd. makes bearings. It grew.", ["Hengrun Co., Ltd. makes bearings.", "It grew."]),
        ("Dr. J. Lim of No. 3 School spoke. He left.", ["Dr. J. Lim of No. 3 School spoke.", "He left."]),
        ("It spent 3.5 million. More follows", ["It spent 3.5 million.", "More follows"]),
        ("It ended.The next began.", ["It ended.", "The next began."]),
        ('He said "Go." She went.', ['He said "Go."', "She went."]),
        ("visit www.example.org today", ["visit www.example.org today"]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[s:e] for s, e in sentences(text, 0, len(text))] == parts


@given(st.text(alphabet="aA. !?\"'\n1)", max_size=60))
def test_sentences_leave_out_nothing_but_blanks(text: str) -> None:
    at = 0
    for start, end in sentences(text, 0, len(text)):
        assert at <= start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


def test_offsets_are_those_of_the_source(paged: Callable[[str], Page]) -> None:
    source = "Teams：\r\n\r\n1. “Radar”，12 papers。\r\n2. “Chess”，3 papers。\r\n"
    page = paged(source)
    assert [source[b.start : b.end] for b in page.blocks] == [
        "Teams：",
        "1. “Radar”，12 papers。",
        "2. “Chess”，3 papers。",
    ]
    assert page.blocks[1] == Block(10, 31, 13, 31, "item", "1.")


def test_letters_are_numbers_among_numbers_and_a_list_begins_with_the_first() -> None:
    text = "I. SCHOOLS\nHill School\nII. CENTRES\nA. Town Centre\nB. River Centre\nE. K. Mbewe"
    assert bodies(text) == [
        ("item", "I.", "SCHOOLS"),
        ("line", "", "Hill School"),
        ("item", "I.", "CENTRES"),
        ("item", "A.", "Town Centre"),
        ("item", "A.", "River Centre"),
        ("item", "A.", "K. Mbewe"),
    ]
    assert bodies("(i) Hill School\n(ii) Town School") == [
        ("item", "(i)", "Hill School"),
        ("item", "(i)", "Town School"),
    ]
