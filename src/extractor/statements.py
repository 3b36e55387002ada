"""Statements of selection: `A, B and C were selected as X`, `the X Award went to A`, `also on the list are D and E`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.annotations import Block, Mark, Page
from extractor.matching import ANY_MASK, MASKS, Grammar, Pattern
from extractor.names import Names, names, split_list
from extractor.outline import strip_tail
from extractor.phrases import phrases
from extractor.profiles import leading_names
from extractor.spans import trim
from extractor.words import words_in

_AND = re.compile(r"\s*,?\s*\b(?:and|as well as|along with|together with)\s+(?=the\s|\"|[A-Z]|an?\s)")
_LEAD = re.compile(
    r"(?i)^(?:among them|of these|in addition|recently|in all|also|meanwhile|this year)\s*[,:]\s*|^(?:and|while)\s+"
)
_LONGEST_NAME = 30  # words, as in profiles
_SMALL = frozenset(("of", "and", "the", "for", "in", "at", "on", "a", "an", "to", "de", "do", "da"))
_CAPITALS = 0.4  # of the words of a name; machine translation leaves some of them small (`second Party branch of doctoral students`)
_DATELINE = re.compile(r"[A-Z][A-Z .'-]{2,30}(?:,\s[\w .,]{2,30})?\s*(?:\([^)]*\)\s*)?(?:--|\u2013|\u2014)\s*")
_FEWEST = 2  # names in a list behind `are`; one is a description
_COPULA = re.compile(r"\b(?:are|include|comprise)\b")
_NEXT_CLAUSE = re.compile(r",?\s+and\s+(?:the\s)?[a-z][^,;]{2,60}(?:,\sof\swhich\s[^,]*,)?\s(?:are|were)\s")
_PERSON = re.compile(r"(?:Dr|Prof|Professor|Mr|Ms|Mrs|Sir|Dame|Associate Professor)\b\.?\s")
_ARTICLE = re.compile(r"(?i)^(?:the|an?|both)\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """Who was selected for what, in one clause; `category` is None where the clause leaves it to its heading.

    `lists_last` says that the clause ends with the names, so that what stands between them is said of them. A weak one (`received a medal`) is said of many things; it counts only for a category that is known otherwise.
    """

    category: Mark | None
    names: tuple[Mark, ...]
    clause: Mark
    weak: bool = False
    lists_last: bool = False


def find_statements(page: Page, grammar: Grammar, blocks: tuple[Block, ...]) -> Iterator[Statement]:
    """The statements of selection in `blocks`, clause by clause."""
    patterns = [(form, grammar.pattern(source, name=f"statement: {form}")) for form, source in _FORMS]
    for block in blocks:
        if block.shape == "row":
            continue
        for start, end in page.sentences_in(block.body, block.end):
            if page.hit("selection_verb", start, end) is None and not _COPULA.search(page.low, start, end):
                continue
            if m := _DATELINE.match(page.text, start, end):
                start = m.end()
            for piece in _clauses(page, grammar, start, end):
                yield from _statements(page, grammar, piece, patterns)


def find_introductions(page: Page, grammar: Grammar, blocks: tuple[Block, ...]) -> Iterator[Statement]:
    """`Three programmes were awarded the Beacon label. The Bachelor of … has …`: counted first, named sentence by sentence."""
    pattern = grammar.pattern(
        rf"(?:[a-z]+\s)?{MASKS['cardinal']}+\s(?P<kind>[^,;.]{{3,60}}?)\s{_BE}{_SELECTED}{_AS}(?P<target>[\w\"(].*)",
        name="introduction",
    )
    kinds = names(grammar)
    for block in blocks:
        spans = list(page.sentences_in(block.body, block.end))
        for i, (start, end) in enumerate(spans[:-1]):
            m = pattern.match(page.masked, start, end) if page.hit("selection_verb", start, end) is not None else None
            kind = kinds.plural_kind(m["kind"]) if m else None
            category = _target(page, grammar, m.start("target"), end, lower=False) if m and kind else None
            if m is None or category is None:
                continue
            count = page.numerals[page.numerals_in(start, end)[0]].value
            named = [
                name
                for s, e in spans[i + 1 :]
                for name in leading_names(page, grammar, s, e)
                if kinds.kind(page.text[name.start : name.end]) == kind
            ]
            also = [
                n
                for s, e in spans[i + 1 :]
                if (found := _statement(page, grammar, Mark(s, e), _also(grammar)))
                for n in found.names
            ]
            named = sorted({*named, *also}, key=lambda n: n.start)
            if named and len(named) == count:
                yield Statement(category, tuple(named), Mark(start, end))


def _clauses(page: Page, grammar: Grammar, start: int, end: int) -> Iterator[Mark]:
    """The clauses between semicolons; what has no verb of its own is an item of the clause before it."""
    grammar_of = phrases(grammar)
    pending: Mark | None = None
    for piece in split_list(page.text, start, end, ";"):
        bare = _before_relative(page.text, piece)
        verb = any(grammar_of.is_verb(w.text) for w in words_in(page.masked, bare.start, bare.end))
        if pending is not None and verb:
            yield pending
            pending = piece
        else:
            pending = piece if pending is None else Mark(pending.start, piece.end)
    if pending is not None:
        yield pending


_BE = r"(?:(?:was|were|is|are|has been|have been|had been)\s(?:\w+ly\s|also\s|all\s|each\s|both\s)?)"
_SELECTED = r"(?:selected|chosen|shortlisted|named|designated|recogni[sz]ed|approved|listed|included|elected|rated|admitted|accredited|awarded|presented|honou?red|crowned|inducted|appointed|certified|confirmed)"
_AS = r"(?:\s(?:as|into|in|for|with|to|among|on))?(?:\s(?:the\s)?(?:joint\s)?(?:winners?|recipients?|holders?)\sof)?(?:\s(?:the|an?))?(?:\slist\sof(?:\s(?:the|[\w ]{3,40}units\sof))?)?(?:\sthe)?\s?"
_FORMS = (
    ("inverted", rf"\b(?:also\s)?{_SELECTED}\s(?:with|as|for|in)\s(?:the\s|an?\s)?(?P<category>[^,;]{{4,80}}?)\s(?:were|was|are|is)\s(?P<list>.+)"),
    ("went to", r"(?:the\s|an?\s)?(?P<category>[^;]{4,110}?)\s(?:(?:went|go|goes)\sto|(?:was|were)\s(?:won|shared|taken|claimed|earned)\s(?:by|between|among)|(?:was|were|is|are)\s(?:awarded|presented|given)\sto)\s(?P<list>.+)"),
    ("on the list", r"\b(?:also|joining them|others?)\s(?:on|in|among|included|selected|recogni[sz]ed|named|honou?red|listed|chosen|elected|approved)\b[^,]{0,30}?\s?(?:are|is|were|was)\s(?P<list>.+)"),
    ("copula", rf"(?:and\s|the\s|our\s)*(?:{ANY_MASK}+\s)?(?P<category>[^,;:.]{{3,60}}?)(?:,\sof\swhich\s[^,]*,|\s(?:that|which|who)\s(?:has|have|had|was|were)\s[a-z ]{{3,40}})?\s(?:are|is|were|include|comprise)(?:,\s[^,]{{3,40}},|:)?\s(?P<list>.+)"),
    ("active", rf"[^,;]{{3,90}}?\s(?:has\s|have\s|had\s|also\s|today\s|tonight\s)*{_SELECTED}\s(?:also\s)?(?P<list>(?:the\s|dr\b|prof|professor|mr|ms|mrs|\").+?)\s(?:as|to|into|with|for)\s(?:the\s|its\s|an?\s)?(?P<target>[\w\"].*)"),
    ("received", r"(?P<list>[^,;]+?)\s(?:(?:also|each|both)\s)?(?:received|won|took|earned|claimed|(?:was|were)\sgiven)\s(?:the\s|an?\s)(?P<target>[\w\"].*)"),
    ("passive", rf"(?P<list>.+?),?\s{_BE}{_SELECTED}{_AS}(?P<target>[\w\"(].*)"),
)  # fmt: skip


def _statements(page: Page, grammar: Grammar, piece: Mark, patterns: list[tuple[str, Pattern]]) -> Iterator[Statement]:
    """All statements of a clause: behind a category the next may follow with no more than a comma."""
    start, end = piece.start, piece.end
    while start < end:
        if m := _LEAD.match(page.text[start:end]):
            start += m.end()
        found = _statement(page, grammar, Mark(start, end), patterns)
        if found is None:
            return
        if any(c.isupper() or c == '"' for c in page.text[found.clause.start : found.clause.end]) and found.names:
            yield found
        comma = (
            page.text.find(",", max(n.end for n in found.names), end)
            if found.category is None
            else page.text.find(",", max(found.category.end, start + 1), end)
        )
        if found.category is not None and found.category.start < found.names[0].start:
            following = _NEXT_CLAUSE.search(page.text, found.names[-1].end, end)
            if following is None:
                return
            start = following.start() + re.match(r",?\s+and\s+", following.group()).end()  # type: ignore[union-attr]
            continue
        if found.category is None or comma < 0:
            return
        start = comma + 1


def _statement(page: Page, grammar: Grammar, piece: Mark, patterns: list[tuple[str, Pattern]]) -> Statement | None:
    counted: set[object] = set()
    for form, pattern in patterns:
        search = pattern.search if form in ("inverted", "on the list") else pattern.match
        m = search(page.low, piece.start, piece.end)
        if m is None:
            continue
        if form in ("passive", "received", "active"):
            category = _target(page, grammar, m.start("target"), piece.end, lower=form == "active")
        elif form == "on the list":
            category = None
        elif form == "copula":
            category = Mark(*m.span("category"))
            counted = {page.numerals[i].value for i in page.numerals_in(piece.start, m.start("list"))}
            if not _lists(page, grammar, category) and not counted:
                continue
        else:
            category = _category(page, grammar, *m.span("category"))
            if (
                category is not None
                and page.text[category.start] != '"'
                and not _award(grammar).search(page.low, category.start, category.end)
            ):
                category = None
        if category is None and form != "on the list":
            continue
        start, end = m.span("list")
        following = _NEXT_CLAUSE.search(page.text, start, end)
        listed = tuple(enumerate_names(page, grammar, start, following.start() if following else end))
        if form == "copula" and not _lists(page, grammar, category) and len(listed) not in counted:  # type: ignore[arg-type]
            continue
        if form == "copula" and (
            len(listed) < _FEWEST or not all(page.text[n.start].isupper() or page.text[n.start] == '"' for n in listed)
        ):
            continue
        if listed and all(_is_name(page.text[n.start : n.end]) for n in listed):
            return Statement(
                category,
                listed,
                piece,
                weak=form == "received",
                lists_last=form not in ("passive", "received", "active"),
            )
    return None


def _lists(page: Page, grammar: Grammar, category: Mark) -> bool:
    """Whether `the Journals of the Year are …` speaks of a category: a plural kind of unit, or an award, behind an article."""
    surface = page.text[category.start : category.end]
    before = page.low[max(0, category.start - 5) : category.start]
    return re.search(r"\b(?:the|our)\s$", before) is not None and (
        names(grammar).plural_kind(surface) is not None
        or _award(grammar).search(page.low, category.start, category.end) is not None
    )


def _is_name(surface: str) -> bool:
    """Whether a piece can be a unit's name: it opens with a capital or quotation mark and is no date, pronoun or clause."""
    if surface.startswith('"'):
        return True
    bare = re.sub(r"\([^)]*\)", "", surface)
    if len(bare.split()) > _LONGEST_NAME:
        return False
    if re.search(
        r"(?i)\d{2}|^(?:in|it|he|she|they|members?|one|two|three|this|that)\b|\band$|\b(?:than|this|last|next)\b", bare
    ):
        return False
    words = [w for w in bare.split() if w.lower() not in _SMALL]
    return bool(words) and sum(w[0].isupper() for w in words) >= _CAPITALS * len(words)


