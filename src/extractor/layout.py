"""What a reader sees before reading: lines joined into paragraphs, list items, table rows, quotations, sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.annotations import Block, Mark
from extractor.limits import left
from extractor.spans import Extent, trim

_MARKER = re.compile(
    r"""\s*(?:
        (?P<hash>\#{1,6})\s+
      | (?P<bullet>[•●▪◦‣·■□►▶◎○★☆◆◇])\s*
      | (?P<dash>[*+\u2013\u2014-]|--)\s+(?=\S)
      | (?P<nested>[A-Z]\.?\d{1,2}|\d{1,2}\.\d{1,2})[.)]?\s+(?=[A-Z"])
      | (?P<number>\(?\d{1,3}(?:[.)\u3001]\s*(?=[^\W\d_]|[\"'(*\[])|[.)]\s+(?=\S)))
      | (?P<letter>\(?[A-Za-z][.)]\s+(?=\S)|\([a-z]\)\s*)
      | (?P<roman>\(?(?:[IVX]{2,5}|[ivx]{2,5})[.)]\s+(?=\S))
    )""",
    re.VERBOSE,
)
_RULE_ROW = re.compile(r"[\s|:+=_*-]*$")
_WIDEST_WRAP = 110  # no text is wrapped wider by hand or by mail programs; a longer line is a whole paragraph
_NARROWEST_WRAP = 50
_LONGEST_STEP = 110  # characters of an indented item; a longer line is a paragraph
_LONGEST_PART = 40  # characters of a line that heads a part of a table
_FEWEST_STEPS = 3  # two indented lines may be an address
_HALF_LINE = 0.5  # of the width; a line that breaks off inside a phrase goes on even so
_LONG_LINE = 0.85  # of the width; headings and names that stand alone are mostly shorter
_COLUMNS = re.compile(r"\t+|\s{3,}")
_LABEL = re.compile(r"[A-Z\"][^\n:;]{2,70}?\s[\u2013\u2014-]\s(?=\S)")
LABELLED = re.compile(
    r"(?:\*\*)?(?P<label>[A-Z][^\W\d_]*(?:\s[^\W\d_]+){0,3})(?:\*\*)?\s?:(?:\*\*)?\s+(?P<value>\S.*)", re.DOTALL
)
"""A line of a form, `Name: Ada Moss`."""
_QUOTE = re.compile(r'"([^"\n]{1,400}?)"')
_SINGLE_QUOTE = re.compile(r"(?<![\w'])'\s?([^'\n]{1,120}?)\s?'(?![a-z])")
_SENTENCE_END = re.compile(r"[.!?]+[\"')\]]*(?=\s|$|[A-Z\"'(])|\n[ \t]*\n|\n(?=\s*(?:[-*\u2022]|\d+[.)]\s))")
_ABBREVIATION = re.compile(
    r"(?:\b(?:co|ltd|inc|corp|no|nos|dr|mr|mrs|ms|prof|st|jr|sr|vs|etc|approx|dept|vol|fig|rs"
    r"|e\.g|i\.e|u\.s|u\.k|ph\.d|a\.m|p\.m)|(?<![a-z])[a-z])$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 12  # characters in which one is looked for before a full stop


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text without the blanks at its ends."""

    start: int
    end: int


def find_blocks(text: str) -> list[Block]:
    """The blocks of a normalised text, in order; blank lines belong to none."""
    lines = [Line(*trim(text, m.start(), m.end())) for m in re.finditer(r"[^\n]+", text)]
    lines = [line for line in lines if line.start < line.end]
    rows = table_rows(text, lines)
    width = _wrap_width(text, [line for i, line in enumerate(lines) if i not in rows])
    steps = _steps(text, lines) | _labelled(text, lines)
    of_forms = _of_forms(text, lines)
    blocks: list[Block] = []
    i = 0
    while i < len(lines):
        left()
        line = lines[i]
        if i in rows:
            if rows[i]:
                blocks.append(Block(line.start, line.end, line.start, line.end, "row", "|", rows[i]))
            i += 1
            continue
        end = line.end
        step = steps.get(i, "")
        while (
            i + 1 < len(lines)
            and i + 1 not in rows
            and i + 1 not in of_forms
            and not (step and steps.get(i + 1))
            and _continues(text, lines[i], lines[i + 1], width)
        ):
            i += 1
            end = lines[i].end
        block = _block(text, line.start, end)
        blocks.append(replace(block, shape="item", marker=step) if step and block.shape == "line" else block)
        i += 1
    return _with_letters(text, blocks)


def _of_forms(text: str, lines: Sequence[Line]) -> set[int]:
    """Lines with a label that another line has, too: those of a form, `Name: Ada Moss`, none of which was wrapped."""
    labels = {i: m["label"] for i, line in enumerate(lines) if (m := LABELLED.match(text, line.start, line.end))}
    often = Counter(labels.values())
    return {i for i, label in labels.items() if often[label] > 1}


def _labelled(text: str, lines: Sequence[Line]) -> dict[int, str]:
    """Lines that a dash behind a name makes items of a list: `Barpali Cluster - Weavers' Society - 1,240 looms`.

    Two neighbours or more. A dateline has a dash, too, but no neighbour that has.
    """
    labelled = [_LABEL.match(text, line.start, line.end) is not None for line in lines]
    out: dict[int, str] = {}
    for i, (line, following) in enumerate(pairwise(lines)):
        if labelled[i] and labelled[i + 1] and text.count("\n", line.end, following.start) == 1:
            out[i] = out[i + 1] = "label"
    return out


def _steps(text: str, lines: Sequence[Line]) -> dict[int, str]:
    """Lines that indentation alone makes items of a list, marked with how far they are indented.

    Three neighbours or more, each short, none ending like a sentence that was wrapped under the one before.
    """
    indents = [_indent(text, line) for line in lines]
    out: dict[int, str] = {}
    start = 0
    while start < len(lines):
        end = start
        while (
            end < len(lines)
            and indents[end] > 1
            and lines[end].end - lines[end].start < _LONGEST_STEP
            and (end == start or text.count("\n", lines[end - 1].end, lines[end].start) == 1)
        ):
            end += 1
        run = range(start, end)
        if len(run) >= _FEWEST_STEPS and not any(
            text[lines[i].start].islower() or text[lines[i].end - 1] == "," for i in run
        ):
            out.update({i: f"indent{indents[i]}" for i in run})
        start = max(end, start + 1)
    return out


def _indent(text: str, line: Line) -> int:
    before = text[text.rfind("\n", 0, line.start) + 1 : line.start]
    return len(before.expandtabs(4))


def _block(text: str, start: int, end: int) -> Block:
    m = _MARKER.match(text, start, end)
    body, marker = start, ""
    if m and m.end() < end:
        body, marker = m.end(), _style(str(m.lastgroup), m.group())
    body_end = end
    for sign in ("**", "__", "*", "_"):
        if text.startswith(sign, body) and text.endswith(sign, body, body_end) and body_end - body > 2 * len(sign):
            body, body_end, marker = body + len(sign), body_end - len(sign), marker or "bold"
            break
    is_line = marker in ("", "bold") or marker.startswith("hash")
    return Block(start, end, body, body_end, "line" if is_line else "item", marker)


def _style(kind: str, marker: str) -> str:
    """How an item is marked, its number aside: `1.` and `(1)` are two levels of one list, `1.` and `2.` are one."""
    if kind in ("hash", "bullet", "dash"):
        return f"{kind}{marker.strip()[:1] if kind != 'hash' else marker.count('#')}"
    sample = {"number": "1", "letter": "a", "roman": "i", "nested": "1.1"}[kind]
    if kind in ("letter", "roman") and any(c.isupper() for c in marker):
        sample = sample.upper()
    return re.sub(r"[A-Za-z0-9.]*[A-Za-z0-9]", sample, marker.strip(), count=1)


def _with_letters(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a letter read as what it is: `I.` before `II.` is a number, `E. Mbewe` without an `A.` a name."""
    letters = [_letter(text, b) for b in blocks]
    markers = {b.marker for b in blocks}
    seen = {(b.marker, letter) for b, letter in zip(blocks, letters, strict=True)}
    out: list[Block] = []
    for block, letter in zip(blocks, letters, strict=True):
        first, numeral = ("A", "I") if letter.isupper() else ("a", "i")
        roman = block.marker.replace(first, numeral)
        if letter.lower() in tuple("ivx") and roman in markers and (block.marker, chr(ord(letter) - 1)) not in seen:
            out.append(replace(block, marker=roman))
        elif letter and (block.marker, first) not in seen:
            out.append(replace(block, body=block.start, shape="line", marker=""))
        else:
            out.append(block)
    return out


def _letter(text: str, block: Block) -> str:
    """The letter that marks an item, empty where none does."""
    if block.marker.strip("().").lower() != "a":
        return ""
    return text[block.start : block.body].strip("(). \t\u00a0")[:1]


def _wrap_width(text: str, lines: Sequence[Line]) -> int:
    """The column at which the text was wrapped by hand, 0 where it was not: the longest line that has a neighbour."""
    paired = [line for pair in pairwise(lines) if text.count("\n", pair[0].end, pair[1].start) == 1 for line in pair]
    widest = max((line.end - line.start for line in paired), default=0)
    return widest if _NARROWEST_WRAP <= widest <= _WIDEST_WRAP else 0


def _continues(text: str, line: Line, after: Line, width: int) -> bool:
    """Whether `after` goes on with the paragraph of `line`.

    It does if its first word would not have fitted there; also if the line is long and ends without a sign, since text
    that was edited after it was wrapped has lines of every length.
    """
    gap = text[line.end : after.start]
    if not width or gap.count("\n") > 1 or _MARKER.match(text, after.start, after.end):
        return False
    length = line.end - line.start
    words = text[after.start : after.end].split(maxsplit=1)
    full = length + 1 + len(words[0]) > width - len(gap.strip("\n"))
    if full or text[line.end - 1] in ".!?:;|*#":
        return full
    last = text[line.start : line.end].rsplit(maxsplit=1)[-1]
    open_end = last[0].islower() or last.endswith(",") or not text[after.start].isupper()
    return length > (_HALF_LINE if open_end else _LONG_LINE) * width


def table_rows(text: str, lines: Sequence[Line]) -> dict[int, tuple[Mark, ...]]:
    """Lines that stand in a table, with their cells; ruled lines have none. One line alone is no table."""
    cells = [_cells(text, line) for line in lines]
    rows: dict[int, tuple[Mark, ...]] = {}
    for i, row in enumerate(cells):
        near = [cells[j] for j in _neighbours(cells, lines, i)]
        if row and any(len(n) > 1 and (abs(len(n) - len(row)) <= 1 or i - 1 in rows) for n in near):
            rows[i] = row
    for i, line in enumerate(lines):
        if (i - 1 in rows or i + 1 in rows) and i not in rows and _RULE_ROW.match(text, line.start, line.end):
            rows[i] = ()
    return {i: _row(text, lines[i], row, rows.get(_first_row(i, rows), ())) for i, row in rows.items()}


def _neighbours(cells: Sequence[tuple[Mark, ...]], lines: Sequence[Line], i: int) -> Iterator[int]:
    """The lines before and behind a line; a short one without cells may head a part of a table, and is skipped."""
    for step in (-1, 1):
        j = i + step
        if 0 <= j + step < len(cells) and not cells[j] and lines[j].end - lines[j].start <= _LONGEST_PART:
            j += step
        if 0 <= j < len(cells):
            yield j


def _first_row(i: int, rows: Mapping[int, tuple[Mark, ...]]) -> int:
    """The first line of the table that line `i` stands in."""
    while i - 1 in rows:
        i -= 1
    return i


def _row(text: str, line: Line, row: tuple[Mark, ...], first: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The cells of a line; a ruled line has none, and two tabs in a row hold an empty cell if the first row has it."""
    if _RULE_ROW.fullmatch(text, line.start, line.end):
        return ()
    inside = text[line.start : line.end]
    if len(row) < len(first) == inside.count("\t") + 1:
        ends = [*(m.start() for m in re.finditer("\t", inside)), len(inside)]
        starts = [0, *(end + 1 for end in ends[:-1])]
        return tuple(Mark(*trim(text, line.start + s, line.start + e)) for s, e in zip(starts, ends, strict=True))
    return row


def _cells(text: str, line: Line) -> tuple[Mark, ...]:
    inside = text[line.start : line.end]
    if inside.count("|") > 1 or " | " in inside:
        parts = re.finditer(r"[^|]+", inside)
    elif _COLUMNS.search(inside):
        parts = re.finditer(r"(?:(?!\t|\s{3,}).)+", inside)
    else:
        return ()
    out = []
    for m in parts:
        start, end = trim(text, line.start + m.start(), line.start + m.end())
        if start < end or "|" in inside:
            out.append(Mark(start, end))
    return tuple(out) if len(out) > 1 else ()


def unwrap(text: str, blocks: Sequence[Block]) -> str:
    """The text with every line end inside a block made a blank; the length stays."""
    pieces: list[str] = []
    at = 0
    for b in blocks:
        if "\n" in text[b.start : b.end]:
            pieces += (text[at : b.start], text[b.start : b.end].replace("\n", " "))
            at = b.end
    return "".join((*pieces, text[at:])) if pieces else text


def find_quotes(text: str) -> list[Mark]:
    """Quoted stretches, inner ones included, without their signs: `double` or `single`."""
    quotes = [Mark(m.start(1), m.end(1), "double") for m in _QUOTE.finditer(text)] if '"' in text else []
    if "'" in text:
        quotes += [Mark(m.start(1), m.end(1), "single") for m in _SINGLE_QUOTE.finditer(text)]
    return sorted(quotes, key=lambda q: (q.start, -q.end))


def sentences(text: str, start: int, end: int) -> Iterator[Extent]:
    """The sentences of a paragraph, trimmed. A full stop in an abbreviation or initial ends none within a line."""
    at = start
    for m in _SENTENCE_END.finditer(text, start, end):
        if m.group()[0] == "." and not text.startswith("\n", m.end()) and _is_abbreviated(text, at, m.start()):
            continue
        start_here, end_here = trim(text, at, m.end())
        if start_here < end_here:
            yield start_here, end_here
        at = m.end()
    if text[at:end].strip():
        yield trim(text, at, end)


def _is_abbreviated(text: str, start: int, stop: int) -> bool:
    """Whether the word before the full stop at `stop` is an abbreviation (`Co.`) or an initial (`J.`)."""
    return _ABBREVIATION.search(text, max(start, stop - _LONGEST_ABBREVIATION), stop) is not None
