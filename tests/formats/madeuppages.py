"""Made-up web pages: one announcement in the frames that sites have, its lists in the forms that editors use."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """What a page says: everything but `frame_words` is to be read, in this order, each a line or cell of its own."""

    title: str
    date_line: str
    opening: Sequence[str]
    groups: Mapping[str, Sequence[str]]
    closing: Sequence[str]


ENGLISH = Story(
    title="Twelve teams of the university selected as model teams of the province",
    date_line="Published: 13 May 2024",
    opening=(
        "The Department of Education recently announced the results of the third selection; six teams were selected.",
        "It honours teams that have published more than 120 papers and won national prizes in the past three years.",
    ),
    groups={
        "Model laboratories": (
            "Laboratory of Marine Optics",
            "Laboratory of Soil Science",
            "Laboratory of Rail Safety",
        ),
        "Model teams": ("Radar Signal Team", "Team of Modern Chinese Drama", "Plant Genome Team"),
    },
    closing=("The university will learn from the selected teams and support them with 3 million yuan a year.",),
)
CHINESE = Story(
    title="关于公布第三批全省高校样板支部名单的通知",
    date_line="发布时间：2024-05-13 来源：组织部",
    opening=(
        "近日，省委教育工委公布了第三批全省高校党建工作样板支部培育创建单位名单，我校6个基层党组织全部入选。",
        "三年来，入选党组织共发表高水平论文120余篇，承担国家级项目35项，获省部级以上奖励12项。",
    ),
    groups={
        "一、标杆院系": ("海洋光学学院党委", "土壤科学学院党委", "轨道安全学院党总支"),
        "二、样板支部": ("雷达信号研究所党支部", "现代戏剧系教工党支部", "植物基因组中心学生党支部"),
    },
    closing=("下一步，学校将总结推广入选党组织的经验做法，每年投入300万元支持其建设。",),
)

FRAME_WORDS = ("Home", "Admissions", "Contact us", "Most read", "Campus bus timetable", "All rights reserved", "首页",
               "学校概况", "联系我们", "相关新闻", "校车时刻表", "版权所有", "ICP备")  # fmt: skip
"""What the frames say, and no reader of the announcement wants."""


def _unordered(names: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{name}</li>" for name in names) + "</ul>"


def _ordered(names: Sequence[str]) -> str:
    return "<ol>" + "".join(f"<li><p>{name}</p></li>\n" for name in names) + "</ol>"


def _table(names: Sequence[str]) -> str:
    rows = "".join(f"<tr><td>{i}</td><td><p>{name}</p></td></tr>" for i, name in enumerate(names, 1))
    return f"<table><tbody><tr><th>No.</th><th>Name</th></tr>{rows}</tbody></table>"


def _divs(names: Sequence[str]) -> str:
    return "".join(f"<div>{name}</div>" for name in names)


def _breaks(names: Sequence[str]) -> str:
    return f"<p>{'<br/>'.join(names)}</p>"


def _nested(names: Sequence[str]) -> str:
    return (
        "<div>" * 3 + "".join(f"<div class='row'><div><span>{name}</span></div></div>" for name in names) + "</div>" * 3
    )


def _styled(names: Sequence[str]) -> str:
    style = "text-indent: 2em; line-height: 2;"
    return "".join(
        f'<p style="{style}"><span style="font-size:16px">&nbsp;&nbsp;{name[:3]}</span><span>{name[3:]}</span></p>\n'
        for name in names
    )


def _linked(names: Sequence[str]) -> str:
    return "<ul>" + "".join(f'<li><a href="/unit/{i}">{name}</a></li>' for i, name in enumerate(names)) + "</ul>"


def _described(names: Sequence[str]) -> str:
    return "<dl>" + "".join(f"<dt>{name}</dt>" for name in names) + "</dl>"


LISTS: Mapping[str, Callable[[Sequence[str]], str]] = {
    "ul": _unordered, "ol": _ordered, "table": _table, "div": _divs, "br": _breaks, "nested": _nested,
    "styled": _styled, "linked": _linked, "dl": _described,
}  # fmt: skip


def _paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def body(story: Story, form: str, *, heading: str = "h3") -> str:
    """The announcement below its title, the lists in one form."""
    lists = "".join(f"<{heading}>{name}</{heading}>{LISTS[form](units)}" for name, units in story.groups.items())
    return f"{_paragraphs(story.opening)}{lists}{_paragraphs(story.closing)}"


def university(story: Story, form: str) -> str:
    """A site in HTML 5: header, breadcrumbs, article, related news, footer."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{story.title} - Northfield University</title>
