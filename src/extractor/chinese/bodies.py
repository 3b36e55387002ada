"""The issuer and the institution of a Chinese announcement: who selected, and whose units were selected."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from extractor.annotations import Mark, Page
from extractor.chinese.outline import Piece
from extractor.matching import MASKS, Grammar, Pattern
from extractor.spans import overlaps

_HAN = r"[\u4e00-\u9fff]"
_BODY = rf"(?P<body>(?:{_HAN}|[·()、]){{1,40}}?(?:\L<issuer_head>))"
_LINKS = r"(?:{just_now}|最新|正式|联合|共同|发文|发出通知|[昨今]\(\d+\)日|于[^,。]{2,12}|在[^,。]{1,8}|[\s,、])*"
_ISSUING = (
    rf"{_BODY}(?:\((?:以下|下)?[简下]?称[^()]{{2,16}}\))?(?:等[^,。]{{0,10}})?{_LINKS}(?:\L<issuing_verb>)",
    rf"(?:获|由|经|被|荣获|通过)了?{_BODY}(?:等)?[^,。]{{0,6}}?(?:\L<issuing_verb>)",
)
_COMPANY = "(?:(?:股份|控股)?有限(?:责任)?公司)?"
_COUNTED_OWNER = rf"(?P<body>{_HAN}{{2,14}})(?:共?有)?{MASKS['cardinal']}+\L<counter>"
_NO_WORD = "(?![校士长域级民场面园属生组类])"
"""Behind the head of a body's name, it would be within a word: 院校, 区域, 市民, 大学生."""
_PLACE_HEAD = r"(?:[省市县区镇州旗]|街道)"
_OWNER = (
    rf"(?P<body>{_HAN}{{1,14}}?(?:\({_HAN}+\))?{_HAN}{{0,8}}?\L<institution_head>{_NO_WORD}{_COMPANY}"
    rf"(?:(?:附属|附设|直属){_HAN}{{0,8}}?\L<institution_head>{_NO_WORD})?)"
)
_OF_A_PLACE = rf"(?P<body>{_HAN}{{1,10}}?{_PLACE_HEAD}{_HAN}{{1,10}}?\L<institution_head>{_NO_WORD}{_COMPANY})"
"""A body that has the name of its place before its own: 洛川市中心医院 begins as 洛川市 does."""
_PAPER = "(?:通知|决定|公告|公示|通报|通告|函|意见)"
_QUOTED_NOTICE = re.compile(r"《(?P<body>[^《》]{2,24}?)关于")
_OWN_NOTICE = re.compile(rf"^[#\s]*(?P<body>{_HAN}{{3,24}}?)关于[^。]{{2,90}}?的?{_PAPER}?$")
_WON = re.compile("获|夺|入选|上榜|当选|荣登|摘")
_SEVERAL = re.compile(r"的|这|[入就升]读|数量|居全|居省|(?<=[部厅局会处院班队组司校厂])[和与及]")
_NOTICE = re.compile(rf"^关于[^。]{{2,90}}的{_PAPER}")
_SHORT_FOR = re.compile(r"\((?:以下)?简称[:为]?\"?(?P<short>[^\"()]{2,10})\"?\)")
_CLAUSE = re.compile(r"[^,;:。!?、]+")
SCHOOLS = ("大学", "学院", "学校", "中学", "小学", "校")
"""What the name of a body ends with that calls itself 我校."""
_ANYBODYS = "全该本我"  # 全省 in a title is not said by a province
_ENDS_OF_BODIES = frozenset("部厅局委会府处院办司署协联")
"""Last characters of bodies: 和 behind one joins two bodies, within 工业和信息化部 it does not."""

