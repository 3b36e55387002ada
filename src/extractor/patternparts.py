"""The pattern of a rule in parts as its author wrote them: words, `{names}`, `<markers>`, groups, what must not be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

_ATOM: Final = regex.compile(
    r"""(?x)
    (?P<atom> \\L<\w+> | \\p\{\w+\} | \\. | \[\^?\]?(?:\\.|[^\]\\])*\] | \{[a-z_]+\} | <[a-z|]+>
      | (?P<group> \( (?: \\. | \[\^?\]?(?:\\.|[^\]\\])*\] | [^()\[\\] | (?&group) )* \) )
      | . )
    (?P<times> (?:[?*+]|\{\d*,?\d*\})[?+]? )?
    """
)
_OPENS: Final = regex.compile(r"\(\?(?::|=|<=)")
_FORBIDS: Final = re.compile(r"\(\?<?!")
_NAME: Final = re.compile(r"\{([a-z_]+)\}")
_OF_A_WORD: Final = re.compile(r"[\w'-]|\\[.$+-]")
_AT_LEAST: Final = re.compile(r"\{(\d+)")
_LETTERS: Final = re.compile(r"[a-z]{2}|[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a pattern that a text either has or has not; `within` are the looks ahead and back around it.

    Each of these has its number among all of the pattern, so that two beside each other stay two.
    """

    source: str
    within: tuple[tuple[int, str], ...] = ()

    @property
    def forbids(self) -> bool:
        """Whether it says what must not stand there."""
        return _FORBIDS.match(self.source) is not None

    @property
    def optional(self) -> bool:
        """Whether it may be missing, so that it never fails by itself."""
        m = _ATOM.fullmatch(self.source)
        times = (m["times"] or "") if m else ""
        least = _AT_LEAST.match(times)
        return times[:1] in ("?", "*") or (least is not None and least[1] == "0") or times.startswith("{,")

    @property
    def telling(self) -> bool:
        """Whether it asks for certain words or numbers, and not for a blank or whatever word stands there."""
        bare = self.source.replace("[a-z", "")
        return not self.forbids and not self.optional and _LETTERS.search(bare) is not None

    @property
    def names(self) -> tuple[str, ...]:
        """The fragments and lexicons that it names."""
        return tuple(_NAME.findall(self.source))


def parts_of(pattern: str) -> list[Part]:
    """The parts of a pattern in order. Groups are opened, unless they are repeated or leave a choice."""
    return list(_parts(pattern, (), iter(range(len(pattern) + 1))))


def _parts(pattern: str, within: tuple[tuple[int, str], ...], numbers: Iterator[int]) -> Iterator[Part]:
    word = ""
    for m in _ATOM.finditer(pattern):
        if _OF_A_WORD.fullmatch(m["atom"]):
            word += m.group()
            continue
        if word:
            yield Part(word, within)
            word = ""
        opening = _OPENS.match(m.group())
        if opening is None or m["times"] or _leaves_a_choice(inside := m["atom"][opening.end() : -1]):
            yield Part(m.group(), within)
        elif opening.group() == "(?:":
            yield from _parts(inside, within, numbers)
        else:
            yield from _parts(inside, (*within, (next(numbers), opening.group())), numbers)
    if word:
        yield Part(word, within)


def choices(group: str) -> list[str]:
    """What a group leaves the choice between; the pattern itself where it is no such group."""
    opening = _OPENS.match(group)
    m = _ATOM.fullmatch(group)
    if opening is None or m is None or m["group"] is None:
        return [group]
    inside, found, at = m["atom"][opening.end() : -1], [], 0
    for atom in _ATOM.finditer(inside):
        if atom["atom"] == "|":
            found.append(inside[at : atom.start()])
            at = atom.end()
    return [*found, inside[at:]]


def _leaves_a_choice(inside: str) -> bool:
    return any(m["atom"] == "|" for m in _ATOM.finditer(inside))


def joined(parts: Sequence[Part]) -> str:
    """A pattern of some neighbouring parts, with the looks around them closed again."""
    out = ""
    open_now: tuple[tuple[int, str], ...] = ()
    for part in (*parts, Part("")):
        shared = 0
        while shared < min(len(open_now), len(part.within)) and open_now[shared] == part.within[shared]:
            shared += 1
        out += ")" * (len(open_now) - shared) + "".join(opener for _, opener in part.within[shared:]) + part.source
        open_now = part.within
    return out