<style>p {{ color: red }}</style><script>var count = 5000;</script></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/a">Admissions</a></li></ul></nav></header>
<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/news">News</a></div>
<main><article><h1>{story.title}</h1><p class="meta">{story.date_line}</p>{body(story, form)}</article></main>
<aside><h2>Most read</h2><ul><li><a href="/1">Campus bus timetable</a></li></ul></aside>
<footer><p>Contact us: 010-12345678</p><p>© 2024 Northfield University. All rights reserved.</p></footer>
</body></html>"""


def department(story: Story, form: str) -> str:
    """A site of an authority: divisions with names for everything, the title and the date outside of the text."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="ArticleTitle" content="{story.title}"><meta name="PubDate" content="2024-05-13 10:20">
<title>{story.title}_省教育厅</title></head><body>
<div id="top"><div class="nav"><a href="/">首页</a><a href="/gk">学校概况</a></div></div>
<div class="wrap"><div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/tz">通知</a></div>
<div class="content_box"><div class="tit">{story.title}</div><div class="info"><span>{story.date_line}</span></div>
<div id="zoom" class="TRS_Editor">{body(story, form, heading="p")}</div>
<div class="related"><h4>相关新闻</h4><ul><li><a href="/x">校车时刻表</a></li></ul></div></div></div>
<div class="foot"><p>联系我们 地址：学院路1号 邮编：100000</p><p>版权所有 © 省教育厅 京ICP备05000000号</p></div>
</body></html>"""


def tables(story: Story, form: str) -> str:
    """A site of the days when pages were laid out in tables, with nothing named."""
    return f"""<html><head><title>{story.title}</title></head><body><table width="980"><tr><td><a href="/">首页</a>
<a href="/gk">学校概况</a></td></tr></table><table width="980"><tr><td width="200">
<table><tr><td><a href="/x">校车时刻表</a>
</td></tr></table></td><td><table><tr><td align="center"><b>{story.title}</b></td></tr>
<tr><td align="center">{story.date_line}</td></tr><tr><td>{body(story, form, heading="p")}</td></tr></table>
</td></tr></table>
<table width="980"><tr><td align="center">版权所有 © 某大学 联系我们</td></tr></table></body></html>"""


def apart(story: Story, form: str) -> str:
    """A page that keeps each part of the announcement in a box of its own, side by side."""
    lists = "".join(f"<section><h3>{name}</h3>{LISTS[form](units)}</section>" for name, units in story.groups.items())
    return f"""<!DOCTYPE html><html><head><title>{story.title}</title></head><body>
<div class="menu"><a href="/">Home</a></div><div class="page"><h1>{story.title}</h1>
<div class="date">{story.date_line}</div>
<div class="text">{_paragraphs(story.opening)}</div>{lists}<div class="text">{_paragraphs(story.closing)}</div></div>
<div class="footer">© 2024 Northfield University. All rights reserved.</div></body></html>"""


def bare(story: Story, form: str) -> str:
    """A page without any frame, and without a head."""
    return f"<h2>{story.title}</h2><p>{story.date_line}</p>{body(story, form, heading='h4')}"


FRAMES: Mapping[str, Callable[[Story, str], str]] = {
    "university": university, "department": department, "tables": tables, "apart": apart, "bare": bare,
}  # fmt: skip
