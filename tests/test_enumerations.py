"""The names in an enumeration."""

from collections.abc import Callable

import pytest

from extractor.annotations import Page
from extractor.enumerations import enumerate_names
from extractor.matching import Grammar


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Oak Team, the Elm Team and the Ash Team", ["Oak Team", "Elm Team", "Ash Team"]),
        ("the Oak Team and the Elm Team", ["Oak Team", "Elm Team"]),
        ("Oak Team; Elm Team; Ash Team.", ["Oak Team", "Elm Team", "Ash Team"]),
        ("the Oak Team of the School of Arts and Crafts", ["Oak Team of the School of Arts and Crafts"]),
        ("the Oak Team, School of Law; the Elm Team, School of Art",
         ["Oak Team, School of Law", "Elm Team, School of Art"]),
        ("Wuxi Bearing Co., Ltd., Lanbo Co., Ltd. and Kerui Co., Ltd.",
         ["Wuxi Bearing Co., Ltd.", "Lanbo Co., Ltd.", "Kerui Co., Ltd."]),
        ('"Tax Law" and "Roman Law"', ["Tax Law", "Roman Law"]),
        ("Lorna Whitecalf, a lecturer", ["Lorna Whitecalf"]),
        ("Dr Lindqvist, who wrote 61 reports", ["Dr Lindqvist"]),
        ("nobody and nothing", []),
    ],
)  # fmt: skip
def test_each_name_without_its_article(
    paged: Callable[[str], Page], english: Grammar, text: str, names: list[str]
) -> None:
    found = enumerate_names(paged(text), english, 0, len(text))
    assert [text[m.start : m.end].strip('"') for m in found] == names
