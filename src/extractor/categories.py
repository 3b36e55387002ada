"""Categories: the headings under which units were selected, and what the summary calls and counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extractor.annotations import Block, CategoryMention, Heading, Mark, Page
from extractor.groups import declared_groups
from extractor.matching import MASKS, Grammar
from extractor.names import Names, names
from extractor.outline import award_noun, heading_name, headlines
from extractor.phrases import phrases

_SAME = (
    0.74  # half of the mean of both overlaps: one name's words all lie in the other's, which has at most twice as many
)
_MOST = 1900  # units of a category; from there on a number is rather a year
_INTRODUCTION = 300  # characters of a sentence that introduces the headings behind it
_LONGEST_TITLE = 45  # words; the longest in the corpus has 21
_WORD = re.compile(r"[^\W\d_][\w'-]*")


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun phrase in a sentence about the selection, with the number that counts it."""

    phrase: Mark
    numeral: int | None


def find_categories(
    page: Page, grammar: Grammar, counted: list[Counted]
) -> tuple[list[Heading], list[CategoryMention]]:
    """The headings of a page in order, and the categories, in the order in which they are first mentioned as headings."""
    kinds = names(grammar)
    headings = _roles(page, grammar, kinds, counted)
    categories: list[CategoryMention] = []
    out: list[Heading] = []
    for h in headings:
        if h.role == "category":
            index = _same_category(page, h.name, categories, kinds)
            if index is None:
                index = len(categories)
                categories.append(CategoryMention(kinds.bare(_surface(page, h.name)), h.name, (h.name,), h.count))
            out.append(replace(h, category=index))
        else:
            out.append(h)
    return out, categories


def _surface(page: Page, mark: Mark) -> str:
    return " ".join(page.text[mark.start : mark.end].split())


def _same_category(page: Page, name: Mark, categories: list[CategoryMention], kinds: Names) -> int | None:
    words = kinds.words(_surface(page, name))
    return next((i for i, c in enumerate(categories) if kinds.words(c.name) == words), None)


def counted_phrases(page: Page, grammar: Grammar) -> Iterator[Counted]:
    """Noun phrases that may name a category: counted, quoted, or behind `as` and `into`, in sentences about selection."""
    target = grammar.pattern(
        r"(?:selected|chosen|shortlisted|named|designated|recogni[sz]ed|approved|listed|included|elected|rated|admitted) (?:as|into|in|for|to|among) (?:the )?(?:list of )?(?:[\w ]{0,40}units of )?(?:the |an? )?(?=[\w\"])",
        name="selection target",
    )
    shared = grammar.pattern(
        rf"{MASKS['cardinal']}+ (?:of (?:them|these|those|which|whom) )?(?:(?:are|were) (?=[a-z])|"
        r"(?:(?:receives?|received|wins?|won|takes?|took|got|gets?|were given|were awarded|earned|claimed|are|were) )?"
        rf"(?:a|an|the|as|as an?|in the|on the|for the|into the) (?=[\w{MASKS['ordinal']}]))",
        name="shared predicate",
    )
    target_of_counted = grammar.pattern(
        rf"{MASKS['cardinal']}+ [^,;:.\ue000-\ue009]{{3,120}}? as (?:the |an? )?(?=[a-z])", name="counted target"
    )
    grammar_of = phrases(grammar)
    for block in page.blocks:
        if block.shape == "row" or block.end - block.start < 40:
            continue
        if page.hit("selection_verb", block.body, block.end) is None:
            continue
        for start, end in page.sentences_in(block.body, block.end):
            said = page.hit("selection_verb", start, end) is not None
            for i in page.numerals_in(start, end):
                n = page.numerals[i]
                if n.form == "cardinal" and n.comparator == "=" and isinstance(n.value, int) and n.value < _MOST:
                    phrase = grammar_of.after(page.masked, n.outer_end, end, singular=n.value == 1) if said else None
                    if phrase:
                        yield Counted(phrase, i)
                    m = shared.match(page.masked, n.outer_start, end)
                    if m is None and said:
                        m = target_of_counted.match(page.masked, n.outer_start, end)
                    if m and (phrase := grammar_of.after(page.masked, m.end(), end, singular=True)):
                        yield Counted(phrase, i)
            for q in page.quotes_in(start, end) if said else ():
                if q.label == "double":
                    yield Counted(q, None)
            for hit in page.hits_in("selection_verb", start, end):
                m = target.match(page.masked, hit, end)
                if m and (phrase := grammar_of.after(page.masked, m.end(), end, singular=True)):
                    yield Counted(phrase, None)


