"""The steps of an explanation in plain words, and where the rules and lexicons stand that they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractor import wording
from extractor.annotations import Page
from extractor.extraction import Extraction
from extractor.packfiles import line_of_key
from extractor.rules import Rule, RuleSet, builtin_folder
from extractor.wording import one_line

_SHOWN = 80  # characters of the text that a step quotes; what is longer is cut in its middle
_ELLIPSIS = " … "


@dataclass(frozen=True, slots=True)
class Step:
    """What one stage did, said in a line; `under` is what it did it by."""

    said: str
    under: tuple[Step, ...] = ()


def quoted(page: Page, start: int, end: int) -> str:
    """Some words of the text, in quotation marks and on one line."""
    words = one_line(page.text[start:end])
    half = (_SHOWN - len(_ELLIPSIS)) // 2
    return f"“{words if len(words) <= _SHOWN else words[:half] + _ELLIPSIS + words[-half:]}”"


def section_of(extraction: Extraction, at: int) -> str:
    """What the passage around a place is for, and about whom."""
    section = next((s for s in extraction.sections if s.start <= at < s.end), None)
    if section is None:
        return "nothing but blanks"
    unit = next((u.name for u in extraction.units if u.id == section.unit), None)
    category = next((c.name for c in extraction.categories if c.id == section.category), None)
    return ", ".join([wording.SECTIONS[section.kind], *(one_line(name) for name in (unit, category) if name)])


def place_of(rule: Rule) -> str:
    """Where a rule stands, from the folder of its pack on: `rules/en/roles.yaml:41`."""
    return f"{_from_pack(rule.file)}:{rule.line}"


def named(rule: Rule) -> str:
    """A rule by its place and its id."""
    return f"{place_of(rule)} {rule.id}"


def place_of_lexicon(rules: RuleSet, language: str, name: str) -> str:
    """Where a lexicon stands: the last pack that adds to it decides, for there the next entry belongs."""
    folders = dict.fromkeys([builtin_folder(), *(rule.file.parents[1] for rule in reversed(rules.rules))])
    for folder in reversed(list(folders)):
        for file in (*sorted((folder / language).glob("*.yaml")), *sorted((folder / "common").glob("*.yaml"))):
            if f"\n  {name}:" in file.read_text("utf-8"):
                return f"{_from_pack(file)}:{line_of_key(file, (name,))}"
    return f"the lexicon {name}"


def _from_pack(file: Path) -> str:
    whole = file.absolute()  # a pack that is laid as `.` has its name all the same
    return whole.relative_to(whole.parents[2]).as_posix()
