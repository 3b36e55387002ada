"""Word documents: what Word shows, and nothing of what it hides."""

import io
import zipfile

import docx
import pytest

from extractor.errors import InputError
from extractor.formats import wordfile
from extractor.formats.wordfile import read
from madeupword import archive, cell, listed, numbered, outline, paragraph, run, table, word


def text_of(data: bytes) -> str:
    return read(data, place="news.docx").text


def test_a_document_of_another_program_is_read_whole() -> None:
    """Made by python-docx from its template, which has the styles of Word, and numbers lists through them."""
    document = docx.Document()
    document.add_heading("Twelve model teams announced", 0)
    document.add_paragraph("Northfield University, 13 May 2024")
    document.add_heading("Model laboratories", 1)
    for name in ("Laboratory of Marine Optics", "Laboratory of Soil Science"):
        document.add_paragraph(name, style="List Number")
    document.add_heading("Model teams", 1)
    for name in ("Radar Signal Team", "Plant Genome Team"):
        document.add_paragraph(name, style="List Bullet")
    grid = document.add_table(rows=3, cols=3)
    for row, cells in zip(
        grid.rows, (("Team", "Papers", ""), ("Radar", "12", "of 2024"), ("Plant", "", "")), strict=True
    ):
        for place, content in zip(row.cells, cells, strict=True):
            place.text = content
    grid.cell(1, 2).merge(grid.cell(2, 2))
    document.add_paragraph("第一名\n第二名")
    written = io.BytesIO()
    document.save(written)
    assert text_of(written.getvalue()) == (
        "Twelve model teams announced\n\nNorthfield University, 13 May 2024\n\nModel laboratories\n\n"
        "1. Laboratory of Marine Optics\n2. Laboratory of Soil Science\n\nModel teams\n\n"
        "- Radar Signal Team\n- Plant Genome Team\n\n"
        "| Team | Papers |  |\n| Radar | 12 | of 2024 |\n\nPlant\n\n第一名\n\n第二名\n"
    )


PAGE_BREAK, SEEN = '<w:br w:type="page"/>', '<w:vanish w:val="0"/>'
BOXED = f"<w:txbxContent>{paragraph('boxed')}</w:txbxContent>"
BOX = f"<mc:AlternateContent><mc:Choice>{BOXED}</mc:Choice><mc:Fallback>{BOXED}</mc:Fallback></mc:AlternateContent>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('ab')}{run('c ')}<w:hyperlink>{run('d')}</w:hyperlink></w:p>", "abc d\n"),
        (f"<w:p>{run('a<w:tab/>b<w:noBreakHyphen/>c<w:br/>d')}</w:p>", "a b-c\n\nd\n"),
        (f"<w:p>{run('a' + PAGE_BREAK + 'b<w:softHyphen/>c')}</w:p>", "abc\n"),
        (f"<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>{run('new')}</w:ins></w:p>", "new\n"),
        (f"<w:p>{run('hidden', '<w:vanish/>')}{run('seen', SEEN)}</w:p>", "seen\n"),
        (f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('3')}</w:p>", "3\n"),
        (f"<w:sdt><w:sdtContent>{paragraph('in a control')}</w:sdtContent></w:sdt>", "in a control\n"),
        (f"<w:p><w:r>{BOX}</w:r>{run('outside')}</w:p>", "outside\n\nboxed\n"),
        (paragraph("a") + paragraph(" ") + paragraph("b"), "a\n\nb\n"),
        (table(cell("A") + cell("1/2"), cell("B|C") + cell("")) + table(cell("D") + cell("4")),
         "| A | 1 2 |\n\nB|C\n\n| D | 4 |\n"),
        (table(cell("Prizes", '<w:gridSpan w:val="3"/>'), cell("A", '<w:gridSpan w:val="2"/>') + cell("1")),
         "Prizes\n\n| A |  | 1 |\n"),
        (table(
            cell("First", '<w:vMerge w:val="restart"/>') + cell("A") + cell("12", '<w:vMerge w:val="restart"/>'),
            cell("", "<w:vMerge/>") + cell("B") + cell("", "<w:vMerge/>"),
            cell("Second") + cell("C") + cell("13"),
        ), "| First | A | 12 |\n| First | B |  |\n| Second | C | 13 |\n"),
        (table(f"<w:tc>{table(cell('x') + cell('y'))}{paragraph('below')}</w:tc>" + cell("z")), "| x y below | z |\n"),
    ],
)  # fmt: skip
def test_markup_becomes_lines(body: str, text: str) -> None:
    assert text_of(word(body)) == text


