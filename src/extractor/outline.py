"""The outline: which blocks stand over others, and what a heading says without its trimmings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from extractor.annotations import Block, Mark, Page
from extractor.matching import Grammar, Pattern
from extractor.spans import trim

_COUNT = re.compile(
    r"\s*[(\[]\s*(?:(?:total|a total of)\s+)?(\d{1,4})(?:\s*[a-z]+)?\s*[)\]]\s*:?\s*$"
    r"|\s*[:\u2013\u2014-]\s*(\d{1,4})\s*$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*[(\[]\s*([A-Za-z][A-Za-z -]{1,40}?)\s*[)\]]\s*:?\s*$")
_COUNT_BEFORE = re.compile(r"(\d{1,3})\s+(?=[a-z])")  # `First, 4 excellent courses`
_FEW_BULLETS = 1
# `Table 2. Emerging Centres: key figures`: between label and colon stands what the table is of.
_TABLE = re.compile(r"(?i)(?:table|list|annex|appendix|schedule)\s(?:\d{1,2}|[A-Z])\s?[.:\u2013-]\s*(?=[A-Z])")
_BETWEEN_NAMES = re.compile("[;\u3001]")
_NUMBER = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W_][\w'&/+.-]*")
_MOST_WORDS = 16  # a heading that is longer is a sentence; the longest in the corpus has 12
_MOST_WORDS_QUOTED = 30  # the title of a project, with what it belongs to in brackets
_BLANKS = 80  # characters; no more blanks stand between two sentences of a paragraph
_LONGEST = 400  # characters; no heading of so few words comes near
_SHORT = 60  # characters; a line that short under an item is its neighbour and not its body
_FEWEST_SIGNS = 2  # semicolons; one may part two clauses
_PAIR = 2  # quotation marks of one quotation
_LABELLED = re.compile(r"[^:(]{2,30}:[*\s]*\w")
_GOES_ON = re.compile(r"[:;]\s")
_HEADED = re.compile(r"[^\n:;.]{3,80}?(?P<count>\s*\(\d{1,3}\))?\s*:\s*(?=[A-Z\"])")
# `ABOUT THE CENTRE. It employs …`: two words or more in capitals, set off from the sentence behind them.
_RUN_IN = re.compile(
    r"(?P<name>[A-Z][A-Z'&-]+(?:\s[A-Z'&-]{2,}){1,6})(?:[.:]|\s[\u2013\u2014-])\s+(?=[A-Z\"][\w']*\s?[a-z])"
)
_GROUP = re.compile(r"\(\d+\)\s*:")
_COMPANY_END = re.compile(r"(?i)\b(?:ltd|inc|co|corp)\.$")
_ENDS_OPEN = re.compile(r"[.;,!?](?:[\"')\]]*)$")


def split_inline(text: str, low: str, blocks: Sequence[Block], leads: Sequence[int], grammar: Grammar) -> list[Block]:
    """Cut headings out of running paragraphs: `First, the demonstration courses. "Tax Law" …`.

    A sentence that opens with an ordinal and has no more than a few words and no verb is a heading of what follows.
    `leads` are the places of ordinals.
    """
    pattern = grammar.pattern(
        r"(?:\L<ordinal_lead>)[,:]\s?(?P<name>[^.;:,\n]{4,70})(?P<end>[.:]\s*)(?=[\"\w])", name="ordinal heading"
    )
    out: list[Block] = []
    for block in blocks:
        if block.shape == "row":
            out.append(block)
            continue
        at = block.start
        for lead in leads[bisect_left(leads, block.start) : bisect_left(leads, block.end)]:
            if (
                low[max(block.start, lead - _BLANKS) : lead].rstrip()[-1:] not in ("", ".", ";", "!", "?", ":")
                or (m := pattern.match(low, lead, block.end)) is None
            ):
                continue
            if at < m.start():
                out.append(_piece(text, block, at, m.start()))
            out.append(Block(m.start(), m.end(), m.start("name"), m.end("name"), "line", "inline"))
            at = m.end()
        if at == block.start and block.shape == "line" and (run_in := _RUN_IN.match(text, block.body, block.end)):
            out.append(Block(block.start, run_in.end(), block.body, run_in.end("name"), "line", "run-in"))
            out.append(_piece(text, block, run_in.end(), block.end))
        elif at == block.start and (cut := _headed_enumeration(text, block)):
            out.append(Block(block.start, cut, block.body, cut, "line", "inline"))
            out.append(_piece(text, block, cut, block.end))
        elif at == block.start:
            out.append(block)
        elif at < block.end:
            out.append(_piece(text, block, at, block.end))
    return out


def _headed_enumeration(text: str, block: Block) -> int | None:
    """Where the names begin in `Model streets (3): A; B; C`, None where a line is none such.

    Without a count, it takes three names between semicolons and no digit to tell it from a label with its value.
    """
    m = _HEADED.match(text, block.body, block.end)
    if m is None:
        return None
    names = text[m.end() : block.end]
    if _GROUP.search(names):
        return None  # `University A (3): X, Y; University B (2): Z`: groups of names by who has them
    if m["count"]:
        return m.end() if names.strip() else None
    signs = _BETWEEN_NAMES.findall(names)
    are_names = len(signs) >= _FEWEST_SIGNS and not re.search(r"\d", names)
    return m.end() if are_names and len(_BETWEEN_NAMES.split(names)[0]) <= _SHORT else None


def _piece(text: str, block: Block, start: int, end: int) -> Block:
    s, e = trim(text, start, end)
    return Block(
        s,
        e,
        max(s, block.body) if s == block.start else s,
        e,
        block.shape if s == block.start else "line",
        block.marker if s == block.start else "",
    )


def headlines(text: str, blocks: Sequence[Block]) -> list[int]:
    """The blocks that can stand over what follows: few words, no end of a sentence, no member of a plain list.

    The last block may be one; it stands over nothing, but can be the last of several.
    """
    heading_styles = _heading_styles(text, blocks)
    return [i for i in range(len(blocks)) if _is_headline(text, blocks, i, heading_styles)]


def _heading_styles(text: str, blocks: Sequence[Block]) -> set[str]:
    """The marks of items that are headings: what stands under most of them is no item of the same mark."""
    followed: dict[str, list[bool]] = {}
    for block, after in pairwise(blocks):
        if block.shape == "item":
            followed.setdefault(block.marker, []).append(after.marker != block.marker and not _is_short(text, after))
    # Behind the last bullet of a list the text goes on, so that one or two say nothing.
    return {
        style
        for style, others in followed.items()
        if sum(others) > len(others) / 2 and (sum(others) > _FEW_BULLETS or not style.startswith(("bullet", "dash")))
    }


def _is_short(text: str, block: Block) -> bool:
    """Whether a block is a line that may be a heading itself, and no sentence."""
    plain = block.shape == "line" and block.end - block.start < _SHORT and text[block.end - 1] != "."
    return plain and not _LABELLED.match(text, block.body, block.end)


def _is_headline(text: str, blocks: Sequence[Block], i: int, heading_styles: set[str]) -> bool:
    block = blocks[i]
    if block.shape == "row" or block.body_end - block.body > _LONGEST:
        return False
    if block.marker in {"inline", "run-in"} or block.marker.startswith("hash"):
        return True
    if block.shape == "item" and (block.marker not in heading_styles or _next_in_list(text, blocks, i)):
        return False
    body = text[block.body : block.body_end].rstrip("*_ ")
    return _names_something(body) and not (block.shape == "item" and _GOES_ON.search(body))


def _next_in_list(text: str, blocks: Sequence[Block], i: int) -> bool:
    """Whether nothing stands between an item and the next number of its list, so that it heads nothing."""
    if i + 1 == len(blocks) or blocks[i + 1].marker != blocks[i].marker:
        return False
    here, after = (_NUMBER.search(text, b.start, b.body) for b in (blocks[i], blocks[i + 1]))
    return here is not None and after is not None and int(after.group()) == int(here.group()) + 1


def _names_something(body: str) -> bool:
    """Whether the words of a block are a name and no sentence, enumeration or label with its value."""
    words = _WORDS.findall(body)
    quoted = body.startswith('"') and body.endswith(('"', ")"))
    if not words or len(words) > (_MOST_WORDS_QUOTED if quoted else _MOST_WORDS):
        return False
    ends_sentence = _ENDS_OPEN.search(body) is not None and not _COMPANY_END.search(body)
    enumerates = body.count('"') > _PAIR or body.count(";") >= _FEWEST_SIGNS
    return not ends_sentence and not enumerates and (bool(_TABLE.match(body)) or not _LABELLED.match(body))


def heading_name(page: Page, block: Block, grammar: Grammar) -> tuple[Mark, tuple[int, Mark] | None]:
    """What a heading names, and the count that it gives: `National courses (4)` -> `National courses`, 4."""
    text = page.text
    start, end = trim(text, block.body, block.body_end)
    while text[end - 1 : end] in ("*", "_", ":", " ", "#"):
        end -= 1
    if m := _TABLE.match(text, start, end):
        start, colon = m.end(), text.find(":", m.end(), end)
        end = colon if colon > start else end
    count = None
    if m := _COUNT.search(text, start, end):
        group = 1 if m.group(1) else 2
        count = (int(m.group(group)), Mark(m.start(group), m.end(group)))
        start, end = trim(text, start, m.start())
    elif (m := _IN_BRACKETS.search(text, start, end)) and (value := _number_in_words(page, m.start(1), m.end(1))):
        count = (value, Mark(*m.span(1)))
        start, end = trim(text, start, m.start())
    if count is None and (m := _COUNT_BEFORE.match(text, start, end)):
        count = (int(m.group(1)), Mark(*m.span(1)))
        start = m.end()
    start, end = strip_tail(text, page.low, start, end, grammar)
    return Mark(start, end), count


def _number_in_words(page: Page, start: int, end: int) -> int | None:
    """The number that a stretch says and nothing else."""
    for i in page.numerals_in(start, end):
        n = page.numerals[i]
        if (n.start, n.end, n.form, n.comparator) == (start, end, "cardinal", "=") and isinstance(n.value, int):
            return n.value
    return None


def strip_tail(text: str, low: str, start: int, end: int, grammar: Grammar) -> tuple[int, int]:
    """A category's name without the words that only say that it is a list: `"Model Branch" cultivation unit`."""
    tail = set(grammar.lexicons["heading_tail"])
    cut = end
    for m in reversed(list(_WORDS.finditer(low, start, end))):
        if m.group() not in tail or text[m.end() : cut].strip():
            break
        cut = m.start()
    if cut > start and text[start:cut].strip():
        start, end = trim(text, start, cut)
    if text[start] == '"' and text[end - 1] == '"' and text.count('"', start, end) == _PAIR:
        start, end = start + 1, end - 1
    return start, end


def award_noun(grammar: Grammar) -> Pattern:
    """Matches the nouns that tell the name of a category that is an award: medal, prize, honour roll."""
    return grammar.pattern(r"(?<!\w)\L<award_noun>(?!\w)", name="award_noun")
