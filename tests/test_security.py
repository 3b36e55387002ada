"""What stands against each threat of docs/security.md that no other test shows."""

import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from extractor import goldfile, inputs, outcomes, packfiles, reading, recordfiles, replacing, sinks, writing
from extractor.cli import main
from extractor.documents import Choices
from extractor.errors import InputError, OutputError, where_it_broke
from extractor.extraction import Extraction
from extractor.jobs import jobs_of
from extractor.outcomes import Outcome

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
PROOFS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
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
    assert STEERING.findall(done.stderr.decode() + done.stdout.decode()) == []


EVIL = "\x1b]0;owned\x07\x9b31m\u202e"
NEWS = f"Good news{EVIL}\n\nThe Radar\x07 Team{EVIL} published 12 papers.\n" + "It did so for many people.\n" * 60
CHINESE = f"喜报{EVIL}\n\n雷达{EVIL}团队发表论文14篇。\n" + "他们多年来坚持为许多人做许多事。\n" * 30
ONE, OTHER, ZH, OLD, NEW, PACK, GOLD = (f"{name}{EVIL}" for name in (*"abc", "old", "new", "pack", "gold"))
ONE, OTHER, ZH, OLD, NEW = f"{ONE}.txt", f"{OTHER}.txt", f"{ZH}.txt", f"{OLD}.json", f"{NEW}.json"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Announcements, records, a gold reading and a rule pack with names and texts that steer a terminal."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, content in ((ONE, NEWS), (OTHER, NEWS.replace("12", "13")), (ZH, CHINESE), (f"{GOLD}.txt", NEWS)):
        (folder / name).write_text(content, "utf-8")
    for name, output in ((ONE, OLD), (OTHER, NEW)):
        assert run_in(folder, name, "-o", output, "-q") == 0
    achievement = {"owner": "u", "within": "12 papers", "number": "12", "value": 12, "measure": "count"}
    unit = {"id": "u", "category": None, "name": "Radar"}
    gold = json.dumps({"categories": [], "units": [unit], "achievements": [achievement]})
    (folder / f"{GOLD}.gold.yaml").write_text(gold, "utf-8")
    (folder / f"wrong{EVIL}.gold.yaml").write_text('"\\e[2J": [1]\n', "utf-8")
    (folder / f"wrong{EVIL}.txt").write_text(NEWS, "utf-8")
    assert run_in(folder, "rules", "new", "cellars", "-o", PACK) == 0
    roles = folder / PACK / "en" / "roles.yaml"
    why = "why: The number of a cellar says where something lies and counts nothing."
    content = roles.read_text("utf-8")
    assert why in content
    roles.write_text(content.replace(why, 'why: "The number \\e]0;owned\\a\\x9b31m\\u202e of a cellar"'), "utf-8")
    broken = folder / f"broken{EVIL}" / "en"
    broken.mkdir(parents=True)
    (broken / f"roles{EVIL}.yaml").write_text('stage: roles\n"\\e[2J": []\n', "utf-8")
    return folder


