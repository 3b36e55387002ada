"""What a reader can filter by, and what a correction can choose from."""

from typing import Any

from extractor import reportchoices, wording
from extractor.extraction import Extraction


def test_choices_name_every_value_that_a_field_may_have(parts: dict[str, Any]) -> None:
    radar, chess = parts["units"]
    units = (radar.model_copy(update={"kind": "space-station"}), chess)
    choices = reportchoices.choices(Extraction(**{**parts, "units": units}))
    assert choices.owners == (("institution", "Springfield University"), ("u01", "Radar Team"), ("u02", "Chess Team"))
    assert choices.categories == (("model-teams", "model teams"),)
    assert choices.roles == tuple(wording.ROLES.items())
    assert choices.measures == tuple(wording.MEASURES.items())
    assert choices.comparators[:2] == (("=", "exactly"), (">", "more than"))
    assert choices.kinds == tuple((kind, kind) for kind in reportchoices.KINDS)
    assert choices.unit_kinds[9] == ("party-branch", "party branch")
    assert choices.unit_kinds[-2:] == (("other", "other"), ("space-station", "space station"))


def test_filters_offer_what_occurs_and_how_often(extraction: Extraction) -> None:
    filters = reportchoices.filters(extraction)
    assert filters.kind == (("other", "other", 4),)
    assert filters.unit == (("u01", "Radar Team", 3), ("u02", "Chess Team", 1))
    assert filters.level == ()
    assert filters.bound == (("=", "exactly", 3), (">", "more than", 1))
    assert filters.role == (
        ("achievement", "achievement", 4), ("declared", "announced number of winners", 1),
        ("grade", "grade of a prize", 1),
    )  # fmt: skip
