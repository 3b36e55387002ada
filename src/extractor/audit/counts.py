"""How many units the text declares against what its categories come to, and against its lists."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractor.annotations import FindingMention, Mark
from extractor.audit import proofs
from extractor.audit.breakdowns import Breakdown
from extractor.audit.claims import Claim, Claims, Statement, find_claims, is_exact
from extractor.audit.parts import some_come_to_it
from extractor.audit.sheet import Sheet


def counts(sheet: Sheet, found: Sequence[Breakdown], *, echoes: frozenset[int]) -> Iterator[FindingMention]:
    """The declared total and the declared counts of the categories, against each other and against the lists.

    `echoes` are units that are named again as if they were others.
    """
    claims = find_claims(sheet)
    units = Counter(u.category for i, u in enumerate(sheet.structure.units) if i not in echoes)
    trusted = _trusted(sheet, claims, units)
    yield from _totals(sheet, claims, trusted, found, units=units.total())
    yield from _contradicted(sheet, claims, units)
    for i, claim in sorted(trusted.items()):
        if claim.value != units[i]:
            yield _miscounted(sheet, i, claim, units[i])


def _trusted(sheet: Sheet, claims: Claims, units: Mapping[int | None, int]) -> dict[int, Claim]:
    """By category, the count that is surely meant for it: in its heading, or before the lists and for it alone."""
    declared = [c.declared for c in sheet.structure.categories]
    shared = Counter(d[1].start for d in declared if d is not None)
    beside = {(i, c.mark.start) for s in claims.statements for i, c in s.claims.items()}
    total = sheet.structure.facts.declared_total
    # Where all units are found, a number that stands beside no name of a category may be that of another one.
    all_found = total is not None and total[0] == sum(units.values())
    out: dict[int, Claim] = dict(claims.headings)
    for i, stated in enumerate(declared):
        if stated is None or i in out:
            continue
        alone = (
            not all_found
            and stated[1].start not in {start for _, start in beside}
            and shared[stated[1].start] == 1
            and stated[1].start < claims.first_list
        )
        if alone or (i, stated[1].start) in beside:
            out[i] = Claim(*stated)
    for statement in claims.statements:
        if _is_about_selection(sheet, statement, units, out):
            for i, claim in statement.claims.items():
                out.setdefault(i, claim)
    return out


def _is_about_selection(
    sheet: Sheet, statement: Statement, units: Mapping[int | None, int], known: Mapping[int, Claim]
) -> bool:
    """Whether a sentence counts the units of this text and not those of the whole call.

    It counts several categories, and one count agrees; or it counts all of them and comes close to the total.
    """
    agree = sum(
        claim.value in (units[i], known[i].value if i in known else None) for i, claim in statement.claims.items()
    )
    total = sheet.structure.facts.declared_total
    counted = sum(claim.value for claim in statement.claims.values())
    of_all = total is not None and len(statement.claims) == len(sheet.structure.categories)
    close = of_all and total is not None and abs(counted - total[0]) <= max(1, total[0] // _TENTH)
    return len(statement.claims) > 1 and (agree > 0 or close)


_TENTH = 10  # how far from the total the counts of a slip may be; those of the whole call are times as many


def _totals(
    sheet: Sheet, claims: Claims, trusted: Mapping[int, Claim], found: Sequence[Breakdown], *, units: int
) -> Iterator[FindingMention]:
    categories = sheet.structure.categories
    broken = _broken_down(sheet, claims, found)
    total = sheet.structure.facts.declared_total
    adds_up = broken is not None and some_come_to_it(sheet, broken)
    if broken is not None and adds_up and (total is None or broken.whole.value == total[0]):
        total = (int(broken.whole.value), broken.whole.mark)  # of several places, the one that surely says it
    stated = list(trusted.values())
    if broken is not None and not adds_up:
        yield _total_mismatch(broken.whole.value, broken.whole.mark, [(p.value, p.mark) for p in broken.parts])
    elif (
        not adds_up
        and total is not None
        and len(stated) == len(categories) > 1
        and sum(c.value for c in stated) != total[0]
    ):
        parts = [(trusted[i].value, trusted[i].mark) for i in range(len(categories))]
        yield _total_mismatch(*total, parts)
    elif total is not None and units and units != total[0]:
        message = f"The text declares {total[0]} in all, another number was found: {units} \u2260 {total[0]}."
        yield FindingMention("total-mismatch", "warning", message, (total[1],))
    if total is not None:
        yield from _titles(sheet, total, trusted)


def _broken_down(sheet: Sheet, claims: Claims, found: Sequence[Breakdown]) -> Breakdown | None:
    """A number that one sentence breaks down into the counts of all categories."""
    categories = len(sheet.structure.categories)
    for breakdown in found:
        starts = {part.numeral.start for part in breakdown.parts}
        for statement in claims.statements:
            named = {i for i, claim in statement.claims.items() if claim.mark.start in starts}
            if len(named) == categories == len(starts) > 1 and is_exact(breakdown.whole):
                return breakdown
    return None


def _total_mismatch(value: float, mark: Mark, parts: Sequence[tuple[float, Mark]]) -> FindingMention:
    proof = f"{proofs.added([count for count, _ in parts])}, not {proofs.number(value)}"
    message = f"The counts of the categories do not add up to the declared total: {proof}."
    return FindingMention("total-mismatch", "error", message, (mark, *(m for _, m in parts)))


def _titles(sheet: Sheet, total: tuple[int, Mark], trusted: Mapping[int, Claim]) -> Iterator[FindingMention]:
    """A total in the title that is not the one of the text."""
    title = next((s for s in sheet.structure.sections if s.kind == "title"), None)
    if title is None or title.start <= total[1].start < title.end:
        return
    noun = sheet.grammar.fragment("counted_noun")
    counted = noun.match(sheet.page.low, total[1].end)
    for figure in sheet.figures_in(title.start, title.end):
        said = noun.match(sheet.page.low, figure.numeral.end)
        same = counted is not None and said is not None and _last(said.group()) == _last(counted.group())
        counts_one = any(claim.value == figure.value for claim in trusted.values())
        if same and is_exact(figure) and not counts_one and figure.value not in (1, total[0]):
            proof = f"{proofs.number(figure.value)} \u2260 {total[0]}"
            message = f"The title declares another total than the text: {proof}."
            yield FindingMention("total-mismatch", "error", message, (figure.mark, total[1]))


def _last(phrase: str) -> str:
    """The last word of a phrase, or all of it where no blanks part words."""
    words = phrase.split()
    return words[-1] if words else phrase


def _contradicted(sheet: Sheet, claims: Claims, units: Mapping[int | None, int]) -> Iterator[FindingMention]:
    """A count in a sentence that is not the one in the heading of the category."""
    for statement in claims.statements:
        if not _is_about_selection(sheet, statement, units, claims.headings):
            continue
        for i, claim in statement.claims.items():
            head = claims.headings.get(i)
            if head is not None and head.value != claim.value:
                name = sheet.structure.categories[i].name
                message = f"Two counts are declared for {name!r}: {claim.value} \u2260 {head.value}."
                yield FindingMention("category-mismatch", "error", message, (claim.mark, head.mark))


def _miscounted(sheet: Sheet, category: int, claim: Claim, found: int) -> FindingMention:
    """A category that has another number of units than it says: of the text itself where its list is numbered."""
    name = sheet.structure.categories[category].name
    last = _numbered_to(sheet, category)
    if last is not None and last == found:
        message = f"The list of {name!r} is numbered from 1 to {last}, the text declares another number"
        return FindingMention("category-mismatch", "error", f"{message}: {last} \u2260 {claim.value}.", (claim.mark,))
    message = f"The text declares {claim.value} for {name!r}, another number was found: {found} \u2260 {claim.value}."
    return FindingMention("category-mismatch", "warning", message, (claim.mark,))


def _numbered_to(sheet: Sheet, category: int) -> int | None:
    """The number of the last line of a list whose lines are numbered from 1, each with one unit of the category."""
    starts = [m.start for u in sheet.structure.units if u.category == category for m in u.mentions]
    numbers = set()
    blocks = sheet.page.blocks
    for start in starts:
        block = blocks[bisect_right(blocks, start, key=lambda b: b.start) - 1]
        digits = "".join(c for c in sheet.page.low[block.start : block.body] if c.isdecimal())
        if digits:
            numbers.add(int(digits))
    return max(numbers) if numbers and numbers == set(range(1, max(numbers) + 1)) else None
