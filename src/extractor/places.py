"""Where in a folder of records each record goes."""

import sqlite3
from collections.abc import Iterable
from pathlib import PurePosixPath

from extractor.errors import InputError
from extractor.inputs import Input
from extractor.reading import printable


class Places:
    """A path for the record of each input: `2024/teams.json`, or `teams.txt.json` where `teams.md` is there too.

    The names are held in a temporary file of SQLite, and not in memory: there may be millions.
    """

    def __init__(self, inputs: Iterable[Input]) -> None:
        """Raises `InputError` if two inputs would have one path."""
        self._names = sqlite3.connect("")
        self._names.execute("CREATE TABLE names (place TEXT PRIMARY KEY, path TEXT, short TEXT) WITHOUT ROWID")
        rows = ((entry.place, entry.path, _short(entry.place)) for entry in inputs)
        # The same input may be named twice, and is read once.
        taken = "INSERT INTO names VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET path = NULL WHERE path != excluded.path"
        self._names.executemany(taken, rows)
        twice = self._names.execute("SELECT place FROM names WHERE path IS NULL").fetchone()
        if twice is not None:
            problem = f"{printable(twice[0])}: two inputs have this name and would be written to one file"
            raise InputError(f"{problem}; name the folder that holds both, or write them to a .jsonl file")
        self._names.execute("CREATE INDEX shorts ON names (short)")

    def __call__(self, place: str) -> str:
        """The path for the record of the input with that place, or of the row of a table."""
        if self._names.execute("SELECT 1 FROM names WHERE place = ?", (place,)).fetchone() is None:
            return f"{place}.json"
        short = _short(place)
        [(sharing,)] = self._names.execute("SELECT count(*) FROM names WHERE short = ?", (short,))
        return f"{place if sharing > 1 else short}.json"


def _short(place: str) -> str:
    return str(PurePosixPath(place).with_suffix(""))
