"""Where in a web page the announcement stands, told apart from the frame of the site.

trafilatura finds the article, but leaves out lists and cuts articles short. So it is asked only *where* it is: the
smallest element that holds what it found is then taken whole, lists and tables with it, and grows to the element around
it where that has much more to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import accumulate

from extractor.formats.htmlblocks import UNSEEN, Element, HtmlBlock, blocks_of
from extractor.spans import Extent, contains

_CONTAINERS = frozenset(("article", "body", "center", "div", "form", "main", "section", "table", "tbody", "td", "tr"))
"""Elements that an article may fill; others are pieces of one, and their neighbours belong to it, too."""
_FRAME_TAGS = frozenset(("aside", "footer", "nav"))
_FRAME_ROLES = frozenset(("banner", "complementary", "contentinfo", "dialog", "navigation", "search"))
_FRAME_WORDS = frozenset((
    "ad", "ads", "advert", "breadcrumb", "breadcrumbs", "comment", "comments", "cookie", "copyright", "crumb", "crumbs",
    "foot", "footer", "hot", "login", "menu", "nav", "navbar", "navi", "newsletter", "pager", "pagination", "popular",
    "recommend", "recommendations", "recommended", "related", "search", "share", "sharing", "sidebar", "social",
    "subscribe", "toolbar",
))  # fmt: skip
"""Words in the class or id of an element that people give to what stands around an article."""
_WORD = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SITE_LINE = re.compile(r"©|版权所有|ICP备|copyright|all rights reserved", re.IGNORECASE)
"""What the line at the foot of a site says, and no announcement."""
_OTHER_PAGES = re.compile(
    r"\W*(?:(?:see|read) (?:also|more|next)\b|related|more (?:from|news|on|stories)|latest|recent|previous|next\b"
    r"|recommended|(?:most )?(?:popular|read|viewed)\b|top (?:news|stories)|trending|breaking|categor|tags?\b"
    r"|archives?\b|share\b|follow|(?:延伸|相关|推荐|热门)?阅读|相关|更多|推荐|上一[篇条页]|下一[篇条页]|热[点门]|排行|最新"
    r"|分类|标签|栏目|导航|友情链接|分享)",
    re.IGNORECASE,
)
"""How a list of links to other pages is headed."""

_LARGEST_FRAME = 0.3  # of the words of the page; nothing is called a sidebar that holds more
_LINKED = 0.6  # of the words of a list; one with more links leads elsewhere
_HELD = 0.9  # of what trafilatura found; it also finds a line or two outside of the article
_MUCH_MORE = 0.3  # of an element's words; with less around it there is a title and a date
_FEW_LINKS = 0.1  # of the words around an element; a frame is mostly links, an article has some
_A_LIST = 3  # items, rows or short lines without links; they do not stand beside an article for nothing
_SHORT_LINE = 60  # characters, about the longest name of a unit
# These were chosen on the article extraction benchmark of Zyte (181 pages): docs/formats.md has the figures.
_SHORTEST_PROSE = 30  # characters of a paragraph; a Chinese sentence hardly has fewer
_FEWEST_LETTERS = 4  # of a line that is looked for; shorter ones stand everywhere


def find_main(body: Element) -> Element:
    """The element that the announcement is; the frame of the page is taken out of `body` for good."""
    _take_out(body, [element for element in body.iter("*") if _is_frame(element)])
    outline = _Outline(body)
    most = _LARGEST_FRAME * outline.found(body)
    _take_out(body, [e for e in body.iter("*") if _is_named_as_frame(e) and outline.found(e) <= most])
    outline = outline.without_what_was_taken_out()
    article = outline.smallest_that_holds(_HELD)
    main = outline.grown(article)
    _take_out(main, list(outline.link_lists(main, article)))
    return main


def letters(text: str) -> str:
    """Only what a word is made of, for comparing lines whatever stands between their words."""
    return re.sub(r"[\W_]+", "", text).lower()


def _is_frame(element: Element) -> bool:
    return (
        element.tag in _FRAME_TAGS
        or element.tag in UNSEEN
        or element.get("role") in _FRAME_ROLES
        or "hidden" in element.attrib
        or _HIDDEN.search(element.get("style", "")) is not None
    )


def _is_named_as_frame(element: Element) -> bool:
    if element.tag in ("article", "main"):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return any(word.lower() in _FRAME_WORDS for word in _WORD.findall(names))


def _take_out(root: Element, elements: Iterable[Element]) -> None:
    """Remove elements from below `root` and keep the words that follow each, a blank in its place."""
    for element in elements:
        above = element.getparent()
        if element is root or above is None:
            continue
        before, tail = element.getprevious(), element.tail or ""
        above.remove(element)
        if before is None:
            above.text = f"{above.text or ''} {tail}"
        else:
            before.tail = f"{before.tail or ''} {tail}"


class _Outline:
    """The blocks of a page, of each how many of its letters trafilatura found and how many stand in links.

    The blocks of an element follow each other, so what it holds is the difference of two sums.
    """

    def __init__(self, body: Element, sought: str | None = None) -> None:
        self.body = body
        self._sought = _article(body) if sought is None else sought
        self._blocks = blocks_of(body)
        self._places: dict[Element, tuple[int, int]] = {}
        for i, block in enumerate(self._blocks):
            for element in _up(block.element):
                self._places[element] = (self._places.get(element, (i, i))[0], i + 1)
        keys = [letters(block.text) for block in self._blocks]
        hits = [len(key) if len(key) >= _FEWEST_LETTERS and key in self._sought else 0 for key in keys]
        self._found = [0, *accumulate(hits)]
        self._sizes = [0, *accumulate(len(block.text) for block in self._blocks)]
        self._links = [0, *accumulate(block.linked for block in self._blocks)]
        self._listed = [0, *accumulate(map(_is_of_a_list, self._blocks))]
        listed = (block.linked if block.shape != "paragraph" else 0 for block in self._blocks)
        self._listed_links = [0, *accumulate(listed)]

    def without_what_was_taken_out(self) -> _Outline:
        """The outline of what is left of the page."""
        return _Outline(self.body, sought=self._sought)

    def found(self, element: Element) -> int:
        """How many letters of what trafilatura takes for the article stand in an element."""
        return self._sum(self._found, element)

    def smallest_that_holds(self, share: float) -> Element:
        """The smallest element with a share of all that was found; the whole page where nothing was."""
        main, least = self.body, share * self.found(self.body)
        while least and (inner := next((child for child in main if self.found(child) >= least), None)) is not None:
            if inner.tag not in _CONTAINERS or self._is_table_of_entries(inner):
                break
            main = inner
        return main

    def grown(self, article: Element) -> Element:
        """The element, or one around it that says much more without being the frame of the site."""
        site_lines = {e for block in self._blocks if SITE_LINE.search(block.text) for e in _up(block.element)}
        best = article
        for around in _up(article):
            if around is self.body.getparent() or around in site_lines:
                break
            more = self._sum(self._sizes, around) - self._sum(self._sizes, best)
            listed = self._sum(self._listed, around) - self._sum(self._listed, best)
            if more < _MUCH_MORE * self._sum(self._sizes, best) and listed < _A_LIST:
                continue
            start, end = self._own(around, article)
            links = self._sum(self._links, around) - self._sum(self._links, article)
            links -= self._listed_links[end] - self._listed_links[start]
            if links > _FEW_LINKS * more:
                break
            best = around
        return best

    def link_lists(self, main: Element, article: Element) -> Iterator[Element]:
        """The lists of links that lead to other pages.

        What the announcement itself lists may be linked, too; but it stands in the article or before more prose, and
        has no such heading.
        """
        own = self._own(main, article)
        most = _LARGEST_FRAME * (self._sum(self._sizes, main) - self._sum(self._links, main))
        for element in main.iter("div", "ol", "section", "table", "ul"):
            linked, size = self._sum(self._links, element), self._sum(self._sizes, element)
            if element is main or linked <= _LINKED * size or size - linked > most:
                continue
            first, last = self._places[element]
            headings = (block.text for block in self._blocks[max(0, first - 1) : first + 1])
            if not contains(own, (first, last)) or any(map(_OTHER_PAGES.match, headings)):
                yield element

    def _is_table_of_entries(self, element: Element) -> bool:
        start, end = self._places.get(element, (0, 0))
        return any(block.element is element and block.shape == "row" for block in self._blocks[start:end])

    def _own(self, main: Element, article: Element) -> Extent:
        """The blocks from the beginning of the article to its end, or to the last prose that `main` has after it."""
        start, end = self._places.get(article, (0, 0))
        last = self._places.get(main, (0, 0))[1]
        prose = (i for i in range(last, end, -1) if self._is_prose(self._blocks[i - 1]))
        return start, next(prose, end)

    def _is_prose(self, block: HtmlBlock) -> bool:
        return block.shape == "paragraph" and len(block.text) - block.linked >= _SHORTEST_PROSE

    def _sum(self, sums: Sequence[int], element: Element) -> int:
        start, end = self._places.get(element, (0, 0))
        return sums[end] - sums[start]


def _is_of_a_list(block: HtmlBlock) -> bool:
    is_short = block.shape != "paragraph" or len(block.text) <= _SHORT_LINE
    return is_short and 2 * block.linked < len(block.text)


def _article(body: Element) -> str:
    """The letters of what trafilatura takes for the article."""
    import trafilatura

    page = deepcopy(body.getroottree().getroot())
    found = trafilatura.extract(page, favor_recall=True, include_comments=False, include_tables=True, fast=True)
    return letters(found or "")


def _up(element: Element) -> Iterator[Element]:
    while element is not None:
        yield element
        element = element.getparent()