_OPENING = 8  # pieces at the beginning in which an issuer is named
_TITLE_LINES = 2
_SIGNATURE = 5  # pieces at the end of which one may be a signature
_LONGEST_SIGNATURE = 24
_SHORTEST = 3  # characters of a body's name; 国务院 has as many
_SHORTEST_GENERAL = 6  # characters of one that begins with 全国, 各, 该 and the like
_FROM_TITLE, _MOST_REPEATS, _OURS, _ENOUGH = 4, 4, 2, 3
"""Points: for a clause of the title that begins with the name, for further occurrences at most, for 我市 where the name
ends in 市 and for 临汐 in the title where it is 临汐市, and needed in all."""


@lru_cache(maxsize=8)
def _issuing(grammar: Grammar) -> tuple[Pattern, ...]:
    return tuple(grammar.pattern(source, name="issuer") for source in _ISSUING)


@lru_cache(maxsize=8)
def _publishing(grammar: Grammar) -> Pattern:
    return grammar.pattern(r"\L<issuing_verb>", name="issuer")


def find_issuer(page: Page, grammar: Grammar, pieces: Sequence[Piece]) -> Mark | None:
    """Who published the selection: the body before 公布, 印发 and the like, in the title of a notice, or that signs."""
    if (own := _notice(page, pieces)) is not None:
        return own
    opening = [p for p in pieces if p.shape in ("prose", "short", "label")][:_OPENING]
    titled = page.low[opening[0].head.start : opening[0].head.end] if opening else ""
    told: Mark | None = None
    for piece in opening:
        block = page.blocks[piece.block]
        # Bodies are looked for where somebody publishes: their pattern tries every place in front of every head.
        publishes = _publishing(grammar).search(page.low, block.body, block.end) is not None
        issuing = _issuing(grammar) if publishes else ()
        spans = [m.span("body") for p in issuing for m in p.find_all(page.low, block.body, block.end)]
        if m := _QUOTED_NOTICE.search(page.low, block.body, block.end):
            spans.append(m.span("body"))
        found = (body for span in spans if (body := _issuer(page, grammar, *span)))
        for issuer in (b for b in found if not _is_winner(page.low[b.start : b.end], titled)):
            if told is None:
                told = issuer
            elif page.low[issuer.start : issuer.end].endswith(page.low[told.start : told.end]):
                return issuer  # 省体育局 in the title is 澜江省体育局
    return told or _signature(page, grammar, pieces)


def _is_winner(name: str, title: str) -> bool:
    """Whether the title begins with a body that it says got something: what that announces it was given."""
    return title.strip("#* ").startswith(name) and _WON.search(title, len(name)) is not None


def _notice(page: Page, pieces: Sequence[Piece]) -> Mark | None:
    """The body whose own notice the text is: 甲局关于公布…的通知, in one line or two."""
    opening = [page.blocks[p.block] for p in pieces if p.shape in ("short", "prose", "label")][:_TITLE_LINES]
    for k, block in enumerate(opening):
        low = page.low[block.body : block.body_end]
        if m := _OWN_NOTICE.match(low):
            return Mark(block.body + m.start("body"), block.body + m.end("body"))
        if k and _NOTICE.match(low):
            return Mark(opening[0].body, opening[0].body_end)
    return None


def _is_notice(page: Page, pieces: Sequence[Piece]) -> bool:
    """Whether the text is a notice that only its signature or its prose says whose it is: 关于公布…的通知."""
    first = next((page.blocks[p.block] for p in pieces if p.shape in ("short", "prose", "label")), None)
    return first is not None and _NOTICE.match(page.low[first.body : first.body_end]) is not None


def _issuer(page: Page, grammar: Grammar, start: int, end: int) -> Mark | None:
    """A body's name without what stands before it in the clause."""
    low = page.low
    for m in grammar.fragment("before_body").find_all(low, start, end - 1):
        before = low[m.start() - 1]
        within = m.group() in ("和", "与", "及") and before not in _ENDS_OF_BODIES
        joint = m.group() == "、" and before == "委" and low.endswith("政府", start, end)
        if m.group() == "、" and before in _ENDS_OF_BODIES and not joint:
            end = m.start()  # the first of several
            break
        if m.end() < end - 1 and not (within or joint):
            start = m.end()
    general = grammar.fragment("general_body").match(low, start, end) is not None
    return None if end - start < (_SHORTEST_GENERAL if general else _SHORTEST) else Mark(start, end)