def _target(page: Page, grammar: Grammar, start: int, end: int, *, lower: bool) -> Mark | None:
    """The category behind `were selected into`: a quotation with the nouns behind it, or a noun phrase with capitals."""
    phrase = phrases(grammar).after(page.masked, start, end, singular=True)
    if phrase is None:
        return None
    quoted = page.text[phrase.start] == '"'
    close = page.text.find('"', phrase.start + 1, end) if quoted else -1
    if quoted and close > phrase.end:
        phrase = Mark(phrase.start, close + 1)
    found = _category(page, grammar, phrase.start, phrase.end)
    if found is None and lower and _award(grammar).search(page.low, phrase.start, phrase.end):
        return phrase
    return found


def _also(grammar: Grammar) -> list[tuple[str, Pattern]]:
    return [
        (form, grammar.pattern(source, name=f"statement: {form}")) for form, source in _FORMS if form == "on the list"
    ]


def _award(grammar: Grammar) -> Pattern:
    return grammar.pattern(r"(?<!\w)\L<award_noun>(?!\w)", name="award_noun")


def _category(page: Page, grammar: Grammar, start: int, end: int) -> Mark | None:
    quoted = page.text[start] == '"'
    start, end = strip_tail(page.text, page.low, start, end, grammar)
    if m := re.match(rf"(?:(?:the|an?|{ANY_MASK}+)\s)+", page.masked[start:end]):
        start += m.end()
    if m := re.match(r"(?:[A-Z][\w-]*\s){1,2}?[A-Z][\w-]*'s\s(?=[A-Z])|[A-Z][\w-]*'s\s(?=[A-Z])", page.text[start:end]):
        start += m.end()
    if "," in page.text[start:end]:
        end = start + page.text[start:end].index(",")
    words = page.text[start:end].split()
    capital = sum(w[0].isupper() or w[0] == '"' for w in words)
    return Mark(start, end) if words and (quoted or capital >= len(words) / 2) else None


