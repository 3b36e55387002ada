"""Records as JSON, and a result put where it belongs: in the place of a file, or on standard output."""

import os
import stat
import sys
from pathlib import Path

from extractor import replacing, steering
from extractor.errors import OutputError
from extractor.extraction import Extraction


def to_json(extraction: Extraction, *, text: bool = True, indent: int | None = 2) -> str:
    """The document as it is written, the same bytes for the same records; `indent=None` makes it one line.

    `text=False` leaves the source text out.
    """
    if not text:
        source = extraction.source.model_copy(update={"text": None})
        extraction = extraction.model_copy(update={"source": source})
    return steering.in_json(extraction.model_dump_json(indent=indent)) + "\n"


def replace(path: Path, content: str) -> None:
    """Put `content` in the place of the file at `path`, at once and whole.

    What is no regular file (`/dev/stdout`, a pipe) is written to as it stands. Raises `OutputError` if that fails;
    a file that stood there before is then untouched.
    """
    try:
        replace_bytes(path, content.encode("utf-8"))
    except BrokenPipeError:
        return  # A reader who has gone is no error.
    except (OSError, ValueError) as error:
        remedy = "make room or name another place (a file that was there still is)"
        raise OutputError(f"{path}: cannot be written: {_reason(error)}; {remedy}") from error


def replace_bytes(path: Path, data: bytes) -> None:
    """The same with bytes; raises `OSError` or, for a path that can be none, `ValueError`."""
    if _is_written_in_place(path):
        path.write_bytes(data)
    else:
        with replacing.file_beside(path) as temporary:
            temporary.write_bytes(data)


def to_standard_output(content: str) -> None:
    """Write to standard output in UTF-8, whatever the terminal's encoding; a reader who has gone is no error."""
    try:
        sys.stdout.buffer.write(content.encode("utf-8"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence_standard_output()
    except OSError as error:
        silence_standard_output()
        raise OutputError(f"standard output: cannot be written: {_reason(error)}") from error


def _is_written_in_place(path: Path) -> bool:
    # By name too: /dev/stdout leads to a regular file where the shell has sent it to one, which must not be swapped.
    if path.parts[:2] == ("/", "dev"):
        return True
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def silence_standard_output() -> None:
    """Let what is written there from now on be lost: its reader has gone."""
    # Python flushes once more as it ends, and would report the same failure again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
