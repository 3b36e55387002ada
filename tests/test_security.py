"""What stands against each threat of docs/security.md that no other test shows."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from extractor import inputs, reading, replacing, writing
from extractor.documents import Choices
from extractor.errors import InputError, OutputError, where_it_broke
from extractor.extraction import Extraction
from extractor.jobs import jobs_of

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
PROOFS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HOSTILE = "Good news\x1b]0;owned\x07\x9b31m\u202e\n\nThe \x1b[2JRadar\x07 Team published 12 papers and 3 \x9b2Jbooks.\n"
HOSTILE += (
    "It did so for many years, in many ways, for many people in many places.\n" * 20
)  # some controls, not too many


@pytest.mark.parametrize(("file", "test"), PROOFS)
def test_each_proof_is_a_test(file: str, test: str) -> None:
    assert f"def {test}(" in (ROOT / file).read_text("utf-8")


def test_each_threat_has_a_proof() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 20
    assert [row for row in rows if "::" not in row] == []


@pytest.mark.parametrize("form", ["json", "text", "md"])
def test_no_name_and_no_text_steers_a_terminal(tmp_path: Path, form: str) -> None:
    for name in ("a\x1b[31m.txt", "b\n\x9bextract: all well.txt"):
        (tmp_path / name).write_text(HOSTILE, "utf-8")
    (tmp_path / "c\x07\u202e.txt").touch()
    command = [
        sys.executable,
        "-m",
        "extractor",
        *sorted(path.name for path in tmp_path.iterdir()),
        "no\x1b\x07.txt",
        "--format",
        form,
        "-v",
    ]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert STEERING.findall(done.stderr.decode()) == []
    steering = STEERING.findall(done.stdout.decode())
    # JSON has its own escapes for what steers; turns of direction are letters to it and stay as they are.
    assert [sign for sign in steering if form != "json" or sign != "\u202e"] == []


def test_a_message_cannot_be_forged_by_a_name() -> None:
    assert reading.printable("a\nextract: all well\u2028\x1b[2J.txt") == r"a\nextract: all well\u2028\x1b[2J.txt"
    assert reading.printable("2024/通知 (1).txt") == "2024/通知 (1).txt"


def test_controls_are_escaped_in_records(extraction: Extraction) -> None:
    source = extraction.source.model_copy(update={"path": "a\x9b\x7f.txt"})
    line = writing.to_json(extraction.model_copy(update={"source": source}))
    assert STEERING.findall(line) == []
    assert Extraction.model_validate_json(line).source.path == "a\x9b\x7f.txt"


def test_a_defect_does_not_quote_the_text() -> None:
    with pytest.raises(ValueError, match="secret words") as caught:
        int("secret words of the announcement")
    assert re.fullmatch(r"ValueError at test_security\.py:\d+", where_it_broke(caught.value))


def test_no_output_replaces_an_input(tmp_path: Path) -> None:
    (news := tmp_path / "news.txt").write_text("Good news")
    (link := tmp_path / "link.txt").symlink_to(news)
    os.link(news, hard := tmp_path / "hard.txt")
    for output in (news, link, hard):
        with pytest.raises(OutputError, match="is an input and would be replaced; name another output"):
            inputs.see_that_no_input_is_replaced([str(news)], output)
    with pytest.raises(OutputError, match="two results would be written there"):
        inputs.see_that_no_input_is_replaced(["other.txt"], news, link)
    inputs.see_that_no_input_is_replaced([str(news)], tmp_path / "new.json", tmp_path / "new.html")
    inputs.see_that_no_input_is_replaced(["other.txt"], news)


def test_a_link_out_of_a_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret words")
    (folder := tmp_path / "archive").mkdir()
    (folder / "a.txt").write_text("Good news")
    (folder / "b.txt").symlink_to(tmp_path / "secret")
    (folder / "c.txt").symlink_to("a.txt")
    jobs = list(jobs_of(inputs.each([str(folder)]), Choices()))
    assert [(job.place, job.error and job.error.partition(": ")[2]) for job in jobs] == [
        ("a.txt", None),
        ("b.txt", "is a link out of the folder; name the file itself, or put it there"),
        ("c.txt", None),
    ]


def test_pipes_and_sockets_in_a_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Good news")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to("/dev/zero")
    assert [entry.place for entry in inputs.each([str(tmp_path)])] == ["a.txt"]


def test_a_device_without_end_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_LARGEST", 3_000_000)
    with pytest.raises(InputError, match="/dev/zero: has more than 3 MB"):
        reading.bytes_of("/dev/zero")


def test_nobody_else_sees_what_is_being_written(tmp_path: Path) -> None:
    (target := tmp_path / "units.json").write_text("old")
    target.chmod(0o600)
    with replacing.file_beside(target) as temporary:
        temporary.write_text("new")
        assert stat.S_IMODE(temporary.parent.stat().st_mode) == 0o700
    assert (stat.S_IMODE(target.stat().st_mode), target.read_text()) == (0o600, "new")


def test_a_trap_in_a_shared_folder_is_not_walked_into(tmp_path: Path) -> None:
    (elsewhere := tmp_path / "elsewhere").mkdir()
    (elsewhere / "precious").write_text("old")
    (tmp_path / ".units.json.partial").symlink_to(elsewhere)
    with pytest.raises(OutputError, match="cannot be written"):
        writing.replace(tmp_path / "units.json", "new")
    assert (elsewhere / "precious").read_text() == "old"


def test_nothing_is_sent_anywhere(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("Good news\n\nThe team published 12 papers.")
    page = (
        "<html><body><p>Good news</p><img src='http://203.0.113.1/x'><p>The team published 12 papers.</p></body></html>"
    )
    (tmp_path / "page.html").write_text(page)
    program = (
        "import sys\n"
        "def watch(event, arguments):\n"
        "    if event in {'socket.connect', 'socket.getaddrinfo', 'socket.gethostbyname', 'socket.sendto'}:\n"
        "        sys.stderr.write(f'SOCKET {event}'); import os; os._exit(7)\n"
        "sys.addaudithook(watch)\n"
        "from extractor.cli import main\n"
        "main(['news.txt', 'page.html', '-o', 'out.jsonl', '--report', 'r.html', '--workers', '1', '-q'])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "r.html").exists()


def test_nothing_is_unpickled_or_run_that_somebody_else_wrote() -> None:
    """Only what the run itself sends to its own processes on a Ray cluster is unpickled."""
    calls = re.compile(r"\b(?:pickle\.loads?|marshal\.loads?|eval|exec|os\.system|yaml\.(?:unsafe_)?load)\(")
    sources = {path: path.read_text("utf-8") for path in sorted((ROOT / "src").rglob("*.py"))}
    found = {(path.name, call) for path, text in sources.items() for call in calls.findall(text)}
    assert found <= {
        ("rayengine.py", "pickle.loads("),
        ("goldfile.py", "yaml.load("),
        ("packfiles.py", "yaml.load("),
        ("yamlplaces.py", "yaml.load("),
    }
