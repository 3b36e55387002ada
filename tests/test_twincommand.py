"""`extract twin` from files to what is printed, with its exit codes."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.errors import InputError
from extractor.rules import load_rules
from extractor.twincommand import compare, written
from extractor.writing import to_json

TWINS = Path(__file__).parent / "fixtures" / "twins"
FAITHFUL = str(TWINS / "reading-spaces.zh.txt"), str(TWINS / "reading-spaces.en.txt")
PLANTED = str(TWINS / "seed-industry.zh.txt"), str(TWINS / "seed-industry.en.txt")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run(*arguments)`: the command line in a folder of its own."""

    def command(*arguments: str) -> "subprocess.CompletedProcess[str]":
        words = [sys.executable, "-m", "extractor", "twin", *arguments]
        return subprocess.run(words, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, check=False)

    return command


def test_the_text_begins_with_a_summary_and_ends_with_a_count(run: Run) -> None:
    done = run(*PLANTED)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[0] == "seed-industry.zh.txt → seed-industry.en.txt"
    assert [line.split()[0] for line in lines[1:4]] == ["numbers", "units", "categories"]
    assert lines[-1] == "8 differences: 6 errors, 1 warning, 1 note"
    assert "  Chinese line 11 …业企业签订合作协议，到账经费3.2亿元。毕业生就业率连续五年超过…" in lines


def test_a_faithful_pair_fits_a_screen(run: Run) -> None:
    done = run(*FAITHFUL, "--strict")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) <= 24
    assert done.stdout.endswith("nothing differs\n")


def test_strict_exits_with_three_and_says_the_first(run: Run) -> None:
    done = run(*PLANTED, "--strict", "--format", "json")
    assert done.returncode == 3
    assert done.stderr == (
        "extract: --strict: 8 differences: 6 errors, 1 warning, 1 note; "
        "the first is: the announced number 12 is 13 in English\n"
    )
    assert json.loads(done.stdout)["differs"] is True


def test_the_json_has_the_places_and_what_was_aligned() -> None:
    held = compare(*PLANTED, load_rules())
    content: dict[str, Any] = json.loads(written(held, "json"))
    assert set(content) == {"differs", "summary", "chinese", "english", "findings", "units", "numbers"}
    texts = {side: Path(content[side]["path"]).read_text("utf-8") for side in ("chinese", "english")}
    for row in content["findings"]:
        for side, text in texts.items():
            assert all(text[span["start"] : span["end"]] == span["text"] for span in row[side])
    assert len(content["numbers"]) == len(held.numbers)
    assert len(content["units"]) == 11


def test_markdown_escapes_what_a_document_says(tmp_path: Path) -> None:
    chinese, english = tmp_path / "z.txt", tmp_path / "e.txt"
    chinese.write_text("甲县：发明专利37件。\n\n甲*[县]*：软件著作权1*52*件，论文88篇。\n", "utf-8")
    english.write_text("Jia: It holds 37 patents.\n\n*[Jia]*: It holds 1*25* copyrights and 83 papers.\n", "utf-8")
    said = written(compare(str(chinese), str(english), load_rules()), "md")
    assert said.startswith("# z.txt held against e.txt\n")
    assert r"\*\[Jia" in said
    assert "*[" not in said.replace("\\*\\[", "")


def test_the_file_has_the_form_of_its_ending(run: Run, tmp_path: Path) -> None:
    for name, beginning in (("o.json", "{"), ("o.md", "# "), ("o.txt", "seed-industry")):
        assert run(*PLANTED, "-o", name).stdout == ""
        assert (tmp_path / name).read_text("utf-8").startswith(beginning)
    run(*PLANTED, "-o", "o.json", "--format", "md")
    assert (tmp_path / "o.json").read_text("utf-8").startswith("# ")


def test_the_report_has_the_section(run: Run, tmp_path: Path) -> None:
    done = run(*PLANTED, "--report", "r.html", "-o", "o.txt")
    page = (tmp_path / "r.html").read_text("utf-8")
    assert done.returncode == 0
    assert '<h2 id="twin-heading">Held against its translation</h2>' in page
    assert '"twin":{"chinese":"seed-industry.zh.txt"' in page
    assert "certified cultivars" in page


def test_records_are_held_as_well_as_texts(tmp_path: Path) -> None:
    names: list[str] = []
    for path in PLANTED:
        target = tmp_path / f"{Path(path).stem}.json"
        target.write_text(to_json(extractor.extract(Path(path).read_text("utf-8"))), "utf-8")
        names.append(str(target))
    from_records, from_texts = compare(names[0], names[1], load_rules()), compare(*PLANTED, load_rules())
    assert from_records.differences == from_texts.differences
    assert compare(names[0], PLANTED[1], load_rules()).differences == from_texts.differences


def test_records_without_text_are_refused(tmp_path: Path) -> None:
    bare = tmp_path / "bare.json"
    bare.write_text(to_json(extractor.extract(Path(PLANTED[0]).read_text("utf-8")), text=False), "utf-8")
    with pytest.raises(InputError, match="carries no text"):
        compare(str(bare), PLANTED[1], load_rules())


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        (PLANTED[1], PLANTED[0], "seed-industry.en.txt is English and "),
        (PLANTED[0], PLANTED[0], "are both Chinese"),
        (PLANTED[0], "none.txt", "none.txt"),
        ("none.json", PLANTED[1], "none.json: there is no such file"),
    ],
)
def test_what_cannot_be_held_is_one_message_and_exit_code_two(run: Run, one: str, other: str, message: str) -> None:
    done = run(one, other)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_of_another_name_for_json_is_one_message(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    done = run("x.json", PLANTED[1])
    assert done.returncode == 2
    assert "is JSON, but no extraction" in done.stderr


def test_the_help_has_an_example(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "extract twin news.zh.txt news.en.txt" in done.stdout
    assert "--strict" in done.stdout


@pytest.mark.parametrize("form", ["text", "json", "md"])
def test_the_same_input_gives_the_same_bytes(form: Any) -> None:
    rules = load_rules()
    assert written(compare(*PLANTED, rules), form) == written(compare(*PLANTED, rules), form)
