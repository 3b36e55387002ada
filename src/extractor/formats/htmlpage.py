"""Web pages: the announcement in them with its title and its date, whatever the site puts around it."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from extractor.errors import InputError
from extractor.formats import extras
from extractor.formats.htmlblocks import Element, HtmlBlock, blocks_of, write
from extractor.formats.mainblock import SITE_LINE, find_main, letters
from extractor.formats.sourcetext import SourceText, TextWriter, one_line
from extractor.reading import decode

_DEEPEST = 2_000
"""Elements in each other: parsers drop what lies deeper or take forever, and no page that a person made is so deep."""
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_WHERE_DECLARED = 4_096
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso8859-1": "cp1252", "ascii": "cp1252"}
"""What browsers read a declared character set as: pages declare the narrow one and use the wide one."""
GENERATOR = "announcement-extractor"
"""What the reports of this program say that they were made by; one may well lie in the folder that it is about."""
_TITLE_METAS = ("articletitle", "og:title", "title", "dc.title")
_DATE_METAS = (
    "pubdate",
    "article:published_time",
    "publishdate",
    "date",
    "dc.date",
    "datepublished",
    "publication_date",
)
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(1[0-2]|0?[1-9])\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])(?!\d)")
_WORDED_DATE = re.compile(
    r"\b(?:\d{1,2}\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[|–—·-]\s+|[|_]|(?<=[\u4e00-\u9fff])[-–—]+(?=[\u4e00-\u9fff])")
"""What stands between the title of an article and the name of its site."""
_FEWEST_LETTERS = 5  # of a title
_LONGEST_TITLE = 200  # letters
_LONGEST_LINE_ABOUT = 200  # letters of a line with the date, the source and the like
_HEAD = 0.1  # of the letters of the main part; its title stands among them
_FOOT = 0.2  # of the letters; the line of the site stands among the last
_OPENING = 10  # lines in which a date is looked for


def read(data: bytes, *, place: str, encoding: str | None) -> SourceText:
    """The announcement in a web page. Raises `InputError` for one that is too large, too deep or has no words."""
    extras.need("trafilatura", extra=extras.DOCUMENTS, place=place, what="a web page")
    text, chosen = _decoded(data, place=place, encoding=encoding)
    page = _parsed(text, place)
    body = page.find("body")
    stated = _Stated(page)
    if stated.generator == GENERATOR:
        raise InputError(f"{place}: is a report that this program wrote; name the announcement that it is about")
    writer = TextWriter()
    if body is not None:
        write(_announcement(body, stated), writer)
    if not (found := writer.finish()):
        raise InputError(
            f"{place}: is a web page without words in it, as one that a script fills; "
            "save it from a browser after it has loaded, or save its text as .txt"
        )
    return SourceText(found, chosen)


def _decoded(data: bytes, *, place: str, encoding: str | None) -> tuple[str, str]:
    """The markup and its character set: the byte order mark, UTF-8, then what the page declares, then by content."""
    if encoding is None and (declared := _DECLARED.search(data, 0, _WHERE_DECLARED)) is not None:
        name = declared[1].decode("ascii")
        try:
            name = codecs.lookup(name).name
            data.decode("utf-8-sig")
        except LookupError:
            pass
        except ValueError:
            name = _WIDER.get(name, name)
            try:
                data.decode(name)
            except (ValueError, LookupError):
                pass
            else:
                encoding = name
    return decode(data, place=place, encoding=encoding)


def _parsed(text: str, place: str) -> Element:
    from lxml import etree, html

    # Parsed as bytes, since lxml refuses a text that begins with a declaration of its encoding.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise InputError(f"{place}: is no web page that can be read ({error}); save its text as .txt") from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log) or _is_too_deep(page):
        raise InputError(f"{place}: has elements nested more than {_DEEPEST:,} deep; save its text as .txt")
    return page


def _is_too_deep(page: Element) -> bool:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(page, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


class _Stated:
    """What a page says about itself where nobody sees it."""

    def __init__(self, page: Element) -> None:
        self._metas: dict[str, str] = {}
        for meta in page.iter("meta"):
            name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
            if content := one_line(meta.get("content") or ""):
                self._metas.setdefault(name, content)
        self.generator = self._metas.get("generator")
        self._title = one_line("".join(title.itertext())) if (title := page.find(".//title")) is not None else ""
        self._times = [time.get("datetime") for time in page.iter("time") if time.get("datetime")]
        self._scripts = [s.text for s in page.iter("script") if s.get("type") == "application/ld+json" and s.text]

    def titles(self) -> set[str]:
        """What may be the title of the article, as letters; the name of the site may be among it."""
        stated = [self._metas[name] for name in _TITLE_METAS if name in self._metas]
        wholes = [*stated, self._title]
        keys = {letters(part) for whole in wholes for part in (whole, *_PARTS.split(whole))}
        return {key for key in keys if _FEWEST_LETTERS <= len(key) <= _LONGEST_TITLE}

    def title(self) -> str | None:
        """The title as the page states it, without the name of the site behind it."""
        stated = [self._metas[name] for name in _TITLE_METAS if name in self._metas]
        parts = (part.strip() for whole in (*stated, self._title) for part in _PARTS.split(whole))
        return next((part for part in parts if len(letters(part)) >= _FEWEST_LETTERS), None)

    def date(self) -> str | None:
        """The day of publication in ISO form, if the page states it."""
        stated = [self._metas[name] for name in _DATE_METAS if name in self._metas]
        for written in (*stated, *self._dates_of_scripts(), *self._times):
            if (m := _DATE.search(written)) is not None:
                return f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"
        return None

    def _dates_of_scripts(self) -> Iterator[str]:
        for script in self._scripts:
            try:
                content = json.loads(script)
            except (ValueError, RecursionError):
                continue
            for entry in content if isinstance(content, list) else [content]:
                if isinstance(entry, dict) and isinstance(date := entry.get("datePublished"), str):
                    yield date


def _announcement(body: Element, stated: _Stated) -> list[HtmlBlock]:
    """The blocks of the announcement: its title, what stands beside it about the day, and the main part of the page."""
    main = find_main(body)
    every, inside = blocks_of(body), _above_the_foot(blocks_of(main))
    elements = set(main.iter())
    first = next((i for i, block in enumerate(every) if block.element in elements), len(every))
    titled = _title_among(every[: first + _lines_of_head(inside)], stated.titles())
    if titled is None:
        title = stated.title()
        head = (
            [HtmlBlock(main, title)]
            if title and letters(title) not in letters(inside[0].text if inside else "")
            else []
        )
    elif titled >= first:
        inside, head = inside[titled - first :], []
    else:
        about = [
            block for block in every[titled + 1 : first] if _has_date(block) and len(block.text) < _LONGEST_LINE_ABOUT
        ]
        head = [every[titled], *about]
    if not any(map(_has_date, (*head, *inside[:_OPENING]))) and (date := stated.date()) is not None:
        at = len(head)
        if not head and inside:
            head, inside, at = inside[:1], inside[1:], 1
        head.insert(at, HtmlBlock(main, date))
    return [*head, *inside]


def _lines_of_head(blocks: Sequence[HtmlBlock]) -> int:
    """How many of the first blocks a title may be among."""
    sizes = list(accumulate(len(block.text) for block in blocks))
    return 1 + sum(size <= _HEAD * sizes[-1] for size in sizes) if sizes else 0


def _above_the_foot(blocks: list[HtmlBlock]) -> list[HtmlBlock]:
    """The blocks without the foot of the site, where it stands in the main part too."""
    left = sum(len(block.text) for block in blocks)
    most = _FOOT * left
    for i, block in enumerate(blocks):
        if left <= most and SITE_LINE.search(block.text):
            return blocks[:i]
        left -= len(block.text)
    return blocks


def _title_among(blocks: Sequence[HtmlBlock], titles: set[str]) -> int | None:
    """Which of the blocks is the title: a heading that the page calls itself by, another line, or its first heading."""
    keys = [letters(block.text) for block in blocks]
    headings = [i for i, block in enumerate(blocks) if _is_heading(block.element)]
    named = [i for i, key in enumerate(keys) if key in titles]
    for i in headings:
        if i in named:
            return i
    if named:
        return max(named, key=lambda i: len(keys[i]))
    firsts = (
        i for i in headings if blocks[i].element.tag == "h1" and _FEWEST_LETTERS <= len(keys[i]) <= _LONGEST_TITLE
    )
    return next(firsts, None)


def _is_heading(element: Element) -> bool:
    return element.tag in ("h1", "h2", "h3") or "tit" in f"{element.get('class', '')}{element.get('id', '')}".lower()


def _has_date(block: HtmlBlock) -> bool:
    return _DATE.search(block.text) is not None or _WORDED_DATE.search(block.text) is not None
