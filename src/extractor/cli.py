"""The command line: one verb for the main job, which needs no sub-command, and the others that serve it.

Results go to standard output, everything else to standard error. Exit codes: 0 all well, 1 some inputs failed and
every other one was written, 2 nothing could be done, 3 `--strict` or `--fail-on-unexplained` found something, 130 ended
by Ctrl-C with a partial result.
"""

import re
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from typer.main import get_command

import extractor
from extractor import documents, manifest, manycommand, outputs, reading, runs, sinks, summary, writing
from extractor import inputs as given
from extractor.closing import Closing
from extractor.documents import Choices
from extractor.errors import ExtractorError, InputError, where_it_broke
from extractor.manycommand import Engine, Wish
from extractor.options import FOUND_SOMETHING, SETTINGS, SOME_FAILED, STOPPED, Encoding, Language, RulePacks, say
from extractor.outcomes import counts_of
from extractor.outputs import Form
from extractor.rules import RuleSet, load_rules

VERBS = frozenset({"diff", "evaluate", "explain", "report", "rules", "schema", "twin"})
"""What the first argument is called if it is no INPUT; known before the verbs are built, which takes its time."""

_EPILOG = """\
[bold]Examples[/bold]

extract news.txt -o units.json --report report.html

extract - --language zh < news.txt | jq .units

extract archive/ -o records/ --report overview.html

extract news.txt --rules my-rules/ --strict -q > units.json

[bold]Other verbs[/bold] (each has --help; a file of the same name is written ./report)

extract report UNITS.json -o R.html   the inspection report of an extraction made earlier

extract explain INPUT "TEXT"   why it was read as it was, or why it was not

extract diff OLD NEW   what changed between two extractions, record by record

extract twin CHINESE ENGLISH   a text and its translation, held against each other

extract evaluate GOLD...   precision, recall and F1 against gold readings

extract rules new|check|list|show|stats|diff|schema   for people who write rules

extract schema   JSON Schema of the output
"""

main_verb = typer.Typer(add_completion=False, context_settings=SETTINGS)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extract {extractor.__version__}")
        raise typer.Exit


