"""Which announcements a command line names."""

from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.inputs import Input, each, find, is_one


@pytest.fixture(autouse=True)
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("2024/b.txt", "2024/a.MD", "2023/a.txt", "2024/notes.doc", "2024/deep.txt/c.txt", "a.txt", "b[1].txt"):
        path = Path("archive", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Good news", "utf-8")
    Path("empty").mkdir()


WALKED = ["2023/a.txt", "2024/a.MD", "2024/b.txt", "2024/deep.txt/c.txt", "a.txt", "b[1].txt"]


def test_a_folder_is_walked_in_order() -> None:
    assert find(["archive"]) == [Input(f"archive/{place}", place) for place in WALKED]


def test_the_order_is_that_of_paths_part_by_part() -> None:
    for name in ("2024/b/z.txt", "2024/b.d/z.txt", "2024/b-d.txt", "2024/ä.txt"):
        Path("archive", name).parent.mkdir(exist_ok=True)
        Path("archive", name).touch()
    paths = [path for path in Path("archive").rglob("*") if path.suffix.lower() in {".txt", ".md"} and path.is_file()]
    assert [entry.path for entry in each(["archive"])] == [str(path) for path in sorted(paths)]


def test_the_folder_one_is_in_is_walked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("archive")
    assert find(["."]) == [Input(place, place) for place in WALKED]


def test_what_the_last_run_wrote_is_no_input(tmp_path: Path) -> None:
    Path("archive/out.jsonl").touch()
    Path("archive/2024/records").mkdir()
    Path("archive/2024/records/out.jsonl").touch()
    assert [entry.place for entry in each(["archive"], output=tmp_path / "archive" / "out.jsonl", tables=True)] == [
        *WALKED[:4], "2024/records/out.jsonl", *WALKED[4:],
    ]  # fmt: skip
    found = each(["archive", "archive/2024/*/*.*"], output=Path("archive/2024/records"), tables=True)
    assert [entry.place for entry in found if entry.place not in WALKED] == ["out.jsonl", "deep.txt/c.txt"]


def test_tables_of_a_folder_are_named_or_wished_for() -> None:
    Path("archive/2023/rows.csv").touch()
    assert [entry.place for entry in each(["archive"])] == WALKED
    assert [entry.place for entry in each(["archive"], tables=True)] == [WALKED[0], "2023/rows.csv", *WALKED[1:]]
    for name in ("archive/2023/rows.csv", "archive/2023/*.csv"):
        assert [entry.place for entry in each([name])] == ["rows.csv"]


def test_a_link_to_a_folder_is_not_followed() -> None:
    Path("archive/2024/loop").symlink_to("..", target_is_directory=True)
    Path("archive/2024/link.txt").symlink_to("b.txt")
    Path("archive/2024/lost.txt").symlink_to("nowhere.txt")
    assert [entry.place for entry in each(["archive/2024"])] == [
        "a.MD",
        "b.txt",
        "deep.txt/c.txt",
        "link.txt",
        "lost.txt",
    ]


def test_names_keep_their_order_and_each_path_comes_once() -> None:
    found = find(["archive/a.txt", "-", "missing.pdf", "archive/2023", "archive/a.txt"])
    assert found == [
        Input("archive/a.txt", "a.txt"), Input("-", "-"), Input("missing.pdf", "missing.pdf"),
        Input("archive/2023/a.txt", "a.txt"),
    ]  # fmt: skip


def test_a_pattern_names_the_files_that_it_fits() -> None:
    assert find(["archive/**/a.*"]) == [
        Input("archive/2023/a.txt", "2023/a.txt"), Input("archive/2024/a.MD", "2024/a.MD"),
        Input("archive/a.txt", "a.txt"),
    ]  # fmt: skip
    assert find(["archive/b[1].txt"]) == [Input("archive/b[1].txt", "b[1].txt")]


def test_a_list_names_a_file_in_each_line() -> None:
    Path("list").write_bytes("\ufeffarchive/a.txt\r\n\n../x/b.txt\n/y/c.txt".encode())
    assert find(["@list"]) == [
        Input("archive/a.txt", "archive/a.txt"), Input("../x/b.txt", "b.txt"), Input("/y/c.txt", "c.txt"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (
            "empty",
            r"^empty: no file in this folder ends in \.txt, \.md, .*\.pdf; tables in it are read where",
        ),
        ("*.pdf", r"^\*\.pdf: no file has a name of this pattern; see that it is right$"),
        ("@none", r"^none: the list of inputs cannot be read: No such file or directory$"),
        ("@blank", r"^blank: the list of inputs is empty; give it the name of a file in each line$"),
        ("@odd", r"^odd: the list of inputs cannot be read: is not UTF-8$"),
    ],
)
def test_what_names_nothing_is_an_error(name: str, problem: str) -> None:
    Path("blank").write_text("\n\n")
    Path("odd").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match=problem):
        find(["archive", name])


@pytest.mark.parametrize(
    ("names", "one"),
    [
        (["a.txt"], True), (["-"], True), (["missing"], True), (["archive/b[1].txt"], True), (["archive"], False),
        (["a.txt", "b.txt"], False), (["archive/*"], False), (["@list"], False),
    ],
)  # fmt: skip
def test_one_announcement_is_a_single_name_of_no_more(names: list[str], *, one: bool) -> None:
    assert is_one(names) is one