def run_in(folder: Path, *arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        with pytest.raises(SystemExit) as end:
            main(arguments)
    return int(end.value.code or 0)


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        *((0, ("report", OLD, "--format", form)) for form in ("text", "md", "html")),
        (2, ("report", f"no{EVIL}")),
        *((1, ("diff", OLD, NEW, "--format", form)) for form in ("text", "json", "md", "html")),
        (2, ("diff", OLD, ".")),
        *((0, ("twin", ZH, ONE, "--format", form)) for form in ("text", "json", "md")),
        (3, ("twin", ZH, ONE, "--strict")),
        (2, ("twin", ONE, OTHER)),
        (0, ("explain", ONE, "12")),
        (0, ("explain", ONE, "Team")),
        (0, ("explain", ONE, "12", "--expect", "unit")),
        (2, ("explain", ONE, f"Rader{EVIL}")),
        (2, ("explain", ONE, "12", "--expect", f"x{EVIL}")),
        *((0, ("evaluate", f"{GOLD}.gold.yaml", "--misses", "--format", form)) for form in ("table", "json")),
        (2, ("evaluate", f"wrong{EVIL}.gold.yaml")),
        *((0, ("rules", "check", "--rules", PACK, "--format", form)) for form in ("text", "json", "sarif", "github")),
        *((2, ("rules", "check", "--rules", f"broken{EVIL}", "--format", form)) for form in ("text", "json", "github")),
        *((0, ("rules", "stats", ONE, "--rules", PACK, "--format", form)) for form in ("text", "csv", "json")),
        (0, ("rules", "diff", "built-in", PACK, ONE)),
        (2, ("rules", "diff", "built-in", f"q{EVIL}", ONE)),
        *((0, ("rules", "list", "--rules", PACK, "--format", form)) for form in ("text", "md")),
        (0, ("rules", "show", "cellars.roles.cellar-number", "--rules", PACK)),
        (2, ("rules", "show", f"x{EVIL}")),
        (0, ("rules", "new", "other", "-o", f"other{EVIL}")),
        (2, (f"--no{EVIL}",)),
        (2, ("schema", f"--no{EVIL}")),
    ],
)
def test_no_verb_prints_what_steers_a_terminal(
    hostile: Path, capfd: pytest.CaptureFixture[str], code: int, arguments: tuple[str, ...]
) -> None:
    assert run_in(hostile, *arguments) == code
    out, err = capfd.readouterr()
    assert out + err
    assert STEERING.findall(out + err) == []


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


def test_no_output_replaces_an_input_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Good news")
    (rows := tmp_path / "rows.jsonl").write_text('{"text": "Good news"}\n')
    inputs.see_that_no_input_is_replaced([str(tmp_path)], rows)  # tables in a folder are no inputs by themselves
    for names, output in (
        ([str(tmp_path)], rows),
        ([str(tmp_path / "*.jsonl")], rows),
        ([str(tmp_path)], tmp_path / "a.txt"),
    ):
        with pytest.raises(OutputError, match="is an input and would be replaced; name another output"):
            inputs.see_that_no_input_is_replaced(names, output, tables=True, made_here=".manifest")
    (tmp_path / "a.txt.manifest").touch()
    inputs.see_that_no_input_is_replaced([str(tmp_path)], tmp_path / "a.txt", tables=True, made_here=".manifest")
    rows.write_text('{"schema_version":"1"}\n')
    inputs.see_that_no_input_is_replaced([str(tmp_path)], rows, tables=True)


def test_no_record_replaces_an_input_in_its_folder(tmp_path: Path) -> None:
    (records := tmp_path / "records").mkdir()
    (news := records / "news.json").write_text("Good news")
    (names := tmp_path / "names").write_text(f"{news}\n")
    for name in (str(news), f"@{names}"):
        with pytest.raises(OutputError, match="is an input in the folder of the records; name another output"):
            inputs.see_that_no_input_is_replaced([name, "other.txt"], records)
    inputs.see_that_no_input_is_replaced([str(news)], tmp_path)


def test_no_record_follows_a_link(tmp_path: Path) -> None:
    (precious := tmp_path / "precious.txt").write_text("old")
    (records := tmp_path / "records").mkdir()
    (records / "a.json").symlink_to(precious)
    (records / "2024").symlink_to(tmp_path)
    for place in ("a.json", "2024/b.json"):
        with (
            pytest.raises(OutputError, match="a link stands there, which is not followed; take it away"),
            sinks.opened(records, str) as sink,
        ):
            sink(Outcome("a.txt", place, outcomes.packed("{}"), "0" * 64))
    assert (precious.read_text(), sorted(path.name for path in tmp_path.iterdir())) == (
        "old",
        ["precious.txt", "records"],
    )


