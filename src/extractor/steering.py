"""What steers a terminal, turns text round or ends a line unseen, and how it is kept from that in what is printed.

Names in messages are made harmless by `reading.printable`, what reports quote by `wording.one_line`; here are JSON, in
which the exact text has to be kept, and texts of several lines.
"""

import json
import re

_TURNS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks and turns of direction: they make a text read in another order than it is stored."""
_ESCAPES = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *_TURNS, 0x2028, 0x2029)}
"""Controls, turns of direction and ends of lines that JSON lets stand as they are; they stand only in its strings."""
_IN_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def in_json(plain: str) -> str:
    """JSON that says the same, with escapes for whatever steers."""
    return plain.translate(_ESCAPES)


def as_json(content: object) -> str:
    """Any content as JSON for people and programs, indented, its letters as they are, with a line end."""
    return in_json(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def in_lines(text: str) -> str:
    """A text of several lines with `�` for whatever steers; line ends and tabs stay."""
    return _IN_LINES.sub("\ufffd", text)