def _roles(page: Page, grammar: Grammar, kinds: Names, counted: list[Counted]) -> list[Heading]:
    blocks = page.blocks
    general = set(grammar.lexicons["general_heading"])
    award = award_noun(grammar)
    closing = grammar.pattern(r"each\b|\L<outlook_opening>(?:,|\sthe\b)|\L<contact_word>:", name="closing of a list")
    heads = headlines(page.text, blocks)
    first_prose = next(
        (i for i, b in enumerate(blocks) if len(_WORD.findall(page.text[b.start : b.end])) > 25), len(blocks)
    )
    out = [Heading(0, Mark(blocks[0].body, blocks[0].body_end), None, "title")] if blocks and _is_title(page) else []
    style_of_category: tuple[object, ...] | None = None
    grouped = declared_groups(page, *_declared_heads(page, grammar, kinds, counted, heads))
    for position, i in enumerate(heads):
        block = blocks[i]
        name, count = heading_name(page.text, page.low, block, grammar)
        following = heads[position + 1] if position + 1 < len(heads) else len(blocks)
        if i == 0:
            continue
        surface = _surface(page, name)
        matched = any(kinds.alike(surface, _surface(page, c.phrase)) >= _SAME for c in counted)
        tailed = blocks[i].end - name.end > 2 + (6 if count else 0) and page.text[blocks[i].body_end - 1] == ":"
        strong = count is not None or matched or tailed or block.marker == "inline"
        listed = i + 1 < len(blocks) and blocks[i + 1].shape != "line"
        if i < first_prose and not (strong and i + 1 < first_prose) and not listed:
            out.append(Heading(i, name, None, "general"))
            continue
        body = blocks[i + 1 : following]
        is_general = (
            not count
            and bool(set(_WORD.findall(page.low[name.start : name.end])) & general)
            and not (matched and count)
        )
        listing = any(b.shape != "line" for b in body) or any(_is_enumeration(page, b.body, b.end) for b in body[:1])
        style = (block.marker, page.text[name.start : name.end].isupper(), page.text[block.body_end - 1] == ":")
        named = bool(kinds.plural_kind(surface) or award.search(page.low, name.start, name.end))
        if (is_general and not tailed) or (body and closing.match(page.low, body[0].body)):
            role = "general"
        elif (
            body
            and not count
            and following < len(blocks)
            and not any(b.shape != "line" for b in body)
            and heading_name(page.text, page.low, blocks[following], grammar)[1]
            and not _names_follow(page, body)
        ):
            role = "general"  # a heading over headings that count
        elif not body:
            upcoming = (
                heading_name(page.text, page.low, blocks[following], grammar) if following < len(blocks) else None
            )
            if upcoming and upcoming[1] and not count:
                role = "general"
            else:
                role = "category" if strong or named else "general"
        elif style_of_category is not None and style != style_of_category and not count and not matched:
            role = "unit" if body[0].shape == "line" and body[0].end - body[0].start > 60 else "general"
        elif (
            strong
            or (
                named
                and (
                    listing
                    or style == style_of_category
                    or _titled(page, body[0])
                    or style[1]
                    or block.marker in ("hash", "bold")
                )
            )
            or (listing and style == style_of_category)
        ) or (listing and block.marker == "bold" and style_of_category is None):
            role = "category"
        else:
            role = "general"
        role = grouped.get(i, role)
        if role == "category":
            style_of_category = style
        out.append(Heading(i, name, count, role))
    return out


