"""What each block of a Chinese page is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations import Heading, Page, SectionMention
from extractor.chinese.outline import Piece
from extractor.chinese.selection import Selection
from extractor.matching import Grammar
from extractor.spans import Numbered, trim


def find_sections(page: Page, grammar: Grammar, pieces: Sequence[Piece], selection: Selection) -> list[SectionMention]:
    """One section per block, neighbours of one kind joined; they cover every non-blank character in order."""
    headings = {h.block: h for h in selection.headings}
    units = list(enumerate(selection.units))
    profiles = Numbered((u.profile.start, u.profile.end, i) for i, u in units if u.profile)
    mentions = Numbered((m.start, m.end, i) for i, u in units for m in u.mentions)
    of_categories = Numbered((m.start, m.end, i) for i, c in enumerate(selection.categories) for m in c.mentions)
    opening = tuple(grammar.lexicons["outlook_opening"])
    out: list[SectionMention] = []
    category: int | None = None
    listed = False
    for piece in pieces:
        block, heading = page.blocks[piece.block], headings.get(piece.block)
        about = profiles.meeting(block.start, block.end)
        named = mentions.beginning_in(block.start, block.end)
        kind = _kind(piece, heading, about=bool(about), named=bool(named))
        if kind == "prose":
            plans = page.low.startswith(opening, block.body)
            tells = bool(named[1:]) or bool(of_categories.beginning_in(block.start, block.end))
            told = tells and not listed and piece.block not in selection.telling
            kind = "outlook" if plans else "summary" if told else "background"
        if kind in ("title", "header"):
            category = heading.category if heading is not None else None
        listed = listed or kind in ("header", "profile", "list")
        of_category = category if kind in ("header", "profile", "list") else None
        of_units = about if kind == "profile" else named if kind == "list" and len(named) == 1 else ()
        out.append(SectionMention(kind, block.start, block.end, of_category, of_units))
    return _covering(page, _joined(out))


def _kind(piece: Piece, heading: Heading | None, *, about: bool, named: bool) -> str:
    """What a block is for by its shape; `prose` where its words have to say."""
    if heading is not None and heading.role == "title":
        return "title"
    if heading is not None and heading.role == "category" and not (piece.shape == "label" and named):
        return "header"
    if about:
        return "profile"
    if piece.shape in ("row", "label") or (piece.shape == "short" and named):
        return "list"
    return "prose" if piece.shape == "prose" else "other"


def _covering(page: Page, sections: Sequence[SectionMention]) -> list[SectionMention]:
    """The sections again, each taking in what stands before the next and is in no block: the ruled line of a table."""
    if not sections:
        return [SectionMention("other", *trim(page.text, 0, len(page.text)))] if page.text.strip() else []
    ends = [*(s.start for s in sections[1:]), len(page.text)]
    out = [replace(s, end=s.end + len(page.text[s.end : end].rstrip())) for s, end in zip(sections, ends, strict=True)]
    return [replace(out[0], start=trim(page.text, 0, out[0].end)[0]), *out[1:]]


def _joined(sections: Sequence[SectionMention]) -> list[SectionMention]:
    """The sections, neighbours that are for the same made one."""
    out: list[SectionMention] = []
    for s in sections:
        last = out[-1] if out else None
        same = last is not None and (last.kind, last.category, last.units) == (s.kind, s.category, s.units)
        if last is not None and same and s.kind not in ("header", "title"):
            out[-1] = replace(last, end=s.end)
        else:
            out.append(s)
    return out
