import pytest

from extractor.yamlplaces import Spot, line_at, line_in_rule, spots

TEXT = """\
stage: roles
lexicons:
  town: [oslo,
    bergen]
rules:
  - id: a
    examples:
      - {text: x}
"""


def test_the_line_of_every_key_and_item() -> None:
    assert spots(TEXT) == {
        (): Spot(1, None),
        ("stage",): Spot(1, "roles"),
        ("lexicons",): Spot(2, None),
        ("lexicons", "town"): Spot(3, None),
        ("lexicons", "town", 0): Spot(3, "oslo"),
        ("lexicons", "town", 1): Spot(4, "bergen"),
        ("rules",): Spot(5, None),
        ("rules", 0): Spot(6, None),
        ("rules", 0, "id"): Spot(6, "a"),
        ("rules", 0, "examples"): Spot(7, None),
        ("rules", 0, "examples", 0): Spot(8, None),
        ("rules", 0, "examples", 0, "text"): Spot(8, "x"),
    }


def test_where_the_way_ends_too_early_it_is_the_last_known_place() -> None:
    places = spots(TEXT)
    assert line_at(places, ("rules", 0, "examples", 0, "gives")) == 8
    assert line_at(places, ("fragments", "none")) == 1


def test_the_part_of_a_rule_by_the_line_at_which_it_begins() -> None:
    assert line_in_rule(spots(TEXT), 6, "examples", 0) == 8
    assert line_in_rule(spots(TEXT), 6, "why") == 6
    assert line_in_rule(spots(TEXT), 5, "id") == 5


@pytest.mark.parametrize("text", ["a: [", "a: *b", "", "\tx: 1", "[" * 5000])
def test_what_is_no_yaml_has_no_places(text: str) -> None:
    assert spots(text).keys() <= {()}
    assert line_at(spots(text), ("a",)) == 1
