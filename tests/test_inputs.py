"""Which announcements a command line names, and where what is read of each would go."""

from pathlib import Path

import pytest

from extractor.errors import InputError
from extractor.inputs import Input, find, is_one, places_of_output


@pytest.fixture(autouse=True)
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("2024/b.txt", "2024/a.MD", "2023/a.txt", "2024/notes.pdf", "2024/deep.txt/c.txt", "a.txt"):
        path = Path("archive", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Good news", "utf-8")
    Path("empty").mkdir()


def test_a_folder_is_walked_in_order() -> None:
    places = ["2023/a.txt", "2024/a.MD", "2024/b.txt", "2024/deep.txt/c.txt", "a.txt"]
    assert find(["archive"]) == [Input(f"archive/{place}", place) for place in places]


def test_names_keep_their_order_and_each_path_comes_once() -> None:
    found = find(["archive/a.txt", "-", "missing.pdf", "archive/2023", "archive/a.txt"])
    assert found == [
        Input("archive/a.txt", "a.txt"), Input("-", "-"), Input("missing.pdf", "missing.pdf"),
        Input("archive/2023/a.txt", "a.txt"),
    ]  # fmt: skip


def test_a_folder_without_an_announcement_is_an_error() -> None:
    with pytest.raises(InputError, match=r"^empty: no file in this folder ends in \.txt or \.md$"):
        find(["archive", "empty"])


@pytest.mark.parametrize(
    ("names", "one"),
    [(["a.txt"], True), (["-"], True), (["missing"], True), (["archive"], False), (["a.txt", "b.txt"], False)],
)
def test_one_announcement_is_a_single_name_that_is_no_folder(names: list[str], *, one: bool) -> None:
    assert is_one(names) is one


def test_outputs_keep_the_ending_where_it_tells_two_inputs_apart() -> None:
    inputs = [Input("x", place) for place in ("2024/a.txt", "2024/a.md", "2024/b.txt", "-")]
    assert places_of_output(inputs) == ["2024/a.txt.json", "2024/a.md.json", "2024/b.json", "-.json"]


def test_two_inputs_of_one_name_have_no_places() -> None:
    with pytest.raises(InputError, match=r"a\.txt: two inputs have this name and would be written to one file"):
        places_of_output(find(["archive/a.txt", "archive/2023/a.txt"]))
