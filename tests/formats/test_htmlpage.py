"""Web pages: the list of selected units survives, whatever form it has and whatever stands around it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import trafilatura

from extractor.errors import InputError
from extractor.formats import htmlpage
from extractor.formats.htmlpage import read
from madeuppages import CHINESE, ENGLISH, FRAME_WORDS, FRAMES, LISTS, Story

STORIES = {"english": ENGLISH, "chinese": CHINESE}


def text_of(page: str | bytes, encoding: str | None = None) -> str:
    data = page.encode() if isinstance(page, str) else page
    return read(data, place="news.html", encoding=encoding).text


def lines_and_cells(text: str) -> Iterator[str]:
    """What a reader sees as one piece: a line without the mark of its item, and each cell of a row."""
    for line in text.splitlines():
        yield re.sub(r"^(?:-|\d+\.) ", "", line)
        if line.startswith("|"):
            yield from (cell.strip() for cell in line.strip("|").split("|"))


def parts_of(story: Story) -> list[str]:
    groups = [part for name, units in story.groups.items() for part in (name, *units)]
    return [story.title, story.date_line, *story.opening, *groups, *story.closing]


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("form", LISTS)
def test_all_of_the_announcement_is_kept_in_order_and_nothing_around_it(story: str, frame: str, form: str) -> None:
    text = text_of(FRAMES[frame](STORIES[story], form))
    found = list(lines_and_cells(text))
    parts = parts_of(STORIES[story])
    assert [part for part in parts if part not in found] == []
    places = [found.index(part) for part in parts]
    assert places == sorted(places)
    assert found[0] == parts[0]
    assert [word for word in FRAME_WORDS if word in text] == []


def test_trafilatura_alone_would_lose_lists() -> None:
    """Why the article is not taken as trafilatura gives it; when this fails, it has learned to, and less is needed."""
    lost = 0
    for story in STORIES.values():
        for frame in FRAMES.values():
            for form in LISTS:
                text = (
                    trafilatura.extract(frame(story, form), favor_recall=True, include_comments=False, fast=True) or ""
                )
                found = list(lines_and_cells(text))
                lost += any(unit not in found for units in story.groups.values() for unit in units)
    assert lost >= 20, "of 90 pages"


def test_the_whole_text_of_a_page() -> None:
    assert text_of(FRAMES["department"](CHINESE, "styled")) == (
        "关于公布第三批全省高校样板支部名单的通知\n\n发布时间：2024-05-13 来源：组织部\n\n"
        "近日，省委教育工委公布了第三批全省高校党建工作样板支部培育创建单位名单，我校6个基层党组织全部入选。\n\n"
        "三年来，入选党组织共发表高水平论文120余篇，承担国家级项目35项，获省部级以上奖励12项。\n\n"
        "一、标杆院系\n\n海洋光学学院党委\n\n土壤科学学院党委\n\n轨道安全学院党总支\n\n"
        "二、样板支部\n\n雷达信号研究所党支部\n\n现代戏剧系教工党支部\n\n植物基因组中心学生党支部\n\n"
        "下一步，学校将总结推广入选党组织的经验做法，每年投入300万元支持其建设。\n"
    )


PROSE = "The department announced the results of the selection, and the teams of the university were all selected. "


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><h1>Twelve teams</h1><p>{PROSE}</p>{body}</body></html>"


def after_the_prose(text: str) -> str:
    start = f"Twelve teams\n\n{PROSE.strip()}\n\n"
    assert text.startswith(start)
    return text.removeprefix(start)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<ol start='3'><li>A team</li><li></li><li value=9>B<li>C team</ol>", "3. A team\n9. B\n10. C team\n"),
        ("<ul><li>1. A team<li>（二）B team<li>• C team</ul>", "1. A team\n\n（二）B team\n\n• C team\n"),
        ("<ul><li>Teams<ul><li>A team<li>B team</ul></ul>", "Teams\n\n- A team\n- B team\n"),
        ("<ul><li><p>A team</p><p>It sang.</p></ul>", "A team\n\nIt sang.\n"),
        ("<p>A<br>B<br/>&nbsp;&nbsp;C</p>D", "A\n\nB\n\nC\n\nD\n"),
        ("<p>one\n   two\tthree</p><p>第一\n   行</p>", "one two three\n\n第一行\n"),
        ("<p>in&shy;ter&#8203;national</p>", "international\n"),
        ("<div>A <b>bold</b>, <i>it<span>al</span>ic</i> word<script>x</script></div>", "A bold, italic word\n"),
        ("<p>before<button>Print</button>after <!-- no --> all</p>", "before after all\n"),
        ("<p style='display:none'>gone</p><p hidden>gone</p><p>here</p>", "here\n"),
        ("<table><tr><th>Team<th>Won<tr><td>B|C<td>12<tr><td>E|F<td></table>", "| Team | Won |\n| B¦C | 12 |\n\nE|F\n"),
        (
            "<table><tr><td rowspan=2>First<td>A<td rowspan=2>12<tr><td>B</table>",
            "| First | A | 12 |\n| First | B |  |\n",
        ),
        (
            "<table><tr><th colspan=2>Teams<tr><td>A<td>12<tr><td>B<td>13</table>",
            "Teams\n\n| A | 12 |\n| B | 13 |\n",
        ),
        ("<table><caption>Teams of <b>2024</b></caption><tr><td>A<td>1<tr><td>B<td>2</table>",
         "Teams of 2024\n\n| A | 1 |\n| B | 2 |\n"),
        ("<table><tr><td><h2>Left</h2><td>x<tr><td>y<td>z</table>", "Left\n\nx\n\ny\n\nz\n"),
        ("<table><tr><td>a<table><tr><td>b<td>c<tr><td>d<td>e</table>f</table>", "a\n\n| b | c |\n| d | e |\n\nf\n"),
    ],
)  # fmt: skip
def test_markup_becomes_lines(markup: str, text: str) -> None:
    assert after_the_prose(text_of(page(markup))) == text


@pytest.mark.parametrize(
    ("written", "declared", "found"),
    [
        ("gb18030", "gb2312", "gb18030"),
        ("gbk", "GBK", "gb18030"),
        ("big5", "big5", "big5hkscs"),
        ("utf-8", "gb2312", "utf-8"),
        ("utf-8", "no-such-thing", "utf-8"),
        ("gb18030", "utf-8", "gb18030"),
        ("utf-8-sig", "utf-8", "utf-8-sig"),
        ("utf-16", "utf-16", "utf-16"),
    ],
)
def test_the_character_set_is_that_of_the_bytes_before_that_which_is_declared(
    written: str, declared: str, found: str
) -> None:
    markup = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head>'
    data = f"{markup}<body><h1>第三批名單</h1><p>學院在本年度全部入選，發表論文三十五篇。</p></body></html>".encode(
        written
    )
    source = read(data, place="news.html", encoding=None)
    assert source.encoding == found
    assert source.text == "第三批名單\n\n學院在本年度全部入選，發表論文三十五篇。\n"


def test_an_encoding_that_is_named_is_used_alone() -> None:
    data = page("<p>é</p>", "<meta charset=utf-8>").encode("latin-1")
    assert "\n\né\n" in text_of(data, "latin-1")
    with pytest.raises(InputError, match="is not utf-8"):
        text_of(data, "utf-8")


TITLED = "<title>Model teams of the province announced | Northfield University</title>"


@pytest.mark.parametrize(
    ("head", "body", "beginning"),
    [
        (TITLED, f"<div><p>{PROSE * 3}</p></div>", "Model teams of the province announced\n\n"),
        (
            f'{TITLED}<meta name="PubDate" content="2024-05-13 08:00">',
            f"<div><p>{PROSE * 3}</p></div>",
            "Model teams of the province announced\n\n2024-05-13\n\n",
        ),
        (
            f'{TITLED}<meta property="article:published_time" content="2024-5-3T08:00:00Z">',
            f"<h1>Model teams of the province announced</h1><p>{PROSE * 3}</p>",
            "Model teams of the province announced\n\n2024-05-03\n\n",
        ),
        (
            f'{TITLED}<meta name="PubDate" content="2024-05-13">',
            f"<h1>Model teams of the province announced</h1><p>May 12, 2024</p><p>{PROSE * 3}</p>",
            "Model teams of the province announced\n\nMay 12, 2024\n\nThe department",
        ),
        (
            f"{TITLED}<script type='application/ld+json'>{json.dumps({'datePublished': '2024-05-13T08:00'})}</script>",
            f"<p>{PROSE * 3}</p>",
            "Model teams of the province announced\n\n2024-05-13\n\n",
        ),
        (f"{TITLED}<script type='application/ld+json'>{{broken</script>", f"<p>{PROSE * 3}</p>", "Model teams of the"),
        ("<title>x</title>", f"<p>{PROSE * 3}</p>", "The department"),
    ],
)
def test_the_title_and_the_date_that_a_page_states_come_first(head: str, body: str, beginning: str) -> None:
    text = text_of(f"<html><head>{head}</head><body>{body}</body></html>")
    assert text.startswith(beginning)
    assert text.count(PROSE.strip()) == 3


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body></body></html>",
        "<html><head><title></title></head><body><script>fill()</script><div id=app></div></body></html>",
        "<!doctype html>",
        "<!-- nothing -->",
    ],
)
def test_a_page_without_words_is_refused(markup: str) -> None:
    with pytest.raises(InputError, match=r"^news\.html: is (?:a web page without words in it|no web page)"):
        text_of(markup)


def test_elements_nested_without_end_are_refused() -> None:
    with pytest.raises(InputError, match=r"^news\.html: has elements nested more than 2,000 deep"):
        text_of(page("<div>" * 100_000 + "x"))


def test_elements_nested_deeper_than_python_may_call_are_read() -> None:
    text = text_of(page("<div>" * 1_500 + "<ul><li>A team</li></ul>" + "</div>" * 1_500))
    assert after_the_prose(text) == "- A team\n"


def test_a_span_over_any_number_of_columns_is_cut() -> None:
    markup = "<table><tr><td colspan=1000000 rowspan=1000000>A<td>B<tr><td>C<td>D</table>"
    assert len(text_of(page(markup))) < 2_000


@pytest.mark.parametrize("template", ["report.html.j2", "diff.html.j2"])
def test_a_report_of_this_program_is_no_announcement(template: str) -> None:
    head = (Path(htmlpage.__file__).parents[1] / "pages" / template).read_text("utf-8")
    meta = re.findall(r'<meta name="generator".*>', head)
    with pytest.raises(InputError, match=r"^news\.html: is a report that this program wrote; name the announcement"):
        text_of(page("<p>x</p>", *meta))
