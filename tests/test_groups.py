"""Headings over as many headings as the text counts."""

from collections.abc import Callable

import pytest

from extractor.annotations import Heading, Page
from extractor.groups import declared_groups
from extractor.matching import Grammar
from extractor.outline import heading_name, headlines

BODY = "It has many members from the town and from the county, and all of them are glad of it.\n\n"
TEXT = f"## Good Houses\n\n### Old Mill\n\n{BODY}### Reading Friends\n\n{BODY}## After\n\n### Thanks\n\n{BODY}"


@pytest.mark.parametrize(
    ("count", "roles"),
    [
        (2, {"Good Houses": "category", "Old Mill": "unit", "Reading Friends": "unit"}),
        (3, {}),
        (0, {}),
    ],
)
def test_so_many_headings_are_units_whatever_they_are_called(
    paged: Callable[[str], Page], english: Grammar, count: int, roles: dict[str, str]
) -> None:
    page = paged(TEXT)
    heads = [
        Heading(i, heading_name(page, page.blocks[i], english)[0], None, "general")
        for i in headlines(page.text, page.blocks)
    ]
    names = {h.block: TEXT[h.name.start : h.name.end] for h in heads}
    found = declared_groups(page, heads, {heads[0].block: count} if count else {})
    assert {names[block]: role for block, role in found.items()} == roles
