"""Names: where one ends, what it is the name of, and whether two of them mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from extractor.annotations import Mark
from extractor.matching import Grammar
from extractor.spans import trim

_WORDS = re.compile(r"[a-z0-9][a-z0-9'&.+-]*[a-z0-9]|[a-z0-9]")
_INITIAL = re.compile(r"(?<![A-Za-z])[A-Z]$")  # `P.S. 9 Riverside Academy`, `J. Moss`
_STRONG_END = re.compile(
    r"\s+(?:\u2013|\u2014|--?)\s+|\s*\u2014+\s*|\s*[:\t|;]\s*|\s\("
    r"|,\s+(?:for|with|who|whose|which|where|led|headed|run|based|founded)\s(?=[a-z])"
    r"|(?<!\b(?:Dr|Mr|Ms|St|Jr|Sr))(?<!\b(?:Mrs|Smt|Rev|Hon|Eng))(?<!\bProf)(?:\.\s+(?=[A-Z0-9\"])|\.(?=[A-Z][a-z]))|\.$"
)
_TOKEN = re.compile(r"[^\s\"(),;:/]+")
_BEFORE_COMPLEMENT = re.compile(r"\b(?:of|for|at|in|on)\b|,")
_COMPANY_FORM = re.compile(r"(?i)\b(?:co\.?,?\s?ltd|ltd|inc|corp|plc|gmbh|llc|s\.a|lda)\b")
_STEM = 7  # letters from which an -ing is an ending and no part of the stem (`king`, `spring`, `mining`)
_SIGNS = re.compile(r"[\"()\[\],;\u3001]")
_COMPANY = re.compile(r"(?i)\b(?:co|ltd|inc|corp|st|dr|mr|mrs|ms|prof|no)\.?,?$")
_COMPANY_ENDS = re.compile(r"(?i)\b(?:ltd|inc|corp|co)$")
_COMPANY_GOES_ON = re.compile(r"(?i)[\s,.]*(?:co|ltd|inc|corp|gmbh|llc|plc)\b")
_SIGNS_BEHIND = re.compile(r"[\s:;,.|\u2013\u2014-]*")
_LONGEST_SUBTITLE = 60  # characters, unless the line has a bracket behind it
_LONGEST_TITLED = 120
_SHORTEST_FOLDED = 4  # letters of a word whose plural is folded: `gas`, `bus` and `its` are none


class Names:
    """What names are made of in one language."""

    def __init__(self, grammar: Grammar) -> None:
        self.empty = set(grammar.lexicons["empty_word"])
        self.college = set(grammar.lexicons["college_word"])
        self.kinds = grammar.lexicons["kind_head"]
        self.plural_kinds = grammar.lexicons["kind_plural"]
        heads = (*self.kinds, *self.plural_kinds)
        self._kind_words = {self.fold(w) for term in (*heads, *grammar.lexicons["award_noun"]) for w in term.split()}
        self._first = {term.split()[0].rstrip(".'") for term in (*self.kinds, *self.plural_kinds)}
        self._longest = max(len(term.split()) for term in heads)
        self.heads_of = {
            kind: tuple(t for t, k in self.kinds.items() if k == kind) for kind in set(self.kinds.values())
        }

    def words(self, name: str) -> frozenset[str]:
        """The words of a name that tell it from others: lower case, plural folded, empty words left out."""
        return _words(self, name)

    def fold(self, word: str) -> str:
        """One form for `systems` and `system`, for School and College."""
        word = word.strip(".'").removesuffix("'s")
        if len(word) >= _SHORTEST_FOLDED:
            if word.endswith("ies"):
                word = word[:-3] + "y"
            elif word.endswith(("ches", "shes", "sses", "xes")):
                word = word[:-2]
            elif word.endswith("s") and not word.endswith("ss"):
                word = word[:-1]
        if len(word) > _STEM and word.endswith("ing"):
            word = word[:-3]  # Benchmark and Benchmarking Department
        return "school" if word in self.college or word == "facultie" else word

    def kind(self, name: str) -> str | None:
        """The kind of unit that a name speaks of, by its head noun: the last one before the first `of`."""
        return _kind(self, name)

    def kind_of(self, name: str) -> str | None:
        """`kind`, worked out anew."""
        if _COMPANY_FORM.search(name):
            return "enterprise"
        low = name.lower()
        stop = _BEFORE_COMPLEMENT.search(low)
        limit = stop.start() if stop else len(low)
        found = [kind for start, kind in self._heads(low, self.kinds) if start < limit]
        return found[-1] if found else None

    def has_head(self, name: str) -> bool:
        """Whether a name contains the head noun of some kind of unit."""
        return _has_head(self, name)

    def finds_head(self, name: str) -> bool:
        """`has_head`, worked out anew."""
        return next(self._heads(name.lower(), self.kinds), None) is not None

    def plural_kind(self, name: str) -> str | None:
        """The kind of unit that a category's name asks for: `first-class courses`."""
        found = [kind for _, kind in self._heads(name.lower(), self.plural_kinds)]
        return found[-1] if found else None

    def _heads(self, low: str, heads: Mapping[str, str]) -> Iterator[tuple[int, str]]:
        """The entries of a lexicon of head nouns in a name, the longest at each place, with where they begin."""
        tokens = [(m.start(), m.group().rstrip(".'")) for m in _TOKEN.finditer(low)]
        i = 0
        while i < len(tokens):
            if tokens[i][1] not in self._first:
                i += 1
                continue
            for length in range(min(self._longest, len(tokens) - i), 0, -1):
                term = tokens[i][1] if length == 1 else " ".join(t for _, t in tokens[i : i + length])
                if term in heads:
                    yield tokens[i][0], heads[term]
                    i += length - 1
                    break
            i += 1

    def alike(self, one: str, other: str) -> float:
        """How far two names share their telling words, 0 to 1; 0 where each has a word that the other should have."""
        a, b = self.words(one), self.words(other)
        if not a or not b:
            return 0.0
        shared = a & b
        smaller = min(len(a), len(b))
        if len(shared) < smaller and len(shared) < 0.6 * len(a | b):
            return 0.0
        return len(shared) / smaller * 0.5 + len(shared) / len(a | b) * 0.5

    def distinguishes(self, phrase: str, name: str) -> bool:
        """Whether `phrase` shares with `name` a word that is more than the kind of thing: `online` of online course."""
        telling = self.telling(name)
        return not telling or bool(telling & self.words(phrase))

    def telling(self, name: str) -> frozenset[str]:
        """The words of a name that are more than the kind of thing."""
        return self.words(name) - self._kind_words

    @staticmethod
    def bare(name: str) -> str:
        """A name without its article."""
        return re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)


