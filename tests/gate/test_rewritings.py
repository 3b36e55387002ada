"""The rewritings: what each makes of a text, what it leaves alone, and that no twin says anything else."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gate
import robustness
from rewritings import REWRITINGS, Document, twin_of
from rewritings.pieces import Language, edited

Case = tuple[Language, str, str, str | None]


def of(text: str, language: Language, *amounts: str) -> Document:
    """A document; its amounts are the first places of some words."""
    places = sorted((text.index(words), text.index(words) + len(words)) for words in amounts)
    return Document("test", language, text, tuple(places))


PROSE = "The school won a prize for the way in which it teaches pupils who hear little, and shares it gladly."
LANGE = "该校以“双师课堂”为抓手，推动城乡教育一体化发展，越来越多的孩子在家门口上好学，家长们都说这样的学校真好。"


@pytest.mark.parametrize(
    ("language", "twin", "text", "wanted"),
    [
        ("en", "line ends: CRLF", "a\nb\r\nc", "a\r\nb\r\nc"),
        ("en", "line ends: CR", "a\nb\r\nc", "a\rb\rc"),
        ("en", "blanks: no-break", "a b", "a\u00a0b"),
        ("en", "blanks: of other widths", "a b c", "a\u2002b\u2003c"),
        ("en", "blanks: of no width", "It won. Twice\nThen", "\u200bIt won.\u200b Twice\n\u200bThen"),
        ("en", "blanks: doubled", "a b\nx\ty z", "a  b\nx\ty z"),
        ("zh", "blanks: around lines", f"标题\n{LANGE}", f"标题 \n　　{LANGE} "),
        ("zh", "blanks: between scripts", "发表SCI论文12篇", "发表 SCI 论文 12 篇"),
        ("zh", "blanks: none between scripts", "1 名单\n发表 SCI 论文 12 篇", "1 名单\n发表SCI论文12篇"),
        ("en", "blank lines: doubled", "a\n\nb\nc", "a\n\n\nb\nc"),
        ("en", "blank lines: around paragraphs", f"Prize\n{PROSE}\nEnd", f"Prize\n\n{PROSE}\n\nEnd"),
        ("en", "blank lines: none", "A prize\n\nIt won.\n\n\nIt won again.", "A prize\nIt won.\nIt won again."),
        ("en", "blank lines: none", "a\t1\n\nb\t2", None),
        ("en", "wraps: 60", PROSE, PROSE.replace("teaches ", "teaches\n")),
        ("en", "wraps: 60", "a\tb " * 30, None),
        ("en", "wraps: 72 with broken words", "It is " * 11 + "extraordinary", "It is " * 11 + "extra-\nordinary"),
        ("zh", "wraps: 24", LANGE, f"{LANGE[:25]}\n{LANGE[25:49]}\n{LANGE[49:]}"),
        ("en", "quotes: straight", "“it’s”", "\"it's\""),
        ("en", "quotes: curly", "\"it's\"", "“it’s”"),
        ("en", "quotes: curly", '"a', None),
        ("en", "quotes: corner brackets", '"a" “b” it’s', "「a」 「b」 it’s"),
        ("zh", "quotes: corner brackets", "“甲‘乙’”", "「甲『乙』」"),
        ("en", "quotes: low", '"a"', "„a“"),
        ("en", "quotes: single", '"a" and "it\'s"', '‘a’ and "it\'s"'),
        ("en", "widths: digits full", "12", "１２"),
        ("en", "widths: letters full", "aB", "ａＢ"),
        ("en", "widths: signs full", "1,362 papers, (31%)", "1,362 papers， （31％）"),
        ("zh", "widths: signs full", "共1,362篇,占31%", "共1,362篇，占31％"),
        ("zh", "widths: signs half", "共3，5（个）。好", "共3, 5(个). 好"),
        ("en", "dashes: ranges with –", "5-10, 0731-8562, No. 3-5, 2023-04", "5–10, 0731-8562, No. 3–5, 2023-04"),
        ("zh", "dashes: ranges with ～", "85%—88%，2021-2022", "85%～88%，2021～2022"),
        ("en", "dashes: hyphens", "| – | A – b", "| – | A - b"),
        ("en", "dashes: no blanks", "it – unlike X – Y", "it—unlike X – Y"),
        ("en", "dashes: no-break hyphens", "first-class 2-3", "first\u2011class 2-3"),
        ("zh", "dashes: one for two", "好——看\n| --- |", "好—看\n| --- |"),
        ("en", "accents: NFD", "é", "e\u0301"),
        ("en", "accents: NFC", "e\u0301", "é"),
        ("en", "accents: none", "Zêzere, 3 ²", "Zezere, 3 ²"),
        ("zh", "script: traditional", "头发发展", "頭髮發展"),
        ("zh", "script: simplified", "臺灣", "台湾"),
        ("en", "lists: •", "- a\n- b\n* c\n*d*", "• a\n• b\n• c\n*d*"),
        ("en", "lists: (1)", "1. a\n2. b\n3. c 1. d", "(1) a\n(2) b\n(3) c 1. d"),
        ("en", "lists: (1)", "1. a\n(1) b\n(2) c", None),
        ("zh", "lists: 1、", "1.甲\n2.乙\n3.丙", "1、甲\n2、乙\n3、丙"),
        ("zh", "lists: （一）", "一、甲\n二、乙", "（一）甲\n（二）乙"),
        ("zh", "lists: （一）", "一、甲\n（一）乙", None),
        ("en", "lists: reversed", "1. a\n2. b\n3. c\n\n4. d", "1. c\n2. b\n3. a\n\n4. d"),
        ("en", "lists: reversed", "1. a\n2. b\n3. the former", None),
        ("en", "slips: no blank after full stops", "It won. Dr. Li, J. Roe. Then", "It won.Dr. Li, J. Roe. Then"),
        ("en", "slips: no blank after commas", "so, then 3, 4", "so,then 3, 4"),
        ("en", "slips: Chinese full stops", "It won. Then it rose by 3. Then", "It won。Then it rose by 3. Then"),
        ("en", "slips: stray full stops", "It won. Then", "It won.。 Then"),
        ("zh", "slips: stray full stops", "好。共3。", "好。。共3。"),
        ("zh", "slips: half-width commas", "甲，乙，丙3，丁", "甲,乙，丙3，丁"),
        ("zh", "slips: blanks behind signs", "甲，乙。“丙。”", "甲， 乙。 “丙。”"),
    ],
)  # fmt: skip
def test_a_text_is_rewritten(language: Language, twin: str, text: str, wanted: str | None) -> None:
    made = twin_of(of(text, language), REWRITINGS[language][twin])
    assert (made.text if made else None) == wanted


@pytest.mark.parametrize(
    ("language", "twin", "text", "amounts", "wanted"),
    [
        ("en", "numbers: below 100 in words", "12 won. It has 53 labs", ["12", "53"],
         "Twelve won. It has fifty-three labs"),
        ("en", "numbers: below 100 in words", "RMB 12 for 5 May, 3-5 km, 8%", ["12", "5", "3", "8"], None),
        ("en", "numbers: from 100 in words", "has 1,362 papers", ["1,362"],
         "has one thousand three hundred and sixty-two papers"),
        ("en", "numbers: from 100 in words", "has 2021 papers", ["2021"], None),
        ("en", "numbers: in digits", "Thirty-five of one", ["Thirty-five", "one"], "35 of one"),
        ("en", "numbers: ordinals in words", "its 53rd place", ["53rd"], "its fifty-third place"),
        ("en", "numbers: ordinals in digits", "second and twelfth", ["second", "twelfth"], "2nd and 12th"),
        ("en", "numbers: no separators", "1,362 in 2,021", ["1,362", "2,021"], "1362 in 2,021"),
        ("en", "numbers: commas", "1362 in 2021", ["1362", "2021"], "1,362 in 2021"),
        ("en", "numbers: thin blanks", "13620 of 1362", ["13620", "1362"], "13\u202f620 of 1362"),
        ("en", "numbers: scales in digits", "1.25 million", ["1.25 million"], "1,250,000"),
        ("en", "numbers: round with scales", "1,200,000 and 1,234,000", ["1,200,000", "1,234,000"],
         "1.2 million and 1,234,000"),
        ("en", "numbers: percent", "31% and 3 to 5%", ["31%", "5%"], "31 percent and 3 to 5%"),
        ("en", "numbers: per cent", "31.5 %", ["31.5 %"], "31.5 per cent"),
        ("en", "numbers: percent in words", "31%", ["31%"], "thirty-one percent"),
        ("en", "numbers: %", "31 per cent", ["31 per cent"], "31%"),
        ("zh", "numbers: in characters", "2项、第2、1.2亿、3km", ["2", "1.2亿"], "两项、第2、一点二亿、3km"),
        ("zh", "numbers: in characters", "獲12個，逾2万", ["12", "2万"], "獲十二個，逾二萬"),
        ("zh", "numbers: in formal characters", "10万元、12项", ["10万", "12"], "壹拾万元、12项"),
        ("zh", "numbers: in digits", "几十个，两次，十二项", ["十", "两", "十二"], "几十个，2次，12项"),
        ("zh", "numbers: no 万, 亿", "1.2亿、3万", ["1.2亿", "3万"], "120000000、30000"),
        ("zh", "numbers: 万, 亿", "12500册、12345册", ["12500", "12345"], "1.25万册、12345册"),
        ("zh", "numbers: commas", "1362篇、2021篇", ["1362", "2021"], "1,362篇、2021篇"),
        ("zh", "numbers: no separators", "1,362篇", ["1,362"], "1362篇"),
        ("zh", "numbers: 百分之", "31.5%、100%", ["31.5%", "100%"], "百分之三十一点五、百分之百"),
        ("zh", "numbers: %", "百分之三十一点五", ["百分之三十一点五"], "31.5%"),
        ("zh", "numbers: years in characters", "2023年、12023年", [], "二〇二三年、12023年"),
    ],
)  # fmt: skip
def test_amounts_are_rewritten_and_nothing_else(
    language: Language, twin: str, text: str, amounts: list[str], wanted: str | None
) -> None:
    made = twin_of(of(text, language, *amounts), REWRITINGS[language][twin])
    assert (made.text if made else None) == wanted


def test_sentences_are_put_between_paragraphs_of_prose_alone() -> None:
    text = f"Prize\n\n{PROSE}\n\n{PROSE}\n\nA list:\n\n{PROSE}"
    made = twin_of(of(text, "en"), REWRITINGS["en"]["sentences put in"])
    assert made is not None
    said = "Further details are available on the website."
    assert made.text == f"Prize\n\n{PROSE}\n\n{said}\n\n{PROSE}\n\nA list:\n\n{PROSE}"


@pytest.mark.parametrize(("twin", "slip", "letter"), [("slips: 1 for l", "1", "l"), ("slips: 0 for o", "0", "o")])
def test_a_slip_of_scanning_stands_between_letters_and_is_the_same_every_time(
    twin: str, slip: str, letter: str
) -> None:
    text = "all the colleges followed the model of the school. " * 20
    made, again = (twin_of(of(text, "en"), REWRITINGS["en"][twin]) for _ in range(2))
    assert made is not None
    assert made == again
    places = [i for i, c in enumerate(made.text) if c == slip]
    assert places
    assert all(text[i] == letter and text[i - 1].isalpha() and text[i + 1].isalpha() for i in places)
    assert made.text.replace(slip, letter) == text


def test_left_hyphens_stand_inside_of_long_words() -> None:
    text = "demonstration laboratories of provincial universities " * 10
    made = twin_of(of(text, "en"), REWRITINGS["en"]["slips: hyphens left"])
    assert made is not None
    assert made.text != text
    assert made.text.replace("- ", "") == text


def _corpus() -> list[Document]:
    return list(robustness.announcements(gate.CORPUS))


@pytest.mark.parametrize("document", _corpus(), ids=lambda document: document.name)
def test_a_twin_says_all_of_its_source_and_has_the_same_amounts_elsewhere(document: Document) -> None:
    """Every character of the source is in exactly one piece; but for its amounts a twin has the digits of its source.

    But for slips, too, whose digits stand in words, and for years, which are written otherwise.
    """
    for name, rewriting in REWRITINGS[document.language].items():
        made = twin_of(document, rewriting)
        if not made:
            continue
        said = sorted((piece.start, piece.end) for piece in made.pieces if piece.start < piece.end)
        assert [start for start, _ in said] == [0, *(end for _, end in said)][:-1], name
        assert said[-1][1] == len(document.text), name
        if not name.startswith(("slips: 1", "slips: 0", "numbers: years")):
            assert _other_digits(document, made.pieces) == Counter(), name


def _other_digits(document: Document, pieces: object) -> Counter[str]:
    amounts = {i for start, end in document.amounts for i in range(start, end)}
    changed: Counter[str] = Counter()
    for piece in pieces:  # type: ignore[attr-defined]
        if not set(range(piece.start, piece.end)) & amounts:
            new = Counter(str(int(c)) for c in piece.text if c.isdecimal())
            old = Counter(str(int(c)) for c in document.text[piece.start : piece.end] if c.isdecimal())
            changed += (new - old) + (old - new)
    return changed


@given(st.text(alphabet="ab \n", max_size=30), st.data())
def test_what_a_twin_has_is_told_in_the_words_of_the_source(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    edits = [
        (s, e, data.draw(st.text(alphabet="xy", min_size=1, max_size=3)))
        for s, e in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    twin = edited(text, edits)
    assert twin.back(0, len(twin.text)) == text
    for i, c in enumerate(twin.text):
        assert c in "xy" or twin.back(i, i + 1) == c


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="the edit at 1 overlaps the one before it, which ends at 2"):
        edited("abc", [(0, 2, "x"), (1, 3, "y")])


def test_almost_every_rewriting_has_something_to_rewrite() -> None:
    """In the corpus or in the sets that were unseen once; what has nothing there is for texts from elsewhere."""
    folders = [gate.CORPUS, *sorted(Path(gate.FIXTURES).glob("blind_*"))]
    everything = [document for folder in folders for document in robustness.announcements(folder)]
    idle = {
        (language, name)
        for language, rows in REWRITINGS.items()
        for name, rewriting in rows.items()
        if not any(twin_of(document, rewriting) for document in everything if document.language == language)
    }
    assert idle == {("en", "accents: NFC")}
