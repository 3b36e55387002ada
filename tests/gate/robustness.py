"""Robustness: of the records of an announcement, those that its twins give unchanged.

    robustness.py show [--all] [--twin NAME] [--breaks]  shares of today beside their floors, and what breaks most
    robustness.py raise                                  make the shares of today the floors where they are higher
    robustness.py lower SET TWIN FIGURE --why REASON     give way in one figure, on the record
    robustness.py corpus --why REASON                    accept the corpus as it is now, on the record

A twin says the same otherwise (`rewritings`), so every record of it, told in the words of the source, must be one of
the source. Its share is that of the records unchanged among all that one of the two texts gives, whichever gives more:
a record too many counts like one that is lost. The sets are the corpus of each language; `--all` adds the
announcements that were unseen once, which have no floors.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import gate
from extractor import documents, goldfile, pipeline, reading
from extractor.rules import load_rules
from extractor.spans import Extent
from normalform import Record, records_of
from rewritings import REWRITINGS, Document, Twin, twin_of
from rewritings.pieces import edited

FLOORS = gate.HERE / "robustness.yaml"
POOLED = "all twins"
_AMOUNT_ROLES = frozenset({"declared", "quantity"})
"""Roles of numbers that are amounts though nobody achieved them."""
_LENGTH_OF_TIME = re.compile(
    r"(?:[a-z]+|\d{1,2})(?:[- ](?:year|month|week|day|decade)s?\b)"
    r"|[\d一二两三四五六七八九十]{1,2}(?:年[来内中间，]|个月)"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the records of one announcement in one twin.

    `unchanged` of `records` stayed. `made` counts the records of the source by what made them. `breaks` has those that
    changed, each with what is there instead, and None on the side where nothing is.
    """

    document: str
    twin: str
    unchanged: int
    records: int
    made: Counter[str]
    breaks: tuple[tuple[Record | None, Record | None], ...] = ()


def announcements(folder: Path) -> Iterator[Document]:
    """The announcements of a folder with the places of their amounts, by their gold readings."""
    for path in sorted(folder.glob(f"*{goldfile.ENDING}")):
        text = documents.read(goldfile.announcement_of(path)).source.text
        gold = goldfile.load(path)
        rows = [row for row in (*gold.achievements, *gold.traps) if row.number is not None]
        places = {goldfile.locate(row, text): row for row in rows}
        amounts = [place for place, row in sorted(places.items(), key=lambda p: p[0]) if _is_amount(row, place, text)]
        apart = [one for i, one in enumerate(amounts) if not i or amounts[i - 1][1] <= one[0]]
        yield Document(path.name.removesuffix(goldfile.ENDING), reading.language_of(text), text, tuple(apart))


def _is_amount(row: goldfile.GoldNumber, place: Extent, text: str) -> bool:
    if not isinstance(row, goldfile.Trap):
        return True
    return row.role in _AMOUNT_ROLES or (row.role == "date" and _LENGTH_OF_TIME.match(text, place[0]) is not None)


def outcomes(document: Document, *, twins: str = "") -> list[Outcome]:
    """What becomes of the records of an announcement in each of its twins whose name has `twins` in it."""
    wanted = _records(edited(document.text, ()), document)
    return [
        compared(document.name, name, wanted, _records(twin, document))
        for name, rewriting in REWRITINGS[document.language].items()
        if twins in name and (twin := twin_of(document, rewriting))
    ]


def _records(twin: Twin, document: Document) -> list[Record]:
    found = pipeline.run(reading.from_text(twin.text, language=document.language), load_rules())
    return list(records_of(found, twin))


def compared(document: str, twin: str, wanted: Sequence[Record], found: Sequence[Record]) -> Outcome:
    """How many records stayed, and each of the others with the one that is most like it."""
    new = list((Counter(found) - Counter(wanted)).elements())
    breaks: list[tuple[Record | None, Record | None]] = []
    for one in (Counter(wanted) - Counter(found)).elements():
        others = [row for row in new if row.sort == one.sort and row.fields[0] == one.fields[0]]
        other = min(others, key=lambda row: len(one.differing(row)), default=None)
        if other:
            new.remove(other)
        breaks.append((one, other))
    return Outcome(
        document, twin,
        unchanged=(Counter(wanted) & Counter(found)).total(), records=max(len(wanted), len(found)),
        made=Counter(row.maker for row in wanted), breaks=(*breaks, *((None, row) for row in new)),
    )  # fmt: skip


def shares(found: Iterable[Outcome]) -> dict[str, float]:
    """The share of unchanged records in all twins together, then by twin, weakest first."""
    unchanged, every = Counter[str](), Counter[str]()
    for row in found:
        for name in (POOLED, row.twin):
            unchanged[name] += row.unchanged
            every[name] += row.records
    return {
        name: unchanged[name] / every[name]
        for name in sorted(every, key=lambda n: (n != POOLED, unchanged[n] / every[n], n))
    }


def rule_shares(found: Sequence[Outcome]) -> dict[str, tuple[float, str]]:
    """By what made it, weakest first, the share of records unchanged and the twin that changes most of them."""
    made = sum((row.made for row in found), Counter[str]())
    lost = Counter((one.maker, row.twin) for row in found for one, _ in row.breaks if one)
    table = {}
    for maker in {maker for maker, _ in lost}:
        twins = {twin: count for (name, twin), count in lost.items() if name == maker}
        table[maker] = 1 - sum(twins.values()) / made[maker], min(twins, key=lambda twin: (-twins[twin], twin))
    return dict(sorted(table.items(), key=lambda row: (row[1], row[0])))


