"""The context of a numeral: the conditions of `where` as they hold at one place, each worked out when a rule asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractor.annotations import NumeralMention
from extractor.conditions import CONDITIONS
from extractor.surroundings import Surroundings


class Places(Surroundings):
    """What the page says about every place in it, and the conditions of every numeral."""

    def conditions(self, numeral: NumeralMention) -> Conditions:
        """What holds of one numeral, worked out only when a rule asks."""
        return Conditions(self, numeral)


class Conditions(Mapping[str, bool]):
    """The named conditions of one numeral."""

    __slots__ = ("_known", "_numeral", "_places")

    def __init__(self, places: Places, numeral: NumeralMention) -> None:
        self._places, self._numeral = places, numeral
        self._known: dict[str, bool] = {}

    def __getitem__(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = CONDITIONS[name](self._places, self._numeral)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(CONDITIONS)

    def __len__(self) -> int:
        return len(CONDITIONS)
