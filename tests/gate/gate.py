"""The quality gate: what the reading of a document once reached is its floor, and no floor is lowered quietly.

    gate.py show                                          figures of today beside their floors
    gate.py raise [DOCUMENT...]                           make the figures of today the floors where they are higher
    gate.py lower DOCUMENT COLUMN FIGURE --why REASON     give way in one figure, on the record
    gate.py corpus --why REASON                           accept the corpus as it is now, on the record

Each announcement of the corpus is a document; each set of announcements that were unseen once, a folder `blind_*`,
counts as one, pooled. A document gets floors when `raise` names it first; without names, `raise` is about all that have
them. A seal over the content of `floors.yaml` gives an edit by hand away, or one that a merge made.
"""

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from extractor.evaluation import evaluate_file
from extractor.goldfile import ENDING
from extractor.rules import load_rules
from extractor.tally import COLUMNS, pooled

HERE = Path(__file__).parent
FLOORS = HERE / "floors.yaml"
FIXTURES = HERE.parent / "fixtures"
CORPUS = FIXTURES / "corpus"

Figures = Mapping[str, Mapping[str, float]]
"""Figures by document and column."""


class GateError(Exception):
    """The floors are not what the gate itself wrote, or what is asked of it makes no sense."""


class Concession(BaseModel):
    """Something that was given up, and why: a floor, or (without a column) the corpus as it was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    column: str | None
    before: float | str
    after: float | str
    why: str


class Floors(BaseModel):
    """The floors by document and column, the corpus that they hold for, and all that was ever given up."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    corpus: str
    floors: dict[str, dict[str, float]]
    concessions: tuple[Concession, ...] = ()

    def seal(self) -> str:
        """A digest of the content."""
        return hashlib.sha256(json.dumps(self.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()


def digest(folders: Iterable[Path]) -> str:
    """A digest of the names and bytes of all files in the folders."""
    whole = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.iterdir()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.parent.name}/{path.name}\0{content}\n".encode())
    return whole.hexdigest()


def judged(floors: Floors) -> list[Path]:
    """The folders that the floors hold for: the corpus, and the sets that have floors."""
    return [CORPUS, *(path for path in _sets(FIXTURES) if path.name in floors.floors)]


def load(path: Path) -> Floors:
    """The floors as the gate wrote them; raises `GateError` if anybody else has changed them."""
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    seal = content.pop("seal", None)
    floors = Floors.model_validate(content)
    if seal != floors.seal():
        raise GateError(f"{path}: was not written by the gate; use gate.py raise, lower or corpus, which say why")
    return floors


def save(path: Path, floors: Floors) -> None:
    """Write the floors with their seal."""
    content = {**floors.model_dump(mode="json"), "seal": floors.seal()}
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120), "utf-8")


def judge(floors: Floors, figures: Figures, corpus: str) -> list[str]:
    """What is below its floor or was not measured, and whether the corpus is another; empty if all is well."""
    problems = [] if corpus == floors.corpus else ["the corpus has changed; gate.py corpus --why accepts it"]
    for document, row in floors.floors.items():
        for column, floor in row.items():
            figure = figures.get(document, {}).get(column)
            if figure is None:
                problems.append(f"{document}: {column} was not measured")
            elif rounded(figure) < floor:
                problems.append(f"{document}: {column} is {rounded(figure):.3f}, below its floor of {floor:.3f}")
    return problems


def raised(floors: Floors, figures: Figures) -> Floors:
    """The floors with each of the figures that is higher, or new, in the place of its floor."""
    documents = {
        document: {
            column: max(rounded(figure), floors.floors.get(document, {}).get(column, 0.0))
            for column, figure in row.items()
        }
        for document, row in figures.items()
    }
    return floors.model_copy(update={"floors": {**floors.floors, **documents}})


