"""What the rules of each stage must and may say in `gives`, and with which values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final, get_args

from extractor.languages import language
from extractor.matching import Grammar
from extractor.records import Comparator, Measure, Role

REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "roles": ("role",), "achievements": ("measure", "object"), "implied": ("measure",), "relations": ("part_of",),
}  # fmt: skip
"""The keys without which a rule of a stage says nothing."""


def allowed(stage: str, grammar: Grammar) -> Mapping[str, Collection[Any]]:
    """What rules of a stage may say, and with which values; a unit is any word, an object a list of the values."""
    if stage == "roles":
        return {"role": [role for role in get_args(Role) if role != "unexplained"]}
    if stage == "relations":
        return {"part_of": ("previous", "following", "previous_sentence")}
    if stage == "implied":
        return {"measure": ("count",)}
    return {
        "measure": get_args(Measure),
        "object": language(grammar).object_ways(grammar),
        "sign": (1, -1),
        "comparator": get_args(Comparator),
        "unit": (),
        "factor": (100,),
    }
