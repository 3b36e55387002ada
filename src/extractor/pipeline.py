"""The pipeline: the one place that knows the order of the stages. It reads like the picture in docs/architecture.md."""

from __future__ import annotations

from extractor import __version__, limits, records
from extractor.annotations import Source
from extractor.assembly import assemble
from extractor.extraction import Extraction
from extractor.languages import language
from extractor.matching import grammar
from extractor.reading import printable
from extractor.reconcile import find_findings
from extractor.roles import find_roles
from extractor.rules import RuleSet


def run(source: Source, rules: RuleSet, *, seconds: float | None = None) -> Extraction:
    """Read one announcement: pure, the same output for the same source, rules and version.

    Raises `TimeLimitError` where that takes longer than `seconds`, or than is granted for the length of the text.
    """
    granted = limits.seconds_for(len(source.text)) if seconds is None else seconds
    with limits.within(granted, place=printable(source.path)):
        return _read(source, rules)


def _read(source: Source, rules: RuleSet) -> Extraction:
    compiled = grammar(rules, source.language)
    stages = language(compiled)
    transcript = stages.transcribe(source.text)
    page = stages.make_page(transcript.text, compiled)
    structure = stages.read_structure(page, compiled)
    facts = structure.facts
    places = stages.make_places(
        page, compiled, structure.sections, structure.units, structure.declared,
        institution=facts.institution, issuer=facts.issuer,
    )  # fmt: skip
    roles = find_roles(places, compiled)
    achievements, roles = stages.find_achievements(places, compiled, roles, structure.units)
    named = stages.find_name_findings(page, compiled, structure.units)
    return assemble(
        source, transcript, _provenance(rules), facts=facts, sections=structure.sections,
        categories=structure.categories, units=structure.units, achievements=achievements,
        numerals=page.numerals, roles=roles,
        findings=find_findings(places, structure, achievements=achievements, roles=roles, of_names=named),
    )  # fmt: skip


def _provenance(rules: RuleSet) -> records.Provenance:
    packs = tuple(records.RulesVersion(name=p.name, version=p.version, sha256=p.sha256) for p in rules.packs)
    return records.Provenance(version=__version__, rules=packs)
