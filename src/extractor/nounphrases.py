"""Noun phrases without a model: the one that begins at a place, and the one that ends there.

English marks the end of a counted noun phrase well: a count above one asks for a plural noun, and what follows the
first plural is a verb, a preposition or a second plural. All functions take lower-case text under the numeral mask.
"""

from __future__ import annotations

from extractor.annotations import Mark
from extractor.words import COORDINATORS, NUMBERS, Word, WordClasses, is_count, is_number, words_in

_LONGEST = 9  # words; longer stretches without an end are no noun phrase but a missed boundary
_LONGEST_OF = 8  # words; behind a complement that long, no further one belongs to it
_REACH = 160  # characters; more than the longest phrase has
_LEVEL_REACH = 7  # words behind `at` within which its `level` stands: `at the provincial and ministerial level`
_BLANKS = ' \n\t"'
_POINTING = frozenset(("these", "those", "this", "that"))


class NounPhrases(WordClasses):
    """The noun phrases of one language."""

    def after(self, text: str, start: int, limit: int, *, singular: bool = False, of: bool = True) -> Mark | None:
        """The noun phrase that begins at `start`, None where none does.

        `singular` reads on to the phrase's end, where otherwise the first plural noun is the head. `of` takes in a
        complement: `sets of instruments`.
        """
        words = _run(text, start, min(limit, start + _REACH))
        if not words or text[start : words[0].start].strip(_BLANKS) not in ("", "'"):
            return None
        behind = self._head(words, 0, singular=singular)
        if behind == 0:
            return None
        last = behind - 1
        if not singular:
            last = self._coordinated(words, last)
        if of:
            last = self._complement(words, last)
        return _with_quotes(text, words[0].start, words[last].end)

    def before(self, text: str, end: int, limit: int) -> Mark | None:
        """The noun phrase that ends at `end`."""
        words = list(words_in(text, max(limit, end - _REACH), end))
        if not words:
            return None
        tail = text[words[-1].end : end].rstrip()
        if tail.strip(_BLANKS):
            return None
        if tail.endswith('"'):
            stop = words[-1].end + len(tail)
            opening = text.rfind('"', limit, stop - 1)
            if opening > 0:  # a quoted name with the words that go before it
                front = self.before(text, opening, limit)
                return Mark(front.start if front else opening, stop)
        first = self._first(words)
        return Mark(words[first].start, words[-1].end) if first < len(words) else None

    def _head(self, words: list[Word], start: int, *, singular: bool) -> int:
        """The index behind the head noun of the phrase that begins at word `start`; `start` where there is none."""
        i, head = start, False
        while i < len(words) and i - start < _LONGEST and not self._stops(words, i, first=i == start, head=head):
            text = words[i].text
            head = head or (not singular and text[0] not in NUMBERS and self.is_plural(text))
            i += 1
        while i > start and words[i - 1].text in COORDINATORS:
            i -= 1
        if i > start and words[i - 1].text[0] in NUMBERS and not (i == start + 1 and words[start].text.endswith("s")):
            return start
        return i

    def _stops(self, words: list[Word], i: int, *, first: bool, head: bool) -> bool:
        """Whether the phrase ends before word `i`; `first` says that it would begin with it, `head` that it has one."""
        word = words[i]
        text = word.text
        if not (first or word.joined):
            return True
        if text[0] in NUMBERS:
            return head or is_count(text)
        if text in self.end or text in self.determiner or text == "of":
            return not (first and text == "other")
        if first and text.endswith("s") and not text.endswith("ss") and text not in self.irregular:
            return False  # behind a number an -s is a plural, whatever the verb
        if text in COORDINATORS:
            return head or first or i + 1 >= len(words) or self._ends(words[i + 1])
        return self._is_behind(words, i, first=first, head=head)

    def _is_behind(self, words: list[Word], i: int, *, first: bool, head: bool) -> bool:
        """Whether word `i` is what follows a noun phrase: the verb, a second noun behind a plural, `per`, `last`."""
        text = words[i].text
        if head and not self.is_plural(text):
            return True
        if self.is_verb(text) and (head or not self.is_modifier(text) or not self._goes_on(words, i)):
            return True
        if text == "per":
            return not (i + 1 < len(words) and words[i + 1].text == "capita")
        if first:
            return False
        return text in ("last", "next") or (
            text.endswith("ing") and text not in self.noun_ing and not self._goes_on(words, i)
        )

    def _ends(self, word: Word) -> bool:
        """Whether a word can belong to no noun phrase that is under way."""
        return (
            not word.joined
            or word.text in self.end
            or word.text in self.determiner
            or is_number(word.text)
            or self.is_verb(word.text)
        )

    def _goes_on(self, words: list[Word], i: int) -> bool:
        """Whether a noun can follow word `i` in the same phrase."""
        if i + 1 >= len(words) or not words[i + 1].joined or words[i + 1].text == "of":
            return False
        if words[i + 1].text in COORDINATORS:
            return i + 2 < len(words) and not self._ends(words[i + 2])
        return not self._ends(words[i + 1])

    def _coordinated(self, words: list[Word], last: int) -> int:
        """Extend `teachers` to `teachers and students`: a second plural that no number counts."""
        i = last + 1
        if i + 1 < len(words) and words[i].joined and words[i].text in COORDINATORS and words[i + 1].joined:
            end = self._head(words, i + 1, singular=False)
            if end > i + 1 and self.is_plural(words[end - 1].text) and not self.is_verb(words[i + 1].text):
                return end - 1
        return last

    def _complement(self, words: list[Word], last: int) -> int:
        """Extend over `of the …` and `at the … level`."""
        i = last + 1
        if i + 1 >= len(words) or not words[i].joined:
            return last
        if words[i].text == "of":
            return self._of(words, last)
        if words[i].text == "at" and words[i + 1].text in ("the", "a", "an"):
            for j in range(i + 1, min(i + 1 + _LEVEL_REACH, len(words))):
                if words[j].text in ("level", "levels"):
                    return j
        return last

    def _of(self, words: list[Word], last: int) -> int:
        """Extend over the `of` that follows word `last`, and over the complement of what it brings."""
        j = last + 2
        if words[j].text in self.determiner and words[last].text not in self.granted:
            return last  # `47 shopkeepers of the street`: where they are; but `2 prizes of the ministry`
        while j < len(words) and words[j].text in self.determiner and words[j].text not in _POINTING:
            j += 1
        if j >= len(words) or not words[j].joined or words[j].text in self.end:
            return last
        end = self._head(words, j, singular=True)
        if end == j:
            return last
        return self._complement(words, end - 1) if end - j < _LONGEST_OF else end - 1

    def _first(self, words: list[Word]) -> int:
        """The index of the first word of the phrase that ends with `words`; their number where there is none."""
        i = len(words)
        while i > 0 and len(words) - i < _LONGEST and not self._is_before(words, i - 1):
            i -= 1
        while i < len(words) and (words[i].text in ("of", "and", "or") or self._is_after_auxiliary(words, i)):
            i += 1
        return i

    def _is_before(self, words: list[Word], i: int) -> bool:
        """Whether the phrase of the words behind word `i` begins behind it."""
        text = words[i].text
        is_last = i + 1 == len(words)
        if not is_last and not words[i + 1].joined:
            return True
        if is_count(text) or text in self.end:
            return True
        if text in self.determiner:
            return is_last or i == 0 or words[i - 1].text != "of"
        return self.is_verb(text) and (is_last or not self.is_modifier(text) or not self._opens(words, i))

    def _opens(self, words: list[Word], i: int) -> bool:
        """Whether nothing but an article, preposition, number or adverb stands before word `i`.

        A participle there is an adjective.
        """
        if i == 0 or not words[i].joined:
            return True
        before = words[i - 1].text
        return (
            before in self.determiner
            or before in self.end
            or before in ("of", "and")
            or before.endswith("ly")
            or before[0] in NUMBERS
        )

    def _is_after_auxiliary(self, words: list[Word], i: int) -> bool:
        """`has published papers`: the participle belongs to the verb before it."""
        return i > 0 and words[i].text in self.participle and words[i - 1].text in self.finite and words[i].joined


def _with_quotes(text: str, start: int, end: int) -> Mark:
    """Take in the quotation mark that a phrase was cut off from: `"double creation" units`."""
    if text.count('"', start, end) % 2:
        if text[start - 1 : start] == '"':
            start -= 1
        elif text[end : end + 1] == '"':
            end += 1
    return Mark(start, end)


def _run(text: str, start: int, end: int) -> list[Word]:
    """The words from `start` on that nothing but blanks part, and the one behind them."""
    words: list[Word] = []
    for word in words_in(text, start, end):
        words.append(word)
        if not word.joined and len(words) > 1:
            break
    return words
