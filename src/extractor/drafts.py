"""Drafts: the units of one page while their mentions are being collected, and the categories that they stand under."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from extractor.annotations import CategoryMention, Mark, Page
from extractor.limits import left
from extractor.matching import Grammar, Pattern
from extractor.names import Names, names
from extractor.spans import trim

SAME_NAME = 0.7  # see Names.alike; below it two names share a head noun and little else
_SHORT_NAME = 3  # words; a longer part of a name is compared as a name
_TITLE_AND_GIVEN = 2  # words before the surname of a person: `Dr Lorna Whitecalf`
_FULL_NAME = 2  # telling words; one word alone does not mean a unit whose name has more than these
_TITLED = re.compile(r"(?:Dr|Prof|Professor|Mr|Ms|Mrs|Miss|Sir|Dame|Coach)\.?\s+([A-Z][\w'-]+)(?:'s)?$")
_WHERE = re.compile(r"\s(?:of|at|from)\s")
_BETWEEN = re.compile(r"^(?:[\s,;\u3001]|and\s|the\s)*")
_AND_THEN = re.compile(r"\s+and\s+(?:the\s+)?")
_ARTICLES = re.compile(r"(?i)(?:and\s+|the\s+)+")
_ABBREVIATION = re.compile(
    r"\"?\s?\((?:the\s|hereinafter\s)?\"?([A-Z][A-Z\d&-]{1,9}|[A-Z][A-Za-z\d]*[A-Z][a-z\d]*)\"?\)"
)
_COMPANY_END = re.compile(r"(?i)\b(?:ltd|inc|co)\.$")
_SIGNS = re.compile(r"[,;:()\"]")
_HOST = re.compile(r"\s*\(([^()]*)\)")
_BODY = re.compile(
    r"\s(?:of|at) the "
    r"((?:School|College|Faculty|Department|Institute)\b(?:(?:\s(?:of|and|for|the|&))*\s[A-Z][\w'-]*)*)"
)
_CLOSING = (
    r"[(\s]*(?:\L<outlook_opening>(?:\s?[,:.]|\s(?:the|we|step)\b)"
    r"|(?:\L<contact_word>|annex|appendix|notes?|requirements|each|companies|applications|nominations|anyone|in all"
    r"|in total|totals?|altogether|congratulations)\b"
    r"|it is (?:understood|reported|learned|learnt)\b|the \w+ as a whole\b)"
)


@dataclass(slots=True)
class Draft:
    """A unit while its mentions are being collected.

    `index` is its place among the units, `name` its first mention, and `forms` are the wordings of all, in order, each
    with its words between blanks. A weak profile, a line of a list, gives way to a passage about the unit. `surnames`
    are the words behind the given name of a person, `lists` the lists that name the unit.
    """

    index: int
    name: Mark
    category: int | None
    mentions: list[Mark] = field(default_factory=list)
    organisations: list[Mark] = field(default_factory=list)
    profile: Mark | None = None
    weak_profile: bool = False
    forms: dict[str, str] = field(default_factory=dict)
    surnames: frozenset[str] = frozenset()
    lists: set[tuple[str, int]] = field(default_factory=set)


class Drafts:
    """The units found so far on a page, and its categories; `category_kind` has the kind of unit each asks for."""

    def __init__(self, page: Page, grammar: Grammar, categories: Sequence[CategoryMention]) -> None:
        self.page, self.grammar = page, grammar
        self.kinds: Names = names(grammar)
        self.units: list[Draft] = []
        # By word, the indexes of the units that have it in one of their names: as telling words, and as written.
        self._by_word: dict[str, list[int]] = {}
        self._by_written: dict[str, list[int]] = {}
        self._by_abbreviation: dict[str, int] = {}
        self.categories = list(categories)
        self.category_kind = [self.kinds.plural_kind(c.name) or self.kinds.kind(c.name) for c in categories]

    def surface(self, mark: Mark) -> str:
        """The words of a mark on one line."""
        return self.page.surface(mark)

    def add(
        self,
        name: Mark,
        category: int | None,
        *,
        profile: Mark | None = None,
        weak: bool = False,
        listed: tuple[str, int] | None = None,
    ) -> Draft:
        """The unit that `name` means in this category, made if it is new; a `profile` fills or replaces a weaker.

        `listed` is the list that names it, as what kind of list it is and which: in one list, or among the profiles of
        one category, two names are two units if each has a word that the other has not, however alike they are.
        """
        draft = self.find(name, category)
        if draft is not None and listed in draft.lists and self._is_another(draft, self.surface(name)):
            draft = None
        if draft is None:
            draft = Draft(len(self.units), name, category, surnames=self._surnames(self.surface(name)))
            self.units.append(draft)
        self.mention(draft, name)
        if listed is not None:
            draft.lists.add(listed)
        if profile is not None and (draft.profile is None or (draft.weak_profile and not weak)):
            draft.profile, draft.weak_profile = profile, weak
        return draft

    def _is_another(self, draft: Draft, surface: str) -> bool:
        """Whether a name and all wordings of a unit differ in words on either side."""
        words = self.kinds.words(surface)
        return all(words - self.kinds.words(form) and self.kinds.words(form) - words for form in draft.forms)

    def _surnames(self, surface: str) -> frozenset[str]:
        if self.kinds.kind(surface) != "person":
            return frozenset()
        return frozenset(w.rstrip(",") for w in _WHERE.split(surface)[0].split()[_TITLE_AND_GIVEN:])

    def mention(self, draft: Draft, name: Mark) -> None:
        """Note one more place that names a unit."""
        if not draft.mentions or name != draft.mentions[-1]:
            draft.mentions.append(name)
        if m := _ABBREVIATION.match(self.page.text, name.end):
            self._by_abbreviation.setdefault(m.group(1), draft.index)
        surface = self.surface(name)
        if surface not in draft.forms:
            bare = _bare(surface)
            draft.forms[surface] = f" {bare} "
            for words, by_word in ((self.kinds.words(surface), self._by_word), (set(bare.split()), self._by_written)):
                for word in words:
                    by_word.setdefault(word, []).append(draft.index)

    def find(self, name: Mark, category: int | None) -> Draft | None:
        """The unit of this category (of any, if None) that a name means: the most alike, if one is alike enough."""
        left()
        surface = self.surface(name)
        if (index := self._by_abbreviation.get(surface)) is not None:
            return self.units[index]
        if surname := _surname(surface):
            same = [d for d in self.units if surname in self.surface(d.name).split()]
            return same[0] if len(same) == 1 else None
        if " " not in surface:  # a surname by itself
            same = [d for d in self.units if surface in d.surnames]
            if len(same) == 1:
                return same[0]
        return self._by_short_name(surface) or self._most_alike(surface, category)

    def _by_short_name(self, surface: str) -> Draft | None:
        """The unit whose name has these words in a row and alone among all units: `Hengrun`, `Saint Bakhita`."""
        words = surface.split()
        if (
            surface.isupper()
            or len(words) > _SHORT_NAME
            or not all(w[0].isupper() for w in words)
            or not self.kinds.telling(surface)
            or not self.kinds.telling(words[0])
        ):
            return None
        padded = f" {surface} "
        indexes = sorted(set(self._by_written.get(words[0], ())))
        found = [d for d in map(self.units.__getitem__, indexes) if any(padded in bare for bare in d.forms.values())]
        return found[0] if len(found) == 1 and len(self.surface(found[0].name).split()) > len(words) else None

    def _most_alike(self, surface: str, category: int | None) -> Draft | None:
        best, best_score = None, SAME_NAME
        words = self.kinds.words(surface)
        shared = Counter(chain.from_iterable(self._by_word.get(word, ()) for word in words))
        # Names that are alike by more than this share more than two fifths of their words, and so of either one's.
        enough = (2 * SAME_NAME - 1) * len(words)
        for d in (self.units[index] for index in sorted(shared) if shared[index] > enough):
            if category is not None and d.category is not None and d.category != category:
                continue
            score = max(self.kinds.alike(surface, form) for form in d.forms)
            if score > best_score:
                best, best_score = d, score
        return best

    def known(self, mark: Mark) -> Draft | None:
        """The unit that a leading name means; a place behind a comma may go with it."""
        surface = self.surface(mark)
        found = self.find(mark, None)
        if found is None and "," in surface:
            comma = self.page.text.index(",", mark.start)
            found = self.find(Mark(mark.start, comma), None)
        if surface in self._by_abbreviation:
            return found
        if found is None or (" " not in surface and surface not in _words_of(found)):
            return None  # `Clusters shall submit` means no `Barpali Cluster`
        means_one = (
            _surname(surface) is not None or surface in found.surnames or self._by_short_name(surface) is not None
        )
        one_word_of_many = (
            len(self.kinds.words(surface)) == 1 and len(self.kinds.words(self.surface(found.name))) > _FULL_NAME
        )
        return None if one_word_of_many and not means_one else found

    def note_host(self, draft: Draft, name: Mark, end: int) -> None:
        """Note who has the unit, where it stands behind its name: in brackets, or as `of the School of …`."""
        text = self.page.text
        at = name.end + (text[name.end : name.end + 1] == '"')
        if (m := _HOST.match(text, at, end)) and self.kinds.has_head(m.group(1)):
            draft.organisations.append(Mark(m.start(1), m.end(1)))
        if m := _BODY.match(text, at, end):
            draft.organisations.append(Mark(m.start(1), m.end(1)))

    def apart(self, name: Mark) -> tuple[Mark, Mark | None]:
        """A name and the body behind its last comma: `Ada Moss, Nursing, Elm Polytechnic`.

        Only a person or a title has its body there; `School of Law, Elm University` is a name by its own head noun.
        """
        text = self.page.text
        first, last = text.find(",", name.start, name.end), text.rfind(",", name.start, name.end)
        if first <= name.start or text[name.start] == '"':  # no comma, or nothing before it
            return name, None
        body = Mark(*trim(text, last + 1, name.end))
        is_body = any(w in self.grammar.lexicons["organisation_head"] for w in self.surface(body).lower().split())
        own = text[name.start : first]
        if not is_body or (self.kinds.has_head(own) and self.kinds.kind(own) != "person"):
            return name, None
        return Mark(name.start, first), body

    def is_full(self, category: int) -> bool:
        """Whether a category has as many units as the text counts: a paragraph then names no further one."""
        declared = self.categories[category].declared
        return declared is not None and sum(d.category == category for d in self.units) >= declared[0]

    def known_in(self, mark: Mark) -> tuple[Mark, ...]:
        """The name of a known unit with which a mark begins, or the names of two with `and` between; else the mark."""
        first = self._cut_to_known(mark)
        joint = _AND_THEN.match(self.page.text, first.end, mark.end)
        if joint is None:
            return self._halves(mark) or (first,)
        second = self._cut_to_known(Mark(joint.end(), mark.end))
        return (first, second) if second.end < mark.end or self.find(second, None) else (first,)

    def run_together(self, mark: Mark) -> tuple[Mark, ...]:
        """The names in a stretch that lost the signs between them: `Radar Team Chess Team`; empty where it is one name.

        All are names of known units, so that nothing is cut that is one name of many words.
        """
        text, at = self.page.text, mark.start
        out: list[Mark] = []
        lost = False  # whether two names have no sign between them
        while at < mark.end:
            one = self._cut_to_known(Mark(at, mark.end), fused=True)
            if one.end == mark.end and self._exact(one) is None:
                break
            lost = lost or (len(out) > 0 and not text[out[-1].end : at].strip())
            out.append(one)
            at = mark.end - len(_BETWEEN.sub("", text[one.end : mark.end], count=1))
        rest = text[at : mark.end]
        return tuple(out) if lost and not rest[:1].isupper() else ()

    def _exact(self, mark: Mark) -> Draft | None:
        surface = self.surface(mark)
        return next((d for d in self.units if surface in d.forms), None)

    def _halves(self, mark: Mark) -> tuple[Mark, ...]:
        """`Ridgeview and Oakdale`, where either is a short name of a unit; else nothing."""
        joint = _AND_THEN.search(self.page.text, mark.start, mark.end)
        if joint is None:
            return ()
        both = (Mark(mark.start, joint.start()), Mark(joint.end(), mark.end))
        return both if all(self._by_short_name(self.surface(half)) for half in both) else ()

    def _cut_to_known(self, mark: Mark, *, fused: bool = False) -> Mark:
        """The longest name of a known unit with which a mark begins, else the mark; `fused` if no sign need follow."""
        text = self.page.text
        known = [
            len(form)
            for d in self.units
            for form in d.forms
            if text.startswith(form, mark.start)
            and (
                not (after := text[mark.start + len(form) : mark.start + len(form) + 1]).isalnum()
                or (fused and after.isupper())
            )
        ]
        return Mark(mark.start, min(mark.end, mark.start + max(known, default=mark.end)))

    def kind_under(self, category: int) -> str | None:
        """The kind of most of the units that a category has so far; of kinds with as many, the first."""
        kinds = [k for d in self.units if d.category == category and (k := self.kinds.kind(self.surface(d.name)))]
        return max(kinds, key=kinds.count) if kinds else None

    def add_category(self, name: Mark) -> int:
        """A category that no heading has, by its name in the text; its index."""
        surface = self.surface(name)
        self.categories.append(CategoryMention(surface, None, (name,)))
        self.category_kind.append(self.kinds.plural_kind(surface))
        return len(self.categories) - 1

    def prune_categories(self) -> dict[int, int]:
        """Drop what no unit stands under, a heading that was none of a category, and what has no name.

        The new indexes by the old.
        """
        used = {d.category for d in self.units}
        kept = [i for i, c in enumerate(self.categories) if c.name and (i in used or c.declared is not None)]
        renumbered = {old: new for new, old in enumerate(kept)}
        self.categories = [self.categories[i] for i in kept]
        self.category_kind = [self.category_kind[i] for i in kept]
        for d in self.units:
            d.category = None if d.category is None else renumbered.get(d.category)
        return renumbered


def _words_of(draft: Draft) -> set[str]:
    return {word.strip(".,;:()\"'").removesuffix("'s") for form in draft.forms for word in form.split()}


def closing_of_lists(grammar: Grammar) -> Pattern:
    """Matches where a block begins that is about no unit of a list: contacts, plans, notes, totals."""
    return grammar.pattern(_CLOSING, name="closing of a list")


def trimmed(text: str, name: Mark) -> Mark:
    """A name without article or `and` before it and signs behind it; the full stop of `Ltd.` is its own."""
    start, end = name.start, name.end
    if m := _ARTICLES.match(text[start:end]):
        start += m.end()
    while end > start and text[end - 1] in '.,;:"*_ ' and not _COMPANY_END.search(text[start:end]):
        if text[end - 1] == '"' and text.count('"', start, end) % 2 == 0:
            break  # `Course on "Law"`: the quotation opens within the name
        end -= 1
    return Mark(start, end)


def _surname(surface: str) -> str | None:
    """`Dr. Lim` -> `Lim`: a title and one name mean the person who was named in full."""
    m = _TITLED.match(surface)
    return m.group(1) if m else None


def _bare(form: str) -> str:
    """The words of a name without signs, and without the place behind it: `Lilac Palace in Riga`."""
    return _SIGNS.sub(" ", form).replace("  ", " ").split(" in ")[0]
