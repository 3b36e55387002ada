"""When a name, an object or a value that was read counts as the one that a gold reading has."""

import re

from rapidfuzz import fuzz

from extractor.goldfile import GoldAchievement
from extractor.records import Achievement

_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARKS = re.compile(r"[\"“”'’‘《》「」,，.。:：;；()（）]")
_LITTLE_WORDS = frozenset({"the", "of", "a", "an", "and", "for", "s"})
# An object may be read a little too short or with some words too many, as two careful readers would differ.
_WANTED_SHARE, _FOUND_SHARE = 0.6, 0.4
_CHINESE_WANTED_SHARE, _CHINESE_WHOLE_SHARE = 75, 45
_RELATIVE_MEASURES = frozenset({"share", "amount", "change"})


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 100: word order, little words, case and punctuation make no difference."""
    one, other = _plain(one), _plain(other)
    if _HAN.search(one + other):
        return fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""))
    return fuzz.token_sort_ratio(one, other)


def same_object(gold: str, found: str) -> bool:
    """Whether the found phrase has most of the words of the gold one and not too many others."""
    if _HAN.search(gold):
        return (
            fuzz.partial_ratio(gold, found) >= _CHINESE_WANTED_SHARE and fuzz.ratio(gold, found) >= _CHINESE_WHOLE_SHARE
        )
    wanted = {word.rstrip("s") for word in _plain(gold).split()}
    words = _plain(found).split()
    shared = len(wanted & {word.rstrip("s") for word in words})
    return bool(wanted) and shared / len(wanted) >= _WANTED_SHARE and shared / max(len(words), 1) >= _FOUND_SHARE


def same_value(gold: GoldAchievement, found: Achievement) -> bool:
    """Whether the numbers are equal; shares, amounts and changes to one part in a thousand, a range in either order."""
    wanted, got = [float(gold.value)], [float(found.value)]
    if gold.upper is not None and found.upper is not None:
        wanted, got = sorted([*wanted, float(gold.upper)]), sorted([*got, float(found.upper)])
    tolerance = 1e-3 if gold.measure in _RELATIVE_MEASURES else 1e-9
    return all(abs(a - b) <= tolerance * max(1, abs(a)) for a, b in zip(wanted, got, strict=True))


def _plain(name: str) -> str:
    return " ".join(word for word in _MARKS.sub(" ", name.lower()).split() if word not in _LITTLE_WORDS)
