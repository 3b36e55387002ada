"""Bodies: who announces, and whose units were selected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.annotations import Mark, Page
from extractor.matching import Grammar
from extractor.names import Names, names

_ORGANISATION = re.compile(
    r"[A-Z][\w'&.-]*(?:(?: +| *& *)(?:[A-Z][\w'&-]*"
    r"|(?<=Committee )on|(?<=Commission )on|(?<=Council )on|(?<=Board )on"
    r"|(?:of|for|and|the|de|du|do|da|at|in)(?=\s+(?:the\s+)?[A-Z])|the(?=\s+[A-Z])))*"
)
_BEFORE_NAMES = frozenset(("the", "in", "at", "for", "of", "and", "by", "on", "recently", "notice"))
_BEHIND_NAMES = frozenset(("of", "for", "and", "the", "at", "in"))
_ANNOUNCES = (
    r"\s*(?:\([^)]{1,40}\)\s*)?(?:,\s(?:which|who)\s|,[^.]{3,110}?,\s*)?"
    r"(?:(?:on|last|this|late)\s+(?:\w+\s?){1,3}\s)?"
    r"(?:(?:has|have|had|jointly|officially|recently|here|today|yesterday|tonight|hereby)\s+)*"
    r"(?:\L<issue_verb>)(?!\w)"
)
_ANNOUNCED_BY = re.compile(
    r"(?i)(?:notice of|(?:issued|released|announced|published|selected|named|presented|organi[sz]ed|awarded) by"
    r"|\b(?:scheme|charter|programme|program|competition|contest|awards?|prizes?|medals?|label)"
    r"\s(?:is\s|are\s)?run by)\s+(?:the\s+)?$"
)
# An authority or a centre is as often the one that announces; `six facilities run by the` says that it is the owner.
_HAS_UNITS = re.compile(
    r"(?:\b[a-z]+s (?:of|from|at|within)|\b(?:run|operated|managed|owned|maintained) by|\b(?:come|comes|came) from)"
    r"\s+(?:the\s+)?$"
)
_ADDRESSED = re.compile(r"(?im)^\s*(?:to|attn|cc|dear)\b[\s:]*(?:the\s)?(?:all\s)?$")
_LONGEST_BY = 40  # characters before a name in which `issued by the` stands
_APPOSED = re.compile(
    r"([A-Z][\w'-]*(?:\s[A-Z][\w'-]*)*),\s+the\s+(?:[\w-]+\s){0,4}"
    r"(?:agency|council|ministry|board|foundation|authority|body|association|federation)\b[^,]*,"
)
_LETTERHEAD = 900  # characters in which a body that only heads its own notice is named
_INTRODUCTION = 1600  # characters; who announces and whose units they are is said in the first paragraphs
_OPENING = 400  # characters in which a place is named whose units were selected
_HEAD = 200  # characters; who is named in them is what the announcement is about
_ENOUGH = 2  # points: named twice, or once in the head, or once as a subject
_BEFORE_INSTITUTION = re.compile(r"^(?:(?:The|In|At|For|Of|Of the|And|By)\s+)+|^(?:of|de|do)\s+")
_COUNTED_OF = re.compile(
    r"(?: [a-z-]+){0,3} [a-z-]+s (?:of|at|from|within|run by) (?:the )?"
    r"(?P<name>[A-Z][\w'&-]*(?: (?:[A-Z][\w'&-]*|(?:of|for|and)(?= [A-Z])))+)"
)
# Whoever speaks of `five of its teams` has them, whatever it is called.
_OF_ITS_OWN = re.compile(
    r"(?P<name>[A-Z][\w'&.-]*(?: (?:[A-Z][\w'&.-]*|(?:of|for|and|de)(?= [A-Z])))+)(?: \([A-Z]{2,8}\))?"
    r"(?=(?: [a-z]+){1,9}? \w+ of (?:its|our)(?: own)? [a-z])"
)
_INITIALS = re.compile(r"\s\(([A-Z]{2,8})\)")
_AS_SUBJECT = re.compile(r"'s|\)?\s(?:were|was|have|has|are|takes?|took)\b|:")


def find_issuer(page: Page, grammar: Grammar) -> Mark | None:
    """The body that announces, in its fullest form.

    It is the subject of a verb of announcing or stands behind `Notice of the`, `issued by`; else it heads its own
    notice, or an apposition says what it is.
    """
    heads = frozenset((*grammar.lexicons["issuer_head"], *grammar.lexicons["place_head"]))
    announces = grammar.pattern(_ANNOUNCES, name="issue_verb")
    for limit in (_INTRODUCTION, len(page.text)):
        for body in _bodies(page, min(limit, len(page.text)), heads):
            by = _ANNOUNCED_BY.search(page.text, max(0, body.start - _LONGEST_BY), body.start)
            if by or announces.match(page.low, body.end):
                return _longest_form(page, heads, body)
    authorities = frozenset(grammar.lexicons["authority_head"])
    if (letterhead := next(_bodies(page, min(_LETTERHEAD, len(page.text)), authorities), None)) is not None:
        return _longest_form(page, heads, letterhead)
    m = _APPOSED.search(page.text, 0, min(_INTRODUCTION, len(page.text)))
    return _longest_form(page, heads, Mark(m.start(1), m.end(1))) if m else None


def _bodies(page: Page, end: int, heads: frozenset[str]) -> Iterator[Mark]:
    """Names of bodies: capitalised words around one of `heads`, the head last or before `of`."""
    for m in _ORGANISATION.finditer(page.text, 0, end):
        words = list(re.finditer(r"\S+", m.group()))
        low = [w.group().lower().rstrip(".,") for w in words]
        if not any(w in heads for w in low) or _ADDRESSED.search(page.text, max(0, m.start() - _LONGEST_BY), m.start()):
            continue
        first, last = 0, len(words)
        while first < last and low[first] in _BEFORE_NAMES:
            first += 1
        while last > first and low[last - 1] in _BEHIND_NAMES:
            last -= 1
        if last - first > 1:
            body = Mark(m.start() + words[first].start(), m.start() + words[last - 1].end())
            if page.text.find("  ", body.start, body.end) < 0:  # the fields of a dateline stand that far apart
                yield body


def _longest_form(page: Page, heads: frozenset[str], issuer: Mark) -> Mark:
    """The fullest form of a name that a title shortens: `Northern Academy` of Sciences and Letters."""
    short = page.text[issuer.start : issuer.end] + " of "
    forms = _bodies(page, min(_INTRODUCTION, len(page.text)), heads)
    return next((body for body in forms if page.text.startswith(short, body.start, body.end)), issuer)


def find_institution(
    page: Page, grammar: Grammar, *, units: Sequence[str], issuer: Mark | None, end: int
) -> Mark | None:
    """The body whose units were selected: named before `end`, no unit itself, and spoken of more than once.

    `units` are the names of the units.
    """
    kinds = names(grammar)
    heads = "|".join(sorted((h.title() for h in grammar.lexicons["institution_head"]), key=len, reverse=True))
    taken = {kinds.words(name) for name in units}
    issuing = grammar.pattern(r"\s(?:\L<issue_verb>)(?!\w)", name="issue_verb")
    best: tuple[int, Mark] | None = None
    for body in _places_and_bodies(page, grammar, heads, min(end, _INTRODUCTION)):
        surface = page.text[body.start : body.end]
        words = kinds.words(surface)
        if (
            len(surface.split()) == 1
            or words in taken
            or any(name.endswith(f" and {surface}") for name in units)  # the last words of `Oil and Gas College`
            or any(q.start <= body.start < q.end for q in page.quotes)
            or _is_issuer(page, kinds, words, issuer)
            or (re.match(rf"(?:{heads}) of ", surface) and not surface.startswith("University"))
            or issuing.match(page.low, body.end)
        ):
            continue
        first = surface.split()[0]
        points = page.text.count(first) + (0 if first.isupper() else page.text.count(first.upper()))
        if initials := _INITIALS.match(page.text, body.end):
            points += page.text.count(initials.group(1))
        points += 2 * (body.start < _HEAD) + 3 * (_AS_SUBJECT.match(page.text, body.end) is not None)
        if points >= _ENOUGH and (best is None or points > best[0]):
            best = (points, body)
    return best[1] if best else None


def _places_and_bodies(page: Page, grammar: Grammar, heads: str, end: int) -> Iterator[Mark]:
    """Universities, hospitals, groups, and behind them the counties and cities of `8 villages of Shuanglong County`."""
    places = "|".join(h.title() for h in grammar.lexicons["place_head"])
    body = re.compile(
        rf"(?:(?:[A-Z][\w'&-]*|of|de|do) +){{0,5}}(?:{heads})\b(?! +[A-Z])"
        r"(?: +(?:of|for) +[A-Z][\w-]*(?: +(?:and +)?[A-Z][\w-]*)*)?"
    )
    place = re.compile(rf"(?<=\b(?:of|in) )(?:[A-Z][\w-]* +){{1,3}}(?:{places})\b")
    place_of = re.compile(rf"(?:{places}) of [A-Z][\w-]*(?: +[A-Z][\w-]*)?")
    for m in (*body.finditer(page.text, 0, end), *place.finditer(page.text, 0, min(end, _OPENING))):
        yield Mark(m.end() - len(_BEFORE_INSTITUTION.sub("", m.group())), m.end())
    for m in place_of.finditer(page.text, 0, min(end, _OPENING)):
        if _HAS_UNITS.search(page.text, max(0, m.start() - _LONGEST_BY), m.start()):
            yield Mark(m.start(), m.end())
    for other in _bodies(
        page, end, frozenset((*grammar.lexicons["organisation_head"], *grammar.lexicons["owner_head"]))
    ):
        if _HAS_UNITS.search(page.text, max(0, other.start - _LONGEST_BY), other.start):
            yield other
    for start, stop in page.sentences:
        if start < min(end, _OPENING) and (own := _OF_ITS_OWN.match(page.text, start, stop)):
            yield Mark(*own.span("name"))
    # Whoever has `six production sites` that were selected is the institution, whatever it is called.
    for i in page.numerals_in(0, end):
        n = page.numerals[i]
        counted = _COUNTED_OF.match(page.text, n.outer_end) if n.form == "cardinal" else None
        if counted and page.hit("selection_verb", *_sentence_of(page, n.start)) is not None:
            yield Mark(*counted.span("name"))


def _sentence_of(page: Page, at: int) -> tuple[int, int]:
    return next((s for s in page.sentences if s[0] <= at < s[1]), (at, len(page.text)))


def _is_issuer(page: Page, kinds: Names, words: frozenset[str], issuer: Mark | None) -> bool:
    """Whether a name is another form of the issuer's: all its words but one are among the issuer's."""
    if issuer is None:
        return False
    own = kinds.words(page.text[issuer.start : issuer.end])
    return own >= words or len(words & own) >= max(1, len(words) - 1)
