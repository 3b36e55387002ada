"""Profiles: which unit a passage begins to speak of, and where in a paragraph the next one begins."""

from __future__ import annotations

import re

from extractor.annotations import Mark, Page
from extractor.matching import MASKS, Grammar
from extractor.names import lead, names
from extractor.phrases import Phrases, phrases
from extractor.spans import trim
from extractor.words import Word, words_in

_LONGEST_LEAD = 250  # characters before the colon or full stop that ends a leading name
_HEAD_WITHIN = 120  # characters of a sentence in which the head noun of its leading name stands
_LONGEST_NAME = 30  # words; the longest name of the corpus has 24
_FEWEST_CAPITALS = 2  # words with a capital in a name without a head noun
_BEHIND_VERB = frozenset((
    "to", "on", "in", "at", "that", "into", "from", "with", "between", "about", "over", "around", "nearly", "some",
))  # fmt: skip
_BEFORE_NOUN = frozenset(("of", "and", "the", "for"))
_ADVERBS = frozenset(("now", "always", "also", "has", "have", "already", "still", "then"))
"""What may stand between a name and its verb, with the auxiliaries of a perfect."""
_PREDICATE_WITHIN = 11  # characters behind a quotation that tell whether a verb follows; chosen on the corpus
_VERB_WITHIN = 24  # characters behind a stretch in which the word after its last one ends
_PREDICATE = re.compile(r"\s(?:of|is|was|has|at|\()|\s[a-z]+s\s")
_LEADING = re.compile(
    r"(?i)(?:(?:at|in|under|for|from)\s+)?(?:(?:the|an?)\s+)?(?:(?:university|school|city|county)'s\s+)?"
)
_NEXT_NAME = re.compile(r"[.;]\s*(?=[A-Z\"]|the\s[A-Z])")
_NAME_END = re.compile(r"[,;:(](?!\s?(?:school|college|faculty|department|institute)\s+of\b)")
_BOTH = re.compile(r"\s+and\s+(?:the\s+)?(?=[A-Z\"])")


def leading_names(page: Page, grammar: Grammar, start: int, end: int) -> tuple[Mark, ...]:
    """The name or the two names that a passage begins with, without article; empty where it begins with none."""
    name = _leading_name(page, grammar, start, end)
    if name is None:
        return ()
    kinds = names(grammar)
    text = page.text
    for m in _BOTH.finditer(text, name.start, name.end):
        left, right = text[name.start : m.start()], text[m.end() : name.end]
        if (
            kinds.has_head(left)
            and kinds.has_head(right)
            and kinds.kind(left) == kinds.kind(right)
            and not left.startswith('"')
        ):
            return Mark(name.start, m.start()), Mark(m.end(), name.end)
    return (name,)


def _leading_name(page: Page, grammar: Grammar, start: int, end: int) -> Mark | None:
    text = page.text
    if text[start] == '"':
        close = text.find('"', start + 1, min(end, start + _LONGEST_LEAD))
        return Mark(*trim(text, start + 1, close)) if close > start + 1 and text[close - 1] not in ",.!?" else None
    labelled = _labelled(page, grammar, start, end)
    return labelled or _subject_name(page, grammar, start, end)


def _labelled(page: Page, grammar: Grammar, start: int, end: int) -> Mark | None:
    """`Name: …`, `Name. …`, `Name – …`: what stands before the sign is a name where no verb is in it."""
    end = min(end, start + 2 * _LONGEST_LEAD)
    name, rest = lead(page.text, start, end)
    if rest >= end or name.end - start > _LONGEST_LEAD or len(page.text[name.start : name.end].split()) > _LONGEST_NAME:
        return None
    sign = page.text[name.end : rest].strip()
    if sign == "":
        return None
    verb = _first_verb(page, grammar, name.start, name.end)
    if verb is not None and not (
        sign.startswith((":", "\u2014", "\u2013")) and page.text.count('"', name.start, name.end)
    ):
        return None
    if (
        "," in page.text[name.start : name.end]
        and sign.startswith(".")
        and not re.search(r",\s*[A-Z]", page.text[name.start : name.end])
    ):
        return None
    return _without_article(page.text, name.start, name.end)


def _without_article(text: str, start: int, end: int) -> Mark | None:
    m = _LEADING.match(text, start, end)
    s, e = trim(text, m.end() if m else start, end)
    return Mark(s, e) if s < e and any(c.isupper() or c == '"' for c in text[s:e]) else None


def _first_verb(page: Page, grammar: Grammar, start: int, end: int) -> int | None:
    """Where the first finite verb in lower case stands; a capitalised word is part of a name."""
    grammar_of = phrases(grammar)
    before: Word | None = None
    word: Word | None = None
    for i, following in enumerate(words_in(page.masked, start, min(len(page.masked), end + _VERB_WITHIN))):
        if (
            word is not None
            and before is not None
            and not page.text[word.start].isupper()
            and _is_first_verb(page, grammar_of, before, word, following.text)
        ):
            return word.start
        if following.start >= end or i > _LONGEST_NAME:
            return None
        before, word = word, following
    if (
        word is not None
        and before is not None
        and word.start < end
        and not page.text[word.start].isupper()
        and _is_first_verb(page, grammar_of, before, word, "")
    ):
        return word.start
    return None


