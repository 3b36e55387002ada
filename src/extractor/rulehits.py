"""Which rules hold at each number of a reading: the one that decided, and those that would have decided behind it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.annotations import NumeralMention
from extractor.decisions import Decisions
from extractor.extraction import Extraction
from extractor.languages import language
from extractor.matching import Grammar
from extractor.records import Achievement
from extractor.replay import Replay
from extractor.roles import ACHIEVEMENT
from extractor.rules import Rule

STAGES = ("roles", "achievements", "implied", "relations")
"""The stages that have rules, in the order in which they ask about a number."""

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Answer:
    """A number at which rules of a stage hold, in the order in which they are asked: the first one decided.

    `numeral` is its index, `achievement` the record that the stage made of it or bound to another.
    """

    numeral: int
    rules: tuple[Rule, ...]
    achievement: Achievement | None


class Asking:
    """The rules of one language, each to be asked alone; `seconds` is what each has taken so far.

    What the conditions of `where` cost is not in it: they are worked out once for a number and shared by all rules.
    """

    def __init__(self, grammar: Grammar, clock: Clock) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._clock = clock
        self._compiled: set[tuple[str, str]] = set()
        self._alone = {
            stage: [(rule, Decisions(grammar, [rule])) for rule in grammar.rules.of(stage, grammar.language)]
            for stage in STAGES
        }

    def answers(self, replay: Replay) -> Iterator[Answer]:
        """What came of the numbers of a reading, but for those of which the stage made nothing."""
        implied = iter([row for row in replay.extraction.achievements if row.implied])
        holds = [dict(replay.places.conditions(numeral)) for numeral in replay.page.numerals]
        for stage, i, row in _questions(replay.extraction, language(replay.grammar).table_rule):
            rules = tuple(self._holding(stage, replay.page.masked, replay.page.numerals[i], holds[i]))
            if not rules or (row is None and stage == "achievements"):
                continue
            if stage == "relations" and (row is None or row.part_of is None):
                continue
            # Such a record has no number that it could be found by; the records stand in the order of the numbers.
            yield Answer(i, rules, next(implied) if stage == "implied" else row)

    def _holding(self, stage: str, masked: str, numeral: NumeralMention, holds: dict[str, bool]) -> Iterator[Rule]:
        self._compile(stage, numeral, holds)
        for rule, alone in self._alone[stage]:
            start = self._clock()
            decided = alone.decide(masked, numeral, holds)
            self.seconds[rule.id] += self._clock() - start
            if decided is not None:
                yield rule

    def _compile(self, stage: str, numeral: NumeralMention, holds: dict[str, bool]) -> None:
        """Patterns are compiled when a number of their form first comes, which is no time of searching."""
        if (stage, numeral.form) not in self._compiled:
            self._compiled.add((stage, numeral.form))
            for _, alone in self._alone[stage]:
                alone.decide("", numeral, holds)


def _questions(extraction: Extraction, table_rule: str) -> Iterator[tuple[str, int, Achievement | None]]:
    """Which stage asks about which number, and the achievement that the number became.

    No rule is asked about a figure in a table, whose achievements have `table_rule`.
    """
    by_id = {row.id: row for row in extraction.achievements}
    for i, numeral in enumerate(extraction.numerals):
        row = by_id.get(numeral.achievement or "")
        yield "roles", i, row
        if numeral.role == "grade":
            yield "implied", i, row
        if numeral.role in (ACHIEVEMENT, "unexplained") and (row is None or row.rule != table_rule):
            yield "achievements", i, row
        if row is not None:
            yield "relations", i, row
