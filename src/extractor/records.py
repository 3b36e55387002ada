"""What leaves the program: the parts of the record contract, version 1, frozen and closed to unknown keys.

Offsets are code points of the source text as it was decoded. What the text does not state is `None`, what was
inferred says so. `extractor.extraction` puts the parts together and sees that they agree.
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Number = int | float
Language = Literal["en", "zh"]
SectionKind = Literal["title", "summary", "background", "outlook", "header", "list", "profile", "other"]
Measure = Literal["count", "share", "rank", "amount", "duration", "times", "change"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Grade = Literal["special", "first", "second", "third", "gold", "silver", "bronze", "excellence", "highest"]
Level = Literal["international", "national", "provincial-ministerial", "municipal", "university"]
Role = Literal[
    "achievement", "declared", "date", "grade", "ordinal", "name", "enumeration", "pronoun", "reference", "quantity",
    "unexplained",
]  # fmt: skip
Severity = Literal["error", "warning", "info"]

INSTITUTION = "institution"
"""The owner of what no unit but the whole institution achieved; no unit may have it as its id."""


class Record(BaseModel):
    """A part of the output: frozen, closed to unknown keys, no value turned into one of another type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Span(Record):
    """A stretch of the source text: `source[start:end] == text`."""

    start: int = Field(ge=0)
    end: int
    text: str = Field(min_length=1)


class Source(Record):
    """The announcement as it was read; `text` is null where it was left out on request.

    `pages` are the offsets at which the pages of a PDF begin, the first at 0; no other format has the key.
    """

    path: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    encoding: str
    language: Language
    characters: int = Field(ge=0)
    text: str | None
    pages: tuple[Annotated[int, Field(ge=0)], ...] = Field(default=(), exclude_if=lambda pages: not pages)


class RulesVersion(Record):
    """A rule pack that took part, and the digest of its files."""

    name: str
    version: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Provenance(Record):
    """What produced the records: the version of this program and its rule packs, later ones over earlier ones."""

    version: str
    rules: tuple[RulesVersion, ...]


class Published(Record):
    """The day on which the announcement says that it was published."""

    date: dt.date
    span: Span


class Declared(Record):
    """A number of selected units that the text itself states."""

    value: int
    span: Span


class Announcement(Record):
    """What the announcement says about itself; `institution` is the body whose units were selected."""

    title: Span | None
    institution: Span | None
    issuer: Span | None
    published: Published | None
    declared_total: Declared | None


class Section(Record):
    """A stretch of the text with one purpose; together the sections cover every non-blank character."""

    kind: SectionKind
    start: int = Field(ge=0)
    end: int
    category: str | None
    unit: str | None


class Category(Record):
    """A kind of selection; `declared` is the text's own count for it, `found` how many units it got."""

    id: str
    name: str
    header: Span | None
    mentions: tuple[Span, ...]
    declared: Declared | None
    found: int = Field(ge=0)


class Organisation(Record):
    """A body that contains a unit."""

    name: str
    span: Span


class Profile(Record):
    """The passage that describes a unit; two units described in one passage share it."""

    start: int = Field(ge=0)
    end: int


class Unit(Record):
    """A selected unit; `organisations` run from the inner to the outer, `mentions` are all that name the unit."""

    id: str
    category: str | None
    name: str
    kind: str
    organisations: tuple[Organisation, ...]
    mentions: tuple[Span, ...]
    profile: Profile | None


class Award(Record):
    """A distinction and its grade."""

    title: str | None
    grade: Grade | None


class Period(Record):
    """The time that an achievement speaks of, with its years where the text gives them."""

    text: str
    start_year: int | None
    end_year: int | None
    span: Span


class Achievement(Record):
    """One number that somebody achieved; `rule` is the id of the rule that read it."""

    id: str
    owner: str
    kind: str
    measure: Measure
    value: Number
    upper: Number | None
    comparator: Comparator
    unit: str | None
    object: str | None
    award: Award | None
    level: Level | None
    period: Period | None
    part_of: str | None
    implied: bool
    numeral: Span | None
    span: Span
    clause: Span
    rule: str


class Numeral(Record):
    """A number in the text and the part that it plays; `achievement` is the record that it became."""

    span: Span
    value: Number | None
    role: Role
    achievement: str | None


class Finding(Record):
    """Something that a careful reader would want to check."""

    code: str
    severity: Severity
    message: str
    spans: tuple[Span, ...]
