"""The rows that a record has in each of the tables."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

Row = tuple[Any, ...]
Json = Mapping[str, Any]
_LARGEST = 2**63 - 1
_MOST_DIGITS = 1000
"""Far more than a column of numbers has a place for, and few enough for Python to read."""


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
