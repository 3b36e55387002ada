"""What each block of a Chinese page is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations import Page, SectionMention
from extractor.chinese.outline import Piece
from extractor.chinese.units import Selection
from extractor.matching import Grammar
from extractor.spans import overlaps

_SUMMARY = 3  # units that a paragraph names or categories that it names make it one that tells who was selected


def find_sections(page: Page, grammar: Grammar, pieces: Sequence[Piece], selection: Selection) -> list[SectionMention]:
    """One section per block, neighbours of one kind joined; they cover every non-blank character in order."""
    roles = {h.block: h for h in selection.headings}
    out: list[SectionMention] = []
    category: int | None = None
    listed = False
    for piece in pieces:
        block = page.blocks[piece.block]
        heading = roles.get(piece.block)
        about = tuple(
            i
            for i, u in enumerate(selection.units)
            if u.profile and overlaps((u.profile.start, u.profile.end), (block.start, block.end))
        )
        named = tuple(
            i for i, u in enumerate(selection.units) if any(block.start <= m.start < block.end for m in u.mentions)
        )
        if heading is not None and heading.role == "title":
            kind, category = "title", None
        elif heading is not None and heading.role == "category" and not (piece.shape == "label" and named):
            kind, category, listed = "header", heading.category, True
        elif about:
            out.append(SectionMention("profile", block.start, block.end, category, about))
            listed = True
            continue
        elif piece.shape == "meta":
            kind = "other"
        elif piece.shape in ("row", "label") or (piece.shape == "short" and named):
            kind = "list"
            listed = True
            out.append(SectionMention(kind, block.start, block.end, category, named[:1] if len(named) == 1 else ()))
            continue
        elif any(page.low.startswith(word, block.body) for word in grammar.lexicons["outlook_opening"]):
            kind = "outlook"
        elif piece.shape == "short":
            kind = "other"
        elif not listed and _tells(page, block.start, block.end, selection):
            kind = "summary"
        else:
            kind = "background"
        out.append(SectionMention(kind, block.start, block.end, category if kind == "header" else None))
    return _covering(page, _joined(out))


def _covering(page: Page, sections: Sequence[SectionMention]) -> list[SectionMention]:
    """The sections again, each taking in what stands before the next and is in no block: the ruled line of a table."""
    out = []
    for k, s in enumerate(sections):
        end = sections[k + 1].start if k + 1 < len(sections) else len(page.text)
        out.append(replace(s, end=s.end + len(page.text[s.end : end].rstrip())))
    return out


def _tells(page: Page, start: int, end: int, selection: Selection) -> bool:
    units = sum(any(start <= m.start < end for m in u.mentions) for u in selection.units)
    categories = sum(any(start <= m.start < end for m in c.mentions) for c in selection.categories)
    return (
        units + categories >= min(_SUMMARY, len(selection.units) + len(selection.categories))
        or units > 1
        or categories > 1
        or (categories > 0)
    )


def _joined(sections: Sequence[SectionMention]) -> list[SectionMention]:
    out: list[SectionMention] = []
    for s in sections:
        if (
            out
            and (out[-1].kind, out[-1].category, out[-1].units) == (s.kind, s.category, s.units)
            and s.kind not in ("header", "title")
        ):
            out[-1] = replace(out[-1], end=s.end)
        else:
            out.append(s)
    return out
