"""What Pydantic finds wrong in a file, in words: where it stands, what is wrong, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Final, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from extractor.yamlplaces import Spot, Way, line_at

_REMEDIES: Final[Mapping[str, str]] = {
    "missing": "add it",
    "string_type": "write a word or a text here, in quotation marks if it looks like a number",
    "list_type": "write a list here: [one, another]",
    "dict_type": "write keys with their values here",
    "model_type": "write keys with their values here",
    "string_too_short": "say more",
    "lexicon": "write [term, term] or value: [term, term]",
    "listed_twice": "take one of them out",
}


def worded(error: ErrorDetails, model: type[BaseModel], places: Mapping[Way, Spot]) -> tuple[int, str]:
    """The line of an error and the message for it, `where: what; remedy`."""
    way = error["loc"]
    message = f"{'.'.join(map(str, way))}: {error['msg']}; {_remedy(error, model)}"
    entry = error.get("ctx", {}).get("entry")
    twice = [spot.line for other, spot in places.items() if other[: len(way)] == way and spot.value == entry]
    return (twice[-1] if entry is not None and twice else line_at(places, way)), message


def _remedy(error: ErrorDetails, model: type[BaseModel]) -> str:
    if error["type"] == "extra_forbidden":
        return _nearest(str(error["loc"][-1]), list(_model_at(error["loc"][:-1], model).model_fields))
    if error["type"] == "literal_error":
        [values] = [get_args(_model_at(error["loc"][:-1], model).model_fields[str(error["loc"][-1])].annotation)]
        return _nearest(str(error["input"]), list(values))
    if error["type"] == "string_pattern_mismatch":
        return "write <language or pack>.<stage>.<name> in lower case, such as en.roles.year"
    return _REMEDIES.get(error["type"], "write it as docs/writing-rules.md says")


def _model_at(way: Way, model: type[BaseModel]) -> type[BaseModel]:
    """The model of what stands at the end of a way."""
    for step in (step for step in way if isinstance(step, str)):
        annotation = model.model_fields[step].annotation
        model = next(one for one in (annotation, *get_args(annotation)) if isinstance(one, type(BaseModel)))
    return model


def _nearest(word: str, words: list[str]) -> str:
    near = difflib.get_close_matches(word, words, n=1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(words)}"
