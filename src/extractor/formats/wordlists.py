"""The numbers of lists in Word documents, which stand nowhere in the text: Word counts them when it shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from extractor.formats.wordxml import W, attribute, child, value

_LONGEST_CHAIN = 20  # styles that are based on each other; more are a circle
_DIGITS = "〇一二三四五六七八九"
_LEVEL = re.compile(r"%([1-9])")
_CHINESE = frozenset(
    ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting",
     "taiwaneseCountingThousand", "chineseLegalSimplified")
)  # fmt: skip
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: `pattern` is `%1.%2` and the like, in digits throughout if it is `legal`."""

    start: int
    form: str
    pattern: str
    legal: bool


class Numbering:
    """The lists of a document, counted while its paragraphs are asked for in order."""

    def __init__(self, numbering: ET.Element | None, styles: ET.Element | None) -> None:
        self._styles = {} if styles is None else {attribute(s, "styleId"): s for s in styles.iter(f"{W}style")}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read(numbering)

    def marker(self, paragraph: ET.Element) -> str | None:
        """What Word shows before a paragraph: `1.`, `（二）`, `-` for any bullet; None where it is no item."""
        identity, depth = self._place(child(paragraph, "pPr"))
        name, levels = self._lists.get(identity or "", ("", {}))
        level = levels.get(depth)
        if level is None or level.form == "none":
            return None
        counts = self._counts.setdefault(name, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return "-"
        # A level that has had no item yet counts as at its beginning.
        shown = _LEVEL.sub(lambda m: _shown(levels, counts, int(m[1]) - 1, legal=level.legal), level.pattern)
        return shown.strip() or None

    def _read(self, numbering: ET.Element) -> None:
        outlines = {attribute(a, "abstractNumId"): a for a in numbering.iter(f"{W}abstractNum")}
        for number in numbering.iter(f"{W}num"):
            identity, name = attribute(number, "numId"), value(number, "abstractNumId")
            outline = outlines.get(name)
            if identity is None or name is None or outline is None:
                continue
            levels = _levels(outline)
            restarts = False
            for override in number.iter(f"{W}lvlOverride"):
                levels.update(_levels(override))
                depth, start = _whole(attribute(override, "ilvl")), value(override, "startOverride")
                if start is not None and depth in levels:
                    levels[depth] = replace(levels[depth], start=_whole(start))
                    restarts = True
            # Lists of one outline go on counting, unless one says that it begins anew.
            self._lists[identity] = (identity if restarts else f"of {name}", levels)

    def _place(self, properties: ET.Element | None) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, else those of its style."""
        identity, depth = value(properties, "numPr", "numId"), value(properties, "numPr", "ilvl")
        style = value(properties, "pStyle")
        for _ in range(_LONGEST_CHAIN):
            if identity is not None or style is None:
                break
            of_style = child(self._styles.get(style), "pPr")
            identity = value(of_style, "numPr", "numId")
            depth = depth or value(of_style, "numPr", "ilvl")
            style = value(self._styles.get(style), "basedOn")
        return identity, _whole(depth or "0")


def _shown(levels: dict[int, _Level], counts: dict[int, int], depth: int, *, legal: bool) -> str:
    level = levels.get(depth)
    return "" if level is None else _written(counts.get(depth, level.start), "decimal" if legal else level.form)


def _levels(element: ET.Element) -> dict[int, _Level]:
    return {
        _whole(attribute(level, "ilvl")): _Level(
            start=_whole(value(level, "start") or "1"),
            form=value(level, "numFmt") or "decimal",
            pattern=value(level, "lvlText") or "",
            legal=child(level, "isLgl") is not None,
        )
        for level in element.iter(f"{W}lvl")
    }


def _whole(written: str | None) -> int:
    return int(written[:6]) if written is not None and written.isdecimal() else 0


def _written(number: int, form: str) -> str:
    if form in _CHINESE:
        return _in_chinese(number)
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _in_roman(number)
        return roman.upper() if form == "upperRoman" else roman
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:  # noqa: PLR2004 - Unicode has that many
        return chr(ord("①") + number - 1)
    return str(number)


def _in_chinese(number: int) -> str:
    if not 0 < number < 100:  # noqa: PLR2004 - no list of headings goes further
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def _in_roman(number: int) -> str:
    out = ""
    for size, sign in _ROMAN:
        out += sign * min(number // size, 10)
        number %= size
    return out
