"""The command line: one verb for the main job, which needs no sub-command, and the others that serve it.

Results go to standard output, everything else to standard error. Exit codes: 0 all well, 1 some inputs failed and
every other one was written, 2 nothing could be done, 3 `--strict` or `--fail-on-unexplained` found something.
"""

import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from typer.main import get_command

import extractor
from extractor import inputs as given
from extractor import outputs, reading, runs, summary, writing
from extractor.errors import ExtractorError, InputError
from extractor.extraction import Extraction
from extractor.options import FOUND_SOMETHING, SETTINGS, SOME_FAILED, Encoding, Language, RulePacks, say
from extractor.outputs import Form
from extractor.rules import load_rules
from extractor.runs import Failure, Reading

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
            help="A file; of many inputs a .jsonl file or a folder. Else standard output.",
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
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the source text out of the record.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 3 if a finding of severity error stands.")] = False,
    fail_on_unexplained: Annotated[
        bool, typer.Option("--fail-on-unexplained", help="Exit 3 if a number is unexplained.")
    ] = False,
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
    one, form = given.is_one(inputs), form or outputs.default_form(output)
    found = given.find(inputs)
    if output is not None and not one and form == "json":
        outputs.see_that_it_can_hold_many(output)
    outcomes = list(runs.read_each(found, rule_set, encoding=encoding, language=language))
    failures = [row for row in outcomes if isinstance(row, Failure)]
    readings = [row for row in outcomes if isinstance(row, Reading)]
    if one and failures:
        raise failures[0].error
    for failure in failures:
        say(str(failure.error))
    if not readings:
        raise typer.Exit(ExtractorError.exit_code)
    extractions = [row.extraction for row in readings]
    if form == "json":
        outputs.write_records(readings, output, one=one, text=not no_text)
    else:
        outputs.write_reports(extractions, output, form)
    if report is not None:
        from extractor import report as page

        writing.replace(report, page.html(extractions, rule_set))
    if not quiet:
        # A reader who has had enough of the summary has the records all the same.
        with suppress(BrokenPipeError):
            _summarise(extractions, len(failures), one=one, shown=form == "text" and output is None, verbose=verbose)
    complaints = list(_complaints(extractions, strict=strict, fail_on_unexplained=fail_on_unexplained))
    for complaint in complaints:
        say(complaint)
    if failures or complaints:
        raise typer.Exit(SOME_FAILED if failures else FOUND_SOMETHING)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code; what goes wrong is one message on standard error."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _see_that_they_are_utf8(arguments)
        get_command(_verbs() if VERBS.intersection(arguments[:1]) else main_verb)(arguments, prog_name="extract")
    except ExtractorError as error:
        _report(error, str(error), arguments)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001
        # Whatever gets here is a defect of this program; a user is owed one line and the way to the rest.
        hint = "run it again with -vv for the traceback, and report it with the announcement"
        _report(error, f"internal error: {type(error).__name__}: {error}; {hint}", arguments)
        sys.exit(ExtractorError.exit_code)
    sys.exit()


def _verbs() -> typer.Typer:
    # Imported here, for the main verb has no use for them and would start later.
    from extractor.verbs import verbs

    return verbs


def _summarise(extractions: Sequence[Extraction], failures: int, *, one: bool, shown: bool, verbose: int) -> None:
    console = Console(stderr=True)
    if not one:
        console.print(runs.closing_line(extractions, failures), highlight=False, markup=False)
    elif not shown:
        summary.show(extractions[0], console, findings=verbose > 0)


def _complaints(extractions: Sequence[Extraction], *, strict: bool, fail_on_unexplained: bool) -> Iterator[str]:
    errors = [row for extraction in extractions for row in extraction.findings if row.severity == "error"]
    if strict and errors:
        yield f"--strict: {len(errors)} findings of severity error, the first is: {errors[0].message}"
    unread = [(x, row.span) for x in extractions for row in x.numerals if row.role == "unexplained"]
    if fail_on_unexplained and unread:
        extraction, span = unread[0]
        place = f" of {extraction.source.path}" if len(extractions) > 1 else ""
        first = f"the first is {span.text!r} at character {span.start}{place}"
        yield f"--fail-on-unexplained: {len(unread)} unexplained numbers, {first}"


def _see_that_they_are_utf8(arguments: Sequence[str]) -> None:
    for number, argument in enumerate(arguments, 1):
        if (shown := reading.printable(argument)) != argument:
            raise InputError(f"argument {number}, {shown}, is not valid UTF-8; rename what it names, or mend it")


def _report(error: Exception, message: str, arguments: Sequence[str]) -> None:
    # The arguments may be what could not be understood, so the wish for a traceback is read from them as they are.
    verbosity = sum(word.count("v") for word in arguments if re.fullmatch("-[qv]+", word))
    if verbosity > 1:
        traceback.print_exception(error)
    say(message)
