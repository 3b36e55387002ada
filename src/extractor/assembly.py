"""Assembly: the stages' values as published records, with their ids and the words of the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor import records
from extractor.announcement import Facts
from extractor.annotations import (
    AchievementMention,
    CategoryMention,
    FindingMention,
    Mark,
    NumeralMention,
    RoleMention,
    SectionMention,
    Source,
    UnitMention,
)
from extractor.extraction import Extraction


Json = dict[str, object]
"""A record before it is validated. All are validated in one call: one by one they would cost three times as much."""


class Assembly:
    """Turns indexes into ids and marks into spans of one source text."""

    def __init__(self, source: Source) -> None:
        self.text = source.text

    def span(self, start: int, end: int) -> Json:
        return {"start": start, "end": end, "text": self.text[start:end]}

    def mark(self, mark: Mark) -> Json:
        return {"start": mark.start, "end": mark.end, "text": self.text[mark.start : mark.end]}

    def maybe(self, mark: Mark | None) -> Json | None:
        return None if mark is None else self.mark(mark)

    def words(self, mark: Mark) -> str:
        return " ".join(self.text[mark.start : mark.end].split())

    def declared(self, stated: tuple[int, Mark] | None) -> Json | None:
        return None if stated is None else {"value": stated[0], "span": self.mark(stated[1])}

    def announcement(self, facts: Facts) -> Json:
        return {
            "title": self.maybe(facts.title), "institution": self.maybe(facts.institution), "issuer": self.maybe(facts.issuer),
            "published": facts.published and {"date": facts.published[0], "span": self.mark(facts.published[1])},
            "declared_total": self.declared(facts.declared_total),
        }  # fmt: skip

    def category(self, category: CategoryMention, name: str, found: int) -> Json:
        return {
            "id": name, "name": " ".join(category.name.split()), "header": self.maybe(category.header),
            "mentions": tuple(self.mark(m) for m in category.mentions), "declared": self.declared(category.declared), "found": found,
        }  # fmt: skip

    def unit(self, unit: UnitMention, name: str, category: str | None) -> Json:
        return {
            "id": name, "category": category, "name": unit.name, "kind": unit.kind,
            "organisations": tuple({"name": self.words(o), "span": self.mark(o)} for o in unit.organisations),
            "mentions": tuple(self.mark(m) for m in unit.mentions),
            "profile": None if unit.profile is None else {"start": unit.profile.start, "end": unit.profile.end},
        }  # fmt: skip

    def achievement(self, a: AchievementMention, numerals: Sequence[NumeralMention], index: int, unit_ids: Sequence[str]) -> Json:
        n = None if a.numeral is None else numerals[a.numeral]
        period = None
        if a.period is not None:
            mark, start_year, end_year = a.period
            period = {"text": self.words(mark), "start_year": start_year, "end_year": end_year, "span": self.mark(mark)}
        return {
            "id": _achievement_id(index), "owner": records.INSTITUTION if a.owner is None else unit_ids[a.owner], "kind": a.kind,
            "measure": a.measure, "value": a.value, "upper": a.upper, "comparator": a.comparator, "unit": a.unit,
            "object": None if a.object is None else self.words(a.object),
            "award": None if a.award is None else {"title": self.words(a.award[0]), "grade": a.award[1]},
            "level": a.level, "period": period, "part_of": None if a.part_of is None else _achievement_id(a.part_of),
            "implied": a.implied, "numeral": None if n is None else self.span(n.start, n.end), "span": self.mark(a.span),
            "clause": self.mark(a.clause), "rule": a.rule,
        }  # fmt: skip


def _achievement_id(index: int) -> str:
    return f"a{index + 1:03d}"


def _category_ids(categories: Sequence[CategoryMention]) -> list[str]:
    """A slug for each category, numbered where two would be the same."""
    out: list[str] = []
    for c in categories:
        slug = re.sub(r"[^a-z0-9]+", "-", c.name.lower()).strip("-") or "category"
        number = sum(s == slug or s.startswith(f"{slug}-") and s[len(slug) + 1 :].isdigit() for s in out)
        out.append(slug if number == 0 else f"{slug}-{number + 1}")
    return out


def assemble(
    source: Source,
    provenance: records.Provenance,
    facts: Facts,
    sections: Sequence[SectionMention],
    categories: Sequence[CategoryMention],
    units: Sequence[UnitMention],
    achievements: Sequence[AchievementMention],
    numerals: Sequence[NumeralMention],
    roles: Sequence[RoleMention],
    findings: Sequence[FindingMention],
) -> Extraction:
    """The validated document."""
    make = Assembly(source)
    category_ids = _category_ids(categories)
    width = max(2, len(str(len(units))))
    unit_ids = [f"u{i + 1:0{width}d}" for i in range(len(units))]
    achievement_of = {a.numeral: _achievement_id(i) for i, a in enumerate(achievements) if a.numeral is not None}
    found = Counter(u.category for u in units)
    return Extraction.model_validate(
        {
            "source": {
                "path": source.path, "sha256": source.sha256, "encoding": source.encoding, "language": source.language,
                "characters": len(source.text), "text": source.text,
            },
            "provenance": provenance,
            "announcement": make.announcement(facts),
            "sections": tuple(
                {
                    "kind": s.kind, "start": s.start, "end": s.end, "category": None if s.category is None else category_ids[s.category],
                    "unit": unit_ids[s.units[0]] if len(s.units) == 1 else None,
                }
                for s in sections
            ),
            "categories": tuple(make.category(c, category_ids[i], found[i]) for i, c in enumerate(categories)),
            "units": tuple(make.unit(u, unit_ids[i], None if u.category is None else category_ids[u.category]) for i, u in enumerate(units)),
            "achievements": tuple(make.achievement(a, numerals, i, unit_ids) for i, a in enumerate(achievements)),
            "numerals": tuple(
                {"span": make.span(n.start, n.end), "value": n.value, "role": r.role, "achievement": achievement_of.get(i)}
                for i, (n, r) in enumerate(zip(numerals, roles, strict=True))
            ),
            "findings": tuple(
                {"code": f.code, "severity": f.severity, "message": f.message, "spans": tuple(make.mark(m) for m in f.spans)} for f in findings
            ),
        }
    )  # fmt: skip
