"""Why a stretch was not read as a unit or as a category: what each stage saw of it, and which entry it lacks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from extractor import wording
from extractor.annotations import Heading, Source
from extractor.drafts import SAME_NAME
from extractor.extraction import Extraction
from extractor.names import names
from extractor.outline import award_noun
from extractor.pipeline import run
from extractor.replay import Replay
from extractor.rules import Pack, RuleSet
from extractor.spans import Extent, overlaps
from extractor.statements import is_name
from extractor.steps import Step, line, quoted, section_of
from extractor.unitchains import Outline, entry_in, lexicon, outline

_SHAPES = {"line": "a line or paragraph", "item": "an item of a list", "row": "a row of a table"}
_HEADINGS = {
    "title": "the title", "category": "the heading of a category", "unit": "the heading of a unit",
    "general": "a heading that names neither a category nor a unit",
}  # fmt: skip


def not_a_unit(source: Source, replay: Replay, extent: Extent) -> list[Step]:
    """What the stages that look for units saw of a stretch."""
    shape = outline(replay)
    return [
        *_seen(shape, extent),
        _name(replay, extent),
        *_known(replay, extent),
        *_statement(shape, extent),
        *_lacking(source, replay, extent, "kind_head", _has_unit),
    ]


def not_a_category(source: Source, replay: Replay, extent: Extent) -> list[Step]:
    """What the stages that look for categories saw of a stretch."""
    words = replay.page.text[slice(*extent)]
    term, award = entry_in(replay, words, "kind_plural"), award_noun(replay.grammar).search(words.lower())
    if term or award:
        by = f"“{term}” of {{kind_plural}}" if term else f"“{award.group()}” of {{award_noun}}" if award else ""
        name = f"names: the entry {by} makes it a category where units stand under it or a statement selects for it"
    else:
        plural, noun = (_lexicon(replay, n) for n in ("kind_plural", "award_noun"))
        name = f"names: expected one of {plural}, or of {noun}, found {_last_word(replay, extent)}"
    shape = outline(replay)
    return [*_seen(shape, extent), Step(name), *_lacking(source, replay, extent, "kind_plural", _has_category)]


def _seen(shape: Outline, extent: Extent) -> Iterator[Step]:
    """In which block a stretch stands and under which heading."""
    replay, text = shape.replay, shape.replay.page.text
    yield Step(f"section: {section_of(replay.extraction, extent[0])}")
    found = shape.block(extent[0])
    if found is None:
        return
    i, block = found
    heading, over = shape.heading(i), shape.over(i)
    what = _HEADINGS[heading.role] if heading else f"{_SHAPES[block.shape]}, and no heading"
    yield Step(f"headings: it stands in {line(text, block.start)}, {what}")
    yield Step(f"lists: {_over(shape, over)}")


def _over(shape: Outline, over: Heading | None) -> str:
    if over is None:
        return "no heading of a category stands over it"
    name = quoted(shape.replay.page, over.name.start, over.name.end)
    kind = "the heading of a category" if over.role == "category" else "which names no category"
    return f"over it stands {name}, {kind}"


def _name(replay: Replay, extent: Extent) -> Step:
    """Whether the words can be a unit's name, and what kind they say that it is."""
    words = " ".join(replay.page.text[slice(*extent)].split())
    kind = names(replay.grammar).kind(words)
    if kind is not None:
        entry = entry_in(replay, words, "kind_head", kind)
        return Step(f"names: the entry “{entry}” of {{kind_head}} says {wording.label(kind)}")
    capitals = "" if is_name(words) else "; it has too few capitals for a name, and no quotation marks"
    return Step(f"names: expected one of {_lexicon(replay, 'kind_head')}, found {_last_word(replay, extent)}{capitals}")


def _known(replay: Replay, extent: Extent) -> Iterator[Step]:
    """The unit that a stretch counts as another name of."""
    words = replay.page.text[slice(*extent)]
    kinds = names(replay.grammar)
    for unit in replay.extraction.units:
        if kinds.alike(words, unit.name) >= SAME_NAME:
            yield Step(f"names: it counts as another name of unit {unit.id}, {wording.one_line(unit.name)}")


def _statement(shape: Outline, extent: Extent) -> Iterator[Step]:
    """What the statements of selection make of the sentence."""
    replay, page = shape.replay, shape.replay.page
    found = shape.block(extent[0])
    if found is None or found[1].shape == "row":
        return
    start, end = replay.places.sentence(extent[0])
    if page.hit("selection_verb", start, end) is None:
        yield Step(f"statements: expected one of {_lexicon(replay, 'selection_verb')}, in the sentence, found none")
        return
    said = [s for s in shape.statements(found[1]) if start <= s.clause.start < end]
    if not said:
        yield Step("statements: the sentence has a verb of selection, but says in no known form who was selected")
    for statement in said:
        read = ", ".join(quoted(page, n.start, n.end) for n in statement.names)
        yield Step(f"statements: the sentence selects {read}")


def _lacking(
    source: Source, replay: Replay, extent: Extent, name: str, reads: Callable[[Extraction, Extent], bool]
) -> Iterator[Step]:
    """The entry that would make a unit or category of a stretch: the text is read once more with it."""
    word = _word(replay, extent).lower()
    if not word.isalpha() or word in replay.grammar.lexicons[name]:
        return
    rules, language = replay.grammar.rules, replay.grammar.language
    if reads(run(source, _with_entry(rules, language, name, word)), extent):
        yield Step(f"the entry “{word}” in {_lexicon(replay, name)}, would make it one, under whichever kind")


def _with_entry(rules: RuleSet, language: str, name: str, term: str) -> RuleSet:
    """The rules with one entry more; rule sets are told apart by their packs, so that they have one pack more too."""
    terms = {**rules.lexicons[language].get(name, {}), term: "other"}
    pack = Pack("with one entry more", "1", hashlib.sha256(f"{rules.digest} {name} {term}".encode()).hexdigest())
    lexicons = {**rules.lexicons, language: {**rules.lexicons[language], name: terms}}
    return replace(rules, packs=(*rules.packs, pack), lexicons=lexicons)


def _has_unit(extraction: Extraction, extent: Extent) -> bool:
    return any(overlaps((m.start, m.end), extent) for u in extraction.units for m in u.mentions)


def _has_category(extraction: Extraction, extent: Extent) -> bool:
    return any(overlaps((m.start, m.end), extent) for c in extraction.categories for m in c.mentions)


def _word(replay: Replay, extent: Extent) -> str:
    """The word of a name that says its kind: the last before the first `of`."""
    words = replay.page.text[slice(*extent)].split(" of ")[0].split()
    return words[-1].strip(".,;:()\"'") if words else ""


def _last_word(replay: Replay, extent: Extent) -> str:
    return f"“{wording.one_line(_word(replay, extent))}”"


def _lexicon(replay: Replay, name: str) -> str:
    return lexicon(replay.grammar.rules, replay.grammar.language, name)
