"""Why a stretch was not read as a unit or as a category: what each stage saw of it, and which entry it lacks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from extractor import wording
from extractor.annotations import Heading, Source
from extractor.extraction import Extraction
from extractor.pipeline import run
from extractor.replay import Replay
from extractor.rules import Pack, RuleSet
from extractor.spans import Extent, overlaps
from extractor.steps import Step, quoted, section_of
from extractor.unitchains import Outline, entry_in, hindsight, lexicon, outline

_Reads = Callable[[Extraction, Extent], bool]
_KINDS_TRIED = 3  # each costs a whole reading
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
        *_lacking(source, replay, extent, _entries_of_a_unit(shape, extent), _has_unit),
    ]


def _entries_of_a_unit(shape: Outline, extent: Extent) -> Iterator[tuple[str, str]]:
    """What may be missing for a unit: the head noun of its name, or the word for its kind in the heading over it."""
    yield from _heads(shape.replay, "kind_head", extent)
    found = shape.block(extent[0])
    over = shape.over(found[0]) if found else None
    if over is not None:
        yield from _heads(shape.replay, shape.answers.asking, (over.name.start, over.name.end))


def not_a_category(source: Source, replay: Replay, extent: Extent) -> list[Step]:
    """What the stages that look for categories saw of a stretch."""
    return [
        *_seen(outline(replay), extent),
        Step(f"names: {_category_name(replay, extent)}"),
        *_known(replay, extent),
        *_lacking(source, replay, extent, _heads(replay, hindsight(replay).asking, extent), _has_category),
    ]


def _category_name(replay: Replay, extent: Extent) -> str:
    """Which entry makes the words the name of a category, or which are wanted."""
    words = replay.page.text[slice(*extent)]
    sign = hindsight(replay).category_sign(replay.grammar, words)
    if sign is None:
        lexicons = (_lexicon(replay, name) for name in hindsight(replay).category_lexicons)
        return f"expected one of {', or of '.join(lexicons)}, found {_tail(replay, extent)}"
    return f"“{sign.term}” of {{{sign.lexicon}}} makes it a category where units stand under it or are selected for it"


def _seen(shape: Outline, extent: Extent) -> Iterator[Step]:
    """In which block a stretch stands and under which heading."""
    replay = shape.replay
    yield Step(f"section: {section_of(replay.extraction, extent[0])}")
    found = shape.block(extent[0])
    if found is None:
        return
    i, block = found
    heading, over = shape.heading(i), shape.over(i)
    what = _HEADINGS[heading.role] if heading else f"{_SHAPES[block.shape]}, and no heading"
    yield Step(f"headings: it stands in line {replay.line_of(block.start)}, {what}")
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
    answers = hindsight(replay)
    kind = answers.kind(replay.grammar, words)
    if kind is not None:
        entry = entry_in(replay, words, "kind_head", kind)
        return Step(f"names: the entry “{entry}” of {{kind_head}} says {wording.label(kind)}")
    lacking = answers.no_name(replay.grammar, words)
    expected = f"names: expected one of {_lexicon(replay, 'kind_head')}, found {_tail(replay, extent)}"
    return Step(f"{expected}; {lacking}" if lacking else expected)


def _known(replay: Replay, extent: Extent) -> Iterator[Step]:
    """The unit or category that a stretch could name once more."""
    words, alike = replay.page.text[slice(*extent)], hindsight(replay).alike
    named = [(f"unit {u.id}", u.name) for u in replay.extraction.units]
    named += [(f"category {c.id}", c.name) for c in replay.extraction.categories]
    for what, name in named:
        if alike(replay.grammar, words, name):
            yield Step(f"names: it is like the name of {what}, {wording.one_line(name)}")


def _statement(shape: Outline, extent: Extent) -> Iterator[Step]:
    """What the statements of selection make of the sentence."""
    replay, page = shape.replay, shape.replay.page
    found = shape.block(extent[0])
    if found is None or found[1].shape == "row":
        return
    start, end = replay.places.sentence(extent[0])
    if not shape.answers.selects(page, replay.grammar, start, end):
        verbs = ", or of ".join(_lexicon(replay, name) for name in shape.answers.selection_lexicons)
        yield Step(f"statements: expected one of {verbs}, in the sentence, found none")
        return
    said = [s for s in shape.selected(found[1]) if start <= s.clause.start < end]
    if not said:
        yield Step("statements: the sentence has a verb of selection, but says in no known form who was selected")
    for statement in said:
        read = ", ".join(quoted(page, n.start, n.end) for n in statement.names)
        yield Step(f"statements: the sentence selects {read}")


def _lacking(
    source: Source, replay: Replay, extent: Extent, missing: Iterable[tuple[str, str]], reads: _Reads
) -> Iterator[Step]:
    """The entries of which one would make a unit or category of a stretch: the text is read once more with each.

    `missing` has the lexicons and words to be tried. A name may need the kind of the units beside it.
    """
    rules, language = replay.grammar.rules, replay.grammar.language
    kinds = dict.fromkeys(("other", *(unit.kind for unit in replay.extraction.units)))
    found: set[str] = set()
    for name, word in missing:
        if name in found or not word.isalpha() or word in replay.grammar.lexicons[name]:
            continue
        for kind in list(kinds)[:_KINDS_TRIED]:
            if reads(run(source, _with_entry(rules, language, name, (word, kind))), extent):
                entry = f"the entry “{word}” of the kind {kind} in {_lexicon(replay, name)}"
                yield Step(f"{entry}, would make it one")
                found.add(name)
                break


def _with_entry(rules: RuleSet, language: str, name: str, entry: tuple[str, str]) -> RuleSet:
    """The rules with one entry more; rule sets are told apart by their packs, so that they have one pack more too."""
    lexicons = rules.lexicons[language]
    terms = {**lexicons.get(name, {}), entry[0]: entry[1]}
    pack = Pack("with one entry more", "1", hashlib.sha256(f"{rules.digest} {name} {entry}".encode()).hexdigest())
    changed = {**rules.lexicons, language: {**lexicons, name: terms}}
    return replace(rules, packs=(*rules.packs, pack), lexicons=changed)


def _has_unit(extraction: Extraction, extent: Extent) -> bool:
    return any(overlaps((m.start, m.end), extent) for u in extraction.units for m in u.mentions)


def _has_category(extraction: Extraction, extent: Extent) -> bool:
    return any(overlaps((m.start, m.end), extent) for c in extraction.categories for m in c.mentions)


def _heads(replay: Replay, name: str, extent: Extent) -> Iterator[tuple[str, str]]:
    """What may be missing in a lexicon for the words of a stretch."""
    yield from ((name, word) for word in hindsight(replay).heads(replay.page.low[slice(*extent)]))


def _tail(replay: Replay, extent: Extent) -> str:
    """The words of a name that were looked at, as they stand in the text."""
    words = hindsight(replay).tail(replay.page.text[slice(*extent)])
    return f"“{wording.one_line(words)}”" if words else "nothing"


def _lexicon(replay: Replay, name: str) -> str:
    return lexicon(replay.grammar.rules, replay.grammar.language, name)
