"""The auditor: what a text says against itself, checked with its own arithmetic.

Each module answers one question and yields findings whose message ends with the proof, a line that a reader can do
again, and whose spans are all the numbers in it. Severity `error` is for what no rounding, bound or overlap explains.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.annotations import AchievementMention, FindingMention, RoleMention, Structure
from extractor.audit.breakdowns import breakdowns
from extractor.audit.changes import changes
from extractor.audit.columns import columns
from extractor.audit.conflicts import conflicts
from extractor.audit.counts import counts
from extractor.audit.memberships import echoes, find_listings, memberships
from extractor.audit.parts import larger_parts, sums
from extractor.audit.shares import shares
from extractor.audit.sheet import Sheet
from extractor.audit.years import reversed_periods, years
from extractor.pageindex import PageIndex

__all__ = ["audit"]


def audit(
    places: PageIndex,
    structure: Structure,
    *,
    achievements: Sequence[AchievementMention],
    roles: Sequence[RoleMention],
) -> list[FindingMention]:
    """All findings of the auditor; a sum that is wrong is told once, as the total's where it is the total's."""
    sheet = Sheet(places, structure, achievements, roles)
    found = list(breakdowns(sheet))
    listings = find_listings(sheet)
    declared = list(counts(sheet, found, echoes=echoes(sheet, listings)))
    totals = {mark for finding in declared if finding.code == "total-mismatch" for mark in finding.spans}
    added = [finding for finding in sums(sheet, found) if not set(finding.spans) <= totals]
    return [
        *declared,
        *added,
        *larger_parts(sheet, found),
        *shares(sheet, found),
        *changes(sheet),
        *conflicts(sheet),
        *years(sheet, found),
        *reversed_periods(sheet),
        *memberships(sheet, listings),
        *columns(sheet),
    ]
