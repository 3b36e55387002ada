"""What Chinese leaves out of a text before it reads."""

import pytest

from extractor import extract
from extractor.chinese.transcript import transcribe

PROSE = (
    "近年来，学院坚持立德树人，累计发表高水平论文1268篇，获省级一等奖2项、二等奖5项，"
    "为地方培养了大批人才，得到社会各界的广泛好评。"
)


def wrapped(text: str, width: int) -> str:
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


@pytest.mark.parametrize("width", [20, 22, 30])
def test_a_wrapped_paragraph_is_one_line(width: int) -> None:
    pages = f"喜报\n\n{wrapped(PROSE, width)}\n\n{wrapped(PROSE, width)}\n"
    assert transcribe(pages).text == f"喜报\n\n{PROSE}\n\n{PROSE}\n"


def test_a_text_with_one_longer_line_was_not_wrapped() -> None:
    pages = f"{wrapped(PROSE, 24)}\n\n{PROSE}\n"
    assert transcribe(pages).text == pages


def test_rolls_of_names_and_items_of_lists_stay_on_their_lines() -> None:
    roll = "\n".join(["张小一　李小二　王小三　赵小四　钱小五"] * 4)
    items = "\n".join(f"{i}.江城大学机械工程学院教工第一党支部，书记甲" for i in range(1, 5))
    assert transcribe(roll).text == roll
    assert transcribe(items).text == items


def test_between_words_of_other_scripts_a_line_end_stays() -> None:
    text = "学院与国外高校合作，已在期刊Nature\nPhotonics上发表论文三篇，被多国同行引\n用，"
    text += "并与多家企业共建了联合研究中心，其\n中两家为上市公司，合作成果已经转化。"
    assert "Nature\nPhotonics上" in transcribe(text).text
    assert "引用，并与" in transcribe(text).text


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("发表 SCI 论文 12 篇", "发表SCI论文12篇"),
        ("发表SCI论文12篇，其中 3 篇", "发表SCI论文12篇，其中 3 篇"),
        ("1 发表 SCI 论文 12 篇", "1 发表SCI论文12篇"),
        ("甲\t12 项\t3 篇\n乙\t2 项\t5 篇", "甲\t12 项\t3 篇\n乙\t2 项\t5 篇"),
        ("获奖， 共三项； 其中两项。 此外", "获奖，共三项；其中两项。此外"),
        ("获奖，共三项；其中两项。 此外", "获奖，共三项；其中两项。 此外"),
        ("张三 李四", "张三 李四"),
        ("\u200b二〇\u200b二三年", "二〇二三年"),
    ],
)
def test_blanks_are_left_out_where_a_text_has_them_everywhere(source: str, read: str) -> None:
    assert transcribe(source).text == read


def test_the_records_of_a_wrapped_text_are_those_of_the_text() -> None:
    text = f"江城大学文学院入选名单\n\n{PROSE}\n\n{PROSE}\n"
    lines = f"江城大学文学院入选名单\n\n{wrapped(PROSE, 22)}\n\n{wrapped(PROSE, 22)}\n"
    found = extract(lines, language="zh")
    assert [(a.value, a.object) for a in found.achievements] == [
        (a.value, a.object) for a in extract(text, language="zh").achievements
    ]
    assert all(lines[n.span.start : n.span.end] == n.span.text for n in found.numerals)


def test_a_year_in_characters_is_the_year_of_a_period() -> None:
    text = "江城大学文学院入选\n\n江城大学文学院：二〇二三年发表论文12篇；近三年获奖3项。"
    years = [a.period and (a.period.start_year, a.period.end_year) for a in extract(text, language="zh").achievements]
    assert years == [(2023, 2023), (None, None)]
