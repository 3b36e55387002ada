"""The verbs of the command line for people who write rules: `extract rules …`."""

import difflib
import json
from typing import Annotated, Literal

import typer
import yaml
from rich.console import Console

from extractor import (
    diffreport,
    packrevisions,
    rulecheck,
    rulediff,
    rulediffreport,
    rulereference,
    rulestats,
    statsreport,
    writing,
)
from extractor.errors import InputError, RulesError
from extractor.options import SOME_FAILED, RulePacks
from extractor.rules import Rule, load_rules

rules_verbs = typer.Typer(no_args_is_help=True, help="For people who write rules.")


@rules_verbs.command()
def check(rules: RulePacks = []) -> None:
    """Run every example of every rule, exactly and both ways, and look for dead, doubled and untested rules."""
    rule_set = load_rules(rules)
    if problems := rulecheck.check(rule_set):
        raise RulesError([str(problem) for problem in problems])
    examples = sum(len(rule.examples) for rule in rule_set.rules)
    writing.to_standard_output(f"{len(rule_set.rules)} rules with {examples} examples: all well\n")


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


@rules_verbs.command()
def stats(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Announcements, or folders of them.")],
    rules: RulePacks = [],
    sort: Annotated[statsreport.Column, typer.Option(help="The column to order by.")] = "hits",
    descending: Annotated[bool, typer.Option("--descending", help="The greatest first.")] = False,
    form: Annotated[
        Literal["text", "csv", "json"], typer.Option("--format", help="csv and json have all digits.")
    ] = "text",
) -> None:
    """What each rule does in a corpus: hits, overlaps, conflicts, time, and precision where gold lies beside it."""
    rows = statsreport.ordered(rulestats.gather(inputs, load_rules(rules)), sort, descending=descending)
    if form == "csv":
        writing.to_standard_output(statsreport.as_csv(rows))
    elif form == "json":
        writing.to_standard_output(json.dumps(statsreport.as_json(rows), ensure_ascii=False, indent=2) + "\n")
    else:
        console = Console()
        with console.capture() as captured:
            console.print(statsreport.text(rows), highlight=False, markup=False)
        writing.to_standard_output(captured.get())


@rules_verbs.command("diff")
def diff_rules(
    old: Annotated[str, typer.Argument(metavar="OLD", help="built-in, a pack's folder, or REVISION:FOLDER of git.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Likewise.")],
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Announcements, or folders of them.")],
    form: Annotated[Literal["text", "md", "html"], typer.Option("--format", help="How to say it.")] = "text",
) -> None:
    """What a change of rules gains, loses and changes in a corpus. Exit code 0 if nothing, 1 if something."""
    documents = rulediff.compare_rules(packrevisions.load(old), packrevisions.load(new), inputs)
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
