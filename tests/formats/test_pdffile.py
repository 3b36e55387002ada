"""PDF files: paragraphs as they were before they were set, tables as rows, and on which page everything stands."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle

from extractor.errors import InputError
from extractor.formats import pdffile
from extractor.formats.pdffile import read
from madeuppages import CHINESE as CHINESE_STORY
from madeuppages import ENGLISH as ENGLISH_STORY
from madeuppages import Story
from madeuppdf import (
    CHINESE,
    ENGLISH,
    INDENTED,
    TITLE,
    lines,
    locked,
    new_page,
    paragraphs,
    pdf,
    raw,
    scan,
    table,
)

FIXTURES = Path(__file__).parents[1] / "fixtures" / "documents"


def text_of(data: bytes) -> str:
    return read(data, place="news.pdf").text


def of_story(story: Story, paragraphs: list[str], heading: str) -> str:
    """What the printed page in the fixtures says: the story, some paragraphs three times, and its units in a table."""
    parts = [story.title, story.date_line, *story.opening]
    for name, units in story.groups.items():
        parts += [name, *(f"{i}. {unit}" for i, unit in enumerate(units, 1))]
    every = [unit for units in story.groups.values() for unit in units]
    rows = "\n".join([heading, *(f"| {i} | {unit} | {10 * i} |" for i, unit in enumerate(every, 1))])
    return "\n\n".join([*parts, *paragraphs * 3, rows, *story.closing]) + "\n"


PRINTED_ENGLISH = [
    (
        "The extraordinary internationalisation of interdisciplinary high-level laboratories was commended by the "
        "representatives of the Department. In the past three years the teams have published more than 1,362 "
        "high-level papers, including 928 papers in internationally acknowledged journals."
    ),
    (
        "They received more than 300 million yuan of research funding a year, won 12 national first prizes, and 31% "
        "of their members are national talents; in the ESI ranking the university is 53rd in the world."
    ),
]
PRINTED_CHINESE = [
    (
        "学院党委坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的教育方针，落实立德树人根本任务。"
        "三年来共发表高水平论文1362篇，其中SCI一区论文928篇，承担国家级项目35项。"
    ),
    (
        "年均科研经费超过3亿元，获国家级一等奖12项，国家级人才占比超过31%，在ESI学科排名中位列全球第53位，"
        "受到上级党组织和社会各界的一致好评。"
    ),
]


@pytest.mark.parametrize(
    ("name", "story", "paragraphs", "heading", "second_page"),
    [
        ("printed-en.pdf", ENGLISH_STORY, PRINTED_ENGLISH, "| No. | Name | Papers |", "They received more"),
        ("printed-zh.pdf", CHINESE_STORY, PRINTED_CHINESE, "| 序号 | 名称 | 论文 |", "| 序号 | 名称 | 论文 |"),
    ],
)
def test_a_page_printed_by_a_browser_is_read_whole(
    name: str, story: Story, paragraphs: list[str], heading: str, second_page: str
) -> None:
    found = read((FIXTURES / name).read_bytes(), place="news.pdf")
    assert found.text == of_story(story, paragraphs, heading)
    assert (found.encoding, len(found.pages)) == ("pdf", 2)
    assert found.text[found.pages[1] :].startswith(second_page)


WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "of",
            "a",
            "team",
            "prize",
            "laboratory",
            "internationalisation",
            "1,362",
            "papers,",
            "won",
            "(see)",
            "31%",
            "Ministry",
            "in",
        ]
    ),
    min_size=1,
    max_size=60,
)
HAN = st.lists(st.sampled_from("党委发表论文３篇，获一等奖《》“”；年均经费（）亿元"), min_size=1, max_size=150)


@given(st.lists(WORDS, min_size=1, max_size=12), st.sampled_from([ENGLISH, INDENTED]))
@settings(max_examples=60, deadline=None)
def test_english_paragraphs_come_back_as_they_were(texts: list[list[str]], style: ParagraphStyle) -> None:
    """Whether a gap or an indent parts them, and over the ends of lines and pages."""
    written = [f"Then {' '.join(words)}." for words in texts]
    # Lines of full width, or nothing says how far lines and how far paragraphs are apart.
    written.append("At the end there is a line that is as long as the page is wide, and so is the one after it. " * 4)
    found = text_of(pdf(*paragraphs(written, style)))
    assert found == "\n\n".join(text.strip() for text in written) + "\n"


@given(st.lists(HAN, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_chinese_paragraphs_come_back_as_they_were(texts: list[list[str]]) -> None:
    written = [f"近日{''.join(signs)}。" for signs in texts] + [
        "三年来，入选党组织共发表高水平论文，获得一致好评。" * 3
    ]
    assert text_of(pdf(*paragraphs(written, CHINESE))) == "\n\n".join(written) + "\n"


def test_every_character_is_on_its_page() -> None:
    found = read(pdf(*paragraphs(["One."]), new_page(), *paragraphs(["Two.", "Three."])), place="news.pdf")
    assert found.text == "One.\n\nTwo.\n\nThree.\n"
    assert found.pages == (0, 6)


def test_a_page_begins_within_the_paragraph_that_runs_over_its_edge() -> None:
    sentence = "The team published a great number of papers in the journals of its field and was praised for it. "
    found = read(pdf(*paragraphs([sentence * 80])), place="news.pdf")
    assert found.text == (sentence * 80).strip() + "\n"
    assert len(found.pages) == 2
    assert found.text[found.pages[1] - 1] == " "


def test_pages_without_text_begin_where_the_next_one_does() -> None:
    found = read(pdf(new_page(), *paragraphs(["One."]), new_page(), foot=""), place="news.pdf")
    assert (found.text, found.pages) == ("One.\n", (0, 0))


def test_running_heads_and_page_numbers_are_left_out() -> None:
    flow = [part for text in ("One.", "Two.", "Three.") for part in (*paragraphs([text]), new_page())]
    found = text_of(pdf(*flow, head="党建工作简报 第{page}期", foot="第 {page} 页 共 3 页"))
    assert found == "One.\n\nTwo.\n\nThree.\n"


def test_a_line_that_one_page_has_at_its_edge_is_text() -> None:
    assert text_of(pdf(*paragraphs(["One."]), head="Bulletin of the week", foot="")) == "Bulletin of the week\n\nOne.\n"


def test_cells_of_several_lines_are_one() -> None:
    rows = [
        ["序号", "单位", "成绩"],
        *(
            [
                str(i),
                f"海洋光学学院第{i}党支部（含博士后工作站联合党支部）",
                f"发表论文{i}0篇，获得省部级奖励{i}项，经费{i}00万元",
            ]
            for i in range(1, 30)
        ),
    ]
    found = text_of(pdf(table(rows, [40, 120, 160])))
    assert found == "".join(f"| {' | '.join(row)} |\n" for row in rows)


def test_an_empty_cell_keeps_its_column() -> None:
    rows = [["Team", "Papers", "Prizes"], ["Radar", "", "3"], ["Plant", "12", ""]]
    assert text_of(pdf(table(rows, [120, 100, 100]))) == (
        "| Team | Papers | Prizes |\n| Radar |  | 3 |\n| Plant | 12 |  |\n"
    )


def test_a_title_of_two_lines_is_one() -> None:
    title = "关于公布第三批全省高校党建工作样板支部培育创建单位和标杆院系名单的通知"
    body = "近日，省委教育工委公布了名单，我校6个基层党组织全部入选。" * 4
    assert text_of(pdf(*paragraphs([title], TITLE), *paragraphs([body], CHINESE))) == f"{title}\n\n{body}\n"


@pytest.mark.parametrize(
    ("end", "beginning", "joined"),
    [
        ("more labora-", "tory papers", "more laboratory papers"),
        ("all high-", "level papers", "all high-level papers"),
        ("the interna-", "tional papers", "the international papers"),
        ("and Anglo-", "Saxon papers", "and Anglo-Saxon papers"),
        ("from 2021-", "2023 papers", "from 2021-2023 papers"),
    ],
)
def test_hyphens_at_line_ends_go_where_the_word_has_none(end: str, beginning: str, joined: str) -> None:
    filler = "The good laboratory of the university has, on its long high-level way,"
    assert joined in text_of(lines(f"{filler} {end}", f"{beginning} and prizes"))


def test_a_watermark_across_the_page_is_left_out() -> None:
    assert text_of(lines("The team won.", "COPY", slant=45)) == "The team won.\n"


def test_a_bullet_begins_a_line_of_its_own() -> None:
    long = "a name that is as long as the whole line of the page is wide and even goes on in the line after it"
    texts = [f"\u2022 {long}", f"\u2022 {long}", "1. first", "(2) second"]
    assert text_of(pdf(*paragraphs(texts))) == "\n\n".join(texts) + "\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (scan(), "has 1 pages without text in them, as a scan has; have its text recognised (OCR), or save it as .txt"),
        (locked(), "is locked with a password; save it without one"),
        (pdf(*paragraphs(["One."]))[:400], "is a damaged or incomplete PDF ("),
        (b"%PDF-1.7\n", "is a damaged or incomplete PDF ("),
        (raw(b"", pages=2_001), "has 2,001 pages, and one announcement may have 2,000; split it"),
        (raw(b"BT /F1 9 Tf 9 9 Td" + b"(0123456789) Tj " * 20_001 + b"ET"), "page 1 has 200,"),
        (
            raw(b"BT /F1 9 Tf 9 9 Td (" + b"\x01\x02\x03" * 9 + b") Tj ET"),
            "its fonts do not say which letters they show",
        ),
    ],
)
def test_what_cannot_be_read_is_said_with_the_remedy(data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, place="news.pdf")
    assert str(caught.value).startswith(f"news.pdf: {problem}")


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdffile, "_LARGEST_STREAM", 3_000_000)
    data = raw(b" " * 4_000_000)
    assert len(data) < 10_000
    with pytest.raises(InputError, match=r"^news\.pdf: a page or picture in it unpacks to more than 3 MB"):
        read(data, place="news.pdf")
    assert "unpacks" not in _problem(raw(b" " * 2_000_000))


def _problem(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(data, place="news.pdf")
    return str(caught.value)
