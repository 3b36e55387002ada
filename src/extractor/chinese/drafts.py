"""The units and categories of one Chinese page while their names are being collected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.annotations import Mark, Page
from extractor.chinese.categorynames import IS_GRADE
from extractor.chinese.names import Names, alike, bare, names
from extractor.limits import left
from extractor.matching import Grammar

_SAME = 0.6  # see names.alike: an abbreviation that keeps a fair part of the name, in order, is above it
_CLASS = re.compile(r"[a-z]类|第?[一二三四五]类|[特一二三]等奖")
_SAME_CATEGORY = 2  # characters; a longer name that another one ends with is short for it
_HONOURS = ("奖", "者", "人", "星", "称号", "奖章")
"""What the name of an honour for persons ends with, where it does not say for whom it is."""
_PERSON_LENGTHS = (3, 2, 4)  # characters of a person's name, the usual length first
_BY_CATEGORY = frozenset(("course", "programme", "journal"))
"""Kinds that a category says and a name never denies: 土木工程 is a programme, 数学研究 a journal."""


@dataclass(slots=True)
class Draft:
    """A unit while its mentions are being collected, which `places` has too; `forms` are its names as compared."""

    name: Mark
    category: int | None
    mentions: list[Mark] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)
    organisations: list[Mark] = field(default_factory=list)
    profile: Mark | None = None
    places: set[Mark] = field(default_factory=set)


@dataclass(slots=True)
class Category:
    """A category while its names are being collected, some twice; `block` is that of its heading."""

    mentions: list[Mark]
    forms: dict[str, None]
    header: Mark | None = None
    block: int | None = None
    declared: tuple[int, Mark] | None = None


class Drafts:
    """The units and categories found so far; `own` is the name of the institution.

    `said_kind` is the kind of unit that the title says, for categories that are only grades.
    """

    def __init__(self, page: Page, grammar: Grammar, own: str = "") -> None:
        self.page = page
        self._own = own if own.endswith(tuple(grammar.lexicons["body_with_parts"])) else ""
        self.kinds: Names = names(grammar)
        self.said_kind: str | None = None
        self.units: list[Draft] = []
        self.categories: list[Category] = []

    def low(self, mark: Mark) -> str:
        """The words of a mark as they are compared."""
        return self.page.low[mark.start : mark.end]

    def quoted(self, mark: Mark) -> bool:
        """Whether a name stands in quotation marks or is a title."""
        return self.page.low[mark.start - 1 : mark.start] in ('"', "《") or self.low(mark)[0] in '"《'

    def forms(self) -> list[tuple[str, int]]:
        """Every name of every unit, with the unit's index."""
        return [(form, i) for i, d in enumerate(self.units) for form in d.forms]

    # Categories.

    def known_category(self, forms: Sequence[Mark], *, headed: bool = False, exact: bool = False) -> int | None:
        """The index of the category that these forms name; `headed` asks one with a heading to have the same name."""
        texts = [bare(self.low(f)) for f in forms]
        for i, c in enumerate(self.categories):
            same = exact or (headed and c.header is not None)
            if any(t == f or (not same and _is_short_for(t, f)) for t in texts for f in c.forms):
                return i
        return None

    def category(
        self, forms: Sequence[Mark], *, header: Mark | None = None, block: int | None = None, exact: bool = False
    ) -> int | None:
        """The index of the category that these forms name, made if there is none; None where they name none.

        `exact` is for names that stand side by side, of which none is short for another.
        """
        if not forms:
            return None
        found = self.known_category(forms, headed=header is not None, exact=exact)
        if found is None:
            self.categories.append(Category([], {}))
            found = len(self.categories) - 1
        c = self.categories[found]
        c.mentions += forms
        c.forms.update(dict.fromkeys(bare(self.low(f)) for f in forms))
        if c.header is None and header is not None:
            c.header = header
        c.block = block if c.block is None else c.block
        return found

    # Units.

    def find(self, low: str, category: int | None) -> Draft | None:
        """The unit that a name means, in this category if one is given."""
        left()
        if any(bare(low) in c.forms for c in self.categories):
            return None  # 省重点实验室 is none of its laboratories
        best, score = None, _SAME
        for d in self.units:
            if category is not None and d.category is not None and d.category != category:
                continue
            here = max(alike(low, form) for form in d.forms)
            if here > score:
                best, score = d, here
        return best

    def exact(self, low: str, category: int | None) -> Draft | None:
        """The unit of a category that has this very name: in one list two names that are alike are two units."""
        return next((d for d in self.units if d.category == category and bare(low) in map(bare, d.forms)), None)

    def add(self, name: Mark, category: int | None, *, host: Mark | None = None, same_list: bool = False) -> Draft:
        """The unit that a name means, made if it is new; `host` is the body that has it."""
        name, of = self._parted(name, category)
        host = of if host is None else host
        low = self.low(name)
        draft = self.exact(low, category) if same_list else self.find(low, category)
        if draft is None:
            draft = Draft(name, category)
            self.units.append(draft)
        if draft.category is None:
            draft.category = category
        self.mention(draft, name)
        if host is not None and host not in draft.organisations:
            draft.organisations.append(host)
        return draft

    def _parted(self, name: Mark, category: int | None) -> tuple[Mark, Mark | None]:
        """A name without the institution before it (甲医院检验科), or a person's without the office (儿科阮小棠)."""
        low = self.low(name)
        rest = low.removeprefix(self._own) if self._own else low
        if rest != low and self.kinds.is_strong(rest):
            return Mark(name.end - len(rest), name.end), None
        if self.kinds.head_of(low) is None and self._is_of_persons(category):
            for length in _PERSON_LENGTHS:
                office, person = low[:-length], low[-length:]
                if self.kinds.head_of(office) is not None and self.kinds.is_person(person):
                    return Mark(name.end - length, name.end), Mark(name.start, name.end - length)
        return name, None

    def _is_of_persons(self, category: int | None) -> bool:
        """Whether a category is for persons: its name says so, or ends like an honour for them."""
        forms = self.categories[category].forms if category is not None else {}
        asked = next((k for f in forms if (k := self.kinds.kind_under(f))), None)
        peers = (d for d in self.units if d.category == category)
        return asked == "person" or (asked is None and any(self.kinds.is_person(self.low(d.name)) for d in peers))

    def mention(self, draft: Draft, mark: Mark) -> None:
        """Note one more place that names a unit."""
        if mark not in draft.places:
            draft.places.add(mark)
            draft.mentions.append(mark)
        draft.forms.setdefault(self.low(mark))

    def kind(self, draft: Draft) -> str:
        """The kind of a unit: by the last word of its name, or as its category asks."""
        forms = self.categories[draft.category].forms if draft.category is not None else {}
        asked = next((k for f in forms if (k := self.kinds.kind_under(f))), None)
        low = self.low(draft.name)
        own = self.kinds.kind(low)
        if asked is None and any(map(IS_GRADE.fullmatch, forms)):
            asked = self.said_kind
        if self.kinds.is_person(low) and own is None and asked in (None, "person", "project"):
            honours = any(f.endswith(_HONOURS) for f in forms)
            peers = [d for d in self.units if d.category == draft.category]
            if asked == "person" or honours or all(self.kinds.is_person(self.low(d.name)) for d in peers):
                return "person"
        if (own, asked) == ("college", "school"):  # 书院 of a group of middle schools
            return "school"
        by_category = self.quoted(draft.name) or own in (None, "other")
        if asked not in (None, "person") and (by_category or asked in _BY_CATEGORY):
            return str(asked)
        return own or "other"


def _is_short_for(one: str, other: str) -> bool:
    """Whether one name of a category is short for the other: by its end (示范项目), or A类 for A类示范支行."""
    short, long = sorted((one, other), key=len)
    if _CLASS.fullmatch(short) and long.startswith(short):
        return True
    return len(short) > _SAME_CATEGORY and long.endswith(short)