def lowered(floors: Floors, *, document: str, column: str, to: float, why: str) -> Floors:
    """The floors with one of them lower, on the record."""
    before = floors.floors.get(document, {}).get(column)
    if before is None:
        raise GateError(f"{document}: there is no floor for {column}")
    if to >= before:
        raise GateError(f"{document}: {to} is no lower than the floor of {column}, {before}; use gate.py raise")
    row = {**floors.floors[document], column: rounded(to)}
    concession = Concession(document=document, column=column, before=before, after=rounded(to), why=_reason(why))
    return floors.model_copy(
        update={"floors": {**floors.floors, document: row}, "concessions": (*floors.concessions, concession)}
    )


def with_corpus(floors: Floors, *, corpus: str, why: str) -> Floors:
    """The floors for another corpus, on the record."""
    concession = Concession(document="corpus", column=None, before=floors.corpus, after=corpus, why=_reason(why))
    return floors.model_copy(update={"corpus": corpus, "concessions": (*floors.concessions, concession)})


def rounded(figure: float) -> float:
    """Down to three digits, so that a floor is never above the figure that it was made from."""
    return math.floor(figure * 1000 + 1e-6) / 1000


def measured(fixtures: Path) -> dict[str, dict[str, float]]:
    """The figures of today for each document and each set, but for columns that say nothing about it."""
    rules = load_rules()
    golds = {folder: sorted(folder.glob(f"*{ENDING}")) for folder in (fixtures / CORPUS.name, *_sets(fixtures))}
    tallies = {path.name.removesuffix(ENDING): evaluate_file(path, rules) for path in golds.pop(fixtures / CORPUS.name)}
    tallies |= {
        folder.name: pooled(evaluate_file(path, rules) for path in paths) for folder, paths in golds.items() if paths
    }
    return {
        name: {column: figure for column, figure in tally.figures().items() if tally.tried(column)}
        for name, tally in tallies.items()
    }


def _sets(fixtures: Path) -> list[Path]:
    return sorted(fixtures.glob("blind_*"))


def _reason(why: str) -> str:
    if len(why.split()) < 3:
        raise GateError("say why in a sentence: whoever comes next will want to know")
    return why


def _shown(floors: Floors, figures: Figures) -> str:
    lines = [f"{'':36}" + "".join(f"{column:>8}" for column in COLUMNS)]
    for document, row in figures.items():
        lines.append(f"{document:36}{_columns(row)}")
        lines.append(f"{'  floors':36}{_columns(floors.floors.get(document, {}))}")
    return "\n".join(lines)


def _columns(row: Mapping[str, float]) -> str:
    return "".join(f"{rounded(row[column]):8.3f}" if column in row else f"{'-':>8}" for column in COLUMNS)


def _carried_out(options: argparse.Namespace, floors: Floors) -> Floors:
    """The floors after what the options ask for."""
    if options.verb == "lower":
        return lowered(floors, document=options.document, column=options.column, to=options.figure, why=options.why)
    if options.verb == "corpus":
        return with_corpus(floors, corpus=digest(judged(floors)), why=options.why)
    if options.verb == "raise":
        figures = measured(FIXTURES)
        if unknown := set(options.documents) - set(figures):
            raise GateError(f"the corpus has no {', '.join(sorted(unknown))}")
        return raised(floors, {name: figures[name] for name in options.documents or floors.floors})
    return floors


def main(arguments: list[str]) -> int:
    """The gate as a script; 1 if anything is below its floor, 2 if the gate itself refuses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("show")
    verbs.add_parser("raise").add_argument("documents", nargs="*", metavar="DOCUMENT")
    lower = verbs.add_parser("lower")
    lower.add_argument("document")
    lower.add_argument("column", choices=COLUMNS)
    lower.add_argument("figure", type=float)
    for verb in (lower, verbs.add_parser("corpus")):
        verb.add_argument("--why", required=True)
    options = parser.parse_args(arguments)
    try:
        before = load(FLOORS) if FLOORS.exists() else Floors(corpus=digest([CORPUS]), floors={})
        floors = _carried_out(options, before)
    except GateError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2
    if floors != before:
        save(FLOORS, floors)
    figures = measured(FIXTURES)
    problems = judge(floors, figures, digest(judged(floors)))
    print(_shown(floors, figures), "\n".join(problems) or "all at or above their floors", sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
