"""Headings: which blocks stand over others, and whether a category, a unit or neither is their name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractor.annotations import Block, Heading, Mark, Page
from extractor.counted import Counted, is_category
from extractor.forms import form_names
from extractor.groups import bare_lists, counted_run, declared_groups, head_style
from extractor.introductions import introduced
from extractor.matching import Grammar
from extractor.names import Names, lead, names
from extractor.outline import award_noun, heading_name, headlines

_INTRODUCTION = 300  # characters of a sentence that introduces the headings behind it
_LONGEST_TITLE = 45  # words; the longest in the corpus has 21
# The figures from here on were chosen on the corpus.
_FEWEST_PARTS = 2  # headings over rows; one alone may be that of a table of figures
_PLAIN = ("", False, False)  # see head_style
_LABELS = 4  # blocks before which the title stands; more labels have not been seen
_LONGEST_HEADING = 25  # words; a longer block is prose, and before the first one stands the masthead
_FEWEST_OF_SENTENCE = 5  # words before a full stop; fewer may be a date, a reference or a company
_SHORTEST_PROFILE = 60  # characters; a shorter line under a heading says too little to be about a unit
_SIGNS_AROUND = 2  # characters behind the name of a heading that are quotation mark and colon
_COUNT_IN_BRACKETS = 6  # characters that a count takes there besides
_FEWEST_SIGNS = 2  # semicolons; one may stand in a sentence
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_CLOSING = r"each\b|\L<outlook_opening>(?:,|\sthe\b)|\L<contact_word>:"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A block that can stand over others, and what tells whether it names a category.

    `body` is what stands under it, up to the next such block; `next_counts` says that that one gives a count. `matched`
    says that the summary speaks of it, `declared` how many units are counted, `tailed` that it calls itself a list,
    `named` that it is an award or a kind of unit in the plural, `parallel` that another such heading ends in the same
    word (`Gold-level awards`, `Silver-level awards`). `style` is how it is set, see `head_style`.
    """

    block: Block
    name: Mark
    count: tuple[int, Mark] | None
    body: tuple[Block, ...]
    next_counts: bool
    matched: bool
    declared: int | None
    tailed: bool
    introduces: bool
    named: bool
    parallel: bool
    style: tuple[str, bool, bool]

    @property
    def strong(self) -> bool:
        """Whether it names a category whatever stands under it."""
        return self.count is not None or self.matched or self.tailed or self.block.marker == "inline"


def find_headings(page: Page, grammar: Grammar, counted: Sequence[Counted]) -> list[Heading]:
    """The title and the headings in order; those of categories are not numbered yet."""
    blocks, kinds = page.blocks, names(grammar)
    prose = (i for i, b in enumerate(blocks) if _is_prose(page, b))
    first_prose = next(prose, len(blocks))
    title = _title(page, grammar)
    out = [] if title is None else [Heading(title, Mark(blocks[title].body, blocks[title].body_end), None, "title")]
    category_style: tuple[str, bool, bool] | None = None
    candidates = list(_candidates(page, grammar, kinds, counted))
    heads = [Heading(i, c.name, c.count, "general") for i, c in candidates]
    grouped = declared_groups(page, heads, {i: c.declared for i, c in candidates if c.declared})
    asked: dict[int, str | None] = {
        i: kinds.plural_kind(page.surface(c.name)) for i, c in candidates if c.named or c.introduces
    }
    kind_of = {i: kinds.kind(page.surface(lead(page.text, c.name.start, c.name.end)[0])) for i, c in candidates}
    grouped |= bare_lists(page, heads, asked, kind_of)
    plain = {i for i, c in candidates if not (c.named and c.body) and not c.strong and i not in grouped}
    alone = set(_counted_alone(page, plain, {i for i, _ in candidates}))
    grouped |= dict.fromkeys(alone, "unit")
    forms = form_names(page, grammar)
    grouped |= {i: "category" for i, c in candidates if i + 1 in forms and not _is_general(page, grammar, c)}
    alone -= forms.keys()
    out += [Heading(i, name, None, "unit", labelled=True) for i, name in forms.items()]
    out += [Heading(i, _item_name(page, i), None, "unit", listed=True) for i in sorted(alone)]
    asked_here: str | None = None
    for i, c in candidates:
        if i == title or i in alone or i in forms:
            continue
        if i + 1 == len(blocks) and i not in grouped:
            continue
        lists = i + 1 in forms or (i + 1 < len(blocks) and blocks[i + 1].shape != "line")
        in_front = i not in grouped and i < first_prose and not (c.strong and i + 1 < first_prose) and not lists
        if in_front:  # a line of the masthead: subtitle, date, sender
            out.append(Heading(i, c.name, None, "general"))
            continue
        role = grouped.get(i) or _role(page, grammar, c, category_style)
        if role == "category":
            category_style, asked_here = c.style, kinds.plural_kind(page.surface(c.name))
        elif role == "general" and asked_here and _is_over_profile(page, c) and not _is_general(page, grammar, c):
            # Under `New centres`, `Centre for Offshore Hydrogen` is one of them, however it is set.
            role = "unit" if kind_of[i] == asked_here else role
        listed = role == "unit" and "unit" in (grouped.get(i - 1), grouped.get(i + 1))
        out.append(Heading(i, c.name, c.count, role, listed=listed))
    alike = {i for i, c in candidates if c.style == category_style and _lists_only(page, grammar, c)}
    over_rows = [i for i, c in candidates if c.body and all(b.shape == "row" for b in c.body)]
    if len(over_rows) >= _FEWEST_PARTS:
        alike.update(i for i, c in candidates if i in over_rows and not _is_general(page, grammar, c))
    out = [replace(h, role="category") if h.role == "general" and h.block in alike else h for h in out]
    return sorted(out, key=lambda h: h.block)


