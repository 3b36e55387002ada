"""Records as tables: which there are, and what their columns mean.

Every form that has tables (CSV, Parquet, SQLite, DuckDB, Arrow batches) takes them from here, so that they agree. Keys
are text and stable: the name of the document, behind it `#` and the id that the record has: `2024/teams.txt#a012`.
"""

from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "integer", "number", "boolean", "date"]


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
