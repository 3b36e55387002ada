"""Every rule against every one of its examples, a case each: the code of `extract rules check`."""

import pytest

from extractor import rulecheck
from extractor.rules import load_rules


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in rulecheck.cases(load_rules())])
def test_an_example_gives_exactly_its_records(case: rulecheck.Case) -> None:
    assert case.run() == []


def test_the_built_in_rules_are_in_order() -> None:
    assert [str(problem) for problem in rulecheck.check(load_rules())] == []
