"""Sections: what each block of the page is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations import Block, CategoryMention, Heading, Mark, Page, SectionMention, UnitMention
from extractor.matching import Grammar
from extractor.spans import Extent, overlaps

_OUTLOOK_SHARE = 0.5  # of the sentences of a paragraph speak of the future: the paragraph does
_LONGEST_MARKER = 6  # characters before a profile that are the mark of its list line: `(12) `
_FEWEST_WORDS = 8  # of a paragraph; what is shorter and has no full stop is a caption or signature
_LONGEST_CONTACT = 400  # characters of a contact line; with one label alone, and with none but a date, it is shorter
_LONGEST_LABELLED = 160
_LONGEST_DATELINE = 120
_OUR_OWN = re.compile(r"\bour\b|\bwe\b|\bapproved\b|\bselected\b")

Profile = tuple[Extent, tuple[int, ...]]
"""A passage and the units that it is about."""


def find_sections(
    page: Page,
    grammar: Grammar,
    headings: Sequence[Heading],
    categories: Sequence[CategoryMention],
    units: Sequence[UnitMention],
) -> list[SectionMention]:
    """One section per block, neighbours of one kind joined; they cover every non-blank character in order."""
    by_block = {h.block: h for h in headings}
    profiles = _profiles(units)
    selection = _selection_starts(categories, units)
    out: list[SectionMention] = []
    category: int | None = None
    plans = False
    listed = False
    for i, block in enumerate(page.blocks):
        heading = by_block.get(i)
        if heading is not None and heading.role in ("title", "category", "general"):
            category = heading.category if heading.role == "category" else None
            plans = heading.role == "general" and _matches(grammar, r"\L<outlook_opening>", page, block)
            listed = listed or heading.role == "category"
            kind = {"title": "title", "category": "header", "general": "other"}[heading.role]
            out.append(SectionMention(kind, block.start, block.end, heading.category))
            continue
        inside = [p for p in profiles if overlaps(p[0], (block.start, block.end))]
        if inside:
            _profiled(out, block, inside, category, units)
            continue
        here = _named_in(block, units) if block.shape == "item" else ()
        if block.shape == "row" or here:
            out.append(SectionMention("list", block.start, block.end, category, here[:1]))
            continue
        if _is_contact(grammar, page, block):
            kind = "other"
        elif plans or _is_outlook(grammar, page, block):
            kind = "outlook"
        elif _names_selected(block, selection, listed=listed) or _tells_selection(grammar, page, block):
            is_list = (
                category is not None and _named_in(block, units) and page.text.find(". ", block.start, block.end) < 0
            )
            kind = "list" if is_list else "summary"
        elif len(page.text[block.start : block.end].split()) < _FEWEST_WORDS and page.text[block.end - 1] != ".":
            kind = "other"
        else:
            kind = "background"
        out.append(SectionMention(kind, block.start, block.end, category if kind == "list" else None))
    return _covering(page.text, _joined(out))


def _profiles(units: Sequence[UnitMention]) -> list[Profile]:
    about: dict[Extent, tuple[int, ...]] = {}
    for i, u in enumerate(units):
        if u.profile:
            extent = (u.profile.start, u.profile.end)
            about[extent] = (*about.get(extent, ()), i)
    return sorted(about.items())


def _named_in(block: Block, units: Sequence[UnitMention]) -> tuple[int, ...]:
    return tuple(i for i, u in enumerate(units) if any(block.start <= m.start < block.end for m in u.mentions))


def _profiled(
    out: list[SectionMention],
    block: Block,
    inside: Sequence[Profile],
    category: int | None,
    units: Sequence[UnitMention],
) -> None:
    """A block may hold several profiles, and a list line's marker before one."""
    at = block.start
    for (first, last), about in inside:
        start, end = max(first, at), min(last, block.end)
        if start - at > _LONGEST_MARKER:
            out.append(SectionMention("list", at, start, category))
        else:
            start = at
        if start < end:
            out.append(SectionMention("profile", start, end, units[about[0]].category, about))
            at = end
    if at < block.end:
        out.append(SectionMention("list", at, block.end, category))


