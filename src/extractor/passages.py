"""Passages: what running text says of units, in statements of selection and in the profiles of paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from extractor.annotations import Block, Heading, Mark, Page
from extractor.counted import selected_as
from extractor.countsfirst import find_introductions
from extractor.drafts import SAME_NAME, Draft, Drafts, closing_of_lists, trimmed
from extractor.names import lead
from extractor.outline import award_noun
from extractor.profiles import headed_phrase, leading_names, segments
from extractor.rollcalls import find_roll_calls
from extractor.statements import Statement, find_statements

# The figures below were chosen on the corpus.
_ALSO_WITHIN = 60  # characters of a paragraph in which `also on the list` stands
_SUBJECT_WITHIN = 60  # characters of a sentence in which its subject begins
_NAMED_AT_ONCE = 40  # characters; a name that begins later opens its profile itself, without what stands before it
_ALSO = re.compile(r"\b(?:also|others?|joining)\b")
_GOES_ON = re.compile(r"\"|(?:it|its|he|his|she|her|they|the|in|this)\b")
_ABOUT = re.compile(r"(?:[^,.;]{3,40},\s*)?the\s(?P<noun>[a-z]+)\b")
_FIRST_WORD = re.compile(r"(?:The\s)?(?P<word>[A-Z][\w-]+)(?=[\s,'])")
_HEADS_ITSELF = re.compile(r"\s?:")
_UNTELLING = frozenset((
    "The", "Party", "School", "College", "University", "Institute", "Department", "Centre", "Center", "Committee",
    "Branch", "Faculty", "Academy",
))  # fmt: skip
"""Capitalised words that stand in the names of many units."""
_WORDED_FREELY = frozenset(("course", "programme", "project", "enterprise", "person", "journal", "other"))
"""Kinds of units whose names need not say what they are."""


def read_statements(drafts: Drafts, blocks: Sequence[Block], *, headed: bool) -> None:
    """Who was selected by the statements outside the lists, the weak ones last.

    `headed` says that headings name the categories, so that no statement adds one.
    """
    found = [
        *find_roll_calls(drafts.page, drafts.grammar, blocks),
        *find_statements(drafts.page, drafts.grammar, blocks),
        *find_introductions(drafts.page, drafts.grammar, blocks),
    ]
    for statement in sorted(found, key=lambda s: s.weak):
        if statement.calls_all and not drafts.categories and not drafts.units:
            _add_named(drafts, statement, None)
            continue
        category = _category_of(drafts, statement, headed=headed)
        if category is not None:
            _add_named(drafts, statement, category)
            if statement.lists_last:
                _give_words_between(drafts, statement, category)


def name_sole_category(drafts: Drafts) -> None:
    """Put units under what a sentence says that they were selected as, where no heading and no statement has named it.

    It is a name: `five of its teams have been admitted to the Deep-Level Register`.
    """
    page, small = drafts.page, drafts.grammar.lexicons["empty_word"]
    if drafts.categories or not drafts.units:
        return
    for start, end in page.sentences:
        for counted in selected_as(page, drafts.grammar, start, end):
            surface = drafts.surface(counted.phrase)
            if all(word[0].isupper() or word in small for word in surface.split()):
                category = drafts.add_category(counted.phrase)
                for draft in drafts.units:
                    draft.category = category
                return


def read_further_statement(drafts: Drafts, block: Block, category: int | None) -> bool:
    """`Also on the list are …`: under a category, in a paragraph of its own. Whether a block is such."""
    opening = min(block.end, block.body + _ALSO_WITHIN)
    if category is None or not _ALSO.search(drafts.page.low, block.body, opening):
        return False
    for statement in find_statements(drafts.page, drafts.grammar, (block,)):
        if statement.category is None:
            _add_named(drafts, statement, category)
            _give_words_between(drafts, statement, category)
            return True
    return False


def _category_of(drafts: Drafts, statement: Statement, *, headed: bool) -> int | None:
    """The category that a statement speaks of, added if it may add one; None where it speaks of none."""
    if statement.category is None:
        return None
    surface = drafts.surface(statement.category)
    scores = [drafts.kinds.alike(surface, c.name) for c in drafts.categories]
    best = max(range(len(scores)), key=scores.__getitem__, default=None)
    if best is not None and scores[best] >= SAME_NAME:
        return best
    if statement.weak or headed:
        return None
    award = award_noun(drafts.grammar).search(surface.lower())
    quoted = drafts.page.text[max(0, statement.category.start - 1)] == '"'
    of_many = quoted or award is not None or drafts.kinds.plural_kind(surface) is not None
    return drafts.add_category(statement.category) if len(statement.names) != 1 or of_many else None


def _add_named(drafts: Drafts, statement: Statement, category: int | None) -> None:
    text = drafts.page.text
    profiled = any(d.category == category and d.profile for d in drafts.units)
    for mark in statement.names:
        name, rest = lead(text, mark.start, mark.end)
        whole = name if text[mark.start] == '"' or rest < mark.end else mark
        unquoted = trimmed(text, whole)
        if unquoted.start == unquoted.end:  # quotation marks around nothing
            continue
        if several := drafts.run_together(unquoted):
            for one in several:
                drafts.add(one, category)
            continue
        if category is not None and profiled and _is_container(drafts, whole, category):
            continue
        draft = drafts.add(unquoted, category, listed=("statement", statement.clause.start))
        if rest < mark.end and any(c.isdigit() for c in text[rest : mark.end]):
            draft.profile = draft.profile or Mark(mark.start, mark.end)


def _is_container(drafts: Drafts, name: Mark, category: int) -> bool:
    """A piece that names the body of a unit and no unit: another kind than the units that have profiles here."""
    if drafts.find(name, category) is not None:
        return False
    return drafts.kinds.kind(drafts.surface(name)) != drafts.kind_under(category)


def _give_words_between(drafts: Drafts, statement: Statement, category: int) -> None:
    """In a list that runs on in a sentence, what stands between a name and the next is said of the first."""
    text = drafts.page.text
    starts = [*(n.start for n in statement.names), statement.clause.end]
    for mark, end in zip(statement.names, starts[1:], strict=True):
        draft = drafts.find(trimmed(text, mark), category) or drafts.find(lead(text, mark.start, mark.end)[0], category)
        if draft and len(drafts.page.numerals_in(mark.end, end)):
            draft.profile, draft.weak_profile = Mark(mark.start, end), True


def read_profiles(drafts: Drafts, block: Block, category: int) -> bool:
    """The profiles of a paragraph under a category; False where it is about none of its units."""
    page, grammar = drafts.page, drafts.grammar
    kind = drafts.category_kind[category] or drafts.kind_under(category)
    if kind is None and (first := leading_names(page, grammar, block.body, block.end)):
        kind = drafts.kinds.kind(drafts.surface(first[0]))
    cut = segments(page, grammar, block.body, block.end, kind)
    if len(cut) == 1:
        cut = _cut_at_known(drafts, cut[0], category)
    found = False
    for start, end in cut:
        marks = _subjects(drafts, (start, end), category, kind)
        for mark in marks:
            known = drafts.known(mark) if drafts.is_full(category) else None
            where = known.category if known is not None else category
            among = ("profiles", category)
            draft = drafts.add(trimmed(page.text, mark), where, profile=Mark(start, end), listed=among)
            drafts.note_host(draft, mark, end)
            found = True
        if not marks and found:
            _extend_last(drafts, end)
    return found or _goes_on(drafts, block, category)


def _subjects(drafts: Drafts, extent: tuple[int, int], category: int, kind: str | None) -> tuple[Mark, ...]:
    """The names of the units that a passage is about."""
    marks = leading_names(drafts.page, drafts.grammar, *extent)
    if not marks and kind and (late := headed_phrase(drafts.page, drafts.grammar, *extent, kind)):
        marks = (late,)
    marks = tuple(known for m in marks for known in drafts.known_in(m))
    if drafts.is_full(category):
        return tuple(m for m in marks if drafts.known(m) is not None)
    return tuple(m for m in marks if _is_plausible(drafts, m, category, kind))


def _is_plausible(drafts: Drafts, name: Mark, category: int, kind: str | None) -> bool:
    """A leading name opens a profile if it is of the right kind, or if names of another sort are expected here."""
    if _is_no_unit(drafts, name):
        return drafts.find(name, category) is not None
    found = drafts.kinds.kind(drafts.surface(name))
    if _HEADS_ITSELF.match(drafts.page.text, name.end):
        return True
    if kind is None or found == kind or kind in _WORDED_FREELY or found is not None:
        return True
    return not any(d.category == category for d in drafts.units) or drafts.find(name, category) is not None


def _is_no_unit(drafts: Drafts, name: Mark) -> bool:
    """Whether a sentence opens with no unit: `Professor Moss, Dean, said: "…"`, `The University`, `During the year`."""
    surface = drafts.surface(name).lower()
    if drafts.grammar.fragment("opens_adverbial").match(surface):
        return True
    speaks = drafts.grammar.fragment("speaks").match(drafts.page.low, name.end) is not None
    return speaks or surface in drafts.grammar.lexicons["organisation_head"]


def _extend_last(drafts: Drafts, end: int) -> None:
    last = drafts.units[-1]
    if last.profile:
        last.profile = Mark(last.profile.start, end)


def _goes_on(drafts: Drafts, block: Block, category: int) -> bool:
    """Take a paragraph that names no unit into the profile before it, if it opens like its continuation."""
    last = drafts.units[-1] if drafts.units else None
    if last is None or last.category != category or not last.profile or last.profile.end > block.start:
        return False
    if last.weak_profile and block.shape == "line":  # a paragraph behind a list is not about its last item
        return False
    if _GOES_ON.match(drafts.page.low, block.body) is None or _of_institution(drafts, block, last):
        return False
    _extend_last(drafts, block.end)
    return True


def _of_institution(drafts: Drafts, block: Block, unit: Draft) -> bool:
    """Whether a paragraph speaks of the university or school, which the unit before it is none."""
    m = _ABOUT.match(drafts.page.low, block.body, block.end)
    own = drafts.surface(unit.name).lower().split()
    return m is not None and m["noun"] in drafts.grammar.lexicons["institution_head"] and m["noun"] not in own


def _cut_at_known(drafts: Drafts, whole: tuple[int, int], category: int) -> list[tuple[int, int]]:
    """Cut a paragraph where a sentence begins with another unit that the list has named."""
    page = drafts.page
    cuts = [whole[0]]
    current: Draft | None = None
    forms = [form for d in drafts.units if d.category == category for form in d.forms]
    telling = {w for form in forms for w in form.split() if w[0].isupper()} - _UNTELLING
    for start, end in page.sentences_in(*whole):
        opening = page.text[start : start + _SUBJECT_WITHIN]
        if not any(w in opening for w in telling):
            continue
        named = leading_names(page, drafts.grammar, start, end)
        draft = drafts.find(named[0], category) if len(named) == 1 else None
        if draft is not None and draft is not current:
            if start > whole[0]:
                cuts.append(start)
            current = draft
    return list(zip(cuts, [*cuts[1:], whole[1]], strict=True))


def read_headed_profiles(drafts: Drafts, headings: Mapping[int, Heading]) -> None:
    """What stands under a heading that is the name of a known unit is its profile, wherever the heading stands.

    `headings` are by their block.
    """
    page, blocks = drafts.page, drafts.page.blocks
    places = sorted(headings)
    for place, following in pairwise([*places, len(blocks)]):
        heading = headings[place]
        if heading.role in ("title", "category") or heading.listed:
            continue
        name, _ = lead(page.text, heading.name.start, heading.name.end)
        draft = drafts.find(name, None)
        if draft is None or (draft.profile and not draft.weak_profile):
            continue
        last = _last_under(drafts, place, following)
        if last > place:
            draft.profile, draft.weak_profile = Mark(blocks[place].body, blocks[last].end), False
            drafts.mention(draft, name)


def _last_under(drafts: Drafts, place: int, following: int) -> int:
    """The last block before `following` that the heading at block `place` stands over; the heading if there is none."""
    page, closing = drafts.page, closing_of_lists(drafts.grammar)
    last = place
    for block in page.blocks[place + 1 : following]:
        if block.shape == "row" or closing.match(page.low, block.body):
            break
        last += 1
    return last


def read_profiles_elsewhere(drafts: Drafts, blocks: Sequence[Block]) -> None:
    """Passages outside the lists that begin with the name of a unit that is known by now."""
    closing = closing_of_lists(drafts.grammar)
    first = sorted(((d, d.mentions[0]) for d in drafts.units), key=lambda f: f[1].start)
    for block in blocks:
        if closing.match(drafts.page.low, block.body):
            continue
        openings = sorted(_openings(drafts, block, first), key=lambda o: o[0])
        for k, (start, draft, mark) in enumerate(openings):
            if draft.profile and not draft.weak_profile:
                continue
            end = next((s for s, *_ in openings[k + 1 :] if s > start), block.end)
            draft.profile, draft.weak_profile = Mark(start, end), False
            drafts.mention(draft, mark)


def _openings(drafts: Drafts, block: Block, first: Sequence[tuple[Draft, Mark]]) -> Iterator[tuple[int, Draft, Mark]]:
    """Where in a paragraph a sentence begins to speak of a known unit; `first` has the first mention of each."""
    page = drafts.page
    opened: list[Draft] = []
    starts = [m.start for _, m in first]
    for i, (start, end) in enumerate(page.sentences_in(block.body, block.end)):
        named = leading_names(page, drafts.grammar, start, end if i else block.end) or _first_word(page, start)
        # What runs several names together is about none of them.
        cut = (known for m in named if not drafts.run_together(m) for known in drafts.known_in(m))
        found = [(d, m) for m in cut if (d := drafts.known(m)) is not None]
        stated = list(first[bisect_left(starts, start) : bisect_left(starts, end)])
        # A sentence that only says that several were selected is about none of them.
        found = [] if len(stated) > 1 else found or stated
        for draft, mark in found:
            if draft not in opened:
                opened.append(draft)
                yield (start if i or mark.start - start < _NAMED_AT_ONCE else mark.start), draft, mark


def _first_word(page: Page, start: int) -> tuple[Mark, ...]:
    """A capitalised word that opens a sentence: it may be the surname of a person that was named in full."""
    m = _FIRST_WORD.match(page.text, start)
    return (Mark(*m.span("word")),) if m else ()
