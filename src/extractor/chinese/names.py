"""Chinese names of units: where one ends, of what kind it is, which two mean the same, and how lists part them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.annotations import Mark, Page
from extractor.matching import Grammar
from extractor.spans import trim

_OPEN, _CLOSE = "(《<[「『“‘", ")》>]」』”’"
_QUOTED = re.compile(r'"[^"]*"|《[^》]*》|\([^()]*\)')
_PARTS = re.compile(
    r"[、;,；，]|(?<=》)(?=《)|(?<=\")(?=\")|\s{2,}|(?<=[\u4e00-\u9fff》\")])\s(?=[\u4e00-\u9fff\"《])|(?<=[》\"])(?=[\"《])"
)
_AND = re.compile(r"(?:以及|及|和|与|暨)(?!平|谐|面|发)")
_LEAD = re.compile(
    r"^(?:其中|包括|分别是|分别为|即|由|有|我校|学校|我院|全校|我市|我县|我省|全市|全县|本市|本校|本院|[的等、,:;*#\s])+"
)
_JOINT = re.compile(r"^(?:以及|及|和|与|暨|还有)")
SO_MANY = re.compile(
    r"(?:等)?(?:共)?(?:\d+|[一二两三四五六七八九十]+)(?:位|名|人|个|门|家|项|所|支|座|村|篇|件)[\u4e00-\u9fff]{0,5}$"
    r"|等(?:共)?(?:\d+|[一二两三四五六七八九十]+)[\u4e00-\u9fff]{1,9}$"
)
_NO_NAME = re.compile(
    r"[。!?;:；：]|如下|为了|坚持|推动|进行|开展|认为|表示|下一步|\d+(?:个|项|名|家|人|位|篇|支|所|门|座|件|种|批)|近日|日前|以来"
)
_COUNTED = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)(?:家|个|所|位|名|支|座|项|间|条)")
_COUNTED_HEAD = re.compile(r"(?<![第一])[一二两三四五六七八九十\d]+(?:个|所|家|座|间)?$")
_STRONG_SPLIT = 4  # characters behind the head of one name that can be another that lost its separator
_LONGEST, _LONGEST_WEAK = 60, 32  # characters of a name; of one that no head ends
# Two to four words, none of them one that titles have and names have not.
_LATIN_WORD = r"(?!(?:of|the|and|for|in|on|to|a|an|with|by|from|at)\b)[a-z][a-z.'-]*"
_LATIN_NAME = rf"{_LATIN_WORD}(?:\s{_LATIN_WORD}){{1,3}}"
_PERSON = (
    rf"(?:{{surname}})[\u4e00-\u9fff]{{1,3}}|(?:{{surname}})\s[\u4e00-\u9fff]|{_LATIN_NAME}"
    r"|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,10}"
)
_HOSTED = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,10})\([^()]{2,30}\)")
_TAIL = re.compile(r"[、,;:。*\s]+$|等$")
_SHORTEST_ALIAS = 2
_SHORTEST_ABBREVIATION = 4
_ALIKE = 0.55  # of a name's characters that an abbreviation keeps at least, unless it begins like the name
_SAME_BEGINNING, _SAME_END = 2, 3
"""Characters at either end by which a shorter abbreviation is known: 市二院急诊科 for 望淮市第二人民医院急诊科."""
_WITHIN = 0.8  # likeness of a short part to the name that it is a part of
_ONE_PAIR = 2  # quotation marks


class Names:
    """What names are made of."""

    def __init__(self, grammar: Grammar) -> None:
        heads = grammar.lexicons["kind_head"]
        self._heads = heads
        self._longest = max(map(len, heads))
        self._category_kinds = grammar.lexicons["category_kind"]
        surnames = "|".join(sorted(grammar.lexicons["surname"], key=len, reverse=True))
        titles = "|".join(sorted(grammar.lexicons["person_title"], key=len, reverse=True))
        self._titled = re.compile(rf"[\u4e00-\u9fff]{{0,12}}(?:{titles})(?P<name>(?:{surnames})[\u4e00-\u9fff]{{1,3}})")
        self._person = re.compile(_PERSON.replace("{surname}", surnames))
        self._verbs = tuple({*grammar.lexicons["passage_verb"], *grammar.lexicons["object_verb"]})
        ordered = sorted(heads, key=len, reverse=True)
        self.head = re.compile("|".join(map(re.escape, ordered)))

    def begins_predicate(self, low: str, at: int) -> bool:
        """Whether what a text says of a unit begins at a place: 现有, 坚持, 以."""
        return low.startswith(self._verbs, at)

    def head_of(self, name: str) -> str | None:
        """The last word of a name if it is the head of a unit's name."""
        bare = _without_brackets(name).rstrip("\"》'）) ")
        for length in range(min(self._longest, len(bare)), 0, -1):
            if bare[-length:] in self._heads:
                return bare[-length:]
        return None

    def kind(self, name: str) -> str | None:
        """The kind of unit that the last word of a name says."""
        head = self.head_of(name)
        return None if head is None else self._heads[head]

    def kind_under(self, category: str) -> str | None:
        """The kind of unit that a category's name asks for: by the last of its words that says one."""
        found = [
            (category.rfind(word) + len(word), len(word), kind)
            for word, kind in self._category_kinds.items()
            if word in category
        ]
        return max(found)[2] if found else None

    def is_person(self, name: str) -> bool:
        """Whether a piece of text has the shape of a person's name; a body in brackets may stand behind."""
        return self._person.fullmatch(_without_brackets(name)) is not None

    def without_title(self, low: str, name: Mark) -> Mark:
        """A person's name without the post before it: 高级药剂师石仲谦."""
        m = self._titled.fullmatch(low, name.start, name.end)
        return Mark(m.start("name"), name.end) if m and self.head_of(low[name.start : name.end]) is None else name

    def is_strong(self, name: str) -> bool:
        """Whether a piece of text is a name by itself: quoted, a title, or with the head of a name at its end."""
        bare = name.strip()
        if not _is_possible(bare):
            return False
        if bare[0] in '"《' and (bare[-1] in '"》' or self.head_of(bare) or len(bare) < _LONGEST // 2):
            return True
        head = self.head_of(bare)
        if head is not None and (_COUNTED_HEAD.search(bare[: -len(head)]) or _COUNTED.match(bare)):
            return False  # 云泽六馆, 三家面包店
        return head is not None and len(_without_brackets(bare)) > len(head) + 1

    def is_weak(self, name: str) -> bool:
        """Whether a piece of text can be a name where a list says so."""
        bare = name.strip()
        return _is_possible(bare) and (len(_without_brackets(bare)) <= _LONGEST_WEAK or self.is_strong(bare))

    def cut_fused(self, low: str, name: Mark) -> Iterator[Mark]:
        """Two names that run together, behind the head of the first: 甲党支部乙党支部."""
        head = self.head_of(low[name.start : name.end])
        at = name.start
        if head is not None and len(head) > 1:
            quoted = [
                (m.start() + name.start, m.end() + name.start) for m in _QUOTED.finditer(low[name.start : name.end])
            ]
            for m in re.finditer(re.escape(head), low[name.start : name.end - len(head)]):
                end = name.start + m.end()
                long_enough = end - at > len(head) + 1 and name.end - end >= _STRONG_SPLIT + len(head)
                if long_enough and not any(s < end < e for s, e in quoted) and low[end] not in '、的第之("':
                    yield Mark(at, end)
                    at = end
        yield Mark(at, name.end)


@lru_cache(maxsize=8)
def names(grammar: Grammar) -> Names:
    """The names of one rule set."""
    return Names(grammar)


def _is_possible(bare: str) -> bool:
    unquoted = _QUOTED.sub("", bare)
    return 1 < len(bare) <= _LONGEST and not _NO_NAME.search(unquoted)


def _without_brackets(name: str) -> str:
    bare = re.sub(r"\([^()]*\)\s*$", "", name.strip())
    return bare.strip()


def enumerate_names(page: Page, grammar: Grammar, start: int, end: int) -> list[Mark]:
    """The names in `甲、乙、丙和丁`; quotations and brackets are not cut."""
    kinds, low = names(grammar), page.low
    out: list[Mark] = []
    for k, part in enumerate(split_outside(low, start, end, _PARTS)):
        joint = _JOINT.match(low[part.start : part.end]) if k else None
        piece = trimmed(low, Mark(part.start + joint.end(), part.end) if joint else part)
        if piece.start >= piece.end:
            continue
        halves = list(split_outside(low, piece.start, piece.end, _AND))
        halves = [kinds.without_title(low, trimmed(low, h)) for h in halves]
        kind = {kinds.kind(low[h.start : h.end]) for h in halves}
        persons = all(kinds.is_person(low[h.start : h.end]) for h in halves)
        if len(halves) > 1 and (
            persons or (None not in kind and all(kinds.is_strong(low[h.start : h.end]) for h in halves))
        ):
            pieces = halves
        else:
            pieces = [kinds.without_title(low, piece)]
        for one in pieces:
            out += (trimmed(low, m) for m in kinds.cut_fused(low, one))
    return [_without_host(low, m, kinds) for m in out if m.end - m.start > 1]


def _without_host(low: str, name: Mark, kinds: Names) -> Mark:
    """A person's name without the body in brackets behind it."""
    m = _HOSTED.fullmatch(low, name.start, name.end)
    return Mark(name.start, m.end("name")) if m and kinds.head_of(m["name"]) is None else name


def split_outside(low: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[Mark]:
    """The stretches between separators that stand in no quotation, title or bracket."""
    closed = _protected(low, start, end)
    at, k = start, 0
    for m in separator.finditer(low, start, end):
        while k < len(closed) and closed[k][1] <= m.start():
            k += 1
        if k == len(closed) or m.start() < closed[k][0] or m.end() <= closed[k][0]:
            yield Mark(at, m.start())
            at = m.end()
    yield Mark(at, end)


def _protected(low: str, start: int, end: int) -> list[tuple[int, int]]:
    """Quotations, titles and brackets in a stretch."""
    return [m.span() for m in _QUOTED.finditer(low, start, end)]


def trimmed(low: str, name: Mark) -> Mark:
    """A name without what leads to it and the signs around it; 等 behind a name of a list is not its own."""
    start, end = trim(low, name.start, name.end)
    if m := _LEAD.match(low[start:end]):
        start += m.end()
    while m := _TAIL.search(low[start:end]):
        end = start + m.start()
    if low.count('"', start, end) == _ONE_PAIR and low[start : start + 1] == '"' and low[end - 1 : end] == '"':
        return Mark(start + 1, end - 1)
    if low[start : start + 1] == "《" and low[end - 1 : end] == "》" and low[start:end].count("《") == 1:
        return Mark(start + 1, end - 1)
    return Mark(start, end)


@lru_cache(maxsize=4096)  # each name is compared with many
def bare(name: str) -> str:
    """A name without signs and blanks, for comparison."""
    return re.sub(r"[\s\"'《》()、,.·—-]", "", name)


def alike(one: str, other: str) -> float:
    """How surely two names mean the same unit, from 0 to 1: the shorter is found in the other, in order.

    A name that is abbreviated keeps some of its characters in their order (化工学院 for 化学工程学院).
    """
    a, b = sorted((bare(one), bare(other)), key=len)
    if len(a) < _SHORTEST_ALIAS:
        return 0.0
    if a == b:
        return 1.0
    if a in b:
        within = len(a) > _SHORTEST_ALIAS or b.startswith(a) or b.endswith(a)
        return _WITHIN + (1 - _WITHIN) * len(a) / len(b) if within else 0.0
    share = len(a) / len(b)
    same_end = len(a) > _SHORTEST_ABBREVIATION and a[-_SAME_END:] == b[-_SAME_END:]
    ends = a[:_SAME_BEGINNING] == b[:_SAME_BEGINNING] or same_end
    short_for = len(a) >= _SHORTEST_ABBREVIATION and is_subsequence(a, b) and (share >= _ALIKE or ends)
    return (1 + share) / 2 if short_for else 0.0


def is_subsequence(a: str, b: str) -> bool:
    """Whether `b` has the characters of `a` in their order."""
    rest = iter(b)
    return all(c in rest for c in a)