def _selection_starts(categories: Sequence[CategoryMention], units: Sequence[UnitMention]) -> list[tuple[int, str]]:
    """Where the text names a category or unit outside its heading and profile, and which: the marks of a summary."""
    starts = [(m.start, f"c{i}") for i, c in enumerate(categories) for m in c.mentions if m != c.header]
    for i, u in enumerate(units):
        profile = u.profile or Mark(0, 0)
        starts += [(m.start, f"u{i}") for m in u.mentions if not profile.start <= m.start < profile.end]
    return sorted(starts)


def _names_selected(block: Block, selection: Sequence[tuple[int, str]], *, listed: bool) -> bool:
    """Whether a paragraph names what was selected: before the lists one name is enough, behind them it takes two."""
    named = {what for start, what in selection if block.start <= start < block.end}
    return len(named) > (1 if listed else 0)


def _matches(grammar: Grammar, source: str, page: Page, block: Block) -> bool:
    return grammar.pattern(rf"[\s(]*(?:{source})(?!\w)", name="section opening").match(page.low, block.body) is not None


def _is_contact(grammar: Grammar, page: Page, block: Block) -> bool:
    """Contacts, datelines and signatures: short, with a label or no sentence at all."""
    body = page.low[block.body : block.end]
    if len(body) > _LONGEST_CONTACT:
        return False
    labels = len(grammar.pattern(r"(?:\L<contact_word>|\L<dateline_word>)\s?:", name="label").find_all(body))
    if (
        labels > 1
        or (labels and len(body) < _LONGEST_LABELLED)
        or _matches(grammar, r"(?:\L<contact_word>)\s?(?:[:.]|,\s)", page, block)
    ):
        return True
    dated = grammar.pattern(r"\L<month>\s\d|\d\s\L<month>|\d{4}", name="dateline")
    return len(body) < _LONGEST_DATELINE and "." not in body.rstrip(".") and dated.search(body) is not None


def _is_outlook(grammar: Grammar, page: Page, block: Block) -> bool:
    if _matches(grammar, r"(?:\L<outlook_opening>)(?:\s?[,:]|\s(?:the|we|step|year)\b)", page, block):
        return True
    spans = list(page.sentences_in(block.body, block.end))
    ahead = sum(page.hit("future", s, e) is not None for s, e in spans)
    return bool(spans) and ahead / len(spans) > _OUTLOOK_SHARE


def _tells_selection(grammar: Grammar, page: Page, block: Block) -> bool:
    """Whether a paragraph says that something of ours is on a list."""
    listed = grammar.pattern(r"\bon the lists?\b|\b(?:in|of) this (?:batch|round|call)\b", name="on the list")
    if listed.search(page.low, block.body, block.end) is None:
        return False
    return _OUR_OWN.search(page.low, block.body, block.end) is not None


def _joined(sections: list[SectionMention]) -> list[SectionMention]:
    """Join neighbours of the same kind that speak of the same; titles, headers and profiles stand alone."""
    out: list[SectionMention] = []
    for s in sections:
        alone = s.kind in ("title", "header", "profile") or s.units
        if out and not alone and (s.kind, s.category) == (out[-1].kind, out[-1].category):
            out[-1] = SectionMention(s.kind, out[-1].start, s.end, s.category)
        else:
            out.append(s)
    return out


def _covering(text: str, sections: Sequence[SectionMention]) -> list[SectionMention]:
    """The sections, each begun where text that is in none begins before it: the rule over a table without a header."""
    out: list[SectionMention] = []
    at = 0
    for s in sections:
        gap = text[at : s.start]
        start = at + len(gap) - len(gap.lstrip()) if gap.strip() else s.start
        out.append(replace(s, start=start))
        at = s.end
    if out and text[at:].strip():
        out[-1] = replace(out[-1], end=len(text.rstrip()))
    return out