def measured(given: Sequence[Document], *, twins: str = "") -> dict[str, list[Outcome]]:
    """The outcomes by language, as many announcements at a time as there are processors."""
    with ProcessPoolExecutor() as pool:
        rows = list(pool.map(partial(outcomes, twins=twins), given))
    found: dict[str, list[Outcome]] = {}
    for document, row in zip(given, rows, strict=True):
        found.setdefault(document.language, []).extend(row)
    return found


def figures(found: Mapping[str, Sequence[Outcome]]) -> dict[str, dict[str, float]]:
    """The shares by set and twin, as the gate judges them."""
    return {f"corpus {language}": shares(rows) for language, rows in found.items()}


def _shown(name: str, found: Sequence[Outcome], floors: dict[str, float], *, breaks: bool) -> str:
    lines = [f"{name}: {'share':>43} {'floor':>8}   what changes"]
    for twin, share in shares(found).items():
        floor = f"{floors[twin]:8.3f}" if twin in floors else f"{'-':>8}"
        lines.append(f"  {twin:48}{gate.rounded(share):8.3f} {floor}   {_differences(found, twin)}")
    lines.append(f"{name}, by what made the record: {'share':>19}            twin that changes most")
    lines += [
        f"  {maker:48}{gate.rounded(share):8.3f}            {twin}"
        for maker, (share, twin) in rule_shares(found).items()
    ]
    if breaks:
        lines += [f"  {row.document} | {row.twin} | {_told(*pair)}" for row in found for pair in row.breaks]
    return "\n".join(lines)


def _differences(found: Iterable[Outcome], twin: str) -> str:
    counts = Counter(
        name
        for row in found
        if twin in (row.twin, POOLED)
        for one, other in row.breaks
        for name in _difference(one, other)
    )
    return ", ".join(f"{name} {count}" for name, count in counts.most_common(5))


def _difference(one: Record | None, other: Record | None) -> tuple[str, ...]:
    if one and other:
        return tuple(f"{one.sort}.{name}" for name in one.differing(other))
    return tuple(f"{row.sort} {what}" for row, what in ((one, "lost"), (other, "new")) if row)


def _told(one: Record | None, other: Record | None) -> str:
    if one and other:
        before, after = dict(one.fields), dict(other.fields)
        return f"{one.fields[0][1]}: " + "; ".join(f"{n}: {before[n]!r} -> {after[n]!r}" for n in one.differing(other))
    row = one or other
    return f"{'lost' if one else 'new'} {row and (row.maker, *(value for _, value in row.fields if value is not None))}"


def main(arguments: list[str]) -> int:
    """Robustness as a script; 1 if a share is below its floor, 2 if the gate refuses."""
    options = _options(arguments)
    corpus = gate.digest([gate.CORPUS])
    try:
        before = gate.load(FLOORS) if FLOORS.exists() else gate.Floors(corpus=corpus, floors={})
        found = measured(list(announcements(gate.CORPUS)), twins=options.twin)
        floors = _carried_out(options, before, found, corpus)
    except gate.GateError as error:
        print(f"robustness: {error}", file=sys.stderr)
        return 2
    if floors != before:
        gate.save(FLOORS, floors)
    for language, rows in found.items():
        name = f"corpus {language}"
        print(_shown(name, rows, floors.floors.get(name, {}), breaks=options.breaks))
    if options.all:
        unseen = [document for folder in sorted(gate.FIXTURES.glob("blind_*")) for document in announcements(folder)]
        for language, rows in measured(unseen, twins=options.twin).items():
            print(_shown(f"once unseen {language}", rows, {}, breaks=options.breaks))
    problems = [] if options.twin else gate.judge(floors, figures(found), corpus)
    print("\n".join(problems) or "all at or above their floors")
    return 1 if problems else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.set_defaults(all=False, breaks=False, twin="")
    verbs = parser.add_subparsers(dest="verb", required=True)
    show = verbs.add_parser("show")
    show.add_argument("--all", action="store_true")
    show.add_argument("--breaks", action="store_true")
    show.add_argument("--twin", default="")
    verbs.add_parser("raise")
    lower = verbs.add_parser("lower")
    lower.add_argument("set", metavar="SET")
    lower.add_argument("column", metavar="TWIN")
    lower.add_argument("figure", type=float)
    for verb in (lower, verbs.add_parser("corpus")):
        verb.add_argument("--why", required=True)
    return parser.parse_args(arguments)


def _carried_out(
    options: argparse.Namespace, floors: gate.Floors, found: Mapping[str, Sequence[Outcome]], corpus: str
) -> gate.Floors:
    """The floors after what the options ask for."""
    if options.verb == "raise":
        return gate.raised(floors, figures(found))
    if options.verb == "lower":
        return gate.lowered(floors, document=options.set, column=options.column, to=options.figure, why=options.why)
    return gate.with_corpus(floors, corpus=corpus, why=options.why) if options.verb == "corpus" else floors


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