@lru_cache(maxsize=4096)
def _words(names: Names, name: str) -> frozenset[str]:
    return frozenset(names.fold(w) for w in _WORDS.findall(name.lower()) if w not in names.empty)


# A document asks the same few names again and again; the bound keeps an archive from filling the memory.
@lru_cache(maxsize=4096)
def _kind(names: Names, name: str) -> str | None:
    return names.kind_of(name)


@lru_cache(maxsize=4096)
def _has_head(names: Names, name: str) -> bool:
    return names.finds_head(name)


@lru_cache(maxsize=8)
def names(grammar: Grammar) -> Names:
    """The name grammar of the language of `grammar`."""
    return Names(grammar)


def lead(text: str, start: int, end: int) -> tuple[Mark, int]:
    """The name that leads a list line, and where what is said of it begins (`end` where nothing is).

    A quoted name ends with its quotation mark, another at a dash, colon, bracket or full stop.
    """
    if text.startswith("**", start) and (close := text.find("**", start + 2, end)) > 0:
        return Mark(*trim(text, start + 2, close)), _skip(text, close + 2, end)
    if text[start] == '"' and (close := text.find('"', start + 1, end)) > 0:
        name = Mark(*trim(text, start + 1, close))
        return name, _skip(text, close + 1, end)
    at = start
    while (m := _STRONG_END.search(text, at, end)) is not None:
        if m.group().lstrip().startswith(".") and _COMPANY.search(text, start, m.start() + 1) and m.end() < end:
            following = text[m.end()]
            if (following.isupper() or following.isdigit()) and _COMPANY_ENDS.search(text[start : m.start()]):
                return Mark(start, m.start() + 1), m.end()
            at = m.end()
        elif m.group().lstrip().startswith(".") and _INITIAL.search(text, start, m.start()):
            at = m.end()
        elif (behind := _bracket_in_company(text, m, end)) is not None:
            at = behind
        elif m.start() == start or _is_before_subtitle(text, m, end):
            at = m.end()
        else:
            return Mark(*trim(text, start, m.start())), _skip(text, m.start(), end)
    s, e = trim(text, start, end)
    return Mark(s, e), end


def _bracket_in_company(text: str, sign: re.Match[str], end: int) -> int | None:
    """Where the bracket closes that `sign` opens inside a company's name: `Hengrun (Wuxi) Co., Ltd.`; else None."""
    close = text.find(")", sign.end(), end) if sign.group().endswith("(") else -1
    return close + 1 if close > 0 and _COMPANY_GOES_ON.match(text, close + 1) else None


def _is_before_subtitle(text: str, sign: re.Match[str], end: int) -> bool:
    """Whether a colon stands inside a title: what follows is short, capitalised and says nothing in a sentence."""
    if not sign.group().startswith(":") or not "A" <= text[sign.end() : sign.end() + 1] <= "Z":
        return False
    behind = text[sign.end() : end]
    if re.search(r"\d|[.;]", behind):
        return False
    return len(behind) < (_LONGEST_TITLED if re.search(r"\s\(", behind) else _LONGEST_SUBTITLE)


def _skip(text: str, at: int, end: int) -> int:
    """Where a word follows, behind signs and blanks."""
    m = _SIGNS_BEHIND.match(text, at, end)
    return m.end() if m else at


def split_list(text: str, start: int, end: int, signs: str) -> Iterator[Mark]:
    """The pieces of an enumeration between any of `signs`, quotations and brackets kept whole, blanks trimmed."""
    depth, quoted, at = 0, False, start
    for m in _SIGNS.finditer(text, start, end):
        c = m.group()
        if c == '"':
            quoted = not quoted
        elif c in "([":
            depth += 1
        elif c in ")]":
            depth = max(0, depth - 1)
        elif c in signs and not quoted and depth == 0:
            s, e = trim(text, at, m.start())
            if s < e:
                yield Mark(s, e)
            at = m.end()
    s, e = trim(text, at, end)
    if s < e:
        yield Mark(s, e)
