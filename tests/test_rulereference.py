"""The reference of the rules."""

from pathlib import Path

from extractor.rulereference import markdown
from extractor.rules import Pack, Rule, RuleExample, RuleSet, load_rules

DOCS = Path(__file__).parents[1] / "docs"


def test_a_rule_in_full() -> None:
    rule = Rule(
        id="mine.roles.cellar", why="The number of a <cellar>\ncounts nothing.", stage="roles", language="en",
        match="cellar <cardinal>", where=("not counted",), gives={"role": "reference"},
        examples=(
            RuleExample(text="in cellar *12*", given=["quoted"], gives=[{"number": "12"}]),
            RuleExample(text="12 cellars", gives=[]),
        ),
        file=Path("/somewhere/mine/en/roles.yaml"), line=3,
    )  # fmt: skip
    page = markdown(RuleSet((Pack("mine", "1", "0" * 64),), (rule,), {}, {}))
    assert page[page.index("## ") :] == (
        "## Roles\n\n### `mine.roles.cellar`\n\nThe number of a \\<cellar\\> counts nothing.\n\n"
        "```text\ncellar <cardinal>\n```\n\nWhere: `not counted`.\n\n"
        "Gives `role: reference`; in `en/roles.yaml`.\n\n"
        "- “in cellar \\*12\\*” (given quoted): `number: '12'`\n- “12 cellars”: nothing\n"
    )


def test_the_page_in_docs_is_current() -> None:
    assert (DOCS / "rules.md").read_text("utf-8") == markdown(load_rules())
