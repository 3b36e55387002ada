"""The documents that a run has to read."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor import documents, reading
from extractor.documents import Choices, Document, Unread
from extractor.errors import InputError
from extractor.inputs import Input
from extractor.jobs import Job, jobs_of


def test_a_file_is_a_job_with_its_size_and_time(tmp_path: Path) -> None:
    (path := tmp_path / "a.txt").write_text("Good news")
    os.utime(path, ns=(5, 7))
    inputs = [Input(str(path), "x/a.txt"), Input("missing.txt", "missing.txt")]
    assert list(jobs_of(inputs, Choices())) == [
        Job(str(path), "x/a.txt", "9 7"), Job("missing.txt", "missing.txt", ""),
    ]  # fmt: skip


def test_a_table_gives_a_job_a_row_and_ends_with_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    source = reading.from_text("Good news")
    document = Document(source, "jsonl", "a/../%1")

    def read_each(path: str, choices: Choices) -> Iterator[Document | Unread]:
        assert (path, choices) == ("t.jsonl", Choices(text_column="body"))
        yield document
        yield Unread("t.jsonl#2", "2", InputError("t.jsonl#2: is empty"))
        raise InputError("t.jsonl:3: is no JSON")

    monkeypatch.setattr(documents, "read_each", read_each)
    assert list(jobs_of([Input("t.jsonl", "t.jsonl")], Choices(text_column="body"))) == [
        Job(source.path, "t.jsonl/a%2F..%2F%251", source.sha256, document),
        Job("t.jsonl#2", "t.jsonl/2", error="t.jsonl#2: is empty"),
        Job("t.jsonl", "t.jsonl", error="t.jsonl:3: is no JSON"),
    ]


@pytest.mark.parametrize("identifier", ["..", "../../etc/passwd", ".hidden", "a\\b", "a\0b", ""])
def test_no_identifier_leads_out_of_the_folder(monkeypatch: pytest.MonkeyPatch, identifier: str) -> None:
    row = Document(reading.from_text("Good news"), "csv", identifier)
    monkeypatch.setattr(documents, "read_each", lambda *_: iter([row]))
    [job] = jobs_of([Input("t.csv", "t.csv")], Choices())
    folder, name = job.place.split("/")
    assert folder == "t.csv"
    assert name not in {"", ".", ".."}
    assert not {"\\", "\0"} & set(name)
    assert not name.startswith(".")
