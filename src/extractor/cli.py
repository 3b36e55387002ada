"""The command line: one verb for the main job, which needs no sub-command, and the others that serve it.

Results go to standard output, everything else to standard error. Exit codes: 0 all well, 1 some inputs failed and
every other one was written, 2 nothing could be done, 3 `--strict` or `--fail-on-unexplained` found something.
"""

import difflib
import json
import re
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
import yaml
from rich.console import Console
from typer.main import get_command

import extractor
from extractor import pipeline, reading, summary, writing
from extractor.errors import ExtractorError, InputError, RulesError
from extractor.extraction import Extraction, json_schema
from extractor.reading import LanguageChoice
from extractor.rules import Rule, load_rules

FOUND_SOMETHING = 3
VERBS = frozenset({"evaluate", "schema", "rules"})
"""What the first argument is called if it is no INPUT; known before the verbs are built, which takes its time."""

_SETTINGS = {"help_option_names": ["-h", "--help"]}
_EPILOG = """\
[bold]Examples[/bold]

extract news.txt -o units.json

extract - --language zh < news.txt | jq .units

extract news.txt --rules my-rules/ --strict -q > units.json

[bold]Other verbs[/bold] (each has --help; a file of the same name is written ./evaluate)

extract evaluate GOLD...   precision, recall and F1 against gold readings

extract rules check|list|show   for people who write rules

extract schema   JSON Schema of the output
"""

main_verb = typer.Typer(add_completion=False, context_settings=_SETTINGS)
verbs = typer.Typer(add_completion=False, context_settings=_SETTINGS, no_args_is_help=True)
rules_verbs = typer.Typer(no_args_is_help=True, help="For people who write rules.")
verbs.add_typer(rules_verbs, name="rules")

RulePacks = Annotated[
    list[Path], typer.Option("--rules", metavar="DIR", help="A rule pack to lay over the built-in ones; later wins.")
]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extract {extractor.__version__}")
        raise typer.Exit


@main_verb.command(epilog=_EPILOG)
def extract(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="An announcement, or - for standard input.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="Where the JSON goes; else standard output.")
    ] = None,
    rules: RulePacks = [],
    language: Annotated[LanguageChoice, typer.Option(help="auto decides by the script.")] = "auto",
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Default: BOM, then UTF-8, then GB18030, then detection.")
    ] = None,
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
    """Turn an announcement of who was selected into records: units, categories, and what each of them achieved."""
    if len(inputs) > 1:
        problem = f"one at a time, not {len(inputs)}; run extract once for each"
        raise typer.BadParameter(problem, param_hint="INPUT")
    source = reading.read(inputs[0], encoding=encoding, language=language)
    extraction = pipeline.run(source, load_rules(rules))
    content = writing.to_json(extraction, text=not no_text)
    if output is None:
        writing.to_standard_output(content)
    else:
        writing.replace(output, content)
    if not quiet:
        # A reader who has had enough of the summary has the records all the same.
        with suppress(BrokenPipeError):
            summary.show(extraction, Console(stderr=True), findings=verbose > 0)
    if complaints := _complaints(extraction, strict=strict, fail_on_unexplained=fail_on_unexplained):
        for complaint in complaints:
            _say(complaint)
        raise typer.Exit(FOUND_SOMETHING)


@verbs.command()
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="NAME.gold.yaml, with NAME.txt beside it.")],
    rules: RulePacks = [],
    misses: Annotated[bool, typer.Option("--misses", help="Print every miss and every spurious record too.")] = False,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="json has all digits.")] = "table",
) -> None:
    """Precision, recall and F1 against gold readings, one line a document and the pooled line."""
    # Imported here, for the main verb has no use for them and would start later.
    from extractor import evaluation, goldfile, tally

    rule_set = load_rules(rules)
    tallies: dict[str, tally.Tally] = {}
    for path in gold:
        name = path.name.removesuffix(goldfile.ENDING)
        tallies[str(path) if name in tallies else name] = evaluation.evaluate_file(path, rule_set)
    if form == "json":
        figures = {name: {"figures": row.figures(), "misses": row.misses} for name, row in tallies.items()}
        pooled = tally.pooled(tallies.values()).figures()
        content = json.dumps({"documents": figures, "pooled": pooled}, ensure_ascii=False, indent=2)
    else:
        content = tally.table(tallies, misses=misses)
    writing.to_standard_output(content + "\n")


