import json
from pathlib import Path
from typing import Any

import pytest

from extractor import __version__
from extractor.problemformats import CODES, in_form, summary
from extractor.ruleproblems import Problem

PROBLEMS = [
    Problem(Path("en/roles.yaml"), 3, "match: `a, b` is 100% wrong; mend it"),
    Problem(Path("/elsewhere/ein Paket/en/roles.yaml"), 7, "nobody asks\nfor it; take it out", "warning", "unused"),
    Problem(Path("en/roles.yaml"), 9, "not known", "note", "unproven"),
]


def test_text_says_how_bad_what_is_no_error_and_counts_all() -> None:
    assert in_form(PROBLEMS, "text") == (
        "en/roles.yaml:3: match: `a, b` is 100% wrong; mend it\n"
        "/elsewhere/ein Paket/en/roles.yaml:7: warning: nobody asks\nfor it; take it out\n"
        "en/roles.yaml:9: note: not known\n"
        "1 error, 1 warning, 1 note\n"
    )
    assert in_form(PROBLEMS[2:], "text", notes=False) == "1 note\n"


@pytest.mark.parametrize(
    ("problems", "said"),
    [([], "no problems"), (PROBLEMS[:1] * 2, "2 errors"), (PROBLEMS[1:2] * 2 + PROBLEMS[2:], "2 warnings, 1 note")],
)
def test_how_many_there_are(problems: list[Problem], said: str) -> None:
    assert summary(problems) == said


def test_json() -> None:
    assert json.loads(in_form(PROBLEMS, "json", notes=False)) == {
        "problems": [
            {
                "file": "en/roles.yaml", "line": 3, "severity": "error", "rule": "rule",
                "message": "match: `a, b` is 100% wrong", "remedy": "mend it",
            },
            {
                "file": "/elsewhere/ein Paket/en/roles.yaml", "line": 7, "severity": "warning", "rule": "unused",
                "message": "nobody asks\nfor it", "remedy": "take it out",
            },
        ]
    }  # fmt: skip


def test_sarif() -> None:
    def result(code: str, index: int, level: str, text: str, *place: Any) -> dict[str, Any]:
        uri, line = place
        physical = {"artifactLocation": {"uri": uri}, "region": {"startLine": line}}
        return {
            "ruleId": code, "ruleIndex": index, "level": level, "message": {"text": text},
            "locations": [{"physicalLocation": physical}],
        }  # fmt: skip

    log = json.loads(in_form(PROBLEMS, "sarif"))
    [run] = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"] == {
        "name": "extract rules check",
        "version": __version__,
        "rules": [{"id": code, "shortDescription": {"text": CODES[code]}} for code in ("rule", "unproven", "unused")],
    }
    assert run["results"] == [
        result("rule", 0, "error", PROBLEMS[0].message, "en/roles.yaml", 3),
        result("unused", 2, "warning", PROBLEMS[1].message, "file:///elsewhere/ein%20Paket/en/roles.yaml", 7),
        result("unproven", 1, "note", PROBLEMS[2].message, "en/roles.yaml", 9),
    ]


def test_sarif_names_files_from_the_working_folder_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    log = json.loads(in_form([Problem(tmp_path / "mein Paket" / "pack.yaml", 1, "x")], "sarif"))
    [result] = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "mein%20Paket/pack.yaml"}


def test_annotations_for_github_keep_to_one_line() -> None:
    assert in_form(PROBLEMS, "github").splitlines() == [
        "::error file=en/roles.yaml,line=3,title=rules%3A rule::match: `a, b` is 100%25 wrong; mend it",
        (
            "::warning file=/elsewhere/ein Paket/en/roles.yaml,line=7,title=rules%3A unused"
            "::nobody asks%0Afor it; take it out"
        ),
        "::notice file=en/roles.yaml,line=9,title=rules%3A unproven::not known",
    ]


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_nothing_wrong_is_a_whole_answer_too(form: Any) -> None:
    said = in_form([], form)
    assert said == "" if form == "github" else json.loads(said)