def _signature(page: Page, grammar: Grammar, pieces: Sequence[Piece]) -> Mark | None:
    """The last short line that is a body's name: the signature of a notice."""
    heads = tuple(grammar.lexicons["issuer_head"])
    for piece in reversed(pieces[-_SIGNATURE:]):
        low = page.low[piece.head.start : piece.head.end]
        if piece.shape == "short" and _SHORTEST < len(low) <= _LONGEST_SIGNATURE and low.endswith(heads):
            return None if "、" in low else piece.head
    return None


def find_institution(
    page: Page,
    grammar: Grammar,
    pieces: Sequence[Piece],
    *,
    units: Collection[str],
    issuer: Mark | None,
    end: int,
    leading: Callable[[], Iterable[tuple[Mark, bool]]] | None = None,
) -> Mark | None:
    """Whose units were selected: the body that clauses before `end` begin with, most of all the title, and often.

    Behind `end` only a body is looked for that the title names in short.

    In a body's own notice it is the body itself, if it is a company, a school or a hospital that commends its parts;
    of an office or association that selects among many bodies it is none. `units` are the names of units, which are
    none. `leading` gives the `leading_bodies` of the page, for who asks more than once.
    """
    notice = issuer if _is_notice(page, pieces) else _notice(page, pieces)
    if notice is not None:
        has_parts = page.low[notice.start : notice.end].endswith(tuple(grammar.lexicons["body_with_parts"]))
        return notice if has_parts else None
    points: Counter[str] = Counter()
    first: dict[str, Mark] = {}
    lines = [p for p in pieces if p.shape in ("prose", "short", "label")][:_TITLE_LINES]
    title = page.low[: page.blocks[lines[-1].block].end] if lines else ""
    told = page.low[issuer.start : issuer.end] if issuer is not None else None
    in_ours = _ends_of_own(grammar, title, title)
    owner = _counted_owner(page, grammar, lines)
    for mark, in_title in (*owner, *(leading() if leading else leading_bodies(page, grammar, pieces, issuer))):
        name = page.low[mark.start : mark.end]
        is_late = mark.start >= end and name[:-1] not in title and not (in_ours and name.endswith(in_ours))
        is_late = is_late or _publishes(grammar, name, title, told)
        if name not in units and name not in grammar.lexicons["own_word"] and not is_late:
            points[name] += _FROM_TITLE if in_title else 1
            first.setdefault(name, mark)
    ours = _ends_of_own(grammar, page.low, title)
    for name in first:
        points[name] += min(_MOST_REPEATS, page.low.count(name) - 1) + (name in title)
        points[name] += name.endswith("大学")
        points[name] += _OURS * (name.endswith(ours) + (name[:-1] in title and name not in title))
    best = max(first, key=lambda name: (points[name], len(name)), default=None)
    return _in_full(page, best, first[best]) if best is not None and points[best] >= _ENOUGH else None


def _publishes(grammar: Grammar, name: str, title: str, issuer: str | None) -> bool:
    """Whether the title says of a body, which is the issuer in short, that it published: 望淮市表彰…."""
    at = title.find(name) if issuer is not None and name in issuer else -1
    return at >= 0 and title.startswith(tuple(grammar.lexicons["issuing_verb"]), at + len(name))


def _counted_owner(page: Page, grammar: Grammar, lines: Sequence[Piece]) -> Iterator[tuple[Mark, bool]]:
    """What the title says has so many: 南江地铁 in `南江地铁5个班组荣获…`, if the text says it again."""
    pattern = grammar.pattern(_COUNTED_OWNER, name="whose the counted are")
    for line in lines[:1]:
        m = pattern.match(page.masked, *_extent(page, line))
        name = page.low[slice(*m.span("body"))] if m is not None else ""
        if m is not None and page.low.count(name) > 1 and name not in grammar.lexicons["own_word"]:
            yield Mark(*m.span("body")), True


