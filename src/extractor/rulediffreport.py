"""A change of rules as its reviewer wants to see it: what it gains, loses and changes, each with its sentence."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from extractor.differences import Changes, Document
from extractor.languages import language_named
from extractor.records import Achievement, Category, Finding, Numeral, Record, Section, Unit
from extractor.wordeddifferences import Chapter, DifferencesInWords, DocumentInWords, Entry, in_words
from extractor.wording import one_line

_LONGEST = 320
"""Characters of a sentence that are shown: most have fewer, and a paragraph without a full stop has thousands."""
_OF_A_WORD = r"[^\s\u3400-\u9fff]"  # a Chinese text may be cut at any character
_CUT_AT_THE_START, _CUT_AT_THE_END = re.compile(rf"^(?:{_OF_A_WORD}*\s)?"), re.compile(rf"(?:\s{_OF_A_WORD}*)?\Z")


def rule_changes(documents: Sequence[Document], *, old: str, new: str) -> DifferencesInWords:
    """What differs, each record with the sentence that it stands in, and an achievement with its rule.

    `old` and `new` are what the two rule sets are called. `diffreport` has the forms: text, Markdown and HTML.
    """
    said = in_words(documents)
    rows = zip((row for row in documents if row), said.documents, strict=True)
    return DifferencesInWords(
        tuple(_document(document, words) for document, words in rows),
        f"{one_line(old)} → {one_line(new)}: {said.closing}",
    )


def _document(document: Document, words: DocumentInWords) -> DocumentInWords:
    found, new = document.differences, document.new
    if found is None or new is None:
        return words
    quotes = _Sentences(new.source.text or "", new.source.language)
    parts = (changes for changes in found.parts.values() if changes)
    chapters = tuple(
        Chapter(chapter.title, tuple(_entries(changes, chapter.entries, quotes)))
        for changes, chapter in zip(parts, words.chapters, strict=True)
    )
    # That the rules are not the same is no fact about a document here: it is what all of them are about.
    return replace(words, facts=(), chapters=chapters)


def _entries(changes: Changes, entries: Sequence[Entry], quotes: "_Sentences") -> Iterator[Entry]:
    for record, entry in zip(_records(changes), entries, strict=True):
        by = f" · {record.rule}" if isinstance(record, Achievement) and entry.kind != "changed" else ""
        at = _place(record)
        yield replace(entry, words=entry.words + by, quote="" if at is None else quotes.around(at))


def _records(changes: Changes) -> tuple[Record, ...]:
    """The records that changed in the order in which they are said."""
    return *changes.gained, *changes.lost, *(row.new for row in changes.changed)


def _place(record: Record) -> int | None:
    """Where a record stands in the text; what an announcement says of itself stands at several places."""
    match record:
        case Achievement() | Numeral():
            return record.span.start
        case Unit() | Category():
            return record.mentions[0].start if record.mentions else None
        case Finding():
            return record.spans[0].start if record.spans else None
        case Section():
            return record.start
    return None


class _Sentences:
    """The sentences of a text, to be quoted."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._extents = language_named(language).find_sentences(text)

    def around(self, at: int) -> str:
        """The sentence at a place in quotation marks, or what stands around the place in a very long one."""
        i = bisect_right(self._extents, (at, inf)) - 1
        if i < 0 or self._extents[i][1] <= at:
            return ""
        start, end = self._extents[i]
        if end - start <= _LONGEST:
            return f"“{one_line(self._text[start:end])}”"
        left = max(start, min(at - _LONGEST // 2, end - _LONGEST))
        shown = self._text[left : left + _LONGEST]
        if left > start:
            shown = _CUT_AT_THE_START.sub("… ", shown, count=1)
        if left + _LONGEST < end:
            shown = _CUT_AT_THE_END.sub(" …", shown, count=1)
        return f"“{one_line(shown)}”"