def _declared_heads(
    page: Page, grammar: Grammar, kinds: Names, counted: list[Counted], heads: list[int]
) -> tuple[list[Heading], dict[int, int]]:
    """The headings as candidates, and by block the count of those that the text counts, in the heading or elsewhere."""
    candidates = [Heading(i, *heading_name(page.text, page.low, page.blocks[i], grammar), "general") for i in heads]
    declared: dict[int, int] = {}
    for h in candidates:
        surface = _surface(page, h.name)
        scored = [
            (kinds.alike(surface, _surface(page, c.phrase)), int(page.numerals[c.numeral].value or 0))
            for c in counted
            if c.numeral is not None
        ]
        score, count = max(scored, key=lambda s: s[0], default=(0.0, 0))
        if h.count or score >= _SAME:
            declared[h.block] = h.count[0] if h.count else count
    return candidates, declared


def _names_follow(page: Page, body: list[Block]) -> bool:
    """Whether what stands under a heading is long enough to be more than a sentence of introduction."""
    return sum(b.end - b.start for b in body) > _INTRODUCTION


def _titled(page: Page, block: Block) -> bool:
    """Whether a block begins with a quoted name or is one."""
    return page.text[block.body] == '"'


def _is_title(page: Page) -> bool:
    """Whether the first block is a title: no more than two lines of words, and no sentence of a longer text."""
    block = page.blocks[0]
    body = page.text[block.body : block.body_end]
    return (
        block.shape != "row"
        and len(_WORD.findall(body)) <= _LONGEST_TITLE
        and not (body.endswith(".") and body.count(". "))
    )


def _is_enumeration(page: Page, start: int, end: int) -> bool:
    """Whether a paragraph is a list of names between semicolons."""
    return page.text.count(";", start, end) >= 2 or page.text.count("\u3001", start, end) >= 2


def with_mentions(
    page: Page,
    grammar: Grammar,
    categories: list[CategoryMention],
    counted: list[Counted],
    found: Mapping[int | None, int],
) -> list[CategoryMention]:
    """The categories with what the summary calls them, and how many units it counts for each.

    `found` says how many units each has: a phrase that has only the kind in common with a category (`four villages`,
    `Food Heritage Villages`) speaks of it if it counts as many.
    """
    kinds = names(grammar)
    return [
        _counted_by_kind(page, _with_mentions(page, c, categories, counted, kinds), found[i], counted, kinds)
        for i, c in enumerate(categories)
    ]


def _counted_by_kind(
    page: Page, category: CategoryMention, found: int, counted: list[Counted], kinds: Names
) -> CategoryMention:
    if category.declared is not None:
        return category
    for c in counted:
        if (
            c.numeral is not None
            and page.numerals[c.numeral].value == found
            and kinds.words(_surface(page, c.phrase)) <= kinds.words(category.name)
        ):
            n = page.numerals[c.numeral]
            mentions = tuple(sorted({*category.mentions, Mark(c.phrase.start, c.phrase.end)}, key=lambda m: m.start))
            return replace(category, mentions=mentions, declared=(found, Mark(n.start, n.end)))
    return category


def _with_mentions(
    page: Page, category: CategoryMention, categories: list[CategoryMention], counted: list[Counted], kinds: Names
) -> CategoryMention:
    """Add what the summary calls this category, where it is closer to it than to any other, and how many it counts."""
    mentions = list(category.mentions)
    declared = category.declared
    for c in counted:
        surface = _surface(page, c.phrase)
        score = kinds.alike(surface, category.name) if kinds.distinguishes(surface, category.name) else 0.0
        if score < _SAME or any(kinds.alike(surface, other.name) > score for other in categories):
            continue
        if not any(m.start < c.phrase.end and c.phrase.start < m.end for m in mentions):
            mentions.append(Mark(c.phrase.start, c.phrase.end))
            if declared is None and c.numeral is not None:
                n = page.numerals[c.numeral]
                declared = (int(n.value or 0), Mark(n.start, n.end))
    return replace(category, mentions=tuple(sorted(mentions, key=lambda m: m.start)), declared=declared)
