"""The rewritings of an announcement that leave its meaning as it is: one maker of twins for tests and for the gate.

A rewriting makes of a document its twin, or nothing where the document has nothing to be written otherwise.
"""

from collections.abc import Callable, Mapping

from rewritings import chinese_numbers, english_numbers, layout, passages, signs, slips
from rewritings.pieces import Document, Language, Twin

__all__ = ["REWRITINGS", "Document", "Rewriting", "Twin", "twin_of"]

Rewriting = Callable[[Document], Twin | None]

_OF_BOTH: Mapping[str, Rewriting] = {
    "line ends: CRLF": layout.crlf,
    "line ends: CR": layout.cr,
    "blanks: no-break": layout.no_break_blanks,
    "blanks: of other widths": layout.wide_blanks,
    "blanks: of no width": layout.invisible_characters,
    "blanks: doubled": layout.doubled_blanks,
    "blanks: around lines": layout.indented,
    "blank lines: doubled": layout.more_blank_lines,
    "blank lines: around paragraphs": layout.parted_paragraphs,
    "blank lines: none": layout.fewer_blank_lines,
    "quotes: straight": signs.straight_quotes,
    "quotes: corner brackets": signs.corner_quotes,
    "widths: digits full": signs.full_width_digits,
    "widths: letters full": signs.full_width_letters,
    "widths: signs full": signs.full_width_signs,
    "dashes: ranges with –": signs.en_dash_ranges,
    "dashes: ranges with -": signs.hyphen_ranges,
    "lists: •": passages.bullets("•"),
    "lists: *": passages.bullets("*"),
    "lists: -": passages.bullets("-"),
    "lists: (1)": passages.numbers("(1)"),
    "lists: 1.": passages.numbers("1."),
    "lists: 1)": passages.numbers("1)"),
    "lists: reversed": passages.reversed_lists,
    "sentences put in": passages.inserted_sentences,
    "slips: stray full stops": slips.stray_stops,
}
_OF_ENGLISH: Mapping[str, Rewriting] = {
    "quotes: curly": signs.curly_quotes,
    "accents: none": signs.without_accents,
    "accents: NFC": signs.composed,
    "accents: NFD": signs.decomposed,
    "numbers: below 100 in words": english_numbers.small_as_words,
    "numbers: from 100 in words": english_numbers.large_as_words,
    "numbers: in digits": english_numbers.words_as_digits,
    "numbers: ordinals in words": english_numbers.ordinals_as_words,
    "numbers: ordinals in digits": english_numbers.ordinals_as_digits,
    "numbers: no separators": english_numbers.without_separators,
    "numbers: commas": english_numbers.with_commas,
    "numbers: thin blanks": english_numbers.with_thin_blanks,
    "numbers: scales in digits": english_numbers.scales_as_digits,
    "numbers: round with scales": english_numbers.round_as_scales,
    "numbers: percent": english_numbers.percent_as_word,
    "numbers: per cent": english_numbers.percent_as_two_words,
    "numbers: percent in words": english_numbers.percent_in_words,
    "numbers: %": english_numbers.percent_as_sign,
    "wraps: 60": layout.wrapped(60),
    "wraps: 72": layout.wrapped(72),
    "wraps: 100": layout.wrapped(100),
    "wraps: 72 with broken words": layout.wrapped(72, broken=True),
    "quotes: low": signs.low_quotes,
    "quotes: single": signs.single_quotes,
    "dashes: hyphens": signs.spaced_hyphens,
    "dashes: no blanks": signs.em_dashes,
    "dashes: no-break hyphens": signs.other_hyphens,
    "slips: 1 for l": slips.l_as_one,
    "slips: 0 for o": slips.o_as_zero,
    "slips: hyphens left": slips.left_hyphens,
    "slips: no blank after full stops": slips.unspaced_stops,
    "slips: no blank after commas": slips.unspaced_commas,
    "slips: Chinese full stops": slips.chinese_stops,
}
_OF_CHINESE: Mapping[str, Rewriting] = {
    "numbers: in characters": chinese_numbers.as_characters,
    "numbers: in formal characters": chinese_numbers.as_formal_characters,
    "numbers: in digits": chinese_numbers.as_digits,
    "numbers: no 万, 亿": chinese_numbers.without_scales,
    "numbers: 万, 亿": chinese_numbers.with_scales,
    "numbers: commas": chinese_numbers.with_commas,
    "numbers: no separators": chinese_numbers.without_commas,
    "numbers: 百分之": chinese_numbers.percent_as_characters,
    "numbers: %": chinese_numbers.percent_as_sign,
    "numbers: years in characters": chinese_numbers.years_as_characters,
    "wraps: 24": layout.wrapped(24),
    "wraps: 36": layout.wrapped(36),
    "wraps: 50": layout.wrapped(50),
    "blanks: between scripts": layout.parted_scripts,
    "blanks: none between scripts": layout.joined_scripts,
    "widths: signs half": signs.half_width_signs,
    "dashes: ranges with ～": signs.wave_ranges,
    "dashes: one for two": signs.short_dashes,
    "script: traditional": signs.traditional,
    "script: of Taiwan": signs.taiwanese,
    "script: simplified": signs.simplified,
    "lists: 1、": passages.numbers("1、"),
    "lists: （一）": passages.han_brackets,
    "slips: half-width commas": slips.half_width_commas,
    "slips: blanks behind signs": slips.stray_blanks,
}
REWRITINGS: Mapping[Language, Mapping[str, Rewriting]] = {
    "en": {**_OF_BOTH, **_OF_ENGLISH},
    "zh": {**_OF_BOTH, **_OF_CHINESE},
}
"""All rewritings by language and by what they do."""


def twin_of(document: Document, rewriting: Rewriting) -> Twin | None:
    """The twin of a document, None where the rewriting leaves it as it is."""
    twin = rewriting(document)
    return twin if twin and twin.text != document.text else None
