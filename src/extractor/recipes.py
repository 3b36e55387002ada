"""How all documents of a run are read, and the reader that reads them so in any process."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

import extractor
from extractor import documents, outcomes, writing
from extractor.documents import Choices
from extractor.errors import ExtractorError, RulesError, searching, where_it_broke
from extractor.jobs import Job
from extractor.outcomes import Outcome
from extractor.reading import printable
from extractor.rules import RuleSet, load_rules


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides what a record says and how it is written, but the document; small, and can be pickled.

    `packs` are the folders of rule packs, `rules` the digest of what was loaded from them. `text` is whether records
    have the text of their source, `indent` the step of their JSON or None for one line.
    """

    packs: tuple[str, ...]
    rules: str
    choices: Choices = field(default_factory=Choices)
    text: bool = True
    indent: int | None = None

    @property
    def digest(self) -> str:
        """Equal digests mean that a document that has not changed would give the same record again."""
        decides = [extractor.__version__, self.rules, asdict(self.choices), self.text, self.indent]
        return hashlib.sha256(json.dumps(decides).encode()).hexdigest()


def reader(recipe: Recipe, rules: RuleSet | None = None) -> Callable[[Job], Outcome]:
    """What reads a document; loads the rules unless the loaded ones are given.

    Raises `RulesError` if the packs are not those any more that the recipe was made with.
    """
    # Slow to import, and not needed where others do the reading.
    from extractor import pipeline

    if rules is None:
        rules = load_rules(recipe.packs)
        if rules.digest != recipe.rules:
            raise RulesError(["the rule packs were changed during the run; run it again, with --resume to go on"])

    def read(job: Job) -> Outcome:
        name = printable(job.name)
        if job.error is not None:
            return Outcome(job.name, job.place, failure=outcomes.failure_of(job.error, name=name))
        try:
            document = job.document or documents.read(job.name, recipe.choices)
            with searching(name):
                extraction = pipeline.run(document.source, rules, seconds=recipe.choices.time_limit)
            packed = outcomes.packed(writing.to_json(extraction, text=recipe.text, indent=recipe.indent))
        except ExtractorError as error:
            return Outcome(job.name, job.place, failure=outcomes.failure_of(str(error), name=name))
        except Exception as error:  # noqa: BLE001 - whatever it is, the other documents of a long run are read all the same
            message = f"{name}: internal error: {where_it_broke(error)}; report it with the announcement"
            return Outcome(job.name, job.place, failure=outcomes.failure_of(message, name=name))
        return Outcome(job.name, job.place, packed, extraction.source.sha256, outcomes.counts_of(extraction))

    return read
