"""The whole program on what people get wrong: one message, the documented exit code, the old output untouched."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MEBIBYTE = 1 << 20


def extract(*arguments: str | Path, cwd: Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "extractor", *arguments]
    return subprocess.run(command, capture_output=True, cwd=cwd, check=False, timeout=300, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "units.json").write_text("old", "utf-8")
    (tmp_path / "good.txt").write_text("Good news\n\nThe team published 12 papers.\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "news.txt: is empty"),
        (b"\n \t\n", "news.txt: is empty"),
        (bytes(range(256)) * 9, "news.txt: byte 0 is NUL"),
        (b"The team\0published 12 papers", "news.txt: byte 8 is NUL"),
    ],
)
def test_what_is_no_text_leaves_the_old_output(folder: Path, content: bytes, message: str) -> None:
    (folder / "news.txt").write_bytes(content)
    done = extract("news.txt", "-o", "units.json", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"extract: {message}")
    assert done.stderr.count(b"\n") == 1
    assert (folder / "units.json").read_text("utf-8") == "old"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(folder: Path) -> None:
    (folder / "good.txt").chmod(0)
    done = extract("good.txt", cwd=folder)
    assert (done.returncode, done.stderr) == (
        2,
        b"extract: good.txt: may not be read; give yourself permission to (chmod +r)\n",
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said(folder: Path) -> None:
    done = extract("good.txt", "-o", "/dev/full", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"extract: /dev/full: cannot be written: No space left on device")


def test_arguments_that_are_no_utf_8_are_said(folder: Path) -> None:
    done = extract(os.fsdecode(b"\xff.txt"), cwd=folder)
    assert (done.returncode, done.stderr) == (
        2, b"extract: argument 1, \\udcff.txt, is not valid UTF-8; rename what it names, or mend it\n",
    )  # fmt: skip


def test_a_rule_file_with_errors_gives_all_of_them_with_their_lines(folder: Path) -> None:
    (pack := folder / "pack" / "en").mkdir(parents=True)
    (folder / "pack" / "pack.yaml").write_text("{name: mine, version: '1'}\n", "utf-8")
    (pack / "roles.yaml").write_text("stage: roles\nrulez: []\n", "utf-8")
    (pack / "units.yaml").write_text("stage: units\nlexicons: [\n", "utf-8")
    done = extract("good.txt", "--rules", "pack", "-o", "units.json", cwd=folder)
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert [line for line in lines if "roles.yaml:2: " in line]
    assert [line for line in lines if "units.yaml:3: " in line]
    assert (folder / "units.json").read_text("utf-8") == "old"


def test_a_text_in_which_nothing_is_found_is_no_error(folder: Path) -> None:
    (folder / "news.txt").write_text("Nothing of note.\n", "utf-8")
    assert extract("news.txt", "--strict", "-o", "units.json", cwd=folder).returncode == 0
    assert '"units": []' in (folder / "units.json").read_text("utf-8")


def test_one_line_of_twenty_megabytes_is_refused_at_once(folder: Path) -> None:
    sentence = "The team published 12 papers and won 3 first prizes, "
    (folder / "news.txt").write_text(sentence * (20 * MEBIBYTE // len(sentence)), "utf-8")
    done = extract("news.txt", "-o", "units.json", cwd=folder)
    assert done.returncode == 2
    assert f"news.txt: has {len(sentence) * (20 * MEBIBYTE // len(sentence)):,} characters".encode() in done.stderr
    assert b"give each announcement a file of its own" in done.stderr
    assert (folder / "units.json").read_text("utf-8") == "old"
