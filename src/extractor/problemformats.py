"""The problems of rule packs as text for people, and as JSON, SARIF and annotations for what reads them by machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote

from extractor import __version__, steering
from extractor.reading import printable
from extractor.ruleproblems import Problem, Severity

ProblemForm = Literal["text", "json", "sarif", "github"]

CODES: Final[Mapping[str, str]] = {
    "load": "A file of a rule pack cannot be read as one.",
    "rule": "A rule is not well formed, or an example does not give what it says.",
    "doubled": "Something stands there twice.",
    "shadowed": "A rule that is asked before takes every number.",
    "alike": "Another rule would satisfy the examples equally.",
    "contradiction": "Conditions that never hold together.",
    "never-met": "A term that no text can contain as rules see it.",
    "unused": "Nothing asks for a lexicon or fragment.",
    "fragment": "A fragment is no valid pattern.",
    "slow": "A pattern can take time that grows faster than the text.",
    "unproven": "A pattern is not known to take no more time than the text is long.",
    "format": "A file is not written in the canonical form.",
}
"""The ids under which machines file problems, and what each means."""
_GITHUB: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "note": "notice"}


def in_form(problems: Sequence[Problem], form: ProblemForm, *, notes: bool = True) -> str:
    """The problems in one of the forms, ending in a line end; `notes` says whether notes are among them."""
    shown = [problem for problem in problems if notes or problem.severity != "note"]
    if form == "text":
        return "".join(f"{worded(problem)}\n" for problem in shown) + f"{summary(problems)}\n"
    return _FORMS[form](shown)


def summary(problems: Sequence[Problem]) -> str:
    """How many there are of each sort: `1 error, 2 warnings`."""
    counts = Counter(problem.severity for problem in problems)
    severities: tuple[Severity, ...] = ("error", "warning", "note")
    said = [f"{counts[sort]} {sort}{'s' if counts[sort] > 1 else ''}" for sort in severities if counts[sort]]
    return ", ".join(said) or "no problems"


def worded(problem: Problem) -> str:
    """A problem in a line: `file:line: warning: message`, and without a word for how bad it is if it is an error."""
    start = "" if problem.severity == "error" else f"{problem.severity}: "
    return f"{problem.file}:{problem.line}: {start}{problem.message}"


def _json(problems: Sequence[Problem]) -> str:
    rows = [
        {
            "file": str(problem.file), "line": problem.line, "severity": problem.severity, "rule": problem.code,
            "message": problem.what, "remedy": problem.remedy,
        }
        for problem in problems
    ]  # fmt: skip
    return steering.as_json({"problems": rows})


def _sarif(problems: Sequence[Problem]) -> str:
    codes = sorted({problem.code for problem in problems})
    rules = [{"id": code, "shortDescription": {"text": CODES[code]}} for code in codes]
    driver = {"name": "extract rules check", "version": __version__, "rules": rules}
    results = [_sarif_result(problem, codes.index(problem.code)) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return steering.as_json({"version": "2.1.0", "runs": [run]})


def _sarif_result(problem: Problem, index: int) -> Mapping[str, Any]:
    place = {"artifactLocation": {"uri": _uri(problem.file)}, "region": {"startLine": problem.line}}
    return {
        "ruleId": problem.code, "ruleIndex": index, "level": problem.severity, "message": {"text": problem.message},
        "locations": [{"physicalLocation": place}],
    }  # fmt: skip


def _uri(file: Path) -> str:
    """Relative where the file lies below the working folder, as what shows it beside the code wants it."""
    here = Path.cwd()
    if file.is_absolute() and not file.is_relative_to(here):
        return file.as_uri()
    return quote((file.relative_to(here) if file.is_absolute() else file).as_posix())


def _github(problems: Sequence[Problem]) -> str:
    return "".join(
        f"::{_GITHUB[problem.severity]} file={_property(str(problem.file))},line={problem.line},"
        f"title={_property(f'rules: {problem.code}')}::{_data(problem.message)}\n"
        for problem in problems
    )


def _data(text: str) -> str:
    """The text of an annotation, in which a line end would end it."""
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_FORMS: Final[Mapping[ProblemForm, Callable[[Sequence[Problem]], str]]] = {
    "json": _json, "sarif": _sarif, "github": _github,
}  # fmt: skip
