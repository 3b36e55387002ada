"""What a format needs beyond the program itself, and what to install where it is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from extractor.errors import InputError

DOCUMENTS = "documents"
PARQUET = "parquet"


def need(module: str, *, extra: str, place: str, what: str) -> Any:
    """The module called `module`; raises `InputError` with the way to get it where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise InputError(
            f"{place}: is {what}, which needs {(error.name or module).partition('.')[0]}; "
            f"install it with: pip install 'announcement-extractor[{extra}]'"
        ) from None