def _extent(page: Page, piece: Piece) -> tuple[int, int]:
    """What a piece says, without its mark."""
    return page.blocks[piece.block].body, page.blocks[piece.block].body_end


def _ends_of_own(grammar: Grammar, low: str, title: str) -> tuple[str, ...]:
    """What the name of a body ends with that calls itself 我市 in the text, or 学校 and 集团公司 in the title."""
    out: list[str] = []
    said: list[str] = []
    for word in sorted(grammar.lexicons["own_word"], key=len, reverse=True):
        if word.startswith("我") and word in low:
            out += SCHOOLS if word.endswith("校") else (word[1:],)
        elif len(word) > 1 and word[0] not in _ANYBODYS and word in title and not any(word in s for s in said):
            said.append(word)
            out += SCHOOLS if word.endswith("校") else (word, word[:2])
    return tuple(out)


def leading_bodies(
    page: Page, grammar: Grammar, pieces: Sequence[Piece], issuer: Mark | None
) -> Iterator[tuple[Mark, bool]]:
    """The bodies that clauses begin with, and whether that is in the title."""
    patterns = [grammar.pattern(source, name="institution") for source in (_OWNER, _OF_A_PLACE)]
    opening, common = grammar.fragment("title_opening"), grammar.fragment("common_body")
    for rank, piece in enumerate(p for p in pieces if p.shape in ("prose", "short", "label")):
        block = page.blocks[piece.block]
        if piece.shape != "prose" and rank >= _TITLE_LINES and not _WON.search(page.low, block.body, block.end):
            continue  # a line of a list begins with a unit
        for start, stop in page.sentences_in(block.body, block.end):
            lead = opening.match(page.low, start, stop)
            for clause in _CLAUSE.finditer(page.low, lead.end() if lead else start, stop):
                found = (p.match(page.low, *clause.span()) for p in patterns)
                for body in dict.fromkeys(m.span("body") for m in found if m is not None):
                    mark = Mark(*body)
                    if common.match(page.low, mark.start) is None and not _is_other(page, grammar, mark, issuer):
                        yield mark, rank == 0


def _is_other(page: Page, grammar: Grammar, body: Mark, issuer: Mark | None) -> bool:
    """Whether what a clause begins with is too short for a body, counts something, or is the issuer, in short too."""
    name = page.low[body.start : body.end]
    counts = any(page.numerals[i].form == "cardinal" for i in page.numerals_in(body.start, body.end))
    anybody = tuple(word for word in grammar.lexicons["own_word"] if word[0] in _ANYBODYS)
    if len(name) < _SHORTEST or counts or _SEVERAL.search(name) or name.endswith(anybody):
        return True
    if issuer is None:
        return False
    told = page.low[issuer.start : issuer.end]
    publishes = name in told and page.low.startswith(tuple(grammar.lexicons["issuing_verb"]), body.end)
    return publishes or name == told or overlaps((body.start, body.end), (issuer.start, issuer.end))


def short_names(low: str, name: str) -> tuple[str, ...]:
    """The names that a text says are short for a body's: 甲大学附属第二医院(以下简称"甲二院")."""
    return tuple(m["short"] for m in _SHORT_FOR.finditer(low) if name and low.endswith(name, 0, m.start()))


def _in_full(page: Page, name: str, mark: Mark) -> Mark:
    """The full name, where the text says that `name` is short for it."""
    for m in _SHORT_FOR.finditer(page.low):
        if m["short"] == name:
            start = m.start()
            while start > 0 and "\u4e00" <= page.low[start - 1] <= "\u9fff":
                start -= 1
            return Mark(start, m.start())
    return mark