def _lists_only(page: Page, grammar: Grammar, c: _Candidate) -> bool:
    """Whether a heading that is set apart stands over a list and nothing else."""
    set_apart = c.style != _PLAIN
    return set_apart and bool(c.body) and all(b.shape != "line" for b in c.body) and not _is_general(page, grammar, c)


def _counted_alone(page: Page, plain: Container[int], heads: Container[int]) -> Iterator[int]:
    """The blocks of lists that no heading stands over, but a paragraph that says how many were selected.

    `plain` are the lines that may be names, `heads` all that may be headings.
    """
    for i, block in enumerate(page.blocks[:-1]):
        if block.shape != "line" or i in heads or page.hit("selection_verb", block.body, block.end) is None:
            continue
        numerals = (page.numerals[n] for n in page.numerals_in(block.body, block.end))
        counts = {n.value for n in numerals if n.form == "cardinal" and n.comparator == "="}
        for count in counts:
            yield from counted_run(page.blocks, i + 1, int(count or 0), plain)


def _item_name(page: Page, i: int) -> Mark:
    block = page.blocks[i]
    return lead(page.text, block.body, block.body_end)[0]


def _is_prose(page: Page, block: Block) -> bool:
    """Whether a block is running text: long, or a sentence."""
    words = len(_WORD.findall(page.text[block.body : block.end]))
    return words > _LONGEST_HEADING or (words >= _FEWEST_OF_SENTENCE and page.text[block.end - 1] == ".")


def _candidates(
    page: Page, grammar: Grammar, kinds: Names, counted: Sequence[Counted]
) -> Iterator[tuple[int, _Candidate]]:
    """The blocks behind the first that can be headings, by their index."""
    text, blocks, award = page.text, page.blocks, award_noun(grammar)
    heads, counts = headlines(text, blocks), _counts(page, counted)
    named = [introduced(page, grammar, blocks[i]) or heading_name(page, blocks[i], grammar) for i in heads]
    is_named = [bool(kinds.plural_kind(page.surface(n)) or award.search(page.low, n.start, n.end)) for n, _ in named]
    last_words = Counter(_last_word(page, n) for (n, _), yes in zip(named, is_named, strict=True) if yes)
    for position, (i, (name, count)) in enumerate(zip(heads, named, strict=True)):
        is_last = position + 1 == len(heads)
        block, surface = blocks[i], page.surface(name)
        colon = text[block.body_end - 1] == ":"
        trimmings = _SIGNS_AROUND + (_COUNT_IN_BRACKETS if count else 0)
        yield (
            i,
            _Candidate(
                block,
                name,
                count,
                body=blocks[i + 1 : len(blocks) if is_last else heads[position + 1]],
                next_counts=not is_last and named[position + 1][1] is not None,
                matched=any(is_category(kinds, surface, phrase) for phrase in counts),
                declared=count[0] if count else _declared(kinds, surface, counts),
                tailed=(block.end - name.end > trimmings or name.start == name.end) and colon,
                introduces=colon and introduced(page, grammar, block) is not None,
                named=is_named[position],
                parallel=is_named[position] and last_words[_last_word(page, name)] > 1,
                style=head_style(page, block, name),
            ),
        )


def _last_word(page: Page, name: Mark) -> str:
    return page.low[name.start : name.end].split()[-1].removesuffix("s") if name.start < name.end else ""


