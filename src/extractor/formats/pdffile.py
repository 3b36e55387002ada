"""PDF files: their pages as paragraphs, without what the printer put around them."""

from __future__ import annotations

from extractor.formats.sourcetext import SourceText


def read(data: bytes, *, place: str) -> SourceText:
    """The text of a PDF."""
    raise NotImplementedError