@verbs.command()
def schema() -> None:
    """JSON Schema of the output."""
    writing.to_standard_output(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")


@rules_verbs.command()
def check(rules: RulePacks = []) -> None:
    """Run every example of every rule, exactly and both ways, and look for dead, doubled and untested rules."""
    from extractor import rulecheck

    rule_set = load_rules(rules)
    if problems := rulecheck.check(rule_set):
        raise RulesError([str(problem) for problem in problems])
    examples = sum(len(rule.examples) for rule in rule_set.rules)
    writing.to_standard_output(f"{len(rule_set.rules)} rules with {examples} examples: all well\n")


@rules_verbs.command("list")
def list_rules(rules: RulePacks = []) -> None:
    """Every rule in force and why it is there."""
    rows = load_rules(rules).rules
    width = max((len(rule.id) for rule in rows), default=0)
    writing.to_standard_output("".join(f"{rule.id:{width}}  {' '.join(rule.why.split())}\n" for rule in rows))


@rules_verbs.command()
def show(
    names: Annotated[list[str], typer.Argument(metavar="ID", help="The id of a rule, as records have it.")],
    rules: RulePacks = [],
) -> None:
    """A rule in full: where it stands, its pattern, what it gives, its examples."""
    by_id = {rule.id: rule for rule in load_rules(rules).rules}
    for name in names:
        if name not in by_id:
            near = difflib.get_close_matches(name, by_id, n=1)
            hint = f"did you mean {near[0]}?" if near else "extract rules list names them all"
            raise InputError(f"no rule is called {name}; {hint}")
    writing.to_standard_output("\n".join(_in_full(by_id[name]) for name in names))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code; what goes wrong is one message on standard error."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _see_that_they_are_utf8(arguments)
        get_command(verbs if VERBS.intersection(arguments[:1]) else main_verb)(arguments, prog_name="extract")
    except ExtractorError as error:
        _report(error, str(error), arguments)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001
        # Whatever gets here is a defect of this program; a user is owed one line and the way to the rest.
        hint = "run it again with -vv for the traceback, and report it with the announcement"
        _report(error, f"internal error: {type(error).__name__}: {error}; {hint}", arguments)
        sys.exit(ExtractorError.exit_code)
    sys.exit()


def _complaints(extraction: Extraction, *, strict: bool, fail_on_unexplained: bool) -> list[str]:
    complaints = []
    if strict and (errors := [row for row in extraction.findings if row.severity == "error"]):
        complaints.append(f"--strict: {len(errors)} findings of severity error, the first is: {errors[0].message}")
    if fail_on_unexplained and (rows := [row.span for row in extraction.numerals if row.role == "unexplained"]):
        first = f"the first is {rows[0].text!r} at character {rows[0].start}"
        complaints.append(f"--fail-on-unexplained: {len(rows)} unexplained numbers, {first}")
    return complaints


def _in_full(rule: Rule) -> str:
    content = {
        "id": rule.id,
        "why": rule.why,
        "stage": rule.stage,
        "match": rule.match,
        "where": list(rule.where),
        "gives": dict(rule.gives),
        "examples": [example.model_dump() for example in rule.examples],
    }
    body = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)
    return f"# {rule.file}:{rule.line}\n{body}"


def _see_that_they_are_utf8(arguments: Sequence[str]) -> None:
    for number, argument in enumerate(arguments, 1):
        if (shown := reading.printable(argument)) != argument:
            raise InputError(f"argument {number}, {shown}, is not valid UTF-8; rename what it names, or mend it")


def _report(error: Exception, message: str, arguments: Sequence[str]) -> None:
    # The arguments may be what could not be understood, so the wish for a traceback is read from them as they are.
    verbosity = sum(word.count("v") for word in arguments if re.fullmatch("-[qv]+", word))
    if verbosity > 1:
        traceback.print_exception(error)
    _say(message)


def _say(message: str) -> None:
    for line in message.splitlines():
        typer.echo(f"extract: {line}", err=True)