def _counts(page: Page, counted: Sequence[Counted]) -> dict[str, int | None]:
    """What the text counts or names, each wording once, with its first count: a long text says the same often."""
    out: dict[str, int | None] = {}
    for c in counted:
        surface = page.surface(c.phrase)
        if out.get(surface) is None:
            out[surface] = None if c.numeral is None else int(page.numerals[c.numeral].value or 0)
    return out


def _declared(kinds: Names, surface: str, counts: Mapping[str, int | None]) -> int | None:
    """How many the phrase counts that is most alike to a heading, None where none is alike."""
    same = [(kinds.alike(surface, p), n) for p, n in counts.items() if n is not None and is_category(kinds, surface, p)]
    return max(same, key=lambda s: s[0])[1] if same else None


def _role(
    page: Page, grammar: Grammar, c: _Candidate, category_style: tuple[str, bool, bool] | None
) -> Literal["category", "unit", "general"]:
    """What a heading stands over; `category_style` is that of the last heading of a category."""
    if _is_general(page, grammar, c):
        return "general"
    if not c.body:
        return "category" if c.strong or c.named else "general"
    first = c.body[0]
    if category_style is not None and c.style != category_style and not c.count and not c.matched:
        return "unit" if _is_over_profile(page, c) and _may_name_a_unit(page, grammar, c.name) else "general"
    listing = any(b.shape != "line" for b in c.body) or _is_enumeration(page, first.body, first.end)
    same_style = c.style == category_style
    # What is set apart needs less to stand under it.
    set_apart = c.style[1] or c.block.marker.startswith(("hash", "bold"))
    named = c.named and (listing or same_style or set_apart or c.parallel or _is_quoted(page, first))
    listed = listing and (same_style or (c.block.marker == "bold" and category_style is None))
    return "category" if c.strong or named or listed else "general"


def _is_over_profile(page: Page, c: _Candidate) -> bool:
    """Whether what stands under a heading is a sentence, or says enough to be about a unit."""
    first = c.body[0] if c.body else None
    if first is None or first.shape != "line":
        return False
    return first.end - first.start > _SHORTEST_PROFILE or _is_prose(page, first)


def _may_name_a_unit(page: Page, grammar: Grammar, name: Mark) -> bool:
    """Whether a heading can be a unit's name: it says what it is, opens with a quotation, or is mostly capitalised."""
    surface = page.surface(name)
    words = [w for w in surface.split() if w.lower() not in grammar.lexicons["empty_word"]]
    capitals = sum(w.lstrip("(")[:1].isupper() or w[0].isdigit() for w in words)
    return names(grammar).has_head(surface) or surface.startswith('"') or 2 * capitals > len(words)


def _is_general(page: Page, grammar: Grammar, c: _Candidate) -> bool:
    """Whether a heading is one of an announcement's own parts, stands over a closing, or over headings that count."""
    words = set(_WORD.findall(page.low[c.name.start : c.name.end]))
    if not c.count and not c.tailed and words & set(grammar.lexicons["general_heading"]):
        return True
    if not c.count and grammar.fragment("general_opening").match(page.low, c.name.start):
        return True
    if c.body and grammar.pattern(_CLOSING, name="closing under a heading").match(page.low, c.body[0].body):
        return True
    introduces = not any(b.shape != "line" for b in c.body) and not _names_follow(c.body)
    return not c.count and c.next_counts and introduces


def _names_follow(body: Sequence[Block]) -> bool:
    """Whether what stands under a heading is long enough to be more than a sentence of introduction."""
    return sum(b.end - b.start for b in body) > _INTRODUCTION


def _is_quoted(page: Page, block: Block) -> bool:
    """Whether a block begins with a quoted name or is one."""
    return page.text[block.body] == '"'


def _title(page: Page, grammar: Grammar) -> int | None:
    """The block that is the title: the first, or what stands under labels such as `PRESS RELEASE`.

    It has no more than two lines of words and is no sentence of a longer text.
    """
    label = grammar.fragment("masthead_label")
    for i, block in enumerate(page.blocks[:_LABELS]):
        body = page.text[block.body : block.body_end]
        if block.shape == "row" or len(_WORD.findall(body)) > _LONGEST_TITLE or (body.endswith(".") and ". " in body):
            return None
        if i + 1 == len(page.blocks) or not label.match(page.low, block.body, block.body_end):
            return i
    return None


def _is_enumeration(page: Page, start: int, end: int) -> bool:
    """Whether a paragraph is a list of names between semicolons."""
    return max(page.text.count(sign, start, end) for sign in ";\u3001") >= _FEWEST_SIGNS
