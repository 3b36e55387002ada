"""Roles: which numbers nobody achieved, and why."""

from __future__ import annotations

from extractor.annotations import RoleMention
from extractor.decisions import decisions
from extractor.matching import Grammar
from extractor.pageindex import PageIndex

ACHIEVEMENT = "achievement"


def find_roles(places: PageIndex, grammar: Grammar) -> list[RoleMention]:
    """The role of every numeral, in order; `achievement`, by no rule, where none takes it for anything else."""
    rules = decisions(grammar, "roles")
    out = []
    for n in places.page.numerals:
        rule = rules.decide(places.page.masked, n, places.conditions(n))
        out.append(RoleMention(rule.gives["role"], rule.id) if rule else RoleMention(ACHIEVEMENT, ""))
    return out
