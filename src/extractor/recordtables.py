"""Records as tables: which there are, what their columns mean, and the rows of one announcement.

Every form that has tables (CSV, Parquet, SQLite, DuckDB, Arrow batches) takes them from here, so that they agree. Keys
are text and stable: the name of the document, behind it `#` and the id that the record has: `2024/teams.txt#a012`.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Type = Literal["text", "integer", "number", "boolean", "date"]
Row = tuple[Any, ...]
Json = Mapping[str, Any]
_LARGEST = 2**63 - 1
_MOST_DIGITS = 1000
"""Far more than a column of numbers has a place for, and few enough for Python to read."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `refers` is the table whose `id` it holds, and a column that is not `required` may be null."""

    name: str
    type: Type
    means: str
    required: bool = True
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table, whose first column is its key."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(column.name for column in self.columns)


def _text(name: str, means: str, *, required: bool = True, refers: str | None = None) -> Column:
    return Column(name, "text", means, required, refers)


def _integer(name: str, means: str, *, required: bool = True) -> Column:
    return Column(name, "integer", means, required)


_DOCUMENT = _text("document_id", "the announcement that it is in", refers="documents")
_START = _integer("start_offset", "the character of the source text at which it begins, from 0")
_END = _integer("end_offset", "the character behind it")

TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        (
            _text("id", "what the announcement is called: its path, behind it # and its identifier if it is a row"),
            _text("sha256", "digest of the bytes that were read"),
            _text("encoding", "how they were decoded"),
            _text("language", "en or zh"),
            _integer("characters", "length of the text"),
            _text("title", "its title", required=False),
            _text("institution", "the body whose units were selected", required=False),
            _text("issuer", "who announces it", required=False),
            Column("published", "date", "the day on which it says that it was published", required=False),
            _integer("declared_total", "how many were selected by its own words", required=False),
            _integer("units", "how many units were found"),
            _integer("achievements", "how many achievements"),
            _integer("numerals", "how many numbers stand in it"),
            _integer("unexplained", "how many of them no rule explains"),
            _text("version", "the version of the program that read it"),
            _text("rules", "its rule packs: name, version and the first 12 digits of the digest of each"),
        ),
    ),
    Table(
        "records",
        (
            _text("document_id", "the announcement", refers="documents"),
            _text("record", "the whole record as JSON, by the contract: with sections, mentions and the text"),
        ),
    ),
    Table(
        "categories",
        (
            _text("id", "key"),
            _DOCUMENT,
            _text("name", "what units were selected as"),
            _integer("declared", "how many were selected as that by the words of the text", required=False),
            _integer("found", "how many units were found"),
        ),
    ),
    Table(
        "units",
        (
            _text("id", "key"),
            _DOCUMENT,
            _text("category_id", "what it was selected as", required=False, refers="categories"),
            _text("name", "its name"),
            _text("kind", "what sort of unit it is: team, course, person, …"),
            _text("organisation", "the body that contains it, the innermost one", required=False),
            _text("organisations", "all bodies that contain it, from the inner to the outer, with ' | ' between them"),
            _integer("mentions", "how often it is named"),
            _integer("profile_start", "the character at which the passage on it begins", required=False),
            _integer("profile_end", "the character behind that passage", required=False),
        ),
    ),
    Table(
        "achievements",
        (
            _text("id", "key"),
            _DOCUMENT,
            _text("unit_id", "who achieved it; null: the institution as a whole", required=False, refers="units"),
            _text("part_of_id", "the achievement that it is part of", required=False, refers="achievements"),
            _text("kind", "what sort of achievement it is: award, publication, funding, …"),
            _text("measure", "what sort of number it is: count, share, rank, amount, duration, times, change"),
            Column("value", "number", "the number"),
            Column("upper", "number", "the upper end of a range, the value being the lower", required=False),
            _text("comparator", "= exactly, > more than, >= at least, < fewer than, <= at most, ~ about"),
            _text("unit", "percent, an ISO 4217 currency, year, …; null for a count of things", required=False),
            _text("object", "what is counted, measured or ranked", required=False),
            _text("award_title", "the distinction", required=False),
            _text("award_grade", "its grade: first, gold, …", required=False),
            _text("level", "international, national, provincial-ministerial, municipal or university", required=False),
            _text("period", "the time that it speaks of, as written", required=False),
            _integer("start_year", "the first year of that time", required=False),
            _integer("end_year", "the last year of that time", required=False),
            Column("implied", "boolean", "whether the number is not written: the first prize is one prize"),
            _text("numeral", "the number as written", required=False),
            _START,
            _END,
            _text("text", "the shortest stretch with the number and its object"),
            _text("clause", "the clause that it was read from"),
            _text("rule", "the rule that read it"),
        ),
    ),
    Table(
        "numerals",
        (
            _text("id", "key"),
            _DOCUMENT,
            _START,
            _END,
            _text("text", "the number as written"),
            Column("value", "number", "the number", required=False),
            _text("role", "the part that it plays: achievement, declared, date, …, unexplained"),
            _text("achievement_id", "the achievement that it became", required=False, refers="achievements"),
        ),
    ),
    Table(
        "findings",
        (
            _text("id", "key"),
            _DOCUMENT,
            _text("code", "what sort of finding it is: total-mismatch, …"),
            _text("severity", "error, warning or info"),
            _text("message", "the finding in words"),
            _integer("start_offset", "the character at which the first place that it speaks of begins", required=False),
            _integer("end_offset", "the character behind that place", required=False),
            _text("text", "the words there", required=False),
        ),
    ),
    Table(
        "failures",
        (
            _text("name", "the announcement that could not be read"),
            _text("cause", "what was wrong, in the same words for all announcements with which it was"),
            _text("message", "the same with place and remedy"),
        ),
    ),
)
OF_RECORDS = tuple(table for table in TABLES if table.name not in {"records", "failures"})
"""The tables whose rows are made from a record."""


