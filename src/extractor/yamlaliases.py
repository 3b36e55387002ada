"""Aliases in YAML, by which a few lines unfold to more than any memory holds: files of strangers may have none."""

import re

import yaml

_ANCHOR = re.compile(r"(?:^|[\s\[{,])&[^\s,\[\]{}]")  # an alias needs one


def refuse(text: str, *, where: str) -> None:
    """Raise `yaml.MarkedYAMLError` at the first alias, before anything unfolds; `where` is what the file is."""
    if not _ANCHOR.search(text):
        return  # going through the events costs as much as loading
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            problem = f"aliases (*name) are not allowed in {where}; write it out"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]