def test_lists_have_the_numbers_that_word_shows() -> None:
    lists = (
        outline(0, ("chineseCounting", "%1、"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")).replace(
            '"decimal"/>', '"decimal"/><w:isLgl/>'
        )
        + outline(1, ("bullet", "\uf0b7"))
        + outline(2, ("upperRoman", "%1."))
        + outline(3, ("none", ""))
        + numbered(1, 0)
        + numbered(2, 1)
        + numbered(3, 2)
        + numbered(4, 2)
        + numbered(5, 2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>')
        + numbered(6, 3)
    )
    body = "".join(
        listed(text, identity, level)
        for text, identity, level in [
            ("标杆院系", 1, 0), ("a", 1, 1), ("b", 1, 1), ("c", 1, 2), ("样板支部", 1, 0), ("d", 1, 1), ("k", 2, 0),
            ("e", 3, 0), ("f", 4, 0), ("g", 5, 0), ("h", 6, 0), ("i", 9, 0), ("j", 1, 8),
        ]
    )  # fmt: skip
    assert text_of(word(body, numbering=lists)).split("\n") == [
        "一、 标杆院系", "1.1 a", "1.2 b", "(a) c", "二、 样板支部", "2.1 d", "- k", "I. e", "II. f", "IV. g", "",
        "h", "", "i", "", "j", "",
    ]  # fmt: skip


def test_a_style_may_say_of_which_list_its_paragraphs_are() -> None:
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Item"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    body = paragraph("a", '<w:pStyle w:val="Item"/>') + paragraph("b", '<w:pStyle w:val="Loop"/>')
    lists = outline(0, ("decimal", "%1)")) + numbered(1, 0)
    assert text_of(word(body, styles=styles, numbering=lists)) == "1) a\n\nb\n"


@pytest.mark.parametrize("cut", [30, 100, -1, -40])
def test_a_truncated_document_is_said_to_be_damaged(cut: int) -> None:
    with pytest.raises(
        InputError, match=r"^news\.docx: is a damaged or incomplete Word document \(.*\); get it again$"
    ):
        read(word(paragraph("The team"))[:cut], place="news.docx")


def test_a_document_with_a_flipped_bit_is_said_to_be_damaged() -> None:
    data = bytearray(word(paragraph("The team published 12 papers. " * 40)))
    data[60] ^= 0xFF
    with pytest.raises(InputError, match="damaged"):
        read(bytes(data), place="news.docx")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (archive({"xl/workbook.xml": "x"}), "is an Excel file and no Word document; save its text as .docx or .txt"),
        (archive({"ppt/presentation.xml": "x"}), "is a PowerPoint file"),
        (archive({"content.xml": "x"}), "is an OpenDocument file"),
        (archive({"news.txt": "x"}), "is a ZIP archive"),
        (archive({"word/document.xml": "<w:document"}), "is a damaged Word document (word/document.xml: "),
        (word(""), "is a Word document without words in it"),
        (archive({"word/document.xml": "<x/>"}), "is a Word document without words in it"),
        (
            archive({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'}),
            "word/document.xml in it declares entities, which no Word document does",
        ),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, place="news.docx")
    assert str(caught.value).startswith(f"news.docx: {problem}")


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordfile, "_LARGEST_PART", 1_000_000)
    data = word(f"<!--{' ' * 2_000_000}-->" + paragraph("x"))
    assert len(data) < 10_000
    with pytest.raises(InputError, match=r"word/document\.xml in it unpacks to more than 1 MB; save its text as \.txt"):
        read(data, place="news.docx")


def test_an_encrypted_archive_is_said_to_be_encrypted() -> None:
    data = bytearray(word(paragraph("x")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as zipped:
        assert zipped.infolist()[0].flag_bits == 0
    data[6] |= 1  # in the header of the file
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the list of the archive
    with pytest.raises(InputError, match="is encrypted; open it in Word and save it without a password"):
        read(bytes(data), place="news.docx")


def test_controls_and_tables_without_end_are_read() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + paragraph("deep") + "</w:sdtContent></w:sdt>" * 5_000
    nested = f"<w:tbl><w:tr><w:tc>{'<w:tbl><w:tr><w:tc>' * 999}{paragraph('x')}{'</w:tc></w:tr></w:tbl>' * 1_000}"
    assert text_of(word(deep + nested)) == "deep\n\nx\n"


def test_text_boxes_without_end_are_refused() -> None:
    boxes = f"{'<w:p><w:txbxContent>' * 5_000}{paragraph('x')}{'</w:txbxContent></w:p>' * 5_000}"
    with pytest.raises(InputError, match=r"^news\.docx: has text boxes in text boxes without end"):
        read(word(boxes), place="news.docx")
