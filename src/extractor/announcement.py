"""What an announcement says of itself: title, institution, issuer, date, and how many units it declares."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.annotations import CategoryMention, Heading, Mark, Page, SectionMention, UnitMention
from extractor.matching import Grammar
from extractor.names import names
from extractor.phrases import phrases

_ORGANISATION = re.compile(
    r"[A-Z][\w'&.-]*(?:(?: +| *& *)(?:[A-Z][\w'&-]*|(?<=Committee )on|(?<=Commission )on|(?<=Council )on|(?<=Board )on|(?:of|for|and|the|de|du|do|da|at|in)(?=\s+(?:the\s+)?[A-Z])|the(?=\s+[A-Z])))*"
)
_LETTERHEAD = 900  # characters in which a body that only heads its own notice is named
_INTRODUCTION = 1600  # characters; who announces and whose units they are is said in the first paragraphs


@dataclass(frozen=True, slots=True)
class Facts:
    """The header fields of an announcement; None where the text does not state one."""

    title: Mark | None
    institution: Mark | None
    issuer: Mark | None
    published: tuple[datetime.date, Mark] | None
    declared_total: tuple[int, Mark] | None


def find_facts(
    page: Page,
    grammar: Grammar,
    headings: Sequence[Heading],
    categories: Sequence[CategoryMention],
    units: Sequence[UnitMention],
    sections: Sequence[SectionMention],
) -> Facts:
    """The header fields."""
    title = next((h.name for h in headings if h.role == "title"), None)
    issuer = _longest_form(page, grammar, _issuer(page, grammar))
    first_list = next((page.blocks[h.block].start for h in headings if h.role == "category"), len(page.text))
    institution = _institution(page, grammar, units, issuer, min(first_list, _INTRODUCTION))
    return Facts(title, institution, issuer, _published(page, grammar), _declared(page, grammar, categories, units, sections))


def _organisations(page: Page, start: int, end: int, heads: frozenset[str]) -> Iterator[Mark]:
    """Names of bodies: capitalised words around one of `heads`, the head last or before `of`."""
    for m in _ORGANISATION.finditer(page.text, start, end):
        words = m.group().split()
        low = [w.lower().rstrip(".,") for w in words]
        hits = [i for i, w in enumerate(low) if w in heads]
        if not hits or len(words) < 2:
            continue
        first = 0
        while first < len(words) and low[first] in ("the", "in", "at", "for", "of", "and", "by", "on", "recently", "notice"):
            first += 1
        last = len(words)
        while last > first and low[last - 1] in ("of", "for", "and", "the", "at", "in"):
            last -= 1
        if last - first < 2:
            continue
        s = m.start() + len(m.group()) - len(" ".join(words[first:])) if " ".join(words) == m.group() else m.start()
        surface = " ".join(words[first:last])
        at = page.text.find(surface, m.start())
        if at >= 0:
            yield Mark(at, at + len(surface))


def _longest_form(page: Page, grammar: Grammar, issuer: Mark | None) -> Mark | None:
    """The fullest form of a name that a title shortens: `Northern Academy` of Sciences and Letters."""
    if issuer is None:
        return None
    short = page.text[issuer.start : issuer.end]
    heads = frozenset(grammar.lexicons["issuer_head"])
    forms = [o for o in _organisations(page, 0, min(_INTRODUCTION, len(page.text)), heads) if page.text[o.start : o.end].startswith(short + " of ")]
    return forms[0] if forms else issuer


def _issuer(page: Page, grammar: Grammar) -> Mark | None:
    """The body that announces: an issuing body as the subject of a verb of announcing, or behind `Notice of the`, `issued by`."""
    heads = frozenset(grammar.lexicons["issuer_head"])
    verb = grammar.pattern(
        r"\s*(?:\([^)]{1,40}\)\s*)?(?:,\s(?:which|who)\s|,[^,.]{3,80},\s*)?(?:(?:on|last|this|late)\s+(?:\w+\s?){1,3}\s)?(?:(?:has|have|had|jointly|officially|recently|here|today|yesterday|tonight|hereby)\s+)*(?:\L<issue_verb>)(?!\w)",
        name="issue_verb",
    )
    before = re.compile(r"(?i)(?:notice of|issued by|released by|announced by|published by|selected by|named by|presented by|organi[sz]ed by|awarded by)\s+(?:the\s+)?$")
    for limit in (_INTRODUCTION, len(page.text)):
        for org in _organisations(page, 0, min(limit, len(page.text)), heads):
            if before.search(page.text, max(0, org.start - 30), org.start):
                return org
            if verb.match(page.low, org.end):
                return org
    letterhead = next(_organisations(page, 0, min(_LETTERHEAD, len(page.text)), frozenset(grammar.lexicons["authority_head"])), None)
    if letterhead is not None:
        return letterhead
    apposed = re.compile(r"([A-Z][\w'-]*(?:\s[A-Z][\w'-]*)*),\s+the\s+(?:[\w-]+\s){0,4}(?:agency|council|ministry|board|foundation|authority|body|association|federation)\b[^,]*,")
    m = apposed.search(page.text, 0, min(_INTRODUCTION, len(page.text)))
    return Mark(m.start(1), m.end(1)) if m else None


def _institution(page: Page, grammar: Grammar, units: Sequence[UnitMention], issuer: Mark | None, end: int) -> Mark | None:
    """The body whose units were selected: named before the lists begin, no unit itself, and spoken of more than once."""
    heads = "|".join(sorted((h.title() for h in grammar.lexicons["institution_head"]), key=len, reverse=True))
    places = "|".join(h.title() for h in grammar.lexicons["place_head"])
    body = re.compile(
        rf"(?:(?:[A-Z][\w'&-]*|of|de|do)\s+){{0,5}}(?:{heads})\b(?!\s+[A-Z])(?:\s+(?:of|for)\s+[A-Z][\w-]*(?:\s+(?:and\s+)?[A-Z][\w-]*)*)?"
    )
    place = re.compile(rf"(?<=\b(?:of|in)\s)(?:[A-Z][\w-]*\s+){{1,3}}(?:{places})\b")
    issuing = grammar.pattern(r"\s(?:\L<issue_verb>)(?!\w)", name="issue_verb")
    kinds = names(grammar)
    issuer_words = kinds.words(page.text[issuer.start : issuer.end]) if issuer else frozenset()
    unit_names = [kinds.words(u.name) for u in units]
    quoted = [(q.start, q.end) for q in page.quotes]
    best: tuple[int, int, Mark] | None = None
    for m in [*body.finditer(page.text, 0, end), *place.finditer(page.text, 0, min(400, end))]:
        surface = re.sub(r"^(?:(?:The|In|At|For|Of|Of the|And|By)\s+)+|^(?:of|de|do)\s+", "", m.group())
        org = Mark(m.end() - len(surface), m.end())
        words = kinds.words(surface)
        if len(surface.split()) < 2 or words in unit_names or any(s <= org.start < e for s, e in quoted):
            continue
        if issuer and kinds.words(page.text[issuer.start : issuer.end]) >= words:
            continue
        if re.match(rf"(?:{heads}) of ", surface) and not surface.startswith("University"):
            continue
        telling = surface.split()[0]
        if issuing.match(page.low, org.end) or (issuer and words & issuer_words and len(words & issuer_words) >= len(words) - 1):
            continue
        score = page.text.count(telling) + 2 * (org.start < 200) + 3 * bool(re.match(r"(?:'s|\)?\s(?:were|was|have|has|are|takes?|took)\b|:)", page.text[org.end :]))
        if score >= 2 and (best is None or score > best[0]):
            best = (score, org.start, org)
    return best[2] if best else None


def _published(page: Page, grammar: Grammar) -> tuple[datetime.date, Mark] | None:
    """The first full date in the head of the text, else in its last lines."""
    months = {m: i % 12 + 1 for i, m in enumerate(("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"))}
    name = r"(?P<m>january|february|march|april|may|june|july|august|september|october|november|december)"
    forms = (
        r"(?P<y>(?:19|20)\d\d)[-/.](?P<mn>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+{name}\s+(?P<y>(?:19|20)\d\d)",
        rf"{name}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)",
    )
    for start, end in ((0, 700), (max(0, len(page.low) - 200), len(page.low))):
        found = sorted((m for f in forms for m in re.finditer(f, page.low[start:end])), key=lambda m: m.start())
        for m in found:
            groups = m.groupdict()
            month = int(groups["mn"]) if groups.get("mn") else months[groups["m"]]
            try:
                date = datetime.date(int(groups["y"]), month, int(groups["d"]))
            except ValueError:
                continue
            return date, Mark(start + m.start(), start + m.end())
    return None


def _declared(
    page: Page, grammar: Grammar, categories: Sequence[CategoryMention], units: Sequence[UnitMention], sections: Sequence[SectionMention]
) -> tuple[int, Mark] | None:
    """The stated total: in the title or a summary, the count that the category counts add up to, or of selected things."""
    stated = [c.declared[0] for c in categories if c.declared]
    sums = {len(units)} | ({sum(stated)} if len(stated) == len(categories) > 0 else set())
    taken = {c.declared[1].start for c in categories if c.declared}
    grammar_of = phrases(grammar)
    spans = [s for s in sections if s.kind in ("title", "summary")] + [s for s in sections if s.kind in ("background", "outlook", "other")]
    for section in spans:
        for n in page.numerals:
            if not (section.start <= n.start < section.end) or n.form != "cardinal" or n.comparator != "=" or n.upper is not None:
                continue
            if n.value in sums and (n.start not in taken or len(categories) == 1) and n.value != 1 and isinstance(n.value, int):
                if len(categories) > 1 or grammar_of.after(page.masked, n.outer_end, section.end) or n.value == len(units):
                    return n.value, Mark(n.start, n.end)
    return None
