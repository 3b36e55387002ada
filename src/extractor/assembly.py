"""Assembly: the stages' values as published records, with their ids and the words of the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractor import records
from extractor.annotations import (
    AchievementMention,
    CategoryMention,
    Facts,
    FindingMention,
    Mark,
    NumeralMention,
    RoleMention,
    SectionMention,
    Source,
    UnitMention,
)
from extractor.extraction import Extraction
from extractor.normalise import normalise
from extractor.transcript import Transcript

Json = dict[str, object]
"""A record before it is validated. All are validated in one call: one by one they would cost three times as much."""


class _Writer:
    """Turns indexes into ids and marks of a transcript into spans of its source."""

    def __init__(
        self, source: Source, transcript: Transcript, category_ids: Sequence[str], unit_ids: Sequence[str]
    ) -> None:
        self.text, self.transcript, self.category_ids, self.unit_ids = source.text, transcript, category_ids, unit_ids

    def span(self, mark: Mark | NumeralMention) -> Json:
        start, end = self.transcript.outward(mark.start, mark.end)
        return {"start": start, "end": end, "text": self.text[start:end]}

    def stretch(self, mark: Mark | SectionMention) -> Json:
        start, end = self.transcript.outward(mark.start, mark.end)
        return {"start": start, "end": end}

    def maybe(self, mark: Mark | None) -> Json | None:
        return None if mark is None else self.span(mark)

    def words(self, mark: Mark) -> str:
        return " ".join(self.transcript.text[mark.start : mark.end].split())

    def verbatim(self, name: str, marks: Iterable[Mark]) -> str:
        """A name with the signs that it has in the text, at the first of `marks` that spells it so."""
        spelled = (self.words(mark) for mark in marks)
        return next((words for words in spelled if _plain(words) == _plain(name)), name)

    def declared(self, stated: tuple[int, Mark] | None) -> Json | None:
        return None if stated is None else {"value": stated[0], "span": self.span(stated[1])}

    def announcement(self, facts: Facts) -> Json:
        return {
            "title": self.maybe(facts.title), "institution": self.maybe(facts.institution),
            "issuer": self.maybe(facts.issuer),
            "published": facts.published and {"date": facts.published[0], "span": self.span(facts.published[1])},
            "declared_total": self.declared(facts.declared_total),
        }  # fmt: skip

    def section(self, s: SectionMention) -> Json:
        return {
            "kind": s.kind, **self.stretch(s),
            "category": None if s.category is None else self.category_ids[s.category],
            "unit": self.unit_ids[s.units[0]] if len(s.units) == 1 else None,
        }  # fmt: skip

    def category(self, category: CategoryMention, identity: str, found: int) -> Json:
        return {
            "id": identity, "name": self.verbatim(" ".join(category.name.split()), category.mentions),
            "header": self.maybe(category.header),
            "mentions": tuple(self.span(m) for m in category.mentions),
            "declared": self.declared(category.declared), "found": found,
        }  # fmt: skip

    def unit(self, unit: UnitMention, identity: str) -> Json:
        return {
            "id": identity, "category": None if unit.category is None else self.category_ids[unit.category],
            "name": self.verbatim(unit.name, unit.mentions), "kind": unit.kind,
            "organisations": tuple({"name": self.words(o), "span": self.span(o)} for o in unit.organisations),
            "mentions": tuple(self.span(m) for m in unit.mentions),
            "profile": None if unit.profile is None else self.stretch(unit.profile),
        }  # fmt: skip

    def achievement(self, a: AchievementMention, identity: str, numeral: NumeralMention | None) -> Json:
        return {
            "id": identity, "owner": records.INSTITUTION if a.owner is None else self.unit_ids[a.owner],
            "kind": a.kind, "measure": a.measure, "value": a.value, "upper": a.upper, "comparator": a.comparator,
            "unit": a.unit, "object": None if a.object is None else self.words(a.object),
            "award": None if a.award is None else {"title": self.words(a.award[0]), "grade": a.award[1]},
            "level": a.level, "period": None if a.period is None else self.period(*a.period),
            "part_of": None if a.part_of is None else _achievement_id(a.part_of), "implied": a.implied,
            "numeral": None if numeral is None else self.span(numeral), "span": self.span(a.span),
            "clause": self.span(a.clause), "rule": a.rule,
        }  # fmt: skip

    def period(self, mark: Mark, start_year: int | None, end_year: int | None) -> Json:
        return {"text": self.words(mark), "start_year": start_year, "end_year": end_year, "span": self.span(mark)}

    def finding(self, f: FindingMention) -> Json:
        spans = tuple(self.span(m) for m in f.spans)
        return {"code": f.code, "severity": f.severity, "message": f.message, "spans": spans}


def _plain(name: str) -> str:
    return normalise(name).replace("'", '"')


def _achievement_id(index: int) -> str:
    return f"a{index + 1:03d}"


def _category_ids(categories: Sequence[CategoryMention]) -> list[str]:
    """A slug for each category, numbered where two would be the same."""
    out: list[str] = []
    for c in categories:
        slug = re.sub(r"[^a-z0-9]+", "-", c.name.lower()).strip("-") or "category"
        number = 1
        while (slug if number == 1 else f"{slug}-{number}") in out:
            number += 1
        out.append(slug if number == 1 else f"{slug}-{number}")
    return out


def assemble(
    source: Source,
    transcript: Transcript,
    provenance: records.Provenance,
    *,
    facts: Facts,
    sections: Sequence[SectionMention],
    categories: Sequence[CategoryMention],
    units: Sequence[UnitMention],
    achievements: Sequence[AchievementMention],
    numerals: Sequence[NumeralMention],
    roles: Sequence[RoleMention],
    findings: Sequence[FindingMention],
) -> Extraction:
    """The validated document. What the stages refer to by index is numbered here in the order in which it comes.

    Raises `pydantic.ValidationError` if the stages disagree, which is a defect of theirs.
    """
    category_ids = _category_ids(categories)
    width = max(2, len(str(len(units))))
    write = _Writer(source, transcript, category_ids, [f"u{i + 1:0{width}d}" for i in range(len(units))])
    found = Counter(u.category for u in units)
    became = {a.numeral: _achievement_id(i) for i, a in enumerate(achievements) if a.numeral is not None}
    return Extraction.model_validate(
        {
            "source": {
                "path": source.path, "sha256": source.sha256, "encoding": source.encoding,
                "language": source.language, "characters": len(source.text), "text": source.text,
                "pages": source.pages,
            },
            "provenance": provenance,
            "announcement": write.announcement(facts),
            "sections": tuple(write.section(s) for s in sections),
            "categories": tuple(write.category(c, category_ids[i], found[i]) for i, c in enumerate(categories)),
            "units": tuple(write.unit(u, write.unit_ids[i]) for i, u in enumerate(units)),
            "achievements": tuple(
                write.achievement(a, _achievement_id(i), None if a.numeral is None else numerals[a.numeral])
                for i, a in enumerate(achievements)
            ),
            "numerals": tuple(
                {"span": write.span(n), "value": n.value, "role": r.role, "achievement": became.get(i)}
                for i, (n, r) in enumerate(zip(numerals, roles, strict=True))
            ),
            "findings": tuple(write.finding(f) for f in findings),
        }
    )  # fmt: skip
