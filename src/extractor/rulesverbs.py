"""The verbs of the command line for people who write rules: `extract rules …`."""

import difflib
from typing import Annotated, Literal

import typer
import yaml

from extractor import rulecheck, rulereference, writing
from extractor.errors import InputError, RulesError
from extractor.options import RulePacks
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