def _is_first_verb(page: Page, grammar_of: Phrases, before: Word, word: Word, following: str) -> bool:
    """Whether a word in lower case ends the name before it."""
    if word.text in grammar_of.particles:
        return False
    if grammar_of.is_verb(word.text) or word.text.endswith("ly"):
        return True
    if word.text.endswith("ed") and page.text[before.start].isupper():
        return True
    # An -s before an article, a preposition or a number is a third person, whatever the verb.
    ends_in_s = word.text.endswith("s") and word.text not in grammar_of.singulars
    goes_on = following in grammar_of.determiner or following[:1] in MASKS.values() or following in _BEHIND_VERB
    return ends_in_s and before.text not in _BEFORE_NOUN and goes_on


def _subject_name(page: Page, grammar: Grammar, start: int, end: int) -> Mark | None:
    """The subject of the first sentence, where it is a name: it has a head noun and a capital, or many capitals."""
    text = page.text
    first = next(page.sentences_in(start, end), None)
    if first is None:
        return None
    m = _LEADING.match(text, start, first[1])
    s = m.end() if m else start
    verb = _first_verb(page, grammar, s, first[1])
    stop = _NAME_END.search(page.low, s, first[1])
    e = min(x for x in (verb, stop.start() if stop else None, first[1]) if x is not None)
    if verb is None and stop is None:
        return None
    words = list(words_in(page.masked, s, e))
    while (
        words and (words[-1].text.endswith("ly") or words[-1].text in _ADVERBS) and not text[words[-1].start].isupper()
    ):
        words.pop()
    if not words or len(words) > _LONGEST_NAME:
        return None
    name = Mark(words[0].start, words[-1].end)
    surface = text[name.start : name.end]
    capitals = sum(text[w.start].isupper() for w in words)
    if not capitals or (not names(grammar).has_head(surface) and capitals < max(_FEWEST_CAPITALS, len(words) / 2)):
        return None
    return name


def segments(page: Page, grammar: Grammar, start: int, end: int, kind: str | None) -> list[tuple[int, int]]:
    """Cut a paragraph that describes several units: at a sentence or semicolon behind which the next name stands.

    `kind` is the kind of unit that is listed here. A name counts if it is quoted or if it has the head noun of `kind`
    and a word of its own.
    """
    cuts = [start]
    text = page.text
    for m in _NEXT_NAME.finditer(text, start, end):
        at = m.end()
        if at >= end:
            continue
        if text[at] == '"':
            if _opens_with_quotation(text, at, end):
                cuts.append(at)
        elif kind is not None and (surface := _next_of_kind(page, grammar, at, end, kind=kind)):
            is_new = surface not in (text[c : c + len(surface)] for c in cuts)
            if is_new:
                cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _opens_with_quotation(text: str, at: int, end: int) -> bool:
    """Whether the quotation that begins at `at` is the subject of a sentence and no speech."""
    close = text.find('"', at + 1, end)
    if close < 0 or text[close - 1] in ",.!?":
        return False
    return _PREDICATE.match(text[close + 1 : close + 1 + _PREDICATE_WITHIN].lower()) is not None


def _next_of_kind(page: Page, grammar: Grammar, at: int, end: int, *, kind: str) -> str | None:
    """The name that a sentence begins with, if it has the head noun of `kind`, a word of its own and two capitals."""
    kinds = names(grammar)
    if not any(head in page.low[at : at + _HEAD_WITHIN] for head in kinds.heads_of.get(kind, ())):
        return None
    name = _subject_name(page, grammar, at, end)
    surface = page.text[name.start : name.end] if name else ""
    capitals = sum(w[0].isupper() for w in surface.split())
    telling = kinds.kind(surface) == kind and kinds.telling(surface)
    return surface if telling and capitals >= _FEWEST_CAPITALS else None


def headed_phrase(page: Page, grammar: Grammar, start: int, end: int, kind: str) -> Mark | None:
    """The late subject of a profile: a noun phrase of its first sentence with the head noun of `kind` before a verb."""
    kinds = names(grammar)
    first = next(page.sentences_in(start, end), None)
    if first is None:
        return None
    for m in re.finditer(r"(?:^|,)\s*(?:the|our)\s", page.low[first[0] : first[1]]):
        s = first[0] + m.end()
        verb = _first_verb(page, grammar, s, first[1])
        if verb is None:
            continue
        comma = page.text.find(",", s, verb)
        name = Mark(*trim(page.text, s, comma if comma > 0 else verb))
        surface = page.text[name.start : name.end]
        if kinds.kind(surface) == kind and any(c.isupper() for c in surface):
            return name
    return None
