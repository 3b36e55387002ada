"""The command line: what goes where, exit codes, and one message for what cannot be done."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.main import get_command

import extractor
from extractor import cli, packcheck, pipeline, rulesverbs, verbs, writing
from extractor.annotations import Source
from extractor.errors import InputError, RulesError
from extractor.extraction import Extraction, json_schema
from extractor.records import Finding, Numeral
from extractor.ruleproblems import Problem
from extractor.rules import Pack, Rule, RuleExample, RuleSet

Run = Callable[..., tuple[int, str, str]]

RULE = Rule(
    id="en.achievements.including", why="A number after 'including'\nis part of the number before it.",
    stage="achievements", language="en", match="including <cardinal>", where=(), gives={"part_of": "previous"},
    examples=(RuleExample(text="5 papers, including 2 books", gives=[{"value": 2, "part_of": 5}]),),
    file=Path("rules/en/achievements.yaml"), line=7,
)  # fmt: skip
RULES = RuleSet(packs=(Pack("core", "1", "0" * 64),), rules=(RULE,), lexicons={}, fragments={})


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """`run("news.txt", "-q")`: the exit code, standard output and standard error."""

    def run_main(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            cli.main(list(arguments))
        code = caught.value.code or 0
        assert isinstance(code, int)
        return code, *capfd.readouterr()

    return run_main


@pytest.fixture(autouse=True)
def news(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (path := tmp_path / "news.txt").write_text(text, "utf-8")
    return path


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch, extraction: Extraction) -> list[Any]:
    """Every announcement is read as the small one; the list has what the pipeline was given, or holds what it gives."""
    given: list[Any] = []

    def pipeline_run(source: Source, rule_set: RuleSet, **_: object) -> Extraction:
        given.append((source, rule_set))
        return extraction

    monkeypatch.setattr(pipeline, "run", pipeline_run)
    for module in (cli, rulesverbs, verbs):
        monkeypatch.setattr(
            module, "load_rules", lambda paths: RULES if not paths else SimpleNamespace(paths=paths, rules=())
        )
    return given


def gives(monkeypatch: pytest.MonkeyPatch, outcome: Extraction | Exception) -> None:
    def pipeline_run(*_: object, **__: object) -> Extraction:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(pipeline, "run", pipeline_run)


def test_records_go_to_standard_output_and_the_summary_does_not(run: Run, extraction: Extraction) -> None:
    code, out, err = run("news.txt")
    assert (code, Extraction.model_validate_json(out)) == (0, extraction)
    assert "2 units found, the text declares 2" in err


def test_records_go_to_the_file_and_nothing_to_standard_output(run: Run, extraction: Extraction) -> None:
    code, out, err = run("news.txt", "-o", "units.json", "-q")
    assert (code, out, err) == (0, "", "")
    assert Extraction.model_validate_json(Path("units.json").read_text("utf-8")) == extraction


def test_the_options_reach_the_reading(run: Run, news: Path, reading: list[Any]) -> None:
    news.write_bytes("近日".encode("gb18030"))
    assert run("news.txt", "-q", "--encoding", "gbk", "--language", "en", "--rules", "a", "--rules", "b")[0] == 0
    source, rule_set = reading[0]
    assert (source.text, source.encoding, source.language) == ("近日", "gbk", "en")
    assert rule_set.paths == [Path("a"), Path("b")]


@pytest.mark.parametrize("verb", [["stats"], ["diff", "built-in", "built-in"]])
def test_the_options_reach_the_reading_of_a_corpus(
    run: Run, news: Path, monkeypatch: pytest.MonkeyPatch, verb: list[str]
) -> None:
    """What is not read is not compared or counted: it is enough to see what the pipeline is given."""

    def pipeline_run(source: Source, _: RuleSet, **__: object) -> Extraction:
        raise InputError(f"{source.text} {source.encoding} {source.language}")

    monkeypatch.setattr(pipeline, "run", pipeline_run)
    news.write_bytes("近日".encode("gb18030"))
    assert run("rules", *verb, "news.txt", "--encoding", "gbk", "--language", "en") == (2, "", "extract: 近日 gbk en\n")


def test_a_dash_is_standard_input(run: Run, reading: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("近日".encode())))
    assert run("-", "-q")[0] == 0
    assert (reading[0][0].path, reading[0][0].text) == ("-", "近日")


def test_an_input_called_like_a_verb_is_written_with_its_folder(run: Run, news: Path, reading: list[Any]) -> None:
    news.rename("schema")
    assert run("./schema", "-q")[0] == 0
    assert reading[0][0].path == "./schema"


def test_the_text_can_be_left_out(run: Run) -> None:
    assert json.loads(run("news.txt", "-q", "--no-text")[1])["source"]["text"] is None


def test_verbose_lists_the_findings(run: Run) -> None:
    assert "news.txt:3: info no-header: no header" in run("news.txt", "-v")[2]
    assert "no-header" not in run("news.txt")[2]


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        ("--strict", "1 findings of severity error, the first is: 12 declared, 2 found"),
        ("--fail-on-unexplained", "1 unexplained numbers, the first is 'Two' at character 39"),
    ],
)
def test_what_was_found_wanting_is_exit_code_3_and_written_all_the_same(
    run: Run, parts: dict[str, Any], monkeypatch: pytest.MonkeyPatch, option: str, complaint: str
) -> None:
    assert run("news.txt", "-q", option)[0] == 0
    finding = Finding(code="total-mismatch", severity="error", message="12 declared, 2 found", spans=())
    numeral = Numeral(span=parts["numerals"][0].span, value=2, role="unexplained", achievement=None)
    wanting = {**parts, "findings": (finding,), "numerals": (numeral, *parts["numerals"][1:])}
    gives(monkeypatch, Extraction(**wanting))
    assert run("news.txt", "-q")[0] == 0
    code, _, err = run("news.txt", "-q", option, "-o", "units.json")
    assert (code, err) == (3, f"extract: {option}: {complaint}\n")
    assert Path("units.json").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.txt"], "missing.txt: there is no such file; see that the path is right"),
        (["empty"], "empty: no file in this folder ends in .txt, .md, .html"),
        (["news.txt", "missing.txt", "-o", "units.json"], "units.json: cannot hold more than one announcement"),
        (["report", "missing.json"], "missing.json: there is no such file"),
        (["report", "news.txt"], "news.txt: is not JSON (line 1, column 1"),
        (["diff", "news.txt", "news.txt"], "news.txt: is not JSON (line 1, column 1"),
        (["news.txt", "--encoding", "klingon"], "news.txt: there is no text encoding called 'klingon'"),
        (["news.txt", "-o", "no/units.json"], "no/units.json: cannot be written: No such file or directory"),
        (["news.txt", "-o", "."], ".: cannot be written: is a folder; name a file in it"),
        (["\udcff.txt"], "argument 1, \\udcff.txt, is not valid UTF-8; rename what it names, or mend it"),
        (["rules", "show", "en.achievements.includin"], "did you mean en.achievements.including?"),
        (["rules", "show", "zzz"], "no rule is called zzz; extract rules list names them all"),
        (["evaluate", "news.txt"], "news.txt: is no gold file; its name must end in .gold.yaml"),
        (["evaluate", "none.gold.yaml"], "none.gold.yaml: cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_one_message_and_exit_code_2(run: Run, arguments: list[str], message: str) -> None:
    Path("units.json").write_text("old", "utf-8")
    Path("empty").mkdir()
    code, out, err = run(*arguments, *(["-o", "units.json"] if arguments[0] in {"missing.txt", "empty"} else []))
    assert (code, out) == (2, "")
    assert message in err
    assert err.startswith("extract: ")
    assert "Traceback" not in err
    assert Path("units.json").read_text("utf-8") == "old"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["news.txt", "--language", "de"], "'de' is not one of"),
        (["news.txt", "--nonsense"], "No such option: --nonsense"),
        ([], "Missing argument"),
        (["rules", "nonsense"], "No such command 'nonsense'"),
    ],
)
def test_wrong_usage_is_exit_code_2(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert message in " ".join((out + err).replace("│", " ").split())


def test_a_broken_rule_pack_says_all_that_is_wrong_with_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_: object) -> RuleSet:
        raise RulesError(["a.yaml:1: one", "b.yaml:2: two"])

    monkeypatch.setattr(cli, "load_rules", load)
    assert run("news.txt") == (2, "", "extract: a.yaml:1: one\nextract: b.yaml:2: two\n")


def test_a_defect_is_one_line_and_a_traceback_only_on_request(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    gives(monkeypatch, ZeroDivisionError("by zero"))
    code, out, err = run("news.txt")
    hint = "run it again with -vv for the traceback, and report it with the announcement"
    assert (code, out, err) == (2, "", f"extract: internal error: ZeroDivisionError at test_cli.py:77; {hint}\n")
    for wish in (["-vv"], ["-v", "-v"], ["-qvv"]):
        assert "Traceback (most recent call last)" in run("news.txt", *wish)[2]
    assert "Traceback (most recent call last)" in run("missing.txt", "-vv")[2]


def test_the_version_and_the_schema_are_printed(run: Run) -> None:
    assert run("--version") == (0, f"extract {extractor.__version__}\n", "")
    code, out, err = run("schema")
    assert (code, json.loads(out), err) == (0, json_schema(), "")


def test_the_help_has_the_options_examples_and_the_other_verbs(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for word in (
        "--fail-on-unexplained",
        "extract news.txt -o units.json --report report.html",
        "extract evaluate GOLD...",
        "extract report UNITS.json -o R.html",
        "extract diff OLD NEW",
        "extract rules new|check|list|show|stats|diff|schema",
        "extract schema",
    ):
        assert word in out
    assert "--misses" in run("evaluate", "--help")[1]


def test_the_help_of_the_rule_verbs_has_examples(run: Run) -> None:
    for verb, word in (
        ("", "extract rules new cellars"),
        ("check", "extract rules check --rules cellars --format sarif > rules.sarif"),
        ("schema", "# yaml-language-server: $schema=../.schema/rules.schema.json"),
        ("stats", "extract rules stats archive/ --rules cellars"),
        ("diff", "extract rules diff built-in cellars archive/"),
    ):
        assert word in run("rules", *filter(None, [verb]), "--help")[1]


def test_every_verb_is_known_before_it_is_built() -> None:
    command: Any = get_command(verbs.verbs)
    assert set(command.commands) == cli.VERBS


def test_rules_are_listed_with_their_reasons_and_shown_in_full(run: Run) -> None:
    assert run("rules", "list")[1] == (
        "en.achievements.including  A number after 'including' is part of the number before it.\n"
    )
    code, out, _ = run("rules", "show", RULE.id)
    assert code == 0
    assert out.startswith("# rules/en/achievements.yaml:7\nid: en.achievements.including\n")
    assert "  - value: 2\n    part_of: 5\n" in out


def test_rules_are_checked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Problem(Path("a.yaml"), 1, "slow", "note"), Problem(Path("a.yaml"), 2, "unused", "warning")]
    monkeypatch.setattr(packcheck, "examine", lambda _: found)
    warned, well = "a.yaml:2: warning: unused\n", "1 rules with 1 examples: all well\n"
    assert run("rules", "check") == (0, f"{warned}{well}", "")
    assert run("rules", "check", "--notes") == (0, f"a.yaml:1: note: slow\n{warned}{well}", "")
    found.append(Problem(Path("a.yaml"), 3, "dead"))
    assert run("rules", "check") == (2, "", f"extract: {warned}extract: a.yaml:3: dead\n{SUMMARY}")
    code, out, err = run("rules", "check", "--format", "github")
    assert (code, [line.partition(" ")[0] for line in out.splitlines()], err) == (2, ["::warning", "::error"], "")


SUMMARY = "extract: 1 error, 1 warning, 1 note\n"


def test_a_new_pack_is_made_checked_and_mended(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("rules", "new", "wines")
    assert (code, out.splitlines()[0], out.splitlines()[-1]) == (
        0, "wines/pack.yaml", "next: extract rules check --rules wines",
    )  # fmt: skip
    (head := tmp_path / "wines" / "pack.yaml").write_text(head.read_text().replace("name: ", "name:   "))
    assert run("rules", "check", "--rules", "wines", "--fix")[2] == (
        "extract: wines/pack.yaml: written in the canonical form\n"
    )
    assert "name: wines\n" in head.read_text()
    assert run("rules", "new", "wines")[0] == 2


@pytest.mark.parametrize("name", ["pack", "rules"])
def test_the_schemas_of_rule_files(run: Run, name: str) -> None:
    code, out, err = run("rules", "schema", name)
    assert (code, json.loads(out)["title"], err) == (0, {"pack": "PackFile", "rules": "RuleFile"}[name], "")


def test_many_inputs_are_lines_on_standard_output(run: Run, news: Path, extraction: Extraction) -> None:
    news.with_name("more.txt").write_text("More news", "utf-8")
    code, out, err = run("news.txt", "more.txt")
    assert (code, [Extraction.model_validate_json(line) for line in out.splitlines()]) == (0, [extraction, extraction])
    found = "2 announcements: 4 units, 8 achievements, 12 of 12 numbers explained (100.00%), findings: 2 notes"
    assert " ".join(err.split()).startswith(f"{found} 2 documents in ")


@pytest.mark.parametrize(
    ("output", "files"),
    [("out", ["out/deep/more.json", "out/news.json"]), ("out/lines.jsonl", ["out/lines.jsonl"])],
)
def test_many_inputs_go_to_a_folder_or_a_file_of_lines(
    run: Run, news: Path, extraction: Extraction, output: str, files: list[str]
) -> None:
    (news.parent / "archive/deep").mkdir(parents=True)
    news.rename("archive/news.txt")
    Path("archive/deep/more.txt").write_text("More news", "utf-8")
    Path("out").mkdir()
    assert run("archive", "-q", "-o", output) == (0, "", "")
    assert sorted(str(path) for path in Path("out").rglob("*.json*") if path.suffix != ".sqlite") == files
    assert Path(f"{output}.manifest.sqlite").is_file()
    written = "".join(Path(file).read_text("utf-8") for file in files if file.endswith(".json"))
    if output == "out":
        assert written == 2 * writing.to_json(extraction)
    else:
        assert Path(output).read_text("utf-8") == 2 * writing.to_json(extraction, indent=None)


def test_an_input_that_fails_stops_no_other_and_is_exit_code_1(run: Run, extraction: Extraction) -> None:
    code, out, err = run("missing.txt", "news.txt", "-q", "--strict")
    assert (code, Extraction.model_validate_json(out)) == (1, extraction)
    assert err.startswith("extract: missing.txt: there is no such file; see that the path is right")
    code, out, err = run("missing.txt", "gone.txt", "-q")
    assert (code, out, err.count("there is no such file")) == (2, "", 2)


@pytest.mark.parametrize(("form", "start"), [("text", "Good news"), ("md", "# Good news"), ("json", "{")])
def test_the_form_of_standard_output_can_be_asked_for(run: Run, form: str, start: str) -> None:
    code, out, _ = run("news.txt", "-q", "--format", form)
    assert code == 0
    assert out.startswith(start)


def test_a_report_is_made_at_once_or_later_and_is_the_same(run: Run) -> None:
    assert run("news.txt", "-q", "-o", "units.json", "--report", "report.html") == (0, "", "")
    assert run("report", "units.json", "-o", "later.html") == (0, "", "")
    page = Path("report.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert Path("later.html").read_text("utf-8") == page


@pytest.mark.parametrize(
    ("output", "start"), [("r.md", "# Good news"), ("r.txt", "Good news"), ("r.html", "<!doctype")]
)
def test_the_ending_says_what_a_report_is(run: Run, output: str, start: str) -> None:
    run("news.txt", "-q", "-o", "units.json")
    assert run("report", "units.json", "-o", output) == (0, "", "")
    assert Path(output).read_text("utf-8").startswith(start)


def test_a_report_without_a_file_is_printed(run: Run) -> None:
    run("news.txt", "-q", "-o", "units.json")
    printed = run("report", "units.json")
    assert printed == run("news.txt", "-q", "--format", "text")
    assert "Radar Team" in printed[1]


def test_a_record_without_its_text_needs_the_source(run: Run, news: Path) -> None:
    run("news.txt", "-q", "-o", "units.json", "--no-text")
    code, out, err = run("report", "units.json", "-o", "report.html")
    assert (code, out) == (2, "")
    assert "--source" in err
    assert run("report", "units.json", "-o", "report.html", "--source", "news.txt") == (0, "", "")
    news.write_text("Other news", "utf-8")
    code, _, err = run("report", "units.json", "-o", "report.html", "--source", "news.txt")
    assert code == 2
    assert err.startswith("extract: news.txt: is not the file that was read: its SHA-256 is ")


def test_a_difference_is_exit_code_1(run: Run, parts: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    run("news.txt", "-q", "-o", "old.json")
    assert run("diff", "old.json", "old.json")[0] == 0
    gives(monkeypatch, Extraction(**{**parts, "findings": ()}))
    run("news.txt", "-q", "-o", "new.json")
    code, out, err = run("diff", "old.json", "new.json", "--format", "json")
    assert (code, err) == (1, "")
    [document] = json.loads(out)["documents"]
    lost = {
        name: [len(part[change]) for change in ("gained", "lost", "changed")]
        for name, part in document["parts"].items()
    }
    assert lost == {"findings": [0, 1, 0]}


def test_gold_readings_are_evaluated(run: Run, news: Path) -> None:
    news.with_name("news.gold.yaml").write_text("{categories: [], units: [], achievements: []}", "utf-8")
    code, out, err = run("evaluate", "news.gold.yaml", "--misses")
    assert (code, err) == (0, "")
    assert "    unit spurious: 'Radar Team'\n" in out
    assert [line.split()[0] for line in out.splitlines() if line[0] != " "] == ["news", "pooled"]
    report = json.loads(run("evaluate", "news.gold.yaml", "news.gold.yaml", "--format", "json")[1])
    assert list(report["documents"]) == ["news", "news.gold.yaml"]
    assert (report["pooled"]["unit.F1"], report["pooled"]["ground"]) == (0.0, 1.0)
    assert "unit spurious: 'Radar Team'" in report["documents"]["news"]["misses"]


def test_importing_the_package_loads_neither_spacy_nor_the_rules() -> None:
    program = "import extractor, sys; print({'spacy', 'pydantic', 'yaml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env={**os.environ})
    assert done.stdout == b"set()\n"


def test_reading_english_loads_neither_spacy_nor_the_stages_of_chinese() -> None:
    loaded = "sorted({'spacy', 'extractor.chinese', 'extractor.english'} & set(sys.modules))"
    program = f"import extractor, sys; extractor.extract('Two schools were selected.'); print({loaded})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env={**os.environ})
    assert done.stdout == b"['extractor.english']\n"


def test_main_is_the_module_too() -> None:
    done = subprocess.run([sys.executable, "-m", "extractor", "--version"], capture_output=True, check=True)
    assert done.stdout.decode() == f"extract {extractor.__version__}\n"
