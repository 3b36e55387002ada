"""Where the parts of a YAML file stand: the line of every key and of every item, by the way that leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import yaml

_ITEM: Final = 2  # steps to an item of a list at the top of a file

Way = tuple[int | str, ...]
"""Keys and positions from the top of the file: `("rules", 0, "match")`."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The line, from 1, of a key or an item, and the text of its value where that is no list or mapping."""

    line: int
    value: str | None


def spots(text: str) -> Mapping[Way, Spot]:
    """Every key and item of a file; none where the text is not YAML."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    return {(): Spot(1, None)} | dict(_within(root, ()))


def line_at(places: Mapping[Way, Spot], way: Way) -> int:
    """The line of the place that a way leads to, or of the last one on the way that the file has; 1 without any."""
    known = next((way[:length] for length in range(len(way), -1, -1) if way[:length] in places), ())
    return places[known].line if known in places else 1


def line_in_rule(places: Mapping[Way, Spot], first: int, *way: int | str) -> int:
    """The line of a part of the rule that begins at the line `first`."""
    numbers = (w[1] for w, spot in places.items() if w[:1] == ("rules",) and len(w) == _ITEM and spot.line == first)
    number = next(numbers, None)
    return first if number is None else line_at(places, ("rules", number, *way))


def _within(node: yaml.Node | None, way: Way) -> Iterator[tuple[Way, Spot]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*way, str(key.value))
            yield here, Spot(key.start_mark.line + 1, _scalar(value))
            yield from _within(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            yield (*way, i), Spot(item.start_mark.line + 1, _scalar(item))
            yield from _within(item, (*way, i))


def _scalar(node: yaml.Node) -> str | None:
    return node.value if isinstance(node, yaml.ScalarNode) else None
