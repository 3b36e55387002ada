"""Groups: headings over as many headings as the text says that were selected."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Literal

from extractor.annotations import Block, Heading, Mark, Page

Style = tuple[str, bool, bool]
Role = Literal["category", "unit"]
_FEWEST_ALONE = 3  # blocks; two may follow a sentence about two of something else
_FEWEST = 2  # lines; one may be a heading under a heading


def head_style(page: Page, block: Block, name: Mark) -> Style:
    """What headings of one level share: their mark, capitals throughout, a colon at the end."""
    return block.marker, page.text[name.start : name.end].isupper(), page.text[block.body_end - 1] == ":"


def declared_groups(page: Page, heads: Sequence[Heading], declared: Mapping[int, int]) -> dict[int, Role]:
    """The roles of the headings that such groups are made of, by their blocks.

    `declared` gives, for the block of a heading whose name the text counts, that count. Where exactly so many headings
    of one style follow at once, up to the next heading that is counted or of the first one's style, it is a category
    and they are its units: nothing but the layout and the number has to agree, whatever their names look like.
    """
    styles = [head_style(page, page.blocks[h.block], h.name) for h in heads]
    roles: dict[int, Role] = {}
    for position, head in enumerate(heads):
        count = declared.get(head.block, 0)
        if not count or position + 1 == len(heads) or heads[position + 1].block != head.block + 1:
            continue
        own, below = styles[position], styles[position + 1]
        members: list[int] = []
        for other, style in zip(heads[position + 1 :], styles[position + 1 :], strict=True):
            if other.block in declared or (own != below and style == own):
                break
            if style == below:
                members.append(other.block)
        if len(members) == count or (len(members) > count and own != below):
            roles[head.block] = "category"
            roles.update((block, "unit") for block in members[:count])
    return roles


def bare_lists(
    page: Page, heads: Sequence[Heading], asked: Mapping[int, str | None], kinds: Mapping[int, str | None]
) -> dict[int, Role]:
    """The roles of bare lines under a heading that asks for their kind: `Model Teams` over `Radar Team`, `Chess Team`.

    `asked` gives, by block, the kind of unit of which a heading is the plural, None for a sentence that introduces a
    list of any kind; `kinds` has the kind that each line names. There must be two lines or more, one under the other
    and set alike, and most must be of the kind.
    """
    roles: dict[int, Role] = {}
    for position, head in enumerate(heads):
        if head.block not in asked or head.block in roles:
            continue
        kind = asked[head.block]
        lines: list[int] = []
        for other in heads[position + 1 :]:
            if other.block != head.block + len(lines) + 1 or other.block in asked:
                break
            if lines and page.blocks[other.block].marker != page.blocks[lines[0]].marker:
                break
            lines.append(other.block)
        of_kind = sum(kind in (None, kinds[block]) for block in lines)
        if len(lines) >= _FEWEST and of_kind * 2 > len(lines):
            roles[head.block] = "category"
            roles.update((block, "unit") for block in lines)
    return roles


def counted_run(blocks: Sequence[Block], first: int, count: int, names: Container[int]) -> range:
    """The blocks of a list without a heading behind a sentence that counts so many, empty where there is no such list.

    They are items of one mark, or lines that `names` has as possible headings, and exactly as many as were counted.
    """
    end = first
    while end < len(blocks) and (
        (blocks[end].shape == "item" and blocks[end].marker == blocks[first].marker)
        or (blocks[first].shape == blocks[end].shape == "line" and end in names)
    ):
        end += 1
    return range(first, end) if end - first == count >= _FEWEST_ALONE else range(first, first)
