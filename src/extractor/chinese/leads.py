"""The name of a unit that a passage begins with, where nothing else has named it yet."""

from __future__ import annotations

import re

from extractor.annotations import Block, Mark, Page
from extractor.chinese.names import Names
from extractor.matching import MASKS

_LEADS = re.compile(
    r"(?P<quoted>《[^》]{2,40}》|\"[^\"]{2,40}\"[\u4e00-\u9fff]{0,14}(?<!期间)(?<!以来)(?<!时期)(?=[:,]))|(?P<plain>[^,。:;!?*\s(]{3,44})"
)
# A person's name and what says that it is one: 男, 女, a people, a year of birth, a post.
_PERSON = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})*|[a-z][a-z.'-]*(?:\s[a-z][a-z.'-]*){1,3})(?:\([^()]{1,30}\))?"
    r"(?:,\s*(?:男|女|[\u4e00-\u9fff]{1,4}族|\d{4}年|中共|现任|系"
    r"|[^,。]{2,20}(?:教授|研究员|主任|医师|工程师|教师|院长|校长|书记|董事长|总经理))|:)"
)
# A quotation that is no speech, and what sort of thing it names; a person's name with a post.
_QUOTED = re.compile(r"\"(?P<name>[^\",。!?]{2,40})\"(?P<sort>项目|课题|团队|计划|品牌|工程|工作室|实验室|平台|班组)?")
_TITLED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,4}?)(?:教授|副教授|研究员|博士|医生|医师|主任|老师|同志|院士|校长|院长|工程师|师傅)(?=[,现获是任自从在被为])"
)
# A name that a dash parts from what is said of it; in an item, also a bracket or a blank.
_DASH = re.compile(r"(?P<name>[^,。:;!?*\s(—]{3,30})(?:\([^()]*\))?\s*(?:——|--)")
_ITEM = re.compile(r"(?P<name>[^,。:;!?*\s(—]{3,30})(?:\s*\([^()]*\))?(?:\s*——|\s*--|\s+|(?<=\))$|$)")
_COUNTS = frozenset(MASKS[form] for form in ("cardinal", "measure", "money", "percent"))
_SHORTEST = 3  # characters of a name that no sign ends


def leading_name(
    page: Page, kinds: Names, block: Block, *, wanted: set[str | None] | None = None, own: str | None = None
) -> Mark | None:
    """The name that a block begins with: a person, a title, a label, or the words up to one that ends a unit's name.

    Of the `wanted` kinds the first such word ends it, else the last before the first sign. `own` is the institution,
    which is no unit.
    """
    low, start = page.low, block.body
    while low[start] in "*_ ":
        start += 1
    if page.masked[start] in _COUNTS:
        return None
    return _by_form(page, kinds, block, start) or _by_head(low, kinds, start, wanted, own)


def _by_form(page: Page, kinds: Names, block: Block, start: int) -> Mark | None:
    """A name that its form shows: a person's, one with a dash behind it, a title, a label."""
    low = page.low
    for pattern in (_PERSON, _TITLED):
        if (m := pattern.match(low, start)) and kinds.is_person(m["name"]):
            return Mark(*m.span("name"))
    labelled = (_ITEM if block.marker else _DASH).match(low, start, block.end)
    if labelled is not None and kinds.is_weak(labelled["name"]):
        return Mark(*labelled.span("name"))
    if (q := _QUOTED.match(low, start, block.end)) and (q["sort"] or kinds.begins_predicate(low, q.end())):
        return Mark(q.start("name") - 1, q.end("name") + 1)
    m = _LEADS.match(low, start)
    if m is not None and m["quoted"]:
        inside = m["quoted"][0] == "《"
        return Mark(start + inside, m.end("quoted") - inside)
    behind = low[m.end() : m.end() + 1] if m is not None else ""
    if m is not None and (
        (behind in (":", "*") and kinds.is_weak(m.group())) or (behind == "。" and kinds.is_strong(m.group()))
    ):
        return Mark(*m.span())
    return None


def _by_head(low: str, kinds: Names, start: int, wanted: set[str | None] | None, own: str | None) -> Mark | None:
    """The words up to one that ends a unit's name: the first of the wanted kinds, or before a verb, else the last."""
    m = _LEADS.match(low, start)
    ends = [
        h.end()
        for h in (kinds.head.finditer(low, start, m.end()) if m is not None else ())
        if (wanted is None or kinds.kind(low[start : h.end()]) in wanted)
        and h.end() - start >= _SHORTEST + (wanted is None)
        and low[start : h.end()] != own
    ]
    if not ends:
        return None
    before_verb = (end for end in ends if kinds.begins_predicate(low, end))
    return Mark(start, ends[0] if wanted else next(before_verb, ends[-1]))
