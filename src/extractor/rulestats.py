"""What every rule does in a corpus: how often it decides, beside which other rules, how well, and in what time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from extractor import goldfile, runs
from extractor.documents import Choices
from extractor.errors import InputError
from extractor.extraction import Extraction
from extractor.inputs import find
from extractor.reading import STANDARD_INPUT, LanguageChoice
from extractor.replay import replay
from extractor.rulegold import Judge
from extractor.rulehits import Answer, Asking, Clock
from extractor.rules import Rule, RuleSet


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another rule of the same stage that holds at the same numbers.

    This rule decided `ahead` of them, being asked first, and the other one those `behind`; `same` says whether both
    give the same, so that it makes no difference which.
    """

    rule: Rule
    ahead: int
    behind: int
    same: bool


@dataclass(frozen=True, slots=True)
class RuleStat:
    """One rule in a corpus.

    `hits` are the numbers that it decided, `share` is their part in all records that its stage could make, and
    `documents` are those with a hit. At `overlapping` numbers another rule holds too, at `conflicting` ones one that
    gives something else, whichever of them decided. Of the hits, gold readings have `judged` and found `right` right.
    """

    rule: Rule
    hits: int
    share: float
    documents: int
    overlapping: int
    conflicting: int
    overlaps: tuple[Overlap, ...]
    judged: int
    right: int
    seconds: float

    @property
    def precision(self) -> float | None:
        """The share of hits that are right; None where no gold reading judges one."""
        return self.right / self.judged if self.judged else None


def gather(
    names: Sequence[str],
    rules: RuleSet,
    *,
    encoding: str | None = None,
    language: LanguageChoice = "auto",
    clock: Clock = perf_counter,
) -> tuple[RuleStat, ...]:
    """What every rule, in order, does in the announcements of these names: files, folders or standard input.

    Rules for languages in which none of the announcements is are left out: they had nothing to do.
    Where `NAME.gold.yaml` lies beside an announcement, it judges the hits. Raises `InputError` for the first
    announcement or gold reading that cannot be read.
    """
    corpus, asking = _Corpus(rules), dict[str, Asking]()
    for entry in find(names):
        extraction = runs.read_one(entry.path, rules, Choices(encoding=encoding, language=language))
        taken_up = replay(extraction, rules)
        spoken = extraction.source.language
        if spoken not in asking:
            asking[spoken] = Asking(taken_up.grammar, clock)
        corpus.add(extraction, list(asking[spoken].answers(taken_up)), _judge(entry.path, extraction))
    return tuple(
        corpus.stat(rule, sum(asked.seconds[rule.id] for asked in asking.values()))
        for rule in rules.rules
        if rule.language in (*asking, "common")
    )


@dataclass(slots=True)
class _Count:
    """What one rule has come to so far; `ahead` and `behind` count by the id of the other rule."""

    hits: int = 0
    documents: int = 0
    overlapping: int = 0
    conflicting: int = 0
    judged: int = 0
    right: int = 0
    ahead: Counter[str] = field(default_factory=Counter)
    behind: Counter[str] = field(default_factory=Counter)


class _Corpus:
    """The documents so far, counted by rule."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = {rule.id: rule for rule in rules.rules}
        self._counts = {rule.id: _Count() for rule in rules.rules}
        self._records: Counter[str] = Counter()

    def add(self, extraction: Extraction, answers: Sequence[Answer], judge: Judge | None) -> None:
        """Count one more document."""
        self._records.update(_records(extraction))
        for rule_id in {answer.rules[0].id for answer in answers}:
            self._counts[rule_id].documents += 1
        for answer in answers:
            count = self._counts[answer.rules[0].id]
            count.hits += 1
            verdict = None if judge is None else _verdict(judge, extraction, answer)
            count.judged += verdict is not None
            count.right += verdict is True
            self._add_overlaps(*answer.rules)

    def _add_overlaps(self, decided: Rule, *others: Rule) -> None:
        """What decided stands against each of the others: between those nobody had to choose."""
        for other in others:
            self._counts[decided.id].ahead[other.id] += 1
            self._counts[other.id].behind[decided.id] += 1
        in_conflict = [other for other in others if not _give_the_same(decided, other)]
        for rule in (decided, *others) if others else ():
            self._counts[rule.id].overlapping += 1
        for rule in (decided, *in_conflict) if in_conflict else ():
            self._counts[rule.id].conflicting += 1

    def stat(self, rule: Rule, seconds: float) -> RuleStat:
        """What came of one rule."""
        count, records = self._counts[rule.id], self._records[rule.stage]
        overlaps = [
            Overlap(other, count.ahead[other.id], count.behind[other.id], same=_give_the_same(rule, other))
            for other in self._rules.values()
            if other.id in count.ahead or other.id in count.behind
        ]
        return RuleStat(
            rule, count.hits, count.hits / records if records else 0.0, count.documents, count.overlapping,
            count.conflicting, tuple(overlaps), count.judged, count.right, seconds,
        )  # fmt: skip


def _records(extraction: Extraction) -> dict[str, int]:
    """How many there are of what the rules of each stage make, with those that were made without a rule."""
    made = len(extraction.achievements)
    return {
        "roles": len(extraction.numerals),
        "achievements": made,
        "implied": made,
        "relations": sum(row.part_of is not None for row in extraction.achievements),
    }


def _give_the_same(one: Rule, other: Rule) -> bool:
    return dict(one.gives) == dict(other.gives)


def _verdict(judge: Judge, extraction: Extraction, answer: Answer) -> bool | None:
    # The answers are about the transcript of the text, the gold reading about the text itself.
    taken_up = answer.achievement
    row = next((a for a in extraction.achievements if taken_up and a.id == taken_up.id), None)
    if answer.rules[0].stage == "roles":
        return judge.role(extraction.numerals[answer.numeral].span, answer.rules[0].gives["role"])
    if row is None:
        return None
    if answer.rules[0].stage == "relations":
        whole = next(other for other in extraction.achievements if other.id == row.part_of)
        return judge.part(row, whole)
    return judge.achievement(row)


def _judge(path: str, extraction: Extraction) -> Judge | None:
    """The gold reading beside an announcement, if there is one."""
    if path == STANDARD_INPUT or not (beside := Path(path).with_suffix(goldfile.ENDING)).is_file():
        return None
    gold, text = goldfile.load(beside), extraction.source.text or ""
    if problems := goldfile.unsound(gold, text):
        raise InputError("\n".join(f"{beside}: {problem}" for problem in problems))
    return Judge(gold, text)
