"""Where in a folder of records each record goes."""

import pytest

from extractor.errors import InputError
from extractor.inputs import Input
from extractor.places import Places


def test_the_ending_is_kept_where_it_tells_two_inputs_apart() -> None:
    names = ("2024/a.txt", "2024/a.md", "2024/b.txt", "-")
    places = Places(Input(name, name) for name in names)
    assert [places(name) for name in names] == ["2024/a.txt.json", "2024/a.md.json", "2024/b.json", "-.json"]


def test_a_row_of_a_table_keeps_its_whole_name() -> None:
    assert Places([Input("t.jsonl", "t.jsonl")])("t.jsonl/17.5") == "t.jsonl/17.5.json"


def test_two_inputs_of_one_name_have_no_places() -> None:
    with pytest.raises(InputError, match=r"^a\.txt: two inputs have this name and would be written to one file; name"):
        Places([Input("x/a.txt", "a.txt"), Input("y/a.txt", "a.txt")])


def test_the_same_input_twice_has_one_place() -> None:
    assert Places([Input("x/a.txt", "a.txt"), Input("x/a.txt", "a.txt")])("a.txt") == "a.json"
