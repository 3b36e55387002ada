"""Extractions read back from files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor import recordfiles
from extractor.annotations import Source
from extractor.errors import InputError
from extractor.extraction import Extraction
from extractor.writing import to_json

REMEDY = "name a file that `extract INPUT -o FILE.json` wrote"


@pytest.fixture
def content(extraction: Extraction) -> dict[str, Any]:
    """The JSON of the small extraction, to be spoiled."""
    return extraction.model_dump(mode="json")


def written(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def complaint(load: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(InputError) as raised:
        load(path)
    return str(raised.value).replace(str(path), "X")


def test_what_was_written_is_read_back(tmp_path: Path, extraction: Extraction) -> None:
    for content in (to_json(extraction), to_json(extraction, text=False), to_json(extraction, indent=None)):
        path = written(tmp_path / "units.json", content)
        assert recordfiles.load(path) == Extraction.model_validate_json(content)


def test_a_byte_order_mark_is_no_part_of_it(tmp_path: Path, extraction: Extraction) -> None:
    assert recordfiles.load(written(tmp_path / "units.json", "\ufeff" + to_json(extraction))) == extraction


@pytest.mark.parametrize(
    ("spoilt", "message"),
    [
        ('{"units": [1,\n 2,,]}', f"X: is not JSON (line 2, column 4: Expecting value); {REMEDY}"),
        ("Good news", f"X: is not JSON (line 1, column 1: Expecting value); {REMEDY}"),
        ("", f"X: is not JSON (line 1, column 1: Expecting value); {REMEDY}"),
        ("[]", f"X: is JSON, but no extraction; {REMEDY}"),
        ('{"units": []}', f"X: is JSON, but no extraction; {REMEDY}"),
        ("[" * 100_000, f"X: holds numbers or lists that no extraction has; {REMEDY}"),
        ("9" * 5_000, f"X: holds numbers or lists that no extraction has; {REMEDY}"),
        ('{"schema_version": "2"}', "X: has schema version \"2\", and this program reads '1'; extract it again"),
        ('{"schema_version": 1}', "X: has schema version 1, and this program reads '1'; extract it again"),
    ],
)
def test_what_is_no_extraction_says_what_it_is(tmp_path: Path, spoilt: str, message: str) -> None:
    assert complaint(recordfiles.load, written(tmp_path / "units.json", spoilt)) == message


def test_what_is_no_file_says_so(tmp_path: Path) -> None:
    place = f"see that the path is right from {Path.cwd()}"
    assert complaint(recordfiles.load, tmp_path / "none.json") == f"X: there is no such file; {place}"
    assert complaint(recordfiles.load, tmp_path) == "X: is a folder; name one file in it"
    (tmp_path / "units.json").write_bytes('{"name": "é"}'.encode("latin-1"))
    assert complaint(recordfiles.load, tmp_path / "units.json") == (
        f"X: byte 10 is not UTF-8, so it is no extraction; {REMEDY}"
    )


def test_a_name_that_is_no_utf_8_is_shown_as_it_can_be(tmp_path: Path) -> None:
    assert complaint(recordfiles.load, tmp_path / "a\udcff.json").startswith(f"{tmp_path}/a\\udcff.json: there is no")


def test_problems_are_named_with_their_place(tmp_path: Path, content: dict[str, Any]) -> None:
    content["units"][1]["kind"] = 3
    del content["findings"]
    assert complaint(recordfiles.load, written(tmp_path / "units.json", content)) == (
        "X: is no valid extraction; extract it again, or mend:\n"
        "  units[1].kind: Input should be a valid string\n"
        "  findings: Field required"
    )


def test_what_does_not_agree_with_the_rest_is_named_with_its_place(tmp_path: Path, content: dict[str, Any]) -> None:
    content["units"][0]["mentions"][0]["text"] = "a; units: \x1b[1m"
    content["achievements"][0]["owner"] = "u09"
    assert complaint(recordfiles.load, written(tmp_path / "units.json", content)) == (
        "X: is no valid extraction; extract it again, or mend:\n"
        "  units[0].mentions[0]: the text has 'Radar Team' where the span says 'a\n"
        "  units: \\x1b[1m'\n"
        "  achievements[0].owner: no unit is called 'u09'"
    )


def test_of_many_problems_the_first_are_shown_in_short_and_on_one_line(tmp_path: Path, content: dict[str, Any]) -> None:
    content |= {f"{number}{'x' * 300}": 0 for number in range(1_234)}
    assert complaint(recordfiles.load, written(tmp_path / "units.json", content)).splitlines() == [
        "X: is no valid extraction; extract it again, or mend:",
        *(f"  {number}{'x' * 199}…" for number in range(3)),
        "  and 1,231 more",
    ]


def test_nothing_in_a_message_steers_a_terminal(tmp_path: Path, content: dict[str, Any]) -> None:
    content["\x1b[1m\u202e"] = 0
    assert complaint(recordfiles.load, written(tmp_path / "units.json", content)).splitlines()[1:] == [
        "  \ufffd[1m\ufffd: Extra inputs are not permitted"
    ]


def test_a_folder_has_them_by_relative_name(tmp_path: Path, extraction: Extraction) -> None:
    for name in ("b.json", "2024/a.json", "2024/B.JSON"):
        written(tmp_path / name, to_json(extraction))
    written(tmp_path / "notes.txt", "no extraction")
    (tmp_path / "folder.json").mkdir()
    found = recordfiles.load_many(tmp_path)
    assert list(found) == ["2024/B.JSON", "2024/a.json", "b.json"]
    assert set(map(to_json, found.values())) == {to_json(extraction)}


def test_a_file_of_lines_has_them_by_source(tmp_path: Path, content: dict[str, Any]) -> None:
    lines = [json.dumps({**content, "source": {**content["source"], "path": path}}) for path in ("b", "a", "b", "b")]
    found = recordfiles.load_many(written(tmp_path / "all.jsonl", "\n\n".join(lines) + "\n"))
    assert [(name, row.source.path) for name, row in found.items()] == [
        ("b", "b"), ("a", "a"), ("b (2)", "b"), ("b (3)", "b"),
    ]  # fmt: skip


def test_a_file_of_one_has_it_by_its_own_name(tmp_path: Path, extraction: Extraction) -> None:
    path = written(tmp_path / "2024" / "units.json", to_json(extraction))
    assert recordfiles.load_many(path) == {"units.json": extraction}


def test_where_there_is_none_that_is_said(tmp_path: Path) -> None:
    assert complaint(recordfiles.load_many, tmp_path) == f"X: no file in this folder ends in .json; {REMEDY}"
    lines = written(tmp_path / "all.jsonl", "\n")
    assert complaint(recordfiles.load_many, lines) == f"X: has no line with an extraction; {REMEDY}"


def test_the_line_that_is_none_is_named(tmp_path: Path, extraction: Extraction) -> None:
    path = written(tmp_path / "all.jsonl", to_json(extraction, indent=None) + "\n[]\n")
    assert complaint(recordfiles.load_many, path) == f"X:3: is JSON, but no extraction; {REMEDY}"


def test_the_text_comes_back_from_the_file_that_was_read(extraction: Extraction, read_source: Source) -> None:
    stripped = Extraction.model_validate_json(to_json(extraction, text=False))
    assert stripped.source.text is None
    assert recordfiles.with_text([stripped], read_source) == extraction


def test_another_file_is_not_taken_for_it(extraction: Extraction, read_source: Source) -> None:
    other = Source("new.txt", "1" * 64, "utf-8", "en", read_source.text)
    with pytest.raises(InputError) as raised:
        recordfiles.with_text([extraction], other)
    assert str(raised.value) == (
        f"new.txt: is not the file that was read: its SHA-256 is {'1' * 64}, and the extraction was made from "
        f"{extraction.source.sha256}; name the unchanged file, or extract it again"
    )
    with pytest.raises(InputError, match=r"^new.txt: is one announcement, but there are 2 extractions; name one$"):
        recordfiles.with_text([extraction, extraction], other)


def test_a_file_decoded_in_another_way_is_no_text_of_it(extraction: Extraction, read_source: Source) -> None:
    other = Source("news.txt", read_source.sha256, "cp1252", "en", read_source.text + "!")
    with pytest.raises(InputError, match=r"source.characters: 231, but the text has 232"):
        recordfiles.with_text([extraction], other)
