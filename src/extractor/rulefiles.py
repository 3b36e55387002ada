"""Rule files in their canonical form: indented alike, one blank line at most, no blanks at line ends, comments kept.

How a value is spread over lines is its author's, for a list of words is read and mended by the line.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Final

import yaml

_INDENT: Final = 2
_NO_WRAPPING: Final = 1_000_000
_BLANK_LINES: Final = re.compile(r"\n(?:[ \t]*\n){2,}")
_BLANKS_AT_END: Final = re.compile(r"[ \t]+(?=\n)")
_IN_BLOCK: Final = frozenset(("|", ">"))


def formatted(text: str) -> str:
    """The same file in its canonical form; a file that cannot be read, or not written without loss, stays as it is."""
    plain = text.replace("\r\n", "\n").removeprefix("\ufeff")
    try:
        wanted = list(_meaning(plain))
        out = _written(plain)
        same = list(_meaning(out)) == wanted
    except (yaml.YAMLError, ValueError, RecursionError):
        return text
    return out if same else text


def _written(text: str) -> str:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    short, spread = _with_stand_ins(_BLANKS_AT_END.sub("", text))
    form = YAML()
    form.preserve_quotes = True
    form.brace_single_entry_mapping_in_flow_sequence = True
    form.width = _NO_WRAPPING
    form.indent(mapping=_INDENT, sequence=2 * _INDENT, offset=_INDENT)
    out = io.StringIO()
    try:
        form.dump(form.load(short), out)
    except YAMLError as error:
        raise ValueError(str(error)) from None
    whole = "".join(_put_back(line, spread) for line in out.getvalue().splitlines(keepends=True))
    return _BLANK_LINES.sub("\n\n", _BLANKS_AT_END.sub("", whole)).strip("\n") + "\n"


def _with_stand_ins(text: str) -> tuple[str, Mapping[str, tuple[int, str]]]:
    """The text with a word in the place of each value over several lines, and by that word its indent and the value."""
    pieces: list[str] = []
    spread: dict[str, tuple[int, str]] = {}
    at = 0
    for node in _over_several_lines(yaml.compose(text, Loader=yaml.CSafeLoader), top=True):
        start, end = node.start_mark.index, node.end_mark.index
        value = text[start:end]
        name = f"value{len(spread)}over{value.count(chr(10)) + 1}lines"
        spread[name] = (_indent(text[text.rfind("\n", 0, start) + 1 : start]), value)
        pieces += [text[at:start], name]
        at = end
    return "".join([*pieces, text[at:]]), spread


def _over_several_lines(node: yaml.Node | None, *, top: bool = False) -> Iterator[yaml.Node]:
    """The outermost values that are spread over lines and not written in a block, in the order of the file."""
    if not isinstance(node, yaml.ScalarNode | yaml.CollectionNode):
        return
    is_block = node.style in _IN_BLOCK if isinstance(node, yaml.ScalarNode) else not node.flow_style
    if not is_block and not top and node.end_mark.line > node.start_mark.line:
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _over_several_lines(key)
            yield from _over_several_lines(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _over_several_lines(item)


def _put_back(line: str, spread: Mapping[str, tuple[int, str]]) -> str:
    """A line with the value that a word in it stands for, its further lines moved as far as its first was."""
    name = next((word for word in re.findall(r"value\d+over\d+lines", line) if word in spread), None)
    if name is None:
        return line
    indent, value = spread[name]
    first, *further = value.split("\n")
    moved = _indent(line) - indent
    lines = [" " * max(_indent(row) + moved, 0) + row.lstrip(" ") for row in further]
    return _put_back(line.replace(name, "\n".join([first, *lines]), 1), {k: v for k, v in spread.items() if k != name})


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _meaning(text: str) -> Iterator[tuple[str, str | None]]:
    """What a YAML file says, apart from how it is written."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        plain = getattr(event, "implicit", None)
        yield type(event).__name__, f"{event.value}{plain}" if isinstance(event, yaml.ScalarEvent) else None