def enumerate_names(page: Page, grammar: Grammar, start: int, end: int) -> Iterator[Mark]:
    """The names of an enumeration, each without its article; pieces that only say where a unit belongs go with it."""
    kinds = names(grammar)
    text = page.text
    start, end = trim(text, start, end)
    while end > start and text[end - 1] in ".;:":
        if re.search(r"(?i)\b(?:ltd|inc|co)\.$", text[start:end]):
            break
        end -= 1
    pieces = [_before_relative(text, p) for p in split_list(text, start, end, ";")]
    commas = len(pieces) == 1
    if commas:
        pieces = _rejoined(text, list(split_list(text, pieces[0].start, pieces[0].end, ",\u3001")))
    out: list[Mark] = []
    placed = False
    for i, piece in enumerate(pieces):
        parts = _split_and(text, piece, kinds, last=i == len(pieces) - 1 and len(pieces) > 1)
        for part in parts:
            s, e = trim(text, part.start, part.end)
            if m := re.match(r"(?i)(?:and|as well as)\s+", text[s:e]):
                s += m.end()
            if out and re.match(r"(?:an?|the)\s[a-z]", text[s:e]) and len(pieces) == 2:
                break  # an apposition: `Lorna Whitecalf, a lecturer`
            if commas and out and not placed and _only_place(text[s:e], kinds, text[out[-1].start : out[-1].end]):
                out[-1], placed = Mark(out[-1].start, e), True  # a second place in a row is rather the next unit's
                continue
            placed = False
            if m := _ARTICLE.match(text[s:e]):
                s += m.end()
            if s < e:
                out.append(Mark(s, e))
    yield from (m for m in out if any(c.isupper() or c == '"' for c in text[m.start : m.end]))


