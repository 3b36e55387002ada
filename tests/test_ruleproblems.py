from pathlib import Path

import pytest

from extractor.ruleproblems import Problem, problem_of


@pytest.mark.parametrize(
    ("message", "what", "remedy"),
    [
        ("no near miss; add one", "no near miss", "add one"),
        ("example 'a; b' is empty; mend the rule", "example 'a; b' is empty", "mend the rule"),
        ("nobody knows", "nobody knows", ""),
    ],
)
def test_what_is_wrong_and_what_to_do(message: str, what: str, remedy: str) -> None:
    problem = Problem(Path("en/roles.yaml"), 3, message)
    assert (problem.what, problem.remedy) == (what, remedy)
    assert str(problem) == f"en/roles.yaml:3: {message}"


def test_what_the_loader_says_is_a_problem() -> None:
    assert problem_of("mine/en/a:b.yaml:12: stage: 3: no; 4: yes") == Problem(
        Path("mine/en/a:b.yaml"), 12, "stage: 3: no; 4: yes", code="load"
    )
    assert problem_of("no such place") == Problem(Path(), 1, "no such place", code="load")