def test_records_of_strangers_have_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extraction: Extraction
) -> None:
    record = writing.to_json(extraction, indent=None)
    (lines := tmp_path / "out.jsonl").write_text(record * 3, "utf-8")
    (folder := tmp_path / "records").mkdir()
    for name in "abc":
        (folder / f"{name}.json").write_text(record, "utf-8")
    assert len(recordfiles.load_many(lines)) == len(recordfiles.load_many(folder)) == 3
    monkeypatch.setattr(recordfiles, "_LARGEST_IN_ALL", 2 * len(record.encode()))
    for path in (lines, folder):
        with pytest.raises(InputError, match="of records, too many for one report; name a part, or query"):
            recordfiles.load_many(path)
    monkeypatch.setattr(recordfiles, "_LARGEST_IN_ALL", 2_000_000)
    monkeypatch.setattr(recordfiles, "_LARGEST", 1_000_000)
    (endless := tmp_path / "endless.jsonl").symlink_to("/dev/zero")
    for path in (Path("/dev/zero"), endless):
        with pytest.raises(InputError, match="has more than 1 MB, so it is no extraction"):
            recordfiles.load_many(path)


def test_lists_gold_files_and_rule_files_without_end_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="has a line that is too long for a name"):
        list(inputs.each(["@/dev/zero"]))
    monkeypatch.setattr(goldfile, "_LARGEST", 1_000_000)
    with pytest.raises(InputError, match="has more than 1 MB, so it is no reading of one announcement"):
        goldfile.load(Path("/dev/zero"))
    monkeypatch.setattr(packfiles, "_LARGEST", 1_000_000)
    (tmp_path / "pack.yaml").write_text("#" * 1_000_001)
    problems: list[str] = []
    packfiles.read_pack(tmp_path, problems)
    assert problems == [f"{tmp_path / 'pack.yaml'}:1: has more than 1 MB; part it into several files"]


def test_a_gold_file_unfolds_no_aliases(tmp_path: Path) -> None:
    rows = "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12))
    (path := tmp_path / "news.gold.yaml").write_text(f"a0: &a0 x\n{rows}categories: *a11\n")
    with pytest.raises(InputError, match=r"aliases \(\*name\) are not allowed in a gold file; write it out"):
        goldfile.load(path)
    path.write_text("categories: " + "[" * 100_000)
    with pytest.raises(InputError, match="is not valid YAML"):
        goldfile.load(path)


SQL = """'"); DROP TABLE documents; -- \\' OR 1=1 " NEAR * ^ ( $1 ?"""


@pytest.mark.parametrize("ending", ["sqlite", "duckdb"])
def test_names_and_texts_are_values_in_databases(tmp_path: Path, extraction: Extraction, ending: str) -> None:
    if ending == "duckdb":
        pytest.importorskip("duckdb")
        pytest.importorskip("pyarrow")
    hostile = extraction.model_copy(
        update={
            "source": extraction.source.model_copy(update={"path": f"{SQL}.txt"}),
            "units": tuple(unit.model_copy(update={"name": SQL}) for unit in extraction.units),
            "achievements": tuple(row.model_copy(update={"object": SQL}) for row in extraction.achievements),
        }
    )
    record = outcomes.packed(writing.to_json(hostile, indent=None))
    output = tmp_path / f"{SQL.replace('/', '')}.{ending}"
    with sinks.opened(output, str) as sink:
        sink(Outcome(f"{SQL}.txt", "a", record, "0" * 64, outcomes.counts_of(hostile)))
        sink(Outcome(f"no{SQL}.txt", "b", failure=outcomes.Failure(SQL, SQL)))
    wanted = {
        "SELECT id FROM documents": {f"{SQL}.txt"},
        "SELECT name FROM units": {SQL},
        "SELECT object FROM achievements": {SQL},
        "SELECT name || cause FROM failures": {f"no{SQL}.txt{SQL}"},
    }
    if ending == "sqlite":
        with closing(sqlite3.connect(output)) as database:
            found = {query: {row[0] for row in database.execute(query)} for query in wanted}
            database.execute("INSERT INTO achievements_fts (achievements_fts) VALUES ('integrity-check')")
            matching = "SELECT count(*) FROM achievements_fts WHERE object MATCH ?"
            quoted = '"' + SQL.replace('"', '""') + '"'
            assert database.execute(matching, (quoted,)).fetchone() == (len(extraction.achievements),)
    else:
        import duckdb

        output.rename(plain := tmp_path / "plain.duckdb")  # DuckDB itself takes a backslash in a path for a slash
        with duckdb.connect(str(plain), read_only=True) as tables:
            found = {query: {row[0] for row in tables.execute(query).fetchall()} for query in wanted}
    assert found == wanted


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
