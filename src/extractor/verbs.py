"""The verbs of the command line that serve the main one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from extractor import (
    diffcommand,
    documents,
    evaluation,
    explaining,
    explanationreport,
    goldfile,
    inputs,
    outputs,
    reading,
    recordfiles,
    steering,
    tally,
    twincommand,
    writing,
)
from extractor import report as page
from extractor.documents import Choices
from extractor.extraction import json_schema
from extractor.options import FOUND_SOMETHING, SETTINGS, SOME_FAILED, Encoding, Language, RulePacks, say
from extractor.rules import load_rules
from extractor.rulesverbs import rules_verbs
from extractor.twins.words import in_words

verbs = typer.Typer(add_completion=False, context_settings=SETTINGS, no_args_is_help=True)
verbs.add_typer(rules_verbs, name="rules")

ReportForm = Literal["text", "md", "html"]
FORMS: Mapping[str, Literal["text", "md"]] = {".md": "md", ".txt": "text"}
"""The forms of a report that the ending of its file asks for; any other file is a page."""

_REPORT_EPILOG = """\
[bold]Examples[/bold]

extract report units.json -o report.html

extract report records/ -o overview.html

extract report units.json --source news.txt -o report.html

extract report units.json --format md >> pull-request.md
"""
_EXPLAIN_EPILOG = """\
[bold]Examples[/bold]

extract explain news.txt "1362 high-level papers"

extract explain news.txt "Radar Studio" --expect unit

extract explain news.txt --at 1042
"""
_DIFF_EPILOG = """\
[bold]Examples[/bold]

extract diff old.json new.json

extract diff records-1.0/ records-1.1/ --format html > changes.html
"""
_TWIN_EPILOG = """\
[bold]Examples[/bold]

extract twin news.zh.txt news.en.txt

extract twin news.zh.txt news.en.txt --report news.html --strict

extract twin chinese.json english.json --format md >> pull-request.md
"""


@verbs.command(epilog=_REPORT_EPILOG)
def report(
    records: Annotated[
        Path,
        typer.Argument(metavar="UNITS.json", help="What extract wrote: a .json or .jsonl file, or a folder of .json."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="R.html", help="Write the page here. Else the readable report is printed."
        ),
    ] = None,
    source: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The announcement, of records written with --no-text.")
    ] = None,
    form: Annotated[
        ReportForm | None,
        typer.Option("--format", show_default=False, help="Default: by the ending of -o (.md, .txt, else html)."),
    ] = None,
    rules: RulePacks = [],
) -> None:
    """The inspection report of an extraction made earlier: a page for a browser, or text to read or to send."""
    read = [*recordfiles.files_of(records), *([] if source is None else [source])]
    inputs.see_that_no_input_is_replaced([str(path) for path in read], output)
    extractions = list(recordfiles.load_many(records).values())
    if source is not None:
        extractions = [
            recordfiles.with_text(
                extractions, documents.read(source, Choices(encoding=extractions[0].source.encoding)).source
            )
        ]
    by_ending: ReportForm = "text" if output is None else FORMS.get(output.suffix.lower(), "html")
    chosen: ReportForm = by_ending if form is None else form
    if chosen == "html":
        outputs.put(page.html(extractions, load_rules(rules)), output)
    else:
        outputs.write_reports(extractions, output, chosen)


@verbs.command(epilog=_DIFF_EPILOG)
def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="What extract wrote: a .json or .jsonl file, or a folder.")
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Likewise, of the same announcements.")],
    form: Annotated[Literal["text", "json", "md", "html"], typer.Option("--format", help="How to say it.")] = "text",
) -> None:
    """What changed between two extractions, record by record. Exit code 0 if nothing did, 1 if something did."""
    content, differs = diffcommand.run(old, new, form=form)
    writing.to_standard_output(content)
    if differs:
        raise typer.Exit(SOME_FAILED)


@verbs.command(epilog=_TWIN_EPILOG)
def twin(
    chinese: Annotated[
        str, typer.Argument(metavar="CHINESE", help="The Chinese text, or the .json that extract wrote of it.")
    ],
    english: Annotated[str, typer.Argument(metavar="ENGLISH", help="Its English translation, likewise.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="A file. Else standard output.")
    ] = None,
    form: Annotated[
        twincommand.Form | None,
        typer.Option("--format", show_default=False, help="Default: by the ending of -o (.json, .md, else text)."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="R.html", help="Write the inspection report of the Chinese text, with what differs."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 3 if something differs.")] = False,
    rules: RulePacks = [],
    encoding: Encoding = None,
) -> None:
    """A Chinese text and its English translation, held against each other: numbers, units and terms that differ."""
    inputs.see_that_no_input_is_replaced([chinese, english], output, report)
    rule_set = load_rules(rules)
    held = twincommand.compare(chinese, english, rule_set, encoding=encoding)
    words = in_words(held)
    chosen = form or twincommand.FORMS.get(output.suffix.lower() if output else "", "text")
    outputs.put(twincommand.written(held, chosen), output)
    if report is not None:
        writing.replace(report, page.html([held.chinese.extraction], rule_set, held=words))
    if strict and held.differences:
        say(f"--strict: {words.closing}; the first is: {words.entries[0].message}")
        raise typer.Exit(FOUND_SOMETHING)


@verbs.command(epilog=_EXPLAIN_EPILOG)
def explain(
    announcement: Annotated[str, typer.Argument(metavar="INPUT", help="An announcement, or - for standard input.")],
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="Words of it; or say where with --at.")] = None,
    at: Annotated[int | None, typer.Option(metavar="OFFSET", help="A character of the text, as records count.")] = None,
    expect: Annotated[
        str | None, typer.Option(metavar="KIND", help="What it should be: unit, achievement, date, a rule's id, …")
    ] = None,
    rules: RulePacks = [],
    language: Language = "auto",
    encoding: Encoding = None,
) -> None:
    """Why words were read as they were, by which stages and rules; or why they were not, and what came nearest."""
    if (text is None) is (at is None):
        problem = "give the words of the text, or their place with --at OFFSET, and not both"
        raise typer.BadParameter(problem, param_hint="TEXT")
    source = documents.read(announcement, Choices(encoding=encoding, language=language)).source
    found = explaining.explain(source, load_rules(rules), text=text, at=at, expect=expect)
    console = Console()
    with console.capture() as captured:
        console.print(explanationreport.tree(found), highlight=False, markup=False)
    writing.to_standard_output(captured.get())


@verbs.command()
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="NAME.gold.yaml, with NAME.txt beside it.")],
    rules: RulePacks = [],
    misses: Annotated[bool, typer.Option("--misses", help="Print every miss and every spurious record too.")] = False,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="json has all digits.")] = "table",
) -> None:
    """Precision, recall and F1 against gold readings, one line a document and the pooled line."""
    rule_set = load_rules(rules)
    tallies: dict[str, tally.Tally] = {}
    for path in gold:
        name = reading.printable(path.name.removesuffix(goldfile.ENDING))
        tallies[reading.printable(str(path)) if name in tallies else name] = evaluation.evaluate_file(path, rule_set)
    if form == "json":
        figures = {name: {"figures": row.figures(), "misses": row.misses} for name, row in tallies.items()}
        pooled = tally.pooled(tallies.values()).figures()
        writing.to_standard_output(steering.as_json({"documents": figures, "pooled": pooled}))
    else:
        writing.to_standard_output(tally.table(tallies, misses=misses) + "\n")


@verbs.command()
def schema() -> None:
    """JSON Schema of the output."""
    writing.to_standard_output(steering.as_json(json_schema()))
