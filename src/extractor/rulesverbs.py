"""The verbs of the command line for people who write rules: `extract rules …`."""

import difflib
import shlex
from pathlib import Path
from typing import Annotated, Literal

import typer
import yaml
from rich.console import Console

from extractor import (
    diffreport,
    newpack,
    packcheck,
    packrevisions,
    problemformats,
    rulediff,
    rulediffreport,
    rulereference,
    ruleschema,
    rulestats,
    statsreport,
    steering,
    writing,
)
from extractor.errors import InputError, RulesError
from extractor.options import SOME_FAILED, Encoding, Language, RulePacks, say
from extractor.rules import Rule, load_rules
from extractor.wording import one_line

_EPILOG = """\
[bold]Examples[/bold]

extract rules new cellars

extract rules check --rules cellars

extract rules stats archive/ --rules cellars

extract rules diff built-in cellars archive/
"""
_CHECK_EPILOG = """\
[bold]Examples[/bold]

extract rules check --rules cellars --fix

extract rules check --rules cellars --format sarif > rules.sarif
"""
_SCHEMA_EPILOG = """\
[bold]Examples[/bold]

extract rules schema > cellars/.schema/rules.schema.json

extract rules schema pack > cellars/.schema/pack.schema.json

[bold]The first line of a file by which an editor finds it[/bold]

# yaml-language-server: $schema=../.schema/rules.schema.json
"""
_STATS_EPILOG = """\
[bold]Examples[/bold]

extract rules stats archive/ --rules cellars

extract rules stats archive/ --sort seconds --descending --format csv > rules.csv
"""
_DIFF_EPILOG = """\
[bold]Examples[/bold]

extract rules diff built-in cellars archive/

extract rules diff HEAD~1:cellars cellars archive/ --format html > changes.html
"""

rules_verbs = typer.Typer(no_args_is_help=True, help="For people who write rules.", epilog=_EPILOG)


@rules_verbs.command(epilog=_CHECK_EPILOG)
def check(
    rules: RulePacks = [],
    fix: Annotated[bool, typer.Option("--fix", help="First put the files into canonical form, comments kept.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="Print notes too: patterns not proved to be linear.")] = False,
    form: Annotated[
        problemformats.ProblemForm, typer.Option("--format", help="sarif and github are for continuous integration.")
    ] = "text",
) -> None:
    """Run every example of every rule, both ways, and look for what is dead, doubled, unused, slow or untested.

    Errors make the exit code 2; warnings and notes do not.
    """
    for path in packcheck.mend(rules) if fix else ():
        say(f"{path}: written in the canonical form")
    problems = packcheck.examine(rules)
    failed = any(problem.severity == "error" for problem in problems)
    if form != "text":
        writing.to_standard_output(problemformats.in_form(problems, form, notes=notes))
        if failed:
            raise typer.Exit(RulesError.exit_code)
        return
    lines = [problemformats.worded(problem) for problem in problems if notes or problem.severity != "note"]
    if failed:
        raise RulesError([*lines, problemformats.summary(problems)])
    rule_set = load_rules(rules)
    examples = sum(len(rule.examples) for rule in rule_set.rules)
    lines.append(f"{len(rule_set.rules)} rules with {examples} examples: all well")
    writing.to_standard_output(steering.in_lines("".join(f"{line}\n" for line in lines)))


@rules_verbs.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the pack is called.")],
    folder: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="Where to make it; default: NAME, here.")
    ] = None,
) -> None:
    """A new pack to begin with: one explained rule of each sort; it passes the check at once."""
    written = newpack.new(name, folder or Path(name))
    said = "".join(f"{path}\n" for path in written)
    said += f"next: extract rules check --rules {shlex.quote(str(written[0].parent))}\n"
    writing.to_standard_output(steering.in_lines(said))


@rules_verbs.command("schema", epilog=_SCHEMA_EPILOG)
def rules_schema(
    name: Annotated[
        ruleschema.SchemaName, typer.Argument(help="pack is for pack.yaml, rules for the rule files.")
    ] = "rules",
) -> None:
    """JSON Schema of the files of a pack, by which editors complete them and mark errors."""
    writing.to_standard_output(ruleschema.written(name))


@rules_verbs.command("list")
def list_rules(
    rules: RulePacks = [],
    form: Annotated[Literal["text", "md"], typer.Option("--format", help="md has all that each rule says.")] = "text",
) -> None:
    """Every rule in force and why it is there."""
    if form == "md":
        writing.to_standard_output(rulereference.markdown(load_rules(rules)))
        return
    rows = load_rules(rules).rules
    width = max((len(rule.id) for rule in rows), default=0)
    writing.to_standard_output("".join(f"{rule.id:{width}}  {one_line(rule.why)}\n" for rule in rows))


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
    writing.to_standard_output(steering.in_lines("\n".join(_in_full(by_id[name]) for name in names)))


@rules_verbs.command(epilog=_STATS_EPILOG)
def stats(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Announcements, or folders of them.")],
    rules: RulePacks = [],
    sort: Annotated[statsreport.Column, typer.Option(help="The column to order by.")] = "hits",
    descending: Annotated[bool, typer.Option("--descending", help="The greatest first.")] = False,
    form: Annotated[
        Literal["text", "csv", "json"], typer.Option("--format", help="csv and json have all digits.")
    ] = "text",
    language: Language = "auto",
    encoding: Encoding = None,
) -> None:
    """What each rule does in a corpus: hits, overlaps, conflicts, time, and precision where gold lies beside it."""
    gathered = rulestats.gather(inputs, load_rules(rules), encoding=encoding, language=language)
    rows = statsreport.ordered(gathered, sort, descending=descending)
    if form == "csv":
        writing.to_standard_output(statsreport.as_csv(rows))
    elif form == "json":
        writing.to_standard_output(steering.as_json(statsreport.as_json(rows)))
    else:
        console = Console()
        with console.capture() as captured:
            console.print(statsreport.text(rows), highlight=False, markup=False)
        writing.to_standard_output(captured.get())


@rules_verbs.command("diff", epilog=_DIFF_EPILOG)
def diff_rules(
    old: Annotated[str, typer.Argument(metavar="OLD", help="built-in, a pack's folder, or REVISION:FOLDER of git.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Likewise.")],
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Announcements, or folders of them.")],
    form: Annotated[Literal["text", "md", "html"], typer.Option("--format", help="How to say it.")] = "text",
    language: Language = "auto",
    encoding: Encoding = None,
) -> None:
    """What a change of rules gains, loses and changes in a corpus. Exit code 0 if nothing, 1 if something."""
    one, other = packrevisions.load(old), packrevisions.load(new)
    documents = rulediff.compare_rules(one, other, inputs, encoding=encoding, language=language)
    said = rulediffreport.rule_changes(documents, old=old, new=new)
    writing.to_standard_output(diffreport.written(said, form))
    if any(documents):
        raise typer.Exit(SOME_FAILED)


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