def _before_relative(text: str, piece: Mark) -> Mark:
    """A piece without the clause that says more of it: `Dr Lindqvist, who wrote 61 reports`."""
    m = re.search(r",\s(?:whose|which|who|both|all)\s", text[piece.start : piece.end])
    return Mark(piece.start, piece.start + m.start()) if m else piece


def _rejoined(text: str, pieces: list[Mark]) -> list[Mark]:
    """`Co., Ltd.` is one name with what stands in brackets behind it; its comma parts are none."""
    out: list[Mark] = []
    for p in pieces:
        if out and re.match(r"(?i)(?:ltd|inc|llc|corp)\b", text[p.start : p.end]):
            head = re.match(r"(?i)(?:ltd|inc|llc|corp)\b\.?(?:\s*\([^)]*\))?(?:\s+and\b)?", text[p.start : p.end])
            out[-1] = Mark(out[-1].start, p.start + len(re.sub(r"\s+and$", "", head.group())))
            rest = trim(text, p.start + head.end(), p.end)
            if rest[0] < rest[1]:
                out.append(Mark(*rest))
        else:
            out.append(p)
    return out


def _split_and(text: str, piece: Mark, kinds: Names, *, last: bool) -> list[Mark]:
    """Part `A and B` where both are names: each has the head noun of a unit, a quotation or a title of its own."""
    out, at = [], piece.start
    for m in _AND.finditer(text, piece.start, piece.end):
        left, right = text[at : m.start()], text[m.end() : piece.end]
        if text.count('"', at, m.start()) % 2:
            continue
        titled = (right.startswith('"') and '"' in left) or _PERSON.match(right) is not None
        headed = (
            kinds.has_head(left)
            and kinds.has_head(right)
            and (right.lower().startswith("the ") or not re.search(r"\bof [^,]*$", left))
        )
        company = re.search(r"(?i)\b(?:ltd|inc)\.?\)?$", left.strip()) is not None
        headless = last and not kinds.has_head(left) and not kinds.has_head(right) and right[:1].isupper()
        if (
            titled
            or headed
            or company
            or headless
            or (last and (right.lower().startswith("the ") or text[piece.start : m.start()].strip() == ""))
        ):
            out.append(Mark(at, m.start()))
            at = m.end()
    out.append(Mark(at, piece.end))
    return [p for p in out if text[p.start : p.end].strip()]


def _only_place(piece: str, kinds: Names, before: str) -> bool:
    """Whether a comma part only says where the unit before it is or belongs: `School of Automation`, `Keighworth`."""
    if not kinds.has_head(before) or piece.startswith('"'):
        return False
    kind, owner = kinds.kind(piece), kinds.kind(before)
    if kind is None:
        return len(piece.split()) <= 2 and piece[:1].isupper()
    return kind in ("university", "college", "department") and owner not in (None, kind)
