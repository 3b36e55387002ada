"""The counterpart of a stretch lies between the places that are sure."""

import pytest

from extractor.records import Language
from extractor.twins.corridors import Corridors, holds_more


def test_corridors_lie_between_sure_places() -> None:
    corridors = Corridors([((0, 2), (10, 12)), ((8, 9), (40, 44)), ((4, 5), (90, 99))], chinese=20, english=100)
    assert corridors.in_english((3, 4)) == (12, 40)
    assert corridors.in_english((10, 12)) == (44, 100)
    assert corridors.in_chinese((13, 14)) == (2, 8)


@pytest.mark.parametrize(
    ("text", "language", "more"),
    [
        (", and ", "en", False), ("were selected as Model Teams; the ", "en", True), ("; the Chess Team, ", "en", True),
        ("was built in the province.\nIt has a garden. ", "en", False), ("、以及", "zh", False),
        ("入选“”；", "zh", False), ("、棋艺团队、", "zh", True),
    ],
)  # fmt: skip
def test_what_may_hide_a_name(text: str, language: Language, *, more: bool) -> None:
    assert holds_more(text, (0, len(text)), [], language) is more
