"""What `extract` does with many announcements."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from contextlib import closing as ending
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from extractor import batch, documents, inputs, outcomes, outputs, progress, sinks, writing
from extractor.closing import Closing
from extractor.documents import Choices
from extractor.errors import ExtractorError, InputError
from extractor.extraction import Extraction
from extractor.inputs import Input
from extractor.interruptions import Interruption
from extractor.jobs import jobs_of
from extractor.manifest import Manifest, manifest_of
from extractor.options import say
from extractor.outcomes import Outcome
from extractor.outputs import Form
from extractor.places import Places
from extractor.recipes import Recipe
from extractor.rules import RuleSet
from extractor.sinks import Sink

_TOO_FEW = 8
"""Up to so many documents are read in the time that another process takes to begin."""


Engine = Literal["local", "ray"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for; `workers` is None where that is left to the program.

    `tables` is whether a folder may have tables of announcements among its files.
    """

    names: Sequence[str]
    output: Path | None
    form: Form
    report: Path | None
    packs: Sequence[Path]
    choices: Choices
    tables: bool
    text: bool
    workers: int | None
    resume: bool
    progress: bool
    engine: Engine = "local"
    ray_address: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a run came to; `stopped` if it was ended early, `kept` are the documents taken over from an earlier one."""

    closing: Closing
    seconds: float
    kept: int
    stopped: bool
    output: Path | None

    def lines(self) -> Iterator[str]:
        """The closing words."""
        yield from self.closing.lines(seconds=self.seconds, kept=self.kept)
        if self.stopped:
            remedy = "" if self.output is None else f"; {self.output} holds what was done, --resume goes on from there"
            yield f"ended early{remedy}"


def recipe_for(wish: Wish, rules: RuleSet) -> Recipe:
    """How its documents are read, and how their records are written."""
    into_files = wish.form == "json" and wish.output is not None and wish.output.suffix.lower() not in sinks.FILES
    packs = tuple(str(path.absolute()) for path in wish.packs)
    # The report shows the text, so records have it until they are written.
    text = wish.text or wish.report is not None or wish.form != "json"
    return Recipe(packs, rules.digest, wish.choices, text=text, indent=2 if into_files else None)


def run(wish: Wish, rules: RuleSet) -> Result:
    """Read all of them and write what comes of them; each that fails is said.

    Raises `ExtractorError` if none could be read, or if the result could not be written: then nothing is.
    """
    return _on_ray(wish, rules) if wish.engine == "ray" else _here(wish, rules)


def _here(wish: Wish, rules: RuleSet) -> Result:
    begun = time.monotonic()
    recipe = recipe_for(wish, rules)
    total = _see_what_there_is(wish)
    workers = wish.workers or _fitting(total)
    wanted: list[Extraction] = []
    closing = Closing()
    path = None if wish.output is None or inputs.is_one(wish.names) else manifest_of(wish.output)
    with Interruption() as interruption, Manifest(path, recipe, resume=wish.resume) as manifest:
        _say_what_is_taken_over(manifest, path)
        jobs = jobs_of(_inputs(wish), wish.choices)
        found = batch.run(jobs, recipe, manifest, interruption, workers=workers, rules=rules)
        advancing = progress.shown(total, wanted=wish.progress and not _is_seen(wish))
        try:
            with ending(found), _sink(wish) as sink, advancing as advance:
                for outcome in found:
                    _take(outcome, closing)
                    if outcome.failure is None and (wish.report is not None or wish.form != "json"):
                        wanted.append(Extraction.model_validate_json(outcome.record))
                    sink(outcome if wish.text or not recipe.text else _without_text(outcome, recipe))
                    advance()
                if not closing.read and not interruption.wished:
                    raise InputError("no announcement could be read, so nothing was written")
        except BrokenPipeError:
            # Whoever reads standard output has had enough, which is no error.
            writing.silence_standard_output()
    if wish.form != "json":
        outputs.write_reports(wanted, wish.output, wish.form)
    if wish.report is not None:
        from extractor import report

        writing.replace(wish.report, report.html(wanted, rules))
    return Result(closing, time.monotonic() - begun, manifest.kept, interruption.wished, wish.output)


def _on_ray(wish: Wish, rules: RuleSet) -> Result:
    from extractor import rayengine

    if wish.resume or wish.report is not None or wish.form != "json":
        raise ExtractorError("--engine ray only writes tables: leave out --resume, --report and --format, or use local")
    if wish.output is None:
        raise ExtractorError("--engine ray writes Parquet; name a folder that ends in .parquet with -o")
    begun = time.monotonic()
    closing = Closing()
    found, recipe = inputs.find(wish.names, output=wish.output, tables=wish.tables), recipe_for(wish, rules)
    for outcome in rayengine.run(found, recipe, wish.output, address=wish.ray_address, workers=wish.workers):
        _take(outcome, closing)
    return Result(closing, time.monotonic() - begun, 0, stopped=False, output=wish.output)


def _take(outcome: Outcome, closing: Closing) -> None:
    closing.add(outcome)
    if outcome.failure is not None:
        say(outcome.failure.message)


def _inputs(wish: Wish) -> Iterator[Input]:
    return inputs.each(wish.names, output=wish.output, tables=wish.tables)


def _see_what_there_is(wish: Wish) -> int | None:
    """How many documents there are, or None if a table has some of them. Raises `ExtractorError` if there are none."""
    total: int | None = 0
    for entry in _inputs(wish):
        total = None if total is None or documents.is_table(entry.path) else total + 1
    if wish.output is not None and wish.form == "json":
        sinks.see_that_it_can_hold_many(wish.output)
    if wish.resume and wish.output is None:
        raise ExtractorError("--resume goes on with an output; name it with -o")
    return total


def _say_what_is_taken_over(manifest: Manifest, path: Path | None) -> None:
    if manifest.outdated:
        say(f"{path}: version, rules or options have changed since that run, so every document is read again")
    if manifest.unfinished:
        say(f"{path}: its {manifest.unfinished:,} documents are read again; --resume would have gone on from there")


def _sink(wish: Wish) -> AbstractContextManager[Sink]:
    if wish.form != "json":
        return nullcontext(lambda _: None)
    folder = wish.output is not None and wish.output.suffix.lower() not in sinks.FILES
    places = Places(_inputs(wish)) if folder else str
    return sinks.opened(wish.output, places)


def _is_seen(wish: Wish) -> bool:
    """Whether the results go to the terminal that the progress would be shown on."""
    return wish.output is None and os.isatty(1)


def _fitting(total: int | None) -> int:
    if total is not None and total <= _TOO_FEW:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _without_text(outcome: Outcome, recipe: Recipe) -> Outcome:
    if outcome.failure is not None:
        return outcome
    extraction = Extraction.model_validate_json(outcome.record)
    return replace(outcome, packed=outcomes.packed(writing.to_json(extraction, text=False, indent=recipe.indent)))
