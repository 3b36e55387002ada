"""Sections: what each block of the page is for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations import Block, CategoryMention, Heading, Page, SectionMention, UnitMention
from extractor.matching import Grammar

_OUTLOOK_SHARE = 0.5  # of the sentences of a paragraph speak of the future: the paragraph does


def find_sections(
    page: Page, grammar: Grammar, headings: Sequence[Heading], categories: Sequence[CategoryMention], units: Sequence[UnitMention]
) -> list[SectionMention]:
    """One section per block, neighbours of one kind joined; they cover every non-blank character in order."""
    by_block = {h.block: h for h in headings}
    profiles = sorted(
        {(u.profile.start, u.profile.end): tuple(i for i, v in enumerate(units) if v.profile == u.profile) for u in units if u.profile}.items()
    )
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
        inside = [(s, e, us) for (s, e), us in profiles if s < block.end and block.start < e]
        if inside:
            _profiled(out, block, inside, category, units)
            continue
        here = tuple(i for i, u in enumerate(units) if any(block.start <= m.start < block.end for m in u.mentions)) if block.shape == "item" else ()
        if block.shape == "row" or here:
            out.append(SectionMention("list", block.start, block.end, category, here[:1]))
            continue
        if _is_contact(grammar, page, block):
            kind = "other"
        elif plans or _is_outlook(grammar, page, block):
            kind = "outlook"
        elif _names_selected(block, selection, listed) or _tells_selection(grammar, page, block):
            names_units = any(block.start <= m.start < block.end for u in units for m in u.mentions)
            kind = "list" if category is not None and names_units and not page.text.count(". ", block.start, block.end) else "summary"
        elif len(page.text[block.start : block.end].split()) < 8 and not page.text[block.end - 1] == ".":
            kind = "other"
        else:
            kind = "background"
        out.append(SectionMention(kind, block.start, block.end, category if kind == "list" else None))
    return _joined(out)


def _profiled(
    out: list[SectionMention], block: Block, inside: list[tuple[int, int, tuple[int, ...]]], category: int | None, units: Sequence[UnitMention]
) -> None:
    """A block may hold several profiles, and a list line's marker before one."""
    at = block.start
    for start, end, us in inside:
        start, end = max(start, at), min(end, block.end)
        if at < start:
            if start - at > 6:
                out.append(SectionMention("list", at, start, category))
            else:
                start = at
        if start < end:
            out.append(SectionMention("profile", start, end, units[us[0]].category, us))
            at = end
    if at < block.end:
        out.append(SectionMention("list", at, block.end, category))


def _selection_starts(categories: Sequence[CategoryMention], units: Sequence[UnitMention]) -> list[tuple[int, str]]:
    """Where the text names a category or unit outside its heading and profile, and which: the marks of a summary."""
    starts = [(m.start, f"c{i}") for i, c in enumerate(categories) for m in c.mentions if m != c.header]
    starts += [
        (m.start, f"u{i}") for i, u in enumerate(units) for m in u.mentions if not (u.profile and u.profile.start <= m.start < u.profile.end)
    ]  # fmt: skip
    return sorted(starts)


def _names_selected(block: Block, selection: Sequence[tuple[int, str]], listed: bool) -> bool:
    """Whether a paragraph names what was selected: before the lists one name is enough, behind them it takes two."""
    named = {what for start, what in selection if block.start <= start < block.end}
    return len(named) > (1 if listed else 0)


def _matches(grammar: Grammar, source: str, page: Page, block: Block) -> bool:
    return grammar.pattern(rf"[\s(]*(?:{source})(?!\w)", name="section opening").match(page.low, block.body) is not None


def _is_contact(grammar: Grammar, page: Page, block: Block) -> bool:
    """Contacts, datelines and signatures: short, with a label or no sentence at all."""
    body = page.low[block.body : block.end]
    if len(body) > 400:
        return False
    labels = len(grammar.pattern(r"(?:\L<contact_word>|\L<dateline_word>)\s?:", name="label").find_all(body))
    if labels >= 2 or (labels and len(body) < 160) or _matches(grammar, r"(?:\L<contact_word>)\s?(?:[:.]|,\s)", page, block):
        return True
    return len(body) < 120 and "." not in body.rstrip(".") and grammar.pattern(r"\L<month>\s\d|\d\s\L<month>|\d{4}", name="dateline").search(body) is not None


def _is_outlook(grammar: Grammar, page: Page, block: Block) -> bool:
    if _matches(grammar, r"(?:\L<outlook_opening>)(?:\s?[,:]|\s(?:the|we|step|year)\b)", page, block):
        return True
    spans = list(page.sentences_in(block.body, block.end))
    ahead = sum(page.hit("future", s, e) is not None for s, e in spans)
    return bool(spans) and ahead / len(spans) > _OUTLOOK_SHARE


def _tells_selection(grammar: Grammar, page: Page, block: Block) -> bool:
    """Whether a paragraph says that something of ours is on a list."""
    return grammar.pattern(r"\bon the lists?\b|\b(?:in|of) this (?:batch|round|call)\b", name="on the list").search(
        page.low, block.body, block.end
    ) is not None and re.search(r"\bour\b|\bwe\b|\bapproved\b|\bselected\b", page.low[block.body : block.end]) is not None


def _joined(sections: list[SectionMention]) -> list[SectionMention]:
    """Join neighbours of the same kind that speak of the same."""
    out: list[SectionMention] = []
    for s in sections:
        if out and s.kind == out[-1].kind and s.kind in ("summary", "background", "outlook", "list", "other") and s.category == out[-1].category and not s.units:
            last = out.pop()
            s = SectionMention(s.kind, last.start, s.end, s.category)
        out.append(s)
    return out
