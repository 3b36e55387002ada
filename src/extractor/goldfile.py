"""Gold files: what a careful human reader takes from one announcement, and where in its text.

`NAME.gold.yaml` is the reading of `NAME.txt` beside it.
"""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from extractor import yamlaliases
from extractor.errors import InputError
from extractor.records import INSTITUTION, Comparator, Measure, Number, Role
from extractor.spans import Extent

ENDING = ".gold.yaml"
_LARGEST = 20_000_000
"""Bytes of a gold file: four times the longest announcement, and mostly they are shorter than theirs."""


def _as_list(given: object) -> object:
    return given if isinstance(given, list) else [given]


Parents = Annotated[tuple[str | None, ...], BeforeValidator(_as_list)]
"""The acceptable parents, as their `within`; `None` among them where a number may also stand alone."""


class GoldPart(BaseModel):
    """A part of a gold file: closed, and a number may stand where a text is meant."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class GoldCategory(GoldPart):
    """A category with every surface form that the text has for it."""

    id: str
    names: tuple[str, ...] = Field(min_length=1)
    declared: int | None = None


class GoldUnit(GoldPart):
    """A selected unit; `profile` is how the passage on it begins."""

    id: str
    category: str | None
    name: str
    also: tuple[str, ...] = ()
    kind: str | None = None
    profile: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every surface form that the text has for it."""
        return (self.name, *self.also)


class GoldNumber(GoldPart):
    """A number by a stretch of text that occurs once, and the number as it is written inside."""

    within: str
    number: str | None = None
    nth: int = Field(default=1, ge=1)


class GoldAchievement(GoldNumber):
    """A number that somebody achieved; not written where `number` is null."""

    owner: str
    value: Number
    measure: Measure
    comparator: Comparator = "="
    upper: Number | None = None
    object: str | None = None
    part_of: Parents = (None,)
    optional: bool = False


class Trap(GoldNumber):
    """A number that nobody achieved."""

    role: Role | None = None


class Gold(GoldPart):
    """The whole reading."""

    institution: str | None = None
    issuer: str | None = None
    declared_total: int | None = None
    categories: tuple[GoldCategory, ...]
    units: tuple[GoldUnit, ...]
    achievements: tuple[GoldAchievement, ...]
    traps: tuple[Trap, ...] = ()


def load(path: Path) -> Gold:
    """The reading at `path`; raises `InputError` with all that is wrong in its form."""
    try:
        text = _text_of(path)
        yamlaliases.refuse(text, where="a gold file")
        return Gold.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; name a {ENDING} file") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError(f"{path}: is not valid YAML: {error}") from None
    except ValidationError as error:
        rows = [f"{path}: {'.'.join(map(str, row['loc']))}: {row['msg']}" for row in error.errors(include_url=False)]
        raise InputError("\n".join(rows)) from None


def _text_of(path: Path) -> str:
    with path.open("rb") as file:
        raw = file.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        raise InputError(f"{path}: has more than {_LARGEST // 10**6} MB, so it is no reading of one announcement")
    return raw.decode("utf-8-sig")


def announcement_of(path: Path) -> Path:
    """The announcement that the gold file at `path` is the reading of."""
    if not path.name.endswith(ENDING):
        raise InputError(f"{path}: is no gold file; its name must end in {ENDING}")
    return path.with_name(path.name.removesuffix(ENDING) + ".txt")


def locate(row: GoldNumber, text: str) -> Extent:
    """Where the number of `row` stands in `text`, or its `within` if the number is not written."""
    if (n := text.count(row.within)) != 1:
        raise InputError(f"{row.within!r} occurs {n} times in the text; make it one stretch that occurs once")
    at = text.index(row.within)
    if row.number is None:
        return at, at + len(row.within)
    start = -1
    for _ in range(row.nth):
        if (start := row.within.find(row.number, start + 1)) < 0:
            raise InputError(f"{row.number!r} does not occur {row.nth} times in {row.within!r}")
    return at + start, at + start + len(row.number)


def unsound(gold: Gold, text: str) -> list[str]:
    """What in the reading does not fit its text or itself, all of it; empty if the reading is sound."""
    problems = [
        f"{name!r} is not in the text"
        for name in (
            *filter(None, (gold.institution, gold.issuer)),
            *(name for category in gold.categories for name in category.names),
            *(name for unit in gold.units for name in unit.names),
        )
        if name not in text
    ]
    categories, units = {row.id for row in gold.categories}, {row.id for row in gold.units}
    problems += [
        f"{unit.id}: no category is called {unit.category!r}"
        for unit in gold.units
        if unit.category is not None and unit.category not in categories
    ]
    problems += [
        f"{unit.id}: its profile {unit.profile!r} does not occur exactly once"
        for unit in gold.units
        if unit.profile is not None and text.count(unit.profile) != 1
    ]
    withins = {row.within for row in gold.achievements}
    for row in gold.achievements:
        if row.owner != INSTITUTION and row.owner not in units:
            problems.append(f"{row.within!r}: no unit is called {row.owner!r}")
        problems += [f"{row.within!r}: {p!r} is no achievement" for p in row.part_of if p and p not in withins]
    for number in (*gold.achievements, *gold.traps):
        try:
            locate(number, text)
        except InputError as error:
            problems.append(str(error))
    return problems
