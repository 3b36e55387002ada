"""One character for one character: the text as the rules want to see it, at the offsets of the source."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import regex

# Punctuation that means the same as an ASCII sign. En and em dashes stay: they separate a name from its description.
_SIGNS: Final = {
    "。": ".", "．": ".", "｡": ".", "，": ",", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")",
    "［": "[", "］": "]", "【": "[", "】": "]", "〔": "[", "〕": "]", "「": '"', "」": '"', "『": '"', "』": '"',
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "〃": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'",
    "`": "'", "´": "'", "％": "%", "＋": "+", "－": "-", "−": "-", "‐": "-", "‑": "-", "～": "~", "〜": "~", "＆": "&",
    "／": "/", "｜": "|", "￥": "¥", "＄": "$", "￡": "£", "＂": '"', "＇": "'", "＃": "#", "＊": "*", "＠": "@",
}  # fmt: skip
_SPACES: Final = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
)
_TABLE: Final = (
    _SIGNS
    | dict.fromkeys(_SPACES, " ")
    | {chr(0xFF10 + n): chr(0x30 + n) for n in range(10)}
    | {chr(0xFF21 + n): chr(0x41 + n) for n in range(26)}
    | {chr(0xFF41 + n): chr(0x61 + n) for n in range(26)}
)


_UNKNOWN: Final = "\ufffd"
_LAST_OF_PLANE_0: Final = "\uffff"
_DIGIT: Final = regex.compile(r"\d")


# What an apostrophe may stand for is tried first: `'Model Teachers' Branch'` ends at the second one behind an s. The
# longest names are shorter, and what somebody says is longer; an end of sentence inside tells of the latter, too.
_WITHIN: Final = r"(?:[^'\"\n.!?]|[.!?](?!\s+[A-Z\"']|\s*\n)|(?<=\w)'(?=\w)%s){1,150}?"
_ENCLOSED: Final = regex.compile(
    r"(?P<within>\"[^\"\n]{1,400}?\")"
    r"|(?<![\w'])'(?=\w)(?!\d0s\b)(?:"
    + _WITHIN % r"|(?<=s)'(?=\s\w)" + r"(?<=[\w.!?)%,])(?:(?<!s)'|'(?!\s\w))(?![\w'])"
    r"|" + _WITHIN % "" + r"(?<=[\w.!?)%,])'(?![\w']))"
)  # fmt: skip


def normalise(text: str) -> str:
    """Return `text` with its punctuation, spaces and full-width characters in their plain forms; the length stays.

    A Windows line end becomes one line end with a blank before it, and a carriage return alone a line end. A digit that
    only one of Python and `regex` knows, whose tables are of different versions of Unicode, is a character of no kind.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    signs = set(text)
    # A replacement for each sign that occurs is seven times as fast as one `translate` over all characters.
    for sign in _TABLE.keys() & signs:
        text = text.replace(sign, _TABLE[sign])
    for sign in signs:
        if sign > _LAST_OF_PLANE_0 and _is_doubtful(sign):
            text = text.replace(sign, _UNKNOWN)
    return text


@lru_cache(maxsize=1024)
def _is_doubtful(sign: str) -> bool:
    return sign.isdecimal() is not (_DIGIT.match(sign) is not None)


def even_quotes(text: str) -> str:
    """Return a normalised text with `"` for the single quotes that enclose something, as British pages write them.

    An apostrophe stays one: inside a word (`children's`), behind a plural (`teachers' branch`) and before a decade
    (`'90s`); and so do single quotes inside of double ones.
    """
    if "'" not in text:
        return text
    signs: list[str] | None = None
    for m in _ENCLOSED.finditer(text):
        if m["within"] is None:
            signs = signs or list(text)
            signs[m.start()] = signs[m.end() - 1] = '"'
    return "".join(signs) if signs else text


def lower(text: str) -> str:
    """Return `text` in lower case at the same offsets (`İ`, whose lower case is two characters, stays)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