@main_verb.command(epilog=_EPILOG)
def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="An announcement, a folder of them, or - for standard input."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="A file; of many inputs a folder, or by ending .jsonl, .csv, .parquet, .sqlite, .duckdb.",
        ),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="R.html", help="Write the inspection report too, one page for all inputs.")
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option("--format", show_default=False, help="Default: json, on a terminal the readable report."),
    ] = None,
    rules: RulePacks = [],
    language: Language = "auto",
    encoding: Encoding = None,
    text_column: Annotated[
        str | None,
        typer.Option(
            "--text-column",
            metavar="NAME",
            help="Of tables: the column with the announcements, else text; if given, a folder's tables are read.",
        ),
    ] = None,
    id_column: Annotated[
        str | None,
        typer.Option("--id-column", metavar="NAME", help="Of a table: the column that tells rows apart; else numbers."),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            "--time-limit",
            metavar="SECONDS",
            min=0,
            show_default=False,
            help="Longest working time for one announcement; default: 30 and 1 for each 2,000 characters.",
        ),
    ] = None,
    max_size: Annotated[
        int, typer.Option("--max-size", metavar="N", min=1, help="Most characters of one announcement.")
    ] = reading.LONGEST,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the source text out of the record.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 3 if a finding of severity error stands.")] = False,
    fail_on_unexplained: Annotated[
        bool, typer.Option("--fail-on-unexplained", help="Exit 3 if a number is unexplained.")
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=1, show_default=False, help="Processes; default: one a core."),
    ] = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="Where documents are read: here, or on a Ray cluster.")
    ] = "local",
    ray_address: Annotated[
        str | None, typer.Option("--ray-address", metavar="ADDRESS", help="Of the cluster; else one on this machine.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where the last run to OUT stopped; read again what has changed.")
    ] = False,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="No progress on standard error.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No summary on standard error.")] = False,
    verbose: Annotated[
        int,
        typer.Option(
            "-v", "--verbose", count=True, show_default=False, help="-v: each finding; -vv: a traceback on failure."
        ),
    ] = 0,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Turn announcements of who was selected into records: units, categories, and what each of them achieved."""
    rule_set = load_rules(rules)
    wish = Wish(
        names=inputs, output=output, form=form or outputs.default_form(output), report=report, packs=rules,
        choices=Choices(encoding=encoding, language=language, text_column=text_column or documents.TEXT_COLUMN,
                        id_column=id_column, max_size=max_size, time_limit=time_limit),
        tables=text_column is not None,
        text=not no_text, workers=workers, resume=resume, progress=not (no_progress or quiet), engine=engine,
        ray_address=ray_address,
    )  # fmt: skip
    stopped = False
    given.see_that_no_input_is_replaced(
        inputs, output, report, tables=text_column is not None, made_here=manifest.ENDING
    )
    if engine == "local" and given.is_one(inputs) and not sinks.has_tables(output):
        closing = _extract_one(wish, rule_set, summarised=not quiet, verbose=verbose)
    else:
        result = manycommand.run(wish, rule_set)
        closing, stopped = result.closing, result.stopped
        if not quiet:
            _print_lines(result.lines())
    complaints = list(_complaints(closing, strict=strict, fail_on_unexplained=fail_on_unexplained))
    for complaint in complaints:
        say(complaint)
    if stopped:
        raise typer.Exit(STOPPED)
    if closing.failed or complaints:
        raise typer.Exit(SOME_FAILED if closing.failed else FOUND_SOMETHING)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code; what goes wrong is one message on standard error."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _see_that_they_can_be_shown(arguments)
        get_command(_verbs() if VERBS.intersection(arguments[:1]) else main_verb)(arguments, prog_name="extract")
    except ExtractorError as error:
        _report(error, str(error), arguments)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001
        # Whatever gets here is a defect of this program; a user is owed one line and the way to the rest.
        hint = "run it again with -vv for the traceback, and report it with the announcement"
        _report(error, f"internal error: {where_it_broke(error)}; {hint}", arguments)
        sys.exit(ExtractorError.exit_code)
    sys.exit()


def _verbs() -> typer.Typer:
    # Imported here, for the main verb has no use for them and would start later.
    from extractor.verbs import verbs

    return verbs


def _extract_one(wish: Wish, rule_set: RuleSet, *, summarised: bool, verbose: int) -> Closing:
    extraction = runs.read_one(wish.names[0], rule_set, wish.choices)
    if wish.form == "json":
        outputs.write_record(extraction, wish.output, text=wish.text)
    else:
        outputs.write_reports([extraction], wish.output, wish.form)
    if wish.report is not None:
        from extractor import report as page

        writing.replace(wish.report, page.html([extraction], rule_set))
    if summarised and not (wish.form == "text" and wish.output is None):
        # A reader who has had enough of the summary has the records all the same.
        with suppress(BrokenPipeError):
            summary.show(extraction, Console(stderr=True), findings=verbose > 0)
    closing = Closing()
    closing.count(counts_of(extraction), name=None)
    return closing


def _print_lines(lines: Iterable[str]) -> None:
    console = Console(stderr=True)
    with suppress(BrokenPipeError):
        for line in lines:
            console.print(reading.printable(line), highlight=False, markup=False, soft_wrap=True)


def _complaints(closing: Closing, *, strict: bool, fail_on_unexplained: bool) -> Iterator[str]:
    if strict and closing.first_error is not None:
        errors = closing.severities["error"]
        yield f"--strict: {errors} findings of severity error, the first is: {closing.first_error}"
    if fail_on_unexplained and (unread := closing.numerals - closing.explained):
        first = "" if closing.first_unexplained is None else f", the first is {closing.first_unexplained}"
        yield f"--fail-on-unexplained: {unread} unexplained numbers{first}"


def _see_that_they_can_be_shown(arguments: Sequence[str]) -> None:
    for number, argument in enumerate(arguments, 1):
        if not reading.is_utf8(argument):
            shown = reading.printable(argument)
            raise InputError(f"argument {number}, {shown}, is not valid UTF-8; rename what it names, or mend it")
        # What is said about an option that does not exist would quote it as it is.
        if argument.startswith("-") and reading.printable(option := argument.partition("=")[0]) != option:
            shown = reading.printable(argument)
            raise InputError(f"argument {number}, {shown}, is no option; a file of that name is written ./{shown}")


def _report(error: Exception, message: str, arguments: Sequence[str]) -> None:
    # The arguments may be what could not be understood, so the wish for a traceback is read from them as they are.
    verbosity = sum(word.count("v") for word in arguments if re.fullmatch("-[qv]+", word))
    if verbosity > 1:
        traceback.print_exception(error)
    say(message)