def parsed(line: str) -> Json:
    """A record from its JSON, whatever numbers stand in it."""
    try:
        record: Json = json.loads(line)
    except ValueError:
        # Python takes no number of thousands of digits, since that takes it long.
        record = json.loads(line, parse_int=lambda digits: float(digits) if len(digits) > _MOST_DIGITS else int(digits))
    return record


def rows_of(record: Json) -> dict[str, list[Row]]:
    """The rows of one record, parsed from its JSON, for each of `OF_RECORDS`; values in the order of the columns."""
    name = record["source"]["path"]
    return {
        "documents": [_document(name, record)],
        "categories": list(_categories(name, record)),
        "units": list(_units(name, record)),
        "achievements": list(_achievements(name, record)),
        "numerals": list(_numerals(name, record)),
        "findings": list(_findings(name, record)),
    }


def _number(value: float | None) -> float | None:
    """As a column of numbers can hold it; a number of hundreds of digits is infinite there."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return math.inf if value is not None and value > 0 else -math.inf


def _count(stated: Json | None) -> int | None:
    """A number of units that a text states; one that no column of integers can hold is none of units."""
    return stated["value"] if stated is not None and stated["value"] <= _LARGEST else None


def _key(name: str, identity: str | None) -> str | None:
    return None if identity is None else f"{name}#{identity}"


def _document(name: str, record: Json) -> Row:
    source, stated, made = record["source"], record["announcement"], record["provenance"]
    texts = (None if stated[field] is None else stated[field]["text"] for field in ("title", "institution", "issuer"))
    unexplained = sum(row["role"] == "unexplained" for row in record["numerals"])
    packs = ", ".join(f"{pack['name']} {pack['version']} {pack['sha256'][:12]}" for pack in made["rules"])
    return (
        name, source["sha256"], source["encoding"], source["language"], source["characters"], *texts,
        None if stated["published"] is None else stated["published"]["date"],
        _count(stated["declared_total"]),
        len(record["units"]), len(record["achievements"]), len(record["numerals"]), unexplained,
        made["version"], packs,
    )  # fmt: skip


def _categories(name: str, record: Json) -> Iterator[Row]:
    for row in record["categories"]:
        yield _key(name, row["id"]), name, row["name"], _count(row["declared"]), row["found"]


def _units(name: str, record: Json) -> Iterator[Row]:
    for row in record["units"]:
        bodies = [body["name"] for body in row["organisations"]]
        profile = row["profile"] or {"start": None, "end": None}
        yield (
            _key(name, row["id"]), name, _key(name, row["category"]), row["name"], row["kind"],
            bodies[0] if bodies else None, " | ".join(bodies), len(row["mentions"]), profile["start"], profile["end"],
        )  # fmt: skip


def _achievements(name: str, record: Json) -> Iterator[Row]:
    units = {row["id"] for row in record["units"]}
    for row in record["achievements"]:
        award = row["award"] or {"title": None, "grade": None}
        period = row["period"] or {"text": None, "start_year": None, "end_year": None}
        owner = row["owner"] if row["owner"] in units else None
        yield (
            _key(name, row["id"]), name, _key(name, owner), _key(name, row["part_of"]), row["kind"], row["measure"],
            _number(row["value"]), _number(row["upper"]), row["comparator"], row["unit"], row["object"],
            award["title"], award["grade"], row["level"],
            period["text"], period["start_year"], period["end_year"], row["implied"],
            None if row["numeral"] is None else row["numeral"]["text"],
            row["span"]["start"], row["span"]["end"], row["span"]["text"], row["clause"]["text"], row["rule"],
        )  # fmt: skip


def _numerals(name: str, record: Json) -> Iterator[Row]:
    for number, row in enumerate(record["numerals"], 1):
        span = row["span"]
        yield (
            f"{name}#n{number:04d}", name, span["start"], span["end"], span["text"],
            _number(row["value"]), row["role"], _key(name, row["achievement"]),
        )  # fmt: skip


def _findings(name: str, record: Json) -> Iterator[Row]:
    for number, row in enumerate(record["findings"], 1):
        first: Json = row["spans"][0] if row["spans"] else {"start": None, "end": None, "text": None}
        yield (
            f"{name}#f{number:02d}", name, row["code"], row["severity"], row["message"],
            first["start"], first["end"], first["text"],
        )  # fmt: skip


def table_named(name: str, tables: Sequence[Table] = TABLES) -> Table:
    """The table of that name."""
    return next(table for table in tables if table.name == name)
