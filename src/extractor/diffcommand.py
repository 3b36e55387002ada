"""What `extract diff` does: two extractions or two collections of them in, what differs out, in one of four forms."""

from pathlib import Path
from typing import Literal

from extractor import diffreport, recordfiles, steering
from extractor.differences import Document, compare_all
from extractor.errors import InputError
from extractor.wordeddifferences import in_words

Form = Literal["text", "json", "md", "html"]

_ONE = "one extraction"


def run(old: Path, new: Path, *, form: Form) -> tuple[str, bool]:
    """What to print, and whether there is a difference. Raises `InputError` for what cannot be read or compared."""
    documents = _compared(old, new)
    return _written(documents, form), any(documents)


def _compared(old: Path, new: Path) -> tuple[Document, ...]:
    olds, news = recordfiles.load_many(old), recordfiles.load_many(new)
    if (one := _sort(old)) != (other := _sort(new)):
        raise InputError(f"{old} is {one}, and {new} is {other}; name two of one sort, as extract wrote them")
    if one == _ONE:
        name = new.name if old.name == new.name else f"{old.name} → {new.name}"
        olds, news = dict.fromkeys([name], *olds.values()), dict.fromkeys([name], *news.values())
    return compare_all(olds, news)


def _sort(path: Path) -> str:
    if path.is_dir():
        return "a folder"
    return f"a {recordfiles.LINES} file" if path.suffix == recordfiles.LINES else _ONE


def _written(documents: tuple[Document, ...], form: Form) -> str:
    if form == "json":
        return steering.as_json(diffreport.as_json(documents))
    return diffreport.written(in_words(documents), form)
