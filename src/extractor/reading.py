"""From bytes to a `Source`: decoded exactly, newlines as they were, only the byte order mark dropped."""

import codecs
import hashlib
import re
import sys
from pathlib import Path
from typing import Literal

from extractor.annotations import Source
from extractor.errors import InputError
from extractor.spans import has_words

LanguageChoice = Literal["auto", "en", "zh"]
STANDARD_INPUT = "-"
UNNAMED = "<text>"
"""The path in the record of a text that came from no file."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # The mark of UTF-32 (little endian) begins with that of UTF-16, so it is looked for first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ASCII = bytes(range(0x80))
_CONTROL = bytes({*range(0x09), *range(0x0E, 0x1B), 0x7F})
_CONTROL_SHARE = 0.01
"""Texts have next to no control characters; a hundredth of them is beyond any stray form feed or bell."""
LONGEST = 5_000_000
"""Characters of one announcement, where nobody says: a thick book has two million, and this many take a minute."""
_LARGEST = 200_000_000
"""Bytes of a file with one announcement: mostly pictures, if it has so many, and all of it has to be in memory."""
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Controls of terminals, line ends, and turns of direction, with which a name could pass for another message."""
_HAN_RANGE = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN = re.compile(f"[{_HAN_RANGE}]+")
_LONE_HAN = re.compile(rf"(?<![^\x00-\x7f])[{_HAN_RANGE}](?![^\x00-\x7f])")
_LETTERS = re.compile(r"[^\W\d_]+")
_HAN_SHARE = 0.3
"""Names and abbreviations in Latin letters stay far below the rest in Chinese, Chinese names do in English."""


def from_text(text: str, *, language: LanguageChoice = "auto", longest: int = LONGEST) -> Source:
    """The source of a text that is already in memory; its digest is that of its UTF-8 bytes."""
    data = see_that_it_is_text(text, place=UNNAMED, longest=longest)
    return source_of(UNNAMED, data, text, encoding="utf-8", language=language)


def source_of(
    path: str, data: bytes, text: str, *, encoding: str, language: LanguageChoice, pages: tuple[int, ...] = ()
) -> Source:
    """The source of a text that was read from `data`, whose digest it names, in the way that `encoding` says."""
    return Source(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        language=language_of(text) if language == "auto" else language,
        text=text,
        pages=pages,
    )


def place_of(name: str) -> str:
    """What messages call the input of a name."""
    return "standard input" if name == STANDARD_INPUT else printable(name)


def bytes_of(name: str) -> bytes:
    """All of a file, or of standard input if the name is `-`. Raises `InputError` for what cannot be read."""
    place = place_of(name)
    if not is_utf8(name):
        raise InputError(f"{place}: the name is not valid UTF-8, so no record could state it; rename the file")
    try:
        with sys.stdin.buffer if name == STANDARD_INPUT else Path(name).open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise InputError(f"{place}: there is no such file; see that the path is right from {Path.cwd()}") from None
    except IsADirectoryError:
        raise InputError(f"{place}: is a folder; name one file in it") from None
    except PermissionError:
        raise InputError(f"{place}: may not be read; give yourself permission to (chmod +r)") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{place}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(data) > _LARGEST:
        raise InputError(f"{place}: has more than {_LARGEST // 10**6} MB; give each announcement a file of its own")
    return data


def decode(data: bytes, *, place: str, encoding: str | None = None, longest: int = LONGEST) -> tuple[str, str]:
    """The text of `data` and the name of the encoding: byte order mark, strict UTF-8, GB18030, then detection.

    An `encoding` that is given is used strictly and alone. `place` is what messages call the input.
    """
    if encoding is not None:
        text, chosen = _decode_as(encoding, data, place)
        text = text.removeprefix("\ufeff")
    else:
        text, chosen = _decode_by_content(data, place)
    see_that_it_is_text(text, place=place, longest=longest)
    return text, chosen


def see_that_it_is_text(text: str, *, place: str, longest: int = LONGEST) -> bytes:
    """The text as UTF-8, if it is one that a record can hold and a person could have written.

    `longest` is how many characters it may have.
    """
    if not has_words(text):
        raise InputError(f"{place}: is empty; give an announcement with text in it")
    if len(text) > longest:
        raise InputError(
            f"{place}: has {len(text):,} characters, and one announcement may have {longest:,}; "
            "give each announcement a file of its own, or allow more with --max-size"
        )
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"{place}: character {error.start} is half of a surrogate pair; mend the text") from None
    if (at := text.find("\0")) >= 0:
        raise InputError(_holds_nul(place, at, "character"))
    if len(data) - len(data.translate(None, _CONTROL)) > _CONTROL_SHARE * len(text):
        raise InputError(f"{place}: is full of control characters, so it is no plain text; save its text as .txt first")
    return data


def language_of(text: str) -> Literal["en", "zh"]:
    """The language by script: Chinese if Han letters are a fair share of all letters."""
    # Taking the ASCII bytes out first is ten times as quick as to search mostly ASCII for the many ranges of Han.
    han = sum(map(len, _HAN.findall(text.encode("utf-8").translate(None, _ASCII).decode("utf-8"))))
    if not han:
        return "en"
    return "zh" if han >= _HAN_SHARE * sum(map(len, _LETTERS.findall(text))) else "en"


def printable(argument: str) -> str:
    """A name as a message can show it, whatever bytes it was made of: one line that steers no terminal."""
    text = argument.encode("utf-8", "backslashreplace").decode("utf-8")
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def is_utf8(name: str) -> bool:
    """Whether a name was made of bytes in UTF-8, so that a record can state it."""
    return name.isprintable() or not any("\ud800" <= character <= "\udfff" for character in name)


def _decode_as(encoding: str, data: bytes, place: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), codecs.lookup(encoding).name
    except UnicodeDecodeError as error:
        raise InputError(
            f"{place}: byte {error.start} is not {printable(encoding)} ({error.reason}); "
            "mend the file, or name its encoding with --encoding"
        ) from None
    except (LookupError, ValueError):
        raise InputError(
            f"{place}: there is no text encoding called {printable(encoding)!r}; try utf-8, gb18030, big5 or cp1252"
        ) from None


def _decode_by_content(data: bytes, place: str) -> tuple[str, str]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(encoding, data, place)[0], encoding
    if b"\0" in data:
        raise InputError(_holds_nul(place, data.index(b"\0"), "byte"))
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _is_plausible_chinese(text):
            return text, encoding
    return _detected(data, place)


def _is_plausible_chinese(text: str) -> bool:
    """Whether Han letters stand together, as in Chinese.

    GB18030 also decodes most Western texts with a curly apostrophe, whose byte it takes together with the letter
    after it for one Han letter that stands all alone.
    """
    return 2 * len(_LONE_HAN.findall(text)) <= sum(map(len, _HAN.findall(text)))


def _detected(data: bytes, place: str) -> tuple[str, str]:
    # Slow to import and rarely needed.
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise InputError(f"{place}: is in no encoding that could be found; name it with --encoding")
    return data.decode(best.encoding), best.encoding


def _holds_nul(place: str, at: int, unit: str) -> str:
    return (
        f"{place}: {unit} {at} is NUL, so it is no plain text; "
        "if it is UTF-16, say so with --encoding utf-16-le or utf-16-be, else take the NULs out"
    )
